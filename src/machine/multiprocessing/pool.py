# multiprocessing.pool: a pool of processes, or of threads. One thread of the parent sends tasks, another one takes results.

from _multiprocessing import _channel, _put, _take, _tell_end
from _thread import _cpu_count, _error_text
from collections import deque as _deque
from multiprocessing import TimeoutError, get_context
from pickle import dumps as _dumps, loads as _loads
from queue import SimpleQueue as _SimpleQueue
from threading import _add_final, Condition as _Condition, Event as _Event, Lock as _Lock, Thread as _Thread

_jobs = 0


class RemoteTraceback(Exception):
    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class ExceptionWithTraceback:
    def __init__(self, exc):
        self.exc = exc
        self.tb = f'\n"""\n{_error_text(exc)}"""'

    def __reduce__(self):
        return rebuild_exc, (self.exc, self.tb)


def rebuild_exc(exc, tb):
    exc.__cause__ = RemoteTraceback(tb)
    return exc


class MaybeEncodingError(Exception):
    def __init__(self, exc, value):
        self.exc = repr(exc)
        self.value = repr(value)
        Exception.__init__(self, self.exc, self.value)

    def __str__(self):
        return f"Error sending result: '{self.value}'. Reason: '{self.exc}'"

    def __repr__(self):
        return f'<{type(self).__name__}: {self}>'


def mapstar(args):
    return list(map(*args))


def starmapstar(args):
    return [args[0](*each) for each in args[1]]


def _outcome(func, args, kwds, wrap):
    try:
        return True, func(*args, **kwds)
    except Exception as exc:
        return False, ExceptionWithTraceback(exc) if wrap and func is not _raises else exc


def _raises(exc):
    # For iterables that fail: the task fails with it.
    raise exc


def worker(tasks, results, initializer, initargs, most):
    if initializer is not None:
        initializer(*initargs)
    done = 0
    while most is None or done < most:
        task = _loads(_take(tasks, None, ''))
        if task is None:
            break
        job, i, func, args, kwds = task
        outcome = _outcome(func, args, kwds, True)
        try:
            data = _dumps((job, i, outcome))
        except Exception as exc:
            data = _dumps((job, i, (False, MaybeEncodingError(exc, outcome[1]))))
        _put(results, data, 0)
        task = job = outcome = func = args = kwds = data = None
        done += 1


class Pool:
    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        if processes is None:
            processes = _cpu_count()
        if processes < 1:
            raise ValueError('Number of processes must be at least 1')
        if maxtasksperchild is not None and (not isinstance(maxtasksperchild, int) or maxtasksperchild <= 0):
            raise ValueError('maxtasksperchild must be a positive int or None')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._context = context or get_context()
        self._size = processes
        self._initializer, self._initargs, self._most = initializer, initargs, maxtasksperchild
        self._cache = {}
        self._guard = _Lock()
        self._state = 'RUN'
        self._to_send = _SimpleQueue()
        self._make_workers()
        self._sender = _Thread(target=self._handle_tasks, daemon=True)
        self._receiver = _Thread(target=self._handle_results, daemon=True)
        self._sender._lane, self._receiver._lane = 'tasks of the pool', 'results of the pool'
        self._sender.start()
        self._receiver.start()
        _add_final(self._at_exit)

    # What is different if the workers are threads.

    def _make_workers(self):
        self._tasks, self._results = _channel(), _channel()
        self._pool = []
        for _ in range(self._size):
            self._add_worker()

    def _add_worker(self):
        process = self._context.Process(
            target=worker, args=(self._tasks, self._results, self._initializer, self._initargs, self._most))
        process.name = process.name.replace('Process', 'PoolWorker')
        process.daemon = True
        process.start()
        _tell_end(process.pid, self._results)
        self._pool.append(process)

    def _put_task(self, task):
        _put(self._tasks, _dumps(task), 0)

    def _take_result(self):
        data = _take(self._results, None, '')
        return None if data == b'' else 'ended' if data[:1] == b'!' else _loads(data)

    def _wake_receiver(self):
        _put(self._results, b'', 0)

    def __repr__(self):
        return f'<{type(self).__module__}.{type(self).__qualname__} state={self._state} pool_size={len(self._pool)}>'

    def _check_running(self):
        if self._state != 'RUN':
            raise ValueError('Pool not running')

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def map(self, func, iterable, chunksize=None):
        return self._map_async(func, iterable, mapstar, chunksize).get()

    def starmap(self, func, iterable, chunksize=None):
        return self._map_async(func, iterable, starmapstar, chunksize).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        self._to_send.put((iter([(0, func, args, kwds)]), result, None))
        return result

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, mapstar, chunksize, callback, error_callback)

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, starmapstar, chunksize, callback, error_callback)

    def _map_async(self, func, iterable, mapper, chunksize=None, callback=None, error_callback=None):
        self._check_running()
        if not hasattr(iterable, '__len__'):
            iterable = list(iterable)
        if chunksize is None:
            chunksize = -(-len(iterable) // (len(self._pool) * 4))
        if len(iterable) == 0:
            chunksize = 0
        result = MapResult(self, chunksize, len(iterable), callback, error_callback)
        self._to_send.put((_numbered(func, iterable, mapper, chunksize), result, None))
        return result

    def imap(self, func, iterable, chunksize=1):
        return self._imap(IMapIterator, func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        return self._imap(IMapUnorderedIterator, func, iterable, chunksize)

    def _imap(self, kind, func, iterable, chunksize):
        self._check_running()
        if chunksize < 1:
            raise ValueError(f'Chunksize must be 1+, not {chunksize:n}')
        result = kind(self)
        if chunksize == 1:
            tasks = ((i, func, (x,), {}) for i, x in enumerate(iterable))
            self._to_send.put((tasks, result, result._set_length))
            return result
        self._to_send.put((_numbered(func, iterable, mapstar, chunksize), result, result._set_length))
        return (item for chunk in result for item in chunk)

    def close(self):
        if self._state == 'RUN':
            self._state = 'CLOSE'
            self._to_send.put(None)

    def terminate(self):
        if self._state == 'TERMINATE':
            return
        self._state = 'TERMINATE'
        self._to_send.put(None)
        self._wake_receiver()
        self._end_workers()
        self._sender.join()
        self._receiver.join()

    def _end_workers(self):
        for process in self._pool:
            process.terminate()
        for process in self._pool:
            process.join()

    def join(self):
        if self._state == 'RUN':
            raise ValueError('Pool is still running')
        self._sender.join()
        self._receiver.join()
        for process in self._pool:
            process.join()

    def _at_exit(self):
        if self._sender.is_alive() or self._receiver.is_alive():
            self.terminate()

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, exc_type, exc, tb):
        self.terminate()

    def __reduce__(self):
        raise NotImplementedError('pool objects cannot be passed between processes or pickled')

    def _handle_tasks(self):
        while (work := self._to_send.get()) is not None:
            tasks, result, set_length = work
            number = -1
            while self._state != 'TERMINATE':
                try:
                    task = next(tasks, None)
                except Exception as exc:
                    # The iterable failed.
                    task = number + 1, _raises, (exc,), {}
                    tasks = iter(())
                if task is None:
                    if set_length:
                        set_length(number + 1)
                    break
                number = task[0]
                try:
                    self._put_task((result._job, *task))
                except Exception as exc:
                    if result._job in self._cache:
                        result._set(number, (False, exc))
            tasks = result = set_length = task = None
        # The receiver ends when there is nothing more to come.
        self._wake_receiver()

    def _handle_results(self):
        closing = False
        while self._state != 'TERMINATE' and not (closing and not self._cache):
            task = self._take_result()
            if task is None:
                closing = True
            elif task == 'ended':
                self._replace_workers()
            else:
                job, i, outcome = task
                result = self._cache.get(job)
                if result is not None:
                    result._set(i, outcome)
            task = result = outcome = None
        if self._state != 'TERMINATE':
            for _ in self._pool:
                self._put_task(None)

    def _replace_workers(self):
        for process in list(self._pool):
            if self._state == 'RUN' and process.exitcode is not None:
                self._pool.remove(process)
                self._add_worker()


Pool.__module__ = 'multiprocessing.pool'


def _numbered(func, iterable, mapper, size):
    number, chunk = 0, []
    for item in iterable:
        chunk.append(item)
        if len(chunk) == size:
            yield number, mapper, ((func, tuple(chunk)),), {}
            number, chunk = number + 1, []
    if chunk:
        yield number, mapper, ((func, tuple(chunk)),), {}


def _number(pool, result):
    global _jobs
    result._job = _jobs
    _jobs += 1
    result._cache = pool._cache
    result._cache[result._job] = result


class ApplyResult:
    __class_getitem__ = classmethod(type(list[int]))

    def __init__(self, pool, callback, error_callback):
        self._event = _Event()
        self._callback = callback
        self._error_callback = error_callback
        _number(pool, self)

    def ready(self):
        return self._event.is_set()

    def successful(self):
        if not self.ready():
            raise ValueError(f'{self!r} not ready')
        return self._success

    def wait(self, timeout=None):
        self._event.wait(timeout)

    def get(self, timeout=None):
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, i, outcome):
        self._success, self._value = outcome
        self._over()

    def _over(self):
        callback = self._callback if self._success else self._error_callback
        if callback:
            callback(self._value)
        self._event.set()
        self._cache.pop(self._job, None)


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    def __init__(self, pool, chunksize, length, callback, error_callback):
        ApplyResult.__init__(self, pool, callback, error_callback)
        self._success = True
        self._value = [None] * length
        self._chunksize = chunksize
        self._left = 0
        if chunksize <= 0:
            self._event.set()
            del self._cache[self._job]
        else:
            self._left = -(-length // chunksize)

    def _set(self, i, outcome):
        self._left -= 1
        success, value = outcome
        if success and self._success:
            self._value[i * self._chunksize:(i + 1) * self._chunksize] = value
        elif self._success:
            # The first that failed.
            self._success, self._value = False, value
        if self._left == 0:
            self._over()


class IMapIterator:
    _ordered = True

    def __init__(self, pool):
        self._cond = _Condition(_Lock())
        self._items = _deque()
        self._came = 0
        self._length = None
        self._early = {}
        _number(pool, self)

    def __iter__(self):
        return self

    def next(self, timeout=None):
        with self._cond:
            if not self._items:
                if self._came == self._length:
                    raise StopIteration
                self._cond.wait(timeout)
                if not self._items:
                    if self._came == self._length:
                        raise StopIteration
                    raise TimeoutError
            success, value = self._items.popleft()
        if success:
            return value
        raise value

    __next__ = next

    def _add(self, outcome):
        self._items.append(outcome)
        self._came += 1

    def _set(self, i, outcome):
        with self._cond:
            if not self._ordered or i == self._came:
                self._add(outcome)
                while self._ordered and self._came in self._early:
                    self._add(self._early.pop(self._came))
                self._cond.notify()
            else:
                self._early[i] = outcome
            if self._came == self._length:
                self._cache.pop(self._job, None)

    def _set_length(self, length):
        with self._cond:
            self._length = length
            if self._came == length:
                self._cond.notify()
                self._cache.pop(self._job, None)


class IMapUnorderedIterator(IMapIterator):
    _ordered = False


class ThreadPool(Pool):
    def __init__(self, processes=None, initializer=None, initargs=()):
        Pool.__init__(self, processes, initializer, initargs)

    def _make_workers(self):
        self._queue, self._done = _SimpleQueue(), _SimpleQueue()
        self._pool = [_Thread(target=self._work, daemon=True) for _ in range(self._size)]
        for thread in self._pool:
            thread.start()

    def _work(self):
        if self._initializer is not None:
            self._initializer(*self._initargs)
        while (task := self._queue.get()) is not None:
            job, i, func, args, kwds = task
            self._done.put((job, i, _outcome(func, args, kwds, False)))
            task = func = args = kwds = None

    def _put_task(self, task):
        self._queue.put(task)

    def _take_result(self):
        return self._done.get()

    def _wake_receiver(self):
        self._done.put(None)

    def _end_workers(self):
        while not self._queue.empty():
            self._queue.get_nowait()
        for _ in self._pool:
            self._queue.put(None)
