import asyncio
import contextlib
import sys


class Connection:
    opened = 0

    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        type(self).opened += 1
        print("open", self.name)
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, et, ev, tb):
        print("close", self.name, et.__name__ if et else None, ev)
        type(self).opened -= 1
        return et is KeyError


@contextlib.asynccontextmanager
async def transaction(conn):
    print("begin on", conn.name)
    try:
        yield conn
    except Exception as e:
        print("rollback", repr(e))
        raise
    else:
        print("commit")
    finally:
        print("end")


@contextlib.contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name
    finally:
        print(f"</{name}>")


async def main():
    async with Connection("a") as c, transaction(c) as t:
        print("working", t is c)
    try:
        async with Connection("b") as c, transaction(c):
            raise ValueError("bad row")
    except ValueError as e:
        print("caught", e)
    async with Connection("c"):
        raise KeyError("swallowed")
    async with contextlib.AsyncExitStack() as stack:
        conns = [await stack.enter_async_context(Connection(f"s{i}")) for i in range(3)]
        stack.callback(print, "callback", end="!\n")
        stack.enter_context(tag("b"))
        stack.push_async_callback(asyncio.sleep, 0)
        print([c.name for c in conns], Connection.opened)
    with contextlib.suppress(ZeroDivisionError, asyncio.CancelledError):
        1 / 0
    with contextlib.redirect_stdout(sys.stderr):
        print("to stderr")
    async with contextlib.aclosing(agen()) as g:
        async for x in g:
            if x == 2:
                break
    with contextlib.nullcontext(5) as five:
        print(five)
    gen = transaction(Connection("z"))
    print(type(gen).__name__)
    try:
        async with gen:
            raise StopAsyncIteration("odd")
    except StopAsyncIteration as e:
        print("sai", e)


async def agen():
    try:
        for i in range(5):
            yield i
    finally:
        print("agen closed")


asyncio.run(main())
