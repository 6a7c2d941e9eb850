# Text and numbers where a program's own Python code must run: __str__, __format__, __index__ and the like.

def _ask(kind, a, b):
    if kind == 'str':
        return str(a)
    if kind == 'repr':
        return repr(a)
    if kind == 'ascii':
        return ascii(a)
    if kind == 'format':
        return format(a, b)
    if kind == 'item':
        return a[b]
    if kind == 'attr':
        return getattr(a, b)
    if kind == 'float':
        return float(a)
    return _percent_int(a, b)


def _percent_int(value, kind):
    decimal = kind in 'diu'
    failed = False
    try:
        return int(value) if decimal else _index(value)
    except TypeError:
        failed = True
    if failed:
        wanted = 'a real number' if decimal else 'an integer'
        raise TypeError(f"%{kind} format: {wanted} is required, not {_type_name(value)}")


def _str_mod(format, values):
    state = ['', 0, 0, []]
    while True:
        question = _percent_step(format, values, state)
        if question is None:
            return state[0]
        state[3].append(_ask(*question))


def _str_format(format, /, *args, **kwargs):
    return _format_all(format, args, kwargs)


def _str_format_map(format, mapping):
    return _format_all(format, None, mapping)


def _format_all(format, args, source):
    state = ['', 0, 0, []]
    while True:
        question = _format_step(format, args, source, state)
        if question is None:
            return state[0]
        state[3].append(_ask(*question))


def _format_own(x, spec):
    # An empty specification means str(x), also where a subclass has a __str__ of its own.
    return str(x)


def _str_new(cls, object=""):
    return _payload_new(cls, str, _str(object))


def _str_join(separator, iterable):
    iterator = _iter_or(iterable, "can only join an iterable")
    return str.join(separator, [part for part in iterator])


def _iter_or(iterable, message):
    failed = False
    try:
        return iter(iterable)
    except TypeError:
        failed = True
    if failed:
        raise TypeError(message)


def _str_splitlines(text, keepends=False):
    return text.splitlines(_truth(keepends))


def _str_translate(text, table):
    out = []
    for c in text:
        try:
            mapped = table[ord(c)]
        except LookupError:
            out.append(c)
            continue
        if mapped is None:
            continue
        if isinstance(mapped, str):
            out.append(mapped)
        elif isinstance(mapped, int):
            if not 0 <= mapped < 0x110000:
                raise ValueError("character mapping must be in range(0x110000)")
            out.append(chr(mapped))
        else:
            raise TypeError("character mapping must return integer, None or str")
    return ''.join(out)


def _int_new(cls, x, base=None):
    if base is not None:
        return cls.__new__(cls, x, _index(base))
    for name in ('__int__', '__index__', '__trunc__'):
        method = _special(x, name)
        if method is not None:
            result = method()
            if not isinstance(result, int):
                raise TypeError(f"{name} returned non-int (type {_type_name(result)})")
            return _payload_new(cls, int, int.__index__(result))


def _float_new(cls, x):
    return _payload_new(cls, float, _to_float(x))


def _to_float(x):
    method = _special(x, '__float__')
    if method is None:
        return float(_index(x))
    result = method()
    if not isinstance(result, float):
        raise TypeError(f"{_type_name(x)}.__float__ returned non-float (type {_type_name(result)})")
    return float.__float__(result)


def _complex_new(cls, real=0, imag=0):
    return _payload_new(cls, complex, complex(_to_complex(real), _to_complex(imag)))


def _to_complex(x):
    if _special(x, '__complex__') is None:
        return _to_float(x)
    result = x.__complex__()
    if not isinstance(result, complex):
        raise TypeError(f"{_type_name(x)}.__complex__() must return a complex, not {_type_name(result)}")
    return result


def _bool_new(cls, x):
    return _truth(x)


def _bytes_new(cls, source=b'', encoding=None, errors=None):
    method = _special(source, '__bytes__')
    if method is not None and cls is bytes:
        result = method()
        if not isinstance(result, bytes):
            raise TypeError(f"__bytes__ returned non-bytes (type {_type_name(result)})")
        return result
    return cls.__new__(cls, [_index(x) for x in _iter_or(source, f"cannot convert '{_type_name(source)}' object to bytes")])


def _bytearray_init(self, source=b'', encoding=None, errors=None):
    bytearray.__init__(self, [_index(x) for x in _iter_or(source, f"cannot convert '{_type_name(source)}' object to bytearray")])


def _bytes_join(separator, iterable):
    return separator.join([part for part in _iter_or(iterable, "can only join an iterable")])


def _bytearray_extend(array, iterable):
    array.extend([_index(x) for x in iterable])


def _bytearray_setitem(array, index, value):
    if type(index) is not slice:
        value = _index(value)
    elif _special(value, '__index__') is not None or _special(value, '__float__') is not None:
        value = 0
    elif not isinstance(value, (bytes, bytearray, str)):
        value = bytearray(value)
    _payload(array)[_by_index(index)] = value


def _int_from_bytes(cls, bytes, byteorder='big', *, signed=False):
    return cls.from_bytes([_index(x) for x in bytes], byteorder, signed=_truth(signed))


def _abs(x):
    return _special(x, '__abs__')()


def _divmod(a, b):
    return _binary_special(a, b, '__divmod__', '__rdivmod__', 'divmod()')


def _pow(base, exp, mod=None):
    if mod is None:
        return _binary_special(base, exp, '__pow__', '__rpow__', '** or pow()')
    method = _special(base, '__pow__')
    result = NotImplemented if method is None else method(exp, mod)
    if result is NotImplemented:
        raise TypeError(f"unsupported operand type(s) for ** or pow(): '{_type_name(base)}', '{_type_name(exp)}', "
                        f"'{_type_name(mod)}'")
    return result


def _binary_special(a, b, name, reflected, operator):
    left = _special(a, name)
    right = _special(b, reflected) if type(a) is not type(b) else None
    if right is not None and issubclass(type(b), type(a)):
        result = right(a)
        if result is not NotImplemented:
            return result
        right = None
    if left is not None:
        result = left(b)
        if result is not NotImplemented:
            return result
    if right is not None:
        result = right(a)
        if result is not NotImplemented:
            return result
    raise TypeError(f"unsupported operand type(s) for {operator}: '{_type_name(a)}' and '{_type_name(b)}'")


def _round(x, ndigits=None):
    method = _special(x, '__round__')
    if method is None:
        raise TypeError(f"type {_type_name(x)} doesn't define __round__ method")
    if _is_native(method):
        return method() if ndigits is None else method(_index(ndigits))
    return method() if ndigits is None else method(ndigits)


def _chr(x):
    return chr(_index(x))


def _bin(x):
    return bin(_index(x))


def _hex(x):
    return hex(_index(x))


def _oct(x):
    return oct(_index(x))


# ---- the module math, where __floor__, __index__, __float__ or an iterator is Python code

def _math_floor(x):
    method = _special(x, '__floor__')
    return float.__floor__(_to_float(x)) if method is None else method()


def _math_ceil(x):
    method = _special(x, '__ceil__')
    return float.__ceil__(_to_float(x)) if method is None else method()


def _math_trunc(x):
    return _special(x, '__trunc__')()


def _math_factorial(n):
    import math
    return math.factorial(_index(n))


def _math_isqrt(n):
    import math
    return math.isqrt(_index(n))


def _math_comb(n, k):
    import math
    return math.comb(_index(n), _index(k))


def _math_perm(n, k=None):
    import math
    return math.perm(_index(n), None if k is None else _index(k))


def _math_gcd(*numbers):
    import math
    return math.gcd(*[_index(n) for n in numbers])


def _math_lcm(*numbers):
    import math
    return math.lcm(*[_index(n) for n in numbers])


def _math_fsum(numbers):
    import math
    return math.fsum([x if isinstance(x, (int, float)) else _to_float(x) for x in numbers])


def _math_dist(p, q):
    import math
    return math.dist([x for x in p], [x for x in q])


def _math_sumprod(p, q):
    p = [x for x in p]
    q = [x for x in q]
    if len(p) != len(q):
        raise ValueError("Inputs are not the same length")
    total = 0
    for i in range(len(p)):
        total = total + p[i] * q[i]
    return total


def _math_prod(numbers, /, *, start=1):
    for x in numbers:
        start = start * x
    return start


def _random_bits(generator, k):
    return generator.getrandbits(_index(k))
