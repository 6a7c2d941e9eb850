# base64 and its relatives: bytes as text of few different characters.

_LETTERS = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
_DIGITS64 = _LETTERS + _LETTERS.lower() + b'0123456789+/'
_DIGITS32 = _LETTERS + b'234567'
_HEX32 = b'0123456789' + _LETTERS[:22]


class Error(ValueError):
    __module__ = 'binascii'


def _plain(s):
    if not isinstance(s, (bytes, bytearray)):
        raise TypeError(f"a bytes-like object is required, not '{type(s).__name__}'")
    return bytes(s)


def _read(s):
    # What may also be given as text.
    if isinstance(s, str):
        if not s.isascii():
            raise ValueError('string argument should contain only ASCII characters')
        return s.encode()
    if not isinstance(s, (bytes, bytearray)):
        raise TypeError(f'argument should be a bytes-like object or ASCII string, not {type(s).__name__!r}')
    return bytes(s)


def _exchanged(data, old, new):
    return bytes([new[old.find(byte)] if byte in old else byte for byte in data])


def _encoded(data, digits, width, group):
    # `width` bits make a digit; there are always `group` digits together, filled with `=`.
    out = bytearray()
    value = count = 0
    for byte in data:
        value = value << 8 | byte
        count += 8
        while count >= width:
            count -= width
            out.append(digits[value >> count])
            value &= (1 << count) - 1
    if count:
        out.append(digits[value << (width - count)])
    while len(out) % group:
        out.append(61)
    return bytes(out)


def b64encode(s, altchars=None):
    digits = _DIGITS64
    if altchars is not None:
        if len(altchars) != 2:
            raise ValueError(f'altchars must be a bytes-like object of length 2: {altchars!r}')
        digits = digits[:62] + bytes(altchars)
    return _encoded(_plain(s), digits, 6, 4)


def _decoded64(data, strict):
    out = bytearray()
    value = count = digits = padding = 0
    for place, byte in enumerate(data):
        if byte == 61:
            padding += 1
            if strict and digits % 4 == 0:
                raise Error('Excess padding not allowed' if digits else 'Leading padding not allowed')
            if digits % 4 >= 2 and digits % 4 + padding >= 4:
                if strict and place + 1 < len(data):
                    raise Error('Excess data after padding')
                return bytes(out)
            continue
        digit = _DIGITS64.find(byte)
        if digit < 0:
            if strict:
                raise Error('Only base64 data is allowed')
            continue
        if strict and padding:
            raise Error('Discontinuous padding not allowed')
        padding = 0
        digits += 1
        value = value << 6 | digit
        count += 6
        if count >= 8:
            count -= 8
            out.append(value >> count)
            value &= (1 << count) - 1
    if digits % 4 == 1:
        raise Error(f'Invalid base64-encoded string: number of data characters ({digits}) cannot be 1 more than a multiple of 4')
    if digits % 4:
        raise Error('Incorrect padding')
    return bytes(out)


def b64decode(s, altchars=None, validate=False):
    data = _read(s)
    if altchars is not None:
        altchars = _read(altchars)
        if len(altchars) != 2:
            raise ValueError(f'altchars must be a bytes-like object of length 2: {altchars!r}')
        data = _exchanged(data, altchars, b'+/')
    return _decoded64(data, validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    return b64decode(s, b'-_')


def encodebytes(s):
    s = _plain(s)
    return b''.join([b64encode(s[at:at + 57]) + b'\n' for at in range(0, len(s), 57)])


def decodebytes(s):
    return b64decode(s)


def b32encode(s):
    return _encoded(_plain(s), _DIGITS32, 5, 8)


def b32hexencode(s):
    return _encoded(_plain(s), _HEX32, 5, 8)


def _decoded32(s, digits, casefold):
    data = _read(s)
    if len(data) % 8:
        raise Error('Incorrect padding')
    if casefold:
        data = data.upper()
    whole = len(data)
    data = data.rstrip(b'=')
    value = 0
    for byte in data:
        digit = digits.find(byte)
        if digit < 0:
            raise Error('Non-base32 digit found')
        value = value << 5 | digit
    if whole - len(data) not in (0, 1, 3, 4, 6):
        raise Error('Incorrect padding')
    count = len(data) * 5
    return (value >> count % 8).to_bytes(count // 8, 'big')


def b32decode(s, casefold=False, map01=None):
    if map01 is not None:
        s = _exchanged(_read(s), b'01', b'O' + _read(map01))
    return _decoded32(s, _DIGITS32, casefold)


def b32hexdecode(s, casefold=False):
    return _decoded32(s, _HEX32, casefold)


def b16encode(s):
    return _plain(s).hex().upper().encode()


def b16decode(s, casefold=False):
    data = _read(s)
    if casefold:
        data = data.upper()
    if data.strip(b'0123456789ABCDEF'):
        raise Error('Non-base16 digit found')
    if len(data) % 2:
        raise Error('Odd-length string')
    return bytes.fromhex(data.decode())
