# An async supervisor that restarts crashed workers, with back-off.
import asyncio
import enum
from dataclasses import dataclass, field


class State(enum.Enum):
    STARTING = "starting"
    RUNNING = "running"
    CRASHED = "crashed"
    STOPPED = "stopped"


@dataclass
class Worker:
    name: str
    failures: int
    state: State = State.STARTING
    history: list[State] = field(default_factory=list, repr=False)

    def to(self, state):
        self.state = state
        self.history.append(state)

    async def run(self):
        self.to(State.RUNNING)
        await asyncio.sleep(0.01)
        if self.failures > 0:
            self.failures -= 1
            raise RuntimeError(f"{self.name} crashed")
        try:
            await asyncio.sleep(60)
        finally:
            self.to(State.STOPPED)


class Supervisor:
    def __init__(self, *workers, limit=3, delay=0.005):
        self.workers, self.limit, self.delay, self.events = workers, limit, delay, []

    async def keep(self, worker):
        for attempt in range(self.limit):
            try:
                return await worker.run()
            except RuntimeError as e:
                worker.to(State.CRASHED)
                self.events.append(f"{e} (attempt {attempt + 1})")
                await asyncio.sleep(self.delay * 2 ** attempt)
        raise LookupError(f"{worker.name} given up")

    async def run(self, seconds):
        try:
            async with asyncio.timeout(seconds), asyncio.TaskGroup() as tg:
                for w in self.workers:
                    tg.create_task(self.keep(w), name=w.name)
        except TimeoutError:
            self.events.append("time is up")
        except* LookupError as group:
            self.events.extend(str(e) for e in group.exceptions)


async def main():
    good = Supervisor(Worker("steady", 0), Worker("flaky", 2))
    await good.run(0.5)
    print(good.workers, sorted(good.events))
    for w in good.workers:
        print(w.name, [s.value for s in w.history])
    bad = Supervisor(Worker("steady", 0), Worker("hopeless", 99))
    await bad.run(5)
    print([w.state.name for w in bad.workers], bad.events)


asyncio.run(main())
