import asyncio
class F(asyncio.Future):
    def add_done_callback(self, fn, **k):
        print('add', sorted(k)); super().add_done_callback(fn, **k)
    def result(self):
        print('result'); return super().result()
    def cancel(self, msg=None):
        print('cancel', msg); return super().cancel(msg)
    def set_result(self, r):
        print('set', r); super().set_result(r)
    def __await__(self):
        print('await'); r = yield from super().__await__(); print('awaited'); return r
class G(asyncio.Future):
    def add_done_callback(self, fn, **k):
        print('G add'); super().add_done_callback(fn, **k)
    def exception(self): print('G exception'); return super().exception()
    def cancelled(self): print('G cancelled'); return super().cancelled()
    def cancel(self, msg=None):
        print('G cancel', msg); return super().cancel(msg)
class T(asyncio.Task):
    def cancel(self, msg=None):
        print('T cancel', msg); return super().cancel(msg)
    def set_name(self, n): print('name', n); super().set_name(n)
    def add_done_callback(self, fn, **k):
        print('T add'); super().add_done_callback(fn, **k)
async def w(f): return await f
async def main():
    loop=asyncio.get_running_loop()
    f=F(); loop.call_later(.1,f.set_result,1); print(await f)
    f=F(); loop.call_later(.1,f.set_exception,KeyError(1))
    try: print(await f)
    except KeyError as e: print(repr(e))
    f=F(); t=asyncio.create_task(w(f)); t2=asyncio.create_task(w(t)); await asyncio.sleep(0); await asyncio.sleep(0); print(t2.cancel('m'))
    try: await t2
    except asyncio.CancelledError as e: print(repr(e), t.cancelled(), f.cancelled())
    g=G(); loop.call_later(.1,g.set_result,5); print(await asyncio.gather(g, w(g)))
    g=G(); h=asyncio.gather(g, asyncio.sleep(5)); await asyncio.sleep(0); h.cancel()
    try: await h
    except asyncio.CancelledError as e: print(repr(e), g.cancelled())
    g=G(); loop.call_later(.1,g.set_result,5); print(await asyncio.wait([g]))
    g=G(); 
    try: await asyncio.wait_for(g, .1)
    except TimeoutError: print('timeout', g.cancelled())
    t=T(w(asyncio.sleep(1,'x')), name='nn'); print(await asyncio.gather(t, return_exceptions=True))
    loop.set_task_factory(lambda loop, coro, **k: T(coro, loop=loop, **k))
    async with asyncio.TaskGroup() as tg:
        tg.create_task(asyncio.sleep(1)); tg.create_task(asyncio.sleep(1))
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(asyncio.sleep(1)); tg.create_task(w(5))
    except* TypeError as e: print(e.exceptions)
    print(await asyncio.shield(asyncio.sleep(1,3)))
    async for t in asyncio.as_completed([asyncio.sleep(1,3)]): print(await t)
asyncio.run(main())
