import asyncio


async def step(name, delay, fail=None):
    try:
        await asyncio.sleep(delay)
        if fail:
            raise fail
        print(name, "ok")
        return name
    except asyncio.CancelledError as e:
        print(name, "cancelled", e.args)
        raise
    finally:
        print(name, "cleanup")


async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            a = tg.create_task(step("a", 0.01))
            b = tg.create_task(step("b", 0.02, ValueError("b broke")))
            c = tg.create_task(step("c", 0.05))
            d = tg.create_task(step("d", 0.02, TypeError("d broke")))
    except* ValueError as eg:
        print("values:", eg.exceptions, eg)
    except* TypeError as eg:
        print("types:", eg.exceptions, repr(eg))
    for t in (a, b, c, d):
        print(t.done(), t.cancelled())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(step("x", 0.01))
            raise LookupError("body")
    except ExceptionGroup as eg:
        print(eg.message, len(eg.exceptions), eg.exceptions[0], eg.split(LookupError))
    try:
        async with asyncio.timeout(0.02):
            async with asyncio.TaskGroup() as tg:
                tg.create_task(step("slow", 1))
                tg.create_task(step("slow2", 1))
    except TimeoutError as e:
        print("timeout", repr(e), repr(e.__cause__))
    tg = asyncio.TaskGroup()
    try:
        tg.create_task(step("no", 0))
    except RuntimeError as e:
        print(e)
    async with tg:
        print(repr(tg))
        tg.create_task(step("y", 0.01))
        print(repr(tg))
    try:
        async with tg:
            pass
    except RuntimeError as e:
        print(e)
    try:
        tg.create_task(step("late", 0))
    except RuntimeError as e:
        print(e)


asyncio.run(main())
