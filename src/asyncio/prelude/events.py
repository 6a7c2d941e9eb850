# The loop object and the functions that find loops. The ready queue, the timers and running them are in Rust (class _Loop).

from _thread import _module_table

_NETWORK = 'needs a network, which the simulator does not have'


class AbstractEventLoop:
    __module__ = 'asyncio.events'


class AbstractServer:
    __module__ = 'asyncio.events'


class BaseEventLoop(_Loop, AbstractEventLoop):
    __module__ = 'asyncio.base_events'

    def __init__(self):
        self._start()
        self._debug = False
        self._slow_callback_duration = 0.1
        if _module_table()['asyncio.coroutines']._is_debug_mode():
            self.set_debug(True)
        self._signal_handlers = set()
        self._exception_handler = None
        self._task_factory = None
        self._default_executor = None
        self._executor_over = False
        if type(self) is not _UnixSelectorEventLoop:
            for name in _WATCHED:
                if getattr(type(self), name, None) is not getattr(BaseEventLoop, name, None):
                    self._changed(name)
        if 'logging' in _module_table():
            _log(10, 'selector_events', 64, '__init__', 'Using selector: %s', 'EpollSelector')

    def __repr__(self):
        return (f'<{type(self).__name__} running={self.is_running()} closed={self.is_closed()} '
                f'debug={self._debug}>')

    def __setattr__(self, name, value):
        if name in _WATCHED and name not in ('_process_events', '_write_to_self', '_clock_resolution'):
            self._changed(name)
        object.__setattr__(self, name, value)

    def _changed(self, name):
        # A subclass, or an assignment, has put something in the place of what the loop itself calls.
        how = _WATCHED[name]
        if how == 'tasks':
            self._own_tasks(True)
        elif how == 'timers':
            self._own_timers()
        else:
            self._begin_own()

    # What loops that run in Python have (`asyncio._own_loops`): the ready queue, the timers, the selector.
    _own = None

    def _begin_own(self):
        if self._own is None:
            self._own_loop()
            from collections import deque
            self._own = (deque(), [], _in_own('selector'))

    @property
    def _scheduled(self):
        if self._own is None:
            _refuse('the timers of a loop')
        return self._own[1]

    @property
    def _selector(self):
        if self._own is None:
            _refuse('the selector of a loop')
        return self._own[2]

    @_selector.setter
    def _selector(self, selector):
        self._begin_own()
        self._own = (*self._own[:2], selector)

    _clock_resolution = 1e-09

    def _run_once(self):
        self._begin_own()
        _in_own('run_once', self)

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        if self._own is not None:
            _in_own('wake', self)

    def _timer_handle_cancelled(self, handle):
        pass

    def _check_closed(self):
        if self.is_closed():
            raise RuntimeError('Event loop is closed')

    @property
    def _ready(self):
        if self._own is not None:
            return self._own[0]
        from collections import deque
        return deque(_queued(self))

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled
        self._watch_slow(self._slow_callback_duration if enabled else None)

    @property
    def slow_callback_duration(self):
        return self._slow_callback_duration

    @slow_callback_duration.setter
    def slow_callback_duration(self, seconds):
        self._slow_callback_duration = seconds
        self.set_debug(self._debug)

    def get_task_factory(self):
        return self._task_factory

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError('task factory must be a callable or None')
        self._task_factory = factory
        self._own_tasks(True)

    def create_task(self, coro, *, name=None, context=None):
        factory = self._task_factory
        if factory is None:
            return self._create_task(coro, name=name, context=context)
        if self.is_closed():
            raise RuntimeError('Event loop is closed')
        task = factory(self, coro) if context is None else factory(self, coro, context=context)
        task.set_name(name)
        return task

    def run_until_complete(self, future):
        if self.is_closed():
            raise RuntimeError('Event loop is closed')
        if self.is_running():
            raise RuntimeError('This event loop is already running')
        if _get_running_loop() is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')
        made_here = not isfuture(future)
        future = ensure_future(future, loop=self)
        future.add_done_callback(_run_until_complete_cb)
        try:
            self.run_forever()
        except:
            if made_here and future.done() and not future.cancelled():
                # What ends the program came out of this very task: nobody else will ask for it.
                future.exception()
            raise
        finally:
            future.remove_done_callback(_run_until_complete_cb)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    async def shutdown_asyncgens(self):
        left = _take_async_gens()
        if not left:
            return
        results = await gather(*[agen.aclose() for agen in left], return_exceptions=True)
        for result, agen in zip(results, left):
            if isinstance(result, Exception):
                self.call_exception_handler({
                    'message': f'an error occurred during closing of asynchronous generator {agen!r}',
                    'exception': result,
                    'asyncgen': agen,
                })

    async def shutdown_default_executor(self, timeout=None):
        self._executor_over = True
        pool = self._default_executor
        if pool is None:
            return
        from threading import Thread
        over = self.create_future()

        def _do_shutdown(over):
            try:
                pool.shutdown(wait=True)
                if not self.is_closed():
                    self.call_soon_threadsafe(_settle, over, None)
            except Exception as exc:
                if not self.is_closed() and not over.cancelled():
                    self.call_soon_threadsafe(over.set_exception, exc)

        thread = Thread(target=_do_shutdown, args=(over,))
        thread.start()
        try:
            async with timeout_at(None if timeout is None else self.time() + timeout):
                await over
        except TimeoutError:
            _write_error('RuntimeWarning: The executor did not finishing joining its threads within '
                         f'{timeout} seconds.\n')
            pool.shutdown(wait=False)
        else:
            thread.join()

    def get_exception_handler(self):
        return self._exception_handler

    def set_exception_handler(self, handler):
        if handler is not None and not callable(handler):
            raise TypeError(f'A callable object or None is expected, got {handler!r}')
        self._exception_handler = handler

    def default_exception_handler(self, context):
        lines = [context.get('message') or 'Unhandled exception in event loop']
        for key in sorted(context):
            if key == 'source_traceback':
                lines.append(f'{key}: {_traceback_lines("Object", context[key])}')
            elif key == 'handle_traceback':
                lines.append(f'{key}: {_traceback_lines("Handle", context[key])}')
            elif key != 'message' and key != 'exception':
                lines.append(f'{key}: {context[key]!r}')
        exception = context.get('exception')
        info = False if exception is None else (type(exception), exception, exception.__traceback__)
        _log(40, 'base_events', 1858, 'default_exception_handler', '\n'.join(lines), exc_info=info or None)

    def call_exception_handler(self, context):
        handler = self._exception_handler
        try:
            if handler is None:
                self.default_exception_handler(context)
            else:
                handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            if handler is None:
                _write_error('Exception in default exception handler\n' + _traceback_text(exc))
            else:
                self.default_exception_handler({
                    'message': 'Unhandled error in exception handler',
                    'exception': exc,
                    'context': context,
                })

    def run_in_executor(self, executor, func, *args):
        return self._in_pool(executor, func, args, func)

    def _in_pool(self, pool, func, args, named):
        if self.is_closed():
            raise RuntimeError('Event loop is closed')
        if pool is None:
            pool = self._default_executor
            if self._executor_over:
                raise RuntimeError('Executor shutdown has been called')
            if pool is None:
                from concurrent.futures import ThreadPoolExecutor
                pool = self._default_executor = ThreadPoolExecutor(thread_name_prefix='asyncio')
        return _wrap(pool.submit(func, *args), self, getattr(named, '__qualname__', type(named).__name__))

    def set_default_executor(self, executor):
        from concurrent.futures import ThreadPoolExecutor
        if not isinstance(executor, ThreadPoolExecutor):
            raise TypeError('executor must be ThreadPoolExecutor instance')
        self._default_executor = executor

    def add_signal_handler(self, sig, callback, *args):
        import signal
        if iscoroutine(callback) or iscoroutinefunction(callback):
            raise TypeError('coroutines cannot be used with add_signal_handler()')
        self._check_signal(sig)
        if self.is_closed():
            raise RuntimeError('Event loop is closed')
        try:
            signal.signal(sig, lambda number, frame: self.call_soon_threadsafe(callback, *args))
        except ValueError as exc:
            raise RuntimeError('set_wakeup_fd only works in main thread of the main interpreter') from exc
        except OSError as exc:
            if exc.errno != 22:
                raise
            raise RuntimeError(f'sig {sig} cannot be caught') from exc
        self._signal_handlers.add(int(sig))

    def remove_signal_handler(self, sig):
        import signal
        self._check_signal(sig)
        if sig not in self._signal_handlers:
            return False
        self._signal_handlers.discard(int(sig))
        signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        return True

    def _check_signal(self, sig):
        from signal import valid_signals
        if not isinstance(sig, int):
            raise TypeError(f'sig must be an int, not {sig!r}')
        if sig not in valid_signals():
            raise ValueError(f'invalid signal number {sig}')

    def close(self):
        if not self.is_running():
            for sig in list(self._signal_handlers):
                self.remove_signal_handler(sig)
        if self._debug and not self.is_closed():
            _log(10, 'base_events', 744, 'close', 'Close %r', self)
        _Loop.close(self)
        if self._own is not None:
            self._own[0].clear()
            self._own[1].clear()

    def create_server(self, *args, **kwargs):
        return _network().create_server(self, *args, **kwargs)

    def create_connection(self, *args, **kwargs):
        return _network().create_connection(self, *args, **kwargs)

    def create_unix_server(self, *args, **kwargs):
        return _network().create_unix_server(self, *args, **kwargs)

    def create_unix_connection(self, *args, **kwargs):
        return _network().create_unix_connection(self, *args, **kwargs)

    def create_datagram_endpoint(self, *args, **kwargs):
        return _network().create_datagram_endpoint(self, *args, **kwargs)

    def __getattr__(self, name):
        if name in _NETWORK_METHODS:
            _refuse(f'loop.{name} {_NETWORK}')
        raise AttributeError(f'{type(self).__name__!r} object has no attribute {name!r}', name=name, obj=self)


# What the loop calls of itself, and what it does if that is not the plain one.
_WATCHED = {
    'create_task': 'tasks', 'call_later': 'timers', 'call_at': 'timers', 'create_future': 'timers',
    'call_soon': '', 'call_soon_threadsafe': '', 'time': '', 'run_forever': '', '_run_once': '', '_process_events': '',
    '_write_to_self': '',
}


_NETWORK_METHODS = {
    'add_reader', 'add_writer', 'connect_accepted_socket', 'connect_read_pipe', 'connect_write_pipe',
    'getaddrinfo', 'getnameinfo', 'remove_reader', 'remove_writer', 'sendfile', 'sock_accept', 'sock_connect',
    'sock_recv', 'sock_recv_into', 'sock_recvfrom', 'sock_sendall', 'sock_sendfile', 'sock_sendto', 'start_tls',
    'subprocess_exec', 'subprocess_shell',
}


def _in_own(function, *args):
    import asyncio._own_loops
    return getattr(_module_table()['asyncio._own_loops'], function)(*args)


def _network():
    import asyncio.network
    return _module_table()['asyncio.network']


class _UnixSelectorEventLoop(BaseEventLoop):
    __module__ = 'asyncio.unix_events'

    def __init__(self, selector=None):
        super().__init__()
        if selector is not None:
            self._selector = selector


EventLoop = SelectorEventLoop = _UnixSelectorEventLoop


def _run_until_complete_cb(future):
    # What ends programs goes through the loop by itself.
    if not future.cancelled() and isinstance(future._exception, (SystemExit, KeyboardInterrupt)):
        return
    future.get_loop().stop()


def _settle(future, result):
    if not future.cancelled():
        future.set_result(result)


class AbstractEventLoopPolicy:
    __module__ = 'asyncio.events'

    def get_event_loop(self):
        raise NotImplementedError

    def set_event_loop(self, loop):
        raise NotImplementedError

    def new_event_loop(self):
        raise NotImplementedError


class BaseDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    __module__ = 'asyncio.events'
    _loop_factory = None

    def get_event_loop(self):
        loop = _current_loop()
        if loop is False:
            # Never set: CPython makes one, and warns that it will not for ever.
            from warnings import warn
            warn('There is no current event loop', DeprecationWarning)
            loop = self.new_event_loop()
            self.set_event_loop(loop)
        elif loop is True:
            raise RuntimeError(f'There is no current event loop in thread {_thread_name()!r}.')
        return loop

    def set_event_loop(self, loop):
        _set_checked(loop)

    def new_event_loop(self):
        return self._loop_factory()


class _UnixDefaultEventLoopPolicy(BaseDefaultEventLoopPolicy):
    __module__ = 'asyncio.unix_events'
    _loop_factory = _UnixSelectorEventLoop


DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
_policy = None


def get_event_loop_policy():
    global _policy
    if _policy is None:
        _policy = DefaultEventLoopPolicy()
    return _policy


def set_event_loop_policy(policy):
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        raise TypeError("policy must be an instance of AbstractEventLoopPolicy or None, "
                        f"not '{type(policy).__name__}'")
    global _policy
    _policy = policy


def _set_checked(loop):
    if loop is not None and not isinstance(loop, AbstractEventLoop):
        raise TypeError("loop must be an instance of AbstractEventLoop or None, "
                        f"not '{type(loop).__name__}'")
    _set_loop(loop)


def new_event_loop():
    return get_event_loop_policy().new_event_loop()


def set_event_loop(loop):
    get_event_loop_policy().set_event_loop(loop)


def get_event_loop():
    loop = _get_running_loop()
    return get_event_loop_policy().get_event_loop() if loop is None else loop


def iscoroutine(obj):
    return _is_coroutine(obj) or _acts_as_coroutine(obj)


def _acts_as_coroutine(obj):
    kind = type(obj)
    return all([hasattr(kind, name) for name in ('__await__', 'send', 'throw', 'close')])


def iscoroutinefunction(func):
    return _is_coroutine_function(func)


def isfuture(obj):
    return isinstance(obj, Future) or (
        hasattr(type(obj), '_asyncio_future_blocking') and obj._asyncio_future_blocking is not None)


def _report_callback(loop, exc, handle):
    callback, args = _handle_parts(handle)
    _tell(loop, {
        'message': f'Exception in callback {_callback_text(callback, args, loop.get_debug())}',
        'exception': exc,
        'handle': handle,
    }, handle)


def _report_destroyed(loop, task):
    _tell(loop, {'task': task, 'message': 'Task was destroyed but it is pending!'}, task)


def _report_slow(loop, what, seconds):
    _log(30, 'base_events', 2022, '_run_once', 'Executing %s took %.3f seconds', repr(what), seconds)


def _report_unretrieved(loop, future):
    kind = type(future).__name__
    _tell(loop, {
        'message': f'{kind} exception was never retrieved',
        'exception': future._exception,
        'future': future,
    }, future)


