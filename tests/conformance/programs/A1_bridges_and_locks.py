# a producer thread, an asyncio consumer, and back-pressure through run_coroutine_threadsafe
import asyncio
import queue
import threading
import time


class Bridge:
    def __init__(self, loop):
        self.loop = loop
        self.inbox = asyncio.Queue(maxsize=2)
        self.outbox = queue.Queue()

    def produce(self, n):
        for i in range(n):
            asyncio.run_coroutine_threadsafe(self.inbox.put(i), self.loop).result()
        asyncio.run_coroutine_threadsafe(self.inbox.put(None), self.loop).result()

    async def consume(self):
        while (item := await self.inbox.get()) is not None:
            await asyncio.sleep(0.01)
            self.outbox.put(item * item)
        self.outbox.put(None)


def collect(outbox, results):
    while (item := outbox.get()) is not None:
        results.append(item)


async def main():
    bridge, results = Bridge(asyncio.get_running_loop()), []
    threads = [threading.Thread(target=bridge.produce, args=(6,)),
               threading.Thread(target=collect, args=(bridge.outbox, results))]
    for t in threads:
        t.start()
    await bridge.consume()
    for t in threads:
        await asyncio.to_thread(t.join)
    print(results)


asyncio.run(main())


class Cache:
    def __init__(self):
        self._data, self._lock = {}, threading.RLock()
        self.misses = 0

    def get(self, key):
        with self._lock:
            if key not in self._data:
                self.misses += 1
                self._data[key] = self.load(key)
            return self._data[key]

    def load(self, key):
        with self._lock:
            time.sleep(0.05)
            return key.upper()


cache = Cache()
got = []
ts = [threading.Thread(target=lambda k=k: got.append(cache.get(k))) for k in 'abab']
t0 = time.perf_counter()
[t.start() for t in ts]
[t.join() for t in ts]
print(sorted(got), cache.misses, round(time.perf_counter() - t0, 1))


class ReadWrite:
    def __init__(self):
        self.cond, self.readers, self.writer = threading.Condition(), 0, False

    def read(self, log, name):
        with self.cond:
            self.cond.wait_for(lambda: not self.writer)
            self.readers += 1
        log.append(f'{name} reads')
        time.sleep(0.03)
        with self.cond:
            self.readers -= 1
            self.cond.notify_all()

    def write(self, log, name):
        with self.cond:
            self.cond.wait_for(lambda: not self.writer and self.readers == 0)
            self.writer = True
        log.append(f'{name} writes')
        time.sleep(0.03)
        with self.cond:
            self.writer = False
            self.cond.notify_all()


rw, log = ReadWrite(), []
ts = []
for i, (kind, name) in enumerate([(rw.read, 'r1'), (rw.read, 'r2'), (rw.write, 'w1'), (rw.read, 'r3')]):
    t = threading.Thread(target=kind, args=(log, name))
    t.start()
    ts.append(t)
    time.sleep(0.01)
[t.join() for t in ts]
print(log)
