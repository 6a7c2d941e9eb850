# What connects loops with other threads: pools, futures of concurrent.futures, coroutines handed over from elsewhere.

async def to_thread(func, /, *args, **kwargs):
    loop = get_running_loop()
    if kwargs:
        return await loop._in_pool(None, lambda: func(*args, **kwargs), (), func)
    return await loop._in_pool(None, func, args, func)


def wrap_future(future, *, loop=None):
    from concurrent.futures import Future as ThreadFuture
    if isfuture(future):
        return future
    assert isinstance(future, ThreadFuture), f'concurrent.futures.Future is expected, got {future!r}'
    if loop is None:
        loop = get_event_loop()
    return _wrap(future, loop, '')


def _wrap(source, loop, label):
    dest = _waiter(loop, label, 6)

    def over(dest):
        if dest.cancelled():
            source.cancel()

    def copy():
        if not dest.cancelled():
            _copy_from_thread(source, dest)

    def arrived(source):
        if not (dest.cancelled() and loop.is_closed()) and not loop.is_closed():
            loop.call_soon_threadsafe(copy)

    dest.add_done_callback(over)
    source.add_done_callback(arrived)
    return dest


def _copy_from_thread(source, dest):
    from concurrent.futures import CancelledError as Cancelled, InvalidStateError as Invalid
    if source.cancelled():
        dest.cancel()
        return
    exc = source.exception()
    if exc is None:
        dest.set_result(source.result())
    elif type(exc) is Cancelled:
        dest.set_exception(CancelledError(*exc.args))
    elif type(exc) is Invalid:
        dest.set_exception(InvalidStateError(*exc.args))
    else:
        dest.set_exception(exc)


def run_coroutine_threadsafe(coro, loop):
    from concurrent.futures import Future as ThreadFuture
    if not iscoroutine(coro):
        raise TypeError('A coroutine object is required')
    dest = ThreadFuture()

    def start():
        try:
            source = ensure_future(coro, loop=loop)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            if dest.set_running_or_notify_cancel():
                dest.set_exception(exc)
            raise

        def over(dest):
            if dest.cancelled():
                if loop is _get_running_loop():
                    source.cancel()
                else:
                    loop.call_soon_threadsafe(source.cancel)

        def arrived(source):
            if dest.cancelled() and loop.is_closed():
                return
            if source.cancelled():
                dest.cancel()
            if not dest.set_running_or_notify_cancel():
                return
            exc = source.exception()
            if exc is not None:
                dest.set_exception(exc)
            else:
                dest.set_result(source.result())

        dest.add_done_callback(over)
        source.add_done_callback(arrived)

    loop.call_soon_threadsafe(start)
    return dest


def _thread_name():
    if _is_main_thread():
        return 'MainThread'
    from threading import current_thread
    return current_thread().name
