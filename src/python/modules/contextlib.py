# contextlib: context managers, and what makes, combines and replaces them.

from abc import ABC, abstractmethod
from collections import deque
from functools import wraps
from sys import exception
from types import MethodType


def _has(cls, *methods):
    for name in methods:
        # The first class that has it decides: None there takes it away.
        holders = [base.__dict__[name] for base in cls.__mro__ if name in base.__dict__]
        if not holders or holders[0] is None:
            return False
    return True


class AbstractContextManager(ABC):
    __slots__ = ()
    __class_getitem__ = classmethod(type(list[int]))

    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        return _has(C, '__enter__', '__exit__') or NotImplemented if cls is AbstractContextManager else NotImplemented


class AbstractAsyncContextManager(ABC):
    __slots__ = ()
    __class_getitem__ = classmethod(type(list[int]))

    async def __aenter__(self):
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        return _has(C, '__aenter__', '__aexit__') or NotImplemented if cls is AbstractAsyncContextManager else NotImplemented


class _Decorates:
    # A context manager in front of a function: each call goes through a manager of its own, if there can be several.
    def _recreate_cm(self):
        return self


class ContextDecorator(_Decorates):
    def __call__(self, func):
        def guarded(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return wraps(func)(guarded)


class AsyncContextDecorator(_Decorates):
    def __call__(self, func):
        async def guarded(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)
        return wraps(func)(guarded)


class _OfGenerator(_Decorates):
    # Made by a call of a generator function, which a decorator repeats.
    def __init__(self, func, args, kwds):
        self.args, self.kwds, self.func = args, kwds, func
        self.gen = func(*args, **kwds)
        if getattr(func, '__doc__', None) is not None:
            self.__doc__ = func.__doc__

    def _recreate_cm(self):
        return type(self)(self.func, self.args, self.kwds)

    def _started(self):
        # Once it runs, the arguments need not live any longer.
        for name in ('args', 'kwds', 'func'):
            delattr(self, name)
        return self.gen


def _came_out(exc, thrown, traceback, ending):
    # What an exception that came out of the generator says of the one thrown into it: True, it is dealt with; False, it goes
    # on as it was; None, another one goes on in its place.
    if isinstance(exc, ending):
        return exc is not thrown
    # A generator cannot let a StopIteration through; it makes a RuntimeError of it.
    disguised = isinstance(exc, RuntimeError) and isinstance(thrown, (StopIteration, ending)) and exc.__cause__ is thrown
    if exc is not thrown and not disguised:
        return None
    thrown.__traceback__ = traceback
    return False


_NO_YIELD = "generator didn't yield"
_NO_STOP = "generator didn't stop"


class _GeneratorContextManager(_OfGenerator, ContextDecorator, AbstractContextManager):
    def __enter__(self):
        try:
            return next(self._started())
        except StopIteration:
            raise RuntimeError(_NO_YIELD) from None

    def __exit__(self, typ, value, traceback):
        thrown = typ() if typ is not None and value is None else value
        try:
            if typ is None:
                next(self.gen)
            else:
                self.gen.throw(thrown)
        except BaseException as exc:
            if typ is None and isinstance(exc, StopIteration):
                return False
            answer = None if typ is None else _came_out(exc, thrown, traceback, StopIteration)
            if answer is None:
                raise
            return answer
        try:
            raise RuntimeError(_NO_STOP if typ is None else _NO_STOP + ' after throw()')
        finally:
            self.gen.close()


class _AsyncGeneratorContextManager(_OfGenerator, AsyncContextDecorator, AbstractAsyncContextManager):
    async def __aenter__(self):
        try:
            return await anext(self._started())
        except StopAsyncIteration:
            raise RuntimeError(_NO_YIELD) from None

    async def __aexit__(self, typ, value, traceback):
        thrown = typ() if typ is not None and value is None else value
        try:
            await (anext(self.gen) if typ is None else self.gen.athrow(thrown))
        except BaseException as exc:
            if typ is None and isinstance(exc, StopAsyncIteration):
                return False
            answer = None if typ is None else _came_out(exc, thrown, traceback, StopAsyncIteration)
            if answer is None:
                raise
            return answer
        try:
            raise RuntimeError(_NO_STOP if typ is None else _NO_STOP + ' after athrow()')
        finally:
            await self.gen.aclose()


def contextmanager(func):
    return wraps(func)(lambda *args, **kwds: _GeneratorContextManager(func, args, kwds))


def asynccontextmanager(func):
    return wraps(func)(lambda *args, **kwds: _AsyncGeneratorContextManager(func, args, kwds))


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return
        if issubclass(exctype, self._exceptions):
            return True
        if issubclass(exctype, BaseExceptionGroup):
            match, rest = excinst.split(self._exceptions)
            if rest is None:
                return True
            raise rest
        return False


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *excinfo):
        pass


class _BaseExitStack:
    # The callbacks are called as `__exit__` is; each stands beside whether it is an ordinary function, not one to be awaited.
    def __init__(self):
        self._exit_callbacks = deque()

    def _add(self, callback, is_sync=True):
        self._exit_callbacks.append((is_sync, callback))

    def pop_all(self):
        taker = type(self)()
        taker._exit_callbacks, self._exit_callbacks = self._exit_callbacks, deque()
        return taker

    def push(self, exit):
        method = getattr(type(exit), '__exit__', None)
        self._add(exit if method is None else MethodType(method, exit))
        return exit

    def enter_context(self, cm):
        enter, leave = _protocol(cm, '__enter__', '__exit__', 'context manager')
        result = enter(cm)
        self._add(MethodType(leave, cm))
        return result

    def callback(self, callback, /, *args, **kwds):
        def run(exc_type, exc, tb):
            callback(*args, **kwds)
        run.__wrapped__ = callback
        self._add(run)
        return callback


def _protocol(cm, enter, leave, what):
    cls = type(cm)
    try:
        return getattr(cls, enter), getattr(cls, leave)
    except AttributeError:
        raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the {what} protocol") from None


class _Unwinding:
    # What leaving a stack has come to: the exception under way, whether the one that came in was swallowed, whether a
    # callback raised another one.
    def __init__(self, exc, outer):
        self.came_with = self.exc = exc
        self.outer = outer
        self.raised = self.swallowed = False

    def details(self):
        exc = self.exc
        return (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)

    def answered(self, answer):
        if answer:
            self.swallowed = True
            self.raised = False
            self.exc = None

    def failed(self, new):
        # As if the callbacks were nested `with` statements: the new exception's oldest context of its own was raised while
        # the one under way was.
        link = new
        while link.__context__ is not None and link.__context__ is not self.exc:
            if link.__context__ is self.outer:
                link.__context__ = self.exc
                break
            link = link.__context__
        self.raised = True
        self.exc = new

    def outcome(self):
        if not self.raised:
            return self.came_with is not None and self.swallowed
        context = self.exc.__context__
        try:
            raise self.exc
        except BaseException:
            self.exc.__context__ = context
            raise


class ExitStack(_BaseExitStack, AbstractContextManager):
    def __enter__(self):
        return self

    def __exit__(self, *exc_details):
        state = _Unwinding(exc_details[1], exception())
        while self._exit_callbacks:
            _, callback = self._exit_callbacks.pop()
            try:
                state.answered(callback(*state.details()))
            except BaseException as new:
                state.failed(new)
        return state.outcome()

    def close(self):
        self.__exit__(None, None, None)


class AsyncExitStack(_BaseExitStack, AbstractAsyncContextManager):
    async def enter_async_context(self, cm):
        enter, leave = _protocol(cm, '__aenter__', '__aexit__', 'asynchronous context manager')
        result = await enter(cm)
        self._add(MethodType(leave, cm), False)
        return result

    def push_async_exit(self, exit):
        method = getattr(type(exit), '__aexit__', None)
        self._add(exit if method is None else MethodType(method, exit), False)
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        async def run(exc_type, exc, tb):
            await callback(*args, **kwds)
        run.__wrapped__ = callback
        self._add(run, False)
        return callback

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_details):
        state = _Unwinding(exc_details[1], exception())
        while self._exit_callbacks:
            is_sync, callback = self._exit_callbacks.pop()
            try:
                answer = callback(*state.details())
                state.answered(answer if is_sync else await answer)
            except BaseException as new:
                state.failed(new)
        return state.outcome()

    async def aclose(self):
        await self.__aexit__(None, None, None)


class _Redirected(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        import sys
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, *exc_info):
        import sys
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_Redirected):
    _stream = 'stdout'


class redirect_stderr(_Redirected):
    _stream = 'stderr'
