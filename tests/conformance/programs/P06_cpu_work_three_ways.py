# Work for the processor in the loop, in threads and in processes: what a heartbeat of the loop sees of it.
import asyncio
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def work(n):
    x = 0
    for i in range(n):
        x += i
    return x


async def beats(stop):
    longest, last, count = 0.0, time.perf_counter(), 0
    while not stop.is_set():
        await asyncio.sleep(0.01)
        now = time.perf_counter()
        longest = max(longest, now - last)
        last = now
        count += 1
    return longest, count


async def measure(name, *jobs):
    stop = asyncio.Event()
    heart = asyncio.create_task(beats(stop))
    await asyncio.sleep(0.02)
    results = await asyncio.gather(*[job() for job in jobs])
    stop.set()
    longest, count = await heart
    held_up = "stands still" if longest > 0.5 else "goes on"
    print(name, len(set(results)), held_up, "often" if count > 20 else "hardly ever")


async def main():
    n = 8_000_000
    loop = asyncio.get_running_loop()

    async def inline():
        return work(2 * n)

    with ThreadPoolExecutor(2) as threads, ProcessPoolExecutor(2) as processes:
        # The processes start before anything is measured.
        await asyncio.gather(*[loop.run_in_executor(processes, work, 10) for _ in range(4)])
        await measure("in the loop:", inline)
        await measure("in threads:", *[lambda: loop.run_in_executor(threads, work, n)] * 2)
        await measure("in processes:", *[lambda: loop.run_in_executor(processes, work, n)] * 2)


if __name__ == "__main__":
    asyncio.run(main())
