import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def took(t0):
    return round(time.perf_counter() - t0, 1)


async def shut_down_waits():
    asyncio.get_running_loop().run_in_executor(None, time.sleep, 0.3)
    return 'main done'


t0 = time.perf_counter()
print(asyncio.run(shut_down_waits()), took(t0))


async def in_thread():
    def ask():
        try:
            asyncio.current_task()
        except RuntimeError as e:
            return str(e)
    print(await asyncio.to_thread(ask))
    loop = asyncio.get_running_loop()
    f = loop.run_in_executor(None, time.sleep, 0.2)
    await asyncio.sleep(0.05)
    print(f.cancel(), f.cancelled())
    try:
        await f
    except asyncio.CancelledError:
        print('cancelled, though the thread goes on')
    t0 = time.perf_counter()
    task = asyncio.create_task(asyncio.to_thread(time.sleep, 0.2))
    await asyncio.sleep(0.05)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print('task cancelled after', took(t0) < 0.1)

    def handler(loop, context):
        print('handler:', context['message'].split('<')[0].strip(), repr(context['exception']))
    loop.set_exception_handler(handler)

    def bad():
        raise LookupError('from a callback')
    threading.Thread(target=lambda: loop.call_soon_threadsafe(bad)).start()
    await asyncio.sleep(0.05)
    order = []

    def report(i):
        loop.call_soon_threadsafe(order.append, i)
    with ThreadPoolExecutor(1) as pool:
        await asyncio.gather(*[loop.run_in_executor(pool, report, i) for i in range(4)])
    await asyncio.sleep(0.01)
    print(order)
    event = asyncio.Event()
    threading.Timer(0.05, lambda: loop.call_soon_threadsafe(event.set)).start()
    t0 = time.perf_counter()
    await event.wait()
    print('event after', round(time.perf_counter() - t0, 2) in (0.05, 0.06))
    results = await asyncio.gather(asyncio.to_thread(int, 'x'), asyncio.to_thread(int, '5'), return_exceptions=True)
    print(results)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(asyncio.to_thread(time.sleep, 0.1))
            tg.create_task(asyncio.to_thread(int, 'y'))
    except* ValueError as group:
        print([str(e) for e in group.exceptions])
    async for f in asyncio.as_completed([asyncio.to_thread(lambda d: time.sleep(d) or d, d) for d in (0.1, 0.05)]):
        print(await f)
    done, pending = await asyncio.wait([loop.run_in_executor(None, time.sleep, d) for d in (0.05, 0.2)], timeout=0.1)
    print(len(done), len(pending))
    return loop

loop = asyncio.run(in_thread())
for call in (lambda: loop.call_soon_threadsafe(print), lambda: loop.run_in_executor(None, print)):
    try:
        call()
    except RuntimeError as e:
        print(e)
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
try:
    print(loop.run_until_complete(loop.run_in_executor(None, lambda: threading.current_thread().name)))
finally:
    loop.run_until_complete(loop.shutdown_default_executor())
    try:
        loop.run_in_executor(None, print)
    except RuntimeError as e:
        print(e)
    loop.close()
