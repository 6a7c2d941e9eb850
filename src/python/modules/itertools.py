# itertools. Classes whose __next__ is written out, so that each is an iterator of its own class, as in CPython.

_missing = ['missing']


def _name(cls):
    return f'{cls.__module__}.{cls.__qualname__}'


class _Iterator:
    __slots__ = ()

    def __iter__(self):
        return self

    def __repr__(self):
        return f'<itertools.{type(self).__name__} object at {id(self):#x}>'


class count(_Iterator):
    __slots__ = ('_next', '_step')

    def __init__(self, start=0, step=1):
        for n in (start, step):
            if not isinstance(n, complex) and not any(hasattr(n, m) for m in ('__index__', '__int__', '__float__')):
                raise TypeError('a number is required')
        whole = isinstance(start, int) and isinstance(step, int) and step != 0
        self._next = int(start) if whole else start
        self._step = step if step is not True else 1

    def __next__(self):
        n = self._next
        self._next = n + self._step
        return n

    def __repr__(self):
        if isinstance(self._step, int) and self._step == 1:
            return f'count({self._next!r})'
        return f'count({self._next!r}, {self._step!r})'


class cycle(_Iterator):
    __slots__ = ('_at', '_it', '_saved')

    def __init__(self, iterable, /):
        self._it = iter(iterable)
        self._saved = []
        self._at = -1

    def __next__(self):
        if self._at < 0:
            for x in self._it:
                self._saved.append(x)
                return x
            self._at = 0
        if not self._saved:
            raise StopIteration
        x = self._saved[self._at]
        self._at = (self._at + 1) % len(self._saved)
        return x


class repeat(_Iterator):
    __slots__ = ('_left', '_object')

    def __init__(self, object, times=None):
        self._object = object
        self._left = None if times is None else max(0, times + 0)

    def __next__(self):
        if self._left is not None:
            if self._left <= 0:
                raise StopIteration
            self._left -= 1
        return self._object

    def __length_hint__(self):
        if self._left is None:
            raise TypeError('len() of unsized object')
        return self._left

    def __repr__(self):
        return f'repeat({self._object!r})' if self._left is None else f'repeat({self._object!r}, {self._left})'


class accumulate(_Iterator):
    __slots__ = ('_func', '_initial', '_it', '_total')

    def __init__(self, iterable, func=None, *, initial=None):
        self._it = iter(iterable)
        self._func = func
        self._total = _missing
        self._initial = initial

    def __next__(self):
        if self._initial is not None:
            self._total, self._initial = self._initial, None
            return self._total
        if self._total is _missing:
            self._total = next(self._it)
            return self._total
        x = next(self._it)
        self._total = self._total + x if self._func is None else self._func(self._total, x)
        return self._total


class batched(_Iterator):
    __slots__ = ('_it', '_n', '_strict')

    def __init__(self, iterable, n, *, strict=False):
        if n < 1:
            raise ValueError('n must be at least one')
        self._it = iter(iterable)
        self._n = n
        self._strict = strict

    def __next__(self):
        batch = []
        for x in self._it:
            batch.append(x)
            if len(batch) == self._n:
                return tuple(batch)
        if not batch:
            raise StopIteration
        if self._strict:
            raise ValueError('batched(): incomplete batch')
        return tuple(batch)


class chain(_Iterator):
    __slots__ = ('_active', '_source')

    def __init__(self, *iterables):
        self._source = iter(iterables)
        self._active = None

    @classmethod
    def from_iterable(cls, iterable, /):
        self = cls()
        self._source = iter(iterable)
        return self

    def __next__(self):
        while self._source is not None:
            if self._active is None:
                for iterable in self._source:
                    self._active = iter(iterable)
                    break
                else:
                    self._source = None
                    break
            for x in self._active:
                return x
            self._active = None
        raise StopIteration


class compress(_Iterator):
    __slots__ = ('_pairs',)

    def __init__(self, data, selectors):
        self._pairs = zip(data, selectors)

    def __next__(self):
        for x, wanted in self._pairs:
            if wanted:
                return x
        raise StopIteration


class dropwhile(_Iterator):
    __slots__ = ('_it', '_predicate')

    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._it = iter(iterable)

    def __next__(self):
        for x in self._it:
            if self._predicate is None or not self._predicate(x):
                self._predicate = None
                return x
        raise StopIteration


class takewhile(_Iterator):
    __slots__ = ('_it', '_predicate')

    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._it = iter(iterable)

    def __next__(self):
        if self._it is not None:
            for x in self._it:
                if self._predicate(x):
                    return x
                self._it = None
                break
        raise StopIteration


class filterfalse(_Iterator):
    __slots__ = ('_function', '_it')

    def __init__(self, function, iterable, /):
        self._function = bool if function is None else function
        self._it = iter(iterable)

    def __next__(self):
        for x in self._it:
            if not self._function(x):
                return x
        raise StopIteration


class groupby(_Iterator):
    __slots__ = ('_group', '_group_key', '_it', '_key', '_value', '_value_key')

    def __init__(self, iterable, key=None):
        self._it = iter(iterable)
        self._key = key
        self._value = self._value_key = self._group_key = _missing
        self._group = None

    def _step(self):
        value = next(self._it)
        self._value_key = value if self._key is None else self._key(value)
        self._value = value

    def __next__(self):
        self._group = None
        while self._value_key is _missing or (self._group_key is not _missing and self._value_key == self._group_key):
            self._step()
        self._group_key = self._value_key
        self._group = _grouper(self, self._group_key)
        return self._group_key, self._group


class _grouper(_Iterator):
    __slots__ = ('_key', '_parent')

    def __init__(self, parent, key):
        self._parent = parent
        self._key = key

    def __next__(self):
        parent = self._parent
        if parent._group is not self:
            raise StopIteration
        if parent._value is _missing:
            parent._step()
        if not (parent._value_key == self._key):
            raise StopIteration
        value, parent._value = parent._value, _missing
        return value


class islice(_Iterator):
    __slots__ = ('_at', '_it', '_next', '_step', '_stop')

    def __init__(self, iterable, *args):
        if not 1 <= len(args) <= 3:
            raise TypeError(f'islice expected at {"least 2" if not args else "most 4"} arguments, got {len(args) + 1}')
        start, stop, step = (0, args[0], 1) if len(args) == 1 else (args + (None,))[:3]
        if len(args) == 1:
            if stop is not None and (not isinstance(stop, int) or stop < 0):
                raise ValueError('Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
        else:
            for n in (start, stop):
                if n is not None and (not isinstance(n, int) or n < 0):
                    raise ValueError('Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
            if step is not None and (not isinstance(step, int) or step < 1):
                raise ValueError('Step for islice() must be a positive integer or None.')
        self._it = iter(iterable)
        self._next = 0 if start is None else start
        self._stop = stop
        self._step = 1 if step is None else step
        self._at = 0

    def __next__(self):
        if self._it is None:
            raise StopIteration
        stop = self._next if self._stop is None else min(self._next, self._stop)
        while self._at < stop:
            for _ in self._it:
                break
            else:
                self._it = None
                raise StopIteration
            self._at += 1
        if self._stop is not None and self._at >= self._stop:
            self._it = None
            raise StopIteration
        for x in self._it:
            self._at += 1
            self._next += self._step
            return x
        self._it = None
        raise StopIteration


class pairwise(_Iterator):
    __slots__ = ('_it', '_old')

    def __init__(self, iterable, /):
        self._it = iter(iterable)
        self._old = _missing

    def __next__(self):
        if self._old is _missing:
            self._old = next(self._it)
        old, self._old = self._old, next(self._it)
        return old, self._old


class starmap(_Iterator):
    __slots__ = ('_function', '_it')

    def __init__(self, function, iterable, /):
        self._function = function
        self._it = iter(iterable)

    def __next__(self):
        return self._function(*next(self._it))


class zip_longest(_Iterator):
    __slots__ = ('_active', '_fill', '_its')

    def __init__(self, *iterables, fillvalue=None):
        self._its = [iter(i) for i in iterables]
        self._fill = fillvalue
        self._active = len(self._its)

    def __next__(self):
        if not self._active:
            raise StopIteration
        row = []
        for i, it in enumerate(self._its):
            if it is None:
                row.append(self._fill)
                continue
            for x in it:
                row.append(x)
                break
            else:
                self._its[i] = None
                self._active -= 1
                if not self._active:
                    raise StopIteration
                row.append(self._fill)
        return tuple(row)


class product(_Iterator):
    __slots__ = ('_at', '_pools')

    def __init__(self, *iterables, repeat=1):
        if repeat < 0:
            raise ValueError('repeat argument cannot be negative')
        self._pools = [tuple(i) for i in iterables] * repeat
        self._at = None if any([not p for p in self._pools]) else [0] * len(self._pools)

    def __next__(self):
        at = self._at
        if at is None:
            raise StopIteration
        row = tuple([pool[i] for pool, i in zip(self._pools, at)])
        for place in range(len(at) - 1, -1, -1):
            at[place] += 1
            if at[place] < len(self._pools[place]):
                break
            at[place] = 0
        else:
            self._at = None
        return row


class combinations(_Iterator):
    __slots__ = ('_at', '_pool')

    def __init__(self, iterable, r):
        if r < 0:
            raise ValueError('r must be non-negative')
        self._pool = tuple(iterable)
        self._at = list(range(r)) if r <= len(self._pool) else None

    def __next__(self):
        at, n = self._at, len(self._pool)
        if at is None:
            raise StopIteration
        row = tuple([self._pool[i] for i in at])
        r = len(at)
        for place in range(r - 1, -1, -1):
            if at[place] != place + n - r:
                at[place] += 1
                for after in range(place + 1, r):
                    at[after] = at[after - 1] + 1
                break
        else:
            self._at = None
        return row


class combinations_with_replacement(_Iterator):
    __slots__ = ('_at', '_pool')

    def __init__(self, iterable, r):
        if r < 0:
            raise ValueError('r must be non-negative')
        self._pool = tuple(iterable)
        self._at = [0] * r if self._pool or not r else None

    def __next__(self):
        at, n = self._at, len(self._pool)
        if at is None:
            raise StopIteration
        row = tuple([self._pool[i] for i in at])
        for place in range(len(at) - 1, -1, -1):
            if at[place] != n - 1:
                at[place:] = [at[place] + 1] * (len(at) - place)
                break
        else:
            self._at = None
        return row


class permutations(_Iterator):
    __slots__ = ('_cycles', '_order', '_pool', '_r')

    def __init__(self, iterable, r=None):
        self._pool = tuple(iterable)
        n = len(self._pool)
        if r is None:
            r = n
        elif not isinstance(r, int):
            raise TypeError('Expected int as r')
        elif r < 0:
            raise ValueError('r must be non-negative')
        self._r = r
        self._order = list(range(n)) if r <= n else None
        self._cycles = list(range(n, n - r, -1))

    def __next__(self):
        order, cycles = self._order, self._cycles
        if order is None:
            raise StopIteration
        row = tuple([self._pool[i] for i in order[:self._r]])
        n = len(order)
        for place in range(self._r - 1, -1, -1):
            cycles[place] -= 1
            if cycles[place]:
                other = n - cycles[place]
                order[place], order[other] = order[other], order[place]
                break
            order[place:] = order[place + 1:] + order[place:place + 1]
            cycles[place] = n - place
        else:
            self._order = None
        return row


class _tee(_Iterator):
    __slots__ = ('_it', '_link')

    def __init__(self, iterable, link=None):
        self._it = iterable
        # Links of a list that ends in one that is still empty: [value, next].
        self._link = [_missing, None] if link is None else link

    def __next__(self):
        link = self._link
        if link[1] is None:
            link[0] = next(self._it)
            link[1] = [_missing, None]
        self._link = link[1]
        return link[0]

    def __copy__(self):
        return _tee(self._it, self._link)


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError('n must be >= 0')
    if n == 0:
        return ()
    first = iterable.__copy__() if isinstance(iterable, _tee) else _tee(iter(iterable))
    return (first,) + tuple([first.__copy__() for _ in range(n - 1)])
