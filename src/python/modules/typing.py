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

    def _of(self, args):
        return type(self)(self.__origin__, args, self._name)

    def __getitem__(self, args):
        return self._of(_subscripted(self, args))

    def __getattr__(self, name):
        if name.startswith('__') and name.endswith('__'):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if isinstance(origin, _SpecialForm):
            raise TypeError(f'Cannot subclass {self!r}')
        behind = bases[bases.index(self) + 1:]
        if origin is Generic:
            # It says what the parameters are; another generic base brings Generic along.
            return () if Protocol in bases or any([isinstance(b, (_GenericAlias, _Alias)) for b in behind]) else (origin,)
        entries = [origin] if not self._name or origin not in bases else []
        if self._name and not any([isinstance(b, (_GenericAlias, _Alias)) or isinstance(b, type) and issubclass(b, Generic)
                                   for b in behind]):
            entries.append(Generic)
        return tuple(entries)

    def __instancecheck__(self, obj):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')


class _CallableAlias(_GenericAlias):
    # The types of the parameters, and that of the result.
    def _of(self, args):
        flat = [x for a in args[:-1] for x in (a if isinstance(a, tuple) else (a,))]
        return _CallableAlias(self.__origin__, (*flat, args[-1]), self._name)

    def __repr__(self):
        *params, result = self.__args__
        if len(params) == 1 and _is_parameter_list(params[0]):
            return f'typing.Callable[{_text(params[0])}, {_text(result)}]'
        return f"typing.Callable[[{', '.join([_text(p) for p in params])}], {_text(result)}]"


class _UnionAlias(_GenericAlias):
    def _of(self, args):
        return Union[args]

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
    def __init__(self, origin, name, count=None, defaults=()):
        self.__origin__ = origin
        self._name = name
        self._count = count
        self._defaults = defaults

    def __repr__(self):
        return f'typing.{self._name}'

    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        if self._name == 'Callable':
            if len(args) != 2:
                raise TypeError('Callable must be used as Callable[[arg, ...], result].')
            params, result = args
            params = tuple(params) if isinstance(params, (list, tuple)) else (params,)
            return _CallableAlias(self.__origin__, tuple([_checked(p) for p in params]) + (_checked(result),), self._name)
        if self._name == 'Tuple' and args == ((),):
            args = ()
        if self._count == 0:
            raise TypeError(f'{self!r} is not a generic class')
        if self._count is not None:
            least = self._count - len(self._defaults)
            if len(args) < least:
                expected = f'at least {least}' if self._defaults else least
                raise TypeError(f'Too few arguments for {self!r}; actual {len(args)}, expected {expected}')
            if len(args) > self._count:
                raise TypeError(f'Too many arguments for {self!r}; actual {len(args)}, expected {self._count}')
            args += self._defaults[len(args) - least:]
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
    if isinstance(parameter, tuple):
        raise TypeError(f'{form!r} requires a single type. Got {parameter!r}.')
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
        return f"typing.Literal[{', '.join([repr(a) for a in self.__args__]) or '()'}]"

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

    def _of(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

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
    if isinstance(parameters, tuple):
        raise TypeError(f'{form!r} accepts only single type. Got {parameters!r}.')
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
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        try:
            # `*Ts` is an expression only within brackets.
            compile(f'({arg},)[0]' if arg.startswith('*') else arg, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError(f'Forward reference must be an expression -- got {arg!r}') from None
        self.__forward_arg__ = arg
        self.__forward_code__ = f'({arg},)[0]' if arg.startswith('*') else arg
        self.__forward_module__ = module
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class

    def __repr__(self):
        return f'ForwardRef({self.__forward_arg__!r})'

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)


class NewType(_Typed):
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__module__ = '__main__'
        self.__supertype__ = tp

    def __call__(self, x):
        return x

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'


# ---- type variables, and what stands in their places

def _answer(given):
    # The bound or default of a parameter in `def f[T: bound]` is computed when it is asked for.
    return given() if type(given) is _FunctionType else given


_FunctionType = type(_answer)


class _NoDefaultType:
    def __repr__(self):
        return 'typing.NoDefault'


NoDefault = _NoDefaultType()


class _Parameter(_Typed):
    # TypeVar, ParamSpec and TypeVarTuple have a name and perhaps a default.
    _kept_default = NoDefault

    def __new__(cls, *args, **kwargs):
        made = object.__new__(cls)
        # All programs are one module.
        made.__module__ = '__main__'
        return made

    @property
    def __default__(self):
        return _answer(self._kept_default)

    def has_default(self):
        return self._kept_default is not NoDefault

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass an instance of {type(self).__name__}')

    def __reduce__(self):
        return self.__name__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class TypeVar(_Parameter):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False,
                 default=NoDefault):
        if covariant and contravariant:
            raise ValueError('Bivariant types are not supported.')
        if infer_variance and (covariant or contravariant):
            raise ValueError('Variance cannot be specified with infer_variance.')
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        if constraints and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        self.__name__ = name
        self._kept_bound = _checked(bound) if bound is not None else None
        self._kept_constraints = tuple([_checked(c) for c in constraints])
        self._kept_default = default
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)

    @property
    def __bound__(self):
        bound = _answer(self._kept_bound)
        return None if isinstance(bound, tuple) else bound

    @property
    def __constraints__(self):
        bound = _answer(self._kept_bound)
        return bound if isinstance(bound, tuple) else self._kept_constraints

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        return ('+' if self.__covariant__ else '-' if self.__contravariant__ else '~') + self.__name__


class ParamSpecArgs:
    _end = 'args'

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f'{self.__origin__.__name__}.{self._end}'

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if type(other) is type(self) else NotImplemented

    def __hash__(self):
        return hash((self._end, self.__origin__))


class ParamSpecKwargs(ParamSpecArgs):
    _end = 'kwargs'


class ParamSpec(_Parameter):
    def __init__(self, name, *, bound=None, covariant=False, contravariant=False, infer_variance=False, default=NoDefault):
        self.__name__ = name
        self.__bound__ = bound
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)
        self._kept_default = default

    args = property(lambda self: ParamSpecArgs(self))
    kwargs = property(lambda self: ParamSpecKwargs(self))

    def __repr__(self):
        return self.__name__ if self.__infer_variance__ else f'~{self.__name__}'


class TypeVarTuple(_Parameter):
    def __init__(self, name, *, default=NoDefault):
        self.__name__ = name
        self._kept_default = default

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


def _type_parameter(kind, name, bound, default):
    # One of `class C[T: bound = default, *Ts, **P]`; bound and default are functions, or None.
    default = NoDefault if default is None else default
    if kind == 'TypeVar':
        made = TypeVar(name, infer_variance=True, default=default)
        made._kept_bound = bound
        return made
    return ParamSpec(name, infer_variance=True, default=default) if kind == 'ParamSpec' else TypeVarTuple(name, default=default)


class TypeAliasType(_Typed):
    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self._kept_value = value
        self.__type_params__ = type_params
        self.__parameters__ = type_params
        self.__module__ = '__main__'

    @property
    def __value__(self):
        return _answer(self._kept_value)

    def __repr__(self):
        return self.__name__

    def __getitem__(self, args):
        if not self.__type_params__:
            raise TypeError('Only generic type aliases are subscriptable')
        return GenericAlias(self, args)


def _parameters(args):
    # The type variables in arguments, each once, in the order in which they come.
    found = []
    for a in args:
        if isinstance(a, _Parameter):
            new = (a,)
        elif isinstance(a, (tuple, list)):
            new = _parameters(a)
        else:
            new = () if isinstance(a, type) and not isinstance(a, GenericAlias) else getattr(a, '__parameters__', ())
        found.extend([p for p in new if p not in found])
    return tuple(found)


def _is_parameter_list(a):
    return isinstance(a, (list, tuple, ParamSpec)) or a is ... or isinstance(a, _GenericAlias) and a.__origin__ is Concatenate


def _matched(params, args, what):
    # Which arguments each parameter gets: a dict of lists of one, but for a TypeVarTuple, which takes as many as there are.
    if len(params) == 1 and isinstance(params[0], ParamSpec) and not (len(args) == 1 and _is_parameter_list(args[0])):
        args = (tuple(args),)
    args = list(args)
    many = next((n for n, p in enumerate(params) if isinstance(p, TypeVarTuple)), None)
    least = len([p for p in params if not p.has_default() and not isinstance(p, TypeVarTuple)])
    if len(args) < least:
        raise TypeError(f'Too few arguments for {what}; actual {len(args)}, expected at least {least}')
    if many is None and len(args) > len(params):
        raise TypeError(f'Too many arguments for {what}; actual {len(args)}, expected {len(params)}')
    behind = 0 if many is None else len(params) - many - 1
    matched = {}
    for n, p in enumerate(params):
        if n == many:
            taken = max(len(args) - behind, 0)
            matched[p], args = args[:taken], args[taken:]
        elif args:
            a = args.pop(0)
            matched[p] = [tuple(a) if isinstance(p, ParamSpec) and isinstance(a, list) else a]
        else:
            matched[p] = [p.__default__]
    return matched


def _replaced(args, matched):
    # The arguments with what their type variables stand for.
    made = []
    for a in args:
        if isinstance(a, _Parameter):
            made.extend(matched.get(a, [a]))
        elif isinstance(a, _GenericAlias) and a.__origin__ is Unpack and a.__args__[0] in matched:
            made.extend(matched[a.__args__[0]])
        elif isinstance(a, (tuple, list)):
            made.append(tuple(_replaced(a, matched)))
        else:
            wanted = _parameters((a,))
            made.append(a[tuple([x for p in wanted for x in matched.get(p, [p])])] if wanted else a)
    return tuple(made)


def _subscripted(alias, args):
    # `alias[args]` for anything that has type variables left: their new values.
    params = _parameters(alias.__args__)
    if not params:
        raise TypeError(f'{alias!r} is not a generic class')
    args = args if isinstance(args, tuple) else (args,)
    return _replaced(alias.__args__, _matched(params, [_checked(a) for a in args], repr(alias)))


class Generic:
    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        params = params if isinstance(params, tuple) else (params,)
        if cls is Generic or cls is Protocol:
            if not params:
                raise TypeError(f'Parameter list to {cls.__qualname__}[...] cannot be empty')
            plain = [p.__args__[0] if isinstance(p, _GenericAlias) and p.__origin__ is Unpack else p for p in params]
            if not all([isinstance(p, _Parameter) for p in plain]):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all be type variables or parameter specification variables.')
            if len(set(plain)) != len(plain):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all be unique')
            return (_ProtocolAlias if cls is Protocol else _GenericAlias)(cls, params, cls.__name__)
        if not cls.__parameters__:
            raise TypeError(f'{cls!r} is not a generic class')
        matched = _matched(cls.__parameters__, [_checked(p) for p in params], repr(cls))
        return _GenericAlias(cls, tuple([a for p in cls.__parameters__ for a in matched[p]]))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get('__orig_bases__')
        if Generic in (cls.__bases__ if bases is None else bases) and cls.__name__ != 'Protocol':
            raise TypeError('Cannot inherit from plain Generic')
        aliases = [b for b in bases or () if isinstance(b, _GenericAlias)]
        found = _parameters(aliases)
        named = [b for b in aliases if b.__origin__ is Generic or b.__origin__ is Protocol]
        if len([b for b in named if b.__origin__ is Generic]) > 1:
            raise TypeError('Cannot inherit from Generic[...] multiple times.')
        if named:
            declared = named[0].__parameters__
            missing = [p for p in found if p not in declared]
            if missing:
                raise TypeError(f"Some type variables ({', '.join(map(str, missing))}) are not listed in "
                                f"{named[0].__origin__.__name__}[{', '.join(map(str, declared))}]")
            found = declared
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
AnyStr.__module__ = 'typing'
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
Generator = _Alias(_abc.Generator, 'Generator', 3, (type(None), type(None)))
AsyncGenerator = _Alias(_abc.AsyncGenerator, 'AsyncGenerator', 2, (type(None),))
ContextManager = _Alias(_contextlib.AbstractContextManager, 'ContextManager', 2, (bool | None,))
AsyncContextManager = _Alias(_contextlib.AbstractAsyncContextManager, 'AsyncContextManager')


class IO(Generic[AnyStr]):
    __slots__ = ()


class TextIO(IO[str]):
    __slots__ = ()


class BinaryIO(IO[bytes]):
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
    if isinstance(tp, (_GenericAlias, _Alias, GenericAlias, ParamSpecArgs)):
        return tp.__origin__
    return Generic if tp is Generic else None


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if getattr(tp, '__origin__', None) is _abc.Callable and isinstance(tp, (_GenericAlias, GenericAlias)):
        *params, result = tp.__args__
        return (params[0] if len(params) == 1 and _is_parameter_list(params[0]) else params), result
    if isinstance(tp, (_GenericAlias, GenericAlias, UnionType)):
        return tp.__args__
    return ()


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def is_protocol(tp, /):
    return isinstance(tp, type) and getattr(tp, '_is_protocol', False) and tp is not Protocol


def get_protocol_members(tp, /):
    return frozenset(_protocol_attrs(tp))


# ---- annotations as they were meant

def _names_of(obj):
    # The names that an annotation of obj may use: those of its module.
    while hasattr(obj, '__wrapped__'):
        obj = obj.__wrapped__
    module = getattr(obj, '__module__', None)
    if module == '__main__' or module is None:
        return _space_names(None)
    from sys import _module_table
    module = _module_table().get(module)
    return {name: getattr(module, name) for name in dir(module)}


def _meant(t, names, local):
    # A type without forward references: names are looked up, in whatever they stand in.
    if isinstance(t, str):
        t = ForwardRef(t)
    if isinstance(t, ForwardRef):
        return _meant(_checked(eval(t.__forward_code__, dict(names), local)), names, local)
    if isinstance(t, (_GenericAlias, GenericAlias, UnionType)) and not isinstance(t, _LiteralAlias):
        args = tuple([_meant(a, names, local) for a in t.__args__])
        return t if args == t.__args__ else _rebuilt(t, args)
    if isinstance(t, (tuple, list)):
        return type(t)([_meant(a, names, local) for a in t])
    return t


def _rebuilt(alias, args):
    # The same alias of other arguments.
    if isinstance(alias, UnionType):
        made = args[0]
        for a in args[1:]:
            made = made | a
        return made
    return alias._of(args) if isinstance(alias, _GenericAlias) else GenericAlias(alias.__origin__, args)


def _without_extras(t):
    if isinstance(t, _AnnotatedAlias):
        return _without_extras(t.__origin__)
    if isinstance(t, _GenericAlias) and t.__origin__ in (Required, NotRequired, ReadOnly):
        return _without_extras(t.__args__[0])
    if isinstance(t, (_GenericAlias, GenericAlias, UnionType)) and not isinstance(t, _LiteralAlias):
        args = tuple([_without_extras(a) for a in t.__args__])
        return t if args == t.__args__ else _rebuilt(t, args)
    return t


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    if getattr(obj, '__no_type_check__', None):
        return {}
    found = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            names = _names_of(base) if globalns is None else globalns
            local = dict(vars(base)) if localns is None else localns
            for name, value in base.__dict__.get('__annotations__', {}).items():
                found[name] = _meant(_checked(value), {**local, **names} if localns is None and globalns is None else names, local)
    else:
        annotations = getattr(obj, '__annotations__', None)
        if annotations is None:
            if callable(obj):
                return {}
            raise TypeError(f'{obj!r} is not a module, class, method, or function.')
        names = _names_of(obj) if globalns is None else globalns
        local = names if localns is None else localns
        params = {p.__name__: p for p in getattr(obj, '__type_params__', ())}
        for name, value in annotations.items():
            found[name] = _meant(_checked(value), names, {**params, **local} if params else local)
    return found if include_extras else {name: _without_extras(t) for name, t in found.items()}


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
