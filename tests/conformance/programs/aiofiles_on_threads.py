import asyncio, aiofiles, time
async def main():
    async with aiofiles.open("/tmp/af.txt", "w") as f:
        await f.write("one\ntwo\n")
    async with aiofiles.open("/tmp/af.txt") as f:
        print(await f.read())
    async with aiofiles.open("/tmp/af.txt", mode="r") as f:
        async for line in f: print(repr(line))
    f = await aiofiles.open("/tmp/af.txt"); print(await f.readlines(), f.closed); await f.close()
    t = time.perf_counter()
    async def rd():
        async with aiofiles.open("/tmp/af.txt") as f: return len(await f.read())
    print(await asyncio.gather(*[rd() for _ in range(3)]))
    try:
        async with aiofiles.open("/tmp/af_nope.txt") as f: pass
    except FileNotFoundError as e: print(e)
asyncio.run(main())
