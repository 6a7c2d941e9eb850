# concurrent.futures.process: the pool of processes. A thread of the parent, the manager, gives them work and takes their results.

from _multiprocessing import _channel, _count, _process, _put, _take, _tell_end
from _thread import _cpu_count, _error_text, lock as _Lock
from collections import deque as _deque
from concurrent.futures import BrokenExecutor, Executor, Future
from functools import partial as _partial
from pickle import dumps as _dumps, loads as _loads
from threading import Thread as _Thread, _register_atexit
from time import _refuse
import multiprocessing as _mp

# So many more calls are sent off than there are processes: those can no longer be cancelled.
EXTRA_QUEUED_CALLS = 1

# A second thread of the parent writes to the processes, in CPython: to wake it takes its time.
_FEED = 25_000

_closing = False
# Managers that may run, and what wakes them.
_managers = {}


class BrokenProcessPool(BrokenExecutor):
    pass


class _RemoteTraceback(Exception):
    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class _ExceptionWithTraceback:
    def __init__(self, exc):
        self.exc = exc
        self.tb = f'\n"""\n{_error_text(exc)}"""'

    def __reduce__(self):
        return _rebuild_exc, (self.exc, self.tb)


def _rebuild_exc(exc, tb):
    exc.__cause__ = _RemoteTraceback(tb)
    return exc


def _process_chunk(fn, chunk):
    return [fn(*args) for args in chunk]


def _process_worker(calls, results, initializer, initargs):
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            from logging import getLogger
            getLogger('concurrent.futures').critical('Exception in initializer:', exc_info=True)
            return
    while True:
        call = _loads(_take(calls, None, ''))
        if call is None:
            _put(results, b'', 0)
            return
        number, fn, args, kwargs = call
        try:
            result = fn(*args, **kwargs)
        except BaseException as exc:
            answer = number, _ExceptionWithTraceback(exc), None
        else:
            answer = number, None, result
            result = None
        try:
            data = _dumps(answer)
        except BaseException as exc:
            data = _dumps((number, _ExceptionWithTraceback(exc), None))
        _put(results, data, 0)
        call = fn = args = kwargs = answer = data = None


class _ExecutorManagerThread(_Thread):
    _lane = 'manager of the process pool'

    def __init__(self, pool):
        _Thread.__init__(self)
        self._pool = pool

    def run(self):
        self._pool._manage()


class ProcessPoolExecutor(Executor):
    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_workers is None:
            max_workers = _cpu_count()
        elif max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        if mp_context is None:
            mp_context = _mp.get_context() if max_tasks_per_child is None else _mp.get_context('spawn')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError('max_tasks_per_child must be an integer')
            if max_tasks_per_child <= 0:
                raise ValueError('max_tasks_per_child must be >= 1')
            if mp_context.get_start_method() == 'fork':
                raise ValueError("max_tasks_per_child is incompatible with the 'fork' multiprocessing start method; "
                                 'supply a different mp_context.')
            _refuse('max_tasks_per_child')
        self._max_workers = max_workers
        self._mp_context = mp_context
        self._initializer = initializer
        self._initargs = initargs
        self._manager = None
        self._processes = {}
        self._shutdown_lock = _Lock()
        self._shutdown_thread = False
        self._cancel = False
        self._broken = False
        self._submitted = 0
        # By number: future, function, arguments. Those not sent off yet stand in line.
        self._pending = {}
        self._line = _deque()
        # Processes that are not forked are started when there is work for them.
        self._on_demand = mp_context.get_start_method() != 'fork'
        self._idle = 0
        self._calls = _channel()
        self._results = _channel()

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock:
            if self._broken:
                raise BrokenProcessPool(self._broken)
            if self._shutdown_thread:
                raise RuntimeError('cannot schedule new futures after shutdown')
            if _closing:
                raise RuntimeError('cannot schedule new futures after interpreter shutdown')
            future = Future()
            self._pending[self._submitted] = future, fn, args, kwargs
            self._line.append(self._submitted)
            self._submitted += 1
            self._wake()
            if self._on_demand:
                if self._idle:
                    self._idle -= 1
                elif len(self._processes) < self._max_workers:
                    self._add_process()
            if self._manager is None:
                self._launch()
            return future

    def _wake(self):
        _put(self._results, b'', 0)

    def _add_process(self):
        process = self._mp_context.Process(
            target=_process_worker, args=(self._calls, self._results, self._initializer, self._initargs))
        process.start()
        _tell_end(process.pid, self._results)
        self._processes[process.pid] = process

    def _launch(self):
        while not self._on_demand and len(self._processes) < self._max_workers:
            self._add_process()
        self._manager = _ExecutorManagerThread(self)
        self._manager.start()
        _managers[self._manager] = self

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        if chunksize < 1:
            raise ValueError('chunksize must be >= 1.')
        results = Executor.map(self, _partial(_process_chunk, fn), _chunks(zip(*iterables), chunksize), timeout=timeout)
        return _chain_from_iterable_of_lists(results)

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._cancel = cancel_futures
            self._shutdown_thread = True
            self._wake()
        if self._manager is not None and wait:
            self._manager.join()

    # What the manager does.

    def _manage(self):
        while True:
            self._send_off()
            message = _take(self._results, None, '')
            if message[:1] == b'!':
                return self._break(None)
            if message != b'':
                try:
                    number, exception, result = _loads(message)
                except BaseException as exc:
                    return self._break(_error_text(exc))
                self._idle += 1
                pending = self._pending.pop(number, None)
                if pending is not None:
                    if exception is not None:
                        pending[0].set_exception(exception)
                    else:
                        pending[0].set_result(result)
                message = pending = exception = result = None
            if _closing or self._shutdown_thread:
                self._shutdown_thread = True
                if self._cancel:
                    self._cancel = False
                    for number, (future, *_) in list(self._pending.items()):
                        if future.cancel():
                            del self._pending[number]
                    self._line.clear()
                self._send_off()
                if not self._pending:
                    return self._end_processes()

    def _send_off(self):
        while self._line and _count(self._calls, True) < self._max_workers + EXTRA_QUEUED_CALLS:
            number = self._line.popleft()
            future, fn, args, kwargs = self._pending[number]
            if not future.set_running_or_notify_cancel():
                del self._pending[number]
                continue
            try:
                data = _dumps((number, fn, args, kwargs))
            except Exception as exc:
                exc.__cause__ = _RemoteTraceback(f'\n"""\n{_error_text(exc)}"""')
                del self._pending[number]
                self._wake()
                future.set_exception(exc)
            else:
                _put(self._calls, data, _FEED)

    def _end_processes(self):
        with self._shutdown_lock:
            # Counted first: the early ones end before the last one is told, and any of them may take any of these.
            for _ in [process for process in self._processes.values() if process.is_alive()]:
                _put(self._calls, _dumps(None), 0)
            for process in self._processes.values():
                process.join()

    def _break(self, why):
        with self._shutdown_lock:
            self._broken = 'A child process terminated abruptly, the process pool is not usable anymore'
            self._shutdown_thread = True
            error = BrokenProcessPool('A process in the process pool was terminated abruptly while the future was '
                                      'running or pending.')
            if why is not None:
                error.__cause__ = _RemoteTraceback(f"\n'''\n{why}'''")
            for future, *_ in self._pending.values():
                if not future.done():
                    future.set_exception(error)
            self._pending.clear()
            for process in self._processes.values():
                process.terminate()
            for process in self._processes.values():
                process.join()


def _chunks(items, size):
    chunk = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)


def _chain_from_iterable_of_lists(results):
    for items in results:
        items.reverse()
        while items:
            yield items.pop()


def _python_exit():
    global _closing
    _closing = True
    managers = list(_managers.items())
    for _, pool in managers:
        pool._wake()
    for manager, _ in managers:
        manager.join()


def _forked():
    _managers.clear()


_register_atexit(_python_exit)
_mp._in_child.append(_forked)
