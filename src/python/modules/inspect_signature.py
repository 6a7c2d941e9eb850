# Signatures of functions, a part of inspect.

class _empty:
    pass


class _Kind:
    def __init__(self, value, name, description):
        self.value = value
        self.name = name
        self.description = description

    def __str__(self):
        return self.name

    def __repr__(self):
        return f'<_ParameterKind.{self.name}: {self.value}>'

    def __eq__(self, other):
        return self.value == other

    def __lt__(self, other):
        return self.value < int(other)

    def __int__(self):
        return self.value

    def __hash__(self):
        return hash(self.value)


_ONLY_BY_PLACE = _Kind(0, 'POSITIONAL_ONLY', 'positional-only')
_BY_EITHER = _Kind(1, 'POSITIONAL_OR_KEYWORD', 'positional or keyword')
_ALL_BY_PLACE = _Kind(2, 'VAR_POSITIONAL', 'variadic positional')
_ONLY_BY_NAME = _Kind(3, 'KEYWORD_ONLY', 'keyword-only')
_ALL_BY_NAME = _Kind(4, 'VAR_KEYWORD', 'variadic keyword')


def formatannotation(annotation, base_module=None, *, quote_annotation_strings=True):
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if isinstance(annotation, type) and type(annotation).__name__ != 'GenericAlias':
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return f'{annotation.__module__}.{annotation.__qualname__}'
    return repr(annotation)


class Parameter:
    empty = _empty
    POSITIONAL_ONLY = _ONLY_BY_PLACE
    POSITIONAL_OR_KEYWORD = _BY_EITHER
    VAR_POSITIONAL = _ALL_BY_PLACE
    KEYWORD_ONLY = _ONLY_BY_NAME
    VAR_KEYWORD = _ALL_BY_NAME

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        if default is not _empty and kind in (_ALL_BY_PLACE, _ALL_BY_NAME):
            raise ValueError(f'{kind.description} parameters cannot have default values')
        if not isinstance(name, str):
            raise TypeError(f'name must be a str, not a {type(name).__name__}')
        if not name.isidentifier():
            raise ValueError(f'{name!r} is not a valid parameter name')
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation

    def replace(self, *, name=None, kind=None, annotation=None, default=None):
        return Parameter(name or self.name, self.kind if kind is None else kind,
                         default=self.default if default is None else default,
                         annotation=self.annotation if annotation is None else annotation)

    def __str__(self):
        text = self.name
        spaced = ''
        if self.annotation is not _empty:
            text += f': {formatannotation(self.annotation)}'
            spaced = ' '
        if self.default is not _empty:
            text += f'{spaced}={spaced}{self.default!r}'
        return ('*' if self.kind is _ALL_BY_PLACE else '**' if self.kind is _ALL_BY_NAME else '') + text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def _parts(self):
        return self.name, self.kind, self.default, self.annotation

    def __eq__(self, other):
        return self._parts() == other._parts() if isinstance(other, Parameter) else NotImplemented

    def __hash__(self):
        return hash(self._parts())


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        values = []
        for name, parameter in self.signature.parameters.items():
            if name not in self.arguments or parameter.kind in (_ONLY_BY_NAME, _ALL_BY_NAME):
                break
            if parameter.kind is _ALL_BY_PLACE:
                values.extend(self.arguments[name])
            else:
                values.append(self.arguments[name])
        return tuple(values)

    @property
    def kwargs(self):
        values = {}
        by_name = False
        for name, parameter in self.signature.parameters.items():
            by_name = by_name or parameter.kind in (_ONLY_BY_NAME, _ALL_BY_NAME) or name not in self.arguments
            if by_name and name in self.arguments:
                if parameter.kind is _ALL_BY_NAME:
                    values.update(self.arguments[name])
                else:
                    values[name] = self.arguments[name]
            elif parameter.kind is _ALL_BY_PLACE:
                by_name = True
        return values

    def apply_defaults(self):
        filled = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                filled[name] = self.arguments[name]
            elif parameter.default is not _empty:
                filled[name] = parameter.default
            elif parameter.kind is _ALL_BY_PLACE:
                filled[name] = ()
            elif parameter.kind is _ALL_BY_NAME:
                filled[name] = {}
        self.arguments = filled

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __repr__(self):
        return f"<BoundArguments ({', '.join([f'{k}={v!r}' for k, v in self.arguments.items()])})>"


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        found = {}
        last = None
        defaults = False
        for p in parameters or ():
            if last is not None and p.kind.value < last.kind.value:
                raise ValueError(f'wrong parameter order: {last.kind.description} parameter before {p.kind.description} parameter')
            if p.kind.value < 2:
                if p.default is not _empty:
                    defaults = True
                elif defaults:
                    raise ValueError('non-default argument follows default argument')
            if p.name in found:
                raise ValueError(f'duplicate parameter name: {p.name!r}')
            found[p.name] = last = p
        self._found = found
        self.return_annotation = return_annotation

    @property
    def parameters(self):
        from types import MappingProxyType
        return MappingProxyType(self._found)

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return signature(obj, follow_wrapped=follow_wrapped, eval_str=eval_str)

    def replace(self, *, parameters=None, return_annotation=None):
        return Signature(self._found.values() if parameters is None else parameters,
                         return_annotation=self.return_annotation if return_annotation is None else return_annotation)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        by_place, by_name = [[p for p in s._found.values() if (p.kind is not _ONLY_BY_NAME)] for s in (self, other)], \
            [{p.name: p for p in s._found.values() if p.kind is _ONLY_BY_NAME} for s in (self, other)]
        return by_place[0] == by_place[1] and by_name[0] == by_name[1] and self.return_annotation == other.return_annotation

    def __hash__(self):
        return hash((tuple(self._found.values()), self.return_annotation))

    def bind(self, /, *args, **kwargs):
        return self._bound(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bound(args, kwargs, True)

    def _bound(self, args, kwargs, partial):
        arguments = {}
        rest = list(args)
        named = dict(kwargs)
        takes_names = None
        misplaced = []
        # Nothing but positional arguments has been used so far.
        first = True
        for p in self._found.values():
            if p.kind is _ALL_BY_PLACE:
                first = False
                if rest:
                    arguments[p.name] = tuple(rest)
                    rest = []
            elif p.kind is _ALL_BY_NAME:
                takes_names = p
            elif rest and p.kind is not _ONLY_BY_NAME:
                if p.name in named and p.kind is not _ONLY_BY_PLACE:
                    raise TypeError(f'multiple values for argument {p.name!r}')
                arguments[p.name] = rest.pop(0)
            elif p.name in named and p.kind is not _ONLY_BY_PLACE:
                if rest:
                    break
                first = False
                arguments[p.name] = named.pop(p.name)
            elif p.kind is _ONLY_BY_PLACE and p.name in named:
                misplaced.append(p.name)
            elif p.default is _empty and not partial:
                if rest:
                    break
                only = ' keyword-only' if first and p.kind is _ONLY_BY_NAME else ''
                raise TypeError(f'missing a required{only} argument: {p.name!r}')
            else:
                first = False
        if rest:
            raise TypeError('too many positional arguments')
        if named:
            if takes_names is None:
                if misplaced:
                    raise TypeError('got some positional-only arguments passed as keyword arguments: '
                                    f"{', '.join(misplaced)!r}")
                raise TypeError(f'got an unexpected keyword argument {next(iter(named))!r}')
            arguments[takes_names.name] = named
        return BoundArguments(self, arguments)

    def format(self, *, max_width=None):
        parts = []
        places = [p for p in self._found.values() if p.kind is _ONLY_BY_PLACE]
        starred = False
        for p in self._found.values():
            if places and p.kind is not _ONLY_BY_PLACE and p.kind.value > 0 and '/' not in parts:
                parts.append('/')
            if p.kind is _ALL_BY_PLACE:
                starred = True
            elif p.kind is _ONLY_BY_NAME and not starred:
                parts.append('*')
                starred = True
            parts.append(str(p))
        if places and '/' not in parts:
            parts.append('/')
        text = f"({', '.join(parts)})"
        if max_width is not None and len(text) > max_width:
            text = '(\n    ' + ',\n    '.join(parts) + '\n)'
        if self.return_annotation is not _empty:
            text += f' -> {formatannotation(self.return_annotation)}'
        return text

    def __str__(self):
        return self.format()

    def __repr__(self):
        return f'<Signature {self}>'


def _of_function(func, annotations):
    code = func.__code__
    has_args, has_kwargs = code.co_flags & CO_VARARGS, code.co_flags & CO_VARKEYWORDS
    count, named = code.co_argcount, code.co_kwonlyargcount
    names = code.co_varnames
    defaults = func.__defaults__ or ()
    found = []

    def add(name, kind, default=_empty):
        found.append(Parameter(name, kind, default=default, annotation=annotations.get(name, _empty)))

    for n in range(count):
        after = n - (count - len(defaults))
        add(names[n], _ONLY_BY_PLACE if n < code.co_posonlyargcount else _BY_EITHER, defaults[after] if after >= 0 else _empty)
    if has_args:
        add(names[count + named], _ALL_BY_PLACE)
    for name in names[count:count + named]:
        add(name, _ONLY_BY_NAME, (func.__kwdefaults__ or {}).get(name, _empty))
    if has_kwargs:
        add(names[count + named + bool(has_args)], _ALL_BY_NAME)
    return Signature(found, return_annotation=annotations.get('return', _empty))


def _without_first(s, obj):
    found = list(s._found.values())
    if not found or found[0].kind in (_ONLY_BY_NAME, _ALL_BY_NAME):
        raise ValueError('invalid method signature')
    return s if found[0].kind is _ALL_BY_PLACE else s.replace(parameters=found[1:])


def _of_partial(obj, s):
    bound = s.bind_partial(*obj.args, **obj.keywords)
    found = []
    by_name = False
    for p in s._found.values():
        if p.name in bound.arguments and p.kind is not _ALL_BY_NAME and p.kind is not _ALL_BY_PLACE:
            if p.name not in obj.keywords:
                continue
            by_name = by_name or p.kind is _BY_EITHER
            p = p.replace(default=obj.keywords[p.name], kind=_ONLY_BY_NAME)
        elif by_name and p.kind is _BY_EITHER:
            p = p.replace(kind=_ONLY_BY_NAME)
        elif by_name and p.kind is _ALL_BY_PLACE:
            continue
        found.append(p)
    return s.replace(parameters=found)


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    if not callable(obj):
        raise TypeError(f'{obj!r} is not a callable object')
    if ismethod(obj):
        return _without_first(signature(obj.__func__, follow_wrapped=follow_wrapped, eval_str=eval_str), obj)
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, '__signature__'))
    own = getattr(obj, '__signature__', None)
    if isinstance(own, Signature):
        return own
    if isfunction(obj):
        annotations = obj.__annotations__
        if eval_str:
            from typing import get_type_hints
            annotations = {**annotations, **get_type_hints(obj, globals, locals, include_extras=True)}
        return _of_function(obj, annotations)
    from functools import partial
    if isinstance(obj, partial):
        return _of_partial(obj, signature(obj.func))
    if isinstance(obj, type):
        for kind, name in ((type(obj), '__call__'), (obj, '__new__'), (obj, '__init__')):
            for base in kind.__mro__:
                method = base.__dict__.get(name)
                if isinstance(method, (staticmethod, classmethod)):
                    method = method.__func__
                if isfunction(method):
                    return _without_first(signature(method, eval_str=eval_str), obj)
                if method is not None:
                    break
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return Signature()
    else:
        method = getattr(type(obj), '__call__', None)
        if isfunction(method):
            return _without_first(signature(method, eval_str=eval_str), obj)
    _refuse(f'inspect.signature of {obj!r}, which is not written in Python')


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    own = obj.__dict__.get('__annotations__', {}) if isinstance(obj, type) else getattr(obj, '__annotations__', {})
    if eval_str:
        from typing import get_type_hints
        hints = get_type_hints(obj, globals, locals, include_extras=True)
        return {name: hints.get(name, value) for name, value in own.items()}
    return dict(own)
