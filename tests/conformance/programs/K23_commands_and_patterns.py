from __future__ import annotations
import asyncio
import enum
from dataclasses import dataclass, field
import heapq
import itertools


class Op(enum.StrEnum):
    PUSH = enum.auto()
    POP = enum.auto()
    ADD = "add"


class Level(enum.IntFlag):
    R = 4
    W = 2
    X = 1


@enum.unique
class Color(enum.Enum):
    RED = (255, 0, 0)
    GREEN = (0, 255, 0)

    def __init__(self, r, g, b):
        self.r, self.g, self.b = r, g, b

    @classmethod
    def parse(cls, s):
        return cls[s.upper()]

    @property
    def hex(self):
        return f"#{self.r:02x}{self.g:02X}{self.b:02x}"


@dataclass
class Command:
    op: Op
    args: list[int] = field(default_factory=list)


def execute(cmd, stack):
    match cmd:
        case Command(Op.PUSH, [*values]) if values:
            stack.extend(values)
        case Command(op=Op.POP, args=[]):
            return stack.pop()
        case Command(Op.ADD, [a, b]):
            stack.append(a + b)
        case Command(Op.ADD):
            stack.append(stack.pop() + stack.pop())
        case {"op": str(name), **rest}:
            return f"dict {name} {rest}"
        case [x, y, *_] | (x, y):
            return f"seq {x} {y}"
        case int() | float() as n if n > 0:
            return f"positive {n}"
        case None | True | False:
            return f"const {cmd}"
        case str() as s:
            return f"str {s!r}"
        case _:
            return f"unknown {cmd!r}"
    return list(stack)


stack: list[int] = []
for c in [Command(Op.PUSH, [1, 2, 3]), Command(Op.ADD), Command(Op.ADD, [5, 5]), Command(Op.POP), {"op": "x", "y": 1}, [1, 2, 3], (4, 5), 3.5, -1, None, True, "text", b"b", Command(Op.PUSH)]:
    print(execute(c, stack))
print(Op.PUSH, repr(Op.ADD), Op("pop"), Op.PUSH == "push", f"{Op.POP:>6}", Level.R | Level.W, Level(7), Level.R in Level(6), Color.parse("red").hex, Color.RED.value, list(Color), Color["GREEN"].name)
try:
    Color.parse("blue")
except KeyError as e:
    print("no", e)
try:
    Color("x")
except ValueError as e:
    print(e)
try:
    Color.RED = 1
except AttributeError as e:
    print(e)


class TaskScheduler:
    def __init__(self):
        self.heap, self.count = [], itertools.count()

    def at(self, when: float, prio: int, fn, *args):
        heapq.heappush(self.heap, (when, prio, next(self.count), fn, args))

    async def run(self):
        loop = asyncio.get_running_loop()
        start = loop.time()
        while self.heap:
            when, prio, _, fn, args = heapq.heappop(self.heap)
            if (d := when - (loop.time() - start)) > 0:
                await asyncio.sleep(d)
            r = fn(*args)
            if asyncio.iscoroutine(r):
                r = await r
            print(f"t={when:<5} prio={prio} -> {r}")


async def aw(x):
    await asyncio.sleep(0.001)
    return x * 2

s = TaskScheduler()
s.at(0.02, 1, lambda: "later")
s.at(0.01, 2, aw, 21)
s.at(0.01, 1, str.upper, "first")
asyncio.run(s.run())
print(heapq.nlargest(2, [3, 1, 4, 1, 5]), heapq.nsmallest(2, [3, 1, 4], key=lambda x: -x), list(heapq.merge([1, 4], [2, 3])))
print(Command.__annotations__, execute.__annotations__)
