# Pipes between processes.

from _multiprocessing import _channel, _count, _put, _take
import multiprocessing as _multiprocessing
from multiprocessing.synchronize import _Shared
from pickle import dumps, loads
from time import _refuse

# Ends that this process has open.
_open = []


class _Line:
    # One direction: the pipe, and how many processes could write into it.
    def __init__(self):
        self.pipe, self.writers = _channel(), _channel()
        _put(self.writers, b'', 0)


class Connection(_Shared):
    __module__ = 'multiprocessing.connection'

    def __reduce__(self):
        if _multiprocessing._spawning:
            return _opened, (self._reads, self._writes)
        return _Shared.__reduce__(self)

    def __init__(self, reads, writes):
        self._reads, self._writes = reads, writes
        self.readable, self.writable = reads is not None, writes is not None
        self.closed = False
        self._over = False
        # What `poll` found.
        self._ahead = None
        _open.append(self)

    def _check(self, can, what):
        if self.closed:
            raise OSError('handle is closed')
        if not can:
            raise OSError(f'connection is {what}-only')

    def send(self, obj):
        self._check(self.writable, 'read')
        _put(self._writes.pipe, dumps(obj), 0)

    def send_bytes(self, buf, offset=0, size=None):
        self._check(self.writable, 'read')
        data = bytes(buf)[offset:]
        _put(self._writes.pipe, data if size is None else data[:size], 0)

    def _next(self):
        self._check(self.readable, 'write')
        data, self._ahead = self._ahead, None
        if data is None and not self._over:
            data = _take(self._reads.pipe, None, None)
        if data is None or data == b'':
            self._over = True
            raise EOFError
        return data

    def recv(self):
        return loads(self._next())

    def recv_bytes(self, maxlength=None):
        return self._next()

    def poll(self, timeout=0.0):
        self._check(self.readable, 'write')
        if self._ahead is None and not self._over:
            self._ahead = _take(self._reads.pipe, None if timeout is None else max(timeout, 0), None)
        return self._over or self._ahead is not None

    def close(self):
        if not self.closed:
            self.closed = True
            _open.remove(self)
            line = self._writes
            if line is not None:
                _take(line.writers, 0, None)
                if not _count(line.writers, True):
                    # Nobody can send any more.
                    _put(line.pipe, b'', 0)

    def fileno(self):
        _refuse('Connection.fileno')

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, tb):
        self.close()


def _opened(reads, writes):
    # In a process that was spawned.
    if writes is not None:
        _put(writes.writers, b'', 0)
    return Connection(reads, writes)


def Pipe(duplex=True):
    there = _Line()
    if duplex:
        back = _Line()
        return Connection(back, there), Connection(there, back)
    return Connection(there, None), Connection(None, there)


def wait(object_list, timeout=None):
    _refuse('multiprocessing.connection.wait')


def _fork_coming():
    for end in _open:
        if end._writes is not None:
            _put(end._writes.writers, b'', 0)


def _close_all():
    for end in list(_open):
        end.close()


def _child_begins():
    from threading import _add_final
    _add_final(_close_all)


_multiprocessing._before_fork.append(_fork_coming)
_multiprocessing._in_child.append(_child_begins)
