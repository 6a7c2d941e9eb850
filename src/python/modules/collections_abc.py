# collections.abc: what an object can do, asked of its class. A class belongs if it derives, is registered, or has the methods.

from abc import ABCMeta, abstractmethod
from types import GenericAlias


def _has(cls, *methods):
    for method in methods:
        for base in cls.__mro__:
            if method in base.__dict__:
                if base.__dict__[method] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


def _by_methods(*methods):
    def hook(cls, subclass):
        # Only for the class itself: what derives from it may ask for more.
        if '__subclasshook__' in cls.__dict__:
            return _has(subclass, *methods)
        return NotImplemented
    return classmethod(hook)


def _asking_for(methods, bases=(), generic=True, **own):
    # A decorator would need a class statement each: the name comes with the call below.
    def named(name):
        space = {'__module__': 'collections.abc', '__slots__': (), '__subclasshook__': _by_methods(*methods.split())}
        if generic and not bases:
            space['__class_getitem__'] = classmethod(GenericAlias)
        return ABCMeta(name, bases, space | own)
    return named


_must = abstractmethod


def _send(self, value):
    raise StopIteration


def _throw(self, typ, val=None, tb=None):
    if val is None:
        val = typ() if isinstance(typ, type) else typ
    raise val if tb is None else val.with_traceback(tb)


def _closing(what):
    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            return
        raise RuntimeError(f'{what} ignored GeneratorExit')
    return close


async def _anext(self):
    raise StopAsyncIteration


async def _anext_by_asend(self):
    return await self.asend(None)


async def _asend(self, value):
    raise StopAsyncIteration


async def _athrow(self, typ, val=None, tb=None):
    _throw(self, typ, val, tb)


async def _aclose(self):
    try:
        await self.athrow(GeneratorExit)
    except (GeneratorExit, StopAsyncIteration):
        return
    raise RuntimeError('asynchronous generator ignored GeneratorExit')


def _itself(self):
    return self


Hashable = _asking_for('__hash__', generic=False, __hash__=_must(lambda self: 0))('Hashable')
Sized = _asking_for('__len__', generic=False, __len__=_must(lambda self: 0))('Sized')
Container = _asking_for('__contains__', __contains__=_must(lambda self, x: False))('Container')
Awaitable = _asking_for('__await__', __await__=_must(lambda self: iter((None,))))('Awaitable')
Coroutine = _asking_for('__await__ send throw close', (Awaitable,), send=_must(_send), throw=_must(_throw),
                        close=_closing('coroutine'))('Coroutine')
Iterable = _asking_for('__iter__', __iter__=_must(lambda self: iter(())))('Iterable')
Iterator = _asking_for('__iter__ __next__', (Iterable,), __next__=_must(lambda self: _send(self, None)), __iter__=_itself)('Iterator')
Reversible = _asking_for('__reversed__ __iter__', (Iterable,), __reversed__=_must(lambda self: iter(())))('Reversible')
# What is abstract in one class may not be so in the next: each has functions of its own.
Generator = _asking_for('__iter__ __next__ send throw close', (Iterator,), __next__=lambda self: self.send(None), send=_must(_send),
                        throw=_must(_throw), close=_closing('generator'))('Generator')
AsyncIterable = _asking_for('__aiter__', __aiter__=_must(lambda self: self))('AsyncIterable')
AsyncIterator = _asking_for('__anext__ __aiter__', (AsyncIterable,), __anext__=_must(_anext), __aiter__=_itself)('AsyncIterator')
AsyncGenerator = _asking_for('__aiter__ __anext__ asend athrow aclose', (AsyncIterator,), __anext__=_anext_by_asend,
                             asend=_must(_asend), athrow=_must(_athrow), aclose=_aclose)('AsyncGenerator')
Collection = _asking_for('__len__ __iter__ __contains__', (Sized, Iterable, Container))('Collection')
Buffer = _asking_for('__buffer__', generic=False)('Buffer')


class Callable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False

    __subclasshook__ = _by_methods('__call__')

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError('Callable must be used as Callable[[arg, ...], result].')
        if isinstance(params[0], list):
            params = (*params[0], params[1])
        return GenericAlias(cls, params)


def _operator(kind, answer):
    # A method for operands of a kind; any other operand is for somebody else to know.
    def method(self, other):
        return answer(self, other) if isinstance(other, kind()) else NotImplemented
    return method


def _as_set(self, other):
    return other if isinstance(other, Set) else self._from_iterable(other)


def _comparison(answer):
    return _operator(lambda: Set, answer)


def _combination(choose):
    return _operator(lambda: Iterable, lambda self, other: self._from_iterable(choose(self, other)))


def _within(a, b):
    return all([x in b for x in a])


class Set(Collection):
    __slots__ = ()

    __le__ = _comparison(lambda a, b: len(a) <= len(b) and _within(a, b))
    __ge__ = _comparison(lambda a, b: len(a) >= len(b) and _within(b, a))
    __lt__ = _comparison(lambda a, b: len(a) < len(b) and a <= b)
    __gt__ = _comparison(lambda a, b: len(a) > len(b) and a >= b)
    __eq__ = _comparison(lambda a, b: len(a) == len(b) and a <= b)
    __hash__ = None

    __and__ = __rand__ = _combination(lambda a, b: [x for x in b if x in a])
    __or__ = __ror__ = _combination(lambda a, b: [x for side in (a, b) for x in side])
    __rsub__ = _combination(lambda a, b: [x for x in b if x not in a])
    __xor__ = __rxor__ = _operator(lambda: Iterable, lambda a, b: (a - _as_set(a, b)) | (_as_set(a, b) - a))

    def __sub__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        without = _as_set(self, other)
        return self._from_iterable([x for x in self if x not in without])

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def isdisjoint(self, other):
        return not any([x in self for x in other])


class MutableSet(Set):
    __slots__ = ()

    @abstractmethod
    def add(self, value):
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        raise NotImplementedError

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        for value in list(self):
            self.discard(value)

    def __ior__(self, it):
        for value in it:
            self.add(value)
        return self

    def __iand__(self, it):
        for value in (self - it):
            self.discard(value)
        return self

    def __isub__(self, it):
        for value in list(it):
            self.discard(value)
        return self


class Mapping(Collection):
    __slots__ = ()

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return KeysView(self)

    def items(self):
        return ItemsView(self)

    def values(self):
        return ValuesView(self)

    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None
    __reversed__ = None


class MappingView(Sized):
    __slots__ = ('_mapping',)

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f'{type(self).__name__}({self._mapping!r})'

    __class_getitem__ = classmethod(GenericAlias)


class KeysView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        yield from self._mapping


class ItemsView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, item):
        key, value = item
        try:
            found = self._mapping[key]
        except KeyError:
            return False
        return found is value or found == value

    def __iter__(self):
        for key in self._mapping:
            yield key, self._mapping[key]


class ValuesView(MappingView, Collection):
    __slots__ = ()

    def __contains__(self, value):
        for key in self._mapping:
            found = self._mapping[key]
            if found is value or found == value:
                return True
        return False

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


class MutableMapping(Mapping):
    __slots__ = ()
    _absent = object()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=_absent):
        try:
            value = self[key]
        except KeyError:
            if default is MutableMapping._absent:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), /, **kwds):
        if isinstance(other, Mapping) or hasattr(other, 'keys'):
            for key in other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key, value in kwds.items():
            self[key] = value

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


class Sequence(Reversible, Collection):
    __slots__ = ()

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        i = 0
        try:
            while True:
                yield self[i]
                i += 1
        except IndexError:
            return

    def __contains__(self, value):
        for v in self:
            if v is value or v == value:
                return True
        return False

    def __reversed__(self):
        for i in reversed(range(len(self))):
            yield self[i]

    def index(self, value, start=0, stop=None):
        n = len(self)
        start = max(n + start, 0) if start < 0 else start
        stop = n if stop is None else stop + n if stop < 0 else stop
        for i in range(start, min(stop, n)):
            v = self[i]
            if v is value or v == value:
                return i
        raise ValueError

    def count(self, value):
        return sum([1 for v in self if v is value or v == value])


class MutableSequence(Sequence):
    __slots__ = ()

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        raise IndexError

    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        n = len(self)
        for i in range(n // 2):
            self[i], self[n - i - 1] = self[n - i - 1], self[i]

    def extend(self, values):
        for v in list(values):
            self.append(v)

    def pop(self, index=-1):
        v = self[index]
        del self[index]
        return v

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


for _cls in (tuple, str, range, bytes):
    Sequence.register(_cls)
for _cls in (list, bytearray):
    MutableSequence.register(_cls)
MutableMapping.register(dict)
MutableSet.register(set)
Set.register(frozenset)
for _view, _cls in ((KeysView, type({}.keys())), (ItemsView, type({}.items())), (ValuesView, type({}.values()))):
    _view.register(_cls)
    Reversible.register(_cls)
    Container.register(_cls)
Reversible.register(dict)
Mapping.register(type(type.__dict__))
from collections import deque as _deque
MutableSequence.register(_deque)


def _builtin_iterators():
    yield


async def _builtin_async():
    yield


Generator.register(type(_builtin_iterators()))
AsyncGenerator.register(type(_builtin_async()))
for _it in (iter([]), iter(()), iter(''), iter({}), iter(range(0)), iter(set()), zip(), iter({}.items()), iter({}.values())):
    Iterator.register(type(_it))
for _cls in (type(len), type(lambda: 0), type(str.join), type([].append), type(Sized.register), type):
    Callable.register(_cls)


# What `match` takes for a mapping or a sequence; registering a class passes it on.
Mapping._pattern_kind_ = 'mapping'
Sequence._pattern_kind_ = 'sequence'
