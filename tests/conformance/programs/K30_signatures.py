# inspect.signature, and binding arguments to it.
import functools
import inspect


def plain(a, b: int = 1, *rest: str, key, other=None, **more) -> bool: ...
def strict(x, /, y, *, z): ...


class Service:
    def __init__(self, name: str, retries=3): ...
    def call(self, path: "str", *args) -> list[int]: ...
    @classmethod
    def make(cls, spec): ...
    @staticmethod
    def check(value: int | None): ...
    def __call__(self, event): ...


for thing in (plain, strict, Service, Service("s"), Service("s").call, Service.call, Service.make, Service.check,
              functools.partial(plain, 1, key=2), lambda *a, **k: 0):
    print(inspect.signature(thing))
sig = inspect.signature(plain)
for p in sig.parameters.values():
    print(p.name, p.kind, p.default is inspect.Parameter.empty, p.annotation is p.empty)
bound = sig.bind(1, 2, "x", "y", key=5, extra=6)
print(bound.arguments, bound.args, bound.kwargs)
bound = sig.bind(1, key=2)
bound.apply_defaults()
print(bound)
for args, kwargs in (((), {"key": 1}), ((1,), {}), ((1,), {"a": 2, "key": 3})):
    try:
        sig.bind(*args, **kwargs)
    except TypeError as e:
        print(e)
for args, kwargs in (((1, 2, 3), {"z": 1}), ((), {"x": 1, "y": 2, "z": 3}), ((1, 2), {"z": 1, "w": 2})):
    try:
        inspect.signature(strict).bind(*args, **kwargs)
    except TypeError as e:
        print(e)


def checked(fn):
    sig = inspect.signature(fn)

    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        for name, value in sig.bind(*args, **kwargs).arguments.items():
            hint = sig.parameters[name].annotation
            if isinstance(hint, type) and not isinstance(value, hint):
                raise TypeError(f"{name} must be {hint.__name__}")
        return fn(*args, **kwargs)
    return wrapper


@checked
def area(width: int, height: int = 2) -> int:
    "Width times height."
    return width * height


print(area(3), area(3, height=4), inspect.signature(area), inspect.getdoc(area))
try:
    area("3")
except TypeError as e:
    print(e)
