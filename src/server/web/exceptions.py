# starlette.exceptions.


class HTTPException(Exception):
    def __init__(self, status_code, detail=None, headers=None):
        self.status_code = status_code
        self.detail = _phrase(status_code) if detail is None else detail
        self.headers = headers

    def __str__(self):
        return f'{self.status_code}: {self.detail}'

    def __repr__(self):
        return f'{type(self).__name__}(status_code={self.status_code!r}, detail={self.detail!r})'


def _phrase(code):
    from http import HTTPStatus
    return HTTPStatus(code).phrase


class WebSocketException(Exception):
    def __init__(self, code, reason=None):
        self.code = code
        self.reason = reason or ''

    def __str__(self):
        return f'{self.code}: {self.reason}'

    def __repr__(self):
        return f'{type(self).__name__}(code={self.code!r}, reason={self.reason!r})'
