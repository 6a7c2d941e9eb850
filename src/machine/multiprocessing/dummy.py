# multiprocessing.dummy: the names of multiprocessing, for threads.

from multiprocessing.pool import ThreadPool as _ThreadPool
from queue import Queue
from threading import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore, Thread
from threading import current_thread as current_process

JoinableQueue = Queue


class Process(Thread):
    def start(self):
        _begun.append(self)
        super().start()

    @property
    def exitcode(self):
        return 0 if self._started.is_set() and not self.is_alive() else None


DummyProcess = Process
_begun = []


def active_children():
    _begun[:] = [process for process in _begun if process.is_alive()]
    return list(_begun)


def freeze_support():
    pass


def Pool(processes=None, initializer=None, initargs=()):
    return _ThreadPool(processes, initializer, initargs)


def Manager():
    import multiprocessing.dummy
    return multiprocessing.dummy


def shutdown():
    pass


class Namespace:
    def __init__(self, /, **kwds):
        self.__dict__.update(kwds)

    def __repr__(self):
        inside = ', '.join(sorted([f'{name}={value!r}' for name, value in self.__dict__.items() if name[0] != '_']))
        return f'Namespace({inside})'


class Value:
    def __init__(self, typecode, value, lock=True):
        self._typecode = typecode
        self.value = value

    def __repr__(self):
        return f'<{type(self).__name__}({self._typecode!r}, {self.value!r})>'


def Array(typecode, sequence, lock=True):
    from time import _refuse
    _refuse('multiprocessing.dummy.Array')


dict = dict
list = list
