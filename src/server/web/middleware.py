# starlette.middleware and its modules: code around every request, the one added last outermost.

from starlette.requests import Request as _Request
from starlette.responses import PlainTextResponse as _PlainTextResponse, RedirectResponse as _RedirectResponse, Response as _Response


class Middleware:
    def __init__(self, cls, *args, **kwargs):
        self.cls, self.args, self.kwargs = cls, args, kwargs

    def around(self, inner):
        if issubclass(self.cls, BaseHTTPMiddleware):
            made = self.cls(_as_asgi(inner), *self.args, **self.kwargs)
            dispatch = made.dispatch_func

            async def call(request):
                return await dispatch(request, inner)
            return call
        return _as_call(self.cls(_as_asgi(inner), *self.args, **self.kwargs))


class BaseHTTPMiddleware:
    def __init__(self, app, dispatch=None):
        self.app = app
        self.dispatch_func = self.dispatch if dispatch is None else dispatch

    async def dispatch(self, request, call_next):
        raise NotImplementedError()

    async def __call__(self, scope, receive, send):
        if scope['type'] != 'http':
            await self.app(scope, receive, send)
            return
        response = await self.dispatch_func(_Request(scope, receive), _as_call(self.app))
        await response(scope, receive, send)


def _as_asgi(call):
    # What takes a request and gives a response, as an ASGI application.
    async def app(scope, receive, send):
        response = await call(_Request(scope, receive))
        if response.background is not None:
            scope['_after'].append((response.background, []))
            response.background = None
        await response(scope, receive, send)
    return app


def _as_call(app):
    # An ASGI application as what takes a request and gives a response: as soon as the application begins one. The application goes on
    # part by part, as they are taken.
    async def call(request):
        from asyncio import FIRST_COMPLETED, create_task, get_running_loop, wait
        loop = get_running_loop()
        scope = request.scope
        started = loop.create_future()
        wanted, told = loop.create_future(), None
        given = False

        async def send(message):
            nonlocal wanted, told
            if message['type'] == 'http.response.start':
                started.set_result(message)
            elif message['type'] == 'http.response.body':
                await wanted
                wanted = loop.create_future()
                told.set_result(message)

        async def receive():
            nonlocal given
            if given:
                await loop.create_future()
            given = True
            return {'type': 'http.request', 'body': await request.body(), 'more_body': False}

        async def parts():
            nonlocal told
            more = True
            while more:
                told = loop.create_future()
                wanted.set_result(None)
                await wait([task, told], return_when=FIRST_COMPLETED)
                if not told.done():
                    task.result()
                    return
                message = told.result()
                more = message.get('more_body', False)
                if message.get('body'):
                    yield bytes(message['body'])
            await task
        task = create_task(app(scope, receive, send))
        await wait([task, started], return_when=FIRST_COMPLETED)
        if not started.done():
            task.result()
            raise RuntimeError('No response returned.')
        message = started.result()
        response = _Response(status_code=message['status'])
        response.raw_headers = list(message.get('headers', ()))
        response._iterator = parts()
        return response
    return call


class CORSMiddleware(BaseHTTPMiddleware):
    def __init__(self, app, allow_origins=(), allow_methods=('GET',), allow_headers=(), allow_credentials=False, allow_origin_regex=None,
                 allow_private_network=False, expose_headers=(), max_age=600):
        super().__init__(app)
        import re
        self._regex = re.compile(allow_origin_regex) if allow_origin_regex is not None else None
        self._origins = allow_origins
        self._all = '*' in allow_origins
        self._methods = ('DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'QUERY') if '*' in allow_methods else allow_methods
        self._all_headers = '*' in allow_headers
        self._headers = sorted({'Accept', 'Accept-Language', 'Content-Language', 'Content-Type'} | set(allow_headers))
        self._credentials = allow_credentials
        self._private = allow_private_network
        self._simple = {}
        if self._all:
            self._simple['Access-Control-Allow-Origin'] = '*'
        if allow_credentials:
            self._simple['Access-Control-Allow-Credentials'] = 'true'
        if expose_headers:
            self._simple['Access-Control-Expose-Headers'] = ', '.join(expose_headers)
        self._explicit = not self._all or allow_credentials
        self._max_age = str(max_age)

    def _allowed(self, origin):
        return self._all or self._regex is not None and self._regex.fullmatch(origin) is not None or origin in self._origins

    def _preflight(self, request, origin):
        asked = 'access-control-request-'
        names = [asked.title() + name for name in ('Method', 'Headers', 'Private-Network')]
        headers, wrong = {'Vary': ', '.join(['Origin'] + names)}, []
        if not self._explicit:
            headers['Access-Control-Allow-Origin'] = '*'
        headers['Access-Control-Allow-Methods'] = ', '.join(self._methods)
        headers['Access-Control-Max-Age'] = self._max_age
        if not self._all_headers:
            headers['Access-Control-Allow-Headers'] = ', '.join(self._headers)
        if self._credentials:
            headers['Access-Control-Allow-Credentials'] = 'true'
        if not self._allowed(origin):
            wrong.append('origin')
        elif self._explicit:
            headers['Access-Control-Allow-Origin'] = origin
        if request.headers[asked + 'method'] not in self._methods:
            wrong.append('method')
        wanted = request.headers.get(asked + 'headers')
        if wanted is not None:
            known = [h.lower() for h in self._headers]
            if self._all_headers:
                headers['Access-Control-Allow-Headers'] = wanted
            elif not all([h.lower().strip() in known for h in wanted.split(',')]):
                wrong.append('headers')
        if asked + 'private-network' in request.headers:
            if self._private:
                headers['Access-Control-Allow-Private-Network'] = 'true'
            else:
                wrong.append('private-network')
        if wrong:
            return _PlainTextResponse('Disallowed CORS ' + ', '.join(wrong), 400, headers)
        return _PlainTextResponse('OK', 200, headers)

    async def dispatch(self, request, call_next):
        origin = request.headers.get('origin')
        if origin is not None and request.method == 'OPTIONS' and 'access-control-request-method' in request.headers:
            return self._preflight(request, origin)
        response = await call_next(request)
        headers = response.headers
        if origin is not None:
            headers.update(self._simple)
            if self._credentials if self._all else self._allowed(origin):
                headers['Access-Control-Allow-Origin'] = origin
        headers['Vary'] = ', '.join(headers.getlist('Vary') + ['Origin'])
        return response


class TrustedHostMiddleware(BaseHTTPMiddleware):
    def __init__(self, app, allowed_hosts=None, www_redirect=True):
        super().__init__(app)
        self._hosts = list(allowed_hosts or ['*'])

    async def dispatch(self, request, call_next):
        host = request.headers.get('host', '').split(':')[0]
        for pattern in self._hosts:
            if pattern in ('*', host) or pattern.startswith('*') and host.endswith(pattern[1:]):
                return await call_next(request)
        return _PlainTextResponse('Invalid host header', 400)


class HTTPSRedirectMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if request.url.scheme == 'https':
            return await call_next(request)
        return _RedirectResponse(request.url.replace(scheme='https'), 307)


def GZipMiddleware(*args, **kwargs):
    from asyncio import _refuse
    _refuse('GZipMiddleware')


def SessionMiddleware(*args, **kwargs):
    from asyncio import _refuse
    _refuse('SessionMiddleware')
