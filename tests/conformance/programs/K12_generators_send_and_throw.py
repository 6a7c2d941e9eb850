def averager():
    total, count = 0.0, 0
    average = None
    while True:
        try:
            term = yield average
        except ValueError as e:
            print("reset because", e)
            total, count, average = 0.0, 0, None
            continue
        if term is None:
            return total, count
        total += term
        count += 1
        average = total / count


def delegate(results):
    while True:
        r = yield from averager()
        results.append(r)
        print("sub finished", r)


out = []
g = delegate(out)
next(g)
for x in (10, 20, 30):
    print(g.send(x))
print(g.throw(ValueError("bad data")))
print(g.send(4))
print(g.send(None))
g.close()
print(out)


def closing():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("closing")
        raise
    finally:
        print("finally")


c = closing()
print(next(c))
c.close()
try:
    next(c)
except StopIteration as e:
    print("stop", e.value)


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("no")


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as e:
    print(e)


def ret():
    yield 1
    return "done"


r = ret()
next(r)
try:
    next(r)
except StopIteration as e:
    print(e.value, e.args)
try:
    averager().send(5)
except TypeError as e:
    print(e)


def pep479():
    yield 1
    raise StopIteration("oops")


try:
    list(pep479())
except RuntimeError as e:
    print(e, repr(e.__cause__))


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(*tree(3), sep=",")
gen = (x * x for x in range(5) if x % 2)
print(type(gen), next(gen), list(gen), next(gen, "empty"))
import inspect
q = averager()
print(inspect.getgeneratorstate(q)); next(q)
print(inspect.getgeneratorstate(q), q.gi_frame.f_locals if False else "", q.gi_running, q.__name__, q.gi_yieldfrom)
q.close()
print(inspect.getgeneratorstate(q))
def selfref():
    yield next(me)
me = selfref()
try: next(me)
except ValueError as e: print(e)
try:
    closing().throw(KeyError, "k")
except KeyError as e:
    print(repr(e))
del s
