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


class EnumDict(dict):
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
            super().__setitem__(key, value)
            return
        if _is_sunder(key):
            if key not in ('_order_', '_generate_next_value_', '_numeric_repr_', '_missing_', '_ignore_', '_iter_member_',
                           '_iter_member_by_value_', '_iter_member_by_def_', '_add_alias_', '_add_value_alias_'):
                raise ValueError(f'_sunder_ names, such as {key!r}, are reserved for future Enum use')
            if key == '_generate_next_value_':
                if self._auto_called:
                    raise TypeError('_generate_next_value_ must be defined before members')
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key == '_ignore_':
                value = value.replace(',', ' ').split() if isinstance(value, str) else list(value)
                self._ignore = value
                already = set(value) & set(self._member_names)
                if already:
                    raise ValueError(f'_ignore_ cannot specify already set names: {already!r}')
        elif _is_dunder(key):
            if key == '__order__':
                key = '_order_'
        elif key in self._member_names:
            raise TypeError(f'{key!r} already defined as {self[key]!r}')
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif not isinstance(value, member) and (_is_descriptor(value) or self._is_nested(value)):
            pass
        else:
            if key in self:
                raise TypeError(f'{key!r} already defined as {self[key]!r}')
            if isinstance(value, member):
                value = value.value
            value = self._automatic(key, value)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

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


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        space = EnumDict(cls)
        if bases:
            _, first = metacls._get_mixins_(cls, bases)
            if first is not None:
                generate = getattr(first, '_generate_next_value_', None)
                space._generate = generate
        if space._generate is None:
            space._generate = _next_value
        return space

    def __new__(metacls, cls, bases, space, *, boundary=None, _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, space, **kwds)
        names = list(space._member_names)
        invalid = set(names) & {'mro', ''}
        if invalid:
            raise ValueError('invalid enum member name(s) ' + ','.join([repr(n) for n in names if n in invalid]))
        values = {name: space[name] for name in names}
        order = space.get('_order_')
        plain = {}
        for key, value in space.items():
            if key not in values and key not in ('_order_', '_ignore_') and key not in space._ignore:
                plain[key] = value
        if '_generate_next_value_' in plain and not isinstance(plain['_generate_next_value_'], staticmethod):
            plain['_generate_next_value_'] = staticmethod(plain['_generate_next_value_'])
        member_type, first = metacls._get_mixins_(cls, bases)
        new, save_new, use_args = metacls._find_new_(plain, member_type, first)
        plain['_new_member_'] = new
        plain['_use_args_'] = use_args
        plain['_member_names_'] = []
        plain['_member_map_'] = {}
        plain['_value2member_map_'] = {}
        plain['_hashable_values_'] = []
        plain['_unhashable_values_'] = []
        plain['_member_type_'] = member_type
        plain['_value_repr_'] = metacls._find_data_repr_(cls, bases)
        plain['_boundary_'] = boundary or getattr(first, '_boundary_', None)
        plain['_flag_mask_'] = 0
        plain['_singles_mask_'] = 0
        plain['_all_bits_'] = 0
        plain['_inverted_'] = None
        own_new = plain.pop('__new__', None) if save_new else None
        if own_new is not None:
            plain['__new_member__'] = own_new
        own_format = '__format__' in plain
        own_str = '__str__' in plain
        enum_class = super().__new__(metacls, cls, bases, plain, **kwds)
        if first is not None:
            for name in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
                if name in plain:
                    continue
                found = getattr(enum_class, name)
                if member_type is not object and found in (getattr(member_type, name, None), getattr(object, name, None)):
                    setattr(enum_class, name, getattr(first, name))
        is_flag = Flag is not None and issubclass(enum_class, Flag)
        if is_flag:
            # Operators of Flag, not of the int that is mixed in.
            for name in ('__or__', '__and__', '__xor__', '__ror__', '__rand__', '__rxor__', '__invert__'):
                if name not in plain:
                    setattr(enum_class, name, getattr(Flag, name))
        for name in names:
            metacls._add_member(enum_class, name, values[name], is_flag)
        if is_flag:
            singles = [m._value_ for m in enum_class._member_map_.values() if _is_single_bit(m._value_)]
            enum_class._singles_mask_ = 0
            for bits in singles:
                enum_class._singles_mask_ |= bits
            enum_class._all_bits_ = 2 ** enum_class._flag_mask_.bit_length() - 1
        if order is not None:
            wanted = order.replace(',', ' ').split() if isinstance(order, str) else list(order)
            have = [n for n in enum_class._member_names_]
            if wanted != have:
                raise TypeError(f'member order does not match _order_:\n  {have!r}\n  {wanted!r}')
        if Enum is not None and first is not None:
            enum_class.__new__ = Enum.__new__
        return enum_class

    @staticmethod
    def _add_member(enum_class, name, value, is_flag):
        member_type = enum_class._member_type_
        args = value if isinstance(value, tuple) else (value,)
        if member_type is tuple:
            args = (args,)
        new = enum_class._new_member_
        made = new(enum_class) if not enum_class._use_args_ else new(enum_class, *args)
        if not hasattr(made, '_value_'):
            if member_type is object:
                made._value_ = value
            else:
                try:
                    made._value_ = member_type(*args)
                except Exception as exc:
                    raise TypeError('_value_ not set in __new__, unable to create it') from exc
        value = made._value_
        made._name_ = name
        made.__objclass__ = enum_class
        made._sort_order_ = len(enum_class._member_names_)
        made.__init__(*args)
        known = None
        try:
            known = enum_class._value2member_map_.get(value)
        except TypeError:
            for other in enum_class._member_map_.values():
                if other._value_ == value:
                    known = other
                    break
        if known is None and is_flag and isinstance(value, int) and not _is_single_bit(value):
            # A combination is an alias, not a member to iterate over.
            canonical = False
        else:
            canonical = known is None
        if known is not None:
            made = known
        elif canonical:
            enum_class._member_names_.append(name)
        if is_flag and isinstance(value, int):
            enum_class._flag_mask_ |= value
        enum_class._member_map_[name] = made
        type.__setattr__(enum_class, name, made)
        if known is None:
            try:
                enum_class._value2member_map_[value] = made
                enum_class._hashable_values_.append(value)
            except TypeError:
                enum_class._unhashable_values_.append(value)

    def __bool__(cls):
        return True

    def __call__(cls, value=_AUTO, names=_AUTO, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_map_:
            if names is not _AUTO:
                value = (value, names) + values
            return cls.__new__(cls, value)
        if names is _AUTO and type is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start, boundary=boundary)

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
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        space = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            last = []
            pairs = []
            for count, name in enumerate(names):
                value = space._generate(name, start, count, last[:])
                last.append(value)
                pairs.append((name, value))
            names = pairs
        for item in names.items() if isinstance(names, dict) else names:
            name, value = item
            space[name] = value
        space['__module__'] = module or '__main__'
        if qualname is not None:
            space['__qualname__'] = qualname
        return metacls.__new__(metacls, class_name, bases, space, boundary=boundary)

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError(f'{_class_text(class_name)} cannot extend {base!r}')

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        if not bases or Enum is None:
            return object, None if Enum is None else Enum
        first = bases[-1]
        if not isinstance(first, EnumType):
            raise TypeError('new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`')
        member_type = mcls._find_data_type_(class_name, bases) or object
        return member_type, first

    @classmethod
    def _find_data_type_(mcls, class_name, bases):
        found = []
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        if base._member_type_ not in found:
                            found.append(base._member_type_)
                        break
                elif '__new__' in base.__dict__ or '__dataclass_fields__' in base.__dict__:
                    kind = candidate or base
                    if kind not in found:
                        found.append(kind)
                    break
                else:
                    candidate = candidate or base
        if len(found) > 1:
            raise TypeError(f'too many data types for {class_name!r}: {set(found)!r}')
        return found[0] if found else None

    @classmethod
    def _find_data_repr_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    return base._value_repr_
                if '__repr__' in base.__dict__:
                    return base.__dict__['__repr__']
        return None

    @classmethod
    def _find_new_(mcls, space, member_type, first):
        new = space.get('__new__')
        save = first is not None and new is not None
        if new is None:
            for method in ('__new_member__', '__new__'):
                for possible in (member_type, first):
                    target = getattr(possible, method, None)
                    if target is not None and target not in (object.__new__, getattr(Enum, '__new__', None)):
                        new = target
                        break
                if new is not None:
                    break
            else:
                new = object.__new__
        elif isinstance(new, staticmethod):
            new = new.__func__
        use_args = first is not None and new is not object.__new__
        return new, save, use_args


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
