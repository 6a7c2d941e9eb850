# secrets: unguessable in CPython; here they come from the run's seed, as everything does.

from base64 import urlsafe_b64encode as _urlsafe
from hmac import compare_digest
from random import Random as _Random

DEFAULT_ENTROPY = 32
SystemRandom = _Random
_source = _Random()
choice = _source.choice
randbits = _source.getrandbits


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError('Upper bound must be positive.')
    return _source.randrange(exclusive_upper_bound)


def token_bytes(nbytes=None):
    return _source.randbytes(DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    return _urlsafe(token_bytes(nbytes)).rstrip(b'=').decode()
