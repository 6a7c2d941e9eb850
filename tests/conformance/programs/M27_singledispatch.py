# functools: dispatch by class, by annotation, by abstract class.
from __future__ import annotations
from functools import *
from collections.abc import *
from typing import Union
@singledispatch
def d(x, *a): return 'object'
@d.register
def _(x: int): return 'int'
@d.register(list)
def _(x): return 'list'
@d.register
def _(x: float | str): return 'float|str'
@d.register
def _(x: Union[bytes, set]): return 'bytes|set'
d.register(type(None), lambda x: 'none')
for v in (1,True,[1],1.0,'a',b'',set(),None,{},(1,)): print(v, d(v))
@d.register(Mapping)
def _(x): return 'mapping'
@d.register(Sized)
def _(x): return 'sized'
@d.register(Iterable)
def _(x): return 'iterable'
print(d({}), d({1:2}.items().__class__ and {}))
try: print(d((1,)))
except RuntimeError as e: print(e)
@d.register(Collection)
def _(x): return 'coll'
print(d((1,)), d(range(3)))
class L(list): pass
print(d(L()), d.dispatch(L) is d.registry[list], sorted(k.__name__ for k in d.registry))
try: d()
except TypeError as e: print(e)
for bad in [lambda: d.register(3), lambda: d.register(3, print), lambda: d.register(lambda x: 1), lambda: d.register(list[int], print)]:
    try: bad()
    except TypeError as e: print(str(e).split(' at 0x')[0])
try:
    @d.register
    def _(x: 3): pass
except TypeError as e: print(e)
try:
    @d.register
    def _(x: int | 'list[int]'): pass
except TypeError as e: print(e)
class N:
    @singledispatchmethod
    def neg(self, a): raise NotImplementedError('no')
    @neg.register
    def _(self, a: int): return -a
    @neg.register
    def _(self, a: bool): return not a
    @singledispatchmethod
    @classmethod
    def cm(cls, a): return 'o'
    @cm.register
    @classmethod
    def _(cls, a: int): return cls.__name__
print(N().neg(3), N().neg(True), N.cm(3), N.cm('a'), N().neg.__name__)
try: N().neg('a')
except NotImplementedError as e: print(e)
try: N().neg()
except TypeError as e: print(e)
