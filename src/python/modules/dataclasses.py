# dataclasses. Methods whose signature depends on the fields are made from text (_function_from); the others are closures.

import sys
from abc import update_abstractmethods as _update_abstractmethods
from copy import deepcopy as _deepcopy
from reprlib import recursive_repr as _recursive_repr
from keyword import iskeyword as _iskeyword
from types import GenericAlias, MappingProxyType as _MappingProxyType, new_class as _new_class

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

    @_recursive_repr()
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


def _means(annotation, cls, word, module):
    # An annotation as a string: does it begin with a name that stands for `word` of `module` where the class was written?
    space = sys.modules.get(cls.__module__).__dict__ if cls.__module__ in sys.modules else {}
    head = _head(annotation)
    if len(head) == 2:
        holder = space.get(head[0])
        return holder is not None and holder is sys.modules.get(module) and getattr(holder, head[1], _GONE) is word
    return space.get(head[0], _GONE) is word


_GONE = object()


def _head(text):
    # The name it begins with, and the one behind a dot.
    names = []
    rest = text
    for _ in range(2):
        rest = rest.lstrip()
        length = 0
        while length < len(rest) and (rest[length].isalnum() or rest[length] == '_'):
            length += 1
        names.append(rest[:length])
        rest = rest[length:].lstrip()
        if not rest.startswith('.'):
            break
        rest = rest[1:]
    # A dot with no name behind it belongs to something else.
    return names if len(names) == 1 or names[1] else names[:1] if text.lstrip()[len(names[0]):].lstrip()[1:2] != '.' else ['']


def _is_classvar(annotation, cls):
    typing = sys.modules.get('typing')
    if typing is None:
        return False
    if isinstance(annotation, str):
        return _means(annotation, cls, typing.ClassVar, 'typing')
    return annotation is typing.ClassVar or getattr(annotation, '__origin__', None) is typing.ClassVar


def _is_initvar(annotation, cls):
    if isinstance(annotation, str):
        return _means(annotation, cls, InitVar, 'dataclasses')
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation, cls):
    if isinstance(annotation, str):
        return _means(annotation, cls, KW_ONLY, 'dataclasses')
    return annotation is KW_ONLY


class _Slotted:
    __slots__ = ('x',)


_MEMBER = type(_Slotted.x)


def _check(f):
    # What cannot go together in one field.
    plain = f._field_type is _FIELD
    if not plain and f.default_factory is not MISSING:
        raise TypeError(f'field {f.name} cannot have a default factory')
    if f._field_type is _FIELD_CLASSVAR and f.kw_only is not MISSING:
        raise TypeError(f'field {f.name} is a ClassVar but specifies kw_only')
    if plain and f.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {type(f.default)} for field {f.name} is not allowed: use default_factory')


class _Blueprint:
    # What is known of a class that becomes a dataclass, and the methods that follow from it.

    def __init__(self, cls, params):
        self.cls = cls
        self.params = params
        self.fields = {}
        # Methods that mean the class itself look here: with slots it becomes another.
        self.target = [cls]

    # The fields.

    def inherit(self):
        # Those of the bases, and who of them is frozen.
        frozen = []
        for base in reversed(self.cls.__mro__[1:]):
            theirs = getattr(base, _FIELDS, None)
            if theirs is not None:
                frozen.append(getattr(base, _PARAMS).frozen)
                self.fields.update({f.name: f for f in theirs.values()})
        return frozen

    def own_field(self, name, annotation, kw_only):
        found = getattr(self.cls, name, MISSING)
        if not isinstance(found, Field):
            # What __slots__ put there is no default.
            found = field(default=MISSING if isinstance(found, _MEMBER) else found)
        found.name, found.type = name, annotation
        if _is_classvar(annotation, self.cls):
            found._field_type = _FIELD_CLASSVAR
        else:
            found._field_type = _FIELD_INITVAR if _is_initvar(annotation, self.cls) else _FIELD
        _check(found)
        if found.kw_only is MISSING and found._field_type is not _FIELD_CLASSVAR:
            found.kw_only = kw_only
        return found

    def own_fields(self):
        kw_only = self.params.kw_only
        marked = False
        own = []
        annotations = self.cls.__dict__.get('__annotations__', {})
        for name, annotation in annotations.items():
            if not _is_kw_only(annotation, self.cls):
                own.append(self.own_field(name, annotation, kw_only))
            elif marked:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            else:
                marked = kw_only = True
        for f in own:
            self.fields[f.name] = f
            # The class itself shows the default, not how the field was described.
            if isinstance(getattr(self.cls, f.name, None), Field):
                if f.default is MISSING:
                    delattr(self.cls, f.name)
                else:
                    setattr(self.cls, f.name, f.default)
        for name, value in self.cls.__dict__.items():
            if isinstance(value, Field) and name not in annotations:
                raise TypeError(f'{name!r} is a field but has no type annotation')

    def kinds(self, *kinds):
        return [f for f in self.fields.values() if f._field_type in kinds]

    # The methods.

    def add(self, method, refusal=None, always=False):
        # What the class has already is left alone, or must not be there.
        name = method.__name__
        if not always and name in self.cls.__dict__:
            if refusal is not None:
                raise TypeError(f'Cannot overwrite attribute {name} in class {self.cls.__name__}{refusal}')
            return
        method.__qualname__ = f'{self.cls.__qualname__}.{name}'
        method.__module__ = self.cls.__module__
        setattr(self.cls, name, method)

    def init(self):
        given = [f for f in self.kinds(_FIELD, _FIELD_INITVAR) if f.init]
        text = _InitText('__dataclass_self__' if 'self' in self.fields else 'self', self.params.frozen)
        optional = None
        for f in given:
            if f.kw_only:
                continue
            if f.default is not MISSING or f.default_factory is not MISSING:
                optional = f
            elif optional:
                raise TypeError(f'non-default argument {f.name!r} follows default argument {optional.name!r}')
            text.parameter(f)
        keywords = [f for f in given if f.kw_only]
        if keywords:
            text.parameters.append('*')
            for f in keywords:
                text.parameter(f)
        for f in self.kinds(_FIELD):
            text.assign(f, self.params.slots)
        if hasattr(self.cls, _POST_INIT):
            text.body.append(f'{text.me}.{_POST_INIT}({", ".join([f.name for f in self.kinds(_FIELD_INITVAR)])})')
        return text.function()

    def repr(self):
        names = [f.name for f in self.kinds(_FIELD) if f.repr]

        @_recursive_repr()
        def __repr__(self):
            shown = ', '.join([f'{name}={getattr(self, name)!r}' for name in names])
            return f'{self.__class__.__qualname__}({shown})'
        return __repr__

    def eq(self):
        names = [f.name for f in self.kinds(_FIELD) if f.compare]

        def __eq__(self, other):
            if self is other:
                return True
            if other.__class__ is not self.__class__:
                return NotImplemented
            equal = True
            for name in names:
                equal = getattr(self, name) == getattr(other, name)
                if not equal:
                    break
            return equal
        return __eq__

    def order(self):
        names = [f.name for f in self.kinds(_FIELD) if f.compare]

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

    def hash(self):
        names = [f.name for f in self.kinds(_FIELD) if (f.compare if f.hash is None else f.hash)]

        def __hash__(self):
            return hash(tuple([getattr(self, name) for name in names]))
        return __hash__

    def frozen(self):
        names = frozenset([f.name for f in self.kinds(_FIELD)])
        target = self.target

        def __setattr__(self, name, value):
            if type(self) is target[0] or name in names:
                raise FrozenInstanceError(f'cannot assign to field {name!r}')
            super(target[0], self).__setattr__(name, value)

        def __delattr__(self, name):
            if type(self) is target[0] or name in names:
                raise FrozenInstanceError(f'cannot delete field {name!r}')
            super(target[0], self).__delattr__(name)

        return __setattr__, __delattr__

    def add_hash(self):
        # A class that says how it is compared, but not how it is hashed, has None there.
        own = self.cls.__dict__.get('__hash__', MISSING)
        explicit = own is not MISSING and (own is not None or '__eq__' not in self.cls.__dict__)
        params = self.params
        return lambda: self.choose_hash(explicit, params)

    def choose_hash(self, explicit, params):
        if params.unsafe_hash:
            if explicit:
                raise TypeError(f'Cannot overwrite attribute __hash__ in class {self.cls.__name__}')
            self.add(self.hash(), always=True)
        elif params.eq and not explicit:
            if params.frozen:
                self.add(self.hash(), always=True)
            else:
                self.cls.__hash__ = None

    # What a reader sees of it.

    def doc(self):
        cls = self.cls
        if '__init__' not in cls.__dict__ or not self.params.init or type(cls).__call__ is not type.__call__:
            import inspect
            try:
                return cls.__name__ + str(inspect.signature(cls)).replace(' -> None', '')
            except (TypeError, ValueError):
                return cls.__name__
        shown = []
        fields = [f for f in self.kinds(_FIELD, _FIELD_INITVAR) if f.init]
        for f in sorted(fields, key=lambda f: f.kw_only):
            if f.kw_only and '*' not in shown:
                shown.append('*')
            part = f'{f.name}: {_text(f.type)}'
            if f.default is not MISSING:
                part += f' = {f.default!r}'
            elif f.default_factory is not MISSING:
                part += ' = <factory>'
            shown.append(part)
        return f'{cls.__name__}({", ".join(shown)})'

    def build(self):
        cls, params = self.cls, self.params
        setattr(cls, _PARAMS, params)
        frozen = self.inherit()
        self.own_fields()
        if not params.frozen and any(frozen):
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if params.frozen and not all(frozen):
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
        setattr(cls, _FIELDS, self.fields)
        add_hash = self.add_hash()
        if params.order and not params.eq:
            raise ValueError('eq must be true if order is true')
        if params.init:
            self.add(self.init())
        if '__replace__' not in cls.__dict__:
            cls.__replace__ = _replace
        if params.repr:
            self.add(self.repr())
        if params.eq:
            self.add(self.eq())
        for method in self.order() if params.order else ():
            self.add(method, '. Consider using functools.total_ordering')
        for method in self.frozen() if params.frozen else ():
            self.add(method, '')
        add_hash()
        if not getattr(cls, '__doc__'):
            cls.__doc__ = self.doc()
        if params.match_args and '__match_args__' not in cls.__dict__:
            given = self.kinds(_FIELD, _FIELD_INITVAR)
            cls.__match_args__ = tuple([f.name for f in given if f.init and not f.kw_only])
        if params.slots:
            cls = self.slotted()
        elif params.weakref_slot:
            raise TypeError('weakref_slot is True but slots is False')
        _update_abstractmethods(cls)
        return cls

    def slotted(self):
        # A class like this one, but with slots: they can be had only from the beginning.
        old = self.cls
        if '__slots__' in old.__dict__:
            raise TypeError(f'{old.__name__} already specifies __slots__')
        names = [f.name for f in self.kinds(_FIELD)]
        wanted = names + ['__weakref__'] if self.params.weakref_slot else names
        inherited = {slot for base in old.__mro__[1:-1] for slot in _slots_of(base)}
        space = {name: value for name, value in old.__dict__.items() if name not in (*names, '__dict__', '__weakref__')}
        space['__slots__'] = tuple([name for name in wanted if name not in inherited])
        if self.params.frozen:
            # Copies and pickles could not set what is frozen.
            space.setdefault('__getstate__', _dataclass_getstate)
            space.setdefault('__setstate__', _dataclass_setstate)
        new = type(old)(old.__name__, old.__bases__, space)
        new.__qualname__ = old.__qualname__
        # Methods that use super() or __class__ go on to mean the old class, as in CPython before 3.14.
        self.target[0] = new
        return new


class _InitText:
    # The text of an __init__, and the values that it names.

    def __init__(self, me, frozen):
        self.me = me
        self.frozen = frozen
        self.parameters = [me]
        self.body = []
        self.values = {'__set__': object.__setattr__, '__unset__': _HAS_DEFAULT_FACTORY}

    def named(self, kind, f, value):
        name = f'__{kind}_{f.name}__'
        self.values[name] = value
        return name

    def parameter(self, f):
        text = f'{f.name}: {self.named("type", f, f.type)}'
        if f.default is not MISSING:
            text += f' = {self.named("default", f, f.default)}'
        elif f.default_factory is not MISSING:
            text += ' = __unset__'
        self.parameters.append(text)

    def assign(self, f, slots):
        value = f.name
        if f.default_factory is not MISSING:
            make = f'{self.named("make", f, f.default_factory)}()'
            value = f'{make} if {f.name} is __unset__ else {f.name}' if f.init else make
        elif not f.init:
            # Without a slot the class has the default.
            if not slots or f.default is MISSING:
                return
            value = self.named('default', f, f.default)
        self.body.append(f'__set__({self.me}, {f.name!r}, {value})' if self.frozen else f'{self.me}.{f.name} = {value}')

    def function(self):
        lines = '\n  '.join(self.body or ['pass'])
        head = f'def _make({", ".join(self.values)}):\n def __init__({", ".join(self.parameters)}) -> None:\n  '
        return _function_from(f'{head}{lines}\n return __init__\n')(*self.values.values())


def _text(annotation):
    # As inspect.signature writes it.
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if isinstance(annotation, GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ == 'builtins':
            return annotation.__qualname__
        return f'{annotation.__module__}.{annotation.__qualname__}'
    return repr(annotation)


def _slots_of(cls):
    slots = cls.__dict__.get('__slots__')
    if isinstance(slots, str):
        return (slots,)
    if slots is None:
        return [name for name in ('__weakref__', '__dict__') if name in cls.__dict__]
    if hasattr(slots, '__next__'):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return slots


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        params = _DataclassParams(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                                  match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)
        return _Blueprint(cls, params).build()
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
        if hasattr(obj, 'default_factory'):
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
    annotations = {}
    defaults = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, 'typing.Any'
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, defaults[item[0]] = item
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if _iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in annotations:
            raise TypeError(f'Field name duplicated: {name!r}')
        annotations[name] = kind

    def body(space):
        space.update(namespace or {})
        space.update(defaults)
        space['__annotations__'] = annotations
    cls = _new_class(cls_name, bases, {}, body)
    cls.__module__ = module or '__main__'
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)
