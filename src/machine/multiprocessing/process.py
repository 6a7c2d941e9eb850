# multiprocessing: processes, and what starts them. They are forked: a child begins with a copy of all its parent has.

import _thread
from _multiprocessing import _fork, _import_main, _kill, _process, _take
from _thread import _cpu_count, _drop_modules, _error_text, _write_error
from time import _refuse, monotonic as _monotonic
import threading as _threading

__all__ = ['Array', 'AuthenticationError', 'Barrier', 'BoundedSemaphore', 'BufferTooShort', 'Condition', 'Event',
           'JoinableQueue', 'Lock', 'Manager', 'Pipe', 'Pool', 'Process', 'ProcessError', 'Queue', 'RLock', 'RawArray',
           'RawValue', 'Semaphore', 'SimpleQueue', 'TimeoutError', 'Value', 'active_children', 'cpu_count',
           'current_process', 'freeze_support', 'get_all_start_methods', 'get_context', 'get_start_method',
           'parent_process', 'set_start_method']


class ProcessError(Exception):
    __module__ = 'multiprocessing.context'


class BufferTooShort(ProcessError):
    __module__ = 'multiprocessing.context'


class TimeoutError(ProcessError):
    __module__ = 'multiprocessing.context'


class AuthenticationError(ProcessError):
    __module__ = 'multiprocessing.context'


_count = 0
# Those that were started and whose end nobody has seen yet.
_children = {}
# What a child does before its own code, and a process at its end.
_in_child = []


class BaseProcess:
    __module__ = 'multiprocessing.process'

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        global _count
        assert group is None, 'group argument must be None for now'
        _count += 1
        me = current_process()
        self._identity = me._identity + (_count,)
        self._parent_pid = _process()
        self._parent_name = me.name
        self._daemonic = me._daemonic if daemon is None else daemon
        self._target = target
        self._args = tuple(args)
        self._kwargs = dict(kwargs)
        self._name = name or type(self).__name__ + '-' + ':'.join([str(i) for i in self._identity])
        self._pid = self._end = self._code = None
        self._closed = False

    def run(self):
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        self._check_closed()
        assert self._pid is None, 'cannot start a process twice'
        assert self._parent_pid == _process(), 'can only start a process object created by current process'
        assert not current_process()._daemonic, 'daemonic processes are not allowed to have children'
        _reap()
        method = self._start_method or _method or 'fork'
        if method == 'fork':
            for before in _before_fork:
                before()
            self._pid, self._end = _fork(_begin, (self, _threading.current_thread()), self._name, 0)
        else:
            self._spawn(_LATER[method])
        del self._target, self._args, self._kwargs
        _children[self] = True

    def _spawn(self, later):
        # A new interpreter imports the main module anew, and gets this object pickled.
        global _spawning
        if _importing:
            raise RuntimeError(_NOT_IN_MAIN)
        from pickle import dumps
        _spawning = True
        try:
            data = dumps(self)
        finally:
            _spawning = False
        for before in _before_fork:
            before()
        self._pid, self._end = _fork(_begin_anew, (data, self._name), self._name, later)

    def _send(self, signal):
        self._check_closed()
        if self._look() is None:
            _kill(self._pid, signal)

    def terminate(self):
        self._send(15)

    def kill(self):
        self._send(9)

    def _look(self, timeout=0):
        # The exit code, if it has ended.
        if self._code is None and self._end is not None:
            code = _take(self._end, timeout, 'Process.join')
            if code is not None:
                self._code = int(code)
                _children.pop(self, None)
        return self._code

    def join(self, timeout=None):
        self._check_closed()
        assert self._parent_pid == _process(), 'can only join a child process'
        assert self._pid is not None, 'can only join a started process'
        self._look(None if timeout is None else max(timeout, 0))

    def is_alive(self):
        self._check_closed()
        if self is _current:
            return True
        assert self._parent_pid == _process(), 'can only test a child process'
        return self._pid is not None and self._look() is None

    def close(self):
        if self._end is not None:
            if self._look() is None:
                raise ValueError('Cannot close a process while it is still running. '
                                 'You should first call join() or terminate().')
            self._end = None
        self._closed = True

    def _check_closed(self):
        if self._closed:
            raise ValueError('process object is closed')

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        assert isinstance(name, str), 'name must be a string'
        self._name = name

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        assert self._pid is None, 'process has already started'
        self._daemonic = daemonic

    @property
    def exitcode(self):
        self._check_closed()
        return self._look()

    @property
    def ident(self):
        self._check_closed()
        return _process() if self is _current else self._pid

    pid = ident

    @property
    def sentinel(self):
        self._check_closed()
        if self._end is None:
            raise ValueError('process not started')
        _refuse('Process.sentinel')

    def __repr__(self):
        if self is _current:
            status = 'started'
        elif self._closed:
            status = 'closed'
        elif self._parent_pid != _process():
            status = 'unknown'
        elif self._pid is None:
            status = 'initial'
        else:
            status = 'started' if self._look() is None else 'stopped'
        info = [type(self).__name__, f'name={self._name!r}']
        if self._pid is not None and not isinstance(self, _ParentProcess):
            info.append(f'pid={self._pid}')
        info += f'parent={self._parent_pid}', status
        if self._code is not None:
            info.append('exitcode=' + {-15: '-SIGTERM', -9: '-SIGKILL', -6: '-SIGABRT', -11: '-SIGSEGV'}.get(self._code, str(self._code)))
        if self._daemonic:
            info.append('daemon')
        return f"<{' '.join(info)}>"

    def __reduce__(self):
        if not _spawning:
            raise TypeError('Pickling an AuthenticationString object is disallowed for security reasons')
        return _rebuilt, (type(self), self.__dict__)


class Process(BaseProcess):
    __module__ = 'multiprocessing.context'
    _start_method = None


class ForkProcess(BaseProcess):
    __module__ = 'multiprocessing.context'
    _start_method = 'fork'


class SpawnProcess(BaseProcess):
    __module__ = 'multiprocessing.context'
    _start_method = 'spawn'


class ForkServerProcess(BaseProcess):
    __module__ = 'multiprocessing.context'
    _start_method = 'forkserver'


# Objects are pickled for a process that is being started; this process imports the main module.
_spawning = _importing = False
# How much later than a forked one such a process runs: 91 and 12 ms from start to end where forking takes 1.6 ms.
_LATER = {'spawn': 75_000_000, 'forkserver': 10_000_000}

_NOT_IN_MAIN = """
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable.

        To fix this issue, refer to the "Safe importing of main module"
        section in https://docs.python.org/3/library/multiprocessing.html
        """


def _rebuilt(cls, state):
    obj = object.__new__(cls)
    obj.__dict__.update(state)
    return obj


class _ParentProcess(BaseProcess):
    def __init__(self, name, pid):
        self._identity = ()
        self._name = name
        self._pid = pid
        self._parent_pid = None
        self._closed = self._daemonic = False
        self._end = self._code = None

    def is_alive(self):
        _refuse('parent_process().is_alive()')

    join = is_alive

    @property
    def ident(self):
        return self._pid

    pid = ident


class _MainProcess(BaseProcess):
    __module__ = 'multiprocessing.process'

    def __init__(self):
        self._identity = ()
        self._name = 'MainProcess'
        self._parent_pid = None
        self._pid = self._end = self._code = None
        self._closed = self._daemonic = False


_MainProcess.__name__ = '_MainProcess'
_current = _MainProcess()
_parent = None
# Called in the parent before it forks.
_before_fork = []


def _begin_anew(data, name):
    # The first in a spawned child.
    global _current, _importing
    from pickle import loads
    _threading._forked(_threading.main_thread())
    _children.clear()
    _current = _MainProcess()
    _current._name = name
    _drop_modules('logging', 'random')
    _importing = True
    inherited = _module_of('connection')
    before = list(inherited._open) if inherited is not None else []
    try:
        _import_main()
        process = loads(data)
    except BaseException as exc:
        _write_error(_error_text(exc))
        return 1
    for end in before:
        end.close()
    _importing = False
    return _run_child(process, None)


def _module_of(name):
    return _thread._module_table().get('multiprocessing.' + name)


def _begin(process, thread):
    # The first that runs in a forked child.
    _threading._forked(thread)
    return _run_child(process, thread)


def _run_child(process, thread):
    # What it gives is the exit code.
    global _count, _current, _parent
    _count = 0
    _children.clear()
    _current = process
    _parent = _ParentProcess(process._parent_name, process._parent_pid)
    random = _thread._module_table().get('random')
    if random is not None:
        random.seed()
    for what in _in_child:
        what()
    _threading._add_final(_finish)
    try:
        process.run()
        code = 0
    except SystemExit as exc:
        code = exc.code
        if code is None:
            code = 0
        elif not isinstance(code, int):
            _write_error(str(code) + '\n')
            code = 1
    except BaseException as exc:
        _write_error(f'Process {process._name}:\n' + _error_text(exc))
        code = 1
    _threading._shutdown()
    pools = _thread._module_table().get('concurrent.futures')
    if pools is not None and thread in pools._workers:
        # A thread of a pool forked: it would wait for itself at the end, in CPython, which is an error that nobody prints.
        code = 1
    return int(code) & 0xff


def _reap():
    for process in list(_children):
        process._look()


def _finish():
    # Children that nobody needs are ended, the others waited for.
    for process in active_children():
        if process._daemonic:
            process.terminate()
    for process in active_children():
        process.join()


_threading._add_final(_finish)


def current_process():
    return _current


def parent_process():
    return _parent


def active_children():
    _reap()
    return list(_children)


def cpu_count():
    return _cpu_count()


def freeze_support():
    pass


def get_all_start_methods():
    return ['fork', 'spawn', 'forkserver']


_method = None


def get_start_method(allow_none=False):
    if _method is None and allow_none:
        return None
    return _method or 'fork'


def set_start_method(method, force=False):
    global _method
    if _method is not None and not force:
        raise RuntimeError('context has already been set')
    if method is not None:
        get_context(method)
    _method = method


class BaseContext:
    __module__ = 'multiprocessing.context'
    ProcessError = ProcessError
    BufferTooShort = BufferTooShort
    TimeoutError = TimeoutError
    AuthenticationError = AuthenticationError

    def __getattr__(self, name):
        if name.startswith('_') or name not in __all__:
            raise AttributeError(f'{type(self).__name__!r} object has no attribute {name!r}')
        import multiprocessing
        return getattr(multiprocessing, name)

    def get_context(self, method=None):
        return self if method is None else get_context(method)

    def get_start_method(self, allow_none=False):
        return get_start_method(allow_none)

    def set_start_method(self, method, force=False):
        set_start_method(method, force)


class DefaultContext(BaseContext):
    __module__ = 'multiprocessing.context'
    Process = Process


class _ConcreteContext(BaseContext):
    def get_start_method(self, allow_none=False):
        return self._name

    def set_start_method(self, method, force=False):
        raise ValueError('cannot set start method of concrete context')

    def Pool(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        from multiprocessing.pool import Pool as kind
        return kind(processes, initializer, initargs, maxtasksperchild, self)


class ForkContext(_ConcreteContext):
    __module__ = 'multiprocessing.context'
    _name = 'fork'
    Process = ForkProcess


class SpawnContext(_ConcreteContext):
    __module__ = 'multiprocessing.context'
    _name = 'spawn'
    Process = SpawnProcess


class ForkServerContext(_ConcreteContext):
    __module__ = 'multiprocessing.context'
    _name = 'forkserver'
    Process = ForkServerProcess


_contexts = {'fork': ForkContext(), 'spawn': SpawnContext(), 'forkserver': ForkServerContext()}
_fork_context = _contexts['fork']


def get_context(method=None):
    if method is None:
        method = _method or 'fork'
    if method not in _contexts:
        raise ValueError(f'cannot find context for {method!r}')
    return _contexts[method]


def Manager():
    from multiprocessing.managers import _started
    return _started()


# What other modules have.

def Queue(maxsize=0):
    from multiprocessing.queues import Queue as kind
    return kind(maxsize)


def JoinableQueue(maxsize=0):
    from multiprocessing.queues import JoinableQueue as kind
    return kind(maxsize)


def SimpleQueue():
    from multiprocessing.queues import SimpleQueue as kind
    return kind()


def Lock():
    from multiprocessing.synchronize import Lock as kind
    return kind()


def RLock():
    from multiprocessing.synchronize import RLock as kind
    return kind()


def Semaphore(value=1):
    from multiprocessing.synchronize import Semaphore as kind
    return kind(value)


def BoundedSemaphore(value=1):
    from multiprocessing.synchronize import BoundedSemaphore as kind
    return kind(value)


def Event():
    from multiprocessing.synchronize import Event as kind
    return kind()


def Condition(lock=None):
    from multiprocessing.synchronize import Condition as kind
    return kind(lock)


def Barrier(parties, action=None, timeout=None):
    from multiprocessing.synchronize import Barrier as kind
    return kind(parties, action, timeout)


def Value(typecode_or_type, *args, lock=True):
    from multiprocessing.sharedctypes import Value as kind
    return kind(typecode_or_type, *args, lock=lock)


def Array(typecode_or_type, size_or_initializer, *, lock=True):
    from multiprocessing.sharedctypes import Array as kind
    return kind(typecode_or_type, size_or_initializer, lock=lock)


def RawValue(typecode_or_type, *args):
    from multiprocessing.sharedctypes import RawValue as kind
    return kind(typecode_or_type, *args)


def RawArray(typecode_or_type, size_or_initializer):
    from multiprocessing.sharedctypes import RawArray as kind
    return kind(typecode_or_type, size_or_initializer)


def Pipe(duplex=True):
    from multiprocessing.connection import Pipe as pipe
    return pipe(duplex)


def Pool(processes=None, initializer=None, initargs=(), maxtasksperchild=None):
    from multiprocessing.pool import Pool as kind
    return kind(processes, initializer, initargs, maxtasksperchild)
