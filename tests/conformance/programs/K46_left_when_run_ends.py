# Left running when asyncio.run ends: tasks are cancelled, async generators closed.
import asyncio


async def forever(name):
    try:
        while True:
            await asyncio.sleep(60)
    except asyncio.CancelledError:
        print(name, "cancelled at shutdown")
        raise
    finally:
        print(name, "finally")


async def ticker():
    try:
        n = 0
        while True:
            yield n
            n += 1
    finally:
        print("ticker closed")


async def main():
    keep = [asyncio.create_task(forever("a"))]
    gen = ticker()
    print(await anext(gen), await anext(gen))
    await asyncio.sleep(0)
    print("main ends", len(asyncio.all_tasks()), len(keep))
    return gen


gen = asyncio.run(main())
print(type(gen).__name__, "after run")
