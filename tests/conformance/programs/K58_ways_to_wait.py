# as_completed, wait and gather compared on the same jobs.
import asyncio


async def job(name, delay, error=None):
    await asyncio.sleep(delay)
    if error:
        raise error
    return name


def jobs(fail=True):
    return [job("slow", 0.09), job("quick", 0.03, ValueError("quick failed") if fail else None), job("middle", 0.06)]


async def main():
    for coro in asyncio.as_completed(jobs()):
        try:
            print("completed", await coro)
        except ValueError as e:
            print("completed with", e)
    async for task in asyncio.as_completed([asyncio.create_task(j) for j in jobs(False)]):
        print(task.result())
    print(await asyncio.gather(*jobs(False)))
    print(await asyncio.gather(*jobs(), return_exceptions=True))
    tasks = [asyncio.create_task(j) for j in jobs()]
    try:
        await asyncio.gather(*tasks)
    except ValueError as e:
        print("gather:", e, [t.done() for t in tasks])
    done, pending = await asyncio.wait(tasks)
    print(len(done), len(pending))
    for when in (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED):
        tasks = [asyncio.create_task(j) for j in jobs()]
        done, pending = await asyncio.wait(tasks, return_when=when)
        print(when, [t in done for t in tasks])
        for t in pending:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    tasks = [asyncio.create_task(j) for j in jobs(False)]
    done, pending = await asyncio.wait(tasks, timeout=0.045)
    print("in time:", [t.result() for t in done], len(pending))
    print(await asyncio.gather(*tasks))
    try:
        async with asyncio.TaskGroup() as tg:
            tasks = [tg.create_task(j) for j in jobs()]
    except* ValueError as group:
        print("group:", group.exceptions, [t.cancelled() for t in tasks])
    try:
        for coro in asyncio.as_completed(jobs(False), timeout=0.045):
            print("before the time is up:", await coro)
    except TimeoutError:
        print("time is up")


asyncio.run(main())
