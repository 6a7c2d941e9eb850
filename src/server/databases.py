# Databases: asyncpg (awaited), psycopg2 and psycopg (blocking; psycopg's AsyncConnection awaited), over the service `postgres`. A
# statement takes its latency; what it answers comes from the tables that the program makes and fills. Pools run out as real ones do.

import asyncio as _asyncio
import threading as _threading
from _services import service as _service
from _sql import Unique as _Unique, run as _run


class Error(Exception):
    pass


class DatabaseError(Error):
    pass


class OperationalError(DatabaseError):
    pass


class ProgrammingError(DatabaseError):
    pass


class IntegrityError(DatabaseError):
    pass


class UniqueViolation(IntegrityError):
    __module__ = 'psycopg2.errors'


class UndefinedColumn(ProgrammingError):
    __module__ = 'psycopg2.errors'


class DuplicateTable(ProgrammingError):
    __module__ = 'psycopg2.errors'


class PoolError(Error):
    __module__ = 'psycopg2.pool'


class PoolTimeout(OperationalError):
    __module__ = 'psycopg_pool'


class PostgresError(Exception):
    __module__ = 'asyncpg.exceptions'


class UniqueViolationError(PostgresError):
    __module__ = 'asyncpg.exceptions'


class UndefinedColumnError(PostgresError):
    __module__ = 'asyncpg.exceptions'


class ConnectionDoesNotExistError(PostgresError):
    __module__ = 'asyncpg.exceptions'


class DuplicateTableError(PostgresError):
    __module__ = 'asyncpg.exceptions'


class InterfaceError(Exception):
    __module__ = 'asyncpg.exceptions'


def _rows(query, many):
    return _run(str(query)).rows


class Record:
    __module__ = 'asyncpg.protocol.record'

    def __init__(self, columns, values):
        self._columns, self._values = columns, tuple(values)

    def __getitem__(self, key):
        if isinstance(key, str):
            if key not in self._columns:
                raise KeyError(key)
            key = self._columns.index(key)
        return self._values[key]

    def __len__(self):
        return len(self._values)

    def __iter__(self):
        return iter(self._values)

    def __eq__(self, other):
        return self._values == (other._values if isinstance(other, Record) else other)

    def __hash__(self):
        return hash(self._values)

    def get(self, key, default=None):
        return self[key] if key in self._columns else default

    def keys(self):
        return iter(self._columns)

    def values(self):
        return iter(self._values)

    def items(self):
        return iter(list(zip(self._columns, self._values)))

    def __contains__(self, key):
        return key in self._columns

    def __repr__(self):
        return '<Record ' + ' '.join([f'{c}={v!r}' for c, v in zip(self._columns, self._values)]) + '>'


class Connection:
    def __init__(self):
        self._closed = False
        self._undo = None
        self._busy = False

    async def _ask(self, query, args=()):
        if self._closed:
            raise InterfaceError('connection is closed')
        if self._busy:
            raise InterfaceError('cannot perform operation: another operation is in progress')
        self._busy = True
        try:
            if await _service('postgres').wait():
                raise ConnectionDoesNotExistError('connection was closed in the middle of operation')
            try:
                answer = _run(str(query), args)
            except _Unique as e:
                wrong = UniqueViolationError(e.text)
                wrong.detail, wrong.constraint_name = e.detail, e.constraint
            except KeyError as e:
                wrong = UndefinedColumnError(f'column "{e.args[0]}" does not exist')
            except LookupError as e:
                wrong = DuplicateTableError(str(e))
            else:
                if answer.sleeps:
                    await _asyncio.sleep(answer.sleeps)
                if self._undo is not None:
                    self._undo.extend(answer.undo)
                return answer
            raise wrong
        finally:
            self._busy = False

    async def fetch(self, query, *args, timeout=None):
        answer = await self._ask(query, args)
        return [Record(answer.columns, row) for row in answer.rows]

    async def fetchrow(self, query, *args, timeout=None):
        rows = await self.fetch(query, *args)
        return rows[0] if rows else None

    async def fetchval(self, query, *args, column=0, timeout=None):
        row = await self.fetchrow(query, *args)
        return None if row is None else row[column]

    async def execute(self, query, *args, timeout=None):
        return (await self._ask(query, args)).tag

    async def executemany(self, command, args, timeout=None):
        for row in args:
            await self._ask(command, row)

    async def prepare(self, query, *, timeout=None):
        await _service('postgres').wait()
        return _Prepared(self, query)

    def transaction(self, **options):
        return _Transaction(self)

    def is_in_transaction(self):
        return self._undo is not None

    async def close(self, timeout=None):
        self._closed = True

    def is_closed(self):
        return self._closed


class _Prepared:
    def __init__(self, connection, query):
        self._connection, self._query = connection, query

    async def fetch(self, *args):
        return await self._connection.fetch(self._query, *args)

    async def fetchrow(self, *args):
        return await self._connection.fetchrow(self._query, *args)

    async def fetchval(self, *args):
        return await self._connection.fetchval(self._query, *args)


class _Transaction:
    def __init__(self, connection):
        self._connection = connection

    async def start(self):
        await self._connection._ask('BEGIN')
        self._outer = self._connection._undo
        self._connection._undo = []

    async def commit(self):
        await self._connection._ask('COMMIT')
        if self._outer is not None:
            self._outer.extend(self._connection._undo)
        self._connection._undo = self._outer

    async def rollback(self):
        await self._connection._ask('ROLLBACK')
        for undo in reversed(self._connection._undo):
            undo()
        self._connection._undo = self._outer

    async def __aenter__(self):
        await self.start()
        return self

    async def __aexit__(self, kind, exc, tb):
        await (self.commit() if kind is None else self.rollback())


class _Acquired:
    def __init__(self, pool, timeout):
        self._pool, self._timeout = pool, timeout

    def __await__(self):
        return self._pool._take(self._timeout).__await__()

    async def __aenter__(self):
        self._connection = await self._pool._take(self._timeout)
        return self._connection

    async def __aexit__(self, *exc_info):
        await self._pool.release(self._connection)


class Pool:
    def __init__(self, size):
        self._free = _asyncio.Semaphore(size)
        self._size = self._max = size
        self._used = 0
        self._closed = False

    def acquire(self, *, timeout=None):
        return _Acquired(self, timeout)

    async def _take(self, timeout=None):
        if self._closed:
            raise InterfaceError('pool is closed')
        async with _asyncio.timeout(timeout):
            await self._free.acquire()
        self._used += 1
        return Connection()

    async def release(self, connection, *, timeout=None):
        self._used -= 1
        connection._closed = True
        self._free.release()

    def get_size(self):
        return self._size

    def get_max_size(self):
        return self._max

    def get_idle_size(self):
        return self._size - self._used

    async def fetch(self, query, *args, timeout=None):
        async with self.acquire() as connection:
            return await connection.fetch(query, *args)

    async def fetchrow(self, query, *args, timeout=None):
        async with self.acquire() as connection:
            return await connection.fetchrow(query, *args)

    async def fetchval(self, query, *args, column=0, timeout=None):
        async with self.acquire() as connection:
            return await connection.fetchval(query, *args, column=column)

    async def execute(self, query, *args, timeout=None):
        async with self.acquire() as connection:
            return await connection.execute(query, *args)

    async def executemany(self, command, args, *, timeout=None):
        async with self.acquire() as connection:
            return await connection.executemany(command, args)

    async def close(self):
        for _ in range(self._max):
            await self._free.acquire()
        self._closed = True

    def terminate(self):
        self._closed = True

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
    if min_size > max_size:
        raise ValueError('min_size is greater than max_size')
    return _Making(max_size)


async def _connect_awaited(dsn=None, **options):
    await _service('postgres').wait()
    return Connection()


_LOST = 'server closed the connection unexpectedly'


class _CursorBase:
    def __init__(self, connection, as_dict):
        self.connection = connection
        self._as_dict = as_dict
        self._found, self._columns = None, None
        self.rowcount = -1
        self.description = None

    def _settled(self, answer):
        self._columns = answer.columns
        self._found = list(answer.rows) if answer.columns is not None else None
        self.rowcount = len(answer.rows) if answer.columns is not None and not answer.tag.startswith(('INSERT', 'UPDATE', 'DELETE')) else answer.count
        self.description = [(c,) + (None,) * 6 for c in answer.columns] if answer.columns is not None else None
        if not self.connection.autocommit:
            self.connection._undo.extend(answer.undo)

    def _answered(self, query, params):
        try:
            return _run(str(query), params)
        except _Unique as e:
            wrong = UniqueViolation(f'{e.text}\nDETAIL:  {e.detail}\n')
        except KeyError as e:
            wrong = UndefinedColumn(f'column "{e.args[0]}" does not exist')
        except LookupError as e:
            wrong = DuplicateTable(str(e))
        raise wrong

    def _row(self, row):
        return dict(zip(self._columns, row)) if self._as_dict else row

    def _results(self):
        if self._found is None:
            raise ProgrammingError('no results to fetch')
        return self._found

    def _one(self):
        found = self._results()
        return self._row(found.pop(0)) if found else None

    def _all(self):
        rows = [self._row(r) for r in self._results()]
        self._found = []
        return rows

    def _many(self, size=1):
        rows = [self._row(r) for r in self._results()[:size]]
        self._found = self._found[size:]
        return rows


class _Cursor(_CursorBase):
    def execute(self, query, params=None):
        if self.connection.closed:
            raise OperationalError('connection already closed')
        if _service('postgres').block():
            raise OperationalError(_LOST)
        answer = self._answered(query, params)
        if answer.sleeps:
            from time import sleep
            sleep(answer.sleeps)
        self._settled(answer)
        return self

    def executemany(self, query, params):
        for row in params:
            self.execute(query, row)

    def fetchone(self):
        return self._one()

    def fetchall(self):
        return self._all()

    def fetchmany(self, size=1):
        return self._many(size)

    def close(self):
        pass

    def __iter__(self):
        return iter(self._all())

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass


class _AwaitedCursor(_CursorBase):
    async def execute(self, query, params=None):
        if await _service('postgres').wait():
            raise OperationalError(_LOST)
        answer = self._answered(query, params)
        if answer.sleeps:
            await _asyncio.sleep(answer.sleeps)
        self._settled(answer)
        return self

    async def executemany(self, query, params):
        for row in params:
            await self.execute(query, row)

    async def fetchone(self):
        return self._one()

    async def fetchall(self):
        return self._all()

    async def fetchmany(self, size=1):
        return self._many(size)

    async def __aiter__(self):
        for row in self._all():
            yield row

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        pass


class _ConnectionBase:
    def __init__(self, autocommit=False, as_dict=False, closes=False):
        self.autocommit = autocommit
        self.closed = 0
        self._undo = []
        self._as_dict, self._closes = as_dict, closes

    def _undone(self):
        for undo in reversed(self._undo):
            undo()
        self._undo = []


class _BlockingConnection(_ConnectionBase):
    def cursor(self, name=None, cursor_factory=None, row_factory=None, **options):
        return _Cursor(self, self._as_dict or cursor_factory is RealDictCursor or row_factory is dict_row)

    def execute(self, query, params=None):
        return self.cursor().execute(query, params)

    def commit(self):
        self._undo = []
        _service('postgres').block()

    def rollback(self):
        self._undone()

    def close(self):
        self._undone()
        self.closed = 1

    def __enter__(self):
        return self

    def __exit__(self, kind, exc, tb):
        self.commit() if kind is None else self.rollback()
        if self._closes:
            self.close()


class AsyncConnection(_ConnectionBase):
    @classmethod
    async def connect(cls, conninfo='', *, autocommit=False, row_factory=None, **options):
        await _service('postgres').wait()
        return cls(autocommit, row_factory is dict_row)

    def cursor(self, *, row_factory=None, **options):
        return _AwaitedCursor(self, self._as_dict or row_factory is dict_row)

    async def execute(self, query, params=None):
        return await self.cursor().execute(query, params)

    async def commit(self):
        self._undo = []
        await _service('postgres').wait()

    async def rollback(self):
        self._undone()

    async def close(self):
        self._undone()
        self.closed = 1

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, exc, tb):
        await (self.commit() if kind is None else self.rollback())
        await self.close()


class RealDictCursor:
    pass


def dict_row(cursor):
    pass


def _connect_psycopg2(dsn=None, cursor_factory=None, **options):
    _service('postgres').block()
    return _BlockingConnection(False, cursor_factory is RealDictCursor)


def _connect_psycopg(conninfo='', *, autocommit=False, row_factory=None, **options):
    _service('postgres').block()
    return _BlockingConnection(autocommit, row_factory is dict_row, True)


class ThreadedConnectionPool:
    # Does not wait for a connection: when all are out, it says so.
    def __init__(self, minconn, maxconn, *args, **options):
        self.minconn, self.maxconn = minconn, maxconn
        self._options = options
        self._used = 0
        for _ in range(minconn):
            _service('postgres').block()
        self._made = minconn
        self.closed = False

    def getconn(self, key=None):
        if self.closed:
            raise PoolError('connection pool is closed')
        if self._used >= self.maxconn:
            raise PoolError('connection pool exhausted')
        self._used += 1
        if self._used > self._made:
            self._made += 1
            _service('postgres').block()
        return _BlockingConnection(False, self._options.get('cursor_factory') is RealDictCursor)

    def putconn(self, conn=None, key=None, close=False):
        conn._undone()
        self._used -= 1

    def closeall(self):
        self.closed = True


class _Borrowed:
    def __init__(self, pool, timeout):
        self._pool, self._timeout = pool, timeout

    def __enter__(self):
        self._connection = self._pool.getconn(self._timeout)
        return self._connection

    def __exit__(self, kind, exc, tb):
        self._connection.commit() if kind is None else self._connection.rollback()
        self._pool.putconn(self._connection)

    async def __aenter__(self):
        self._connection = await self._pool.getconn(self._timeout)
        return self._connection

    async def __aexit__(self, kind, exc, tb):
        await (self._connection.commit() if kind is None else self._connection.rollback())
        await self._pool.putconn(self._connection)


class ConnectionPool:
    def __init__(self, conninfo='', *, min_size=4, max_size=None, timeout=30.0, open=True, kwargs=None, **options):
        self.timeout = timeout
        self._size = max_size or min_size
        self._as_dict = (kwargs or {}).get('row_factory') is dict_row
        self._places = None

    def _late(self, timeout):
        return PoolTimeout(f"couldn't get a connection after {timeout:.2f} sec")

    def open(self, wait=False, timeout=30.0):
        pass

    def close(self, timeout=5.0):
        pass

    def connection(self, timeout=None):
        return _Borrowed(self, timeout)

    def getconn(self, timeout=None):
        timeout = self.timeout if timeout is None else timeout
        if self._places is None:
            self._places = _threading.Semaphore(self._size)
        if not self._places.acquire(timeout=timeout):
            raise self._late(timeout)
        return _BlockingConnection(False, self._as_dict)

    def putconn(self, conn):
        self._places.release()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass


class AsyncConnectionPool(ConnectionPool):
    async def open(self, wait=False, timeout=30.0):
        pass

    async def close(self, timeout=5.0):
        pass

    async def getconn(self, timeout=None):
        timeout = self.timeout if timeout is None else timeout
        if self._places is None:
            self._places = _asyncio.Semaphore(self._size)
        try:
            async with _asyncio.timeout(timeout):
                await self._places.acquire()
        except TimeoutError:
            raise self._late(timeout) from None
        return AsyncConnection(False, self._as_dict)

    async def putconn(self, conn):
        self._places.release()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        pass
