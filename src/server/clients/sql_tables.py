# _sql_tables: what SQLAlchemy's statements do to tables: columns, conditions, select, insert, update, delete, evaluated row by row.

from datetime import datetime as _datetime

_tables = {}
_classes = {}


class _Table:
    # Rows by number, in the order they came.
    def __init__(self, name):
        self.name = name
        self.rows = {}
        self.last = 0
        self.at = 0


def table_of(cls):
    made = _tables.get(cls.__tablename__)
    if made is None:
        made = _tables[cls.__tablename__] = _Table(cls.__tablename__)
    return made


def _unknown(what):
    from asyncio import _refuse
    _refuse(f'sqlalchemy: {what}')


def value_of(x, env):
    return x.value(env) if isinstance(x, Element) else x


class Element:
    # Part of a statement; its value is found with a row in hand.
    _label = None

    def value(self, env):
        _unknown(type(self).__name__)

    def _op(self, name, f, *others):
        return Op(name, f, (self,) + others)

    def __eq__(self, other):
        return self._op('=', lambda a, b: None if a is None and not isinstance(other, Element) and other is not None else a == b, other)

    def __ne__(self, other):
        return self._op('!=', lambda a, b: a != b if other is None or a is not None else None, other)

    def __lt__(self, other):
        return self._op('<', lambda a, b: None if a is None or b is None else a < b, other)

    def __le__(self, other):
        return self._op('<=', lambda a, b: None if a is None or b is None else a <= b, other)

    def __gt__(self, other):
        return self._op('>', lambda a, b: None if a is None or b is None else a > b, other)

    def __ge__(self, other):
        return self._op('>=', lambda a, b: None if a is None or b is None else a >= b, other)

    def _both(name, f):
        return lambda self, other: self._op(name, lambda a, b: None if a is None or b is None else f(a, b), other), \
            lambda self, other: Op(name, lambda a, b: None if a is None or b is None else f(b, a), (self, other))

    __add__, __radd__ = _both('+', lambda a, b: a + b)
    __sub__, __rsub__ = _both('-', lambda a, b: a - b)
    __mul__, __rmul__ = _both('*', lambda a, b: a * b)
    __truediv__, __rtruediv__ = _both('/', lambda a, b: a / b)
    __mod__, __rmod__ = _both('%', lambda a, b: a % b)

    def __and__(self, other):
        return and_(self, other)

    def __or__(self, other):
        return or_(self, other)

    def __invert__(self):
        return not_(self)

    def __bool__(self):
        raise TypeError('Boolean value of this clause is not defined')

    def __hash__(self):
        return id(self)

    def in_(self, others):
        if isinstance(others, Select):
            _unknown('in_ with a select')
        others = list(others)
        return self._op('in', lambda a: a in others)

    def not_in(self, others):
        others = list(others)
        return self._op('not in', lambda a: a is not None and a not in others)

    notin_ = not_in

    def is_(self, other):
        return self._op('is', lambda a: a is other)

    def is_not(self, other):
        return self._op('is not', lambda a: a is not other)

    isnot = is_not

    def like(self, pattern, escape=None):
        return self._like(pattern, False)

    def ilike(self, pattern, escape=None):
        return self._like(pattern, True)

    def _like(self, pattern, blind):
        import re
        text = ''.join(['.*' if c == '%' else '.' if c == '_' else re.escape(c) for c in pattern])
        known = re.compile(text, (re.DOTALL | re.IGNORECASE) if blind else re.DOTALL)
        return self._op('like', lambda a: None if a is None else known.fullmatch(a) is not None)

    def contains(self, other, **options):
        return self._op('like', lambda a, b: None if a is None else b in a, other)

    def icontains(self, other, **options):
        return self._op('like', lambda a, b: None if a is None else b.lower() in a.lower(), other)

    def startswith(self, other, **options):
        return self._op('like', lambda a, b: None if a is None else a.startswith(b), other)

    def endswith(self, other, **options):
        return self._op('like', lambda a, b: None if a is None else a.endswith(b), other)

    def between(self, low, high):
        return self._op('between', lambda a, b, c: None if a is None else b <= a <= c, low, high)

    def desc(self):
        return Ordered(self, True)

    def asc(self):
        return Ordered(self, False)

    def label(self, name):
        made = Op('label', lambda a: a, (self,))
        made._label = name
        return made

    def count(self):
        _unknown('count of a column')


class Op(Element):
    def __init__(self, name, f, parts):
        self.name, self._f, self.parts = name, f, parts

    def value(self, env):
        return self._f(*[value_of(p, env) for p in self.parts])

    def __bool__(self):
        # As in SQLAlchemy: whether both sides are the same thing.
        if self.name in ('=', '!='):
            return (self.parts[0] is self.parts[1]) is (self.name == '=')
        return super().__bool__()


class Ordered:
    def __init__(self, element, down):
        self.element, self.down = element, down


def desc(element):
    return Ordered(element, True)


def asc(element):
    return Ordered(element, False)


def and_(*parts):
    return Op('and', lambda *vs: all(vs), parts)


def or_(*parts):
    return Op('or', lambda *vs: any(vs), parts)


def not_(part):
    return Op('not', lambda v: None if v is None else not v, (part,))


def true():
    return Op('true', lambda: True, ())


class Aggregate(Element):
    def __init__(self, name, part):
        self.name, self.part = name, part
        self._label = name

    def over(self, envs):
        if self.name == 'count' and self.part is None:
            return len(envs)
        found = [v for v in [value_of(self.part, e) for e in envs] if v is not None] if not isinstance(self.part, type) else envs
        if self.name == 'count':
            return len(found)
        if not found:
            return None
        return {'sum': sum, 'min': min, 'max': max, 'avg': lambda vs: sum(vs) / len(vs)}[self.name](found)


class _Func:
    def count(self, part=None):
        return Aggregate('count', None if isinstance(part, str) else part)

    def sum(self, part):
        return Aggregate('sum', part)

    def avg(self, part):
        return Aggregate('avg', part)

    def min(self, part):
        return Aggregate('min', part)

    def max(self, part):
        return Aggregate('max', part)

    def lower(self, part):
        return part._op('lower', lambda a: None if a is None else a.lower())

    def upper(self, part):
        return part._op('upper', lambda a: None if a is None else a.upper())

    def length(self, part):
        return part._op('length', lambda a: None if a is None else len(a))

    def now(self):
        return Op('now', lambda: _datetime.now(), ())

    current_timestamp = now

    def __getattr__(self, name):
        _unknown(f'func.{name}')


func = _Func()


class Statement(Element):
    _conditions = ()

    def _with(self, **changes):
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.__dict__.update(changes)
        return made

    def where(self, *conditions):
        return self._with(_conditions=self._conditions + conditions)

    filter = where

    def filter_by(self, **values):
        entity = self._entity()
        return self.where(*[getattr(entity, k) == v for k, v in values.items()])

    def execution_options(self, **options):
        return self


class Select(Statement):
    _order, _limit, _offset, _distinct, _from, _joins, _loads = (), None, 0, False, None, (), ()

    def __init__(self, *entities):
        self.entities = entities

    def _entity(self):
        for e in (self._from,) + self.entities:
            if isinstance(e, type):
                return e
            if hasattr(e, 'entity'):
                return e.entity
        _unknown('a select without a table')

    def select_from(self, entity):
        return self._with(_from=entity)

    def order_by(self, *keys):
        return self._with(_order=self._order + keys)

    def limit(self, n):
        return self._with(_limit=n)

    def offset(self, n):
        return self._with(_offset=n or 0)

    def distinct(self):
        return self._with(_distinct=True)

    def options(self, *loads):
        return self._with(_loads=self._loads + loads)

    def with_for_update(self, **options):
        return self

    def join(self, target, onclause=None, isouter=False, **options):
        if isouter or options:
            _unknown('outer joins')
        return self._with(_joins=self._joins + ((target, onclause),))

    def group_by(self, *keys):
        _unknown('group_by')

    def having(self, *keys):
        _unknown('having')

    def outerjoin(self, *args, **options):
        _unknown('outer joins')

    def _envs(self):
        classes = []
        for e in (self._from,) + self.entities:
            cls = e if isinstance(e, type) else getattr(e, 'entity', None) or getattr(getattr(e, 'part', None), 'entity', None) or \
                (e.part if isinstance(e, Aggregate) and isinstance(e.part, type) else None)
            if cls is not None and cls not in classes:
                classes.append(cls)
        joined = []
        conditions = list(self._conditions)
        for target, on in self._joins:
            if hasattr(target, 'target'):
                conditions.append(target.on())
                target = target.target()
            elif on is not None and hasattr(on, 'on'):
                conditions.append(on.on())
            elif on is not None:
                conditions.append(on)
            else:
                conditions.append(_by_key(classes + joined, target))
            if target not in classes:
                joined.append(target)
        envs = [{}]
        for cls in classes + joined:
            rows = table_of(cls).rows.items()
            envs = [{**env, cls: (n, row)} for env in envs for n, row in rows]
        return [env for env in envs if all([value_of(c, env) for c in conditions])]

    def run(self, nulls_last=True):
        # What each row has for each entity: a class's (number, values), or a value.
        envs = self._envs()
        if any([isinstance(e, Aggregate) for e in self.entities]):
            return [tuple([e.over(envs) if isinstance(e, Aggregate) else _unknown('an aggregate beside a column') for e in self.entities])]
        for key in reversed(self._order):
            down = isinstance(key, Ordered) and key.down
            element = key.element if isinstance(key, Ordered) else key
            if isinstance(element, str):
                element = getattr(self._entity(), element)
            # NULL is greater than everything in PostgreSQL, less in SQLite.
            envs = sorted(envs, key=lambda env: ((value_of(element, env) is None) is nulls_last, value_of(element, env) if value_of(element, env) is not None else 0),
                          reverse=down)
        rows = [tuple([env[e] if isinstance(e, type) else value_of(e, env) for e in self.entities]) for env in envs]
        if self._distinct:
            kept = []
            for row in rows:
                if row not in kept:
                    kept.append(row)
            rows = kept
        return rows[self._offset:] if self._limit is None else rows[self._offset:self._offset + self._limit]


def _by_key(classes, target):
    # A join by the foreign key between two tables.
    for cls in classes:
        for one, other in ((cls, target), (target, cls)):
            for name, column in one.__columns__.items():
                if column.foreign is not None and column.foreign.partition('.')[0] == other.__tablename__:
                    return getattr(one, name) == getattr(other, column.foreign.partition('.')[2])
    _unknown('a join without a foreign key')


class Insert(Statement):
    _values, _returning = (), ()

    def __init__(self, entity):
        self.entity = entity

    def _entity(self):
        return self.entity

    def values(self, *rows, **values):
        given = rows[0] if rows else values
        return self._with(_values=tuple(given) if isinstance(given, (list, tuple)) else (given,))

    def returning(self, *entities):
        return self._with(_returning=entities)


class Update(Insert):
    pass


class Delete(Insert):
    pass


class Text(Statement):
    def __init__(self, sql):
        self.sql = sql

    def bindparams(self, **values):
        return self


class Column(Element):
    # What a class says of a column; `entity` and `name` once it is in one.
    entity = None
    optional = True
    fraction = False

    def __init__(self, *args, primary_key=False, unique=False, nullable=None, default=None, default_factory=None, server_default=None, index=None,
                 onupdate=None, autoincrement='auto', insert_default=None, name=None, init=True, foreign_key=None, **options):
        args = list(args)
        self.name = args.pop(0) if args and isinstance(args[0], str) else name
        self.types = args
        self.primary_key, self.unique, self.nullable = primary_key, unique, nullable
        self.default = default if default is not None else insert_default
        self.default_factory, self.server_default, self.onupdate = default_factory, server_default, onupdate
        self.foreign = foreign_key or next((a.target for a in args if isinstance(a, ForeignKey)), None)

    def value(self, env):
        n, row = env[self.entity]
        return row.get(self.name)

    def first(self):
        # For a row that says nothing.
        if self.default_factory is not None:
            return self.default_factory()
        default = self.default
        if isinstance(default, Element):
            return default.value({})
        if callable(default):
            return default()
        if default is None and self.server_default is not None:
            default = self.server_default
            return default.value({}) if isinstance(default, Element) else default
        return default


class ForeignKey:
    def __init__(self, target, **options):
        self.target = target if isinstance(target, str) else f'{target.entity.__tablename__}.{target.name}'
