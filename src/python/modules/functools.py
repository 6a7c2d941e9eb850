# functools, the part that needs no C.

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__', '__type_params__')
WRAPPER_UPDATES = ('__dict__',)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for attr in assigned:
        try:
            value = getattr(wrapped, attr)
        except AttributeError:
            continue
        setattr(wrapper, attr, value)
    for attr in updated:
        getattr(wrapper, attr).update(getattr(wrapped, attr, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)
    return decorate


_nothing = ['nothing']


def reduce(function, iterable, /, initial=_nothing):
    it = iter(iterable)
    if initial is _nothing:
        try:
            value = next(it)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for x in it:
        value = function(value, x)
    return value


class partial:
    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        parts = [repr(self.func)]
        parts.extend([repr(a) for a in self.args])
        parts.extend([f"{k}={v!r}" for k, v in self.keywords.items()])
        return f"functools.partial({', '.join(parts)})"

    def __reduce__(self):
        own = {k: v for k, v in self.__dict__.items() if k not in ('func', 'args', 'keywords')}
        return type(self), (self.func,), (self.func, self.args, self.keywords, own or None)

    def __setstate__(self, state):
        self.func, self.args, self.keywords, own = state
        if own:
            self.__dict__.update(own)


class _CacheInfo(tuple):
    def __new__(cls, hits, misses, maxsize, currsize):
        return tuple.__new__(cls, (hits, misses, maxsize, currsize))

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return f'CacheInfo(hits={self[0]}, misses={self[1]}, maxsize={self[2]}, currsize={self[3]})'


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _lru(maxsize, 128, typed)

    def decorate(func):
        return _lru(func, maxsize, typed)
    return decorate


def cache(func, /):
    return _lru(func, None, False)


def _lru(func, maxsize, typed):
    found = {}
    hits = misses = 0
    if maxsize is not None and maxsize < 0:
        maxsize = 0

    def wrapper(*args, **kwargs):
        nonlocal hits, misses
        key = args if not kwargs else args + ('kw',) + tuple(kwargs.items())
        if typed:
            key = key + tuple([type(a) for a in args])
        elif len(key) == 1 and type(key[0]) in (int, str):
            # Such a key is the argument itself, which is no equal of a tuple with 1.0 or True in it.
            key = key[0]
        value = found.get(key, _nothing)
        if value is not _nothing:
            hits += 1
            if maxsize is not None:
                del found[key]
                found[key] = value
            return value
        value = func(*args, **kwargs)
        misses += 1
        if maxsize != 0:
            if maxsize is not None and len(found) >= maxsize and key not in found:
                del found[next(iter(found))]
            found[key] = value
        return value

    def cache_info():
        return _CacheInfo(hits, misses, maxsize, len(found))

    def cache_clear():
        nonlocal hits, misses
        found.clear()
        hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
    return update_wrapper(wrapper, func)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        cache = instance.__dict__
        value = cache.get(self.attrname, _nothing)
        if value is _nothing:
            value = self.func(instance)
            cache[self.attrname] = value
        return value


def cmp_to_key(mycmp):
    class K:
        __slots__ = ['obj']

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0
    return K


def total_ordering(cls):
    roots = [op for op in ('__lt__', '__gt__', '__le__', '__ge__')
             if getattr(cls, op, None) is not getattr(object, op, None)]
    if not roots:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = '__lt__' if '__lt__' in roots else '__le__' if '__le__' in roots else '__gt__' if '__gt__' in roots else '__ge__'
    base = getattr(cls, root)

    def equal(a, b):
        return a == b

    def define(name, f):
        if name not in roots:
            f.__name__ = name
            setattr(cls, name, f)

    def guarded(f):
        def method(self, other):
            result = base(self, other)
            if result is NotImplemented:
                return result
            return f(self, other, result)
        return method

    if root == '__lt__':
        define('__gt__', guarded(lambda a, b, r: not r and a != b))
        define('__le__', guarded(lambda a, b, r: r or equal(a, b)))
        define('__ge__', guarded(lambda a, b, r: not r))
    elif root == '__le__':
        define('__ge__', guarded(lambda a, b, r: not r or equal(a, b)))
        define('__lt__', guarded(lambda a, b, r: r and a != b))
        define('__gt__', guarded(lambda a, b, r: not r))
    elif root == '__gt__':
        define('__lt__', guarded(lambda a, b, r: not (r or equal(a, b))))
        define('__ge__', guarded(lambda a, b, r: r or equal(a, b)))
        define('__le__', guarded(lambda a, b, r: not r))
    else:
        define('__le__', guarded(lambda a, b, r: not r or equal(a, b)))
        define('__gt__', guarded(lambda a, b, r: r and a != b))
        define('__lt__', guarded(lambda a, b, r: not r))
    return cls


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        func = self.func
        if isinstance(func, (staticmethod, classmethod)):
            func = func.__get__(obj, cls)
            return partial(func, *self.args, **self.keywords)
        if obj is None:
            return lambda self_, /, *args, **kw: func(self_, *self.args, *args, **{**self.keywords, **kw})
        return partial(func, obj, *self.args, **self.keywords)


def _best(cls, registry):
    # The registered class that comes first in the order in which cls inherits.
    found = [c for c in cls.__mro__ if c in registry]
    virtual = [c for c in registry if c not in cls.__mro__ and issubclass(cls, c)]
    virtual = [c for c in virtual if not any([o is not c and issubclass(o, c) for o in virtual])]
    if virtual and (not found or found[0] is object):
        if len(virtual) > 1:
            raise RuntimeError(f'Ambiguous dispatch: {virtual[0]} or {virtual[1]}')
        return virtual[0]
    return found[0] if found else None


def singledispatch(func):
    registry = {}

    def dispatch(cls):
        best = _best(cls, registry)
        return None if best is None else registry[best]

    def register(cls, func=None):
        kinds = getattr(cls, '__args__', None) if not isinstance(cls, type) else None
        if isinstance(cls, type) or kinds:
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(f'Invalid first argument to `register()`. {cls!r} is not a class or union type.')
            func = cls
            annotations = getattr(func, '__annotations__', {})
            named = [a for name, a in annotations.items() if name != 'return']
            if not named:
                raise TypeError(f'Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` or plain '
                                '`@register` on an annotated function.')
            cls = named[0]
            kinds = getattr(cls, '__args__', None) if not isinstance(cls, type) else None
            if not isinstance(cls, type) and not kinds:
                raise TypeError(f'Invalid annotation for {next(iter(annotations))!r}. {cls!r} is not a class.')
        for kind in kinds or (cls,):
            registry[kind] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{name} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, '__name__', 'singledispatch function')
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    wrapper._clear_cache = lambda: None
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        dispatch = self.dispatcher.dispatch

        def method(*args, **kwargs):
            return dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)
        method.register = self.register
        return update_wrapper(method, self.func)
