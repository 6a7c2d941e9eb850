from fastapi import FastAPI, WebSocket, WebSocketDisconnect, Depends, Query, WebSocketException, status
from fastapi.testclient import TestClient
app = FastAPI()
log = []
@app.websocket("/echo")
async def echo(ws: WebSocket):
    await ws.accept()
    try:
        while True:
            t = await ws.receive_text()
            await ws.send_text(f"got {t}")
    except WebSocketDisconnect as e:
        log.append(("gone", e.code))
@app.websocket("/json/{room}")
async def j(websocket: WebSocket, room: str, q: int = 3):
    await websocket.accept()
    d = await websocket.receive_json()
    await websocket.send_json({"room": room, "q": q, "d": d, "path": websocket.url.path})
    await websocket.close(code=1001, reason="done")
async def tok(token: str = Query(...)):
    if token != "t": raise WebSocketException(code=status.WS_1008_POLICY_VIOLATION, reason="no")
    return token
@app.websocket("/tok")
async def tk(ws: WebSocket, t: str = Depends(tok)):
    await ws.accept(subprotocol="x")
    await ws.send_bytes(t.encode())
    await ws.close()
class Manager:
    def __init__(self): self.active = []
    async def connect(self, ws): await ws.accept(); self.active.append(ws)
    def disconnect(self, ws): self.active.remove(ws)
    async def broadcast(self, m):
        for c in self.active: await c.send_text(m)
man = Manager()
@app.websocket("/chat/{cid}")
async def chat(ws: WebSocket, cid: int):
    await man.connect(ws)
    try:
        async for d in ws.iter_text():
            await man.broadcast(f"{cid}: {d}")
    finally:
        man.disconnect(ws)
c = TestClient(app)
with c.websocket_connect("/echo") as ws:
    ws.send_text("a"); print(ws.receive_text()); ws.send_text("b"); print(ws.receive_text())
print(log)
with c.websocket_connect("/json/blue?q=5") as ws:
    ws.send_json({"x": [1]}); print(ws.receive_json())
    try: ws.receive_text()
    except WebSocketDisconnect as e: print("closed", e.code, e.reason)
for u in ("/tok?token=bad", "/tok", "/nowhere"):
    try:
        with c.websocket_connect(u) as ws: print("in")
    except WebSocketDisconnect as e: print(u, e.code, e.reason)
with c.websocket_connect("/tok?token=t") as ws: print(ws.accepted_subprotocol, ws.receive_bytes())
with c.websocket_connect("/chat/7") as ws:
    ws.send_text("hi"); print(ws.receive_text())
print(man.active)
r = c.get("/echo"); print(r.status_code)
