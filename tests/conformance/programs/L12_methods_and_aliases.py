# Aliases of built-in classes, methods and their attributes, MethodType, descriptors by hand.
from typing import TypeVar
T=TypeVar('T')
a=dict[T,int]
print(repr(a))
def f(x): return repr(x)
print(f(a), f'{a!r}', str(a))
print(sorted([3],key=lambda x: print(repr(a))))
@staticmethod
def s(x): return x
@classmethod
def c(cls): return cls
print(s.__get__(None, int)(3), c.__get__(None, int)(), c.__get__(3)())
p=property(lambda s: 5)
class C:
    def f(self): "d"
    f.x = 3
c=C()
print(c.f.x, c.f.__doc__, c.f.__name__)
import collections.abc as c
print(c.Callable[[int], str], c.Callable[[], str], c.Callable[..., int], c.Callable[[list[int]], int], c.Callable[[int], list[str]], dict[str, c.Callable[[int],int]])
print(c.Callable[[int],str] == c.Callable[[int],str], list[c.Callable])
try: c.Callable[int]
except TypeError as e: print(e)
import types
class C:
    def __call__(self,*a): return a
c=C()
m=types.MethodType(c,3)
print(m(4))
import functools
m=types.MethodType(functools.partial(print,1),3)
m(4)
m=types.MethodType(print,3)
m(4)
