import asyncio


async def never():
    print("not printed")


async def boom():
    await asyncio.sleep(0)
    raise ZeroDivisionError("in the background")


async def main():
    never()
    t = asyncio.create_task(boom(), name="bg")
    await asyncio.sleep(0.01)
    print(t.done())
    del t
    await asyncio.sleep(0.01)
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    f.set_exception(KeyError("lost"))
    del f
    await asyncio.sleep(0)

    def handler(loop, context):
        print("handler:", context["message"].split(" at ")[0], repr(context.get("exception")), sorted(context))
    loop.set_exception_handler(handler)
    t = asyncio.create_task(boom())
    await asyncio.sleep(0.01)
    t = None
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0.01)
    loop.call_exception_handler({"message": "custom", "x": 1})
    asyncio.create_task(asyncio.sleep(100), name="forever")
    print("end")


asyncio.run(main())
