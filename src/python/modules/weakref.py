# weakref: what names objects without keeping them. The numbers behind the references, and who is told when: `vm/weak.rs`.

from collections.abc import MutableMapping as _MutableMapping, MutableSet as _MutableSet
from copy import deepcopy as _deepcopy
import atexit as _atexit

__all__ = ['ref', 'proxy', 'getweakrefcount', 'getweakrefs', 'WeakKeyDictionary', 'ReferenceType', 'ProxyType', 'CallableProxyType',
           'ProxyTypes', 'WeakValueDictionary', 'WeakSet', 'WeakMethod', 'finalize']


def _address(obj):
    return f"'{type(obj).__name__}' at {hex(id(obj))}"


class ReferenceType:
    __slots__ = ('_number', '_callback', '_hash', '__weakref__')

    def __new__(cls, object, callback=None, /, *args, **kwargs):
        # Without a callback all ask for the same one.
        if callback is None and cls is ReferenceType:
            for old in _garbage((object,)):
                if type(old) is cls and old._callback is None:
                    return old
        self = _new(cls)
        _set(self, '_callback', callback)
        _set(self, '_hash', None)
        _set(self, '_number', _name(object, self, callback))
        return self

    def __init__(self, object, callback=None, /):
        pass

    def __call__(self):
        _settle()
        return _object(self._number)

    @property
    def __callback__(self):
        return self._callback if self() is not None else None

    def __repr__(self):
        object = ReferenceType.__call__(self)
        if object is None:
            return f'<{_shown(self)} at {hex(id(self))}; dead>'
        name = getattr(object, '__name__', None)
        tail = f' ({name})' if isinstance(name, str) else ''
        return f'<{_shown(self)} at {hex(id(self))}; to {_address(object)}{tail}>'

    def __hash__(self):
        if self._hash is None:
            object = ReferenceType.__call__(self)
            if object is None:
                raise TypeError('weak object has gone away')
            _set(self, '_hash', hash(object))
        return self._hash

    def __eq__(self, other):
        if not isinstance(other, ReferenceType):
            return NotImplemented
        mine = ReferenceType.__call__(self)
        others = ReferenceType.__call__(other)
        if mine is None or others is None:
            return self is other
        return mine == others

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    def __class_getitem__(cls, item):
        return _Alias(cls, item)


from types import GenericAlias as _Alias

_new = object.__new__
_set = object.__setattr__
ReferenceType.__name__ = ReferenceType.__qualname__ = 'ReferenceType'
ref = ReferenceType


def _shown(reference):
    cls = type(reference)
    return 'weakref' if cls is ReferenceType else cls.__name__


def getweakrefs(object):
    return _garbage((object,))


def getweakrefcount(object):
    return len(_garbage((object,)))


class WeakMethod(ref):
    __slots__ = ('_function', '_kind', '_alive')

    def __new__(cls, meth, callback=None):
        try:
            owner = meth.__self__
            function = meth.__func__
        except AttributeError:
            raise TypeError(f'argument should be a bound method, not {type(meth)}') from None
        own = []

        def gone(_):
            # Either of the two is gone.
            self = own[0]()
            if self is not None and self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)
        self = ref.__new__(cls, owner, gone)
        own.append(ref(self))
        self._function = ref(function, gone)
        self._kind = type(meth)
        self._alive = True
        return self

    def __call__(self):
        owner = ref.__call__(self)
        function = self._function()
        if owner is None or function is None:
            return None
        return self._kind(function, owner)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._function == other._function

    __hash__ = ref.__hash__


class _Keyed(ref):
    # Knows the key under which it is kept.
    __slots__ = ('key',)

    def __new__(cls, object, callback, key):
        self = ref.__new__(cls, object, callback)
        self.key = key
        return self

    def __init__(self, object, callback, key):
        pass


KeyedRef = _Keyed
KeyedRef.__name__ = KeyedRef.__qualname__ = 'KeyedRef'


class _Hidden(ref):
    __slots__ = ()


_GONE = object()


class WeakValueDictionary(_MutableMapping):
    def __init__(self, other=(), /, **kw):
        own = ref(self)

        def remove(reference):
            self = own()
            if self is not None and self.data.get(reference.key) is reference:
                del self.data[reference.key]
        self._remove = remove
        self.data = {}
        self.update(other, **kw)

    def _living(self):
        _settle()
        return [(key, value) for key, reference in list(self.data.items()) if (value := reference()) is not None]

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        _settle()
        del self.data[key]

    def __len__(self):
        _settle()
        return len(self.data)

    def __contains__(self, key):
        return self.get(key, _GONE) is not _GONE

    def __iter__(self):
        for key, value in self._living():
            if key in self.data:
                yield key

    keys = __iter__

    def values(self):
        for reference in self.valuerefs():
            value = reference()
            if value is not None:
                yield value

    def items(self):
        _settle()
        for key, reference in list(self.data.items()):
            value = reference()
            if value is not None:
                yield key, value

    def valuerefs(self):
        _settle()
        return list(self.data.values())

    def itervaluerefs(self):
        yield from self.valuerefs()

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def pop(self, key, *args):
        try:
            value = self.data.pop(key)()
        except KeyError:
            value = None
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def popitem(self):
        while True:
            key, reference = self.data.popitem()
            value = reference()
            if value is not None:
                return key, value

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def update(self, other=None, /, **kwargs):
        if other is not None:
            for key, value in (other.items() if hasattr(other, 'items') else other):
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def copy(self):
        return self.__class__(self)

    __copy__ = copy

    def __deepcopy__(self, memo):
        new = self.__class__()
        for key, value in self.items():
            new[_deepcopy(key, memo)] = value
        return new

    def __repr__(self):
        return f'<{self.__class__.__name__} at {hex(id(self))}>'

    def __or__(self, other):
        if not isinstance(other, _Mapping):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, _Mapping):
            return NotImplemented
        new = self.__class__()
        new.update(other)
        new.update(self)
        return new

    def __ior__(self, other):
        self.update(other)
        return self


from collections.abc import Mapping as _Mapping


class WeakKeyDictionary(_MutableMapping):
    def __init__(self, dict=None):
        own = ref(self)

        def remove(reference):
            self = own()
            if self is not None:
                self.data.pop(reference, None)
        self._remove = remove
        self.data = {}
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __len__(self):
        _settle()
        return len(self.data)

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def __iter__(self):
        for reference in self.keyrefs():
            key = reference()
            if key is not None:
                yield key

    keys = __iter__

    def values(self):
        for _, value in self.items():
            yield value

    def items(self):
        _settle()
        for reference, value in list(self.data.items()):
            key = reference()
            if key is not None:
                yield key, value

    def keyrefs(self):
        _settle()
        return list(self.data)

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def popitem(self):
        while True:
            reference, value = self.data.popitem()
            key = reference()
            if key is not None:
                return key, value

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def update(self, dict=None, /, **kwargs):
        if dict is not None:
            for key, value in (dict.items() if hasattr(dict, 'items') else dict):
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    copy = WeakValueDictionary.copy
    __copy__ = copy

    def __deepcopy__(self, memo):
        new = self.__class__()
        for key, value in self.items():
            new[key] = _deepcopy(value, memo)
        return new

    __repr__ = WeakValueDictionary.__repr__
    __or__ = WeakValueDictionary.__or__
    __ror__ = WeakValueDictionary.__ror__
    __ior__ = WeakValueDictionary.__ior__


class WeakSet(_MutableSet):
    def __init__(self, data=None):
        own = ref(self)

        def remove(reference):
            self = own()
            if self is not None:
                self.data.discard(reference)
        self._remove = remove
        self.data = set()
        if data is not None:
            self.update(data)

    def __iter__(self):
        _settle()
        for reference in list(self.data):
            item = reference()
            if item is not None:
                yield item

    def __len__(self):
        _settle()
        return len(self.data)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.add(ref(item, self._remove))

    def remove(self, item):
        self.data.remove(ref(item))

    def discard(self, item):
        self.data.discard(ref(item))

    def clear(self):
        self.data.clear()

    def pop(self):
        while True:
            try:
                item = self.data.pop()()
            except KeyError:
                raise KeyError('pop from empty WeakSet') from None
            if item is not None:
                return item

    def copy(self):
        return self.__class__(self)

    def update(self, other):
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def difference(self, other):
        new = self.copy()
        new.difference_update(other)
        return new

    __sub__ = difference

    def difference_update(self, other):
        for item in list(other):
            self.discard(item)

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def intersection(self, other):
        return self.__class__([item for item in other if item in self])

    __and__ = intersection

    def intersection_update(self, other):
        kept = self.intersection(other)
        self.clear()
        self.update(kept)

    def __iand__(self, other):
        self.intersection_update(other)
        return self

    def union(self, other):
        return self.__class__([*self, *other])

    __or__ = union

    def symmetric_difference(self, other):
        new = self.copy()
        new.symmetric_difference_update(other)
        return new

    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        for item in list(other):
            if item in self:
                self.discard(item)
            else:
                self.add(item)

    def __ixor__(self, other):
        self.symmetric_difference_update(other)
        return self

    def issubset(self, other):
        return all([item in other for item in self])

    __le__ = issubset

    def issuperset(self, other):
        return all([item in self for item in other])

    __ge__ = issuperset

    def __lt__(self, other):
        return self <= other and len(self) < len(set(other))

    def __gt__(self, other):
        return self >= other and len(self) > len(set(other))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return set(self) == set(other)

    __hash__ = None

    def isdisjoint(self, other):
        return len(self.intersection(other)) == 0

    def __repr__(self):
        _settle()
        return repr(self.data)


class finalize:
    # What is to be called at the end of an object, or of the program; each once.
    __slots__ = ()
    _waiting = {}
    _at_exit = False

    def __init__(self, obj, func, /, *args, **kwargs):
        reference = _Hidden(obj, self)
        if not finalize._at_exit:
            finalize._at_exit = True
            _atexit.register(_finalize_all)
        finalize._waiting[self] = [reference, func, args, kwargs or None, True]

    def __call__(self, _=None):
        entry = finalize._waiting.pop(self, None)
        if entry is not None:
            return entry[1](*entry[2], **(entry[3] or {}))

    def detach(self):
        return self._entry(True)

    def peek(self):
        return self._entry(False)

    def _entry(self, taken):
        entry = finalize._waiting.get(self)
        obj = entry[0]() if entry else None
        if obj is None:
            return None
        if taken:
            del finalize._waiting[self]
        return obj, entry[1], entry[2], entry[3] or {}

    @property
    def alive(self):
        _settle()
        return self in finalize._waiting

    @property
    def atexit(self):
        entry = finalize._waiting.get(self)
        return bool(entry) and entry[4]

    @atexit.setter
    def atexit(self, value):
        entry = finalize._waiting.get(self)
        if entry:
            entry[4] = bool(value)

    def __repr__(self):
        entry = finalize._waiting.get(self)
        obj = entry and entry[0]()
        if obj is None:
            return f'<{type(self).__name__} object at {hex(id(self))}; dead>'
        return f'<{type(self).__name__} object at {hex(id(self))}; for {type(obj).__name__!r} at {hex(id(obj))}>'


def _finalize_all():
    while True:
        left = [f for f, entry in finalize._waiting.items() if entry[4]]
        if not left:
            break
        try:
            left[-1]()
        except Exception:
            import sys
            sys.excepthook(*sys.exc_info())


_stand_in = object.__getattribute__


def _target(proxy):
    object = _stand_in(proxy, '_reference')()
    if object is None:
        raise ReferenceError('weakly-referenced object no longer exists')
    return object


class ProxyType:
    __slots__ = ('_reference', '__weakref__')

    def __getattribute__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __repr__(self):
        object = _stand_in(self, '_reference')()
        return f"<weakproxy at {hex(id(self))}; to {_address(object)}>"

    def __str__(self):
        return str(_target(self))

    def __bool__(self):
        return bool(_target(self))

    def __hash__(self):
        raise TypeError("unhashable type: 'weakref.ProxyType'")


class CallableProxyType(ProxyType):
    __slots__ = ()

    def __call__(self, /, *args, **kwargs):
        return _target(self)(*args, **kwargs)


def _plain(value):
    return _target(value) if isinstance(type(value), type) and type(value) in ProxyTypes else value


ProxyTypes = (ProxyType, CallableProxyType)


def _forward():
    import operator

    def one(function):
        return lambda self: function(_target(self))

    def two(function):
        return lambda self, other: function(_plain(self), _plain(other))

    def three(function):
        return lambda self, key, value: function(_target(self), key, value)

    def turned(function):
        return lambda self, other: function(_plain(other), _plain(self))

    methods = {}
    for name in ('neg', 'pos', 'abs', 'invert', 'index'):
        methods[f'__{name}__'] = one(getattr(operator, name))
    for name, function in (('len', len), ('iter', iter), ('next', next), ('int', int), ('float', float), ('bytes', bytes),
                           ('reversed', reversed)):
        methods[f'__{name}__'] = one(function)
    for name in ('lt', 'le', 'eq', 'ne', 'gt', 'ge', 'contains', 'getitem', 'delitem'):
        methods[f'__{name}__'] = two(getattr(operator, name))
    for name in ('add', 'sub', 'mul', 'truediv', 'floordiv', 'mod', 'pow', 'lshift', 'rshift', 'and', 'or', 'xor', 'matmul'):
        function = getattr(operator, f'__{name}__')
        methods[f'__{name}__'] = two(function)
        methods[f'__r{name}__'] = turned(function)
        methods[f'__i{name}__'] = two(getattr(operator, f'i{name}'))
    methods['__divmod__'] = two(divmod)
    methods['__rdivmod__'] = turned(divmod)
    methods['__setitem__'] = three(operator.setitem)
    for name, function in methods.items():
        setattr(ProxyType, name, function)


_forward()


def proxy(object, callback=None, /):
    cls = CallableProxyType if callable(object) else ProxyType
    new = _new(cls)
    told = None if callback is None else lambda _: callback(new)
    _set(new, '_reference', _Hidden(object, told))
    return new
