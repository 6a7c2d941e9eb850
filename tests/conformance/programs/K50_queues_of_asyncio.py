# Queues of asyncio: full, empty, joined, shut down.
import asyncio


async def producer(q, n):
    for i in range(n):
        await q.put(i)
        print("put", i, q.qsize())
    q.shutdown()


async def consumer(q):
    got = []
    try:
        while True:
            got.append(await q.get())
            q.task_done()
    except asyncio.QueueShutDown:
        print("no more")
    return got


async def main():
    q = asyncio.Queue(2)
    _, got = await asyncio.gather(producer(q, 4), consumer(q))
    print(got)
    for attempt in (q.get_nowait, lambda: q.put_nowait(1)):
        try:
            attempt()
        except asyncio.QueueShutDown as e:
            print(repr(e))
    q = asyncio.Queue(1)
    q.put_nowait("x")
    try:
        q.put_nowait("y")
    except asyncio.QueueFull as e:
        print(repr(e), q.full(), q.maxsize)
    putter = asyncio.create_task(q.put("z"))
    await asyncio.sleep(0)
    print(q.get_nowait(), putter.done())
    await putter
    print(q.get_nowait())
    try:
        q.get_nowait()
    except asyncio.QueueEmpty as e:
        print(repr(e), q.empty())
    q.task_done()
    q.task_done()
    await asyncio.wait_for(q.join(), 1)
    try:
        q.task_done()
    except ValueError as e:
        print(e)
    getters = [asyncio.create_task(q.get()) for _ in range(2)]
    await asyncio.sleep(0)
    getters[0].cancel()
    q.put_nowait("for the second")
    print(await getters[1], getters[0].cancelled())
    jobs = asyncio.PriorityQueue()
    for job in ((2, "b"), (1, "z"), (1, "a")):
        jobs.put_nowait(job)
    print([jobs.get_nowait() for _ in range(jobs.qsize())])
    stack = asyncio.LifoQueue()
    for x in "abc":
        await stack.put(x)
    print("".join([await stack.get() for _ in range(3)]))


asyncio.run(main())
