# Cleaning up in the right order when cancelled.
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager


@asynccontextmanager
async def resource(name, close_time=0):
    print("acquire", name)
    try:
        yield name
    except asyncio.CancelledError:
        print("cancelled inside", name)
        raise
    finally:
        await asyncio.sleep(close_time)
        print("release", name)


async def worker(name):
    async with AsyncExitStack() as stack:
        for part in ("db", "cache", "socket"):
            await stack.enter_async_context(resource(f"{name}.{part}", 0.01))
        stack.push_async_callback(log, f"{name} callback")
        await asyncio.sleep(60)


async def log(text):
    print("log:", text)


async def stubborn():
    while True:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            print("saving state")
            await asyncio.sleep(0.01)
            print("saved")
            raise


async def main():
    task = asyncio.create_task(worker("w"))
    await asyncio.sleep(0.02)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("worker is done:", task.cancelled())
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    done, _ = await asyncio.wait([task])
    print(done.pop() is task)
    # A second cancellation while cleaning up.
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    task.cancel()
    print(await asyncio.gather(task, return_exceptions=True), task.cancelling())


asyncio.run(main())
