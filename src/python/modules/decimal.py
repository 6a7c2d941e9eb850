# decimal: numbers of decimal digits, computed to a precision. Functions beyond arithmetic and square roots, and contexts that do
# not raise what is wrong, are refused.

from contextvars import ContextVar as _ContextVar
from math import isqrt as _isqrt
from time import _refuse

ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, ROUND_05UP = (
    'ROUND_CEILING', 'ROUND_DOWN', 'ROUND_FLOOR', 'ROUND_HALF_DOWN', 'ROUND_HALF_EVEN', 'ROUND_HALF_UP', 'ROUND_UP', 'ROUND_05UP')
_ROUNDINGS = (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
HAVE_THREADS = HAVE_CONTEXTVAR = True


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


def _wrong(condition, signal=InvalidOperation):
    return signal([condition])


class Context:
    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        if traps is not None or flags is not None or clamp or capitals == 0:
            _refuse('decimal.Context with traps, flags, clamp or capitals')
        self.prec = 28 if prec is None else prec
        self.rounding = ROUND_HALF_EVEN if rounding is None else rounding
        self.Emin = -999999 if Emin is None else Emin
        self.Emax = 999999 if Emax is None else Emax

    def __setattr__(self, name, value):
        if name == 'prec':
            if not isinstance(value, int):
                raise TypeError("argument must be an integer")
            if not 1 <= value <= MAX_PREC:
                raise ValueError('valid range for prec is [1, MAX_PREC]')
        elif name == 'rounding' and value not in _ROUNDINGS:
            raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   "
                            "ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        object.__setattr__(self, name, value)

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        _refuse(f'decimal.Context.{name}')

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax)

    __copy__ = copy

    def create_decimal(self, num='0', /):
        return _finished(Decimal(num), self)

    def __enter__(self):
        raise TypeError("'decimal.Context' object does not support the context manager protocol")


_current = _ContextVar('decimal_context')
DefaultContext = Context()
BasicContext = Context(9, ROUND_HALF_UP)
ExtendedContext = Context(9)


def getcontext():
    context = _current.get(None)
    if context is None:
        context = DefaultContext.copy()
        _current.set(context)
    return context


def setcontext(context, /):
    if not isinstance(context, Context):
        raise TypeError('optional argument must be a context')
    _current.set(context)


class localcontext:
    def __init__(self, ctx=None, **changes):
        self._new = (getcontext() if ctx is None else ctx).copy()
        for name, value in changes.items():
            if name not in ('prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp', 'flags', 'traps'):
                raise TypeError(f"'{name}' is an invalid keyword argument for this function")
            setattr(self._new, name, value)

    def __enter__(self):
        self._old = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *exc):
        setcontext(self._old)


def _rounded(number, drop, rounding, negative):
    # A natural number without its last digits.
    if drop <= 0:
        return number * 10 ** -drop
    unit = 10 ** drop
    kept, rest = divmod(number, unit)
    if not rest:
        return kept
    if rounding == ROUND_HALF_EVEN:
        up = 2 * rest > unit or 2 * rest == unit and kept % 2
    elif rounding == ROUND_HALF_UP:
        up = 2 * rest >= unit
    elif rounding == ROUND_HALF_DOWN:
        up = 2 * rest > unit
    elif rounding == ROUND_05UP:
        up = kept % 5 == 0
    else:
        up = rounding == ROUND_UP or rounding == (ROUND_FLOOR if negative else ROUND_CEILING)
    return kept + 1 if up else kept


def _length(number):
    return len(str(number))


def _made(sign, digits, exp, special=None):
    self = object.__new__(Decimal)
    self._sign, self._digits, self._exp, self._special = sign, digits, exp, special
    return self


def _finished(d, context=None):
    # Within the precision of the context.
    if d._special:
        return d
    context = context or getcontext()
    sign, digits, exp = d._sign, d._digits, d._exp
    over = _length(digits) - context.prec
    if over > 0:
        digits = _rounded(digits, over, context.rounding, sign)
        exp += over
        if _length(digits) > context.prec:
            digits //= 10
            exp += 1
    top = exp + _length(digits) - 1
    if digits and top > context.Emax:
        raise _wrong(Overflow, Overflow)
    if digits and top < context.Emin:
        _refuse('decimal numbers as small as that')
    return _made(sign, digits, exp)


def _parsed(text):
    text = text.strip().replace('_', '')
    sign = 1 if text[:1] == '-' else 0
    body = text[1:] if text[:1] in ('-', '+') and text else text
    low = body.lower()
    if low in ('inf', 'infinity'):
        return sign, 0, 0, 'Infinity'
    if low == 'nan':
        return sign, 0, 0, 'NaN'
    if low.startswith(('nan', 'snan')):
        _refuse(f'the decimal {text}')
    number, e, power = low.partition('e')
    whole, _, fraction = number.partition('.')
    shift = power[1:] if power[:1] in ('-', '+') and power else power
    if not (whole + fraction).isdecimal() or e and not shift.isdecimal():
        raise _wrong(ConversionSyntax)
    return sign, int(whole + fraction), (int(power) if e else 0) - len(fraction), None


def _operand(value):
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else None


def _operator(work, reflected=False):
    def method(self, other, context=None):
        other = _operand(other)
        if other is None:
            return NotImplemented
        return work(other, self) if reflected else work(self, other)
    return method


def _unequal_nan(a, b):
    return next((d for d in (a, b) if d._special == 'NaN'), None)


def _sum(a, b):
    if a._special or b._special:
        nan = _unequal_nan(a, b)
        if nan is not None:
            return nan
        if a._special and b._special and a._sign != b._sign:
            raise _wrong(InvalidOperation)
        return a if a._special else b
    context = getcontext()
    exp = min(a._exp, b._exp)
    if a._digits and b._digits:
        # A number far below the digits that count is as good as a one behind them.
        big, small = (a, b) if a.adjusted() >= b.adjusted() else (b, a)
        least = min(big._exp, big.adjusted() - context.prec) - 2
        if small.adjusted() < least:
            small = _made(small._sign, 1, least)
            a, b = big, small
            exp = least
    elif a._digits or b._digits:
        one = a if a._digits else b
        exp = max(exp, min(one._exp, one.adjusted() - context.prec - 1))
        rest = _made(one._sign, one._digits * 10 ** (one._exp - exp), exp) if one._exp >= exp else one
        return _finished(rest, context)
    total = sum([(-d._digits if d._sign else d._digits) * 10 ** (d._exp - exp) for d in (a, b)])
    if total:
        sign = int(total < 0)
    else:
        sign = int(a._sign and b._sign or a._sign != b._sign and context.rounding == ROUND_FLOOR)
    return _finished(_made(sign, abs(total), exp), context)


def _product(a, b):
    sign = a._sign ^ b._sign
    if a._special or b._special:
        nan = _unequal_nan(a, b)
        if nan is not None:
            return nan
        if not a or not b:
            raise _wrong(InvalidOperation)
        return _made(sign, 0, 0, 'Infinity')
    return _finished(_made(sign, a._digits * b._digits, a._exp + b._exp))


def _quotient(a, b):
    sign = a._sign ^ b._sign
    if a._special or b._special:
        nan = _unequal_nan(a, b)
        if nan is not None:
            return nan
        if a._special and b._special:
            raise _wrong(InvalidOperation)
        if a._special:
            return _made(sign, 0, 0, 'Infinity')
        _refuse('decimal division by infinity')
    if not b._digits:
        raise _wrong(DivisionByZero, DivisionByZero) if a._digits else _wrong(DivisionUndefined)
    ideal = a._exp - b._exp
    if not a._digits:
        return _finished(_made(sign, 0, ideal))
    return _finished(_ratio(sign, a._digits, b._digits, ideal, getcontext().prec))


def _ratio(sign, over, under, ideal, prec):
    # Enough digits of over / under, the last of which says whether there are more.
    shift = max(_length(under) - _length(over) + prec + 1, 0)
    digits, rest = divmod(over * 10 ** shift, under)
    exp = ideal - shift
    if rest:
        digits = digits * 10 + 1
        exp -= 1
    else:
        while exp < ideal and not digits % 10:
            digits //= 10
            exp += 1
    return _made(sign, digits, exp)


def _whole_division(a, b):
    # Quotient without fraction, and what is left.
    if a._special or b._special:
        _refuse('whole division of infinities')
    if not b._digits:
        if not a._digits:
            raise _wrong(DivisionUndefined)
        return None
    exp = min(a._exp, b._exp)
    if a.adjusted() - b.adjusted() > getcontext().prec:
        raise _wrong(DivisionImpossible)
    whole, rest = divmod(a._digits * 10 ** (a._exp - exp), b._digits * 10 ** (b._exp - exp))
    if _length(whole) > getcontext().prec:
        raise _wrong(DivisionImpossible)
    return _made(a._sign ^ b._sign, whole, 0), _finished(_made(a._sign, rest, exp))


def _whole(a, b):
    found = _whole_division(a, b)
    if found is None:
        raise _wrong(DivisionByZero, DivisionByZero)
    return found[0]


def _rest(a, b):
    found = _whole_division(a, b)
    if found is None:
        raise _wrong(InvalidOperation)
    return found[1]


def _both(a, b):
    found = _whole_division(a, b)
    if found is None:
        raise DivisionByZero([DivisionByZero, InvalidOperation])
    return found


def _power(a, b):
    if a._special or b._special or b != b.to_integral_value():
        _refuse('decimal powers that are not whole')
    n = int(b)
    if not n and not a._digits:
        raise _wrong(InvalidOperation)
    sign = a._sign & n & 1
    if not a._digits:
        return _made(sign, 0, 0) if n > 0 else _made(sign, 0, 0, 'Infinity')
    # Each step is rounded, with some digits more than the result will have.
    wide = Context(getcontext().prec + max(b.adjusted(), 0) + 3 + (n < 0))
    old = getcontext()
    setcontext(wide)
    try:
        base = a if n >= 0 else _quotient(_made(0, 1, 0), a)
        result = _made(0, 1, 0) if not n else base
        for bit in bin(abs(n))[3:]:
            result = _product(result, result)
            if bit == '1':
                result = _product(result, base)
    finally:
        setcontext(old)
    return _finished(result)


def _order(a, b):
    # -1, 0 or 1; None of what has no order.
    if 'NaN' in (a._special, b._special):
        return None
    keys = []
    for d in (a, b):
        keys.append((0 if not d else -1 if d._sign else 1, 1 if d._special else 0))
    (sign, infinite), (other, too) = keys
    if sign != other or infinite or too:
        value, against = (sign, sign * infinite), (other, other * too)
        return (value > against) - (value < against)
    if not sign:
        return 0
    exp = min(a._exp, b._exp)
    if a.adjusted() != b.adjusted():
        return sign if a.adjusted() > b.adjusted() else -sign
    x, y = a._digits * 10 ** (a._exp - exp), b._digits * 10 ** (b._exp - exp)
    return sign * ((x > y) - (x < y))


def _comparison(holds, equality=False):
    def method(self, other):
        if isinstance(other, float):
            other = Decimal(other)
        other = _operand(other)
        if other is None:
            return NotImplemented
        order = _order(self, other)
        if order is None:
            if equality:
                return not holds(0)
            raise _wrong(InvalidOperation)
        return holds(order)
    return method


class Decimal:
    __slots__ = ('_sign', '_digits', '_exp', '_special')

    def __new__(cls, value='0', context=None):
        special = None
        if isinstance(value, Decimal):
            sign, digits, exp, special = value._sign, value._digits, value._exp, value._special
        elif isinstance(value, int):
            sign, digits, exp = int(value < 0), abs(int(value)), 0
        elif isinstance(value, str):
            sign, digits, exp, special = _parsed(value)
        elif isinstance(value, float):
            if value != value or value in (float('inf'), -float('inf')):
                sign, digits, exp, special = _parsed(repr(value))
            else:
                over, under = abs(value).as_integer_ratio()
                places = under.bit_length() - 1
                sign, digits, exp = int(str(value)[0] == '-'), over * 5 ** places, -places
        elif isinstance(value, (tuple, list)):
            if len(value) != 3:
                raise ValueError('argument must be a sequence of length 3')
            sign, given, exp = value
            digits = int(''.join(map(str, given)) or '0')
        else:
            raise TypeError(f'conversion from {type(value).__name__} to Decimal is not supported')
        self = object.__new__(cls)
        self._sign, self._digits, self._exp, self._special = sign, digits, exp, special
        return self

    @classmethod
    def from_float(cls, f):
        if not isinstance(f, (int, float)):
            raise TypeError('argument must be int or float')
        return cls(f)

    __add__ = _operator(_sum)
    __radd__ = _operator(_sum, True)
    __sub__ = _operator(lambda a, b: _sum(a, b.copy_negate()))
    __rsub__ = _operator(lambda a, b: _sum(a, b.copy_negate()), True)
    __mul__ = _operator(_product)
    __rmul__ = _operator(_product, True)
    __truediv__ = _operator(_quotient)
    __rtruediv__ = _operator(_quotient, True)
    __floordiv__ = _operator(_whole)
    __rfloordiv__ = _operator(_whole, True)
    __mod__ = _operator(_rest)
    __rmod__ = _operator(_rest, True)
    __divmod__ = _operator(_both)
    __rdivmod__ = _operator(_both, True)
    __rpow__ = _operator(_power, True)
    __eq__ = _comparison(lambda order: order == 0, True)
    __ne__ = _comparison(lambda order: order != 0, True)
    __lt__ = _comparison(lambda order: order < 0)
    __le__ = _comparison(lambda order: order <= 0)
    __gt__ = _comparison(lambda order: order > 0)
    __ge__ = _comparison(lambda order: order >= 0)

    def __pow__(self, other, modulo=None):
        other = _operand(other)
        if modulo is not None:
            _refuse('decimal powers with a modulus')
        return NotImplemented if other is None else _power(self, other)

    def __hash__(self):
        if self._special:
            return object.__hash__(self) if self._special == 'NaN' else hash(float(self))
        modulus = 2 ** 61 - 1
        value = self._digits * pow(10, self._exp % (modulus - 1), modulus) % modulus
        return -2 if self._sign and value == 1 else -value if self._sign else value

    def __bool__(self):
        return self._special is not None or self._digits != 0

    def __neg__(self):
        return _finished(self.copy_negate() if self else self.copy_abs())

    def __pos__(self):
        return _finished(self if self else self.copy_abs())

    def __abs__(self):
        return _finished(self.copy_abs())

    def copy_negate(self):
        return _made(1 - self._sign, self._digits, self._exp, self._special)

    def copy_abs(self):
        return _made(0, self._digits, self._exp, self._special)

    def copy_sign(self, other, context=None):
        return _made(_operand(other)._sign, self._digits, self._exp, self._special)

    def is_nan(self):
        return self._special == 'NaN'

    def is_infinite(self):
        return self._special == 'Infinity'

    def is_finite(self):
        return self._special is None

    def is_zero(self):
        return not self

    def is_signed(self):
        return bool(self._sign)

    def is_qnan(self):
        return self.is_nan()

    def is_snan(self):
        return False

    def adjusted(self):
        return self._exp + _length(self._digits) - 1

    def as_tuple(self):
        from collections import namedtuple
        made = namedtuple('DecimalTuple', 'sign digits exponent', module='decimal')
        if self._special:
            return made(self._sign, () if self.is_nan() else (0,), self._special[0] if self.is_infinite() else 'n')
        return made(self._sign, tuple([int(c) for c in str(self._digits)]), self._exp)

    def as_integer_ratio(self):
        if self._special:
            raise (ValueError('cannot convert NaN to integer ratio') if self.is_nan()
                   else OverflowError('cannot convert Infinity to integer ratio'))
        from math import gcd
        over, under = self._digits * 10 ** max(self._exp, 0), 10 ** max(-self._exp, 0)
        common = gcd(over, under)
        return (-over if self._sign else over) // common, under // common

    def __int__(self):
        if self._special:
            raise (ValueError('cannot convert NaN to integer') if self.is_nan()
                   else OverflowError('cannot convert Infinity to integer'))
        value = _rounded(self._digits, -self._exp, ROUND_DOWN, self._sign)
        return -value if self._sign else value

    __trunc__ = __int__

    def __float__(self):
        return float(str(self))

    def __floor__(self):
        return int(self._at(0, ROUND_FLOOR))

    def __ceil__(self):
        return int(self._at(0, ROUND_CEILING))

    def __round__(self, n=None):
        if n is None:
            if self._special:
                int(self)
            return int(self._at(0, ROUND_HALF_EVEN))
        return self.quantize(_made(0, 1, -n))

    def _at(self, exp, rounding):
        return _made(self._sign, _rounded(self._digits, exp - self._exp, rounding, self._sign), exp)

    def quantize(self, exp, rounding=None, context=None):
        exp = _operand(exp)
        context = context or getcontext()
        if self._special or exp._special:
            if self.is_nan() or exp.is_nan():
                return _made(0, 0, 0, 'NaN')
            if self._special and exp._special:
                return self
            raise _wrong(InvalidOperation)
        made = self._at(exp._exp, rounding or context.rounding)
        if _length(made._digits) > context.prec:
            raise _wrong(InvalidOperation)
        return made

    def to_integral_value(self, rounding=None, context=None):
        if self._special or self._exp >= 0:
            return self
        return self._at(0, rounding or (context or getcontext()).rounding)

    to_integral = to_integral_value

    def normalize(self, context=None):
        d = _finished(self, context)
        if d._special:
            return d
        digits, exp = d._digits, d._exp
        if not digits:
            return _made(d._sign, 0, 0)
        while not digits % 10:
            digits //= 10
            exp += 1
        return _made(d._sign, digits, exp)

    def sqrt(self, context=None):
        if self._special or self._sign:
            if not self or self._special and not self._sign:
                return self if self._special else _made(self._sign, 0, self._exp >> 1)
            raise _wrong(InvalidOperation)
        context = context or getcontext()
        ideal = self._exp >> 1
        if not self._digits:
            return _made(0, 0, ideal)
        digits, exp = self._digits * 10 ** (self._exp & 1), self._exp - (self._exp & 1)
        shift = max(context.prec + 2 - _length(digits) // 2, 0)
        root = _isqrt(digits * 100 ** shift)
        exp = exp // 2 - shift
        if root * root != digits * 100 ** shift:
            root, exp = root * 10 + 1, exp - 1
            return _finished(_made(0, root, exp), Context(context.prec, ROUND_HALF_EVEN))
        while exp < ideal and not root % 10:
            root //= 10
            exp += 1
        return _finished(_made(0, root, exp), Context(context.prec, ROUND_HALF_EVEN))

    def compare(self, other, context=None):
        order = _order(self, _operand(other))
        return _made(0, 0, 0, 'NaN') if order is None else Decimal(order)

    def max(self, other, context=None):
        other = _operand(other)
        return _finished(self if _order(self, other) >= 0 else other)

    def min(self, other, context=None):
        other = _operand(other)
        return _finished(self if _order(self, other) < 0 else other)

    def scaleb(self, other, context=None):
        return _finished(_made(self._sign, self._digits, self._exp + int(other), self._special))

    def fma(self, other, third, context=None):
        with localcontext(prec=_length(self._digits) + _length(_operand(other)._digits) + 2):
            product = _product(self, _operand(other))
        return _sum(product, _operand(third))

    def conjugate(self):
        return self

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def __getattr__(self, name):
        if name in ('exp', 'ln', 'log10', 'logb', 'next_plus', 'next_minus', 'next_toward', 'remainder_near', 'same_quantum',
                    'rotate', 'shift', 'number_class', 'compare_total', 'to_eng_string', 'to_integral_exact', 'canonical'):
            _refuse(f'decimal.Decimal.{name}')
        raise AttributeError(f"'decimal.Decimal' object has no attribute '{name}'")

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return type(self), (str(self),)

    def __repr__(self):
        return f"Decimal('{self}')"

    def __str__(self):
        minus = '-' if self._sign else ''
        if self._special:
            return minus + self._special
        if self._exp <= 0 and self.adjusted() >= -6:
            return minus + _plain(self._digits, self._exp)
        text = str(self._digits)
        return f"{minus}{text[0]}{'.' if text[1:] else ''}{text[1:]}E{self.adjusted():+d}"

    def __format__(self, spec):
        return _formatted(self, spec)


def _plain(digits, exp):
    text = str(digits).rjust(1 - exp, '0') if exp < 0 else str(digits) + '0' * exp
    return f'{text[:exp]}.{text[exp:]}' if exp < 0 else text


def _formatted(d, spec):
    fill, align, rest = ' ', '', spec
    if spec[1:2] in ('<', '>', '=', '^') and spec[1:2]:
        fill, align, rest = spec[0], spec[1], spec[2:]
    elif spec[:1] in ('<', '>', '=', '^') and spec:
        align, rest = spec[0], spec[1:]
    sign = '-'
    if rest[:1] in ('+', '-', ' ') and rest:
        sign, rest = rest[0], rest[1:]
    if rest[:1] == '0':
        if not align:
            fill, align = '0', '='
        rest = rest[1:]
    kind = rest[-1:] if rest[-1:].isalpha() or rest[-1:] == '%' else ''
    rest = rest[:-1] if kind else rest
    rest, _, places = rest.partition('.')
    comma = rest[-1:] if rest[-1:] in (',', '_') else ''
    width = rest[:-1] if comma else rest
    if kind not in ('', 'e', 'E', 'f', 'F', 'g', 'G', '%') or width and not width.isdecimal() or places and not places.isdecimal():
        raise ValueError('invalid format string')
    if d._special:
        body = d._special
    else:
        body = _digits_for(d, kind, int(places) if places else None)
    head = '-' if d._sign else '' if sign == '-' else sign
    width = int(width or 0)
    if not d._special and (comma or fill == '0' and align == '='):
        whole = len(body) - len(body.lstrip('0123456789'))
        whole, tail = body[:whole], body[whole:]
        if fill == '0' and align == '=':
            least = width - len(head) - len(tail)
            whole = f'{int(whole):0{max(least, 1)}{comma}}' if comma else whole.rjust(least, '0')
        else:
            whole = f'{int(whole):{comma}}'
        body = whole + tail
    if align == '=':
        return head + body.rjust(width - len(head), fill)
    text = head + body
    if align == '^':
        left = (width - len(text)) // 2
        return fill * left + text + fill * (width - len(text) - left) if width > len(text) else text
    return text.ljust(width, fill) if align == '<' else text.rjust(width, fill)


def _digits_for(d, kind, places):
    digits, exp, rounding = d._digits, d._exp, getcontext().rounding
    if kind == '%':
        exp += 2
    if kind in ('f', 'F', '%'):
        if places is None:
            places = max(-exp, 0)
        digits = _rounded(digits, -places - exp, rounding, d._sign)
        return _plain(digits, -places) + ('%' if kind == '%' else '')
    if places is not None:
        keep = places + 1 if kind in ('e', 'E') else max(places, 1)
        drop = _length(digits) - keep
        if drop > 0 or kind in ('e', 'E'):
            before = _length(digits)
            made = _rounded(digits, drop, rounding, d._sign)
            exp += drop
            if drop > 0 and _length(made) > keep:
                made //= 10
                exp += 1
            digits = made
    top = exp + _length(digits) - 1
    if kind in ('e', 'E') or exp > 0 or top < -6:
        text = str(digits)
        mark = 'e' if kind in ('e', 'g') else 'E'
        return f"{text[0]}{'.' if text[1:] else ''}{text[1:]}{mark}{top:+d}"
    return _plain(digits, exp)


for _class in (DecimalException, Clamped, InvalidOperation, ConversionSyntax, DivisionImpossible, DivisionByZero, DivisionUndefined,
               Inexact, Rounded, Subnormal, Overflow, Underflow, FloatOperation, Context, Decimal):
    _class.__module__ = 'decimal'
