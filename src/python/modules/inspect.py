# inspect: the questions of what something is.

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
    return type(obj).__name__ == 'coroutine' or hasattr(type(obj), '__await__')
