# The services that clients talk to: each with a latency, a number of connections, a share of failures. There is no network: a
# call waits for the latency and gets a plain answer. A comment in the program says otherwise than the defaults:
# `# services: http latency=300ms; postgres latency=20ms pool=5; redis latency=1ms failures=0.01`

import asyncio as _asyncio
import random as _random
import time as _time
from _load import _program_text

_DEFAULTS = {'http': 0.1, 'postgres': 0.02, 'redis': 0.001, 'mongo': 0.01, 's3': 0.08, 'files': 0.005}


class Service:
    def __init__(self, name, latency):
        self.name = name
        self.latency = latency
        self.pool = 10
        self.failures = 0.0
        self._random = _random.Random(name)

    def _fails(self):
        return self.failures > 0 and self._random.random() < self.failures

    def block(self, share=1.0):
        _time.sleep(self.latency * share)
        return self._fails()

    async def wait(self, share=1.0):
        await _asyncio.sleep(self.latency * share)
        return self._fails()


def _seconds(text):
    for unit, factor in (('ms', 0.001), ('us', 0.000001), ('s', 1.0)):
        if text.endswith(unit):
            return float(text[:-len(unit)]) * factor
    return float(text)


def _table():
    table = {name: Service(name, latency) for name, latency in _DEFAULTS.items()}
    for line in _program_text().splitlines():
        head, mark, rest = line.partition('# services:')
        if not mark or head.strip():
            continue
        for part in rest.split(';'):
            words = part.split()
            if not words:
                continue
            service = table.setdefault(words[0], Service(words[0], 0.1))
            for word in words[1:]:
                key, _, value = word.partition('=')
                try:
                    if key == 'latency':
                        service.latency = _seconds(value)
                    elif key == 'pool':
                        service.pool = int(value)
                    elif key == 'failures':
                        service.failures = float(value)
                    else:
                        raise ValueError
                except ValueError:
                    raise SystemExit(f'# services: {word!r} is not latency=TIME, pool=N or failures=SHARE') from None
    return table


_services = _table()


def service(name, host=None):
    return _services.get(host) or _services[name]
