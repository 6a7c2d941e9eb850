# _pydantic_dump: models and values as plain data, to be kept in Python ('python') or written as JSON ('json').

import json as _json
from datetime import date as _date, datetime as _datetime, time as _time, timedelta as _timedelta
from enum import Enum as _Enum
from types import NoneType as _NoneType, UnionType as _UnionType
from typing import Annotated as _Annotated, Union as _Union, get_args as _get_args, get_origin as _get_origin

_PLAIN = (str, int, float, bool, _NoneType)


def _picked(chosen, name):
    # What include or exclude says of a field: everything (True), a part, or nothing (None).
    if chosen is None:
        return None
    if isinstance(chosen, dict):
        found = chosen.get(name, chosen.get('__all__'))
        return True if found is True or found is ... else found or None
    return True if name in chosen or '__all__' in chosen else None


def _dump_model(cls, model, how, include=None, exclude=None):
    # As the declared class says: a subclass's own fields are left out.
    own, made = model.__dict__, {}
    if 'root' in cls.__pydantic_fields__ and any([b.__name__ == 'RootModel' for b in cls.__mro__]) and len(cls.__pydantic_fields__) == 1:
        return {'root': _dump_as(cls.__pydantic_fields__['root'].annotation, own['root'], how, include, exclude)}
    unset = how.get('exclude_unset')
    skip_none, skip_default = how.get('exclude_none'), how.get('exclude_defaults')
    aliases = how.get('by_alias')
    if aliases is None:
        aliases = cls.model_config.get('serialize_by_alias', False)
    serializers = [c for c in cls._checks.values() if hasattr(c, '_serializes')] if cls._checks else ()
    for name, info in cls.__pydantic_fields__.items():
        if name not in own or info.exclude:
            continue
        value = own[name]
        if unset and name not in model.__pydantic_fields_set__ or skip_none and value is None:
            continue
        if skip_default and not info.is_required() and value == info.get_default():
            continue
        wanted, unwanted = _picked(include, name), _picked(exclude, name)
        if include is not None and wanted is None or unwanted is True:
            continue
        key = info.serialization_alias if aliases and info.serialization_alias else name
        for check in serializers:
            names, when = check._serializes
            if (name in names or '*' in names) and _used(when, how, value):
                made[key] = _dump_as(None, check(model, value), how)
                break
        else:
            made[key] = _dump_as(None if how.get('as_any') else info.annotation, value, how, None if wanted is True else wanted, unwanted)
    extra = model.__pydantic_extra__
    if extra:
        for name, value in extra.items():
            if not (skip_none and value is None) and (include is None or _picked(include, name)) and not _picked(exclude, name):
                made[name] = _dump_as(None, value, how)
    for name, field in cls._computed.items():
        if include is not None and not _picked(include, name) or _picked(exclude, name):
            continue
        value = getattr(model, name)
        if not (skip_none and value is None):
            made[field.fget._computed.get('alias') if aliases and field.fget._computed.get('alias') else name] = _dump_as(None, value, how)
    return made


def _used(when, how, value):
    return when == 'always' or when.startswith('json') and how['mode'] == 'json' and not (when.endswith('none') and value is None) or \
        when == 'unless-none' and value is not None


def _iso_duration(value):
    seconds = value.days * 86400 + value.seconds
    micro = value.microseconds
    sign = ''
    if seconds < 0:
        sign = '-'
        seconds, micro = (-seconds - 1, 1000000 - micro) if micro else (-seconds, 0)
    days, seconds = divmod(seconds, 86400)
    years, days = divmod(days, 365)
    text = f'{sign}P' + (f'{years}Y' if years else '') + (f'{days}D' if days else '')
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    clock = (f'{hours}H' if hours else '') + (f'{minutes}M' if minutes else '')
    if rest or micro:
        clock += f'{rest}' + (f'.{micro:06}'.rstrip('0') if micro else '') + 'S'
    if clock:
        text += 'T' + clock
    return text if text[-1] != 'P' else text + 'T0S'


def _dump_as(kind, value, how, include=None, exclude=None):
    cls = type(value)
    if cls in _PLAIN:
        if kind is not None and _get_origin(kind) is _Annotated:
            return _serialized(kind, value, how)
        return value
    args = ()
    if kind is not None:
        origin = _get_origin(kind)
        args = _get_args(kind)
        if origin is _Annotated:
            for extra in args[1:]:
                if hasattr(extra, '_serialize'):
                    return _serialized(kind, value, how)
            return _dump_as(args[0], value, how, include, exclude)
        if origin is _Union or origin is _UnionType:
            found = None
            for a in args:
                base = _get_origin(a) or a
                if isinstance(base, type) and isinstance(value, base) and (found is None or cls is base):
                    found = a
            return _dump_as(found, value, how, include, exclude)
        if hasattr(kind, '__pydantic_fields__') and isinstance(value, kind):
            made = _dump_model(kind if not how.get('as_any') else cls, value, how, include, exclude)
            return made['root'] if 'root' in made and any([b.__name__ == 'RootModel' for b in cls.__mro__]) else made
    if hasattr(cls, '__pydantic_fields__'):
        made = _dump_model(cls, value, how, include, exclude)
        return made['root'] if 'root' in made and any([b.__name__ == 'RootModel' for b in cls.__mro__]) else made
    json = how['mode'] == 'json'
    if isinstance(value, dict):
        inner = args[1] if len(args) == 2 else None
        made = {}
        for k, v in value.items():
            wanted, unwanted = _picked(include, k), _picked(exclude, k)
            if include is not None and wanted is None or unwanted is True or how.get('exclude_none') and v is None and False:
                continue
            made[_key(k) if json else k] = _dump_as(inner, v, how, None if wanted is True else wanted, unwanted)
        return made
    if isinstance(value, (list, tuple, set, frozenset)) or cls.__name__ == 'deque':
        inner = args[0] if args and (len(args) == 1 or args[-1] is ...) else None
        picked = [(v, _picked(include, i), _picked(exclude, i)) for i, v in enumerate(value)]
        items = [_dump_as(args[i] if inner is None and i < len(args) and isinstance(value, tuple) else inner, v, how,
                          None if w is True else w, u)
                 for i, (v, w, u) in enumerate(picked) if not (include is not None and w is None or u is True)]
        return items if json else _again(cls, items)
    if isinstance(value, _Enum):
        return (value.value if cls.__module__ != 'x' else value) if json else value
    if hasattr(cls, '__dataclass_fields__'):
        return {name: _dump_as(None, getattr(value, name), how) for name in cls.__dataclass_fields__}
    if json:
        return _json_value(value)
    return value


def _again(cls, items):
    return cls(*items) if hasattr(cls, '_fields') else cls(items)


def _serialized(kind, value, how):
    args = _get_args(kind)
    for extra in reversed(args[1:]):
        if hasattr(extra, '_serialize') and _used(extra.when_used, how, value):
            return _dump_as(None, extra._serialize(value), how)
    return _dump_as(args[0], value, how)


def _key(key):
    if isinstance(key, str):
        return key.value if isinstance(key, _Enum) else key
    if key is None:
        return 'None'
    if isinstance(key, bool):
        return 'true' if key else 'false'
    return str(_json_value(key))


def _json_value(value):
    if isinstance(value, _Enum):
        return value.value
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (_datetime, _time)):
        text = value.isoformat()
        return text[:-6] + 'Z' if text.endswith('+00:00') else text
    if isinstance(value, _date):
        return value.isoformat()
    if isinstance(value, _timedelta):
        return _iso_duration(value)
    if isinstance(value, bytes):
        return value.decode()
    name = type(value).__name__
    if name in ('UUID', 'Decimal', 'PosixPath', 'PurePosixPath', 'SecretStr', 'HttpUrl', 'AnyUrl'):
        return str(value)
    if hasattr(type(value), '__next__') or name in ('dict_keys', 'dict_values', 'range', 'map'):
        return [_dump_as(None, v, {'mode': 'json'}) for v in value]
    raise PydanticSerializationError(f"Unable to serialize unknown type: {type(value)}")


class PydanticSerializationError(ValueError):
    pass


def _finite(value):
    # JSON has no NaN and no infinity: null.
    if isinstance(value, float) and (value != value or value in (float('inf'), float('-inf'))):
        return None
    if isinstance(value, dict):
        return {k: _finite(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_finite(v) for v in value]
    return value


def _json_text(value, indent=None):
    return _json.dumps(_finite(value), indent=indent, separators=(',', ':') if indent is None else (',', ': '), ensure_ascii=False)
