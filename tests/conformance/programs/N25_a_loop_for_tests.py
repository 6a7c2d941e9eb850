import asyncio
class TestLoop(asyncio.base_events.BaseEventLoop):
    def __init__(self, gen=None):
        super().__init__()
        self._check = gen is not None
        if gen is None:
            def gen(): yield
        self._gen = gen(); next(self._gen); self._time = 0; self._clock_resolution = 1e-9; self._timers = []
        class Sel:
            def select(self, t): return []
            def close(self): pass
        self._selector = Sel()
    def time(self): return self._time
    def advance_time(self, a):
        if a: self._time += a
    def close(self):
        super().close()
        if self._check:
            try: self._gen.send(0)
            except StopIteration: pass
            else: raise AssertionError("not finished")
    def _run_once(self):
        super()._run_once()
        for w in self._timers: self.advance_time(self._gen.send(w))
        self._timers = []
    def call_at(self, when, cb, *a, context=None): self._timers.append(when); return super().call_at(when, cb, *a, context=context)
    def _process_events(self, ev): return
    def _write_to_self(self): pass
def gen():
    when = yield; print("when", when); when = yield .1; print("when", when); yield .2
loop = TestLoop(gen)
async def main():
    await asyncio.sleep(.1); print(loop.time()); await asyncio.sleep(.2); print(loop.time()); return "ok"
print(loop.run_until_complete(main())); loop.close()
l = TestLoop(); f = l.create_future(); l.call_soon(f.set_result, 3); print(l.run_until_complete(f)); l.call_soon(l.stop); l.run_forever(); l.close()
