import asyncio
import logging
import time

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", datefmt="", style="%")
logger = logging.getLogger(__name__)


class Room:
    def __init__(self, name: str) -> None:
        self.name = name
        self.members: dict[str, asyncio.Queue[str]] = {}
        self.history: list[tuple[str, str]] = []

    def join(self, user: str) -> "asyncio.Queue[str]":
        q: asyncio.Queue[str] = asyncio.Queue(maxsize=5)
        self.members[user] = q
        self.broadcast("*", f"{user} joined {self.name}")
        return q

    def leave(self, user: str) -> None:
        self.members.pop(user, None)
        self.broadcast("*", f"{user} left")

    def broadcast(self, sender: str, text: str) -> None:
        self.history.append((sender, text))
        for user, q in self.members.items():
            if user == sender:
                continue
            try:
                q.put_nowait(f"{sender}> {text}")
            except asyncio.QueueFull:
                print(f"!! {user} is too slow, dropping {text!r}")


async def reader(user: str, q: asyncio.Queue, delay: float) -> int:
    seen = 0
    try:
        while (msg := await q.get()) is not None:
            seen += 1
            print(f"{user:<6}| {msg}")
            await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print(f"{user:<6}| (disconnected after {seen} messages, {q.qsize()} unread)")
        raise
    return seen


async def chat() -> None:
    room = Room("lobby")
    tasks = {}
    for user, delay in {"ann": 0.001, "bob": 0.001, "slow": 0.5}.items():
        tasks[user] = asyncio.create_task(reader(user, room.join(user), delay), name=f"reader:{user}")
    await asyncio.sleep(0.01)
    for i in range(7):
        sender = ["ann", "bob"][i % 2]
        room.broadcast(sender, f"message #{i}")
        await asyncio.sleep(0.005)
    room.leave("bob")
    tasks["bob"].cancel("left the room")
    done, pending = await asyncio.wait(tasks.values(), timeout=0.02)
    for t in done:
        print(t.get_name(), t.cancelled())
    print(len(pending), sorted(t.get_name() for t in pending))
    room.members["ann"].put_nowait(None)
    print("ann saw", await tasks["ann"])
    tasks["slow"].cancel()
    results = await asyncio.gather(*tasks.values(), return_exceptions=True)
    print([type(r).__name__ if isinstance(r, BaseException) else r for r in results])
    print(repr(results[1]))
    for i, (s, t) in enumerate(room.history, start=1):
        print(f"{i:>3}. {s:^5} {t:.20s}")


asyncio.run(chat())
