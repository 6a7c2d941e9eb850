# types.coroutine: a generator that may be awaited.
import asyncio
import inspect
import types


@types.coroutine
def pause(seconds):
    result = yield from asyncio.sleep(seconds, "slept")
    return result


@types.coroutine
def switch(value):
    got = yield value
    return got


async def talk():
    first = await switch("one")
    second = await switch(first + "!")
    return first, second


c = talk()
print(c.send(None), c.send("two"))
try:
    c.send("three")
except StopIteration as stop:
    print(stop.value)
print(asyncio.run(asyncio.wait_for(talk_and_pause := pause, 1)) if False else list(switch(5)))


async def main():
    print(await pause(0.01))
    print(inspect.isawaitable(switch(1)), inspect.iscoroutine(switch(1)), asyncio.iscoroutine(switch(1)))
    try:
        await (x for x in "ab")
    except TypeError as e:
        print(e)


asyncio.run(main())
print(switch.__code__.co_flags & inspect.CO_ITERABLE_COROUTINE, switch.__name__)
try:
    types.coroutine(3)
except TypeError as e:
    print(e)
