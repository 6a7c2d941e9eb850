# starlette.concurrency: functions and iterators that block, on the threads of the pool.

from anyio import _run_sync


async def run_in_threadpool(func, *args, **kwargs):
    if kwargs:
        return await _run_sync(lambda: func(*args, **kwargs))
    return await _run_sync(func, *args)


class _Over(Exception):
    pass


def _next(iterator):
    # StopIteration cannot be raised out of a future.
    try:
        return next(iterator)
    except StopIteration:
        raise _Over


async def iterate_in_threadpool(iterator):
    it = iter(iterator)
    while True:
        try:
            yield await _run_sync(_next, it)
        except _Over:
            break
