# Loops of a class that puts something in the place of what a loop does inside (`_run_once`, `call_soon`, `time`, …). Rust does not
# run these: they are run here, method by method, so that each finds what was put in its place. Loaded for the first of them.

from asyncio import (CancelledError, Future, InvalidStateError, Task, TimerHandle, _ask, _handle_parts, _is_stopping, _new_handle,
                     _report_callback, _set_running, _step_in_python, get_event_loop)
from contextvars import copy_context as _copy_context
from heapq import heappop as _heappop, heappush as _heappush
from threading import Event as _Event


class _Selector:
    # Waits for other threads only.

    def __init__(self):
        self._woken = _Event()

    def select(self, timeout=None):
        self._woken.wait(timeout)
        self._woken.clear()
        return []


def wake(loop):
    selector = loop._selector
    if isinstance(selector, _Selector):
        selector._woken.set()


def selector():
    return _Selector()


def _handle(loop, callback, args, context, when=None):
    loop._check_closed()
    return _new_handle(loop, callback, args, _copy_context() if context is None else context, when)


def call_soon(loop, callback, args, context):
    handle = _handle(loop, callback, args, context)
    loop._ready.append(handle)
    return handle


def call_soon_threadsafe(loop, callback, args, context):
    handle = call_soon(loop, callback, args, context)
    loop._write_to_self()
    return handle


def call_at(loop, when, callback, args, context):
    if when is None:
        raise TypeError('when cannot be None')
    handle = _handle(loop, callback, args, context, float(when))
    _heappush(loop._scheduled, handle)
    return handle


def run_forever(loop):
    _set_running(loop, True)
    try:
        while True:
            loop._run_once()
            if _is_stopping(loop):
                break
    finally:
        _set_running(loop, False)


def run_once(loop):
    ready, scheduled = loop._ready, loop._scheduled
    while scheduled and scheduled[0].cancelled():
        _heappop(scheduled)
    timeout = None
    if ready or _is_stopping(loop):
        timeout = 0
    elif scheduled:
        timeout = min(max(0, scheduled[0].when() - loop.time()), 24 * 3600)
    loop._process_events(loop._selector.select(timeout))
    end = loop.time() + loop._clock_resolution
    while scheduled and scheduled[0].when() < end:
        ready.append(_heappop(scheduled))
    for _ in range(len(ready)):
        handle = ready.popleft()
        if not handle.cancelled():
            run(loop, handle)


def run(loop, handle):
    callback, args = _handle_parts(handle)
    try:
        handle.get_context().run(callback, *args)
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as exc:
        _report_callback(loop, exc, handle)


class TaskStepMethWrapper:
    __module__ = '_asyncio'
    __slots__ = ('_task', '_exc')

    def __init__(self, task, exc):
        self._task, self._exc = task, exc

    def __call__(self):
        _step(self._task, self._exc)


def soon(jobs, answer):
    # What Rust wants to have called soon. `answer` is what the call gives that brought it about.
    for loop, kind, first, second, context in jobs:
        if kind == 'callback':
            loop.call_soon(first, *second, context=context)
        elif kind == 'step':
            loop.call_soon(TaskStepMethWrapper(first, second), context=context)
        else:
            loop.call_soon(first.task_wakeup, second, context=context)
    return answer


def init_without_loop(future, coro, name, context, eager_start):
    # A future or a task that is made where no loop is set.
    loop = get_event_loop()
    if isinstance(future, Task):
        Task.__init__(future, coro, loop=loop, name=name, context=context, eager_start=eager_start)
    else:
        Future.__init__(future, loop=loop)


def wakeup(task, future):
    _step(task, _ask(future))


def _step(task, exc):
    if task.done():
        raise InvalidStateError(f'_step(): already done: {task!r} {exc!r}')
    _step_in_python(task, exc, 3, 4)
