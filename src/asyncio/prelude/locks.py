# Locks, events, conditions, semaphores, barriers: each keeps a queue of futures, one for each task that waits.


class _deque(list):
    # `collections.deque`, as far as it is needed here.
    def popleft(self):
        return self.pop(0)


class _LoopBound:
    # Bound to the first loop that waits on it.
    _loop = None

    def _get_loop(self):
        loop = get_running_loop()
        bound = self._loop
        if bound is None:
            self._loop = loop
        elif bound is not loop:
            raise RuntimeError(f'{self!r} is bound to a different event loop')
        return loop

    def _describe(self, state):
        if self._waiters:
            state = f'{state}, waiters:{len(self._waiters)}'
        return f'<{object.__repr__(self)[1:-1]} [{state}]>'


class _Acquired:
    # `async with lock`.
    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


class Lock(_Acquired, _LoopBound):
    __module__ = 'asyncio.locks'

    def __init__(self):
        self._locked = False
        self._waiters = None

    def __repr__(self):
        return self._describe('locked' if self._locked else 'unlocked')

    def locked(self):
        return self._locked

    async def acquire(self):
        if not self._locked and not _any_not_cancelled(self._waiters):
            self._locked = True
            return True
        if self._waiters is None:
            self._waiters = _deque()
        turn = _waiter(self._get_loop(), 'Lock')
        self._waiters.append(turn)
        try:
            try:
                await turn
            finally:
                self._waiters.remove(turn)
        except CancelledError:
            # The turn may have been ours already: it goes to the next.
            if not self._locked:
                self._wake_first()
            raise
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        self._wake_first()

    def _wake_first(self):
        if self._waiters:
            first = self._waiters[0]
            if not first.done():
                first.set_result(True)


def _any_not_cancelled(waiters):
    if waiters:
        for waiter in waiters:
            if not waiter.cancelled():
                return True
    return False


class Event(_LoopBound):
    __module__ = 'asyncio.locks'

    def __init__(self):
        self._value = False
        self._waiters = _deque()

    def __repr__(self):
        return self._describe('set' if self._value else 'unset')

    def is_set(self):
        return self._value

    def set(self):
        if self._value:
            return
        self._value = True
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(True)

    def clear(self):
        self._value = False

    async def wait(self):
        if not self._value:
            waiter = _waiter(self._get_loop(), 'Event')
            self._waiters.append(waiter)
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        return True


class Condition(_Acquired, _LoopBound):
    __module__ = 'asyncio.locks'

    def __init__(self, lock=None):
        self._lock = Lock() if lock is None else lock
        self.locked = self._lock.locked
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self._waiters = _deque()

    def __repr__(self):
        return self._describe('locked' if self.locked() else 'unlocked')

    async def wait(self):
        if not self.locked():
            raise RuntimeError('cannot wait on un-acquired lock')
        waiter = _waiter(self._get_loop(), 'Condition')
        self.release()
        try:
            try:
                self._waiters.append(waiter)
                try:
                    await waiter
                    return True
                finally:
                    self._waiters.remove(waiter)
            finally:
                await self._acquire_again()
        except BaseException:
            # It may have been us that was notified: somebody else gets the chance.
            self._wake(1)
            raise

    async def _acquire_again(self):
        # The lock must be held again whatever happens; a cancellation is passed on afterwards.
        cancelled = None
        while True:
            try:
                await self.acquire()
                break
            except CancelledError as exc:
                cancelled = exc
        if cancelled is not None:
            try:
                raise cancelled
            finally:
                cancelled = None

    async def wait_for(self, predicate):
        while not (result := predicate()):
            await self.wait()
        return result

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError('cannot notify on un-acquired lock')
        self._wake(n)

    def notify_all(self):
        self.notify(len(self._waiters))

    def _wake(self, n):
        for waiter in self._waiters:
            if n <= 0:
                return
            if not waiter.done():
                n -= 1
                waiter.set_result(False)


class Semaphore(_Acquired, _LoopBound):
    __module__ = 'asyncio.locks'

    def __init__(self, value=1):
        if value < 0:
            raise ValueError('Semaphore initial value must be >= 0')
        self._value = value
        self._waiters = None

    def __repr__(self):
        return self._describe('locked' if self.locked() else f'unlocked, value:{self._value}')

    def locked(self):
        # Also when others wait: they were first.
        return self._value == 0 or _any_not_cancelled(self._waiters)

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        if self._waiters is None:
            self._waiters = _deque()
        turn = _waiter(self._get_loop(), 'Semaphore')
        self._waiters.append(turn)
        try:
            try:
                await turn
            finally:
                self._waiters.remove(turn)
        except CancelledError:
            if turn.done() and not turn.cancelled():
                # The permit given to us goes back.
                self._value += 1
            raise
        finally:
            while self._value > 0 and self._wake_next():
                pass
        return True

    def release(self):
        self._value += 1
        self._wake_next()

    def _wake_next(self):
        if self._waiters:
            for waiter in self._waiters:
                if not waiter.done():
                    self._value -= 1
                    waiter.set_result(True)
                    return True
        return False


class BoundedSemaphore(Semaphore):
    __module__ = 'asyncio.locks'

    def __init__(self, value=1):
        self._bound_value = value
        super().__init__(value)

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError('BoundedSemaphore released too many times')
        super().release()


class Barrier(_LoopBound):
    __module__ = 'asyncio.locks'

    # The states, in the words of repr(): filling, draining (all are there and leave), resetting, broken.

    def __init__(self, parties):
        if parties < 1:
            raise ValueError('parties must be > 0')
        self._parties = parties
        self._state = 'filling'
        self._count = 0
        self._cond = Condition()

    def __repr__(self):
        state = self._state
        if state != 'broken':
            state += f', waiters:{self.n_waiting}/{self._parties}'
        return f'<{object.__repr__(self)[1:-1]} [{state}]>'

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == 'filling' else 0

    @property
    def broken(self):
        return self._state == 'broken'

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, exc_type, exc, tb):
        pass

    async def wait(self):
        async with self._cond:
            # Those of the round before leave first.
            await self._cond.wait_for(lambda: self._state != 'draining' and self._state != 'resetting')
            if self._state == 'broken':
                raise BrokenBarrierError('Barrier aborted')
            place = self._count
            try:
                self._count += 1
                if place + 1 == self._parties:
                    self._state = 'draining'
                    self._cond.notify_all()
                else:
                    await self._cond.wait_for(lambda: self._state != 'filling')
                    if self._state != 'draining':
                        raise BrokenBarrierError('Abort or reset of barrier')
                return place
            finally:
                self._count -= 1
                if self._count == 0:
                    if self._state == 'draining' or self._state == 'resetting':
                        self._state = 'filling'
                    self._cond.notify_all()

    async def reset(self):
        async with self._cond:
            self._state = 'resetting' if self._count > 0 else 'filling'
            self._cond.notify_all()

    async def abort(self):
        async with self._cond:
            self._state = 'broken'
            self._cond.notify_all()


