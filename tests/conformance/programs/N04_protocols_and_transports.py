import asyncio
class EchoServer(asyncio.Protocol):
    def connection_made(self, transport): self.t = transport; print("S made", type(transport).__name__, transport.get_extra_info("peername")[0])
    def data_received(self, data): print("S data", data); self.t.write(data.upper()); 
    def eof_received(self): print("S eof")
    def connection_lost(self, exc): print("S lost", exc)
class EchoClient(asyncio.Protocol):
    def __init__(self, msg, done): self.msg, self.done = msg, done
    def connection_made(self, t): self.t = t; print("C made"); t.write(self.msg); print("C sent")
    def data_received(self, data): print("C data", data); self.t.close()
    def connection_lost(self, exc): print("C lost", exc); self.done.set_result(True)
async def main():
    loop = asyncio.get_running_loop()
    srv = await loop.create_server(EchoServer, "127.0.0.1", 0); port = srv.sockets[0].getsockname()[1]
    done = loop.create_future()
    t, p = await loop.create_connection(lambda: EchoClient(b"hi there", done), "127.0.0.1", port); print("connected", type(p).__name__, t.is_closing())
    await done; print("done", t.is_closing()); await asyncio.sleep(.01); srv.close(); await srv.wait_closed(); print("closed")
    try:
        async with asyncio.timeout(.1): await (await asyncio.start_server(lambda r, w: None, "127.0.0.1", 0)).serve_forever()
    except TimeoutError: print("serve_forever cancelled")
asyncio.run(main())
