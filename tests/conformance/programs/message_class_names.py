# Classes that CPython has in C inside a module are named with that module in messages of the interpreter, and without it elsewhere.
import asyncio
import collections
import contextvars
import datetime
import decimal
import functools
import io
import itertools
import operator
import re
import types


def show(name, call):
    try:
        print(name, call())
    except Exception as error:
        print(name, type(error).__name__, error)


loop = asyncio.new_event_loop()
things = [
    collections.deque([1]),
    collections.OrderedDict(a=1),
    collections.defaultdict(int),
    collections.Counter('a'),
    iter(collections.deque()),
    itertools.count(),
    itertools.chain(),
    functools.partial(print),
    operator.itemgetter(0),
    re.compile('a'),
    re.match('a', 'a'),
    datetime.date(2020, 1, 2),
    datetime.timedelta(1),
    decimal.Decimal(1),
    contextvars.ContextVar('v'),
    types.SimpleNamespace(a=1),
    loop.create_future(),
    io.StringIO(),
    list[int],
]
tries = {
    'attribute': lambda x: x.nothing_here,
    'plus': lambda x: x + 5j,
    'radd': lambda x: 5j + x,
    'add str': lambda x: 'a' + x,
    'add list': lambda x: [] + x,
    'minus': lambda x: -x,
    'less': lambda x: x < 5j,
    'less swapped': lambda x: 5 < x,
    'subscript': lambda x: x['b', 'c'],
    'set item': lambda x: x.__class__ is not dict and operator.setitem(x, 'q', 1),
    'times': lambda x: [1] * x,
    'index': lambda x: [1][x],
    'range': lambda x: range(x),
    'float': lambda x: float(x),
    'int': lambda x: int(x),
    'len': lambda x: len(x),
    'call': lambda x: x(1, 2, 3, 4, 5),
    'hash': lambda x: type(hash(x)).__name__,
    'join': lambda x: ''.join([x]),
    'next': lambda x: next(x) is None,
    'percent': lambda x: '%d' % x,
    'format': lambda x: format(x, 'q5'),
    'in': lambda x: 5 in x if not isinstance(x, (itertools.count, re.Match, types.GenericAlias)) else None,
    'in str': lambda x: x in 'abc',
    'round': lambda x: round(x),
    'chr': lambda x: chr(x),
    'unpack': lambda x: (lambda *a: a)(*x) if not isinstance(x, (itertools.count, re.Match, types.GenericAlias)) else None,
    'mapping': lambda x: (lambda **a: a)(**x),
    'class': lambda x: type(x).nothing_here,
    'name': lambda x: (type(x).__name__, type(x).__module__),
}
for title, call in tries.items():
    for x in things:
        show(title, lambda: call(x))
loop.close()
