import asyncio
import itertools
from typing import AsyncIterator, Awaitable, Callable


class Stream:
    def __init__(self, source: AsyncIterator):
        self._source = source

    @classmethod
    def range(cls, n, delay=0):
        async def gen():
            for i in range(n):
                await asyncio.sleep(delay)
                yield i
        return cls(gen())

    def map(self, fn):
        async def gen():
            async for x in self._source:
                r = fn(x)
                yield await r if asyncio.iscoroutine(r) else r
        return Stream(gen())

    def filter(self, pred):
        return Stream(x async for x in self._source if pred(x))

    def take(self, n):
        async def gen():
            if n <= 0:
                return
            count = 0
            async for x in self._source:
                yield x
                count += 1
                if count == n:
                    break
        return Stream(gen())

    def chunk(self, n):
        async def gen():
            buf = []
            async for x in self._source:
                buf.append(x)
                if len(buf) == n:
                    yield buf
                    buf = []
            if buf:
                yield buf
        return Stream(gen())

    def __aiter__(self):
        return self._source.__aiter__()

    async def to_list(self):
        return [x async for x in self]

    async def reduce(self, fn, start):
        async for x in self:
            start = fn(start, x)
        return start


async def slow_square(x):
    await asyncio.sleep(0.001)
    return x * x


async def zip_async(*its):
    its = [aiter(i) for i in its]
    while True:
        try:
            yield tuple(await asyncio.gather(*(anext(i) for i in its)))
        except StopAsyncIteration:
            return


async def main():
    print(await Stream.range(10).filter(lambda x: x % 3 == 0).map(slow_square).to_list())
    print(await Stream.range(7).chunk(3).to_list(), await Stream.range(5).reduce(lambda a, b: a + b, 0))
    print(await Stream.range(100).take(3).to_list(), await Stream.range(3).take(0).to_list())
    print([p async for p in zip_async(Stream.range(3), Stream.range(5))])
    async for i in Stream.range(2):
        pass
    else:
        print("else after", i)
    gen = (x async for x in Stream.range(3))
    print(await anext(gen), await anext(gen), await anext(gen, "x"), await anext(gen, "end"))
    print({x: y async for x, y in zip_async(Stream.range(2), Stream.range(2))}, {x async for x in Stream.range(2)})
    print(sum([x async for x in Stream.range(4)]), [await f for f in [slow_square(2), slow_square(3)]])
    print([[y async for y in Stream.range(x)] async for x in Stream.range(3)])


asyncio.run(main())
