# Semaphores: limits, fairness, and who is let in next.
import asyncio


class Gauge:
    def __init__(self):
        self.now = self.most = 0

    def __enter__(self):
        self.now += 1
        self.most = max(self.most, self.now)

    def __exit__(self, *exc):
        self.now -= 1


async def limited(i, sem, gauge, order):
    async with sem:
        order.append(i)
        with gauge:
            await asyncio.sleep(0.01)
            if i == 3:
                raise ValueError("3 is unlucky")
    return i


async def main():
    for limit in (1, 3):
        sem, gauge, order = asyncio.Semaphore(limit), Gauge(), []
        results = await asyncio.gather(*(limited(i, sem, gauge, order) for i in range(7)), return_exceptions=True)
        print(limit, gauge.most, order, [type(r).__name__ for r in results if isinstance(r, Exception)], sem.locked())
    bounded = asyncio.BoundedSemaphore(2)
    await bounded.acquire()
    bounded.release()
    try:
        bounded.release()
    except ValueError as e:
        print(e)
    sem = asyncio.Semaphore(1)
    await sem.acquire()
    waiters = [asyncio.create_task(sem.acquire()) for _ in range(3)]
    await asyncio.sleep(0)
    waiters[0].cancel()
    sem.release()
    await asyncio.sleep(0)
    print([w.done() for w in waiters], sem.locked())
    await asyncio.sleep(0)
    print([w.done() for w in waiters])
    sem.release()
    await asyncio.gather(*waiters, return_exceptions=True)
    print([w.cancelled() for w in waiters], sem.locked())


asyncio.run(main())
