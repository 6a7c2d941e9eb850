from multiprocessing.pool import ThreadPool, AsyncResult
from time import sleep
from threading import current_thread
import multiprocessing.pool
def task(i): sleep(.05 * (4 - i)); return i * 10
def task2(a, b): return a + b
def fail(i):
    if i == 2: raise Exception("Something bad happened!")
    return i
def cb(r): print(f"callback {r}", flush=True)
def ecb(e): print(f"error {e!r}", flush=True)
def init(x): print(f"init {x}", flush=True)
if __name__ == "__main__":
    with ThreadPool(4) as pool:
        for r in pool.map(task, range(4)): print(r)
        for r in pool.imap(task, range(4)): print(r)
        for r in pool.imap_unordered(task, range(4)): print(r)
        print(pool.starmap(task2, [(1, 2), (3, 4)]), pool.apply(task, (3,)), pool.apply(task2, args=(1,), kwds={"b": 5}))
        a = pool.apply_async(task, args=(3,), callback=cb); a.wait(); print(a.ready(), a.successful(), a.get())
        a = pool.apply_async(fail, args=(2,), error_callback=ecb); a.wait(); print(a.successful())
        try: a.get()
        except Exception as e: print("get", e)
        try: pool.map(fail, range(4))
        except Exception as e: print("map", e)
        m = pool.map_async(task, range(3)); print(type(m).__name__, m.get())
        print(pool.starmap_async(task2, [(1, 1)]).get(timeout=1))
        a = pool.apply_async(sleep, (1,))
        try: a.get(timeout=.1)
        except multiprocessing.TimeoutError as e: print("timeout", repr(e))
        try: a.successful()
        except ValueError as e: print(str(e)[:10])
        it = pool.imap(fail, range(4)); print(next(it), next(it))
        try: next(it)
        except Exception as e: print(e)
        print(next(it))
    try: pool.map(task, [1])
    except ValueError as e: print(e)
    pool = ThreadPool(2, initializer=init, initargs=("arg",)); pool.close(); pool.join(); print("joined")
    pool = ThreadPool(1); pool.apply_async(sleep, (5,)); pool.terminate(); print("terminated")
    with ThreadPool() as p: print(sum(p.map(lambda x: x ** 2, range(100), chunksize=10)))
