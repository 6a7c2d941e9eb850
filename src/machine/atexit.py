# atexit: what is done at the end of a process.

from threading import _finals


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError('the first argument must be callable')
    _finals.append((_Call(func, kwargs) if kwargs else func, args))
    return func


class _Call:
    def __init__(self, func, kwargs):
        self.func = func
        self.kwargs = kwargs

    def __call__(self, *args):
        return self.func(*args, **self.kwargs)

    def __repr__(self):
        return repr(self.func)


def unregister(func, /):
    _finals[:] = [entry for entry in _finals if entry[0] != func and getattr(entry[0], 'func', None) != func]


def _clear():
    _finals.clear()


def _ncallbacks():
    return len(_finals)


def _run_exitfuncs():
    while _finals:
        func, args = _finals.pop()
        func(*args)
