# Abstract classes, protocols and generic classes.
from abc import ABC, abstractmethod
from typing import Generic, Iterator, Protocol, TypeVar, runtime_checkable, get_type_hints, Optional

T = TypeVar("T")


class Repository(ABC, Generic[T]):
    @abstractmethod
    def add(self, item: T) -> None: ...

    @abstractmethod
    def __iter__(self) -> Iterator[T]: ...

    @property
    @abstractmethod
    def name(self) -> str: ...

    def first(self) -> Optional[T]:
        return next(iter(self), None)


class Memory(Repository[T]):
    name = "memory"

    def __init__(self, *items: T) -> None:
        self._items: list[T] = list(items)

    def add(self, item: T) -> None:
        self._items.append(item)

    def __iter__(self) -> Iterator[T]:
        yield from self._items


class Half(Repository[int]):
    def add(self, item): ...


@runtime_checkable
class Closeable(Protocol):
    def close(self) -> None: ...


class File:
    def close(self) -> None:
        print("closed")


class Stack[E]:
    def __init__(self) -> None:
        self.items: list[E] = []

    def push(self, item: E) -> "Stack[E]":
        self.items.append(item)
        return self


def biggest[N: (int, float)](*values: N) -> N:
    return max(values)


type Pair[A] = tuple[A, A]

for cls in (Repository, Half):
    try:
        cls()
    except TypeError as e:
        print(e)
m: Repository[str] = Memory("a")
m.add("b")
print(list(m), m.first(), Memory().first(), m.name, isinstance(m, Repository), Memory[int], Repository.__abstractmethods__ == {"add", "__iter__", "name"})
print(isinstance(File(), Closeable), isinstance(3, Closeable), issubclass(File, Closeable), hasattr(Memory, "__orig_bases__"))
try:
    Closeable()
except TypeError as e:
    print(e)
print(Stack().push(1).push(2).items, Stack[int], biggest(1, 5, 3), Pair[int], Pair.__value__)
print(get_type_hints(Memory.add), Memory.add.__annotations__["item"], T, list[int] | None, Optional[str])


class Plugin(ABC):
    registry: dict[str, type] = {}

    def __init_subclass__(cls, /, key: str = "", **kwargs):
        super().__init_subclass__(**kwargs)
        Plugin.registry[key or cls.__name__.lower()] = cls

    @classmethod
    def create(cls, key: str, *args):
        try:
            return cls.registry[key](*args)
        except KeyError:
            raise LookupError(f"no plugin {key!r}; known: {', '.join(sorted(cls.registry))}") from None


class Upper(Plugin, key="up"):
    def run(self, s): return s.upper()


class Lower(Plugin):
    def run(self, s): return s.lower()


print(Plugin.create("up").run("x"), Plugin.create("lower").run("Y"))
try:
    Plugin.create("none")
except LookupError as e:
    print(e, e.__suppress_context__)


class Sized:
    @classmethod
    def __subclasshook__(cls, C):
        return hasattr(C, "size")


@Repository.register
class Foreign:
    pass


print(isinstance(Foreign(), Repository), issubclass(Foreign, Repository))
