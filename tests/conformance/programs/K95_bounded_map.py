# A bounded pool that maps over an async source and keeps the order of results.
import asyncio
from collections import deque


async def amap(fn, source, limit):
    window = deque()
    try:
        async for item in source:
            window.append(asyncio.create_task(fn(item)))
            if len(window) == limit:
                yield await window.popleft()
        while window:
            yield await window.popleft()
    finally:
        for task in window:
            task.cancel()
        await asyncio.gather(*window, return_exceptions=True)


async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


running = most = 0


async def work(n):
    global running, most
    running += 1
    most = max(most, running)
    try:
        await asyncio.sleep(0.03 if n % 2 else 0.01)
        if n == 7:
            raise LookupError(n)
        return n * n
    finally:
        running -= 1


async def main():
    print([r async for r in amap(work, numbers(6), 3)], most)
    got = []
    try:
        async for r in amap(work, numbers(10), 2):
            got.append(r)
    except LookupError as e:
        print("stopped at", e, got, running)
    agen = amap(work, numbers(6), 4)
    async for r in agen:
        print("first", r)
        break
    await agen.aclose()
    print("closed", running)


asyncio.run(main())
