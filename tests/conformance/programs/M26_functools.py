# functools: caches, partial, cached_property, orders, reduce, wraps.
import functools as F, operator
from functools import *
@lru_cache(maxsize=2)
def f(x=0, *, y=1):
    "doc"
    print('call', x, y); return x
f(1); f(1.0); f(True); f('a'); f(1); f(x=1); f(1,y=2); f(1,y=2)
print(f.cache_info(), f.cache_parameters(), f.__doc__, f.__name__, f.__wrapped__ is not f)
print(type(f), repr(f).split(' at ')[0])
f.cache_clear(); print(f.cache_info(), type(f.cache_info()))
@lru_cache(typed=True)
def g(x): print('g'); return x
g(1); g(1.0); g(True); g(1); print(g.cache_info())
@lru_cache(0)
def z(x): print('z')
z(1); z(1); print(z.cache_info())
@lru_cache(-3)
def z2(x): print('z')
z2(1); print(z2.cache_info(), z2.cache_parameters())
@cache
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
print(fib(200), fib.cache_info())
@cache
def bad(x): raise ValueError(x)
for _ in 1,2:
    try: bad(1)
    except ValueError as e: print(e)
print(bad.cache_info())
try: f([])
except TypeError as e: print(e)
for a in ['a', 1.5, [1]]:
    try: lru_cache(a)
    except TypeError as e: print(e)
class K:
    @lru_cache
    def m(self, a): print('m', a); return a
    @cached_property
    def c(self): "cdoc"; print('c'); return 5
k=K(); k.m(1); k.m(1); K().m(1); print(K.m.cache_info(), k.m.cache_info())
print(k.c, k.c, k.__dict__, K.c.__doc__, K.c.attrname); del k.c; print(k.c)
class S:
    __slots__=()
    @cached_property
    def c(self): return 1
try: S().c
except TypeError as e: print(e)
try:
    class T:
        a = cached_property(lambda s: 1); b = a
except TypeError as e: print(e)
kk = sorted([3,1,2], key=cmp_to_key(lambda a,b: b-a)); print(kk)
x = cmp_to_key(lambda a,b:a-b)
print(x(1)<x(2), x(1)==x(1), x(1)!=x(2), x(3).obj)
try: x(1)<3
except TypeError as e: print(e)
except TypeError as e: print(e)
for root in 'lt le gt ge'.split():
    class V:
        def __init__(s,v): s.v=v
        def __eq__(s,o): return s.v==o.v
    setattr(V,f'__{root}__', getattr(operator,root) and (lambda s,o,op=getattr(operator,root): op(s.v,o.v) if isinstance(o,V) else NotImplemented))
    V = total_ordering(V)
    print(root,[(op(V(a),V(b))) for op in (operator.lt,operator.le,operator.gt,operator.ge) for a in (1,2) for b in (1,2)], V.__gt__.__name__)
    try: V(1)<3
    except TypeError as e: print(e)
try: total_ordering(type('E',(),{}))
except ValueError as e: print(e)
p = partial(int, base=2); print(p('101'), repr(p), p.func, p.args, p.keywords)
print(partial(partial(print,1,sep='-'),2)(3), partial(print,1,end='').keywords)
try: partial(3)
except TypeError as e: print(e)
class Cell:
    alive=False
    def set(self, s): self.alive = s
    on = partialmethod(set, True)
    off = partialmethod(set, False)
    @classmethod
    def cm(cls, a, b): return cls.__name__, a, b
    pc = partialmethod(cm, 1)
    st = partialmethod(staticmethod(lambda a,b:(a,b)), 7)
    pm2 = partialmethod(partialmethod(lambda self,a,b,c=0:(a,b,c),1),2,c=3)
c=Cell(); c.on(); print(c.alive); c.off(); print(c.alive); Cell.on(c); print(c.alive, c.pc(2), Cell.pc(3), c.st(1), c.pm2())
try: partialmethod(3)
except TypeError as e: print(e)
print(reduce(operator.add,[1,2,3]), reduce(operator.add,[],5), reduce(lambda a,b:a+b,'abc','x'))
for a in [(operator.add,[]),(operator.add,3)]:
    try: reduce(*a)
    except TypeError as e: print(e)
def w(fn):
    @wraps(fn)
    def inner(*a): "in"; return fn(*a)
    return inner
@w
def hello(a:int)->str: "hd"
hello.x=1
print(hello.__name__, hello.__doc__, hello.__annotations__, hello.__wrapped__.__name__, hello.__qualname__)
