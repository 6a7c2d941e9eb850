# fractions: exact quotients of ints.

from math import gcd as _gcd
from numbers import Rational as _Rational
import operator as _operator

__all__ = ['Fraction']


def _parsed(text):
    # `3`, `-3/4`, `1.25`, `1e-3`, with `_` between digits.
    plain = text.strip()
    body = plain[1:] if plain[:1] in ('+', '-') and plain else plain
    over, slash, under = body.partition('/')
    over, under = over.rstrip(), under.lstrip()
    if slash:
        whole, fraction, power = over, '', '0'
    else:
        number, e, power = body.lower().partition('e')
        whole, _, fraction = number.partition('.')
        power = power if e else '0'
        under = '1'
    shift = power[1:] if power[:1] in ('+', '-') and power else power
    parts = [p for p in (whole, fraction, shift, under) if p]
    if not whole + fraction or not under or not shift or slash and '.' in over or not all([_are_digits(p) for p in parts]):
        raise ValueError(f'Invalid literal for Fraction: {text!r}')
    numerator = int(whole + fraction)
    denominator = int(under) * 10 ** len(fraction.replace('_', ''))
    if int(power) >= 0:
        numerator *= 10 ** int(power)
    else:
        denominator *= 10 ** -int(power)
    return -numerator if plain[0] == '-' else numerator, denominator


def _are_digits(text):
    return all([part.isdecimal() for part in text.split('_')])


def _reduced(numerator, denominator):
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    common = _gcd(numerator, denominator)
    return _made(numerator // common, denominator // common)


def _made(numerator, denominator):
    self = object.__new__(Fraction)
    self._numerator, self._denominator = numerator, denominator
    return self


def _arithmetic(exact, other_kinds):
    # An operator and its reflection: exact among fractions and ints, with a float or complex as they do it.
    def forward(a, b):
        if isinstance(b, (int, Fraction)):
            return exact(a, b)
        if isinstance(b, (float, complex)):
            return other_kinds(type(b)(a), b)
        return NotImplemented

    def reflected(b, a):
        if isinstance(a, (int, Fraction)):
            return exact(a, b)
        if isinstance(a, (float, complex)):
            return other_kinds(a, type(a)(b))
        return NotImplemented
    return forward, reflected


def _parts(a, b):
    return a.numerator, a.denominator, b.numerator, b.denominator


def _sum(a, b):
    n, d, m, e = _parts(a, b)
    return _reduced(n * e + m * d, d * e)


def _difference(a, b):
    n, d, m, e = _parts(a, b)
    return _reduced(n * e - m * d, d * e)


def _product(a, b):
    n, d, m, e = _parts(a, b)
    return _reduced(n * m, d * e)


def _quotient(a, b):
    n, d, m, e = _parts(a, b)
    if not m:
        raise ZeroDivisionError(f'Fraction({e}, 0)')
    return _reduced(n * e, d * m)


def _whole(a, b):
    n, d, m, e = _parts(a, b)
    return n * e // (d * m)


def _rest(a, b):
    n, d, m, e = _parts(a, b)
    return _reduced(n * e % (m * d), d * e)


def _both(a, b):
    return _whole(a, b), _rest(a, b)


def _comparison(compare):
    def method(self, other):
        if isinstance(other, (int, Fraction)):
            n, d, m, e = _parts(self, other)
            return compare(n * e, m * d)
        if isinstance(other, float):
            if other != other or other in (float('inf'), -float('inf')):
                return compare(0.0, other)
            return compare(self, Fraction(other))
        return NotImplemented
    return method


class Fraction(_Rational):
    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            if isinstance(numerator, str):
                over, under = _parsed(numerator)
            elif isinstance(numerator, int):
                over, under = int(numerator), 1
            elif isinstance(numerator, Fraction):
                over, under = numerator._numerator, numerator._denominator
            elif hasattr(numerator, 'as_integer_ratio'):
                over, under = numerator.as_integer_ratio()
            else:
                raise TypeError('argument should be a string or a Rational instance')
        elif isinstance(numerator, (int, Fraction)) and isinstance(denominator, (int, Fraction)):
            over = numerator.numerator * denominator.denominator
            under = denominator.numerator * numerator.denominator
        else:
            raise TypeError('both arguments should be Rational instances')
        if under == 0:
            raise ZeroDivisionError(f'Fraction({over}, 0)')
        plain = _reduced(over, under)
        self = object.__new__(cls)
        self._numerator, self._denominator = plain._numerator, plain._denominator
        return self

    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)
    real = property(lambda self: +self)
    imag = property(lambda self: 0)

    def conjugate(self):
        return +self

    @classmethod
    def from_float(cls, f):
        if not isinstance(f, (int, float)):
            raise TypeError(f'{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})')
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        return cls(*dec.as_integer_ratio())

    def is_integer(self):
        return self._denominator == 1

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)
        # The last two convergents of the continued fraction whose denominators are small enough.
        over, under = self._numerator, self._denominator
        old, new = (0, 1), (1, 0)
        while True:
            whole = over // under
            following = old[1] + whole * new[1]
            if following > max_denominator:
                break
            old, new = new, (old[0] + whole * new[0], following)
            over, under = under, over - whole * under
        times = (max_denominator - old[1]) // new[1]
        between = _made(old[0] + times * new[0], old[1] + times * new[1])
        nearest = _made(*new)
        return nearest if abs(nearest - self) <= abs(between - self) else between

    __add__, __radd__ = _arithmetic(_sum, _operator.add)
    __sub__, __rsub__ = _arithmetic(_difference, _operator.sub)
    __mul__, __rmul__ = _arithmetic(_product, _operator.mul)
    __truediv__, __rtruediv__ = _arithmetic(_quotient, _operator.truediv)
    __floordiv__, __rfloordiv__ = _arithmetic(_whole, _operator.floordiv)
    __mod__, __rmod__ = _arithmetic(_rest, _operator.mod)
    __divmod__, __rdivmod__ = _arithmetic(_both, divmod)
    __eq__ = _comparison(_operator.eq)
    __lt__ = _comparison(_operator.lt)
    __le__ = _comparison(_operator.le)
    __gt__ = _comparison(_operator.gt)
    __ge__ = _comparison(_operator.ge)

    def __pow__(a, b):
        if not isinstance(b, (int, Fraction)):
            return float(a) ** b if isinstance(b, (float, complex)) else NotImplemented
        if b.denominator != 1:
            return float(a) ** float(b)
        power = b.numerator
        if power >= 0:
            return _made(a._numerator ** power, a._denominator ** power)
        if a._numerator == 0:
            raise ZeroDivisionError(f'Fraction({a._denominator ** -power}, 0)')
        return _reduced(a._denominator ** -power, a._numerator ** -power)

    def __rpow__(b, a):
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, (int, Fraction)):
            return Fraction(a) ** b
        return a ** b._numerator if b._denominator == 1 else a ** float(b)

    def __pos__(a):
        return _made(a._numerator, a._denominator)

    def __neg__(a):
        return _made(-a._numerator, a._denominator)

    def __abs__(a):
        return _made(abs(a._numerator), a._denominator)

    def __bool__(a):
        return a._numerator != 0

    def __int__(a):
        return a._numerator // a._denominator if a._numerator >= 0 else -(-a._numerator // a._denominator)

    __trunc__ = __int__

    def __float__(a):
        return a._numerator / a._denominator

    def __complex__(a):
        return complex(float(a))

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            twice = rest * 2
            up = twice > self._denominator or twice == self._denominator and whole % 2
            return whole + 1 if up else whole
        unit = 10 ** abs(ndigits)
        return Fraction(round(self * unit), unit) if ndigits > 0 else Fraction(round(self / unit) * unit)

    def __hash__(self):
        # As of the int, float or Decimal of the same value.
        modulus = 2 ** 61 - 1
        if self._denominator % modulus:
            value = abs(self._numerator) * pow(self._denominator, -1, modulus) % modulus
        else:
            value = 314159
        value = value if self._numerator >= 0 else -value
        return -2 if value == -1 else value

    def __format__(self, spec):
        if not spec:
            return str(self)
        from time import _refuse
        _refuse(f'a Fraction formatted with {spec!r}')

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return type(self), (self._numerator, self._denominator)

    def __repr__(self):
        return f'{type(self).__name__}({self._numerator}, {self._denominator})'

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f'{self._numerator}/{self._denominator}'
