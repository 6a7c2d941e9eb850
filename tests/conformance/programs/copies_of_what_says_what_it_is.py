# copy and deepcopy of objects that say what they are made of: inherited too, with items and pairs, state in slots, arguments of __new__.
import copy


class Made:
    def __init__(self, n):
        self.n = n
        self.log = []

    def __reduce__(self):
        return Made, (self.n + 1,), {"log": self.log}


class Below(Made):
    pass


a = Below(1)
a.log.append("x")
b, c = copy.copy(a), copy.deepcopy(a)
print(type(b).__name__, b.n, b.log is a.log, c.n, c.log is a.log, c.log)


class Listed(list):
    def __reduce__(self):
        return Listed, (), None, iter(self)


class Paired(dict):
    def __reduce_ex__(self, protocol):
        print("protocol", protocol)
        return Paired, (), {"note": 1}, None, iter(self.items())


l = Listed([[1], 2])
print(copy.copy(l), copy.copy(l)[0] is l[0], copy.deepcopy(l), copy.deepcopy(l)[0] is l[0])
d = Paired(a=[1])
e = copy.copy(d)
print(e, e.note, e["a"] is d["a"], copy.deepcopy(d)["a"] is d["a"])


class Slotted:
    __slots__ = ("p", "q")

    def __getstate__(self):
        return None, {"p": self.p * 2}


s = Slotted()
s.p, s.q = 1, 2
t = copy.copy(s)
print(t.p, hasattr(t, "q"))


class Frozen:
    def __new__(cls, a, b=0):
        self = object.__new__(cls)
        self.a, self.b = a, b
        return self

    def __getnewargs__(self):
        return self.a, self.b


class Named(Frozen):
    def __getnewargs_ex__(self):
        return (self.a,), {"b": 9}


f = Frozen([1], 2)
g = copy.deepcopy(f)
print(g.a, g.b, g.a is f.a, copy.copy(f).a is f.a)
n = copy.copy(Named(1))
print(n.a, n.b)


class Point:
    def __init__(self, x):
        self.x = x

    def __deepcopy__(self, memo):
        return Point(self.x * 2)

    def __copy__(self):
        return Point(self.x + 1)


print(copy.copy(Point(1)).x, copy.deepcopy([Point(3)])[0].x)
loop = [1]
loop.append(loop)
again = copy.deepcopy(loop)
print(again, again[1] is again)


class Asked:
    def method(self):
        return self


asked = Asked()
bound = copy.deepcopy(asked.method)
print(bound() is asked, type(bound()).__name__, copy.copy(asked.method)() is asked)
