# reprlib: what stands for an object inside its own text.

from _thread import get_ident as _get_ident


def recursive_repr(fillvalue='...'):
    def decorate(function):
        # Who is being shown, by which thread.
        shown = set()

        def __repr__(self):
            key = id(self), _get_ident()
            if key in shown:
                return fillvalue
            shown.add(key)
            try:
                return function(self)
            finally:
                shown.discard(key)
        for name in ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__'):
            setattr(__repr__, name, getattr(function, name, None))
        __repr__.__wrapped__ = function
        return __repr__
    return decorate
