# The load: requests sent to a FastAPI program in virtual time. Clients and network are outside of the simulated computer and
# cost it nothing; what a connection, a request and an answer cost the server is spent on its loop.

import anyio as _anyio
import asyncio as _asyncio
import json as _json
import random as _random
from anyio import _pool_size, current_default_thread_limiter as _limiter
from collections import deque as _deque
from fastapi import FastAPI as _FastAPI, Request as _Request
from urllib.parse import unquote as _unquote
from _load import _report, _spend, _system_call


def _application(names, main):
    app = getattr(main, 'app', None)
    if isinstance(app, _FastAPI):
        return app
    for name in names:
        value = getattr(main, name, None)
        if isinstance(value, _FastAPI):
            return value
    raise SystemExit('load: there is no FastAPI application in the program, best named app')


class _Load:
    def __init__(self, app, spec):
        self.app = app
        self.spec = spec
        # Of each request, in the order they were read: when it was due, when its answer came, the answer's status, its kind.
        self.rows = []
        self.probes = []
        self.answered = 0
        self.busy = 0
        self.sent = 0
        self.clients = 0
        self.open_most = 0
        self.over = None
        self.probed = 0

    def _parsed(self, text):
        method, _, rest = text.strip().partition(' ')
        target, _, body = rest.strip().partition(' ')
        path, _, query = target.partition('?')
        method = method.upper()
        body = _json.dumps(_json.loads(body)).encode() if body.strip() else b''
        headers = [(b'host', b'127.0.0.1:8000'), (b'accept', b'*/*'), (b'user-agent', b'load')]
        if body:
            headers.extend([(b'content-length', str(len(body)).encode()), (b'content-type', b'application/json')])
        scope = {'type': 'http', 'method': method, 'path': _unquote(path), 'query_string': query.encode(), 'headers': headers,
                 'scheme': 'http', 'server': ('127.0.0.1', 8000), 'client': ('127.0.0.1', 50000), '_body': body}
        return scope, f'{method} {path}'

    async def run(self):
        self.loop = loop = _asyncio.get_running_loop()
        spec = self.spec
        self.limiter = _limiter()
        self.limiter._waiters = _Queue()
        _anyio._cost = spec['cost_hop']
        if spec['pool']:
            self.limiter.total_tokens = spec['pool']
        await self.app._start()
        self.routes = [self._parsed(text) for text in spec['load']]
        self.ping = self._parsed('GET /ping')[0]
        self.over = loop.create_future()
        self.start = loop.time()
        # One that waits for its answers begins when the load is under way.
        self.probe_due = self.start + 0.02
        total = spec['requests']
        self.again = 0
        if spec['rate']:
            at, generator = self.start, _random.Random(spec['seed'])
            for i in range(total):
                loop._call_arriving(at, self._send, at)
                at = at + generator.expovariate(spec['rate']) if spec['poisson'] else self.start + (i + 1) / spec['rate']
        else:
            self.clients = min(spec['concurrency'] or total, total)
            self.again = total - self.clients
            for i in range(self.clients):
                at = self.start + i * spec['spread']
                loop._call_arriving(at, self._send, at)
        if spec['probe_closed']:
            loop._call_arriving(self.probe_due, self._probe)
        elif spec['probe']:
            self._probe()
        await self.over
        if spec['probe']:
            self._probe()
            while len(self.probes) < self.probed:
                await _asyncio.sleep(0.001)
        await self.app._stop()
        return self.results()

    def _send(self, due=None):
        # The client sent it when it was due, should the loop come late; without that, now.
        number = self.sent
        self.sent += 1
        self._count_open()
        _spend(self.spec['cost_accept'])
        self.loop.call_soon(self._read, number, self.loop.time() if due is None else due)

    def _count_open(self):
        # A client that has begun waits, whether the loop has read what it sent or not.
        begun = min(self.clients, int((self.loop.time() - self.start) / self.spec['spread']) + 1)
        self.open_most = max(self.open_most, max(begun, self.sent) - self.answered)

    def _read(self, number, due):
        _spend(self.spec['cost_read'])
        kind = number % len(self.routes)
        scope, name = self.routes[kind]
        request = _Request(dict(scope))
        row = [due, due, 0, kind]
        self.rows.append(row)
        self.loop.create_task(self._serve(request, row, False), name=name)

    async def _serve(self, request, row, is_probe):
        _spend(self.spec['cost_route'])

        def answered(response):
            # uvicorn sends the head and the body of an answer apart. The first `send` is long enough for another thread to take the
            # GIL, so that the body waits until the loop has it again.
            _spend(self.spec['cost_answer'] // 2)
            _system_call()
            _spend(self.spec['cost_answer'] // 2)
            row[1] = self.loop.time() + self.spec['network'] + (0 if is_probe else self.spec['client'])
            row[2] = response.status_code
            if is_probe:
                self.probes.append(row)
                if self.spec['probe_closed'] and not self.over.done():
                    # The client that waits for its answer has missed what was due meanwhile.
                    self.probe_due = max(row[0] + 0.02, row[1])
                    self.loop._call_arriving(self.probe_due, self._probe)
                return
            self._count_open()
            self.answered += 1
            if self.answered % 64 == 0:
                _report(str(self.answered))
            if self.again:
                # Who has an answer sends the next one; who has yet to begin does so by itself.
                self.again -= 1
                self.loop.call_soon(self._send)
        self.busy += not is_probe
        try:
            await self.app._handle(request, answered)
        finally:
            # The load lasts until what runs in the background is done, too.
            self.busy -= not is_probe
            if not self.busy and self.answered >= self.spec['requests'] and not self.over.done():
                self.over.set_result(None)

    def _probe(self):
        # Every 20 ms, whether the loop has time or not: what was due meanwhile has come too.
        now = self.loop.time()
        if self.spec['probe_closed']:
            if self.probe_due <= now and len(self.probes) == self.probed:
                self.probed += 1
                self._send_probe(self.probe_due)
            return
        while self.start + self.probed * 0.02 <= now:
            due = self.start + self.probed * 0.02
            self.probed += 1
            self._send_probe(due)
        if not self.over.done():
            self.loop._call_arriving(self.start + self.probed * 0.02, self._probe)

    def _send_probe(self, due):
        _spend(self.spec['cost_accept'] + self.spec['cost_read'])
        request = _Request(dict(self.ping))
        self.loop.create_task(self._serve(request, [due, due, 0, 0], True), name='GET /ping (probe)')

    def results(self):
        start = self.start

        def after(at):
            return int((at - start) * 1e9 + 0.5)
        return {
            'start': int(start * 1e9 + 0.5),
            'rows': [[after(due), after(end), code, kind] for due, end, code, kind in self.rows],
            'probes': [after(end) - after(due) for due, end, _, _ in self.probes],
            'open_most': self.open_most,
            'threads': _pool_size(),
            'pool': int(min(self.limiter.total_tokens, 1 << 30)),
            'pool_queue_most': self.limiter._waiters.most,
        }


class _Queue(_deque):
    # The queue before the pool; knows how long it was at most.
    most = 0

    def append(self, waiter):
        super().append(waiter)
        self.most = max(self.most, len(self))


def run(text):
    import __main__
    spec = _json.loads(text)
    app = _application(spec['names'], __main__)
    _report(_json.dumps(_asyncio.run(_Load(app, spec).run())))
