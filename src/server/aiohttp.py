# aiohttp, the client.

import asyncio as _asyncio
import httpx as _httpx
from _services import service as _service


class ClientError(Exception):
    pass


class ClientResponseError(ClientError):
    pass


class ClientConnectorError(ClientError):
    pass


class ClientTimeout:
    def __init__(self, total=None, connect=None, sock_read=None, sock_connect=None):
        self.total = total


class TCPConnector:
    def __init__(self, *, limit=100, limit_per_host=0, **options):
        self.limit = limit


class ClientResponse:
    def __init__(self, inner):
        self._inner = inner
        self.status = inner.status_code
        self.url = inner.url
        self.headers = inner.headers
        self.ok = self.status < 400
        self.reason = inner.reason_phrase

    async def json(self, **options):
        return self._inner.json()

    async def text(self, **options):
        return self._inner.text

    async def read(self):
        return self._inner.content

    def raise_for_status(self):
        if self.status >= 400:
            raise ClientResponseError(f"{self.status}, message={self.reason!r}, url={self.url!r}")

    def release(self):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        pass


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
    def __init__(self, base_url='', *, connector=None, timeout=None, headers=None, **options):
        self._base = base_url or ''
        self._limit = connector.limit if connector is not None else 100
        self._timeout = timeout
        self._connections = None
        self.closed = False

    async def _request(self, method, url, json=None, data=None, timeout=None, **options):
        url = str(url)
        if '://' not in url:
            url = self._base.rstrip('/') + '/' + url.lstrip('/')
        if self._connections is None:
            self._connections = _asyncio.Semaphore(self._limit or 1000000)
        service = _service('http', _httpx._host(url))
        timeout = timeout or self._timeout
        limit = timeout.total if isinstance(timeout, ClientTimeout) else timeout
        async with self._connections:
            if service.slower_than(limit):
                await _asyncio.sleep(limit)
                raise TimeoutError
            failed = await service.wait()
        return ClientResponse(_httpx.Response(503 if failed else 200, method, url, json if json is not None else data))

    def request(self, method, url, **options):
        return _Asked(self._request(method, url, **options))

    def get(self, url, **options):
        return self.request('GET', url, **options)

    def post(self, url, **options):
        return self.request('POST', url, **options)

    def put(self, url, **options):
        return self.request('PUT', url, **options)

    def patch(self, url, **options):
        return self.request('PATCH', url, **options)

    def delete(self, url, **options):
        return self.request('DELETE', url, **options)

    async def close(self):
        self.closed = True

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        await self.close()
