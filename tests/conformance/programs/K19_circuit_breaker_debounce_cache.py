import asyncio
import time


class CircuitOpen(Exception): ...


class CircuitBreaker:
    CLOSED, OPEN, HALF = "closed", "open", "half-open"

    def __init__(self, threshold=2, recovery=0.05):
        self.threshold, self.recovery = threshold, recovery
        self.failures, self.state, self.opened_at = 0, self.CLOSED, None

    def __call__(self, fn):
        async def wrapper(*a, **k):
            now = asyncio.get_running_loop().time()
            if self.state == self.OPEN:
                if now - self.opened_at < self.recovery:
                    raise CircuitOpen(f"{fn.__name__} is unavailable")
                self.state = self.HALF
            try:
                r = await fn(*a, **k)
            except Exception:
                self.failures += 1
                if self.failures >= self.threshold or self.state == self.HALF:
                    self.state, self.opened_at = self.OPEN, now
                raise
            self.failures, self.state = 0, self.CLOSED
            return r
        return wrapper


breaker = CircuitBreaker()
healthy = False


@breaker
async def service(x):
    await asyncio.sleep(0.001)
    if not healthy:
        raise ConnectionError("refused")
    return x * 2


class Debouncer:
    def __init__(self, delay, fn):
        self.delay, self.fn, self.handle = delay, fn, None

    def __call__(self, *a):
        if self.handle:
            self.handle.cancel()
        self.handle = asyncio.get_running_loop().call_later(self.delay, self.fn, *a)


class TTLCache:
    def __init__(self, ttl):
        self.ttl, self.data, self.hits, self.misses = ttl, {}, 0, 0

    async def get(self, key, make):
        now = time.monotonic()
        if (e := self.data.get(key)) and now - e[0] < self.ttl:
            self.hits += 1
            return e[1]
        self.misses += 1
        v = await make(key)
        self.data[key] = (now, v)
        return v


async def periodic(interval, fn, *, times=None):
    loop = asyncio.get_running_loop()
    next_at = loop.time()
    n = 0
    while times is None or n < times:
        next_at += interval
        n += 1
        fn(n)
        await asyncio.sleep(max(0, next_at - loop.time()))


async def main():
    global healthy
    for i in range(5):
        try:
            print(await service(i), breaker.state)
        except (ConnectionError, CircuitOpen) as e:
            print(type(e).__name__, e, breaker.state)
        if i == 3:
            healthy = True
            await asyncio.sleep(0.06)
    d = Debouncer(0.02, print)
    for w in ("a", "ab", "abc"):
        d("search", w)
        await asyncio.sleep(0.005)
    await asyncio.sleep(0.03)
    cache = TTLCache(0.05)
    async def make(k):
        await asyncio.sleep(0.01)
        return k.upper()
    print([await cache.get(k, make) for k in "aabba"], cache.hits, cache.misses)
    await asyncio.sleep(0.06)
    print(await cache.get("a", make), cache.misses)
    t0 = time.monotonic()
    ticks = []
    await periodic(0.02, lambda n: ticks.append(round(time.monotonic() - t0, 2)), times=4)
    print(ticks)
    start = time.perf_counter()
    async with asyncio.TaskGroup() as tg:
        ts = [tg.create_task(asyncio.sleep(i / 50, result=i)) for i in range(4)]
    print([t.result() for t in ts], round(time.perf_counter() - start, 1))


asyncio.run(main())
