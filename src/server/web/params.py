# fastapi.params: how a function says what it wants of a request, and how that is found, checked and handed over.

import json as _json
from copy import copy as _copy
from inspect import Parameter as _Parameter, isasyncgenfunction as _is_async_gen, iscoroutinefunction as _is_async, \
    isgeneratorfunction as _is_gen, signature as _signature, unwrap as _unwrap
from typing import Annotated as _Annotated, Any as _Any, Union as _Union, get_args as _get_args, get_origin as _get_origin, \
    get_type_hints as _hints
from types import UnionType as _UnionType, NoneType as _NoneType
from fastapi.concurrency import run_in_threadpool as _run_in_threadpool
from pydantic import BaseModel as _BaseModel, FieldInfo as _FieldInfo, _MISSING
from _pydantic_values import _Wrong, _constrained, _within, validated as _validated
from starlette.background import BackgroundTasks as _BackgroundTasks
from starlette.datastructures import FormData as _FormData, UploadFile as _UploadFile
from starlette.requests import HTTPConnection as _HTTPConnection, Request as _Request
from starlette.responses import Response as _Response
from starlette.websockets import WebSocket as _WebSocket


class Param(_FieldInfo):
    where = 'query'


class Query(Param):
    pass


class Path(Param):
    where = 'path'


class Header(Param):
    where = 'header'


class Cookie(Param):
    where = 'cookie'


class Body(_FieldInfo):
    where = 'body'


class Form(Body):
    pass


class File(Form):
    pass


class Depends:
    def __init__(self, dependency=None, *, use_cache=True, scope=None, **options):
        if options:
            from asyncio import _refuse
            _refuse(f'Depends with {", ".join(options)}')
        self.dependency = dependency
        self.use_cache = use_cache
        self.scope = scope

    def __repr__(self):
        name = getattr(self.dependency, '__name__', type(self.dependency).__name__)
        return f"Depends({name}{'' if self.use_cache else ', use_cache=False'})"


class Security(Depends):
    def __init__(self, dependency=None, *, scopes=None, use_cache=True):
        super().__init__(dependency, use_cache=use_cache)
        self.scopes = list(scopes or ())


class SecurityScopes:
    def __init__(self, scopes=None):
        self.scopes = scopes or []
        self.scope_str = ' '.join(self.scopes)


_COLLECTIONS = ('list', 'set', 'frozenset', 'tuple', 'deque', 'Sequence')


def _collection(kind):
    base = _get_origin(kind) or kind
    if base is _Annotated:
        return _collection(_get_args(kind)[0])
    if base is _Union or base is _UnionType:
        return any([_collection(a) for a in _get_args(kind)])
    return getattr(base, '__name__', '') in _COLLECTIONS


def _complex(kind):
    # What comes in the body if nothing else is said.
    base = _get_origin(kind) or kind
    if base is _Annotated:
        return _complex(_get_args(kind)[0])
    if base is _Union or base is _UnionType:
        return any([_complex(a) for a in _get_args(kind)])
    if not isinstance(base, type):
        return False
    return issubclass(base, (_BaseModel, dict)) or hasattr(base, '__dataclass_fields__') or hasattr(base, '__required_keys__') or \
        base.__name__ in ('Mapping',) or _collection(kind)


def _model_of(kind):
    if _get_origin(kind) is _Annotated:
        kind = _get_args(kind)[0]
    if _get_origin(kind) in (_Union, _UnionType):
        kinds = [a for a in _get_args(kind) if a is not _NoneType]
        kind = kinds[0] if len(kinds) == 1 else None
    return kind if isinstance(kind, type) and issubclass(kind, _BaseModel) else None


class Field:
    # One parameter: its name in the function and in the request, its type, its default.
    def __init__(self, name, kind, info):
        self.name = name
        self.kind = kind
        self.info = info
        self.where = info.where
        alias = info.validation_alias or info.alias
        self.key = alias or (name.replace('_', '-') if self.where == 'header' and info.convert_underscores else name)
        self.many = _collection(kind)
        self.model = _model_of(kind) if self.where in ('query', 'header', 'cookie') or isinstance(info, Form) else None

    def checked(self, value, loc, errors, values):
        info = self.info
        if value is _MISSING:
            if info.is_required():
                errors.append({'type': 'missing', 'loc': loc, 'msg': 'Field required', 'input': None})
            else:
                values[self.name] = info.get_default()
            return
        try:
            made = value if self.kind is _Any else _validated(self.kind, value, info.constraints.get('strict'))
            if info.constraints:
                made = _constrained(info.constraints, made, value)
            values[self.name] = made
        except _Wrong as wrong:
            errors.extend(_within(wrong.errors, *loc))


def _callable_of(func):
    # The function behind something that can be called, and whether it is awaited.
    from functools import partial
    while isinstance(func, partial):
        func = func.func
    func = _unwrap(func) if callable(func) else func
    if isinstance(func, type) or hasattr(func, '__code__') or hasattr(func, '__func__'):
        return func
    return getattr(type(func), '__call__', func)


class Plan:
    # What the parameters of a function are to be filled with.
    def __init__(self, func, path_names, name=None, depends=None):
        self.func = func
        self.name = name
        self.use_cache = depends.use_cache if depends is not None else True
        self.scope = getattr(depends, 'scope', None)
        self.scopes = getattr(depends, 'scopes', [])
        self.path_names = path_names
        self.dependencies, self.specials, self.body = [], [], []
        self.fields = []
        inner = _callable_of(func)
        self.is_async = not isinstance(inner, type) and _is_async(inner)
        self.is_gen = not isinstance(inner, type) and (_is_gen(inner) or _is_async_gen(inner))
        self.is_async_gen = not isinstance(inner, type) and _is_async_gen(inner)
        try:
            hints = _hints(inner.__init__ if isinstance(inner, type) else inner, include_extras=True)
        except Exception:
            hints = {}
        rows = []
        for param in _signature(func).parameters.values():
            kind = hints.get(param.name, param.annotation)
            self._add(param.name, kind, param.default, path_names, rows)
        order = {'path': 0, 'query': 1, 'header': 2, 'cookie': 3}
        self.fields = sorted([r for r in rows if r.where != 'body'], key=lambda r: order[r.where])
        self.body = [r for r in rows if r.where == 'body']

    def _add(self, name, kind, default, path_names, rows):
        empty = _Parameter.empty
        if hasattr(kind, '__value__') and not isinstance(kind, type):
            kind = kind.__value__
        extra, extras = None, ()
        if kind is empty:
            kind = _Any
        if _get_origin(kind) is _Annotated:
            extras = _get_args(kind)[1:]
            for a in extras:
                if isinstance(a, (Depends, Param, Body)):
                    extra = a
        bare = _get_args(kind)[0] if _get_origin(kind) is _Annotated else kind
        if isinstance(default, (Depends, _FieldInfo)):
            if isinstance(default, Depends) and isinstance(extra, Depends):
                raise AssertionError(f'Cannot specify `Depends` in `Annotated` and default value together for {name!r}')
            extra, default = default, empty
            if not isinstance(extra, Depends):
                extra = _copy(extra)
        elif isinstance(extra, _FieldInfo):
            if extra.default is not _MISSING:
                raise AssertionError(f'`{type(extra).__name__}` default value cannot be set in `Annotated` for {name!r}. '
                                     'Set the default value with `=` instead.')
            extra = _copy(extra)
            # Its constraints are kept with the annotation, and checked there.
            extra.constraints = {}
            if default is not empty:
                if name in path_names:
                    raise AssertionError('Path parameters cannot have default values')
                extra.default = default
        if isinstance(extra, Depends):
            self.dependencies.append(Plan(extra.dependency or bare, path_names, name, extra))
            return
        if isinstance(bare, type) and issubclass(bare, (_HTTPConnection, _Response, _BackgroundTasks, SecurityScopes)):
            if extra is not None:
                raise AssertionError(f'Cannot specify FastAPI annotation for type {bare!r}')
            self.specials.append((name, bare))
            return
        if extra is None or not hasattr(extra, 'where'):
            given = extra
            if name in path_names:
                extra = Path()
            else:
                cls = File if bare in (list, set, tuple, frozenset) or bare is _UploadFile else Body if _complex(kind) else Query
                extra = cls(_MISSING if default is empty or default is ... else default)
            if given is not None:
                extra.constraints = given.constraints
                if given.default is not _MISSING:
                    extra.default = given.default
        if name in path_names and not isinstance(extra, Path):
            raise AssertionError(f'Cannot use `{type(extra).__name__}` for path param {name!r}')
        if _UploadFile in (bare, *_get_args(bare)) or isinstance(extra, File) and bare is bytes:
            from asyncio import _refuse
            _refuse('files in a form (File, UploadFile)')
        field = Field(name, kind, extra)
        if isinstance(extra, Query) and field.model is None and _complex(kind) and not _collection(kind):
            raise AssertionError(f'Query parameter {name!r} must be one of the supported types')
        rows.append(field)

    def flat_body(self):
        made = list(self.body)
        for plan in self.dependencies:
            made.extend(plan.flat_body())
        return made


def embeds(fields):
    # Whether the body is an object with a member for each parameter.
    if not fields:
        return False
    if len({f.name for f in fields}) > 1:
        return True
    first = fields[0]
    return bool(first.info.embed) or isinstance(first.info, Form) and first.model is None


class Solving:
    # The parameters of one request, found step by step.
    def __init__(self, request, body, overrides, embedded):
        self.request = request
        self.body = body
        self.overrides = overrides
        self.embedded = embedded
        self.errors = []
        self.cache = {}
        self.exits = []
        self.early = []
        self.tasks = None
        self.fallback = None

    def response(self):
        if self.fallback is None:
            self.fallback = _Response()
            self.fallback.raw_headers = []
            self.fallback.status_code = None
        return self.fallback

    async def values(self, plan, errors):
        values = {}
        for sub in plan.dependencies:
            await self._dependency(sub, values, errors)
        request = self.request
        for field in plan.fields:
            where = field.where
            if where == 'path':
                found = request.path_params
            elif where == 'query':
                found = request.query_params
            elif where == 'header':
                found = request.headers
            else:
                found = request.cookies
            if field.model is not None:
                self._model(field, found, errors, values)
                continue
            key = field.key
            if field.many and where != 'path':
                value = found.getlist(key) if hasattr(found, 'getlist') else [found[key]] if key in found else []
                if not value:
                    value = _MISSING
            else:
                value = found.get(key, _MISSING)
            field.checked(value, (where, key), errors, values)
        if plan.body:
            self._body(plan.body, errors, values)
        for name, kind in plan.specials:
            if issubclass(kind, _HTTPConnection):
                values[name] = request
            elif issubclass(kind, _BackgroundTasks):
                if self.tasks is None:
                    self.tasks = _BackgroundTasks()
                values[name] = self.tasks
            elif issubclass(kind, _Response):
                values[name] = self.response()
            else:
                values[name] = SecurityScopes(plan.scopes)
        return values

    def _model(self, field, found, errors, values):
        given, taken = {}, set()
        for name, info in field.model.model_fields.items():
            key = info.validation_alias if isinstance(info.validation_alias, str) else name
            asked = key.replace('_', '-') if field.where == 'header' else key
            many = _collection(info.annotation)
            value = (found.getlist(asked) or None) if many and hasattr(found, 'getlist') else found.get(asked, None)
            taken.add(asked)
            if value is not None and not (isinstance(found, _FormData) and value == ''):
                given[key] = value
        for key, value in found.items():
            if key not in taken:
                given[key] = value
        field.checked(given, (field.where,), errors, values)

    def _body(self, fields, errors, values):
        body = self.body
        if isinstance(body, _FormData):
            for field in fields:
                if field.model is not None and not field.info.embed:
                    self._model(field, body, errors, values)
                    continue
                value = (body.getlist(field.key) or _MISSING) if field.many else body.get(field.key, _MISSING)
                field.checked(_MISSING if value == '' else value, ('body', field.key), errors, values)
            return
        if len(fields) == 1 and not self.embedded:
            field = fields[0]
            # A body of null is no body.
            field.checked(_MISSING if body is None else body, ('body',), errors, values)
            return
        for field in fields:
            value = body.get(field.key, _MISSING) if isinstance(body, dict) else _MISSING
            if body is not _MISSING and body is not None and not isinstance(body, (dict, bytes)):
                errors.append({'type': 'missing', 'loc': ('body', field.key), 'msg': 'Field required', 'input': None})
                continue
            field.checked(value, ('body', field.key), errors, values)

    async def _dependency(self, plan, values, errors):
        func = plan.func
        if self.overrides and func in self.overrides:
            func = self.overrides[func]
            plan = Plan(func, plan.path_names, plan.name, plan)
        wrong = []
        found = await self.values(plan, wrong)
        if wrong:
            errors.extend(wrong)
            return
        key = func, tuple(plan.scopes)
        if plan.use_cache and key in self.cache:
            made = self.cache[key]
        elif plan.is_gen:
            it = func(**found)
            exits = self.early if plan.scope == 'function' else self.exits
            if plan.is_async_gen:
                made = await anext(it)
                exits.append((True, it))
            else:
                made = await _run_in_threadpool(next, it)
                exits.append((False, it))
        elif plan.is_async:
            made = await func(**found)
        else:
            made = await _run_in_threadpool(func, **found)
        self.cache.setdefault(key, made)
        if plan.name is not None:
            values[plan.name] = made


async def leave(exits, exc):
    # Dependencies that yielded go on, the last first; each is told of the exception, which one of them may swallow or replace.
    while exits:
        awaited, it = exits.pop()
        try:
            if exc is None:
                if awaited:
                    await anext(it)
                else:
                    await _run_in_threadpool(_on, it)
                    continue
            elif awaited:
                await it.athrow(exc)
            else:
                await _run_in_threadpool(_thrown, it, exc)
                exc = None
                continue
        except StopAsyncIteration:
            exc = None
            continue
        except BaseException as raised:
            exc = raised
            continue
        exc = RuntimeError("generator didn't stop" if exc is None else "generator didn't stop after athrow()")
    if exc is not None:
        raise exc


def _on(it):
    for _ in it:
        raise RuntimeError("generator didn't stop")


def _thrown(it, exc):
    try:
        it.throw(exc)
    except StopIteration:
        return
    raise RuntimeError("generator didn't stop after throw()")


def body_of(fields, raw, content_type):
    # What the handler's body is made of: JSON if it is said to be that, else the bytes as they are.
    if not raw:
        return _MISSING
    kind = content_type.partition(';')[0].strip().lower()
    if kind == 'application/json' or kind.startswith('application/') and kind.endswith('+json'):
        return _json.loads(raw)
    return raw
