# 200 000 switches between ten tasks.
import asyncio


async def switcher(rounds):
    for _ in range(rounds):
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(*[switcher(20_000) for _ in range(10)])


asyncio.run(main())
