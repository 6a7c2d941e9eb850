import asyncio
async def agen(n):
    try:
        for i in range(10):
            yield i
            await asyncio.sleep(0.01)
    finally:
        await asyncio.sleep(0.01)
        print("closed", n)
async def use():
    async for x in agen("a"):
        if x == 2: break
    print("left")
    await asyncio.sleep(0.1)
    print("use ends")
async def main():
    await use()
    g = agen("b")
    print(await anext(g))
    h = agen("c")
    await anext(h)
    h = None
    print("h gone")
    await asyncio.sleep(0.05)
    print("main ends")
    return g
g = asyncio.run(main())
print("after")
