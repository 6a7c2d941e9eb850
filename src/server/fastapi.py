# fastapi: applications, routes, parameters, dependencies, responses, background tasks. What runs where is as in Starlette:
# `async def` on the loop, `def` on the 40 threads of the pool.

import json as _json
from inspect import iscoroutinefunction as _is_async, isasyncgenfunction as _is_async_gen, isgeneratorfunction as _is_gen
from enum import Enum as _Enum
from typing import get_origin as _get_origin, get_args as _get_args, Annotated as _Annotated, get_type_hints as _hints
from pydantic import BaseModel as _BaseModel, FieldInfo as _FieldInfo, validated as _validated, _Wrong, _dumped, _constrained, \
    ValidationError as _ValidationError
from fastapi.concurrency import run_in_threadpool as _run_in_threadpool, _next, _Over

_REQUIRED = object()
_PHRASES = {200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other',
            304: 'Not Modified', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized',
            403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 408: 'Request Timeout', 409: 'Conflict', 410: 'Gone',
            413: 'Content Too Large', 415: 'Unsupported Media Type', 418: "I'm a Teapot", 422: 'Unprocessable Content',
            429: 'Too Many Requests', 500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway',
            503: 'Service Unavailable', 504: 'Gateway Timeout'}


class _Status:
    pass


status = _Status()
for _code, _phrase in _PHRASES.items():
    _words = _phrase.upper().replace(' ', '_').replace("'", '').replace('-', '_')
    setattr(status, f'HTTP_{_code}_{_words}', _code)
status.HTTP_422_UNPROCESSABLE_ENTITY = 422
status.HTTP_413_REQUEST_ENTITY_TOO_LARGE = 413
status.WS_1000_NORMAL_CLOSURE = 1000
status.WS_1008_POLICY_VIOLATION = 1008


class HTTPException(Exception):
    def __init__(self, status_code, detail=None, headers=None):
        self.status_code = status_code
        self.detail = _PHRASES.get(status_code, '') if detail is None else detail
        self.headers = headers
        super().__init__(status_code, detail)

    def __str__(self):
        return f'{self.status_code}: {self.detail}'


class RequestValidationError(ValueError):
    def __init__(self, errors, body=None):
        self._errors = errors
        self.body = body
        super().__init__(errors)

    def errors(self):
        return self._errors


class Response:
    media_type = None

    def __init__(self, content=None, status_code=200, headers=None, media_type=None, background=None):
        self.status_code = status_code
        self.headers = dict(headers or {})
        self.media_type = media_type or self.media_type
        self.background = background
        self.body = self.render(content)

    def render(self, content):
        if content is None:
            return b''
        return content if isinstance(content, bytes) else str(content).encode()

    def set_cookie(self, key, value='', **options):
        self.headers['set-cookie'] = f'{key}={value}'

    def delete_cookie(self, key, **options):
        self.headers['set-cookie'] = f'{key}=""'

    async def _send(self):
        return self.body


class JSONResponse(Response):
    media_type = 'application/json'

    def render(self, content):
        return _json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(',', ':')).encode()


ORJSONResponse = UJSONResponse = JSONResponse


class PlainTextResponse(Response):
    media_type = 'text/plain'


class HTMLResponse(Response):
    media_type = 'text/html'


class RedirectResponse(Response):
    def __init__(self, url, status_code=307, headers=None, background=None):
        super().__init__(b'', status_code, headers, background=background)
        self.headers['location'] = str(url)


class StreamingResponse(Response):
    def __init__(self, content, status_code=200, headers=None, media_type=None, background=None):
        super().__init__(None, status_code, headers, media_type, background)
        self.body_iterator = content

    async def _send(self):
        parts = []
        if hasattr(type(self.body_iterator), '__aiter__'):
            async for part in self.body_iterator:
                parts.append(part)
        else:
            it = iter(self.body_iterator)
            while True:
                try:
                    parts.append(await _run_in_threadpool(_next, it))
                except _Over:
                    break
        self.body = b''.join([p if isinstance(p, bytes) else str(p).encode() for p in parts])
        return self.body


def FileResponse(path, *args, **kwargs):
    from asyncio import _refuse
    _refuse('FileResponse: there are no files here')


class _State:
    pass


class _URL:
    def __init__(self, path, query):
        self.path = path
        self.query = query

    def __str__(self):
        return f'http://testserver{self.path}' + (f'?{self.query}' if self.query else '')


class _Client:
    host = '127.0.0.1'
    port = 50000


class Request:
    def __init__(self, app, method, path, query='', body=None, headers=None):
        self.app = app
        self.method = method
        self.url = _URL(path, query)
        self.headers = {k.lower(): v for k, v in (headers or {}).items()}
        self.query_params = {}
        self._query = []
        for part in query.split('&') if query else ():
            key, _, value = part.partition('=')
            self._query.append((_unquoted(key), _unquoted(value)))
        self.query_params = dict(self._query)
        self.path_params = {}
        self.cookies = {}
        self.client = _Client()
        self.state = _State()
        self.scope = {'type': 'http', 'method': method, 'path': path}
        self._body = body

    async def body(self):
        if self._body is None:
            return b''
        return self._body if isinstance(self._body, bytes) else _json.dumps(self._body).encode()

    async def json(self):
        return _json.loads((await self.body()).decode())

    async def is_disconnected(self):
        return False


def _unquoted(text):
    text = text.replace('+', ' ')
    if '%' not in text:
        return text
    out, at = bytearray(), 0
    while at < len(text):
        if text[at] == '%':
            out.append(int(text[at + 1:at + 3], 16))
            at += 3
        else:
            out.extend(text[at].encode())
            at += 1
    return bytes(out).decode()


class BackgroundTask:
    def __init__(self, func, *args, **kwargs):
        self.func, self.args, self.kwargs = func, args, kwargs

    async def __call__(self):
        if _is_async(self.func):
            await self.func(*self.args, **self.kwargs)
        else:
            await _run_in_threadpool(self.func, *self.args, **self.kwargs)


class BackgroundTasks:
    def __init__(self, tasks=None):
        self.tasks = list(tasks or [])

    def add_task(self, func, *args, **kwargs):
        self.tasks.append(BackgroundTask(func, *args, **kwargs))

    async def __call__(self):
        for task in self.tasks:
            await task()


class WebSocketDisconnect(Exception):
    def __init__(self, code=1000, reason=None):
        self.code = code
        self.reason = reason or ''


class WebSocket:
    def __init__(self, incoming=()):
        self._incoming = list(incoming)
        self.sent = []

    async def accept(self, *args, **kwargs):
        pass

    async def receive_text(self):
        if not self._incoming:
            raise WebSocketDisconnect()
        return self._incoming.pop(0)

    async def receive_json(self):
        return _json.loads(await self.receive_text())

    async def send_text(self, data):
        self.sent.append(data)

    async def send_json(self, data):
        self.sent.append(_json.dumps(data))

    async def close(self, code=1000, reason=None):
        pass


class _Param(_FieldInfo):
    where = 'query'


class _QueryParam(_Param):
    pass


class _PathParam(_Param):
    where = 'path'


class _HeaderParam(_Param):
    where = 'header'


class _CookieParam(_Param):
    where = 'cookie'


class _BodyParam(_Param):
    where = 'body'


def _maker(cls):
    def make(default=_REQUIRED, *, default_factory=None, alias=None, **constraints):
        from pydantic import _MISSING
        return cls(_MISSING if default in (_REQUIRED, ...) else default, default_factory, alias, **constraints)
    return make


Query, Path, Header, Cookie, Body = [_maker(c) for c in (_QueryParam, _PathParam, _HeaderParam, _CookieParam, _BodyParam)]
Form = File = Body


class Depends:
    def __init__(self, dependency=None, *, use_cache=True):
        self.dependency = dependency
        self.use_cache = use_cache


Security = Depends


class _Plan:
    # What a function's parameters are to be filled with.
    def __init__(self, func, path_names):
        target = func if not isinstance(func, type) else func.__init__
        if not isinstance(func, type) and not hasattr(func, '__code__'):
            # A method, or an object that can be called.
            target = getattr(func, '__func__', None) or type(func).__call__
        names = _parameters(target)
        if isinstance(func, type) or target is not func:
            names = names[1:]
        try:
            hints = _hints(target, include_extras=True)
        except Exception:
            hints = getattr(target, '__annotations__', {})
        self.func = func
        self.steps = []
        bodies = 0
        for name, default, has_default in names:
            kind = hints.get(name, None)
            extra = None
            if _get_origin(kind) is _Annotated:
                args = _get_args(kind)
                for a in args[1:]:
                    if isinstance(a, (Depends, _FieldInfo)):
                        extra = a
                kind = args[0]
            if has_default and isinstance(default, (Depends, _FieldInfo)):
                extra = default
            if isinstance(extra, Depends):
                self.steps.append((name, 'depends', _Plan(extra.dependency or kind, path_names), extra))
            elif kind in (Request, BackgroundTasks, WebSocket) or kind is Response:
                self.steps.append((name, 'special', kind, None))
            else:
                where = extra.where if isinstance(extra, _Param) else 'path' if name in path_names else None
                if where is None:
                    base = _get_origin(kind) or kind
                    is_body = isinstance(base, type) and (issubclass(base, _BaseModel) or base is dict) or \
                        base is list and any([isinstance(a, type) and issubclass(a, _BaseModel) for a in _get_args(kind)])
                    where = 'body' if is_body else 'query'
                bodies += where == 'body'
                info = extra
                if info is None:
                    info = _QueryParam(default) if has_default else _QueryParam()
                elif has_default and not isinstance(default, _FieldInfo):
                    info.default = default
                self.steps.append((name, where, kind, info))
        self.embedded = bodies > 1


class _Route:
    def __init__(self, path, endpoint, methods, options):
        self.path = path
        self.endpoint = endpoint
        self.methods = methods
        self.options = options
        self.parts = [p for p in path.split('/')]
        self.names = [p[1:-1].split(':')[0] for p in self.parts if p.startswith('{')]
        self.plan = _Plan(endpoint, self.names)
        self.is_async = _is_async(endpoint) or not hasattr(endpoint, '__code__') and _is_async(getattr(type(endpoint), '__call__', None))
        self.extra = [_Plan(d.dependency, self.names) for d in options.get('dependencies') or ()]
        model = options.get('response_model', _REQUIRED)
        if model is _REQUIRED:
            model = getattr(endpoint, '__annotations__', {}).get('return')
        if isinstance(model, type) and issubclass(model, Response):
            model = None
        self.model = model

    def match(self, path):
        given = path.split('/')
        values, at = {}, 0
        for i, part in enumerate(self.parts):
            if part.startswith('{') and part.endswith(':path}'):
                values[part[1:-6]] = '/'.join(given[i:])
                return values
            if i >= len(given):
                return None
            if part.startswith('{'):
                if not given[i]:
                    return None
                values[part[1:-1]] = _unquoted(given[i])
            elif part != given[i]:
                return None
        return values if len(given) == len(self.parts) else None


class APIRouter:
    def __init__(self, *, prefix='', tags=None, dependencies=None, responses=None, **options):
        self.prefix = prefix
        self.dependencies = list(dependencies or ())
        self.routes = []
        self.default_options = options

    def add_api_route(self, path, endpoint, *, methods=('GET',), **options):
        options['dependencies'] = self.dependencies + list(options.get('dependencies') or ())
        self.routes.append(_Route(self.prefix + path, endpoint, tuple(methods), options))

    def api_route(self, path, *, methods=('GET',), **options):
        def decorate(endpoint):
            self.add_api_route(path, endpoint, methods=methods, **options)
            return endpoint
        return decorate

    def get(self, path, **options):
        return self.api_route(path, methods=('GET',), **options)

    def post(self, path, **options):
        return self.api_route(path, methods=('POST',), **options)

    def put(self, path, **options):
        return self.api_route(path, methods=('PUT',), **options)

    def patch(self, path, **options):
        return self.api_route(path, methods=('PATCH',), **options)

    def delete(self, path, **options):
        return self.api_route(path, methods=('DELETE',), **options)

    def head(self, path, **options):
        return self.api_route(path, methods=('HEAD',), **options)

    def options(self, path, **options):
        return self.api_route(path, methods=('OPTIONS',), **options)

    def websocket(self, path, **options):
        return self.api_route(path, methods=('WEBSOCKET',), **options)

    def include_router(self, router, *, prefix='', tags=None, dependencies=None, **options):
        for route in router.routes:
            merged = dict(route.options)
            merged['dependencies'] = self.dependencies + list(dependencies or ()) + list(merged.get('dependencies') or ())
            self.routes.append(_Route(self.prefix + prefix + route.path, route.endpoint, route.methods, merged))


class FastAPI(APIRouter):
    def __init__(self, *, title='FastAPI', version='0.1.0', description='', debug=False, lifespan=None, dependencies=None,
                 on_startup=None, on_shutdown=None, **options):
        super().__init__(dependencies=dependencies)
        self.title, self.version, self.description, self.debug = title, version, description, debug
        self.state = _State()
        self.router = self
        self.dependency_overrides = {}
        self._lifespan = lifespan
        self._startup = list(on_startup or ())
        self._shutdown = list(on_shutdown or ())
        self._handlers = {}
        self._middleware = []

    def on_event(self, event):
        def decorate(f):
            (self._startup if event == 'startup' else self._shutdown).append(f)
            return f
        return decorate

    def add_event_handler(self, event, f):
        self.on_event(event)(f)

    def exception_handler(self, kind):
        def decorate(f):
            self._handlers[kind] = f
            return f
        return decorate

    def add_exception_handler(self, kind, f):
        self._handlers[kind] = f

    def middleware(self, kind):
        def decorate(f):
            self._middleware.append(f)
            return f
        return decorate

    def add_middleware(self, cls, **options):
        dispatch = getattr(cls, 'dispatch', None)
        if dispatch is not None:
            made = cls(self, **options)
            self._middleware.append(made.dispatch)

    def mount(self, path, app, name=None):
        from asyncio import _refuse
        _refuse('FastAPI.mount')

    async def _start(self):
        if self._lifespan is not None:
            self._running = self._lifespan(self)
            if not hasattr(self._running, '__aenter__'):
                from contextlib import asynccontextmanager
                self._running = asynccontextmanager(self._lifespan)(self)
            await self._running.__aenter__()
        for f in self._startup:
            if _is_async(f):
                await f()
            else:
                f()

    async def _stop(self):
        for f in self._shutdown:
            if _is_async(f):
                await f()
            else:
                f()
        if self._lifespan is not None:
            await self._running.__aexit__(None, None, None)

    async def _handle(self, request, answered):
        # The answer to a request; `answered` is called when it is sent, before background tasks run.
        background = None
        chain = self._route

        def around(middleware, inner):
            async def call(request):
                return await middleware(request, inner)
            return call

        for middleware in self._middleware:
            chain = around(middleware, chain)
        try:
            try:
                response = await chain(request)
            except Exception as exc:
                response = await self._failed(request, exc)
                if response is None:
                    raise
            await response._send()
        except Exception:
            import traceback
            from sys import stderr
            stderr.write('ERROR:    Exception in ASGI application\n' + traceback.format_exc())
            response = PlainTextResponse('Internal Server Error', 500)
        answered(response)
        if response.background is not None:
            try:
                await response.background()
            except Exception:
                import traceback
                from sys import stderr
                stderr.write('ERROR:    Exception in ASGI application\n' + traceback.format_exc())
        # As FastAPI: dependencies that yielded go on when all of that is over.
        await self._leave(getattr(request, '_exits', []), None)
        return response

    async def _failed(self, request, exc):
        for kind in type(exc).__mro__:
            handler = self._handlers.get(kind)
            if handler is not None:
                return await handler(request, exc) if _is_async(handler) else await _run_in_threadpool(handler, request, exc)
        if isinstance(exc, HTTPException):
            handler = self._handlers.get(exc.status_code)
            if handler is not None:
                return await handler(request, exc)
            return JSONResponse({'detail': exc.detail}, exc.status_code, exc.headers)
        if isinstance(exc, RequestValidationError):
            return JSONResponse({'detail': exc.errors()}, 422)
        return None

    async def _route(self, request):
        allowed = False
        for route in self.routes:
            values = route.match(request.url.path)
            if values is None:
                continue
            if request.method not in route.methods:
                allowed = True
                continue
            request.path_params = values
            return await self._call(route, request)
        if allowed:
            raise HTTPException(405)
        raise HTTPException(404)

    async def _call(self, route, request):
        exits, errors, cache = [], [], {}
        tasks = BackgroundTasks()
        fallback = Response()
        fallback.status_code = None
        try:
            for plan in route.extra:
                await self._resolved(plan, request, tasks, fallback, exits, errors, cache)
            values = await self._values(route.plan, request, tasks, fallback, exits, errors, cache)
            if errors:
                raise RequestValidationError(errors)
            if route.is_async:
                result = await route.endpoint(**values)
            else:
                result = await _run_in_threadpool(route.endpoint, **values)
            if isinstance(result, Response):
                if result.background is None and tasks.tasks:
                    result.background = tasks
                response = result
            else:
                if route.model is not None:
                    # As FastAPI: a return type is checked on the loop for async routes, by another hop for the others.
                    if route.is_async:
                        result = _serialized(route.model, result)
                    else:
                        result = await _run_in_threadpool(_serialized, route.model, result)
                code = fallback.status_code or route.options.get('status_code') or 200
                made = route.options.get('response_class') or JSONResponse
                content = _dumped(result, 'json') if issubclass(made, JSONResponse) else result
                response = made(content, status_code=code)
                response.headers.update(fallback.headers)
                if tasks.tasks:
                    response.background = tasks
        except BaseException as exc:
            await self._leave(exits, exc)
            raise
        request._exits = exits
        return response

    async def _leave(self, exits, exc):
        while exits:
            kind, it = exits.pop()
            try:
                if kind == 'async':
                    if exc is None:
                        await anext(it, None)
                    else:
                        await it.athrow(exc)
                elif exc is None:
                    await _run_in_threadpool(next, it, None)
                else:
                    await _run_in_threadpool(it.throw, exc)
            except (StopIteration, StopAsyncIteration):
                pass
            except BaseException as raised:
                if raised is not exc:
                    raise

    async def _values(self, plan, request, tasks, fallback, exits, errors, cache):
        values = {}
        body = _REQUIRED
        for name, where, kind, info in plan.steps:
            if where == 'depends':
                values[name] = await self._resolved(kind, request, tasks, fallback, exits, errors, cache, info.use_cache)
                continue
            if where == 'special':
                values[name] = request if kind is Request else tasks if kind is BackgroundTasks else fallback
                continue
            key = info.alias or name
            if where == 'path':
                given = request.path_params.get(key, _REQUIRED)
            elif where == 'query':
                many = [v for k, v in request._query if k == key]
                wants_list = (_get_origin(kind) or kind) in (list, set, tuple)
                given = many if wants_list and many else many[-1] if many else _REQUIRED
            elif where == 'header':
                given = request.headers.get(info.alias.lower() if info.alias else name.replace('_', '-'), _REQUIRED)
            elif where == 'cookie':
                given = request.cookies.get(key, _REQUIRED)
            else:
                if body is _REQUIRED:
                    body = request._body
                    if isinstance(body, (bytes, str)):
                        try:
                            body = _json.loads(body)
                        except ValueError as e:
                            errors.append({'type': 'json_invalid', 'loc': ['body', getattr(e, 'pos', 0)], 'msg': 'JSON decode error',
                                           'input': {}, 'ctx': {'error': getattr(e, 'msg', str(e))}})
                            body = None
                            continue
                given = body
                if plan.embedded:
                    given = body.get(key, _REQUIRED) if isinstance(body, dict) else _REQUIRED
                elif body is None:
                    given = _REQUIRED
            loc = [where] if where == 'body' and not plan.embedded else [where, key]
            if given is _REQUIRED:
                if info.is_required():
                    errors.append({'type': 'missing', 'loc': loc, 'msg': 'Field required', 'input': None})
                else:
                    values[name] = info.get_default()
                continue
            try:
                value = given if kind is None else _validated(kind, given)
                _constrained(info, value)
                values[name] = value
            except _Wrong as wrong:
                errors.extend([{**e, 'loc': loc + list(e['loc'])} for e in wrong.errors])
        return values

    async def _resolved(self, plan, request, tasks, fallback, exits, errors, cache, use_cache=True):
        func = self.dependency_overrides.get(plan.func, plan.func)
        if func is not plan.func:
            plan = _Plan(func, ())
        if use_cache and func in cache:
            return cache[func]
        values = await self._values(plan, request, tasks, fallback, exits, errors, cache)
        if errors:
            return None
        if _is_async_gen(func):
            it = func(**values)
            result = await anext(it)
            exits.append(('async', it))
        elif _is_gen(func):
            it = func(**values)
            result = await _run_in_threadpool(next, it)
            exits.append(('sync', it))
        elif _is_async(func) or not hasattr(func, '__code__') and _is_async(getattr(type(func), '__call__', None)):
            result = await func(**values)
        else:
            result = await _run_in_threadpool(func, **values)
        cache[func] = result
        return result


def _serialized(model, result):
    try:
        if isinstance(model, type) and issubclass(model, _BaseModel) and isinstance(result, _BaseModel):
            result = result.model_dump()
        return _dumped(_validated(model, result), 'json')
    except _Wrong as wrong:
        raise ResponseValidationError(wrong.errors) from None


class ResponseValidationError(ValueError):
    pass


def jsonable_encoder(obj, **kwargs):
    return _dumped(obj, 'json')
