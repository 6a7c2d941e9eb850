from typing import Annotated
from fastapi import FastAPI, Depends, Header, HTTPException, Request, Response, Cookie, BackgroundTasks
from fastapi.testclient import TestClient
import threading
log = []
async def common(q: str | None = None, skip: int = 0, limit: int = 100): return {"q": q, "skip": skip, "limit": limit}
C = Annotated[dict, Depends(common)]
class Pag:
    def __init__(self, skip: int = 0, limit: int = 5): self.skip, self.limit = skip, limit
class Checker:
    def __init__(self, fixed): self.fixed = fixed
    def __call__(self, q: str = ""): return self.fixed in q
counter = 0
def counted():
    global counter
    counter += 1
    return counter
def sub(a: int = Depends(counted)): return a
def sub2(a: int = Depends(counted), b: int = Depends(counted, use_cache=False)): return (a, b)
async def ydep():
    log.append("open a")
    try:
        yield "A"
        log.append("after yield a")
    except Exception as e:
        log.append(f"exc a {type(e).__name__}")
        raise
    finally:
        log.append("close a")
def ydep2(a: str = Depends(ydep)):
    log.append("open b")
    try: yield a + "B"
    finally: log.append("close b")
async def verify(x_token: Annotated[str, Header()]):
    if x_token != "secret": raise HTTPException(status_code=400, detail="X-Token header invalid")
    return x_token
def typed(name: int): return name
app = FastAPI()
@app.get("/c")
async def c1(commons: C): return commons
@app.get("/p")
def p(pag: Pag = Depends(Pag)): return [pag.skip, pag.limit]
@app.get("/p2")
def p2(pag: Annotated[Pag, Depends()]): return [pag.skip, pag.limit]
@app.get("/ch")
def ch(yes: Annotated[bool, Depends(Checker("bar"))]): return yes
@app.get("/cache")
def cache(a: int = Depends(sub), b: tuple = Depends(sub2), c: int = Depends(counted)): return [a, b, c]
@app.get("/y")
async def y(b: str = Depends(ydep2)):
    log.append("handler " + b)
    return b
@app.get("/yerr")
async def yerr(b: str = Depends(ydep2)): raise HTTPException(418, "tea")
@app.get("/yerr2")
async def yerr2(b: str = Depends(ydep2)): raise ValueError("v")
@app.get("/yb")
async def yb(t: BackgroundTasks, b: str = Depends(ydep2)):
    t.add_task(log.append, "background")
    return b
@app.get("/v", dependencies=[Depends(verify)])
def v(): return "in"
@app.get("/v2")
def v2(tok: str = Depends(verify), n: int = Depends(typed)): return [tok, n]
@app.get("/req")
async def req(request: Request): return [request.method, request.url.path, str(request.url), request.query_params.get("a"), request.path_params, request.headers.get("x-a"), str(request.base_url), request.client.host]
@app.get("/resp")
def resp(response: Response):
    response.headers["X-Cat"] = "alone"
    response.set_cookie(key="k", value="v", max_age=10, httponly=True)
    response.set_cookie("k2", "v 2")
    response.status_code = 202
    return {"ok": 1}
async def setresp(response: Response): response.headers["X-Dep"] = "dep"; response.status_code = 299
@app.get("/resp2", dependencies=[Depends(setresp)])
def resp2(): return 1
@app.get("/cook")
async def cook(ads_id: Annotated[str | None, Cookie()] = None, n: int = Cookie(3)): return [ads_id, n]
@app.get("/hdr")
async def hdr(user_agent: Annotated[str | None, Header()] = None, x_many: Annotated[list[str] | None, Header()] = None, strange_header: str | None = Header(None, convert_underscores=False)): return [user_agent, x_many, strange_header]
@app.get("/lam")
async def lam(x: int = Depends(lambda: 42)): return x
def over(): return "orig"
@app.get("/over")
async def ov(x: str = Depends(over)): return x
cl = TestClient(app, raise_server_exceptions=False)
def s(r): print(r.url.path, r.status_code, r.text, {k: v for k, v in r.headers.items() if k not in ("content-length", "content-type")}); log and print("   ", log); log.clear()
g = lambda u, **k: s(cl.get(u, **k))
g("/c"); g("/c?q=a&limit=x"); g("/p?skip=3"); g("/p2?limit=a"); g("/ch?q=foobar"); g("/ch"); g("/cache"); g("/cache")
g("/y"); g("/yerr"); g("/yerr2"); g("/yb")
g("/v"); g("/v", headers={"X-Token": "no"}); g("/v", headers={"x-token": "secret"}); g("/v2"); g("/v2?name=x", headers={"X-Token": "secret"}); g("/v2?name=1", headers={"X-Token": "secret"})
g("/req?a=1", headers={"X-A": "aa"}); g("/resp"); g("/resp2"); g("/cook"); 
cl.cookies.clear()
cl.cookies.set("ads_id", "abc"); g("/cook"); g("/hdr"); g("/hdr", headers=[("x-many", "a"), ("x-many", "b"), ("strange_header", "s")]); g("/lam"); g("/over")
app.dependency_overrides[over] = lambda q: "changed " + q
g("/over?q=1"); g("/over")
app.dependency_overrides = {}
g("/over")
