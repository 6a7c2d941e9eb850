# pydantic, the part that course code uses: models with typed fields, checked and converted as in lax mode, and dumped.

import json as _json
from typing import Annotated as _Annotated, Any as _Any, ClassVar as _ClassVar, Literal as _Literal, TypeVar as _TypeVar, \
    get_args as _get_args, get_origin as _get_origin, get_type_hints as _hints
from _pydantic_values import _Wrong, _called, _constrained, _fail, _within, _CustomError as PydanticCustomError, validated
from _pydantic_dump import _dump_as, _dump_model, _json_text

_MISSING = object()


class PydanticUserError(TypeError):
    pass


class PydanticUndefinedAnnotation(NameError):
    pass


def _shortened(value):
    text = repr(value)
    return text if len(text) <= 50 else text[:25] + '...' + text[-24:]


class ValidationError(ValueError):
    __module__ = 'pydantic_core._pydantic_core'

    def __init__(self, title, errors):
        self.title = title
        self._errors = errors

    @classmethod
    def from_exception_data(cls, title, line_errors, input_type='python', hide_input=False):
        return cls(title, [{'type': e['type'], 'loc': tuple(e.get('loc', ())), 'msg': str(e['type']), 'input': e.get('input')} for e in line_errors])

    def _pydantic_errors(self):
        return self._errors

    def errors(self, *, include_url=True, include_context=True, include_input=True):
        made = []
        for e in self._errors:
            row = {'type': e['type'], 'loc': e['loc'], 'msg': e['msg']}
            if include_input:
                row['input'] = e['input']
            if include_context and 'ctx' in e:
                row['ctx'] = e['ctx']
            if include_url:
                row['url'] = f"https://errors.pydantic.dev/2.14/v/{e['type']}"
            made.append(row)
        return made

    def error_count(self):
        return len(self._errors)

    def json(self, *, indent=None, **kwargs):
        rows = self.errors(**kwargs)
        for row in rows:
            if 'ctx' in row:
                row['ctx'] = {k: str(v) if isinstance(v, Exception) else v for k, v in row['ctx'].items()}
        return _json_text(_dump_as(_Any, rows, {'mode': 'json'}), indent)

    def __str__(self):
        n = len(self._errors)
        lines = [f"{n} validation error{'' if n == 1 else 's'} for {self.title}"]
        for e in self._errors:
            if e['loc']:
                lines.append('.'.join([str(p) for p in e['loc']]))
            kind = type(e['input']).__name__
            lines.append(f"  {e['msg']} [type={e['type']}, input_value={_shortened(e['input'])}, input_type={kind}]")
            lines.append(f"    For further information visit https://errors.pydantic.dev/2.14/v/{e['type']}")
        return '\n'.join(lines)

    __repr__ = __str__


class FieldInfo:
    def __init__(self, default=_MISSING, default_factory=None, alias=None, **constraints):
        self.default = _MISSING if default is ... else default
        self.default_factory = default_factory
        self.alias = alias
        self.validation_alias = constraints.pop('validation_alias', None) or alias
        self.serialization_alias = constraints.pop('serialization_alias', None) or alias
        self.title = constraints.pop('title', None)
        self.description = constraints.pop('description', None)
        self.examples = constraints.pop('examples', None)
        self.exclude = constraints.pop('exclude', None)
        self.frozen = constraints.pop('frozen', None)
        self.repr = constraints.pop('repr', True)
        self.validate_default = constraints.pop('validate_default', None)
        for ignored in ('example', 'deprecated', 'json_schema_extra', 'include_in_schema', 'openapi_examples', 'init', 'kw_only', 'init_var',
                        'fail_fast', 'union_mode', 'field_title_generator', 'primary_key', 'index', 'foreign_key', 'unique', 'nullable'):
            constraints.pop(ignored, None)
        if 'regex' in constraints:
            raise PydanticUserError('`regex` is removed. use `pattern` instead')
        self.embed = constraints.pop('embed', None)
        self.media_type = constraints.pop('media_type', None)
        self.convert_underscores = constraints.pop('convert_underscores', True)
        self.discriminator = constraints.pop('discriminator', None)
        constraints = {k: v for k, v in constraints.items() if v is not None}
        for name in constraints:
            if name not in _CONSTRAINTS:
                raise TypeError(f"Field() got an unexpected keyword argument '{name}'")
        self.constraints = constraints
        self.annotation = None

    def _copy(self):
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        return made

    def is_required(self):
        return self.default is _MISSING and self.default_factory is None

    def get_default(self, call_default_factory=True, **kwargs):
        if self.default_factory is not None:
            return self.default_factory()
        value = self.default
        if isinstance(value, (list, dict, set)):
            from copy import deepcopy
            return deepcopy(value)
        return value

    def __repr__(self):
        parts = [f'annotation={getattr(self.annotation, "__name__", self.annotation)}', f'required={self.is_required()}']
        if self.default is not _MISSING:
            parts.append(f'default={self.default!r}')
        return f"{type(self).__name__}({', '.join(parts)})"


_CONSTRAINTS = ('gt', 'ge', 'lt', 'le', 'multiple_of', 'min_length', 'max_length', 'pattern', 'strict', 'decimal_places', 'max_digits',
                'allow_inf_nan', 'strip_whitespace', 'to_lower', 'to_upper', 'coerce_numbers_to_str')


def Field(default=_MISSING, *, default_factory=None, alias=None, **options):
    return FieldInfo(_MISSING if default is ... else default, default_factory, alias, **options)


def PrivateAttr(default=_MISSING, *, default_factory=None, init=None):
    return _Private(default, default_factory)


class _Private:
    def __init__(self, default, default_factory):
        self.default, self.default_factory = default, default_factory


class BeforeValidator:
    def __init__(self, func):
        self._before = func


class AfterValidator:
    def __init__(self, func):
        self._after = func


class PlainValidator:
    def __init__(self, func, **options):
        self._plain = func


class StringConstraints:
    def __init__(self, **constraints):
        self.constraints = {k: v for k, v in constraints.items() if v is not None}


class PlainSerializer:
    def __init__(self, func, return_type=None, when_used='always'):
        self._serialize = func
        self.when_used = when_used


PositiveInt = _Annotated[int, Field(gt=0)]
NegativeInt = _Annotated[int, Field(lt=0)]
NonNegativeInt = _Annotated[int, Field(ge=0)]
NonPositiveInt = _Annotated[int, Field(le=0)]
PositiveFloat = _Annotated[float, Field(gt=0)]
NegativeFloat = _Annotated[float, Field(lt=0)]
NonNegativeFloat = _Annotated[float, Field(ge=0)]
NonPositiveFloat = _Annotated[float, Field(le=0)]
FiniteFloat = _Annotated[float, Field(allow_inf_nan=False)]
StrictInt, StrictStr, StrictFloat, StrictBool = [_Annotated[t, Field(strict=True)] for t in (int, str, float, bool)]


def conint(**c):
    return _Annotated[int, Field(**c)]


def confloat(**c):
    return _Annotated[float, Field(**c)]


def constr(**c):
    return _Annotated[str, StringConstraints(**c)]


def conlist(item_type, **c):
    return _Annotated[list[item_type], Field(**c)]


class EmailStr(str):
    @staticmethod
    def __pydantic_validate__(value, strict):
        if not isinstance(value, str):
            _fail('string_type', 'Input should be a valid string', value)
        value = value.strip()
        name, at, domain = value.partition('@')
        reason = None
        if not at:
            reason = 'An email address must have an @-sign.'
        elif not name:
            reason = 'There must be something before the @-sign.'
        elif not domain:
            reason = 'There must be something after the @-sign.'
        elif '.' not in domain:
            reason = 'The part after the @-sign is not valid. It should have a period.'
        if reason is not None:
            _fail('value_error', f'value is not a valid email address: {reason}', value, {'reason': reason})
        return f'{name}@{domain.lower()}'


class AnyUrl:
    _schemes = None

    def __init__(self, url):
        made = validated(type(self), url)
        self._url = made._url

    @classmethod
    def __pydantic_validate__(cls, value, strict):
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            _fail('url_type', 'URL input should be a string or URL', value)
        scheme, mark, rest = value.strip().partition('://')
        if not mark:
            error = 'relative URL without a base' if value else 'input is empty'
            _fail('url_parsing', f'Input should be a valid URL, {error}', value, {'error': error})
        scheme = scheme.lower()
        if cls._schemes is not None and scheme not in cls._schemes:
            expected = "'http' or 'https'"
            _fail('url_scheme', f'URL scheme should be {expected}', value, {'expected_schemes': expected})
        host, slash, path = rest.partition('/')
        if not host:
            _fail('url_parsing', 'Input should be a valid URL, empty host', value, {'error': 'empty host'})
        made = object.__new__(cls)
        made._url = f"{scheme}://{host.lower()}/{path}"
        return made

    def _part(self, name):
        from urllib.parse import urlsplit
        return getattr(urlsplit(self._url), name) or None

    scheme = property(lambda self: self._part('scheme'))
    host = property(lambda self: self._part('hostname'))
    path = property(lambda self: self._part('path'))
    query = property(lambda self: self._part('query'))

    @property
    def port(self):
        return self._part('port') or {'http': 80, 'https': 443}.get(self.scheme)

    def __eq__(self, other):
        return type(self) is type(other) and self._url == other._url

    def __hash__(self):
        return hash(self._url)

    def __str__(self):
        return self._url

    def __repr__(self):
        return f'{type(self).__name__}({self._url!r})'


class HttpUrl(AnyUrl):
    _schemes = ('http', 'https')


AnyHttpUrl = HttpUrl


class SecretStr:
    def __init__(self, secret_value):
        self._secret_value = secret_value

    @classmethod
    def __pydantic_validate__(cls, value, strict):
        return value if isinstance(value, cls) else cls(validated(str, value))

    def get_secret_value(self):
        return self._secret_value

    def __len__(self):
        return len(self._secret_value)

    def __eq__(self, other):
        return type(self) is type(other) and self._secret_value == other._secret_value

    def __hash__(self):
        return hash(self._secret_value)

    def __str__(self):
        return '**********' if self._secret_value else ''

    def __repr__(self):
        return f'SecretStr({str(self)!r})'


class ConfigDict(dict):
    pass


def _function(f):
    return f.__func__ if isinstance(f, (classmethod, staticmethod)) else f


def field_validator(*names, mode='after', check_fields=None, **options):
    if names and callable(names[0]):
        raise PydanticUserError('`@field_validator` should be used with fields and keyword arguments, not bare. '
                                "E.g. usage should be `@field_validator('<field_name>', ...)`")
    if mode not in ('after', 'before', 'plain'):
        from asyncio import _refuse
        _refuse(f'field_validator in mode {mode!r}')

    def mark(f):
        _function(f)._validates = names, mode
        return f
    return mark


def validator(*names, pre=False, **options):
    return field_validator(*names, mode='before' if pre else 'after')


def model_validator(*, mode):
    if mode not in ('after', 'before'):
        from asyncio import _refuse
        _refuse(f'model_validator in mode {mode!r}')

    def mark(f):
        _function(f)._validates_model = mode
        return f
    return mark


def field_serializer(*names, mode='plain', when_used='always', **options):
    if mode != 'plain':
        from asyncio import _refuse
        _refuse(f'field_serializer in mode {mode!r}')

    def mark(f):
        _function(f)._serializes = names, when_used
        return f
    return mark


def computed_field(f=None, **options):
    def mark(f):
        made = f if isinstance(f, property) else property(f)
        made.fget._computed = options
        return made
    return mark if f is None else mark(f)


def model_serializer(*args, **kwargs):
    from asyncio import _refuse
    _refuse('model_serializer')


def validate_call(*args, **kwargs):
    from asyncio import _refuse
    _refuse('validate_call')


class ValidationInfo:
    def __init__(self, data, field_name, context=None):
        self.data, self.field_name, self.context, self.mode, self.config = data, field_name, context, 'python', None


def _takes(check, own):
    # Whether a validator wants to hear about the other fields.
    return check.__code__.co_argcount > own


class _Meta(type):
    def __new__(mcls, name, bases, space, **config):
        computed = {k: v for k, v in space.items() if isinstance(v, property) and hasattr(v.fget, '_computed')}
        cls = super().__new__(mcls, name, bases, space)
        fields, checks, shown, private = {}, {}, {}, {}
        merged = {}
        for base in reversed(cls.__mro__[1:]):
            own = base.__dict__
            fields.update(own.get('__pydantic_fields__', {}))
            checks.update(own.get('_checks', {}))
            shown.update(own.get('_computed', {}))
            private.update(own.get('_private', {}))
            merged.update(own.get('model_config', {}))
        merged.update(space.get('model_config', {}))
        merged.update(config)
        if 'Config' in space:
            merged.update({k: v for k, v in space['Config'].__dict__.items() if not k.startswith('_')})
            merged['from_attributes'] = merged.get('from_attributes', merged.get('orm_mode', False))
        cls.model_config = merged
        annotations = space.get('__annotations__', {})
        for key, value in space.items():
            if isinstance(value, FieldInfo) and key not in annotations:
                raise PydanticUserError(f'A non-annotated attribute was detected: `{key} = {value!r}`. All model fields require a type annotation; '
                                        f'if `{key}` is not meant to be a field, you may be able to resolve this error by annotating it as a '
                                        "`ClassVar` or updating `model_config['ignored_types']`.")
            if isinstance(value, _Private):
                private[key] = value
                delattr(cls, key)
        for field_name, annotation in annotations.items():
            if field_name == 'model_config' or _get_origin(annotation) is _ClassVar or annotation is _ClassVar or \
                    isinstance(annotation, str) and annotation.startswith(('ClassVar', 'typing.ClassVar')):
                continue
            if field_name.startswith('_'):
                if field_name not in private:
                    private[field_name] = _Private(space.get(field_name, _MISSING), None)
                    if field_name in cls.__dict__:
                        delattr(cls, field_name)
                continue
            default = space.get(field_name, _MISSING)
            info = default._copy() if isinstance(default, FieldInfo) else FieldInfo(_MISSING if default is ... else default)
            if _get_origin(annotation) is _Annotated:
                for extra in _get_args(annotation)[1:]:
                    if isinstance(extra, FieldInfo):
                        found = extra._copy()
                        # Its constraints are kept with the annotation, and checked there.
                        found.constraints = dict(info.constraints)
                        if default is not _MISSING or found.default is _MISSING:
                            found.default = info.default
                            found.default_factory = info.default_factory or extra.default_factory
                        info = found
            info.annotation = annotation
            if info.alias is None and merged.get('alias_generator') is not None:
                info.alias = info.validation_alias = info.serialization_alias = merged['alias_generator'](field_name)
            fields[field_name] = info
            if field_name in cls.__dict__:
                delattr(cls, field_name)
        for key, value in space.items():
            function = _function(value)
            if hasattr(function, '_validates') or hasattr(function, '_validates_model') or hasattr(function, '_serializes'):
                checks[key] = function
        for check in checks.values():
            for field_name in (getattr(check, '_validates', None) or getattr(check, '_serializes', ((),)))[0]:
                if field_name not in fields and field_name != '*':
                    raise PydanticUserError(f"Decorators defined with incorrect fields: {cls.__module__}.{cls.__name__}:{id(cls)}.{check.__name__} "
                                            "(use check_fields=False if you're inheriting from the model and intended this)")
        shown.update(computed)
        cls.__pydantic_fields__ = fields
        cls._checks = checks
        cls._computed = shown
        cls._private = private
        cls._resolved = False
        return cls

    @property
    def model_fields(cls):
        _resolve(cls)
        return cls.__pydantic_fields__

    @property
    def model_computed_fields(cls):
        return cls._computed


def _unresolved(kind):
    return isinstance(kind, str) or type(kind).__name__ == 'ForwardRef' or _get_origin(kind) is not _Literal and any([_unresolved(a) for a in _get_args(kind)])


def _resolve(cls):
    # Annotations that are text, or name classes that came later.
    if cls._resolved:
        return
    cls._resolved = True
    for name, info in cls.__pydantic_fields__.items():
        if _unresolved(info.annotation):
            try:
                found = _hints(cls, include_extras=True)
            except NameError as e:
                cls._resolved = False
                raise PydanticUserError(f'`{cls.__name__}` is not fully defined; you should define `{e.name}`, then call `{cls.__name__}.model_rebuild()`.')
            for field_name, field in cls.__pydantic_fields__.items():
                field.annotation = found.get(field_name, field.annotation)
            break


class BaseModel(metaclass=_Meta):
    __slots__ = '__dict__', '__pydantic_fields_set__', '__pydantic_extra__', '__pydantic_private__'

    def __init__(self, /, **data):
        type(self)._fill(self, data)

    @classmethod
    def _fill(cls, self, data, strict=False, context=None):
        if not cls._resolved:
            _resolve(cls)
        config = cls.model_config
        if config.get('strict'):
            strict = True
        checks = cls._checks
        given = data
        for check in checks.values():
            if getattr(check, '_validates_model', None) == 'before':
                args = (cls, data, ValidationInfo({}, None, context)) if _takes(check, 2) else (cls, data)
                try:
                    data = _called(lambda d: check(*args), data)
                except _Wrong as wrong:
                    raise ValidationError(cls._title(), wrong.errors) from None
        errors, values, there = [], {}, set()
        taken = set()
        by_name = config.get('populate_by_name') or config.get('validate_by_name')
        for name, info in cls.__pydantic_fields__.items():
            key = name
            alias = info.validation_alias
            if alias is not None:
                key = alias if isinstance(alias, str) else next((a for a in alias.choices if a in data), alias.choices[0])
                if key not in data and by_name and name in data:
                    key = name
            if key not in data:
                if info.default is _MISSING and info.default_factory is None:
                    errors.append({'type': 'missing', 'loc': (key,), 'msg': 'Field required', 'input': given})
                    continue
                if info.default_factory is not None and getattr(getattr(info.default_factory, '__code__', None), 'co_argcount', 0) == 1:
                    values[name] = info.default_factory(values)
                else:
                    values[name] = info.get_default()
                if not (info.validate_default or config.get('validate_default')):
                    continue
                value = values[name]
            else:
                taken.add(key)
                there.add(name)
                value = data[key]
            try:
                values[name] = cls._one(name, info, value, values, strict, context)
            except _Wrong as wrong:
                values.pop(name, None)
                errors.extend(_within(wrong.errors, key))
        extra = config.get('extra', 'ignore')
        more = None
        if extra != 'ignore':
            more = {}
            for key in data:
                if key not in taken and not (key in cls.__pydantic_fields__ and by_name):
                    if extra == 'forbid':
                        errors.append({'type': 'extra_forbidden', 'loc': (key,), 'msg': 'Extra inputs are not permitted', 'input': data[key]})
                    else:
                        more[key] = data[key]
                        there.add(key)
        if errors:
            raise ValidationError(cls._title(), errors)
        own = self.__dict__
        own.update(values)
        object.__setattr__(self, '__pydantic_extra__', more if extra == 'allow' else None)
        object.__setattr__(self, '__pydantic_fields_set__', there)
        cls._private_of(self)
        for check in checks.values():
            if getattr(check, '_validates_model', None) == 'after':
                try:
                    made = _called(check, self)
                except _Wrong as wrong:
                    raise ValidationError(cls._title(), [{**e, 'input': given} for e in wrong.errors]) from None
                if made is not self and made is not None:
                    self = made
        return self

    @classmethod
    def _private_of(cls, self):
        kept = None
        if cls._private:
            kept = {}
            for name, p in cls._private.items():
                if p.default_factory is not None:
                    kept[name] = p.default_factory()
                elif p.default is not _MISSING:
                    kept[name] = p.default
        object.__setattr__(self, '__pydantic_private__', kept)
        if cls.model_post_init is not BaseModel.model_post_init:
            self.model_post_init(None)

    @classmethod
    def _title(cls):
        return cls.model_config.get('title') or cls.__name__

    @classmethod
    def _one(cls, name, info, value, values, strict, context=None):
        checks = cls._checks
        for check in reversed(checks.values()) if checks else ():
            names, when = getattr(check, '_validates', ((), None))
            if when == 'before' and (name in names or '*' in names):
                value = cls._ask(check, value, values, name, context)
        for check in checks.values():
            names, when = getattr(check, '_validates', ((), None))
            if when == 'plain' and name in names:
                return cls._ask(check, value, values, name, context)
        given = value
        constraints = info.constraints
        kind = info.annotation
        if cls.model_config.get('str_strip_whitespace') and isinstance(value, str):
            value = value.strip()
        value = validated(kind, value, constraints.get('strict', False) or strict)
        if constraints:
            value = _constrained(constraints, value, given)
        if cls.model_config.get('use_enum_values') and hasattr(type(value), '__members__'):
            value = value.value
        for check in checks.values():
            names, when = getattr(check, '_validates', ((), None))
            if when == 'after' and (name in names or '*' in names):
                value = cls._ask(check, value, values, name, context)
        return value

    @classmethod
    def _ask(cls, check, value, values, name, context):
        if _takes(check, 2):
            info = ValidationInfo({k: v for k, v in values.items() if k != name}, name, context)
            return _called(lambda v: check(cls, v, info), value)
        return _called(lambda v: check(cls, v), value)

    def model_post_init(self, context, /):
        pass

    @classmethod
    def __pydantic_validate__(cls, value, strict):
        if isinstance(value, cls):
            return value
        if not isinstance(value, dict_type):
            # Without `strict` (None), as FastAPI asks: from the attributes of any object.
            by_attributes = strict is None or cls.model_config.get('from_attributes')
            if by_attributes and not isinstance(value, (str, int, float, list, tuple, bytes, set, type(None))):
                value = {n: getattr(value, n) for n in cls.__pydantic_fields__ if hasattr(value, n)}
            elif by_attributes:
                _fail('model_attributes_type', 'Input should be a valid dictionary or object to extract fields from', value)
            else:
                name = cls.__name__
                _fail('model_type', f'Input should be a valid dictionary or instance of {name}', value, {'class_name': name})
        try:
            return cls._fill(object.__new__(cls), value, strict)
        except ValidationError as e:
            raise _Wrong(e._errors) from None

    @property
    def model_fields_set(self):
        return self.__pydantic_fields_set__

    @property
    def model_extra(self):
        return self.__pydantic_extra__

    def __setattr__(self, name, value):
        cls = type(self)
        if name.startswith('_'):
            private = self.__pydantic_private__
            if private is not None and name in cls._private:
                private[name] = value
            else:
                object.__setattr__(self, name, value)
            return
        found = getattr(cls, name, None)
        if isinstance(found, property):
            return found.__set__(self, value)
        info = cls.__pydantic_fields__.get(name)
        if cls.model_config.get('frozen') or info is not None and info.frozen:
            kind, msg = ('frozen_instance', 'Instance is frozen') if cls.model_config.get('frozen') else ('frozen_field', 'Field is frozen')
            raise ValidationError(cls._title(), [{'type': kind, 'loc': (name,), 'msg': msg, 'input': value}])
        if info is None:
            if cls.model_config.get('extra') != 'allow':
                if cls.model_config.get('validate_assignment'):
                    raise ValidationError(cls._title(), [{'type': 'no_such_attribute', 'loc': (name,), 'msg': f"Object has no attribute '{name}'",
                                                          'input': value, 'ctx': {'attribute': name}}])
                raise ValueError(f'"{cls.__name__}" object has no field "{name}"')
            self.__pydantic_extra__[name] = value
            return
        if cls.model_config.get('validate_assignment'):
            try:
                value = cls._one(name, info, value, self.__dict__, False)
            except _Wrong as wrong:
                raise ValidationError(cls._title(), _within(wrong.errors, name)) from None
        self.__dict__[name] = value
        self.__pydantic_fields_set__.add(name)

    def __getattr__(self, name):
        if not name.startswith('__'):
            for place in (self.__pydantic_private__, self.__pydantic_extra__):
                if place is not None and name in place:
                    return place[name]
        raise AttributeError(f'{type(self).__name__!r} object has no attribute {name!r}')

    def model_dump(self, *, mode='python', include=None, exclude=None, context=None, by_alias=None, exclude_unset=False,
                   exclude_defaults=False, exclude_none=False, round_trip=False, warnings=True, serialize_as_any=False, **options):
        return _dump_model(type(self), self, {'mode': mode, 'by_alias': by_alias, 'exclude_unset': exclude_unset,
                                              'exclude_defaults': exclude_defaults, 'exclude_none': exclude_none,
                                              'as_any': serialize_as_any}, include, exclude)

    def dict(self, **kwargs):
        return self.model_dump(**kwargs)

    def model_dump_json(self, *, indent=None, **kwargs):
        kwargs.pop('ensure_ascii', None)
        return _json_text(self.model_dump(mode='json', **kwargs), indent)

    def json(self, **kwargs):
        return self.model_dump_json(**kwargs)

    @classmethod
    def model_validate(cls, obj, *, strict=None, from_attributes=None, context=None, **options):
        if isinstance(obj, cls):
            return obj
        if not isinstance(obj, dict_type):
            if (from_attributes or cls.model_config.get('from_attributes')) and not isinstance(obj, (str, int, float, list, tuple, bytes)):
                obj = {n: getattr(obj, n) for n in cls.__pydantic_fields__ if hasattr(obj, n)}
            else:
                word = 'model_type', f'Input should be a valid dictionary or instance of {cls.__name__}'
                if from_attributes or cls.model_config.get('from_attributes'):
                    word = 'model_attributes_type', 'Input should be a valid dictionary or object to extract fields from'
                raise ValidationError(cls._title(), [{'type': word[0], 'loc': (), 'msg': word[1], 'input': obj, 'ctx': {'class_name': cls.__name__}}])
        return cls._fill(object.__new__(cls), obj, bool(strict), context)

    @classmethod
    def parse_obj(cls, obj):
        return cls.model_validate(obj)

    @classmethod
    def model_validate_json(cls, data, **options):
        return cls.model_validate(_loaded(cls._title(), data), **options)

    parse_raw = model_validate_json

    @classmethod
    def model_construct(cls, _fields_set=None, **values):
        made = object.__new__(cls)
        for name, info in cls.__pydantic_fields__.items():
            if name in values:
                made.__dict__[name] = values[name]
            elif not info.is_required():
                made.__dict__[name] = info.get_default()
        object.__setattr__(made, '__pydantic_extra__', None)
        object.__setattr__(made, '__pydantic_fields_set__', set(values) if _fields_set is None else _fields_set)
        cls._private_of(made)
        return made

    @classmethod
    def model_rebuild(cls, **options):
        cls._resolved = False
        _resolve(cls)
        return True

    @classmethod
    def model_json_schema(cls, *args, **kwargs):
        from asyncio import _refuse
        _refuse('pydantic: model_json_schema')

    def model_copy(self, *, update=None, deep=False):
        made = object.__new__(type(self))
        if deep:
            from copy import deepcopy
            made.__dict__.update(deepcopy(self.__dict__))
        else:
            made.__dict__.update(self.__dict__)
        object.__setattr__(made, '__pydantic_fields_set__', set(self.__pydantic_fields_set__) | set(update or ()))
        for name in ('__pydantic_extra__', '__pydantic_private__'):
            place = getattr(self, name)
            object.__setattr__(made, name, None if place is None else place.copy())
        made.__dict__.update(update or {})
        return made

    def copy(self, **options):
        return self.model_copy(**options)

    def __copy__(self):
        return self.model_copy()

    def __deepcopy__(self, memo=None):
        return self.model_copy(deep=True)

    def _fields_of(self):
        own = self.__dict__
        rows = [(n, own[n]) for n in type(self).__pydantic_fields__ if n in own]
        extra = self.__pydantic_extra__
        return rows + list(extra.items()) if extra else rows

    def __eq__(self, other):
        if not isinstance(other, BaseModel):
            return NotImplemented
        return type(self) is type(other) and self._fields_of() == other._fields_of() and \
            self.__pydantic_private__ == other.__pydantic_private__

    def __hash__(self):
        if not type(self).model_config.get('frozen'):
            raise TypeError(f"unhashable type: '{type(self).__name__}'")
        return hash(tuple([v for n, v in self._fields_of()]))

    def _shown(self):
        fields = type(self).__pydantic_fields__
        rows = [f'{n}={v!r}' for n, v in self._fields_of() if n not in fields or fields[n].repr]
        return rows + [f'{n}={getattr(self, n)!r}' for n in type(self)._computed]

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(self._shown())})"

    def __str__(self):
        return ' '.join(self._shown())

    def __iter__(self):
        return iter(self._fields_of())

    def __class_getitem__(cls, kinds):
        # Page[Item]: a class of its own, with the types put in.
        kinds = kinds if isinstance(kinds, tuple) else (kinds,)
        key = cls, kinds
        made = _made.get(key)
        if made is None:
            names = _parameters_of(cls)
            if any([isinstance(k, _TypeVar) for k in kinds]) or not names:
                return cls
            puts = dict(zip(names, kinds))
            title = f"{cls.__name__}[{', '.join([getattr(k, '__name__', str(k)) for k in kinds])}]"
            made = _made[key] = _Meta(title, (cls,), {'__module__': cls.__module__, '__qualname__': title})
            for name, info in list(made.__pydantic_fields__.items()):
                info = made.__pydantic_fields__[name] = info._copy()
                info.annotation = _put(info.annotation, puts)
        return made


dict_type = dict
_made = {}


def _parameters_of(cls):
    found = []
    for base in cls.__mro__:
        for b in base.__dict__.get('__orig_bases__', ()):
            for a in _get_args(b):
                if isinstance(a, _TypeVar) and a not in found:
                    found.append(a)
    return found or list(getattr(cls, '__type_params__', ()))


def _put(kind, puts):
    if isinstance(kind, _TypeVar):
        return puts.get(kind, kind)
    args = _get_args(kind)
    if not args or not any([isinstance(a, _TypeVar) or _get_args(a) for a in args]):
        return kind
    put = tuple([_put(a, puts) for a in args])
    origin = _get_origin(kind)
    if getattr(origin, '__name__', '') in ('UnionType', 'Union') or str(origin) == 'typing.Union':
        from typing import Union
        return Union[put]
    return origin[put if len(put) > 1 else put[0]]


def _loaded(title, data):
    try:
        return _json.loads(data)
    except ValueError as e:
        line, column = getattr(e, 'lineno', 1), getattr(e, 'colno', 1)
        text = 'EOF while parsing a value' if not data.strip() else _json_error(e)
        if text == 'trailing comma':
            # Where the bracket after it stands.
            at = e.pos + 1
            while data[at].isspace():
                at += 1
            column += at - e.pos
        error = f'{text} at line {line} column {max(column - (not data.strip()), 0)}'
        raise ValidationError(title, [{'type': 'json_invalid', 'loc': (), 'msg': f'Invalid JSON: {error}', 'input': data, 'ctx': {'error': error}}]) from None


def _json_error(e):
    return {'Expecting value': 'expected value', "Expecting ',' delimiter": 'expected `,` or `}`',
            "Expecting ':' delimiter": 'expected `:`', 'Extra data': 'trailing characters',
            'Illegal trailing comma before end of object': 'trailing comma', 'Illegal trailing comma before end of array': 'trailing comma',
            'Expecting property name enclosed in double quotes': 'key must be a string'}.get(getattr(e, 'msg', ''), getattr(e, 'msg', str(e)))


class RootModel(BaseModel):
    def __class_getitem__(cls, kind):
        if isinstance(kind, _TypeVar):
            return cls
        name = f'{cls.__name__}[{getattr(kind, "__name__", kind)}]'
        return _Meta(name, (cls,), {'__annotations__': {'root': kind}, '__module__': cls.__module__, '__qualname__': name})

    def __init__(self, /, root=_MISSING, **data):
        type(self)._fill(self, {'root': data if root is _MISSING else root})

    @classmethod
    def __pydantic_validate__(cls, value, strict):
        return value if isinstance(value, cls) else cls._rooted(value)

    @classmethod
    def _rooted(cls, value):
        try:
            return cls._fill(object.__new__(cls), {'root': value})
        except ValidationError as e:
            raise _Wrong([{**x, 'loc': x['loc'][1:]} for x in e._errors]) from None

    @classmethod
    def model_validate(cls, obj, **options):
        if isinstance(obj, cls):
            return obj
        try:
            return cls._rooted(obj)
        except _Wrong as wrong:
            raise ValidationError(cls._title(), wrong.errors) from None

    def model_dump(self, **options):
        return super().model_dump(**options)['root']


class TypeAdapter:
    def __init__(self, type, **options):
        self._type = type

    def _title(self):
        from _pydantic_values import _label
        return _label(self._type)

    def validate_python(self, value, *, strict=False, **options):
        try:
            return validated(self._type, value, bool(strict))
        except _Wrong as wrong:
            raise ValidationError(self._title(), wrong.errors) from None

    def validate_json(self, data, **options):
        return self.validate_python(_loaded(self._title(), data))

    def dump_python(self, value, *, mode='python', **options):
        return _dump_as(self._type, value, {'mode': mode, **options})

    def dump_json(self, value, *, indent=None, **options):
        return _json_text(_dump_as(self._type, value, {'mode': 'json', **options}), indent).encode()


class AliasChoices:
    def __init__(self, *choices):
        self.choices = choices


def create_model(name, /, *, __base__=None, **fields):
    annotations, space = {}, {}
    for key, value in fields.items():
        kind, default = value if isinstance(value, tuple) else (_Any, value)
        annotations[key] = kind
        if default is not ...:
            space[key] = default
    return _Meta(name, (__base__ or BaseModel,), {'__annotations__': annotations, '__module__': '__main__', **space})
