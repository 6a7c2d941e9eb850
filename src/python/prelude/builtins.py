# What built-in functions do where a program's own Python code must run: special methods, key functions, generators.

def _print(*args, sep=' ', end='\n', file=None, flush=False):
    if sep is None:
        sep = ' '
    if end is None:
        end = '\n'
    text = sep.join([str(a) for a in args]) + end
    if file is None:
        file = _replaced_stdout()
    if file is None:
        _write(text)
    else:
        file.write(text)
        if flush:
            file.flush()


def _len(x):
    return _check_len(_special(x, '__len__')())


def _repr(x):
    if type(x) is _AliasType:
        return _alias_repr(x)
    if type(x) in (list, tuple, dict, set, frozenset) or _is_deque(x) or _is_container(x):
        return _container_repr(x)
    method = _special(x, '__repr__')
    if _is_native(method):
        if isinstance(x, BaseException):
            name = type(x).__name__
            if len(x.args) == 1:
                return f"{name}({x.args[0]!r})"
            return f"{name}({', '.join([repr(a) for a in x.args])})"
        return _container_repr(x)
    result = method()
    if not isinstance(result, str):
        raise TypeError(f"__repr__ returned non-string (type {_type_name(result)})")
    return result


_AliasType = type(list[int])


def _alias_repr(x):
    # `list[T]`, where T says itself how it looks. The arguments of a callable stand in brackets of their own.
    *shown, last = [_alias_part(a) for a in x.__args__] or ['()']
    head = _alias_part(x.__origin__)
    first = x.__args__[0] if len(shown) == 1 else None
    listed = first is ... or type(first).__name__ == 'ParamSpec' or getattr(first, '_name', None) == 'Concatenate'
    if head == 'collections.abc.Callable' and not listed:
        return f"{head}[[{', '.join(shown)}], {last}]"
    return f"{head}[{', '.join(shown + [last])}]"


def _alias_part(a):
    if a is ...:
        return '...'
    if isinstance(a, (list, tuple)):
        return '[' + ', '.join([_alias_part(b) for b in a]) + ']'
    if isinstance(a, type) and type(a) is not _AliasType:
        return a.__qualname__ if a.__module__ == 'builtins' else f'{a.__module__}.{a.__qualname__}'
    return repr(a)


_repr_running = []


def _container_repr(x):
    kind = type(x)
    if kind is slice:
        return f'slice({x.start!r}, {x.stop!r}, {x.step!r})'
    for other in _repr_running:
        if other is x:
            if _any_set(x):
                return f'{kind.__name__}(...)'
            return '{...}' if isinstance(x, dict) else '(...)' if isinstance(x, tuple) else '...' if _is_view(x) else '[...]'
    _list_append(_repr_running, x)
    x = _payload(x)
    try:
        if isinstance(x, dict):
            return '{' + ', '.join([f'{k!r}: {v!r}' for k, v in dict.items(x)]) + '}'
        if isinstance(x, list):
            return '[' + ', '.join([repr(v) for v in x]) + ']'
        if isinstance(x, tuple):
            if len(x) == 1:
                return '(' + repr(x[0]) + ',)'
            return '(' + ', '.join([repr(v) for v in x]) + ')'
        if isinstance(x, set):
            name = kind.__name__
            if not x:
                return f'{name}()'
            inner = ', '.join([repr(v) for v in x])
            return '{' + inner + '}' if kind is set else f'{name}({{{inner}}})'
        if isinstance(x, frozenset):
            if not x:
                return f'{kind.__name__}()'
            return f"{kind.__name__}({{{', '.join([repr(v) for v in x])}}})"
        if _is_deque(x):
            inner = ', '.join([repr(v) for v in x])
            tail = '' if x.maxlen is None else f', maxlen={x.maxlen}'
            return f'{kind.__name__}([{inner}]{tail})'
        if _is_view(x):
            return f"{kind.__name__}([{', '.join([repr(v) for v in x])}])"
        if kind.__name__ == 'mappingproxy':
            return f'mappingproxy({_container_repr(dict(x))})'
        return object.__repr__(x)
    finally:
        del _repr_running[-1]


def _str(x):
    method = _special(x, '__str__')
    if _is_native(method):
        if isinstance(x, BaseException):
            args = x.args
            if isinstance(x, KeyError) and len(args) == 1:
                return repr(args[0])
            if not args:
                return ''
            return str(args[0]) if len(args) == 1 else repr(args)
        return _proxy_str(x) if type(x).__name__ == 'mappingproxy' else repr(x)
    result = method()
    if not isinstance(result, str):
        raise TypeError(f"__str__ returned non-string (type {_type_name(result)})")
    return result


def _ascii(x):
    return _ascii_text(repr(x))


def _call(f, /, *args, **kwds):
    return f(*args, **kwds)


def _hash(x):
    if isinstance(x, tuple):
        return _hash_parts([hash(v) for v in x])
    if isinstance(x, frozenset):
        return _hash_parts(sorted([hash(v) for v in x]))
    method = _special(x, '__hash__')
    if method is None:
        raise TypeError(f"unhashable type: '{_type_name(x)}'")
    result = method()
    if not isinstance(result, int):
        raise TypeError("__hash__ method should return an integer")
    result = int(result)
    # What fits into a machine word is taken as it is.
    return hash(result) if result == -1 or not -0x7fff_ffff_ffff_ffff - 1 <= result <= 0x7fff_ffff_ffff_ffff else result



def _isinstance(x, cls):
    if isinstance(cls, tuple):
        for c in cls:
            if isinstance(x, c):
                return True
        return False
    hook = _special(cls, '__instancecheck__')
    if hook is None:
        raise TypeError("isinstance() arg 2 must be a type, a tuple of types, or a union")
    if type(cls) is type:
        claimed = getattr(x, '__class__', None)
        return hook(x) or isinstance(claimed, type) and issubclass(claimed, cls)
    return _truth(hook(x))


def _issubclass(x, cls):
    if isinstance(cls, tuple):
        for c in cls:
            if issubclass(x, c):
                return True
        return False
    hook = _special(cls, '__subclasscheck__')
    if hook is None:
        raise TypeError("issubclass() arg 2 must be a class, a tuple of classes, or a union")
    return _truth(hook(x))


def _getattr_default(x, name, default):
    try:
        return getattr(x, name)
    except AttributeError:
        return default


def _hasattr(x, name):
    try:
        getattr(x, name)
    except AttributeError:
        return False
    return True


def _object_ne(a, b):
    result = _special(a, '__eq__')(b)
    if result is NotImplemented:
        return result
    return not result


def _object_format(x, spec):
    if spec:
        raise TypeError(f"unsupported format string passed to {_type_name(x)}.__format__")
    return str(x)


def _format(x, spec=''):
    return _format_plain(x, spec)


def _iter(x):
    method = _special(x, '__iter__')
    if method is None:
        raise TypeError(f"'{_type_name(x)}' object is not iterable")
    result = method()
    if _special(result, '__next__') is None:
        raise TypeError(f"iter() returned non-iterator of type '{_type_name(result)}'")
    return result


def _next(it, *default):
    if default:
        try:
            return _next_step(it)
        except StopIteration:
            return default[0]
    return _next_step(it)


def _next_step(it):
    if _is_lazy(it):
        return _iter_next(it)
    return _special(it, '__next__')()


def _import_from(getter, name, module):
    # `from module import name`, where a function of the module makes what it lacks.
    try:
        return getter(name)
    except AttributeError:
        pass
    raise ImportError(f'cannot import name {name!r} from {module!r} (unknown location)', name=module)


def _iter_next(it):
    # A built-in iterator over something that is Python code: map, filter, zip, enumerate, iter(f, sentinel), __getitem__.
    kind, a, b = _iter_parts(it)
    if kind == 'map':
        return a(*[next(i) for i in b])
    if kind == 'filter':
        while True:
            x = next(b)
            if (x if a is None else a(x)):
                return x
    if kind == 'enumerate':
        x = next(a)
        _iter_bump(it)
        return (b, x)
    if kind == 'zip':
        return _zip_next(a, b)
    if kind == 'callable':
        x = a()
        if x == b:
            _iter_end(it)
            raise StopIteration
        return x
    if kind == 'sequence':
        try:
            x = a[b]
        except (IndexError, StopIteration):
            _iter_end(it)
            raise StopIteration from None
        _iter_bump(it)
        return x
    raise StopIteration


def _zip_next(iterators, strict):
    if not iterators:
        raise StopIteration
    items = []
    for n, i in enumerate(iterators):
        try:
            items.append(next(i))
        except StopIteration:
            if not strict:
                raise
            if n:
                plural = ' ' if n == 1 else 's 1-'
                raise ValueError(f"zip() argument {n + 1} is shorter than argument{plural}{n}") from None
            for m in range(1, len(iterators)):
                missing = []
                if next(iterators[m], missing) is not missing:
                    plural = ' ' if m == 1 else 's 1-'
                    raise ValueError(f"zip() argument {m + 1} is longer than argument{plural}{m}") from None
            raise
    return tuple(items)


def _all(iterable):
    for x in iterable:
        if not x:
            return False
    return True


def _any(iterable):
    for x in iterable:
        if x:
            return True
    return False


def _sum(iterable, /, start=0):
    kind = type(start)
    rest = iter(iterable)
    if type(iterable) is list or (kind is not int and kind is not float):
        return _sum_each(start, rest)
    for x in rest:
        kind = type(x)
        if kind is not int and kind is not float and kind is not bool:
            return _sum_each(start + x, rest)
        break
    else:
        return start
    # In parts, so that not all of it is kept.
    so_far = (start,)
    items = [x] * 500
    filled = 1
    for x in rest:
        items[filled] = x
        filled += 1
        if filled == 500:
            so_far = _sum_some(items, so_far, False)
            filled = 0
    return _sum_some(items[:filled], so_far, True)


def _sum_more(items, so_far, last):
    total = so_far[0]
    if len(so_far) > 1 and so_far[1] is not None:
        total = _sum_some([], so_far, True)
    total = _sum_each(total, items)
    return total if last else (total, None)


def _sum_each(total, rest):
    for x in rest:
        total = total + x
    return total


def _extreme(args, key, kw, name, less):
    items = iter(args[0] if len(args) == 1 else args)
    for best in items:
        break
    else:
        if 'default' in kw:
            return kw['default']
        raise ValueError(f"{name}() iterable argument is empty")
    best_key = best if key is None else key(best)
    for x in items:
        k = x if key is None else key(x)
        if (k < best_key) if less else (k > best_key):
            best, best_key = x, k
    return best


def _min(*args, key=None, **kw):
    return _extreme(args, key, kw, 'min', True)


def _max(*args, key=None, **kw):
    return _extreme(args, key, kw, 'max', False)


def _sorted(iterable, /, *, key=None, reverse=False):
    result = [x for x in iterable]
    _list_sort(result, key=key, reverse=reverse)
    return result


def _list_sort(self, *, key=None, reverse=False):
    plain = _payload(self)
    items, reverse, done = plain[:], bool(reverse), None
    # Whoever looks at the list meanwhile finds it empty.
    plain.clear()
    try:
        keys = items if key is None else [key(x) for x in items]
        done = _sort_native(items, keys, reverse)
        if done is None:
            done = _merge_sort(items, keys, reverse)
    finally:
        changed = bool(plain)
        _list_assign(plain, items if done is None else done)
    if changed:
        raise ValueError('list modified during sort')


def _merge_sort(items, keys, reverse):
    pairs = [(k, x) for k, x in zip(keys, items)]
    if reverse:
        pairs = pairs[::-1]
    pairs = _merge(pairs)
    if reverse:
        pairs = pairs[::-1]
    return [x for _, x in pairs]


def _merge(pairs):
    n = len(pairs)
    if n < 2:
        return pairs
    if n < 9:
        # Binary insertion, as timsort does for short runs.
        out = [pairs[0]]
        for p in pairs[1:]:
            lo, hi = 0, len(out)
            while lo < hi:
                mid = (lo + hi) // 2
                if p[0] < out[mid][0]:
                    hi = mid
                else:
                    lo = mid + 1
            out.insert(lo, p)
        return out
    left, right = _merge(pairs[:n // 2]), _merge(pairs[n // 2:])
    out = []
    i = j = 0
    while i < len(left) and j < len(right):
        if right[j][0] < left[i][0]:
            out.append(right[j])
            j += 1
        else:
            out.append(left[i])
            i += 1
    return out + left[i:] + right[j:]








def _dir(x):
    return sorted(_special(x, '__dir__')())


# ---- containers made from iterables of Python code

def _list_new(cls, iterable=()):
    result = cls.__new__(cls) if cls is not list else []
    for x in iterable:
        _list_append(result, x)
    return result


def _list_init(self, iterable=()):
    _list_assign(self, [x for x in iterable])


def _tuple_new(cls, iterable=()):
    return tuple.__new__(cls, [x for x in iterable])


def _set_new(cls, iterable=()):
    result = set.__new__(cls)
    for x in iterable:
        _set_add_any(result, x)
    return result


def _set_init(self, iterable=()):
    set.clear(self)
    for x in iterable:
        _set_add_any(self, x)


def _frozenset_new(cls, iterable=()):
    return _freeze(cls, _set_new(set, iterable))


def _dict_new(cls, *args, **kw):
    result = dict.__new__(cls)
    _dict_fill(result, args, kw, 'dict')
    return result


def _dict_init(self, *args, **kw):
    _dict_fill(self, args, kw, 'dict')


def _dict_method_update(self, *args, **kw):
    _dict_fill(self, args, kw, 'update')


def _dict_fill(target, args, kw, name):
    if len(args) > 1:
        raise TypeError(f"{name} expected at most 1 argument, got {len(args)}")
    for source in args:
        if isinstance(source, dict):
            for key, value in dict.items(source):
                _dict_store(target, key, value)
        elif hasattr(source, 'keys'):
            for key in source.keys():
                _dict_store(target, key, source[key])
        else:
            n = 0
            for pair in source:
                if not hasattr(type(pair), '__iter__') and not hasattr(type(pair), '__getitem__'):
                    raise TypeError(f"cannot convert dictionary update sequence element #{n} to a sequence")
                pair = [x for x in pair]
                if len(pair) != 2:
                    raise ValueError(f"dictionary update sequence element #{n} has length {len(pair)}; 2 is required")
                _dict_store(target, pair[0], pair[1])
                n += 1
    for key, value in kw.items():
        _dict_store(target, key, value)


def _find_key(candidates, key):
    for position, k in candidates:
        if k is key or k == key:
            return position
    return -1


def _dict_position(d, key):
    return _find_key(_dict_candidates(d, hash(key)), key)


def _dict_store(d, key, value):
    h = hash(key)
    position = _find_key(_dict_candidates(d, h), key)
    if position < 0:
        _dict_push(d, h, key, value)
    else:
        _dict_set_at(d, position, value)


def _dict_getitem(d, key):
    position = _dict_position(d, key)
    if position < 0:
        missing = _special(d, '__missing__')
        if missing is not None:
            return missing(key)
        raise KeyError(key)
    return _dict_value_at(d, position)


def _dict_delitem(d, key):
    position = _dict_position(d, key)
    if position < 0:
        raise KeyError(key)
    _dict_remove_at(d, position)


def _dict_contains(d, key):
    return _dict_position(d, key) >= 0


def _dict_get(d, key, default=None):
    position = _dict_position(d, key)
    return default if position < 0 else _dict_value_at(d, position)


def _dict_pop(d, key, *default):
    position = _dict_position(d, key)
    if position < 0:
        if default:
            return default[0]
        raise KeyError(key)
    value = _dict_value_at(d, position)
    _dict_remove_at(d, position)
    return value


def _dict_setdefault(d, key, default=None):
    h = hash(key)
    position = _find_key(_dict_candidates(d, h), key)
    if position < 0:
        _dict_push(d, h, key, default)
        return default
    return _dict_value_at(d, position)


def _dict_fromkeys(cls, iterable, value=None):
    result = cls()
    for key in iterable:
        result[key] = value
    return result


def _set_position(s, key):
    return _find_key(_set_candidates(s, hash(key)), key)


def _set_add_any(s, key):
    _set_put(s, hash(key), key)


def _set_contains_any(s, key):
    if isinstance(key, set) and _special(key, '__hash__') is None:
        key = frozenset(key)
    return _set_position(s, key) >= 0


def _set_discard_any(s, key):
    if isinstance(key, set) and _special(key, '__hash__') is None:
        key = frozenset(key)
    position = _set_position(s, key)
    if position >= 0:
        _set_remove_at(s, position)


def _set_remove_any(s, key):
    hashed = isinstance(key, set) and _special(key, '__hash__') is None
    position = _set_position(s, frozenset(key) if hashed else key)
    if position < 0:
        raise KeyError(key)
    _set_remove_at(s, position)


# Sets whose items have an `__eq__` or `__hash__` of their own, joined and taken apart in CPython's order (see set_algebra.rs).

def _set_update_any(s, *others):
    for other in others:
        _set_merge(s, other)


def _any_set(x):
    return isinstance(x, (set, frozenset))


def _hashed(x):
    if _any_set(x) or type(x) is dict:
        return _set_entries(x)
    return ((hash(key), key) for key in x)


def _set_put(s, h, key):
    if _find_key(_set_candidates(s, h), key) < 0:
        _set_push(s, h, key)


def _set_has(s, h, key):
    return _find_key(_set_candidates(s, h), key) >= 0


def _set_drop(s, h, key):
    position = _find_key(_set_candidates(s, h), key)
    if position >= 0:
        _set_remove_at(s, position)
    return position >= 0


def _set_merge(s, other):
    if other is s or (_any_set(other) or type(other) is dict) and _set_fill(s, other):
        return
    for h, key in _hashed(other):
        _set_put(s, h, key)


def _set_of(*parts):
    result = set()
    for part in parts:
        _set_merge(result, part)
    return result


def _set_like(s, result):
    return _freeze(frozenset, result) if isinstance(s, frozenset) else result


def _set_common(a, b):
    if a is b:
        return _set_of(a)
    if _any_set(b) and len(b) > len(a):
        a, b = b, a
    result = set()
    for h, key in _hashed(b):
        if _set_has(a, h, key):
            _set_put(result, h, key)
    return result


def _set_discard_all(s, *others):
    for other in others:
        if s is other:
            set.clear(s)
            continue
        if _any_set(other) and len(other) >> 3 > len(s):
            other = _set_common(s, other)
        for h, key in _hashed(other):
            _set_drop(s, h, key)
        _set_tidy(s)


def _set_toggle(s, other):
    if s is other:
        set.clear(s)
        return
    for h, key in _hashed(other if _any_set(other) or type(other) is dict else _set_of(other)):
        if not _set_drop(s, h, key):
            _set_put(s, h, key)


def _set_keep_all(s, *others):
    result = s
    for other in others:
        result = _set_common(result, other)
    if result is not s:
        _set_take(s, result)


def _set_union(s, *others):
    return _set_like(s, _set_of(s, *[other for other in others if other is not s]))


def _set_intersection(s, *others):
    result = _set_of(s)
    for n, other in enumerate(others):
        result = _set_common(result if n else s, other)
    return _set_like(s, result)


def _set_difference(s, *others):
    first = others[0]
    if (_any_set(first) or type(first) is dict) and len(s) >> 2 <= len(first):
        result = set()
        for h, key in _hashed(s):
            if not _set_has(first, h, key):
                _set_put(result, h, key)
        others = others[1:]
    else:
        result = _set_of(s)
    _set_discard_all(result, *others)
    return _set_like(s, result)


def _set_symmetric_difference(s, other):
    result = _set_of(other)
    _set_toggle(result, s)
    return _set_like(s, result)


def _set_issubset(s, other):
    if not _any_set(other):
        other = _set_of(other)
    if len(s) > len(other):
        return False
    for h, key in _hashed(s):
        if not _set_has(other, h, key):
            return False
    return True


def _set_issuperset(s, other):
    if _any_set(other):
        return _set_issubset(other, s)
    for h, key in _hashed(other):
        if not _set_has(s, h, key):
            return False
    return True


def _set_isdisjoint(s, other):
    if _any_set(s) and _any_set(other) and len(other) > len(s):
        s, other = other, s
    for key in other:
        if key in s:
            return False
    return True


def _set_or(a, b):
    return _set_of(a, b) if _is_view(a) or _is_view(b) else _set_union(a, b)


def _set_and(a, b):
    if not _is_view(a):
        if not _is_view(b):
            return _set_intersection(a, b)
        a, b = b, a
    if type(b) is set and len(a) <= len(b):
        return b.intersection(a)
    if _is_view(b) and len(b) > len(a):
        a, b = b, a
    result = set()
    for key in b:
        if key in a:
            _set_add_any(result, key)
    return result


def _set_sub(a, b):
    if not _is_view(a) and not _is_view(b):
        return _set_difference(a, b)
    result = _set_of(a)
    _set_discard_all(result, b)
    return result


def _set_xor(a, b):
    if not _is_view(a) and not _is_view(b):
        return _set_symmetric_difference(a, b)
    result = _set_of(a)
    _set_toggle(result, b)
    return result


def _set_ior(s, other):
    _set_merge(s, other)
    return s


def _set_isub(s, other):
    _set_discard_all(s, other)
    return s


def _set_iand(s, other):
    _set_keep_all(s, other)
    return s


def _set_ixor(s, other):
    _set_toggle(s, other)
    return s


def _eq_any(a, b):
    # Equality of built-in containers that hold objects with their own __eq__.
    if isinstance(a, list) and isinstance(b, list) or isinstance(a, tuple) and isinstance(b, tuple) or _is_deque(a) and _is_deque(b):
        if len(a) != len(b):
            return False
        for x, y in zip(list(a), list(b)):
            if x is not y and not x == y:
                return False
        return True
    if isinstance(a, dict) and isinstance(b, dict):
        if len(a) != len(b):
            return False
        missing = []
        for key, value in a.items():
            other = b.get(key, missing)
            if other is missing or (other is not value and not value == other):
                return False
        return True
    if _any_set(a) and _any_set(b):
        return len(a) == len(b) and _set_issubset(a, b)
    if _set_or_view(a) and _set_or_view(b):
        return len(a) == len(b) and _all_in(a, b)
    return NotImplemented


def _set_or_view(x):
    return _any_set(x) or _is_view(x) and type(x).__name__ != 'dict_values'


def _all_in(a, b):
    for key in a:
        if key not in b:
            return False
    return True


def _order_any(a, b, op):
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        for x, y in zip(a, b):
            if x is y or x == y:
                continue
            return x < y if op == '<' else x <= y if op == '<=' else x > y if op == '>' else x >= y
        n, m = len(a), len(b)
        return n < m if op == '<' else n <= m if op == '<=' else n > m if op == '>' else n >= m
    if _set_or_view(a) and _set_or_view(b):
        if op[0] == '>':
            a, b = b, a
        n, m = len(a), len(b)
        return (n < m if op[1:] == '' else n <= m) and _all_in(a, b)
    return NotImplemented


def _list_index(self, value, start=0, stop=9223372036854775807):
    plain = _payload(self)
    for i in range(*slice(start, stop).indices(len(plain))):
        # Comparing may have made it shorter.
        if i >= len(plain):
            break
        if plain[i] is value or plain[i] == value:
            return i
    if isinstance(plain, tuple):
        raise ValueError('tuple.index(x): x not in tuple')
    raise ValueError(f"{value!r} is not in {type(plain).__name__}")


def _list_count(self, value):
    n = 0
    for x in _payload(self):
        if x is value or x == value:
            n += 1
    return n


def _list_remove(self, value):
    plain = _payload(self)
    for i, x in enumerate(plain):
        if x is value or x == value:
            del plain[i]
            return
    raise ValueError("list.remove(x): x not in list")



def _reversed_new(cls, x):
    method = _special(x, '__reversed__')
    if method is not None:
        return method()
    n = len(x)
    return (x[i] for i in range(n - 1, -1, -1))


def _list_iadd(self, iterable):
    for x in iterable:
        _list_append(self, x)
    return self


def _enumerate_new(cls, iterable, start=0):
    return _iter_make('enumerate', start, [iter(iterable)])


def _zip_new(cls, *iterables, strict=False):
    return _iter_make('zip', bool(strict), [iter(i) for i in iterables])


def _map_new(cls, f, *iterables):
    return _iter_make('map', f, [iter(i) for i in iterables])


def _filter_new(cls, f, iterable):
    return _iter_make('filter', f, [iter(iterable)])


def _lt_any(a, b):
    return _order_any(a, b, '<')


def _le_any(a, b):
    return _order_any(a, b, '<=')


def _gt_any(a, b):
    return _order_any(a, b, '>')


def _ge_any(a, b):
    return _order_any(a, b, '>=')


def _invert_bool(x):
    from warnings import warn
    warn("Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the "
         "underlying int object and is usually not what you expect from negating a bool. Use the 'not' operator for boolean negation "
         'or ~int(x) if you really want the bitwise inversion of the underlying int.', DeprecationWarning)
    return -1 - x


def _throw(gen, cls, value=Ellipsis, tb=None):
    return gen.throw(_thrown('throw', cls, value, tb))


def _athrow(gen, cls, value=Ellipsis, tb=None):
    return gen.athrow(_thrown('athrow', cls, value, tb))


def _thrown(method, cls, value, tb):
    if value is not Ellipsis:
        from warnings import warn
        warn(f'the (type, exc, tb) signature of {method}() is deprecated, use the single-arg signature instead.',
             DeprecationWarning)
    if tb is not None and type(tb).__name__ != 'traceback':
        raise TypeError(f'{method}() third argument must be a traceback object')
    if isinstance(cls, BaseException):
        if value is not Ellipsis and value is not None:
            raise TypeError('instance exception may not have a separate value')
        exc = cls
    elif not (isinstance(cls, type) and issubclass(cls, BaseException)):
        raise TypeError('exceptions must be classes or instances deriving from BaseException, not '
                        + _type_name(cls))
    elif value is None or value is Ellipsis:
        exc = cls()
    elif isinstance(value, cls):
        exc = value
    else:
        exc = cls(*value) if isinstance(value, tuple) else cls(value)
    if not isinstance(exc, BaseException):
        exc = TypeError(f'calling {cls!r} should have returned an instance of BaseException, not {type(exc)!r}')
    return exc if tb is None else exc.with_traceback(tb)


def _add_note(self, note):
    if not hasattr(self, '__notes__'):
        self.__notes__ = []
    self.__notes__.append(note)


def _group_parts(condition):
    kinds = condition if isinstance(condition, tuple) else (condition,)
    if all([isinstance(k, type) and issubclass(k, BaseException) for k in kinds]):
        return lambda e: isinstance(e, condition)
    if isinstance(condition, (type, tuple)) or not callable(condition):
        raise TypeError('expected a function, exception type or tuple of exception types')
    return condition


def _group_copy(group, exceptions):
    if not exceptions:
        return None
    part = group.derive(exceptions)
    if not isinstance(part, BaseExceptionGroup):
        raise TypeError('derive must return an instance of BaseExceptionGroup')
    part.__traceback__ = group.__traceback__
    part.__context__ = group.__context__
    part.__cause__ = group.__cause__
    if hasattr(group, '__notes__'):
        if isinstance(group.__notes__, (list, tuple)):
            part.__notes__ = list(group.__notes__)
    return part


def _split(group, condition):
    test = _group_parts(condition)
    if test(group):
        return group, None
    yes, no = [], []
    for exc in group.exceptions:
        if isinstance(exc, BaseExceptionGroup):
            a, b = exc.split(condition)
            if a is not None:
                yes.append(a)
            if b is not None:
                no.append(b)
        elif test(exc):
            yes.append(exc)
        else:
            no.append(exc)
    return _group_copy(group, yes), _group_copy(group, no)


def _subgroup(group, condition):
    test = _group_parts(condition)
    if test(group):
        return group
    yes = []
    for exc in group.exceptions:
        if isinstance(exc, BaseExceptionGroup):
            a = exc.subgroup(condition)
            if a is not None:
                yes.append(a)
        elif test(exc):
            yes.append(exc)
    return _group_copy(group, yes)






async def _anext_default(it, default):
    try:
        return await anext(it)
    except StopAsyncIteration:
        return default


def _deque_new(cls, iterable=(), maxlen=None):
    return cls.__new__(cls, [x for x in iterable], maxlen)


def _deque_init(self, iterable=(), maxlen=None):
    type(_payload(self)).__init__(self, [x for x in iterable], maxlen)


def _deque_extend(self, iterable):
    for x in iterable:
        self.append(x)


def _deque_iadd(self, iterable):
    self.extend(iterable)
    return self


def _deque_extendleft(self, iterable):
    for x in iterable:
        self.appendleft(x)


def _deque_remove(self, value):
    plain = _payload(self)
    for i, x in enumerate(plain):
        if x is value or x == value:
            del plain[i]
            return
    raise ValueError(f"{value!r} is not in deque")


# ---- unions of types

class _Union:
    __slots__ = ('__args__',)

    def __repr__(self):
        return ' | '.join([_type_text(a) for a in self.__args__])

    def __instancecheck__(self, obj):
        return isinstance(obj, _checkable(self.__args__, 'isinstance'))

    def __subclasscheck__(self, cls):
        return issubclass(cls, _checkable(self.__args__, 'issubclass'))

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)

    def __eq__(self, other):
        if not isinstance(other, _Union):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __init_subclass__(cls):
        raise TypeError("type 'types.UnionType' is not an acceptable base type")

    @property
    def __parameters__(self):
        return _alias_parameters(self)

    def __getitem__(self, item):
        return _alias_item(self, item)


_Union.__module__ = 'types'
_Union.__name__ = _Union.__qualname__ = 'UnionType'


def _checkable(args, word):
    for a in args:
        if not isinstance(a, type):
            raise TypeError(f'{word}() argument 2 cannot be a parameterized generic')
    return args


def _type_text(t):
    if t is type(None):
        return 'None'
    if isinstance(t, type):
        return t.__qualname__ if t.__module__ == 'builtins' else f'{t.__module__}.{t.__qualname__}'
    return repr(t)


def _union(a, b):
    for side in (a, b):
        if not (side is None or isinstance(side, (type, _Union)) or hasattr(side, '__origin__') or hasattr(side, '__ror__')):
            raise TypeError(f"unsupported operand type(s) for |: '{_type_name(a)}' and '{_type_name(b)}'")
    args = []
    for side in (a, b):
        if side is None:
            side = type(None)
        for t in side.__args__ if type(side) is _Union else (side,):
            if t not in args:
                args.append(t)
    if len(args) == 1:
        return args[0]
    union = object.__new__(_Union)
    union.__args__ = tuple(args)
    return union


def _by_index(i):
    if isinstance(i, slice):
        return slice(*[b if b is None else _index(b) for b in (i.start, i.stop, i.step)])
    return _index(i)


def _getitem_by_index(sequence, i):
    return _payload(sequence)[_by_index(i)]


def _setitem_by_index(sequence, i, value):
    if isinstance(i, slice):
        value = list(value)
    _payload(sequence)[_by_index(i)] = value


def _delitem_by_index(sequence, i):
    del _payload(sequence)[_by_index(i)]


def _proxy_str(proxy):
    return str({key: proxy[key] for key in proxy})


# ---- what a traceback tells of a frame that is gone

# ---- exceptions that Python code has a word in

def _error_text(exc):
    known = []
    met = [exc]
    for e in met:
        try:
            text = str(e)
        except BaseException:
            text = '<exception str() failed>'
        known.append(e)
        known.append(text)
        more = [e.__cause__, e.__context__]
        if isinstance(e, BaseExceptionGroup):
            more.extend(e.exceptions)
        for other in more:
            if other is not None and not any([other is m for m in met]) and len(met) < 100:
                met.append(other)
    return _format_error(exc, known)


def _print_exit(code):
    try:
        text = str(code)
    except BaseException:
        text = ''
    _stderr(text + '\n')


def _print_error(exc):
    _stderr(_error_text(exc))


class _Frame:
    def __init__(self, code, line, variables=None, lasti=0, space=None, back=None):
        self.f_code = code
        self.f_lineno = line
        self.f_lasti = lasti
        self._variables = variables
        self._space = space
        self._back = back

    @property
    def f_locals(self):
        if self._variables is None:
            _refuse('f_locals of a frame that has ended')
        return self._variables

    @property
    def f_back(self):
        if self._variables is None:
            _refuse('f_back of a frame that is running or has ended')
        return self._back

    @property
    def f_globals(self):
        if self._space is None:
            _refuse('f_globals of a frame of the past')
        return self._space

    def clear(self):
        self._variables = {}

    def __repr__(self):
        code = self.f_code
        return f"<frame at {id(self):#x}, file {code.co_filename!r}, line {self.f_lineno}, code {code.co_name}>"


_Frame.__name__ = _Frame.__qualname__ = 'frame'


def _frame_chain(frames, depth):
    depth = max(_index(depth), 0)
    if depth >= len(frames):
        raise ValueError('call stack is not deep enough')
    made = None
    for code, line, names, space in reversed(frames[depth:]):
        made = _Frame(code, line, names, 0, space, made)
    return made


def _tb_frame(tb):
    return _Frame(tb._tb_code, tb.tb_lineno)


# ---- globals()

class _Names(dict):
    # The names of a module as a dict: what is written here is written there, and what is asked is asked there.
    __slots__ = ('_space',)
    __hash__ = None

    def _now(self):
        dict.clear(self)
        dict.update(self, _space_names(self._space))
        return self

    def __getitem__(self, key):
        return dict.__getitem__(self._now(), key)

    def __setitem__(self, key, value):
        _bind_in(self._space, key, value)
        dict.__setitem__(self, key, value)

    def __delitem__(self, key):
        dict.__delitem__(self._now(), key)
        _bind_in(self._space, key)

    def __contains__(self, key):
        return dict.__contains__(self._now(), key)

    def __iter__(self):
        return dict.__iter__(self._now())

    def __len__(self):
        return dict.__len__(self._now())

    def __repr__(self):
        return dict.__repr__(self._now())

    def __eq__(self, other):
        return dict.__eq__(self._now(), other)

    def __or__(self, other):
        return dict(self._now()) | other

    def __ror__(self, other):
        return other | dict(self._now())

    def __ior__(self, other):
        self.update(other)
        return self

    def get(self, key, default=None):
        return dict.get(self._now(), key, default)

    def keys(self):
        return dict.keys(self._now())

    def values(self):
        return dict.values(self._now())

    def items(self):
        return dict.items(self._now())

    def copy(self):
        return dict(dict.items(self._now()))

    def pop(self, key, *default):
        value = dict.pop(self._now(), key, *default)
        _bind_in(self._space, key)
        return value

    def popitem(self):
        key, value = dict.popitem(self._now())
        _bind_in(self._space, key)
        return key, value

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, *args, **kwds):
        for key, value in dict(*args, **kwds).items():
            self[key] = value

    def clear(self):
        for key in list(self):
            _bind_in(self._space, key)
        dict.clear(self)


_Names.__name__ = _Names.__qualname__ = 'dict'


# ---- text that becomes code

class _CodeText:
    def __init__(self, source, filename, mode):
        self._source = source
        self.co_filename = filename
        self._mode = mode
        self.co_name = '<module>'
        self.co_flags = 0

    def __eq__(self, other):
        if not isinstance(other, _CodeText):
            return NotImplemented
        return (self._source, self.co_filename, self._mode) == (other._source, other.co_filename, other._mode)

    def __hash__(self):
        return hash((self._source, self.co_filename, self._mode))

    def __repr__(self):
        return f'<code object <module> at {id(self):#x}, file "{self.co_filename}", line 1>'


_CodeText.__name__ = _CodeText.__qualname__ = 'code'


def _compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1):
    if mode not in ('exec', 'eval', 'single'):
        raise ValueError("compile() mode must be 'exec', 'eval' or 'single'")
    if isinstance(source, (bytes, bytearray)):
        source = source.decode()
    if mode == 'eval':
        source = source.lstrip(' \t')
    for line, text in _check_source(source, filename, mode):
        from warnings import warn_explicit
        warn_explicit(text, SyntaxWarning, filename, line)
    text = f'__eval__ = ({source}\n)\n' if mode == 'eval' else source
    return _CodeText(text, filename, mode)


def _import_by_name(name, globals=None, locals=None, fromlist=(), level=0):
    if not isinstance(name, str):
        raise TypeError(f'__import__() argument 1 must be str, not {_type_name(name)}')
    if level != 0 or not all([part.isidentifier() for part in name.split('.')]):
        raise ModuleNotFoundError(f'No module named {name!r}', name=name)
    found = {}
    _exec(f'import {name}', found)
    top, *parts = name.split('.')
    module = found[top]
    if fromlist:
        for part in parts:
            module = getattr(module, part)
    return module


def _exec(source, globals=None, locals=None, /):
    _run_text(source, 'exec', globals, locals)


def _eval(source, globals=None, locals=None, /):
    return _run_text(source, 'eval', globals, locals)


def _run_text(source, mode, globals, locals):
    if not isinstance(source, _CodeText):
        if not isinstance(source, (str, bytes, bytearray)):
            raise TypeError(f'{mode}() arg 1 must be a string, bytes or code object')
        source = _compile(source, '<string>', mode)
    if globals is not None and not isinstance(globals, dict):
        raise TypeError(f'{mode}() globals must be a dict, not {_type_name(globals)}')
    evaluates = source._mode == 'eval'
    if locals is globals:
        locals = None
    if globals is None and locals is None:
        locals = _caller_locals()
        if type(locals) is _Names:
            # In a module: its own names.
            globals, locals = locals, None
    if locals is None:
        live = globals._space if type(globals) is _Names else globals
        if live is globals and '__builtins__' not in globals:
            globals['__builtins__'] = {}
        function, space = _link_source(source._source, source.co_filename, live, True)
        try:
            function()
        finally:
            result = globals.pop('__eval__', None) if evaluates else None
        return result
    # With names of its own besides: it sees a copy, and what it changed goes back.
    names = dict(_space_names(None) if globals is None else globals)
    names.update(locals)
    function, space = _link_source(source._source, source.co_filename, names)
    try:
        function()
    finally:
        after = _space_names(space)
        result = after.pop('__eval__', None) if evaluates else None
        if isinstance(locals, dict):
            for name, value in after.items():
                if name in ('__name__', '__doc__') and name not in names:
                    continue
                if name not in names or names[name] is not value:
                    locals[name] = value
            for name in names:
                if name not in after:
                    locals.pop(name, None)
    return result


def _open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    from _files import open
    return open(file, mode, buffering, encoding, errors, newline, closefd, opener)
