# Dates: the simulated computer is in UTC.

timezone = 0
altzone = 0
daylight = 0
tzname = ('UTC', 'UTC')

_DAYS = ('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')
_MONTHS = ('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November',
           'December')
_FIELDS = ('tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst')


class struct_time(tuple):
    __slots__ = ()
    tm_zone = 'UTC'
    tm_gmtoff = 0

    def __repr__(self):
        return f"time.struct_time({', '.join([f'{name}={value!r}' for name, value in zip(_FIELDS, self)])})"

    @property
    def tm_year(self):
        return self[0]

    @property
    def tm_mon(self):
        return self[1]

    @property
    def tm_mday(self):
        return self[2]

    @property
    def tm_hour(self):
        return self[3]

    @property
    def tm_min(self):
        return self[4]

    @property
    def tm_sec(self):
        return self[5]

    @property
    def tm_wday(self):
        return self[6]

    @property
    def tm_yday(self):
        return self[7]

    @property
    def tm_isdst(self):
        return self[8]


def _leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before(year):
    # Days from year 1 to this year.
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def _month_days(year):
    return (31, 29 if _leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def gmtime(secs=None):
    if secs is None:
        secs = time()
    secs = int(secs // 1)
    days, rest = divmod(secs, 86400)
    days += _days_before(1970)
    year = days * 400 // 146097 + 1
    while _days_before(year) > days:
        year -= 1
    while _days_before(year + 1) <= days:
        year += 1
    yday = days - _days_before(year)
    month, left = 0, yday
    lengths = _month_days(year)
    while left >= lengths[month]:
        left -= lengths[month]
        month += 1
    return struct_time((year, month + 1, left + 1, rest // 3600, rest // 60 % 60, rest % 60, days % 7, yday + 1, 0))


localtime = gmtime


def mktime(t):
    days = _days_before(t[0]) - _days_before(1970) + sum(_month_days(t[0])[:t[1] - 1]) + t[2] - 1
    return float(days * 86400 + t[3] * 3600 + t[4] * 60 + t[5])


def asctime(t=None):
    if t is None:
        t = localtime()
    return f'{_DAYS[t[6]][:3]} {_MONTHS[t[1] - 1][:3]} {t[2]:>2} {t[3]:02}:{t[4]:02}:{t[5]:02} {t[0]}'


def ctime(secs=None):
    return asctime(localtime(secs))


def strftime(format, t=None):
    if t is None:
        t = localtime()
    out = []
    i = 0
    while i < len(format):
        c = format[i]
        i += 1
        if c != '%' or i == len(format):
            out.append(c)
            continue
        code = format[i]
        i += 1
        if code == 'Y':
            out.append(f'{t[0]}')
        elif code == 'y':
            out.append(f'{t[0] % 100:02}')
        elif code == 'm':
            out.append(f'{t[1]:02}')
        elif code == 'd':
            out.append(f'{t[2]:02}')
        elif code == 'e':
            out.append(f'{t[2]:>2}')
        elif code == 'H':
            out.append(f'{t[3]:02}')
        elif code == 'I':
            out.append(f'{(t[3] + 11) % 12 + 1:02}')
        elif code == 'M':
            out.append(f'{t[4]:02}')
        elif code == 'S':
            out.append(f'{t[5]:02}')
        elif code == 'p':
            out.append('AM' if t[3] < 12 else 'PM')
        elif code == 'j':
            out.append(f'{t[7]:03}')
        elif code == 'a':
            out.append(_DAYS[t[6]][:3])
        elif code == 'A':
            out.append(_DAYS[t[6]])
        elif code == 'w':
            out.append(f'{(t[6] + 1) % 7}')
        elif code == 'b' or code == 'h':
            out.append(_MONTHS[t[1] - 1][:3])
        elif code == 'B':
            out.append(_MONTHS[t[1] - 1])
        elif code == 'X' or code == 'T':
            out.append(f'{t[3]:02}:{t[4]:02}:{t[5]:02}')
        elif code == 'R':
            out.append(f'{t[3]:02}:{t[4]:02}')
        elif code == 'x' or code == 'D':
            out.append(f'{t[1]:02}/{t[2]:02}/{t[0] % 100:02}')
        elif code == 'F':
            out.append(f'{t[0]}-{t[1]:02}-{t[2]:02}')
        elif code == 'c':
            out.append(asctime(t))
        elif code == 'Z':
            out.append('UTC')
        elif code == 'z':
            out.append('+0000')
        elif code == 's':
            out.append(f'{int(mktime(t))}')
        elif code == 'n':
            out.append('\n')
        elif code == 't':
            out.append('\t')
        elif code == '%':
            out.append('%')
        else:
            _refuse(f"time.strftime: the directive '%{code}'")
    return ''.join(out)
