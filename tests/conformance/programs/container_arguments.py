# Too many arguments for the classes of containers, and what cannot be the index of a deque.
import collections
for f in ('list(1,2,3)','tuple(1,2)','set(1,2)','dict(1,2)','frozenset(1,2)','list[int](1,2,3)','tuple[int](1,2)','dict[int,int](1,2)','set[int](1,2)','collections.deque(1,2,3)','d[slice(1)]','d["a"]','operator.setitem(d,slice(0,1),[])'):
    import operator
    d=collections.deque([1])
    try: print(eval(f))
    except Exception as e: print(f,type(e),e)
def g():
    d=collections.deque([1])
    for s in ('d["a"]=1','del d["a"]','d[0:1]=[]','d[None]=1','del d[0:1]'):
        try: exec(s)
        except Exception as e: print(s,type(e),e)
g()
