# httpx: clients that block and clients that are awaited, over the service `http` (or one named as the host).

import json as _json
from _services import service as _service


class HTTPError(Exception):
    pass


class RequestError(HTTPError):
    pass


class TransportError(RequestError):
    pass


class TimeoutException(TransportError):
    pass


class ConnectTimeout(TimeoutException):
    pass


class ReadTimeout(TimeoutException):
    pass


class ConnectError(TransportError):
    pass


class HTTPStatusError(HTTPError):
    def __init__(self, message, *, request=None, response=None):
        super().__init__(message)
        self.request = request
        self.response = response


class Timeout:
    def __init__(self, timeout=5.0, *, connect=None, read=None, write=None, pool=None):
        self.read = read if read is not None else timeout


class Limits:
    def __init__(self, *, max_connections=100, max_keepalive_connections=20, keepalive_expiry=5.0):
        self.max_connections = max_connections


class Response:
    def __init__(self, status_code, method, url, sent):
        self.status_code = status_code
        self.url = url
        self.headers = {'content-type': 'application/json'}
        self._data = {'url': url, 'method': method, 'id': 1, 'status': 'ok'}
        if sent is not None:
            self._data['received'] = sent
        self.reason_phrase = 'OK' if status_code < 400 else 'Service Unavailable'

    @property
    def text(self):
        return _json.dumps(self._data)

    @property
    def content(self):
        return self.text.encode()

    @property
    def is_success(self):
        return 200 <= self.status_code < 300

    @property
    def is_error(self):
        return self.status_code >= 400

    def json(self, **kwargs):
        return _json.loads(self.text)

    def raise_for_status(self):
        if self.status_code >= 400:
            raise HTTPStatusError(f"Server error '{self.status_code} {self.reason_phrase}' for url '{self.url}'", response=self)
        return self

    def __repr__(self):
        return f'<Response [{self.status_code} {self.reason_phrase}]>'


def _host(url):
    rest = url.partition('://')[2] or url
    return rest.partition('/')[0].partition(':')[0]


def _limit(timeout):
    return timeout.read if isinstance(timeout, Timeout) else timeout


class _Base:
    def __init__(self, *, base_url='', headers=None, timeout=5.0, limits=None, params=None, auth=None, follow_redirects=False,
                 verify=True, http2=False, transport=None, cookies=None):
        self.base_url = base_url
        self.headers = dict(headers or {})
        self.timeout = timeout
        self.limits = limits or Limits()
        self.is_closed = False

    def _asked(self, url, json, data, timeout):
        url = str(url)
        if '://' not in url:
            url = self.base_url.rstrip('/') + '/' + url.lstrip('/')
        if '://' not in url:
            raise TransportError("Request URL is missing an 'http://' or 'https://' protocol.")
        limit = self.timeout if timeout is _UNSET else timeout
        return url, _service('http', _host(url)), json if json is not None else data, _limit(limit)


_UNSET = object()


class Client(_Base):
    def request(self, method, url, *, json=None, data=None, content=None, params=None, headers=None, timeout=_UNSET, **options):
        url, service, sent, limit = self._asked(url, json, data or content, timeout)
        if service.slower_than(limit):
            import time
            time.sleep(limit)
            raise ReadTimeout('The read operation timed out')
        return Response(503 if service.block() else 200, method, url, sent)

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

    def head(self, url, **options):
        return self.request('HEAD', url, **options)

    def close(self):
        self.is_closed = True

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class AsyncClient(_Base):
    def __init__(self, **options):
        super().__init__(**options)
        self._connections = None

    async def request(self, method, url, *, json=None, data=None, content=None, params=None, headers=None, timeout=_UNSET, **options):
        import asyncio
        url, service, sent, limit = self._asked(url, json, data or content, timeout)
        if self._connections is None:
            self._connections = asyncio.Semaphore(self.limits.max_connections or 1000000)
        async with self._connections:
            if service.slower_than(limit):
                await asyncio.sleep(limit)
                raise ReadTimeout('')
            return Response(503 if await service.wait() else 200, method, url, sent)

    async def get(self, url, **options):
        return await self.request('GET', url, **options)

    async def post(self, url, **options):
        return await self.request('POST', url, **options)

    async def put(self, url, **options):
        return await self.request('PUT', url, **options)

    async def patch(self, url, **options):
        return await self.request('PATCH', url, **options)

    async def delete(self, url, **options):
        return await self.request('DELETE', url, **options)

    async def head(self, url, **options):
        return await self.request('HEAD', url, **options)

    async def aclose(self):
        self.is_closed = True

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        await self.aclose()


def request(method, url, **options):
    return Client().request(method, url, **options)


def get(url, **options):
    return request('GET', url, **options)


def post(url, **options):
    return request('POST', url, **options)


def put(url, **options):
    return request('PUT', url, **options)


def patch(url, **options):
    return request('PATCH', url, **options)


def delete(url, **options):
    return request('DELETE', url, **options)
