# Formatting with f-strings as reports do it.
import datetime
import math

rows = [("latency", 0.01234, 120), ("throughput", 15300.5, 7), ("errors", 0.5, 0)]
width = max(len(name) for name, *_ in rows) + 2
print(f"{'metric':<{width}}|{'value':^12}|{'count':>6}")
print("-" * width + "+" + "-" * 12 + "+" + "-" * 6)
for name, value, count in rows:
    print(f"{name:<{width}}|{value:^12.4g}|{count:>6,}")
x, y, text = 255, -1234567.891, "naïve ✓"
print(f"{x:b} {x:o} {x:x} {x:X} {x:#b} {x:#06x} {x:c} {x:e} {x:%} {x:08.3f}")
print(f"{y:,.2f} {y:_.1f} {y:+.0f} {y: .3e} {y:<20}| {y:^20}| {y:=20}|")
print(f"{text!r} {text!s:>10} {text!a} {text:*^13} {text:.3} {len(text)}")
print(f"{x=} {y=:.1f} {text=!s} {x + 1 = } {math.pi=:.3f}")
when = datetime.datetime(2024, 2, 29, 13, 5, 9)
print(f"{when:%Y-%m-%d %H:%M:%S} {when:%d.%m.%y} {when:%j} {when.date()} {when:%A %B}")
print(f"{True} {None} {[1, 'a']} {dict(a=1)} {(1,)} {1_000_000:,} {1e300:g} {float('inf')} {-0.0} {10**20:,}")
print(f"{'nested ' + f'{x:>{4}}'} {{literal}} {x!r:^{3 + 4}}|")
print(f"{'yes' if x > 100 else 'no'} {max(1, 2)} {[i * i for i in range(3)]} {(lambda v: v * 2)(4)}")
print("{0} {1} {0!r} {name:>5} {d[key]} {o.real}".format("a", 2, name="n", d={"key": "v"}, o=3))
print("%s %r %d %5.2f %-5s| %05d %x %% %c" % ("s", "r", 3.9, 2.345, "ab", 42, 255, "z"))
print("%(a)s-%(b)03d" % {"a": 1, "b": 2}, "{:>{w}.{p}f}".format(3.14159, w=8, p=2))


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __format__(self, spec):
        return f"${self.amount:{spec or '.2f'}}"

    def __repr__(self):
        return f"Money({self.amount})"


print(f"{Money(3)} {Money(1234.5):,.1f} {Money(2)!r} {Money(2)!r:>10}")
for bad in ("{:d}", "{:.2f}", "{:x}"):
    try:
        bad.format("text")
    except ValueError as e:
        print(e)
try:
    f"{3.5:d}"
except ValueError as e:
    print(e)
