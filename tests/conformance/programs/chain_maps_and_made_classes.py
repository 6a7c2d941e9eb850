# ChainMap as a mapping of its own; classes made by type() from bases with a metaclass; private names in __slots__.
from abc import ABC, ABCMeta, abstractmethod
from collections import ChainMap, defaultdict
from collections.abc import Iterable, Sized

base, top = {"a": 1, "b": 2}, {"b": 20, "c": 30}
c = ChainMap(top, base)
print(c, c["a"], c["b"], len(c), bool(c), bool(ChainMap()), list(c), sorted(c.items()))
print(c.keys(), list(c.values()), "a" in c.keys(), c.items() == dict(c).items(), c == {"a": 1, "b": 20, "c": 30})
d = c.copy()
d["z"] = 1
print(d.maps[0], c.maps[0], d.maps[1] is base, c.new_child({"q": 0}, r=1).maps, c.parents)
print(c | {"a": 5}, {"a": 5, "y": 6} | c)
c |= {"n": 1}
print(c.maps[0], c.pop("n"), c.setdefault("a", 9), c.setdefault("m", 9), ChainMap.fromkeys("ab", 0))
c.update(x=1)
for change in (lambda: c.pop("a"), lambda: c.popitem() and ChainMap().popitem(), lambda: c["nothing"], lambda: c.__delitem__("a")):
    try:
        print(change())
    except KeyError as error:
        print("KeyError", error)


class Upper(ChainMap):
    def __missing__(self, key):
        return key.upper()


print(Upper()["abc"], type(Upper().new_child()).__name__, Upper({"k": 1}))
print(ChainMap({}, defaultdict(list))["new"])


class Meta(type):
    def __new__(cls, name, bases, namespace):
        print("making", name)
        return super().__new__(cls, name, bases, namespace)

    def __init__(cls, name, bases, namespace):
        cls.made = True


class First(metaclass=Meta):
    pass


second = type("Second", (First,), {"x": 1})
print(type(second).__name__, second.made, second.x)


class Shape(ABC):
    @abstractmethod
    def area(self):
        pass


Square = type("Square", (Shape,), {"area": lambda self: 4})
print(Square().area(), type(Square) is ABCMeta)
try:
    type("Blob", (Shape,), {})()
except TypeError as error:
    print(error)
print(list(type("It", (Iterable,), {"__iter__": lambda self: iter("ab")})()), isinstance([], Sized))


class Account:
    __slots__ = ("__balance", "_owner")

    def __init__(self, balance):
        self.__balance = balance

    def balance(self):
        return self.__balance


print(Account(5).balance(), Account._Account__balance, Account.__slots__)
from collections import Counter

many = Counter("abca")
many.update(ChainMap({"z": 3}), a=2)
many.subtract({"b": 5}, c=1)
print(many, many.most_common(-1), many.most_common(0), Counter(a="kept")["a"])
