# Callbacks, __del__, cycles and the end of the program: what comes when.
import weakref, gc
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
a = A(1)
r = weakref.ref(a, lambda r: print("cb1", r()))
r2 = weakref.ref(a, lambda r: print("cb2"))
r0 = weakref.ref(a)
print(r0 is weakref.ref(a), r == r2, r0() is a)
del a
print(r() , r0())
b = A(2); b.me = b
rb = weakref.ref(b, lambda r: print("cb b"))
del b
print("cycle", rb() is not None)
print(gc.collect() >= 1)
print(rb())
c = A(3)
rc = weakref.ref(c, lambda r: print("cb c"))
rd = weakref.ref(c, lambda r: print("cb d"))
z = A(4)
f = weakref.finalize(z, print, "fin z")
g = weakref.finalize(c, print, "fin c")
print("end")
