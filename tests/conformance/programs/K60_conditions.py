# Conditions: a bounded buffer with threads, a ticket counter with tasks.
import asyncio
import threading


class Buffer:
    def __init__(self, size):
        self.items, self.size = [], size
        self.not_full = threading.Condition()
        self.not_empty = threading.Condition(self.not_full._lock if hasattr(self.not_full, "_lock") else None)

    def put(self, item):
        with self.not_full:
            while len(self.items) == self.size:
                self.not_full.wait()
            self.items.append(item)
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            self.not_empty.wait_for(lambda: self.items)
            item = self.items.pop(0)
            self.not_full.notify()
            return item


buffer = Buffer(2)
got = []
taker = threading.Thread(target=lambda: got.extend(buffer.get() for _ in range(6)))
taker.start()
for i in range(6):
    buffer.put(i)
taker.join()
print(got)
cond = threading.Condition()
with cond:
    print(cond.wait(0.01), cond.wait_for(lambda: False, timeout=0.01), cond.wait_for(lambda: "value"))
for call in (cond.wait, cond.notify, cond.notify_all):
    try:
        call()
    except RuntimeError as e:
        print(e)


class Tickets:
    def __init__(self):
        self.serving, self.cond, self.log = 0, asyncio.Condition(), []

    async def customer(self, number):
        async with self.cond:
            await self.cond.wait_for(lambda: self.serving == number)
            self.log.append(number)

    async def clerk(self, upto):
        for n in range(upto):
            async with self.cond:
                self.serving = n
                self.cond.notify_all()
            await asyncio.sleep(0.01)


async def main():
    tickets = Tickets()
    await asyncio.gather(*(tickets.customer(n) for n in (2, 0, 3, 1)), tickets.clerk(4))
    print(tickets.log)
    cond = asyncio.Condition()
    async with cond:
        try:
            await asyncio.wait_for(cond.wait(), 0.01)
        except TimeoutError:
            print("nobody notified", cond.locked())
    try:
        cond.notify_all()
    except RuntimeError as e:
        print(e)


asyncio.run(main())
