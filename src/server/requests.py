# requests: every call blocks its thread.

import httpx as _httpx


class RequestException(IOError):
    pass


class HTTPError(RequestException):
    pass


class ConnectionError(RequestException):
    pass


class Timeout(RequestException):
    pass


class ReadTimeout(Timeout):
    pass


class exceptions:
    pass


for _e in (RequestException, HTTPError, ConnectionError, Timeout, ReadTimeout):
    setattr(exceptions, _e.__name__, _e)


class Response(_httpx.Response):
    @property
    def ok(self):
        return self.status_code < 400

    @property
    def reason(self):
        return self.reason_phrase

    def raise_for_status(self):
        if self.status_code >= 400:
            raise HTTPError(f'{self.status_code} Server Error: {self.reason} for url: {self.url}')

    def __repr__(self):
        return f'<Response [{self.status_code}]>'


class Session:
    def __init__(self):
        self.headers = {}
        self.auth = None

    def request(self, method, url, *, json=None, data=None, timeout=None, **options):
        from _services import service
        if '://' not in url:
            raise RequestException(f"Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?")
        target = service('http', _httpx._host(url))
        limit = max(timeout) if isinstance(timeout, tuple) else timeout
        if target.slower_than(limit):
            import time
            time.sleep(limit)
            raise ReadTimeout(f'Read timed out. (read timeout={limit})')
        return Response(503 if target.block() else 200, method, url, json if json is not None else data)

    def get(self, url, **options):
        return self.request('GET', url, **options)

    def post(self, url, data=None, **options):
        return self.request('POST', url, data=data, **options)

    def put(self, url, data=None, **options):
        return self.request('PUT', url, data=data, **options)

    def patch(self, url, data=None, **options):
        return self.request('PATCH', url, data=data, **options)

    def delete(self, url, **options):
        return self.request('DELETE', url, **options)

    def head(self, url, **options):
        return self.request('HEAD', url, **options)

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
    return request('GET', url, **options)


def post(url, data=None, **options):
    return request('POST', url, data=data, **options)


def put(url, data=None, **options):
    return request('PUT', url, data=data, **options)


def patch(url, data=None, **options):
    return request('PATCH', url, data=data, **options)


def delete(url, **options):
    return request('DELETE', url, **options)
