# The load: requests sent to a FastAPI program in virtual time. Clients and network are outside of the simulated computer and
# cost it nothing; what a connection, a request and an answer cost the server is spent on its loop.

import asyncio as _asyncio
import json as _json
import random as _random
from fastapi import FastAPI as _FastAPI, Request as _Request
from _load import _report, _spend


def _application(names, main):
    app = getattr(main, 'app', None)
    if isinstance(app, _FastAPI):
        return app
    for name in names:
        value = getattr(main, name, None)
        if isinstance(value, _FastAPI):
            return value
    raise SystemExit('simulate: --load needs a FastAPI application in the program, best named app')


class _Load:
    def __init__(self, app, spec):
        self.app = app
        self.spec = spec
        self.done = []
        self.probes = []
        self.errors = 0
        self.sent = 0
        self.open = 0
        self.over = None
        self.probed = 0

    def _parsed(self, text):
        method, _, rest = text.strip().partition(' ')
        target, _, body = rest.strip().partition(' ')
        path, _, query = target.partition('?')
        return method.upper(), path, query, _json.loads(body) if body.strip() else None

    async def run(self):
        self.loop = loop = _asyncio.get_running_loop()
        await self.app._start()
        spec = self.spec
        self.routes = [self._parsed(text) for text in spec['load']]
        self.over = loop.create_future()
        self.start = loop.time()
        total = spec['requests']
        if spec['rate']:
            at, generator = self.start, _random.Random(spec['seed'])
            for i in range(total):
                loop.call_at(at, self._send, i)
                at += generator.expovariate(spec['rate']) if spec['poisson'] else 1 / spec['rate']
        else:
            clients = min(spec['concurrency'] or total, total)
            for i in range(clients):
                loop.call_at(self.start, self._send, None)
        if spec['probe']:
            self._probe()
        await self.over
        if spec['probe']:
            self._probe()
            while len(self.probes) < self.probed:
                await _asyncio.sleep(0.001)
        await self.app._stop()
        return self.results()

    def _send(self, number):
        if number is None:
            if self.sent >= self.spec['requests']:
                return
            number = self.sent
        self.sent += 1
        self.open += 1
        # When the client sent it: now, or when this was due, should the loop come late.
        due = self._due(number)
        _spend(self.spec['cost_accept'])
        self.loop.call_soon(self._read, number, due)

    def _due(self, number):
        return self.loop.time() if not self.spec['rate'] and number >= (self.spec['concurrency'] or 1 << 60) else \
            self.start if not self.spec['rate'] else self._scheduled(number)

    def _scheduled(self, number):
        return self.start + number / self.spec['rate'] if not self.spec['poisson'] else self.loop.time()

    def _read(self, number, due):
        _spend(self.spec['cost_read'])
        method, path, query, body = self.routes[number % len(self.routes)]
        request = _Request(self.app, method, path, query, body)
        self.loop.create_task(self._serve(request, due, self.done), name=f'{method} {path}')

    async def _serve(self, request, due, results):
        _spend(self.spec['cost_route'])

        def answered(response):
            _spend(self.spec['cost_answer'])
            results.append((due, self.loop.time() + self.spec['network'], response.status_code))
            if results is self.done:
                self.open -= 1
                if response.status_code >= 400:
                    self.errors += 1
                if not self.spec['rate'] and self.sent < self.spec['requests']:
                    self.loop.call_soon(self._send, None)
                elif len(self.done) >= self.spec['requests'] and not self.over.done():
                    self.over.set_result(None)
        await self.app._handle(request, answered)

    def _probe(self):
        # Every 20 ms, whether the loop has time or not: what was due meanwhile has come too.
        now = self.loop.time()
        while self.start + self.probed * 0.02 <= now:
            due = self.start + self.probed * 0.02
            self.probed += 1
            _spend(self.spec['cost_accept'] + self.spec['cost_read'])
            self.loop.create_task(self._serve(_Request(self.app, 'GET', '/ping'), due, self.probes), name='GET /ping (probe)')
        if not self.over.done():
            self.loop.call_at(self.start + self.probed * 0.02, self._probe)

    def results(self):
        times = sorted([end - begin for begin, end, _ in self.done])
        last = max([end for _, end, _ in self.done], default=self.start)
        makespan = last - self.start
        made = {
            'requests': len(times),
            'errors': self.errors,
            'latency_ms': _percentiles(times),
            'makespan_ms': round(makespan * 1000, 3),
            'throughput_rps': round(len(times) / makespan, 3) if makespan else 0.0,
            'latencies_ms': [round(t * 1000, 3) for t in times],
        }
        if self.spec['probe']:
            made['probe_ms'] = _percentiles(sorted([end - begin for begin, end, _ in self.probes]))
        statuses = {}
        for _, _, code in self.done:
            statuses[str(code)] = statuses.get(str(code), 0) + 1
        made['statuses'] = statuses
        return made


def _percentiles(times):
    if not times:
        return {'p50': None, 'p95': None, 'p99': None, 'max': None}

    def at(share):
        # Between the two nearest, as numpy has it.
        place = share * (len(times) - 1)
        low = int(place)
        high = min(low + 1, len(times) - 1)
        return round((times[low] + (times[high] - times[low]) * (place - low)) * 1000, 3)
    return {'p50': at(0.5), 'p95': at(0.95), 'p99': at(0.99), 'max': round(times[-1] * 1000, 3)}


def run(text):
    import __main__
    spec = _json.loads(text)
    app = _application(spec['names'], __main__)
    _report(_json.dumps(_asyncio.run(_Load(app, spec).run())))
