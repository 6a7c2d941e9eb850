import asyncio
class L(asyncio.SelectorEventLoop):
    n = 0
    def _run_once(self): self.n += 1; super()._run_once()
    def call_soon(self, cb, *args, context=None):
        log.append(getattr(cb, "__qualname__", type(cb).__name__)); return super().call_soon(cb, *args, context=context)
log = []
async def child(i): await asyncio.sleep(.01 * i); return i
async def main():
    print(await asyncio.gather(*map(child, range(3))))
    async with asyncio.TaskGroup() as tg: t = tg.create_task(child(5))
    print(t.result())
    try: await asyncio.wait_for(asyncio.sleep(1), .05)
    except TimeoutError: print("timeout")
    t = asyncio.create_task(child(9)); await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.CancelledError: print("cancelled", t.cancelled())
    q = asyncio.Queue(1)
    async def prod():
        for i in range(3): await q.put(i)
    p = asyncio.create_task(prod()); print([await q.get() for _ in range(3)]); await p
    loop.call_soon(lambda: 1 / 0) if 0 else None
    print(await asyncio.to_thread(lambda: "thread"), asyncio.current_task().get_name(), len(asyncio.all_tasks()))
    async with asyncio.Lock(): print("locked")
    async def bad(): raise ValueError("bad")
    try: await asyncio.create_task(bad())
    except ValueError as e: print(e)
    print(await asyncio.shield(child(1)), [await c for c in asyncio.as_completed([child(2), child(1)])])
loop = L(); asyncio.set_event_loop(loop); loop.run_until_complete(main()); loop.run_until_complete(loop.shutdown_default_executor()); loop.close()
print(loop.n, len(log)); print(log[:12])
