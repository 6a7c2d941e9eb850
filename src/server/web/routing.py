# fastapi.routing: paths and what answers them. Handlers with `async def` run on the loop, those with `def` on the threads of the pool.

import json as _json
from typing import Any as _Any, get_args as _get_args, get_origin as _get_origin, get_type_hints as _hints
from fastapi.concurrency import run_in_threadpool as _run_in_threadpool
from fastapi.encoders import jsonable_encoder as _jsonable_encoder
from fastapi.exceptions import FastAPIError as _FastAPIError, RequestValidationError as _RequestValidationError, \
    ResponseValidationError as _ResponseValidationError, WebSocketRequestValidationError as _WebSocketRequestValidationError, \
    bodiless as _bodiless
from fastapi.params import Form as _Form, Plan as _Plan, Solving as _Solving, body_of as _body_of, embeds as _embeds, leave as _leave, \
    _callable_of, _MISSING
from _pydantic_dump import _dump_as, _json_text
from _pydantic_values import _Wrong, _within, validated as _validated
from starlette.exceptions import HTTPException as _HTTPException
from starlette.responses import JSONResponse as _JSONResponse, RedirectResponse as _RedirectResponse, Response as _Response, \
    StreamingResponse as _StreamingResponse
from starlette.websockets import WebSocket as _WebSocket

_UNSET = object()
_CONVERTORS = {'str': '[^/]+', 'path': '.*', 'int': '[0-9]+', 'float': '[0-9]+(?:[.][0-9]+)?', 'uuid': '[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}'}
_AGAIN = '''{} The response was never made: a dependency with yield caught an exception and did not raise it again.'''
_FOR_SCHEMA = ('tags', 'summary', 'description', 'response_description', 'responses', 'deprecated', 'operation_id', 'include_in_schema',
               'openapi_extra', 'generate_unique_id_function', 'callbacks', 'name', 'strict_content_type')
_FOR_ROUTE = ('response_model', 'status_code', 'dependencies', 'response_class', 'response_model_include', 'response_model_exclude',
              'response_model_by_alias', 'response_model_exclude_unset', 'response_model_exclude_defaults', 'response_model_exclude_none')


class _Pattern:
    # A path with names in it, like /items/{item_id}.
    def __init__(self, path):
        self.path = path
        self.names = []
        self._regex = None
        if '{' not in path:
            self._parts = None
            return
        self._parts = path.split('/')
        self._kinds = {}
        for part in path.split('{')[1:]:
            name, _, kind = part.partition('}')[0].partition(':')
            if kind and kind not in _CONVERTORS:
                raise AssertionError(f"Unknown path convertor '{kind}'")
            if name in self.names:
                raise ValueError(f'Duplicated param name {name} at path {path}')
            self.names.append(name)
            self._kinds[name] = kind or 'str'
        whole = all([p.startswith('{') and p.endswith('}') and p.count('{') == 1 for p in self._parts if '{' in p])
        if not whole or set(self._kinds.values()) != {'str'}:
            import re
            text, at = '', 0
            for found in re.finditer('{([a-zA-Z_][a-zA-Z0-9_]*)(:[a-zA-Z_][a-zA-Z0-9_]*)?}', path):
                text += re.escape(path[at:found.start()]) + f'(?P<{found.group(1)}>{_CONVERTORS[self._kinds[found.group(1)]]})'
                at = found.end()
            self._regex = re.compile(text + re.escape(path[at:]))

    def match(self, path):
        if self._parts is None:
            return {} if path == self.path else None
        if self._regex is not None:
            found = self._regex.fullmatch(path)
            if found is None:
                return None
            return {n: int(v) if self._kinds[n] == 'int' else float(v) if self._kinds[n] == 'float' else v
                    for n, v in found.groupdict().items()}
        given = path.split('/')
        if len(given) != len(self._parts):
            return None
        values = {}
        for part, own in zip(given, self._parts):
            if own.startswith('{'):
                if not part:
                    return None
                values[own[1:-1]] = part
            elif own != part:
                return None
        return values


def _returned(endpoint):
    inner = _callable_of(endpoint)
    kind = getattr(inner, '__annotations__', {}).get('return', _UNSET)
    if isinstance(kind, str):
        kind = _hints(inner).get('return', _UNSET)
    return kind


class APIRoute:
    def __init__(self, path, endpoint, *, methods=('GET',), options=None, owner=None):
        options = dict(options or {})
        for key in options:
            if key not in _FOR_SCHEMA and key not in _FOR_ROUTE:
                raise TypeError(f"FastAPI.{methods[0].lower()}() got an unexpected keyword argument '{key}'")
        self.path = path
        self.endpoint = endpoint
        self.methods = [m.upper() for m in methods]
        self.options = options
        self.name = options.get('name') or getattr(endpoint, '__name__', type(endpoint).__name__)
        self.tags = list(options.get('tags') or ())
        self.pattern = _Pattern(path)
        self.match = self.pattern.match
        self.dependencies = list(options.get('dependencies') or ())
        self.plan = plan = _Plan(endpoint, self.pattern.names)
        plan.dependencies[:0] = [_Plan(d.dependency, self.pattern.names, None, d) for d in self.dependencies]
        self.body = plan.flat_body()
        self.embedded = _embeds(self.body)
        self.is_form = any([isinstance(f.info, _Form) for f in self.body])
        self.response_class = options.get('response_class') or _JSONResponse
        self.is_json = issubclass(self.response_class, _JSONResponse)
        self.status_code = int(options['status_code']) if options.get('status_code') is not None else None
        model = options.get('response_model', _UNSET)
        if model is _UNSET:
            model = _returned(endpoint)
            kinds = (model, *_get_args(model)) if model is not _UNSET else ()
            if any([isinstance(k, type) and issubclass(k, _Response) for k in kinds[:1]]):
                model = None
            elif any([isinstance(k, type) and issubclass(k, _Response) for k in kinds[1:]]):
                raise _FastAPIError(f'Invalid args for response field! Hint: check that {model} is a valid Pydantic field type.')
            elif model is None:
                model = type(None)
            elif model is _UNSET:
                model = None
        self.model = None if plan.is_gen else model
        self._how = {'mode': 'json', 'by_alias': options.get('response_model_by_alias', True),
                     'exclude_unset': options.get('response_model_exclude_unset', False),
                     'exclude_defaults': options.get('response_model_exclude_defaults', False),
                     'exclude_none': options.get('response_model_exclude_none', False)}

    def where(self, request):
        code = getattr(_callable_of(self.endpoint), '__code__', None)
        if code is None:
            return None
        return code.co_filename, code.co_firstlineno, self.name, f"{request.scope.get('method', 'WEBSOCKET')} {self.path}"

    async def answer(self, request, overrides):
        # The response to a request that matched; what is to run after it stands in its scope.
        body = _MISSING
        if self.body:
            if self.is_form:
                body = await request.form()
            else:
                raw = await request.body()
                try:
                    body = _body_of(self.body, raw, request.headers.get('content-type', ''))
                except _json.JSONDecodeError as e:
                    raise _RequestValidationError([{'type': 'json_invalid', 'loc': ('body', e.pos), 'msg': 'JSON decode error', 'input': {},
                                                    'ctx': {'error': e.msg}}], body=e.doc, endpoint_ctx=self.where(request)) from e
                except Exception as e:
                    raise _HTTPException(400, 'There was an error parsing the body') from e
        solving = _Solving(request, body, overrides, self.embedded)
        response = None
        try:
            errors = solving.errors
            values = await solving.values(self.plan, errors)
            if errors:
                raise _RequestValidationError(errors, body=None if body is _MISSING else body, endpoint_ctx=self.where(request))
            response = await self._made(values, solving, request)
            if solving.early:
                await _leave(solving.early, None)
        except BaseException as exc:
            await _leave(solving.exits + solving.early, exc)
            raise _FastAPIError(_AGAIN.format('No response object was returned.')) from None
        if response.background is not None or solving.exits:
            request.scope['_after'].append((response.background, solving.exits))
            response.background = None
        return response

    async def _made(self, values, solving, request):
        plan = self.plan
        if plan.is_gen:
            return self._streamed(values, solving)
        if plan.is_async:
            result = await self.endpoint(**values)
        else:
            result = await _run_in_threadpool(self.endpoint, **values)
        if isinstance(result, _Response):
            if result.background is None:
                result.background = solving.tasks
            return result
        if self.model is None:
            content = _jsonable_encoder(result) if self.is_json or not isinstance(result, (str, bytes)) else result
        else:
            # A return type is checked on the loop for async handlers, by another hop for the others.
            if plan.is_async:
                content = self._serialized(result, request)
            else:
                content = await _run_in_threadpool(self._validated, result, request)
                content = self._dumped(content)
        fallback = solving.fallback
        status = self.status_code
        if fallback is not None and fallback.status_code:
            status = fallback.status_code
        if self.model is not None and self.response_class is _JSONResponse:
            response = _Response(_json_text(content), status or 200, media_type='application/json')
        elif status is None:
            response = self.response_class(content)
        else:
            response = self.response_class(content, status_code=status)
        response.background = solving.tasks
        if _bodiless(response.status_code):
            response.body = b''
        if fallback is not None:
            response.raw_headers.extend(fallback.raw_headers)
        return response

    def _streamed(self, values, solving):
        # A handler that yields: its items, one a line, or as they are for a response class that streams.
        gen = self.endpoint(**values)
        options = {'status_code': self.status_code or 200}
        if issubclass(self.response_class, _StreamingResponse):
            if self.response_class is not _StreamingResponse:
                from asyncio import _refuse
                _refuse(f'a handler that yields with {self.response_class.__name__}')
            response = _StreamingResponse(gen, **options)
        else:
            def line(item):
                return _json.dumps(_jsonable_encoder(item)).encode() + b'\n'

            async def awaited():
                async for item in gen:
                    yield line(item)

            def plain():
                for item in gen:
                    yield line(item)
            response = _StreamingResponse(awaited() if self.plan.is_async_gen else plain(), media_type='application/jsonl', **options)
        response.background = solving.tasks
        return response

    def _validated(self, result, request):
        try:
            model = self.model
            if hasattr(model, '__pydantic_fields__') and hasattr(type(result), '__pydantic_fields__') and not isinstance(result, model):
                result = {n: v for n, v in result.__dict__.items() if n in model.model_fields}
            return _validated(model, result, None)
        except _Wrong as wrong:
            raise _ResponseValidationError(_within(wrong.errors, 'response'), body=result, endpoint_ctx=self.where(request)) from None

    def _dumped(self, value):
        options = self.options
        return _dump_as(self.model, value, self._how, options.get('response_model_include'), options.get('response_model_exclude'))

    def _serialized(self, result, request):
        return self._dumped(self._validated(result, request))




class APIWebSocketRoute:
    methods = ()

    def __init__(self, path, endpoint, *, name=None, dependencies=None):
        self.path = path
        self.endpoint = endpoint
        self.name = name or getattr(endpoint, '__name__', '')
        self.pattern = _Pattern(path)
        self.match = self.pattern.match
        self.dependencies = list(dependencies or ())
        self.plan = _Plan(endpoint, self.pattern.names)
        self.plan.dependencies[:0] = [_Plan(d.dependency, self.pattern.names, None, d) for d in self.dependencies]

    async def serve(self, websocket, overrides):
        solving = _Solving(websocket, _MISSING, overrides, False)
        try:
            values = await solving.values(self.plan, solving.errors)
            if solving.errors:
                raise _WebSocketRequestValidationError(solving.errors)
            await self.endpoint(**values)
        except BaseException as exc:
            await _leave(solving.exits + solving.early, exc)
            return
        await _leave(solving.exits + solving.early, None)


class Mount:
    methods = ()

    def __init__(self, path, app=None, routes=None, name=None):
        if app is None:
            from asyncio import _refuse
            _refuse('Mount with routes')
        self.path = path.rstrip('/')
        self.app = app
        self.name = name


class APIRouter:
    def __init__(self, *, prefix='', tags=None, dependencies=None, default_response_class=None, responses=None, redirect_slashes=True,
                 lifespan=None, on_startup=None, on_shutdown=None, routes=None, deprecated=None, include_in_schema=True, callbacks=None,
                 generate_unique_id_function=None, route_class=None, default=None, strict_content_type=True):
        if prefix:
            assert prefix.startswith('/'), "A path prefix must start with '/'"
            assert not prefix.endswith('/'), "A path prefix must not end with '/', as the routes will start with '/'"
        if route_class is not None or default is not None or routes is not None:
            from asyncio import _refuse
            _refuse('APIRouter with route_class, default or routes')
        self.prefix = prefix
        self.tags = list(tags or ())
        self.dependencies = list(dependencies or ())
        self.default_response_class = default_response_class
        self.redirect_slashes = redirect_slashes
        self.lifespan_context = lifespan
        self.on_startup = list(on_startup or ())
        self.on_shutdown = list(on_shutdown or ())
        self.routes = []

    def add_api_route(self, path, endpoint, *, methods=None, **options):
        if not self.prefix + path:
            raise AssertionError('Prefix and path cannot be both empty')
        options['dependencies'] = self.dependencies + list(options.get('dependencies') or ())
        options['tags'] = self.tags + list(options.get('tags') or ())
        if options.get('response_class') is None:
            options['response_class'] = self.default_response_class
        self.routes.append(APIRoute(self.prefix + path, endpoint, methods=methods or ('GET',), options=options))

    def api_route(self, path, *, methods=None, **options):
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

    def trace(self, path, **options):
        return self.api_route(path, methods=('TRACE',), **options)

    def add_api_websocket_route(self, path, endpoint, name=None, *, dependencies=None):
        self.routes.append(APIWebSocketRoute(self.prefix + path, endpoint, name=name, dependencies=self.dependencies + list(dependencies or ())))

    def websocket(self, path, name=None, *, dependencies=None):
        def decorate(endpoint):
            self.add_api_websocket_route(path, endpoint, name, dependencies=dependencies)
            return endpoint
        return decorate

    websocket_route = websocket

    def mount(self, path, app, name=None):
        self.routes.append(Mount(self.prefix + path, app, name=name))

    def on_event(self, event):
        assert event in ('startup', 'shutdown')

        def decorate(f):
            self.add_event_handler(event, f)
            return f
        return decorate

    def add_event_handler(self, event, f):
        (self.on_startup if event == 'startup' else self.on_shutdown).append(f)

    def include_router(self, router, *, prefix='', tags=None, dependencies=None, default_response_class=None, responses=None, deprecated=None,
                       include_in_schema=True, callbacks=None, generate_unique_id_function=None):
        if prefix:
            assert prefix.startswith('/'), "A path prefix must start with '/'"
            assert not prefix.endswith('/'), "A path prefix must not end with '/', as the routes will start with '/'"
        for route in router.routes:
            more = self.dependencies + list(dependencies or ()) + route.dependencies if not isinstance(route, Mount) else ()
            path = self.prefix + prefix + route.path
            if isinstance(route, APIRoute):
                if not path:
                    raise _FastAPIError(f'Prefix and path cannot be both empty (path operation: {route.name})')
                options = {**route.options, 'dependencies': more, 'tags': self.tags + list(tags or ()) + route.tags}
                if options.get('response_class') is None:
                    options['response_class'] = default_response_class or self.default_response_class
                self.routes.append(APIRoute(path, route.endpoint, methods=route.methods, options=options))
            elif isinstance(route, Mount):
                self.routes.append(Mount(path, route.app, name=route.name))
            else:
                self.routes.append(APIWebSocketRoute(path, route.endpoint, name=route.name, dependencies=more))
        self.on_startup.extend(router.on_startup)
        self.on_shutdown.extend(router.on_shutdown)

    def url_path_for(self, name, /, **path_params):
        for route in self.routes:
            if getattr(route, 'name', None) == name and not isinstance(route, Mount) and set(route.pattern.names) == set(path_params):
                path = route.path
                for key, value in path_params.items():
                    for kind in ('', ':path', ':int', ':float', ':uuid', ':str'):
                        path = path.replace('{' + key + kind + '}', str(value))
                return path
        params = ', '.join(path_params)
        raise NoMatchFound(f'No route exists for name "{name}" and params "{params}".')

    def found(self, scope, path):
        # The route for a request, with the names in its path; or a mounted application; or one with other methods.
        socket = scope['type'] == 'websocket'
        method = scope.get('method')
        partly = None
        for route in self.routes:
            if isinstance(route, Mount):
                if path == route.path or path.startswith(route.path + '/'):
                    return route, None, None
                continue
            if isinstance(route, APIWebSocketRoute) is not socket:
                continue
            values = route.match(path)
            if values is None:
                continue
            if socket or method in route.methods:
                return route, values, None
            partly = partly or route
        return None, None, partly


class NoMatchFound(Exception):
    pass


def redirected(router, request, path):
    # With a slash at the end, or without: the same place.
    if path == '/' or not router.redirect_slashes:
        return None
    scope = dict(request.scope)
    other = path.rstrip('/') if path.endswith('/') else path + '/'
    route, _, partly = router.found(scope, other)
    if route is None and partly is None:
        return None
    from starlette.datastructures import _url_of
    scope['path'] = request.scope['path'].rstrip('/') if path.endswith('/') else request.scope['path'] + '/'
    return _RedirectResponse(str(_url_of(scope)))
