import asyncio
from enum import Enum, IntEnum, auto, Flag
from dataclasses import dataclass, field, replace, asdict, astuple
from collections import Counter, defaultdict, deque
import itertools


class Status(Enum):
    PENDING = auto()
    RUNNING = auto()
    DONE = auto()
    FAILED = auto()

    @property
    def final(self):
        return self in (Status.DONE, Status.FAILED)

    def __str__(self):
        return self.name.lower()


class Priority(IntEnum):
    LOW = 10
    NORMAL = 5
    HIGH = 1


class Opt(Flag):
    NONE = 0
    RETRY = auto()
    LOG = auto()
    BOTH = RETRY | LOG


_seq = itertools.count()


@dataclass(order=True, slots=True)
class Job:
    sort_index: tuple = field(init=False, repr=False)
    name: str = field(compare=False)
    priority: Priority = field(default=Priority.NORMAL, compare=False)
    status: Status = field(default=Status.PENDING, compare=False)
    opts: Opt = field(default=Opt.NONE, compare=False)
    log: list[str] = field(default_factory=list, compare=False, repr=False)

    def __post_init__(self):
        self.sort_index = (self.priority, next(_seq))


class Scheduler:
    def __init__(self, workers=2):
        self.queue = asyncio.PriorityQueue()
        self.workers = workers
        self.done = deque(maxlen=3)
        self.counts = Counter()
        self.by_status = defaultdict(list)

    def submit(self, *args, **kw):
        job = Job(*args, **kw)
        self.queue.put_nowait(job)
        return job

    async def worker(self, n):
        while True:
            job = await self.queue.get()
            match job:
                case Job(name="bad", opts=o) if Opt.RETRY in o:
                    job.status = Status.FAILED
                    job.log.append("would retry")
                case Job(priority=Priority.HIGH):
                    job.status = Status.RUNNING
                    await asyncio.sleep(0.001)
                    job.status = Status.DONE
                case Job(name=str(name)) if name.startswith("b"):
                    job.status = Status.FAILED
                case _:
                    await asyncio.sleep(0.003)
                    job.status = Status.DONE
            print(f"w{n} {job.name:<8}{job.status!s:<8}{job.priority.name:>7} {job.priority:d} {job.status.final}")
            self.counts[job.status] += 1
            self.by_status[str(job.status)].append(job.name)
            self.done.append(job.name)
            self.queue.task_done()


async def main():
    s = Scheduler()
    jobs = [s.submit("a"), s.submit("bad", opts=Opt.BOTH), s.submit("hot", Priority.HIGH), s.submit("bulk", Priority.LOW), s.submit("z", opts=Opt.LOG)]
    print(max(jobs).name, min(jobs), jobs[0] < jobs[1])
    ws = [asyncio.create_task(s.worker(i)) for i in range(s.workers)]
    await s.queue.join()
    for w in ws:
        w.cancel()
    await asyncio.gather(*ws, return_exceptions=True)
    print(s.counts.most_common(), dict(s.by_status), s.done)
    print(asdict(jobs[1]))
    print(astuple(replace(jobs[0], name="copy"))[1:])
    print([m.name for m in Status], Status(3), Status["DONE"], repr(Priority(1)), list(Opt.BOTH), Opt.BOTH, repr(Opt(0)), ~Opt.LOG)
    try:
        Status(9)
    except ValueError as e:
        print(e)
    try:
        jobs[0].extra = 1
    except AttributeError as e:
        print(e)


asyncio.run(main())
