# sys.modules is what imports look at; modules made by hand; what annotations a class has of its own.
import queue
import sys
import types

made = types.ModuleType("made", "By hand.")
made.value = 3
print(made, made.__name__, made.__doc__, made.__spec__)
sys.modules["made"] = made
import made as again
from made import value

print(again is made, value)
sys.modules["json"] = made


def which():
    import json
    return json is made


print(which())
del sys.modules["json"]
print(which(), __import__("json").dumps([1]))
sys.modules["nothing"] = None
try:
    import nothing
except ModuleNotFoundError as error:
    print(error, error.name)


class Stub:
    answer = 42


sys.modules["stub"] = Stub()
from stub import answer
import stub

print(answer, type(stub).__name__)
try:
    types.ModuleType()
except TypeError as error:
    print(error)


class Base:
    x: int


class Derived(Base):
    pass


print(Base.__annotations__, Derived.__annotations__, Base().__annotations__)
Derived.__annotations__["y"] = str
print(Derived.__annotations__, Base.__annotations__, getattr(int, "__annotations__", "none"))
print(type.__module__, type.__name__)


def f():
    return made


print(f.__globals__["made"] is made, f.__globals__ is globals() or f.__globals__ == globals())
try:
    queue.Queue().get(timeout=-1)
except ValueError as error:
    print(error)


class Hook:
    def __set_name__(self, owner, name):
        raise ValueError("boo")


try:
    class Owner:
        field = Hook()
except ValueError as error:
    print(error, error.__notes__)
t, s, fs = (1, 2), "ab", frozenset({1})
print(t[:] is t, t * 1 is t, s[:] is s, s * 1 is s, frozenset(fs) is fs, fs.copy() is fs, tuple(t) is t, [1] * 1)
for r in (range(5), range(10**12, 0, -3), range(0), range(2**62, 2**63 - 1)):
    print(len(r), r[-1:], next(iter(reversed(r)), None))
del Base.__annotations__
print(Base.__annotations__)
