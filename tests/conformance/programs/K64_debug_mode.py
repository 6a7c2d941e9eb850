# Debug mode: a callback that blocks the loop is reported.
import asyncio
import logging
import sys
import time

logging.basicConfig(stream=sys.stdout, level=logging.WARNING, format="%(levelname)s %(name)s")


class Short(logging.Filter):
    def filter(self, record):
        text = record.getMessage()
        print("report:", text.split()[0], "Handle" in text, "Task" in text)
        return True


logging.getLogger("asyncio").addFilter(Short())


async def blocks():
    time.sleep(0.15)
    await asyncio.sleep(0)


async def polite():
    await asyncio.sleep(0.15)


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), loop.slow_callback_duration)
    await polite()
    await blocks()
    loop.call_soon(time.sleep, 0.15)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    loop.slow_callback_duration = 1
    await blocks()
    loop.set_debug(False)
    print("end", loop.get_debug())


asyncio.run(main(), debug=True)
