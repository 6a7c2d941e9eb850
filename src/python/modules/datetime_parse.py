

# Dates and times from text, a part of datetime.

def _one_of(names, text, at):
    # Which of the names the text goes on with, the longest first; None if none.
    low = text[at:].lower()
    found = [n for n, name in enumerate(names) if low.startswith(name.lower())]
    return max(found, key=lambda n: len(names[n])) if found else None


# How many digits each directive takes at most, and between what its number must be.
_NUMBERS = {'Y': (4, 0, 9999), 'm': (2, 1, 12), 'd': (2, 1, 31), 'H': (2, 0, 23), 'I': (2, 1, 12), 'M': (2, 0, 59), 'S': (2, 0, 61),
            'y': (2, 0, 99), 'j': (3, 1, 366), 'f': (6, 0, 999999), 'w': (1, 0, 6), 'u': (1, 1, 7)}


def _number(text, at, most, low, high):
    # The longest number that is within its bounds, and where it ends.
    for end in range(min(at + most, len(text)), at, -1):
        digits = text[at:end]
        if digits.isdecimal() and low <= int(digits) <= high:
            return digits, end
    return None, at


def _offset(text, at):
    # `Z`, `+hhmm`, `+hh:mm`, with seconds perhaps.
    if text[at:at + 1] == 'Z':
        return timedelta(0), at + 1
    sign = text[at:at + 1]
    if sign not in ('+', '-') or not sign:
        return None, at
    parts, place = [], at + 1
    while len(parts) < 3 and text[place:place + 2].isdecimal() and len(text[place:place + 2]) == 2:
        parts.append(int(text[place:place + 2]))
        place += 2
        if text[place:place + 1] == ':' and text[place + 1:place + 3].isdecimal():
            place += 1
    if len(parts) < 2 or parts[1] > 59:
        return None, at
    away = timedelta(hours=parts[0], minutes=parts[1], seconds=parts[2] if parts[2:] else 0)
    return -away if sign == '-' else away, place


_WHOLE = {'T': '%H:%M:%S', 'D': '%m/%d/%y', 'R': '%H:%M', 'F': '%Y-%m-%d', 'c': '%a %b %d %H:%M:%S %Y', 'x': '%m/%d/%y', 'X': '%H:%M:%S'}


def _read(text, format):
    # What the directives of the format find in the text: values by directive.
    wanted = format
    for short, long in _WHOLE.items():
        if short not in ('F', 'T', 'D', 'R'):
            wanted = wanted.replace('%' + short, long)
    found, at, place = {}, 0, 0
    mismatch = ValueError(f'time data {text!r} does not match format {format!r}')
    while place < len(wanted):
        c = wanted[place]
        place += 1
        if c.isspace():
            # Space stands for any space, but for some.
            end = at
            while text[end:end + 1].isspace() and text[end:end + 1]:
                end += 1
            if end == at:
                raise mismatch
            at = end
            while wanted[place:place + 1].isspace() and wanted[place:place + 1]:
                place += 1
            continue
        if c != '%':
            if text[at:at + 1].lower() != c.lower():
                raise mismatch
            at += 1
            continue
        if place == len(wanted):
            raise ValueError(f'stray %% in format {format!r}'.replace('%%', '%'))
        c = wanted[place]
        place += 1
        if c in ('U', 'W', 'G', 'V', 'Z'):
            from asyncio import _refuse
            _refuse(f'strptime with %{c}')
        if c == '%':
            if text[at:at + 1] != '%':
                raise mismatch
            at += 1
        elif c in _NUMBERS:
            most, low, high = _NUMBERS[c]
            if c == 'Y' and not (text[at:at + 4].isdecimal() and len(text[at:at + 4]) == 4):
                raise mismatch
            digits, at = _number(text, at, most, low, high)
            if digits is None:
                raise mismatch
            found[c] = int(digits.ljust(6, '0')) if c == 'f' else int(digits)
        elif c in ('a', 'A', 'b', 'B', 'p'):
            names = {'a': _DAYS, 'A': _FULL_DAYS, 'b': _MONTHS, 'B': _FULL_MONTHS, 'p': ('AM', 'PM')}[c]
            n = _one_of(names, text, at)
            if n is None:
                raise mismatch
            at += len(names[n])
            found[c.lower() if c != 'p' else c] = n
        elif c == 'z':
            found['z'], at = _offset(text, at)
            if found['z'] is None:
                raise mismatch
        else:
            raise ValueError(f'{c!r} is a bad directive in format {format!r}')
    if at < len(text):
        raise ValueError(f'unconverted data remains: {text[at:]}')
    return found


def _strptime(cls, text, format):
    for given, n in ((text, 1), (format, 2)):
        if not isinstance(given, str):
            raise TypeError(f'strptime() argument {n} must be str, not {type(given).__name__}')
    found = _read(text, format)
    year = found.get('Y')
    if year is None:
        short = found.get('y')
        year = 1900 if short is None else short + (2000 if short <= 68 else 1900)
    month, day = found.get('m', found.get('b', 0) + 1), found.get('d', 1)
    if 'j' in found and 'm' not in found and 'b' not in found:
        of_year = _from_ordinal(_ordinal(year, 1, 1) + found['j'] - 1)
        year, month, day = of_year
    hour = found.get('H')
    if hour is None:
        hour = found['I'] % 12 + 12 * found.get('P', found.get('p', 0)) if 'I' in found else 0
    zone = timezone(found['z']) if 'z' in found else None
    return cls(year, month, day, hour, found.get('M', 0), found.get('S', 0), found.get('f', 0), tzinfo=zone)


# ---- weeks

class IsoCalendarDate(tuple):
    def __new__(cls, year, week, weekday):
        return tuple.__new__(cls, (year, week, weekday))

    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f'datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})'


def _first_monday(year):
    # The day that week 1 begins with: that of the year's first Thursday.
    first = _ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


def _isocalendar(self):
    day = _ordinal(self.year, self.month, self.day)
    year = self.year
    if day < _first_monday(year):
        year -= 1
    elif day >= _first_monday(year + 1):
        year += 1
    week, weekday = divmod(day - _first_monday(year), 7)
    return IsoCalendarDate(year, week + 1, weekday + 1)


def _fromisocalendar(cls, year, week, day):
    if not 1 <= year <= 9999:
        raise ValueError(f'Year is out of range: {year}')
    if not 1 <= week <= (_first_monday(year + 1) - _first_monday(year)) // 7:
        raise ValueError(f'Invalid week: {week}')
    if not 1 <= day <= 7:
        raise ValueError(f'Invalid weekday: {day} (range is [1, 7])')
    return cls.fromordinal(_first_monday(year) + 7 * (week - 1) + day - 1)


date.isocalendar = _isocalendar
date.fromisocalendar = classmethod(_fromisocalendar)
datetime.strptime = classmethod(_strptime)
timedelta.__divmod__ = lambda self, other: (self // other, self % other) if isinstance(other, timedelta) else NotImplemented
