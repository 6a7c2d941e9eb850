# The names in a class's dict, with and without slots.
class A:
    x = 1
    def f(self): self.y = 2
print(list(A.__dict__))
class B(A): pass
print(list(vars(B)))
class S: __slots__ = ('a',)
print(list(vars(S)))
class T: __slots__ = ('a', '__weakref__'); z = 1
print(list(vars(T)), T.a, T.__slots__)
print(A.__weakref__, A().__weakref__, T.__weakref__)
print(A.__dict__['__dict__'])
