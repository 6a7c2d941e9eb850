# Many objects that go at once: their ends, and the weak references to them.
import weakref
class R:
    def __init__(self, n): self.n = n
    def __del__(self):
        if self.n % 50 == 0: print("del", self.n)
l = [R(i) for i in range(101)]
print("made")
l.pop()
print("popped")
l[0] = None
print("set")
l.clear()
print("cleared")
d = {i: R(i) for i in range(150)}
del d
print("deleted")
def f():
    x = [R(i) for i in range(100)]
    return len(x)
print(f())
class A: pass
objs = [A() for _ in range(300)]
s = weakref.WeakSet(objs)
print(len(s))
del objs[5:]
print(len(s))
while objs: objs.pop()
print(len(s))
import weakref
class A: pass
objs = [A() for _ in range(5)]
s = weakref.WeakSet(objs)
print(len(s))
del objs[2:]
print(len(s))
objs2 = [A() for _ in range(5)]
s = weakref.WeakSet()
for o in objs2: s.add(o)
del o
objs2.clear()
print(len(s))
objs3 = [A() for _ in range(5)]
rs = [weakref.ref(o) for o in objs3]
objs3.clear()
print([r() for r in rs])
import weakref
class A: pass
for n in (30, 60, 64, 70, 100, 200):
    objs = [A() for _ in range(n)]
    s = weakref.WeakSet(objs)
    rs = [weakref.ref(o) for o in objs]
    cb = []
    rs2 = [weakref.ref(o, cb.append) for o in objs]
    del objs[5:]
    print(n, len(s), sum(r() is not None for r in rs), len(cb))
