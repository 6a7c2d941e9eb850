# Futures from below: uninitialised ones, messages of a cancellation, who is told, what was not asked for.
import asyncio
import _thread


class Lazy(asyncio.Future):
    def __init__(self):
        pass


async def main():
    for name, args in (('get_loop', ()), ('set_result', (1,)), ('cancel', ()), ('result', ())):
        try:
            getattr(Lazy(), name)(*args)
        except Exception as exc:
            print(name, repr(exc))
    task = asyncio.create_task(asyncio.sleep(5))
    await asyncio.sleep(0)
    task.cancel('enough')
    print(task._cancel_message)
    try:
        await task
    except asyncio.CancelledError as exc:
        print(repr(exc))
    future = asyncio.get_running_loop().create_future()
    print(future._callbacks, future._log_traceback)
    future.add_done_callback(lambda f: print('told', f.exception()))
    print(len(future._callbacks))
    future.set_exception(ValueError('late'))
    print(future._log_traceback)
    await asyncio.sleep(0)
    print(future._log_traceback)
    try:
        future._log_traceback = True
    except ValueError as exc:
        print(exc)
    print(vars(asyncio)['sleep'] is asyncio.sleep)


asyncio.run(main())
try:
    _thread.interrupt_main()
    for _ in range(1000):
        pass
except KeyboardInterrupt:
    print('interrupted')
