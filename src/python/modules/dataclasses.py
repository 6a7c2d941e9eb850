# dataclasses. Methods whose signature depends on the fields are made from text (_function_from); the others are closures.

from copy import deepcopy as _deepcopy
from reprlib import recursive_repr as _recursive_repr
from types import GenericAlias, MappingProxyType as _MappingProxyType

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY', 'MISSING', 'fields', 'asdict', 'astuple',
           'make_dataclass', 'replace', 'is_dataclass']

_FIELDS = '__dataclass_fields__'
_PARAMS = '__dataclass_params__'
_POST_INIT = '__post_init__'


class FrozenInstanceError(AttributeError):
    pass


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _Kind:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _Kind('_FIELD')
_FIELD_CLASSVAR = _Kind('_FIELD_CLASSVAR')
_FIELD_INITVAR = _Kind('_FIELD_INITVAR')


class InitVar:
    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f'dataclasses.InitVar[{name}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    # In the order in which a field shows them.
    __slots__ = ('name', 'type', 'default', 'default_factory', 'init', 'repr', 'hash', 'compare', 'metadata', 'kw_only',
                 '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        shown = ','.join([f'{name}={getattr(self, name)!r}' for name in Field.__slots__])
        return f'Field({shown})'

    def __set_name__(self, owner, name):
        method = getattr(type(self.default), '__set_name__', None)
        if method:
            method(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen', 'match_args', 'kw_only', 'slots', 'weakref_slot')

    def __init__(self, **given):
        for name in self.__slots__:
            setattr(self, name, given[name])

    def __repr__(self):
        shown = ','.join([f'{name}={getattr(self, name)!r}' for name in self.__slots__])
        return f'_DataclassParams({shown})'


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _named(annotation, words):
    # An annotation as a string: is it one of these, with or without its module?
    head = annotation.split('[')[0].strip()
    return head.split('.')[-1] in words


def _is_classvar(annotation):
    if isinstance(annotation, str):
        return _named(annotation, ('ClassVar',))
    text = repr(annotation)
    return text == 'typing.ClassVar' or text.startswith('typing.ClassVar[')


def _is_initvar(annotation):
    if isinstance(annotation, str):
        return _named(annotation, ('InitVar',))
    return annotation is InitVar or isinstance(annotation, InitVar)


def _is_kw_only(annotation):
    if isinstance(annotation, str):
        return _named(annotation, ('KW_ONLY',))
    return annotation is KW_ONLY


def _field_of(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, _MEMBER):
            # What __slots__ put there is no default.
            default = MISSING
        f = field(default=default)
    f.name = name
    f.type = annotation
    f._field_type = _FIELD
    if _is_classvar(annotation):
        f._field_type = _FIELD_CLASSVAR
    elif _is_initvar(annotation):
        f._field_type = _FIELD_INITVAR
    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f'field {f.name} cannot have a default factory')
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f'field {f.name} is a ClassVar but specifies kw_only')
    elif f.kw_only is MISSING:
        f.kw_only = kw_only
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {type(f.default)} for field {f.name} is not allowed: use default_factory')
    return f


class _Slotted:
    __slots__ = ('x',)


_MEMBER = type(_Slotted.x)


def _set_new(cls, name, value):
    # True if the class has its own already, which is left alone.
    if name in cls.__dict__:
        return True
    value.__qualname__ = f'{cls.__qualname__}.{value.__name__}'
    value.__module__ = cls.__module__
    setattr(cls, name, value)
    return False


def _make_init(cls, flds, frozen, has_post_init, self_name):
    seen_default = None
    positional = [f for f in flds if not f.kw_only]
    keywords = [f for f in flds if f.kw_only and f.init]
    for f in positional:
        if not f.init:
            continue
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = f
        elif seen_default:
            raise TypeError(f'non-default argument {f.name!r} follows default argument {seen_default.name!r}')
    outer = ['_setattr', '_factory']
    values = [object.__setattr__, _HAS_DEFAULT_FACTORY]

    def parameter(f):
        annotation = f'_type_{f.name}'
        outer.append(annotation)
        values.append(f.type)
        if f.default is not MISSING:
            outer.append(f'_default_{f.name}')
            values.append(f.default)
            return f'{f.name}: {annotation} = _default_{f.name}'
        if f.default_factory is not MISSING:
            return f'{f.name}: {annotation} = _factory'
        return f'{f.name}: {annotation}'

    parameters = [self_name] + [parameter(f) for f in positional if f.init]
    if keywords:
        parameters.append('*')
        parameters.extend([parameter(f) for f in keywords])
    body = []
    for f in flds:
        value = None
        if f.default_factory is not MISSING:
            outer.append(f'_make_{f.name}')
            values.append(f.default_factory)
            value = f'_make_{f.name}()'
            if f.init:
                value = f'{value} if {f.name} is _factory else {f.name}'
        elif f.init:
            value = f.name
        elif cls.__dict__.get(_PARAMS) is not None and cls.__dict__[_PARAMS].slots and f.default is not MISSING:
            outer.append(f'_default_{f.name}')
            values.append(f.default)
            value = f'_default_{f.name}'
        if value is None or f._field_type is _FIELD_INITVAR:
            continue
        if frozen:
            body.append(f'_setattr({self_name}, {f.name!r}, {value})')
        else:
            body.append(f'{self_name}.{f.name} = {value}')
    if has_post_init:
        given = ', '.join([f.name for f in flds if f._field_type is _FIELD_INITVAR])
        body.append(f'{self_name}.{_POST_INIT}({given})')
    lines = '\n  '.join(body or ['pass'])
    text = (f'def _make({", ".join(outer)}):\n def __init__({", ".join(parameters)}) -> None:\n  {lines}\n return __init__\n')
    return _function_from(text)(*values)


def _make_repr(flds):
    names = [f.name for f in flds]

    @_recursive_repr()
    def __repr__(self):
        shown = ', '.join([f'{name}={getattr(self, name)!r}' for name in names])
        return f'{self.__class__.__qualname__}({shown})'
    return __repr__


def _make_eq(flds):
    names = [f.name for f in flds]

    def __eq__(self, other):
        if self is other:
            return True
        if other.__class__ is self.__class__:
            for name in names:
                a = getattr(self, name)
                b = getattr(other, name)
                if not (a is b or a == b):
                    return False
            return True
        return NotImplemented
    return __eq__


def _make_order(flds):
    names = [f.name for f in flds]

    def values(obj):
        return tuple([getattr(obj, name) for name in names])

    def __lt__(self, other):
        return values(self) < values(other) if other.__class__ is self.__class__ else NotImplemented

    def __le__(self, other):
        return values(self) <= values(other) if other.__class__ is self.__class__ else NotImplemented

    def __gt__(self, other):
        return values(self) > values(other) if other.__class__ is self.__class__ else NotImplemented

    def __ge__(self, other):
        return values(self) >= values(other) if other.__class__ is self.__class__ else NotImplemented

    return __lt__, __le__, __gt__, __ge__


def _make_hash(flds):
    names = [f.name for f in flds if (f.compare if f.hash is None else f.hash)]

    def __hash__(self):
        return hash(tuple([getattr(self, name) for name in names]))
    return __hash__


def _make_frozen(cls, flds):
    names = frozenset([f.name for f in flds])
    state = [cls]

    def __setattr__(self, name, value):
        if type(self) is state[0] or name in names:
            raise FrozenInstanceError(f'cannot assign to field {name!r}')
        super(state[0], self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is state[0] or name in names:
            raise FrozenInstanceError(f'cannot delete field {name!r}')
        super(state[0], self).__delattr__(name)

    __setattr__._state = state
    return __setattr__, __delattr__


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    fields = {}
    params = _DataclassParams(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                              match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)
    setattr(cls, _PARAMS, params)
    any_frozen_base = False
    all_frozen_bases = None
    has_dataclass_bases = False
    for base in cls.__mro__[-1:0:-1]:
        inherited = getattr(base, _FIELDS, None)
        if inherited is not None:
            has_dataclass_bases = True
            for f in inherited.values():
                fields[f.name] = f
            if all_frozen_bases is None:
                all_frozen_bases = True
            current = getattr(base, _PARAMS).frozen
            all_frozen_bases = all_frozen_bases and current
            any_frozen_base = any_frozen_base or current
    own = []
    keyword_from_here = kw_only
    seen_mark = False
    annotations = cls.__dict__.get('__annotations__', {})
    for name, annotation in annotations.items():
        if _is_kw_only(annotation):
            if seen_mark:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            seen_mark = True
            keyword_from_here = True
        else:
            own.append(_field_of(cls, name, annotation, keyword_from_here))
    for f in own:
        fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    if has_dataclass_bases:
        if any_frozen_base and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if all_frozen_bases is False and frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    setattr(cls, _FIELDS, fields)
    class_hash = cls.__dict__.get('__hash__', MISSING)
    has_explicit_hash = not (class_hash is MISSING or (class_hash is None and '__eq__' in cls.__dict__))
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    all_init = [f for f in fields.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    field_list = [f for f in fields.values() if f._field_type is _FIELD]
    if init:
        has_post_init = hasattr(cls, _POST_INIT)
        _set_new(cls, '__init__', _make_init(cls, all_init, frozen, has_post_init,
                                             '__dataclass_self__' if 'self' in fields else 'self'))
    _set_new(cls, '__replace__', _replace)
    if repr:
        _set_new(cls, '__repr__', _make_repr([f for f in field_list if f.repr]))
    compared = [f for f in field_list if f.compare]
    if eq:
        _set_new(cls, '__eq__', _make_eq(compared))
    if order:
        for method in _make_order(compared):
            if _set_new(cls, method.__name__, method):
                raise TypeError(f'Cannot overwrite attribute {method.__name__} in class {cls.__name__}. '
                                'Consider using functools.total_ordering')
    frozen_state = None
    if frozen:
        for method in _make_frozen(cls, field_list):
            frozen_state = getattr(method, '_state', frozen_state)
            if _set_new(cls, method.__name__, method):
                raise TypeError(f'Cannot overwrite attribute {method.__name__} in class {cls.__name__}')
    if unsafe_hash:
        if has_explicit_hash:
            raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
        cls.__hash__ = _make_hash(field_list)
    elif eq and not has_explicit_hash:
        cls.__hash__ = _make_hash(field_list) if frozen else None
    if not getattr(cls, '__doc__'):
        shown = []
        for f in all_init:
            if f.init:
                kind = _text(f.type)
                part = f'{f.name}: {kind}'
                if f.default is not MISSING:
                    part += f' = {f.default!r}'
                elif f.default_factory is not MISSING:
                    part += ' = <factory>'
                shown.append(part)
        cls.__doc__ = f'{cls.__name__}({", ".join(shown)})'
    if match_args and '__match_args__' not in cls.__dict__:
        cls.__match_args__ = tuple([f.name for f in all_init if not f.kw_only and f.init])
    if weakref_slot and not slots:
        raise TypeError('weakref_slot is True but slots is False')
    if slots:
        cls = _with_slots(cls, frozen, weakref_slot, frozen_state)
    return cls


def _text(annotation):
    # As inspect.signature writes it.
    if isinstance(annotation, type):
        if annotation.__module__ == 'builtins':
            return annotation.__qualname__
        return f'{annotation.__module__}.{annotation.__qualname__}'
    return repr(annotation)


def _with_slots(cls, frozen, weakref_slot, frozen_state):
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    namespace = dict(cls.__dict__)
    names = [f.name for f in getattr(cls, _FIELDS).values() if f._field_type is _FIELD]
    inherited = set()
    for base in cls.__mro__[1:-1]:
        of_base = base.__dict__.get('__slots__', ())
        inherited.update((of_base,) if isinstance(of_base, str) else of_base)
    namespace['__slots__'] = tuple([n for n in names + (['__weakref__'] if weakref_slot else []) if n not in inherited])
    for name in names:
        namespace.pop(name, None)
    namespace.pop('__dict__', None)
    namespace.pop('__weakref__', None)
    qualname = getattr(cls, '__qualname__', None)
    new = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        new.__qualname__ = qualname
    if frozen_state is not None:
        frozen_state[0] = new
    _rebind_class(cls, new)
    return new


def _rebind_class(old, new):
    # Methods that use super() or __class__ mean the new class.
    for value in new.__dict__.values():
        value = getattr(value, '__wrapped__', value)
        if isinstance(value, (staticmethod, classmethod)):
            value = value.__func__
        functions = (value.fget, value.fset, value.fdel) if isinstance(value, property) else (value,)
        for function in functions:
            for cell in getattr(function, '__closure__', None) or ():
                try:
                    if cell.cell_contents is old:
                        cell.cell_contents = new
                except ValueError:
                    pass


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        all_fields = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple([f for f in all_fields.values() if f._field_type is _FIELD])


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return _plain(obj, lambda f: dict_factory(f), dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return _plain(obj, lambda f: tuple_factory([value for _, value in f]), dict)


def _plain(obj, whole, dict_factory):
    if _is_instance(obj):
        return whole([(f.name, _plain(getattr(obj, f.name), whole, dict_factory)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_plain(v, whole, dict_factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_plain(v, whole, dict_factory) for v in obj])
    if isinstance(obj, dict):
        items = [(_plain(k, whole, dict_factory), _plain(v, whole, dict_factory)) for k, v in obj.items()]
        if hasattr(type(obj), 'default_factory'):
            result = type(obj)(obj.default_factory)
            for k, v in items:
                result[k] = v
            return result
        return type(obj)(items)
    return _deepcopy(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(f'field {f.name} is declared with init=False, it cannot be specified with replace()')
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f'InitVar {f.name!r} must be specified with replace()')
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)


_replace.__name__ = '__replace__'


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False,
                   module=None):
    space = {} if namespace is None else dict(namespace)
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, 'typing.Any'
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, space[item[0]] = item
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if name in annotations:
            raise TypeError(f'Field name duplicated: {name!r}')
        annotations[name] = kind
    space['__annotations__'] = annotations
    space['__module__'] = module or '__main__'
    cls = type(cls_name, bases, space)
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)
