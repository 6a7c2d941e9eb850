# fastapi: the application. What runs where is as in Starlette: `async def` on the loop, `def` on the 40 threads of the pool.

import starlette.status as status
from inspect import iscoroutinefunction as _is_async
from fastapi.concurrency import run_in_threadpool as _run_in_threadpool
from fastapi.exceptions import HTTPException, RequestValidationError, WebSocketException, \
    WebSocketRequestValidationError as _WebSocketRequestValidationError, StarletteHTTPException as _StarletteHTTPException, \
    http_exception_handler as _http_exception_handler, request_validation_exception_handler as _request_validation_exception_handler, \
    websocket_request_validation_exception_handler as _websocket_request_validation_exception_handler, FastAPIError as _FastAPIError
from fastapi.params import Depends, Security, Body, Cookie, File, Form, Header, Path, Query, leave as _leave
from fastapi.routing import APIRouter, Mount as _Mount, redirected as _redirected
from starlette.background import BackgroundTasks
from starlette.datastructures import State as _State, UploadFile
from starlette.middleware import Middleware as _Middleware
from starlette.middleware.base import BaseHTTPMiddleware as _BaseHTTPMiddleware, _as_asgi, _as_call
from starlette.requests import Request
from starlette.responses import PlainTextResponse as _PlainTextResponse, Response
from starlette.websockets import WebSocket, WebSocketDisconnect

__version__ = '0.165.0'
_DOCUMENTS = '/docs', '/redoc', '/openapi.json'


class FastAPI(APIRouter):
    def __init__(self, *, debug=False, title='FastAPI', summary=None, description='', version='0.1.0', lifespan=None, dependencies=None,
                 on_startup=None, on_shutdown=None, middleware=None, exception_handlers=None, default_response_class=None,
                 redirect_slashes=True, root_path='', openapi_url='/openapi.json', docs_url='/docs', redoc_url='/redoc', openapi_tags=None,
                 servers=None, terms_of_service=None, contact=None, license_info=None, responses=None, callbacks=None, deprecated=None,
                 include_in_schema=True, separate_input_output_schemas=True, swagger_ui_parameters=None, swagger_ui_init_oauth=None,
                 generate_unique_id_function=None, root_path_in_servers=True, routes=None, **options):
        for name in options:
            raise TypeError(f"FastAPI.__init__() got an unexpected keyword argument '{name}'")
        super().__init__(dependencies=dependencies, default_response_class=default_response_class, redirect_slashes=redirect_slashes,
                         lifespan=lifespan, on_startup=on_startup, on_shutdown=on_shutdown, routes=routes)
        self.title, self.summary, self.description, self.version, self.debug = title, summary, description, version, debug
        self.root_path, self.openapi_url, self.docs_url, self.redoc_url = root_path, openapi_url, docs_url, redoc_url
        self.state = _State()
        self.router = self
        self.dependency_overrides = {}
        self.exception_handlers = dict(exception_handlers or {})
        self.user_middleware = list(middleware or ())
        self._chain = None
        self._handlers = {}
        self._first = None
        self._socket_chain = None
        self._lived = {}

    def exception_handler(self, kind):
        def decorate(f):
            self.add_exception_handler(kind, f)
            return f
        return decorate

    def add_exception_handler(self, kind, f):
        self.exception_handlers[kind] = f

    def middleware(self, kind):
        assert kind == 'http', 'Currently only middleware("http") is supported.'

        def decorate(f):
            self.add_middleware(_BaseHTTPMiddleware, dispatch=f)
            return f
        return decorate

    def add_middleware(self, cls, *args, **options):
        if self._chain is not None:
            raise RuntimeError('Cannot add middleware after an application has started')
        self.user_middleware.insert(0, _Middleware(cls, *args, **options))

    def openapi(self):
        from asyncio import _refuse
        _refuse('the OpenAPI document (/docs, /redoc, /openapi.json)')

    def _build(self):
        handlers = {_StarletteHTTPException: _http_exception_handler, RequestValidationError: _request_validation_exception_handler,
                    _WebSocketRequestValidationError: _websocket_request_validation_exception_handler}
        self._first = None
        for kind, f in self.exception_handlers.items():
            if kind in (500, Exception):
                self._first = f
            else:
                handlers[kind] = f
        self._handlers = handlers
        chain = self._guarded
        for made in reversed(self.user_middleware):
            chain = made.around(chain)
        self._chain = chain
        return chain

    async def _start(self):
        lifespan = self.lifespan_context
        if lifespan is not None:
            self._running = lifespan(self)
            if not hasattr(self._running, '__aenter__'):
                from contextlib import asynccontextmanager
                self._running = asynccontextmanager(lifespan)(self)
            self._lived = await self._running.__aenter__() or {}
            return
        for f in self.on_startup:
            if _is_async(f):
                await f()
            else:
                f()

    async def _stop(self):
        if self.lifespan_context is not None:
            await self._running.__aexit__(None, None, None)
            return
        for f in self.on_shutdown:
            if _is_async(f):
                await f()
            else:
                f()

    async def _respond(self, request):
        # The response, and the error that made it an answer of 500, if one did.
        scope = request.scope
        scope['app'] = self
        scope['_after'] = []
        if self._lived:
            scope.setdefault('state', {}).update(self._lived)
        try:
            return await (self._chain or self._build())(request), None
        except Exception as exc:
            handler = self._first
            if handler is None:
                return _PlainTextResponse('Internal Server Error', 500), exc
            return await handler(request, exc) if _is_async(handler) else await _run_in_threadpool(handler, request, exc), exc

    async def _finish(self, scope, response):
        # What runs when an answer has been sent: background tasks, then dependencies that yielded.
        after = scope['_after']
        if response is not None and response.background is not None:
            after.append((response.background, []))
        for work, exits in after:
            if work is None:
                await _leave(exits, None)
                continue
            try:
                await work()
            except BaseException as exc:
                await _leave(exits, exc)
                raise _FastAPIError('Response not awaited.') from exc
            await _leave(exits, None)

    async def _handle(self, request, answered):
        # For the load: `answered` is called when the answer is sent, before background tasks run.
        response = None
        try:
            response, error = await self._respond(request)
            if response._iterator is not None:
                async for _ in response._parts():
                    pass
            answered(response)
            if error is not None:
                _log(error)
            if response.background is not None or request.scope['_after']:
                await self._finish(request.scope, response)
        except Exception as exc:
            _log(exc)
            if response is None:
                response = _PlainTextResponse('Internal Server Error', 500)
                answered(response)
        return response

    async def __call__(self, scope, receive, send):
        if self.root_path and not scope.get('root_path'):
            scope['root_path'] = self.root_path
        kind = scope['type']
        if kind == 'lifespan':
            await receive()
            try:
                await self._start()
            except BaseException:
                import traceback
                await send({'type': 'lifespan.startup.failed', 'message': traceback.format_exc()})
                raise
            await send({'type': 'lifespan.startup.complete'})
            await receive()
            await self._stop()
            await send({'type': 'lifespan.shutdown.complete'})
        elif kind == 'websocket':
            scope['app'] = self
            if self._lived:
                scope.setdefault('state', {}).update(self._lived)
            if self._chain is None:
                self._build()
            if self._socket_chain is None:
                chain = self._socket
                for made in reversed(self.user_middleware):
                    if not issubclass(made.cls, _BaseHTTPMiddleware):
                        chain = made.cls(chain, *made.args, **made.kwargs)
                self._socket_chain = chain
            await self._socket_chain(scope, receive, send)
        else:
            response, error = await self._respond(Request(scope, receive))
            background, response.background = response.background, None
            await response(scope, receive, send)
            response.background = background
            await self._finish(scope, response)
            if error is not None:
                raise error

    async def _socket(self, scope, receive, send):
        websocket = WebSocket(scope, receive, send)
        try:
            route, values, _ = self.found(scope, _own_path(scope))
            if isinstance(route, _Mount):
                await route.app(_within(scope, route), receive, send)
                return
            if route is None:
                await send({'type': 'websocket.close', 'code': 1000, 'reason': ''})
                return
            scope['path_params'] = values
            await route.serve(websocket, self.dependency_overrides)
        except Exception as exc:
            handler = self._handler(exc)
            if handler is not None:
                await handler(websocket, exc)
            elif isinstance(exc, WebSocketException.__mro__[1]):
                await websocket.close(code=exc.code, reason=exc.reason)
            else:
                raise

    def _handler(self, exc):
        if isinstance(exc, _StarletteHTTPException):
            found = self._handlers.get(exc.status_code)
            if found is not None:
                return found
        for kind in type(exc).__mro__:
            found = self._handlers.get(kind)
            if found is not None:
                return found
        return None

    async def _guarded(self, request):
        # Exceptions that have a handler become its response.
        try:
            return await self._route(request)
        except Exception as exc:
            handler = self._handler(exc)
            if handler is None:
                raise
            return await handler(request, exc) if _is_async(handler) else await _run_in_threadpool(handler, request, exc)

    async def _route(self, request):
        scope = request.scope
        path = _own_path(scope)
        route, values, partly = self.found(scope, path)
        if route is not None:
            if values is None:
                return await _as_call(route.app)(Request(_within(scope, route), request.receive))
            scope['path_params'] = values
            scope['route'] = route
            scope['endpoint'] = route.endpoint
            return await route.answer(request, self.dependency_overrides)
        if partly is not None:
            raise HTTPException(405, headers={'Allow': ', '.join(partly.methods)})
        response = _redirected(self, request, path)
        if response is not None:
            return response
        if path in _DOCUMENTS and path in (self.docs_url, self.redoc_url, self.openapi_url):
            self.openapi()
        raise HTTPException(404)


def _own_path(scope):
    root = scope.get('root_path')
    path = scope['path']
    return path[len(root):] or '/' if root and path.startswith(root) else path


def _within(scope, mount):
    # A mounted application's view of a request.
    made = dict(scope)
    made.setdefault('app_root_path', scope.get('root_path', ''))
    made['root_path'] = scope.get('root_path', '') + mount.path
    return made


def _log(exc):
    from sys import stderr
    from traceback import format_exception
    stderr.write('ERROR:    Exception in ASGI application\n' + ''.join(format_exception(exc)))
