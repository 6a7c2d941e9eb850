class A:
    def __init__(self, **kw): self.__dict__.update(kw)
a = A(x=1); print(a.x)
class B:
    def __init__(self, **kw): self.__dict__.update(kw)
    def __getattr__(self, n): return "no"
print(B(x=1).x)
class M(type):
    def __call__(cls, *args, **kw):
        return super().__call__(*args, **kw)
class C(metaclass=M):
    def __init__(self, **kw): print(kw); self.__dict__.update(kw)
print(C(x=1).x)
class M2(type):
    def __call__(cls, *args, **kw):
        if not hasattr(cls, "_one"):
            cls._one = super().__call__(*args, **kw)
        return cls._one
class E(metaclass=M2):
    def __init__(self, **kw): self.__dict__.update(kw)
print(E(x=1).x, E(x=2).x)
class D:
    def __init__(self, **kw): self.__dict__.update(kw)
    def __setattr__(self, n, v): object.__setattr__(self, n, v)
print(D(x=1).x)
class F:
    def __init__(self, **kw): self.__dict__.update(kw)
    def __getattr__(self, n): return "no"
    def __dir__(self): return ["x"]
f = F(x=1)
print(f.x, f.y)
class Singleton(type):
    _i = {}
    def __call__(cls, *a, **k):
        if cls not in cls._i: cls._i[cls] = super().__call__(*a, **k)
        return cls._i[cls]
class Db(metaclass=Singleton):
    def __init__(self, url, *, timeout=1): self.url, self.timeout = url, timeout
print(Db("x", timeout=5).timeout, Db("y").url)
print(type.__call__(dict, a=1), type.__call__(int, "7"), type.__call__(Db, "z", timeout=9).timeout)
class P(Exception):
    def __init__(self, *, code): super().__init__(code); self.code = code
print(type.__call__(P, code=3).code)
try: type.__call__(Db, "z", wrong=9)
except TypeError as e: print(e)
try: type.__call__(object, a=1)
except TypeError as e: print(e)
