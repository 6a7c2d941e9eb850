import asyncio


class Account:
    def __init__(self): self.balance = 0

    async def deposit(self, n):
        b = self.balance
        await asyncio.sleep(0)
        self.balance = b + n


async def race():
    a = Account()
    await asyncio.gather(*(a.deposit(1) for _ in range(100)))
    return a.balance


async def deadlock_free():
    a, b = asyncio.Lock(), asyncio.Lock()
    log = []

    async def worker(name, first, second):
        async with first:
            await asyncio.sleep(0.01)
            try:
                async with asyncio.timeout(0.05):
                    async with second:
                        log.append(f"{name} got both")
            except TimeoutError:
                log.append(f"{name} backed off")

    await asyncio.gather(worker("x", a, b), worker("y", b, a))
    return sorted(log)


async def starvation():
    order = []

    async def busy(n):
        for i in range(3):
            order.append(f"{n}{i}")
            await asyncio.sleep(0)

    await asyncio.gather(busy("a"), busy("b"))
    return order


async def hog():
    order = []

    async def greedy():
        for i in range(3):
            order.append(i)

    async def kind():
        order.append("kind")

    await asyncio.gather(greedy(), kind())
    return order


async def main():
    for f in (race, deadlock_free, starvation, hog):
        print(f.__name__, await f())
    lock = asyncio.Lock()
    order = []

    async def fair(n):
        async with lock:
            order.append(n)
            await asyncio.sleep(0)
    await asyncio.gather(*(fair(n) for n in range(5)))
    print(order)


asyncio.run(main())
