# Timeouts that nest, and which of them fires.
import asyncio


async def slow(n):
    try:
        await asyncio.sleep(n)
    except asyncio.CancelledError:
        print("slow was cancelled")
        raise
    return "slow result"


async def main():
    try:
        async with asyncio.timeout(1) as outer:
            try:
                async with asyncio.timeout(0.02) as inner:
                    await slow(5)
            except TimeoutError:
                print("inner fired", inner.expired(), outer.expired())
            print("goes on")
    except TimeoutError:
        print("never")
    try:
        async with asyncio.timeout(0.02) as outer:
            try:
                async with asyncio.timeout(1) as inner:
                    await slow(5)
            except TimeoutError:
                print("not this one")
            finally:
                print("inner", inner.expired())
    except TimeoutError as e:
        print("outer fired", outer.expired(), type(e.__cause__).__name__)
    async with asyncio.timeout(None) as never:
        print(never.when(), never.expired())
        never.reschedule(asyncio.get_running_loop().time() + 60)
        await asyncio.sleep(0)
    print(never.expired())
    try:
        async with asyncio.timeout(-1):
            await asyncio.sleep(0)
            print("not printed")
    except TimeoutError:
        print("late from the start")
    try:
        async with asyncio.timeout(1):
            raise ValueError("its own error")
    except ValueError as e:
        print(e)
    t = asyncio.timeout(1)
    try:
        t.reschedule(2)
    except RuntimeError as e:
        print(e)
    async with t:
        pass
    try:
        async with t:
            pass
    except RuntimeError as e:
        print(e)
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() + 0.02):
            await slow(5)
    except TimeoutError:
        print("timeout_at")


asyncio.run(main())
