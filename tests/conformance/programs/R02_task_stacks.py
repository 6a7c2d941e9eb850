# Where a task stands: get_stack and print_stack, and the states of coroutines.
import asyncio
import inspect
import sys


async def inner():
    await asyncio.sleep(1)


async def outer():
    await inner()


async def broken():
    raise ValueError('no')


async def main():
    task = asyncio.create_task(outer(), name='T')
    print(inspect.getcoroutinestate(task.get_coro()))
    await asyncio.sleep(0)
    print([(f.f_code.co_name, f.f_lineno) for f in task.get_stack()], inspect.getcoroutinestate(task.get_coro()))
    print(task.get_coro().cr_await.cr_code.co_name, task.get_stack(limit=0))
    bad = asyncio.create_task(broken(), name='B')
    await asyncio.sleep(0)
    print([(f.f_code.co_name, f.f_lineno) for f in bad.get_stack()])
    bad.print_stack(file=sys.stdout) if False else None
    try:
        await bad
    except ValueError as exc:
        print(exc)
    await task
    print(task.get_stack(), inspect.getcoroutinestate(task.get_coro()))


asyncio.run(main())


def caller():
    return callee()


def callee():
    frame = sys._getframe(1)
    return frame.f_code.co_name, frame.f_back.f_code.co_name, [info.function for info in inspect.stack()]


print(caller())
