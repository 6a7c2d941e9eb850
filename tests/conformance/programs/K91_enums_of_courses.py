# Enumerations as state machines and flags as permissions.
import enum


class Light(enum.Enum):
    RED = "stop"
    GREEN = "go"
    YELLOW = "slow"
    AMBER = "slow"

    def next(self):
        order = list(Light)
        return order[(order.index(self) + 1) % len(order)]

    @classmethod
    def _missing_(cls, value):
        return next((m for m in cls if m.name == str(value).upper()), None)


class Perm(enum.Flag):
    READ = enum.auto()
    WRITE = enum.auto()
    EXEC = enum.auto()
    ALL = READ | WRITE | EXEC


class Weekday(enum.IntEnum):
    MON = 1
    SUN = 7

    @property
    def weekend(self):
        return self >= 6


class Method(enum.StrEnum):
    GET = enum.auto()
    POST = enum.auto()


Shape = enum.Enum("Shape", "CIRCLE SQUARE")
light = Light.RED
for _ in range(4):
    print(light.name, light.value, end="; ")
    light = light.next()
print(Light("slow"), Light("green"), Light.AMBER is Light.YELLOW, list(Light), Light.__members__["AMBER"], len(Light), "stop" in Light)
for bad in (lambda: Light("nothing"), lambda: Light["BLUE"], lambda: Perm(16), lambda: Light.RED < Light.GREEN, lambda: setattr(Light, "RED", 1), lambda: Light.RED.GREEN.nope):
    try:
        print(bad())
    except (ValueError, KeyError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
p = Perm.READ | Perm.WRITE
print(p, Perm.READ in p, Perm.EXEC in p, p & Perm.WRITE, p ^ Perm.READ, ~p, bool(Perm(0)), Perm.ALL == Perm(7), list(p), p.value, len(p), repr(Perm(0)))
print(Weekday.MON + 1, Weekday.SUN > 3, Weekday(7).weekend, f"{Weekday.MON}", f"{Weekday.MON!r}", sorted([Weekday.SUN, Weekday.MON]), {1: "one"}[Weekday.MON])
print(Method.GET, Method.POST == "post", f"{Method.GET:>5}", Method("get").name, "x" + Method.GET, Shape.CIRCLE, Shape(2), Shape["SQUARE"].value)
match Light.GREEN:
    case Light.RED:
        print("stop")
    case Light.GREEN | Light.YELLOW:
        print("move")
print({Light.RED: 1}[Light("stop")], Light.RED == "stop", isinstance(Light.RED, Light), type(Light.RED), Light.RED.__class__.__name__, hash(Light.RED) == hash(Light.RED))


@enum.unique
class Once(enum.Enum):
    A = 1


try:
    @enum.unique
    class Twice(enum.Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)
try:
    class More(Light):
        BLUE = 1
except TypeError as e:
    print(e)
