# Coroutines: states, what they wait for, ways to end them.
import asyncio
import inspect


async def inner(fut):
    return await fut


async def outer(fut):
    value = await inner(fut)
    return value + 1


async def main():
    fut = asyncio.get_running_loop().create_future()
    coro = outer(fut)
    print(inspect.getcoroutinestate(coro), coro.cr_await)
    task = asyncio.create_task(coro)
    await asyncio.sleep(0)
    print(inspect.getcoroutinestate(coro), coro.cr_await.__name__, coro.cr_running, coro.cr_suspended)
    print(sorted(coro.cr_frame.f_locals), coro.cr_code.co_name)
    fut.set_result(41)
    print(await task, inspect.getcoroutinestate(coro), coro.cr_frame)

    never = outer(None)
    never.close()
    print(inspect.getcoroutinestate(never))
    try:
        await never
    except RuntimeError as e:
        print(e)
    thrown = outer(None)
    try:
        thrown.throw(ValueError("before it began"))
    except ValueError as e:
        print(repr(e), inspect.getcoroutinestate(thrown))
    print(outer.__code__.co_flags & inspect.CO_COROUTINE, inspect.iscoroutinefunction(outer))
    try:
        iter(outer(None))
    except TypeError as e:
        print(e)

import warnings
warnings.simplefilter("ignore")
asyncio.run(main())
