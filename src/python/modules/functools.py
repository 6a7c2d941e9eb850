# functools. What CPython has in C looks from outside as it does there: classes with methods, not functions with attributes.

from types import GenericAlias as _GenericAlias, MappingProxyType as _MappingProxyType
from reprlib import recursive_repr as _recursive_repr

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__', '__type_params__')
WRAPPER_UPDATES = ('__dict__',)

_NONE = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _NONE)
        if value is not _NONE:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    # Last, as the dict of the function may have brought another.
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def reduce(function, iterable, initial=_NONE, /):
    try:
        rest = iter(iterable)
    except TypeError:
        raise TypeError('reduce() arg 2 must support iteration') from None
    result = next(rest, _NONE) if initial is _NONE else initial
    if result is _NONE:
        raise TypeError('reduce() of empty iterable with no initial value')
    for item in rest:
        result = function(result, item)
    return result


def _shown(values, named):
    # Arguments as in a call.
    return ''.join([f', {value!r}' for value in values] + [f', {name}={value!r}' for name, value in named.items()])


class partial:
    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError('the first argument must be callable')
        if isinstance(func, partial):
            func, args, keywords = func.func, func.args + args, func.keywords | keywords
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    @_recursive_repr()
    def __repr__(self):
        name = 'functools.partial' if type(self) is partial else f'{type(self).__module__}.{type(self).__qualname__}'
        return f'{name}({self.func!r}{_shown(self.args, self.keywords)})'

    def __reduce__(self):
        own = {k: v for k, v in self.__dict__.items() if k not in ('func', 'args', 'keywords')}
        return type(self), (self.func,), (self.func, self.args, self.keywords, own or None)

    def __setstate__(self, state):
        self.func, self.args, self.keywords, own = state
        if own:
            self.__dict__.update(own)

    __class_getitem__ = classmethod(_GenericAlias)


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if isinstance(func, partialmethod):
            func, args, keywords = func.func, func.args + args, func.keywords | keywords
        elif not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        func = self.func
        if hasattr(type(func), '__get__'):
            bound = func.__get__(obj, cls)
            if bound is not func:
                return partial(bound, *self.args, **self.keywords)
        # A plain function looked up on the class, or what is no descriptor: its first argument is still to come.
        given, named = self.args, self.keywords

        def _method(cls_or_self, /, *args, **keywords):
            return func(cls_or_self, *given, *args, **{**named, **keywords})
        _method.__partialmethod__ = self
        return _method if obj is None else _method.__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)

    def __repr__(self):
        return f'functools.partialmethod({self.func!r}{_shown(self.args, self.keywords)})'

    __class_getitem__ = classmethod(_GenericAlias)


# ---- caches

_CacheInfo = None


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize) and isinstance(typed, bool):
        made = _lru_cache_wrapper(maxsize, 128, typed)
        made.cache_parameters = lambda: {'maxsize': 128, 'typed': typed}
        return update_wrapper(made, maxsize)
    if maxsize is not None and not isinstance(maxsize, int):
        raise TypeError('Expected first argument to be an integer, a callable, or None')
    limit = maxsize if maxsize is None else max(maxsize, 0)

    def decorate(function):
        made = _lru_cache_wrapper(function, limit, typed)
        made.cache_parameters = lambda: {'maxsize': limit, 'typed': typed}
        return update_wrapper(made, function)
    return decorate


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


# Between positional and keyword arguments in the key of a call.
_NAMED = object()


class _lru_cache_wrapper:
    def __init__(self, function, maxsize, typed):
        self.__function = function
        self.__maxsize = maxsize
        self.__typed = typed
        # Results by call, the one used longest ago first.
        self.__results = {}
        self.__hits = self.__misses = 0

    def __key(self, args, kwargs):
        if self.__typed:
            kinds = tuple([type(v) for v in args]) + tuple([type(v) for v in kwargs.values()])
        elif not kwargs and len(args) == 1 and type(args[0]) in (int, str):
            return args[0]
        else:
            kinds = ()
        return args + ((_NAMED, *kwargs.items()) if kwargs else ()) + kinds

    def __call__(self, /, *args, **kwargs):
        maxsize = self.__maxsize
        if maxsize == 0:
            self.__misses += 1
            return self.__function(*args, **kwargs)
        results = self.__results
        key = self.__key(args, kwargs)
        result = results.get(key, _NONE)
        if result is not _NONE:
            self.__hits += 1
            if maxsize is not None:
                results[key] = results.pop(key)
            return result
        self.__misses += 1
        result = self.__function(*args, **kwargs)
        # The call itself may have stored its result already.
        if maxsize is not None and key not in results and len(results) >= maxsize:
            del results[next(iter(results))]
        results.setdefault(key, result) if maxsize is not None else results.__setitem__(key, result)
        return result

    def __get__(self, instance, owner=None):
        return self if instance is None else _bound(self, instance)

    def cache_info(self):
        global _CacheInfo
        if _CacheInfo is None:
            from collections import namedtuple
            _CacheInfo = namedtuple('CacheInfo', 'hits misses maxsize currsize', module='functools')
        return _CacheInfo(self.__hits, self.__misses, self.__maxsize, len(self.__results))

    def cache_clear(self):
        self.__results.clear()
        self.__hits = self.__misses = 0

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


_bound = type(_lru_cache_wrapper(None, None, False).cache_info)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname not in (None, name):
            raise TypeError('Cannot assign the same cached_property to two different names '
                            f'({self.attrname!r} and {name!r}).')
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        try:
            kept = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {name!r} property.") from None
        if name not in kept:
            kept[name] = self.func(instance)
        return kept[name]

    __class_getitem__ = classmethod(_GenericAlias)


# ---- orders

class KeyWrapper:
    __slots__ = ('_KeyWrapper__compare', 'obj')

    __hash__ = None

    def __init__(self, compare, obj):
        self.__compare = compare
        self.obj = obj

    def __call__(self, obj):
        return KeyWrapper(self.__compare, obj)

    def __order(self, other):
        if not isinstance(other, KeyWrapper):
            raise TypeError('other argument must be K instance')
        return self.__compare(self.obj, other.obj)

    def __lt__(self, other):
        return self.__order(other) < 0

    def __le__(self, other):
        return self.__order(other) <= 0

    def __eq__(self, other):
        return self.__order(other) == 0

    def __ne__(self, other):
        return self.__order(other) != 0

    def __gt__(self, other):
        return self.__order(other) > 0

    def __ge__(self, other):
        return self.__order(other) >= 0


def cmp_to_key(mycmp):
    return KeyWrapper(mycmp, None)


def _derived(name, root, opposite, equal):
    # The method `name`, from what the method `root` answers: that, or its opposite if so said; a strict order differs from one
    # that is not where the two are equal, which `equal` says if it matters.
    def method(self, other):
        answer = getattr(type(self), root)(self, other)
        if answer is NotImplemented:
            return answer
        if opposite:
            answer = not answer
        if equal is None:
            return answer
        return answer or self == other if equal else answer and self != other
    method.__name__ = name
    method.__doc__ = getattr(int, name).__doc__
    return method


def total_ordering(cls):
    defined = [name for name in ('__lt__', '__le__', '__gt__', '__ge__')
               if getattr(cls, name, None) is not getattr(object, name, None)]
    if not defined:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    # `<` is preferred, then `<=`, `>` and `>=`.
    root = defined[0]
    less, strict = root[2] == 'l', root[3] == 't'
    for name in ('__lt__', '__le__', '__gt__', '__ge__'):
        if name not in defined:
            turned = (name[2] == 'l') != less
            same_kind = (name[3] == 't') == strict
            # `not a < b` is `a >= b`: turned, and of the other kind.
            if turned != same_kind:
                equal = None
            else:
                equal = name[3] == 'e'
            setattr(cls, name, _derived(name, root, turned, equal))
    return cls


# ---- dispatch by the class of the first argument

def _implementation(cls, registry):
    # The registered class that stands for cls: the nearest in the order in which it inherits. An abstract class that cls is an
    # instance of, without inheriting from it, has its place behind the class where that begins.
    order = cls.__mro__
    for place in order:
        if place in registry:
            return place
        here = [abstract for abstract in registry if abstract not in order and issubclass(place, abstract)
                and not any([issubclass(base, abstract) for base in place.__bases__])]
        nearest = [a for a in here if not any([other is not a and issubclass(other, a) for other in here])]
        if len(nearest) > 1:
            raise RuntimeError(f'Ambiguous dispatch: {nearest[0]} or {nearest[1]}')
        if nearest:
            return nearest[0]
    return None


def _classes_of(kind):
    # A class, or the classes of a union; None for anything else.
    if isinstance(kind, type) and not isinstance(kind, _GenericAlias):
        return (kind,)
    parts = getattr(kind, '__args__', None)
    from typing import Union, get_origin
    from types import UnionType
    if get_origin(kind) in (Union, UnionType):
        return parts
    return None


def _first_annotation(function):
    from typing import get_type_hints
    return next(iter(get_type_hints(function).items()))


def singledispatch(func):
    registry = {object: func}
    name = getattr(func, '__name__', 'singledispatch function')

    def dispatch(cls):
        return registry[_implementation(cls, registry)]

    def register(cls, func=None):
        classes = _classes_of(cls)
        if classes is not None and all([isinstance(c, type) for c in classes]):
            if func is None:
                return lambda function: register(cls, function)
        elif func is not None:
            raise TypeError(f'Invalid first argument to `register()`. {cls!r} is not a class or union type.')
        elif not getattr(cls, '__annotations__', None):
            raise TypeError(f'Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` or plain '
                            '`@register` on an annotated function.')
        else:
            func = cls
            parameter, kind = _first_annotation(func)
            classes = _classes_of(kind)
            if classes is None:
                raise TypeError(f'Invalid annotation for {parameter!r}. {kind!r} is not a class.')
            if not all([isinstance(c, type) for c in classes]):
                raise TypeError(f'Invalid annotation for {parameter!r}. {kind!r} not all arguments are classes.')
        for one in classes:
            registry[one] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{name} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = _MappingProxyType(registry)
    wrapper._clear_cache = lambda: None
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        name = getattr(self.func, '__name__', 'singledispatchmethod method')

        def _method(*args, **kwargs):
            if not args:
                raise TypeError(f'{name} requires at least 1 positional argument')
            chosen = self.dispatcher.dispatch(args[0].__class__)
            return chosen.__get__(obj, cls)(*args, **kwargs)
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        return update_wrapper(_method, self.func)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)
