# typing: names for annotations. They do nothing when a program runs, but for NamedTuple, TypedDict, Protocol and the like;
# their reprs are CPython's.

from abc import ABCMeta
import collections as _collections
import collections.abc as _abc
import contextlib as _contextlib
from types import GenericAlias, UnionType


def _text(t):
    if isinstance(t, type) and not isinstance(t, GenericAlias):
        if t.__module__ == 'builtins':
            return t.__qualname__
        return f'{t.__module__}.{t.__qualname__}'
    if t is ...:
        return '...'
    if isinstance(t, (tuple, list)):
        return '[' + ', '.join([_text(x) for x in t]) + ']'
    if type(t).__name__ == 'function':
        return t.__name__
    return repr(t)


def _checked(t, message='Parameters to generic types must be types.'):
    if t is None:
        return type(None)
    if isinstance(t, str):
        return ForwardRef(t)
    return t


def _parameters(args):
    found = []
    for a in args:
        if isinstance(a, (TypeVar, ParamSpec, TypeVarTuple)):
            new = [a]
        elif isinstance(a, (tuple, list)):
            new = _parameters(a)
        else:
            new = () if isinstance(a, type) else getattr(a, '__parameters__', ())
        for p in new:
            if p not in found:
                found.append(p)
    return tuple(found)


class _Typed:
    # Anything that may stand in an annotation and be joined by |.
    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass {self!r}')


class _SpecialForm(_Typed):
    def __init__(self, name, subscript=None):
        self._name = name
        self._subscript = subscript

    def __repr__(self):
        return f'typing.{self._name}'

    def __call__(self, *args, **kwds):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __instancecheck__(self, obj):
        raise TypeError(f'{self!r} cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        raise TypeError(f'{self!r} cannot be used with issubclass()')

    def __getitem__(self, parameters):
        if self._subscript is None:
            raise TypeError(f'{self!r} is not subscriptable')
        return self._subscript(self, parameters)


class _GenericAlias(_Typed):
    def __init__(self, origin, args, name=None):
        self.__origin__ = origin
        self.__args__ = args if isinstance(args, tuple) else (args,)
        self.__parameters__ = _parameters(self.__args__)
        self._name = name

    def __repr__(self):
        head = f'typing.{self._name}' if self._name else _text(self.__origin__)
        if self._name == 'Callable' and len(self.__args__) > 1 or self._name == 'Callable':
            if len(self.__args__) == 2 and self.__args__[0] is ...:
                return f'typing.Callable[..., {_text(self.__args__[1])}]'
            shown = ', '.join([_text(a) for a in self.__args__[:-1]])
            return f'typing.Callable[[{shown}], {_text(self.__args__[-1])}]'
        if not self.__args__:
            return f'{head}[()]'
        return f"{head}[{', '.join([_text(a) for a in self.__args__])}]"

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __call__(self, *args, **kwargs):
        if not callable(self.__origin__):
            raise TypeError(f'{self!r} is not callable')
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except Exception:
            pass
        return made

    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        given = dict(zip(self.__parameters__, [_checked(a) for a in args]))
        if not self.__parameters__:
            raise TypeError(f'{self!r} is not a generic class')
        return type(self)(self.__origin__, tuple([_substituted(a, given) for a in self.__args__]), self._name)

    def __getattr__(self, name):
        if name.startswith('__') and name.endswith('__'):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if origin is Generic:
            # Generic[T] says what the parameters are; another generic base brings Generic along.
            for b in bases:
                if b is not self and isinstance(b, _GenericAlias) and isinstance(b.__origin__, type) and \
                        issubclass(b.__origin__, Generic):
                    return ()
            return (Generic,)
        if not isinstance(origin, type):
            raise TypeError(f'Cannot subclass {self!r}')
        entries = [origin] if origin not in bases else []
        if self._name and Generic not in bases and not issubclass(origin, Generic) and self.__parameters__:
            entries.append(Generic)
        return tuple(entries)

    def __instancecheck__(self, obj):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')


def _substituted(a, given):
    if isinstance(a, (TypeVar, ParamSpec, TypeVarTuple)):
        return given.get(a, a)
    if isinstance(a, _GenericAlias) and a.__parameters__:
        return type(a)(a.__origin__, tuple([_substituted(x, given) for x in a.__args__]), a._name)
    return a


class _UnionAlias(_GenericAlias):
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and type(None) in args:
            return f'typing.Optional[{_text(args[0] if args[1] is type(None) else args[1])}]'
        return f"typing.Union[{', '.join([_text(a) for a in args])}]"

    def __eq__(self, other):
        if not isinstance(other, (_UnionAlias, UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__args__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__args__)

    def __call__(self, *args, **kwargs):
        raise TypeError('Cannot instantiate typing.Union')


class _Alias(_Typed):
    # List, Dict, …: the built-in class under the name from before it could be subscripted.
    def __init__(self, origin, name, count=None):
        self.__origin__ = origin
        self._name = name
        self._count = count

    def __repr__(self):
        return f'typing.{self._name}'

    def __getitem__(self, args):
        if self._name == 'Callable':
            params, result = args
            params = (params,) if params is ... or not isinstance(params, (list, tuple)) else tuple(params)
            return _GenericAlias(self.__origin__, tuple([_checked(p) for p in params]) + (_checked(result),), self._name)
        args = args if isinstance(args, tuple) else (args,)
        if self._name == 'Tuple' and args == ((),):
            args = ()
        if self._count is not None and len(args) != self._count and not (self._name == 'Generator' or 'Generator' in self._name):
            word = 'few' if len(args) < self._count else 'many'
            raise TypeError(f'Too {word} arguments for {self!r}; actual {len(args)}, expected {self._count}')
        return _GenericAlias(self.__origin__, tuple([_checked(a) for a in args]), self._name)

    def __call__(self, *args, **kwargs):
        if self._name in ('DefaultDict', 'OrderedDict', 'Counter', 'ChainMap', 'Deque'):
            return self.__origin__(*args, **kwargs)
        raise TypeError(f'Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead')

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __getattr__(self, name):
        if name.startswith('__') and name.endswith('__'):
            raise AttributeError(name)
        return getattr(self.__origin__, name)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError('typing.Any cannot be used with isinstance()')
        return type.__instancecheck__(self, obj)

    def __repr__(self):
        return 'typing.Any' if self is Any else type.__repr__(self)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError('Any cannot be instantiated')
        return super().__new__(cls)


def _union(form, parameters):
    if parameters == ():
        raise TypeError('Cannot take a Union of no types.')
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    args = []
    for p in parameters:
        p = _checked(p)
        for a in p.__args__ if isinstance(p, (_UnionAlias, UnionType)) else (p,):
            if a not in args:
                args.append(a)
    return args[0] if len(args) == 1 else _UnionAlias(Union, tuple(args))


def _optional(form, parameter):
    return Union[parameter, type(None)]


def _literal(form, parameters):
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    args, seen = [], []
    for p in parameters:
        for a in p.__args__ if isinstance(p, _LiteralAlias) else (p,):
            if (type(a), a) not in seen:
                seen.append((type(a), a))
                args.append(a)
    return _LiteralAlias(form, tuple(args))


class _LiteralAlias(_GenericAlias):
    def __repr__(self):
        return f"typing.Literal[{', '.join([repr(a) for a in self.__args__])}]"

    def __eq__(self, other):
        if not isinstance(other, _LiteralAlias):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))


class _AnnotatedAlias(_GenericAlias):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, (origin,), 'Annotated')
        self.__metadata__ = metadata

    def __repr__(self):
        return f"typing.Annotated[{_text(self.__origin__)}, {', '.join([repr(a) for a in self.__metadata__])}]"

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))


def _annotated(form, parameters):
    if not isinstance(parameters, tuple) or len(parameters) < 2:
        raise TypeError('Annotated[...] should be used with at least two arguments (a type and an annotation).')
    return _AnnotatedAlias(_checked(parameters[0]), parameters[1:])


def _one(form, parameters):
    return _GenericAlias(form, (_checked(parameters),), form._name)


def _several(form, parameters):
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    return _GenericAlias(form, tuple([_checked(p) for p in parameters]), form._name)


Union = _SpecialForm('Union', _union)
Optional = _SpecialForm('Optional', _optional)
Literal = _SpecialForm('Literal', _literal)
Annotated = _SpecialForm('Annotated', _annotated)
ClassVar = _SpecialForm('ClassVar', _one)
Final = _SpecialForm('Final', _one)
Required = _SpecialForm('Required', _one)
NotRequired = _SpecialForm('NotRequired', _one)
ReadOnly = _SpecialForm('ReadOnly', _one)
TypeGuard = _SpecialForm('TypeGuard', _one)
TypeIs = _SpecialForm('TypeIs', _one)
Unpack = _SpecialForm('Unpack', _one)
Concatenate = _SpecialForm('Concatenate', _several)
NoReturn = _SpecialForm('NoReturn')
Never = _SpecialForm('Never')
Self = _SpecialForm('Self')
LiteralString = _SpecialForm('LiteralString')
TypeAlias = _SpecialForm('TypeAlias')


class ForwardRef(_Typed):
    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        self.__forward_arg__ = arg

    def __repr__(self):
        return f'ForwardRef({self.__forward_arg__!r})'

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)


class _NoDefault:
    def __repr__(self):
        return 'typing.NoDefault'


NoDefault = _NoDefault()


class TypeVar(_Typed):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False,
                 default=NoDefault):
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        if covariant and contravariant:
            raise ValueError('Bivariant types are not supported.')
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant
        self.__infer_variance__ = infer_variance
        self.__default__ = default

    def has_default(self):
        return self.__default__ is not NoDefault

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        return ('+' if self.__covariant__ else '-' if self.__contravariant__ else '~') + self.__name__


class ParamSpecArgs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f'{self.__origin__.__name__}.args'


class ParamSpecKwargs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f'{self.__origin__.__name__}.kwargs'


class ParamSpec(_Typed):
    def __init__(self, name, *, bound=None, covariant=False, contravariant=False, infer_variance=False, default=NoDefault):
        self.__name__ = name
        self.__bound__ = bound
        self.__default__ = default
        self.args = ParamSpecArgs(self)
        self.kwargs = ParamSpecKwargs(self)

    def __repr__(self):
        return f'~{self.__name__}'


class TypeVarTuple(_Typed):
    def __init__(self, name, *, default=NoDefault):
        self.__name__ = name
        self.__default__ = default

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


class TypeAliasType(_Typed):
    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self.__value__ = value
        self.__type_params__ = type_params

    def __repr__(self):
        return self.__name__


class NewType(_Typed):
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__module__ = '__main__'
        self.__supertype__ = tp

    def __call__(self, x):
        return x

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, params):
        params = params if isinstance(params, tuple) else (params,)
        if cls is Generic:
            for p in params:
                if not isinstance(p, (TypeVar, ParamSpec, TypeVarTuple)) and not hasattr(p, '__typing_is_unpacked_typevartuple__') \
                        and type(p).__name__ not in ('TypeVar', 'ParamSpec', 'TypeVarTuple', '_GenericAlias'):
                    raise TypeError('Parameters to Generic[...] must all be type variables or parameter specification variables.')
            return _GenericAlias(cls, params, 'Generic')
        return _GenericAlias(cls, tuple([_checked(p) for p in params]))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get('__orig_bases__', ())
        found = ()
        for b in bases:
            if isinstance(b, _GenericAlias):
                if b.__origin__ is Generic or b._name == 'Protocol':
                    found = b.__args__
                    break
                for p in b.__parameters__:
                    if p not in found:
                        found += (p,)
        cls.__parameters__ = found


_PROTOCOL_OWN = frozenset(['__abstractmethods__', '__annotations__', '__dict__', '__doc__', '__init__', '__module__', '__new__',
                           '__slots__', '__subclasshook__', '__weakref__', '__class_getitem__', '__match_args__', '_is_protocol',
                           '_is_runtime_protocol', '__protocol_attrs__', '__parameters__', '__orig_bases__', '_abc_registered',
                           '__init_subclass__', '__static_attributes__', '__firstlineno__', '__qualname__', '__type_params__',
                           '__hash__', '__non_callable_proto_members__'])


def _protocol_attrs(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ('Protocol', 'Generic'):
            continue
        for name in list(base.__dict__) + list(base.__dict__.get('__annotations__', {})):
            if name not in _PROTOCOL_OWN and not name.startswith('_abc_'):
                names.add(name)
    return names


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, '_is_protocol', False):
            return ABCMeta.__instancecheck__(cls, instance)
        if cls in type(instance).__mro__:
            return True
        if not getattr(cls, '_is_runtime_protocol', False):
            raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
        for name in _protocol_attrs(cls):
            if not hasattr(instance, name):
                return False
            if callable(getattr(cls, name, None)) and getattr(instance, name) is None:
                return False
        return True

    def __subclasscheck__(cls, other):
        if cls is Protocol or not getattr(cls, '_is_protocol', False):
            return ABCMeta.__subclasscheck__(cls, other)
        if not isinstance(other, type):
            raise TypeError('issubclass() arg 1 must be a class')
        if cls in other.__mro__:
            return True
        if not getattr(cls, '_is_runtime_protocol', False):
            raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
        names = _protocol_attrs(cls)
        data = [n for n in names if not callable(getattr(cls, n, None))]
        if data:
            raise TypeError(f'Protocols with non-method members don\'t support issubclass(). Non-method members: {str(sorted(data))[1:-1]}.')
        return all([any([n in base.__dict__ for base in other.__mro__]) for n in names])


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol', False):
            cls._is_protocol = any([b is Protocol for b in cls.__bases__])
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init

    def __class_getitem__(cls, params):
        params = params if isinstance(params, tuple) else (params,)
        if cls is Protocol:
            return _ProtocolAlias(cls, params, 'Protocol')
        return _GenericAlias(cls, params)


class _ProtocolAlias(_GenericAlias):
    def __mro_entries__(self, bases):
        return (Protocol, Generic) if Generic not in bases else (Protocol,)


def _no_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    for base in cls.__mro__:
        init = base.__dict__.get('__init__', _no_init)
        if init is not _no_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


def runtime_checkable(cls):
    if not getattr(cls, '_is_protocol', False):
        raise TypeError(f'@runtime_checkable can be only applied to protocol classes, got {cls!r}')
    cls._is_runtime_protocol = True
    return cls


class SupportsInt(Protocol):
    __slots__ = ()

    def __int__(self): ...


class SupportsFloat(Protocol):
    __slots__ = ()

    def __float__(self): ...


class SupportsIndex(Protocol):
    __slots__ = ()

    def __index__(self): ...


class SupportsAbs(Protocol):
    __slots__ = ()

    def __abs__(self): ...


class SupportsRound(Protocol):
    __slots__ = ()

    def __round__(self, ndigits=0): ...


for _cls in (SupportsInt, SupportsFloat, SupportsIndex, SupportsAbs, SupportsRound):
    runtime_checkable(_cls)

T = TypeVar('T')
KT = TypeVar('KT')
VT = TypeVar('VT')
T_co = TypeVar('T_co', covariant=True)
AnyStr = TypeVar('AnyStr', bytes, str)
Text = str
TYPE_CHECKING = False

List = _Alias(list, 'List', 1)
Dict = _Alias(dict, 'Dict', 2)
Set = _Alias(set, 'Set', 1)
FrozenSet = _Alias(frozenset, 'FrozenSet', 1)
Tuple = _Alias(tuple, 'Tuple')
Type = _Alias(type, 'Type', 1)
Deque = _Alias(_collections.deque, 'Deque', 1)
DefaultDict = _Alias(_collections.defaultdict, 'DefaultDict', 2)
OrderedDict = _Alias(_collections.OrderedDict, 'OrderedDict', 2)
Counter = _Alias(_collections.Counter, 'Counter', 1)
ChainMap = _Alias(_collections.ChainMap, 'ChainMap', 2)
Callable = _Alias(_abc.Callable, 'Callable')
Iterable = _Alias(_abc.Iterable, 'Iterable', 1)
Iterator = _Alias(_abc.Iterator, 'Iterator', 1)
Collection = _Alias(_abc.Collection, 'Collection', 1)
Container = _Alias(_abc.Container, 'Container', 1)
Reversible = _Alias(_abc.Reversible, 'Reversible', 1)
Sequence = _Alias(_abc.Sequence, 'Sequence', 1)
MutableSequence = _Alias(_abc.MutableSequence, 'MutableSequence', 1)
Mapping = _Alias(_abc.Mapping, 'Mapping', 2)
MutableMapping = _Alias(_abc.MutableMapping, 'MutableMapping', 2)
AbstractSet = _Alias(_abc.Set, 'AbstractSet', 1)
MutableSet = _Alias(_abc.MutableSet, 'MutableSet', 1)
MappingView = _Alias(_abc.MappingView, 'MappingView', 1)
KeysView = _Alias(_abc.KeysView, 'KeysView', 1)
ItemsView = _Alias(_abc.ItemsView, 'ItemsView', 2)
ValuesView = _Alias(_abc.ValuesView, 'ValuesView', 1)
Hashable = _Alias(_abc.Hashable, 'Hashable', 0)
Sized = _Alias(_abc.Sized, 'Sized', 0)
Awaitable = _Alias(_abc.Awaitable, 'Awaitable', 1)
Coroutine = _Alias(_abc.Coroutine, 'Coroutine', 3)
AsyncIterable = _Alias(_abc.AsyncIterable, 'AsyncIterable', 1)
AsyncIterator = _Alias(_abc.AsyncIterator, 'AsyncIterator', 1)
Generator = _Alias(_abc.Generator, 'Generator', 3)
AsyncGenerator = _Alias(_abc.AsyncGenerator, 'AsyncGenerator', 2)
ContextManager = _Alias(_contextlib.AbstractContextManager, 'ContextManager')
AsyncContextManager = _Alias(_contextlib.AbstractAsyncContextManager, 'AsyncContextManager')


class IO(Generic):
    __slots__ = ()


class TextIO(IO):
    __slots__ = ()


class BinaryIO(IO):
    __slots__ = ()


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    raise AssertionError(f'Expected code to be unreachable, but got: {arg!r}')


def reveal_type(obj, /):
    from _thread import _write_error
    _write_error(f'Runtime type is {type(obj).__name__!r}\n')
    return obj


def no_type_check(arg):
    arg.__no_type_check__ = True
    return arg


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method, /):
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


_overloads = {}


def overload(func):
    _overloads.setdefault((func.__module__, func.__qualname__), []).append(func)

    def _overload_dummy(*args, **kwds):
        raise NotImplementedError('You should not call an overloaded function. A series of @overload-decorated functions '
                                  'outside a stub module should always be followed by an implementation that is not @overload-ed.')
    return _overload_dummy


def get_overloads(func):
    return list(_overloads.get((func.__module__, func.__qualname__), []))


def clear_overloads():
    _overloads.clear()


def dataclass_transform(*args, **kwargs):
    return lambda cls: cls


def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, UnionType):
        return UnionType
    if isinstance(tp, (_GenericAlias, _Alias, GenericAlias)):
        return tp.__origin__
    return Generic if tp is Generic else None


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, _GenericAlias) and tp._name == 'Callable' and not (len(tp.__args__) == 2 and tp.__args__[0] is ...):
        return list(tp.__args__[:-1]), tp.__args__[-1]
    if isinstance(tp, (_GenericAlias, GenericAlias, UnionType)):
        return tp.__args__
    return ()


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def is_protocol(tp, /):
    return isinstance(tp, type) and getattr(tp, '_is_protocol', False) and tp is not Protocol


def get_protocol_members(tp, /):
    return frozenset(_protocol_attrs(tp))


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            hints.update(base.__dict__.get('__annotations__', {}))
    else:
        hints.update(getattr(obj, '__annotations__', None) or {})
    for name, value in hints.items():
        if value is None:
            value = type(None)
        if isinstance(value, str):
            value = _evaluated(value, {**(globalns or {}), **(localns or {})})
        if not include_extras and isinstance(value, _AnnotatedAlias):
            value = value.__origin__
        hints[name] = value
    return hints


def _evaluated(text, names):
    # Names, dots, subscripts and |: what annotations are made of.
    import __main__
    import builtins
    spaces = (names, __main__, builtins)
    value, rest = _parse_union(text.strip(), spaces)
    if rest.strip():
        raise SyntaxError(f'Forward reference must be an expression -- got {text!r}')
    return value


def _parse_union(text, spaces):
    value, text = _parse_term(text.lstrip(), spaces)
    while text.lstrip().startswith('|'):
        other, text = _parse_term(text.lstrip()[1:].lstrip(), spaces)
        value = value | other
    return value, text


def _parse_term(text, spaces):
    name = ''
    while text[len(name):len(name) + 1].isalnum() or text[len(name):len(name) + 1] in ('_', '.') and text[len(name):len(name) + 1]:
        name += text[len(name)]
    text = text[len(name):]
    if name == 'None':
        return None, text
    parts = name.split('.')
    if parts[0] in spaces[0]:
        value = spaces[0][parts[0]]
    elif hasattr(spaces[1], parts[0]) or hasattr(spaces[2], parts[0]):
        value = getattr(spaces[1] if hasattr(spaces[1], parts[0]) else spaces[2], parts[0])
    else:
        raise NameError(f"name {parts[0]!r} is not defined")
    for part in parts[1:]:
        value = getattr(value, part)
    if text.startswith('['):
        args, text = [], text[1:]
        while True:
            arg, text = _parse_union(text, spaces)
            args.append(arg)
            text = text.lstrip()
            if text.startswith(']'):
                break
            text = text[1:]
        value = value[tuple(args) if len(args) > 1 else args[0]]
        text = text[1:]
    return value, text


_NAMED_TUPLE_RESERVED = frozenset(['__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_field_defaults', '_field_types',
                                   '_make', '_replace', '_asdict', '_source'])


class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        types = ns.get('__annotations__', {})
        defaults = []
        for name in types:
            if name in ns:
                defaults.append(name)
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {name} cannot follow default "
                                f"field{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}")
        made = _collections.namedtuple(typename, list(types), defaults=[ns[n] for n in defaults], module=ns.get('__module__'))
        made.__annotations__ = types
        for key, value in ns.items():
            if key in _NAMED_TUPLE_RESERVED:
                raise AttributeError('Cannot overwrite NamedTuple attribute ' + key)
            if key not in ('__module__', '__annotations__', '__qualname__', '__orig_bases__') and key not in types:
                setattr(made, key, value)
        if Generic in bases:
            made.__class_getitem__ = classmethod(lambda cls, params: _GenericAlias(cls, params))
        return made


def NamedTuple(typename, fields=(), /, **kwargs):
    pairs = list(fields) or list(kwargs.items())
    made = _collections.namedtuple(typename, [name for name, _ in pairs], module='__main__')
    made.__annotations__ = dict(pairs)
    return made


class _NamedTupleBase(metaclass=type):
    pass


def _namedtuple_entries(bases):
    return (type.__new__(_NamedTupleMeta, 'NamedTuple', (), {}),)


NamedTuple.__mro_entries__ = _namedtuple_entries


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True, closed=False):
        made = type.__new__(_TypedDictMeta, name, (dict,), {k: v for k, v in ns.items() if k != '__orig_bases__'})
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(base.__dict__.get('__annotations__', {}))
            required |= getattr(base, '__required_keys__', set())
            optional |= getattr(base, '__optional_keys__', set())
        own = ns.get('__annotations__', {})
        annotations.update(own)
        for key, value in own.items():
            origin = getattr(value, '__origin__', None)
            needed = True if origin is Required else False if origin is NotRequired else total
            (required if needed else optional).add(key)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')


def TypedDict(typename, fields=(), /, *, total=True, **kwargs):
    return _TypedDictMeta(typename, (), {'__annotations__': dict(fields or kwargs), '__module__': '__main__'}, total=total)


TypedDict.__mro_entries__ = lambda bases: (type.__new__(_TypedDictMeta, 'TypedDict', (), {}),)
