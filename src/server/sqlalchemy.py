# sqlalchemy, the shapes that tutorials use: engines with a pool, sessions that block and sessions that are awaited. There is no
# data: what was added can be got by its key, queries find what was added of a class.

import asyncio as _asyncio
import threading as _threading
from _services import service as _service

_rows = {}
_numbers = {}


class _Anything:
    # A column, a type, a condition: accepted and ignored.
    def __init__(self, *args, **kwargs):
        self.args = args

    def __call__(self, *args, **kwargs):
        return self

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return _Anything()

    def __eq__(self, other):
        return self

    def __ne__(self, other):
        return self

    def __lt__(self, other):
        return self

    def __gt__(self, other):
        return self

    def __le__(self, other):
        return self

    def __ge__(self, other):
        return self

    def __hash__(self):
        return id(self)

    def __set_name__(self, owner, name):
        self.key = name


Column = Integer = String = Float = Boolean = DateTime = Text = ForeignKey = Numeric = JSON = Date = Table = MetaData = _Anything
relationship = mapped_column = func = Index = UniqueConstraint = _Anything


class _Query:
    def __init__(self, *entities):
        self.entities = entities

    def where(self, *conditions):
        return self

    filter = filter_by = order_by = limit = offset = join = options = group_by = having = values = returning = \
        lambda self, *args, **kwargs: self


def select(*entities):
    return _Query(*entities)


insert = update = delete = select


def text(sql):
    return _Query(sql)


class Result:
    def __init__(self, query):
        entity = query.entities[0] if isinstance(query, _Query) and query.entities else None
        if isinstance(entity, str):
            from _databases import _rows as literal
            self._found = literal(entity, True)
        else:
            self._found = list(_rows.get(entity, {}).values()) if isinstance(entity, type) else []

    def scalars(self):
        return self

    def unique(self):
        return self

    def all(self):
        return list(self._found)

    fetchall = all

    def first(self):
        return self._found[0] if self._found else None

    fetchone = scalar_one_or_none = one_or_none = first

    def scalar(self):
        first = self.first()
        return first[0] if isinstance(first, tuple) else first

    def one(self):
        if len(self._found) != 1:
            raise NoResultFound('No row was found when one was required')
        return self._found[0]

    scalar_one = one

    def __iter__(self):
        return iter(self._found)


class SQLAlchemyError(Exception):
    pass


class NoResultFound(SQLAlchemyError):
    pass


class TimeoutError(SQLAlchemyError):
    pass


class Engine:
    def __init__(self, url, pool_size, max_overflow):
        self.url = url
        self.size = pool_size + max_overflow
        self._threads = _threading.BoundedSemaphore(self.size)
        self._tasks = None

    def connect(self):
        return Session(self)

    begin = connect

    def dispose(self):
        pass


class AsyncEngine(Engine):
    def connect(self):
        return AsyncSession(self)

    begin = connect

    async def dispose(self):
        pass


def create_engine(url, *, pool_size=5, max_overflow=10, **options):
    return Engine(url, pool_size, max_overflow)


def create_async_engine(url, *, pool_size=5, max_overflow=10, **options):
    return AsyncEngine(url, pool_size, max_overflow)


def _keep(obj):
    cls = type(obj)
    if getattr(obj, 'id', None) is None or isinstance(getattr(obj, 'id', None), _Anything):
        _numbers[cls] = _numbers.get(cls, 0) + 1
        try:
            obj.id = _numbers[cls]
        except Exception:
            return
    _rows.setdefault(cls, {})[obj.id] = obj


class Session:
    # A connection is taken with the first query and given back at the end.
    def __init__(self, bind=None, **options):
        self.bind = bind
        self._held = False
        self._new = []

    def _ask(self):
        if not self._held and self.bind is not None:
            self.bind._threads.acquire()
            self._held = True
        if _service('postgres').block():
            raise SQLAlchemyError('server closed the connection unexpectedly')

    def execute(self, query, params=None, **options):
        self._ask()
        return Result(query)

    exec = execute

    def scalars(self, query, **options):
        return self.execute(query).scalars()

    def scalar(self, query, **options):
        return self.execute(query).scalar()

    def query(self, *entities):
        session = self

        class _Lazy(_Query):
            def all(self):
                return session.execute(self).all()

            def first(self):
                return session.execute(self).first()

            def get(self, key):
                return session.get(self.entities[0], key)

            def count(self):
                return len(self.all())
        return _Lazy(*entities)

    def get(self, entity, key, **options):
        self._ask()
        return _rows.get(entity, {}).get(key)

    def add(self, obj):
        self._new.append(obj)

    def add_all(self, objs):
        self._new.extend(objs)

    def delete(self, obj):
        _rows.get(type(obj), {}).pop(getattr(obj, 'id', None), None)

    def flush(self):
        self._ask()
        while self._new:
            _keep(self._new.pop(0))

    def commit(self):
        self.flush()
        self._release()

    def refresh(self, obj, *args):
        self._ask()

    def rollback(self):
        self._new.clear()
        self._release()

    def _release(self):
        if self._held:
            self._held = False
            self.bind._threads.release()

    def close(self):
        self._release()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class AsyncSession:
    def __init__(self, bind=None, **options):
        self.bind = bind
        self._held = False
        self._new = []

    async def _ask(self):
        if not self._held and self.bind is not None:
            if self.bind._tasks is None:
                self.bind._tasks = _asyncio.Semaphore(self.bind.size)
            await self.bind._tasks.acquire()
            self._held = True
        if await _service('postgres').wait():
            raise SQLAlchemyError('connection was closed in the middle of operation')

    async def execute(self, query, params=None, **options):
        await self._ask()
        return Result(query)

    exec = execute

    async def scalars(self, query, **options):
        return (await self.execute(query)).scalars()

    async def scalar(self, query, **options):
        return (await self.execute(query)).scalar()

    async def get(self, entity, key, **options):
        await self._ask()
        return _rows.get(entity, {}).get(key)

    def add(self, obj):
        self._new.append(obj)

    def add_all(self, objs):
        self._new.extend(objs)

    async def delete(self, obj):
        _rows.get(type(obj), {}).pop(getattr(obj, 'id', None), None)

    async def flush(self):
        await self._ask()
        while self._new:
            _keep(self._new.pop(0))

    async def commit(self):
        await self.flush()
        self._release()

    async def refresh(self, obj, *args):
        await self._ask()

    async def rollback(self):
        self._new.clear()
        self._release()

    async def run_sync(self, func, *args):
        return func(self, *args)

    def begin(self):
        return self

    def _release(self):
        if self._held:
            self._held = False
            self.bind._tasks.release()

    async def close(self):
        self._release()

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        if exc is None and self._new:
            await self.flush()
        await self.close()


class sessionmaker:
    def __init__(self, bind=None, *, class_=Session, **options):
        self._bind = bind
        self._class = class_

    def __call__(self, **options):
        return self._class(self._bind)


class async_sessionmaker(sessionmaker):
    def __init__(self, bind=None, *, class_=AsyncSession, **options):
        super().__init__(bind, class_=class_)


class _Metadata:
    def create_all(self, *args, **kwargs):
        pass

    drop_all = create_all


class DeclarativeBase:
    metadata = _Metadata()

    def __init__(self, **values):
        for name, value in values.items():
            setattr(self, name, value)


def declarative_base(**options):
    class Base(DeclarativeBase):
        pass
    return Base


class Mapped:
    def __class_getitem__(cls, kind):
        return kind


class SQLModel(DeclarativeBase):
    def __init_subclass__(cls, table=False, **options):
        super().__init_subclass__()


def Field(default=None, **options):
    return default
