# Generators as pipelines and as coroutines that are fed.
import functools
import itertools


def coroutine(fn):
    @functools.wraps(fn)
    def start(*args, **kwargs):
        gen = fn(*args, **kwargs)
        next(gen)
        return gen
    return start


@coroutine
def printer(prefix):
    try:
        while True:
            line = yield
            print(prefix, line)
    except GeneratorExit:
        print(prefix, "closed")


@coroutine
def broadcast(*targets):
    while True:
        item = yield
        for t in targets:
            t.send(item)


@coroutine
def grep(word, target):
    count = 0
    try:
        while True:
            line = yield count
            if word in line:
                count += 1
                target.send(line.strip())
    finally:
        print("matched", count)


out = printer(">")
g = grep("error", broadcast(out, printer("*")))
for line in ("an error here\n", "all fine\n", "error again\n"):
    print("sent", g.send(line))
g.close()
out.close()


def read(lines):
    for line in lines:
        yield line.rstrip()


def numbered(lines, start=1):
    yield from enumerate(lines, start)


def window(items, n):
    it = iter(items)
    current = list(itertools.islice(it, n))
    while len(current) == n:
        yield tuple(current)
        current = current[1:] + list(itertools.islice(it, 1))


print(list(window(numbered(read(["a\n", "b\n", "c\n", "d\n"])), 3)))


def flatten(nested):
    for item in nested:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, (3, [4])], [], 5])))


def accumulate():
    total = 0
    while (value := (yield total)) is not None:
        total += value
    return f"total {total}"


def outer(results):
    while True:
        results.append((yield from accumulate()))


results = []
o = outer(results)
next(o)
for v in (1, 2, None, 10, None):
    o.send(v)
print(results)
squares = (n * n for n in itertools.count())
print(list(itertools.takewhile(lambda n: n < 30, squares)), next(squares))
