# Objects of classes that CPython has in C take no new attributes, and a class is changed only for one with the same instances.
import collections
import contextvars
import datetime
import functools
import itertools
import operator
import queue
import re
import threading
import time


def refused(what, change):
    try:
        change()
        print(what, "changed")
    except (AttributeError, TypeError) as error:
        print(what, type(error).__name__, error)


objects = [
    object(), 1, "a", [], {}, len, itertools.chain(), itertools.count(), itertools.islice([], 1), itertools.groupby([]),
    operator.itemgetter(0), operator.attrgetter("a"), datetime.date(2024, 1, 2), datetime.timedelta(1), datetime.datetime(2024, 1, 2),
    contextvars.ContextVar("v"), contextvars.copy_context(), threading.Lock(), threading.RLock(), queue.SimpleQueue(),
    re.compile("a"), re.match("a", "a"), time.gmtime(0), collections.deque(), functools.cmp_to_key(max)(1), range(2).start,
]
for o in objects:
    refused(type(o).__name__, lambda: setattr(o, "extra", 1))


class A:
    def __init__(self):
        self.x = 1


class B:
    def who(self):
        return type(self).__name__, self.x


class Slotted:
    __slots__ = ("q",)


a = A()
a.__class__ = B
print(a.who(), isinstance(a, A), vars(a))
for o, c in [(A(), Slotted), (A(), int), (1, A), (A(), 3), (ValueError(), A), ([], A)]:
    refused("__class__", lambda: setattr(o, "__class__", c))


class Outer:
    class Inner:
        @property
        def size(self):
            """How large."""
            return 1

        def method(self):
            pass


inner = Outer.Inner()
refused("set", lambda: setattr(inner, "size", 2))
refused("delete", lambda: delattr(inner, "size"))
refused("doc of a method", lambda: setattr(inner.method, "__doc__", "x"))
refused("closure", lambda: setattr(A.__init__, "__closure__", ()))
print(Outer.Inner.size.__name__, Outer.Inner.size.fdel, Outer.Inner.size.__doc__)


def f(a, b=2, *, c=3):
    return a, b, c


f.__defaults__ = (7, 8)
f.__kwdefaults__ = {"c": 9}
f.__dict__ = {"note": "n"}
print(f(), f(1, c=0), f.note, f.__defaults__)
f.__defaults__ = None
refused("call", f)
refused("defaults", lambda: setattr(f, "__defaults__", [1]))
