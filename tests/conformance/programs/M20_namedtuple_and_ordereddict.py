# namedtuple: names, defaults and errors; OrderedDict: order, views, moves.
from collections import namedtuple, OrderedDict
for bad in ('class', '1', 'a b', '_x', 'a a'):
    try:
        print(namedtuple('P', bad)._fields)
    except ValueError as e:
        print(e)
for bad in (['class'], ['1'], ['a', 'a'], [1]):
    try:
        print(namedtuple('P', bad)._fields)
    except ValueError as e:
        print(e)
print(namedtuple('P', 'a class 1 a _x', rename=True)._fields)
try:
    namedtuple('class', 'a')
except ValueError as e: print(e)
try:
    namedtuple('P', 'a', defaults=(1,2))
except TypeError as e: print(e)
P = namedtuple('P', 'x y', defaults=[5])
print(P(1), P._field_defaults, P.__doc__, P.x.__doc__, P.__new__.__defaults__)
try: P()
except TypeError as e: print(e)
try: P(1,2,3)
except TypeError as e: print(e)
try: P(1,z=3)
except TypeError as e: print(e)
try: P(1,2)._replace(q=1)
except TypeError as e: print(e)
try: P._make([1])
except TypeError as e: print(e)
print(P(1,2)._replace(x=9), P(1)._asdict(), P.__slots__, P.__match_args__)
p = P(1,2)
try: p.x = 3
except AttributeError as e: print(e)
try: p.q = 3
except AttributeError as e: print(e)
print(P.x, type(P.x))
print(p == (1,2), hash(p)==hash((1,2)), p + (3,))
import copy
print(copy.copy(p), copy.deepcopy(p))
print(p.__getnewargs__())
print(P.__module__, P._make, )
d = OrderedDict(a=1,b=2)
print(d.keys(), d.values(), d.items())
print(list(reversed(d.keys())), list(reversed(d.items())), list(reversed(d.values())))
d.move_to_end('a'); print(d)
d.move_to_end('a', last=False); print(d)
try: d.move_to_end('q')
except KeyError as e: print(e)
print(d.popitem(), d.popitem(last=False), d)
try: d.popitem()
except KeyError as e: print(e)
print(OrderedDict.fromkeys('ab', 3), type(OrderedDict.fromkeys('ab')))
d = OrderedDict(b=1); d |= {'c':2}; print(d, d | {'e':1}, {'e':1}|d, type({'e':1}|d))
print(d == {'c':2,'b':1}, d == OrderedDict(c=2,b=1), d != OrderedDict(c=2,b=1))
d['self']=d
print(d)
class S(OrderedDict): pass
print(S(a=1), S(a=1).copy(), type(S(a=1).copy()))
print(d.keys() & {'b'}, 'b' in d.keys(), len(d.items()))
print(d.setdefault('z', 4), d.pop('z'), d.pop('z', None))
print(repr(iter(d)).split(' at')[0], type(d.keys()), type(iter(d.items())))
