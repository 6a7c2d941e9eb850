import asyncio, threading
# server in one thread, clients in another, broken pipes, proxies
async def up(r, w):
    while d := await r.read(100): w.write(d.upper()); await w.drain()
    w.close()
ready = threading.Event(); box = {}
def serve():
    async def amain():
        s = await asyncio.start_server(up, "127.0.0.1", 0); box["port"] = s.sockets[0].getsockname()[1]; box["loop"] = asyncio.get_running_loop(); box["stop"] = asyncio.Event(); ready.set(); await box["stop"].wait(); s.close()
    asyncio.run(amain())
t = threading.Thread(target=serve); t.start(); ready.wait()
async def pump(r, w):
    try:
        while d := await r.read(64): w.write(d); await w.drain()
    finally: w.close()
async def proxy(r, w):
    ur, uw = await asyncio.open_connection("127.0.0.1", box["port"]); await asyncio.gather(pump(r, uw), pump(ur, w)); print("proxy done")
async def main():
    p = await asyncio.start_server(proxy, "127.0.0.1", 0)
    r, w = await asyncio.open_connection(*p.sockets[0].getsockname()); w.write(b"through the proxy"); print(await r.read(100)); w.write_eof(); print(await r.read()); w.close(); await w.wait_closed(); await asyncio.sleep(.05); p.close()
    async def rude(r, w): w.close()
    s = await asyncio.start_server(rude, "127.0.0.1", 0); r, w = await asyncio.open_connection(*s.sockets[0].getsockname()); await asyncio.sleep(.05)
    print(await r.read())
    try:
        for i in range(5): w.write(b"x" * 10); await w.drain(); await asyncio.sleep(.01)
    except (ConnectionResetError, BrokenPipeError) as e: print(i, type(e).__name__, e)
    w.close()
    try: await w.wait_closed()
    except Exception as e: print(repr(e))
    box["loop"].call_soon_threadsafe(box["stop"].set)
asyncio.run(main()); t.join(); print("end")
