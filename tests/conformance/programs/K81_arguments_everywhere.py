import asyncio, functools, itertools, threading, time, collections, enum, dataclasses, contextlib, types, operator, inspect
def t(f):
    try: print(f.__name__, f())
    except BaseException as e: print(f.__name__, type(e).__name__, e)
class Base:
    def __new__(cls, *a, **k):
        o = super().__new__(cls); o.new = (a, k); return o
    def __init__(self, *a, **k): self.init = (a, k)
class Sub(Base):
    def __init__(self, x, **k): super().__init__(x, **k); self.x = x
@t
def new_init(): s = Sub(1, y=2); return s.new, s.init, s.x
@t
def partial_kw(): return functools.partial(Sub, y=3)(1).init
@t
def method_kw(): return functools.partialmethod(lambda self, a, b=0: (a, b), b=5) .__class__.__name__
class PM:
    def f(self, a, b=0, *, c=1): return a, b, c
    g = functools.partialmethod(f, 1, c=9)
@t
def partialmethod(): return PM().g(2), PM().g()
@t
def call_kw():
    class C:
        def __call__(self, *a, **k): return a, k
    return C()(1, k=2), map(C(), [1]).__next__(), C().__call__(*[1], **{"z": 3})
@t
def thread_kw():
    out = []
    th = threading.Thread(target=lambda *a, **k: out.append((a, k)), args=(1,), kwargs={"b": 2}); th.start(); th.join()
    return out
@t
def loop_partial():
    async def m():
        out = []
        asyncio.get_running_loop().call_soon(functools.partial(lambda *a, **k: out.append((a, k)), 1, z=2), 3)
        await asyncio.sleep(0); return out
    return asyncio.run(m())
@t
def to_thread_kw():
    async def m(): return await asyncio.to_thread(lambda *a, **k: (a, k), 1, q=2)
    return asyncio.run(m())
@t
def property_class():
    class C:
        @classmethod
        @functools.cache
        def f(cls, x): return cls.__name__, x
        @staticmethod
        @functools.lru_cache
        def g(x): return x
        @functools.cached_property
        def p(self): return object()
    c = C(); return C.f(1), c.g(2), c.p is c.p, C.f.__name__ if hasattr(C.f,'__name__') else 0
@t
def generator_class():
    class Tree:
        def __init__(self, v, *kids): self.v, self.kids = v, kids
        def __iter__(self):
            yield self.v
            for k in self.kids: yield from k
    return list(Tree(1, Tree(2, Tree(3)), Tree(4))), sum(Tree(1, Tree(2))), max(Tree(5), default=0), sorted(Tree(3, Tree(1)))
@t
def star_calls():
    def f(a, *b, c=0, **d): return a, b, c, d
    return f(*[1, 2], *(3,), c=4, **{"d": 5}, **{"e": 6}), f(*"ab", **dict(c=1))
@t
def dup_kw():
    def f(**k): return k
    return f(**{"a": 1}, **{"a": 2})
@t
def kwonly():
    def f(a, /, b, *, c): return a, b, c
    return f(1, b=2, c=3)
@t
def posonly_err():
    def f(a, /): return a
    return f(a=1)
@t
def missing():
    def f(a, b, *, c, d): return 1
    return f(1)
@t
def too_many():
    def f(a, b=1): return 1
    return f(1, 2, 3)
@t
def unexpected():
    def f(alpha): return 1
    return f(1, alhpa=2)
@t
def exception_kw():
    class E(Exception):
        def __init__(self, msg, *, code=1, **extra): super().__init__(msg); self.code, self.extra = code, extra
    e = E("m", code=5, z=1)
    return e.code, e.extra, e.args, str(e)
@t
def enum_kw():
    class Planet(enum.Enum):
        A = (1, 2); B = (3, 4)
        def __init__(self, m, r): self.m = m; self.r = r
        @property
        def g(self): return self.m / self.r
    return Planet.A.g, Planet((3, 4)), list(Planet.__members__)
@t
def namedtuple_kw():
    P = collections.namedtuple("P", "x y z", defaults=[0])
    return P(1, y=2), P(z=1, x=2, y=3)
@t
def dict_kw(): return dict([("a", 1)], b=2, **{"c": 3}), {**{"a": 1}, "a": 2}, dict.fromkeys("ab", 0), {"a": 1} | {"b": 2}
@t
def sorted_kw(): return sorted([3, 1, 2], key=lambda x: -x, reverse=True), max([1, 5], [2, 1], key=sum), min("b", "a", key=ord), list(enumerate("ab", start=1)), sum([[1], [2]], start=[])
@t
def print_kw(): print(1, 2, sep="", end="!\n", flush=True, file=None)
@t
def str_kw(): return "a,b,,c".split(",", maxsplit=1), "x".encode(encoding="ascii"), "ab".ljust(4, "."), "{a}{0}".format(1, a=2), "%(x)s" % {"x": 1}, int("ff", base=16), round(2.567, ndigits=1), "a\nb".splitlines(keepends=True), "abc".translate(str.maketrans({"a": "1"}))
@t
def subclass_builtin():
    class L(list):
        def __init__(self, *a, name="n"): super().__init__(*a); self.name = name
    class D(dict):
        def __init__(self, *a, tag=None, **k): super().__init__(*a, **k); self.tag = tag
        def __missing__(self, k): return f"<{k}>"
    class S(str):
        def __new__(cls, v, mark): o = super().__new__(cls, v); o.mark = mark; return o
    class I(int):
        def __new__(cls, v, *, unit): o = super().__new__(cls, v); o.unit = unit; return o
    class T(tuple):
        def __new__(cls, *a, **k): o = super().__new__(cls, a); o.k = k; return o
    return L([1], name="z").name, D({"a": 1}, tag=3, b=2), D(tag=1)["q"], S("x", mark=1).mark, I(5, unit="kg") + 1, I(5, unit="kg").unit, T(1, 2, z=3), T(1, k=2).k
