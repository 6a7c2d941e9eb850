# collections: deque is built in; the others are here.

from reprlib import recursive_repr as _recursive

_Alias = type(list[int])


_missing = ['missing']


class defaultdict(dict):
    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        super().__init__(*args, **kwargs)
        self.default_factory = default_factory

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        self[key] = value = self.default_factory()
        return value

    def __repr__(self):
        shown = '...' if self.default_factory is self else repr(self.default_factory)
        return f"{type(self).__name__}({shown}, {dict(self.items())!r})"

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = type(self)(self.default_factory, other)
        new.update(self)
        return new

    __class_getitem__ = classmethod(_Alias)


class OrderedDict(dict):
    __class_getitem__ = classmethod(_Alias)

    def __iter__(self):
        return odict_iterator(self, dict.__iter__(self))

    def __reversed__(self):
        return odict_iterator(self, reversed(dict.keys(self)))

    def keys(self):
        return odict_keys(self)

    def values(self):
        return odict_values(self)

    def items(self):
        return odict_items(self)

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = type(self)(self)
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = type(self)(other)
        new.update(self)
        return new

    def move_to_end(self, key, last=True):
        if key not in self:
            raise KeyError(key)
        value = dict.pop(self, key)
        if last:
            dict.__setitem__(self, key, value)
        else:
            rest = list(dict.items(self))
            dict.clear(self)
            dict.__setitem__(self, key, value)
            dict.update(self, rest)

    def pop(self, key, default=_missing):
        return dict.pop(self, key) if default is _missing else dict.pop(self, key, default)

    def setdefault(self, key, default=None):
        return dict.setdefault(self, key, default)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        new = cls()
        for key in iterable:
            new[key] = value
        return new

    def popitem(self, last=True):
        if not len(self):
            raise KeyError('dictionary is empty')
        key = next(reversed(dict.keys(self)) if last else dict.__iter__(self))
        return key, self.pop(key)

    def __eq__(self, other):
        same = dict.__eq__(self, other)
        if same is True and isinstance(other, OrderedDict):
            return list(self) == list(other)
        return same

    def __ne__(self, other):
        same = self == other
        return same if same is NotImplemented else not same

    __hash__ = None

    @_recursive()
    def __repr__(self):
        if not self:
            return f'{type(self).__name__}()'
        return f'{type(self).__name__}({dict(self.items())!r})'

    def copy(self):
        return type(self)(self)

    __copy__ = copy


class odict_iterator:
    def __init__(self, mapping, inner):
        self._inner = inner
        self._left = len(mapping)

    def __iter__(self):
        return self

    def __next__(self):
        try:
            item = next(self._inner)
        except RuntimeError:
            self._left = 0
            raise RuntimeError('OrderedDict mutated during iteration') from None
        if not self._left:
            # A key that was moved to the end comes a second time.
            raise RuntimeError('OrderedDict mutated during iteration')
        self._left -= 1
        return item

    def __length_hint__(self):
        return self._left


def _view(name, of_dict, like_a_set):
    # What keys(), values() and items() give: the dict's own view, under another name.
    class View:
        __slots__ = ('_mapping',)
        __hash__ = None if like_a_set else object.__hash__

        def __init__(self, mapping):
            self._mapping = mapping

        def __len__(self):
            return len(self._mapping)

        def __iter__(self):
            return odict_iterator(self._mapping, iter(of_dict(self._mapping)))

        def __reversed__(self):
            return odict_iterator(self._mapping, reversed(of_dict(self._mapping)))

        @_recursive()
        def __repr__(self):
            return f'{name}({list(self)!r})'

        @property
        def mapping(self):
            return of_dict(self._mapping).mapping

    def plain(operand):
        return of_dict(operand._mapping) if isinstance(operand, View) else operand

    def operation(method):
        inner = getattr(type(of_dict({})), method)
        return lambda self, other: inner(of_dict(self._mapping), plain(other))

    def reflected(method):
        inner = getattr(set, method)
        return lambda self, other: inner(set(other), of_dict(self._mapping))

    if like_a_set:
        for method in ('__contains__', '__eq__', '__ne__', '__lt__', '__le__', '__gt__', '__ge__', 'isdisjoint'):
            setattr(View, method, operation(method))
        for name_of, same in (('and', 'intersection'), ('or', 'union'), ('sub', 'difference'), ('xor', 'symmetric_difference')):
            setattr(View, f'__{name_of}__', operation(f'__{name_of}__'))
            setattr(View, f'__r{name_of}__', reflected(same))
    View.__name__ = View.__qualname__ = name
    View.__module__ = 'builtins'
    return View


odict_keys = _view('odict_keys', dict.keys, True)
odict_values = _view('odict_values', dict.values, False)
odict_items = _view('odict_items', dict.items, True)
odict_iterator.__module__ = 'builtins'


class Counter(dict):
    __class_getitem__ = classmethod(_Alias)

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        items = sorted(self.items(), key=lambda kv: kv[1], reverse=True)
        return items if n is None else items[:max(n, 0)]

    def elements(self):
        for key, count in self.items():
            for _ in range(count):
                yield key

    def update(self, iterable=None, /, **kwds):
        if iterable is not None:
            if not hasattr(iterable, 'keys'):
                for key in iterable:
                    self[key] = self.get(key, 0) + 1
            elif self:
                for key, count in iterable.items():
                    self[key] = self.get(key, 0) + count
            else:
                # As they are, whatever they are.
                dict.update(self, iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        if iterable is not None:
            if hasattr(iterable, 'keys'):
                for key, count in iterable.items():
                    self[key] = self.get(key, 0) - count
            else:
                for key in iterable:
                    self[key] = self.get(key, 0) - 1
        for key, count in kwds.items():
            self[key] = self.get(key, 0) - count

    def copy(self):
        return type(self)(self)

    def __delitem__(self, key):
        if key in self:
            super().__delitem__(key)

    def __repr__(self):
        if not self:
            return f'{type(self).__name__}()'
        return f'{type(self).__name__}({{' + ', '.join([f'{k!r}: {v!r}' for k, v in self.most_common()]) + '})'

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all([self[k] == other[k] for c in (self, other) for k in c])

    def __ne__(self, other):
        return NotImplemented if not isinstance(other, Counter) else not self == other

    __hash__ = None

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all([self[k] <= other[k] for c in (self, other) for k in c])

    def __lt__(self, other):
        return NotImplemented if not isinstance(other, Counter) else self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all([self[k] >= other[k] for c in (self, other) for k in c])

    def __gt__(self, other):
        return NotImplemented if not isinstance(other, Counter) else self >= other and self != other

    def __pos__(self):
        return self + Counter()

    def __neg__(self):
        return Counter() - self

    def _take(self, result):
        self.clear()
        for key, count in result.items():
            self[key] = count
        return self

    def __iadd__(self, other):
        return self._take(self + other)

    def __isub__(self, other):
        return self._take(self - other)

    def __ior__(self, other):
        return self._take(self | other)

    def __iand__(self, other):
        return self._take(self & other)

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for key, count in self.items():
            if count + other[key] > 0:
                result[key] = count + other[key]
        for key, count in other.items():
            if key not in self and count > 0:
                result[key] = count
        return result

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for key, count in self.items():
            if count - other[key] > 0:
                result[key] = count - other[key]
        for key, count in other.items():
            if key not in self and count < 0:
                result[key] = -count
        return result

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for key, count in self.items():
            low = min(count, other[key])
            if low > 0:
                result[key] = low
        return result

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for key, count in self.items():
            high = max(count, other[key])
            if high > 0:
                result[key] = high
        for key, count in other.items():
            if key not in self and count > 0:
                result[key] = count
        return result


class ChainMap:
    __class_getitem__ = classmethod(_Alias)

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __eq__(self, other):
        if not isinstance(other, (dict, ChainMap)):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                pass
        return self.__missing__(key)

    def __missing__(self, key):
        raise KeyError(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __contains__(self, key):
        return any([key in m for m in self.maps])

    def __bool__(self):
        return any(self.maps)

    def __iter__(self):
        seen = {}
        for mapping in reversed(self.maps):
            for key in mapping:
                seen[key] = True
        return iter(seen)

    def __len__(self):
        return len(set().union(*self.maps))

    def keys(self):
        from collections.abc import KeysView
        return KeysView(self)

    def values(self):
        from collections.abc import ValuesView
        return ValuesView(self)

    def items(self):
        from collections.abc import ItemsView
        return ItemsView(self)

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f'Key not found in the first mapping: {key!r}')

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f'Key not found in the first mapping: {key!r}')

    def popitem(self):
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError('No keys found in the first mapping.')

    def clear(self):
        self.maps[0].clear()

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, *args, **kwds):
        for key, value in dict(*args, **kwds).items():
            self[key] = value

    def copy(self):
        return type(self)(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None, /):
        return cls(dict.fromkeys(iterable, value))

    def __or__(self, other):
        if not isinstance(other, (dict, ChainMap)):
            return NotImplemented
        new = self.copy()
        new.maps[0].update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, (dict, ChainMap)):
            return NotImplemented
        new = dict(other)
        for mapping in reversed(self.maps):
            new.update(mapping)
        return type(self)(new)

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    def new_child(self, m=None, **kwargs):
        if m is None:
            m = kwargs
        elif kwargs:
            m.update(kwargs)
        return type(self)(m, *self.maps)

    @property
    def parents(self):
        return type(self)(*self.maps[1:])

    def __repr__(self):
        return f"{type(self).__name__}({', '.join([repr(m) for m in self.maps])})"


class UserDict:
    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is not None:
            self.update(dict)
        self.update(kwargs)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        if hasattr(type(self), '__missing__'):
            return type(self).__missing__(self, key)
        raise KeyError(key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def __repr__(self):
        return repr(self.data)

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if hasattr(other, 'items') else NotImplemented

    __hash__ = None

    def get(self, key, default=None):
        return self[key] if key in self else default

    def keys(self):
        return self.data.keys()

    def values(self):
        return self.data.values()

    def items(self):
        return self.data.items()

    def update(self, other=(), /, **kwargs):
        pairs = [(k, other[k]) for k in other.keys()] if hasattr(other, 'keys') else list(other)
        for key, value in pairs + list(kwargs.items()):
            self[key] = value

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key, *default):
        if key not in self and default:
            return default[0]
        value = self[key]
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

    def copy(self):
        new = type(self).__new__(type(self))
        new.__dict__.update(self.__dict__)
        new.data = self.data.copy()
        return new

    def __or__(self, other):
        other = other.data if isinstance(other, UserDict) else other
        return type(self)(self.data | other) if isinstance(other, dict) else NotImplemented


class UserList:
    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(initlist.data if isinstance(initlist, UserList) else initlist)

    def __repr__(self):
        return repr(self.data)

    def _plain(self, other):
        return other.data if isinstance(other, UserList) else other

    def __lt__(self, other):
        return self.data < self._plain(other)

    def __le__(self, other):
        return self.data <= self._plain(other)

    def __eq__(self, other):
        return self.data == self._plain(other)

    __hash__ = None

    def __gt__(self, other):
        return self.data > self._plain(other)

    def __ge__(self, other):
        return self.data >= self._plain(other)

    def __contains__(self, item):
        return item in self.data

    def __len__(self):
        return len(self.data)

    def __iter__(self):
        return iter(self.data)

    def __getitem__(self, i):
        return type(self)(self.data[i]) if isinstance(i, slice) else self.data[i]

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def __add__(self, other):
        return type(self)(self.data + list(self._plain(other)))

    def __radd__(self, other):
        return type(self)(list(self._plain(other)) + self.data)

    def __iadd__(self, other):
        self.data += self._plain(other)
        return self

    def __mul__(self, n):
        return type(self)(self.data * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self.data *= n
        return self

    def append(self, item):
        self.data.append(item)

    def insert(self, i, item):
        self.data.insert(i, item)

    def pop(self, i=-1):
        return self.data.pop(i)

    def remove(self, item):
        self.data.remove(item)

    def clear(self):
        self.data.clear()

    def copy(self):
        return type(self)(self)

    def count(self, item):
        return self.data.count(item)

    def index(self, item, *args):
        return self.data.index(item, *args)

    def reverse(self):
        self.data.reverse()

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def extend(self, other):
        self.data.extend(self._plain(other))


def __getattr__(name):
    # Not imported before someone asks for it.
    if name == 'abc':
        import collections.abc as abc
        return abc
    raise AttributeError(f"module 'collections' has no attribute '{name}'")


UserDict._pattern_kind_ = ChainMap._pattern_kind_ = 'mapping'
UserList._pattern_kind_ = 'sequence'
