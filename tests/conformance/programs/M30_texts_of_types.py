# typing: the text of many types, and the errors of others.
from typing import *
T=TypeVar('T'); S=TypeVar('S'); P=ParamSpec('P'); Ts=TypeVarTuple('Ts'); D=TypeVar('D', default=int)
class X(Generic[T,S]): pass
class Y(Generic[T,S,D]): pass
class Z(Generic[T,*Ts]): pass
class Q(Generic[T,P]): pass
for e in ['X[int]','X[1,2,3]','Y[int]','Y[1,2,3,4]','Z[()]','X[T,S][int]','X[T,S][1,2,3]','Y[T,S,D][int]','Q[int,str]','Q[int,[str]]','Q[int,str,int]','X[T,T][int]','X[T,List[S]][int,str]','Q[T,P][int,[str]]','Callable[P,T][...,int]','Callable[P,int][[str]]','Callable[P,int][str]','Union[T,S,int][int,str]','List[T][S]','X[int, "A"]','Type[T][int]','Type[int]','Tuple[()]','Tuple[int]','Tuple','List','X','Unpack[Ts]','Tuple[*Ts][int,str]','Callable[[*Ts],int][int,str]','X[None,int]','Optional[T][None]','Concatenate[int,P]','Literal["a",1,1,True]','Annotated[T,"x"][int]','Annotated[int,"x"]','ClassVar[T]','Required[int]','Generator[int]','AsyncGenerator[int]','Generator[int,None,None]','ContextManager[int]','Mapping[str,int]','Iterable[T][int]','Any','NoReturn','Self','Never','LiteralString','Final','ClassVar','Awaitable[int]','Coroutine[Any,Any,int]','Deque[int]','DefaultDict[str,int]','Counter[str]','Hashable','Sized','Text','AnyStr','SupportsInt','Protocol','Protocol[T]','IO','IO[str]']:
    try: print(e, '=>', eval(e))
    except Exception as x: print(e, type(x).__name__, x)
