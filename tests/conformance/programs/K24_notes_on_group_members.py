import asyncio


async def worker(n):
    await asyncio.sleep(0.01)
    raise ValueError(f"worker {n} failed")


async def middle(n):
    try:
        await worker(n)
    except ValueError as e:
        e.add_note(f"while handling job {n}")
        raise


async def main():
    async with asyncio.TaskGroup() as tg:
        for i in range(3):
            tg.create_task(middle(i))


asyncio.run(main())
