# copy: shallow and deep copies.

__all__ = ['Error', 'copy', 'deepcopy', 'replace']


class Error(Exception):
    pass


error = Error


def _is_atomic(cls):
    return cls in _ATOMIC


_ATOMIC = {type(None), int, float, bool, complex, bytes, str, type, range, type(Ellipsis), type(NotImplemented),
           type(len), type(_is_atomic), property, type(str.join)}


def copy(x):
    cls = type(x)
    if cls in _ATOMIC or isinstance(x, type) or cls in (tuple, frozenset, slice):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    method = getattr(cls, '__copy__', None)
    if method is not None:
        return method(x)
    return _rebuilt(x, None)


def deepcopy(x, memo=None, _nil=[]):
    cls = type(x)
    if cls in _ATOMIC:
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
    reduce = cls.__dict__.get('__reduce__') or cls.__dict__.get('__reduce_ex__')
    if reduce is not None:
        parts = x.__reduce__() if '__reduce__' in cls.__dict__ else x.__reduce_ex__(4)
        if isinstance(parts, str):
            return x
        func, args = parts[0], parts[1]
        y = func(*(args if memo is None else deepcopy(args, memo)))
        if len(parts) > 2 and parts[2] is not None:
            _set_state(y, parts[2] if memo is None else deepcopy(parts[2], memo))
        return y
    if isinstance(x, BaseException):
        y = cls.__new__(cls, *x.args)
        y.args = x.args if memo is None else deepcopy(x.args, memo)
    elif isinstance(x, (list, dict, set)) or hasattr(cls, 'popleft'):
        y = cls.__new__(cls)
        if memo is not None:
            memo[id(x)] = y
        if hasattr(cls, 'popleft'):
            y.__init__((), x.maxlen)
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


def _set_state(y, state):
    if hasattr(type(y), '__setstate__'):
        y.__setstate__(state)
    else:
        y.__dict__.update(state)


def replace(obj, /, **changes):
    method = getattr(type(obj), '__replace__', None)
    if method is None:
        raise TypeError(f"replace() does not support {type(obj).__name__} objects")
    return method(obj, **changes)
