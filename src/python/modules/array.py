# array: numbers of one kind, one after the other.

from time import _refuse

typecodes = 'bBuwhHiIlLqQfd'
_SIZES = {'b': 1, 'B': 1, 'u': 4, 'w': 4, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 8, 'L': 8, 'q': 8, 'Q': 8, 'f': 4, 'd': 8}
_KINDS = {'b': 'signed char', 'B': 'unsigned byte integer', 'h': 'signed short integer', 'H': 'unsigned short', 'i': 'signed integer',
          'I': 'unsigned int'}


class array:
    __slots__ = ('typecode', 'itemsize', '_items', '__weakref__')
    _pattern_kind_ = 'sequence'
    __hash__ = None

    def __new__(cls, typecode, initializer=(), /):
        if not isinstance(typecode, str) or len(typecode) != 1:
            shown = f'not {type(typecode).__name__}' if not isinstance(typecode, str) else 'not a string of length ' + str(len(typecode))
            raise TypeError(f'array() argument 1 must be a unicode character, {shown}')
        if typecode not in typecodes:
            raise ValueError('bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)')
        if typecode == 'f':
            _refuse("arrays of 'f': numbers of four bytes; 'd' is there")
        self = object.__new__(cls)
        self.typecode = typecode
        self.itemsize = _SIZES[typecode]
        self._items = []
        if isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        elif isinstance(initializer, str):
            if typecode not in 'uw':
                raise TypeError(f"cannot use a str to initialize an array with typecode '{typecode}'")
            self._items = list(initializer)
        else:
            if isinstance(initializer, array) and initializer.typecode in 'uw' and typecode not in 'uw':
                raise TypeError(f"cannot use a unicode array to initialize an array with typecode '{typecode}'")
            self.extend(initializer)
        return self

    def _checked(self, value):
        code = self.typecode
        if code == 'd':
            if isinstance(value, (int, float)):
                return float(value)
            if hasattr(value, '__float__'):
                return float(value)
            raise TypeError(f'must be real number, not {type(value).__name__}')
        if code in 'uw':
            if not isinstance(value, str) or len(value) != 1:
                raise TypeError('array item must be a unicode character, not ' + type(value).__name__)
            return value
        if not isinstance(value, int):
            if not hasattr(value, '__index__'):
                raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
            value = value.__index__()
        bits = 8 * self.itemsize
        signed = code.islower()
        low = -(1 << bits - 1) if signed else 0
        high = (1 << bits - 1) - 1 if signed else (1 << bits) - 1
        if not low <= value <= high:
            edge = 'greater than maximum' if value > high else 'less than minimum'
            if code in 'bBhHi':
                raise OverflowError(f'{_KINDS[code]} is {edge}')
            if code == 'I':
                raise OverflowError(f'unsigned int is {edge}')
            if code in 'LQ' and value < 0:
                raise OverflowError("can't convert negative value to unsigned int")
            raise OverflowError(f'int too big to convert' if code in 'LQq' else 'Python int too large to convert to C long')
        return int(value)

    def _like(self, items):
        made = type(self)(self.typecode)
        made._items = items
        return made

    def __repr__(self):
        if not self._items:
            return f"array('{self.typecode}')"
        if self.typecode in 'uw':
            return f"array('{self.typecode}', {''.join(self._items)!r})"
        return f"array('{self.typecode}', {self._items!r})"

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __contains__(self, value):
        return value in self._items

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._like(self._items[index])
        try:
            return self._items[index]
        except IndexError:
            raise IndexError('array index out of range') from None
        except TypeError:
            raise TypeError('array indices must be integers') from None

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            if not isinstance(value, array):
                raise TypeError(f'can only assign array (not "{type(value).__name__}") to array slice')
            if value.typecode != self.typecode:
                raise TypeError('bad argument type for built-in operation')
            self._items[index] = list(value._items)
            return
        value = self._checked(value)
        try:
            self._items[index] = value
        except IndexError:
            raise IndexError('array assignment index out of range') from None

    def __delitem__(self, index):
        try:
            del self._items[index]
        except IndexError:
            raise IndexError('array assignment index out of range') from None

    def _other(self, other, verb):
        if not isinstance(other, array):
            raise TypeError(f'can only {verb} array (not "{type(other).__name__}") to array' if verb == 'append' else
                            f'can only extend with array (not "{type(other).__name__}")')
        if other.typecode != self.typecode:
            raise TypeError('bad argument type for built-in operation')
        return other._items

    def __add__(self, other):
        return self._like(self._items + self._other(other, 'append'))

    def __iadd__(self, other):
        self._items += self._other(other, 'extend')
        return self

    def __mul__(self, n):
        return self._like(self._items * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self._items *= n
        return self

    def __eq__(self, other):
        return self._items == other._items if isinstance(other, array) else NotImplemented

    def __lt__(self, other):
        return self._items < other._items if isinstance(other, array) else NotImplemented

    def __le__(self, other):
        return self._items <= other._items if isinstance(other, array) else NotImplemented

    def __gt__(self, other):
        return self._items > other._items if isinstance(other, array) else NotImplemented

    def __ge__(self, other):
        return self._items >= other._items if isinstance(other, array) else NotImplemented

    def __copy__(self):
        return self._like(list(self._items))

    def __deepcopy__(self, memo, /):
        return self._like(list(self._items))

    def __reduce_ex__(self, protocol, /):
        return type(self), (self.typecode, list(self._items)), None

    def append(self, v, /):
        self._items.append(self._checked(v))

    def extend(self, bb, /):
        if isinstance(bb, array):
            if bb.typecode == self.typecode:
                self._items += bb._items
                return
        for value in bb:
            self.append(value)

    fromlist = extend

    def insert(self, i, v, /):
        self._items.insert(i, self._checked(v))

    def pop(self, i=-1, /):
        if not self._items:
            raise IndexError('pop from empty array')
        try:
            return self._items.pop(i)
        except IndexError:
            raise IndexError('pop index out of range') from None

    def remove(self, v, /):
        if v not in self._items:
            raise ValueError('array.remove(x): x not in array')
        self._items.remove(v)

    def index(self, v, start=0, stop=9223372036854775807, /):
        try:
            return self._items.index(v, start, stop)
        except ValueError:
            raise ValueError('array.index(x): x not in array') from None

    def count(self, v, /):
        return self._items.count(v)

    def reverse(self):
        self._items.reverse()

    def clear(self):
        self._items.clear()

    def tolist(self):
        return list(self._items)

    def tounicode(self):
        if self.typecode not in 'uw':
            raise ValueError("tounicode() may only be called on unicode type arrays ('u' or 'w')")
        return ''.join(self._items)

    def _plain_numbers(self):
        if self.typecode in 'uwd':
            _refuse(f"the bytes of an array of '{self.typecode}'")

    def tobytes(self):
        self._plain_numbers()
        signed = self.typecode.islower()
        return b''.join([item.to_bytes(self.itemsize, 'little', signed=signed) for item in self._items])

    __bytes__ = tobytes

    def frombytes(self, buffer, /):
        self._plain_numbers()
        size = self.itemsize
        if len(buffer) % size:
            raise ValueError('bytes length not a multiple of item size')
        signed = self.typecode.islower()
        self._items += [int.from_bytes(buffer[i:i + size], 'little', signed=signed) for i in range(0, len(buffer), size)]

    def byteswap(self):
        data = self.tobytes()
        size = self.itemsize
        self._items.clear()
        self.frombytes(b''.join([data[i:i + size][::-1] for i in range(0, len(data), size)]))

    def buffer_info(self):
        return id(self), len(self._items)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


array.__module__ = 'array'
ArrayType = array
