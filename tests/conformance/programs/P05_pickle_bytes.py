# pickle: the bytes, what is refused, and what comes back.
import pickle, threading
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__module__, type(e).__name__, str(e).split(' at 0x')[0], '| cause', repr(e.__cause__))
def loc():
    def g(): pass
    class C: pass
    return g, C
def gen(): yield 1
t(lambda: pickle.dumps(lambda: 0))
t(lambda: pickle.dumps(loc()[0])); t(lambda: pickle.dumps(loc()[1])); t(lambda: pickle.dumps(loc()[1]()))
t(lambda: pickle.dumps(threading.Lock())); t(lambda: pickle.dumps(gen())); t(lambda: pickle.dumps(threading.RLock()))
class A:
    def __init__(s): s.x=1
    def m(s): pass
    def __eq__(s,o): return s.__dict__==o.__dict__
    __hash__=None
t(lambda: pickle.dumps(A())); t(lambda: pickle.dumps(A().m)); t(lambda:pickle.dumps(ValueError('x')))
t(lambda: pickle.dumps([1,300,70000,-1,2**40,1.5,True,None,'a',b'b',(1,),(1,2),(1,2,3),(1,2,3,4),{1:2},{1},frozenset([1]),range(3),1j,bytearray(b'x')]))
import sys
t(lambda: pickle.dumps(sys)); t(lambda: pickle.dumps({}.keys())); t(lambda: pickle.dumps(len)); t(lambda: pickle.dumps([].append)); t(lambda: pickle.dumps(dict)); t(lambda: pickle.dumps(None.__class__))
async def co(): pass
c=co(); t(lambda: pickle.dumps(c)); c.close()
def f(): pass
g=f
def f(): pass
t(lambda: pickle.dumps(g)); t(lambda: pickle.dumps(f))
class S:
    __slots__=('a','b')
s=S(); s.a=1
t(lambda: pickle.dumps(s))
import collections, enum, dataclasses
class E(enum.Enum):
    A=1
    B=2
P=collections.namedtuple('P','a b')
class L(list): pass
class D(dict): pass
class I(int): pass
class Se(set): pass
class T(tuple): pass
class St(str): pass
class X(Exception):
    def __init__(s,a,b): super().__init__(a); s.b=b
@dataclasses.dataclass
class DC:
    a: int
    b: list
    c: str='x'
class Nest:
    class In:
        pass
l=[]; l.append(l)
d={}; d['d']=d
tt=([],); tt[0].append(tt)
a=A(); a.me=[1,2]
things=[E.A, P(1,[2]), L([1,2,3]), D(a=1), I(3), Se([1]), T((1,2)), St('a'), DC(1,[2]), Nest.In, collections.Counter('abca'), collections.defaultdict(int,{1:2}), collections.OrderedDict(a=1), collections.deque([1,2],5), collections.deque(), [a,a], slice(1,2), ..., NotImplemented, 2**100, -2**100, -129, 2**31, -2**31, 255,256,65535,65536, 'é€😀', '', b'', (), [], {}, set(), frozenset(), float('inf'), -0.0, [None]*3, list(range(2500)), {str(i):i for i in range(1200)}, 'x'*300, b'y'*70000, ['z'*70000, 1, 'w'*66000], list(range(40000)), ExceptionGroup('a',[ValueError(1)]), KeyError('k'), [A() for _ in range(3)], [{'k':1},{'k':2}], math if 0 else 1, int, ValueError, print, str, (E.A,E.B,E.A), Se, [L([1])], {1:'a', (1,2):frozenset([3])}, [St('a')]*2]
for x in things:
    try:
        b = pickle.dumps(x)
        y = pickle.loads(b)
        print(type(x).__name__, len(b), b if len(b)<120 else (b[:30], sum(b)), y == x or repr(y)[:50])
    except BaseException as e: print(type(x), type(e), e)
for x in (l,):
    y=pickle.loads(pickle.dumps(x)); print(pickle.dumps(x), y[0] is y)
y=pickle.loads(pickle.dumps(d)); print(pickle.dumps(d), y['d'] is y)
y=pickle.loads(pickle.dumps(tt)); print(pickle.dumps(tt), y[0][0] is y)
y=pickle.loads(pickle.dumps([a,a])); print(y[0] is y[1], y[0].me)
t(lambda: pickle.loads(pickle.dumps(X(1,2))))
t(lambda: pickle.loads(b'')); t(lambda: pickle.loads(b'\x80\x04')); t(lambda: pickle.loads('a'))
class R:
    def __init__(s, n): s.n = n
    def __reduce__(s): return R, (s.n,)
    def __repr__(s): return f'R({s.n})'
class G:
    def __init__(s): s.a, s.lock = 1, threading.Lock()
    def __getstate__(s): return {'a': s.a}
    def __setstate__(s, st): s.__dict__.update(st); s.lock = 'new'
print(pickle.loads(pickle.dumps([R(1), R(2)])), pickle.loads(pickle.dumps(G())).__dict__)
def deep(n):
    x=[]
    for i in range(n): x=[x]
    return x
t(lambda: len(pickle.dumps(deep(200))))
class Two:
    def __init__(s): s.f, s.g = [lambda: 0], threading.Lock()
t(lambda: pickle.dumps(Two()))
t(lambda: pickle.dumps([Two(), threading.Lock()]))
