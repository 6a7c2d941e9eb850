"""Three downloads at once, and a heartbeat."""

import asyncio
import time

started = time.perf_counter()


def report(text):
    print(f"{text} at {time.perf_counter() - started:.2f} s")


async def photo():
    await asyncio.sleep(1.0)
    report("photo arrived")


async def film():
    await asyncio.sleep(1.5)
    report("film arrived")


async def song():
    await asyncio.sleep(0.5)
    report("song arrived")


def heartbeat():
    report("  heartbeat")
    asyncio.get_running_loop().call_later(0.4, heartbeat)


async def main():
    heartbeat()
    await asyncio.gather(photo(), film(), song())
    report("all done")


asyncio.run(main())
