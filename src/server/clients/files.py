# _files: what open() opens: files in memory. The program begins with none. Reading and writing blocks for the latency of the service
# `files`: once when a file is first read, and when what was written leaves the buffer.

from asyncio import _refuse
from io import UnsupportedOperation as _UnsupportedOperation
from _services import service as _service

_BUFFER = 8192
_contents = {}
_directories = {'', '.', '/', '/tmp'}


def _path(file):
    if isinstance(file, bytes):
        file = file.decode()
    if hasattr(file, '__fspath__'):
        file = file.__fspath__()
    if not isinstance(file, str):
        if isinstance(file, int):
            _refuse('open() of a file descriptor')
        raise TypeError(f'expected str, bytes or os.PathLike object, not {type(file).__name__}')
    return file[2:] if file.startswith('./') else file


def open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    path = _path(file)
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    if len(set(mode)) != len(mode) or set(mode) - set('rwxabt+'):
        raise ValueError(f'invalid mode: {mode!r}')
    if 't' in mode and 'b' in mode:
        raise ValueError("can't have text and binary mode at once")
    if len(set(mode) & set('rwxa')) != 1:
        raise ValueError('must have exactly one of create/read/write/append mode' if set(mode) & set('rwxa') else
                         'Must have exactly one of create/read/write/append mode and at most one plus')
    binary = 'b' in mode
    if binary and encoding is not None:
        raise ValueError('binary mode doesn\'t take an encoding argument')
    if binary and errors is not None:
        raise ValueError("binary mode doesn't take an errors argument")
    if newline not in (None, '', '\n'):
        _refuse(f'open() with newline={newline!r}')
    if path in _directories:
        raise IsADirectoryError(21, 'Is a directory', file)
    if path.rpartition('/')[0] not in _directories:
        raise FileNotFoundError(2, 'No such file or directory', file)
    if 'r' in mode and path not in _contents:
        raise FileNotFoundError(2, 'No such file or directory', file)
    if 'x' in mode and path in _contents:
        raise FileExistsError(17, 'File exists', file)
    if 'w' in mode or path not in _contents:
        _contents[path] = b''
    return (BufferedFile if binary else TextIOWrapper)(file, path, mode, encoding or 'UTF-8', errors or 'strict', newline)


class _File:
    closed = False

    def __init__(self, name, path, mode, encoding, errors, newline):
        self.name, self.mode, self._path = name, mode, path
        self.encoding, self.errors, self._newline = encoding, errors, newline
        self._reads = 'r' in mode or '+' in mode
        self._writes = 'r' not in mode or '+' in mode
        self._at = len(_contents[path]) if 'a' in mode else 0
        self._waiting = 0
        self._read = False

    def _open(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')

    def _readable(self):
        self._open()
        if not self._reads:
            raise _UnsupportedOperation('not readable' if isinstance(self, TextIOWrapper) else 'read')
        self.flush()
        if not self._read:
            self._read = True
            if _service('files').block():
                raise OSError(5, 'Input/output error')

    def _put(self, data):
        self._open()
        if not self._writes:
            raise _UnsupportedOperation('not writable' if isinstance(self, TextIOWrapper) else 'write')
        content = _contents.get(self._path, b'')
        at = len(content) if 'a' in self.mode else self._at
        _contents[self._path] = content[:at].ljust(at, b'\0') + data + content[at + len(data):]
        self._at = at + len(data)
        self._waiting += len(data)
        if self._waiting > _BUFFER:
            self.flush()

    def _taken(self, size):
        content = _contents.get(self._path, b'')
        part = content[self._at:] if size is None or size < 0 else content[self._at:self._at + size]
        self._at += len(part)
        return part

    def _line(self, size=-1):
        content = _contents.get(self._path, b'')
        end = content.find(b'\n', self._at)
        part = content[self._at:] if end < 0 else content[self._at:end + 1]
        if size is not None and size >= 0:
            part = part[:size]
        self._at += len(part)
        return part

    def flush(self):
        self._open()
        if self._waiting:
            self._waiting = 0
            if _service('files').block():
                raise OSError(5, 'Input/output error')

    def close(self):
        if not self.closed:
            try:
                self.flush()
            finally:
                self.closed = True

    def readable(self):
        return self._reads

    def writable(self):
        return self._writes

    def seekable(self):
        return True

    def isatty(self):
        return False

    def fileno(self):
        _refuse('fileno() of a file')

    def tell(self):
        self._open()
        return self._at

    def seek(self, offset, whence=0):
        self._open()
        if isinstance(self, TextIOWrapper) and whence == 1 and offset:
            raise _UnsupportedOperation("can't do nonzero cur-relative seeks")
        if isinstance(self, TextIOWrapper) and whence == 2 and offset:
            raise _UnsupportedOperation("can't do nonzero end-relative seeks")
        self._at = offset + (0, self._at, len(_contents.get(self._path, b'')))[whence]
        return self._at

    def truncate(self, size=None):
        self._open()
        size = self._at if size is None else size
        _contents[self._path] = _contents.get(self._path, b'')[:size].ljust(size, b'\0')
        return size

    def readlines(self, hint=-1):
        return list(self)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def __iter__(self):
        self._open()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *exc_info):
        self.close()


class BufferedFile(_File):
    def read(self, size=-1):
        self._readable()
        return self._taken(size)

    read1 = read

    def readline(self, size=-1):
        self._readable()
        return self._line(size)

    def readinto(self, buffer):
        part = self.read(len(buffer))
        buffer[:len(part)] = part
        return len(part)

    def write(self, data):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        self._put(bytes(data))
        return len(data)

    def __repr__(self):
        kind = 'Random' if '+' in self.mode else 'Reader' if 'r' in self.mode else 'Writer'
        return f'<_io.Buffered{kind} name={self.name!r}>'


class TextIOWrapper(_File):
    def _text(self, part):
        text = part.decode(self.encoding, self.errors)
        return text.replace('\r\n', '\n').replace('\r', '\n') if self._newline is None and '\r' in text else text

    def read(self, size=-1):
        self._readable()
        if size is None or size < 0:
            return self._text(self._taken(-1))
        made = _contents[self._path][self._at:].decode(self.encoding, self.errors)[:size]
        self._at += len(made.encode(self.encoding))
        return made

    def readline(self, size=-1):
        self._readable()
        return self._text(self._line(size))

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        self._put(text.encode(self.encoding, self.errors))
        return len(text)

    def __repr__(self):
        return f'<_io.TextIOWrapper name={self.name!r} mode={self.mode!r} encoding={self.encoding!r}>'
