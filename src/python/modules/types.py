# types: the classes of what the interpreter makes, by the names that Python gives them.

def _f():
    yield 1


async def _c():
    pass


async def _ag():
    yield 1


class _C:
    __slots__ = ('slot',)

    def _m(self):
        pass


_coroutine = _c()
_suspended = _f()
FunctionType = type(_f)
LambdaType = FunctionType
CodeType = type(_f.__code__)
MappingProxyType = type(_C.__dict__)
GeneratorType = type(_f())
CoroutineType = type(_coroutine)
_coroutine.close()
AsyncGeneratorType = type(_ag())
MethodType = type(_C()._m)
BuiltinFunctionType = type(len)
BuiltinMethodType = BuiltinFunctionType
MethodDescriptorType = type(str.join)
MemberDescriptorType = type(_C.slot)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(...)
UnionType = type(int | str)
FrameType = type(_suspended.gi_frame)
GenericAlias = type(list[int])
CellType = type((lambda x: lambda: x)(1).__closure__[0])
import builtins as _builtins
ModuleType = type(_builtins)
del _f, _c, _ag, _C, _coroutine, _suspended


class SimpleNamespace:
    def __init__(self, mapping_or_iterable=(), /, **kwargs):
        self.__dict__.update(mapping_or_iterable)
        self.__dict__.update(kwargs)

    def __repr__(self):
        name = 'namespace' if type(self) is SimpleNamespace else type(self).__name__
        return f"{name}({', '.join([f'{k}={v!r}' for k, v in self.__dict__.items()])})"

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __replace__(self, /, **changes):
        new = type(self)(**self.__dict__)
        new.__dict__.update(changes)
        return new


def resolve_bases(bases):
    # Bases that only stand for classes (`Generic[T]`) say for which.
    found = []
    changed = False
    for base in bases:
        stands_for = None if isinstance(base, type) else getattr(base, '__mro_entries__', None)
        if stands_for is None:
            found.append(base)
            continue
        changed = True
        classes = stands_for(bases)
        if not isinstance(classes, tuple):
            raise TypeError('__mro_entries__ must return a tuple')
        found.extend(classes)
    return tuple(found) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    kwds = dict(kwds or {})
    meta = kwds.pop('metaclass', None) or (type(bases[0]) if bases else type)
    if isinstance(meta, type):
        for base in bases:
            if issubclass(type(base), meta):
                meta = type(base)
            elif not issubclass(meta, type(base)):
                raise TypeError('metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the '
                                'metaclasses of all its bases')
    space = meta.__prepare__(name, bases, **kwds) if hasattr(meta, '__prepare__') else {}
    return meta, space, kwds


def new_class(name, bases=(), kwds=None, exec_body=None):
    resolved = resolve_bases(bases)
    meta, space, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(space)
    if resolved is not bases:
        space['__orig_bases__'] = bases
    space.setdefault('__module__', 'types')
    return meta(name, resolved, space, **kwds)


def get_original_bases(cls, /):
    if not isinstance(cls, type):
        raise TypeError(f'Expected an instance of type, not {type(cls).__name__!r}')
    return cls.__dict__.get('__orig_bases__', cls.__bases__)


class DynamicClassAttribute(property):
    pass


def coroutine(func):
    if not callable(func):
        raise TypeError('types.coroutine() expects a callable')
    if type(func) is FunctionType:
        flags = func.__code__.co_flags
        if flags & 0x180:
            return func
        if flags & 0x20:
            return _make_awaitable(func)
    from functools import wraps

    @wraps(func)
    def wrapped(*args, **kwargs):
        made = func(*args, **kwargs)
        if type(made) is CoroutineType or type(made) is GeneratorType or hasattr(type(made), '__await__'):
            return made
        if hasattr(made, 'send') and hasattr(made, 'throw'):
            return _GeneratorWrapper(made)
        return made
    return wrapped


class _GeneratorWrapper:
    def __init__(self, gen):
        self.__wrapped = gen
        self.__name__ = getattr(gen, '__name__', None)
        self.__qualname__ = getattr(gen, '__qualname__', None)

    def send(self, value):
        return self.__wrapped.send(value)

    def throw(self, tp, *rest):
        return self.__wrapped.throw(tp, *rest)

    def close(self):
        return self.__wrapped.close()

    def __next__(self):
        return next(self.__wrapped)

    def __iter__(self):
        return self

    __await__ = __iter__
