# anyio, the part that FastAPI programs meet: functions on worker threads, and the limiter that says how many at a time.

from asyncio import get_running_loop, sleep, CancelledError, _waiter
from collections import deque as _deque
from threading import Thread as _Thread
from queue import SimpleQueue as _SimpleQueue
from _load import _spend


class CapacityLimiter:
    def __init__(self, total_tokens):
        self._total = total_tokens
        self._borrowed = 0
        self._waiters = _deque()

    @property
    def total_tokens(self):
        return self._total

    @total_tokens.setter
    def total_tokens(self, value):
        if not isinstance(value, int) and value != float('inf'):
            raise TypeError('total_tokens must be an int or math.inf')
        if value < 1:
            raise ValueError('total_tokens must be >= 1')
        self._total = value
        self._wake()

    @property
    def borrowed_tokens(self):
        return self._borrowed

    @property
    def available_tokens(self):
        return self._total - self._borrowed

    def _wake(self):
        while self._waiters and self._borrowed < self._total:
            waiter = self._waiters.popleft()
            if not waiter.done():
                self._borrowed += 1
                waiter.set_result(None)

    async def acquire(self):
        if self._borrowed < self._total and not self._waiters:
            self._borrowed += 1
            return
        waiter = _waiter(get_running_loop(), 'thread pool', 5)
        self._waiters.append(waiter)
        try:
            await waiter
        except BaseException:
            if waiter.done() and not waiter.cancelled():
                self.release()
            else:
                self._waiters.remove(waiter)
            raise

    def release(self):
        self._borrowed -= 1
        self._wake()

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *exc_info):
        self.release()


class _Worker:
    # A thread of the pool: idle ones are used again, the one that became idle last first.
    def __init__(self, loop, number, idle):
        self._jobs = _SimpleQueue()
        self._loop = loop
        self._idle = idle
        self.thread = _Thread(target=self._work, name='AnyIO worker thread', daemon=True)
        self.thread.start()

    def give(self, context, func, args, future):
        self._jobs.put((context, func, args, future))

    def _work(self):
        while True:
            context, func, args, future = self._jobs.get()
            try:
                result, error = context.run(func, *args), None
            except BaseException as exc:
                result, error = None, exc
            if not self._loop.is_closed():
                self._loop.call_soon_threadsafe(self._report, result, error, future)
            del context, func, args, future, result, error

    def _report(self, result, error, future):
        self._idle.append(self)
        if future.cancelled():
            return
        if error is not None:
            if isinstance(error, StopIteration):
                wrapped = RuntimeError('coroutine raised StopIteration')
                wrapped.__cause__ = error
                error = wrapped
            future.set_exception(error)
        else:
            future.set_result(result)


_of_loops = {}
# What each call costs the loop of a server beside this code, in nanoseconds.
_cost = 0


def _state():
    loop = get_running_loop()
    state = _of_loops.get(id(loop))
    if state is None or state[0] is not loop:
        state = _of_loops[id(loop)] = [loop, CapacityLimiter(40), [], 0]
    return state


async def _run_sync(func, *args, abandon_on_cancel=False, cancellable=None, limiter=None):
    from contextvars import copy_context
    state = _state()
    async with limiter or state[1]:
        loop, _, idle, _ = state
        if idle:
            worker = idle.pop()
        else:
            state[3] += 1
            worker = _Worker(loop, state[3], idle)
        future = loop.create_future()
        if _cost:
            _spend(_cost)
        worker.give(copy_context(), func, args, future)
        if abandon_on_cancel or cancellable:
            return await future
        from asyncio import shield
        try:
            return await shield(future)
        except CancelledError:
            # The thread cannot be stopped: it is waited for, then the cancellation goes on.
            if not future.done():
                try:
                    await future
                except BaseException:
                    pass
            raise


def _pool_size():
    return _state()[3]


def current_default_thread_limiter():
    return _state()[1]


async def _from_thread(func, *args):
    return func(*args)


def run(func, *args, backend='asyncio', backend_options=None):
    from asyncio import run
    return run(func(*args))


class create_task_group:
    async def __aenter__(self):
        from asyncio import TaskGroup
        self._group = TaskGroup()
        await self._group.__aenter__()
        return self

    def start_soon(self, func, *args, name=None):
        self._group.create_task(func(*args), name=name)

    async def __aexit__(self, *exc_info):
        return await self._group.__aexit__(*exc_info)
