# Copies of frozen instances with slots; classes made by types.new_class.
from dataclasses import dataclass
from copy import deepcopy
@dataclass(frozen=True, slots=False)
class C:
    __slots__ = ('s',)
    s: str
try: print(deepcopy(C('')))
except Exception as e: print(type(e).__name__, e)
from typing import *
T = TypeVar('T')
class Parent(Generic[T]): x: T
import types
n = types.new_class('Child', (Parent[int], Generic[T]), {}, lambda ns: None)
print(n.__mro__)
