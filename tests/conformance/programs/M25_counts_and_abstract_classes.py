# itertools.count with odd numbers; abstract classes: registering, hooks, what is abstract.
import itertools
for a in [(True,),(False,True),(0,True),(1.5,True),(2,0),(True,2.5),(1,False),(True,False), (3,1.0)]:
    c=itertools.count(*a); print(a,c, next(c),next(c),c)
import abc
class X(abc.ABC): pass
class Y(X): pass
for a in [3,X,Y,object]:
    try: print(X.register(a))
    except Exception as e: print(type(e).__name__, e)
try: Y.register(X)
except Exception as e: print(type(e).__name__, e)
@X.register
class Z: pass
print(issubclass(Z,X), isinstance(Z(),X))
try: issubclass(3,X)
except Exception as e: print(type(e).__name__, e)
class H(abc.ABC):
    @classmethod
    def __subclasshook__(cls, c): return hasattr(c,'foo') or NotImplemented
class Q: foo=1
print(issubclass(Q,H), issubclass(int,H))
print(H.__abstractmethods__)
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
    @property
    @abc.abstractmethod
    def p(self): ...
    @classmethod
    @abc.abstractmethod
    def c(cls): ...
try: A()
except TypeError as e: print(e)
class A2(A):
    def f(self): pass
    p=1
    c=2
A2()
print(sorted(A.__abstractmethods__))
