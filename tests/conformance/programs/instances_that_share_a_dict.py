# obj.__dict__ given another dict, descriptors that only set, special methods added to classes later, functions called by __call__.

class Borg:
    shared = {}

    def __init__(self):
        self.__dict__ = self.shared


a, b = Borg(), Borg()
a.x = 1
print(b.x, Borg.shared, a.__dict__ is b.__dict__)
b.__dict__ = {"y": 2}
print(b.y, hasattr(b, "x"), vars(b), vars(a))
for wrong in (3, None):
    try:
        b.__dict__ = wrong
    except TypeError as error:
        print(error)
b.z = 5
del b.__dict__
print(vars(b), hasattr(b, "z"))


class Doubling:
    def __set__(self, obj, value):
        obj.__dict__["n"] = value * 2


class Holder:
    n = Doubling()


h = Holder()
print(h.n is Holder.__dict__["n"])
h.n = 4
print(h.n, vars(h))


class Base:
    pass


class Derived(Base):
    pass


d = Derived()
Base.__getattr__ = lambda self, name: name + "!"
print(d.other)
Base.__getattribute__ = lambda self, name: "all"
print(d.other)
del Base.__getattribute__
Base.__len__ = lambda self: 7
Base.__call__ = lambda self: "called"
print(d.again, len(d), d())


def add(a, b=1):
    return a + b


print(add.__call__(1, b=3), hasattr(len, "__call__"), hasattr(add, "__call__"), hasattr(3, "__call__"))


class Other:
    def f(self):
        return super(Other, self).__repr__()


try:
    Other.f(3)
except TypeError as error:
    print(error)
try:
    super(Other, int)
except TypeError as error:
    print(error)
