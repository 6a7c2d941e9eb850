# Databases: asyncpg (awaited), psycopg2 and psycopg (blocking), over the service `postgres`. A query takes its latency; what it
# gives back is empty, as there is no data behind it. Pools run out as real ones do.

import asyncio as _asyncio
import threading as _threading
from _services import service as _service


class Error(Exception):
    pass


class OperationalError(Error):
    pass


class PostgresError(Error):
    pass


class InterfaceError(Error):
    pass


def _rows(query, many):
    # SELECT 1 and its like give what they say.
    text = str(query).strip().lower()
    if text.startswith('select') and ' from ' not in text:
        value = text[len('select'):].strip().rstrip(';')
        return [(int(value),)] if value.isdigit() else [(value,)]
    return []


class Connection:
    def __init__(self):
        self._closed = False

    async def _ask(self, query):
        if await _service('postgres').wait():
            raise PostgresError('connection was closed in the middle of operation')
        return _rows(query, True)

    async def fetch(self, query, *args, timeout=None):
        return await self._ask(query)

    async def fetchrow(self, query, *args, timeout=None):
        rows = await self._ask(query)
        return rows[0] if rows else None

    async def fetchval(self, query, *args, column=0, timeout=None):
        rows = await self._ask(query)
        return rows[0][column] if rows else None

    async def execute(self, query, *args, timeout=None):
        await self._ask(query)
        return str(query).split()[0].upper() + ' 1'

    async def executemany(self, query, args, timeout=None):
        for _ in args:
            await self._ask(query)

    def transaction(self, **options):
        return _Transaction(self)

    async def close(self, timeout=None):
        self._closed = True

    def is_closed(self):
        return self._closed


class _Transaction:
    def __init__(self, connection):
        self._connection = connection

    async def __aenter__(self):
        await self._connection._ask('BEGIN')
        return self

    async def __aexit__(self, *exc_info):
        await self._connection._ask('COMMIT')


class _Acquired:
    def __init__(self, pool):
        self._pool = pool

    def __await__(self):
        return self._pool._take().__await__()

    async def __aenter__(self):
        self._connection = await self._pool._take()
        return self._connection

    async def __aexit__(self, *exc_info):
        await self._pool.release(self._connection)


class Pool:
    def __init__(self, size):
        self._free = _asyncio.Semaphore(size)
        self._size = size

    def acquire(self, timeout=None):
        return _Acquired(self)

    async def _take(self):
        await self._free.acquire()
        return Connection()

    async def release(self, connection):
        self._free.release()

    async def fetch(self, query, *args):
        async with self.acquire() as connection:
            return await connection.fetch(query, *args)

    async def fetchrow(self, query, *args):
        async with self.acquire() as connection:
            return await connection.fetchrow(query, *args)

    async def fetchval(self, query, *args):
        async with self.acquire() as connection:
            return await connection.fetchval(query, *args)

    async def execute(self, query, *args):
        async with self.acquire() as connection:
            return await connection.execute(query, *args)

    async def close(self):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        await self.close()


class _Making:
    def __init__(self, size):
        self._size = size

    async def _made(self):
        await _service('postgres').wait()
        return Pool(self._size)

    def __await__(self):
        return self._made().__await__()

    async def __aenter__(self):
        self._pool = await self._made()
        return self._pool

    async def __aexit__(self, *exc_info):
        await self._pool.close()


def create_pool(dsn=None, *, min_size=10, max_size=10, **options):
    return _Making(max_size)


async def _connect_awaited(dsn=None, **options):
    await _service('postgres').wait()
    return Connection()


class _Cursor:
    def __init__(self):
        self._found = []
        self.rowcount = -1

    def execute(self, query, params=None):
        if _service('postgres').block():
            raise OperationalError('server closed the connection unexpectedly')
        self._found = _rows(query, True)
        self.rowcount = len(self._found)
        return self

    def executemany(self, query, params):
        for p in params:
            self.execute(query, p)

    def fetchone(self):
        return self._found.pop(0) if self._found else None

    def fetchall(self):
        found, self._found = self._found, []
        return found

    def close(self):
        pass

    def __iter__(self):
        return iter(self.fetchall())

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass


class _BlockingConnection:
    autocommit = False

    def cursor(self, **options):
        return _Cursor()

    def execute(self, query, params=None):
        return _Cursor().execute(query, params)

    def commit(self):
        _service('postgres').block()

    def rollback(self):
        pass

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass


def _connect_blocking(dsn=None, **options):
    _service('postgres').block()
    return _BlockingConnection()
