from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor


def twice(n):
    return 2 * n


if __name__ == '__main__':
    for kind in (ThreadPoolExecutor, ProcessPoolExecutor):
        with kind(2) as pool:
            results = pool.map(twice, [1, 2, 3])
            print(type(results).__name__, results.__qualname__, list(results))
