# Code that exec() runs in a dict: its functions look names up in that dict itself, for as long as they live.

def t(n,f):
    try: print(n, f())
    except BaseException as e: print(n, type(e).__name__, e)
ns={}
exec("def f():\n    global z\n    z=1\n    return z\nx=5\ndef g(): return x\ndef k():\n    global x\n    del x\nclass C:\n    y=x\n    def m(self): return x, __name__", ns)
ns['x']=7
t(8,lambda: ns['g']())
ns['f']()
t(9,lambda: ns.get('z'))
ns['k'](); t(10, lambda: 'x' in ns)
t(11, lambda: ns['g']())
t(12, lambda: ns['k']())
t(13, lambda: (ns['C'].y, ns['C'].__module__, ns['f'].__module__, list(ns)))
exec("y=1\ndef h(): return y", globals())
y=2
t(14,lambda: h())
exec("q=10\nfor i in range(3): q+=i\nprint(q, sorted(k for k in globals() if len(k)==1))", ns)
t(15, lambda: ns['q'])
exec("w=4"); print(w)
def loc():
    d={}
    exec("a=1\nb=a+1\ndef f(): return 1", {}, d)
    return sorted(d)
t(16,loc)
def fn():
    v=3
    exec("v=4; u=5")
    try: return v, u
    except NameError as e: return v, str(e)
t(17,fn)
def fn2():
    exec("zzz=4")
    return 'zzz' in globals()
t(18,fn2)
class K:
    exec("attr=6")
t(19,lambda: K.attr)
t(20,lambda: eval("x+1",{'x':4}))
f=eval("lambda: val", ns); ns['val']=3
t(21,f)
t(22,lambda: list(ns)[-2:])
exec("import math\nfrom json import dumps\nr=math.floor(2.5)", ns)
t(23,lambda: (ns['r'], ns['dumps']([1])))
exec("print([x for x in range(3)], {k:1 for k in 'ab'}, (lambda: nn)() )", {'nn':5})
t(24,lambda: exec("raise ValueError('boo')", {}))
t(25,lambda: eval("globals() is ns and 'ns' not in dir()", ns|{'ns':ns}))
code=compile("c=c+1 if 'c' in globals() else 0","<x>","exec")
for _ in range(3): exec(code, ns)
t(26,lambda: ns['c'])
g={'__builtins__':{}}
t(27,lambda: eval("len([1])", {}))
exec("global gg\ngg=1", ns); t(28, lambda: ns['gg'])
exec("async def co(): return base\n", ns); ns['base']=9
import asyncio
t(29,lambda: asyncio.run(ns['co']()))
exec("def dec(f):\n  def w(*a): return f(*a)+k\n  return w\n@dec\ndef add(a,b): return a+b\nk=100", ns)
t(30,lambda: ns['add'](1,2)); ns['k']=200; t(31,lambda: ns['add'](1,2))
exec("from dataclasses import dataclass\n@dataclass\nclass P:\n  x:int\n  y:int=2", ns); t(32, lambda: ns['P'](1))
def outer():
    xx=1
    return eval("xx+1"), [eval("xx") for _ in range(2)]
t(33, outer)
t(34, lambda: eval("[i for i in range(n)]", {'n':3}))
def inner_globals(): return globals()
print(inner_globals()['y'])
exec("def inc():\n    global cnt\n    cnt = cnt + 1\n    return cnt", globals())
cnt=5; print(inc(), cnt)
