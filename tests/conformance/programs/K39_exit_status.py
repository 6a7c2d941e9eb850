# The exit status that an exception class of one's own carries.
import asyncio


class GracefulExit(SystemExit):
    code = 4


plain = SystemExit("a", 2)
print(plain.code, plain.args, SystemExit().code, SystemExit(None).code, SystemExit(3).code)
error = SystemExit(1)
error.code = 9
print(error.code, error.args)


async def main():
    asyncio.get_running_loop().call_later(0.01, stop)
    try:
        await asyncio.sleep(10)
    finally:
        print("cleanup")


def stop():
    raise GracefulExit()


try:
    asyncio.run(main())
except SystemExit as e:
    print(type(e).__name__, e.code)
raise SystemExit("over")
