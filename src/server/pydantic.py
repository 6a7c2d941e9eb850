# pydantic, the part that course code uses: models with typed fields, checked and converted as in lax mode, and dumped.

import json as _json
from enum import Enum as _Enum
from typing import Union as _Union, get_origin as _get_origin, get_args as _get_args, Any as _Any, Annotated as _Annotated, \
    Literal as _Literal, get_type_hints as _hints
from types import UnionType as _UnionType

_MISSING = object()


class ValidationError(ValueError):
    def __init__(self, title, errors):
        self.title = title
        self._errors = errors

    def errors(self, **kwargs):
        return self._errors

    def error_count(self):
        return len(self._errors)

    def json(self, **kwargs):
        return _json.dumps(self._errors)

    def __str__(self):
        n = len(self._errors)
        lines = [f"{n} validation error{'' if n == 1 else 's'} for {self.title}"]
        for e in self._errors:
            lines.append('.'.join([str(p) for p in e['loc']]))
            kind = type(e['input']).__name__
            lines.append(f"  {e['msg']} [type={e['type']}, input_value={e['input']!r}, input_type={kind}]")
            lines.append(f"    For further information visit https://errors.pydantic.dev/2.12/v/{e['type']}")
        return '\n'.join(lines)

    __repr__ = __str__


class FieldInfo:
    def __init__(self, default=_MISSING, default_factory=None, alias=None, **constraints):
        self.default = default
        self.default_factory = default_factory
        self.alias = alias
        self.constraints = constraints
        self.annotation = None

    def is_required(self):
        return self.default is _MISSING and self.default_factory is None

    def get_default(self):
        if self.default_factory is not None:
            return self.default_factory()
        return _copied(self.default)


def _copied(value):
    return value.copy() if isinstance(value, (list, dict, set)) else value


def Field(default=_MISSING, *, default_factory=None, alias=None, **constraints):
    if default is ...:
        default = _MISSING
    return FieldInfo(default, default_factory, alias, **constraints)


class _Wrong(Exception):
    # A list of errors, each with its place inside the value.
    def __init__(self, errors):
        self.errors = errors


def _fail(kind, msg, value, loc=()):
    raise _Wrong([{'type': kind, 'loc': tuple(loc), 'msg': msg, 'input': value}])


def _int(value):
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        if value == int(value):
            return int(value)
        _fail('int_from_float', 'Input should be a valid integer, got a number with a fractional part', value)
    if isinstance(value, str):
        try:
            return int(value.strip())
        except ValueError:
            _fail('int_parsing', 'Input should be a valid integer, unable to parse string as an integer', value)
    _fail('int_type', 'Input should be a valid integer', value)


def _float(value):
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, str):
        try:
            return float(value.strip())
        except ValueError:
            _fail('float_parsing', 'Input should be a valid number, unable to parse string as a number', value)
    _fail('float_type', 'Input should be a valid number', value)


def _bool(value):
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)) and value in (0, 1):
        return bool(value)
    if isinstance(value, str):
        lowered = value.lower()
        if lowered in ('1', 'true', 't', 'yes', 'y', 'on'):
            return True
        if lowered in ('0', 'false', 'f', 'no', 'n', 'off'):
            return False
        _fail('bool_parsing', 'Input should be a valid boolean, unable to interpret input', value)
    _fail('bool_type', 'Input should be a valid boolean', value)


def _str(value):
    if isinstance(value, str):
        return value
    _fail('string_type', 'Input should be a valid string', value)


_SIMPLE = {int: _int, float: _float, bool: _bool, str: _str}


def _each(items, kind, make):
    made, errors = [], []
    for i, item in enumerate(items):
        try:
            made.append(validated(kind, item))
        except _Wrong as wrong:
            errors.extend([{**e, 'loc': (i,) + e['loc']} for e in wrong.errors])
    if errors:
        raise _Wrong(errors)
    return make(made)


def validated(kind, value):
    # The value as this type, or _Wrong.
    simple = _SIMPLE.get(kind) if isinstance(kind, type) else None
    if simple is not None:
        return simple(value)
    if kind is _Any or kind is None and value is None or kind is object:
        return value
    origin, args = _get_origin(kind), _get_args(kind)
    if origin is _Annotated:
        made = validated(args[0], value)
        for extra in args[1:]:
            if isinstance(extra, FieldInfo):
                _constrained(extra, made)
        return made
    if origin is _Union or origin is _UnionType:
        if value is None and type(None) in args:
            return None
        for a in args:
            if isinstance(a, type) and type(value) is a:
                return value
        errors = []
        for a in args:
            if a is type(None):
                continue
            try:
                return validated(a, value)
            except _Wrong as wrong:
                errors.extend(wrong.errors)
        raise _Wrong(errors)
    if origin is _Literal:
        if value in args:
            return value
        shown = [repr(a) for a in args]
        expected = shown[0] if len(shown) == 1 else ', '.join(shown[:-1]) + ' or ' + shown[-1]
        _fail('literal_error', f'Input should be {expected}', value)
    base = origin or kind
    if base is list or base is set or base is frozenset or base is tuple:
        if isinstance(value, (str, bytes, dict)) or not hasattr(type(value), '__iter__'):
            name = base.__name__
            _fail(f'{name}_type', f'Input should be a valid {name}', value)
        if not args:
            return base(value)
        if base is tuple and not (len(args) == 2 and args[1] is ...):
            return tuple([validated(a, v) for a, v in zip(args, value)])
        return _each(value, args[0], base)
    if base is dict:
        if not isinstance(value, dict):
            _fail('dict_type', 'Input should be a valid dictionary', value)
        return {validated(args[0], k): validated(args[1], v) for k, v in value.items()} if args else dict(value)
    if isinstance(kind, type):
        if isinstance(value, kind):
            return value
        if issubclass(kind, BaseModel):
            if isinstance(value, dict):
                try:
                    return kind(**value)
                except ValidationError as e:
                    raise _Wrong(e.errors()) from None
            _fail('model_attributes_type', 'Input should be a valid dictionary or object to extract fields from', value)
        if issubclass(kind, _Enum):
            try:
                return kind(value)
            except ValueError:
                shown = [repr(m.value) for m in kind]
                expected = shown[0] if len(shown) == 1 else ', '.join(shown[:-1]) + ' or ' + shown[-1]
                _fail('enum', f'Input should be {expected}', value)
        check = getattr(kind, '_validate', None)
        if check is not None:
            return check(value)
        _fail('is_instance_of', f'Input should be an instance of {kind.__name__}', value)
    return value


def _constrained(info, value):
    c = info.constraints
    if c.get('gt') is not None and not value > c['gt']:
        _fail('greater_than', f"Input should be greater than {c['gt']}", value)
    if c.get('ge') is not None and not value >= c['ge']:
        _fail('greater_than_equal', f"Input should be greater than or equal to {c['ge']}", value)
    if c.get('lt') is not None and not value < c['lt']:
        _fail('less_than', f"Input should be less than {c['lt']}", value)
    if c.get('le') is not None and not value <= c['le']:
        _fail('less_than_equal', f"Input should be less than or equal to {c['le']}", value)
    what = 'string' if isinstance(value, str) else 'list'
    if c.get('min_length') is not None and len(value) < c['min_length']:
        n = c['min_length']
        _fail(f'{what}_too_short', f"String should have at least {n} character{'' if n == 1 else 's'}", value)
    if c.get('max_length') is not None and len(value) > c['max_length']:
        n = c['max_length']
        _fail(f'{what}_too_long', f"String should have at most {n} character{'' if n == 1 else 's'}", value)


class EmailStr(str):
    @staticmethod
    def _validate(value):
        if not isinstance(value, str):
            _fail('string_type', 'Input should be a valid string', value)
        name, at, domain = value.partition('@')
        if not (name and at and '.' in domain):
            _fail('value_error', 'value is not a valid email address: An email address must have an @-sign.', value)
        return value


class HttpUrl(str):
    @staticmethod
    def _validate(value):
        if not (isinstance(value, str) and value.startswith(('http://', 'https://'))):
            _fail('url_parsing', 'Input should be a valid URL', value)
        return value


class ConfigDict(dict):
    pass


def field_validator(*names, mode='after', check_fields=None):
    def mark(f):
        function = f.__func__ if isinstance(f, (classmethod, staticmethod)) else f
        function._validates = names, mode
        return f
    return mark


validator = field_validator


def model_validator(*, mode='after'):
    def mark(f):
        function = f.__func__ if isinstance(f, (classmethod, staticmethod)) else f
        function._validates_model = mode
        return f
    return mark


class _Meta(type):
    def __new__(mcls, name, bases, space, **kwargs):
        cls = super().__new__(mcls, name, bases, space)
        fields, checks = {}, []
        for base in reversed(cls.__mro__[1:]):
            fields.update(base.__dict__.get('model_fields', {}))
            checks.extend(base.__dict__.get('_checks', ()))
        for field_name, annotation in space.get('__annotations__', {}).items():
            if field_name.startswith('_') or field_name == 'model_config' or repr(annotation).startswith('typing.ClassVar'):
                continue
            default = space.get(field_name, _MISSING)
            if isinstance(default, FieldInfo):
                info = default
            else:
                info = FieldInfo(default)
            if _get_origin(annotation) is _Annotated:
                for extra in _get_args(annotation)[1:]:
                    if isinstance(extra, FieldInfo) and default is _MISSING:
                        info = FieldInfo(extra.default, extra.default_factory, extra.alias, **extra.constraints)
            info.annotation = annotation
            fields[field_name] = info
            if field_name in space:
                delattr(cls, field_name)
        for key, value in space.items():
            function = value.__func__ if isinstance(value, (classmethod, staticmethod)) else value
            if hasattr(function, '_validates') or hasattr(function, '_validates_model'):
                checks.append((key, function))
        cls.model_fields = fields
        cls._checks = checks
        cls.__match_args__ = ()
        return cls


class BaseModel(metaclass=_Meta):
    model_config = {}

    def __init__(self, /, **data):
        errors, values = [], {}
        cls = type(self)
        hints = None
        for name, check in cls._checks:
            if getattr(check, '_validates_model', None) == 'before':
                data = check(cls, data)
        for name, info in cls.model_fields.items():
            key = info.alias if info.alias is not None and info.alias in data else name
            if key not in data:
                if info.is_required():
                    errors.append({'type': 'missing', 'loc': (info.alias or name,), 'msg': 'Field required', 'input': data})
                else:
                    values[name] = info.get_default()
                continue
            kind = info.annotation
            if isinstance(kind, str):
                hints = hints or _hints(cls)
                kind = hints[name]
            try:
                value = data[key]
                value = self._checked(name, value, 'before')
                value = validated(kind, value)
                _constrained(info, value)
                values[name] = self._checked(name, value, 'after')
            except _Wrong as wrong:
                errors.extend([{**e, 'loc': (key,) + e['loc']} for e in wrong.errors])
        if cls.model_config.get('extra') == 'forbid':
            for key in data:
                if key not in cls.model_fields:
                    errors.append({'type': 'extra_forbidden', 'loc': (key,), 'msg': 'Extra inputs are not permitted', 'input': data[key]})
        if errors:
            raise ValidationError(cls.__name__, errors)
        self.__dict__.update(values)
        if cls.model_config.get('extra') == 'allow':
            self.__dict__.update({k: v for k, v in data.items() if k not in cls.model_fields})
        for name, check in cls._checks:
            if getattr(check, '_validates_model', None) == 'after':
                check(self)

    def _checked(self, name, value, mode):
        for _, check in type(self)._checks:
            names, when = getattr(check, '_validates', ((), None))
            if when == mode and name in names:
                try:
                    value = check(type(self), value)
                except (ValueError, AssertionError) as e:
                    kind = 'assertion_error' if isinstance(e, AssertionError) else 'value_error'
                    word = 'Assertion failed' if isinstance(e, AssertionError) else 'Value error'
                    _fail(kind, f'{word}, {e}', value)
        return value

    def __setattr__(self, name, value):
        cls = type(self)
        if cls.model_config.get('frozen'):
            raise ValidationError(cls.__name__, [{'type': 'frozen_instance', 'loc': (name,), 'msg': 'Instance is frozen', 'input': value}])
        if name not in cls.model_fields and not name.startswith('_'):
            raise ValueError(f'"{cls.__name__}" object has no field "{name}"')
        object.__setattr__(self, name, value)

    def model_dump(self, *, mode='python', include=None, exclude=None, by_alias=False, exclude_unset=False,
                   exclude_defaults=False, exclude_none=False):
        made = {}
        for name, info in type(self).model_fields.items():
            value = self.__dict__.get(name)
            if include is not None and name not in include or exclude is not None and name in exclude:
                continue
            if exclude_none and value is None or exclude_defaults and value == info.default:
                continue
            made[info.alias if by_alias and info.alias else name] = _dumped(value, mode)
        return made

    dict = model_dump

    def model_dump_json(self, *, indent=None, **kwargs):
        separators = (',', ':') if indent is None else None
        return _json.dumps(self.model_dump(mode='json', **kwargs), indent=indent, separators=separators, ensure_ascii=False)

    json = model_dump_json

    @classmethod
    def model_validate(cls, obj, **kwargs):
        if isinstance(obj, cls):
            return obj
        if not isinstance(obj, dict_type):
            if cls.model_config.get('from_attributes'):
                obj = {n: getattr(obj, n) for n in cls.model_fields if hasattr(obj, n)}
            else:
                raise ValidationError(cls.__name__, [{'type': 'model_type', 'loc': (), 'input': obj,
                                                      'msg': f'Input should be a valid dictionary or instance of {cls.__name__}'}])
        return cls(**obj)

    parse_obj = model_validate

    @classmethod
    def model_validate_json(cls, data, **kwargs):
        return cls.model_validate(_json.loads(data))

    def model_copy(self, *, update=None, deep=False):
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.__dict__.update(update or {})
        return made

    copy = model_copy

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self.__dict__ == other.__dict__

    def __repr__(self):
        return f"{type(self).__name__}({', '.join([f'{n}={v!r}' for n, v in self.__dict__.items()])})"

    def __str__(self):
        return ' '.join([f'{n}={v!r}' for n, v in self.__dict__.items()])

    def __iter__(self):
        return iter(self.__dict__.items())


dict_type = dict


def _dumped(value, mode):
    if isinstance(value, BaseModel):
        return value.model_dump(mode=mode)
    if isinstance(value, (list, tuple, set, frozenset)):
        items = [_dumped(v, mode) for v in value]
        return items if mode == 'json' else type(value)(items)
    if isinstance(value, dict_type):
        return {k: _dumped(v, mode) for k, v in value.items()}
    if mode == 'json':
        if isinstance(value, _Enum):
            return value.value
        if not isinstance(value, (str, int, float, bool, type(None))):
            return str(value)
    return value


def create_model(name, **fields):
    annotations, space = {}, {}
    for key, value in fields.items():
        kind, default = value if isinstance(value, tuple) else (_Any, value)
        annotations[key] = kind
        if default is not ...:
            space[key] = default
    return _Meta(name, (BaseModel,), {'__annotations__': annotations, '__module__': '__main__', **space})
