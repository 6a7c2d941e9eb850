# 100 000 tasks that sleep, under one gather.
import asyncio


async def sleeper(i):
    await asyncio.sleep((i * 7919) % 1000 / 1000)
    return i


async def main():
    results = await asyncio.gather(*[sleeper(i) for i in range(100_000)])
    print(len(results), sum(results))


asyncio.run(main())
