# hashlib: the common algorithms. What is slow on purpose (pbkdf2_hmac, scrypt) would be slow here beyond measure and is refused.

_SIZES = {'md5': (16, 64), 'sha1': (20, 64), 'sha224': (28, 64), 'sha256': (32, 64), 'sha384': (48, 128), 'sha512': (64, 128)}
algorithms_guaranteed = {'blake2b', 'blake2s', 'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha3_224', 'sha3_256', 'sha3_384',
                         'sha3_512', 'sha512', 'shake_128', 'shake_256'}
algorithms_available = set(algorithms_guaranteed)


class HASH:
    __slots__ = ('_HASH__data', 'block_size', 'digest_size', 'name')

    def __init__(self, name, data):
        self.name = name
        self.digest_size, self.block_size = _SIZES[name]
        self.__data = b''
        self.update(data)

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError('Strings must be encoded before hashing')
        if not isinstance(data, (bytes, bytearray)):
            raise TypeError('object supporting the buffer API required')
        self.__data += bytes(data)

    def digest(self):
        return _digest(self.name, self.__data)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return HASH(self.name, self.__data)

    def __repr__(self):
        return f'<{self.name} _hashlib.HASH object @ {id(self):#x}>'


def new(name, data=b'', **kwargs):
    known = name.lower()
    if known in _SIZES:
        return HASH(known, data)
    if known in algorithms_guaranteed:
        from asyncio import _refuse
        _refuse(f'hashlib.{name}')
    raise ValueError(f'unsupported hash type {name}')


def _named(name):
    def make(string=b'', *, usedforsecurity=True):
        return HASH(name, string)
    make.__name__ = make.__qualname__ = f'openssl_{name}'
    return make


md5, sha1, sha224, sha256, sha384, sha512 = [_named(name) for name in _SIZES]


def __getattr__(name):
    if name in ('pbkdf2_hmac', 'scrypt', 'file_digest') or name in algorithms_guaranteed:
        from asyncio import _refuse
        _refuse(f'hashlib.{name}')
    raise AttributeError(f"module 'hashlib' has no attribute {name!r}")
