# The first step of an eager task runs inside create_task: what ends there never meets the loop.
import asyncio


async def quick(name):
    print('quick', name, asyncio.current_task().get_name())
    return name.upper()


async def slow(name):
    print('slow begins', name)
    await asyncio.sleep(0.01)
    print('slow ends', name)
    return name


async def fails():
    raise ValueError('at once')


async def main():
    loop = asyncio.get_running_loop()
    me = asyncio.current_task()
    before = asyncio.create_task(quick('plain'))
    print('not yet', before.done())
    loop.set_task_factory(asyncio.eager_task_factory)
    first = asyncio.create_task(quick('a'))
    print(first.done(), first.result(), first.get_coro())
    second = asyncio.create_task(slow('b'))
    print(second.done(), asyncio.current_task() is me, second in asyncio.all_tasks())
    third = asyncio.create_task(fails())
    print(third.done(), repr(third.exception()))
    print(await asyncio.gather(quick('c'), slow('d'), second))
    async with asyncio.TaskGroup() as group:
        one = group.create_task(quick('e'))
        two = group.create_task(slow('f'))
        print(one.done(), two.done())
    loop.set_task_factory(None)
    last = asyncio.create_task(quick('late'))
    print(last.done(), await last, await before)


asyncio.run(main())
