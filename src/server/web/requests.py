# starlette.requests: a request as handlers see it.

import json as _json
from starlette.datastructures import Address, FormData, Headers, QueryParams, State, URL, _pairs, _url_of


class ClientDisconnect(Exception):
    pass


def cookie_parser(text):
    made = {}
    for chunk in text.split(';'):
        key, mark, value = chunk.partition('=')
        if not mark:
            key, value = '', chunk
        key, value = key.strip(), value.strip()
        if key or value:
            from _cookies import unquoted
            made[key] = unquoted(value)
    return made


class HTTPConnection:
    def __init__(self, scope, receive=None):
        self.scope = scope

    def __getitem__(self, key):
        return self.scope[key]

    def __iter__(self):
        return iter(self.scope)

    def __len__(self):
        return len(self.scope)

    @property
    def app(self):
        return self.scope['app']

    @property
    def url(self):
        made = self.__dict__.get('_url')
        if made is None:
            made = self._url = _url_of(self.scope)
        return made

    @property
    def base_url(self):
        scope = dict(self.scope)
        root = scope.get('app_root_path', scope.get('root_path', ''))
        scope.update(path=root if root.endswith('/') else root + '/', query_string=b'', root_path='')
        return _url_of(scope)

    @property
    def headers(self):
        made = self.__dict__.get('_headers')
        if made is None:
            made = self._headers = Headers(scope=self.scope)
        return made

    @property
    def query_params(self):
        made = self.__dict__.get('_query_params')
        if made is None:
            made = self._query_params = QueryParams(self.scope['query_string'])
        return made

    @property
    def path_params(self):
        return self.scope.get('path_params', {})

    @property
    def cookies(self):
        made = self.__dict__.get('_cookies')
        if made is None:
            made = self._cookies = {}
            for header in self.headers.getlist('cookie'):
                made.update(cookie_parser(header))
        return made

    @property
    def client(self):
        found = self.scope.get('client')
        return Address(*found) if found is not None else None

    @property
    def state(self):
        made = self.__dict__.get('_state')
        if made is None:
            made = self._state = State(self.scope.setdefault('state', {}))
        return made

    def url_for(self, name, /, **path_params):
        path = self.scope['app'].url_path_for(name, **path_params)
        return URL(str(self.base_url).rstrip('/') + str(path))

    def _needs(self, what, middleware):
        assert what in self.scope, f'{middleware} must be installed to access request.{what}'
        return self.scope[what]

    @property
    def session(self):
        return self._needs('session', 'SessionMiddleware')

    @property
    def user(self):
        return self._needs('user', 'AuthenticationMiddleware')

    @property
    def auth(self):
        return self._needs('auth', 'AuthenticationMiddleware')


class Request(HTTPConnection):
    def __init__(self, scope, receive=None, send=None):
        assert scope['type'] == 'http'
        self.scope = scope
        self._receive = receive

    @property
    def method(self):
        return self.scope['method']

    @property
    def receive(self):
        return self._receive

    async def stream(self):
        if '_body' in self.__dict__:
            yield self._body
            yield b''
            return
        given = self.scope.get('_body')
        if given is not None:
            yield given
            yield b''
            return
        while self._receive is not None:
            message = await self._receive()
            if message['type'] == 'http.disconnect':
                raise ClientDisconnect()
            if message.get('body'):
                yield message['body']
            if not message.get('more_body', False):
                break
        yield b''

    async def body(self):
        made = self.__dict__.get('_body')
        if made is None:
            made = self.scope.get('_body')
            if made is None:
                made = b''.join([part async for part in self.stream()])
                # So that a middleware and the handler can both read it.
                self.scope['_body'] = made
            self._body = made
        return made

    async def json(self):
        made = self.__dict__.get('_json', self)
        if made is self:
            made = self._json = _json.loads(await self.body())
        return made

    async def form(self, **limits):
        made = self.__dict__.get('_form')
        if made is None:
            kind = self.headers.get('content-type', '').partition(';')[0].strip()
            if kind == 'multipart/form-data':
                from asyncio import _refuse
                _refuse('a form with files (multipart/form-data)')
            pairs = _pairs((await self.body()).decode('latin-1')) if kind == 'application/x-www-form-urlencoded' else ()
            made = self._form = FormData(pairs)
        return made

    async def is_disconnected(self):
        return False
