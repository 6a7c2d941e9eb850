# redis: one table of keys for all clients; each command takes the latency of the service `redis`, and blocks.

from _services import service as _service

_data = {}
_queues = {}


class RedisError(Exception):
    pass


class ConnectionError(RedisError):
    pass


def _key(key):
    return key if isinstance(key, str) else key.decode()


def _bytes(value):
    return value if isinstance(value, bytes) else str(value).encode()


class _Commands:
    # What each command does to the table, once its time has passed.
    def _get(self, key):
        value = _data.get(_key(key))
        return value.decode() if value is not None and self._decode else value

    def _set(self, key, value, ex=None, px=None, nx=False, xx=False, **options):
        if nx and _key(key) in _data or xx and _key(key) not in _data:
            return None
        _data[_key(key)] = _bytes(value)
        return True

    def _delete(self, *keys):
        return sum([1 for key in keys if _data.pop(_key(key), None) is not None])

    def _exists(self, *keys):
        return sum([1 for key in keys if _key(key) in _data])

    def _incr(self, key, amount=1):
        value = int(_data.get(_key(key), b'0')) + amount
        _data[_key(key)] = str(value).encode()
        return value

    def _decr(self, key, amount=1):
        return self._incr(key, -amount)

    def _expire(self, key, seconds):
        return _key(key) in _data

    def _ping(self):
        return True

    def _setex(self, key, seconds, value):
        return self._set(key, value)

    def _lpush(self, key, *values):
        items = _queues.setdefault(_key(key), [])
        for value in values:
            items.insert(0, _bytes(value))
        return len(items)

    def _rpush(self, key, *values):
        items = _queues.setdefault(_key(key), [])
        items.extend([_bytes(v) for v in values])
        return len(items)

    def _rpop(self, key):
        items = _queues.get(_key(key))
        return items.pop() if items else None

    def _lpop(self, key):
        items = _queues.get(_key(key))
        return items.pop(0) if items else None

    def _llen(self, key):
        return len(_queues.get(_key(key), ()))


_NAMES = ('get', 'set', 'delete', 'exists', 'incr', 'decr', 'expire', 'ping', 'setex', 'lpush', 'rpush', 'rpop', 'lpop', 'llen')


def _blocking(name):
    def command(self, *args, **kwargs):
        if _service('redis').block():
            raise ConnectionError('Error while reading from localhost:6379')
        return getattr(self, '_' + name)(*args, **kwargs)
    command.__name__ = name
    return command


def _awaited(name):
    async def command(self, *args, **kwargs):
        if await _service('redis').wait():
            raise ConnectionError('Error while reading from localhost:6379')
        return getattr(self, '_' + name)(*args, **kwargs)
    command.__name__ = name
    return command


class Redis(_Commands):
    def __init__(self, host='localhost', port=6379, db=0, decode_responses=False, **options):
        self._decode = decode_responses

    @classmethod
    def from_url(cls, url, **options):
        return cls(**options)

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass


StrictRedis = Redis


class _AsyncRedis(_Commands):
    def __init__(self, host='localhost', port=6379, db=0, decode_responses=False, **options):
        self._decode = decode_responses

    @classmethod
    def from_url(cls, url, **options):
        return cls(**options)

    async def aclose(self):
        pass

    close = aclose

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        pass


for _name in _NAMES:
    setattr(Redis, _name, _blocking(_name))
    setattr(_AsyncRedis, _name, _awaited(_name))
_AsyncRedis.__name__ = _AsyncRedis.__qualname__ = 'Redis'


def from_url(url, **options):
    return Redis(**options)
