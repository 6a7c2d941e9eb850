# Threads in Python's words, on the locks and the starting of threads that the machine has.

from _thread import (TIMEOUT_MAX, _count, _error_text, _native_id, _set_shutdown, _spawn, get_ident, get_native_id,
                     lock as Lock)
from collections import deque as _deque
from time import _read_file, _refuse, monotonic as _monotonic

_names = 0
_read = False
_active = {}
_at_exit = []
_closing = False


def _write_error(text):
    from sys import stderr
    if stderr is not None:
        stderr.write(text)


def settrace(func):
    if func is not None:
        _refuse('tracing with settrace')


def setprofile(func):
    if func is not None:
        _refuse('profiling with setprofile')


settrace_all_threads = settrace
setprofile_all_threads = setprofile


def gettrace():
    return None


getprofile = gettrace


def _lock_repr(lock):
    return f"<{'locked' if lock.locked() else 'unlocked'} _thread.lock object at {id(lock):#x}>"


Lock.__repr__ = _lock_repr


def _name(kind):
    global _names
    _names += 1
    return f'{kind}-{_names}'


class RLock:
    __slots__ = ('_lock', '_owner', '_count', '__weakref__')
    __module__ = '_thread'

    def __init__(self):
        self._lock = Lock()
        self._owner = 0
        self._count = 0

    def __repr__(self):
        word = 'locked' if self._lock.locked() else 'unlocked'
        return f'<{word} _thread.RLock object owner={self._owner} count={self._count} at {id(self):#x}>'

    def acquire(self, blocking=True, timeout=-1):
        me = get_ident()
        if self._owner == me:
            self._count += 1
            return True
        if not self._lock.acquire(blocking, timeout):
            return False
        self._owner = me
        self._count = 1
        return True

    __enter__ = acquire

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError('cannot release un-acquired lock')
        self._count -= 1
        if self._count == 0:
            self._owner = 0
            self._lock.release()

    def __exit__(self, exc_type, exc, tb):
        self.release()

    # For conditions: let go of it however often it was acquired, and take it back so.
    def _drop(self):
        if self._count == 0:
            raise RuntimeError('cannot release un-acquired lock')
        kept = self._count
        self._count = self._owner = 0
        self._lock.release()
        return kept

    def _retake(self, kept):
        self._lock.acquire()
        self._owner = get_ident()
        self._count = kept

    def _is_owned(self):
        return self._owner == get_ident()


def _outdated(name, instead):
    global _read
    from warnings import warn
    if not _read:
        # A warning shows the program's line: others run while the first one reads the file.
        _read = True
        _read_file()
    warn(f'{name} is deprecated, {instead} instead', DeprecationWarning)


class Condition:
    __module__ = 'threading'

    def __init__(self, lock=None):
        self._lock = lock = RLock() if lock is None else lock
        self.acquire = lock.acquire
        self.release = lock.release
        self._waiters = _deque()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, exc_type, exc, tb):
        return self._lock.__exit__(exc_type, exc, tb)

    def __repr__(self):
        return f'<Condition({self._lock}, {len(self._waiters)})>'

    def _is_owned(self):
        if isinstance(self._lock, RLock):
            return self._lock._is_owned()
        return self._lock.locked()

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError('cannot wait on un-acquired lock')
        signal = Lock()
        signal.acquire()
        self._waiters.append(signal)
        counted = isinstance(self._lock, RLock)
        if counted:
            kept = self._lock._drop()
        else:
            self._lock.release()
        came = False
        try:
            if timeout is None:
                came = signal.acquire()
            elif timeout > 0:
                came = signal.acquire(True, timeout)
            else:
                came = signal.acquire(False)
        finally:
            if counted:
                self._lock._retake(kept)
            else:
                self._lock.acquire()
            if not came and signal in self._waiters:
                self._waiters.remove(signal)
        return came

    def wait_for(self, predicate, timeout=None):
        end = None
        left = timeout
        result = predicate()
        while not result:
            if left is not None:
                if end is None:
                    end = _monotonic() + left
                else:
                    left = end - _monotonic()
                    if left <= 0:
                        break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError('cannot notify on un-acquired lock')
        while n > 0 and self._waiters:
            self._waiters.popleft().release()
            n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))

    def notifyAll(self):
        _outdated('notifyAll()', 'use notify_all()')
        self.notify_all()


class Semaphore:
    __module__ = 'threading'

    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._cond = Condition(Lock())
        self._value = value

    def __repr__(self):
        cls = type(self)
        return f'<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}>'

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        end = None
        with self._cond:
            while self._value == 0:
                if not blocking:
                    return False
                if timeout is not None:
                    if end is None:
                        end = _monotonic() + timeout
                    else:
                        timeout = end - _monotonic()
                        if timeout <= 0:
                            return False
                self._cond.wait(timeout)
            self._value -= 1
            return True

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            self._value += n
            self._cond.notify(n)

    def __exit__(self, exc_type, exc, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    __module__ = 'threading'

    def __init__(self, value=1):
        Semaphore.__init__(self, value)
        self._bound = value

    def __repr__(self):
        cls = type(self)
        return f'<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}/{self._bound}>'

    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            if self._value + n > self._bound:
                raise ValueError('Semaphore released too many times')
            self._value += n
            self._cond.notify(n)


class Event:
    __module__ = 'threading'

    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    def __repr__(self):
        cls = type(self)
        word = 'set' if self._flag else 'unset'
        return f'<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {word}>'

    def is_set(self):
        return self._flag

    def isSet(self):
        _outdated('isSet()', 'use is_set()')
        return self.is_set()

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            return self._flag or self._cond.wait(timeout)


class BrokenBarrierError(RuntimeError):
    __module__ = 'threading'


class Barrier:
    __module__ = 'threading'

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError('parties must be > 0')
        self._cond = Condition(Lock())
        self._parties = parties
        self._action = action
        self._timeout = timeout
        # 'filling', 'draining', 'resetting' or 'broken'.
        self._state = 'filling'
        self._count = 0

    def __repr__(self):
        cls = type(self)
        where = f'<{cls.__module__}.{cls.__qualname__} at {id(self):#x}'
        if self.broken:
            return f'{where}: broken>'
        return f'{where}: waiters={self.n_waiting}/{self.parties}>'

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            while self._state in ('draining', 'resetting'):
                self._cond.wait()
            if self._state == 'broken':
                raise BrokenBarrierError
            place = self._count
            self._count += 1
            try:
                if self._count == self._parties:
                    try:
                        if self._action:
                            self._action()
                        self._turn('draining')
                    except:
                        self._turn('broken')
                        raise
                else:
                    if not self._cond.wait_for(lambda: self._state != 'filling', timeout):
                        self._turn('broken')
                        raise BrokenBarrierError
                    if self._state != 'draining':
                        raise BrokenBarrierError
                return place
            finally:
                self._count -= 1
                if self._count == 0 and self._state in ('draining', 'resetting'):
                    self._turn('filling')

    def _turn(self, state):
        self._state = state
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            if self._count > 0:
                if self._state in ('filling', 'broken'):
                    self._state = 'resetting'
            else:
                self._state = 'filling'
            self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._turn('broken')

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == 'filling' else 0

    @property
    def broken(self):
        return self._state == 'broken'


class Thread:
    __module__ = 'threading'
    _initialized = False
    # What the trace calls it, if not by its name.
    _lane = None

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, 'group argument must be None for now'
        if name:
            name = str(name)
        else:
            name = _name('Thread')
            called = getattr(target, '__name__', None) if target is not None else None
            if called is not None:
                name += f' ({called})'
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = None
        self._started = Event()
        # Locked from its start to its end.
        self._over = Lock()
        self._stopped = False
        self._initialized = True

    def __repr__(self):
        assert self._initialized, 'Thread.__init__() was not called'
        word = 'stopped' if self._stopped else 'started' if self._started.is_set() else 'initial'
        if self._daemonic:
            word += ' daemon'
        if self._ident is not None:
            word += f' {self._ident}'
        return f'<{type(self).__name__}({self._name}, {word})>'

    def start(self):
        if not self._initialized:
            raise RuntimeError('thread.__init__() not called')
        if self._started.is_set():
            raise RuntimeError('threads can only be started once')
        self._over.acquire()
        _spawn(self._bootstrap, (), self._lane or self._name)
        self._started.wait()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        self._ident = get_ident()
        _active[self._ident] = self
        self._started.set()
        try:
            self.run()
        except BaseException as exc:
            _report(self, exc)
        del _active[get_ident()]
        self._stopped = True
        self._over.release()

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError('Thread.__init__() not called')
        if not self._started.is_set():
            raise RuntimeError('cannot join thread before it is started')
        if self is current_thread():
            raise RuntimeError('cannot join current thread')
        if self._over.acquire(True, -1 if timeout is None else max(timeout, 0)):
            self._over.release()

    @property
    def name(self):
        assert self._initialized, 'Thread.__init__() not called'
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, 'Thread.__init__() not called'
        self._name = str(name)

    @property
    def ident(self):
        assert self._initialized, 'Thread.__init__() not called'
        return self._ident

    @property
    def native_id(self):
        return None if self._ident is None else _native_id(self._ident)

    def is_alive(self):
        assert self._initialized, 'Thread.__init__() not called'
        return self._started.is_set() and not self._stopped

    @property
    def daemon(self):
        assert self._initialized, 'Thread.__init__() not called'
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError('Thread.__init__() not called')
        if self._started.is_set():
            raise RuntimeError('cannot set daemon status of active thread')
        self._daemonic = daemonic

    def isDaemon(self):
        _outdated('isDaemon()', 'get the daemon attribute')
        return self.daemon

    def setDaemon(self, daemonic):
        _outdated('setDaemon()', 'set the daemon attribute')
        self.daemon = daemonic

    def getName(self):
        _outdated('getName()', 'get the name attribute')
        return self.name

    def setName(self, name):
        _outdated('setName()', 'set the name attribute')
        self.name = name


class Timer(Thread):
    __module__ = 'threading'

    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    __module__ = 'threading'

    def __init__(self):
        Thread.__init__(self, name='MainThread', daemon=False)
        self._ident = get_ident()
        self._started.set()
        _active[self._ident] = self


def current_thread():
    return _active[get_ident()]


def currentThread():
    _outdated('currentThread()', 'use current_thread()')
    return current_thread()


def main_thread():
    return _main_thread


def active_count():
    return len(_active)


def activeCount():
    _outdated('activeCount()', 'use active_count()')
    return active_count()


def enumerate():
    return [thread for thread in _active.values()]


class ExceptHookArgs(tuple):
    __module__ = '_thread'

    @property
    def exc_type(self):
        return self[0]

    @property
    def exc_value(self):
        return self[1]

    @property
    def exc_traceback(self):
        return self[2]

    @property
    def thread(self):
        return self[3]


def excepthook(args):
    if args.exc_type is SystemExit:
        return
    name = args.thread.name if args.thread is not None else get_ident()
    _write_error(f'Exception in thread {name}:\n' + _error_text(args.exc_value))


__excepthook__ = excepthook


def _report(thread, exc):
    excepthook(ExceptHookArgs((type(exc), exc, exc.__traceback__, thread)))


class _local:
    __module__ = '_thread'
    __dict__ = property(lambda self: _part_of(self))

    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        object.__setattr__(self, '_made_with', (args, kwargs))
        object.__setattr__(self, '_parts', {get_ident(): {}})
        return self

    def __getattr__(self, name):
        part = _part_of(self)
        if name in part:
            return part[name]
        raise _no_attribute(self, name)

    def __setattr__(self, name, value):
        _part_of(self)[name] = value

    def __dir__(self):
        return list(_part_of(self)) + dir(type(self))

    def __delattr__(self, name):
        part = _part_of(self)
        if name not in part:
            raise _no_attribute(self, name)
        del part[name]


local = _local


def _no_attribute(self, name):
    kind = '_thread._local' if type(self) is local else type(self).__name__
    return AttributeError(f'{kind!r} object has no attribute {name!r}', name=name, obj=self)


def _part_of(self):
    # Idents are used again, so a thread that came later must not find what an earlier one left.
    parts = object.__getattribute__(self, '_parts')
    me = get_ident()
    thread = _active.get(me)
    entry = parts.get((me, id(thread)))
    if entry is None:
        first = parts.pop(me, None)
        parts[me, id(thread)] = entry = {} if first is None else first
        if first is None and type(self).__init__ is not object.__init__:
            args, kwargs = object.__getattribute__(self, '_made_with')
            self.__init__(*args, **kwargs)
    return entry


def stack_size(size=0):
    return 0


def _register_atexit(function, *args):
    if _closing:
        raise RuntimeError("can't register atexit after shutdown")
    _at_exit.append((function, args))


# What is done when all threads are over: last in, first out.
_finals = []


def _add_final(function, *args):
    _finals.append((function, args))


def _forked(forking):
    # In the child of a fork: of the threads there is only that left which forked.
    global _closing, _main_thread
    _closing = False
    _main_thread = forking
    _at_exit.clear()
    _finals.clear()
    for thread in list(_active.values()):
        if thread is not forking and thread._over.locked():
            thread._stopped = True
            thread._over.release()
    _active.clear()
    _main_thread._ident = get_ident()
    _active[get_ident()] = _main_thread


def _shutdown():
    global _closing
    _closing = True
    while _at_exit:
        function, args = _at_exit.pop()
        function(*args)
    while True:
        others = [thread for thread in _active.values() if not thread.daemon and thread is not _main_thread]
        if not others:
            break
        for thread in others:
            thread.join()
    while _finals:
        function, args = _finals.pop()
        try:
            function(*args)
        except BaseException as exc:
            _write_error('Exception ignored in atexit callback ' + repr(function) + ':\n' + _error_text(exc))


_main_thread = object.__new__(_MainThread)
_main_thread._daemonic = False
_active[get_ident()] = _main_thread
_main_thread.__init__()
_set_shutdown(_shutdown)
