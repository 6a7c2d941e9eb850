# What gc.collect() finds.
import gc
print(gc.collect())
class A: pass
class B:
    def __init__(self): self.x=None
print(gc.collect())
a=A(); a.me=a; del a
print("1 node", gc.collect())
a=A(); b=A(); a.b=b; b.a=a; del a,b
print("2 nodes", gc.collect())
l=[]; l.append(l); del l
print("list", gc.collect())
d={}; d['d']=d; del d
print("dict", gc.collect())
def f():
    def g(): return g
    return g
f()
print("closure", gc.collect())
a=A(); a.l=[a]; a.d={'k':(1,2)}; a.t=(a,'x'); a.__dict__; del a
print("mixed", gc.collect())
class N:
    def __init__(self, v): self.v=v; self.kids=[]; self.parent=None
    def add(self,k): self.kids.append(k); k.parent=self
r=N(1)
for i in range(5): r.add(N(i))
del r
print("tree", gc.collect())
class C: pass
del C
print("class", gc.collect())
