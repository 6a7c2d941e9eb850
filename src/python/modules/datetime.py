# datetime: dates, times and durations of the usual calendar. Time zones are fixed offsets; the local one is UTC.

import time as _time

MINYEAR, MAXYEAR = 1, 9999
_DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_FULL_DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
_FULL_MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November',
                'December']


def _leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_days(year, month):
    return 29 if month == 2 and _leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _ordinal(year, month, day):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400 + sum([_month_days(year, m) for m in range(1, month)]) + day


def _from_ordinal(n):
    year = max(1, (n * 400) // 146097)
    while _ordinal(year + 1, 1, 1) <= n:
        year += 1
    while _ordinal(year, 1, 1) > n:
        year -= 1
    left = n - _ordinal(year, 1, 1) + 1
    month = 1
    while left > _month_days(year, month):
        left -= _month_days(year, month)
        month += 1
    return year, month, left


class timedelta:
    __slots__ = ('_total',)

    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        from math import floor
        days = days + weeks * 7
        seconds = seconds + minutes * 60 + hours * 3600
        whole = floor(days)
        seconds = seconds + (days - whole) * 86400
        exact = floor(seconds)
        micro = round((seconds - exact) * 1000000 + milliseconds * 1000 + microseconds)
        total = (whole * 86400 + exact) * 1000000 + micro
        self._total = int(total)
        if abs(self.days) > 999999999:
            raise OverflowError(f'days={self.days}; must have magnitude <= 999999999')

    @classmethod
    def _of(cls, total):
        made = timedelta()
        made._total = total
        return made

    @property
    def days(self):
        return self._total // 86400000000

    @property
    def seconds(self):
        return self._total % 86400000000 // 1000000

    @property
    def microseconds(self):
        return self._total % 1000000

    def total_seconds(self):
        return self._total / 1000000

    def __repr__(self):
        parts = [f'{n}={v}' for n, v in (('days', self.days), ('seconds', self.seconds), ('microseconds', self.microseconds)) if v]
        return f"datetime.timedelta({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f'{hours}:{minutes:02d}:{seconds:02d}'
        if self.days:
            text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, {text}"
        return text + (f'.{self.microseconds:06d}' if self.microseconds else '')

    def __add__(self, other):
        return timedelta._of(self._total + other._total) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return timedelta._of(self._total - other._total) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._of(-self._total)

    def __abs__(self):
        return timedelta._of(abs(self._total))

    def __mul__(self, other):
        if isinstance(other, (int, float)):
            return timedelta._of(round(self._total * other))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total / other._total
        return timedelta._of(round(self._total / other)) if isinstance(other, (int, float)) else NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total // other._total
        return timedelta._of(self._total // other) if isinstance(other, int) else NotImplemented

    def __mod__(self, other):
        return timedelta._of(self._total % other._total) if isinstance(other, timedelta) else NotImplemented

    def __eq__(self, other):
        return self._total == other._total if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total < other._total if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total <= other._total if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total > other._total if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total >= other._total if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(self._total)

    def __bool__(self):
        return self._total != 0


timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    __slots__ = ()

    pass


class timezone(tzinfo):
    __slots__ = ('_name', '_offset')

    def __init__(self, offset, name=None):
        if not abs(offset) < timedelta(days=1):
            raise ValueError('offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), '
                             f'not {offset!r}')
        self._offset = offset
        self._name = name

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        return self._name or ('UTC' if not self._offset else 'UTC' + _offset_text(self._offset))

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        return f'datetime.timezone({self._offset!r})' if self._name is None else f'datetime.timezone({self._offset!r}, {self._name!r})'

    def __str__(self):
        return self.tzname(None)

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)


def _offset_text(offset, between=':'):
    sign = '-' if offset._total < 0 else '+'
    minutes = abs(offset._total) // 60000000
    return f'{sign}{minutes // 60:02d}{between}{minutes % 60:02d}'


timezone.utc = timezone(timedelta(0))
UTC = timezone.utc


def _formatted(format, d, t):
    out, i = [], 0
    while i < len(format):
        c = format[i]
        i += 1
        if c != '%' or i >= len(format):
            out.append(c)
            continue
        c = format[i]
        i += 1
        weekday = d.weekday()
        offset = getattr(t, 'utcoffset', lambda: None)()
        values = {'Y': f'{d.year:04d}', 'm': f'{d.month:02d}', 'd': f'{d.day:02d}', 'H': f'{t.hour:02d}', 'M': f'{t.minute:02d}',
                  'S': f'{t.second:02d}', 'f': f'{t.microsecond:06d}', 'y': f'{d.year % 100:02d}', 'a': _DAYS[weekday],
                  'A': _FULL_DAYS[weekday], 'b': _MONTHS[d.month - 1], 'B': _FULL_MONTHS[d.month - 1], 'h': _MONTHS[d.month - 1],
                  'I': f'{(t.hour + 11) % 12 + 1:02d}', 'p': 'AM' if t.hour < 12 else 'PM', 'j': f'{d.timetuple_yday():03d}',
                  'w': str((weekday + 1) % 7), 'u': str(weekday + 1), 'F': f'{d.year:04d}-{d.month:02d}-{d.day:02d}',
                  'T': f'{t.hour:02d}:{t.minute:02d}:{t.second:02d}', 'R': f'{t.hour:02d}:{t.minute:02d}',
                  'D': f'{d.month:02d}/{d.day:02d}/{d.year % 100:02d}', '%': '%',
                  'z': '' if offset is None else _offset_text(offset, ''),
                  'Z': '' if offset is None else t.tzinfo.tzname(t)}
        values['c'] = f"{_DAYS[weekday]} {_MONTHS[d.month - 1]} {d.day:2d} {values['T']} {d.year}"
        values['x'] = values['D']
        values['X'] = values['T']
        if c not in values:
            from asyncio import _refuse
            _refuse(f'strftime with %{c}')
        out.append(values[c])
    return ''.join(out)


class date:
    __slots__ = ('_date',)

    def __init__(self, year, month, day):
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f'year {year} is out of range')
        if not 1 <= month <= 12:
            raise ValueError('month must be in 1..12')
        if not 1 <= day <= _month_days(year, month):
            raise ValueError('day is out of range for month')
        self._date = year, month, day

    year = property(lambda self: self._date[0])
    month = property(lambda self: self._date[1])
    day = property(lambda self: self._date[2])
    hour = minute = second = microsecond = 0

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, t):
        return cls.fromordinal(_ordinal(1970, 1, 1) + int(t // 86400))

    @classmethod
    def fromordinal(cls, n):
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, text):
        try:
            return cls(int(text[0:4]), int(text[5:7]), int(text[8:10]))
        except ValueError:
            raise ValueError(f'Invalid isoformat string: {text!r}') from None

    def toordinal(self):
        return _ordinal(*self._date)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def timetuple_yday(self):
        return self.toordinal() - _ordinal(self.year, 1, 1) + 1

    def isoformat(self):
        return f'{self.year:04d}-{self.month:02d}-{self.day:02d}'

    __str__ = isoformat

    def strftime(self, format):
        return _formatted(format, self, self)

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def replace(self, year=None, month=None, day=None):
        return type(self)(self.year if year is None else year, self.month if month is None else month, self.day if day is None else day)

    def __repr__(self):
        return f'datetime.date({self.year}, {self.month}, {self.day})'

    def __add__(self, other):
        return type(self).fromordinal(self.toordinal() + other.days) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self).fromordinal(self.toordinal() - other.days)
        return timedelta(days=self.toordinal() - other.toordinal()) if isinstance(other, date) else NotImplemented

    def _key(self):
        return self._date

    def _comparable(self, other):
        return isinstance(other, date) and isinstance(other, datetime) == isinstance(self, datetime)

    def __eq__(self, other):
        return self._key() == other._key() if self._comparable(other) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._comparable(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())


class time:
    __slots__ = ('hour', 'microsecond', 'minute', 'second', 'tzinfo', 'fold')

    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond)
        self.hour, self.minute, self.second, self.microsecond, self.tzinfo = hour, minute, second, microsecond, tzinfo

    def isoformat(self, timespec='auto'):
        return _time_text(self, timespec)

    __str__ = isoformat

    def strftime(self, format):
        return _formatted(format, date(1900, 1, 1), self)

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(None)

    def _key(self):
        return self.hour, self.minute, self.second, self.microsecond

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, time) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __repr__(self):
        parts = [self.hour, self.minute] + ([self.second] if self.second or self.microsecond else []) + \
            ([self.microsecond] if self.microsecond else [])
        return f"datetime.time({', '.join([str(p) for p in parts])})"


def _check_time(hour, minute, second, microsecond):
    for value, most, name in ((hour, 23, 'hour'), (minute, 59, 'minute'), (second, 59, 'second'), (microsecond, 999999, 'microsecond')):
        if not 0 <= value <= most:
            raise ValueError(f'{name} must be in 0..{most}')


def _time_text(t, timespec):
    text = f'{t.hour:02d}:{t.minute:02d}:{t.second:02d}'
    if timespec == 'milliseconds':
        text += f'.{t.microsecond // 1000:03d}'
    elif timespec == 'microseconds' or timespec == 'auto' and t.microsecond:
        text += f'.{t.microsecond:06d}'
    elif timespec == 'minutes':
        text = text[:5]
    elif timespec == 'hours':
        text = text[:2]
    offset = t.utcoffset()
    return text if offset is None else text + _offset_text(offset)


class datetime(date):
    __slots__ = ('_time', 'tzinfo')

    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        super().__init__(year, month, day)
        _check_time(hour, minute, second, microsecond)
        self._time = hour, minute, second, microsecond
        self.tzinfo = tzinfo

    hour = property(lambda self: self._time[0])
    minute = property(lambda self: self._time[1])
    second = property(lambda self: self._time[2])
    microsecond = property(lambda self: self._time[3])

    @classmethod
    def _at(cls, micro, tzinfo):
        days, rest = divmod(micro, 86400000000)
        seconds, microsecond = divmod(rest, 1000000)
        return cls(*_from_ordinal(_ordinal(1970, 1, 1) + days), seconds // 3600, seconds // 60 % 60, seconds % 60, microsecond, tzinfo)

    def _micro(self):
        h, m, s, us = self._time
        return ((self.toordinal() - _ordinal(1970, 1, 1)) * 86400 + h * 3600 + m * 60 + s) * 1000000 + us

    def _utc(self):
        offset = self.utcoffset()
        return self._micro() - (0 if offset is None else offset._total)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, t, tz=None):
        micro = round(t * 1000000)
        return cls._at(micro + (0 if tz is None else tz.utcoffset(None)._total), tz)

    @classmethod
    def combine(cls, d, t, tzinfo=None):
        return cls(d.year, d.month, d.day, t.hour, t.minute, t.second, t.microsecond, tzinfo or t.tzinfo)

    @classmethod
    def fromisoformat(cls, text):
        try:
            d = date.fromisoformat(text[:10])
            rest = text[11:]
            tz = None
            if rest.endswith('Z'):
                tz, rest = timezone.utc, rest[:-1]
            else:
                for sign in '+-':
                    at = rest.find(sign)
                    if at >= 0:
                        offset = timedelta(hours=int(rest[at + 1:at + 3]), minutes=int(rest[at + 4:at + 6] or 0))
                        tz = timezone(-offset if sign == '-' else offset) if offset else timezone.utc
                        rest = rest[:at]
            clock, _, fraction = rest.partition('.')
            parts = [int(p) for p in clock.split(':')] if clock else []
            return cls(d.year, d.month, d.day, *(parts + [0] * (3 - len(parts))), int((fraction + '000000')[:6]) if fraction else 0, tz)
        except ValueError:
            raise ValueError(f'Invalid isoformat string: {text!r}') from None

    def timestamp(self):
        return self._utc() / 1000000

    def date(self):
        return date(self.year, self.month, self.day)

    def time(self):
        return time(*self._time)

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(self)

    def astimezone(self, tz=None):
        tz = tz or timezone.utc
        return type(self)._at(self._utc() + tz.utcoffset(None)._total, tz)

    def replace(self, **changes):
        old = {n: getattr(self, n) for n in ('year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond', 'tzinfo')}
        changes.pop('fold', None)
        return type(self)(**{**old, **changes})

    def isoformat(self, sep='T', timespec='auto'):
        return date.isoformat(self) + sep + _time_text(self, timespec)

    def __str__(self):
        return self.isoformat(' ')

    def __repr__(self):
        h, m, s, us = self._time
        parts = [self.year, self.month, self.day, h, m] + ([s] if s or us else []) + ([us] if us else [])
        shown = [str(p) for p in parts] + ([] if self.tzinfo is None else [f'tzinfo={self.tzinfo!r}'])
        return f"datetime.datetime({', '.join(shown)})"

    def __add__(self, other):
        return type(self)._at(self._micro() + other._total, self.tzinfo) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)._at(self._micro() - other._total, self.tzinfo)
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.tzinfo is None) != (other.tzinfo is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta._of(self._utc() - other._utc())

    def _key(self):
        return self._utc()

    def _comparable(self, other):
        if not isinstance(other, datetime):
            return False
        return True

    def _ordered(self, other):
        if isinstance(other, datetime) and (self.tzinfo is None) != (other.tzinfo is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return isinstance(other, datetime)

    def __lt__(self, other):
        return self._key() < other._key() if self._ordered(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._ordered(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._ordered(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._ordered(other) else NotImplemented

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        return (self.tzinfo is None) == (other.tzinfo is None) and self._key() == other._key()

    def __hash__(self):
        return hash(self._key())
