# starlette.testclient: a client that calls an application directly. As the real one, it runs the application on a loop in another thread.

import asyncio as _asyncio
import json as _json
from queue import Queue as _Queue
from threading import Thread as _Thread
from httpx import Client as _Client, Headers as _Headers, Response as _Response, URL as _URL
from httpx import _exchanged, _scope_of
from starlette.websockets import WebSocketDisconnect


class TestClient(_Client):
    __test__ = False

    def __init__(self, app, base_url='http://testserver', raise_server_exceptions=True, root_path='', backend='asyncio',
                 backend_options=None, cookies=None, headers=None, follow_redirects=True, client=('testclient', 50000)):
        headers = dict(headers or {})
        headers.setdefault('user-agent', 'testclient')
        super().__init__(base_url=base_url, headers=headers, cookies=cookies, follow_redirects=follow_redirects)
        self.app = app
        self._raises = raise_server_exceptions
        self._root_path = root_path
        self._from = client
        self._loop = None
        self.app_state = {}

    def _run(self, make):
        # The result of a coroutine, on the loop of `with TestClient(...)` or on one of its own.
        if self._loop is not None:
            return _asyncio.run_coroutine_threadsafe(make(), self._loop).result()
        out = []

        def work():
            try:
                out.append((_asyncio.run(make()), None))
            except BaseException as exc:
                out.append((None, exc))
        thread = _Thread(target=work)
        thread.start()
        thread.join()
        result, error = out[0]
        if error is not None:
            raise error
        return result

    def _send_one(self, request):
        scope = _scope_of(request, self._from, self._root_path)
        if self.app_state:
            scope['state'] = dict(self.app_state)

        async def ask():
            return await _exchanged(self.app, scope, request, not self._raises)
        return self._run(ask)

    def websocket_connect(self, url, subprotocols=None, **options):
        request = self.build_request('GET', str(url).replace('ws://', 'http://').replace('wss://', 'https://'), **options)
        scope = _scope_of(request, self._from, self._root_path)
        scope['type'] = 'websocket'
        scope['scheme'] = 'ws'
        scope['subprotocols'] = list(subprotocols or ())
        return WebSocketTestSession(self, scope)

    def __enter__(self):
        loop = self._loop = _asyncio.new_event_loop()
        self._thread = _Thread(target=loop.run_forever)
        self._thread.start()
        self._asked, self._told = _asyncio.Queue(), _asyncio.Queue()
        self._life = _asyncio.run_coroutine_threadsafe(
            self.app({'type': 'lifespan', 'asgi': {'version': '3.0'}, 'state': self.app_state}, self._asked.get, self._told.put), loop)
        self._lifespan('lifespan.startup')
        return self

    def _lifespan(self, kind):
        async def ask():
            await self._asked.put({'type': kind})
            told = _asyncio.ensure_future(self._told.get())
            life = _asyncio.wrap_future(self._life)
            await _asyncio.wait([told, life], return_when=_asyncio.FIRST_COMPLETED)
            if told.done() and not told.result()['type'].endswith('failed'):
                return
            await life
        _asyncio.run_coroutine_threadsafe(ask(), self._loop).result()

    def __exit__(self, *exc_info):
        try:
            self._lifespan('lifespan.shutdown')
            self._life.result()
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop = None


class WebSocketTestSession:
    def __init__(self, client, scope):
        self._client = client
        self.scope = scope
        self.accepted_subprotocol = None
        self._sent = _Queue()

    def __enter__(self):
        ready = _Queue()

        async def run():
            self._received = received = _asyncio.Queue()
            received.put_nowait({'type': 'websocket.connect'})
            self._loop = _asyncio.get_running_loop()
            ready.put(None)

            async def send(message):
                self._sent.put(message)
            try:
                await self._client.app(self.scope, received.get, send)
            except BaseException as exc:
                self._sent.put(exc)
                raise

        def work():
            try:
                self._client._run(run)
            except BaseException as exc:
                self._error = exc
        self._error = None
        self._thread = _Thread(target=work)
        self._thread.start()
        ready.get()
        try:
            message = self.receive()
            self._raise_on_close(message)
        except BaseException:
            self._thread.join()
            raise
        self.accepted_subprotocol = message.get('subprotocol')
        self.extra_headers = message.get('headers')
        return self

    def __exit__(self, *exc_info):
        try:
            self.close(1000)
        except RuntimeError:
            pass
        self._thread.join()
        while not self._sent.empty():
            message = self._sent.get()
            if isinstance(message, BaseException):
                raise message

    def _raise_on_close(self, message):
        if message['type'] == 'websocket.close':
            raise WebSocketDisconnect(message.get('code', 1000), message.get('reason', ''))

    def send(self, message):
        self._loop.call_soon_threadsafe(self._received.put_nowait, message)

    def receive(self):
        message = self._sent.get()
        if isinstance(message, BaseException):
            raise message
        return message

    def send_text(self, data):
        self.send({'type': 'websocket.receive', 'text': data})

    def send_bytes(self, data):
        self.send({'type': 'websocket.receive', 'bytes': data})

    def send_json(self, data, mode='text'):
        text = _json.dumps(data, separators=(',', ':'), ensure_ascii=False)
        self.send({'type': 'websocket.receive', 'text': text} if mode == 'text' else {'type': 'websocket.receive', 'bytes': text.encode()})

    def close(self, code=1000, reason=None):
        self.send({'type': 'websocket.disconnect', 'code': code, 'reason': reason})

    def _told(self):
        message = self.receive()
        self._raise_on_close(message)
        return message

    def receive_text(self):
        return self._told()['text']

    def receive_bytes(self):
        return self._told()['bytes']

    def receive_json(self, mode='text'):
        message = self._told()
        return _json.loads(message['text'] if mode == 'text' else message['bytes'].decode())
