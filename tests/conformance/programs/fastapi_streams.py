import asyncio, time
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
app = FastAPI()
async def ag():
    for i in range(3):
        await asyncio.sleep(0.01); yield f"data: {i}\n\n"
def g():
    for i in range(3): time.sleep(0.01); yield str(i).encode()
@app.get("/sse")
async def sse(): return StreamingResponse(ag(), media_type="text/event-stream", headers={"Cache-Control": "no-cache"})
@app.get("/sync")
def sync(): return StreamingResponse(g())
@app.get("/gen")
async def gen():
    for i in range(2): yield {"i": i}
@app.get("/gen2")
def gen2():
    for i in range(2): yield i
@app.get("/csv")
def csv(): return StreamingResponse(iter(["a,b\n", "1,2\n"]), media_type="text/csv", status_code=201)
c = TestClient(app)
for p in "sse sync gen gen2 csv".split():
    r = c.get("/" + p); print(p, r.status_code, dict(r.headers), repr(r.text))
with c.stream("GET", "/sse") as r:
    for line in r.iter_lines(): print(repr(line))
