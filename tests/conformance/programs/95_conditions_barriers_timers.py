import threading
import time

items, cond, log = [], threading.Condition(), []


def consumer(name):
    with cond:
        while not items:
            log.append(f'{name} waits')
            cond.wait()
        log.append(f'{name} got {items.pop(0)}')


threads = [threading.Thread(target=consumer, args=(f'c{i}',)) for i in range(3)]
for t in threads:
    t.start()
    time.sleep(0.02)
for i in range(3):
    with cond:
        items.append(i)
        cond.notify()
    time.sleep(0.02)
for t in threads:
    t.join()
print(log)
with cond:
    print(cond.wait(0.05), cond.wait_for(lambda: False, 0.05), cond.wait_for(lambda: 7, 1))
try:
    cond.wait()
except RuntimeError as e:
    print(e)
try:
    cond.notify()
except RuntimeError as e:
    print(e)

sem = threading.Semaphore(2)
order = []


def limited(n):
    with sem:
        order.append(('in', n))
        time.sleep(0.05)
        order.append(('out', n))


ts = [threading.Thread(target=limited, args=(n,)) for n in range(4)]
for t in ts:
    t.start()
    time.sleep(0.005)
for t in ts:
    t.join()
print(order)
print(sem.acquire(timeout=0.01), sem.acquire(blocking=False), sem.acquire(False))
bounded = threading.BoundedSemaphore(1)
try:
    bounded.release()
except ValueError as e:
    print(e)
try:
    threading.Semaphore(-1)
except ValueError as e:
    print(e)

barrier = threading.Barrier(3, action=lambda: met.append('all here'))
met, places = [], []


def meet(delay):
    time.sleep(delay)
    places.append(barrier.wait())
    met.append(delay)


ts = [threading.Thread(target=meet, args=(d,)) for d in (0.03, 0.01, 0.02)]
[t.start() for t in ts]
[t.join() for t in ts]
print(met[0], sorted(met[1:]), sorted(places), barrier.n_waiting, barrier.parties, barrier.broken)


def lonely():
    try:
        barrier.wait(0.02)
    except threading.BrokenBarrierError as e:
        met.append(repr(e))


t = threading.Thread(target=lonely)
t.start()
t.join()
print(met[-1], barrier.broken)
barrier.reset()
print(barrier.broken)

timer_log = []
t0 = time.perf_counter()
timer = threading.Timer(0.05, timer_log.append, args=('rang',))
timer.start()
stopped = threading.Timer(0.05, timer_log.append, args=('never',))
stopped.start()
stopped.cancel()
timer.join()
stopped.join()
print(timer_log, round(time.perf_counter() - t0, 2))
