# The message of cancel() and where it can be read.
import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("in work:", e.args)
        raise


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    print(task.cancel("enough"), task.cancelling())
    try:
        await task
    except asyncio.CancelledError as e:
        print("awaiting:", e.args)
    print(task.cancelled(), task.cancelling(), task._cancel_message)
    tasks = [asyncio.create_task(work()) for _ in range(2)]
    both = asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(0)
    tasks[0].cancel("only this")
    tasks[1].cancel()
    for result in await both:
        print(repr(result))
    future = asyncio.get_running_loop().create_future()
    future.cancel("future")
    for ask in (future.result, future.exception):
        try:
            ask()
        except asyncio.CancelledError as e:
            print(repr(e))
    task = asyncio.create_task(asyncio.sleep(1))
    task.cancel("early")
    try:
        await task
    except asyncio.CancelledError as e:
        print(e.args, task.cancel("late"))
    group = asyncio.gather(work(), work())
    await asyncio.sleep(0)
    group.cancel("all of you")
    try:
        await group
    except asyncio.CancelledError as e:
        print("group", e.args)


asyncio.run(main())
