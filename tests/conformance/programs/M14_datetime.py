from datetime import datetime, date, time, timedelta, timezone
a = datetime(2024, 2, 28, 23, 59, 30, 5)
print(a, repr(a), a + timedelta(minutes=1), a - timedelta(days=60), a.isoformat(), a.date(), a.time(), a.weekday())
print(a.strftime("%Y-%m-%d %H:%M:%S.%f %A %b %d %j %p %I"), f"{a:%H:%M}", date(2024, 12, 25).strftime("%d/%m/%y"))
print(timedelta(hours=25, seconds=1.5), repr(timedelta(days=1, hours=2)), timedelta(seconds=90).total_seconds(), timedelta(minutes=5) / 2, timedelta(1) > timedelta(hours=5), -timedelta(seconds=1))
b = datetime(2024, 3, 1, tzinfo=timezone.utc); print(b, b.astimezone(timezone(timedelta(hours=2))), b.timestamp(), datetime.fromtimestamp(0, timezone.utc))
print(datetime.fromisoformat("2024-05-06T07:08:09+02:00"), date.fromisoformat("2020-01-02"), datetime(2024, 1, 1) - datetime(2023, 1, 1), date(2024, 3, 1) - date(2024, 2, 1), sorted([date(2024, 1, 2), date(2023, 1, 1)]))
for f in (lambda: date(2023, 2, 29), lambda: datetime(2024, 13, 1), lambda: b - a, lambda: datetime.fromisoformat("x")):
    try: f()
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
print(a == datetime(2024, 2, 28, 23, 59, 30, 5), a.replace(hour=1), {a: 1}[a], time(9, 30), timezone.utc, (datetime.now() - datetime.now()) <= timedelta(0), datetime.now().year > 2000)
