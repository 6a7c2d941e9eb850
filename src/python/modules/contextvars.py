# Context variables. What a thread's context is, the virtual machine keeps; a context's dict is never changed, but replaced, so
# copies share it.

class _Missing:
    def __repr__(self):
        return '<Token.MISSING>'


class Token:
    __slots__ = ('_context', '_old', '_used', '_var')

    __module__ = '_contextvars'
    MISSING = _Missing()
    __class_getitem__ = classmethod(type(list[int]))

    def __new__(cls, *args, **kwargs):
        raise RuntimeError('Tokens can only be created by ContextVars')

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return self._old

    def __repr__(self):
        used = ' used' if self._used else ''
        return f'<Token{used} var={self._var!r} at {id(self):#x}>'


_NONE = Token.MISSING


class ContextVar:
    __slots__ = ('_default', '_name')

    __module__ = '_contextvars'

    def __init__(self, name, *, default=_NONE):
        if not isinstance(name, str):
            raise TypeError('context variable name must be a str')
        self._name = name
        self._default = default

    def __init_subclass__(cls, **kwargs):
        raise TypeError("type '_contextvars.ContextVar' is not an acceptable base type")

    __class_getitem__ = classmethod(type(list[int]))

    @property
    def name(self):
        return self._name

    def __repr__(self):
        default = '' if self._default is _NONE else f' default={self._default!r}'
        return f'<ContextVar name={self._name!r}{default} at {id(self):#x}>'

    def get(self, default=_NONE, /):
        context = _get()
        if context is not None and self in context._vars:
            return context._vars[self]
        if default is not _NONE:
            return default
        if self._default is not _NONE:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        context = _get()
        if context is None:
            context = Context()
            _swap(context)
        token = object.__new__(Token)
        token._var = self
        token._context = context
        token._old = context._vars.get(self, _NONE)
        token._used = False
        context._vars = {**context._vars, self: value}
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError(f'expected an instance of Token, got {token!r}')
        if token._used:
            raise RuntimeError(f'{token!r} has already been used once')
        if token._var is not self:
            raise ValueError(f'{token!r} was created by a different ContextVar')
        context = _get()
        if token._context is not context:
            raise ValueError(f'{token!r} was created in a different Context')
        token._used = True
        changed = dict(context._vars)
        if token._old is _NONE:
            del changed[self]
        else:
            changed[self] = token._old
        context._vars = changed


def _checked(var):
    if not isinstance(var, ContextVar):
        raise TypeError(f'a ContextVar key was expected, got {var!r}')
    return var


class Context:
    __slots__ = ('_vars', '_entered', '__weakref__')

    __module__ = '_contextvars'

    def __init__(self):
        # In this order: copies made by the loop count on it.
        self._vars = {}
        self._entered = False

    def run(self, callable, /, *args, **kwargs):
        if self._entered:
            raise RuntimeError(f'cannot enter context: {self!r} is already entered')
        before = _swap(self)
        self._entered = True
        try:
            return callable(*args, **kwargs)
        finally:
            self._entered = False
            _swap(before)

    def copy(self):
        return _copy(self)

    def get(self, var, default=None, /):
        return self._vars.get(_checked(var), default)

    def __getitem__(self, var):
        return self._vars[_checked(var)]

    def __setitem__(self, var, value):
        raise TypeError("'_contextvars.Context' object does not support item assignment")

    def __contains__(self, var):
        return _checked(var) in self._vars

    def __iter__(self):
        return iter(self._vars)

    def __len__(self):
        return len(self._vars)

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._vars == other._vars

    __hash__ = None

    def keys(self):
        return self._vars.keys()

    def values(self):
        return self._vars.values()

    def items(self):
        return self._vars.items()


def copy_context():
    context = _get()
    return Context() if context is None else _copy(context)
