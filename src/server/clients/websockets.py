# websockets: a client over the service `websocket` (or one named as the host), which sends back what it gets, a latency later.

import asyncio as _asyncio
from _services import service as _service


class WebSocketException(Exception):
    __module__ = 'websockets.exceptions'

    def __init_subclass__(cls):
        cls.__module__ = 'websockets.exceptions'


class ConnectionClosed(WebSocketException):
    def __init__(self, code, reason=''):
        self.code, self.reason = code, reason

    def __str__(self):
        words = {1000: 'OK', 1001: 'going away', 1006: 'no close frame'}.get(self.code, 'private use')
        if self.code == 1006:
            return 'no close frame received or sent'
        return f"sent {self.code} ({words}){' ' + self.reason if self.reason else ''}; then received {self.code} ({words})"


class ConnectionClosedOK(ConnectionClosed):
    pass


class ConnectionClosedError(ConnectionClosed):
    pass


class InvalidURI(WebSocketException):
    def __init__(self, uri, msg):
        self.uri, self.msg = uri, msg

    def __str__(self):
        return f"{self.uri} isn't a valid URI: {self.msg}"


class ClientConnection:
    def __init__(self, service):
        self._service = service
        self._coming = _asyncio.Queue()
        self._closed = None
        self.remote_address = ('127.0.0.1', 80)

    def _open(self):
        if self._closed is not None:
            raise (ConnectionClosedOK if self._closed == 1000 else ConnectionClosedError)(self._closed)

    async def send(self, message):
        self._open()
        if not isinstance(message, (str, bytes, bytearray)):
            raise TypeError('data must be str, bytes, iterable, or async iterable' if not hasattr(message, '__iter__') else
                            'data is a dict-like object' if isinstance(message, dict) else 'data iterable must contain bytes or str')
        self._coming.put_nowait((_asyncio.get_running_loop().time() + self._service.latency, message))
        self._service._next = None

    async def recv(self, decode=None):
        self._open()
        due, message = await self._coming.get()
        if message is None:
            self._open()
        loop = _asyncio.get_running_loop()
        if due > loop.time():
            await _asyncio.sleep(due - loop.time())
        if self._service._fails():
            self._closed = 1006
            self._open()
        return message

    async def ping(self, data=None):
        self._open()
        loop = _asyncio.get_running_loop()
        made = loop.create_future()
        latency = self._service.latency
        self._service._next = None
        loop.call_later(latency, lambda: made.done() or made.set_result(latency))
        return made

    async def close(self, code=1000, reason=''):
        if self._closed is None:
            self._closed = code
            self._coming.put_nowait((0, None))
            await self._service.wait()

    async def wait_closed(self):
        while self._closed is None:
            await _asyncio.sleep(0.01)

    async def __aiter__(self):
        try:
            while True:
                yield await self.recv()
        except ConnectionClosedOK:
            return

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        await self.close()


class connect:
    def __init__(self, uri, *, open_timeout=10, **options):
        self._uri, self._timeout = uri, open_timeout

    async def _made(self):
        scheme, mark, rest = self._uri.partition('://')
        if not mark or scheme not in ('ws', 'wss'):
            raise InvalidURI(self._uri, "scheme isn't ws or wss")
        host = rest.partition('/')[0].partition('?')[0].partition(':')[0]
        if not host:
            raise InvalidURI(self._uri, "hostname isn't provided")
        service = _service('websocket', host)
        if service.slower_than(self._timeout):
            await _asyncio.sleep(self._timeout)
            raise TimeoutError('timed out during opening handshake')
        if await service.wait():
            raise OSError(f'Multiple exceptions: [Errno 111] Connect call failed ({host!r}, 80)')
        return ClientConnection(service)

    def __await__(self):
        return self._made().__await__()

    async def __aenter__(self):
        self._connection = await self._made()
        return self._connection

    async def __aexit__(self, *exc_info):
        await self._connection.close()

    async def __aiter__(self):
        while True:
            async with self as connection:
                yield connection


def serve(*args, **options):
    from asyncio import _refuse
    _refuse('websockets: the server')


import websockets.exceptions as exceptions
