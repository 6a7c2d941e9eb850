import threading
import time
from concurrent.futures import (ALL_COMPLETED, FIRST_EXCEPTION, CancelledError, Future, InvalidStateError,
                                ThreadPoolExecutor, as_completed, wait)


def slow(x, d=0.05):
    time.sleep(d)
    return x


def bad(d=0.02):
    time.sleep(d)
    raise KeyError('bad')


with ThreadPoolExecutor(2, thread_name_prefix='p', initializer=lambda: names.append(threading.current_thread().name)) as ex:
    names = []
    fs = [ex.submit(slow, i, 0.03 * (3 - i)) for i in range(3)]
    d, n = wait(fs)
    print(len(d), len(n), sorted(names), [f.result() for f in fs])
    d, n = wait([ex.submit(bad), ex.submit(slow, 1, 0.2)], return_when=FIRST_EXCEPTION)
    print(len(d), len(n))
    d, n = wait([ex.submit(slow, 1, 0.3)], timeout=0.05)
    print(len(d), len(n))
    try:
        for f in as_completed([ex.submit(slow, 1, 0.3), ex.submit(slow, 2, 0.01)], timeout=0.1):
            print('came', f.result())
    except TimeoutError as e:
        print('timeout', e)
    print(list(ex.map(slow, [1, 2, 3], [0.03, 0.02, 0.01])))
    try:
        list(ex.map(lambda x: 1 / x, [1, 0]))
    except ZeroDivisionError as e:
        print(e)
    it = ex.map(slow, [1, 2], [0.2, 0.2], timeout=0.05)
    try:
        next(it)
    except TimeoutError:
        print('map timed out')
f = Future()
print(f.done(), f.running(), f.cancelled(), f.cancel(), f.cancelled(), f.done())
try:
    f.result()
except CancelledError:
    print('cancelled')
g = Future()
g.set_result(4)
calls = []
g.add_done_callback(lambda f: calls.append(f.result()))
print(g.result(), g.exception(), calls, g.cancel())
try:
    g.set_result(5)
except InvalidStateError as e:
    print('invalid', str(e).split()[0])
print(repr(g).split(' ', 3)[3])
ex = ThreadPoolExecutor(1)
a = ex.submit(slow, 1, 0.1)
rest = [ex.submit(slow, i) for i in range(3)]
time.sleep(0.02)
ex.shutdown(wait=True, cancel_futures=True)
print(a.result(), [f.cancelled() for f in rest])
for bad_count in (0, -1):
    try:
        ThreadPoolExecutor(bad_count)
    except ValueError as e:
        print(e)
try:
    with ThreadPoolExecutor() as ex:
        ex.submit(bad).result()
except KeyError as e:
    print('KeyError', e)
ex = ThreadPoolExecutor(1)
print(ex.submit(lambda: threading.current_thread().name).result())
ex.submit(lambda: (time.sleep(0.05), print('the program waits for the pool')))
