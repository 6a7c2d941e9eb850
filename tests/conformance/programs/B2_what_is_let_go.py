from contextlib import contextmanager
@contextmanager
def cm():
    print("enter")
    try:
        yield 1
    finally:
        print("exit")
def gen(n):
    try:
        yield 1
        yield 2
    finally:
        print("fin", n)
def lazy():
    with cm():
        yield from gen("inner")
for x in lazy(): break
print("a")
gs = [gen(i) for i in range(3)]
for g in gs: next(g)
del g
gs.pop()
print("popped")
gs.clear()
print("cleared")
d = {"g": gen("d")}
next(d["g"])
d["g"] = 1
print("replaced")
class H:
    def __init__(self, g): self.g = g
h = H(gen("h")); next(h.g)
h = None
print("h gone")
print(next(gen("temp")))
print("temp gone")
def f():
    g = gen("f"); next(g)
    raise ValueError
try:
    f()
except ValueError:
    print("caught")
print("after")
def bad():
    try: yield 1
    finally: raise KeyError("x")
b = bad(); next(b); b = None
print("ok")
def ign():
    try: yield 1
    except GeneratorExit: yield 2
b = ign(); next(b); del b
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
D(1)
x = D(2); x = D(3)
def k():
    d = D(4)
    e = d
k()
lst = [D(5), D(6)]
lst[0] = None
lst.clear()
print("--")
a, b = D(7), D(8)
a, b = b, a
del b
print("swap")
class Bad:
    def __del__(self): raise ValueError("in del")
Bad()
with cm():
    t = 0
    for i in range(1000): t += i
print(t)
def clos():
    d = D("cell")
    def inner(): return d
    return inner
c = clos(); c = None
print("end")
