# The class of an OSError follows its number.
import asyncio

for number in (1, 2, 3, 4, 10, 11, 13, 17, 20, 21, 32, 103, 104, 110, 111, 5):
    error = OSError(number, "text")
    print(number, type(error).__name__, error, error.args)
named = OSError(2, "No such file", "notes.txt")
print(repr(named), named, named.filename, named.args, named.strerror)
print(type(OSError(2)).__name__, type(ConnectionError(111, "x")).__name__, OSError("just text").errno)


class Disk(OSError):
    pass


print(repr(Disk(2, "x")))


async def connect(port):
    await asyncio.sleep(0)
    raise OSError(111, f"Connect call failed ('127.0.0.1', {port})")


async def main():
    for port in (80, 81):
        try:
            await connect(port)
        except ConnectionRefusedError as e:
            print("refused:", e)


asyncio.run(main())
