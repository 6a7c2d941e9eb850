# pickle: what becomes of objects that are not plain data. The bytes are written and read in Rust.

import _thread
from _thread import _module_table

__all__ = ['PickleError', 'PicklingError', 'UnpicklingError', 'dump', 'dumps', 'load', 'loads', 'HIGHEST_PROTOCOL',
           'DEFAULT_PROTOCOL']

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4


class PickleError(Exception):
    __module__ = '_pickle'


class PicklingError(PickleError):
    __module__ = '_pickle'


class UnpicklingError(PickleError):
    __module__ = '_pickle'


_function = type(lambda: None)
_builtin = type(len)
_SINGLE = {type(None): type(None), type(...): 'Ellipsis', type(NotImplemented): 'NotImplemented'}
_NEVER = {'property', 'generator', 'coroutine', 'async_generator', 'module', 'code', 'frame', 'traceback', 'cell', 'mappingproxy',
          'dict_keys', 'dict_values', 'dict_items', 'staticmethod', 'classmethod', 'super', 'memoryview'}


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    known = []
    while True:
        answer = _dump(obj, known)
        if type(answer) is bytes:
            # All protocols refuse the same objects, so that comes first.
            if protocol in (5, -1) and not any([type(part) is bytearray for part in known[::2]]) and buffer_callback is None:
                return b'\x80\x05' + answer[2:]
            if protocol not in (None, 4) or buffer_callback is not None:
                from time import _refuse
                _refuse(f'pickle protocol {protocol}')
            return answer
        for place, part in enumerate(answer):
            try:
                known += part, _reduction(part)
            except Exception:
                # What stands before it is looked at to its depth first.
                for earlier in answer[:place]:
                    dumps(earlier)
                raise


def loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    stack = []
    state = [data, 0, stack, [], []]
    while True:
        ask = _load(state)
        what = ask[0]
        if what == '.':
            return ask[1]
        if what == 'c':
            stack.append(_named(ask[1], ask[2]))
        elif what == 'R':
            stack.append(ask[1](*ask[2]))
        elif what == 'n':
            stack.append(ask[1].__new__(ask[1], *ask[2]))
        elif what == 'k':
            stack.append(ask[1].__new__(ask[1], *ask[2], **ask[3]))
        elif what == 'b':
            _build(ask[1], ask[2])
        elif what == 'u':
            target, items = ask[1], ask[2]
            for i in range(0, len(items), 2):
                target[items[i]] = items[i + 1]
        elif what == 'e':
            if hasattr(ask[1], 'extend'):
                ask[1].extend(ask[2])
            else:
                for item in ask[2]:
                    ask[1].append(item)
        elif what == 's':
            for item in ask[2]:
                ask[1].add(item)
        else:
            stack.append(frozenset(ask[1]))


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    file.write(dumps(obj, protocol))


def load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    return loads(file.read())


def _module(name):
    module = _module_table().get(name)
    if module is None and name == '__mp_main__':
        # From a process that imported the program.
        module = _module_table().get('__main__')
    if module is None:
        exec(f'import {name}', {})
        module = _module_table().get(name)
    return module


def _named(module, name):
    found = _module(module)
    for part in name.split('.'):
        try:
            found = getattr(found, part)
        except AttributeError:
            raise AttributeError(f"Can't get attribute {name!r} on {_module(module)!r}") from None
    return found


def _build(obj, state):
    method = getattr(obj, '__setstate__', None)
    if method is not None:
        method(state)
        return
    slots = None
    if type(state) is tuple and len(state) == 2:
        state, slots = state
    if state is not None:
        obj.__dict__.update(state)
    if slots is not None:
        for name, value in slots.items():
            setattr(obj, name, value)


def _global(obj, name=None):
    if name is None:
        name = getattr(obj, '__qualname__', None) or obj.__name__
    module = getattr(obj, '__module__', None) or '__main__'
    if type(module) is not str:
        module = 'builtins'
    path = name.split('.')
    if '<locals>' in path:
        raise AttributeError(f"Can't get local object {name!r}")
    found = _module_table().get(module)
    if found is None:
        try:
            found = _module(module)
        except ImportError:
            raise PicklingError(f"Can't pickle {obj!r}: import of module {module!r} failed") from None
    for part in path:
        if not hasattr(found, part):
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module} failed")
        found = getattr(found, part)
    if found is not obj:
        raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module}.{name}")
    # The name of their module is another object than that of classes.
    own = 'f' if type(obj) is _builtin else 'g' if name in ('ExceptionGroup', 'BaseExceptionGroup') else ''
    return 0, module, name, own


def _reduction(obj):
    cls = type(obj)
    if cls in _SINGLE:
        single = _SINGLE[cls]
        return _global(obj, single) if type(single) is str else (2, type, (obj,))
    if isinstance(obj, type):
        if obj in _SINGLE:
            return 2, type, (None if obj is type(None) else ... if obj is type(...) else NotImplemented,)
        return _global(obj)
    if cls is _function:
        return _global(obj)
    if cls is range:
        return 2, range, (obj.start, obj.stop, obj.step)
    if cls is complex:
        return 2, complex, (obj.real, obj.imag)
    if cls is bytearray:
        return 2, bytearray, (bytes(obj),) if obj else ()
    if cls is slice:
        return 2, slice, (obj.start, obj.stop, obj.step)
    kind = cls.__name__
    if cls is _builtin or kind == 'method':
        owner = getattr(obj, '__self__', None)
        if owner is None or cls is _builtin and type(owner) is type(_thread):
            return _global(obj)
        return 2, getattr, (owner, obj.__name__)
    reduce = getattr(cls, '__reduce_ex__', None)
    if reduce is not None:
        return _checked(obj, reduce(obj, 4))
    reduce = getattr(cls, '__reduce__', None)
    if reduce is not None:
        return _checked(obj, reduce(obj))
    if cls.__module__ == 'builtins':
        if kind.endswith('iterator') or kind in ('zip', 'map', 'filter', 'enumerate', 'reversed', 'method_descriptor'):
            from time import _refuse
            _refuse(f'pickling {kind} objects')
        if kind in _NEVER:
            raise TypeError(f'cannot pickle {kind!r} object')
    return _default(obj, cls)


def _checked(obj, parts):
    if type(parts) is str:
        return _global(obj, parts)
    if type(parts) is not tuple:
        raise PicklingError('__reduce__ must return a string or tuple')
    if not 2 <= len(parts) <= 6:
        raise PicklingError('tuple returned by __reduce__ must contain 2 through 6 elements')
    if not callable(parts[0]):
        raise PicklingError('first item of the tuple returned by __reduce__ must be callable')
    if type(parts[1]) is not tuple:
        raise PicklingError('second item of the tuple returned by __reduce__ must be a tuple')
    parts += (None,) * (6 - len(parts))
    func, args, state, items, pairs, _ = parts
    if items is not None:
        items = list(items)
    if pairs is not None:
        pairs = [part for pair in pairs for part in pair]
    return 2, func, args, state, items, pairs


def _default(obj, cls):
    module = cls.__module__
    if not isinstance(obj, BaseException) and module in ('_thread', '_asyncio', '_queue', '_contextvars', '_io', '_random'):
        raise TypeError(f"cannot pickle '{module}.{cls.__name__}' object")
    state = _state(obj, cls)
    if isinstance(obj, BaseException):
        args = obj.args
        if isinstance(obj, BaseExceptionGroup):
            args = obj.message, list(obj.exceptions)
        own = obj.__dict__
        return 2, cls, args, own if own else None, None, None
    if hasattr(cls, 'popleft') and hasattr(cls, 'rotate'):
        args = () if obj.maxlen is None else ((), obj.maxlen)
        return 2, cls, args, state, list(obj), None
    if isinstance(obj, (set, frozenset)):
        return 2, cls, (list(obj),), state, None, None
    items = pairs = None
    if isinstance(obj, list):
        items = list(obj)
    if isinstance(obj, dict):
        pairs = [part for pair in obj.items() for part in pair]
        for base in cls.__mro__:
            if base.__module__ == 'collections':
                if base.__name__ == 'defaultdict':
                    return 2, cls, () if obj.default_factory is None else (obj.default_factory,), None, None, pairs
                if base.__name__ == 'OrderedDict':
                    return 2, cls, (), state, None, pairs
                if base.__name__ == 'Counter':
                    return 2, cls, (dict(obj),), None, None, None
    if hasattr(cls, '__getnewargs_ex__'):
        args, kwargs = obj.__getnewargs_ex__()
        return 3, cls, args, kwargs, state, items, pairs
    if hasattr(cls, '__getnewargs__'):
        args = obj.__getnewargs__()
    elif isinstance(obj, tuple):
        args = tuple(obj) if hasattr(cls, '_fields') else (tuple(obj),)
    else:
        args = ()
        for base in (int, float, complex, str, bytes):
            if isinstance(obj, base):
                args = (base(obj),)
    return 1, cls, (*args,), state, items, pairs


def _state(obj, cls):
    method = getattr(cls, '__getstate__', None)
    if method is not None:
        return method(obj)
    own = getattr(obj, '__dict__', None) or None
    slots = {}
    for base in cls.__mro__:
        names = base.__dict__.get('__slots__', ())
        for name in (names,) if isinstance(names, str) else names:
            if name not in ('__dict__', '__weakref__'):
                if name.startswith('__') and not name.endswith('__'):
                    name = f'_{base.__name__.lstrip("_")}{name}'
                if hasattr(obj, name):
                    slots[name] = getattr(obj, name)
    if own is not None:
        own = dict(own)
    return (own, slots) if slots else own

