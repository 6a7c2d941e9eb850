# A thread pool with a queue of results, callbacks and failures.
from concurrent.futures import ThreadPoolExecutor, Future, wait, FIRST_EXCEPTION
import queue
import threading
import time

results: "queue.Queue[tuple[str, object]]" = queue.Queue()


def job(name: str, delay: float, fail: bool = False) -> str:
    time.sleep(delay)
    if fail:
        raise RuntimeError(f"{name} failed")
    return name.upper()


def collect(name: str):
    def callback(future: Future) -> None:
        error = future.exception()
        results.put((name, error if error else future.result()))
    return callback


with ThreadPoolExecutor(max_workers=4) as pool:
    for i, name in enumerate(["alpha", "beta", "gamma"]):
        pool.submit(job, name, 0.03 * (3 - i), name == "beta").add_done_callback(collect(name))
    got = [results.get(timeout=5) for _ in range(3)]
for name, value in got:
    print(name, repr(value))

with ThreadPoolExecutor(2) as pool:
    futures = [pool.submit(job, "quick", 0.01, True), pool.submit(job, "long", 0.3)]
    done, pending = wait(futures, return_when=FIRST_EXCEPTION)
    print(len(done), len(pending), done.pop().exception())
    print(wait(futures, timeout=0.01).not_done == set(pending))

done_already = Future()
done_already.set_result(5)
done_already.add_done_callback(lambda f: print("called at once with", f.result()))
failing = Future()


def bad_callback(f):
    raise KeyError("in callback")


print(failing.cancel(), failing.cancelled(), failing.done())
try:
    failing.result(timeout=0)
except Exception as e:
    print(type(e).__name__)


def initializer(names):
    names.append(threading.current_thread().name)


names = []
with ThreadPoolExecutor(1, thread_name_prefix="loader", initializer=initializer, initargs=(names,)) as pool:
    print(list(pool.map(lambda x, y: x * y, [1, 2, 3], [4, 5, 6])), names)
    print(pool.submit(sum, [1, 2], start=10).result())
