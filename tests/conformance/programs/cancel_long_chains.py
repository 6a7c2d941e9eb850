# Cancelling goes from a task to what it waits for. A chain that is too long, or a circle, is a RecursionError.
import asyncio


async def waits(for_what):
    return await for_what


async def chain(length):
    base = asyncio.get_running_loop().create_future()
    last = base
    for _ in range(length):
        last = asyncio.create_task(waits(last))
    await asyncio.sleep(0.01)
    try:
        print(length, last.cancel())
    except RecursionError as error:
        print(length, type(error).__name__, last.cancelling())
        base.set_result('reached')
    try:
        print(await last)
    except asyncio.CancelledError:
        print('cancelled', base.cancelled())


async def circle():
    async def child():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            print('child goes on')
        await asyncio.wait({parent, gate}, return_when=asyncio.FIRST_COMPLETED)

    async def waits_for_child():
        await asyncio.gather(asyncio.create_task(child()))

    gate = asyncio.get_running_loop().create_future()
    parent = asyncio.create_task(waits_for_child())
    await asyncio.sleep(0.01)
    parent.cancel()
    await asyncio.sleep(0.01)
    gate.set_result(None)
    print(await asyncio.gather(parent, return_exceptions=True))


async def wide():
    many = asyncio.gather(*[asyncio.gather(asyncio.sleep(1)) for _ in range(1500)])
    await asyncio.sleep(0.01)
    print(many.cancel())
    try:
        await many
    except asyncio.CancelledError:
        print('all cancelled')


asyncio.run(wide())
asyncio.run(chain(500))
asyncio.run(chain(2000))
asyncio.run(chain(12_000))
asyncio.run(circle())
