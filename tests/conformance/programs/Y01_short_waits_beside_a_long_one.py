# Many short waits take longer than one long wait of the same length: who wakes up first at the end is certain.
import asyncio
import threading
import time


async def ticks(log, step):
    while True:
        log.append('tick')
        await asyncio.sleep(step)


async def one_loop():
    log = []
    ticking = asyncio.create_task(ticks(log, 0.2))
    await asyncio.sleep(2)
    ticking.cancel()
    print('ticks beside a wait of the loop:', len(log))


async def beside_a_thread():
    log = []
    ticking = asyncio.create_task(ticks(log, 0.1))
    await asyncio.to_thread(time.sleep, 1)
    print('ticks beside a thread:', len(log))
    ticking.cancel()


def watch(stop, log):
    while not stop.is_set():
        log.append('looked')
        time.sleep(0.1)


def two_threads():
    stop, log = threading.Event(), []
    watcher = threading.Thread(target=watch, args=(stop, log))
    watcher.start()
    time.sleep(1)
    stop.set()
    watcher.join()
    print('looks of a thread:', len(log))


def timeouts():
    stop, log = threading.Event(), []

    def worker():
        while not stop.wait(0.1):
            log.append('worked')

    thread = threading.Thread(target=worker)
    thread.start()
    time.sleep(0.5)
    stop.set()
    thread.join()
    print('rounds of a worker:', len(log))


def late():
    began = time.perf_counter()
    time.sleep(0.05)
    print('a sleep is never short:', time.perf_counter() - began > 0.05)


asyncio.run(one_loop())
asyncio.run(beside_a_thread())
two_threads()
timeouts()
late()
