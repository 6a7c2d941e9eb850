# typing: type variables in aliases and classes, and what may be put in their places.
from typing import *
import collections.abc as cabc
T=TypeVar('T'); S=TypeVar('S'); P=ParamSpec('P'); Ts=TypeVarTuple('Ts')
print(list[T].__parameters__, list[T][int], dict[str, list[T]][int], (list[T]|None).__parameters__)
try: print(list[int][str])
except TypeError as e: print(e)
try: print(dict[T,S][int])
except TypeError as e: print(e)
print(tuple[int, ...], tuple[()], list[int] | None, (list[T] | int)[str], Optional[list[T]][int])
print(list['A'].__args__, list[T, ...] if 0 else '')
print(List[T][int], Dict[T,S][int,str], Callable[[T],S][int,str], Union[T,int][str], Tuple[T,...][int])
try: print(List[int][str])
except TypeError as e: print(e)
try: print(Dict[T,S][int])
except TypeError as e: print(e)
try: print(Dict[int])
except TypeError as e: print(e)
try: print(Dict[int,int,int])
except TypeError as e: print(e)
print(Callable[P, T], Callable[P, T][[int], str], Callable[Concatenate[int, P], T], Callable, Callable[[], int])
class Z(Generic[P, T]): pass
print(Z[[int, str], bool], Z[..., int], Z[P, int], Z.__parameters__)
class Y(Generic[P]): pass
print(Y[int, str], Y[[int]], Y[...], Y[[int,str]].__args__)
class A(Generic[T, *Ts]): pass
print(A[int], A[int, str, bool], A.__parameters__)
try: print(A[()])
except TypeError as e: print(e)
class B(Generic[*Ts]): pass
print(B[()], B[int, str])
D = TypeVar('D', default=int)
class C(Generic[T, D]): pass
print(C[str], C[str, bytes], D.__default__, D.has_default(), T.has_default(), T.__default__)
try: print(C[1,2,3])
except TypeError as e: print(e)
class M(Dict[str, T]): pass
print(M[int], M.__parameters__, M.__orig_bases__, M.__mro__)
class N(M[int], Generic[S]): pass
print(N[str], N.__parameters__)
class I(List[int]): pass
print(I.__mro__)
for bad in ['Generic[()]','Generic[int]','Generic[T,T]','Union[()]','Optional[int,str]','ClassVar[int,str]','Literal[()]','List[1]', 'Optional[3]', 'Union[3,4]', 'Callable[int]', 'Callable[int, str]', 'Generic', 'Final[int]']:
    try: print(eval(bad))
    except Exception as e: print(bad, type(e).__name__, e)
print(get_origin(List[int]), get_origin(list[int]), get_origin(Union[int,str]), get_origin(int|str), 1, get_args(Callable[[int],str]), get_args(cabc.Callable[[int],str]), get_origin(Callable[[int],str]), get_args(Literal[1,'a']), get_origin(Annotated[int,1]), get_args(Annotated[int,1]), get_origin(C[int]), get_origin(Generic[T]), get_args(Dict[str,int]), get_origin(P.args) is P)
try: TypeVar('Q', int)
except TypeError as e: print(e)
print(T | None, None | T, T | int, 'x' | T)
print(Union[int, None, str], Union[int, int], Union[Union[int,str],float], Optional[Optional[int]], Union[int,str]==Union[str,int], int|str==Union[int,str])
try:
    class BB(T): pass
except TypeError as e: print(e)
try:
    class BB(Union[int,str]): pass
except TypeError as e: print(e)
try:
    class BB(Generic[T], Generic[S]): pass
except TypeError as e: print(e)
try:
    class BB(List[T], Generic[S]): pass
except TypeError as e: print(e)
