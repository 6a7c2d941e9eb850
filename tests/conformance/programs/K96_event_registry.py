# functools.wraps, partial and closures in event registries.
import asyncio
import functools
from collections import defaultdict


class Bus:
    def __init__(self):
        self.handlers = defaultdict(list)

    def on(self, *names, priority=0):
        def register(fn):
            for name in names:
                self.handlers[name].append((priority, len(self.handlers[name]), fn))
                self.handlers[name].sort(key=lambda h: (-h[0], h[1]))
            return fn
        return register

    async def emit(self, name, /, **data):
        results = []
        for _, _, fn in self.handlers[name]:
            result = fn(**data)
            if asyncio.iscoroutine(result):
                result = await result
            results.append(result)
        return results

    def once(self, name):
        def register(fn):
            @functools.wraps(fn)
            def wrapper(**data):
                self.handlers[name] = [h for h in self.handlers[name] if h[2] is not wrapper]
                return fn(**data)
            return self.on(name)(wrapper)
        return register


bus = Bus()


@bus.on("start", "stop")
def log(**data):
    return f"log {sorted(data.items())}"


@bus.on("start", priority=5)
async def first(user, **_):
    await asyncio.sleep(0)
    return f"first {user}"


@bus.once("start")
def only_once(user, times=1):
    "Runs once."
    return f"once {user} {times}"


bus.on("stop")(functools.partial(lambda prefix, **data: prefix + str(len(data)), "partial "))


async def main():
    print(await bus.emit("start", user="ann"))
    print(await bus.emit("start", user="bob", times=2))
    print(await bus.emit("stop", code=0, name="x"))
    print(await bus.emit("nothing"), only_once.__name__, only_once.__doc__, len(bus.handlers["start"]))
    try:
        await bus.emit("start", name="missing user")
    except TypeError as e:
        print(e)


asyncio.run(main())
