# Small surprises: lru_cache of nonsense, hashes of members, registering, count.
import functools, enum, abc, itertools, logging
try: functools.lru_cache('a')
except TypeError as e: print(e)
@functools.lru_cache(maxsize=2)
def f(x): return x
print(f(1),f(2),f(1),f(3),f(2),f.cache_info(), f.cache_parameters())
try: f([])
except TypeError as e: print(e)
print(f.__wrapped__.__name__)
class C(enum.Enum):
    A=1; B='x'
print(hash(C.A)==hash('A'), {C.A:1}[C.A])
class X(abc.ABC): pass
try: X.register(3)
except TypeError as e: print(e)
print(itertools.count(True), itertools.count(2,3), itertools.count(1.5), itertools.count(0,True), itertools.count())
c=itertools.count(True); next(c); print(c)
