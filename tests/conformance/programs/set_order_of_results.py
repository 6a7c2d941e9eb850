# The order in which sets of ints are walked: after joining, taking apart, removing and adding, for sets, views and other iterables
import random
r = random.Random(5)
print({5,13,7},{1,9,17},{8,0,16},{3,2,1,0},{-1,-2,7},{5,13,7,21,29}, {1,1.0,True,2})
def rs():
    n=r.choice([0,1,2,3,5,8,20,60])
    m=r.choice([1,8,1000])
    return {r.randrange(-10,60)*m for _ in range(n)}
for k in range(6):
    a,b,c=rs(),rs(),rs()
    fa=frozenset(a)
    l=list(b)
    r.shuffle(l)
    d=dict.fromkeys(l)
    print(a|b, a&b, a-b, a^b, fa|b, fa^b, b-fa, a.union(b,c,l), a.intersection(b,c), a.intersection(l), a.difference(b,c), a.difference(l), a.difference(d), a.symmetric_difference(l), set(l), set(d), set(a), frozenset(l), a.union(d), fa.union(d))
    x=a.copy(); x|=b; x-=c; x^=b; x&=(a|c); print(x)
    x=set(a); x.update(l,c); x.difference_update(b,l); x.symmetric_difference_update(c); x.intersection_update(a,b|c); print(x)
    x=set(a|b)
    for v in l[:5]: x.discard(v)
    for _ in range(3):
        if x: print(x.pop())
    x.add(k); x.add(k*8); print(x, x|c, set(x), x.copy())
    print({*a,*l,5},{v for v in l}, sorted(a^a), a-a)
    y=x; y^=b; print(x is y, x)
    print(d.keys()&a, d.keys()-a, d.keys()|a, d.keys()^a, a-d.keys(), a|d.keys())
s = {8, 1, -6}
print(s | s, s.union(s), s & s, s ^ s, s - s)
s |= s
s.update(s, s)
print(s)
