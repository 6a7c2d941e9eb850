# What annotations of concurrent programs say is computed where they stand.
import asyncio
import collections
import concurrent.futures
import contextvars
import queue
from multiprocessing import pool, queues

jobs: queue.Queue[int] = queue.Queue(maxsize=2)
jobs.put(1)
print(jobs.get())

for kind in (queue.Queue, queue.LifoQueue, queue.PriorityQueue, queue.SimpleQueue, concurrent.futures.Future, asyncio.Queue,
             asyncio.Future, asyncio.Task, pool.ApplyResult, queues.Queue, queues.SimpleQueue, contextvars.ContextVar,
             contextvars.Token, collections.ChainMap):
    print(kind[str])


def finish(future: 'concurrent.futures.Future[int]', line: queue.Queue[tuple[int, str]]) -> None:
    line.put((future.result(), 'done'))


done = queue.Queue[tuple[int, str]]()
with concurrent.futures.ThreadPoolExecutor() as executor:
    finish(executor.submit(pow, 2, 5), done)
print(done.get())
