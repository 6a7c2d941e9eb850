# An exception thrown into a generator or coroutine that has not begun: its traceback shows the line of the definition, without marks.
import asyncio
import traceback


async def waiter(x):
    """Never begins."""
    pass


def gen(a,
        b):
    yield 1


class A:
    @staticmethod
    @property
    def decorated():
        yield 2


def show(call):
    try:
        call()
    except BaseException as error:
        lines = ''.join(traceback.format_exception(error)).splitlines()
        print('\n'.join([line for line in lines if 'File "' not in line]))
        at = error.__traceback__
        while at is not None:
            print(at.tb_lineno, at.tb_frame.f_code.co_name)
            at = at.tb_next


show(lambda: gen(1, 2).throw(ValueError('one')))
show(lambda: A.__dict__['decorated'].__func__.fget().throw(ValueError('two')))
show(lambda: (x for x in range(3)).throw(ValueError('three')))
show(lambda: waiter(2).throw(ValueError('four')))


async def main():
    task = asyncio.create_task(waiter(1))
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        print(last.lineno, last.name, last.line)


asyncio.run(main())
