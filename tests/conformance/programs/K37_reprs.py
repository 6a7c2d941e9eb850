# What tasks, futures and handles look like.
import asyncio
import functools


def shorten(thing):
    return " ".join(w for w in repr(thing).replace("<", " <").split() if ".py:" not in w and not w.startswith("0x"))


def callback(future):
    pass


class Sink:
    def take(self, *args):
        pass

    def __call__(self, *args):
        pass


async def child(n):
    await asyncio.sleep(n)
    return "x" * 60


async def main():
    task = asyncio.create_task(child(0), name="first")
    print(shorten(task))
    task.add_done_callback(callback)
    print(shorten(task))
    await task
    print(shorten(task))
    task = asyncio.create_task(child(10))
    await asyncio.sleep(0)
    task.cancel()
    print(shorten(task))
    await asyncio.wait([task])
    print(shorten(task))
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(print)
    future.add_done_callback(Sink().take)
    future.add_done_callback(functools.partial(callback))
    print(shorten(future))
    future.remove_done_callback(print)
    future.set_exception(KeyError("k"))
    print(shorten(future), repr(future.exception()))
    for f in (print, Sink().take, Sink, [].append, functools.partial(Sink().take, 1), str.upper):
        handle = loop.call_soon(f, "x")
        print(handle, end=" ")
        handle.cancel()
        print(handle)
    print(shorten(asyncio.gather(child(0), child(0))))
    async with asyncio.TaskGroup() as tg:
        print(shorten(tg.create_task(child(0), name="member")), tg)


asyncio.run(main())
