# fastapi.encoders: any value as what JSON can hold.

from datetime import date as _date, datetime as _datetime, time as _time, timedelta as _timedelta
from enum import Enum as _Enum
from types import NoneType as _NoneType

_PLAIN = (str, int, float, bool, _NoneType)


def jsonable_encoder(obj, include=None, exclude=None, by_alias=True, exclude_unset=False, exclude_defaults=False, exclude_none=False,
                     custom_encoder=None, sqlalchemy_safe=True):
    if include is None and exclude is None and not (exclude_unset or exclude_defaults or exclude_none or custom_encoder) and by_alias:
        return _plain(obj)
    if custom_encoder and type(obj) in custom_encoder:
        return custom_encoder[type(obj)](obj)
    if hasattr(type(obj), '__pydantic_fields__'):
        return _plain(obj.model_dump(mode='json', include=include, exclude=exclude, by_alias=by_alias, exclude_unset=exclude_unset,
                                     exclude_defaults=exclude_defaults, exclude_none=exclude_none))
    inner = {'by_alias': by_alias, 'exclude_unset': exclude_unset, 'exclude_defaults': exclude_defaults, 'exclude_none': exclude_none,
             'custom_encoder': custom_encoder}
    if isinstance(obj, dict):
        return {_plain(k): jsonable_encoder(v, **inner) for k, v in obj.items()
                if (include is None or k in include) and (exclude is None or k not in exclude) and not (exclude_none and v is None)}
    if isinstance(obj, (list, tuple, set, frozenset)):
        return [jsonable_encoder(v, **inner) for v in obj]
    return _plain(obj)


def _plain(obj):
    cls = type(obj)
    if cls in _PLAIN:
        return obj
    if cls is dict:
        return {(k if type(k) in _PLAIN else _plain(k)): (v if type(v) in _PLAIN else _plain(v)) for k, v in obj.items()
                if not (type(k) is str and k.startswith('_sa'))}
    if cls is list:
        return [v if type(v) in _PLAIN else _plain(v) for v in obj]
    if hasattr(cls, '__pydantic_fields__'):
        return _plain(obj.model_dump(mode='json', by_alias=True))
    if hasattr(cls, '__dataclass_fields__'):
        from dataclasses import asdict
        return _plain(asdict(obj))
    if isinstance(obj, _Enum):
        return obj.value
    if isinstance(obj, (str, int, float)):
        return obj
    if isinstance(obj, dict):
        return {_plain(k): _plain(v) for k, v in obj.items()}
    name = cls.__name__
    if isinstance(obj, (list, tuple, set, frozenset)) or name in ('deque', 'generator', 'dict_keys', 'dict_values'):
        return [_plain(v) for v in obj]
    if isinstance(obj, (_datetime, _date, _time)):
        return obj.isoformat()
    if isinstance(obj, _timedelta):
        return obj.total_seconds()
    if isinstance(obj, bytes):
        return obj.decode()
    if name == 'Decimal':
        exponent = obj.as_tuple().exponent
        return int(obj) if isinstance(exponent, int) and exponent >= 0 else float(obj)
    if name in ('UUID', 'PosixPath', 'PurePosixPath', 'SecretStr', 'HttpUrl', 'AnyUrl', 'IPv4Address', 'IPv6Address', 'URL'):
        return str(obj)
    if name == 'Pattern':
        return obj.pattern
    try:
        return _plain(dict(obj))
    except Exception as e:
        first = e
    try:
        return _plain(vars(obj))
    except Exception as e:
        raise ValueError([first, e]) from e
