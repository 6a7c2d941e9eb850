# chat server
import asyncio
clients = {}
async def broadcast(msg, skip=None):
    for n, w in list(clients.items()):
        if n != skip: w.write(msg.encode() + b"\n"); await w.drain()
async def handle(reader, writer):
    name = (await reader.readline()).decode().strip(); clients[name] = writer; await broadcast(f"{name} joined", name)
    try:
        while line := await reader.readline(): await broadcast(f"{name}: {line.decode().strip()}", name)
    except ConnectionResetError: pass
    finally:
        del clients[name]; writer.close(); await broadcast(f"{name} left")
async def user(port, name, say, wait):
    r, w = await asyncio.open_connection("localhost" if 0 else "127.0.0.1", port); w.write(name.encode() + b"\n"); got = []
    async def listen():
        async for l in r: got.append(l.decode().strip())
    t = asyncio.create_task(listen()); await asyncio.sleep(wait)
    for s in say: w.write(s.encode() + b"\n"); await w.drain(); await asyncio.sleep(.05)
    await asyncio.sleep(.1); w.close(); await w.wait_closed(); t.cancel(); return name, got
async def main():
    s = await asyncio.start_server(handle, "127.0.0.1", 0); port = s.sockets[0].getsockname()[1]
    for r in await asyncio.gather(user(port, "ann", ["hi", "bye"], .05), user(port, "bob", ["hey"], .07)): print(*r)
    s.close(); await s.wait_closed(); print(clients)
asyncio.run(main())
