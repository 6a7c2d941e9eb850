# The interpreter's own operations that may run a program's Python code. Their frames are left out of tracebacks.
# Names that start with an underscore are not visible to programs. Natives used here are in builtins/runtime.rs:
# _special(obj, name): the special method of obj's type, bound, or None.

def _truth(x):
    method = _special(x, '__bool__')
    if method is not None:
        result = method()
        if result is True or result is False:
            return result
        raise TypeError(f"__bool__ should return bool, returned {_type_name(result)}")
    method = _special(x, '__len__')
    if method is not None:
        return _check_len(method()) != 0
    return True


def _not(x):
    return not _truth(x)


def _check_len(n):
    n = _index(n)
    if n < 0:
        raise ValueError("__len__() should return >= 0")
    return n


def _index(x):
    if isinstance(x, int):
        return x
    method = _special(x, '__index__')
    if method is None:
        raise TypeError(f"'{_type_name(x)}' object cannot be interpreted as an integer")
    result = method()
    if not isinstance(result, int):
        raise TypeError(f"__index__ returned non-int (type {_type_name(result)})")
    return result


def _contains(container, item):
    method = _special(container, '__contains__')
    if method is not None and not _is_native(method):
        return _truth(method(item))
    for x in container:
        if x is item or x == item:
            return True
    return False


def _not_contains(container, item):
    return not _contains(container, item)


def __build_class__(func, name, /, *bases, metaclass=None, **kwds):
    original = bases
    if any([not isinstance(b, type) for b in bases]):
        resolved = []
        for base in bases:
            if isinstance(base, type):
                resolved.append(base)
                continue
            entries = _special_or_attr(base, '__mro_entries__')
            if entries is None:
                resolved.append(base)
            else:
                resolved.extend(entries(original))
        bases = tuple(resolved)
    meta = type if metaclass is None else metaclass
    if metaclass is None and bases:
        meta = type(bases[0])
    if isinstance(meta, type):
        for base in bases:
            other = type(base)
            if issubclass(meta, other):
                continue
            if issubclass(other, meta):
                meta = other
                continue
            raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of "
                            "the metaclasses of all its bases")
    if meta is type:
        namespace = {}
    else:
        prepare = getattr(meta, '__prepare__', None)
        namespace = {} if prepare is None else prepare(name, bases, **kwds)
    _exec_body(func, namespace)
    if bases is not original:
        namespace['__orig_bases__'] = original
    cls = meta(name, bases, namespace, **kwds)
    return cls


def _type_new(meta, name, bases, namespace, /, **kwds):
    winner = meta
    for base in bases:
        kind = type(base)
        if isinstance(base, type) and kind is not winner and issubclass(kind, winner):
            winner = kind
    if winner is not meta:
        # The class of a base makes it, as in a class statement.
        cls = winner.__new__(winner, name, bases, namespace, **kwds)
        if isinstance(cls, winner):
            winner.__init__(cls, name, bases, namespace, **kwds)
        return cls
    cls = _make_class(meta, name, bases, namespace)
    for key, value in list(namespace.items()):
        hook = _special(value, '__set_name__')
        if hook is not None:
            try:
                hook(cls, key)
            except BaseException as error:
                error.add_note(f"Error calling __set_name__ on '{_type_name(value)}' instance {key!r} in {name!r}")
                raise
    super(cls, cls).__init_subclass__(**kwds)
    return cls


def _type_call(cls, /, *args, **kwds):
    obj = cls.__new__(cls, *args, **kwds)
    if isinstance(obj, cls):
        init = type(obj).__init__
        result = init(obj, *args, **kwds)
        if result is not None:
            raise TypeError(f"__init__() should return None, not '{_type_name(result)}'")
    return obj


def _init_and_return(init, obj, /, *args, **kwds):
    result = init(obj, *args, **kwds)
    if result is not None:
        raise TypeError(f"__init__() should return None, not '{_type_name(result)}'")
    return obj


def _raise_class(cls, cause):
    exc = cls()
    if not isinstance(exc, BaseException):
        raise TypeError(f"calling {cls!r} should have returned an instance of BaseException, "
                        f"not {type(exc)!r}")
    if cause is ...:
        raise exc
    raise exc from cause


def _raise_from_class(exc, cause):
    made = cause()
    if not isinstance(made, BaseException):
        raise TypeError(f"calling {cause!r} should have returned an instance of BaseException, "
                        f"not {type(made)!r}")
    raise exc from made


def _getattribute(obj, name):
    cls = type(obj)
    try:
        return cls.__getattribute__(obj, name)
    except AttributeError:
        getattr_ = _type_attr(cls, '__getattr__')
        if getattr_ is None:
            raise
        return getattr_(obj, name)


def _property_or_getattr(get, obj, name):
    try:
        return get(obj)
    except AttributeError:
        return _type_attr(type(obj), '__getattr__')(obj, name)


def _anext(obj):
    method = _special(obj, '__anext__')
    if method is None:
        raise TypeError(f"'async for' requires an iterator with __anext__ method, got {_type_name(obj)}")
    awaitable = method()
    try:
        return _awaitable(awaitable)
    except BaseException as exc:
        raise TypeError("'async for' received an invalid object from __anext__: "
                        + _type_name(awaitable)) from exc


def _awaitable(obj):
    result = _native_awaitable(obj)
    if result is not None:
        return result
    method = _special(obj, '__await__')
    if method is None:
        raise TypeError(f"object {_type_name(obj)} can't be used in 'await' expression")
    return method()


def _unpack(iterable, n):
    items = []
    iterator = iter(iterable)
    for item in iterator:
        if len(items) == n:
            raise ValueError(f"too many values to unpack (expected {n})")
        items.append(item)
    if len(items) < n:
        raise ValueError(f"not enough values to unpack (expected {n}, got {len(items)})")
    return tuple(items)


def _unpack_ex(iterable, before, after):
    items = [item for item in iterable]
    if len(items) < before + after:
        raise ValueError(f"not enough values to unpack (expected at least {before + after}, got {len(items)})")
    middle = items[before:len(items) - after]
    return tuple(items[:before] + [middle] + items[len(items) - after:])


def _to_tuple(iterable):
    return tuple([item for item in iterable])


def _build_set(items):
    result = set()
    for item in items:
        result.add(item)
    return result


def _build_dict(items):
    result = {}
    for i in range(0, len(items), 2):
        result[items[i]] = items[i + 1]
    return result


def _list_extend(target, iterable):
    cls = type(iterable)
    if not hasattr(cls, '__iter__') and not hasattr(cls, '__getitem__'):
        raise TypeError(f"Value after * must be an iterable, not {_class_name(cls)}")
    for item in iterable:
        _list_append(target, item)


def _set_add(target, item):
    target.add(item)


def _set_update(target, iterable):
    for item in iterable:
        target.add(item)


def _dict_update(target, source):
    if isinstance(source, dict):
        for key, value in source.items():
            target[key] = value
        return
    keys = getattr(source, 'keys', None)
    if keys is None:
        raise TypeError(f"'{_type_name(source)}' object is not a mapping")
    for key in keys():
        target[key] = source[key]


def _dict_merge(target, source, func):
    keys = getattr(source, 'keys', None)
    if keys is None:
        raise TypeError(f"{_function_text(func)} argument after ** must be a mapping, not {_type_name(source)}")
    for key in keys():
        if key in target:
            raise TypeError(f"{_function_text(func)} got multiple values for keyword argument '{key}'")
        target[key] = source[key]


def _args_extend(items, source, func):
    cls = type(source)
    if not hasattr(cls, '__iter__') and not hasattr(cls, '__getitem__'):
        raise TypeError(f"{_function_text(func)} argument after * must be an iterable, not {_class_name(cls)}")
    items.extend(source)


def _function_text(func):
    name = getattr(func, '__qualname__', None)
    if name is None:
        return str(func)
    module = getattr(func, '__module__', None)
    if module is None or module == 'builtins':
        return f"{name}()"
    return f"{module}.{name}()"


def _format_plain(x, spec):
    method = _special(x, '__format__')
    result = method(spec)
    if not isinstance(result, str):
        raise TypeError(f"__format__ must return a str, not {_type_name(result)}")
    return result


def _format_str(x, spec):
    return _format_plain(str(x), spec)


def _format_repr(x, spec):
    return _format_plain(repr(x), spec)


def _format_ascii(x, spec):
    return _format_plain(ascii(x), spec)


def _match_sequence(subject):
    kind = type(subject)
    return kind is list or kind is tuple or _pattern_kind(subject) == 'sequence'


def _match_mapping(subject):
    return type(subject) is dict or _pattern_kind(subject) == 'mapping'


def _pattern_kind(subject):
    # The first class that is one or the other decides; those of collections.abc and what is registered with them say it
    # in an attribute.
    if _is_deque(subject):
        return 'sequence'
    if _is_mapping(subject):
        return 'mapping'
    for base in type(subject).__mro__:
        if base is dict:
            return 'mapping'
        if base is list or base is tuple or base is range:
            return 'sequence'
        if '_pattern_kind_' in base.__dict__:
            return base.__dict__['_pattern_kind_']
    return None


def _match_keys(subject, keys):
    values = []
    seen = []
    for key in keys:
        if key in seen:
            raise ValueError(f"mapping pattern checks duplicate key ({key!r})")
        seen.append(key)
        if isinstance(subject, dict) and type(subject).__getitem__ is dict.__getitem__:
            if key not in subject:
                return None
            values.append(subject[key])
        else:
            value = subject.get(key, _missing)
            if value is _missing:
                return None
            values.append(value)
    return tuple(values)


_missing = ['missing']


def _match_length(subject):
    return len(subject)


def _match_rest(subject, keys):
    rest = {}
    for key in subject.keys():
        rest[key] = subject[key]
    for key in keys:
        del rest[key]
    return rest


_self_matching = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)


def _match_class(subject, cls, count, names):
    if not isinstance(cls, type):
        raise TypeError("called match pattern must be a class")
    if not isinstance(subject, cls):
        return None
    values = []
    seen = []
    if count:
        match_args = getattr(cls, '__match_args__', None)
        if match_args is None:
            if issubclass(cls, _self_matching):
                if count > 1:
                    raise TypeError(f"{_class_name(cls)}() accepts 1 positional sub-pattern ({count} given)")
                values.append(subject)
                count = 0
            else:
                match_args = ()
        elif type(match_args) is not tuple:
            raise TypeError(f"{_class_name(cls)}.__match_args__ must be a tuple (got {_type_name(match_args)})")
        if count:
            allowed = len(match_args)
            if count > allowed:
                plural = '' if allowed == 1 else 's'
                raise TypeError(f"{_class_name(cls)}() accepts {allowed} positional sub-pattern{plural} ({count} given)")
            for name in match_args[:count]:
                if type(name) is not str:
                    raise TypeError(f"__match_args__ elements must be strings (got {_type_name(name)})")
                if name in seen:
                    raise TypeError(f"{_class_name(cls)}() got multiple sub-patterns for attribute '{name}'")
                seen.append(name)
                value = getattr(subject, name, _missing)
                if value is _missing:
                    return None
                values.append(value)
    for name in names:
        if name in seen:
            raise TypeError(f"{_class_name(cls)}() got multiple sub-patterns for attribute '{name}'")
        seen.append(name)
        value = getattr(subject, name, _missing)
        if value is _missing:
            return None
        values.append(value)
    return tuple(values)


def _split_group(exc, typ):
    for cls in (typ if isinstance(typ, tuple) else (typ,)):
        if not (isinstance(cls, type) and issubclass(cls, BaseException)):
            raise TypeError("catching classes that do not inherit from BaseException is not allowed")
        if issubclass(cls, BaseExceptionGroup):
            raise TypeError("catching ExceptionGroup with except* is not allowed. Use except instead.")
    if isinstance(exc, typ):
        if isinstance(exc, BaseExceptionGroup):
            return (exc, None)
        group = ExceptionGroup('', (exc,)) if isinstance(exc, Exception) else BaseExceptionGroup('', (exc,))
        group.__traceback__ = exc.__traceback__
        return (group, None)
    if isinstance(exc, BaseExceptionGroup):
        return exc.split(typ)
    return (None, exc)


def _leaf_ids(exc, found):
    if isinstance(exc, BaseExceptionGroup):
        for inner in exc.exceptions:
            _leaf_ids(inner, found)
    else:
        found.append(id(exc))
    return found


def _reraise_star(original, results):
    results = [r for r in results if r is not None]
    if not results:
        return None
    if not isinstance(original, BaseExceptionGroup):
        if len(results) == 1:
            return results[0]
        return ExceptionGroup('', results)
    raised = []
    again = []
    for exc in results:
        same = (isinstance(exc, BaseExceptionGroup) and _same_metadata(exc, original))
        (again if same else raised).append(exc)
    rest = None
    if again:
        keep = []
        for exc in again:
            _leaf_ids(exc, keep)
        rest = original.subgroup(lambda e: not isinstance(e, BaseExceptionGroup) and id(e) in keep)
    if not raised:
        return rest
    if rest is not None:
        raised.append(rest)
    if len(raised) == 1:
        return raised[0]
    return ExceptionGroup('', raised)


def _same_metadata(exc, original):
    return (exc.__notes__ if hasattr(exc, '__notes__') else None) is (
        original.__notes__ if hasattr(original, '__notes__') else None
    ) and exc.__traceback__ is original.__traceback__ and exc.__cause__ is original.__cause__ \
        and exc.__context__ is original.__context__


def _type_var(name, bound, default):
    from typing import _type_parameter
    return _type_parameter('TypeVar', name, bound, default)


def _type_var_tuple(name, default):
    from typing import _type_parameter
    return _type_parameter('TypeVarTuple', name, None, default)


def _param_spec(name, default):
    from typing import _type_parameter
    return _type_parameter('ParamSpec', name, None, default)


def _type_alias(name, params, value):
    from typing import TypeAliasType
    return TypeAliasType(name, value, type_params=params)


def _subscript_generic(params):
    from typing import Generic, Unpack, TypeVarTuple
    return Generic[tuple([Unpack[p] if isinstance(p, TypeVarTuple) else p for p in params])]


def _alias_parameters(alias):
    from typing import _parameters
    return _parameters(alias.__args__)


def _alias_item(alias, item):
    from typing import _rebuilt, _subscripted
    return _rebuilt(alias, _subscripted(alias, item))
