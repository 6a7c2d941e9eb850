# A loop class and a task class of one's own; queues that keep their items in another way.
import asyncio


class LabelledTask(asyncio.Task):
    def __init__(self, *args, label="none", **kwargs):
        super().__init__(*args, **kwargs)
        self.label = label


class UniqueQueue(asyncio.Queue):
    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        if item not in self._queue:
            self._queue.append(item)

    def _get(self):
        return self._queue.pop(0)


class DoublingFuture(asyncio.Future):
    def set_result(self, value):
        super().set_result(value * 2)


class LoudEvent(asyncio.Event):
    def set(self):
        print("set!")
        super().set()


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(0)
        return self.n


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(lambda loop, coro, **kw: LabelledTask(coro, loop=loop, label="made", **kw))
    task = asyncio.create_task(asyncio.sleep(0, 5), name="five")
    print(type(task).__name__, task.label, task.get_name(), await task)
    loop.set_task_factory(None)
    q = UniqueQueue()
    for item in "abab":
        q.put_nowait(item)
    print(q.qsize(), [q.get_nowait() for _ in range(q.qsize())])
    future = DoublingFuture()
    loop.call_soon(future.set_result, 21)
    print(await future)
    event = LoudEvent()
    loop.call_soon(event.set)
    print(await event.wait())
    print([n async for n in Countdown(3)])


asyncio.run(main())
