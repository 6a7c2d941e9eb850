# A cache for coroutines: concurrent callers share one computation.
import asyncio
import functools


def cached(fn):
    pending = {}
    stats = {"calls": 0, "shared": 0}

    @functools.wraps(fn)
    async def wrapper(*args):
        if args in pending:
            stats["shared"] += 1
            return await asyncio.shield(pending[args])
        stats["calls"] += 1
        task = pending[args] = asyncio.ensure_future(fn(*args))
        try:
            return await asyncio.shield(task)
        except Exception:
            pending.pop(args, None)
            raise
    wrapper.stats = stats
    wrapper.clear = pending.clear
    return wrapper


@cached
async def lookup(name: str) -> int:
    """Length of a name, slowly."""
    await asyncio.sleep(0.02)
    if name == "bad":
        raise LookupError(name)
    return len(name)


async def main():
    print(await asyncio.gather(*(lookup(n) for n in ("ann", "bob", "ann", "ann"))), lookup.stats)
    print(await lookup("bob"), lookup.stats, lookup.__name__, lookup.__doc__)
    for _ in range(2):
        try:
            await lookup("bad")
        except LookupError as e:
            print("failed", e, lookup.stats["calls"])
    lookup.clear()
    waiter = asyncio.create_task(lookup("long name"))
    other = asyncio.create_task(lookup("long name"))
    await asyncio.sleep(0)
    waiter.cancel()
    try:
        await waiter
    except asyncio.CancelledError:
        print("one caller left")
    print(await other, lookup.stats)


asyncio.run(main())
