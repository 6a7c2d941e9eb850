# What processes wait for each other with: semaphores that they share, and what is made of them.

from _multiprocessing import _channel, _count, _process, _put, _take
from _thread import get_ident
import multiprocessing as _multiprocessing
from multiprocessing import current_process
from threading import Barrier as _Barrier

_MAX = 2147483647


def _who():
    from threading import current_thread, main_thread
    name = current_process().name
    if current_thread() is not main_thread():
        name += '|' + current_thread().name
    return name


class _Shared:
    # It is there for all that were forked after it was made, and for nobody else.
    def __reduce__(self):
        if _multiprocessing._spawning:
            return _multiprocessing._rebuilt, (type(self), self.__dict__)
        name = type(self).__name__
        raise RuntimeError(f'{name} objects should only be shared between processes through inheritance')


class Semaphore(_Shared):
    __module__ = 'multiprocessing.synchronize'

    def __init__(self, value=1, *, ctx=None):
        self._free = _channel()
        for _ in range(value):
            _put(self._free, b'', 0)

    def acquire(self, block=True, timeout=None):
        wait = 0 if not block else None if timeout is None else max(timeout, 0)
        return _take(self._free, wait, None) is not None

    def release(self):
        _put(self._free, b'', 0)

    def get_value(self):
        return _count(self._free, True)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, exc_type, exc, tb):
        self.release()

    def __repr__(self):
        return f'<{type(self).__name__}(value={self.get_value()})>'


class BoundedSemaphore(Semaphore):
    __module__ = 'multiprocessing.synchronize'

    def __init__(self, value=1, *, ctx=None):
        self._most = value
        Semaphore.__init__(self, value)

    def release(self):
        if _count(self._free, True) >= self._most:
            raise ValueError('semaphore or lock released too many times')
        Semaphore.release(self)

    def __repr__(self):
        return f'<BoundedSemaphore(value={self.get_value()}, maxvalue={self._most})>'


class Lock(Semaphore):
    __module__ = 'multiprocessing.synchronize'

    def __init__(self, *, ctx=None):
        Semaphore.__init__(self, 1)
        self._owner = None

    def acquire(self, block=True, timeout=None):
        came = Semaphore.acquire(self, block, timeout)
        if came:
            self._owner = _process(), get_ident()
        return came

    def release(self):
        if _count(self._free, True):
            raise ValueError('semaphore or lock released too many times')
        self._owner = None
        Semaphore.release(self)

    def locked(self):
        return not _count(self._free, True)

    def __repr__(self):
        owner = 'None'
        if self.locked():
            owner = 'SomeOtherProcess'
            if self._owner == (_process(), get_ident()):
                owner = _who()
            elif self._owner is not None and self._owner[0] == _process():
                owner = 'SomeOtherThread'
        return f'<Lock(owner={owner})>'


class RLock(_Shared):
    __module__ = 'multiprocessing.synchronize'

    def __init__(self, *, ctx=None):
        self._lock = Lock()
        self._times = 0

    def _mine(self):
        return self._times > 0 and self._lock._owner == (_process(), get_ident())

    def acquire(self, block=True, timeout=None):
        if not self._mine():
            if not self._lock.acquire(block, timeout):
                return False
            self._times = 0
        self._times += 1
        return True

    def release(self):
        if not self._mine():
            raise AssertionError('attempt to release recursive lock not owned by thread')
        self._times -= 1
        if not self._times:
            self._lock.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, exc_type, exc, tb):
        self.release()

    def __repr__(self):
        if self._mine():
            return f'<RLock({_who()}, {self._times})>'
        return '<RLock(SomeOtherProcess, nonzero)>' if self._lock.locked() else '<RLock(None, 0)>'


class Condition(_Shared):
    __module__ = 'multiprocessing.synchronize'

    def __init__(self, lock=None, *, ctx=None):
        self._lock = lock or RLock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        # One message for each that sleeps; who is woken takes one of the other kind.
        self._asleep, self._wake = _channel(), _channel()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, exc_type, exc, tb):
        self._lock.release()

    def _is_mine(self):
        lock = self._lock
        return lock._mine() if isinstance(lock, RLock) else lock._owner == (_process(), get_ident())

    def wait(self, timeout=None):
        assert self._is_mine(), 'must acquire() condition before using wait()'
        _put(self._asleep, b'', 0)
        times = self._lock._times if isinstance(self._lock, RLock) else 1
        for _ in range(times):
            self._lock.release()
        try:
            came = _take(self._wake, None if timeout is None else max(timeout, 0), None) is not None
        finally:
            for _ in range(times):
                self._lock.acquire()
        if not came and not (came := _take(self._wake, 0, None) is not None):
            _take(self._asleep, 0, None)
        return came

    def notify(self, n=1):
        assert self._is_mine(), 'lock is not owned'
        while n > 0 and _take(self._asleep, 0, None) is not None:
            _put(self._wake, b'', 0)
            n -= 1

    def notify_all(self):
        self.notify(_MAX)

    def wait_for(self, predicate, timeout=None):
        from time import monotonic
        end = None if timeout is None else monotonic() + timeout
        result = predicate()
        while not result:
            left = None
            if end is not None and (left := end - monotonic()) <= 0:
                break
            self.wait(left)
            result = predicate()
        return result


class Event:
    __module__ = 'multiprocessing.synchronize'

    def __init__(self, *, ctx=None):
        self._cond = Condition(Lock())
        self._flag = _channel()

    def is_set(self):
        return _count(self._flag, True) > 0

    def set(self):
        with self._cond:
            if not self.is_set():
                _put(self._flag, b'', 0)
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            while _take(self._flag, 0, None) is not None:
                pass

    def wait(self, timeout=None):
        with self._cond:
            return self.is_set() or self._cond.wait(timeout) and self.is_set()

    def __repr__(self):
        return f"<Event at {'set' if self.is_set() else 'unset'}>"


class Barrier(_Shared, _Barrier):
    # As between threads, but what it knows is in a place that all processes see.
    __module__ = 'multiprocessing.synchronize'

    def __init__(self, parties, action=None, timeout=None, *, ctx=None):
        from multiprocessing.sharedctypes import _Place
        self._phase, self._waiting = _Place('filling'), _Place(0)
        _Barrier.__init__(self, parties, action, timeout)
        self._cond = Condition(Lock())

    _state = property(lambda self: self._phase._read(), lambda self, state: self._phase._write(state))
    _count = property(lambda self: self._waiting._read(), lambda self, count: self._waiting._write(count))
