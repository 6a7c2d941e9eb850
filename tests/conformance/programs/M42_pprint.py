# pprint: every kind of container, wide and narrow.
import pprint
d={'a':[1,2,3],'b':{'x':'y'*30,'z':list(range(30))},'c':('t',),'long':'word '*30,'s':{3,1,2},'n':None}
pprint.pprint(d)
pprint.pprint(d,width=40)
pprint.pprint(d,width=40,indent=2, compact=True)
pprint.pprint(d,depth=1)
pprint.pprint(d,sort_dicts=False, width=30)
print(pprint.pformat([1,[2,[3,[4]]]],width=5))
print(pprint.pformat('a b c d e f g h '*8, width=30))
pprint.pprint([]); pprint.pprint(()); pprint.pprint({}); pprint.pprint(set()); pprint.pprint('x')
pprint.pp({'b':1,'a':2})
x=[1]; x.append(x); pprint.pprint(x) if 0 else None
from collections import OrderedDict, defaultdict, Counter, deque, ChainMap, namedtuple
pprint.pprint(OrderedDict([('a'*10,1),('b'*10,list(range(25)))]),width=40)
pprint.pprint(defaultdict(int,{'a'*20:1,'b'*20:2}),width=30)
pprint.pprint(Counter('abcabca'*3),width=10)
pprint.pprint(deque(range(20)),width=20)
from dataclasses import dataclass
@dataclass
class P:
    name: str
    items: list
pprint.pprint(P('n',list(range(10))),width=20)
pprint.pprint(P('n',[1]))
pprint.pprint([P('abc',[1,2,3])]*3,width=40)
pprint.pprint(('a'*30,'b'*30,'c'*30)); pprint.pprint(('a'*90,))
pprint.pprint({1:'a','b':2,(1,2):3})
pprint.pprint({'k'*10:{'j'*10:{'i'*10:list(range(12))}}},width=50)
pprint.pprint(frozenset(range(30)),width=30)
pprint.pprint(b'bytes '*20,width=40)
pprint.pprint(1000000, underscore_numbers=True)
pprint.pprint({'t':'first line\nsecond line\n'+'x '*50})
from types import SimpleNamespace
pprint.pprint(SimpleNamespace(a=1,b='x'*60,c='y'*30))
print(pprint.isreadable([1]), pprint.isrecursive([1]), pprint.saferepr({'b':1,'a':2}))
class K(list):
    pass
pprint.pprint(K(range(30)),width=20)
pprint.pprint([1.5,True,None,...,int],width=10)
Q=namedtuple('Q','x y'); pprint.pprint([Q(1,2)]*5,width=20)
