# ProcessPoolExecutor: results, order, errors from a child, what cannot be sent, an event loop with it.
import asyncio
import os
import time
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, as_completed, wait

total = 0


def square(x):
    return x * x


def fail(x):
    raise KeyError(x)


def count():
    global total
    total += 1
    return total


def set_up(n):
    global total
    total = n


def die():
    os._exit(3)


def give_generator():
    return (i for i in [])


def leave():
    raise SystemExit("bye")


class Account:
    def __init__(self, amount):
        self.amount = amount

    def pay(self, more):
        self.amount += more
        return self.amount


def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, str(e).split(" at 0x")[0], "from", type(e.__cause__).__name__)


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor() as pool:
        print(await asyncio.gather(*[loop.run_in_executor(pool, square, i) for i in range(6)]))
        try:
            await loop.run_in_executor(pool, fail, 3)
        except KeyError as e:
            print("caught", e, type(e.__cause__))


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=3) as pool:
        print(list(pool.map(square, range(10))))
        print(list(pool.map(square, range(10), chunksize=4)))
        print(list(pool.map(pow, [2, 3], [5, 6])))
        attempt(lambda: pool.submit(pow, 2, 10).result())
        attempt(lambda: pool.submit(fail, "k").result())
        print(str(pool.submit(fail, "k").exception().__cause__).splitlines()[-2:])
        attempt(lambda: pool.submit(lambda: 1).result())
        attempt(lambda: pool.submit(square, (i for i in [])).result())
        attempt(lambda: pool.submit(give_generator).result())
        attempt(lambda: pool.submit(leave).result())
        attempt(lambda: next(pool.map(square, [1], chunksize=0)))
        account = Account(1)
        print(pool.submit(account.pay, 5).result(), account.amount)
        futures = [pool.submit(square, i) for i in range(4)]
        print(sorted(f.result() for f in as_completed(futures)), len(wait(futures).done))
    attempt(lambda: pool.submit(square, 1))
    with ProcessPoolExecutor(1) as pool:
        print([pool.submit(count).result() for _ in range(3)], total)
    with ProcessPoolExecutor(1, initializer=set_up, initargs=(7,)) as pool:
        print(pool.submit(count).result())
    with ProcessPoolExecutor(2) as pool:
        attempt(lambda: pool.submit(die).result())
        attempt(lambda: pool.submit(square, 1))
        print(issubclass(type(pool.submit), object), issubclass(BrokenExecutor, RuntimeError))
    pool = ProcessPoolExecutor(1)
    futures = [pool.submit(time.sleep, 0.05) for _ in range(6)]
    pool.shutdown(cancel_futures=True)
    print(futures[0].cancelled(), futures[-1].cancelled())
    for n in (0, -1):
        attempt(lambda: ProcessPoolExecutor(n))
    asyncio.run(main())
