from dataclasses import dataclass, field, asdict, astuple, replace, fields, KW_ONLY, InitVar, FrozenInstanceError, make_dataclass, is_dataclass
from typing import ClassVar


@dataclass(order=True)
class Task:
    priority: int
    name: str = field(compare=False)
    tags: list[str] = field(default_factory=list, compare=False, repr=False)
    count: ClassVar[int] = 0


a, b = Task(2, "b"), Task(1, "a", ["x"])
print(a, b, sorted([a, b]), a > b, a == Task(2, "other"), Task.count)
print(asdict(b), astuple(b), [f.name for f in fields(Task)], replace(a, name="z"))
try:
    Task()
except TypeError as e:
    print(e)
try:
    Task(1, "a", [], 4)
except TypeError as e:
    print(e)


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


p = Point(1)
print(p + Point(2, 3), hash(p) == hash(Point(1, 0)), {p: 1}[Point(1)])
try:
    p.x = 5
except FrozenInstanceError as e:
    print(type(e).__name__, e)


@dataclass
class Base:
    a: int
    _: KW_ONLY
    b: int = 2


@dataclass
class Child(Base):
    c: int = 3
    d: InitVar[int] = 10

    def __post_init__(self, d):
        self.total = self.a + self.b + self.c + d


c = Child(1, b=5)
print(c, c.total, Child.__match_args__)
match c:
    case Child(a=1, c=three):
        print("matched", three)
try:
    @dataclass
    class Wrong:
        items: list = []
except ValueError as e:
    print(e)
try:
    @dataclass
    class Order:
        a: int = 1
        b: int
except TypeError as e:
    print(e)


@dataclass(slots=True)
class Slim:
    x: int
    y: int = 1


s = Slim(1)
try:
    s.z = 3
except AttributeError as e:
    print(e)
print(s, Slim.__slots__, is_dataclass(Slim), is_dataclass(3))
Made = make_dataclass("Made", [("x", int), ("y", int, 5)])
print(Made(1), Made(1) == Made(1, 5), Made.__name__)


@dataclass
class Node:
    value: int
    next: "Node | None" = None


n = Node(1, Node(2))
n.next.next = n
print(n)
print(Task.__doc__, Point.__eq__.__qualname__)
