import asyncio


class AsyncPool:
    def __init__(self, size: int):
        self._size = size
        self._cond = asyncio.Condition()
        self._free = list(range(size))
        self.max_used = 0

    async def acquire(self):
        async with self._cond:
            await self._cond.wait_for(lambda: self._free)
            n = self._free.pop(0)
            self.max_used = max(self.max_used, self._size - len(self._free))
            return n

    async def release(self, n):
        async with self._cond:
            self._free.append(n)
            self._cond.notify()

    def connection(self):
        return _Lease(self)


class _Lease:
    def __init__(self, pool):
        self.pool = pool

    async def __aenter__(self):
        self.n = await self.pool.acquire()
        return f"conn-{self.n}"

    async def __aexit__(self, *exc):
        await self.pool.release(self.n)


async def query(pool, i):
    async with pool.connection() as c:
        await asyncio.sleep(0.01 * (i % 3 + 1))
        print(f"query {i} on {c}")
        return i


async def notifier(cond, log):
    for n in (1, 2):
        await asyncio.sleep(0.01)
        async with cond:
            log.append(f"notify {n}")
            cond.notify(n)
    await asyncio.sleep(0.01)
    async with cond:
        cond.notify_all()
        log.append("all")


async def waiter(name, cond, log):
    async with cond:
        log.append(f"{name} waits")
        await cond.wait()
        log.append(f"{name} woke")


def show(*objects):
    print(*[repr(o).split(" [")[1] for o in objects])


async def main():
    pool = AsyncPool(2)
    print(await asyncio.gather(*(query(pool, i) for i in range(6))), pool.max_used)
    cond, log = asyncio.Condition(), []
    await asyncio.gather(*(waiter(n, cond, log) for n in "abcde"), notifier(cond, log))
    print(*log, sep="; ")
    try:
        await cond.wait()
    except RuntimeError as e:
        print(e)
    try:
        cond.notify()
    except RuntimeError as e:
        print(e)
    show(cond, asyncio.Lock(), asyncio.Event(), asyncio.Semaphore(3))
    ev = asyncio.Event()
    ws = [asyncio.create_task(ev.wait()) for _ in range(2)]
    await asyncio.sleep(0)
    show(ev)
    ev.set()
    show(ev)
    print(await asyncio.gather(*ws))
    bar = asyncio.Barrier(3)
    async def at(i):
        async with bar as pos:
            return i, pos
    print(sorted(await asyncio.gather(*(at(i) for i in range(3)))))
    show(bar)
    lock = asyncio.Lock()
    await lock.acquire()
    t = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    show(lock)
    lock.release()
    print(await t)
    lock.release()
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
    s = asyncio.Semaphore(0)
    t = asyncio.create_task(s.acquire())
    await asyncio.sleep(0)
    show(s)
    t.cancel()
    await asyncio.gather(t, return_exceptions=True)
    try:
        asyncio.Semaphore(-1)
    except ValueError as e:
        print(e)


asyncio.run(main())
