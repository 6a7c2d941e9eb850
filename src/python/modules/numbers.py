# numbers: kinds of numbers, to ask with isinstance. What they would give to classes derived from them is not here.

from abc import ABCMeta as _ABCMeta


class Number(metaclass=_ABCMeta):
    __slots__ = ()
    __hash__ = None

    def __init_subclass__(cls, /, **kwargs):
        if cls.__module__ not in ('numbers', 'fractions'):
            from time import _refuse
            _refuse('classes derived from those of the module numbers')
        super().__init_subclass__(**kwargs)


class Complex(Number):
    __slots__ = ()


class Real(Complex):
    __slots__ = ()


class Rational(Real):
    __slots__ = ()


class Integral(Rational):
    __slots__ = ()


Complex.register(complex)
Real.register(float)
Integral.register(int)
