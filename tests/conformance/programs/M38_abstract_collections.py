# collections.abc: what asks for what, and what comes with it.
import collections.abc as C, inspect
from collections.abc import *
names = [n for n in ('Awaitable','Coroutine','AsyncIterable','AsyncIterator','AsyncGenerator','Hashable','Iterable','Iterator','Generator','Reversible','Sized','Container','Callable','Collection','Set','MutableSet','Mapping','MutableMapping','MappingView','KeysView','ItemsView','ValuesView','Sequence','MutableSequence')]
for n in names:
    c = getattr(C, n)
    print(n, c, [b.__name__ for b in c.__mro__], sorted(c.__abstractmethods__))
async def co(): pass
async def ag(): yield
def g(): yield
x = co(); xs = [1, 'a', (), [], {}, set(), frozenset(), range(3), b'', bytearray(), iter([]), g(), x, ag(), len, int, lambda: 0, {}.values(), None, zip(), 1.5, dict, print, map(str, [])]
for v in xs: print(type(v).__name__, [n for n in names if isinstance(v, getattr(C, n))])
x.close()
class S(Set):
    def __init__(self, it): self.items = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.items
    def __iter__(self): return iter(self.items)
    def __len__(self): return len(self.items)
    def __repr__(self): return f'S({self.items})'
a, b = S([1,2,3]), S([2,3,4])
print(a & b, a | b, a - b, a ^ b, a <= b, S([2]) < a, a > S([1]), a >= a, a == S([3,2,1]), a != b, a.isdisjoint(b))
print(a & [1], [1, 9] & a, a | (7,), [5] - a, a - [1], {1} | a, a ^ [1, 8], a == {1,2,3}, a <= {1,2,3,4}, {1} < a)
for f in (lambda: a & 3, lambda: a < 3, lambda: a | None, lambda: hash(a), lambda: a < [1]):
    try: print(f())
    except TypeError as e: print(e)
class MS(S, MutableSet):
    def add(self, v): self.items.append(v) if v not in self.items else None
    def discard(self, v): self.items.remove(v) if v in self.items else None
m = MS([1,2]); m |= [3]; m -= [1]; m &= [3, 2]; m ^= [2, 5]; print(m, m.pop(), m)
try: m.remove(99)
except KeyError as e: print(e)
m.clear(); print(m)
try: m.pop()
except KeyError as e: print('empty', e)
class M(MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = M(); m.update(a=1, b=2); m.update({'c': 3}); m.update([('d', 4)])
print(dict(m), m.pop('a'), m.pop('z', 0), m.setdefault('e', 5), list(m.keys()), list(m.items()), list(m.values()), 'b' in m, m.get('q'), m == {'b': 2, 'c': 3, 'd': 4, 'e': 5}, m.popitem(), len(m))
print(m.keys() & {'c'}, ('c', 3) in m.items(), 3 in m.values(), type(m.keys()))
class Q(Sequence):
    def __init__(self, *a): self.a = a
    def __getitem__(self, i): return self.a[i]
    def __len__(self): return len(self.a)
q = Q(1,2,3,2); print(list(q), list(reversed(q)), q.index(2), q.index(2, 2), q.count(2), 3 in q)
try: q.index(9)
except ValueError as e: print('ValueError', e)
for k in (Sized, Iterable, Generator, Coroutine, Set, Mapping, Iterator, AsyncGenerator):
    try: k()
    except TypeError as e: print(e)
class G(Generator):
    def send(self, v): return v
    def throw(self, t, v=None, tb=None): return super().throw(t, v, tb)
gg = G(); print(next(gg), gg.send(3)); gg.close()
try: gg.throw(ValueError, ValueError('x'))
except ValueError as e: print(e)
class G2(G):
    def throw(self, *a): return 1
try: G2().close()
except RuntimeError as e: print(e)
class It(Iterator):
    def __next__(self): return super().__next__()
print(list(It()), iter(It()) is not None)
print(Sized.__subclasshook__(int), Iterable[int], Container[int], Mapping[str, int])
try: Hashable[int]
except TypeError as e: print(e)
