# _pydantic_values: one value checked and converted to its declared type, as pydantic's lax mode does; and what is wrong with it.

from collections import deque as _deque
from datetime import date as _date, datetime as _datetime, time as _time, timedelta as _timedelta, timezone as _timezone
from enum import Enum as _Enum
from types import UnionType as _UnionType, NoneType as _NoneType
from typing import Annotated as _Annotated, Any as _Any, ClassVar as _ClassVar, Literal as _Literal, Union as _Union, \
    get_args as _get_args, get_origin as _get_origin, TypeVar as _TypeVar


class _Wrong(Exception):
    # A list of errors, each with its place inside the value.
    def __init__(self, errors):
        self.errors = errors


def _fail(kind, msg, value, ctx=None):
    error = {'type': kind, 'loc': (), 'msg': msg, 'input': value}
    if ctx is not None:
        error['ctx'] = ctx
    raise _Wrong([error])


def _within(errors, *place):
    return [{**e, 'loc': place + e['loc']} for e in errors]


def _number(text):
    # Digits that pydantic reads: underscores between them, spaces around them.
    text = text.strip()
    if '_' in text and (text.strip('+-').startswith('_') or text.endswith('_') or '__' in text):
        raise ValueError
    return text


def _int(value, strict):
    kind = type(value)
    if kind is int:
        return value
    if not strict or kind not in (str, bool, float, bytes):
        if isinstance(value, _Enum) and isinstance(value.value, int):
            return value.value
        if isinstance(value, int):
            return int(value)
    if not strict:
        if isinstance(value, float) or hasattr(value, 'as_tuple'):
            if value != value or value in (float('inf'), float('-inf')):
                _fail('finite_number', 'Input should be a finite number', value)
            if value == int(value):
                return int(value)
            _fail('int_from_float', 'Input should be a valid integer, got a number with a fractional part', value)
        if isinstance(value, (str, bytes)):
            text = value.decode() if isinstance(value, bytes) else value
            try:
                text = _number(text)
                head, dot, tail = text.partition('.')
                if dot and tail.strip('0') == '' and head:
                    text = head
                return int(text)
            except ValueError:
                _fail('int_parsing', 'Input should be a valid integer, unable to parse string as an integer', value)
    _fail('int_type', 'Input should be a valid integer', value)


def _float(value, strict):
    kind = type(value)
    if kind is float:
        return value
    if kind is int or isinstance(value, (int, float)) and not (strict and kind is bool):
        return float(value)
    if not strict:
        if isinstance(value, (str, bytes)):
            try:
                return float(_number(value.decode() if isinstance(value, bytes) else value))
            except ValueError:
                _fail('float_parsing', 'Input should be a valid number, unable to parse string as a number', value)
        if hasattr(type(value), '__float__'):
            return float(value)
    _fail('float_type', 'Input should be a valid number', value)


def _bool(value, strict):
    if isinstance(value, bool):
        return value
    if not strict:
        if isinstance(value, (int, float)):
            if value in (0, 1):
                return bool(value)
            _fail('bool_parsing', 'Input should be a valid boolean, unable to interpret input', value)
        if isinstance(value, (str, bytes)):
            lowered = (value.decode() if isinstance(value, bytes) else value).lower()
            if lowered in ('1', 'true', 't', 'yes', 'y', 'on'):
                return True
            if lowered in ('0', 'false', 'f', 'no', 'n', 'off'):
                return False
            _fail('bool_parsing', 'Input should be a valid boolean, unable to interpret input', value)
    _fail('bool_type', 'Input should be a valid boolean', value)


def _str(value, strict):
    if isinstance(value, str):
        return value.value if isinstance(value, _Enum) else value
    if not strict and isinstance(value, (bytes, bytearray)):
        try:
            return value.decode()
        except UnicodeDecodeError:
            _fail('string_unicode', 'Input should be a valid string, unable to parse raw data as a unicode string', value)
    _fail('string_type', 'Input should be a valid string', value)


def _bytes(value, strict):
    if isinstance(value, (bytes, bytearray)):
        return bytes(value)
    if isinstance(value, str) and not strict:
        return value.encode()
    _fail('bytes_type', 'Input should be a valid bytes', value)


def _digits(text, start, count, name):
    part = text[start:start + count]
    if len(part) < count:
        return 'input is too short'
    if not part.isdigit() or not part.isascii():
        return f'invalid character in {name}'
    return int(part)


def _parsed_date(text):
    # (year, month, day), or what is wrong in speedate's words.
    if len(text) < 10:
        return 'input is too short'
    year, month, day = _digits(text, 0, 4, 'year'), _digits(text, 5, 2, 'month'), _digits(text, 8, 2, 'day')
    if isinstance(year, str):
        return year
    if text[4] != '-' or text[7] != '-':
        return 'invalid date separator, expected `-`'
    if isinstance(month, str):
        return month
    if isinstance(day, str):
        return day
    if not 1 <= month <= 12:
        return 'month value is outside expected range of 1-12'
    try:
        return _date(year, month, day)
    except ValueError:
        return 'year 0 is out of range' if year == 0 else 'day value is outside expected range'


def _parsed_time(text):
    # A time, with what it says of its zone.
    if len(text) < 5:
        return 'input is too short'
    hour, minute = _digits(text, 0, 2, 'hour'), _digits(text, 3, 2, 'minute')
    if isinstance(hour, str):
        return hour
    if text[2] != ':':
        return 'invalid time separator, expected `:`'
    if isinstance(minute, str):
        return minute
    if hour > 23:
        return 'hour value is outside expected range of 0-23'
    if minute > 59:
        return 'minute value is outside expected range of 0-59'
    second = micro = 0
    at = 5
    if text[5:6] == ':':
        second = _digits(text, 6, 2, 'second')
        if isinstance(second, str):
            return second
        if second > 59:
            return 'second value is outside expected range of 0-59'
        at = 8
        if text[8:9] in ('.', ',') and text[8:9]:
            end = 9
            while end < len(text) and text[end].isdigit():
                end += 1
            digits = text[9:end]
            if not digits:
                return 'second fraction value is more than 6 digits long' if len(digits) > 6 else 'invalid character in second fraction'
            micro = int(digits[:6].ljust(6, '0'))
            at = end
    zone = None
    rest = text[at:]
    if rest in ('Z', 'z'):
        zone = _timezone.utc
    elif rest[:1] in ('+', '-') and rest[:1]:
        digits = rest[1:].replace(':', '')
        if len(digits) != 4 or not digits.isdigit():
            return 'invalid timezone sign' if len(digits) < 4 else 'unexpected extra characters at the end of the input'
        offset = _timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        zone = _timezone(-offset if rest[0] == '-' else offset)
    elif rest:
        return 'unexpected extra characters at the end of the input'
    return _time(hour, minute, second, micro, zone)


def _from_number(value):
    # Seconds, or milliseconds when there are too many, since 1970.
    if abs(value) > 20000000000:
        value = value / 1000
    return _datetime(1970, 1, 1) + _timedelta(seconds=value)


def _parsed_datetime(text):
    try:
        return _from_number(float(text) if '.' in text else int(text)).replace(tzinfo=_timezone.utc)
    except ValueError:
        pass
    day = _parsed_date(text)
    if isinstance(day, str):
        return day
    if len(text) == 10:
        return _datetime(day.year, day.month, day.day)
    if text[10] not in 'Tt _':
        return 'invalid datetime separator, expected `T`, `t`, `_` or space'
    at = _parsed_time(text[11:])
    return at if isinstance(at, str) else _datetime.combine(day, at)


def _as_datetime(value, strict):
    if isinstance(value, _datetime):
        return value
    if isinstance(value, str):
        made = _parsed_datetime(value.strip())
        if isinstance(made, str):
            kind = 'datetime_from_date_parsing' if len(value) <= 10 else 'datetime_parsing'
            start = 'Input should be a valid datetime or date, ' if len(value) <= 10 else 'Input should be a valid datetime, '
            _fail(kind, start + made, value, {'error': made})
        return made
    if isinstance(value, _date):
        return _datetime(value.year, value.month, value.day)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(value).replace(tzinfo=_timezone.utc)
    _fail('datetime_type', 'Input should be a valid datetime', value)


def _as_date(value, strict):
    if isinstance(value, _datetime) or isinstance(value, (int, float)) and not isinstance(value, bool):
        made = _as_datetime(value, strict)
    elif isinstance(value, _date):
        return value
    elif isinstance(value, str):
        text = value.strip()
        made = _parsed_date(text) if len(text) == 10 else 'x'
        if isinstance(made, _date):
            return made
        made = _parsed_datetime(text)
        if isinstance(made, str):
            _fail('date_from_datetime_parsing', 'Input should be a valid date or datetime, ' + made, value, {'error': made})
    else:
        _fail('date_type', 'Input should be a valid date', value)
    if made.time() != _time(0):
        _fail('date_from_datetime_inexact', 'Datetimes provided to dates should have zero time - e.g. be exact dates', value)
    return made.date()


def _as_time(value, strict):
    if isinstance(value, _time):
        return value
    if isinstance(value, str):
        made = _parsed_time(value.strip())
        if isinstance(made, str):
            _fail('time_parsing', 'Input should be in a valid time format, ' + made, value, {'error': made})
        return made
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 86400:
        return (_datetime(1970, 1, 1) + _timedelta(seconds=value)).time().replace(tzinfo=_timezone.utc)
    _fail('time_type', 'Input should be a valid time', value)


def _as_timedelta(value, strict):
    if isinstance(value, _timedelta):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _timedelta(seconds=value)
    if isinstance(value, str):
        from re import fullmatch
        found = fullmatch(r'([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?', value.strip())
        if found is None:
            found = fullmatch(r'([+-]?)(?:(\d+)W)?(?:(\d+) days?,? ?)?(?:(\d+):(\d\d)(?::(\d\d(?:\.\d+)?))?)?', value.strip())
        if found is None or len(value.strip()) < 3:
            error = 'invalid digit in duration'
            if value[:1].isdigit():
                error = '"day" identifier in duration not correctly formatted'
            _fail('time_delta_parsing', 'Input should be a valid timedelta, ' + error, value, {'error': error})
        sign, weeks, days, hours, minutes, seconds = found.groups()
        made = _timedelta(weeks=int(weeks or 0), days=int(days or 0), hours=int(hours or 0), minutes=int(minutes or 0),
                          seconds=float(seconds or 0))
        return -made if sign == '-' else made
    _fail('time_delta_type', 'Input should be a valid timedelta', value)


def _as_uuid(kind, value):
    if isinstance(value, str):
        text = value
        if text.startswith('urn:uuid:'):
            text = text[9:]
        bare = text.strip('{}').replace('-', '')
        error = None
        for at, char in enumerate(text.strip('{}')):
            if char not in '0123456789abcdefABCDEF-':
                error = f'invalid character: found `{char}` at {at}'
                break
        if error is None and len(bare) != 32:
            groups = text.count('-')
            error = f'invalid group count: expected 5, found {groups + 1}' if groups and groups != 4 else \
                f'invalid length: expected length 32 for simple format, found {len(bare)}'
            if groups == 4:
                at = 0
                for i, (part, want) in enumerate(zip(text.split('-'), (8, 4, 4, 4, 12))):
                    if len(part) != want:
                        error = f'invalid group length in group {i}: expected {want}, found {len(part)}'
                        break
        if error is not None:
            _fail('uuid_parsing', f'Input should be a valid UUID, {error}', value, {'error': error})
        return kind(bare)
    _fail('uuid_type', 'UUID input should be a string, bytes or UUID object', value)


def _as_decimal(kind, value):
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        _fail('decimal_type', 'Decimal input should be an integer, float, string or Decimal object', value)
    try:
        made = kind(str(value).strip().replace('_', ''))
    except Exception:
        _fail('decimal_parsing', 'Input should be a valid decimal', value)
    if not made.is_finite():
        _fail('finite_number', 'Input should be a finite number', value)
    return made


_SIMPLE = {int: _int, float: _float, bool: _bool, str: _str, bytes: _bytes, _datetime: _as_datetime, _date: _as_date,
           _time: _as_time, _timedelta: _as_timedelta}


def _or(shown):
    shown = [repr(s) for s in shown]
    return shown[0] if len(shown) == 1 else ', '.join(shown[:-1]) + ' or ' + shown[-1]


def _exact(kind, value):
    # Whether a value is of a type without any conversion: those choices of a union come first.
    origin, args = _get_origin(kind), _get_args(kind)
    if kind is _Any:
        return True
    if kind is None or kind is _NoneType:
        return value is None
    if origin is _Annotated:
        return _exact(args[0], value)
    if origin is _Union or origin is _UnionType:
        return any([_exact(a, value) for a in args])
    if origin is _Literal:
        return value in args
    if origin in (list, set, frozenset):
        return type(value) is origin and all([_exact(args[0], v) for v in value])
    if origin is tuple:
        return type(value) is tuple
    if origin is dict:
        return type(value) is dict and all([_exact(args[1], v) for v in value.values()])
    return isinstance(kind, type) and type(value) is kind


def _label(kind):
    # What an error says of the choice of a union that it is about.
    origin, args = _get_origin(kind), _get_args(kind)
    if origin is _Annotated:
        inner = _label(args[0])
        extra = [a for a in args[1:] if hasattr(a, 'constraints') and a.constraints]
        return 'constrained-' + inner if extra and inner in ('int', 'float', 'str') else inner
    if origin is _Literal:
        return f"literal[{','.join([repr(a) for a in args])}]"
    if origin is not None and isinstance(origin, type) and args:
        return f"{origin.__name__}[{','.join([_label(a) for a in args])}]"
    return getattr(kind, '__name__', str(kind))


def _chosen(kind, args, value, strict):
    if value is None and _NoneType in args:
        return None
    choices = [a for a in args if a is not _NoneType]
    if len(choices) == 1:
        return validated(choices[0], value, strict)
    for a in choices:
        if _exact(a, value):
            try:
                return validated(a, value, strict)
            except _Wrong:
                pass
    errors, best, most = [], None, -1
    for a in choices:
        try:
            made = validated(a, value, strict)
        except _Wrong as wrong:
            errors.extend(_within(wrong.errors, _label(a)))
            continue
        fields = len(getattr(made, '__pydantic_fields_set__', ()))
        if fields > most:
            best, most = made, fields
    if most < 0:
        raise _Wrong(errors)
    return best


def _each(items, kind, strict):
    made, errors = [], []
    for i, item in enumerate(items):
        try:
            made.append(validated(kind, item, strict))
        except _Wrong as wrong:
            errors.extend(_within(wrong.errors, i))
    if errors:
        raise _Wrong(errors)
    return made


def _plural(n, what):
    return f"{n} {what}{'' if n == 1 else 's'}"


def _as_tuple(args, value, items, strict):
    if len(args) == 2 and args[1] is ...:
        return tuple(_each(items, args[0], strict))
    made, errors = [], []
    for i, kind in enumerate(args):
        if i >= len(items):
            errors.append({'type': 'missing', 'loc': (i,), 'msg': 'Field required', 'input': value})
            continue
        try:
            made.append(validated(kind, items[i], strict))
        except _Wrong as wrong:
            errors.extend(_within(wrong.errors, i))
    if len(items) > len(args):
        n = len(args)
        _fail('too_long', f'Tuple should have at most {_plural(n, "item")} after validation, not {len(items)}', value,
              {'field_type': 'Tuple', 'max_length': n, 'actual_length': len(items)})
    if errors:
        raise _Wrong(errors)
    return tuple(made)


def _as_dict(args, value, strict):
    if not isinstance(value, dict):
        _fail('dict_type', 'Input should be a valid dictionary', value)
    if not args:
        return dict(value)
    made, errors = {}, []
    for k, v in value.items():
        try:
            key = validated(args[0], k, strict)
        except _Wrong as wrong:
            errors.extend(_within(wrong.errors, k, '[key]'))
            key = None
        try:
            made[key] = validated(args[1], v, strict)
        except _Wrong as wrong:
            errors.extend(_within(wrong.errors, k))
    if errors:
        raise _Wrong(errors)
    return made


def _called(check, value):
    # A validator of the program: what it raises becomes an error of the value.
    try:
        return check(value)
    except (ValueError, AssertionError) as e:
        errors = getattr(e, '_pydantic_errors', None)
        if errors is not None:
            raise _Wrong(errors()) from None
        if isinstance(e, _CustomError):
            _fail(e.type, e.message(), value, e.context)
        word, kind = ('Assertion failed', 'assertion_error') if isinstance(e, AssertionError) else ('Value error', 'value_error')
        _fail(kind, f'{word}, {e}', value, {'error': e})


class _CustomError(ValueError):
    def __init__(self, error_type, message_template, context=None):
        self.type, self._template, self.context = error_type, message_template, context

    def message(self):
        return self._template.format(**(self.context or {}))

    __str__ = message


def _annotated(args, value, strict):
    kind, extras = args[0], args[1:]
    for extra in reversed(extras):
        before = getattr(extra, '_before', None)
        if before is not None:
            value = _called(before, value)
    for extra in extras:
        plain = getattr(extra, '_plain', None)
        if plain is not None:
            return _called(plain, value)
        strict = getattr(extra, 'constraints', {}).get('strict') or strict
    given = value
    value = validated(kind, value, strict)
    for extra in extras:
        if hasattr(extra, 'constraints'):
            value = _constrained(extra.constraints, value, given)
        after = getattr(extra, '_after', None)
        if after is not None:
            value = _called(after, value)
    return value


def validated(kind, value, strict=False):
    # The value as this type, or _Wrong.
    simple = _SIMPLE.get(kind) if isinstance(kind, type) else None
    if simple is not None:
        return simple(value, strict)
    if kind is _Any or kind is object:
        return value
    if kind is None or kind is _NoneType:
        if value is not None:
            _fail('none_required', 'Input should be None', value)
        return None
    origin, args = _get_origin(kind), _get_args(kind)
    if origin is _Annotated:
        return _annotated(args, value, strict)
    if origin is _Union or origin is _UnionType:
        return _chosen(kind, args, value, strict)
    if origin is _Literal:
        for a in args:
            if a == value and type(a) is type(value):
                return a
        expected = _or(args)
        _fail('literal_error', f'Input should be {expected}', value, {'expected': expected})
    if isinstance(kind, _TypeVar):
        bound = getattr(kind, '__bound__', None)
        return value if bound is None else validated(bound, value, strict)
    base = origin or kind
    if base in (list, set, frozenset, tuple, _deque):
        if isinstance(value, (str, bytes, dict)) or not hasattr(type(value), '__iter__') or strict and type(value) is not base:
            name = 'valid frozenset' if base is frozenset else f'valid {base.__name__}'
            _fail(f"{'frozen_set' if base is frozenset else base.__name__}_type", f'Input should be a {name}', value)
        items = list(value)
        if base is tuple:
            return _as_tuple(args, value, items, strict) if args else tuple(items)
        return base(_each(items, args[0], strict)) if args else base(items)
    if base is dict:
        return _as_dict(args, value, strict)
    if isinstance(base, type):
        name = base.__name__
        if name in ('Sequence', 'Iterable', 'Collection', 'Mapping', 'Callable', 'Iterator', 'Generator', 'AsyncGenerator'):
            if name == 'Mapping':
                return _as_dict(args, value, strict)
            if name in ('Sequence', 'Collection', 'Iterable') and not isinstance(value, (dict, str, bytes)) and hasattr(type(value), '__iter__'):
                return _each(list(value), args[0], strict) if args else value
            if name == 'Callable':
                if callable(value):
                    return value
                _fail('callable_type', 'Input should be callable', value)
            if name == 'Sequence':
                _fail('sequence_type' if not isinstance(value, (str, bytes)) else 'sequence_str',
                      f"Input should be a valid sequence" if not isinstance(value, (str, bytes)) else
                      f"'{type(value).__name__}' instances are not allowed as a Sequence value", value)
            _fail('iterable_type', 'Input should be iterable', value)
        own = getattr(base, '__pydantic_validate__', None)
        if own is not None:
            return own(value, strict)
        if isinstance(value, base):
            return value
        if issubclass(base, _Enum):
            for member in base:
                if member.value == value or not strict and type(value) is str and isinstance(member, int) and str(member.value) == value:
                    return member
            missing = getattr(base, '_missing_', None)
            made = missing(value) if missing is not None else None
            if made is not None:
                return made
            expected = _or([m.value for m in base])
            _fail('enum', f'Input should be {expected}', value, {'expected': expected})
        if name == 'UUID':
            return _as_uuid(base, value)
        if name == 'Decimal':
            return _as_decimal(base, value)
        if name in ('Path', 'PurePath', 'PosixPath') and isinstance(value, str):
            return base(value)
        if hasattr(base, '__dataclass_fields__'):
            return _as_dataclass(base, value, strict)
        if name == 'TypedDict' or hasattr(base, '__required_keys__'):
            return _as_typed_dict(base, value, strict)
        _fail('is_instance_of', f'Input should be an instance of {name}', value, {'class': name})
    from asyncio import _refuse
    _refuse(f'pydantic with the type {kind!r}')


def _as_dataclass(kind, value, strict):
    from dataclasses import fields, MISSING
    from typing import get_type_hints
    if not isinstance(value, dict):
        _fail('dataclass_type', f'Input should be a dictionary or an instance of {kind.__name__}', value, {'class_name': kind.__name__})
    hints, made, errors = get_type_hints(kind, include_extras=True), {}, []
    for field in fields(kind):
        if field.name in value:
            try:
                made[field.name] = validated(hints[field.name], value[field.name], strict)
            except _Wrong as wrong:
                errors.extend(_within(wrong.errors, field.name))
        elif field.default is MISSING and field.default_factory is MISSING:
            errors.append({'type': 'missing', 'loc': (field.name,), 'msg': 'Field required', 'input': value})
    if errors:
        raise _Wrong(errors)
    return kind(**made)


def _as_typed_dict(kind, value, strict):
    from typing import get_type_hints
    if not isinstance(value, dict):
        _fail('dict_type', 'Input should be a valid dictionary', value)
    made, errors = {}, []
    for name, hint in get_type_hints(kind).items():
        if name in value:
            try:
                made[name] = validated(hint, value[name], strict)
            except _Wrong as wrong:
                errors.extend(_within(wrong.errors, name))
        elif name in kind.__required_keys__:
            errors.append({'type': 'missing', 'loc': (name,), 'msg': 'Field required', 'input': value})
    if errors:
        raise _Wrong(errors)
    return made


_BOUNDS = (('gt', 'greater_than', 'greater than', lambda v, b: v > b), ('ge', 'greater_than_equal', 'greater than or equal to', lambda v, b: v >= b),
           ('lt', 'less_than', 'less than', lambda v, b: v < b), ('le', 'less_than_equal', 'less than or equal to', lambda v, b: v <= b))


def _constrained(c, value, given):
    # The value, if it keeps within what Field says of it.
    if value is None or not c:
        return value
    if isinstance(value, str):
        if c.get('strip_whitespace'):
            value = value.strip()
        if c.get('to_lower'):
            value = value.lower()
        if c.get('to_upper'):
            value = value.upper()
    step = c.get('multiple_of')
    if step is not None and value % step != 0:
        _fail('multiple_of', f'Input should be a multiple of {step}', given, {'multiple_of': _bound(step, value)})
    for key, kind, words, holds in _BOUNDS[2:] + _BOUNDS[:2]:
        bound = c.get(key)
        if bound is not None and not holds(value, bound):
            _fail(kind, f'Input should be {words} {_shown(bound)}', given, {key: _bound(bound, value)})
    low, high = c.get('min_length'), c.get('max_length')
    if low is not None and len(value) < low:
        if isinstance(value, (str, bytes)):
            word, unit = ('String', 'character') if isinstance(value, str) else ('Data', 'byte')
            _fail('string_too_short' if isinstance(value, str) else 'bytes_too_short', f'{word} should have at least {_plural(low, unit)}', given,
                  {'min_length': low})
        what = _TITLES.get(type(value), 'Value')
        _fail('too_short', f'{what} should have at least {_plural(low, "item")} after validation, not {len(value)}', given,
              {'field_type': what, 'min_length': low, 'actual_length': len(value)})
    if high is not None and len(value) > high:
        if isinstance(value, (str, bytes)):
            word, unit = ('String', 'character') if isinstance(value, str) else ('Data', 'byte')
            _fail('string_too_long' if isinstance(value, str) else 'bytes_too_long', f'{word} should have at most {_plural(high, unit)}', given,
                  {'max_length': high})
        what = _TITLES.get(type(value), 'Value')
        _fail('too_long', f'{what} should have at most {_plural(high, "item")} after validation, not {len(value)}', given,
              {'field_type': what, 'max_length': high, 'actual_length': len(value)})
    pattern = c.get('pattern')
    if pattern is not None:
        from re import search
        if search(pattern, value) is None:
            _fail('string_pattern_mismatch', f"Input should match pattern '{pattern}'".replace('Input', 'String'), given, {'pattern': pattern})
    places = c.get('decimal_places')
    if places is not None and hasattr(value, 'as_tuple') and -value.as_tuple().exponent > places:
        _fail('decimal_max_places', f'Decimal input should have no more than {_plural(places, "decimal place")}', given, {'decimal_places': places})
    digits = c.get('max_digits')
    if digits is not None and hasattr(value, 'as_tuple') and len(value.as_tuple().digits) > digits:
        _fail('decimal_max_digits', f'Decimal input should have no more than {_plural(digits, "digit")} in total', given, {'max_digits': digits})
    if c.get('allow_inf_nan') is False and isinstance(value, float) and (value != value or value in (float('inf'), float('-inf'))):
        _fail('finite_number', 'Input should be a finite number', given)
    return value


_TITLES = {list: 'List', set: 'Set', frozenset: 'Frozenset', tuple: 'Tuple', dict: 'Dictionary', _deque: 'Deque'}


def _shown(bound):
    # A whole bound is shown without its fraction.
    return str(int(bound)) if isinstance(bound, float) and bound == int(bound) else str(bound)


def _bound(bound, value):
    return float(bound) if isinstance(value, float) and isinstance(bound, int) else bound
