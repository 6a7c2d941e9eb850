# globals(), vars() and the dict of a module can be written.
import math
globals()['x'] = 1
print(x)
g = globals()
y = 5
print(g['y'], 'y' in g, g.get('zz', 3), isinstance(g, dict), 'g' in globals())
for i in range(3):
    globals()[f'v{i}'] = i * i
print(v0, v1, v2)
del g['v1']
try: v1
except NameError as e: print(e)
def f():
    globals()['made'] = 'by f'
    globals().update(a=1, b=2)
    return sorted(k for k in globals() if not k.startswith('__'))
print(f(), made, a, b)
math.tau2 = 7
vars(math)['tau3'] = 8
print(math.tau2, math.tau3, math.__dict__['pi'])
locals()['loc'] = 4
print(loc, g.pop('loc'), 'loc' in vars())
print({k: v for k, v in globals().items() if k in ('x', 'y')})
code = "z = x + 1\ndef h(): return z * 2"
exec(code, globals())
print(z, h())
print(eval('x + y', globals()), len([k for k in g if k.startswith('v')]))
handlers = {name[3:]: fn for name, fn in list(globals().items()) if name.startswith('on_')}
class C:
    pass
globals()['C2'] = type('C2', (C,), {})
print(C2.__mro__[1].__name__, {**globals()}['x'], dict(globals())['x'], g.setdefault('new', 9), new)
print(globals().keys() >= {'x', 'y'}, g is not None and g == globals())
