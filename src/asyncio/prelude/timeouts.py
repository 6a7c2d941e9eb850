# asyncio.timeout: cancels the task when time is up, and turns that cancellation into TimeoutError at its own border.

class Timeout:
    __module__ = 'asyncio.timeouts'

    # The states, in the words of repr(): created, active, expiring (it cancelled the task), expired, finished.

    def __init__(self, when):
        self._when = when
        self._state = 'created'
        self._timer = None
        self._task = None
        self._cancels_before = 0

    def __repr__(self):
        shown = ''
        if self._state == 'active':
            when = self._when
            shown = f' when={when if when is None else round(when, 3)}'
        return f'<Timeout [{self._state}]{shown}>'

    def when(self):
        return self._when

    def expired(self):
        return self._state == 'expiring' or self._state == 'expired'

    def reschedule(self, when):
        if self._state == 'created':
            raise RuntimeError('Timeout has not been entered')
        if self._state != 'active':
            raise RuntimeError(f'Cannot change state of {self._state} Timeout')
        self._when = when
        self._stop_timer()
        if when is None:
            return
        loop = get_running_loop()
        if loop.time() < when:
            self._timer = loop.call_at(when, self._on_timeout)
        else:
            self._timer = loop.call_soon(self._on_timeout)

    def _stop_timer(self):
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()

    def _on_timeout(self):
        self._timer = None
        self._task.cancel()
        self._state = 'expiring'

    async def __aenter__(self):
        if self._state != 'created':
            raise RuntimeError('Timeout has already been entered')
        self._task = current_task()
        if self._task is None:
            raise RuntimeError('Timeout should be used inside a task')
        self._cancels_before = self._task.cancelling()
        self._state = 'active'
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self._stop_timer()
        if self._state == 'active':
            self._state = 'finished'
            return None
        self._state = 'expired'
        others = self._task.uncancel() > self._cancels_before
        if exc is None or others:
            return None
        if isinstance(exc, CancelledError):
            raise TimeoutError from exc
        # The cancellation became part of another error's history: there the timeout is named too.
        _name_timeout(exc)
        if isinstance(exc, ExceptionGroup):
            for member in exc.exceptions:
                _name_timeout(member)
        return None


def _name_timeout(exc):
    while True:
        context = exc.__context__
        if context is None:
            return
        if isinstance(context, CancelledError):
            named = TimeoutError()
            named.__cause__ = context
            named.__context__ = context
            exc.__context__ = named
            return
        exc = context


def timeout(delay):
    loop = get_running_loop()
    return Timeout(None if delay is None else loop.time() + delay)


def timeout_at(when):
    return Timeout(when)


