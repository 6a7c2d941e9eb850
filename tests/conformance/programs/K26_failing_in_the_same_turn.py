# Several tasks that fail in the same turn of the loop are all in the group.
import asyncio


async def fail(exc, delay):
    await asyncio.sleep(delay)
    raise exc


async def ok(delay):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print("ok was cancelled")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fail(ValueError("a"), 0.02))
            tg.create_task(fail(TypeError("b"), 0.02))
            tg.create_task(ok(0.5))
    except* ValueError as eg:
        print("value", eg.exceptions)
    except* TypeError as eg:
        print("type", eg.exceptions)
    results = await asyncio.gather(fail(KeyError(1), 0.02), fail(KeyError(2), 0.02), return_exceptions=True)
    print(results)
    done, pending = await asyncio.wait(
        [asyncio.create_task(asyncio.sleep(0.02, i)) for i in range(4)], return_when=asyncio.FIRST_COMPLETED
    )
    print(len(done), len(pending))


asyncio.run(main())
