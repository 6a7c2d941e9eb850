import asyncio, functools, random, string
from collections import namedtuple, defaultdict
from itertools import count, cycle, islice
# event emitter, middleware, dependency waits, async property, async singletons, lazy init, semaphores per key, work stealing
class Emitter:
    def __init__(self): self.h = defaultdict(list)
    def on(self, ev):
        def deco(f): self.h[ev].append(f); return f
        return deco
    async def emit(self, ev, *a): return await asyncio.gather(*(f(*a) if asyncio.iscoroutinefunction(f) else asyncio.to_thread(f, *a) for f in self.h[ev]))
em = Emitter()
@em.on("x")
async def h1(v): await asyncio.sleep(.01); return f"async {v}"
@em.on("x")
def h2(v): return f"sync {v}"
def middleware(*ms):
    def wrap(f):
        for m in reversed(ms): f = functools.partial(m, f)
        return f
    return wrap
async def logm(nxt, req): print("before", req); r = await nxt(req); print("after", r); return r
async def auth(nxt, req): return await nxt({**req, "user": "u1"}) if req.get("token") else "401"
@middleware(logm, auth)
async def view(req): return f"hello {req['user']}"
class AsyncProp:
    def __init__(self, f): self.f = f
    def __get__(self, o, t): return self if o is None else self.f(o)
class User:
    @AsyncProp
    async def name(self): await asyncio.sleep(0); return "bob"
class AsyncInit:
    def __init__(self, v): self.v = v
    def __await__(self): return self._init().__await__()
    async def _init(self): await asyncio.sleep(.01); self.ready = True; return self
def async_cache(f):
    c = {}
    @functools.wraps(f)
    async def w(*a):
        if a not in c: c[a] = asyncio.ensure_future(f(*a))
        return await c[a]
    w.cache = c; return w
calls = 0
@async_cache
async def expensive(k): global calls; calls += 1; await asyncio.sleep(.05); return k * 2
async def main():
    print(await em.emit("x", 1)); print(await view({"token": 1}), await view({})); print(await User().name); o = await AsyncInit(3); print(o.ready, o.v)
    print(await asyncio.gather(*(expensive(i % 2) for i in range(6))), calls, len(expensive.cache))
    sems = defaultdict(lambda: asyncio.Semaphore(1)); order = []
    async def keyed(k, i):
        async with sems[k]: await asyncio.sleep(.02); order.append((k, i))
    await asyncio.gather(*(keyed("ab"[i % 2], i) for i in range(4))); print(order)
    qs = [asyncio.Queue() for _ in range(3)]; [qs[0].put_nowait(i) for i in range(6)]; done = defaultdict(int)
    async def stealer(n):
        while True:
            for q in (qs[n], *qs):
                try: q.get_nowait(); break
                except asyncio.QueueEmpty: pass
            else: return
            done[n] += 1; await asyncio.sleep(.01)
    await asyncio.gather(*map(stealer, range(3))); print(dict(done))
    async def agen():
        for c in islice(cycle(string.ascii_lowercase[:3]), 5): yield c; await asyncio.sleep(0)
    print("".join([c async for c in agen()]), [i async for i in agen() if i != "b"], {c: ord(c) async for c in agen()})
    async def amap(f, it):
        async for x in it: yield await f(x)
    async def up(c): return c.upper()
    print([x async for x in amap(up, agen())]); P = namedtuple("P", "x y"); print(P(*await asyncio.gather(asyncio.sleep(0, 1), asyncio.sleep(0, 2))))
    async with asyncio.timeout(1): print(max([x async for x in amap(up, agen())]), any([x == "a" async for x in agen()]))
    match await asyncio.gather(asyncio.sleep(0, {"k": [1, 2]})):
        case [{"k": [a, *rest]}]: print(a, rest)
asyncio.run(main())
