# Questions to a generator about where it stands.
import inspect


def pages(first, last=3):
    total = 0
    for page in range(first, last):
        sent = yield page
        total += sent or 0
    extra = yield from iter("ab")
    return total, extra


g = pages(1)
print(inspect.getgeneratorstate(g), g.gi_frame.f_lineno, g.gi_frame.f_locals)
print(next(g), inspect.getgeneratorstate(g), g.gi_frame.f_locals, g.gi_yieldfrom)
print(g.send(10), g.gi_frame.f_lineno, inspect.getgeneratorlocals(g)["total"])
print(next(g), type(g.gi_yieldfrom).__name__, g.gi_suspended, g.gi_running)
print(next(g))
try:
    next(g)
except StopIteration as stop:
    print(stop.value)
print(inspect.getgeneratorstate(g), g.gi_frame, g.gi_yieldfrom)


def looks():
    print("inside", inspect.getgeneratorstate(me), me.gi_running)
    yield


me = looks()
next(me)
print(pages.__code__.co_flags & inspect.CO_GENERATOR, pages.__code__.co_varnames, pages.__code__.co_argcount)
