# copy: shallow and deep copies.

__all__ = ['Error', 'copy', 'deepcopy', 'replace']


class Error(Exception):
    def _method(self):
        pass


_Method = type(Error()._method)


error = Error


def _is_atomic(cls):
    return cls in _ATOMIC or cls.__name__ == 'ReferenceType' and cls.__module__ == 'weakref'


_ATOMIC = {type(None), int, float, bool, complex, bytes, str, type, range, type(Ellipsis), type(NotImplemented),
           type(len), type(_is_atomic), property, type(str.join), type(_is_atomic.__code__)}


def copy(x):
    cls = type(x)
    if _is_atomic(cls) or isinstance(x, type) or cls in (tuple, frozenset, slice):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    if cls is _Method:
        return _Method(x.__func__, x.__self__)
    method = getattr(cls, '__copy__', None)
    if method is not None:
        return method(x)
    return _rebuilt(x, None)


def deepcopy(x, memo=None, _nil=[]):
    cls = type(x)
    if _is_atomic(cls):
        return x
    if memo is None:
        memo = {}
    key = id(x)
    if key in memo:
        return memo[key]
    if isinstance(x, type):
        return x
    if cls is list:
        y = memo[key] = []
        for item in x:
            y.append(deepcopy(item, memo))
    elif cls is dict:
        y = memo[key] = {}
        for k, v in x.items():
            y[deepcopy(k, memo)] = deepcopy(v, memo)
    elif cls is _Method:
        y = _Method(x.__func__, deepcopy(x.__self__, memo))
    elif cls is slice:
        y = slice(*[deepcopy(i, memo) for i in (x.start, x.stop, x.step)])
    elif cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        if key in memo:
            return memo[key]
        y = x
        for old, new in zip(x, items):
            if old is not new:
                y = tuple(items)
                break
    elif cls is set:
        y = set([deepcopy(item, memo) for item in x])
    elif cls is frozenset:
        y = frozenset([deepcopy(item, memo) for item in x])
    elif cls is bytearray:
        y = bytearray(x)
    else:
        method = getattr(cls, '__deepcopy__', None)
        y = _rebuilt(x, memo) if method is None else method(x, memo)
    if y is not x:
        memo[key] = y
        # What is copied must live as long as its id is remembered.
        memo.setdefault(id(memo), []).append(x)
    return y


def _rebuilt(x, memo):
    # What pickling would make of it: the same class, without __init__, and the state.
    cls = type(x)
    how = _own_reduction(cls)
    if how is not None:
        parts = x.__reduce_ex__(4) if how == '__reduce_ex__' else x.__reduce__()
        return x if isinstance(parts, str) else _from_parts(x, memo, *parts)
    new_args = getattr(cls, '__getnewargs_ex__', None)
    if new_args is not None:
        args, named = new_args(x)
    else:
        new_args, named = getattr(cls, '__getnewargs__', None), {}
        args = () if new_args is None else new_args(x)
    if new_args is not None:
        own = getattr(x, '__dict__', None) or None
        return _from_parts(x, memo, lambda *a: cls.__new__(cls, *a, **named), args, own)
    if isinstance(x, BaseException):
        y = cls.__new__(cls, *x.args)
        y.args = x.args if memo is None else deepcopy(x.args, memo)
    elif isinstance(x, (list, dict, set)) or hasattr(cls, 'popleft'):
        y = cls.__new__(cls)
        if memo is not None:
            memo[id(x)] = y
        if hasattr(cls, 'popleft'):
            y.__init__((), x.maxlen)
        own = getattr(x, '__dict__', None)
        if own and not hasattr(cls, '__setstate__') and getattr(cls, '__getstate__', None) is None:
            # Before the items: a method that takes them in may ask for it.
            y.__dict__.update(own if memo is None else deepcopy(own, memo))
        if isinstance(x, dict):
            if hasattr(cls, 'default_factory'):
                y.default_factory = x.default_factory
            for k, v in x.items():
                y[k if memo is None else deepcopy(k, memo)] = v if memo is None else deepcopy(v, memo)
        elif isinstance(x, set):
            for item in x:
                y.add(item if memo is None else deepcopy(item, memo))
        else:
            for item in x:
                y.append(item if memo is None else deepcopy(item, memo))
    elif isinstance(x, (int, float, str, bytes)):
        y = cls.__new__(cls, x)
    elif isinstance(x, (tuple, frozenset)):
        items = [item if memo is None else deepcopy(item, memo) for item in x]
        y = cls.__new__(cls, *items) if hasattr(cls, '_fields') else cls.__new__(cls, items)
    else:
        name = cls.__name__
        if cls.__module__ in ('_thread', 'builtins') and cls is not object:
            raise TypeError(f"cannot pickle {name!r} object")
        y = cls.__new__(cls)
    if memo is not None:
        memo[id(x)] = y
    get_state = getattr(cls, '__getstate__', None)
    if get_state is not None:
        state = get_state(x)
        if state is not None:
            _set_state(y, state if memo is None else deepcopy(state, memo))
        return y
    own = getattr(x, '__dict__', None)
    if own:
        state = dict(own) if memo is None else deepcopy(own, memo)
        if hasattr(cls, '__setstate__'):
            y.__setstate__(state)
        else:
            y.__dict__.update(state)
    for base in cls.__mro__:
        slots = base.__dict__.get('__slots__', ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ('__dict__', '__weakref__') or not hasattr(x, name):
                continue
            value = getattr(x, name)
            setattr(y, name, value if memo is None else deepcopy(value, memo))
    return y


def _own_reduction(cls):
    # A class that says itself what it is made of.
    for name in ('__reduce_ex__', '__reduce__'):
        for base in cls.__mro__:
            if base is not object and name in base.__dict__ and not _is_builtin(base):
                return name
    return None


def _is_builtin(cls):
    return cls.__module__ == 'builtins'


def _from_parts(x, memo, func, args, state=None, items=None, pairs=None):
    deep = (lambda part: part) if memo is None else (lambda part: deepcopy(part, memo))
    y = func(*deep(args))
    if memo is not None:
        memo[id(x)] = y
    if state is not None:
        _set_state(y, deep(state))
    for item in () if items is None else items:
        y.append(deep(item))
    for key, value in () if pairs is None else pairs:
        y[deep(key)] = deep(value)
    return y


def _set_state(y, state):
    if hasattr(type(y), '__setstate__'):
        y.__setstate__(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state is not None:
        y.__dict__.update(state)
    for name, value in (slots or {}).items():
        setattr(y, name, value)


def replace(obj, /, **changes):
    method = getattr(type(obj), '__replace__', None)
    if method is None:
        raise TypeError(f"replace() does not support {type(obj).__name__} objects")
    return method(obj, **changes)
