# redis: one table of keys for all clients; each command takes the latency of the service `redis`, and blocks (redis.asyncio: is awaited).

from asyncio import _refuse
from time import time as _time
from _services import Closes as _Closes, service as _service

_data = {}
_until = {}


class RedisError(Exception):
    __module__ = 'redis.exceptions'

    def __init_subclass__(cls):
        cls.__module__ = 'redis.exceptions'


class ConnectionError(RedisError):
    pass


class MaxConnectionsError(ConnectionError):
    pass


class TimeoutError(RedisError):
    pass


class ResponseError(RedisError):
    pass


class DataError(RedisError):
    pass


class LockError(RedisError, ValueError):
    pass


class LockNotOwnedError(LockError):
    pass


def _key(key):
    if isinstance(key, bytes):
        return key.decode()
    return _bytes(key).decode()


def _bytes(value):
    if isinstance(value, bytes):
        return value
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise DataError(f'Invalid input of type: {type(value).__name__!r}. Convert to a bytes, string, int or float first.')
    return repr(value).encode() if isinstance(value, float) else str(value).encode()


def _seconds(value):
    return value.total_seconds() if hasattr(value, 'total_seconds') else value


def _there(key, kind=None):
    # The value of a key that has not expired.
    key = _key(key)
    if key in _until and _time() >= _until[key]:
        _data.pop(key, None)
        del _until[key]
    found = _data.get(key)
    if found is not None and kind is not None and not isinstance(found, kind):
        raise ResponseError('WRONGTYPE Operation against a key holding the wrong kind of value')
    return found


def _made(key, kind):
    found = _there(key, kind)
    if found is None:
        found = _data[_key(key)] = kind()
    return found


def _emptied(key):
    if not _data.get(_key(key), True):
        del _data[_key(key)]


class _Sorted(dict):
    pass


def _slice(items, start, end):
    n = len(items)
    start, end = max(start + n, 0) if start < 0 else start, end + n if end < 0 else end
    return items[start:end + 1]


class _Commands:
    # What each command does to the table, once its time has passed.
    def ping(self):
        return True

    def get(self, name):
        return _there(name, bytes)

    def set(self, name, value, ex=None, px=None, nx=False, xx=False, keepttl=False, get=False, exat=None, pxat=None):
        there = _there(name)
        if nx and there is not None or xx and there is None:
            return there if get else None
        key = _key(name)
        _data[key] = _bytes(value)
        if not keepttl:
            _until.pop(key, None)
        if ex is not None or px is not None:
            _until[key] = _time() + (_seconds(ex) if ex is not None else px / 1000)
        return there if get else True

    def setex(self, name, time, value):
        return _Commands.set(self, name, value, ex=time)

    def setnx(self, name, value):
        return _Commands.set(self, name, value, nx=True) is True

    def getset(self, name, value):
        return _Commands.set(self, name, value, get=True)

    def getdel(self, name):
        found = _there(name, bytes)
        _data.pop(_key(name), None)
        return found

    def mget(self, keys, *args):
        names = list(keys) + list(args) if isinstance(keys, (list, tuple)) else [keys] + list(args)
        return [_there(k) for k in names]

    def mset(self, mapping):
        for k, v in mapping.items():
            _Commands.set(self, k, v)
        return True

    def append(self, key, value):
        _data[_key(key)] = (_there(key, bytes) or b'') + _bytes(value)
        return len(_data[_key(key)])

    def strlen(self, name):
        return len(_there(name, bytes) or b'')

    def delete(self, *names):
        return sum([_there(n) is not None and _data.pop(_key(n), None) is not None for n in names])

    def unlink(self, *names):
        return _Commands.delete(self, *names)

    def exists(self, *names):
        return sum([_there(n) is not None for n in names])

    def incrby(self, name, amount=1):
        found = _there(name, bytes) or b'0'
        try:
            value = int(found) + amount
        except ValueError:
            raise ResponseError('value is not an integer or out of range') from None
        _data[_key(name)] = str(value).encode()
        return value

    incr = incrby

    def decr(self, name, amount=1):
        return _Commands.incrby(self, name, -amount)

    decrby = decr

    def expire(self, name, time, nx=False, xx=False, gt=False, lt=False):
        if _there(name) is None:
            return False
        _until[_key(name)] = _time() + _seconds(time)
        return True

    def persist(self, name):
        return _there(name) is not None and _until.pop(_key(name), None) is not None

    def ttl(self, name):
        if _there(name) is None:
            return -2
        return int(_until[_key(name)] - _time() + 0.5) if _key(name) in _until else -1

    def pttl(self, name):
        if _there(name) is None:
            return -2
        return int((_until[_key(name)] - _time()) * 1000) if _key(name) in _until else -1

    def keys(self, pattern='*'):
        from re import escape, fullmatch
        text = ''.join(['.*' if c == '*' else '.' if c == '?' else escape(c) for c in _key(pattern)])
        return [k.encode() for k in list(_data) if _there(k) is not None and fullmatch(text, k)]

    def dbsize(self):
        return len(_data)

    def flushdb(self, asynchronous=False):
        _data.clear()
        _until.clear()
        return True

    flushall = flushdb

    def lpush(self, name, *values):
        items = _made(name, list)
        for value in values:
            items.insert(0, _bytes(value))
        return len(items)

    def rpush(self, name, *values):
        items = _made(name, list)
        items.extend([_bytes(v) for v in values])
        return len(items)

    def lpop(self, name, count=None):
        return self._popped(name, count, 0)

    def rpop(self, name, count=None):
        return self._popped(name, count, -1)

    def _popped(self, name, count, end):
        items = _there(name, list)
        if not items:
            return None
        made = [items.pop(end) for _ in range(min(count or 1, len(items)))]
        _emptied(name)
        return made[0] if count is None else made

    def llen(self, name):
        return len(_there(name, list) or ())

    def lrange(self, name, start, end):
        return _slice(_there(name, list) or [], start, end)

    def ltrim(self, name, start, end):
        items = _there(name, list)
        if items is not None:
            items[:] = _slice(items, start, end)
            _emptied(name)
        return True

    def lindex(self, name, index):
        items = _there(name, list) or []
        return items[index] if -len(items) <= index < len(items) else None

    def hset(self, name, key=None, value=None, mapping=None, items=None):
        fields = _made(name, dict)
        rows = ([(key, value)] if key is not None else []) + list((mapping or {}).items())
        if not rows:
            raise DataError("'hset' with no key value pairs")
        rows = [(_bytes(k), _bytes(v)) for k, v in rows]
        fresh = len({k for k, v in rows if k not in fields})
        fields.update(rows)
        return fresh

    def hget(self, name, key):
        return (_there(name, dict) or {}).get(_bytes(key))

    def hgetall(self, name):
        return dict(_there(name, dict) or {})

    def hmget(self, name, keys, *args):
        fields = _there(name, dict) or {}
        return [fields.get(_bytes(k)) for k in list(keys if isinstance(keys, (list, tuple)) else [keys]) + list(args)]

    def hdel(self, name, *keys):
        fields = _there(name, dict) or {}
        gone = sum([fields.pop(_bytes(k), None) is not None for k in keys])
        _emptied(name)
        return gone

    def hexists(self, name, key):
        return _bytes(key) in (_there(name, dict) or {})

    def hkeys(self, name):
        return list(_there(name, dict) or {})

    def hvals(self, name):
        return list((_there(name, dict) or {}).values())

    def hlen(self, name):
        return len(_there(name, dict) or {})

    def hincrby(self, name, key, amount=1):
        fields = _made(name, dict)
        value = int(fields.get(_bytes(key), b'0')) + amount
        fields[_bytes(key)] = str(value).encode()
        return value

    def sadd(self, name, *values):
        items = _made(name, set)
        before = len(items)
        items.update([_bytes(v) for v in values])
        return len(items) - before

    def srem(self, name, *values):
        items = _there(name, set) or set()
        before = len(items)
        items.difference_update([_bytes(v) for v in values])
        _emptied(name)
        return before - len(items)

    def smembers(self, name):
        return set(_there(name, set) or ())

    def sismember(self, name, value):
        return int(_bytes(value) in (_there(name, set) or ()))

    def scard(self, name):
        return len(_there(name, set) or ())

    def zadd(self, name, mapping, nx=False, xx=False, ch=False, incr=False, gt=False, lt=False):
        if nx or xx or ch or incr or gt or lt:
            _refuse('redis: zadd with nx, xx, ch, incr, gt or lt')
        items = _made(name, _Sorted)
        fresh = len([k for k in mapping if _bytes(k) not in items])
        items.update({_bytes(k): float(v) for k, v in mapping.items()})
        return fresh

    def zincrby(self, name, amount, value):
        items = _made(name, _Sorted)
        items[_bytes(value)] = items.get(_bytes(value), 0.0) + amount
        return items[_bytes(value)]

    def zscore(self, name, value):
        return (_there(name, _Sorted) or {}).get(_bytes(value))

    def zcard(self, name):
        return len(_there(name, _Sorted) or ())

    def zrem(self, name, *values):
        items = _there(name, _Sorted) or {}
        gone = sum([items.pop(_bytes(v), None) is not None for v in values])
        _emptied(name)
        return gone

    def zrange(self, name, start, end, desc=False, withscores=False, **options):
        if options:
            _refuse(f"redis: zrange with {', '.join(options)}")
        rows = sorted((_there(name, _Sorted) or {}).items(), key=lambda r: (r[1], r[0]), reverse=desc)
        rows = _slice(rows, start, end)
        return rows if withscores else [k for k, score in rows]

    def zrevrange(self, name, start, end, withscores=False):
        return _Commands.zrange(self, name, start, end, True, withscores)

    def zrank(self, name, value):
        rows = _Commands.zrange(self, name, 0, -1)
        return rows.index(_bytes(value)) if _bytes(value) in rows else None


_NAMES = [n for n in _Commands.__dict__ if not n.startswith('_')]


def _text(value):
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, (list, set)):
        return type(value)([_text(v) for v in value])
    if isinstance(value, tuple):
        return tuple([_text(v) for v in value])
    if isinstance(value, dict):
        return {_text(k): _text(v) for k, v in value.items()}
    return value


class ConnectionPool:
    _waits = None

    def __init__(self, max_connections=None, host='localhost', port=6379, db=0, decode_responses=False, timeout=20, **options):
        self.max_connections, self.timeout = max_connections or 1 << 31, timeout
        self.decode = decode_responses
        self.used = 0

    @classmethod
    def from_url(cls, url, **options):
        return cls(**options)

    def _taken(self):
        if self.used >= self.max_connections:
            raise MaxConnectionsError('Too many connections')
        self.used += 1

    def _given_back(self):
        self.used -= 1

    def disconnect(self):
        pass

    async def aclose(self):
        pass


class BlockingConnectionPool(ConnectionPool):
    _waits = True

    def __init__(self, max_connections=50, timeout=20, **options):
        super().__init__(max_connections, timeout=timeout, **options)
        self._places = None

    def _given_back(self):
        self._places.release()


class _Base(_Commands):
    def __init__(self, host='localhost', port=6379, db=0, password=None, *, decode_responses=False, max_connections=None, connection_pool=None,
                 **options):
        self.connection_pool = connection_pool or ConnectionPool(max_connections, decode_responses=decode_responses)
        self._decode = self.connection_pool.decode or decode_responses

    @classmethod
    def from_url(cls, url, **options):
        return cls(**options)

    @classmethod
    def from_pool(cls, connection_pool):
        return cls(connection_pool=connection_pool)

    def _did(self, name, args, options):
        value = getattr(_Commands, name)(self, *args, **options)
        return _text(value) if self._decode else value

    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(name)
        _refuse(f'redis: {name}')


_LOST = 'Connection closed by server.'


class Redis(_Closes, _Base):
    def _ask(self):
        pool = self.connection_pool
        if pool._waits:
            from threading import Semaphore
            if pool._places is None:
                pool._places = Semaphore(pool.max_connections)
            if not pool._places.acquire(timeout=pool.timeout):
                raise ConnectionError('No connection available.')
        else:
            pool._taken()
        try:
            if _service('redis').block():
                raise ConnectionError(_LOST)
        finally:
            pool._given_back()

    def pipeline(self, transaction=True, shard_hint=None):
        return _Pipeline(self)

    def scan_iter(self, match='*', count=None, **options):
        yield from self.keys(match)


class _AsyncRedis(_Base):
    async def _ask(self):
        pool = self.connection_pool
        if pool._waits:
            import asyncio
            if pool._places is None:
                pool._places = asyncio.Semaphore(pool.max_connections)
            try:
                async with asyncio.timeout(pool.timeout):
                    await pool._places.acquire()
            except asyncio.TimeoutError:
                raise ConnectionError('No connection available.') from None
        else:
            pool._taken()
        try:
            if await _service('redis').wait():
                raise ConnectionError(_LOST)
        finally:
            pool._given_back()

    def pipeline(self, transaction=True, shard_hint=None):
        return _AsyncPipeline(self)

    async def scan_iter(self, match='*', count=None, **options):
        for key in await self.keys(match):
            yield key

    async def aclose(self, close_connection_pool=None):
        pass

    close = aclose

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        pass


class _Pipeline:
    # Commands that are sent together: one wait for all of them.
    def __init__(self, client):
        self._client, self._queue = client, []

    def __getattr__(self, name):
        if name not in _NAMES:
            _refuse(f'redis: {name} in a pipeline')

        def queued(*args, **options):
            self._queue.append((name, args, options))
            return self
        return queued

    def _done(self):
        queue, self._queue = self._queue, []
        return [self._client._did(name, args, options) for name, args, options in queue]

    def execute(self, raise_on_error=True):
        if not self._queue:
            return []
        self._client._ask()
        return self._done()

    def __len__(self):
        return len(self._queue)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._queue = []


class _AsyncPipeline(_Pipeline):
    async def execute(self, raise_on_error=True):
        if not self._queue:
            return []
        await self._client._ask()
        return self._done()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        self._queue = []


def _blocking(name):
    def command(self, *args, **options):
        self._ask()
        return self._did(name, args, options)
    command.__name__ = name
    return command


def _awaited(name):
    async def command(self, *args, **options):
        await self._ask()
        return self._did(name, args, options)
    command.__name__ = name
    return command


for _name in _NAMES:
    setattr(Redis, _name, _blocking(_name))
    setattr(_AsyncRedis, _name, _awaited(_name))
_AsyncRedis.__name__ = _AsyncRedis.__qualname__ = 'Redis'
StrictRedis = Redis


def from_url(url, **options):
    return Redis(**options)


import redis.exceptions as exceptions
