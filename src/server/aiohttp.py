# aiohttp, the client.

import asyncio as _asyncio
import httpx as _httpx
from _services import service as _service


class ClientError(Exception):
    __module__ = 'aiohttp.client_exceptions'

    def __init_subclass__(cls):
        cls.__module__ = 'aiohttp.client_exceptions'


class ClientResponseError(ClientError):
    def __init__(self, request_info, history, *, status=None, message='', headers=None):
        self.request_info = request_info
        self.history = history
        self.status = status or 0
        self.message = message
        self.headers = headers
        self.args = (request_info, history)

    def __str__(self):
        url = str(self.request_info.real_url) if self.request_info is not None else "'N/A'"
        return f'{self.status}, message={self.message!r}, url={url!r}'

    def __repr__(self):
        parts = f'{self.request_info!r}, {self.history!r}'
        if self.status != 0:
            parts += f', status={self.status!r}'
        if self.message != '':
            parts += f', message={self.message!r}'
        if self.headers is not None:
            parts += f', headers={self.headers!r}'
        return f'{type(self).__name__}({parts})'


class ContentTypeError(ClientResponseError):
    pass


class ClientConnectionError(ClientError):
    pass


class ClientOSError(ClientConnectionError, OSError):
    pass


class ClientConnectorError(ClientOSError):
    pass


class ServerConnectionError(ClientConnectionError):
    pass


class ServerDisconnectedError(ServerConnectionError):
    pass


class ServerTimeoutError(ServerConnectionError, _asyncio.TimeoutError):
    pass


class ConnectionTimeoutError(ServerTimeoutError):
    pass


class SocketTimeoutError(ServerTimeoutError):
    pass


class ClientPayloadError(ClientError):
    pass


class InvalidURL(ClientError, ValueError):
    def __init__(self, url, description=None):
        self.url, self.description = url, description
        super().__init__(url) if description is None else super().__init__(url, description)

    def __str__(self):
        return f'{self.url} - {self.description}' if self.description else str(self.url)


class InvalidUrlClientError(InvalidURL):
    pass


class NonHttpUrlClientError(InvalidURL):
    pass


class ClientTimeout:
    def __init__(self, total=None, connect=None, sock_read=None, sock_connect=None, ceil_threshold=5):
        self.total, self.connect, self.sock_read, self.sock_connect, self.ceil_threshold = total, connect, sock_read, sock_connect, ceil_threshold

    def __repr__(self):
        return (f'ClientTimeout(total={self.total}, connect={self.connect}, sock_read={self.sock_read}, sock_connect={self.sock_connect}, '
                f'ceil_threshold={self.ceil_threshold})')


class BasicAuth:
    def __init__(self, login, password='', encoding='latin1'):
        self.login, self.password = login, password


class TCPConnector:
    def __init__(self, *, limit=100, limit_per_host=0, **options):
        self.limit = limit
        self.limit_per_host = limit_per_host

    async def close(self):
        pass


class _RequestInfo:
    def __init__(self, url, method, headers):
        self.url = self.real_url = url
        self.method = method
        self.headers = headers


class _Content:
    def __init__(self, content):
        self._content = content

    async def read(self, n=-1):
        part = self._content if n < 0 else self._content[:n]
        self._content = self._content[len(part):]
        return part

    async def iter_chunked(self, n):
        while self._content:
            yield await self.read(n)

    async def iter_any(self):
        if self._content:
            yield await self.read()

    async def __aiter__(self):
        for line in self._content.splitlines(keepends=True):
            yield line


class ClientResponse:
    def __init__(self, answer, method, url, headers):
        self.status = answer.status_code
        self.reason = answer.reason_phrase
        self.method = method
        self.url = self.real_url = url
        self.headers = answer.headers
        self.content_type = 'application/json'
        self.charset = None
        self.history = ()
        self.cookies = {}
        self.closed = False
        self.request_info = _RequestInfo(url, method, headers)
        self.content = _Content(answer.content)
        self._body = answer.content

    @property
    def ok(self):
        return 400 > self.status

    async def json(self, *, encoding=None, loads=None, content_type='application/json'):
        if loads is None:
            from json import loads
        return loads(self._body.decode(encoding or 'utf-8'))

    async def text(self, encoding=None, errors='strict'):
        return self._body.decode(encoding or 'utf-8', errors)

    async def read(self):
        return self._body

    def raise_for_status(self):
        if not self.ok:
            raise ClientResponseError(self.request_info, self.history, status=self.status, message=self.reason, headers=self.headers)

    def release(self):
        self.closed = True

    def close(self):
        self.closed = True

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        self.release()

    def __repr__(self):
        return f'<ClientResponse({self.url}) [{self.status} {self.reason}]>\n{self.headers!r}\n'


class _Asked:
    # Both `await session.get(url)` and `async with session.get(url) as response`.
    def __init__(self, coro):
        self._coro = coro

    def __await__(self):
        return self._coro.__await__()

    async def __aenter__(self):
        return await self._coro

    async def __aexit__(self, *exc_info):
        pass


class ClientSession:
    def __init__(self, base_url=None, *, connector=None, headers=None, cookies=None, auth=None, json_serialize=None, raise_for_status=False,
                 timeout=None, trust_env=False, loop=None, connector_owner=True, **options):
        if options:
            from asyncio import _refuse
            _refuse(f"aiohttp.ClientSession with {', '.join(options)}")
        _asyncio.get_running_loop()
        self._base = str(base_url) if base_url else ''
        self._limit = connector.limit if connector is not None else 100
        self._per_host = connector.limit_per_host if connector is not None else 0
        self.timeout = timeout if isinstance(timeout, ClientTimeout) else ClientTimeout(timeout or 300, sock_connect=30)
        self.headers = _httpx.Headers(headers)
        self._auth = auth
        self._cookies = dict(cookies or {})
        self._raise = raise_for_status
        self._places = {}
        self.closed = False

    def _connections(self, key, limit):
        made = self._places.get(key)
        if made is None:
            made = self._places[key] = _asyncio.Semaphore(limit or 1 << 60)
        return made

    async def _request(self, method, url, *, params=None, data=None, json=None, cookies=None, headers=None, auth=None, allow_redirects=True,
                       timeout=None, raise_for_status=None, ssl=True, **options):
        if options:
            from asyncio import _refuse
            _refuse(f"aiohttp: a request with {', '.join(options)}")
        if self.closed:
            raise RuntimeError('Session is closed')
        url = str(url)
        if '://' not in url and self._base:
            from urllib.parse import urljoin
            url = urljoin(self._base, url)
        scheme, mark, rest = url.partition('://')
        if not mark:
            raise InvalidUrlClientError(url)
        if scheme not in ('http', 'https', 'ws', 'wss'):
            raise NonHttpUrlClientError(url)
        if '/' not in rest:
            name, query, rest = rest.partition('?')
            url = f'{scheme}://{name}/{query}{rest}'
        given = self.headers.copy()
        given.update(headers)
        request = _httpx.Request(method, url, params=params, data=data, json=json, headers=given, cookies={**self._cookies, **(cookies or {})})
        service = _service('http', request.url.host)
        limits = timeout if isinstance(timeout, ClientTimeout) else ClientTimeout(timeout) if timeout is not None else self.timeout
        # Waiting for a connection counts, too.
        async with _asyncio.timeout(limits.total):
            async with self._connections(None, self._limit), self._connections(request.url.host, self._per_host):
                if limits.sock_read is not None and service.slower_than(limits.sock_read):
                    await _asyncio.sleep(limits.sock_read)
                    raise SocketTimeoutError(f'Timeout on reading data from socket')
                failed = await service.wait()
        response = ClientResponse(_httpx._answer(request, failed), method, request.url, request.headers)
        if self._raise if raise_for_status is None else raise_for_status:
            response.raise_for_status()
        return response

    def request(self, method, url, **options):
        return _Asked(self._request(method, url, **options))

    def ws_connect(self, url, **options):
        from asyncio import _refuse
        _refuse('aiohttp: ws_connect')

    async def close(self):
        self.closed = True

    def __enter__(self):
        raise TypeError('Use async with instead')

    def __exit__(self, *exc_info):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        await self.close()


def _verb(name):
    def call(self, url, **options):
        return _Asked(self._request(name.upper(), url, **options))
    call.__name__, call.__qualname__ = name, f'ClientSession.{name}'
    return call


for _name in ('get', 'options', 'head', 'post', 'put', 'patch', 'delete'):
    setattr(ClientSession, _name, _verb(_name))


def request(method, url, **options):
    return _Once(method, url, options)


class _Once:
    def __init__(self, method, url, options):
        self._call = method, url, options

    async def __aenter__(self):
        method, url, options = self._call
        async with ClientSession() as session:
            return await session._request(method, url, **options)

    async def __aexit__(self, *exc_info):
        pass


class web:
    def __getattr__(self, name):
        from asyncio import _refuse
        _refuse('aiohttp.web: the server')


web = web()
