# Classes derived from containers whose __init__ fills them by the one of the container; and what deques and their kin do besides.
from collections import deque, defaultdict, OrderedDict, Counter
class D(deque):
    def __init__(self, items, n): super().__init__(items, n); self.name='d'
d=D([1,2,3],2); print(d, d.maxlen, d.name)
class E(deque):
    def __init__(self, *a): super().__init__(maxlen=3); self.extend(a)
print(E(1,2,3,4))
class F(deque): pass
print(F([1,2],maxlen=1), F('ab').copy().__class__.__name__)
class G(defaultdict):
    def __init__(self): super().__init__(list)
g=G(); g['a'].append(1); print(g)
class S(set):
    def __init__(self, *a): super().__init__(a)
print(S(1,2))
class L(list):
    def __init__(self, n): super().__init__(range(n))
print(L(3))
class DD(dict):
    def __init__(self, **k): super().__init__(k, z=1)
print(DD(a=1))
class BA(bytearray):
    def __init__(self, n): super().__init__(n)
print(BA(2))
class Ct(Counter):
    def __init__(self, s): super().__init__(s); self.k=1
print(Ct('aab'))
class O(OrderedDict):
    def __init__(self, *a): super().__init__(*a)
print(O([('a',1)]))
d=deque([1]); d.__init__([5,6]); print(d)
from collections import OrderedDict, UserList, ChainMap, namedtuple
def t(n,f):
    try: print(n, f())
    except BaseException as e: print(n, type(e).__name__, e)
d = deque(range(-5125, -5000))
for i in range(-5000, -200): d.append(i)
print(len(d), d[0], d[-1])
d = deque(range(-5125, -5000))
d.__init__(range(200))
for i in range(200, 400): d.append(i)
for i in reversed(range(-200, 0)): d.appendleft(i)
t(1,lambda: list(d)==list(range(-200,400)))
left=[d.popleft() for i in range(250)]
t(2,lambda: (left==list(range(-200,50)), list(d)==list(range(50,400))))
right=[d.pop() for i in range(250)]; right.reverse()
t(3,lambda: (right==list(range(150,400)), list(d)==list(range(50,150))))
d=deque('abcab')
t(4,lambda: (d.index('b'), d.index('b',2), d.index('b',-2), d.index('a',1,4)))
t(5,lambda: d.index('z'))
t(6,lambda: d.index('a',1,3))
t(7,lambda: (d.count('a'), d*2, d+deque('x'), 'a' in d, d.copy(), d==deque('abcab'), d<deque('b')))
d.remove('b'); t(8,lambda: d)
t(9,lambda: d.remove('zz'))
d.rotate(2); t(10,lambda: d); d.insert(1,'I'); del d[0]; d[0]='Z'; t(11,lambda: d)
d.extendleft('xy'); d.reverse(); t(12,lambda: d)
m=deque([1,2,3],2); t(13,lambda: (m, m.maxlen)); m.append(4); m.appendleft(0); t(14,lambda: m)
t(15,lambda: m.insert(0,1))
m*=3; t(16,lambda: m)
d=deque([1,2,3]); d+=[4]; e=d; e*=2; t(17,lambda: (d is e, d))
t(18,lambda: OrderedDict(a=1).pop(key='a'))
t(19,lambda: OrderedDict(a=1).pop('b', default=3))
t(20,lambda: OrderedDict(a=1).setdefault(key='b', default=3))
t(21,lambda: OrderedDict.fromkeys('ab', value=1))
t(22,lambda: {}.setdefault('a'))
class L2(UserList): pass
u=UserList([1,2]); v=u; u*=2; t(23,lambda: (u is v, u))
u+=[3]; t(24,lambda: (u is v,u, u[1:], u.count(1), u.index(2), 3 in u, u+[1], [0]+u, u==[1,2,1,2,3]))
od=OrderedDict(a=1,b=2,c=3); od.move_to_end('a'); t(25,lambda: (od, list(reversed(od)), od.popitem(last=False), od==OrderedDict(c=3,a=1), od=={'a':1,'c':3}))
t(26,lambda: od|{'z':1})
for k in od: pass
def f():
    for k in od: od.clear()
t(27,f)
od=OrderedDict.fromkeys('abcde')
def f():
    for k in od: del od[k]
t(28,f)
c=Counter('aab'); c.subtract('ab'); t(29,lambda: (c, +c, c-Counter('a'), c&c, c|Counter('zz'), c.total(), list(c.elements()), c['nope']))
cm=ChainMap({'a':1},{'b':2,'a':3}); t(30,lambda: (cm['a'], list(cm), len(cm), cm.new_child({'c':4}), cm.parents, dict(cm)))
P=namedtuple('P','x y',defaults=[5]); t(31,lambda: (P(1), P(1)._replace(y=2), P._fields, P(1)._asdict(), P._make([1,2]), P(1)==(1,5), P._field_defaults))
t(32,lambda: P(1,2,3))
t(33,lambda: P(z=1))
dd=defaultdict(list,{'a':[1]}); dd['b'].append(2); t(34,lambda: (dd, dd.get('c'), 'c' in dd, dd.copy(), dd|{'q':1}))
l=[1,2,1]; 
t(36,lambda: [1,2,3].index(3,-1), )
t(37,lambda: [1,2,3].index(1,1))
t(38,lambda: deque([1,2,3])[5])
t(39,lambda: deque([1]).pop() + deque([2]).popleft())
t(40,lambda: deque().pop())
