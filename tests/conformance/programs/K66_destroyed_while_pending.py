# Tasks left behind by a loop that is driven by hand are told of at the end.
import asyncio


def handler(loop, context):
    print(context["message"], context["task"].get_name(), context["task"].done())


async def forever():
    await asyncio.sleep(1000)


async def main():
    print("main")


loop = asyncio.new_event_loop()
loop.set_exception_handler(handler)
task = loop.create_task(forever(), name="left")
loop.run_until_complete(main())
loop.close()
print("end")
