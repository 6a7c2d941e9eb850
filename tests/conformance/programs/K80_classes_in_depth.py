import types, functools


class Meta(type):
    def __call__(cls, *args, **kw):
        if not hasattr(cls, "_one"):
            cls._one = super().__call__(*args, **kw)
        return cls._one


class Config(metaclass=Meta):
    def __init__(self, **kw): self.__dict__.update(kw)
    def __getattr__(self, n): return f"<no {n}>"
    def __setattr__(self, n, v):
        print("set", n, v)
        object.__setattr__(self, n, v)
    def __delattr__(self, n):
        print("del", n)
        super().__delattr__(n)
    def __dir__(self): return ["x", "y"]


a, b = Config(x=1), Config(x=2)
print(a is b, a.x, a.missing, dir(a))
a.y = 5
del a.y


class Lazy:
    def __init__(self, fn): self.fn = fn; functools.update_wrapper(self, fn)
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, cls):
        if obj is None: return self
        v = obj.__dict__[self.name] = self.fn(obj)
        return v


class Shape:
    sides = 0
    def __init_subclass__(cls, sides=0, **kw):
        super().__init_subclass__(**kw)
        cls.sides = sides
    def __class_getitem__(cls, n): return f"{cls.__name__}[{n}]"
    @Lazy
    def area(self):
        print("computing")
        return 42
    @staticmethod
    def helper(x): return x + 1
    @classmethod
    def make(cls, *a): return cls(*a)


class Square(Shape, sides=4):
    pass


s = Square.make()
print(s.sides, s.area, s.area, Shape[3], Square.helper(1), Square.__mro__, isinstance(Shape.area, Lazy), Shape.area.__name__)
print(type("Dyn", (Square,), {"x": 1, "f": lambda self: self.x})().f(), callable(s), issubclass(Square, Shape))


class A:
    def hello(self): return ["A"]
class B(A):
    def hello(self): return ["B"] + super().hello()
class C(A):
    def hello(self): return ["C"] + super().hello()
class D(B, C):
    def hello(self): return ["D"] + super().hello()


print(D().hello(), [k.__name__ for k in D.__mro__], super(B, D()).hello())
try:
    class X(A, B): pass
except TypeError as e:
    print(str(e).splitlines()[0])


class Temp:
    def __init__(self, c): self._c = c
    @property
    def f(self):
        "Fahrenheit"
        return self._c * 9 / 5 + 32
    @f.setter
    def f(self, v): self._c = (v - 32) * 5 / 9
    @f.deleter
    def f(self): print("deleted"); self._c = 0


t = Temp(100)
print(t.f); t.f = 32; print(t._c); del t.f; print(t._c, Temp.f.__doc__, Temp.f.fget.__name__)
try:
    Temp(1).g
except AttributeError as e:
    print(e)


class Matrix:
    def __init__(self, rows): self.rows = rows
    def __getitem__(self, k):
        match k:
            case (i, slice() as s): return ("row part", self.rows[i][s])
            case (i, j): return self.rows[i][j]
            case slice(): return Matrix(self.rows[k])
            case int(): return self.rows[k]
            case _: raise TypeError(f"bad index {k!r}")
    def __matmul__(self, o): return [[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows]
    def __iter__(self): return iter(self.rows)
    def __missing__(self): ...


m = Matrix([[1, 2], [3, 4]])
print(m[0], m[1, 0], m[0, 1:], m[:1].rows, m @ m, list(m), [x for r in m for x in r])
ns = types.SimpleNamespace(a=1, b=[2]); ns.c = 3
print(ns, ns == types.SimpleNamespace(a=1, b=[2], c=3), vars(ns))
print(getattr(m, "nope", "default"), hasattr(m, "rows"), type(m).__name__, m.__class__.__qualname__, Matrix.__module__)
