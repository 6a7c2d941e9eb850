# What the loop reports goes through the logger 'asyncio', in the format that the program chose.
import asyncio
import logging
import sys

logging.basicConfig(stream=sys.stdout, format='%(levelname)s|%(name)s|%(message)s')


async def main():
    loop = asyncio.get_running_loop()
    loop.call_exception_handler({'message': 'something odd', 'number': 3})
    future = loop.create_future()
    print(future._loop is loop)
    loop.default_exception_handler({'exception': None})


asyncio.run(main())
