import concurrent.futures as cf, time, threading
def sq(x): time.sleep(.05 * (3 - x % 3)); return x * x
def fail(x):
    if x == 2: raise ValueError(f"x={x}")
    return x
with cf.ThreadPoolExecutor(max_workers=3, thread_name_prefix="pool") as ex:
    print(list(ex.map(sq, range(6))))
    fs = {ex.submit(sq, i): i for i in range(3)}
    for f in cf.as_completed(fs): print(fs[f], f.result())
    try:
        for r in ex.map(fail, range(4)): print(r)
    except ValueError as e: print("map", e)
    f = ex.submit(fail, 2); print(repr(f.exception()), f.done(), f.running(), f.cancelled())
    try: f.result()
    except ValueError as e: print("result", e)
    d, n = cf.wait([ex.submit(sq, i) for i in range(3)], return_when=cf.FIRST_COMPLETED); print(len(d), len(n))
    d, n = cf.wait([ex.submit(fail, i) for i in range(4)], return_when="FIRST_EXCEPTION"); print(sum(bool(x.exception()) for x in d))
    f = ex.submit(time.sleep, .3)
    try: f.result(timeout=.1)
    except TimeoutError as e: print("timeout", repr(e), cf.TimeoutError is TimeoutError)
    try:
        for _ in cf.as_completed([ex.submit(time.sleep, .5)], timeout=.1): pass
    except cf.TimeoutError as e: print(e)
    try: list(ex.map(time.sleep, [.3], timeout=.1))
    except TimeoutError: print("map timeout")
    f = ex.submit(lambda: "cb"); f.add_done_callback(lambda f: print("callback", f.result(), threading.current_thread().name.startswith("pool")))
    time.sleep(.01)
    print(ex._max_workers, ex._thread_name_prefix)
try: ex.submit(print)
except RuntimeError as e: print(e)
ex = cf.ThreadPoolExecutor(1)
fs = [ex.submit(time.sleep, .1) for _ in range(4)]
time.sleep(.01); print(fs[3].cancel(), fs[0].cancel(), [f.cancelled() for f in fs]); ex.shutdown(wait=False, cancel_futures=True); print([f.cancelled() for f in fs])
try: fs[3].result()
except cf.CancelledError as e: print(repr(e))
def init(v): threading.current_thread().v = v
with cf.ThreadPoolExecutor(2, initializer=init, initargs=("set",)) as ex: print(ex.submit(lambda: threading.current_thread().v).result())
def bad(): raise RuntimeError("init")
import sys; sys.stderr = open("/dev/null", "w") if 0 else sys.stderr
import logging; logging.disable(logging.CRITICAL)
with cf.ThreadPoolExecutor(1, initializer=bad) as ex:
    f = ex.submit(print)
    try: f.result()
    except cf.thread.BrokenThreadPool as e: print(type(e).__name__, e)
try: cf.ThreadPoolExecutor(0)
except ValueError as e: print(e)
f = cf.Future(); print(f.set_running_or_notify_cancel(), f.running()); f.set_result(4); print(f.result())
try: f.set_result(5)
except cf.InvalidStateError as e: print(type(e).__name__)
with cf.ThreadPoolExecutor() as ex: print(sorted(ex.map(lambda a, b: a + b, [1, 2], [3, 4])), [f.result() for f in [ex.submit(max, 1, 2, key=lambda v: -v)]])
