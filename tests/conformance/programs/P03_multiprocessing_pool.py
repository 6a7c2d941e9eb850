# multiprocessing.Pool: map and its relatives, callbacks, errors, its end.
import multiprocessing
import time
from multiprocessing import Pool, TimeoutError
from multiprocessing.pool import ThreadPool


def square(x):
    return x * x


def add(a, b):
    return a + b


def not_three(x):
    if x == 3:
        raise ValueError("three")
    return x


def slow(x):
    time.sleep(0.1 * (3 - x))
    return x


def name():
    return multiprocessing.current_process().name


def generator():
    return (i for i in [])


def numbers():
    yield 1
    yield 2
    raise LookupError("no more")


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0], "from", type(e.__cause__).__name__)


if __name__ == "__main__":
    with Pool(3) as pool:
        print(pool.map(square, range(10)), pool.map(square, []))
        print(pool.map(square, (i for i in range(4)), chunksize=3))
        print(pool.starmap(add, [(1, 2), (3, 4)]))
        print(pool.apply(add, (1,), {"b": 5}))
        result = pool.apply_async(add, (2, 3))
        print(result.get(), result.ready(), result.successful())
        print(list(pool.imap(square, range(5))), sorted(pool.imap_unordered(square, range(5), chunksize=2)))
        print(list(pool.imap(slow, range(3))), list(pool.imap_unordered(slow, range(3))))
        attempt(lambda: pool.map(not_three, range(5)))
        attempt(lambda: pool.apply(generator))
        attempt(lambda: pool.map(lambda x: x, [1]))
        attempt(lambda: list(pool.imap(square, numbers())))
        attempt(lambda: pool.map(square, 5))
        attempt(lambda: pool.join())
        each = pool.imap(not_three, range(2, 5))
        for _ in range(4):
            attempt(lambda: next(each))
        got = []
        result = pool.map_async(square, [1, 2, 3], callback=got.append)
        result.wait()
        result = pool.apply_async(not_three, (3,), error_callback=lambda e: got.append(repr(e)))
        result.wait()
        time.sleep(0.05)
        print(got, result.successful())
        attempt(lambda: pool.apply_async(time.sleep, (5,)).get(0.1))
        print(pool.apply(name) in [f"ForkPoolWorker-{i}" for i in (1, 2, 3)])
    attempt(lambda: pool.map(square, [1]))
    pool = Pool(2)
    pool.close()
    pool.join()
    print("joined")
    attempt(lambda: Pool(0))
    with ThreadPool(2) as pool:
        print(pool.map(square, range(4)), pool.apply(name))
        attempt(lambda: pool.map(not_three, range(5)))
