import asyncio
from contextlib import asynccontextmanager, contextmanager, suppress, ExitStack, closing, nullcontext, ContextDecorator


class Timer(ContextDecorator):
    def __init__(self, name): self.name = name

    def __enter__(self):
        print("start", self.name)
        return self

    def __exit__(self, *exc):
        print("stop", self.name, exc[0].__name__ if exc[0] else None)
        return False


@Timer("decorated")
def work(x):
    return x * 2


@contextmanager
def transaction(db):
    saved = dict(db)
    try:
        yield db
    except Exception as e:
        db.clear()
        db.update(saved)
        print("rolled back:", e)
    else:
        print("committed")


@contextmanager
def nested(n):
    print("enter", n)
    yield n
    print("leave", n)


@contextmanager
def twice():
    yield 1
    yield 2


@contextmanager
def never():
    if False:
        yield


class Tracker:
    def __enter__(self): raise RuntimeError("cannot enter")
    def __exit__(self, *a): print("not called")


print(work(4))
db = {"a": 1}
with transaction(db) as d:
    d["b"] = 2
with transaction(db) as d:
    d["c"] = 3
    raise KeyError("oops")
print(db)
with nested(1) as a, nested(2) as b:
    print(a + b)
with (nested(3), suppress(ZeroDivisionError)):
    1 / 0
for cm in (twice, never):
    try:
        with cm():
            pass
    except RuntimeError as e:
        print(e)
try:
    with Tracker():
        pass
except RuntimeError as e:
    print(e)
with ExitStack() as stack:
    vals = [stack.enter_context(nested(i)) for i in range(2)]
    stack.callback(print, "callback")
    moved = stack.pop_all()
print("nothing left yet")
moved.close()
with closing(iter_ := (x for x in range(3))) as g:
    next(g)
print(list(iter_))
try:
    with 5: pass
except TypeError as e:
    print(e)
try:
    with nested("e"):
        raise ValueError("through")
except ValueError as e:
    print(e)


@asynccontextmanager
async def session():
    print("open")
    try:
        yield "session"
    finally:
        print("closed")


@session()
async def handler():
    print("handling")


async def main():
    async with session() as s, session():
        print(s)
    await handler()
    async with nullcontext(3) as n:
        print(n)
    try:
        async with nested(1):
            pass
    except TypeError as e:
        print(e)
    try:
        with session():
            pass
    except TypeError as e:
        print(e)


asyncio.run(main())
