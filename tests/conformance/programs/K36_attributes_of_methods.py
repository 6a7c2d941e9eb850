# Methods have the attributes of their functions.
import functools


def route(path):
    def mark(fn):
        fn.path = path
        fn.calls = getattr(fn, "calls", 0)
        return fn
    return mark


def logged(fn):
    @functools.wraps(fn)
    def inner(*args):
        inner.count += 1
        return fn(*args)
    inner.count = 0
    return inner


class Api:
    @route("/items")
    def items(self):
        """All of them."""
        return [1, 2]

    @logged
    @route("/one")
    async def one(self):
        pass

    @logged
    def twice(self, n):
        return 2 * n


api = Api()
print(api.items.path, Api.items.path, api.items.__doc__, api.items.__name__, api.items.__func__ is Api.items)
print(api.one.path, api.one.__wrapped__.__qualname__, api.one.count)
print(api.twice(2), api.twice(3), api.twice.count, api.twice.__wrapped__.__name__)
routes = {getattr(api, n).path: n for n in dir(api) if hasattr(getattr(api, n), "path")}
print(routes)
for attempt in (lambda: api.items.nothing, lambda: setattr(api.items, "path", "/x"), lambda: delattr(api.items, "path")):
    try:
        attempt()
    except AttributeError as e:
        print(e)
print(api.items.__self__ is api, api.items == api.items, api.items is api.items, hash(api.items) == hash(api.items))
