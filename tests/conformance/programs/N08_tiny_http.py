import asyncio
# tiny http server and client, concurrent requests
ROUTES = {"/": "home", "/slow": "slow"}
async def http(r, w):
    line = await r.readline(); method, path, _ = line.decode().split(" ")
    headers = {}
    while (h := await r.readline()) not in (b"\r\n", b""): k, v = h.decode().strip().split(": ", 1); headers[k.lower()] = v
    if path == "/slow": await asyncio.sleep(.1)
    body = ROUTES.get(path, "not found").encode(); status = "200 OK" if path in ROUTES else "404 Not Found"
    w.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body); await w.drain(); w.close(); await w.wait_closed()
async def get(port, path):
    r, w = await asyncio.open_connection("127.0.0.1", port)
    w.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()); await w.drain()
    head = await r.readuntil(b"\r\n\r\n"); n = int([l for l in head.decode().split("\r\n") if l.startswith("Content-Length")][0].split(": ")[1])
    body = await r.readexactly(n); w.close(); await w.wait_closed(); return path, head.split(b"\r\n")[0].decode(), body.decode()
async def main():
    srv = await asyncio.start_server(http, "127.0.0.1", 0); addrs = ", ".join(str(s.getsockname()[0]) for s in srv.sockets); print("Serving on", addrs)
    async with srv:
        task = asyncio.create_task(srv.serve_forever()); port = srv.sockets[0].getsockname()[1]
        t0 = asyncio.get_running_loop().time()
        for x in await asyncio.gather(*(get(port, p) for p in ("/", "/slow", "/nope", "/slow"))): print(*x)
        print(round(asyncio.get_running_loop().time() - t0, 1)); task.cancel()
        try: await task
        except asyncio.CancelledError: print("server stopped")
asyncio.run(main())
