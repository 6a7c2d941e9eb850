import asyncio
import itertools
import functools
import operator
import string
import random
import math
from collections import OrderedDict, ChainMap, namedtuple, UserDict
from typing import Callable, Generic, TypeVar, Protocol, Any, Iterable

T = TypeVar("T")
U = TypeVar("U")


class Stream(Generic[T]):
    def __init__(self, it: Iterable[T]):
        self._it = it

    def map(self, f: Callable[[T], U]) -> "Stream[U]":
        return Stream(map(f, self._it))

    def filter(self, f) -> "Stream[T]":
        return Stream(filter(f, self._it))

    def take(self, n) -> "Stream[T]":
        return Stream(itertools.islice(self._it, n))

    def __iter__(self):
        return iter(self._it)

    def __or__(self, other):
        return other(self)


class Shape(Protocol):
    def area(self) -> float: ...


class LRU(OrderedDict):
    def __init__(self, maxsize=3, *a, **k):
        self.maxsize = maxsize
        super().__init__(*a, **k)

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.maxsize:
            oldest = next(iter(self))
            del self[oldest]


class Case(UserDict):
    def __setitem__(self, k, v):
        super().__setitem__(k.lower(), v)


print(list(Stream(itertools.count(1)).map(lambda x: x * x).filter(lambda x: x % 2).take(4)), Stream([3, 1]) | sorted)
c = LRU(2)
c["a"], c["b"] = 1, 2
c["a"]
c["c"] = 3
print(c, list(c), Case({"AB": 1}), Stream[int])
random.seed(42)
print([random.randint(1, 100) for _ in range(5)], random.choice("abc"), random.sample(range(10), 3), round(random.random(), 4), random.choices([1, 2], k=4))
xs = list(range(8)); random.shuffle(xs); print(xs, round(random.gauss(0, 1), 5), random.uniform(1, 2))
for k, g in itertools.groupby(sorted(["apple", "bob", "cat", "axe", "bat"]), key=operator.itemgetter(0)):
    print(k, list(g))
print(list(itertools.batched("abcdefg", 3)), list(itertools.pairwise([1, 2, 3])), list(itertools.accumulate([1, 2, 3], operator.mul)))
print(list(itertools.zip_longest([1, 2], [3], fillvalue=0)), list(itertools.product("ab", repeat=2))[:3], list(itertools.chain.from_iterable([[1], [2, 3]])))
P = namedtuple("P", "x y", defaults=[0])
p = P(1)
print(p, p._replace(y=5), p._asdict(), P._fields, *p)
print(ChainMap({"a": 1}, {"a": 2, "b": 3})["b"], math.isclose(0.1 + 0.2, 0.3), math.prod([1, 2, 3]), math.comb(5, 2), math.hypot(3, 4))
print(f"{1234567.891:,.2f}|{255:#x}|{255:08b}|{0.256:.1%}|{'hi':*^10}|{3.0!r:>6}|{1e10:g}|{-5:+d}|{12345:_}")
name, width = "x", 8
print(f"{name!r:>{width}}|{name=}|{width = :>5}|{'nested ' + f'{name}'}|{{}}|{width:{width}.{2}f}")
print(string.ascii_lowercase[:5], "%-5s|%5.2f|%03d" % ("ab", 3.14159, 7), "{:>5}{0!r}".format("a") if False else "{0:>5}{0!r}".format("a"))
data = [{"n": "b", "v": 2}, {"n": "a", "v": 2}, {"n": "c", "v": 1}]
print(sorted(data, key=lambda d: (-d["v"], d["n"])), max(data, key=operator.itemgetter("v"))["n"])
if (n := len(data)) > 2 and any((bad := d)["v"] == 1 for d in data):
    print(n, bad)
first, *rest, last = range(5)
print(first, rest, last, [*rest, *"ab"], {**data[0], "z": 1})
match data[0]:
    case {"n": str(n), **rest} if rest:
        print("matched", n, rest)
match (1, (2, 3)):
    case (a, (b, c)) | [a, b, c]:
        print(a, b, c)
compose = functools.partial(functools.reduce, lambda f, g: lambda x: g(f(x)))
print(compose([lambda x: x + 1, lambda x: x * 2])(3))
