# namedtuple, a part of collections.

class _tuplegetter:
    def __init__(self, index, doc):
        self._index = index
        self.__doc__ = doc

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if not isinstance(instance, tuple):
            raise TypeError(f'descriptor for index {self._index!r} for tuple subclasses doesn\'t apply to '
                            f'{type(instance).__name__!r} object')
        return tuple.__getitem__(instance, self._index)

    def __set__(self, instance, value):
        raise AttributeError("can't set attribute")

    def __delete__(self, instance):
        raise AttributeError("can't delete attribute")

    def __repr__(self):
        return f'_tuplegetter({self._index}, {self.__doc__!r})'


_tuplegetter.__module__ = 'collections'


def _field_trouble(name, before):
    # Why a name cannot be a field's, if it cannot.
    if name.startswith('_'):
        return 'Field names cannot start with an underscore'
    return 'Encountered duplicate field name' if name in before else None


def _word_trouble(name):
    from keyword import iskeyword
    if not name.isidentifier():
        return 'Type names and field names must be valid identifiers'
    return 'Type names and field names cannot be a keyword' if iskeyword(name) else None


def _field_names(typename, given, rename):
    names = []
    for name in map(str, given.replace(',', ' ').split() if isinstance(given, str) else given):
        if rename and (_word_trouble(name) or _field_trouble(name, names)):
            name = f'_{len(names)}'
        names.append(name)
    for name in [typename] + names:
        if trouble := _word_trouble(name):
            raise ValueError(f'{trouble}: {name!r}')
    for at, name in enumerate(names):
        if not rename and (trouble := _field_trouble(name, names[:at])):
            raise ValueError(f'{trouble}: {name!r}')
    return tuple(names)


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    typename = str(typename)
    fields = _field_names(typename, field_names, rename)
    defaults = tuple(defaults or ())
    if len(defaults) > len(fields):
        raise TypeError('Got more default values than field names')
    # A tuple of values, from a call with one parameter a field: for this the language's own rules of calls are best.
    listed = ''.join([f'{name}, ' for name in fields])
    plain = len(fields) - len(defaults)
    parameters = [name if at < plain else f'{name}=_defaults[{at - plain}]' for at, name in enumerate(fields)]
    make = _function_from(f'def make(_new, _defaults):\n def __new__({", ".join(["_cls"] + parameters)}):\n'
                          f'  return _new(_cls, ({listed}))\n return __new__\n')
    __new__ = make(tuple.__new__, defaults)
    __new__.__doc__ = f'Create new instance of {typename}({listed[:-2]})'

    def _make(cls, iterable):
        values = tuple(iterable)
        if len(values) != len(fields):
            raise TypeError(f'Expected {len(fields)} arguments, got {len(values)}')
        return tuple.__new__(cls, values)

    def _replace(self, /, **kwds):
        changed = self._make([kwds.pop(name, value) for name, value in zip(fields, self)])
        if kwds:
            raise TypeError(f'Got unexpected field names: {list(kwds)!r}')
        return changed

    def __repr__(self):
        shown = ', '.join([f'{name}={value!r}' for name, value in zip(fields, self)])
        return f'{type(self).__name__}({shown})'

    def _asdict(self):
        return dict(zip(fields, self))

    def __getnewargs__(self):
        return tuple(self)

    __new__.__module__ = f'namedtuple_{typename}'
    for method in (__new__, _make, _replace, __repr__, _asdict, __getnewargs__):
        method.__qualname__ = f'{typename}.{method.__name__}'
    namespace = {'__doc__': f'{typename}({listed[:-2]})', '__slots__': (), '_fields': fields,
                 '_field_defaults': dict(zip(fields[plain:], defaults)), '__new__': __new__,
                 '_make': classmethod(_make), '__replace__': _replace, '_replace': _replace, '__repr__': __repr__,
                 '_asdict': _asdict, '__getnewargs__': __getnewargs__, '__match_args__': fields}
    for index, name in enumerate(fields):
        namespace[name] = _tuplegetter(index, f'Alias for field number {index}')
    namespace['__module__'] = '__main__' if module is None else module
    return type(typename, (tuple,), namespace)
