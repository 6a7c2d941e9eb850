import asyncio


class Cancelled(Exception): pass


async def careful():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        raise Cancelled("converted") from e


async def uncancelling():
    task = asyncio.current_task()
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelling", task.cancelling(), "->", task.uncancel())
    await asyncio.sleep(0.01)
    return "survived"


async def shielded_work(log):
    await asyncio.sleep(0.03)
    log.append("work finished")
    return 42


async def main():
    t = asyncio.create_task(careful())
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except Cancelled as e:
        print("got", e, repr(e.__cause__), t.cancelled(), t.done())
    t = asyncio.create_task(uncancelling())
    await asyncio.sleep(0)
    t.cancel()
    print(await t, t.cancelled())
    log = []
    inner = asyncio.create_task(shielded_work(log))
    outer = asyncio.create_task(asyncio.wait_for(asyncio.shield(inner), 1))
    await asyncio.sleep(0.01)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("outer cancelled, inner:", inner.done())
    print(await inner, log)
    t = asyncio.create_task(asyncio.sleep(0))
    await t
    print(t.cancel(), t.cancelled())
    t = asyncio.create_task(asyncio.sleep(1))
    print(t.cancel(), t.cancel(), t.cancelling())
    try:
        await t
    except asyncio.CancelledError:
        print("never started", t.cancelled())

    async def parent():
        child = asyncio.create_task(asyncio.sleep(10))
        try:
            await child
        except asyncio.CancelledError:
            print("child cancelled too:", child.cancelled())
            raise
    t = asyncio.create_task(parent())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(asyncio.sleep(10))
            t2 = tg.create_task(asyncio.sleep(10))
            await asyncio.sleep(0)
            t2.cancel()
            print("a cancelled member does not end the group")
            raise Cancelled("body")
    except* Cancelled as eg:
        print(eg.exceptions, t2.cancelled())

    async def group_in_task():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(asyncio.sleep(10))
    t = asyncio.create_task(group_in_task())
    await asyncio.sleep(0.01)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True), t.cancelled())
    loop = asyncio.get_running_loop()
    me = asyncio.current_task()
    loop.call_soon(me.cancel, "from a callback")
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as e:
        print("me:", e.args, me.cancelling(), me.uncancel())
    return "end"


print(asyncio.run(main()))


async def cancelled_main():
    asyncio.current_task().cancel()
    await asyncio.sleep(1)

try:
    asyncio.run(cancelled_main())
except asyncio.CancelledError as e:
    print("run raised", repr(e))
