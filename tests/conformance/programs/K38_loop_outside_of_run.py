# A loop that is driven by hand, outside of asyncio.run.
import asyncio


async def tick(name, times):
    for i in range(times):
        await asyncio.sleep(0.01)
        print(name, i)
    return name


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(loop.run_until_complete(asyncio.gather(tick("a", 2), tick("b", 1))))
future = asyncio.ensure_future(tick("c", 1))
print(loop.run_until_complete(future))
later = []
loop.call_later(0.02, later.append, "second")
loop.call_later(0.01, later.append, "first")
loop.call_at(loop.time() + 0.03, loop.stop)
loop.call_soon(later.append, "soon")
loop.run_forever()
print(later)
try:
    loop.run_until_complete(asyncio.wait_for(tick("slow", 100), 0.015))
except TimeoutError:
    print("too slow")
task = loop.create_task(tick("left", 5))
loop.call_later(0.025, loop.stop)
loop.run_forever()
print(task.done(), asyncio.all_tasks(loop) == {task})
task.cancel()
try:
    loop.run_until_complete(task)
except asyncio.CancelledError:
    print("cancelled")
loop.run_until_complete(loop.shutdown_asyncgens())
loop.run_until_complete(loop.shutdown_default_executor())
loop.close()
print(loop.is_closed())
for attempt in (loop.run_forever, lambda: loop.call_soon(print), asyncio.get_running_loop):
    try:
        attempt()
    except RuntimeError as e:
        print(e)
