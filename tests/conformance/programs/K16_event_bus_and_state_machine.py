import asyncio
import time
from contextlib import asynccontextmanager


class Event:
    def __init__(self, name, **data):
        self.name, self.data = name, data

    def __repr__(self):
        args = ", ".join(f"{k}={v!r}" for k, v in self.data.items())
        return f"Event({self.name!r}{', ' if args else ''}{args})"


class EventBus:
    def __init__(self):
        self._subs = {}
        self._tasks = set()

    def on(self, name):
        def register(fn):
            self._subs.setdefault(name, []).append(fn)
            return fn
        return register

    def emit(self, name, **data):
        ev = Event(name, **data)
        for fn in self._subs.get(name, ()) + self._subs.get("*", []) if isinstance(self._subs.get(name, ()), list) else self._subs.get("*", []):
            r = fn(ev)
            if asyncio.iscoroutine(r):
                t = asyncio.create_task(r, name=f"{name}:{fn.__name__}")
                self._tasks.add(t)
                t.add_done_callback(self._tasks.discard)
                t.add_done_callback(self._report)
        return ev

    def _report(self, t):
        if not t.cancelled() and (e := t.exception()):
            print(f"!! {t.get_name()} failed: {e!r}")

    async def drain(self):
        while self._tasks:
            await asyncio.wait(self._tasks)


bus = EventBus()


@bus.on("user.created")
async def welcome(ev):
    await asyncio.sleep(0.01)
    print("welcome", ev.data["name"])


@bus.on("user.created")
def audit(ev):
    print("audit", ev)


@bus.on("*")
async def everything(ev):
    await asyncio.sleep(0.005)
    print("saw", ev)
    if ev.name == "boom":
        raise ValueError("handler broke")


class StateMachine:
    transitions = {("idle", "start"): "running", ("running", "pause"): "paused", ("paused", "start"): "running", ("running", "stop"): "idle"}

    def __init__(self):
        self.state = "idle"
        self.changed = asyncio.Condition()

    async def fire(self, action):
        key = (self.state, action)
        if key not in self.transitions:
            raise RuntimeError(f"can't {action} while {self.state}")
        async with self.changed:
            self.state = self.transitions[key]
            self.changed.notify_all()

    async def wait_until(self, state, timeout=1):
        async with asyncio.timeout(timeout), self.changed:
            await self.changed.wait_for(lambda: self.state == state)
        return state


@asynccontextmanager
async def heartbeat(interval, log):
    async def beat():
        n = 0
        while True:
            await asyncio.sleep(interval)
            n += 1
            log.append(n)
    t = asyncio.create_task(beat())
    try:
        yield t
    finally:
        t.cancel()
        try:
            await t
        except asyncio.CancelledError:
            log.append("stopped")


async def main():
    bus.emit("user.created", name="ann")
    bus.emit("boom")
    print(bus.emit("nobody"))
    await bus.drain()
    sm = StateMachine()
    w = asyncio.create_task(sm.wait_until("paused"))
    for a in ("start", "pause"):
        await sm.fire(a)
        await asyncio.sleep(0)
    print(await w)
    try:
        await sm.fire("stop")
    except RuntimeError as e:
        print(e)
    try:
        await sm.wait_until("idle", 0.01)
    except TimeoutError:
        print("never idle")
    log = []
    async with heartbeat(0.01, log) as t:
        await asyncio.sleep(0.035)
    print(log, t.cancelled())


asyncio.run(main())
