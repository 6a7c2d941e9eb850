# Enumerations: values that no member has, combinations of flags, boundaries.
from enum import *
class C(Enum):
    A = 1; B = 2; L = [1, 2]; AL = 1
    @classmethod
    def _missing_(cls, v):
        if v == 'raise': raise KeyError(v)
        if v == 'value': raise ValueError('own')
        if v == 'odd': return 5
        if v == 'a': return cls.A
def run(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e, '|', repr(e.__context__), '|', repr(e.__cause__))
for v in (1, 2, [1, 2], [3], 'raise', 'value', 'odd', 'a', 'zzz', C.A, None): run(lambda: C(v))
class E(Enum): pass
run(lambda: E(1)); run(lambda: Enum(1))
class F(Flag):
    R = auto(); W = auto(); X = auto(); RW = R | W
for v in (0, 1, 3, 7, 8, -1, -2, -8, -9, 'a', 1.0, 5): run(lambda: F(v))
print(F.R | F.X, F(0), ~F.R, F.R & F.W, bool(F(0)), list(F.RW), F.R in F.RW, len(F.RW), F.RW.name, (F.R|F.X).name, F(0).name, F['R'], [m for m in F], F.R ^ F.RW)
for B in (STRICT, CONFORM, EJECT, KEEP):
    class G(Flag, boundary=B):
        A = 1; B = 4
    class H(IntFlag, boundary=B):
        A = 1; B = 4
    for v in (0, 1, 2, 5, 7, 8, 9, -1, -2, -5):
        run(lambda: G(v)); run(lambda: H(v))
class I(IntFlag):
    A = 1; B = 2; C = 4
print(I.A | 8, I(9), I.A + 1, ~I.A, I.A | I.B == 3, I.A & 1, type(I.A | 8), I(0), repr(I(0)), str(I.A|I.B))
class N(IntEnum):
    ONE = 1; TWO = 2
print(N(1), repr(N(1)), N.ONE + 1, f'{N.ONE}', N.ONE == 1, N['TWO'], 1 in N, 9 in N, N.ONE in N)
run(lambda: N(7)); run(lambda: N['x']); run(lambda: N.ONE < 'a')
class S(StrEnum):
    A = auto(); BIG = 'x'
print(S.A, repr(S.A), S('a') is S.A, S.BIG.upper(), [*S]); run(lambda: S('q'))
class P(tuple, Enum):
    A = (1, 2)
print(P.A, P.A[0], P((1, 2)) is P.A); 
class Planet(Enum):
    E = (1, 2)
    def __init__(self, a, b): self.a = a; self.b = b
print(Planet.E.a, Planet((1, 2)), Planet.E.value)
run(lambda: Planet(1, 2)); run(lambda: Planet(3))
import pickle, copy
print(copy.copy(C.A) is C.A, copy.deepcopy(C.A) is C.A)
