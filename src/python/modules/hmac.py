# hmac: a digest that needs a key.

import hashlib as _hashlib


def compare_digest(a, b, /):
    if isinstance(a, str) and isinstance(b, str):
        if not a.isascii() or not b.isascii():
            raise TypeError('comparing strings with non-ASCII characters is not supported')
        return a == b
    if not isinstance(a, (bytes, bytearray)) or not isinstance(b, (bytes, bytearray)):
        raise TypeError(f'unsupported operand types(s) or combination of types: {type(a).__name__!r} and {type(b).__name__!r}')
    return bytes(a) == bytes(b)


class HMAC:
    __slots__ = ('_inner', '_outer', 'block_size', 'digest_size', 'name')

    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f'key: expected bytes or bytearray, but got {type(key).__name__!r}')
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        make = digestmod if callable(digestmod) else lambda data=b'': _hashlib.new(digestmod, data)
        inner = make()
        self.block_size = inner.block_size
        self.digest_size = inner.digest_size
        self.name = f'hmac-{inner.name}'
        key = make(bytes(key)).digest() if len(key) > self.block_size else bytes(key)
        key = key.ljust(self.block_size, b'\0')
        self._inner = make(bytes([k ^ 0x36 for k in key]))
        self._outer = make(bytes([k ^ 0x5c for k in key]))
        if msg is not None:
            self.update(msg)

    def update(self, msg):
        self._inner.update(msg)

    def copy(self):
        new = object.__new__(HMAC)
        new.__dict__.update(self.__dict__)
        new._inner = self._inner.copy()
        return new

    def digest(self):
        whole = self._outer.copy()
        whole.update(self._inner.digest())
        return whole.digest()

    def hexdigest(self):
        return self.digest().hex()


def new(key, msg=None, digestmod=''):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()
