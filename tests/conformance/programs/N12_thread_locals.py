import threading
l = threading.local(); l.a = 1
print(l.__dict__, vars(l), sorted(x for x in dir(l) if not x.startswith("__")))
l.__dict__["b"] = 2; print(l.b); del l.a
try: l.a
except AttributeError as e: print(e)
try: del l.zz
except AttributeError as e: print(e)
class L(threading.local):
    n = 5
    def __init__(self, x=0): self.x = x
    @property
    def double(self): return self.x * 2
    def bump(self): self.x += 1; return self.x
m = L(x=4); print(m.double, m.bump(), m.n, m.__dict__)
def f(): print(m.x, m.bump(), m.__dict__, l.__dict__)
t = threading.Thread(target=f); t.start(); t.join()
print(m.x, isinstance(m, threading.local), type(l), hasattr(l, "zz"), getattr(l, "zz", "none"))
setattr(l, "q", 1); print(l.q)
