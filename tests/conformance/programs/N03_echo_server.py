import asyncio
async def handle(reader, writer):
    addr = writer.get_extra_info("peername"); print("S: connection", addr[0])
    while True:
        data = await reader.readline()
        if not data: print("S: eof"); break
        msg = data.decode().strip(); print("S: got", msg)
        writer.write(f"echo {msg}\n".encode()); await writer.drain()
        if msg == "quit": break
    print("S: closing"); writer.close(); await writer.wait_closed(); print("S: closed")
async def client(port, msgs):
    reader, writer = await asyncio.open_connection("127.0.0.1", port); print("C: connected")
    for m in msgs:
        print("C: send", m); writer.write(m.encode() + b"\n"); await writer.drain()
        print("C: reply", (await reader.readline()).decode().strip())
    print("C: closing"); writer.close(); await writer.wait_closed(); print("C: closed")
async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]; print(port > 0, len(server.sockets), server.is_serving())
    async with server:
        await client(port, ["hello", "world"])
        await asyncio.sleep(.01)
        await asyncio.gather(client(port, ["a1", "a2"]), client(port, ["b1", "quit"]))
        await asyncio.sleep(.01)
    print("over", server.is_serving())
    try: await asyncio.open_connection("127.0.0.1", port)
    except ConnectionRefusedError as e: print(type(e).__name__, e.errno)
asyncio.run(main())
