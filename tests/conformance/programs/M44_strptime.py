# datetime: from text by a format, weeks of the ISO calendar, durations divided.
from datetime import *
td = timedelta(days=1, seconds=5); h = timedelta(hours=1)
for f in (lambda: divmod(td, h), lambda: td // h, lambda: td % h, lambda: td / h, lambda: td / 2, lambda: td // 7, lambda: td * 1.5, lambda: td // 0, lambda: date(2024, 12, 30).isocalendar(), lambda: date(2021, 1, 3).isocalendar().week, lambda: datetime.strptime('2024-02-29 13:05:09', '%Y-%m-%d %H:%M:%S'), lambda: datetime.strptime('01/02/24 3:04 PM', '%d/%m/%y %I:%M %p'), lambda: datetime.strptime('5 Mar 2020', '%d %b %Y'), lambda: datetime.strptime('Monday March 2, 2020', '%A %B %d, %Y'), lambda: datetime.strptime('2024-01-01T00:00:00+0200', '%Y-%m-%dT%H:%M:%S%z'), lambda: datetime.strptime('1.5', '%S.%f'), lambda: datetime.strptime('x', '%Y'), lambda: datetime.strptime('2024x', '%Y'), lambda: datetime.strptime('2024', '%Q'), lambda: datetime.strptime('31 02 2024', '%d %m %Y'), lambda: date.fromisocalendar(2024, 1, 1), lambda: datetime.strptime('2024 100', '%Y %j')):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
