# pipelines with async generators, aclosing
import asyncio, contextlib
async def numbers(n):
    try:
        for i in range(n):
            await asyncio.sleep(.01); yield i
    finally: print("numbers closed")
async def squares(src):
    try:
        async for x in src: yield x*x
    finally: print("squares closed")
async def take(src, n):
    async for i, x in aenumerate(src):
        if i >= n: break
        yield x
async def aenumerate(src, start=0):
    n = start
    async for x in src:
        yield n, x; n += 1
async def main():
    async with contextlib.aclosing(squares(numbers(100))) as s:
        async for x in s:
            print(x)
            if x > 10: break
    print([x async for x in squares(numbers(4)) if x % 2 == 0])
    print({x: y async for x, y in aenumerate(numbers(3), 10)})
    g = numbers(3)
    print(await anext(g), await anext(g), await g.asend(None), await anext(g, "end"))
    g = numbers(3); print(await g.__anext__()); await g.aclose()
    try: await anext(g)
    except StopAsyncIteration as e: print(repr(e))
    g = numbers(5); await anext(g)
    try: await g.athrow(ValueError("boo"))
    except ValueError as e: print(repr(e))
    print(sum([x async for x in take(numbers(10), 3)]))
    async def gen():
        while True:
            try:
                got = yield "ready"; print("got", got)
            except KeyError as e: print("key", e); yield "recovered"
    g = gen(); print(await anext(g)); print(await g.asend(5)); print(await g.athrow(KeyError("k"))); await g.aclose()
    print(g, type(g).__name__, g.ag_running, g.ag_frame) if 0 else print(type(g).__name__, g.ag_running, g.__name__)
asyncio.run(main())
