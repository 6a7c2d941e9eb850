# Many tasks at once: order of starts, of ends, and what each sees.
import asyncio


async def step(name, log, times):
    for i in range(times):
        log.append(f"{name}{i}")
        await asyncio.sleep(0)
    return name


async def nested(log):
    log.append("outer")
    inner = asyncio.create_task(step("n", log, 2))
    log.append("created")
    await asyncio.sleep(0)
    log.append("after")
    await inner
    log.append("done")


async def main():
    log = []
    print(await asyncio.gather(step("a", log, 3), step("b", log, 1), step("c", log, 2)))
    print(*log)
    log.clear()
    await nested(log)
    print(*log)
    log.clear()
    loop = asyncio.get_running_loop()
    loop.call_soon(log.append, "soon1")
    task = asyncio.create_task(step("t", log, 1))
    loop.call_soon(log.append, "soon2")
    loop.call_later(0, log.append, "later0")
    log.append("here")
    await task
    await asyncio.sleep(0.01)
    print(*log)
    log.clear()
    task = asyncio.create_task(step("x", log, 1))
    task.add_done_callback(lambda t: log.append("cb1"))
    task.add_done_callback(lambda t: log.append("cb2"))
    await task
    log.append("awaited")
    await asyncio.sleep(0)
    print(*log)
    log.clear()
    event = asyncio.Event()

    async def wait(n):
        await event.wait()
        log.append(n)
    tasks = [asyncio.create_task(wait(n)) for n in range(3)]
    await asyncio.sleep(0)
    event.set()
    log.append("set")
    await asyncio.gather(*tasks)
    print(*log)
    log.clear()
    async with asyncio.TaskGroup() as tg:
        for n in "pq":
            tg.create_task(step(n, log, 2))
        log.append("body ends")
    print(*log, "group ends")
    for i in range(3):
        asyncio.get_running_loop().call_later(0.03 - i * 0.01, log.append, i)
    await asyncio.sleep(0.05)
    print(log[-3:], len(asyncio.all_tasks()), asyncio.current_task().get_name())


asyncio.run(main())
