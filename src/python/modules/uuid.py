# uuid: identifiers of 128 bits. Random ones come from the run's seed.

from random import Random as _Random

RESERVED_NCS, RFC_4122, RESERVED_MICROSOFT, RESERVED_FUTURE = (
    'reserved for NCS compatibility', 'specified in RFC 4122', 'reserved for Microsoft compatibility',
    'reserved for future definition')

# How many bytes each of the six fields has.
_WIDTHS = (4, 2, 2, 1, 1, 6)


class SafeUUID:
    def __init__(self, name, value):
        self.name = name
        self.value = value

    def __repr__(self):
        return f'<SafeUUID.{self.name}: {self.value!r}>'


SafeUUID.safe, SafeUUID.unsafe, SafeUUID.unknown = SafeUUID('safe', 0), SafeUUID('unsafe', -1), SafeUUID('unknown', None)


def _from_text(text):
    digits = text.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
    if len(digits) != 32:
        raise ValueError('badly formed hexadecimal UUID string')
    return int(digits, 16)


def _from_fields(fields):
    if len(fields) != 6:
        raise ValueError('fields is not a 6-tuple')
    number = 0
    for place, (value, width) in enumerate(zip(fields, _WIDTHS), 1):
        if not 0 <= value < 1 << 8 * width:
            raise ValueError(f'field {place} out of range (need a {8 * width}-bit value)')
        number = number << 8 * width | value
    return number


class UUID:
    __slots__ = ('int', 'is_safe', '__weakref__')

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *, is_safe=SafeUUID.unknown):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        if hex is not None:
            int = _from_text(hex)
        elif bytes_le is not None:
            if len(bytes_le) != 16:
                raise ValueError('bytes_le is not a 16-char string')
            bytes = bytes_le[3::-1] + bytes_le[5:3:-1] + bytes_le[7:5:-1] + bytes_le[8:]
        elif fields is not None:
            int = _from_fields(fields)
        if bytes is not None:
            if len(bytes) != 16:
                raise ValueError('bytes is not a 16-char string')
            int = type(0).from_bytes(bytes, 'big')
        if not 0 <= int < 1 << 128:
            raise ValueError('int is out of range (need a 128-bit value)')
        if version is not None:
            if not 1 <= version <= 5:
                raise ValueError('illegal version number')
            # The two bits of the variant, the four of the version.
            int = int & ~(0xc000 << 48) | 0x8000 << 48
            int = int & ~(0xf000 << 64) | version << 76
        object.__setattr__(self, 'int', int)
        object.__setattr__(self, 'is_safe', is_safe)

    def __setattr__(self, name, value):
        raise TypeError('UUID objects are immutable')

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return UUID, (self.hex,)

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __gt__(self, other):
        return self.int > other.int if isinstance(other, UUID) else NotImplemented

    def __le__(self, other):
        return self.int <= other.int if isinstance(other, UUID) else NotImplemented

    def __ge__(self, other):
        return self.int >= other.int if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'

    def __str__(self):
        h = self.hex
        return '-'.join((h[:8], h[8:12], h[12:16], h[16:20], h[20:]))

    @property
    def hex(self):
        return f'{self.int:032x}'

    @property
    def bytes(self):
        return self.int.to_bytes(16, 'big')

    @property
    def bytes_le(self):
        b = self.bytes
        return b[3::-1] + b[5:3:-1] + b[7:5:-1] + b[8:]

    @property
    def fields(self):
        b = self.bytes
        found, at = [], 0
        for width in _WIDTHS:
            found.append(type(0).from_bytes(b[at:at + width], 'big'))
            at += width
        return tuple(found)

    time_low = property(lambda self: self.fields[0])
    time_mid = property(lambda self: self.fields[1])
    time_hi_version = property(lambda self: self.fields[2])
    clock_seq_hi_variant = property(lambda self: self.fields[3])
    clock_seq_low = property(lambda self: self.fields[4])
    node = property(lambda self: self.fields[5])
    time = property(lambda self: (self.time_hi_version & 0x0fff) << 48 | self.time_mid << 32 | self.time_low)
    clock_seq = property(lambda self: (self.clock_seq_hi_variant & 0x3f) << 8 | self.clock_seq_low)
    urn = property(lambda self: 'urn:uuid:' + str(self))

    @property
    def variant(self):
        bits = self.int >> 61 & 7
        if bits < 4:
            return RESERVED_NCS
        if bits < 6:
            return RFC_4122
        return RESERVED_MICROSOFT if bits == 6 else RESERVED_FUTURE

    @property
    def version(self):
        return self.int >> 76 & 15 if self.variant == RFC_4122 else None


# The computer's address, and what random identifiers are made of: not the numbers of the module random, which stay its own.
_node = 0x02_42_ac_11_00_02
_random = None


def getnode():
    return _node


def _bits(count):
    global _random
    _random = _random or _Random()
    return _random.getrandbits(count)


_last = 0


def uuid1(node=None, clock_seq=None):
    global _last
    from time import time_ns
    # Steps of 100 nanoseconds since the Gregorian calendar began.
    now = max(time_ns() // 100 + 0x01b21dd213814000, _last + 1)
    _last = now
    clock_seq = _bits(14) if clock_seq is None else clock_seq
    return UUID(fields=(now & 0xffffffff, now >> 32 & 0xffff, now >> 48 & 0x0fff, clock_seq >> 8 & 0x3f, clock_seq & 0xff,
                        getnode() if node is None else node), version=1)


def _of_name(namespace, name, algorithm, version):
    import hashlib
    if isinstance(name, str):
        name = name.encode()
    return UUID(bytes=hashlib.new(algorithm, namespace.bytes + name).digest()[:16], version=version)


def uuid3(namespace, name):
    return _of_name(namespace, name, 'md5', 3)


def uuid4():
    return UUID(int=_bits(128), version=4)


def uuid5(namespace, name):
    return _of_name(namespace, name, 'sha1', 5)


NAMESPACE_DNS, NAMESPACE_URL, NAMESPACE_OID, NAMESPACE_X500 = [
    UUID(f'6ba7b81{n}-9dad-11d1-80b4-00c04fd430c8') for n in '0124']
