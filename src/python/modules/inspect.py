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
    import sys
    return sys._getframe()


def stack(context=1):
    import sys
    from collections import namedtuple
    FrameInfo = namedtuple('FrameInfo', 'frame filename lineno function code_context index')
    FrameInfo.__module__ = 'inspect'
    infos = []
    frame = sys._getframe()
    while frame is not None:
        code = frame.f_code
        line = code._line_text(frame.f_lineno)
        infos.append(FrameInfo(frame, code.co_filename, frame.f_lineno, code.co_name, [line + '\n'] if line else None,
                               0 if line else None))
        frame = frame.f_back
    return infos


def getfullargspec(func):
    from collections import namedtuple
    made = namedtuple('FullArgSpec', 'args varargs varkw defaults kwonlyargs kwonlydefaults annotations')
    found = {kind: [] for kind in range(5)}
    for p in _of_function(_plain(func), {}).parameters.values():
        found[p.kind.value].append(p)
    names = [p.name for p in found[0] + found[1]]
    defaults = tuple([p.default for p in found[0] + found[1] if p.default is not _empty])
    only = {p.name: p.default for p in found[3] if p.default is not _empty}
    plain = _plain(func)
    return made(names, found[2][0].name if found[2] else None, found[4][0].name if found[4] else None, defaults or None,
                [p.name for p in found[3]], only or None, dict(plain.__annotations__))


