import threading
import time
from functools import wraps
from contextlib import contextmanager


class ObjectPool:
    def __init__(self, factory, size):
        self._items = [factory(i) for i in range(size)]
        self._sem = threading.Semaphore(size)
        self._lock = threading.Lock()
        self.peak = 0

    @contextmanager
    def use(self):
        self._sem.acquire()
        with self._lock:
            item = self._items.pop()
            self.peak = max(self.peak, 3 - len(self._items))
        try:
            yield item
        finally:
            with self._lock:
                self._items.append(item)
            self._sem.release()


def timed(fn):
    @wraps(fn)
    def inner(*a, **k):
        t = time.monotonic()
        r = fn(*a, **k)
        print(f"{fn.__name__}: {time.monotonic() - t:.1f}s")
        return r
    return inner


def in_thread(daemon=False):
    def deco(fn):
        @wraps(fn)
        def inner(*a, **k):
            box = {}

            def run():
                try:
                    box["value"] = fn(*a, **k)
                except Exception as e:
                    box["error"] = e
            t = threading.Thread(target=run, name=f"{fn.__name__}-thread", daemon=daemon)
            t.start()
            t.join()
            if "error" in box:
                raise box["error"]
            return box["value"]
        return inner
    return deco


pool = ObjectPool(lambda i: f"obj{i}", 3)


def worker():
    with pool.use() as o:
        time.sleep(0.05)
        assert o.startswith("obj")


@timed
def many():
    ts = [threading.Thread(target=worker) for _ in range(6)]
    for t in ts: t.start()
    for t in ts: t.join()


@in_thread()
def divide(a, b):
    """Divide in a thread."""
    return a / b, threading.current_thread().name


many()
print(pool.peak, sorted(pool._items))
print(divide(6, 3), divide.__doc__)
try:
    divide(1, 0)
except ZeroDivisionError as e:
    print("raised here:", e)


class StoppableThread(threading.Thread):
    def __init__(self, interval):
        super().__init__(daemon=True)
        self.interval, self.beats, self._stopping = interval, 0, threading.Event()

    def run(self):
        while not self._stopping.wait(self.interval):
            self.beats += 1

    def stop(self):
        self._stopping.set()
        self.join()


t = StoppableThread(0.05)
t.start()
time.sleep(0.28)
t.stop()
print(4 <= t.beats <= 5, t.is_alive(), t.daemon)
results = []
timers = [threading.Timer(0.06 * (3 - i), results.append, args=[i]) for i in range(3)]
for x in timers: x.start()
for x in timers: x.join()
print(results, threading.active_count())
once = threading.Lock()
print([once.acquire(blocking=False) for _ in range(3)])
print(threading.current_thread() is threading.main_thread(), threading.current_thread().name)
