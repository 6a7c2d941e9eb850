import asyncio, time
from fastapi import FastAPI, BackgroundTasks, Depends
from fastapi.responses import JSONResponse
from starlette.background import BackgroundTask
from fastapi.testclient import TestClient
log = []
def w(m, d=0): log.append(m)
async def aw(m): await asyncio.sleep(0.01); log.append(m)
def fail(): log.append("fail"); raise ValueError("bg")
app = FastAPI()
@app.post("/a/{e}")
async def a(e: str, t: BackgroundTasks):
    print(t.add_task(w, f"one {e}"), t.add_task(aw, m="two"))
    log.append("handler")
    return {"m": "sent"}
def q(t: BackgroundTasks, q: str | None = None):
    if q: t.add_task(w, "q " + q)
    return q
@app.post("/b")
def b(t: BackgroundTasks, q: str = Depends(q)):
    t.add_task(w, "b"); return q
@app.get("/c")
async def c(t: BackgroundTasks):
    t.add_task(w, "1"); t.add_task(fail); t.add_task(w, "3"); return 1
@app.get("/d")
async def d(): return JSONResponse({"x": 1}, background=BackgroundTask(w, "resp"))
@app.get("/e")
async def e(t: BackgroundTasks):
    t.add_task(w, "lost"); return JSONResponse({"x": 1}, background=BackgroundTask(w, "own"))
@app.get("/f")
async def f(t: BackgroundTasks):
    t.add_task(w, "kept"); return JSONResponse({"x": 1})
@app.get("/g")
async def g(t: BackgroundTasks):
    t.add_task(w, "never"); raise ValueError
cl = TestClient(app, raise_server_exceptions=False)
for m, u in [("post", "/a/x"), ("post", "/b?q=1"), ("get", "/c"), ("get", "/d"), ("get", "/e"), ("get", "/f"), ("get", "/g")]:
    r = getattr(cl, m)(u); print(u, r.status_code, r.text, log); log.clear()
try: TestClient(app).get("/c")
except ValueError as e: print("raised", e)
