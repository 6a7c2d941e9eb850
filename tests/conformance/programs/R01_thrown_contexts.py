# What an exception thrown into a generator, or raised in a loop that runs inside a handler, has for its context.
import asyncio
from contextlib import AsyncExitStack, ExitStack, contextmanager


def chain(exc):
    names = []
    while exc is not None:
        names.append(f'{type(exc).__name__}({exc})')
        exc = exc.__context__
    return ' <- '.join(names)


def gives_way(error):
    try:
        yield
    finally:
        raise error


try:
    raise KeyError('caller')
except KeyError:
    generator = gives_way(ValueError('own'))
    next(generator)
    try:
        generator.throw(TypeError('thrown'))
    except ValueError as exc:
        print(chain(exc))


def handles():
    try:
        raise IndexError('inside')
    except IndexError:
        yield from (x for x in 'ab')


generator = handles()
next(generator)
try:
    generator.throw(OSError('sent'))
except OSError as exc:
    print(chain(exc))


@contextmanager
def raising(error):
    try:
        yield
    finally:
        raise error


def fail(error):
    raise error


try:
    with ExitStack() as stack:
        stack.enter_context(raising(ValueError(1)))
        stack.callback(fail, KeyError(2))
        stack.callback(fail, TypeError(3))
        1 / 0
except ValueError as exc:
    print(chain(exc))


async def main():
    async with AsyncExitStack() as stack:
        stack.push_async_callback(asyncio.sleep, 0)
        stack.callback(fail, KeyError('last'))
        raise RuntimeError('body')

try:
    try:
        [][1]
    except IndexError:
        asyncio.run(main())
except KeyError as exc:
    print(chain(exc))
