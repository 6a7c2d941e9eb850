# starlette.responses.

import json as _json
from starlette.background import BackgroundTask
from starlette.concurrency import iterate_in_threadpool as _iterate_in_threadpool
from starlette.datastructures import MutableHeaders as _MutableHeaders


class Response:
    media_type = None
    charset = 'utf-8'

    def __init__(self, content=None, status_code=200, headers=None, media_type=None, background=None):
        self.status_code = status_code
        if media_type is not None:
            self.media_type = media_type
        self.background = background
        self.body = self.render(content)
        self.init_headers(headers)

    def render(self, content):
        if content is None:
            return b''
        if isinstance(content, bytes):
            return content
        if hasattr(type(content), 'tobytes'):
            return bytes(content)
        return content.encode(self.charset)

    def init_headers(self, headers=None):
        self.raw_headers = raw = []
        names = ()
        if headers is not None:
            raw.extend([(k.lower().encode('latin-1'), v.encode('latin-1')) for k, v in headers.items()])
            names = [k for k, v in raw]
        body = getattr(self, 'body', None)
        status = self.status_code
        if body is not None and b'content-length' not in names and not (
                status is not None and (status < 200 or status == 204 or status == 304)):
            raw.append((b'content-length', str(len(body)).encode()))
        kind = self.media_type
        if kind is not None and b'content-type' not in names:
            if kind.startswith('text/') and 'charset=' not in kind.lower():
                kind = f'{kind}; charset={self.charset}'
            raw.append((b'content-type', kind.encode('latin-1')))

    @property
    def headers(self):
        made = self.__dict__.get('_headers')
        if made is None or made._list is not self.raw_headers:
            made = self._headers = _MutableHeaders(raw=self.raw_headers)
        return made

    def set_cookie(self, key, value='', max_age=None, expires=None, path='/', domain=None, secure=False, httponly=False,
                   samesite='lax', partitioned=False):
        from _cookies import header
        if samesite is not None:
            assert samesite.lower() in ('strict', 'lax', 'none'), "samesite must be either 'strict', 'lax' or 'none'"
        if partitioned:
            raise ValueError('Partitioned cookies are only supported in Python 3.14 and above.')
        text = header(key, value, max_age, expires, path, domain, secure, httponly, samesite)
        self.raw_headers.append((b'set-cookie', text.encode('latin-1')))

    def delete_cookie(self, key, path='/', domain=None, secure=False, httponly=False, samesite='lax', partitioned=False):
        self.set_cookie(key, max_age=0, expires=0, path=path, domain=domain, secure=secure, httponly=httponly, samesite=samesite,
                        partitioned=partitioned)

    _iterator = None

    @property
    def body_iterator(self):
        # What a middleware may read, or put another in place of.
        return self._parts() if self._iterator is None else self._iterator

    @body_iterator.setter
    def body_iterator(self, iterator):
        self._iterator = iterator

    async def _parts(self):
        if self._iterator is None:
            yield self.body
            return
        async for part in self._iterator:
            yield part.encode(self.charset) if isinstance(part, str) else part

    async def __call__(self, scope, receive, send):
        await send({'type': 'http.response.start', 'status': self.status_code, 'headers': self.raw_headers})
        if self._iterator is None:
            await send({'type': 'http.response.body', 'body': self.body})
        else:
            async for part in self._parts():
                await send({'type': 'http.response.body', 'body': part, 'more_body': True})
            await send({'type': 'http.response.body', 'body': b'', 'more_body': False})
        if self.background is not None:
            await self.background()


class HTMLResponse(Response):
    media_type = 'text/html'


class PlainTextResponse(Response):
    media_type = 'text/plain'


class JSONResponse(Response):
    media_type = 'application/json'

    def __init__(self, content, status_code=200, headers=None, media_type=None, background=None):
        super().__init__(content, status_code, headers, media_type, background)

    def render(self, content):
        return _json.dumps(content, ensure_ascii=False, allow_nan=False, indent=None, separators=(',', ':')).encode('utf-8')


class RedirectResponse(Response):
    def __init__(self, url, status_code=307, headers=None, background=None):
        super().__init__(b'', status_code, headers, background=background)
        from urllib.parse import quote
        self.headers['location'] = quote(str(url), safe=":/%#?=@[]!$&'()*+,;")


class StreamingResponse(Response):
    def __init__(self, content, status_code=200, headers=None, media_type=None, background=None):
        # A generator that blocks runs on the threads of the pool.
        self._iterator = content if hasattr(type(content), '__aiter__') else _iterate_in_threadpool(content)
        self.status_code = status_code
        if media_type is not None:
            self.media_type = media_type
        self.background = background
        self.init_headers(headers)


class FileResponse(Response):
    def __init__(self, path, *args, **kwargs):
        from asyncio import _refuse
        _refuse('FileResponse')
