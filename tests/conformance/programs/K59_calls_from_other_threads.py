# Calls into a loop from other threads.
import asyncio
import threading
import time


class Background:
    """A loop in a thread of its own."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run, name="loop", daemon=True)

    def _run(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()
        self.loop.close()

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *exc):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()

    def call(self, coro, timeout=None):
        return asyncio.run_coroutine_threadsafe(coro, self.loop).result(timeout)


async def double(n):
    await asyncio.sleep(0.01)
    if n < 0:
        raise ValueError("negative")
    return n * 2, threading.current_thread().name


with Background() as bg:
    print(bg.call(double(4)))
    try:
        bg.call(double(-1))
    except ValueError as e:
        print("from the loop:", e)
    try:
        bg.call(asyncio.sleep(10), timeout=0.02)
    except TimeoutError:
        print("no answer in time")
    futures = [asyncio.run_coroutine_threadsafe(double(n), bg.loop) for n in range(3)]
    print([f.result()[0] for f in futures], futures[0].done())
    seen = threading.Event()
    bg.loop.call_soon_threadsafe(seen.set)
    print(seen.wait(5))
    f = asyncio.run_coroutine_threadsafe(asyncio.sleep(10), bg.loop)
    print(f.cancel(), f.cancelled())
print(bg.loop.is_closed(), bg.thread.is_alive())
try:
    bg.loop.call_soon_threadsafe(print)
except RuntimeError as e:
    print(e)


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def later():
        time.sleep(0.02)
        loop.call_soon_threadsafe(future.set_result, "from a thread")

    threading.Thread(target=later).start()
    print(await future)
    event = asyncio.Event()
    threading.Timer(0.02, loop.call_soon_threadsafe, args=(event.set,)).start()
    print(await event.wait())
    print(await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(double(1), loop)))


asyncio.run(main())
