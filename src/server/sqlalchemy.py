# sqlalchemy, the shapes that tutorials use: classes mapped to tables in memory, sessions that block and sessions that are awaited, engines
# whose pools run out. Every statement takes the latency of the service `postgres`.

import asyncio as _asyncio
import threading as _threading
from _services import service as _service
from _sql_tables import Aggregate as _Aggregate, Column, Delete as _Delete, Element as _Element, ForeignKey, Insert as _Insert, \
    Select, Text as _Text, Update as _Update, _classes, _unknown, and_, asc, desc, func, not_, or_, table_of as _table_of, true, value_of as _value_of

__version__ = '2.1.9'


class SQLAlchemyError(Exception):
    pass


class InvalidRequestError(SQLAlchemyError):
    pass


class NoResultFound(InvalidRequestError):
    pass


class MultipleResultsFound(InvalidRequestError):
    pass


class ArgumentError(SQLAlchemyError):
    pass


class DetachedInstanceError(SQLAlchemyError):
    pass


class MissingGreenlet(InvalidRequestError):
    pass


class TimeoutError(SQLAlchemyError):
    pass


class DBAPIError(SQLAlchemyError):
    pass


class OperationalError(DBAPIError):
    pass


class IntegrityError(DBAPIError):
    pass


class _Type:
    def __init__(self, *args, **options):
        self.args = args

    def __repr__(self):
        return f"{type(self).__name__}({', '.join([repr(a) for a in self.args])})"


_types = [type(_name, (_Type,), {}) for _name in ('Integer', 'BigInteger', 'SmallInteger', 'String', 'Text', 'Unicode', 'Float', 'Numeric', 'Boolean',
                                                  'DateTime', 'Date', 'Time', 'Interval', 'JSON', 'LargeBinary', 'Uuid', 'Enum', 'Double')]
Integer, BigInteger, SmallInteger, String, Text, Unicode, Float, Numeric, Boolean, DateTime, Date, Time, Interval, JSON, LargeBinary, Uuid, Enum, \
    Double = _types


class Index(_Type):
    pass


class UniqueConstraint(_Type):
    pass


class CheckConstraint(_Type):
    pass


class _State:
    # What a session knows of an object.
    def __init__(self):
        self.session = None
        self.number = None
        self.expired = False


class _Attribute(Column):
    # A column as an attribute of a mapped class.
    def __init__(self, column, entity, name):
        self.__dict__.update(column.__dict__)
        self.entity, self.key = entity, name
        self.name = name

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        own = obj.__dict__
        if self.key not in own:
            state = own.get('_sa_instance_state')
            if state is not None and state.expired:
                _refreshed(obj, state, 'attribute refresh')
            return own.get(self.key)
        return own[self.key]

    def __set__(self, obj, value):
        obj.__dict__[self.key] = value

    def __repr__(self):
        return f'<sqlalchemy.orm.attributes.InstrumentedAttribute object at {hex(id(self))}>'


def _refreshed(obj, state, what):
    session = state.session
    if session is None:
        raise DetachedInstanceError(f'Instance <{type(obj).__name__} at {hex(id(obj))}> is not bound to a Session; {what} operation cannot proceed '
                                    '(Background on this error at: https://sqlalche.me/e/21/bhk3)')
    session._ask_now()
    session._loaded(obj, state)


class _Relation:
    def __init__(self, argument=None, *, back_populates=None, backref=None, lazy='select', cascade='', uselist=None, order_by=None,
                 foreign_keys=None, secondary=None, primaryjoin=None, **options):
        if secondary is not None or primaryjoin is not None or backref is not None:
            _unknown('relationship with secondary, primaryjoin or backref')
        self.argument, self.back, self.lazy, self.cascade, self.uselist = argument, back_populates, lazy, cascade, uselist

    def bind(self, entity, name, annotation):
        self.entity, self.key, self._annotation = entity, name, annotation

    def target(self):
        found = self.argument
        if found is None:
            text = self._annotation if isinstance(self._annotation, str) else repr(self._annotation)
            for name in _classes:
                for mark in ('[' + name + ']', "'" + name + "'", '"' + name + '"', '.' + name + ']', '.' + name + "'", name + ' |', 'Optional[' + name):
                    if mark in text or text == name:
                        found = name
        if callable(found) and not isinstance(found, type):
            found = found()
        return _classes[found] if isinstance(found, str) else found

    def _keys(self):
        # Whether the key stands in the other table; the column there or here, and what it points to.
        target = self.target()
        for name, column in self.entity.__columns__.items():
            if column.foreign is not None and column.foreign.partition('.')[0] == target.__tablename__:
                return False, name, column.foreign.partition('.')[2]
        for name, column in target.__columns__.items():
            if column.foreign is not None and column.foreign.partition('.')[0] == self.entity.__tablename__:
                return True, name, column.foreign.partition('.')[2]
        raise ArgumentError(f'Could not determine join condition between parent/child tables on relationship {self.entity.__name__}.{self.key}')

    def on(self):
        there, name, points = self._keys()
        target = self.target()
        return getattr(target, name) == getattr(self.entity, points) if there else getattr(self.entity, name) == getattr(target, points)

    def many(self):
        return self._keys()[0] and self.uselist is not False

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        own = obj.__dict__
        if self.key not in own:
            state = own['_sa_instance_state']
            if state.number is None:
                own[self.key] = [] if self.many() else None
            else:
                if state.session is None:
                    raise DetachedInstanceError(f'Parent instance <{type(obj).__name__} at {hex(id(obj))}> is not bound to a Session; lazy load operation '
                                                f"of attribute '{self.key}' cannot proceed (Background on this error at: https://sqlalche.me/e/21/bhk3)")
                state.session._ask_now()
                self.load(obj, state.session)
        return own[self.key]

    def load(self, obj, session):
        there, name, points = self._keys()
        target = self.target()
        table = _table_of(target)
        if there:
            mine = getattr(obj, points)
            found = [session._instance(target, n) for n, row in list(table.rows.items()) if row.get(name) == mine]
            obj.__dict__[self.key] = found if self.many() else found[0] if found else None
        else:
            wanted = getattr(obj, name)
            found = [session._instance(target, n) for n, row in list(table.rows.items()) if wanted is not None and row.get(points) == wanted]
            obj.__dict__[self.key] = found[0] if found else None

    def __set__(self, obj, value):
        obj.__dict__[self.key] = value
        if self.back and value is not None and not isinstance(value, list):
            other = getattr(type(value), self.back)
            if other.many() and value.__dict__['_sa_instance_state'].number is None:
                found = getattr(value, self.back)
                if obj not in found:
                    found.append(obj)


def relationship(argument=None, **options):
    return _Relation(argument, **options)


def mapped_column(*args, **options):
    return Column(*args, **options)


def selectinload(relation):
    return relation


joinedload = subqueryload = selectinload


class Mapped:
    def __class_getitem__(cls, kind):
        return _MappedOf(kind)


class _MappedOf:
    def __init__(self, kind):
        self.kind = kind

    def __repr__(self):
        return repr(self.kind)


class _Metadata:
    def create_all(self, bind=None, *args, **options):
        _service('postgres').block()

    def drop_all(self, bind=None, *args, **options):
        _service('postgres').block()
        for cls in _classes.values():
            table = _table_of(cls)
            table.rows.clear()
            table.last = 0


MetaData = _Metadata


def _mapped(cls, space):
    columns, relations = {}, {}
    annotations = {}
    for base in reversed(cls.__mro__):
        for name, value in list(base.__dict__.items()):
            if isinstance(value, _Relation):
                relations[name] = value
            elif isinstance(value, Column):
                columns[name] = value
        for name, kind in base.__dict__.get('__annotations__', {}).items():
            annotations[name] = kind
            text = kind if isinstance(kind, str) else None
            is_mapped = isinstance(kind, _MappedOf) or text is not None and text.startswith(('Mapped[', 'orm.Mapped['))
            if is_mapped and name not in columns and name not in relations:
                columns[name] = Column()
    made = {}
    for name in list(annotations) + [n for n in columns if n not in annotations]:
        if name in columns:
            made[name] = _Attribute(columns[name], cls, name)
            kind = annotations.get(name)
            text = kind if isinstance(kind, str) else repr(kind)
            made[name].optional = made[name].nullable if made[name].nullable is not None else \
                kind is None and not made[name].primary_key or 'Optional' in text or 'None' in text
            made[name].fraction = any([t is Float or isinstance(t, Float) for t in made[name].types]) or text in ('float', "<class 'float'>", 'Mapped[float]')
            setattr(cls, name, made[name])
    cls.__columns__ = made
    for name, relation in relations.items():
        fresh = _Relation()
        fresh.__dict__.update(relation.__dict__)
        fresh.bind(cls, name, annotations.get(name))
        setattr(cls, name, fresh)
    cls.__relations__ = list(relations)
    _classes[cls.__name__] = cls


class DeclarativeBase:
    metadata = _Metadata()

    def __init_subclass__(cls, **options):
        super().__init_subclass__()
        if '__tablename__' in cls.__dict__:
            _mapped(cls, cls.__dict__)
        elif DeclarativeBase not in cls.__bases__ and not cls.__dict__.get('__abstract__') and not hasattr(cls, '__tablename__') and \
                any([isinstance(v, Column) for v in cls.__dict__.values()]):
            raise InvalidRequestError(f"Class {cls!r} does not have a __table__ or __tablename__ specified and does not inherit from an existing "
                                      'table-mapped class.')

    def __new__(cls, *args, **values):
        made = object.__new__(cls)
        made.__dict__['_sa_instance_state'] = _State()
        return made

    def __init__(self, **values):
        cls = type(self)
        for name, value in values.items():
            if not hasattr(cls, name):
                raise TypeError(f'{name!r} is an invalid keyword argument for {cls.__name__}')
            setattr(self, name, value)


class MappedAsDataclass:
    def __init_subclass__(cls, **options):
        _unknown('MappedAsDataclass')


def declarative_base(**options):
    class Base(DeclarativeBase):
        pass
    return Base


def select(*entities):
    return Select(*entities)


def insert(entity):
    return _Insert(entity)


def update(entity):
    return _Update(entity)


def delete(entity):
    return _Delete(entity)


def text(sql):
    return _Text(sql)


class Row(tuple):
    def __new__(cls, values, names):
        made = tuple.__new__(cls, values)
        made._fields = tuple(names)
        return made

    def __getattr__(self, name):
        if name in self._fields:
            return self[self._fields.index(name)]
        raise AttributeError(f'Could not locate column in row for column {name!r}')

    @property
    def _mapping(self):
        return dict(zip(self._fields, self))

    def _asdict(self):
        return self._mapping


class Result:
    def __init__(self, rows, names, scalars=False, rowcount=-1):
        self._rows, self._names, self._scalars = list(rows), names, scalars
        self.rowcount = rowcount

    def _one(self, row):
        return row[0] if self._scalars else Row(row, self._names)

    def keys(self):
        return list(self._names)

    def scalars(self, index=0):
        return Result([(row[index],) for row in self._rows], self._names, True)

    def mappings(self):
        return _Mappings(self._rows, self._names)

    def unique(self):
        kept = []
        for row in self._rows:
            if not any([all([a is b or type(a) is type(b) and not hasattr(a, '_sa_instance_state') and a == b for a, b in zip(row, k)]) for k in kept]):
                kept.append(row)
        return Result(kept, self._names, self._scalars)

    def all(self):
        rows, self._rows = self._rows, []
        return [self._one(row) for row in rows]

    fetchall = all

    def fetchmany(self, size=None):
        rows, self._rows = self._rows[:size], self._rows[size:] if size is not None else []
        return [self._one(row) for row in rows]

    def first(self):
        rows, self._rows = self._rows, []
        return self._one(rows[0]) if rows else None

    def fetchone(self):
        return self._one(self._rows.pop(0)) if self._rows else None

    def one_or_none(self):
        if len(self._rows) > 1:
            raise MultipleResultsFound('Multiple rows were found when one or none was required')
        return self.first()

    def one(self):
        if not self._rows:
            raise NoResultFound('No row was found when one was required')
        if len(self._rows) > 1:
            raise MultipleResultsFound('Multiple rows were found when exactly one was required')
        return self.first()

    def scalar_one_or_none(self):
        row = self.one_or_none()
        return None if row is None else row[0]

    def scalar_one(self):
        return self.one()[0]

    def scalar(self):
        row = self.first()
        return None if row is None else row[0]

    def close(self):
        pass

    def __iter__(self):
        return iter(self.all())


class _Mappings(Result):
    def _one(self, row):
        return dict(zip(self._names, row))


def _name_of(entity):
    if isinstance(entity, type):
        return entity.__name__
    return getattr(entity, '_label', None) or getattr(entity, 'key', None) or 'anon'


class Engine:
    def __init__(self, url, size, overflow, timeout):
        self.url = url
        self._size, self._overflow, self._timeout = size, overflow, timeout
        self._threads = _threading.BoundedSemaphore(size + overflow) if overflow >= 0 else None
        self._tasks = None

    def _full(self):
        return TimeoutError(f'QueuePool limit of size {self._size} overflow {self._overflow} reached, connection timed out, timeout '
                            f'{self._timeout:.2f} (Background on this error at: https://sqlalche.me/e/21/3o7r)')

    def _take(self):
        if self._threads is not None and not self._threads.acquire(timeout=self._timeout):
            raise self._full()

    def _give(self):
        if self._threads is not None:
            self._threads.release()

    async def _take_awaited(self):
        if self._overflow < 0:
            return
        if self._tasks is None:
            self._tasks = _asyncio.Semaphore(self._size + self._overflow)
        if not self._tasks.locked():
            await self._tasks.acquire()
            return
        try:
            async with _asyncio.timeout(self._timeout):
                await self._tasks.acquire()
        except _asyncio.TimeoutError:
            raise self._full() from None

    def _give_awaited(self):
        if self._overflow >= 0:
            self._tasks.release()

    def connect(self):
        return Session(self)

    def begin(self):
        return _Committed(Session(self))

    def dispose(self):
        pass


class AsyncEngine(Engine):
    @property
    def sync_engine(self):
        return self

    def connect(self):
        return AsyncSession(self)

    def begin(self):
        return _Committed(AsyncSession(self))

    async def dispose(self):
        pass


class _Committed:
    # `with engine.begin() as connection`: committed at the end, unless an exception came.
    def __init__(self, session):
        self._session = session

    def __enter__(self):
        return self._session

    def __exit__(self, kind, exc, tb):
        self._session.commit() if kind is None else self._session.rollback()
        self._session.close()

    async def __aenter__(self):
        return self._session

    async def __aexit__(self, kind, exc, tb):
        await (self._session.commit() if kind is None else self._session.rollback())
        await self._session.close()


def create_engine(url, *, pool_size=5, max_overflow=10, pool_timeout=30, **options):
    return Engine(url, pool_size, max_overflow, pool_timeout)


def create_async_engine(url, *, pool_size=5, max_overflow=10, pool_timeout=30, **options):
    return AsyncEngine(url, pool_size, max_overflow, pool_timeout)


class IdentitySet(list):
    def __repr__(self):
        return f'IdentitySet({list(self)!r})'


class _Core:
    # What blocking and awaited sessions share: everything but the wait.
    def __init__(self, bind=None, *, expire_on_commit=True, autoflush=True, autocommit=False, future=True, info=None, **options):
        self.bind = bind
        self._held = False
        self._expires = expire_on_commit
        self._autoflush = autoflush
        self._new, self._gone = [], []
        self._known = {}
        self._undo = []
        self.info = info or {}

    @property
    def new(self):
        return IdentitySet(self._new)

    @property
    def dirty(self):
        return IdentitySet([obj for obj in self._known.values() if self._changes(obj)])

    def add(self, obj, _warn=True):
        state = obj.__dict__.get('_sa_instance_state') if hasattr(obj, '__dict__') else None
        if state is None:
            raise InvalidRequestError(f"Class '{type(obj).__module__}.{type(obj).__name__}' is not mapped")
        if state.number is None:
            if obj not in self._new:
                self._new.append(obj)
        else:
            self._known[type(obj), state.number] = obj
        state.session = self

    def add_all(self, objs):
        for obj in objs:
            self.add(obj)

    def _lite(self):
        return self.bind is not None and str(self.bind.url).startswith('sqlite')

    def expunge(self, obj):
        state = obj.__dict__['_sa_instance_state']
        self._known.pop((type(obj), state.number), None)
        state.session = None

    def expunge_all(self):
        for obj in list(self._known.values()):
            self.expunge(obj)

    def expire(self, obj, attribute_names=None):
        for name in type(obj).__columns__:
            obj.__dict__.pop(name, None)
        obj.__dict__['_sa_instance_state'].expired = True

    def __contains__(self, obj):
        return obj.__dict__['_sa_instance_state'].session is self

    def _instance(self, cls, number):
        obj = self._known.get((cls, number))
        if obj is None:
            obj = cls.__new__(cls)
            state = obj.__dict__['_sa_instance_state']
            state.session, state.number = self, number
            self._known[cls, number] = obj
            self._loaded(obj, state)
        elif obj.__dict__['_sa_instance_state'].expired:
            self._loaded(obj, obj.__dict__['_sa_instance_state'])
        return obj

    def _loaded(self, obj, state):
        row = _table_of(type(obj)).rows.get(state.number)
        if row is None:
            raise InvalidRequestError(f"Could not refresh instance '<{type(obj).__name__} at {hex(id(obj))}>'")
        obj.__dict__.update(row)
        state.expired = False

    def _changes(self, obj):
        row = _table_of(type(obj)).rows.get(obj.__dict__['_sa_instance_state'].number)
        own = obj.__dict__
        return {} if row is None else {n: own[n] for n in row if n in own and own[n] is not row[n] and own[n] != row[n]}

    def _pending(self):
        return bool(self._new or self._gone or self.dirty)

    def _write(self):
        # Everything that was changed becomes rows.
        for obj in self._gone:
            table = _table_of(type(obj))
            state = obj.__dict__['_sa_instance_state']
            row = table.rows.pop(state.number, None)
            self._undo.append(lambda table=table, n=state.number, row=row: table.rows.__setitem__(n, row))
            self._known.pop((type(obj), state.number), None)
        self._gone = []
        while self._new:
            self._insert(self._new.pop(0))
        for obj in list(self._known.values()):
            changes = self._changes(obj)
            if changes:
                table = _table_of(type(obj))
                number = obj.__dict__['_sa_instance_state'].number
                for name, column in type(obj).__columns__.items():
                    if column.onupdate is not None and name not in changes:
                        changes[name] = column.onupdate.value({}) if isinstance(column.onupdate, _Element) else column.onupdate()
                        obj.__dict__[name] = changes[name]
                self._check(type(obj), {**table.rows[number], **changes}, number)
                self._put(table, number, {**table.rows[number], **changes})
            self._children(obj)

    def _put(self, table, number, row):
        before = table.rows.get(number)
        if before is None:
            self._undo.append(lambda: table.rows.pop(number, None))
        else:
            self._undo.append(lambda: table.rows.__setitem__(number, before))
        table.rows[number] = row

    def _insert(self, obj):
        cls = type(obj)
        own = obj.__dict__
        for name in cls.__relations__:
            relation, value = getattr(cls, name), own.get(name)
            if value is not None and not isinstance(value, list) and not relation._keys()[0]:
                if value.__dict__['_sa_instance_state'].number is None:
                    if value in self._new:
                        self._new.remove(value)
                    self.add(value)
                    self._new.remove(value)
                    self._insert(value)
                own[relation._keys()[1]] = getattr(value, relation._keys()[2])
        row, number = self._row(cls, own)
        self._put(_table_of(cls), number, row)
        for name, value in row.items():
            if own.get(name) is None:
                own[name] = value
        state = own['_sa_instance_state']
        state.number, state.session = number, self
        self._known[cls, number] = obj
        self._undo.append(lambda: self._forget(obj, state))
        self._children(obj)

    def _forget(self, obj, state):
        self._known.pop((type(obj), state.number), None)
        state.number = state.session = None

    def _children(self, obj):
        cls = type(obj)
        for name in cls.__relations__:
            value = obj.__dict__.get(name)
            for child in value if isinstance(value, list) else ():
                relation = getattr(cls, name)
                key, points = relation._keys()[1:]
                if child.__dict__['_sa_instance_state'].number is None:
                    child.__dict__[key] = getattr(obj, points)
                    if child in self._new:
                        self._new.remove(child)
                    self._insert(child)

    def _row(self, cls, given):
        table = _table_of(cls)
        row = {}
        for name, column in cls.__columns__.items():
            value = given.get(name)
            if value is None and name not in given or value is None and column.primary_key:
                value = column.first()
            if value is None and column.primary_key and sum([c.primary_key for c in cls.__columns__.values()]) == 1:
                if self._lite():
                    # SQLite takes the number after the highest there is.
                    table.last = max([r[name] for r in table.rows.values()] or [0])
                value = table.last = table.last + 1
            row[name] = float(value) if column.fraction and isinstance(value, int) else value
        self._check(cls, row, None)
        table.at += 1
        return row, table.at

    def _check(self, cls, row, number):
        table = _table_of(cls)
        keys = [n for n, c in cls.__columns__.items() if c.primary_key]
        for name, column in cls.__columns__.items():
            if row[name] is None and (column.primary_key or not column.optional):
                raise IntegrityError(f'(psycopg2.errors.NotNullViolation) null value in column "{name}" of relation "{cls.__tablename__}" violates '
                                     'not-null constraint')
        for names in [keys] * bool(keys) + [[n] for n, c in cls.__columns__.items() if c.unique]:
            values = [row[n] for n in names]
            for n, other in table.rows.items():
                if n != number and [other[k] for k in names] == values and None not in values:
                    kind = 'pkey' if names is keys else f'{names[0]}_key'
                    shown = ', '.join([str(v) for v in values])
                    raise IntegrityError(f'(psycopg2.errors.UniqueViolation) duplicate key value violates unique constraint '
                                         f'"{cls.__tablename__}_{kind}"\nDETAIL:  Key ({", ".join(names)})=({shown}) already exists.\n')

    def _done(self, statement, params):
        # The result of a statement, as far as it can be told without data of others.
        if isinstance(statement, Select):
            rows = []
            for found in statement.run(not self._lite()):
                rows.append(tuple([self._instance(e, v[0]) if isinstance(e, type) else v for e, v in zip(statement.entities, found)]))
            for relation in statement._loads:
                for row in rows:
                    for obj in row:
                        if isinstance(obj, relation.entity) and relation.key not in obj.__dict__:
                            relation.load(obj, self)
            return Result(rows, [_name_of(e) for e in statement.entities])
        if isinstance(statement, (_Update, _Delete)):
            cls, table = statement.entity, _table_of(statement.entity)
            found = [n for n, row in table.rows.items() if all([_value_of(c, {cls: (n, row)}) for c in statement._conditions])]
            rows = []
            for n in found:
                row = table.rows[n]
                known = self._known.get((cls, n))
                if isinstance(statement, _Delete):
                    del table.rows[n]
                    self._undo.append(lambda n=n, row=row: table.rows.__setitem__(n, row))
                    self._known.pop((cls, n), None)
                else:
                    changes = {k if isinstance(k, str) else k.key: _value_of(v, {cls: (n, row)}) for k, v in statement._values[0].items()}
                    row = {**row, **changes}
                    self._check(cls, row, n)
                    self._put(table, n, row)
                    if known is not None:
                        known.__dict__.update(changes)
                rows.append((n, row))
            return self._returned(statement, rows, len(found))
        if isinstance(statement, _Insert):
            cls, rows = statement.entity, []
            given = statement._values or (params if isinstance(params, (list, tuple)) else (params or {},))
            for values in given:
                row, n = self._row(cls, values)
                self._put(_table_of(cls), n, row)
                rows.append((n, row))
            return self._returned(statement, rows, len(rows))
        if isinstance(statement, _Text):
            from _sql import Unique, run
            try:
                answer = run(statement.sql, params or {})
            except Unique as e:
                raise IntegrityError(f'(psycopg2.errors.UniqueViolation) {e.text}\nDETAIL:  {e.detail}\n') from None
            self._undo.extend(answer.undo)
            return Result(answer.rows, answer.columns or [], rowcount=answer.count)
        if isinstance(statement, str):
            raise ArgumentError(f'Textual SQL expression {statement!r} should be explicitly declared as text({statement!r})')
        _unknown(f'a statement of type {type(statement).__name__}')

    def _returned(self, statement, rows, count):
        cls = statement.entity
        made = [tuple([self._instance(cls, n) if e is cls else row[e.key] for e in statement._returning]) for n, row in rows]
        return Result(made if statement._returning else [], [_name_of(e) for e in statement._returning], rowcount=count)

    def _committed(self):
        self._undo = []
        if self._expires:
            for obj in self._known.values():
                self.expire(obj)
                for name in type(obj).__relations__:
                    obj.__dict__.pop(name, None)

    def _rolled_back(self):
        for obj in self._new:
            obj.__dict__['_sa_instance_state'].session = None
        self._new, self._gone = [], []
        for undo in reversed(self._undo):
            undo()
        self._undo = []
        for obj in self._known.values():
            self.expire(obj)

    def _closed(self):
        for undo in reversed(self._undo):
            undo()
        self._undo = []
        for obj in list(self._known.values()) + self._new:
            obj.__dict__['_sa_instance_state'].session = None
        self._known = {}
        self._new, self._gone = [], []

    def _got(self, entity, key):
        keys = [n for n, c in entity.__columns__.items() if c.primary_key]
        wanted = list(key) if isinstance(key, tuple) else [key[k] for k in keys] if isinstance(key, dict) else [key]
        for n, row in _table_of(entity).rows.items():
            if [row[k] for k in keys] == wanted:
                return self._instance(entity, n)
        return None

    def _there(self, entity, key):
        # An object that the session has already needs no question.
        keys = [n for n, c in entity.__columns__.items() if c.primary_key]
        for (cls, n), obj in self._known.items():
            if cls is entity and len(keys) == 1 and not obj.__dict__['_sa_instance_state'].expired and obj.__dict__.get(keys[0]) == key:
                return obj
        return None


_LOST = '(psycopg2.OperationalError) server closed the connection unexpectedly'


class Session(_Core):
    # A connection is taken with the first statement and given back at the end of the transaction.
    def _ask(self):
        if not self._held and self.bind is not None:
            self.bind._take()
            self._held = True
        if _service('postgres').block():
            raise OperationalError(_LOST)

    _ask_now = _ask

    def execute(self, statement, params=None, **options):
        if self._autoflush:
            self.flush()
        self._ask()
        return self._done(statement, params)

    def exec(self, statement, **options):
        result = self.execute(statement)
        return result.scalars() if isinstance(statement, Select) and len(statement.entities) == 1 else result

    def scalars(self, statement, params=None, **options):
        return self.execute(statement, params).scalars()

    def scalar(self, statement, params=None, **options):
        return self.execute(statement, params).scalar()

    def query(self, *entities):
        return _Query(self, Select(*entities))

    def get(self, entity, ident, **options):
        return self._there(entity, ident) or (self._ask(), self._got(entity, ident))[1]

    def delete(self, obj):
        self._gone.append(obj)

    def merge(self, obj):
        _unknown('Session.merge')

    def flush(self, objects=None):
        if self._pending():
            self._ask()
            self._write()

    def commit(self):
        self.flush()
        if self._held:
            self._ask()
        self._committed()
        self._release()

    def refresh(self, obj, attribute_names=None, **options):
        self._ask()
        self._loaded(obj, obj.__dict__['_sa_instance_state'])

    def rollback(self):
        self._rolled_back()
        self._release()

    def begin(self):
        return _Begun(self)

    def _release(self):
        if self._held:
            self._held = False
            self.bind._give()

    def close(self):
        self._closed()
        self._release()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class _Begun:
    # `with session.begin()`.
    def __init__(self, session):
        self._session = session

    def __enter__(self):
        return self._session

    def __exit__(self, kind, exc, tb):
        self._session.commit() if kind is None else self._session.rollback()

    async def __aenter__(self):
        return self._session

    async def __aexit__(self, kind, exc, tb):
        await (self._session.commit() if kind is None else self._session.rollback())


class _Query:
    def __init__(self, session, select):
        self._session, self._select = session, select

    def __getattr__(self, name):
        if name in ('filter', 'where', 'filter_by', 'order_by', 'limit', 'offset', 'distinct', 'join', 'options', 'group_by', 'outerjoin', 'select_from'):
            return lambda *args, **options: _Query(self._session, getattr(self._select, name)(*args, **options))
        raise AttributeError(f"'Query' object has no attribute {name!r}")

    def _result(self):
        result = self._session.execute(self._select)
        return result.scalars() if len(self._select.entities) == 1 and isinstance(self._select.entities[0], type) else result

    def all(self):
        return self._result().all()

    def first(self):
        return _Query(self._session, self._select.limit(1))._result().first()

    def one(self):
        return self._result().one()

    def one_or_none(self):
        return self._result().one_or_none()

    def scalar(self):
        return self._session.execute(self._select).scalar()

    def get(self, ident):
        return self._session.get(self._select.entities[0], ident)

    def count(self):
        return len(self._result().all())

    def delete(self, synchronize_session='auto'):
        return self._session.execute(_Delete(self._select._entity()).where(*self._select._conditions)).rowcount

    def update(self, values, synchronize_session='auto'):
        return self._session.execute(_Update(self._select._entity()).where(*self._select._conditions).values(values)).rowcount

    def __iter__(self):
        return iter(self.all())


class AsyncSession(_Core):
    sync_session = property(lambda self: self)

    async def _ask(self):
        if not self._held and self.bind is not None:
            await self.bind._take_awaited()
            self._held = True
        if await _service('postgres').wait():
            raise OperationalError(_LOST)

    def _ask_now(self):
        raise MissingGreenlet("greenlet_spawn has not been called; can't call await_only() here. Was IO attempted in an unexpected place? "
                              '(Background on this error at: https://sqlalche.me/e/21/xd2s)')

    async def execute(self, statement, params=None, **options):
        if self._autoflush:
            await self.flush()
        await self._ask()
        return self._done(statement, params)

    async def exec(self, statement, **options):
        result = await self.execute(statement)
        return result.scalars() if isinstance(statement, Select) and len(statement.entities) == 1 else result

    async def scalars(self, statement, params=None, **options):
        return (await self.execute(statement, params)).scalars()

    async def scalar(self, statement, params=None, **options):
        return (await self.execute(statement, params)).scalar()

    async def get(self, entity, ident, **options):
        found = self._there(entity, ident)
        if found is None:
            await self._ask()
            found = self._got(entity, ident)
        return found

    async def delete(self, obj):
        self._gone.append(obj)

    async def flush(self, objects=None):
        if self._pending():
            await self._ask()
            self._write()

    async def commit(self):
        await self.flush()
        if self._held:
            await self._ask()
        self._committed()
        self._release()

    async def refresh(self, obj, attribute_names=None, **options):
        await self._ask()
        self._loaded(obj, obj.__dict__['_sa_instance_state'])
        for name in attribute_names or ():
            if name in type(obj).__relations__:
                getattr(type(obj), name).load(obj, self)

    async def rollback(self):
        self._rolled_back()
        self._release()

    async def run_sync(self, func, *args, **options):
        # As if on a thread of its own, but awaited: what it asks takes no time here but that of the call.
        if getattr(func, '__self__', None).__class__ is _Metadata:
            await self._ask()
            if func.__name__ == 'drop_all':
                for cls in _classes.values():
                    table = _table_of(cls)
                    table.rows.clear()
                    table.last = 0
            return None
        _unknown('run_sync of another function than metadata.create_all')

    def begin(self):
        return _Begun(self)

    def _release(self):
        if self._held:
            self._held = False
            self.bind._give_awaited()

    async def close(self):
        self._closed()
        self._release()

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, exc, tb):
        await self.close()


class sessionmaker:
    def __init__(self, bind=None, *, class_=Session, **options):
        self._bind, self._class, self._options = bind, class_, options

    def __call__(self, **options):
        return self._class(**{'bind': self._bind, **self._options, **options})

    def begin(self):
        return _Committed(self())


class async_sessionmaker(sessionmaker):
    def __init__(self, bind=None, *, class_=AsyncSession, **options):
        super().__init__(bind, class_=class_, **options)


class scoped_session:
    def __init__(self, factory, scopefunc=None):
        _unknown('scoped_session')
