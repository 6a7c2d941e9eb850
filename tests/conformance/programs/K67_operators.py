# Operator and container protocols of one class.
import functools
import operator


@functools.total_ordering
class Version:
    def __init__(self, *parts):
        self.parts = parts

    @classmethod
    def parse(cls, text):
        return cls(*map(int, text.split(".")))

    def __repr__(self):
        return f"Version({', '.join(map(str, self.parts))})"

    def __str__(self):
        return ".".join(map(str, self.parts))

    def __eq__(self, other):
        return self.parts == other.parts if isinstance(other, Version) else NotImplemented

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, Version) else NotImplemented

    def __hash__(self):
        return hash(self.parts)

    def __len__(self):
        return len(self.parts)

    def __getitem__(self, i):
        return Version(*self.parts[i]) if isinstance(i, slice) else self.parts[i]

    def __contains__(self, n):
        return n in self.parts

    def __bool__(self):
        return any(self.parts)

    def __add__(self, n):
        return Version(*self.parts[:-1], self.parts[-1] + n) if isinstance(n, int) else NotImplemented

    __radd__ = __add__

    def __iadd__(self, n):
        print("in place")
        return self + n

    def __neg__(self):
        return Version(*(-p for p in self.parts))

    def __call__(self, sep):
        return sep.join(map(str, self.parts))

    def __index__(self):
        return self.parts[0]

    def __format__(self, spec):
        return self(spec or ".")

    def __matmul__(self, other):
        return sum(map(operator.mul, self.parts, other.parts))


a, b = Version.parse("1.2.3"), Version(1, 10)
print(a, repr(b), a < b, a >= b, a == Version(1, 2, 3), a != b, max(a, b), sorted([b, a]))
print(len(a), a[0], a[1:], 2 in a, 9 in a, bool(Version(0, 0)), list(a), [*reversed(a)])
print(a + 1, 1 + a, -a, a("-"), f"{a:_}", f"{a}", range(10)[a], hex(b), a @ a, {a: 1}[Version(1, 2, 3)])
c = a
c += 5
print(c, a, c is a)
for op in (lambda: a + "x", lambda: a < 3, lambda: a["k"], lambda: a @ 3):
    try:
        print(op())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
print(a == "1.2.3", a.__eq__("x"), operator.itemgetter(0, 2)(a), operator.attrgetter("parts")(b), operator.methodcaller("__len__")(b))
