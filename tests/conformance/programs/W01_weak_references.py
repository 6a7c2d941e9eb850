# References that do not keep: ref, proxy, dictionaries and sets of them, finalize.
import weakref, gc
class Node:
    def __init__(self, name): self.name = name
    def __repr__(self): return f"Node({self.name})"
    def hi(self, x=1): return f"hi {self.name} {x}"
    def __len__(self): return 3
    def __add__(self, o): return self.name + str(o)
    def __eq__(self, o): return isinstance(o, Node) and o.name == self.name
    def __hash__(self): return hash(self.name)
def f():
    a = Node("local")
    r = weakref.ref(a, lambda r: print("local gone"))
    return r
r = f(); print(r())
def g():
    a = Node("both")
    r = weakref.ref(a, lambda r: print("both gone"))
g()
print("after g")
# dictionaries
d = weakref.WeakValueDictionary()
a = Node("a"); b = Node("b")
d["a"] = a; d["b"] = b
print(len(d), sorted(d), d["a"], d.get("x"), "a" in d, sorted(map(repr, d.values())), sorted(d.items(), key=str))
del a
print(len(d), list(d), "a" in d)
try: d["a"]
except KeyError as e: print("KeyError", e)
k = weakref.WeakKeyDictionary()
k[b] = 1
print(len(k), k[b], dict(k.items()), list(k.keys()), b in k)
s = weakref.WeakSet([b]); c = Node("c"); s.add(c)
print(len(s), sorted(map(repr, s)), c in s, s)if 0 else print(len(s), sorted(map(repr, s)), c in s)
del c
print(len(s), list(s))
p = weakref.proxy(b)
print(p.name, p.hi(2), len(p), p + 1, p == b, isinstance(p, Node), type(p), str(p))
p.name = "bb"; print(b.name)
try: hash(p)
except TypeError as e: print(e)
print(weakref.getweakrefcount(b), len(weakref.getweakrefs(b)))
b.name = "b"
del b
try: p.name
except ReferenceError as e: print(type(e).__name__, e)
print(len(k), len(s), len(d), bool(d))
class Obs:
    def __init__(self): self.l = weakref.WeakSet()
    def add(self, x): self.l.add(x)
    def fire(self):
        for x in self.l: x.update()
class L:
    def __init__(self, n): self.n=n
    def update(self): print("update", self.n)
o = Obs(); l1 = L(1); o.add(l1); o.fire(); l1 = None; o.fire(); print(len(o.l))
m = L(5)
wm = weakref.WeakMethod(m.update); print(wm()()); wr = weakref.ref(m.update); print(wr())
del m; print(wm())
class Cache:
    def __init__(self): self.c = weakref.WeakValueDictionary(); self.misses = 0
    def get(self, k):
        v = self.c.get(k)
        if v is None:
            self.misses += 1; v = L(k); self.c[k] = v
        return v
ca = Cache(); x = ca.get(1); y = ca.get(1); print(x is y, ca.misses); del x, y; z = ca.get(1); print(ca.misses)
ca.get(2); print(ca.misses, list(ca.c))
fin = weakref.finalize(z, print, "closing", sep="-")
print(fin.alive); del z; print(fin.alive, fin.detach(), fin.peek(), fin())
objs = [L(i) for i in range(5)]
refs = [weakref.ref(o) for o in objs]
objs.pop(1); objs[0] = None
print([r() is not None for r in refs])
objs.clear(); print([r() is not None for r in refs])
class Tree:
    def __init__(self, v, parent=None):
        self.v=v; self._p = weakref.ref(parent) if parent else None; self.kids=[]
    @property
    def parent(self): return self._p() if self._p else None
    def add(self, v): t=Tree(v,self); self.kids.append(t); return t
    def __del__(self): print("del tree", self.v)
t = Tree(1); k1 = t.add(2); print(k1.parent.v); del t; print(k1.parent)
try: weakref.ref(5)
except TypeError as e: print(e)
try: weakref.ref([])
except TypeError as e: print(e)
