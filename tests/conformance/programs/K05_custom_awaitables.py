import asyncio


class Countdown:
    def __init__(self, n):
        self.n = n

    def __await__(self):
        while self.n:
            print("n", self.n)
            yield from asyncio.sleep(0.01).__await__()
            self.n -= 1
        return "liftoff"


class Deferred:
    def __init__(self, loop=None):
        self._fut = (loop or asyncio.get_running_loop()).create_future()

    def resolve(self, v):
        if not self._fut.done():
            self._fut.set_result(v)

    def __await__(self):
        return self._fut.__await__()


class Ticker:
    def __init__(self, step, stop):
        self.step, self.stop, self.i = step, stop, 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i >= self.stop:
            raise StopAsyncIteration
        self.i += 1
        await asyncio.sleep(self.step)
        return self.i


class Bare:
    def __await__(self):
        got = yield
        print("got", got)
        return 1


class Bad:
    def __await__(self):
        return 5


class Bad2:
    def __await__(self):
        yield "what"


async def main():
    print(await Countdown(3))
    print(await asyncio.gather(Countdown(1), Countdown(2)))
    d = Deferred()
    asyncio.get_running_loop().call_later(0.01, d.resolve, 42)
    print(await d)
    print([i async for i in Ticker(0.001, 4) if i % 2])
    print({i: i * i async for i in Ticker(0, 3)})
    print(await Bare())
    for b in (Bad(), Bad2(), 5, None, [1], print):
        try:
            await b
        except (TypeError, RuntimeError) as e:
            print(type(e).__name__, e)
    print(await asyncio.wait_for(Countdown(1), 1))
    t = asyncio.ensure_future(Countdown(1))
    print(type(t).__name__, await t)
    try:
        asyncio.create_task(Countdown(1))
    except TypeError as e:
        print(str(e).split(" at ")[0][:40])
    async with asyncio.timeout(1) as cm:
        await Countdown(1)
    print(cm.expired())


asyncio.run(main())
