# Events and barriers: waiting for others to get ready.
import asyncio


async def racer(name, gate, finish, delays):
    print(name, "ready")
    await gate.wait()
    await asyncio.sleep(delays[name])
    place = await finish.wait()
    return name, place


async def main():
    gate, finish = asyncio.Event(), asyncio.Barrier(3)
    delays = {"ann": 0.03, "bob": 0.01, "cid": 0.02}
    tasks = [asyncio.create_task(racer(n, gate, finish, delays)) for n in delays]
    await asyncio.sleep(0)
    print("go", gate.is_set())
    gate.set()
    print(sorted(await asyncio.gather(*tasks), key=lambda r: r[1]))
    print(finish.n_waiting, finish.broken, finish.parties)
    gate.clear()
    try:
        await asyncio.wait_for(gate.wait(), 0.01)
    except TimeoutError:
        print("closed again")
    waiting = asyncio.create_task(finish.wait())
    await asyncio.sleep(0)
    print(finish.n_waiting)
    await finish.abort()
    try:
        await waiting
    except asyncio.BrokenBarrierError as e:
        print("broken:", e, finish.broken)
    await finish.reset()
    print(finish.broken, finish.n_waiting)
    async with asyncio.Barrier(1) as position:
        print("alone at", position)


asyncio.run(main())
