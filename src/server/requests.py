# requests: every call blocks its thread.

import json as _json
import httpx as _httpx
from _services import service as _service

__version__ = '2.34.2'


class RequestException(IOError):
    def __init__(self, *args, request=None, response=None):
        super().__init__(*args)
        self.request = request
        self.response = response


class HTTPError(RequestException):
    pass


class ConnectionError(RequestException):
    pass


class Timeout(RequestException):
    pass


class ReadTimeout(Timeout):
    pass


class ConnectTimeout(ConnectionError, Timeout):
    pass


class TooManyRedirects(RequestException):
    pass


class MissingSchema(RequestException, ValueError):
    pass


class InvalidSchema(RequestException, ValueError):
    pass


class InvalidURL(RequestException, ValueError):
    pass


class SSLError(ConnectionError):
    pass


class InvalidJSONError(RequestException):
    pass


class JSONDecodeError(InvalidJSONError, _json.JSONDecodeError):
    def __init__(self, wrong):
        _json.JSONDecodeError.__init__(self, wrong.msg, wrong.doc, wrong.pos)
        self.request = self.response = None


for _e in (RequestException, HTTPError, ConnectionError, Timeout, ReadTimeout, ConnectTimeout, TooManyRedirects, MissingSchema,
           InvalidSchema, InvalidURL, SSLError, InvalidJSONError, JSONDecodeError):
    _e.__module__ = 'requests.exceptions'


class codes:
    ok = okay = 200
    created, accepted, no_content = 201, 202, 204
    bad_request, unauthorized, forbidden, not_found, method_not_allowed, conflict = 400, 401, 403, 404, 405, 409
    unprocessable_entity, too_many_requests = 422, 429
    internal_server_error = server_error = 500
    bad_gateway, service_unavailable, gateway_timeout = 502, 503, 504


class Response:
    def __init__(self):
        self.status_code = None
        self.url = None
        self.reason = None
        self.headers = _httpx.Headers()
        self.history = []
        self.encoding = None
        self.request = None
        self._content = b''
        from datetime import timedelta
        self.elapsed = timedelta(0)
        self.cookies = {}

    @property
    def content(self):
        return self._content

    @property
    def text(self):
        return self._content.decode(self.encoding or 'utf-8', 'replace')

    @property
    def ok(self):
        return self.status_code < 400

    @property
    def apparent_encoding(self):
        return 'ascii'

    def json(self, **kwargs):
        try:
            return _json.loads(self._content, **kwargs)
        except _json.JSONDecodeError as e:
            wrong = JSONDecodeError(e)
        raise wrong

    def raise_for_status(self):
        if self.status_code >= 400:
            kind = 'Client' if self.status_code < 500 else 'Server'
            raise HTTPError(f'{self.status_code} {kind} Error: {self.reason} for url: {self.url}', response=self)

    def iter_content(self, chunk_size=1, decode_unicode=False):
        size = chunk_size or max(len(self._content), 1)
        for at in range(0, len(self._content), size):
            part = self._content[at:at + size]
            yield part.decode() if decode_unicode else part

    def iter_lines(self, chunk_size=512, decode_unicode=False, delimiter=None):
        for line in self._content.splitlines():
            yield line.decode() if decode_unicode else line

    def close(self):
        pass

    def __bool__(self):
        return self.ok

    def __iter__(self):
        return self.iter_content(128)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass

    def __repr__(self):
        return f'<Response [{self.status_code}]>'


class HTTPAdapter:
    # Connections beyond the pool's size are made all the same, and thrown away.
    def __init__(self, pool_connections=10, pool_maxsize=10, max_retries=0, pool_block=False):
        if pool_block:
            from asyncio import _refuse
            _refuse('requests: HTTPAdapter with pool_block')


class Session:
    def __init__(self):
        self.headers = _httpx.Headers({'User-Agent': f'python-requests/{__version__}', 'Accept-Encoding': 'gzip, deflate', 'Accept': '*/*',
                                       'Connection': 'keep-alive'})
        self.auth = None
        self.params = {}
        self.cookies = {}
        self.verify = True
        self.proxies = {}

    def mount(self, prefix, adapter):
        pass

    def request(self, method, url, params=None, data=None, headers=None, cookies=None, files=None, auth=None, timeout=None,
                allow_redirects=True, proxies=None, hooks=None, stream=None, verify=None, cert=None, json=None):
        if hooks:
            from asyncio import _refuse
            _refuse('requests: hooks')
        url = str(url).lstrip()
        scheme, mark, rest = url.partition('://')
        if not mark and ':' not in url:
            raise MissingSchema(f'Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?')
        if scheme.lower() not in ('http', 'https'):
            raise InvalidSchema(f'No connection adapters were found for {url!r}')
        host, slash, path = rest.partition('/')
        if not host.partition('?')[0]:
            raise InvalidURL(f'Invalid URL {url!r}: No host supplied')
        if not slash:
            name, query, rest = host.partition('?')
            url = f'{scheme}://{name}/{query}{rest}'
        chosen = self.headers.copy()
        chosen.update({k: v for k, v in (headers or {}).items() if v is not None})
        pairs = {k: v for k, v in {**self.params, **(params or {})}.items() if v is not None} if not isinstance(params, (list, tuple)) else params
        request = _httpx.Request(method, url, headers=chosen, data=data or None, files=files, json=json if not data else None,
                                 cookies={**self.cookies, **(cookies or {})})
        if pairs:
            from urllib.parse import urlencode
            url = str(request.url)
            request.url = _httpx.URL(url + ('&' if '?' in url else '?') + urlencode(pairs, doseq=True))
        target = _service('http', request.url.host)
        limit = timeout[1] if isinstance(timeout, tuple) else timeout
        from time import perf_counter, sleep
        start = perf_counter()
        if target.slower_than(limit):
            sleep(limit)
            secure = scheme.lower() == 'https'
            port = request.url.port or (443 if secure else 80)
            raise ReadTimeout(f"HTTP{'S' * secure}ConnectionPool(host={request.url.host!r}, port={port}): Read timed out. (read timeout={limit})",
                              request=request)
        answer = _httpx._answer(request, target.block())
        response = Response()
        response.status_code = answer.status_code
        response.reason = answer.reason_phrase
        response.url = str(request.url)
        response.headers = answer.headers
        response._content = answer.content
        response.encoding = 'utf-8'
        response.request = request
        from datetime import timedelta
        response.elapsed = timedelta(seconds=perf_counter() - start)
        return response

    def get(self, url, **options):
        return self.request('GET', url, **options)

    def options(self, url, **options):
        return self.request('OPTIONS', url, **options)

    def head(self, url, **options):
        return self.request('HEAD', url, **options)

    def post(self, url, data=None, json=None, **options):
        return self.request('POST', url, data=data, json=json, **options)

    def put(self, url, data=None, **options):
        return self.request('PUT', url, data=data, **options)

    def patch(self, url, data=None, **options):
        return self.request('PATCH', url, data=data, **options)

    def delete(self, url, **options):
        return self.request('DELETE', url, **options)

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass


session = Session


def request(method, url, **options):
    return Session().request(method, url, **options)


def get(url, params=None, **options):
    return request('GET', url, params=params, **options)


def options(url, **options):
    return request('OPTIONS', url, **options)


def head(url, **options):
    return request('HEAD', url, **options)


def post(url, data=None, json=None, **options):
    return request('POST', url, data=data, json=json, **options)


def put(url, data=None, **options):
    return request('PUT', url, data=data, **options)


def patch(url, data=None, **options):
    return request('PATCH', url, data=data, **options)


def delete(url, **options):
    return request('DELETE', url, **options)


import requests.exceptions as exceptions
import requests.adapters as adapters
