# Numbers: division, rounding, conversions, bits.
import math

print(7 // 2, -7 // 2, 7 % 3, -7 % 3, 7 % -3, divmod(-7, 2), 7 / 2, 2 ** 10, 2 ** -1, (-8) ** (1 / 3))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(0.5), int(-3.9), math.floor(-3.1), math.ceil(3.1), math.trunc(-3.9))
print(0.1 + 0.2, 1 / 3, 1e100, 1e-7, 123456789012345678.0, 5e-324, 1.0, 100.0, 1e22, 1e23, float("nan"), -float("inf"))
print(int("0x1f", 16), int("101", 2), int(" 42 "), int("1_000"), float("1e3"), float("  -.5 "), complex("1+2j"), bool("False"), bin(10), oct(8), hex(255))
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, 1024 >> 3, (255).bit_length(), (6).bit_count(), (1000).to_bytes(2, "big"), int.from_bytes(b"\x03\xe8", "big"))
print(math.sqrt(2), math.pi, math.gcd(12, 18), math.lcm(4, 6), math.factorial(20), math.isqrt(17), math.log(8, 2), math.log10(1000), math.hypot(3, 4), math.isclose(0.1 + 0.2, 0.3))
print(abs(-3), abs(3 - 4j), pow(2, 10, 1000), pow(3, -1, 7), sum([0.1] * 10), math.fsum([0.1] * 10), min(3, 1.5), max([1, 2.5]), (0.5).as_integer_ratio(), (3.0).is_integer())
print(10 ** 30, 2 ** 100 % 97, -(2 ** 63), 12345678901234567890 * 98765432109876543210, 10 ** 20 // 3, 10 ** 20 / 3, int(1e20), float(2 ** 70))
print(1 == 1.0 == True, hash(1) == hash(1.0), {1: "a", 1.0: "b", True: "c"}, 0.0 == -0.0, float("nan") == float("nan"), 1 < 2 < 3)
for bad in (lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 0 ** -1, lambda: int("x"), lambda: int("12", 1), lambda: math.sqrt(-1), lambda: math.log(0), lambda: float("1,5"), lambda: 2.0 ** 10000, lambda: round("x"), lambda: 1 << -1, lambda: int(float("inf")), lambda: math.factorial(-1)):
    try:
        print(bad())
    except (ArithmeticError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(f"{1e6:,.0f} {0.00012345:.3g} {1234.5678:.2e} {42:08.3f} {-5:=+6} {0b1010:#b} {255:x} {3.0:g} {1e20:g} {2/3:.10f} {1.5:%}")
print(sum(range(101)), sum(n * n for n in range(10)), [n for n in range(2, 30) if all(n % d for d in range(2, math.isqrt(n) + 1))])
a, b = 0, 1
for _ in range(90):
    a, b = b, a + b
print(a, str(a)[::-1], len(str(2 ** 1000)))
