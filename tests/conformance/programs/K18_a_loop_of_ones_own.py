import asyncio, types, sys


class Future2:
    """A hand-made future."""
    def __init__(self):
        self.cbs, self.done, self.value, self.exc = [], False, None, None

    def set(self, v=None, exc=None):
        self.done, self.value, self.exc = True, v, exc
        for cb in self.cbs:
            cb(self)

    def __await__(self):
        if not self.done:
            yield self
        if self.exc:
            raise self.exc
        return self.value


class MiniLoop:
    def __init__(self):
        self.ready, self.time, self.timers = [], 0, []

    def call_later(self, d, f, *a):
        import heapq
        heapq.heappush(self.timers, (self.time + d, len(self.timers), f, a))

    def spawn(self, coro):
        f = Future2()
        self.ready.append((coro, None, f))
        return f

    def step(self, coro, val, fut):
        try:
            waiting = coro.send(val)
        except StopIteration as e:
            fut.set(e.value)
        except Exception as e:
            fut.set(exc=e)
        else:
            waiting.cbs.append(lambda w: self.ready.append((coro, None, fut)))

    def run(self, coro):
        import heapq
        f = self.spawn(coro)
        while not f.done:
            while self.ready:
                self.step(*self.ready.pop(0))
            if self.timers and not f.done:
                self.time, _, fn, a = heapq.heappop(self.timers)
                fn(*a)
        if f.exc: raise f.exc
        return f.value

    def sleep(self, d, v=None):
        f = Future2()
        self.call_later(d, f.set, v)
        return f


loop = MiniLoop()


async def child(n):
    r = await loop.sleep(n, n * 10)
    print("child", n, r, "at", loop.time)
    if n == 3:
        raise KeyError(n)
    return r


async def main():
    fs = [loop.spawn(child(n)) for n in (2, 1, 3)]
    out = []
    for f in fs:
        try:
            out.append(await f)
        except KeyError as e:
            out.append(repr(e))
    return out

print(loop.run(main()))


@types.coroutine
def switch(v):
    got = yield v
    return got


async def co():
    x = await switch("first")
    y = await switch(("second", x))
    return x, y

c = co()
print(c.send(None), c.send("X"))
try:
    c.send("Y")
except StopIteration as e:
    print(e.value)
try:
    c.send(None)
except RuntimeError as e:
    print(e)
c = co()
c.send(None)
try:
    c.throw(ValueError("into"))
except ValueError as e:
    print("out", e)
c = co(); c.close(); print(c.cr_frame, type(c), c.__name__)
def old():
    yield from switch(1)
try:
    async def bad(): await old()
    bad().send(None)
except TypeError as e:
    print(e)
print(list(switch(5)), asyncio.iscoroutine(co), asyncio.iscoroutinefunction(co), asyncio.iscoroutinefunction(switch))
sys.stdout.write("bye\n")
