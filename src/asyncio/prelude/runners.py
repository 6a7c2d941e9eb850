# asyncio.run and Runner.

# What SIGINT does while a Runner runs in the main thread.
_interrupted = None


class Runner:
    __module__ = 'asyncio.runners'

    def __init__(self, *, debug=None, loop_factory=None):
        self._debug = debug
        self._loop_factory = loop_factory
        self._loop = None
        self._context = None
        self._closed = False

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, exc_type, exc, tb):
        self.close()

    def _open(self):
        if self._closed:
            raise RuntimeError('Runner is closed')
        if self._loop is not None:
            return
        if self._loop_factory is None:
            self._loop = new_event_loop()
            set_event_loop(self._loop)
        else:
            self._loop = self._loop_factory()
        if self._debug is not None:
            self._loop.set_debug(self._debug)

    def get_loop(self):
        self._open()
        return self._loop

    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError(f'a coroutine was expected, got {coro!r}')
        if _get_running_loop() is not None:
            raise RuntimeError('Runner.run() cannot be called from a running event loop')
        self._open()
        if context is None:
            # All runs share one.
            if self._context is None:
                self._context = _context_copy()
            context = self._context
        task = self._loop.create_task(coro, context=context)
        global _interrupted
        before = _interrupted
        interrupts = 0

        def interrupted(number, frame):
            nonlocal interrupts
            interrupts += 1
            if interrupts > 1 or task.done():
                raise KeyboardInterrupt
            task.cancel()

        if _is_main_thread():
            _interrupted = interrupted
        try:
            return self._loop.run_until_complete(task)
        except CancelledError:
            if interrupts > 0 and hasattr(task, 'uncancel') and task.uncancel() == 0:
                raise KeyboardInterrupt
            raise
        finally:
            _interrupted = before
            if context is None:
                # There was none before; if the task made one, it is the next one's too.
                self._context = task.get_context() if isinstance(task, Task) else None

    def close(self):
        loop = self._loop
        if loop is None:
            return
        try:
            _cancel_all_tasks(loop)
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor(300))
        finally:
            if self._loop_factory is None:
                set_event_loop(None)
            loop.close()
            self._loop = None
            self._closed = True


def run(main, *, debug=None, loop_factory=None):
    if _get_running_loop() is not None:
        raise RuntimeError('asyncio.run() cannot be called from a running event loop')
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


def _cancel_all_tasks(loop):
    left = all_tasks(loop)
    if not left:
        return
    left = _all_tasks(loop)
    for task in left:
        task.cancel()
    loop.run_until_complete(gather(*left, return_exceptions=True))
    for task in left:
        if not task.cancelled() and task.exception() is not None:
            loop.call_exception_handler({
                'message': 'unhandled exception during asyncio.run() shutdown',
                'exception': task.exception(),
                'task': task,
            })


def _end_async_gen(agen):
    # Its last reference is gone: the loop closes it, as soon as it gets round to it.
    loop = _get_running_loop()
    if loop is not None and not loop.is_closed():
        loop.call_soon_threadsafe(loop.create_task, agen.aclose())


_end_async_gens_with(_end_async_gen)
_setup((_report_callback, _report_unretrieved, _bad_yield, _bad_coroutine, _gather_slowly, _create_slowly,
        _eager_start, _report_slow, _report_destroyed, _report_done, _noted, _ask, _cancel_odd,
        _sleep_slowly, _later_slowly, _future_slowly, _in_own))
def _log(level, file, line, function, msg, *args, exc_info=None):
    # As if CPython's own file had said it.
    from logging import getLogger
    logger = _module_table()['asyncio.base_events'].logger
    if type(logger) is not _Logger:
        # Somebody has put another one in its place.
        logger.log(level, msg, *args, exc_info=exc_info) if level != 40 else logger.error(msg, *args, exc_info=exc_info)
        return
    logger = getLogger('asyncio')
    if logger.isEnabledFor(level):
        logger.handle(logger.makeRecord('asyncio', level, f'/usr/lib/python3.13/asyncio/{file}.py', line, msg, args,
                                        exc_info, function))


class _Logger:
    # The logger 'asyncio': logging is imported when something is to be said.
    def __getattr__(self, name):
        from logging import getLogger
        return getattr(getLogger('asyncio'), name)


def _set_result_unless_cancelled(fut, result):
    if not fut.cancelled():
        fut.set_result(result)


def _copy_future_state(source, dest):
    assert source.done()
    if dest.cancelled():
        return
    assert not dest.done()
    if source.cancelled():
        dest.cancel()
    elif source.exception() is not None:
        dest.set_exception(source.exception())
    else:
        dest.set_result(source.result())


logger = _Logger()
_make_parts()
del logger


def _twice(module):
    # CPython has these in C and in Python.
    for name in ('current_task', '_register_task', '_register_eager_task', '_unregister_task',
                 '_unregister_eager_task', '_enter_task', '_leave_task', '_swap_current_task'):
        for kind in ('_c_', '_py_'):
            setattr(module, kind + name.lstrip('_'), getattr(module, name))


_twice(_module_table()['asyncio.tasks'])
del _twice
