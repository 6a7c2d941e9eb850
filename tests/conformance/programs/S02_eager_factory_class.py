# A factory made of a class of one's own; contexts and cancellation of tasks that start eagerly.
import asyncio
import contextvars

var = contextvars.ContextVar('var', default='unset')


class Counted(asyncio.Task):
    made = 0

    def __init__(self, *args, **kwargs):
        Counted.made += 1
        super().__init__(*args, **kwargs)


async def sets():
    var.set('inside')
    await asyncio.sleep(0)
    return var.get()


async def cancels_itself():
    asyncio.current_task().cancel()
    await asyncio.sleep(0)


async def bad():
    class Odd:
        def __await__(self):
            yield 1
    await Odd()


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.create_eager_task_factory(Counted))
    task = asyncio.create_task(sets())
    print(type(task).__name__, task.done(), var.get())
    print(await task, var.get())
    task = asyncio.create_task(cancels_itself())
    print(task.done(), task.cancelling())
    try:
        await task
    except asyncio.CancelledError:
        print('cancelled', task.cancelled())
    try:
        await asyncio.create_task(bad())
    except RuntimeError as error:
        print(error)
    print(Counted.made)
    outside = asyncio.Task(sets(), loop=asyncio.get_running_loop(), name='lazy')
    print(outside.done(), await outside)


asyncio.run(main())
