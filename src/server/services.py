# The services that clients talk to: each with a latency, a share of failures, and how many calls it takes at a time. There is no
# network: a call waits for the latency and gets a plain answer. A comment in the program says otherwise than the defaults:
# `# services: http latency=100ms..400ms; postgres latency=~20ms pool=5; redis latency=1ms failures=0.01`
# A latency is a time; two times, between which all are as likely; or `~` and a mean, about which most are shorter and a few much
# longer. src/syntax/services.rs reads the same comment for the page.

import asyncio as _asyncio
import random as _random
import threading as _threading
import time as _time
from collections import deque as _deque
from _load import _program_text

_DEFAULTS = {'http': 0.1, 'postgres': 0.02, 'redis': 0.001, 'mongo': 0.01, 's3': 0.08, 'dynamodb': 0.01, 'websocket': 0.02, 'files': 0.005}


class Closes:
    # A client that gives nothing back when it is closed.
    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass


class Service:
    def __init__(self, name, latency):
        self.name = name
        self.shortest = self.longest = latency
        self.mean = None
        self.pool = 0
        self.failures = 0.0
        self._next = None
        self._random = _random.Random(name)
        self._busy = 0
        self._line = _deque()
        self._lock = _threading.Lock()

    @property
    def latency(self):
        # That of the next call.
        if self._next is None:
            if self.mean is not None:
                self._next = self._random.expovariate(1 / self.mean) if self.mean else 0.0
            elif self.longest > self.shortest:
                self._next = self._random.uniform(self.shortest, self.longest)
            else:
                self._next = self.shortest
        return self._next

    def slower_than(self, limit):
        # A call that is given up takes its latency with it.
        if limit is None or self.latency <= limit:
            return False
        self._next = None
        return True

    def _fails(self):
        return self.failures > 0 and self._random.random() < self.failures

    def _taken(self, share):
        latency = self.latency
        self._next = None
        return latency * share

    def block(self, share=1.0):
        if not self.pool:
            _time.sleep(self._taken(share))
            return self._fails()
        with self._lock:
            place = None
            if self._busy < self.pool:
                self._busy += 1
            else:
                place = _threading.Event()
                self._line.append(place)
        if place is not None:
            place.wait()
        try:
            _time.sleep(self._taken(share))
            return self._fails()
        finally:
            self._leave()

    async def wait(self, share=1.0):
        if not self.pool:
            await _asyncio.sleep(self._taken(share))
            return self._fails()
        with self._lock:
            place = None
            if self._busy < self.pool:
                self._busy += 1
            else:
                place = _asyncio.get_running_loop().create_future()
                self._line.append(place)
        if place is not None:
            try:
                await place
            except BaseException:
                if place.done() and not place.cancelled():
                    self._leave()
                raise
        try:
            await _asyncio.sleep(self._taken(share))
            return self._fails()
        finally:
            self._leave()

    def _leave(self):
        # Who waits longest takes the place, whether a thread or a task of some loop.
        with self._lock:
            while self._line:
                place = self._line.popleft()
                if isinstance(place, _threading.Event):
                    place.set()
                    return
                if not place.cancelled():
                    try:
                        place.get_loop().call_soon_threadsafe(self._give, place)
                        return
                    except RuntimeError:
                        # Its loop is closed.
                        pass
            self._busy -= 1

    def _give(self, place):
        if place.cancelled():
            self._leave()
        else:
            place.set_result(None)


def _seconds(text):
    for unit, factor in (('ms', 0.001), ('us', 0.000001), ('s', 1.0)):
        if text.endswith(unit):
            text = text[:-len(unit)]
            break
    else:
        factor = 1.0
    if not text.replace('.', '', 1).isdigit():
        raise ValueError
    return float(text) * factor


def _set(service, key, value):
    if key == 'latency':
        first, between, last = value.partition('..')
        if value.startswith('~'):
            service.mean = _seconds(value[1:])
        else:
            service.mean = None
            service.shortest = _seconds(first)
            service.longest = _seconds(last) if between else service.shortest
            if service.longest < service.shortest:
                raise ValueError
    elif key == 'pool':
        service.pool = int(value)
        if service.pool < 1:
            raise ValueError
    elif key == 'failures':
        service.failures = float(value)
        if not 0 <= service.failures <= 1:
            raise ValueError
    else:
        raise ValueError


def _one_slip(word, known):
    # One letter too many, too few or another, or two exchanged.
    if len(word) > len(known):
        word, known = known, word
    at = 0
    while at < len(word) and word[at] == known[at]:
        at += 1
    if len(word) < len(known):
        return word[at:] == known[at + 1:]
    return word[at + 1:] == known[at + 1:] or (word[at:at + 2] == known[at:at + 2][::-1] and word[at + 2:] == known[at + 2:])


def _table():
    table = {name: Service(name, latency) for name, latency in _DEFAULTS.items()}
    for line in _program_text().splitlines():
        head, mark, rest = line.strip().partition('services:')
        if not mark or head.rstrip() != '#':
            continue
        for part in rest.split(';'):
            words = part.split()
            if not words:
                continue
            if words[0] not in table:
                # Any other name is that of a host.
                for known in _DEFAULTS:
                    # Of `s3`, `s1` is no slip.
                    if len(known) > 3 and _one_slip(words[0], known):
                        raise SystemExit(f'# services: there is no {words[0]!r}; did you mean {known!r}?')
            service = table.setdefault(words[0], Service(words[0], 0.1))
            for word in words[1:]:
                key, _, value = word.partition('=')
                try:
                    _set(service, key, value)
                except ValueError:
                    raise SystemExit(f'# services: {word!r} is not latency=TIME, latency=TIME..TIME, latency=~TIME, '
                                     'pool=N or failures=SHARE') from None
    return table


_services = _table()


def service(name, host=None):
    return _services.get(host) or _services[name]
