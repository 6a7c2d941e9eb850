# await in every corner of an expression.
import asyncio


async def give(x):
    await asyncio.sleep(0)
    return x


class Async:
    async def items(self, *, n):
        for i in range(n):
            yield i

    @property
    async def prop(self):
        return await give("property")

    @classmethod
    async def make(cls, **kw):
        return cls.__name__, kw

    async def __call__(self, *args, **kw):
        return args, kw


async def main():
    print((await give(1)) + await give(2) * 3 if await give(True) else None)
    print(f"{await give('value')!r:>9}", [await give(i) for i in range(3)], {await give("k"): await give("v")})
    print(dict(a=await give(1), **await give({"b": 2})), *await give([3, 4]), sep="|")
    a = Async()
    print([i async for i in a.items(n=3) if await give(i % 2 == 0)], await a.prop, await Async.make(z=1), await a(1, b=2))
    match await give({"k": [1, 2]}):
        case {"k": [x, y]} if await give(x < y):
            print("matched", x, y)
    total = 0
    while (n := await give(total)) < 3:
        total += await give(1)
    print(n, total, await give(1) < await give(2) < await give(3), not await give(0), await give(0) or await give("or"))
    assert await give(True), await give("never")
    try:
        raise await give(ValueError("given"))
    except ValueError as e:
        print(e)
    print((lambda x: x * 2)(await give(4)), (await give("text")).upper()[await give(1):], [*range(await give(3))])
    target = {}
    target[await give("key")] = await give("value")
    target["n"] = 1
    target["n"] += await give(5)
    del target[await give("key")]
    print(target)
    for x in await give("ab"):
        print(x, end=" ")
    async with asyncio.timeout(await give(None)):
        print("in time")
    return await give("returned")


print(asyncio.run(main()))
