# _sql: tables in memory for programs that write SQL: the plain statements of tutorials, and no others. A table that the program never
# makes and never fills has no rows.

import re as _re
from asyncio import _refuse

_tables = {}
_TOKEN = _re.compile(r"\s*(?:--[^\n]*\n?\s*)*(?:(?P<text>'(?:[^']|'')*')|(?P<number>\d+(?:\.\d+)?)|(?P<quoted>\"[^\"]+\")|(?P<param>\$\d+|%\(\w+\)s|%s|:\w+|\?)|"
                     r"(?P<word>[A-Za-z_][A-Za-z_0-9]*)|(?P<op><=|>=|<>|!=|::|\|\||[-+*/=<>(),.;]))")


class Unique(Exception):
    def __init__(self, table, column, value):
        self.constraint = f'{table}_pkey' if column == 'id' else f'{table}_{column}_key'
        self.text = f'duplicate key value violates unique constraint "{self.constraint}"'
        self.detail = f'Key ({column})=({value}) already exists.'


class _Odd(Exception):
    pass


class Table:
    def __init__(self, columns, serial, unique, defaults):
        self.columns, self.serial, self.unique, self.defaults = columns, serial, unique, defaults
        self.rows = []
        self.last = 0


class Answer:
    def __init__(self, tag, columns=None, rows=(), count=0, undo=()):
        self.tag, self.columns, self.rows, self.count, self.undo = tag, columns, list(rows), count, list(undo)
        self.sleeps = 0.0


def _tokens(sql):
    made, at = [], 0
    sql = sql.rstrip().rstrip(';').rstrip()
    while at < len(sql):
        found = _TOKEN.match(sql, at)
        if found is None:
            raise _Odd
        kind = found.lastgroup
        value = found.group(kind)
        made.append((kind, value.lower() if kind == 'word' else value[1:-1] if kind == 'quoted' else value))
        at = found.end()
    return [('word' if k == 'quoted' else k, v) for k, v in made]


class _Reader:
    def __init__(self, tokens, params):
        self.tokens, self.at = tokens, 0
        self.params = params
        self.next_param = 0

    def peek(self, n=0):
        return self.tokens[self.at + n] if self.at + n < len(self.tokens) else (None, None)

    def take(self, *values):
        if self.peek()[1] in values and self.peek()[0] in ('word', 'op'):
            self.at += 1
            return self.tokens[self.at - 1][1]
        return None

    def need(self, *values):
        found = self.take(*values)
        if found is None:
            raise _Odd
        return found

    def name(self):
        kind, value = self.peek()
        if kind != 'word':
            raise _Odd
        self.at += 1
        if self.take('.'):
            return self.name()
        return value

    def names(self):
        made = [self.name()]
        while self.take(','):
            made.append(self.name())
        return made

    def param(self, text):
        params = self.params
        if text.startswith('$'):
            return params[int(text[1:]) - 1]
        if text.startswith('%('):
            return params[text[2:-2]]
        if text.startswith(':'):
            return params[text[1:]]
        self.next_param += 1
        return params[self.next_param - 1]

    # Expressions become functions of a row.
    def either(self):
        parts = [self.both()]
        while self.take('or'):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else lambda row: any([p(row) for p in parts])

    def both(self):
        parts = [self.negated()]
        while self.take('and'):
            parts.append(self.negated())
        return parts[0] if len(parts) == 1 else lambda row: all([p(row) for p in parts])

    def negated(self):
        if self.take('not'):
            inner = self.negated()
            return lambda row: None if inner(row) is None else not inner(row)
        return self.compared()

    def compared(self):
        left = self.sum()
        op = self.take('=', '<', '>', '<=', '>=', '<>', '!=')
        if op is not None:
            if op == '=' and self.take('any'):
                self.need('(')
                right = self.sum()
                self.cast()
                self.need(')')
                return lambda row: left(row) in right(row)
            right = self.sum()
            f = {'=': lambda a, b: a == b, '<': lambda a, b: a < b, '>': lambda a, b: a > b, '<=': lambda a, b: a <= b,
                 '>=': lambda a, b: a >= b, '<>': lambda a, b: a != b, '!=': lambda a, b: a != b}[op]
            return lambda row: None if left(row) is None or right(row) is None else f(left(row), right(row))
        if self.take('is'):
            no = self.take('not')
            self.need('null')
            return lambda row: (left(row) is None) is not bool(no)
        no = self.take('not')
        if self.take('in'):
            self.need('(')
            rights = [self.sum()]
            while self.take(','):
                rights.append(self.sum())
            self.need(')')

            def among(row):
                values = [r(row) for r in rights]
                values = list(values[0]) if len(values) == 1 and isinstance(values[0], (tuple, list)) else values
                return (left(row) in values) is not bool(no)
            return among
        if self.take('between'):
            low = self.sum()
            self.need('and')
            high = self.sum()
            return lambda row: (low(row) <= left(row) <= high(row)) is not bool(no)
        word = self.take('like', 'ilike')
        if word is not None:
            right = self.sum()

            def like(row):
                text = ''.join(['.*' if c == '%' else '.' if c == '_' else _re.escape(c) for c in right(row)])
                found = left(row)
                return None if found is None else \
                    (_re.fullmatch(text, found, _re.DOTALL | (_re.IGNORECASE if word == 'ilike' else 0)) is not None) is not bool(no)
            return like
        if no:
            raise _Odd
        return left

    def sum(self):
        left = self.product()
        while True:
            op = self.take('+', '-', '||')
            if op is None:
                return left
            left = self._two(left, self.product(), {'+': lambda a, b: a + b, '-': lambda a, b: a - b, '||': lambda a, b: str(a) + str(b)}[op])

    def product(self):
        left = self.atom()
        while True:
            op = self.take('*', '/')
            if op is None:
                return left
            left = self._two(left, self.atom(), (lambda a, b: a * b) if op == '*' else
                             (lambda a, b: a // b if isinstance(a, int) and isinstance(b, int) else a / b))

    def _two(self, left, right, f):
        return lambda row: None if left(row) is None or right(row) is None else f(left(row), right(row))

    def cast(self):
        while self.take('::'):
            self.name()
            if self.take('['):
                raise _Odd

    def atom(self):
        kind, value = self.peek()
        if kind is None:
            raise _Odd
        self.at += 1
        if kind == 'text':
            made = value[1:-1].replace("''", "'")
        elif kind == 'number':
            made = float(value) if '.' in value else int(value)
        elif kind == 'param':
            made = self.param(value)
        elif value == '(':
            inner = self.either()
            self.need(')')
            return inner
        elif value == '-':
            inner = self.atom()
            return lambda row: -inner(row)
        elif kind == 'word' and value in ('null', 'true', 'false'):
            made = {'null': None, 'true': True, 'false': False}[value]
        elif kind == 'word' and value in ('now', 'current_timestamp'):
            if value == 'now':
                self.need('(')
                self.need(')')
            from datetime import datetime
            made = datetime.now()
        elif kind == 'word' and value in ('lower', 'upper', 'length') and self.peek()[1] == '(':
            self.need('(')
            inner = self.sum()
            self.need(')')
            f = {'lower': lambda v: v.lower(), 'upper': lambda v: v.upper(), 'length': len}[value]
            return lambda row: None if inner(row) is None else f(inner(row))
        elif kind == 'word' and self.peek()[1] != '(':
            if self.take('.'):
                value = self.name()
            self.cast()

            def column(row):
                if value not in row:
                    raise KeyError(value)
                return row[value]
            return column
        else:
            raise _Odd
        self.cast()
        return lambda row: made


def run(sql, params=()):
    # What a statement answers.
    try:
        reader = _Reader(_tokens(sql), params if params is not None else ())
        made = _run(reader)
        if reader.peek()[0] is not None:
            raise _Odd
        return made
    except _Odd:
        words = set(_re.findall('[a-z_0-9]+', sql.lower()))
        if words & set(_tables):
            _refuse(f'the SQL {" ".join(sql.split())[:60]!r}')
        return Answer(sql.split()[0].upper() if sql.split() else '')


def _run(r):
    verb = r.need('select', 'insert', 'update', 'delete', 'create', 'drop', 'truncate', 'begin', 'commit', 'rollback')
    if verb in ('begin', 'commit', 'rollback'):
        return Answer(verb.upper())
    return {'select': _select, 'insert': _insert, 'update': _update, 'delete': _delete, 'create': _create, 'drop': _drop, 'truncate': _drop}[verb](r)


def _create(r):
    if r.take('index') or r.take('unique'):
        r.at = len(r.tokens)
        return Answer('CREATE INDEX')
    r.need('table')
    there = r.take('if')
    if there:
        r.need('not')
        r.need('exists')
    name = r.name()
    r.need('(')
    columns, serial, unique, defaults = [], [], [], {}
    depth, parts = 0, [[]]
    while True:
        kind, value = r.peek()
        if kind is None:
            raise _Odd
        r.at += 1
        if value == '(' and kind == 'op':
            depth += 1
        if value == ')' and kind == 'op':
            if depth == 0:
                break
            depth -= 1
        if value == ',' and kind == 'op' and depth == 0:
            parts.append([])
        else:
            parts[-1].append((kind, value))
    for part in parts:
        words = [v for k, v in part]
        if words[0] in ('primary', 'unique', 'constraint', 'foreign', 'check'):
            continue
        columns.append(words[0])
        if any([w in ('serial', 'bigserial', 'identity', 'autoincrement') for w in words]) or 'primary' in words and words[1] == 'integer':
            serial.append(words[0])
        if 'unique' in words or 'primary' in words:
            unique.append(words[0])
        if 'default' in words:
            defaults[words[0]] = _Reader(part[words.index('default') + 1:], ()).atom()
    if name not in _tables:
        _tables[name] = Table(columns, serial, unique, defaults)
    elif not there:
        raise LookupError(f'relation "{name}" already exists')
    return Answer('CREATE TABLE')


def _drop(r):
    word = r.take('table')
    if r.take('if'):
        r.need('exists')
    for name in r.names():
        if word:
            _tables.pop(name, None)
        elif name in _tables:
            _tables[name].rows.clear()
    r.take('cascade')
    return Answer('DROP TABLE')


def _returning(r, rows):
    if not r.take('returning'):
        return None, []
    return _shown(r, rows)


def _items(r):
    items = []
    while True:
        if r.take('*'):
            items.append((None, None, None))
        else:
            kind, value = r.peek()
            if kind == 'word' and value in ('count', 'sum', 'avg', 'min', 'max') and r.peek(1)[1] == '(':
                r.at += 2
                inner = None if r.take('*') else r.sum()
                r.need(')')
                item = value, inner, value
            else:
                single = kind == 'word' and r.peek(1)[1] in (',', 'from', None, 'as', '.')
                label = r.peek(2)[1] if r.peek(1)[1] == '.' else value
                item = 'value', r.either(), label if single else '?column?'
            if r.take('as'):
                item = item[0], item[1], r.name()
            items.append(item)
        if not r.take(','):
            return items


def _shown(r, rows, items=None):
    items = _items(r) if items is None else items
    if any([i[0] not in (None, 'value') for i in items]):
        made = []
        for kind, f, label in items:
            found = rows if f is None else [v for v in [f(row) for row in rows] if v is not None]
            made.append({'count': len, 'sum': lambda v: sum(v) if v else None, 'min': lambda v: min(v, default=None),
                         'max': lambda v: max(v, default=None), 'avg': lambda v: sum(v) / len(v) if v else None}[kind](found)
                        if kind in ('count', 'sum', 'avg', 'min', 'max') else _refuse('SQL: a column beside an aggregate'))
        return [i[2] for i in items], [tuple(made)]
    columns, made = [], [()] * len(rows)
    for kind, f, label in items:
        if kind is None:
            names = list(rows[0]) if rows else []
            columns.extend(names)
            made = [m + tuple([row[n] for n in names]) for m, row in zip(made, rows)]
        else:
            columns.append(label)
            made = [m + (f(row),) for m, row in zip(made, rows)]
    return columns, made


def _select(r):
    if r.peek() == ('word', 'pg_sleep'):
        r.at += 1
        r.need('(')
        seconds = r.sum()({})
        r.need(')')
        made = Answer('SELECT 1', ['pg_sleep'], [('',)], 1)
        made.sleeps = seconds
        return made
    distinct = r.take('distinct')
    items = _items(r)
    if not r.take('from'):
        columns, rows = _shown(r, [{}], items)
        return Answer('SELECT 1', columns, rows, 1)
    name = r.name()
    table = _tables.get(name)
    if r.take('as') or r.peek()[0] == 'word' and r.peek()[1] not in ('where', 'order', 'limit', 'offset', 'for', 'join', 'left', 'inner', 'group'):
        r.name()
    where = r.either() if r.take('where') else None
    order = []
    if r.take('order'):
        r.need('by')
        while True:
            key = r.sum()
            down = r.take('asc', 'desc') == 'desc'
            order.append((key, down))
            if not r.take(','):
                break
    limit = offset = None
    for _ in range(2):
        if r.take('limit'):
            limit = None if r.take('all') else r.atom()({})
        elif r.take('offset'):
            offset = r.atom()({})
    if r.take('for'):
        r.need('update')
    if table is None:
        if r.peek()[0] is not None:
            raise _Odd
        aggregate = [i[0] == 'count' for i in items]
        return Answer('SELECT 0', [i[2] for i in items if i[2]], [(0,) * len(items)] if all(aggregate) else [], 0)
    rows = [row for row in table.rows if where is None or where(row)]
    for key, down in reversed(order):
        rows = sorted(rows, key=lambda row: (key(row) is None, key(row) if key(row) is not None else 0), reverse=down)
    if distinct:
        columns, made = _shown(r, rows, items)
        made = [m for i, m in enumerate(made) if m not in made[:i]]
        made = made[offset or 0:][:limit]
        return Answer(f'SELECT {len(made)}', columns, made, len(made))
    if not any([i[0] not in (None, 'value') for i in items]):
        rows = rows[offset or 0:][:limit]
    columns, made = _shown(r, rows, items)
    if not rows and items[0][0] is None:
        columns = list(table.columns)
    return Answer(f'SELECT {len(made)}', columns, made, len(made))


def _insert(r):
    r.need('into')
    name = r.name()
    columns = None
    if r.take('('):
        columns = r.names()
        r.need(')')
    table = _tables.get(name)
    if table is None:
        if columns is None:
            raise _Odd
        # Made by others, it seems: with a number for each row.
        table = _tables[name] = Table(['id'] * ('id' not in columns) + columns, ['id'], ['id'], {})
    columns = columns or table.columns
    r.need('values')
    made, undo = [], []
    while True:
        r.need('(')
        values = []
        while True:
            values.append(table.defaults.get(columns[len(values)], lambda row: None)({}) if r.take('default') else r.sum()({}))
            if not r.take(','):
                break
        r.need(')')
        row = {c: None for c in table.columns}
        row.update({c: f({}) for c, f in table.defaults.items()})
        row.update(zip(columns, values))
        for c in table.serial:
            if row.get(c) is None:
                table.last += 1
                row[c] = table.last
        made.append(row)
        if not r.take(','):
            break
    quiet = False
    if r.take('on'):
        r.need('conflict')
        if r.take('('):
            r.names()
            r.need(')')
        r.need('do')
        if not r.take('nothing'):
            raise _Odd
        quiet = True
    kept = []
    for row in made:
        clash = [c for c in table.unique if row[c] is not None and any([o[c] == row[c] for o in table.rows])]
        if clash and not quiet:
            raise Unique(name, clash[0], row[clash[0]])
        if not clash:
            table.rows.append(row)
            kept.append(row)
            undo.append(lambda row=row: table.rows.remove(row))
    shown, rows = _returning(r, kept)
    return Answer(f'INSERT 0 {len(kept)}', shown, rows, len(kept), undo)


def _update(r):
    name = r.name()
    table = _tables.get(name)
    r.need('set')
    changes = []
    while True:
        column = r.name()
        r.need('=')
        changes.append((column, r.sum()))
        if not r.take(','):
            break
    where = r.either() if r.take('where') else None
    found = [] if table is None else [row for row in table.rows if where is None or where(row)]
    undo = []
    for row in found:
        before = dict(row)
        undo.append(lambda row=row, before=before: row.update(before))
        row.update({c: f(before) for c, f in changes})
    shown, rows = _returning(r, found)
    return Answer(f'UPDATE {len(found)}', shown, rows, len(found), undo)


def _delete(r):
    r.need('from')
    name = r.name()
    table = _tables.get(name)
    where = r.either() if r.take('where') else None
    found = [] if table is None else [row for row in table.rows if where is None or where(row)]
    before = None if table is None else list(table.rows)
    if table is not None:
        table.rows[:] = [row for row in table.rows if not any([row is f for f in found])]
    shown, rows = _returning(r, found)
    return Answer(f'DELETE {len(found)}', shown, rows, len(found), [lambda: table.rows.__setitem__(slice(None), before)] if found else [])
