# os: what a program without files can ask of the operating system.

from _multiprocessing import _exit as _leave, _process
from _thread import _cpu_count
from time import _refuse

name = 'posix'
sep = '/'
pathsep = ':'
linesep = '\n'
curdir = '.'
pardir = '..'
devnull = '/dev/null'
error = OSError

# Fixed, so that runs are the same everywhere.
environ = {'HOME': '/home/user', 'LANG': 'C.UTF-8', 'PATH': '/usr/local/bin:/usr/bin:/bin', 'PWD': '/home/user', 'USER': 'user'}


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
    if signal not in (9, 15):
        _refuse(f'os.kill with signal {signal}')
    _kill(pid, signal)


def getcwd():
    return '/home/user'


def urandom(size, /):
    from random import randbytes
    return randbytes(size)


def fork():
    _refuse('os.fork(); multiprocessing.Process is there')


def __getattr__(name):
    if name.startswith('__'):
        raise AttributeError(f"module 'os' has no attribute {name!r}", name=name)
    _refuse(f'os.{name}')
