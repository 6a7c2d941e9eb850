# Decorators for coroutines: with and without arguments, on methods, stacked.
import asyncio
import functools
import inspect


def log_calls(prefix=">"):
    def decorator(fn):
        @functools.wraps(fn)
        async def wrapper(*args, **kwargs):
            shown = ", ".join([repr(a) for a in args if not hasattr(a, "hidden")] + [f"{k}={v!r}" for k, v in kwargs.items()])
            print(f"{prefix} {fn.__name__}({shown})")
            try:
                result = await fn(*args, **kwargs)
            except Exception as e:
                print(f"{prefix} {fn.__name__} raised {type(e).__name__}")
                raise
            print(f"{prefix} {fn.__name__} -> {result!r}")
            return result
        return wrapper
    return decorator


def retry(fn=None, *, times=2):
    if fn is None:
        return functools.partial(retry, times=times)

    @functools.wraps(fn)
    async def wrapper(*args, **kwargs):
        for attempt in range(1, times + 1):
            try:
                return await fn(*args, **kwargs)
            except ConnectionError as e:
                print("attempt", attempt, e)
                last = e
        raise TimeoutError(f"gave up after {times}") from last
    return wrapper


class Counted:
    def __init__(self, fn):
        functools.update_wrapper(self, fn)
        self.fn, self.count = fn, 0

    def __get__(self, instance, owner):
        return self if instance is None else functools.partial(self, instance)

    async def __call__(self, *args, **kwargs):
        self.count += 1
        return await self.fn(*args, **kwargs)


class Client:
    hidden = True
    failures = 2

    @log_calls("*")
    @retry(times=3)
    async def get(self, path, *, verbose=False):
        "Fetch a path."
        if self.failures:
            self.failures -= 1
            raise ConnectionResetError("reset")
        return path.upper()

    @Counted
    async def ping(self):
        return "pong"

    @retry
    async def never(self):
        raise BrokenPipeError("broken")


async def main():
    c = Client()
    print(await c.get("/a", verbose=True))
    print(await c.ping(), await c.ping(), Client.ping.count, Client.ping.__name__)
    try:
        await c.never()
    except TimeoutError as e:
        print(e, repr(e.__cause__))
    print(c.get.__doc__, c.get.__name__, inspect.iscoroutinefunction(Client.get), asyncio.iscoroutinefunction(c.never))
    print(inspect.signature(Client.get), inspect.unwrap(Client.get).__qualname__)


asyncio.run(main())
