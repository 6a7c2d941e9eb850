import threading, time, queue, asyncio
from concurrent.futures import ThreadPoolExecutor
lock = threading.Lock()
print(str(lock).split(' at ')[0], type(lock))
with lock: print(str(lock).split(' at ')[0])
print(str(threading.RLock()).split(' at ')[0], type(threading.RLock()))
print(str(threading.Event()).split(' at ')[0], str(threading.Semaphore(3)).split(': ')[1])
print(str(threading.Condition()).split(' at ')[0])
print(str(threading.Barrier(2)).split(': ')[1])
print(repr(threading.current_thread()).split(',')[0], type(threading.current_thread()))
print(threading.Thread.__module__, ThreadPoolExecutor.__module__, queue.Queue.__module__, queue.Empty, queue.Full)
with ThreadPoolExecutor(1) as ex:
    f = ex.submit(time.sleep, 0.05)
    print(repr(f).split('state=')[1], type(f))
    f.result()
    print(repr(f).split('state=')[1])
    g = ex.submit(int, 'x')
    try: g.result()
    except ValueError as e: print(e)
    print(repr(g).split('state=')[1])
    print(ex.submit(pow, 2, 10).result(), ex.submit(sorted, [3,1,2], reverse=True).result())
    try: ex.submit()
    except TypeError as e: print(e)
t = threading.Thread(target=print, args=['list', 'args'], kwargs={'sep': '-'}); t.start(); t.join()
try: threading.Thread(1)
except AssertionError as e: print(e)
class T(threading.Thread):
    def __init__(self): pass
try: T().start()
except RuntimeError as e: print(e)
try: lock.acquire(timeout='x')
except TypeError as e: print(e)
try: lock.acquire(1, 2, 3)
except TypeError as e: print(e)
print(lock.acquire(blocking=True, timeout=1), lock.locked(), lock.release(), lock.locked())
try:
    class L(threading.Lock): pass
except TypeError as e: print(e)
print(threading.TIMEOUT_MAX)
try: lock.acquire(timeout=1e30)
except OverflowError as e: print(e)
s = threading.Semaphore(0)
t0=time.monotonic(); print(s.acquire(timeout=0.1), round(time.monotonic()-t0,1))
s.release(2); print(s.acquire(), s.acquire(blocking=False), s.acquire(blocking=False))
e = threading.Event()
print(e.wait(0.01), e.set(), e.wait(), e.clear(), e.is_set())
c = threading.Condition(lock)
with c: print(lock.locked(), c.notify_all())
def gen():
    with lock:
        yield 1
        yield 2
for x in gen(): print(x, lock.locked())
print(lock.locked())
results = {}
def fact(n, key):
    r = 1
    for i in range(2, n+1): r *= i
    results[key] = r
ts = [threading.Thread(target=fact, args=(n, n)) for n in (5, 10, 20)]
for t in ts: t.start()
for t in ts: t.join(timeout=5)
print(dict(sorted(results.items())))
async def main():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, sum, [1,2,3]))
    try: loop.run_in_executor(None)
    except TypeError as e: print(e)
    try: await asyncio.to_thread()
    except TypeError as e: print(e)
    try: await loop.run_in_executor(None, 5)
    except TypeError as e: print(e)
    fut = loop.run_in_executor(None, time.sleep, 0.01)
    print(type(fut), fut.done()); await fut; print(fut.result())
asyncio.run(main())
