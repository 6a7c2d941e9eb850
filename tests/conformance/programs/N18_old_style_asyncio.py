import sys, asyncio
if sys.platform == "win32": asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
try:
    import uvloop
    uvloop.install()
except ImportError as e: print("no uvloop:", e)
try: import nest_asyncio
except ModuleNotFoundError as e: print(e, e.name)
print(hasattr(asyncio, "coroutine"), hasattr(asyncio, "async_"), hasattr(asyncio, "get_running_loop"), hasattr(asyncio, "WindowsSelectorEventLoopPolicy"))
try:
    @asyncio.coroutine
    def old(): yield from asyncio.sleep(1)
except AttributeError as e: print(e)
try:
    from asyncio import coroutine
except ImportError as e: print(type(e).__name__, str(e).split(" (")[0])
loop = asyncio.get_event_loop_policy().new_event_loop(); asyncio.set_event_loop(loop)
async def main(): print(asyncio.get_event_loop() is loop); return 1
print(loop.run_until_complete(main())); loop.close()
for kw in ("loop",):
    try: asyncio.Queue(**{kw: 1})
    except TypeError as e: print(e)
    try: asyncio.Lock(loop=1)
    except TypeError as e: print(e)
    try: asyncio.run(asyncio.sleep(1, loop=1))
    except TypeError as e: print(e)
try: asyncio.run(main)
except ValueError as e: print(str(e)[:24])
try: asyncio.run(5)
except ValueError as e: print(e)
async def nested():
    c = main()
    try: asyncio.run(c)
    except RuntimeError as e: print(e); c.close()
    c = main()
    try: asyncio.get_running_loop().run_until_complete(c)
    except RuntimeError as e: print(e); c.close()
asyncio.run(nested())
try: asyncio.wait([])
except Exception as e: print("?", e)
async def w():
    try: await asyncio.wait([])
    except ValueError as e: print(e)
    try: await asyncio.wait([main()])
    except TypeError as e: print(e)
    try: await asyncio.wait(main())
    except TypeError as e: print(e)
    try: await asyncio.sleep("1")
    except TypeError as e: print(e)
    try: asyncio.create_task(5)
    except TypeError as e: print(e)
    try: asyncio.create_task(main)
    except TypeError as e: print(str(e)[:40])
    try: await asyncio.gather(1)
    except TypeError as e: print(e)
    print(await asyncio.gather())
    try: await asyncio.wait_for(1, 1)
    except TypeError as e: print(e)
    try: asyncio.Semaphore(-1)
    except ValueError as e: print(e)
    try:
        with asyncio.Lock(): pass
    except TypeError as e: print(e)
    try: asyncio.Lock().release()
    except RuntimeError as e: print(e)
asyncio.run(w(), debug=False)
