class M(type):
    @classmethod
    def __prepare__(m, n, b, **k): print("prep", n, k); return {"z": 1}
    def __new__(m, n, b, d, **k): return super().__new__(m, n, b, d)
    def __init__(c, n, b, d, **k): super().__init__(n, b, d)
    def __call__(c, *a): print("call"); return super().__call__(*a)
    def __instancecheck__(c, o): return o == 3
class A(metaclass=M, q=1): pass
print(A.z, isinstance(3, A), type(A())); 
class P:
    def __set_name__(s, o, n): print("sn", o.__name__, n)
class B:
    p = P()
    def __init_subclass__(c, /, k=None, **kw): print("is", c.__name__, k); super().__init_subclass__(**kw)
    def __class_getitem__(c, i): return (c.__name__, i)
class C(B, k=3): pass
print(C[int, 1])
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class X: pass
class Y(X): pass
t(lambda: type("Z", (X, Y), {}))
t(lambda: type("Z", (int, str), {}))
class S:
    __slots__ = ("a", "b")
s = S(); t(lambda: s.a); t(lambda: setattr(s, "c", 1)); t(lambda: s.__dict__)
t(lambda: type("Q", (), {"__slots__": ("a",), "a": 1}))
t(lambda: type("Q", (bool,), {})); t(lambda: X(1)); t(lambda: object.__new__(3)); t(lambda: X() + 1); t(lambda: X() < 1); t(lambda: -X()); t(lambda: X()[0]); t(lambda: len(X())); t(lambda: X().foo); t(lambda: X.foo)
class R:
    def __radd__(s, o): return "radd"
    def __add__(s, o): return NotImplemented
    def __iadd__(s, o): return NotImplemented
t(lambda: 1 + R()); t(lambda: R() + 1); t(lambda: R() + R())
def f(a, b, *, c): pass
t(lambda: f()); t(lambda: f(1, 2)); t(lambda: f(1, 2, 3, c=1)); t(lambda: f(1, 2, c=1, d=3)); t(lambda: f(*3)); t(lambda: f(**3)); t(lambda: f(1, a=1, b=2, c=3)); t(lambda: f(**{1: 2}))
t(lambda: isinstance(1, int | str)); t(lambda: int | None); t(lambda: isinstance(1, 3)); t(lambda: list(zip([1], [1, 2], strict=True)))
