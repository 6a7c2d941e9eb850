# concurrent.futures: futures between threads, and the pool of threads.

from _thread import _cpu_count, _module_table, lock as _Lock
from queue import Empty as _Empty, SimpleQueue as _SimpleQueue
from threading import Condition as _Condition, Event as _Event, Semaphore as _Semaphore, Thread as _Thread
from threading import _register_atexit
from time import _refuse, monotonic as _monotonic

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'

_BASE = 'concurrent.futures._base'


class Error(Exception):
    __module__ = _BASE


class CancelledError(Error):
    __module__ = _BASE


class InvalidStateError(Error):
    __module__ = _BASE


class BrokenExecutor(RuntimeError):
    __module__ = _BASE


class BrokenThreadPool(BrokenExecutor):
    __module__ = 'concurrent.futures.thread'


TimeoutError = TimeoutError


class Future:
    __module__ = _BASE
    __class_getitem__ = classmethod(type(list[int]))

    def __init__(self):
        self._condition = _Condition()
        # PENDING, RUNNING, CANCELLED, CANCELLED_AND_NOTIFIED or FINISHED.
        self._state = 'PENDING'
        self._result = None
        self._exception = None
        self._callbacks = []
        # Called with the lock held when the future is over, for those that wait for several.
        self._watchers = []

    def __repr__(self):
        name, at = type(self).__name__, f'{id(self):#x}'
        if self._state != 'FINISHED':
            return f"<{name} at {at} state={self._state.split('_')[0].lower()}>"
        if self._exception:
            return f'<{name} at {at} state=finished raised {type(self._exception).__name__}>'
        return f'<{name} at {at} state=finished returned {type(self._result).__name__}>'

    def cancel(self):
        with self._condition:
            if self._state in ('RUNNING', 'FINISHED'):
                return False
            if self._state != 'PENDING':
                return True
            self._state = 'CANCELLED'
            self._condition.notify_all()
        self._call_back()
        return True

    def cancelled(self):
        with self._condition:
            return self._state in ('CANCELLED', 'CANCELLED_AND_NOTIFIED')

    def running(self):
        with self._condition:
            return self._state == 'RUNNING'

    def done(self):
        with self._condition:
            return self._state not in ('PENDING', 'RUNNING')

    def add_done_callback(self, fn):
        with self._condition:
            if self._state in ('PENDING', 'RUNNING'):
                self._callbacks.append(fn)
                return
        _run_callback(self, fn)

    def _call_back(self):
        for callback in self._callbacks:
            _run_callback(self, callback)

    def _await(self, timeout):
        # Under the lock: until it is over.
        if self._state in ('PENDING', 'RUNNING'):
            self._condition.wait(timeout)
        if self._state in ('CANCELLED', 'CANCELLED_AND_NOTIFIED'):
            raise CancelledError()
        if self._state != 'FINISHED':
            raise TimeoutError()

    def result(self, timeout=None):
        try:
            with self._condition:
                self._await(timeout)
                if self._exception is not None:
                    raise self._exception
                return self._result
        finally:
            self = None

    def exception(self, timeout=None):
        with self._condition:
            self._await(timeout)
            return self._exception

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == 'CANCELLED':
                self._state = 'CANCELLED_AND_NOTIFIED'
                self._tell_watchers()
                return False
            if self._state == 'PENDING':
                self._state = 'RUNNING'
                return True
            raise RuntimeError('Future in unexpected state')

    def set_result(self, result):
        self._end(result, None)

    def set_exception(self, exception):
        self._end(None, exception)

    def _end(self, result, exception):
        with self._condition:
            if self._state not in ('PENDING', 'RUNNING'):
                raise InvalidStateError(f'{self._state}: {self!r}')
            self._result = result
            self._exception = exception
            self._state = 'FINISHED'
            self._tell_watchers()
            self._condition.notify_all()
        self._call_back()

    def _tell_watchers(self):
        for watcher in self._watchers:
            watcher(self)


def _log(level, text):
    from logging import getLogger
    getattr(getLogger('concurrent.futures'), level)(text, exc_info=True)


def _run_callback(future, callback):
    try:
        callback(future)
    except Exception:
        _log('exception', f'exception calling callback for {future!r}')


def _watch(futures, watcher):
    # Those that are over already; the others will tell the watcher.
    over = []
    for future in futures:
        with future._condition:
            if future._state in ('CANCELLED_AND_NOTIFIED', 'FINISHED'):
                over.append(future)
            else:
                future._watchers.append(watcher)
    return over


def _unwatch(futures, watcher):
    for future in futures:
        with future._condition:
            if watcher in future._watchers:
                future._watchers.remove(watcher)


def as_completed(fs, timeout=None):
    end = None if timeout is None else timeout + _monotonic()
    futures = list(dict.fromkeys(fs))
    came, event = [], _Event()

    def watcher(future):
        came.append(future)
        event.set()

    left = set(futures)
    try:
        for future in _watch(futures, watcher):
            left.discard(future)
            yield future
        while left:
            wait_for = None
            if end is not None:
                wait_for = end - _monotonic()
                if wait_for < 0:
                    raise TimeoutError(f'{len(left)} (of {len(futures)}) futures unfinished')
            event.wait(wait_for)
            event.clear()
            while came:
                future = came.pop(0)
                left.discard(future)
                yield future
    finally:
        _unwatch(futures, watcher)


class DoneAndNotDoneFutures(tuple):
    __module__ = _BASE

    def __new__(cls, done, not_done):
        return tuple.__new__(cls, (done, not_done))

    def __repr__(self):
        return f'DoneAndNotDoneFutures(done={self[0]!r}, not_done={self[1]!r})'

    @property
    def done(self):
        return self[0]

    @property
    def not_done(self):
        return self[1]


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f'Invalid return condition: {return_when!r}')
    futures = set(fs)
    done, event = set(), _Event()
    guard = _Lock()

    def enough():
        if len(done) == len(futures):
            return True
        if return_when == FIRST_COMPLETED:
            return len(done) > 0
        if return_when == FIRST_EXCEPTION:
            return any([f._state == 'FINISHED' and f._exception is not None for f in done])
        return False

    def watcher(future):
        with guard:
            done.add(future)
            if enough():
                event.set()

    over = _watch(futures, watcher)
    with guard:
        done.update(over)
        satisfied = enough()
    if not satisfied:
        event.wait(timeout)
    _unwatch(futures, watcher)
    with guard:
        return DoneAndNotDoneFutures(set(done), futures - done)


class Executor:
    __module__ = _BASE

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else timeout + _monotonic()
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def result_iterator():
            try:
                futures.reverse()
                while futures:
                    future = futures.pop()
                    try:
                        yield future.result() if end is None else future.result(end - _monotonic())
                    finally:
                        future.cancel()
            finally:
                for future in futures:
                    future.cancel()
        return result_iterator()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, tb):
        self.shutdown(wait=True)
        return False


_pools = 0
_closing = False
# All threads of pools that may run, with their queues.
_workers = {}
_global_lock = _Lock()


class ThreadPoolExecutor(Executor):
    __module__ = 'concurrent.futures.thread'

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        global _pools
        if max_workers is None:
            max_workers = min(32, _cpu_count() + 4)
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        if not thread_name_prefix:
            thread_name_prefix = f'ThreadPoolExecutor-{_pools}'
            _pools += 1
        self._max_workers = max_workers
        self._work_queue = _SimpleQueue()
        self._idle = _Semaphore(0)
        # In order; CPython has a set.
        self._threads = {}
        self._broken = False
        self._shutdown = False
        self._shutdown_lock = _Lock()
        self._thread_name_prefix = thread_name_prefix
        self._initializer = initializer
        self._initargs = initargs

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock, _global_lock:
            if self._broken:
                raise BrokenThreadPool(self._broken)
            if self._shutdown:
                raise RuntimeError('cannot schedule new futures after shutdown')
            if _closing:
                raise RuntimeError('cannot schedule new futures after interpreter shutdown')
            future = Future()
            self._work_queue.put((future, fn, args, kwargs))
            # A thread with nothing to do takes it; only if there is none, and room, there is a new one.
            if not self._idle.acquire(blocking=False) and len(self._threads) < self._max_workers:
                name = f'{self._thread_name_prefix}_{len(self._threads)}'
                thread = _Thread(name=name, target=_work, args=(self,))
                thread.start()
                self._threads[thread] = True
                _workers[thread] = self._work_queue
            return future

    def _initializer_failed(self):
        with self._shutdown_lock:
            self._broken = 'A thread initializer failed, the thread pool is not usable anymore'
            for future in self._waiting():
                future.set_exception(BrokenThreadPool(self._broken))

    def _waiting(self):
        # Takes what nobody has begun out of the queue.
        out = []
        while not self._work_queue.empty():
            item = self._work_queue.get_nowait()
            if item is not None:
                out.append(item[0])
        return out

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shutdown = True
            if cancel_futures:
                for future in self._waiting():
                    future.cancel()
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()


def _work(pool):
    queue = pool._work_queue
    if pool._initializer is not None:
        try:
            pool._initializer(*pool._initargs)
        except BaseException:
            _log('critical', 'Exception in initializer:')
            pool._initializer_failed()
            return
    while True:
        try:
            item = queue.get_nowait()
        except _Empty:
            pool._idle.release()
            item = queue.get()
        if item is None:
            # The next one shall see it too.
            queue.put(None)
            return
        future, fn, args, kwargs = item
        if future.set_running_or_notify_cancel():
            try:
                result = fn(*args, **kwargs)
            except BaseException as exc:
                future.set_exception(exc)
            else:
                future.set_result(result)
        item = future = fn = args = kwargs = result = None


def __getattr__(name):
    # Few programs need processes.
    if name in ('ProcessPoolExecutor', 'process'):
        import concurrent.futures.process as module
        return module if name == 'process' else module.ProcessPoolExecutor
    if name in ('thread', '_base'):
        import concurrent.futures.thread
        import concurrent.futures._base
        return _module_table()[f'concurrent.futures.{name}']
    raise AttributeError(f"module 'concurrent.futures' has no attribute {name!r}", name=name)


def _at_exit():
    global _closing
    with _global_lock:
        _closing = True
    left = list(_workers.items())
    for thread, queue in left:
        queue.put(None)
    for thread, queue in left:
        thread.join()


_register_atexit(_at_exit)
