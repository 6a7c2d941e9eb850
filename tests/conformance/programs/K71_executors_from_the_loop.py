import asyncio
import functools
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def blocking(name, seconds=0.05, *, fail=False):
    time.sleep(seconds)
    if fail:
        raise OSError(5, f"{name} failed")
    return f"{name} on {threading.current_thread().name.rsplit('_', 1)[0]}"


async def main():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, blocking, "default"))
    print(await loop.run_in_executor(None, functools.partial(blocking, "partial", seconds=0.01)))
    with ThreadPoolExecutor(2, thread_name_prefix="own") as pool:
        results = await asyncio.gather(*(loop.run_in_executor(pool, blocking, n) for n in "abc"))
        print(results)
        futures = [loop.run_in_executor(pool, functools.partial(blocking, n, fail=n == "y")) for n in "xyz"]
        for f in futures:
            try:
                print(await f)
            except OSError as e:
                print("error", e)
    try:
        await asyncio.wait_for(asyncio.to_thread(blocking, "slow", 0.2), 0.02)
    except TimeoutError:
        print("timed out, the thread goes on")
    start = time.perf_counter()
    await asyncio.gather(*(asyncio.to_thread(time.sleep, 0.1) for _ in range(4)))
    print(f"{time.perf_counter() - start:.1f}")
    loop.set_default_executor(ThreadPoolExecutor(1, thread_name_prefix="single"))
    print(await asyncio.to_thread(blocking, "new default", 0))
    try:
        loop.run_in_executor(None, blocking, wrong=1)
    except TypeError as e:
        print(e)
    t = asyncio.create_task(asyncio.to_thread(blocking, "cancelled", 0.05))
    await asyncio.sleep(0.01)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled waiting")


asyncio.run(main())
