from typing import Annotated
from fastapi import FastAPI, Depends, HTTPException, Request
from fastapi.testclient import TestClient
log = []
class Res:
    def __init__(self, n): self.n = n
async def db():
    log.append("db+")
    try: yield Res("db")
    finally: log.append("db-")
def swallow():
    try: yield 1
    except ValueError: log.append("swallowed")
def convert():
    try: yield 1
    except KeyError as e: raise HTTPException(418, f"conv {e}")
async def aconvert():
    try: yield 1
    except KeyError as e: raise HTTPException(419 if False else 416, f"aconv {e}")
class Svc:
    def __init__(self, d: Annotated[Res, Depends(db)], q: str = "q"): self.d, self.q = d, q
class Callable:
    async def __call__(self, x: int = 1): return x * 2
class Meth:
    def get(self, y: int = 5): return y
m = Meth()
app = FastAPI()
@app.get("/svc")
async def svc(s: Annotated[Svc, Depends()]): return [s.d.n, s.q]
@app.get("/call")
async def call(a: int = Depends(Callable()), b: int = Depends(m.get)): return [a, b]
@app.get("/swallow")
def sw(x=Depends(swallow)): raise ValueError("v")
@app.get("/conv")
def cv(x=Depends(convert)): raise KeyError("k")
@app.get("/aconv")
def acv(x=Depends(aconvert)): raise KeyError("k")
@app.get("/early")
def early(x: Annotated[Res, Depends(db)], q: int): return q
def boom(): raise HTTPException(401, "no", {"WWW-Authenticate": "Basic"})
@app.get("/boom")
def bm(d: Annotated[Res, Depends(db)], x=Depends(boom)): return 1
@app.get("/unann/{z}")
def unann(z, y, x=3): return [z, y, x]
@app.get("/kw")
def kw(*, a: int, b: int = 2): return a + b
async def from_req(request: Request): return request.query_params.get("zz")
@app.get("/fr")
def fr(z=Depends(from_req)): return z
def cur(token: str = "anon"): return {"name": token}
def active(u: dict = Depends(cur)):
    if u["name"] == "bad": raise HTTPException(400, "Inactive user")
    return u
CU = Annotated[dict, Depends(active)]
@app.get("/me")
def me(u: CU): return u
@app.get("/both")
def both(a: str = Depends(lambda: "x"), b: int = 0): return [a, b]
c = TestClient(app, raise_server_exceptions=False)
for u in "/svc /svc?q=z /call?x=4&y=1 /swallow /conv /aconv /early /early?q=1 /boom /unann/a?y=1 /unann/a /kw?a=1 /kw /fr?zz=9 /me /me?token=bad /both?b=x".split():
    r = c.get(u); print(u, r.status_code, r.text, log, r.headers.get("www-authenticate")); log.clear()
for bad in ("def f(x: int = Depends(1)): pass",):
    pass
