import functools
import time
import asyncio
import inspect


class memoize:
    """Class-based decorator."""

    def __init__(self, func):
        functools.update_wrapper(self, func)
        self.func = func
        self.cache = {}

    def __call__(self, *args):
        if args not in self.cache:
            self.cache[args] = self.func(*args)
        return self.cache[args]

    def __get__(self, obj, owner=None):
        return functools.partial(self, obj) if obj is not None else self


@memoize
def fib(n: int) -> int:
    """Fibonacci."""
    return n if n < 2 else fib(n - 1) + fib(n - 2)


class timed:
    def __init__(self, label=None):
        self.label = label

    def __call__(self, func):
        label = self.label or func.__name__
        if inspect.iscoroutinefunction(func):
            @functools.wraps(func)
            async def wrapper(*a, **k):
                t = time.perf_counter()
                try:
                    return await func(*a, **k)
                finally:
                    print(f"{label} took {time.perf_counter() - t:.1f}s")
        else:
            @functools.wraps(func)
            def wrapper(*a, **k):
                t = time.perf_counter()
                try:
                    return func(*a, **k)
                finally:
                    print(f"{label} took {time.perf_counter() - t:.1f}s")
        return wrapper


@timed()
def slow(x=1):
    time.sleep(0.2)
    return x


@timed("async work")
async def aslow(x, /, *, y):
    await asyncio.sleep(0.1)
    return x, y


class Registry(type):
    plugins = {}

    def __new__(mcls, name, bases, ns, **kw):
        cls = super().__new__(mcls, name, bases, ns)
        if bases:
            mcls.plugins[kw.get("key", name.lower())] = cls
        return cls

    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)

    def __call__(cls, *a, **k):
        obj = super().__call__(*a, **k)
        obj.created = True
        return obj

    def __repr__(cls):
        return f"<plugin {cls.__name__}>"


class Plugin(metaclass=Registry):
    pass


class Csv(Plugin, key="csv"):
    pass


class Json(Plugin):
    pass


class Typed:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __init__(self, kind, default=None):
        self.kind, self.default = kind, default

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return getattr(obj, self.name, self.default)

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name[1:]} must be {self.kind.__name__}, not {type(value).__name__}")
        setattr(obj, self.name, value)


class Config:
    host = Typed(str, "localhost")
    port = Typed(int, 80)

    @functools.cached_property
    def url(self):
        print("computing")
        return f"http://{self.host}:{self.port}"

    @functools.singledispatchmethod
    def set(self, v):
        raise NotImplementedError(type(v).__name__)

    @set.register
    def _(self, v: int):
        self.port = v

    @set.register(str)
    def _(self, v):
        self.host = v


print(fib(30), len(fib.cache), fib.__name__, fib.__doc__, fib.__wrapped__ is fib.func)
print(slow(x=3), slow.__name__, asyncio.run(aslow(1, y=2)))
print(Registry.plugins, Csv().created, Plugin, isinstance(Json, Registry))
c = Config()
print(c.host, c.port, c.url, c.url)
c.set(8080); c.set("example.org")
print(c.host, c.port, c.__dict__)
for bad in (lambda: setattr(c, "port", "x"), lambda: c.set(1.5)):
    try:
        bad()
    except (TypeError, NotImplementedError) as e:
        print(type(e).__name__, e)
print(inspect.signature(aslow), inspect.signature(fib.func), inspect.iscoroutinefunction(aslow))


@functools.lru_cache(maxsize=2)
def sq(x): return x * x


[sq(i) for i in (1, 2, 1, 3, 1)]
print(sq.cache_info(), sq.cache_parameters())
sq.cache_clear()
print(sq.cache_info(), functools.reduce(lambda a, b: a * b, range(1, 6)))


@functools.total_ordering
class V:
    def __init__(self, *p): self.p = p
    def __eq__(self, o): return self.p == o.p
    def __lt__(self, o): return self.p < o.p


print(V(1, 2) <= V(1, 3), V(2) > V(1), max(V(1), V(3)).p)
p = functools.partial(int, base=2)
print(p("101"), p, p.func, p.keywords)
