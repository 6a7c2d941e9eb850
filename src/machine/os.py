# os: what a program without files can ask of the operating system.

from _multiprocessing import _exit as _leave, _process
from _thread import _cpu_count
from collections.abc import MutableMapping as _MutableMapping
from sys import _module_table
from time import _refuse

name = 'posix'
sep = '/'
pathsep = ':'
linesep = '\n'
curdir = '.'
pardir = '..'
devnull = '/dev/null'
error = OSError


class _Environ(_MutableMapping):
    def __init__(self, data):
        self._data = data

    def _checked(self, text):
        if not isinstance(text, str):
            raise TypeError(f'str expected, not {type(text).__name__}')
        return text

    def __getitem__(self, key):
        if self._checked(key) not in self._data:
            raise KeyError(key)
        return self._data[key]

    def __setitem__(self, key, value):
        self._data[self._checked(key)] = self._checked(value)

    def __delitem__(self, key):
        if self._checked(key) not in self._data:
            raise KeyError(key)
        del self._data[key]

    def __iter__(self):
        yield from list(self._data)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        items = ', '.join([f'{key!r}: {value!r}' for key, value in self._data.items()])
        return f'environ({{{items}}})'

    def copy(self):
        return dict(self)


# Fixed, so that runs are the same everywhere.
environ = _Environ({'HOME': '/home/user', 'LANG': 'C.UTF-8', 'PATH': '/usr/local/bin:/usr/bin:/bin', 'PWD': '/home/user', 'USER': 'user'})


def getenv(key, default=None):
    return environ.get(key, default)


def cpu_count():
    return _cpu_count()


process_cpu_count = cpu_count


def sched_getaffinity(pid, /):
    return set(range(_cpu_count()))


def getpid():
    return _process()


def getppid():
    from multiprocessing import parent_process
    parent = parent_process()
    return 4000 if parent is None else parent.pid


def _exit(status):
    _leave(status)


def kill(pid, signal, /):
    from _multiprocessing import _kill
    if pid == getpid():
        from signal import raise_signal
        return raise_signal(signal)
    if signal not in (9, 15):
        _refuse(f'os.kill with signal {signal}')
    _kill(pid, signal)


def getcwd():
    return '/home/user'


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    try:
        found = type(path).__fspath__(path)
    except AttributeError:
        if hasattr(type(path), '__fspath__'):
            raise
        raise TypeError(f'expected str, bytes or os.PathLike object, not {type(path).__name__}') from None
    if not isinstance(found, (str, bytes)):
        raise TypeError(f'expected {type(path).__name__}.__fspath__() to return str or bytes, not {type(found).__name__}')
    return found


_random = None


def urandom(size, /):
    # Not the numbers of the module random, which go their own way.
    global _random
    if _random is None:
        from random import Random
        _random = Random()
    return _random.randbytes(size)


def fork():
    _refuse('os.fork(); multiprocessing.Process is there')


def __getattr__(name):
    if name.startswith('__'):
        raise AttributeError(f"module 'os' has no attribute {name!r}", name=name)
    if name == 'path':
        import os.path
        return _module_table()['os.path']
    _refuse(f'os.{name}')
