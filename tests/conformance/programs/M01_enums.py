from enum import Enum, IntEnum, Flag, IntFlag, StrEnum, auto, unique
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1
    def describe(self): return f"{self.name}={self.value}"
    @property
    def low(self): return self.name.lower()
    @classmethod
    def default(cls): return cls.RED
print(Color.RED, repr(Color.RED), Color(2), Color['BLUE'], list(Color), len(Color), Color.CRIMSON is Color.RED, Color.RED.describe(), Color.GREEN.low, Color.default())
print(Color.__members__, Color.RED in Color, 2 in Color, 9 in Color)
try: Color(9)
except ValueError as e: print(e)
try: Color['NO']
except KeyError as e: print('KeyError', e)
try: Color.RED = 4
except AttributeError as e: print(e)
class P(IntEnum):
    LOW = auto(); HIGH = auto()
print(P.LOW < P.HIGH, P.LOW + 1, P.HIGH, repr(P.HIGH), f"{P.LOW}", sorted([P.HIGH, P.LOW]), P(1), isinstance(P.LOW, int), P.LOW == 1)
class S(StrEnum):
    A = auto(); B = 'bee'
print(S.A, S.B, repr(S.B), S.B == 'bee', S('bee'), S.A.upper(), f"{S.A:>5}|")
class F(Flag):
    R = auto(); W = auto(); X = auto()
    RW = R | W
print(F.R | F.X, repr(F.RW), F.R in F.RW, F.RW & F.W, ~F.R, list(F.RW), F(0), bool(F(0)), F.RW, list(F))
class I(IntFlag):
    A = 1; B = 2
print(I.A | I.B, repr(I.A | I.B), I.A | 8, repr(I.A|8), I(3), int(I.B))
class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.642, 3.39)
    def __init__(self, mass, radius):
        self.mass = mass; self.radius = radius
    @property
    def g(self): return round(self.mass / self.radius**2, 3)
print(Planet.EARTH.mass, Planet.MARS.g, Planet.EARTH, repr(Planet.EARTH), Planet((5.97, 6.37)))
try:
    @unique
    class D(Enum):
        A = 1; B = 1
except ValueError as e: print(e)
try:
    class E2(Color): X = 1
except TypeError as e: print(e)
A = Enum('Animal', 'CAT DOG')
print(A.CAT, list(A), A.DOG.value)
class M(Enum):
    A = 'a'
    @classmethod
    def _missing_(cls, v): return cls.A if v == 'alpha' else None
print(M('alpha'))
try: M('zz')
except ValueError as e: print(e)
print({Color.RED: 1}[Color.RED], hash(Color.RED) == hash(Color.RED), Color.RED == 1, Color.RED != Color.BLUE)
match Color.RED:
    case Color.BLUE: print('b')
    case Color.RED: print('r')
class W(str, Enum):
    X = 'x'; Y = 'y'
print(W.X, repr(W.X), W.X == 'x', f"{W.X}", W.X.value, W('y'), isinstance(W.X, str), W.X.upper())
print(type(Color.RED), Color, isinstance(Color.RED, Color))
try: Color.RED < Color.BLUE
except TypeError as e: print(e)
print([c.name for c in reversed(Color)])
class T(Enum):
    def _generate_next_value_(name, start, count, last): return name * 2
    A = auto(); B = auto()
print(T.A.value, T.B.value)
