import asyncio


async def ticker(n, delay=0.001):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(delay)
    finally:
        print("ticker cleanup")


async def amap(fn, it):
    async for x in it:
        yield fn(x)


async def afilter(pred, it):
    async for x in it:
        if pred(x):
            yield x


async def batch(it, size):
    buf = []
    async for x in it:
        buf.append(x)
        if len(buf) == size:
            yield tuple(buf)
            buf.clear()
    if buf:
        yield tuple(buf)


async def merge(*its):
    q = asyncio.Queue()
    END = object()

    async def drain(it):
        async for x in it:
            await q.put(x)
        await q.put(END)

    tasks = [asyncio.create_task(drain(it)) for it in its]
    left = len(tasks)
    while left:
        x = await q.get()
        if x is END:
            left -= 1
        else:
            yield x


async def echo():
    got = None
    while True:
        try:
            got = yield got
            print("echo got", got)
        except KeyError as e:
            got = f"handled {e!r}"


async def main():
    pipeline = batch(amap(lambda x: x * 10, afilter(lambda x: x % 2, ticker(10))), 2)
    print([b async for b in pipeline])
    print(sorted([x async for x in merge(ticker(3), ticker(4, 0.002))]))
    e = echo()
    print(await e.asend(None))
    print(await e.asend("a"))
    print(await e.athrow(KeyError("k")))
    await e.aclose()
    try:
        await e.asend(1)
    except StopAsyncIteration as ex:
        print("stopped", ex.args)
    print(await anext(ticker(2)), await anext(ticker(0), "default"))
    t = ticker(3)
    async for x in t:
        print("x", x)
        break
    await t.aclose()
    it = aiter(ticker(1))
    print(await it.__anext__())
    try:
        await anext(it)
    except StopAsyncIteration:
        print("done")
    print({k: v async for k, v in amap(lambda x: (x, str(x)), ticker(2))})
    print([y for x in [1, 2] for y in [await asyncio.sleep(0, x)]], type(t), t.ag_running)
    try:
        [x for x in ticker(2)]
    except TypeError as ex:
        print(ex)
    try:
        async for x in [1]:
            pass
    except TypeError as ex:
        print(ex)
    g = (x async for x in ticker(2))
    print(type(g).__name__, [x async for x in g])

asyncio.run(main())
