# typing: generic classes, old and new, subscripted and called.
from typing import *
import typing, collections.abc
Q = TypeVar('Q'); T=TypeVar('T')
class X(Generic[Q]):
    def __init__(self, a): self.a = a
print(X[int], X[int].__origin__, X[int].__args__, X[int](3).a, X[Q], X[T].__parameters__)
print(X[int](3).__orig_class__)
try:
    class Y(Generic[T,T]): pass
except TypeError as e: print(e)
try: X[int,str]
except TypeError as e: print(e)
try:
    class Z(Generic[int]): pass
except TypeError as e: print(e)
try: Generic[int]
except TypeError as e: print(e)
class W[A, B=int]:
    pass
print(W[int], W[int,str], W.__type_params__, W[int].__origin__ is W)
try: W[1,2,3]
except TypeError as e: print(e)
class V(X[int]): pass
print(V.__orig_bases__, V.__mro__)
try: V[int]
except TypeError as e: print(e)
print(collections.abc.Callable[[int], str], collections.abc.Callable[..., int], collections.abc.Callable[[int,str], None].__args__)
print(Callable[[int], str], Callable[..., T])
class TD(TypedDict):
    a: Required[int]
    b: NotRequired['str']
print(get_type_hints(TD), get_type_hints(TD, include_extras=True))
print(TD.__required_keys__, TD.__optional_keys__)
class F:
    a: 'int'
    b: 'list[F]'
    c: ForwardRef('F')
print(get_type_hints(F))
def g(a: 'int', b: Optional['F']=None) -> 'F': ...
print(get_type_hints(g))
print(ForwardRef('x'), List['F'], Optional['F'])
print(X[X[int]], X[List[Q]][int])
isinstance(X(1), X)
try: isinstance(3, X[int])
except TypeError as e: print(e)
