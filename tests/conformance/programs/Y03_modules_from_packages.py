# `from package import module`, where nothing has imported the module before.
from concurrent import futures
from multiprocessing import pool, synchronize


def double(n):
    return 2 * n


with futures.ThreadPoolExecutor(max_workers=2) as executor:
    for future in [executor.submit(double, n) for n in range(3)]:
        print(future.result())
print(futures.__name__, pool.__name__, synchronize.__name__)
print(synchronize.Lock.__name__, pool.ThreadPool.__name__)
