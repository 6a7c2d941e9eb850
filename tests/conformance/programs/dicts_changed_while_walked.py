# Dicts whose keys change while they are walked: what is still seen, and when CPython notices.

def run(n, how):
    d={i:i for i in range(n)}
    seen=[]
    try:
        for k in d:
            seen.append(k)
            if len(seen)>100: break
            how(d,k)
    except RuntimeError as e: return seen, str(e)
    return seen, 'end', list(d)
def a(d,k): del d[k]; d[k+100]=1
def b(d,k): d[k+100]=1; del d[k]
def c(d,k): d.pop(k); d[k]=k
def e(d,k):
    if k%2: del d[k]; d[k+100]=1
def f(d,k):
    v=d.popitem(); d[-k-1]=1
for h in (a,b,c,e,f):
    for n in (1,2,3,4,5,6,7,10,11,20): print(h.__name__, n, *run(n,h))
