import asyncio
import asyncio.log
async def bad(): raise ValueError("x")
async def main():
    t = asyncio.create_task(bad()); await asyncio.sleep(0); del t
    print(asyncio.base_events.logger.name, hasattr(asyncio, "logger"))
    f = asyncio.get_running_loop().create_future(); f.set_result(1)
    try: f.set_exception(None)
    except asyncio.InvalidStateError as e: print("ise", e)
asyncio.run(main())
