# Values and arrays in memory that processes share.

from _multiprocessing import _channel, _put, _replace
from multiprocessing.synchronize import RLock, _Shared
from pickle import dumps, loads

_BITS = {'b': 8, 'B': 8, 'h': 16, 'H': 16, 'i': 32, 'I': 32, 'l': 64, 'L': 64, 'q': 64, 'Q': 64}


_NAMES = {'b': 'c_byte', 'B': 'c_ubyte', 'h': 'c_short', 'H': 'c_ushort', 'i': 'c_int', 'I': 'c_uint', 'l': 'c_long',
          'L': 'c_ulong', 'q': 'c_long', 'Q': 'c_ulong', 'f': 'c_float', 'd': 'c_double', 'c': 'c_char'}


def _kept(code, value):
    # As C keeps it.
    if code in ('f', 'd'):
        if not isinstance(value, (int, float)):
            raise TypeError(f'must be real number, not {type(value).__name__}')
        return float(value) if code == 'd' else _single(float(value))
    if code == 'c':
        if isinstance(value, (bytes, bytearray)) and len(value) == 1:
            return bytes(value)
        raise TypeError('one character bytes, bytearray, or an integer in range(256) expected')
    bits = _BITS[code]
    if isinstance(value, float) or not hasattr(type(value), '__index__') and not isinstance(value, int):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    value = int(value) & (1 << bits) - 1
    if code.islower() and value >> bits - 1:
        value -= 1 << bits
    return value


def _single(value):
    # The nearest number of four bytes.
    from math import frexp, inf, isfinite, ldexp
    if not isfinite(value):
        return value
    part, exponent = frexp(value)
    bits = min(24, 149 + exponent)
    if bits < 0:
        return value * 0.0
    near = ldexp(round(ldexp(part, bits)), exponent - bits)
    return near if abs(near) < 2.0 ** 128 else inf if near > 0 else -inf


def _code(kind):
    if kind in _BITS or kind in ('f', 'd', 'c'):
        return kind
    if isinstance(kind, str):
        raise TypeError('this type has no size')
    from time import _refuse
    _refuse('types of ctypes for shared values; use a type code as in the module array')


class _Place(_Shared):
    def __init__(self, value):
        self._place = _channel()
        _replace(self._place, dumps(value))

    def _read(self):
        return loads(_replace(self._place, None))

    def _write(self, value):
        _replace(self._place, dumps(value))


class RawValue(_Place):
    __module__ = 'multiprocessing.sharedctypes'

    def __init__(self, kind, *args):
        self._code = _code(kind)
        zero = b'\0' if kind == 'c' else 0.0 if kind in ('f', 'd') else 0
        _Place.__init__(self, _kept(self._code, *args) if args else zero)

    @property
    def value(self):
        return self._read()

    @value.setter
    def value(self, value):
        self._write(_kept(self._code, value))

    def __repr__(self):
        return f'{_NAMES[self._code]}({self._read()!r})'


class RawArray(_Place):
    __module__ = 'multiprocessing.sharedctypes'

    def __init__(self, kind, size_or_initializer):
        self._code = _code(kind)
        if isinstance(size_or_initializer, int):
            zero = b'\0' if kind == 'c' else 0.0 if kind in ('f', 'd') else 0
            items = [zero] * size_or_initializer
        else:
            items = [_kept(kind, item) for item in size_or_initializer]
        self._size = len(items)
        _Place.__init__(self, items)

    def __len__(self):
        return self._size

    def __getitem__(self, i):
        return self._read()[i] if isinstance(i, slice) else self._read()[self._index(i)]

    def __setitem__(self, i, value):
        items = self._read()
        if isinstance(i, slice):
            new = [_kept(self._code, item) for item in value]
            if len(items[i]) != len(new):
                raise ValueError('Can only assign sequence of same size')
            items[i] = new
        else:
            items[self._index(i)] = _kept(self._code, value)
        self._write(items)

    def _index(self, i):
        if not -self._size <= i < self._size:
            raise IndexError('invalid index')
        return i

    def __iter__(self):
        for i in range(self._size):
            yield self[i]


class Synchronized(RawValue):
    __module__ = 'multiprocessing.sharedctypes'

    def __init__(self, kind, *args, lock=True):
        RawValue.__init__(self, kind, *args)
        _add_lock(self, lock)

    @property
    def value(self):
        if not self._lock:
            return self._read()
        with self._lock:
            return self._read()

    @value.setter
    def value(self, value):
        value = _kept(self._code, value)
        if not self._lock:
            self._write(value)
            return
        with self._lock:
            self._write(value)

    def __repr__(self):
        return f'<Synchronized wrapper for {_NAMES[self._code]}({self.value!r})>'

    def get_lock(self):
        return self._lock

    def get_obj(self):
        return self

    def acquire(self, block=True, timeout=None):
        return self._lock.acquire(block, timeout)

    def release(self):
        self._lock.release()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, exc_type, exc, tb):
        self._lock.release()


class SynchronizedArray(RawArray):
    __module__ = 'multiprocessing.sharedctypes'

    def __init__(self, kind, size_or_initializer, *, lock=True):
        RawArray.__init__(self, kind, size_or_initializer)
        _add_lock(self, lock)

    get_lock = Synchronized.get_lock
    get_obj = Synchronized.get_obj
    acquire = Synchronized.acquire
    release = Synchronized.release
    __enter__ = Synchronized.__enter__
    __exit__ = Synchronized.__exit__


def _add_lock(shared, lock):
    if lock is True or lock is None:
        lock = RLock()
    elif lock is not False and not hasattr(lock, 'acquire'):
        raise AttributeError(f'{lock!r} has no method \'acquire\'')
    shared._lock = lock


def Value(typecode_or_type, *args, lock=True, ctx=None):
    return Synchronized(typecode_or_type, *args, lock=lock) if lock else RawValue(typecode_or_type, *args)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    if not lock:
        return RawArray(typecode_or_type, size_or_initializer)
    return SynchronizedArray(typecode_or_type, size_or_initializer, lock=lock)
