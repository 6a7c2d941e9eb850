import asyncio
import time
import random


class Simulation:
    """A discrete event simulation of a coffee shop, with seeded randomness."""

    def __init__(self, seed, baristas=2):
        self.rng = random.Random(seed)
        self.sem = asyncio.Semaphore(baristas)
        self.served, self.left, self.waits = [], [], []

    async def customer(self, i):
        loop = asyncio.get_running_loop()
        arrived = loop.time()
        try:
            async with asyncio.timeout(0.2):
                await self.sem.acquire()
        except TimeoutError:
            self.left.append(i)
            return
        try:
            self.waits.append(loop.time() - arrived)
            await asyncio.sleep(0.02 * self.rng.randint(1, 4))
            self.served.append(i)
        finally:
            self.sem.release()

    async def run(self, n):
        async with asyncio.TaskGroup() as tg:
            for i in range(n):
                tg.create_task(self.customer(i))
                await asyncio.sleep(0.01)
        return len(self.served), len(self.left)


async def main():
    s = Simulation(1)
    print(await s.run(6), s.served, s.left)
    print([f"{w:.1f}" for w in s.waits])
    rng = random.Random(5)
    print([rng.randint(1, 6) for _ in range(8)], rng.choice(["a", "b", "c"]), rng.sample(range(20), 4), round(rng.random(), 6))
    print(rng.shuffle(x := list("abcde")), x, rng.choices("xyz", weights=[1, 2, 3], k=6), round(rng.gauss(0, 1), 6), round(rng.uniform(1, 9), 6))
    print(round(rng.expovariate(2), 6), rng.randrange(0, 100, 5), rng.getrandbits(16), round(rng.triangular(0, 1), 6), round(rng.betavariate(1, 2), 6))
    random.seed("text")
    print(random.random(), random.randint(0, 9))
    state = random.getstate()
    a = random.random()
    random.setstate(state)
    print(a == random.random())


asyncio.run(main())
