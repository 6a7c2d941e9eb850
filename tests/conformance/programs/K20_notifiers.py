import asyncio, sys, io, json, copy, re, time, datetime as dt
from dataclasses import dataclass, field, asdict
from typing import Self, Literal, TypedDict, NotRequired, overload, Final, ClassVar, Annotated
from abc import ABC, abstractmethod


class Payload(TypedDict):
    id: int
    tags: NotRequired[list[str]]


Kind = Literal["mail", "sms"]
MAX: Final = 3


class Notifier(ABC):
    registry: ClassVar[dict[str, type["Notifier"]]] = {}

    def __init_subclass__(cls, /, kind: Kind, **kw) -> None:
        super().__init_subclass__(**kw)
        Notifier.registry[kind] = cls

    @abstractmethod
    async def send(self, to: str, msg: str) -> bool: ...

    @property
    @abstractmethod
    def name(self) -> str: ...


class Mail(Notifier, kind="mail"):
    name = "mail"

    async def send(self, to, msg):
        await asyncio.sleep(0.001)
        print(f"mail to {to}: {msg!r}")
        return True


class Sms(Notifier, kind="sms"):
    @property
    def name(self):
        return "sms"

    async def send(self, to, msg):
        print(f"sms to {to}: {msg[:5]}…")
        return len(msg) < 10


@dataclass(frozen=True)
class Message:
    to: str
    text: str
    kinds: tuple[str, ...] = ("mail",)
    meta: dict = field(default_factory=dict, hash=False)

    def with_kind(self, k: str) -> Self:
        return copy.replace(self, kinds=self.kinds + (k,)) if hasattr(copy, "replace") else self


async def deliver(m: Message) -> dict[str, bool]:
    async def one(k):
        return k, await Notifier.registry[k]().send(m.to, m.text)
    return dict(await asyncio.gather(*map(one, m.kinds)))


try:
    Notifier()
except TypeError as e:
    print(e)
m = Message("bob", "hello there", meta={"n": 1})
try:
    m.to = "x"
except Exception as e:
    print(type(e).__name__, e)
print(m, m.with_kind("sms"), hash(m) == hash(Message("bob", "hello there")), m == Message("bob", "hello there"))
print(asyncio.run(deliver(m.with_kind("sms"))))
p: Payload = {"id": 1}
print(json.dumps({"p": p, "m": asdict(m), "t": (1, None, True, 2.5)}, indent=2, sort_keys=True))
print(json.loads('[1, 2.0, "x", null, {"a": [true]}]'))
try:
    json.loads("{bad}")
except json.JSONDecodeError as e:
    print(e, e.pos, e.lineno)
log = """2024-01-05 10:00:01 INFO start id=7
2024-01-05 10:00:02 ERROR failed id=8 code=503"""
pat = re.compile(r"^(?P<when>\S+ \S+) (?P<level>[A-Z]+) (?P<msg>.*?)(?: id=(\d+))(?:\s+code=(?P<code>\d+))?$", re.M)
for match in pat.finditer(log):
    print(match["level"], match.group("msg"), match[4], match.groupdict()["code"], dt.datetime.fromisoformat(match["when"]).second)
print(re.sub(r"(\w+)=(\w+)", lambda x: f"{x[2]}<-{x[1]}", "a=1 b=2"), re.split(r"[,;]\s*", "a, b;c"), re.findall(r"\d+", "1a22"))
buf = io.StringIO()
print("to buffer", 1, 2, sep="-", end="!", file=buf)
print(repr(buf.getvalue()), dt.timedelta(seconds=3661), dt.date(2024, 2, 28) + dt.timedelta(days=2))
print(f"{dt.datetime(2024, 1, 2, 3, 4, 5):%Y/%m/%d %H:%M:%S}", time.strftime("%H", time.gmtime(0)))
print(*sys.argv[1:], sys.version_info >= (3, 11), sys.platform)
a = [[1], [2]]
b = copy.deepcopy(a); c = copy.copy(a); a[0].append(9)
print(b, c, a is not b)
