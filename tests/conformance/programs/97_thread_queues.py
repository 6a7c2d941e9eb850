import queue
import threading
import time

q = queue.Queue(maxsize=1)
log = []


def producer():
    for i in range(3):
        q.put(i)
        log.append(f'put {i}')


t = threading.Thread(target=producer)
t.start()
time.sleep(0.02)
print(log, q.full(), q.qsize())
for _ in range(3):
    print(q.get(timeout=1))
    q.task_done()
    time.sleep(0.01)
t.join()
q.join()
print(log, q.empty())
for bad in (lambda: q.get(timeout=-1), q.task_done):
    try:
        bad()
    except ValueError as e:
        print(e)
q.put(1)
for attempt in (lambda: q.put_nowait(2), lambda: q.put(2, timeout=0.02), lambda: q.put(2, False)):
    try:
        attempt()
    except queue.Full as e:
        print(repr(e))
l = queue.LifoQueue()
p = queue.PriorityQueue()
for x in (3, 1, 2):
    l.put(x)
    p.put((x, str(x)))
print([l.get() for _ in range(3)], [p.get() for _ in range(3)])
s = queue.SimpleQueue()
threading.Timer(0.02, s.put, args=['late']).start()
print(s.get(), s.empty())
try:
    s.get(timeout=0.01)
except queue.Empty as e:
    print(repr(e))
done = []


def worker():
    while True:
        item = jobs.get()
        done.append(item)
        jobs.task_done()


jobs = queue.Queue()
for _ in range(2):
    threading.Thread(target=worker, daemon=True).start()
for i in range(6):
    jobs.put(i)
jobs.join()
print(sorted(done))
closing = queue.Queue()
closing.put(1)
closing.shutdown()
print(closing.get())
for attempt in (closing.get, lambda: closing.put(2)):
    try:
        attempt()
    except queue.ShutDown as e:
        print(repr(e))
