import time
from fastapi import FastAPI, Request, HTTPException, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.middleware.base import BaseHTTPMiddleware
from fastapi.middleware.cors import CORSMiddleware
from fastapi.testclient import TestClient
log = []
class M(BaseHTTPMiddleware):
    def __init__(self, app, name="m"):
        super().__init__(app)
        self.name = name
    async def dispatch(self, request, call_next):
        log.append(self.name + " in")
        r = await call_next(request)
        log.append(self.name + " out")
        r.headers["X-" + self.name] = "1"
        return r
class Pure:
    def __init__(self, app, word="w"): self.app, self.word = app, word
    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send); return
        log.append(f"pure in {scope['method']} {scope['path']}")
        async def send2(message):
            if message["type"] == "http.response.start":
                message["headers"].append((b"x-pure", self.word.encode()))
                log.append(("start", message["status"]))
            await send(message)
        await self.app(scope, receive, send2)
        log.append("pure out")
app = FastAPI()
app.add_middleware(M, name="first")
app.add_middleware(Pure, word="hello")
@app.middleware("http")
async def last(request: Request, call_next):
    log.append("last in")
    if request.url.path == "/stop": return JSONResponse({"stopped": True}, status_code=403)
    if request.url.path == "/boomm": raise RuntimeError("mw")
    try:
        response = await call_next(request)
    except Exception as e:
        log.append(f"last caught {e!r}")
        raise
    response.headers["X-Process"] = "yes"
    log.append(f"last out {response.status_code}")
    return response
@app.get("/")
async def root(): log.append("handler"); return {"a": 1}
@app.get("/http")
def h(): raise HTTPException(404, "nope", headers={"X-Err": "e"})
@app.get("/boom")
def b(): raise ValueError("boom")
@app.exception_handler(KeyError)
async def ke(request, exc): return PlainTextResponse("key " + str(exc), 400)
@app.get("/key")
def k(): raise KeyError("kk")
c = TestClient(app, raise_server_exceptions=False)
def s(r): print(r.url.path, r.status_code, r.text, {k: v for k, v in r.headers.items()}, log); log.clear()
for p in "/ /http /boom /key /nosuch /stop /boomm".split(): s(c.get(p))
c2 = TestClient(app)
for p in ("/boom", "/boomm"):
    try: c2.get(p)
    except Exception as e: print("raised", repr(e), log); log.clear()
