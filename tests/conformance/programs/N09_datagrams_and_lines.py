import asyncio
class EchoU(asyncio.DatagramProtocol):
    def connection_made(self, t): self.t = t
    def datagram_received(self, data, addr): print("S", data.decode(), addr[0]); self.t.sendto(b"re:" + data, addr)
class ClientU(asyncio.DatagramProtocol):
    def __init__(self, msgs, fin): self.msgs, self.fin = list(msgs), fin
    def connection_made(self, t): self.t = t; t.sendto(self.msgs.pop(0))
    def datagram_received(self, data, addr):
        print("C", data.decode())
        if self.msgs: self.t.sendto(self.msgs.pop(0))
        else: self.t.close()
    def error_received(self, exc): print("C error", exc)
    def connection_lost(self, exc): print("C lost", exc); self.fin.set_result(None)
async def main():
    loop = asyncio.get_running_loop()
    t, p = await loop.create_datagram_endpoint(EchoU, local_addr=("127.0.0.1", 0)); addr = t.get_extra_info("sockname")
    fin = loop.create_future(); c, _ = await loop.create_datagram_endpoint(lambda: ClientU([b"a", b"b"], fin), remote_addr=addr)
    await fin; t.close(); print(t.is_closing(), c.is_closing())
    class Lines(asyncio.Protocol):
        def __init__(self): self.buf = b""; self.n = 0
        def connection_made(self, t): self.t = t; self.n += 1
        def data_received(self, d):
            self.buf += d
            *lines, self.buf = self.buf.split(b"\n")
            for l in lines: print("line", l); self.t.write(l[::-1] + b"\n")
            if b"stop" in d: self.t.close()
        def connection_lost(self, exc): print("lost", exc)
    s = await loop.create_server(Lines, "127.0.0.1", 0)
    r, w = await asyncio.open_connection(*s.sockets[0].getsockname())
    w.writelines([b"one\ntw", b"o\n"]); print(await r.readline(), await r.readline()); w.write(b"stop\n"); print(await r.read()); w.close()
    s.close(); await s.wait_closed()
asyncio.run(main())
