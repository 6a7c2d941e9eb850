import asyncio, heapq
# a loop whose time is faked: sleeps take no time
class FakeSelector:
    def __init__(self, loop): self.loop = loop
    def select(self, timeout):
        if timeout: self.loop._now += timeout
        return []
    def close(self): pass
    def register(self, *a): pass
    def unregister(self, *a): pass
    def get_key(self, fd): raise KeyError(fd)
    def get_map(self): return {}
    def modify(self, *a): pass
class FakeClockLoop(asyncio.SelectorEventLoop):
    def __init__(self): self._now = 0.0; super().__init__(FakeSelector(self))
    def time(self): return self._now
async def main():
    loop = asyncio.get_running_loop(); print(loop.time()); await asyncio.sleep(3600); print(loop.time()); await asyncio.gather(asyncio.sleep(10), asyncio.sleep(20)); print(loop.time())
    try: await asyncio.wait_for(asyncio.Event().wait(), 100)
    except TimeoutError: print(loop.time())
    loop.call_at(4000, print, "at 4000"); await asyncio.sleep(1000); print(loop.time())
with asyncio.Runner(loop_factory=FakeClockLoop) as r: r.run(main())
