# Queues between processes.

from _multiprocessing import _channel, _count, _put, _take
from _thread import _error_text, _write_error
from multiprocessing.synchronize import BoundedSemaphore, Condition, Semaphore, _Shared
from pickle import dumps, loads
from queue import Empty, Full

# A thread of the queue writes into the pipe, in CPython: starting it, the first time, and waking it take their time.
_FIRST, _FEED = 90_000, 30_000


class Queue(_Shared):
    __module__ = 'multiprocessing.queues'
    __class_getitem__ = classmethod(type(list[int]))

    def __init__(self, maxsize=0, *, ctx=None):
        self._maxsize = maxsize
        self._pipe = _channel()
        self._room = BoundedSemaphore(maxsize) if maxsize > 0 else None
        self._closed = False
        self._delay = _FIRST

    def _added(self):
        pass

    def put(self, obj, block=True, timeout=None):
        if self._closed:
            raise ValueError(f'Queue {self!r} is closed')
        if self._room is not None and not self._room.acquire(block, timeout):
            raise Full
        self._added()
        try:
            data = dumps(obj)
        except Exception as exc:
            # Nobody is there to catch it.
            _write_error(_error_text(exc))
            if self._room is not None:
                self._room.release()
            return
        _put(self._pipe, data, self._delay)
        self._delay = _FEED

    def get(self, block=True, timeout=None):
        if self._closed:
            raise ValueError(f'Queue {self!r} is closed')
        data = _take(self._pipe, 0 if not block else None if timeout is None else max(timeout, 0), None)
        if data is None:
            raise Empty
        if self._room is not None:
            self._room.release()
        return loads(data)

    def qsize(self):
        return _count(self._pipe, True) if self._room is None else self._maxsize - self._room.get_value()

    def empty(self):
        return _count(self._pipe, False) == 0

    def full(self):
        return self._room is not None and self._room.get_value() == 0

    def get_nowait(self):
        return self.get(False)

    def put_nowait(self, obj):
        return self.put(obj, False)

    def close(self):
        self._closed = True

    def join_thread(self):
        assert self._closed, f'Queue {self!r} not closed'

    def cancel_join_thread(self):
        pass


class JoinableQueue(Queue):
    __module__ = 'multiprocessing.queues'

    def __init__(self, maxsize=0, *, ctx=None):
        Queue.__init__(self, maxsize)
        self._unfinished = Semaphore(0)
        self._cond = Condition()

    def _added(self):
        self._unfinished.release()

    def task_done(self):
        with self._cond:
            if not self._unfinished.acquire(False):
                raise ValueError('task_done() called too many times')
            if self._unfinished.get_value() == 0:
                self._cond.notify_all()

    def join(self):
        with self._cond:
            if self._unfinished.get_value():
                self._cond.wait()


class SimpleQueue(_Shared):
    __module__ = 'multiprocessing.queues'
    __class_getitem__ = classmethod(type(list[int]))

    def __init__(self, *, ctx=None):
        self._pipe = _channel()

    def close(self):
        pass

    def empty(self):
        return _count(self._pipe, False) == 0

    def get(self):
        return loads(_take(self._pipe, None, None))

    def put(self, obj):
        _put(self._pipe, dumps(obj), 0)
