# inspect: what something is, where it stands, and how it is called.

import types as _types

def isclass(obj):
    return isinstance(obj, type)


def _plain(func):
    while type(func).__name__ == 'method':
        func = func.__func__
    while type(func).__name__ == 'partial':
        func = func.func
    return func


def isfunction(obj):
    return type(obj).__name__ == 'function'


def ismethod(obj):
    return type(obj).__name__ == 'method'


def isbuiltin(obj):
    return type(obj).__name__ == 'builtin_function_or_method'


def ismodule(obj):
    return type(obj).__name__ == 'module'


def isroutine(obj):
    return type(obj).__name__ in ('function', 'method', 'builtin_function_or_method', 'method_descriptor')


def iscoroutinefunction(obj):
    return _code_kind(_plain(obj)) == 'coroutine'


def isgeneratorfunction(obj):
    return _code_kind(_plain(obj)) == 'generator'


def isasyncgenfunction(obj):
    return _code_kind(_plain(obj)) == 'async_generator'


def iscoroutine(obj):
    return type(obj).__name__ == 'coroutine'


def isgenerator(obj):
    return type(obj).__name__ == 'generator'


def isasyncgen(obj):
    return type(obj).__name__ == 'async_generator'


def isawaitable(obj):
    if type(obj).__name__ == 'generator':
        return bool(obj.gi_code.co_flags & 0x100)
    return type(obj).__name__ == 'coroutine' or hasattr(type(obj), '__await__')


def iscode(obj):
    return type(obj).__name__ == 'code'


def isframe(obj):
    return type(obj).__name__ == 'frame'


def istraceback(obj):
    return type(obj).__name__ == 'traceback'


def isdatadescriptor(obj):
    return not isclass(obj) and (hasattr(type(obj), '__set__') or hasattr(type(obj), '__delete__'))


def isabstract(obj):
    return isclass(obj) and bool(getattr(obj, '__abstractmethods__', ()))


GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = 'GEN_CREATED', 'GEN_RUNNING', 'GEN_SUSPENDED', 'GEN_CLOSED'
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = 'CORO_CREATED', 'CORO_RUNNING', 'CORO_SUSPENDED', 'CORO_CLOSED'
AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED, AGEN_CLOSED = 'AGEN_CREATED', 'AGEN_RUNNING', 'AGEN_SUSPENDED', 'AGEN_CLOSED'
CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR = 1, 2, 4, 8, 16, 32
CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 128, 256, 512


def _state(prefix, running, suspended, frame):
    if running:
        return prefix + 'RUNNING'
    if suspended:
        return prefix + 'SUSPENDED'
    return prefix + ('CLOSED' if frame is None else 'CREATED')


def getgeneratorstate(generator):
    return _state('GEN_', generator.gi_running, generator.gi_suspended, generator.gi_frame)


def getcoroutinestate(coroutine):
    return _state('CORO_', coroutine.cr_running, coroutine.cr_suspended, coroutine.cr_frame)


def getasyncgenstate(agen):
    return _state('AGEN_', agen.ag_running, agen.ag_suspended, agen.ag_frame)


def getgeneratorlocals(generator):
    frame = generator.gi_frame
    return {} if frame is None else frame.f_locals


def getcoroutinelocals(coroutine):
    frame = coroutine.cr_frame
    return {} if frame is None else frame.f_locals


def cleandoc(doc):
    first, *others = doc.expandtabs().split('\n')
    margin = min([len(line) - len(line.lstrip()) for line in others if line.strip()], default=0)
    lines = [first.lstrip()] + [line[margin:] for line in others]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)


def getdoc(obj):
    doc = getattr(obj, '__doc__', None)
    if doc is None and isclass(obj):
        for base in obj.__mro__[1:-1]:
            if base.__doc__ is not None:
                doc = base.__doc__
                break
    return cleandoc(doc) if isinstance(doc, str) else None


def getmembers(obj, predicate=None):
    found = []
    for name in dir(obj):
        try:
            value = getattr(obj, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    found.sort(key=lambda pair: pair[0])
    return found


def getmodule(obj, _filename=None):
    import sys
    return sys.modules.get(getattr(obj, '__module__', None))


def getmro(cls):
    return cls.__mro__


def getattr_static(obj, name, default=Ellipsis):
    own = {} if isclass(obj) else getattr(obj, '__dict__', {})
    if name in own:
        return own[name]
    for cls in (obj if isclass(obj) else type(obj)).__mro__:
        if name in cls.__dict__:
            return cls.__dict__[name]
    if default is Ellipsis:
        raise AttributeError(name)
    return default


def unwrap(func, *, stop=None):
    seen = {id(func)}
    while hasattr(func, '__wrapped__') and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError(f'wrapper loop when unwrapping {func!r}')
        seen.add(id(func))
    return func


def getsource(obj):
    _refuse('inspect.getsource')


def currentframe():
    _refuse('inspect.currentframe: frames are not objects here')


def stack(context=1):
    _refuse('inspect.stack: frames are not objects here')


class _empty:
    pass


_empty.__module__ = 'inspect'


class _ParameterKind(int):
    def __new__(cls, value, name, description):
        self = int.__new__(cls, value)
        self.name = name
        self.description = description
        return self

    def __repr__(self):
        return f'<_ParameterKind.{self.name}: {int(self)}>'

    def __str__(self):
        return self.name


class Parameter:
    POSITIONAL_ONLY = _ParameterKind(0, 'POSITIONAL_ONLY', 'positional-only')
    POSITIONAL_OR_KEYWORD = _ParameterKind(1, 'POSITIONAL_OR_KEYWORD', 'positional or keyword')
    VAR_POSITIONAL = _ParameterKind(2, 'VAR_POSITIONAL', 'variadic positional')
    KEYWORD_ONLY = _ParameterKind(3, 'KEYWORD_ONLY', 'keyword-only')
    VAR_KEYWORD = _ParameterKind(4, 'VAR_KEYWORD', 'variadic keyword')
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation

    def replace(self, **changes):
        now = {'name': self.name, 'kind': self.kind, 'default': self.default, 'annotation': self.annotation} | changes
        return Parameter(now['name'], now['kind'], default=now['default'], annotation=now['annotation'])

    def __str__(self):
        text = self.name
        if self.annotation is not _empty:
            text += ': ' + formatannotation(self.annotation)
        if self.default is not _empty:
            text += (' = ' if self.annotation is not _empty else '=') + repr(self.default)
        if self.kind == 2:
            return '*' + text
        return '**' + text if self.kind == 4 else text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def _key(self):
        return self.name, self.kind, self.default, self.annotation

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, Parameter) else NotImplemented

    def __hash__(self):
        return hash((self.name, self.kind))


def formatannotation(annotation, base_module=None):
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if isclass(annotation) and type(annotation).__name__ != 'GenericAlias':
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return f'{annotation.__module__}.{annotation.__qualname__}'
    return repr(annotation)


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        given = []
        for name, parameter in self.signature.parameters.items():
            if parameter.kind in (3, 4) or name not in self.arguments:
                break
            if parameter.kind == 2:
                given.extend(self.arguments[name])
            else:
                given.append(self.arguments[name])
        return tuple(given)

    @property
    def kwargs(self):
        given = {}
        skipped = False
        for name, parameter in self.signature.parameters.items():
            if name not in self.arguments:
                skipped = True
            elif parameter.kind == 4:
                given.update(self.arguments[name])
            elif parameter.kind == 3 or (skipped and parameter.kind == 1):
                given[name] = self.arguments[name]
        return given

    def apply_defaults(self):
        full = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                full[name] = self.arguments[name]
            elif parameter.default is not _empty:
                full[name] = parameter.default
            elif parameter.kind == 2:
                full[name] = ()
            elif parameter.kind == 4:
                full[name] = {}
        self.arguments = full

    def __repr__(self):
        return f"<BoundArguments ({', '.join(f'{k}={v!r}' for k, v in self.arguments.items())})>"

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = _types.MappingProxyType({p.name: p for p in parameters or ()})
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **kwargs):
        return signature(obj)

    def replace(self, *, parameters=Ellipsis, return_annotation=Ellipsis):
        return Signature(self.parameters.values() if parameters is Ellipsis else parameters,
                         return_annotation=self.return_annotation if return_annotation is Ellipsis else return_annotation)

    def __str__(self):
        shown = []
        before = None
        for parameter in self.parameters.values():
            kind = parameter.kind
            if before == 0 and kind != 0:
                shown.append('/')
            if kind == 3 and before not in (2, 3):
                shown.append('*')
            shown.append(str(parameter))
            before = kind
        if before == 0:
            shown.append('/')
        text = f"({', '.join(shown)})"
        if self.return_annotation is not _empty:
            text += ' -> ' + formatannotation(self.return_annotation)
        return text

    def __repr__(self):
        return f'<Signature {self}>'

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return dict(self.parameters) == dict(other.parameters) and self.return_annotation == other.return_annotation

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        found = {}
        args = list(args)
        rest = None
        for name, parameter in self.parameters.items():
            kind = parameter.kind
            if kind == 2:
                if args:
                    found[name] = tuple(args)
                    args = []
            elif kind == 4:
                rest = name
            elif args and kind in (0, 1):
                if name in kwargs and kind == 1:
                    raise TypeError(f'multiple values for argument {name!r}')
                found[name] = args.pop(0)
            elif kind != 0 and name in kwargs:
                found[name] = kwargs.pop(name)
            elif parameter.default is _empty and not partial:
                if kind == 0 and name in kwargs:
                    raise TypeError(f'{name!r} parameter is positional only, but was passed as a keyword')
                only = ' keyword-only' if kind == 3 else ''
                raise TypeError(f'missing a required{only} argument: {name!r}')
        if args:
            raise TypeError('too many positional arguments')
        if kwargs:
            if rest is None:
                raise TypeError(f'got an unexpected keyword argument {next(iter(kwargs))!r}')
            found[rest] = kwargs
        return BoundArguments(self, found)


def _function_signature(func):
    code = func.__code__
    names = code.co_varnames
    count, only = code.co_argcount, code.co_kwonlyargcount
    defaults = func.__defaults__ or ()
    keyword_defaults = func.__kwdefaults__ or {}
    hints = func.__annotations__
    parameters = []

    def add(name, kind, default=_empty):
        parameters.append(Parameter(name, kind, default=default, annotation=hints.get(name, _empty)))

    for i, name in enumerate(names[:count]):
        default = defaults[i - count + len(defaults)] if i >= count - len(defaults) else _empty
        add(name, Parameter.POSITIONAL_ONLY if i < code.co_posonlyargcount else Parameter.POSITIONAL_OR_KEYWORD, default)
    after = count + only
    if code.co_flags & CO_VARARGS:
        add(names[after], Parameter.VAR_POSITIONAL)
        after += 1
    for name in names[count:count + only]:
        add(name, Parameter.KEYWORD_ONLY, keyword_defaults.get(name, _empty))
    if code.co_flags & CO_VARKEYWORDS:
        add(names[after], Parameter.VAR_KEYWORD)
    return Signature(parameters, return_annotation=hints.get('return', _empty))


def _without_first(found):
    parameters = list(found.parameters.values())
    if parameters and parameters[0].kind in (0, 1):
        del parameters[0]
    return found.replace(parameters=parameters)


def _partial_signature(obj):
    found = signature(obj.func)
    bound = found.bind_partial(*obj.args, **obj.keywords)
    parameters = []
    only = False
    for name, parameter in found.parameters.items():
        if name in obj.keywords and parameter.kind != 4:
            only = True
            parameters.append(parameter.replace(kind=Parameter.KEYWORD_ONLY, default=obj.keywords[name]))
        elif parameter.kind == 2:
            if not only:
                parameters.append(parameter)
        elif name not in bound.arguments or parameter.kind == 4:
            parameters.append(parameter.replace(kind=Parameter.KEYWORD_ONLY) if only and parameter.kind == 1 else parameter)
    return found.replace(parameters=parameters)


def signature(obj, *, follow_wrapped=True, **kwargs):
    if not callable(obj):
        raise TypeError(f'{obj!r} is not a callable object')
    if ismethod(obj):
        return _without_first(signature(obj.__func__))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, '__signature__') or ismethod(f))
        if ismethod(obj):
            return signature(obj)
    own = getattr(obj, '__signature__', None)
    if isinstance(own, Signature):
        return own
    if isfunction(obj):
        return _function_signature(obj)
    if type(obj).__name__ == 'partial':
        return _partial_signature(obj)
    if isclass(obj):
        for make in (type(obj).__call__, obj.__new__, obj.__init__):
            if isfunction(make):
                return _without_first(signature(make)).replace(return_annotation=_empty)
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return Signature()
    elif isfunction(getattr(type(obj), '__call__', None)):
        return _without_first(signature(type(obj).__call__))
    _refuse(f'inspect.signature of {obj!r}, which is built in')


def getfullargspec(func):
    from collections import namedtuple
    made = namedtuple('FullArgSpec', 'args varargs varkw defaults kwonlyargs kwonlydefaults annotations')
    found = {kind: [] for kind in range(5)}
    for p in _function_signature(_plain(func)).parameters.values():
        found[p.kind].append(p)
    names = [p.name for p in found[0] + found[1]]
    defaults = tuple([p.default for p in found[0] + found[1] if p.default is not _empty])
    only = {p.name: p.default for p in found[3] if p.default is not _empty}
    plain = _plain(func)
    return made(names, found[2][0].name if found[2] else None, found[4][0].name if found[4] else None, defaults or None,
                [p.name for p in found[3]], only or None, dict(plain.__annotations__))
