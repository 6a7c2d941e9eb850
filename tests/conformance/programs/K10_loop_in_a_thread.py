import asyncio
import threading
import time


def blocking_io(n):
    time.sleep(0.05)
    return f"{threading.current_thread().name.split('_')[0]}:{n}"


async def ticker(stop):
    n = 0
    while not stop.is_set():
        n += 1
        await asyncio.sleep(0.01)
    return n > 3


def loop_thread(loop, ready):
    asyncio.set_event_loop(loop)
    loop.call_soon(ready.set)
    loop.run_forever()
    print("loop thread over")
    loop.close()


async def add(a, b):
    await asyncio.sleep(0.01)
    if b == 0:
        raise ValueError("zero")
    return a + b


async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    t = asyncio.create_task(ticker(stop))
    print(await loop.run_in_executor(None, blocking_io, 1))
    print(await asyncio.to_thread(blocking_io, n=2))
    stop.set()
    print(await t)
    results = await asyncio.gather(*(asyncio.to_thread(blocking_io, i) for i in range(4)))
    print(results)


asyncio.run(main())
loop = asyncio.new_event_loop()
ready = threading.Event()
th = threading.Thread(target=loop_thread, args=(loop, ready), daemon=True)
th.start()
print(ready.wait(1))
fut = asyncio.run_coroutine_threadsafe(add(1, 2), loop)
print(fut.result(timeout=1), type(fut))
fut = asyncio.run_coroutine_threadsafe(add(1, 0), loop)
try:
    fut.result()
except ValueError as e:
    print("error", e)
fut = asyncio.run_coroutine_threadsafe(asyncio.sleep(10), loop)
try:
    fut.result(0.02)
except TimeoutError as e:
    print("timeout", repr(e), fut.cancel(), fut.cancelled())
ev = threading.Event()
loop.call_soon_threadsafe(lambda: (print("in", threading.current_thread() is th), ev.set()))
ev.wait()
loop.call_soon_threadsafe(loop.stop)
th.join()
print(loop.is_closed(), loop.is_running())
try:
    asyncio.run_coroutine_threadsafe(5, loop)
except TypeError as e:
    print(e)
