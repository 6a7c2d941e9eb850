# Unretrieved exceptions, exception handlers, and what gather keeps quiet.
import asyncio


def handler(loop, context):
    print("handler:", context["message"].split(" at ")[0], repr(context.get("exception")), sorted(set(context) - {"source_traceback"}))


async def fail(n):
    await asyncio.sleep(0)
    raise ValueError(n)


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    loop.set_exception_handler(handler)
    task = asyncio.create_task(fail(1))
    await asyncio.sleep(0.01)
    del task
    await asyncio.sleep(0.01)
    kept = asyncio.create_task(fail(2))
    await asyncio.wait([kept])
    print(repr(kept.exception()))
    del kept
    loop.call_soon(lambda: [][1])
    await asyncio.sleep(0.01)
    future = loop.create_future()
    future.add_done_callback(lambda f: 1 / 0)
    future.set_result(None)
    await asyncio.sleep(0.01)
    results = await asyncio.gather(fail(3), fail(4), return_exceptions=True)
    print(results)
    try:
        await asyncio.gather(fail(5), fail(6))
    except ValueError as e:
        print("only the first:", e)
    await asyncio.sleep(0.01)
    loop.call_exception_handler({"message": "by hand", "extra": 1})
    loop.set_exception_handler(None)
    print(loop.get_exception_handler())
    for bad in (5, "text"):
        try:
            loop.set_exception_handler(bad)
        except TypeError as e:
            print(e)


asyncio.run(main())
