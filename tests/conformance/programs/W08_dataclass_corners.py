# Dataclasses: NaN, slots that are inherited, copies of frozen ones, string annotations, recursive types, documentation.
import copy, pickle, sys, typing, weakref
from collections import defaultdict, namedtuple, OrderedDict
from dataclasses import *
from typing import ClassVar, Generic, List, Optional, TypeVar

@dataclass
class P:
    x: float
    y: float = 0
nan = float("nan")
print(P(nan) == P(nan), P(1) == P(1), (p := P(nan)) == p, P.__eq__.__qualname__, P.__hash__)
print(P.__init__.__qualname__, P.__init__.__annotations__, P.__doc__)

@dataclass(frozen=True, slots=True)
class F:
    a: int
    b: List[int] = field(default_factory=list)
f = F(1, [2])
print(copy.deepcopy(f), copy.copy(f), pickle.loads(pickle.dumps(f)), F.__doc__, F.__slots__, f == F(1, [2]))
try:
    f.a = 3
except FrozenInstanceError as e:
    print(e)
try:
    hash(f)
except TypeError as e:
    print(e)

@dataclass(slots=True, weakref_slot=True)
class W:
    a: int = 0
w = W()
r = weakref.ref(w)
print(W.__slots__, r() is w, w.__weakref__ is r)

class Base:
    __slots__ = ("b",)
@dataclass(slots=True)
class D(Base):
    b: int
    c: int
    def own(self):
        return __class__
print(D.__slots__, D(1, 2), D(1, 2).own() is D)

@dataclass
class S:
    a: "ClassVar[int]" = 1
    b: "typing.ClassVar" = 2
    c: "InitVar[int]" = 3
    d: "list" = None
    _: "KW_ONLY" = None
    e: "int" = 5
    def __post_init__(self, c):
        self.d = c
print(S(), [f.name for f in fields(S)], S(c=7, e=8))

@dataclass
class N:
    t: namedtuple("T", "q r")
    d: defaultdict
n = N(type(N.__annotations__["t"])(1, 2) if False else N.__annotations__["t"](P(1), [P(2)]), defaultdict(list, k=[P(3)]))
print(asdict(n))
print(astuple(n))
print(asdict(P(1), dict_factory=OrderedDict))
T = TypeVar("T")
@dataclass
class G(Generic[T]):
    x: T
C = make_dataclass("C", [("y", int), ("z", Optional[int], None), "w"], namespace={"other": lambda self: self.y}, kw_only=True)
print(C(y=1, w=2), C(y=1, w=2).other(), C.__module__, C.__annotations__)
for bad in (["class"], ["a b"], ["a", "a"], [("a",)]):
    try:
        make_dataclass("C", bad)
    except TypeError as e:
        print(e)
try:
    @dataclass
    class X:
        a: int = 1
        b: int
except TypeError as e:
    print(e)
try:
    @dataclass
    class Y:
        a: list = []
except ValueError as e:
    print(e)
rec = field()
rec.type = rec
print(",type=...," in repr(rec))
@dataclass(order=True)
class O:
    k: int
    v: str = field(compare=False, default="")
print(sorted([O(2), O(1)]), O(1, "a") == O(1, "b"), O(1) < O(2), O.__lt__.__qualname__)
@dataclass(unsafe_hash=True)
class H:
    a: int
    b: int = field(hash=False, default=0)
print(hash(H(1, 2)) == hash((1,)), H.__hash__.__qualname__)
print(replace(P(1), y=2), copy.replace(P(1), x=5), is_dataclass(P), is_dataclass(P(1)), is_dataclass(int))
