# enum: classes whose members are constants of their own kind.

from types import DynamicClassAttribute, MappingProxyType

__all__ = ['EnumMeta', 'EnumType', 'Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'ReprEnum', 'FlagBoundary', 'STRICT', 'CONFORM',
           'EJECT', 'KEEP', 'auto', 'unique', 'member', 'nonmember', 'property', 'global_enum', 'EnumCheck', 'CONTINUOUS',
           'NAMED_FLAGS', 'UNIQUE', 'verify']

_property = property
_AUTO = object()


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class auto:
    def __init__(self, value=_AUTO):
        self.value = value

    def __repr__(self):
        return f'auto({self.value!r})' if self.value is not _AUTO else 'auto()'


class property(DynamicClassAttribute):
    # Of instances; on the class, a member of the same name comes first.
    pass


_DESCRIPTORS = (type(lambda: 0), type(len), type(str.join), _property, staticmethod, classmethod)


def _is_descriptor(obj):
    cls = type(obj)
    return isinstance(obj, _DESCRIPTORS) or hasattr(cls, '__get__') or hasattr(cls, '__set__') or hasattr(cls, '__delete__')


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_' and name[-3] != '_'


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_' and name[-2] != '_'


def _is_private(cls_name, name):
    start = f'_{cls_name}__'
    return len(name) > len(start) and name.startswith(start) and not name.endswith('__')


# Names with one underscore on each side that mean something to an enumeration.
_SETTINGS = frozenset(['_order_', '_generate_next_value_', '_numeric_repr_', '_missing_', '_ignore_', '_iter_member_',
                       '_iter_member_by_value_', '_iter_member_by_def_', '_add_alias_', '_add_value_alias_'])


class EnumDict(dict):
    # The body of an enumeration: it tells members from all other names as they are assigned.

    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._generate = None
        self._auto_called = False

    def __setitem__(self, key, value):
        if _is_private(self._cls_name or '', key):
            pass
        elif _is_sunder(key):
            value = self._setting(key, value)
        elif _is_dunder(key):
            key = '_order_' if key == '__order__' else key
        else:
            value = self._assigned(key, value)
        super().__setitem__(key, value)

    def _setting(self, key, value):
        if key not in _SETTINGS:
            raise ValueError(f'_sunder_ names, such as {key!r}, are reserved for future Enum use')
        if key == '_ignore_':
            self._ignore = value = value.replace(',', ' ').split() if isinstance(value, str) else list(value)
            too_late = set(value) & set(self._member_names)
            if too_late:
                raise ValueError(f'_ignore_ cannot specify already set names: {too_late!r}')
        elif key == '_generate_next_value_':
            if self._auto_called:
                raise TypeError('_generate_next_value_ must be defined before members')
            self._generate = getattr(value, '__func__', value) if isinstance(value, staticmethod) else value
        return value

    def _assigned(self, key, value):
        twice = key in self._member_names
        if not twice:
            if key in self._ignore:
                return value
            if isinstance(value, nonmember):
                return value.value
            if not isinstance(value, member) and (_is_descriptor(value) or self._is_nested(value)):
                return value
        if twice or key in self:
            raise TypeError(f'{key!r} already defined as {self[key]!r}')
        value = self._automatic(key, value.value if isinstance(value, member) else value)
        self._member_names[key] = None
        self._last_values.append(value)
        return value

    def _is_nested(self, value):
        # A class defined in the body stays a class.
        return isinstance(value, type) and value.__qualname__.endswith('.' + value.__name__) and \
            getattr(value, '__qualname__', '').split('.')[-2:-1] == [self._cls_name]

    def _automatic(self, key, value):
        if isinstance(value, auto):
            if value.value is _AUTO:
                value.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
                self._auto_called = True
            return value.value
        if type(value) is tuple and any([isinstance(v, auto) for v in value]):
            return tuple([self._automatic(key, v) for v in value])
        return value

    @_property
    def member_names(self):
        return list(self._member_names)

    def update(self, members, **more):
        for name in members.keys() if hasattr(members, 'keys') else [n for n, _ in members]:
            self[name] = members[name] if hasattr(members, 'keys') else dict(members)[name]
        for name, value in more.items():
            self[name] = value


_EnumDict = EnumDict


class _Plan:
    # What an enumeration is going to be, from its bases and its body.

    def __init__(self, name, bases, body=None):
        self.name = name
        self.bases = bases
        self.body = body
        self.parent = None
        self.kind = object
        if bases and Enum is not None:
            self.parent = bases[-1]
            if not isinstance(self.parent, EnumType):
                raise TypeError('new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`')
            self.kind = self.find_kind()

    def ancestors(self):
        # Of each base in turn, those that say something.
        for base in self.bases:
            yield [ancestor for ancestor in base.__mro__ if ancestor is not object]

    def find_kind(self):
        # What the members are besides members: int, str, a class with a __new__ or a dataclass.
        kinds = []
        for line in self.ancestors():
            own = None
            for ancestor in line:
                if isinstance(ancestor, EnumType):
                    kind = ancestor._member_type_
                    if kind is object:
                        continue
                elif '__new__' in ancestor.__dict__ or '__dataclass_fields__' in ancestor.__dict__:
                    # A class before it in the line adds to it.
                    kind = own or ancestor
                else:
                    own = own or ancestor
                    continue
                if kind not in kinds:
                    kinds.append(kind)
                break
        if len(kinds) > 1:
            raise TypeError(f'too many data types for {self.name!r}: {set(kinds)!r}')
        return kinds[0] if kinds else object

    def value_repr(self):
        for line in self.ancestors():
            for ancestor in line:
                if isinstance(ancestor, EnumType):
                    return ancestor._value_repr_
                if '__repr__' in ancestor.__dict__:
                    return ancestor.__dict__['__repr__']
        return None

    def maker(self):
        # The function that makes a member: of the body, or the first that is more than that of object or Enum.
        own = self.body.get('__new__')
        if own is not None:
            return own.__func__ if isinstance(own, staticmethod) else own
        ordinary = (object.__new__, getattr(Enum, '__new__', None))
        for name in ('__new_member__', '__new__'):
            for cls in (self.kind, self.parent):
                found = getattr(cls, name, None)
                if found is not None and found not in ordinary:
                    return found
        return object.__new__

    def attributes(self, boundary):
        body = self.body
        hidden = {'_order_', '_ignore_', *body._ignore, *body._member_names}
        found = {name: value for name, value in body.items() if name not in hidden}
        generate = found.get('_generate_next_value_')
        if generate is not None and not isinstance(generate, staticmethod):
            found['_generate_next_value_'] = staticmethod(generate)
        maker = self.maker()
        if self.parent is not None and '__new__' in found:
            # Calling the class looks a member up; what makes one has another name.
            found['__new_member__'] = found.pop('__new__')
        found.update(
            _new_member_=maker, _use_args_=self.parent is not None and maker is not object.__new__, _member_type_=self.kind,
            _value_repr_=self.value_repr(), _boundary_=boundary or getattr(self.parent, '_boundary_', None), _member_names_=[],
            _member_map_={}, _value2member_map_={}, _hashable_values_=[], _unhashable_values_=[], _flag_mask_=0, _singles_mask_=0,
            _all_bits_=0, _inverted_=None)
        return found

    def lend(self, cls, own):
        # Methods that the mixed-in kind would bring, but that an enumeration has of its own.
        if self.parent is not None and self.kind is not object:
            for name in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
                plain = (getattr(self.kind, name, None), getattr(object, name, None))
                if name not in own and getattr(cls, name) in plain:
                    setattr(cls, name, getattr(self.parent, name))
        if _is_flag(cls):
            for name in ('__or__', '__and__', '__xor__', '__ror__', '__rand__', '__rxor__', '__invert__'):
                if name not in own:
                    setattr(cls, name, getattr(Flag, name))

    def check_order(self, cls):
        order = self.body.get('_order_')
        if order is not None:
            wanted = order.replace(',', ' ').split() if isinstance(order, str) else list(order)
            if wanted != cls._member_names_:
                raise TypeError(f'member order does not match _order_:\n  {cls._member_names_!r}\n  {wanted!r}')


def _is_flag(cls):
    return Flag is not None and issubclass(cls, Flag)


def _made_member(cls, name, value):
    # An instance for a name; whether it becomes a member is another question.
    kind = cls._member_type_
    args = value if isinstance(value, tuple) else (value,)
    if kind is tuple:
        args = (args,)
    made = cls._new_member_(cls, *args) if cls._use_args_ else cls._new_member_(cls)
    if not hasattr(made, '_value_'):
        try:
            made._value_ = value if kind is object else kind(*args)
        except Exception as exc:
            raise TypeError('_value_ not set in __new__, unable to create it') from exc
    made._name_ = name
    made.__objclass__ = cls
    made._sort_order_ = len(cls._member_names_)
    made.__init__(*args)
    return made


def _enter(cls, name, made):
    # Gives a name to a member, or to the one that has its value already.
    value = made._value_
    bits = _is_flag(cls) and isinstance(value, int)
    if bits:
        cls._flag_mask_ |= value
    known = _known(cls, value)
    if known is None:
        # Several flags together are an alias, which is not counted among the members.
        if not bits or _is_single_bit(value):
            cls._member_names_.append(name)
        try:
            cls._value2member_map_[value] = made
            cls._hashable_values_.append(value)
        except TypeError:
            cls._unhashable_values_.append(value)
    else:
        made = known
    cls._member_map_[name] = made
    type.__setattr__(cls, name, made)


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        for base in bases:
            for ancestor in base.__mro__:
                if isinstance(ancestor, EnumType) and ancestor._member_names_:
                    raise TypeError(f'{_class_text(cls)} cannot extend {ancestor!r}')
        body = EnumDict(cls)
        body._generate = getattr(_Plan(cls, bases).parent, '_generate_next_value_', None) or _next_value
        return body

    def __new__(metacls, cls, bases, space, *, boundary=None, _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, space, **kwds)
        wrong = [repr(name) for name in space._member_names if name in ('mro', '')]
        if wrong:
            raise ValueError('invalid enum member name(s) ' + ','.join(wrong))
        plan = _Plan(cls, bases, space)
        attributes = plan.attributes(boundary)
        made = super().__new__(metacls, cls, bases, attributes, **kwds)
        plan.lend(made, attributes)
        for name in space._member_names:
            _enter(made, name, _made_member(made, name, space[name]))
        if _is_flag(made):
            for single in made._member_map_.values():
                if _is_single_bit(single._value_):
                    made._singles_mask_ |= single._value_
            made._all_bits_ = 2 ** made._flag_mask_.bit_length() - 1
        plan.check_order(made)
        if plan.parent is not None:
            made.__new__ = Enum.__new__
        return made

    def __bool__(cls):
        return True

    def __call__(cls, value=_AUTO, names=_AUTO, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_map_:
            if names is not _AUTO:
                value = (value, names) + values
            return cls.__new__(cls, value)
        if names is _AUTO and type is None:
            return cls.__new__(cls, value)
        return cls._create_(value, () if names is _AUTO else names, module=module, qualname=qualname, type=type, start=start, boundary=boundary)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            return value in cls._value2member_map_
        except TypeError:
            return value in cls._unhashable_values_

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'{cls.__name__!r} cannot delete member {attr!r}.')
        super().__delattr__(attr)

    def __dir__(cls):
        return ['__class__', '__contains__', '__doc__', '__getitem__', '__init_subclass__', '__iter__', '__len__', '__members__',
                '__module__', '__name__', '__qualname__'] + cls._member_names_

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    @_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        kind = 'flag' if Flag is not None and issubclass(cls, Flag) else 'enum'
        return f'<{kind} {cls.__name__!r}>'

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'cannot reassign member {name!r}')
        super().__setattr__(name, value)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        # The functional way: names in a text or a list, names with values, or a dict of them.
        bases = (cls,) if type is None else (type, cls)
        body = cls.__class__.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if isinstance(names, dict):
            names = names.items()
        elif isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            values = []
            for name in names:
                values.append(body._generate(name, start, len(values), values[:]))
            names = zip(names, values)
        for name, value in names:
            body[name] = value
        body['__module__'] = module or '__main__'
        if qualname is not None:
            body['__qualname__'] = qualname
        return cls.__class__.__new__(cls.__class__, class_name, bases, body, boundary=boundary)


EnumMeta = EnumType
Enum = None
Flag = None


def _class_text(name):
    return f'<enum {name!r}>'


def _next_value(name, start, count, last_values):
    if not last_values:
        return start
    try:
        return sorted(last_values)[-1] + 1
    except TypeError:
        raise TypeError('unable to sort non-numeric values') from None


def _is_single_bit(value):
    return value != 0 and value & (value - 1) == 0


def _known(cls, value):
    # The member that has the value, or None. What cannot be hashed is compared with each.
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        return next((m for m in cls._member_map_.values() if m._value_ == value), None)


def _asked_for(cls, value):
    # What the class makes of a value that no member has, which must be a member (or a plain int, where flags let go of it).
    wrong = ValueError(f'{value!r} is not a valid {cls.__qualname__}')
    try:
        made = cls._missing_(value)
    except ValueError:
        raise
    except Exception as error:
        error.__context__ = wrong
        raise
    if isinstance(made, cls) or isinstance(made, int) and getattr(cls, '_boundary_', None) is EJECT and issubclass(cls, Flag):
        return made
    if made is None:
        raise wrong
    odd = TypeError(f'error in {cls.__name__}._missing_: returned {made!r} instead of None or a valid member')
    odd.__context__ = wrong
    raise odd


class Enum(metaclass=EnumType):
    def __new__(cls, value=_AUTO):
        if type(value) is cls:
            return value
        member = _known(cls, value)
        if member is not None:
            return member
        if not cls._member_map_:
            raise TypeError(f'{cls!r} has no members; specify `names=()` if you meant to create a new, empty, enum')
        return _asked_for(cls, value)

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return _next_value(name, start, count, last_values)

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        show = self.__class__._value_repr_ or repr
        return f'<{self.__class__.__name__}.{self._name_}: {show(self._value_)}>'

    def __str__(self):
        return f'{self.__class__.__name__}.{self._name_}'

    def __dir__(self):
        return ['__class__', '__doc__', '__eq__', '__hash__', '__module__', 'name', 'value']

    def __format__(self, spec):
        return str.__format__(str(self), spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    def _add_alias_(self, name):
        self.__class__._member_map_[name] = self
        type.__setattr__(self.__class__, name, self)

    def _add_value_alias_(self, value):
        self.__class__._value2member_map_[value] = self

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    pass


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f'too many arguments for str(): {values!r}')
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f'{values[0]!r} is not a string')
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


for _cls, _kind in ((IntEnum, int), (StrEnum, str)):
    # They look like what they are made of, but for their repr.
    type.__setattr__(_cls, '__str__', _kind.__str__ if _kind is str else lambda self: int.__repr__(self))
    type.__setattr__(_cls, '__format__', _kind.__format__)
    type.__setattr__(_cls, '__repr__', Enum.__repr__)


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 2 ** last.bit_length()
        except Exception:
            raise TypeError(f'invalid flag value {last!r}') from None

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        inside = _within_bounds(cls, value)
        if cls._boundary_ is EJECT and inside is None:
            return value
        if inside < 0:
            # Negative numbers name what is not in them.
            inside += cls._all_bits_ + 1
        member = cls._value2member_map_.get(inside)
        return _combination(cls, inside) if member is None else member

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return (m for m in self.__class__ if m._value_ & self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        show = self.__class__._value_repr_ or repr
        if self._name_ is None:
            return f'<{self.__class__.__name__}: {show(self._value_)}>'
        return f'<{self.__class__.__name__}.{self._name_}: {show(self._value_)}>'

    def __str__(self):
        if self._name_ is None:
            return f'{self.__class__.__name__}({self._value_!r})'
        return f'{self.__class__.__name__}.{self._name_}'

    def __bool__(self):
        return bool(self._value_)

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return NotImplemented

    def __or__(self, other):
        value = self._other(other)
        return NotImplemented if value is NotImplemented else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other(other)
        return NotImplemented if value is NotImplemented else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other(other)
        return NotImplemented if value is NotImplemented else self.__class__(self._value_ ^ value)

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__


def _within_bounds(cls, value):
    # The value as the boundary of the class leaves it; None if it is no flag at all any more.
    mask, every = cls._flag_mask_, cls._all_bits_
    if ~every <= value <= every and not value & (every ^ mask):
        return value
    if cls._boundary_ is STRICT:
        width = max(value.bit_length(), mask.bit_length())
        raise ValueError(f'{cls!r} invalid value {value!r}\n    given {_bits(value, width)}\n  allowed {_bits(mask, width)}')
    if cls._boundary_ is CONFORM:
        return value & mask
    if cls._boundary_ is EJECT:
        return None
    return value + max(every + 1, 2 ** value.bit_length()) if value < 0 else value


def _combination(cls, value):
    # A member without a name of its own, for several flags together; it is kept, so that there is only one.
    kind = cls._member_type_
    made = object.__new__(cls) if kind is object else kind.__new__(cls, value)
    made._value_ = value
    names = [m._name_ for m in cls if m._value_ & value]
    unknown = value & ~cls._flag_mask_
    if names and unknown:
        names.append(cls._numeric_repr_(unknown))
    made._name_ = '|'.join(names) if names else None
    cls._value2member_map_[value] = made
    return made


def _bits(value, width):
    digits = bin(value & (2 ** width - 1))[2:].zfill(width)
    return f"0b{'1' if value < 0 else '0'} {digits}"


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    pass


type.__setattr__(IntFlag, '__str__', lambda self: int.__repr__(self))
type.__setattr__(IntFlag, '__format__', int.__format__)
type.__setattr__(IntFlag, '__repr__', Flag.__repr__)


def unique(enumeration):
    twice = [(name, m.name) for name, m in enumeration.__members__.items() if name != m.name]
    if twice:
        shown = ', '.join([f'{alias} -> {name}' for alias, name in twice])
        raise ValueError(f'duplicate values found in {enumeration!r}: {shown}')
    return enumeration


class EnumCheck(StrEnum):
    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                twice = [(n, m.name) for n, m in enumeration.__members__.items() if n != m.name]
                if twice:
                    raise ValueError(f"aliases found in {enumeration!r}: {', '.join([f'{a} -> {n}' for a, n in twice])}")
            elif check is CONTINUOUS:
                values = sorted([m.value for m in enumeration])
                missing = [v for v in range(values[0], values[-1]) if v not in values] if values else []
                if missing:
                    raise ValueError(f"invalid enum {enumeration.__name__!r}: missing values {', '.join([str(m) for m in missing])}")
        return enumeration


def global_enum(cls, update_str=False):
    return cls
