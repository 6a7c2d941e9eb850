# inspect: signatures, binding, documentation, kinds of things.
import inspect
from inspect import signature, Parameter
from functools import partial, wraps
from typing import Optional
def f(a, /, b: int, c=1, *args: str, d, e: 'x' = 2, **kw) -> Optional[int]: "doc"
def g(*, a): pass
def h(a, b=None, /): pass
class C:
    "C doc\n\n    indented\n      more\n    "
    def __init__(self, x, y: int = 3): pass
    def m(self, q, *a): "m doc"
    @classmethod
    def cm(cls, z): pass
    @staticmethod
    def sm(z): pass
    def __call__(self, w): pass
class D(C): pass
class E: pass
for x in (f, g, h, C, C.m, C(1).m, C.cm, C.sm, C(1), D, E, partial(f, 1), partial(f, 1, c=3), partial(g, a=2), lambda: 0, lambda x, y=[]: 0):
    print(signature(x), list(signature(x).parameters))
s = signature(f)
for n, p in s.parameters.items(): print(n, p, p.kind, p.kind.description, p.default, p.annotation, repr(p))
print(s.return_annotation, repr(s), s == signature(f), s != signature(g), s.empty)
b = s.bind(1, 2, d=4, z=5); print(b, b.args, b.kwargs, b.arguments); b.apply_defaults(); print(b.arguments)
for a, k in (((), {}), ((1,), {}), ((1, 2), {}), ((1, 2, 3), dict(b=1, d=1)), ((1,), dict(d=3)), ((1,), dict(b=2, d=3, a=4))):
    try: print(s.bind(*a, **k))
    except TypeError as e: print(e)
for a, k in (((1, 2, 3), {}), ((), dict(a=1)), ((), dict(z=1)), ((1,), dict(b=3))):
    try: print(signature(h).bind(*a, **k))
    except TypeError as e: print(e)
print(s.bind_partial(1), s.replace(return_annotation=int))
@wraps(f)
def w(*a): pass
print(signature(w), signature(w, follow_wrapped=False), inspect.unwrap(w) is f)
print(inspect.getdoc(C), inspect.getdoc(D), inspect.getdoc(D.m), inspect.getdoc(E))
print(inspect.isclass(C), inspect.isfunction(f), inspect.ismethod(C(1).m), inspect.isroutine(len), inspect.isbuiltin(len))
async def co(): pass
async def ag(): yield
def ge(): yield
print([inspect.iscoroutinefunction(x) for x in (co, ag, ge, f)], [inspect.isasyncgenfunction(x) for x in (co, ag, ge, f)], [inspect.isgeneratorfunction(x) for x in (co, ag, ge, f)])
x = ge(); print(inspect.getgeneratorstate(x)); next(x); print(inspect.getgeneratorstate(x)); x.close(); print(inspect.getgeneratorstate(x))
y = co(); print(inspect.getcoroutinestate(y), inspect.isawaitable(y), inspect.iscoroutine(y)); y.close(); print(inspect.getcoroutinestate(y))
for bad in (lambda: Parameter('1', Parameter.KEYWORD_ONLY), lambda: Parameter('a', Parameter.VAR_KEYWORD, default=1), lambda: signature(3), lambda: inspect.Signature([Parameter('a', Parameter.KEYWORD_ONLY), Parameter('b', Parameter.POSITIONAL_ONLY)]), lambda: inspect.Signature([Parameter('a', Parameter.KEYWORD_ONLY)]*2)):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
print(inspect.Signature([Parameter('a', Parameter.POSITIONAL_ONLY), Parameter('b', Parameter.KEYWORD_ONLY, default=3, annotation=int)]))
print([n for n, v in inspect.getmembers(C, inspect.isfunction)])
print(inspect.get_annotations(f), inspect.cleandoc('  a\n    b\n      c\n\n'), inspect.isabstract(C))
from dataclasses import dataclass
@dataclass
class P:
    x: int
    y: 'str' = 'a'
print(signature(P))
