import asyncio, httpx
from fastapi import FastAPI, Request, Depends
from fastapi.concurrency import run_in_threadpool
from starlette.concurrency import iterate_in_threadpool
import threading, contextvars
var = contextvars.ContextVar("v", default="none")
app = FastAPI()
@app.get("/t")
def t(): return threading.current_thread() is threading.main_thread()
@app.get("/a")
async def a(): return threading.current_thread() is threading.main_thread()
@app.get("/v")
def v(): return var.get()
async def setv(): var.set("dep")
@app.get("/v2", dependencies=[Depends(setv)])
def v2(): return var.get()
@app.get("/echo")
async def echo(request: Request): return {"h": sorted(k for k in request.headers.keys()), "c": request.client.host, "u": str(request.url), "ua": request.headers["user-agent"][:12], "host": request.headers["host"]}
@app.get("/boom")
async def boom(): raise RuntimeError("x")
async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as c:
        for p in ("/t", "/a", "/v", "/v2", "/echo", "/echo?a=1"):
            r = await c.get(p); print(p, r.status_code, r.json())
        rs = await asyncio.gather(*[c.get("/a") for _ in range(5)]); print([r.status_code for r in rs])
        try: await c.get("/boom")
        except RuntimeError as e: print("raised", e)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app, raise_app_exceptions=False), base_url="http://test") as c:
        r = await c.get("/boom"); print(r.status_code, r.text)
        try: r.raise_for_status()
        except httpx.HTTPStatusError as e: print(e)
    print(await run_in_threadpool(lambda x, y=1: x + y, 1, y=5))
    async for i in iterate_in_threadpool(iter([1, 2])): print(i)
asyncio.run(main())
def h(request): return httpx.Response(201, json={"p": request.url.path, "m": request.method})
c = httpx.Client(transport=httpx.MockTransport(h)); r = c.post("http://x/y", json={}); print(r, r.json(), r.headers)
