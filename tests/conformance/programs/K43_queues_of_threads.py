# Producers and consumers with threads, sentinels, and queues of three kinds.
import queue
import threading
import time

SENTINEL = object()


def producer(q, items, name):
    for item in items:
        q.put((item, name))


def consumer(q, out):
    while True:
        item = q.get()
        try:
            if item is SENTINEL:
                return
            out.append(item)
        finally:
            q.task_done()


q = queue.Queue(maxsize=2)
out = []
consumers = [threading.Thread(target=consumer, args=(q, out)) for _ in range(2)]
for c in consumers:
    c.start()
producers = [threading.Thread(target=producer, args=(q, range(n, n + 3), f"p{n}")) for n in (0, 10)]
for p in producers:
    p.start()
for p in producers:
    p.join()
for _ in consumers:
    q.put(SENTINEL)
q.join()
for c in consumers:
    c.join()
print(sorted(out), q.unfinished_tasks, q.empty())

stack = queue.LifoQueue()
for n in range(3):
    stack.put(n)
print([stack.get() for _ in range(3)])

tasks = queue.PriorityQueue()
for item in [(3, "low"), (1, "high"), (2, "middle"), (1, "also high")]:
    tasks.put(item)
print([tasks.get() for _ in range(tasks.qsize())])

simple = queue.SimpleQueue()
simple.put("a")
print(simple.get(), simple.empty(), simple.qsize())
for attempt in (lambda: q.get_nowait(), lambda: q.get(timeout=0.01), lambda: simple.get(block=False)):
    try:
        attempt()
    except queue.Empty as e:
        print("empty", type(e).__module__)
q.put(1)
q.put(2)
try:
    q.put(3, timeout=0.01)
except queue.Full:
    print("full", q.qsize(), q.full())
try:
    for _ in range(9):
        q.task_done()
except ValueError as e:
    print(e)
q.shutdown()
print(q.get(), q.get())
try:
    q.get()
except queue.ShutDown as e:
    print("shut down", repr(e))
try:
    q.put(1)
except queue.ShutDown:
    print("no more")
