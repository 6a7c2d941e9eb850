# Objects with __index__, and iterators, as indices and values of list, deque, bytearray and dict items.
import operator, collections
class K:
    def __setitem__(self, k, v): print('set', k, v)
    def __index__(self): return 1
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
l=[1,2,3]
t(lambda: l.__setitem__(K(), 5)); print(l)
t(lambda: l.__setitem__(slice(K(), 3), [9])); print(l)
t(lambda: operator.setitem(l, K(), 7)); print(l)
class L(list): pass
m=L([1,2,3])
t(lambda: m.__setitem__(K(), 5)); print(m)
m[K()]=8; print(m)
m[K():]=iter([1]); print(m)
d=collections.deque([1,2,3])
d[K()]=4; print(d)
t(lambda: d.__setitem__(K(), 5)); print(d)
del d[K()]; print(d)
b=bytearray(b'abc'); b[K()]=65; print(b)
t(lambda: b.__delitem__(K())); print(b)
class KK:
    def __init__(self, v): self.v=v
    def __hash__(self): return hash(self.v)
    def __eq__(self, o): return self.v == getattr(o,'v',o)
dd={}
dd[KK(1)]=2; print(dd[1])
t(lambda: dd.__setitem__(KK(1), 5)); print(dd[1])
class D(dict): pass
x=D(); x[KK(1)]=3; print(x[1]); del x[KK(1)]; print(x)
o=collections.OrderedDict(); o[KK(2)]=1; print(o[2])
c=collections.Counter(); c[KK(2)]+=1; print(c[2])
df=collections.defaultdict(list); df[KK(2)].append(1); print(df[2])
l[K()::2]=[7]; print(l)
l[0:1]=(i for i in range(3)); print(l)
l[::2]=(i for i in range(9)) if 0 else map(str, range(2)); print(l)
