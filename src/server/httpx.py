# httpx: clients that block and clients that are awaited, over the service `http` (or one named as the host), or, through ASGITransport,
# over an application of the program itself.

import json as _json
from _services import service as _service

__version__ = '0.28.1'


class HTTPError(Exception):
    def __init__(self, message):
        super().__init__(message)
        self._request = None

    @property
    def request(self):
        if self._request is None:
            raise RuntimeError('The .request property has not been set.')
        return self._request

    @request.setter
    def request(self, value):
        self._request = value


class RequestError(HTTPError):
    def __init__(self, message, *, request=None):
        super().__init__(message)
        self._request = request


class TransportError(RequestError):
    pass


class TimeoutException(TransportError):
    pass


class ConnectTimeout(TimeoutException):
    pass


class ReadTimeout(TimeoutException):
    pass


class WriteTimeout(TimeoutException):
    pass


class PoolTimeout(TimeoutException):
    pass


class NetworkError(TransportError):
    pass


class ConnectError(NetworkError):
    pass


class ReadError(NetworkError):
    pass


class UnsupportedProtocol(TransportError):
    pass


class TooManyRedirects(RequestError):
    pass


class HTTPStatusError(HTTPError):
    def __init__(self, message, *, request, response):
        super().__init__(message)
        self.request = request
        self.response = response


class InvalidURL(Exception):
    pass


class StreamConsumed(RuntimeError):
    pass


class _Unset:
    pass


USE_CLIENT_DEFAULT = _UNSET = _Unset()


class Timeout:
    def __init__(self, timeout=_UNSET, *, connect=_UNSET, read=_UNSET, write=_UNSET, pool=_UNSET):
        if isinstance(timeout, Timeout):
            self.connect, self.read, self.write, self.pool = timeout.connect, timeout.read, timeout.write, timeout.pool
            return
        if isinstance(timeout, tuple):
            self.connect, self.read, self.write, self.pool = (timeout + (None,) * 4)[:4]
            return
        if timeout is _UNSET and _UNSET in (connect, read, write, pool):
            raise ValueError('httpx.Timeout must either include a default, or set all four parameters explicitly.')
        self.connect, self.read, self.write, self.pool = [timeout if t is _UNSET else t for t in (connect, read, write, pool)]

    def __eq__(self, other):
        return isinstance(other, Timeout) and self.__dict__ == other.__dict__

    def __repr__(self):
        times = {self.connect, self.read, self.write, self.pool}
        if len(times) == 1:
            return f'Timeout(timeout={self.connect})'
        return f'Timeout(connect={self.connect}, read={self.read}, write={self.write}, pool={self.pool})'


class Limits:
    def __init__(self, *, max_connections=None, max_keepalive_connections=None, keepalive_expiry=5.0):
        self.max_connections = max_connections
        self.max_keepalive_connections = max_keepalive_connections
        self.keepalive_expiry = keepalive_expiry


class BasicAuth:
    def __init__(self, username, password):
        self._pair = username, password


class Headers:
    def __init__(self, headers=None):
        if isinstance(headers, Headers):
            self._list = list(headers._list)
        else:
            rows = headers.items() if hasattr(headers, 'items') else headers or ()
            self._list = [(_text(k), _text(v)) for k, v in rows]

    @property
    def raw(self):
        return [(k.encode(), v.encode()) for k, v in self._list]

    def get_list(self, key, split_commas=False):
        found = [v for k, v in self._list if k.lower() == key.lower()]
        return [part.strip() for v in found for part in v.split(',')] if split_commas else found

    def get(self, key, default=None):
        found = self.get_list(key)
        return ', '.join(found) if found else default

    def _merged(self):
        made = {}
        for k, v in self._list:
            k = k.lower()
            made[k] = f'{made[k]}, {v}' if k in made else v
        return made

    def keys(self):
        return self._merged().keys()

    def values(self):
        return self._merged().values()

    def items(self):
        return self._merged().items()

    def multi_items(self):
        return [(k.lower(), v) for k, v in self._list]

    def update(self, headers=None):
        for k, v in Headers(headers)._list:
            self[k] = v

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def pop(self, key, default=None):
        value = self.get(key, default)
        if key in self:
            del self[key]
        return value

    def copy(self):
        return Headers(self)

    def __getitem__(self, key):
        found = self.get_list(key)
        if not found:
            raise KeyError(key)
        return ', '.join(found)

    def __setitem__(self, key, value):
        self._list = [(k, v) for k, v in self._list if k.lower() != key.lower()] + [(key, value)]

    def __delitem__(self, key):
        if key not in self:
            raise KeyError(key)
        self._list = [(k, v) for k, v in self._list if k.lower() != key.lower()]

    def __contains__(self, key):
        return any([k.lower() == key.lower() for k, v in self._list])

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._merged())

    def __eq__(self, other):
        return sorted(self.multi_items()) == sorted(Headers(other).multi_items())

    def __repr__(self):
        shown = {k: '[secure]' if k in ('authorization', 'proxy-authorization') else v for k, v in self._merged().items()}
        if len(shown) == len(self._list):
            return f'Headers({shown!r})'
        return f'Headers({[(k, v) for k, v in self.multi_items()]!r})'


def _text(value):
    return value.decode('latin-1') if isinstance(value, bytes) else value


class URL:
    def __init__(self, url=''):
        self._url = url._url if isinstance(url, URL) else str(url)
        if '://' in self._url and '/' not in self._url.partition('://')[2].partition('?')[0]:
            head, mark, query = self._url.partition('?')
            self._shown = f'{head}{mark}{query}'
        else:
            self._shown = self._url

    def _split(self):
        from urllib.parse import urlsplit
        return urlsplit(self._url)

    scheme = property(lambda self: self._split().scheme)
    host = property(lambda self: self._split().hostname or '')
    port = property(lambda self: self._split().port)
    query = property(lambda self: self._split().query.encode())
    fragment = property(lambda self: self._split().fragment)
    netloc = property(lambda self: self._split().netloc.encode())

    @property
    def path(self):
        from urllib.parse import unquote
        return unquote(self._split().path) or ('/' if self.host else '')

    @property
    def params(self):
        return dict(_pairs(self._split().query))

    def join(self, url):
        from urllib.parse import urljoin
        return URL(urljoin(self._url, str(url)))

    def __eq__(self, other):
        return str(self) == str(other)

    def __hash__(self):
        return hash(self._url)

    def __str__(self):
        return self._shown

    def __repr__(self):
        return f'URL({self._shown!r})'


def _pairs(text):
    from starlette.datastructures import _pairs
    return _pairs(text)


class Cookies:
    def __init__(self, cookies=None):
        self._all = dict(cookies._all if isinstance(cookies, Cookies) else cookies or {})

    def set(self, name, value, domain='', path='/'):
        self._all[name] = value

    def get(self, name, default=None, domain=None, path=None):
        return self._all.get(name, default)

    def delete(self, name, domain=None, path=None):
        del self._all[name]

    def clear(self, domain=None, path=None):
        self._all.clear()

    def update(self, cookies=None):
        self._all.update(Cookies(cookies)._all)

    def keys(self):
        return self._all.keys()

    def items(self):
        return self._all.items()

    def __getitem__(self, name):
        return self._all[name]

    def __setitem__(self, name, value):
        self._all[name] = value

    def __delitem__(self, name):
        del self._all[name]

    def __iter__(self):
        return iter(self._all)

    def __len__(self):
        return len(self._all)

    def __contains__(self, name):
        return name in self._all

    def __repr__(self):
        shown = ', '.join([f'<Cookie {k}={v} for testserver.local />' for k, v in self._all.items()])
        return f'<Cookies[{shown}]>'

    def _learn(self, response):
        for header in response.headers.get_list('set-cookie'):
            pair, *options = header.split(';')
            name, _, value = pair.partition('=')
            if any([o.strip().lower() == 'max-age=0' for o in options]):
                self._all.pop(name.strip(), None)
            else:
                self._all[name.strip()] = value.strip()


class Request:
    def __init__(self, method, url, *, params=None, headers=None, cookies=None, content=None, data=None, files=None, json=None):
        if files is not None:
            from asyncio import _refuse
            _refuse('httpx: files in a request')
        self.method = method.upper()
        url = str(url)
        if params:
            from urllib.parse import urlencode
            rows = [(k, v) for k, vs in (params.items() if hasattr(params, 'items') else params)
                    for v in (vs if isinstance(vs, (list, tuple)) else (vs,))]
            text = {True: 'true', False: 'false', None: ''}
            rows = [(k, text[v] if v is None or isinstance(v, bool) else v) for k, v in rows]
            url = url.partition('?')[0] + '?' + urlencode(rows)
        self.url = URL(url)
        self.headers = Headers(headers)
        body = b''
        if content is not None:
            body = content.encode() if isinstance(content, str) else content
        elif json is not None:
            body = _json.dumps(json, ensure_ascii=False, separators=(',', ':'), allow_nan=False).encode()
            self.headers.setdefault('Content-Type', 'application/json')
        elif data is not None:
            if isinstance(data, dict):
                from urllib.parse import urlencode
                body = urlencode(data, doseq=True).encode()
                self.headers.setdefault('Content-Type', 'application/x-www-form-urlencoded')
            else:
                body = data.encode() if isinstance(data, str) else data
        self.content = body
        self._sent = json if json is not None else data if data is not None else content
        if body or self.method in ('POST', 'PUT', 'PATCH'):
            self.headers.setdefault('Content-Length', str(len(body)))
        if cookies:
            self.headers.setdefault('Cookie', '; '.join([f'{k}={v}' for k, v in Cookies(cookies).items()]))

    def read(self):
        return self.content

    def __repr__(self):
        return f"<Request({self.method!r}, '{self.url}')>"


class Response:
    def __init__(self, status_code, *, headers=None, content=None, text=None, html=None, json=None, request=None):
        self.status_code = status_code
        self.headers = Headers(headers)
        if json is not None:
            content = _json.dumps(json, ensure_ascii=False, separators=(',', ':'), allow_nan=False).encode()
            self.headers['Content-Length'] = str(len(content))
            self.headers.setdefault('content-type', 'application/json')
        elif text is not None or html is not None:
            content = (text if text is not None else html).encode()
            self.headers.setdefault('content-type', 'text/plain; charset=utf-8' if text is not None else 'text/html; charset=utf-8')
        if content is not None and 'content-length' not in self.headers and request is None:
            self.headers['Content-Length'] = str(len(content))
        self.content = content.encode() if isinstance(content, str) else content or b''
        self._request = request
        self.history = []
        self.http_version = 'HTTP/1.1'
        self.is_closed = True
        self._elapsed = 0.0

    @property
    def request(self):
        if self._request is None:
            raise RuntimeError('The request instance has not been set on this response.')
        return self._request

    @property
    def elapsed(self):
        from datetime import timedelta
        return timedelta(seconds=self._elapsed)

    @property
    def url(self):
        return self.request.url

    @property
    def reason_phrase(self):
        from http import HTTPStatus
        try:
            return HTTPStatus(self.status_code).phrase
        except ValueError:
            return ''

    @property
    def encoding(self):
        return self.headers.get('content-type', '').partition('charset=')[2].strip(' "') or 'utf-8'

    @property
    def text(self):
        return self.content.decode(self.encoding, 'replace')

    @property
    def cookies(self):
        made = Cookies()
        made._learn(self)
        return made

    is_informational = property(lambda self: 100 <= self.status_code < 200)
    is_success = property(lambda self: 200 <= self.status_code < 300)
    is_redirect = property(lambda self: 300 <= self.status_code < 400)
    is_client_error = property(lambda self: 400 <= self.status_code < 500)
    is_server_error = property(lambda self: 500 <= self.status_code < 600)
    is_error = property(lambda self: 400 <= self.status_code < 600)
    has_redirect_location = property(lambda self: self.status_code in (301, 302, 303, 307, 308) and 'location' in self.headers)

    def json(self, **kwargs):
        return _json.loads(self.content, **kwargs)

    def read(self):
        return self.content

    async def aread(self):
        return self.content

    def iter_bytes(self, chunk_size=None):
        size = chunk_size or max(len(self.content), 1)
        for at in range(0, len(self.content), size):
            yield self.content[at:at + size]

    def iter_text(self, chunk_size=None):
        for part in self.iter_bytes(chunk_size):
            yield part.decode(self.encoding)

    def iter_lines(self):
        yield from self.text.splitlines()

    async def aiter_bytes(self, chunk_size=None):
        for part in self.iter_bytes(chunk_size):
            yield part

    async def aiter_text(self, chunk_size=None):
        for part in self.iter_text(chunk_size):
            yield part

    async def aiter_lines(self):
        for line in self.iter_lines():
            yield line

    iter_raw, aiter_raw = iter_bytes, aiter_bytes

    def close(self):
        pass

    async def aclose(self):
        pass

    def raise_for_status(self):
        if self._request is None:
            raise RuntimeError('Cannot call `raise_for_status` as the request instance has not been set on this response.')
        if self.is_success:
            return self
        kind = {1: 'Informational response', 3: 'Redirect response', 4: 'Client error', 5: 'Server error'}
        message = f"{kind.get(self.status_code // 100, 'Invalid status code')} '{self.status_code} {self.reason_phrase}' for url '{self.url}'\n"
        if self.has_redirect_location:
            message += f"Redirect location: '{self.headers['location']}'\n"
        message += f'For more information check: https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/{self.status_code}'
        raise HTTPStatusError(message, request=self.request, response=self)

    def __repr__(self):
        return f'<Response [{self.status_code} {self.reason_phrase}]>'


def _answer(request, failed):
    # What a service says: what it was asked.
    data = {'url': str(request.url), 'method': request.method, 'id': 1, 'status': 'ok'}
    if request._sent is not None:
        sent = request._sent
        data['received'] = sent.decode() if isinstance(sent, bytes) else sent
    content = b'' if request.method == 'HEAD' else _json.dumps(data).encode()
    return Response(503 if failed else 200, headers={'content-type': 'application/json'}, content=content, request=request)


def _scope_of(request, client, root_path=''):
    # A request as an ASGI application sees it.
    from urllib.parse import unquote
    split = request.url._split()
    host = split.netloc or 'testserver'
    headers = [(b'host', host.encode())]
    given = request.headers.multi_items()
    for name, value in (('accept', '*/*'), ('accept-encoding', 'gzip, deflate'), ('connection', 'keep-alive')):
        if name not in request.headers:
            headers.append((name.encode(), value.encode()))
    headers.extend([(k.encode('latin-1'), v.encode('latin-1')) for k, v in given if k != 'host'])
    scheme = split.scheme or 'http'
    return {'type': 'http', 'asgi': {'version': '3.0', 'spec_version': '2.3'}, 'http_version': '1.1', 'method': request.method,
            'path': unquote(split.path) or '/', 'raw_path': (split.path or '/').encode(), 'root_path': root_path, 'scheme': scheme,
            'query_string': split.query.encode(), 'headers': headers, 'client': client,
            'server': (split.hostname or 'testserver', split.port or (443 if scheme == 'https' else 80))}


async def _exchanged(app, scope, request, forgiving):
    # The application's response; what it raises goes on, unless it answered and that is forgiven.
    import asyncio
    started, parts, headers = [], [], []
    asked = False

    async def receive():
        nonlocal asked
        if asked:
            await over
            return {'type': 'http.disconnect'}
        asked = True
        return {'type': 'http.request', 'body': request.content, 'more_body': False}

    async def send(message):
        if message['type'] == 'http.response.start':
            started.append(message['status'])
            headers.extend(message.get('headers', ()))
        elif message['type'] == 'http.response.body':
            if request.method != 'HEAD':
                parts.append(bytes(message.get('body', b'')))
            if not message.get('more_body', False) and not over.done():
                over.set_result(None)
    over = asyncio.get_running_loop().create_future()
    try:
        await app(scope, receive, send)
    except Exception:
        if not forgiving:
            raise
        if not started:
            started.append(500)
    assert started, 'TestClient did not receive any response.'
    return Response(started[0], headers=[(_text(k), _text(v)) for k, v in headers], content=b''.join(parts), request=request)


class ASGITransport:
    def __init__(self, app, raise_app_exceptions=True, root_path='', client=('127.0.0.1', 123)):
        self.app, self._raises, self._root_path, self._client = app, raise_app_exceptions, root_path, client

    async def handle_async_request(self, request):
        return await _exchanged(self.app, _scope_of(request, self._client, self._root_path), request, not self._raises)


class MockTransport:
    def __init__(self, handler):
        self._handler = handler

    def handle_request(self, request):
        response = self._handler(request)
        response._request = request
        return response

    async def handle_async_request(self, request):
        response = self._handler(request)
        if hasattr(response, '__await__'):
            response = await response
        response._request = request
        return response


class _Base:
    def __init__(self, *, base_url='', headers=None, timeout=5.0, limits=None, params=None, auth=None, follow_redirects=False, verify=True,
                 cert=None, http1=True, http2=False, transport=None, cookies=None, proxy=None, mounts=None, max_redirects=20, event_hooks=None,
                 trust_env=True, app=None, default_encoding='utf-8'):
        if app is not None:
            raise TypeError(f"{type(self).__name__}.__init__() got an unexpected keyword argument 'app'")
        if event_hooks or mounts or proxy:
            from asyncio import _refuse
            _refuse('httpx: event_hooks, mounts and proxies')
        base_url = str(base_url)
        self._base = base_url if not base_url or base_url.endswith('/') else base_url + '/'
        self.headers = Headers(headers)
        self.cookies = Cookies(cookies)
        self.params = params
        self.auth = auth
        self.follow_redirects = follow_redirects
        self.max_redirects = max_redirects
        self.timeout = Timeout(timeout)
        most = limits.max_connections if limits is not None else 100
        self._free = most if most is not None else 1 << 60
        self._waiting = None
        self._transport = transport
        self.is_closed = False
        self._opened = False

    @property
    def base_url(self):
        return URL(self._base)

    def build_request(self, method, url, *, content=None, data=None, files=None, json=None, params=None, headers=None, cookies=None,
                      timeout=_UNSET, extensions=None):
        url = str(url)
        if '://' not in url and self._base:
            url = self._base + url.lstrip('/')
        given = self.headers.copy()
        given.setdefault('User-Agent', f'python-httpx/{__version__}')
        if headers is not None and not hasattr(headers, 'items'):
            names = {_text(k).lower() for k, v in headers}
            given._list = [(k, v) for k, v in given._list if k.lower() not in names] + [(_text(k), _text(v)) for k, v in headers]
        else:
            given.update(headers)
        jar = dict(self.cookies._all)
        jar.update(Cookies(cookies)._all)
        if self.params:
            params = {**self.params, **(params or {})}
        return Request(method, url, content=content, data=data, files=files, json=json, params=params, headers=given, cookies=jar)

    def _prepared(self, method, url, options):
        if self.is_closed:
            raise RuntimeError('Cannot send a request, as the client has been closed.')
        auth = options.pop('auth', _UNSET)
        auth = self.auth if auth is _UNSET else auth
        follow = options.pop('follow_redirects', _UNSET)
        timeout = options.pop('timeout', _UNSET)
        request = self.build_request(method, url, **options)
        if auth is not None:
            from base64 import b64encode
            pair = auth._pair if isinstance(auth, BasicAuth) else auth
            request.headers['Authorization'] = 'Basic ' + b64encode(f'{pair[0]}:{pair[1]}'.encode()).decode()
        return request, self.timeout if timeout is _UNSET else Timeout(timeout), self.follow_redirects if follow is _UNSET else follow

    def _service(self, request):
        scheme = request.url.scheme
        if not scheme:
            raise UnsupportedProtocol("Request URL is missing an 'http://' or 'https://' protocol.", request=request)
        if scheme not in ('http', 'https'):
            raise UnsupportedProtocol(f"Request URL has an unsupported protocol '{scheme}://'.", request=request)
        return _service('http', request.url.host)

    def _next(self, request, response, history):
        # Where a redirection leads.
        if len(history) >= self.max_redirects:
            raise TooManyRedirects('Exceeded maximum allowed redirects.', request=request)
        method = request.method
        code = response.status_code
        if code == 303 and method != 'HEAD' or code == 302 and method != 'HEAD' or code == 301 and method == 'POST':
            method = 'GET'
        headers = [(k, v) for k, v in request.headers._list if method == request.method or k.lower() not in ('content-length', 'content-type')]
        made = Request(method, request.url.join(response.headers['location']), headers=[(k, v) for k, v in headers if k.lower() != 'cookie'],
                       content=request.content if method == request.method and request.content else None, cookies=self.cookies)
        made._sent = request._sent if method == request.method else None
        return made


class Client(_Base):
    def request(self, method, url, **options):
        request, timeout, follow = self._prepared(method, url, options)
        return self._sent(request, timeout, follow)

    def send(self, request, *, stream=False, auth=None, follow_redirects=_UNSET):
        return self._sent(request, self.timeout, self.follow_redirects if follow_redirects is _UNSET else follow_redirects)

    def _sent(self, request, timeout, follow):
        from time import perf_counter
        history, start = [], perf_counter()
        while True:
            response = self._send_one(request) if self._transport is None and type(self) is not Client else self._over(request, timeout)
            self.cookies._learn(response)
            response._elapsed = perf_counter() - start
            response.history = list(history)
            if not (follow and response.has_redirect_location):
                return response
            history.append(response)
            request = self._next(request, response, history)

    def _send_one(self, request):
        return self._over(request, self.timeout)

    def _over(self, request, timeout):
        if self._transport is not None:
            return self._transport.handle_request(request)
        service = self._service(request)
        if self._waiting is None:
            from threading import Semaphore
            self._waiting = Semaphore(self._free)
        if not self._waiting.acquire(timeout=timeout.pool):
            raise PoolTimeout('The connection pool timed out while waiting for a connection.', request=request)
        try:
            if service.slower_than(timeout.read):
                from time import sleep
                sleep(timeout.read)
                raise ReadTimeout('The read operation timed out', request=request)
            failed = service.block()
        finally:
            self._waiting.release()
        return _answer(request, failed)

    def stream(self, method, url, **options):
        return _Streamed(self, method, url, options)

    def close(self):
        self.is_closed = True

    def __enter__(self):
        if self._opened:
            raise RuntimeError('Cannot open a client instance more than once.' if not self.is_closed else
                               'Cannot reopen a client instance, once it has been closed.')
        self._opened = True
        return self

    def __exit__(self, *exc_info):
        self.close()


class AsyncClient(_Base):
    async def request(self, method, url, **options):
        request, timeout, follow = self._prepared(method, url, options)
        return await self._sent(request, timeout, follow)

    async def send(self, request, *, stream=False, auth=None, follow_redirects=_UNSET):
        return await self._sent(request, self.timeout, self.follow_redirects if follow_redirects is _UNSET else follow_redirects)

    async def _sent(self, request, timeout, follow):
        from time import perf_counter
        history, start = [], perf_counter()
        while True:
            response = await self._over(request, timeout)
            self.cookies._learn(response)
            response._elapsed = perf_counter() - start
            response.history = list(history)
            if not (follow and response.has_redirect_location):
                return response
            history.append(response)
            request = self._next(request, response, history)

    async def _over(self, request, timeout):
        if self._transport is not None:
            return await self._transport.handle_async_request(request)
        service = self._service(request)
        # Connections are handed out in the order they were asked for.
        if self._free > 0:
            self._free -= 1
        else:
            import asyncio
            if self._waiting is None:
                self._waiting = []
            turn = asyncio.get_running_loop().create_future()
            self._waiting.append(turn)
            try:
                async with asyncio.timeout(timeout.pool):
                    await turn
            except BaseException as exc:
                if turn in self._waiting:
                    self._waiting.remove(turn)
                elif turn.done() and not turn.cancelled():
                    self._give_back()
                if isinstance(exc, TimeoutError):
                    raise PoolTimeout('', request=request) from None
                raise
        try:
            if service.slower_than(timeout.read):
                from asyncio import sleep
                await sleep(timeout.read)
                raise ReadTimeout('', request=request)
            failed = await service.wait()
        finally:
            self._give_back()
        return _answer(request, failed)

    def _give_back(self):
        while self._waiting:
            turn = self._waiting.pop(0)
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

    def stream(self, method, url, **options):
        return _Streamed(self, method, url, options)

    async def aclose(self):
        self.is_closed = True

    async def __aenter__(self):
        if self._opened:
            raise RuntimeError('Cannot open a client instance more than once.' if not self.is_closed else
                               'Cannot reopen a client instance, once it has been closed.')
        self._opened = True
        return self

    async def __aexit__(self, *exc_info):
        await self.aclose()


class _Streamed:
    def __init__(self, client, method, url, options):
        self._call = client, method, url, options

    def __enter__(self):
        client, method, url, options = self._call
        return client.request(method, url, **options)

    def __exit__(self, *exc_info):
        pass

    async def __aenter__(self):
        client, method, url, options = self._call
        return await client.request(method, url, **options)

    async def __aexit__(self, *exc_info):
        pass


_NO_BODY = ('content', 'data', 'files', 'json')


def _verbs(make):
    # get and its like take no body; the others do.
    for name in ('get', 'head', 'options', 'delete', 'post', 'put', 'patch'):
        yield name, make(name, name.upper(), name in ('post', 'put', 'patch'))


def _checked(name, bodied, options):
    if not bodied:
        for key in _NO_BODY:
            if key in options:
                raise TypeError(f"{name}() got an unexpected keyword argument '{key}'")


def _blocking(name, verb, bodied):
    def call(self, url, **options):
        _checked(f'Client.{name}', bodied, options)
        return self.request(verb, url, **options)
    return call


def _awaited(name, verb, bodied):
    async def call(self, url, **options):
        _checked(f'AsyncClient.{name}', bodied, options)
        return await self.request(verb, url, **options)
    return call


def _plain(name, verb, bodied):
    def call(url, **options):
        _checked(name, bodied, options)
        return request(verb, url, **options)
    call.__name__ = call.__qualname__ = name
    return call


for _cls, _make in ((Client, _blocking), (AsyncClient, _awaited)):
    for _name, _call in _verbs(_make):
        _call.__name__, _call.__qualname__ = _name, f'{_cls.__name__}.{_name}'
        setattr(_cls, _name, _call)
get, head, options, delete, post, put, patch = [_call for _name, _call in list(_verbs(_plain))]


def request(method, url, **options):
    setup = {k: options.pop(k) for k in ('verify', 'cert', 'proxy', 'trust_env') if k in options}
    return Client(**setup).request(method, url, **options)


def stream(method, url, **options):
    return _Streamed(Client(), method, url, options)
