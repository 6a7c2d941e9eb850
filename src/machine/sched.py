# sched: what is to be done when, in a heap; whoever calls run() does it.

from collections import namedtuple as _namedtuple
from heapq import heapify as _heapify, heappop as _heappop, heappush as _heappush
from itertools import count as _count
from threading import RLock as _RLock
from time import monotonic as _monotonic, sleep as _sleep

__all__ = ['scheduler']

# The number makes entries for one time and priority come in the order in which they were made.
Event = _namedtuple('Event', 'time, priority, sequence, action, argument, kwargs')
_nothing = object()


class scheduler:
    def __init__(self, timefunc=_monotonic, delayfunc=_sleep):
        self._queue = []
        self._lock = _RLock()
        self.timefunc = timefunc
        self.delayfunc = delayfunc
        self._numbers = _count()

    def enterabs(self, time, priority, action, argument=(), kwargs=_nothing):
        if kwargs is _nothing:
            kwargs = {}
        with self._lock:
            event = Event(time, priority, next(self._numbers), action, argument, kwargs)
            _heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=_nothing):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        with self._lock:
            self._queue.remove(event)
            _heapify(self._queue)

    def empty(self):
        with self._lock:
            return not self._queue

    @property
    def queue(self):
        with self._lock:
            return sorted(self._queue)

    def run(self, blocking=True):
        while True:
            with self._lock:
                if not self._queue:
                    return None
                event = self._queue[0]
                wait = event.time - self.timefunc()
                if wait <= 0:
                    _heappop(self._queue)
            if wait <= 0:
                event.action(*event.argument, **event.kwargs)
                # Other threads get their turn.
                self.delayfunc(0)
            elif blocking:
                self.delayfunc(wait)
            else:
                return wait
