from typing import *
from dataclasses import dataclass, field
T = TypeVar("T"); K = TypeVar("K")
class Stack(Generic[T]):
    def __init__(self): self.items: List[T] = []
    def push(self, x: T) -> None: self.items.append(x)
    def pop(self) -> T: return self.items.pop()
s = Stack[int](); s.push(1); print(s.pop(), Stack[int], Stack.__parameters__)
class Shape(Protocol):
    def area(self) -> float: ...
@runtime_checkable
class Named(Protocol):
    name: str
class Sq:
    name = "sq"
    def area(self): return 4.0
print(isinstance(Sq(), Named), Optional[int], Union[int, str, None], Callable[[int, str], bool], Callable[..., Any], Dict[str, List[int]], Tuple[int, ...], Literal["a", 1], Annotated[int, "x"], Any, ClassVar[int], Final[int])
try: isinstance(Sq(), Shape)
except TypeError as e: print(e)
try: Shape()
except TypeError as e: print(e)
class Emp(NamedTuple):
    name: str
    id: int = 3
    def hi(self): return "hi " + self.name
print(Emp("bo"), Emp("bo").hi(), Emp._fields, Emp("x", id=4)._asdict(), Emp.__annotations__)
class Movie(TypedDict, total=False):
    title: str
    year: int
m: Movie = {"title": "x"}; print(Movie(title="y"), m, Movie.__required_keys__, sorted(Movie.__optional_keys__))
UserId = NewType("UserId", int); print(UserId(5), UserId)
def f(a: int, b: Optional[str] = None, *args: int, **kw: "Emp") -> List[int]: ...
print(get_type_hints(f), f.__annotations__)
print(get_origin(List[int]), get_args(Dict[str, int]), get_args(Callable[[int], str]), get_origin(Union[int, str]))
@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x): return x
print(g(1), cast(int, "x"), TYPE_CHECKING)
class Repo(Generic[K, T]):
    def get(self, k: K) -> T: ...
class IntRepo(Repo[int, str]): pass
print(IntRepo.__mro__, Repo[int, str], List, Awaitable[int], AsyncIterator[str], Type[int], Iterable[int], NoReturn, Self)
def h[A](x: A) -> A: return x
class Box[U]:
    def __init__(self, v: U): self.v = v
type Pair = tuple[int, int]
print(Pair, Pair.__value__)
P = ParamSpec("P"); R = TypeVar("R")
def deco(fn: Callable[P, R]) -> Callable[P, Awaitable[R]]: return fn
print(P, deco(len)([1]))
from collections.abc import Iterable as It, Mapping, Sequence, Callable as C2, Awaitable as Aw, Hashable, Sized, Iterator, Generator as Gen, Coroutine as Co
print(isinstance([], It), isinstance({}, Mapping), isinstance("a", Sequence), isinstance(len, C2), isinstance(3, It), isinstance(3, Hashable), isinstance([], Hashable), isinstance(iter([]), Iterator), It[int], isinstance((x for x in []), Gen))
