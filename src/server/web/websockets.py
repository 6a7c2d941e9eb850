# starlette.websockets.

import json as _json
from enum import Enum as _Enum
from starlette.requests import HTTPConnection


class WebSocketState(_Enum):
    CONNECTING = 0
    CONNECTED = 1
    DISCONNECTED = 2
    RESPONSE = 3


class WebSocketDisconnect(Exception):
    def __init__(self, code=1000, reason=None):
        self.code = code
        self.reason = reason or ''


class WebSocketDisconnected(RuntimeError):
    pass


class WebSocket(HTTPConnection):
    def __init__(self, scope, receive=None, send=None):
        assert scope['type'] == 'websocket'
        self.scope = scope
        self._receive = receive
        self._send = send
        self.client_state = self.application_state = WebSocketState.CONNECTING

    async def receive(self):
        if self.client_state == WebSocketState.DISCONNECTED:
            raise WebSocketDisconnected('Cannot call "receive" once a disconnect message has been received.')
        message = await self._receive()
        if message['type'] == 'websocket.connect':
            self.client_state = WebSocketState.CONNECTED
        elif message['type'] == 'websocket.disconnect':
            self.client_state = WebSocketState.DISCONNECTED
        return message

    async def send(self, message):
        kind = message['type']
        if self.application_state == WebSocketState.CONNECTING:
            if kind not in ('websocket.accept', 'websocket.close'):
                raise RuntimeError('Expected ASGI message "websocket.accept", "websocket.close" or "websocket.http.response.start", '
                                   f'but got {kind!r}')
            self.application_state = WebSocketState.DISCONNECTED if kind == 'websocket.close' else WebSocketState.CONNECTED
        elif self.application_state == WebSocketState.CONNECTED:
            if kind not in ('websocket.send', 'websocket.close'):
                raise RuntimeError(f'Expected ASGI message "websocket.send" or "websocket.close", but got {kind!r}')
            if kind == 'websocket.close':
                self.application_state = WebSocketState.DISCONNECTED
        else:
            raise WebSocketDisconnected('Cannot call "send" once a close message has been sent.')
        await self._send(message)

    async def accept(self, subprotocol=None, headers=None):
        if self.client_state == WebSocketState.CONNECTING:
            await self.receive()
        await self.send({'type': 'websocket.accept', 'subprotocol': subprotocol, 'headers': headers or []})

    async def _received(self):
        if self.application_state != WebSocketState.CONNECTED:
            raise WebSocketDisconnected('WebSocket is not connected. Need to call "accept" first.')
        message = await self.receive()
        if message['type'] == 'websocket.disconnect':
            raise WebSocketDisconnect(message['code'], message.get('reason'))
        return message

    async def receive_text(self):
        return (await self._received())['text']

    async def receive_bytes(self):
        return (await self._received())['bytes']

    async def receive_json(self, mode='text'):
        if mode not in ('text', 'binary'):
            raise RuntimeError('The "mode" argument should be "text" or "binary".')
        message = await self._received()
        return _json.loads(message['text'] if mode == 'text' else message['bytes'].decode('utf-8'))

    async def iter_text(self):
        try:
            while True:
                yield await self.receive_text()
        except WebSocketDisconnect:
            pass

    async def iter_bytes(self):
        try:
            while True:
                yield await self.receive_bytes()
        except WebSocketDisconnect:
            pass

    async def iter_json(self):
        try:
            while True:
                yield await self.receive_json()
        except WebSocketDisconnect:
            pass

    async def send_text(self, data):
        await self.send({'type': 'websocket.send', 'text': data})

    async def send_bytes(self, data):
        await self.send({'type': 'websocket.send', 'bytes': data})

    async def send_json(self, data, mode='text'):
        if mode not in ('text', 'binary'):
            raise RuntimeError('The "mode" argument should be "text" or "binary".')
        text = _json.dumps(data, separators=(',', ':'), ensure_ascii=False)
        if mode == 'text':
            await self.send({'type': 'websocket.send', 'text': text})
        else:
            await self.send({'type': 'websocket.send', 'bytes': text.encode('utf-8')})

    async def close(self, code=1000, reason=None):
        await self.send({'type': 'websocket.close', 'code': code, 'reason': reason or ''})
