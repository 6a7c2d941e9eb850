import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor


async def ticker(name, n):
    for i in range(n):
        await asyncio.sleep(0.02)
    return f'{name} {n}'


def run_loop(results):
    results.append(asyncio.run(ticker(threading.current_thread().name, 3)))


results = []
ts = [threading.Thread(target=run_loop, args=(results,), name=f'L{i}') for i in range(2)]
t0 = time.perf_counter()
[t.start() for t in ts]
[t.join() for t in ts]
print(sorted(results), round(time.perf_counter() - t0, 1))

loop = asyncio.new_event_loop()
worker = threading.Thread(target=loop.run_forever)
worker.start()
f = asyncio.run_coroutine_threadsafe(ticker('far', 2), loop)
print(f.result(), f.done())
g = asyncio.run_coroutine_threadsafe(ticker('never', 1000), loop)
time.sleep(0.03)
print(g.cancel(), g.cancelled())
loop.call_soon_threadsafe(loop.stop)
worker.join()
print(loop.is_running(), loop.is_closed())
loop.close()


def no_loop():
    try:
        asyncio.get_event_loop()
    except RuntimeError as e:
        return str(e)


t = threading.Thread(target=lambda: results.append(no_loop()), name='bare')
t.start()
t.join()
print(results[-1])


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1) as pool:
        first = loop.run_in_executor(pool, time.sleep, 0.1)
        second = loop.run_in_executor(pool, time.sleep, 0.1)
        await asyncio.sleep(0.01)
        print(second.cancel(), first.cancel())
        await asyncio.sleep(0)
        print(second.cancelled(), first.cancelled())
    try:
        async with asyncio.timeout(0.05):
            await asyncio.to_thread(time.sleep, 0.2)
    except TimeoutError:
        print('timeout')
    cf = pool_future = ThreadPoolExecutor(1).submit(lambda: 42)
    print(await asyncio.wrap_future(cf))
    q = asyncio.Queue()
    threading.Timer(0.02, lambda: loop.call_soon_threadsafe(q.put_nowait, 'from a timer')).start()
    print(await q.get())
    tasks = [asyncio.create_task(asyncio.to_thread(time.sleep, 0.05)) for _ in range(10)]
    t0 = time.perf_counter()
    await asyncio.gather(*tasks)
    print('ten at once (8 threads)', round(time.perf_counter() - t0, 1))
    loop.set_default_executor(ThreadPoolExecutor(2))
    t0 = time.perf_counter()
    await asyncio.gather(*[asyncio.to_thread(time.sleep, 0.05) for _ in range(4)])
    print('four by two', round(time.perf_counter() - t0, 1))
    try:
        loop.set_default_executor(None)
    except TypeError as e:
        print(e)


asyncio.run(main())
try:
    asyncio.run_coroutine_threadsafe(main, None)
except TypeError as e:
    print(e)
