# io: texts and bytes that are written and read like files. There are no files here.

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line


class TextIOBase(IOBase):
    pass


class _Memory(IOBase):
    _empty = ''

    def __init__(self, initial):
        self._value = initial
        self._at = 0
        self.closed = False

    def _check(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.' if isinstance(self._empty, bytes) else 'I/O operation on closed file')

    def getvalue(self):
        self._check()
        return self._value

    def read(self, size=-1, /):
        self._check()
        end = len(self._value) if size is None or size < 0 else self._at + size
        part = self._value[self._at:end]
        self._at += len(part)
        return part

    def readline(self, size=-1, /):
        self._check()
        newline = b'\n' if isinstance(self._empty, bytes) else '\n'
        found = self._value.find(newline, self._at)
        end = len(self._value) if found < 0 else found + 1
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        part = self._value[self._at:end]
        self._at = end
        return part

    def readlines(self, hint=-1, /):
        return list(self)

    def write(self, data, /):
        self._check()
        gap = self._at - len(self._value)
        if gap > 0:
            self._value += ('\0' if isinstance(self._empty, str) else b'\0') * gap
        self._value = self._value[:self._at] + data + self._value[self._at + len(data):]
        self._at += len(data)
        return len(data)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def seek(self, offset, whence=0, /):
        self._check()
        self._at = max(0, offset + (0 if whence == 0 else self._at if whence == 1 else len(self._value)))
        return self._at

    def tell(self):
        self._check()
        return self._at

    def truncate(self, size=None, /):
        self._check()
        size = self._at if size is None else size
        self._value = self._value[:size]
        return size

    def flush(self):
        self._check()

    def close(self):
        self.closed = True

    def readable(self):
        return True

    writable = seekable = readable

    def isatty(self):
        return False

    def fileno(self):
        raise UnsupportedOperation('fileno')


class StringIO(_Memory, TextIOBase):
    __module__ = '_io'
    encoding = None

    def __init__(self, initial_value='', newline='\n'):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f'initial_value must be str or None, not {type(initial_value).__name__}')
        super().__init__(initial_value or '')

    def write(self, data, /):
        if not isinstance(data, str):
            raise TypeError(f"string argument expected, got '{type(data).__name__}'")
        return super().write(data)


class BytesIO(_Memory):
    __module__ = '_io'
    _empty = b''

    def __init__(self, initial_bytes=b''):
        super().__init__(bytes(initial_bytes))

    def write(self, data, /):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return super().write(bytes(data))


def open(file, *args, **kwargs):
    from _files import open
    return open(file, *args, **kwargs)
