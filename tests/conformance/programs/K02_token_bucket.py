import asyncio
import time


class RateLimiter:
    """A token bucket."""

    def __init__(self, rate: float, burst: int):
        self.rate = rate
        self.burst = burst
        self.tokens = float(burst)
        self.updated = None
        self.lock = asyncio.Lock()

    async def __aenter__(self):
        await self.acquire()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        return False

    async def acquire(self):
        async with self.lock:
            loop = asyncio.get_running_loop()
            while True:
                now = loop.time()
                if self.updated is not None:
                    self.tokens = min(self.burst, self.tokens + (now - self.updated) * self.rate)
                self.updated = now
                if self.tokens >= 1 - 1e-3:
                    self.tokens -= 1
                    return
                await asyncio.sleep((1 - self.tokens) / self.rate)


async def call(i, limiter, t0, sem):
    async with sem, limiter:
        at = time.monotonic() - t0
        print(f"call {i:02d} at {at:.1f}")
        await asyncio.sleep(0.05)
    return round(at, 1)


async def main():
    limiter = RateLimiter(rate=10, burst=3)
    sem = asyncio.Semaphore(2)
    t0 = time.monotonic()
    times = await asyncio.gather(*(call(i, limiter, t0, sem) for i in range(8)))
    print(times, sum(times) > 1)
    print(repr(sem).split(" [")[1], sem.locked(), limiter.lock.locked())
    b = asyncio.BoundedSemaphore(1)
    try:
        b.release()
    except ValueError as e:
        print("error:", e)
    async with b:
        print(b.locked())

asyncio.run(main())
