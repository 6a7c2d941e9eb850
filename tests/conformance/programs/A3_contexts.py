# contexts of callbacks, timers, threads, executors, runners
import asyncio
import contextvars
import threading

who = contextvars.ContextVar('who', default='nobody')
log = []


def note(label, *_):
    log.append((label, who.get()))


def note_and_set(label, value):
    note(label)
    who.set(value)


async def child(label):
    note(label)
    who.set(label)
    await asyncio.sleep(0.01)
    note(label + ' later')


async def agen():
    for i in range(2):
        who.set(f'gen {i}')
        yield who.get()
    who.set('gen over')


async def main():
    loop = asyncio.get_running_loop()
    who.set('main')
    loop.call_soon(note_and_set, 'soon', 'lost')
    loop.call_later(0.01, note, 'timer')
    own = contextvars.copy_context()
    own.run(who.set, 'own')
    loop.call_soon(note, 'soon own', context=own)
    loop.call_later(0.01, note, 'timer own', context=own)
    future = loop.create_future()
    future.add_done_callback(lambda f: note('done'))
    future.add_done_callback(lambda f: note('done own'), context=own)
    who.set('main 2')
    future.set_result(None)
    await asyncio.sleep(0.02)
    note('main')
    await asyncio.gather(child('a'), child('b'))
    note('after gather')
    await asyncio.wait_for(child('waited'), 1)
    note('after wait_for')
    await asyncio.shield(child('shielded'))
    note('after shield')
    async with asyncio.TaskGroup() as tg:
        tg.create_task(child('in group'))
        tg.create_task(child('in own'), context=own)
    log.append(own[who])
    log.append([x async for x in agen()])
    note('after generator')
    log.append(await asyncio.to_thread(lambda: (who.get(), who.set('thread'))[0]))
    log.append(await loop.run_in_executor(None, who.get))
    t = threading.Thread(target=note, args=('bare thread',))
    t.start()
    t.join()
    t = threading.Thread(target=contextvars.copy_context().run, args=(note, 'thread with context'))
    t.start()
    t.join()
    threading.Thread(target=lambda: (who.set('other'), loop.call_soon_threadsafe(note, 'from thread'))).start()
    await asyncio.sleep(0.01)

    def handler(loop, context):
        note('handler')
    loop.set_exception_handler(handler)
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)


asyncio.run(main())
note('outside')
with asyncio.Runner() as runner:
    runner.run(child('first run'))
    runner.run(child('second run'))
note('outside still')
who.set('outer')
asyncio.run(child('third run'))
note('outer')


def walk():
    who.set('in generator')
    yield who.get()
    yield who.get()


g = walk()
print(next(g), who.get(), contextvars.copy_context().run(next, g), who.get())
for entry in log:
    print(entry)
