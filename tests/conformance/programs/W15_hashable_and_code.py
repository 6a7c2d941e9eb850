# Hashable views, the module of a type variable, code objects compared.
from collections.abc import *
import typing
from typing import TypeVar, ParamSpec
for o in ({}.keys(), {}.values(), {}.items(), [], {}, set(), (), 1, "a", bytearray(), slice(1), object(), len, iter([]), range(3), frozenset(), print, type, Hashable):
    print(type(o).__name__, isinstance(o, Hashable), end='; ')
print()
T = TypeVar('T')
print(T.__module__, ParamSpec('P').__module__, T.__name__)
def f(): return 1
g = f
def h(): return 1
print(f.__code__ == g.__code__, f.__code__ is f.__code__, hash(f.__code__) == hash(f.__code__))
fs = [lambda x: x + 1 for _ in range(2)]
print(fs[0].__code__ == fs[1].__code__, f.__code__ == h.__code__, fs[0].__code__ == (lambda x: x + 1).__code__)
print(compile("1+1", "a", "eval") == compile("1+1", "a", "eval"), compile("1+1", "a", "eval") == compile("1+2", "a", "eval"))
