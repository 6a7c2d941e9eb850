import asyncio, contextvars
req = contextvars.ContextVar("req", default="-")
user = contextvars.ContextVar("user")
async def inner(): await asyncio.sleep(.01); return req.get()
async def handle(i):
    tok = req.set(f"req-{i}")
    try:
        a = await inner(); t = asyncio.create_task(inner()); req.set("changed"); return a, await t, await asyncio.to_thread(req.get), req.get()
    finally: req.reset(tok); print(i, req.get())
async def main():
    print(await asyncio.gather(*map(handle, range(3))), req.get())
    ctx = contextvars.copy_context(); ctx.run(req.set, "ctx"); print(ctx[req], req.get(), req in ctx, len(ctx) >= 1)
    t = asyncio.create_task(inner(), context=ctx); print(await t)
    loop = asyncio.get_running_loop(); loop.call_soon(lambda: print("cb", req.get()), context=ctx) if 0 else loop.call_soon(print, "cb2", context=ctx); await asyncio.sleep(0)
    try: user.get()
    except LookupError as e: print(type(e).__name__)
    print(user.get("anon"), req.name, user)  if 0 else print(user.get("anon"), req.name)
    async def setter(): user.set("bob")
    await setter(); print(user.get()); 
    async def setter2(): user.set("eve")
    await asyncio.create_task(setter2()); print(user.get())
    async with asyncio.TaskGroup() as tg: tg.create_task(setter2(), context=contextvars.copy_context())
    print(user.get()); tok = user.set("x"); print(tok.old_value, tok.var is user); user.reset(tok)
    try: user.reset(tok)
    except RuntimeError as e: print(str(e)[:10])
    async def gen():
        user.set("gen"); yield user.get(); yield user.get()
    async for v in gen(): print(v, user.get()); user.set("loop")
asyncio.run(main())
