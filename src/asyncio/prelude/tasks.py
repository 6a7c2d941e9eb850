# Tasks and what waits for several of them. Steps of tasks, sleep's timer and gather are in Rust.

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'


async def sleep(delay, result=None):
    if delay <= 0:
        await _bare_yield
        return result
    return await _sleep(delay, result)


_await_without(sleep, _sleep, _bare_yield)


async def _sleep_slowly(loop, delay, result):
    future = loop.create_future()
    timer = loop.call_later(delay, _set_result_unless_cancelled, future, result)
    try:
        return await future
    finally:
        timer.cancel()


def _later_slowly(loop, delay, callback, args, context):
    return loop.call_at(loop.time() + delay, callback, *args, context=context)


def _future_slowly(loop):
    return loop.create_future()


def ensure_future(coro_or_future, *, loop=None):
    if isfuture(coro_or_future):
        if loop is not None and loop is not coro_or_future.get_loop():
            raise ValueError('The future belongs to a different loop than the one specified as the loop argument')
        return coro_or_future
    if not iscoroutine(coro_or_future):
        if not hasattr(type(coro_or_future), '__await__'):
            raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')
        coro_or_future = _wrap_awaitable(coro_or_future)
    if loop is None:
        loop = get_event_loop()
    return loop.create_task(coro_or_future)


async def _wrap_awaitable(awaitable):
    return await awaitable


def _gather_slowly(args, return_exceptions):
    # No arguments, or some that are neither futures nor coroutines.
    if not args:
        outer = get_event_loop().create_future()
        outer.set_result([])
        return outer
    made = {}
    loop = None
    futures = []
    for arg in args:
        if id(arg) not in made:
            made[id(arg)] = ensure_future(arg, loop=loop)
            loop = made[id(arg)].get_loop()
        futures.append(made[id(arg)])
    if loop._own is not None or any([type(future) not in (Future, Task, _GatheringFuture) for future in futures]):
        return _OddGathering(futures, loop, return_exceptions)
    return gather(*futures, return_exceptions=return_exceptions)


class _OddGathering(Future):
    # A gather whose children may have methods of their own.
    __module__ = 'asyncio.tasks'

    def __init__(self, children, loop, return_exceptions):
        super().__init__(loop=loop)
        self._children = children
        self._return_exceptions = return_exceptions
        self._cancel_requested = False
        different = list(dict.fromkeys(children))
        self._left = len(different)
        for child in [child for child in different if not self._watch(child)]:
            self._done_callback(child)

    def _watch(self, child):
        if child.done():
            return False
        child.add_done_callback(self._done_callback)
        return True

    def cancel(self, msg=None):
        if self.done():
            return False
        any_cancelled = False
        for child in self._children:
            if child.cancel(msg=msg):
                any_cancelled = self._cancel_requested = True
        return any_cancelled

    def _done_callback(self, child):
        self._left -= 1
        if self.done():
            if not child.cancelled():
                child.exception()
        elif not self._return_exceptions and child.cancelled():
            self.set_exception(child._make_cancelled_error())
        elif not self._return_exceptions and child.exception() is not None:
            self.set_exception(child.exception())
        elif not self._left:
            results = [self._outcome(each) for each in self._children]
            if self._cancel_requested:
                self.set_exception(child._make_cancelled_error())
            else:
                self.set_result(results)

    def _outcome(self, child):
        if child.cancelled():
            return CancelledError('' if child._cancel_message is None else child._cancel_message)
        exc = child.exception()
        return child.result() if exc is None else exc


_OddGathering._done_callback.__qualname__ = 'gather.<locals>._done_callback'
_OddGathering.__name__ = _OddGathering.__qualname__ = '_GatheringFuture'


def _ask(future):
    try:
        future.result()
    except BaseException as exc:
        return exc


def _cancel_odd(pairs, message, answer):
    for task, future in pairs:
        if not future.cancel(msg=message):
            _must_cancel(task, message)
    return answer


def _bad_coroutine(obj, loop, name, context, task, eager):
    if not _acts_as_coroutine(obj):
        raise TypeError(f'a coroutine was expected, got {obj!r}')
    coro = _drive(_Driven(obj))
    if task is None:
        return loop._create_task(coro, name=name, context=context)
    Task.__init__(task, coro, loop=loop, name=name, context=context, eager_start=eager)


async def _drive(driven):
    return await driven


class _Driven:
    # Steps an object that has a coroutine's methods.

    def __init__(self, obj):
        self._obj = obj

    def __await__(self):
        step, value = self._obj.send, None
        while True:
            try:
                yielded = step(value)
            except StopIteration as stop:
                return stop.value
            try:
                value = yield yielded
                step = self._obj.send
            except BaseException as exc:
                step, value = self._obj.throw, exc


def _bad_yield(task, value):
    if value is task:
        return RuntimeError(f'Task cannot await on itself: {task!r}')
    blocking = getattr(value, '_asyncio_future_blocking', None)
    if blocking and _loop_of(value) is task.get_loop():
        # A future with methods of its own.
        try:
            value._asyncio_future_blocking = False
            value.add_done_callback(task.task_wakeup, context=task.get_context())
            if _waits_for(task, value):
                message = task._cancel_message
                if not value.cancel(msg=message):
                    _must_cancel(task, message)
        except Exception as exc:
            return exc
        return None
    if blocking is not None:
        if _loop_of(value) is not task.get_loop():
            return RuntimeError(f'Task {task!r} got Future {value!r} attached to a different loop')
        return RuntimeError(f'yield was used instead of yield from in task {task!r} with {value!r}')
    if type(value).__name__ == 'generator':
        return RuntimeError(f'yield was used instead of yield from for generator in task {task!r} with {value!r}')
    return RuntimeError(f'Task got bad yield: {value!r}')


def shield(arg):
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = _waiter(inner.get_loop(), 'shield', 2)

    def _inner_done_callback(inner):
        if outer.cancelled():
            # Nobody will ask any more.
            if not inner.cancelled():
                inner.exception()
        elif inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f'expect a list of futures, not {type(fs).__name__}')
    if not fs:
        raise ValueError('Set of Tasks/Futures is empty.')
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f'Invalid return_when value: {return_when}')
    fs = set(fs)
    for f in fs:
        if iscoroutine(f):
            raise TypeError('Passing coroutines is forbidden, use tasks explicitly.')
    loop = get_running_loop()
    waiter = _waiter(loop, f'wait for {len(fs)}', 3)
    group = _group_began(f'wait for {len(fs)}', fs)
    timer = None
    if timeout is not None:
        timer = loop.call_later(timeout, _release_waiter, waiter)
    left = len(fs)

    def _on_completion(f):
        nonlocal left
        left -= 1
        enough = left <= 0 or return_when == FIRST_COMPLETED
        if not enough and return_when == FIRST_EXCEPTION:
            enough = not f.cancelled() and f.exception() is not None
        if enough:
            if timer is not None:
                timer.cancel()
            _release_waiter(waiter)

    for f in fs:
        f.add_done_callback(_on_completion)
    try:
        await waiter
    finally:
        _group_ended(group)
        if timer is not None:
            timer.cancel()
        for f in fs:
            f.remove_done_callback(_on_completion)
    done, pending = set(), set()
    for f in fs:
        (done if f.done() else pending).add(f)
    return done, pending


def _release_waiter(waiter):
    if not waiter.done():
        waiter.set_result(None)


async def wait_for(fut, timeout):
    if timeout is None or timeout > 0:
        async with _timeout(timeout):
            return await fut
    # No time at all: a task does not even begin.
    fut = ensure_future(fut)
    if fut.done():
        return fut.result()
    await _cancel_and_wait(fut)
    try:
        return fut.result()
    except CancelledError as exc:
        raise TimeoutError from exc


# `timeout` is also the name of a parameter.
_timeout = timeout


async def _cancel_and_wait(fut):
    waiter = _waiter(get_running_loop(), 'cancellation', 2)

    def on_done(_):
        _release_waiter(waiter)

    fut.add_done_callback(on_done)
    try:
        fut.cancel()
        await waiter
    finally:
        fut.remove_done_callback(on_done)


class _AsCompletedIterator:
    __module__ = 'asyncio.tasks'

    def __init__(self, aws, timeout):
        loop = get_event_loop()
        self._done = Queue()
        self._timer = None
        # Each once, in the order given; CPython starts coroutines in the order of their addresses.
        self._todo = dict.fromkeys([ensure_future(aw, loop=loop) for aw in dict.fromkeys(aws)])
        self._left = len(self._todo)
        for future in self._todo:
            future.add_done_callback(self._handle_completion)
        if self._todo and timeout is not None:
            self._timer = loop.call_later(timeout, self._on_timeout)

    def __iter__(self):
        return self

    def __next__(self):
        if not self._left:
            raise StopIteration
        self._left -= 1
        return self._wait_for_one(True)

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self._left:
            raise StopAsyncIteration
        self._left -= 1
        return await self._wait_for_one(False)

    def _handle_completion(self, future):
        if not self._todo:
            # The time was up before.
            return
        del self._todo[future]
        self._done.put_nowait(future)
        if not self._todo and self._timer is not None:
            self._timer.cancel()

    def _on_timeout(self):
        for future in self._todo:
            future.remove_done_callback(self._handle_completion)
            self._done.put_nowait(None)
        self._todo.clear()

    async def _wait_for_one(self, resolve):
        future = await self._done.get()
        if future is None:
            raise TimeoutError
        return future.result() if resolve else future


def as_completed(fs, *, timeout=None):
    if isfuture(fs) or iscoroutine(fs) or hasattr(type(fs), '__await__'):
        raise TypeError(f'expects an iterable of awaitables, not {type(fs).__name__}')
    return _AsCompletedIterator(fs, timeout)


def create_eager_task_factory(custom_task_constructor):
    def factory(loop, coro, *, name=None, context=None):
        return custom_task_constructor(coro, loop=loop, name=name, context=context, eager_start=True)
    return factory


eager_task_factory = create_eager_task_factory(Task)


# CPython has both classes twice. The ones in C are ours; those written in Python are told apart from them.

class _PyFuture(Future):
    __module__ = 'asyncio.futures'


class _PyTask(Task):
    __module__ = 'asyncio.tasks'


_PyFuture.__name__ = _PyFuture.__qualname__ = 'Future'
_PyTask.__name__ = _PyTask.__qualname__ = 'Task'
_CFuture = Future
_CTask = Task


def _step_in_python(task, exc, returned, raised):
    # One step of the task's coroutine; `returned`, `raised`: what the machine calls these ends (2: it goes on).
    before = _eager_begin(task)
    try:
        if returned:
            exc = _step_exc(task, exc)
        try:
            how, value = 2, task._coro.send(None) if exc is None else task._coro.throw(exc)
        except StopIteration as stop:
            how, value = returned, stop.value
        except BaseException as error:
            how, value = raised, error
        if not _eager_end(task, how, value):
            if how == raised:
                raise value
            exc = _bad_yield(task, value)
            if exc is not None:
                _eager_throw(task, exc)
    finally:
        _eager_over(task, before)


def _eager_start(task):
    _step_in_python(task, None, 0, 1)


def _create_slowly(loop, coro, name, context):
    if context is None:
        return loop.create_task(coro, name=name)
    return loop.create_task(coro, name=name, context=context)


def _get_stack(self, *, limit=None):
    if limit is not None and limit <= 0:
        return []
    # A coroutine that stands still has one frame, that of an exception all through which it came.
    frame = getattr(self.get_coro(), 'cr_frame', None)
    if frame is not None:
        return [frame]
    frames = []
    tb = getattr(self._exception, '__traceback__', None)
    while tb is not None and (limit is None or len(frames) < limit):
        frames.append(tb.tb_frame)
        tb = tb.tb_next
    return frames


def _print_stack(self, *, limit=None, file=None):
    from sys import stderr
    from traceback import format_exception_only, FrameSummary, StackSummary
    exc = self._exception
    frames = self.get_stack(limit=limit)
    if not frames:
        title = f'No stack for {self!r}'
    else:
        title = f"{'Stack' if exc is None else 'Traceback'} for {self!r} (most recent call last):"
    file = stderr if file is None else file
    print(title, file=file)
    for frame in frames:
        code = frame.f_code
        line = code._line_text(frame.f_lineno).strip()
        entry = FrameSummary(code.co_filename, frame.f_lineno, code.co_name, line)
        print(*StackSummary([entry]).format(), file=file, sep='', end='')
    if exc is not None:
        print(*format_exception_only(exc), file=file, sep='', end='')


Task.get_stack = _get_stack
Task.print_stack = _print_stack


def __getattr__(name):
    if name in _STREAMS:
        import asyncio.streams
        return getattr(_module_table()['asyncio.streams'], name)
    if name in _NETWORK_NAMES:
        return getattr(_network(), name)
    if name in _MISSING:
        _refuse(f'asyncio.{name}: the simulated computer runs nothing but Python')
    raise AttributeError(f"module 'asyncio' has no attribute {name!r}", name=name, obj=_module_table()['asyncio'])


_STREAMS = {
    'StreamReader', 'StreamReaderProtocol', 'StreamWriter', 'open_connection', 'open_unix_connection', 'start_server',
    'start_unix_server',
}
_NETWORK_NAMES = {
    'BaseProtocol', 'BaseTransport', 'BufferedProtocol', 'DatagramProtocol', 'DatagramTransport', 'Protocol',
    'ReadTransport', 'Server', 'Transport', 'WriteTransport',
}
_MISSING = {
    'SubprocessProtocol', 'SubprocessTransport', 'create_subprocess_exec', 'create_subprocess_shell', 'subprocess',
}


