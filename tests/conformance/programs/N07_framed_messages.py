import asyncio, json
# length-prefixed json rpc + timeouts + handler errors
async def send(w, obj):
    d = json.dumps(obj).encode(); w.write(len(d).to_bytes(4, "big") + d); await w.drain()
async def recv(r):
    n = int.from_bytes(await r.readexactly(4), "big"); return json.loads(await r.readexactly(n))
async def handler(r, w):
    try:
        while True:
            try: req = await asyncio.wait_for(recv(r), .2)
            except TimeoutError: print("S: idle, closing"); break
            except asyncio.IncompleteReadError as e: print("S: gone", e.partial); break
            if req["m"] == "crash": raise RuntimeError("handler crashed")
            await send(w, {"id": req["id"], "r": sum(req["p"])})
    finally:
        w.close(); print("S: bye")
async def main():
    asyncio.get_running_loop().set_exception_handler(lambda l, c: print("EH", c["message"], repr(c["exception"]), sorted(c)))
    async with await asyncio.start_server(handler, "localhost", 0) as s:
        port = s.sockets[0].getsockname()[1]
        r, w = await asyncio.open_connection("localhost", port)
        for i in range(2): await send(w, {"id": i, "m": "sum", "p": [i, 2]}); print("C:", await recv(r))
        await asyncio.sleep(.3); print("C: eof?", await r.read()); w.close(); await w.wait_closed()
        r, w = await asyncio.open_connection("localhost", port); await send(w, {"id": 1, "m": "crash", "p": []}); print("C:", await r.read(), r.at_eof()); w.close()
        r, w = await asyncio.open_connection("localhost", port); w.write(b"\0\0"); w.write_eof(); print("C:", await r.read()); w.close(); await w.wait_closed()
        async def no_close(): r, w = await asyncio.open_connection("localhost", port); await send(w, {"id": 5, "m": "sum", "p": [1]}); return await recv(r)
        print("C:", await no_close()); await asyncio.sleep(.05); print("end of body")
asyncio.run(main())
