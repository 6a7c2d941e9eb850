# A task's stack, and frames of those that run.
import asyncio
import inspect
import io
import sys


async def deep(event):
    await event.wait()


async def outer(event):
    await deep(event)


async def fails():
    raise ValueError("on purpose")


def caller_name():
    return sys._getframe(1).f_code.co_name


def here():
    x = 1
    return caller_name(), inspect.currentframe().f_lineno, sorted(inspect.currentframe().f_locals)


async def main():
    event = asyncio.Event()
    task = asyncio.create_task(outer(event))
    await asyncio.sleep(0)
    stack = task.get_stack()
    print([(f.f_code.co_name, f.f_lineno) for f in stack])
    event.set()
    await task
    print(task.get_stack())
    bad = asyncio.create_task(fails())
    await asyncio.wait([bad])
    print([f.f_code.co_name for f in bad.get_stack()])
    out = io.StringIO()
    bad.print_stack(file=out)
    print(out.getvalue().splitlines()[-1])
    print(here(), inspect.stack()[0].function)


asyncio.run(main())
