# asyncio's loop object and the functions that find it. Natives (names with an underscore) are in Rust: the ready queue,
# the timers and the steps of tasks are there.

from builtins import TimeoutError

_loop_of_thread = [None]
_debug = [False]


def get_running_loop():
    loop = _get_running_loop()
    if loop is None:
        raise RuntimeError('no running event loop')
    return loop


def new_event_loop():
    return _UnixSelectorEventLoop()


def set_event_loop(loop):
    _loop_of_thread[0] = loop


def get_event_loop():
    loop = _get_running_loop()
    if loop is not None:
        return loop
    loop = _loop_of_thread[0]
    if loop is None:
        raise RuntimeError("There is no current event loop in thread 'MainThread'.")
    return loop


class AbstractEventLoop:
    pass


class BaseEventLoop(AbstractEventLoop):
    def __init__(self):
        self._closed = False
        self._debug = False
        self._exception_handler = None
        self._task_factory = None
        self._stopping_future = None
        self.slow_callback_duration = 0.1
        _loop_new(self)

    def __repr__(self):
        return (f'<{type(self).__name__} running={self.is_running()} '
                f'closed={self.is_closed()} debug={self.get_debug()}>')

    def _check_closed(self):
        if self._closed:
            raise RuntimeError('Event loop is closed')

    def time(self):
        return _loop_time()

    def call_soon(self, callback, *args, context=None):
        self._check_closed()
        _check_callback(callback, 'call_soon')
        return _call_soon(self, callback, args)

    def call_soon_threadsafe(self, callback, *args, context=None):
        self._check_closed()
        return _call_soon(self, callback, args)

    def call_later(self, delay, callback, *args, context=None):
        if delay is None:
            raise TypeError('delay must not be None')
        return self.call_at(self.time() + delay, callback, *args)

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError('when cannot be None')
        self._check_closed()
        _check_callback(callback, 'call_at')
        return _call_at(self, when, callback, args)

    def create_future(self):
        return _future_new(self)

    def create_task(self, coro, *, name=None, context=None):
        self._check_closed()
        if self._task_factory is not None:
            raise NotImplementedError('task factories are not part of the simulator yet')
        _check_coroutine(coro)
        if name is not None:
            name = str(name)
        return _task_new(self, coro, name, context)

    def get_task_factory(self):
        return self._task_factory

    def is_running(self):
        return _loop_is_running(self)

    def is_closed(self):
        return self._closed

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    def run_forever(self):
        self._check_closed()
        if self.is_running():
            raise RuntimeError('This event loop is already running')
        if _get_running_loop() is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')
        _loop_run(self)

    def run_until_complete(self, future):
        self._check_closed()
        if self.is_running():
            raise RuntimeError('This event loop is already running')
        if _get_running_loop() is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')
        future = ensure_future(future, loop=self)
        future.add_done_callback(self._stop_when_done)
        try:
            self.run_forever()
        finally:
            future.remove_done_callback(self._stop_when_done)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    def _stop_when_done(self, future):
        if not future.cancelled():
            exc = future.exception()
            if isinstance(exc, (SystemExit, KeyboardInterrupt)):
                return
        _loop_stop(self)

    def stop(self):
        _loop_stop(self)

    def close(self):
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        self._closed = True

    async def shutdown_asyncgens(self):
        pass

    async def shutdown_default_executor(self, timeout=None):
        pass

    def get_exception_handler(self):
        return self._exception_handler

    def set_exception_handler(self, handler):
        if handler is not None and not callable(handler):
            raise TypeError(f'A callable object or None is expected, got {handler!r}')
        self._exception_handler = handler

    def call_exception_handler(self, context):
        if self._exception_handler is None:
            self.default_exception_handler(context)
        else:
            self._exception_handler(self, context)

    def default_exception_handler(self, context):
        message = context.get('message') or 'Unhandled exception in event loop'
        lines = [message]
        for key in sorted(context):
            if key not in ('message', 'exception'):
                lines.append(f'{key}: {context[key]!r}')
        text = '\n'.join(lines) + '\n'
        exc = context.get('exception')
        if exc is not None:
            text += _format_exception(exc)
        _write_error(text)

    def _callback_failed(self, exc):
        self.call_exception_handler({'message': 'Exception in callback', 'exception': exc})

    def run_in_executor(self, executor, func, *args):
        _refuse('run_in_executor: threads come with a later version of the simulator')


class _UnixSelectorEventLoop(BaseEventLoop):
    pass


SelectorEventLoop = _UnixSelectorEventLoop


def _check_callback(callback, method):
    if iscoroutine(callback) or iscoroutinefunction(callback):
        raise TypeError(f"coroutines cannot be used with {method}()")
    if not callable(callback):
        raise TypeError(f'a callable object was expected by {method}(), got {callback!r}')


def _check_coroutine(coro):
    if not iscoroutine(coro):
        raise TypeError(f"a coroutine was expected, got {coro!r}")


def iscoroutine(obj):
    return type(obj).__name__ in ('coroutine', 'async_generator_asend', 'async_generator_athrow')


def iscoroutinefunction(func):
    return _is_coroutine_function(func)


def isfuture(obj):
    return isinstance(obj, Future)


class QueueEmpty(Exception):
    __module__ = 'asyncio.queues'


class QueueFull(Exception):
    __module__ = 'asyncio.queues'


class QueueShutDown(Exception):
    __module__ = 'asyncio.queues'


class BrokenBarrierError(RuntimeError):
    __module__ = 'asyncio.exceptions'


class IncompleteReadError(EOFError):
    __module__ = 'asyncio.exceptions'


class LimitOverrunError(Exception):
    __module__ = 'asyncio.exceptions'


class SendfileNotAvailableError(RuntimeError):
    __module__ = 'asyncio.exceptions'


