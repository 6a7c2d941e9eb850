"""Records the tables that the unit tests of src/python/text and src/python/real compare with: a JSON list of strings a line.

Run with the reference interpreter: PYENV_VERSION=3.13.0 python3 xtask/record_tables.py
(for the table of real functions it must have mpmath, which says where the C library is correctly rounded).
"""
import json
import math
import pathlib
import random
import struct

# Functions whose C code is so plain that its result is taken for right even where it is not correctly rounded.
FORMULAS = ("expm1", "log10", "log1p", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh")
PYTHON = pathlib.Path(__file__).parent.parent / "src/python"
random.seed(1)


def result(make):
    try:
        return make()
    except Exception as error:
        return f"!{type(error).__name__}: {error}"


def write(path, rows):
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (PYTHON / path).write_text(text)
    print(path, len(rows))


def formats():
    specs = {
        "str": ["", "5", "<5", ">5", "^6", "*^7", "é>4", ".2", "6.1", "05", "+", " 5", "#", "z", "=5", ",", "_", "d", "s", "5s", "é", "\x01",
                "10.3x", "{<5", "99999999999999999999"],
        "int": ["", "5", "<6", "^7", "*^9", "+", " ", "-", "+,", ",", "_", "_b", "_x", "#_b", "#x", "#X", "x", "X", "o", "#o", "b", "010b", "#010x",
                "08,", "010,", "011,", "012_", "=+10,", "0=10,", "x=+12,", "05", "<05", "^05", "c", "5c", "05c", "+c", "#c", "d", "n", "+n",
                ",x", ",_d", "_,d", ",,d", "_n", ",c", ",s", "s", "q", "5 d", ".d", ".3d", "zd", "e", ".2f", "%", "g", ",.1f", "#.0f", "{",
                "99999999999999999999d"],
        "float": ["", "5", "<8", "^9", "08", "+", " ", ".0", ".1", ".3", ".17", "f", ".0f", ".1f", ".2f", "10.3f", "010.2f", "+.1f", ",.2f", "_.1f",
                  "020,.2f", "021,.2f", "e", ".0e", "#.0e", ".3E", "g", ".0g", ".3g", "#g", "#.3g", "G", "n", ".3n", "%", ".1%", "#.0%", ".0%", "z",
                  "z.1f", "z.0f", "z.1g", ",", "_", "#", "=+12.1f", "*>12.3g", "d", "s", "x", ".60f", ".2147483648f", ",n", ",x", "."],
        "complex": ["", ".2f", ">20.2f", "<20", "^20.1e", "+", "g", "#g", ".3", "020", "=20", "d", "n", "s", ",.2f"],
    }
    values = {
        "str": ["", "abc", "héllo wörld", "a|b"],
        "int": [0, 1, -1, 65, 255, -12345, 1234567, 10**30, -(10**20)],
        "float": [0.0, -0.0, 1.0, 0.5, -0.001, 2.675, 100.0, 1234.5678, 1234567.891, 1e16, 1e-5, 1e22, 5e-324, 1.7976931348623157e308,
                  math.inf, -math.inf, math.nan, 123456789.0, 0.1, 99999.95],
        "complex": [1 + 2j, -0.5j, 2j, complex(-0.0, 2), complex(math.nan, -math.inf), 0j, 1234.5678 - 1e-9j],
    }
    rows = []
    for kind, some in specs.items():
        for spec in some:
            for value in values[kind]:
                shown = f"{value.real!r} {value.imag!r}" if kind == "complex" else str(value)
                rows.append([kind, spec, shown, result(lambda: format(value, spec))])
    # A sample of the whole, the same each time.
    return [row for i, row in enumerate(rows) if i % 3 == 0 or row[0] in ("str", "complex")]


def ints():
    texts = ["0", "12", " -12\n", "+7", "1_000", "1__0", "_1", "1_", "", " ", "x", "0x1f", "-0b11", "0o17", "0O7", "010", "00", "0_0", "0x_f", "0x",
             "0xg", "+ 1", "--1", "1 2", "١٢", "１２\u3000", "1²", "1e5", "1.0", "zz", "Zz", "9" * 30, "é", "'", "\x1c1", "x" * 300, "0b", "b1"]
    return [[text, str(base), result(lambda: str(int(text, base)))] for text in texts for base in (10, 0, 16, 2, 36, 8)]


def floats():
    texts = ["0", "-0", "1.5", " 1_0.5 ", "1__0", "_1", "1_", "1_.5", "1._5", "inf", "-Infinity", "nan", "-nan", "infin", "1e400", "-1e400", "1e-400",
             "0x10", ".5", "5.", ".", "1e", "1e5", "1E+05", "1_e5", "1e5_0", "e5", "١.٥", "１", "", " ", "1 2", "+-1", "1.7976931348623159e308",
             "4.9e-324", "2.4703282292062327e-324", "9007199254740993", "0.1", "123456789012345678901234567890", "x", "'", "1\x00", "1f", "1d"]
    return [[text, result(lambda: repr(float(text)))] for text in texts]


def bits(f):
    return struct.pack(">d", f).hex()


def reals():
    import mpmath
    mpmath.mp.prec = 300

    def wide(low, high):
        return lambda: random.choice([-1, 1]) * 10 ** random.uniform(low, high)

    def within(low, high):
        return lambda: random.uniform(low, high)

    short = lambda: round(random.uniform(-20, 20), random.randrange(3))
    one = {
        "exp": [within(-740, 709), wide(-9, 2), short], "exp2": [within(-1070, 1023), short], "expm1": [wide(-12, 2), short],
        "log": [lambda: abs(wide(-300, 300)()), within(0.5, 2), lambda: abs(short()) + 1],
        "log2": [lambda: abs(wide(-30, 30)()), lambda: abs(short()) + 1], "log10": [lambda: abs(wide(-30, 30)()), lambda: abs(short()) + 1],
        "log1p": [lambda: abs(wide(-12, 12)()), within(-0.99, 1)],
        "sin": [within(-10, 10), wide(-9, 22), wide(20, 300), short], "cos": [within(-10, 10), wide(-9, 22), wide(20, 300), short],
        "tan": [within(-10, 10), wide(-9, 22), short], "asin": [within(-1, 1), wide(-9, -1)], "acos": [within(-1, 1), wide(-9, -1)],
        "atan": [wide(-9, 20), within(-3, 3)], "sinh": [within(-30, 30), wide(-9, 2)], "cosh": [within(-30, 30), wide(-9, 2)],
        "tanh": [within(-3, 3), wide(-9, 2)], "asinh": [wide(-9, 20)], "acosh": [lambda: 1 + abs(wide(-9, 20)())], "atanh": [within(-1, 1)],
        "cbrt": [wide(-300, 300), short],
    }
    exact = dict(vars(mpmath), exp2=lambda x: mpmath.mpf(2) ** x, log2=lambda x: mpmath.log(x, 2), log10=mpmath.log10,
                 cbrt=lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), pow=lambda x, y: x ** y, hypot=lambda x, y: mpmath.sqrt(x * x + y * y))
    two = {
        "pow": [(lambda: abs(wide(-5, 5)()), within(-30, 30)), (lambda: round(random.uniform(0, 3), 2), lambda: random.randrange(-20, 40)),
                (lambda: random.randrange(1, 100), lambda: random.choice([0.5, 1.5, 1 / 3, -0.5, 0.1]))],
        "atan2": [(wide(-9, 9), wide(-9, 9))], "hypot": [(wide(-9, 9), wide(-9, 9)), (wide(-200, 200), wide(-200, 200))],
    }
    rows, bad = [], 0
    for name, kinds in one.items():
        for kind in kinds:
            for _ in range(12):
                x = float(kind())
                got = getattr(math, name)(x)
                if name in FORMULAS or got == float(exact[name](mpmath.mpf(x))):
                    rows.append([name, bits(x), bits(got)])
                else:
                    bad += 1
    for name, kinds in two.items():
        for first, second in kinds:
            for _ in range(20):
                x, y = float(first()), float(second())
                if x == 0.0:
                    continue
                got = getattr(math, name)(x, y)
                if got == float(exact[name](mpmath.mpf(x), mpmath.mpf(y))):
                    rows.append([name, bits(x), bits(y), bits(got)])
                else:
                    bad += 1
    print("not correctly rounded by the C library:", bad)
    return rows


write("text/tables/format.jsonl", formats())
write("text/tables/int.jsonl", ints())
write("text/tables/float.jsonl", floats())
try:
    write("real/recorded.jsonl", reals())
except ImportError:
    print("real/recorded.jsonl is left as it is: no mpmath")
