import sys
from dataclasses import dataclass, field, fields, asdict, astuple, replace, KW_ONLY, InitVar, FrozenInstanceError
from typing import ClassVar, Optional
import functools


@dataclass
class Item:
    name: str
    price: float = 0.0
    tags: list[str] = field(default_factory=list)
    count: ClassVar[int] = 0

    def __post_init__(self):
        type(self).count += 1
        if self.price < 0:
            raise ValueError("price")

    @property
    def label(self): return f"{self.name}: {self.price:.2f}"


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    note: str = field(default="", compare=False, repr=False)


@dataclass
class Base:
    a: int
    b: int = 2


@dataclass
class Child(Base):
    c: int = 3
    _: KW_ONLY
    d: Optional[int] = None
    seed: InitVar[int] = 0

    def __post_init__(self, seed):
        self.total = self.a + self.b + self.c + seed


@dataclass(slots=True, eq=False)
class Slim:
    x: int
    y: int = field(default=0, kw_only=True)


i = Item("pen", 1.5)
print(i, i == Item("pen", 1.5), i.label, Item.count, asdict(i), astuple(i))
i.tags.append("new")
j = replace(i, name="cup")
print(j, j.tags is i.tags, Item("x").tags)
print(Version(1, 2) < Version(1, 3), sorted([Version(2), Version(1, 5)]), Version(1, note="a") == Version(1, note="b"), hash(Version(1)) == hash(Version(1)))
try:
    Version(1).major = 3
except FrozenInstanceError as e:
    print(type(e).__name__, e)
c = Child(1, d=5, seed=10)
print(c, c.total, [f.name for f in fields(c)], Child.__match_args__)
for bad in (lambda: Child(), lambda: Child(1, 2, 3, 4), lambda: Item(), lambda: Item("x", -1), lambda: Slim(1, 2), lambda: setattr(Slim(1), "z", 1), lambda: hash(i), lambda: Version(1) < 3):
    try:
        bad()
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)
print(Slim(1, y=2), Slim(1) == Slim(1), Slim.__slots__, hasattr(Slim(1), "__dict__"))
try:
    @dataclass
    class Bad:
        x: list = []
except ValueError as e:
    print(e)
try:
    @dataclass
    class Bad2:
        x: int = 1
        y: int
except TypeError as e:
    print(e)
print(Item.__doc__, Version.__doc__, repr(field(default=1))[:5])
