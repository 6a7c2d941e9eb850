import asyncio


async def fetch(i):
    await asyncio.sleep(0.01 * i)
    if i == 2:
        raise ConnectionResetError(104, "Connection reset by peer")
    return i


async def main():
    tasks = [asyncio.create_task(fetch(i)) for i in range(4)]
    for t in tasks:
        print(await t)


try:
    asyncio.run(main())
except OSError as e:
    print("main:", e, e.errno)
import threading


def target():
    d = {}
    return d["missing"]


t = threading.Thread(target=target, name="T")
t.start()
t.join()


class A:
    def __del__(self):
        print("deleted", self.n)

    def __init__(self, n):
        self.n = n


def scope():
    a = A(1)
    b = A(2)
    print("leaving")


scope()
x = A(3)
x = A(4)
del x
print("before exit")
y = A(5)
raise SystemExit("exit message")
