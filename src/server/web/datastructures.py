# starlette.datastructures: headers, addresses, query strings, the state of an application.

from urllib.parse import quote as _quote, urlencode as _urlencode, unquote_plus as _unquote_plus


def _pairs(text):
    # A query string, or a form, as pairs.
    made = []
    for part in text.split('&') if text else ():
        key, mark, value = part.partition('=')
        if part:
            made.append((_unquote_plus(key), _unquote_plus(value)))
    return made


class Headers:
    def __init__(self, headers=None, raw=None, scope=None):
        if headers is not None:
            self._list = [(k.lower().encode('latin-1'), v.encode('latin-1')) for k, v in headers.items()]
        elif scope is not None:
            self._list = list(scope['headers'])
        else:
            self._list = raw if raw is not None else []

    @property
    def raw(self):
        return self._list

    def keys(self):
        return [k.decode('latin-1') for k, v in self._list]

    def values(self):
        return [v.decode('latin-1') for k, v in self._list]

    def items(self):
        return [(k.decode('latin-1'), v.decode('latin-1')) for k, v in self._list]

    def getlist(self, key):
        wanted = key.lower().encode('latin-1')
        return [v.decode('latin-1') for k, v in self._list if k == wanted]

    def get(self, key, default=None):
        wanted = key.lower().encode('latin-1')
        for k, v in self._list:
            if k == wanted:
                return v.decode('latin-1')
        return default

    def mutablecopy(self):
        return MutableHeaders(raw=self._list[:])

    def __getitem__(self, key):
        value = self.get(key)
        if value is None:
            raise KeyError(key)
        return value

    def __contains__(self, key):
        return self.get(key) is not None

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._list)

    def __eq__(self, other):
        return isinstance(other, Headers) and sorted(self._list) == sorted(other._list)

    def __repr__(self):
        name, pairs = type(self).__name__, dict(self.items())
        return f'{name}({pairs!r})' if len(pairs) == len(self) else f'{name}(raw={self.raw!r})'


class MutableHeaders(Headers):
    def __setitem__(self, key, value):
        name, value = key.lower().encode('latin-1'), value.encode('latin-1')
        found = [i for i, (k, v) in enumerate(self._list) if k == name]
        for i in reversed(found[1:]):
            del self._list[i]
        if found:
            self._list[found[0]] = (name, value)
        else:
            self._list.append((name, value))

    def __delitem__(self, key):
        name = key.lower().encode('latin-1')
        self._list[:] = [(k, v) for k, v in self._list if k != name]

    def append(self, key, value):
        self._list.append((key.lower().encode('latin-1'), value.encode('latin-1')))

    def setdefault(self, key, value):
        if key not in self:
            self.append(key, value)
        return self[key]

    def update(self, other):
        for key, value in other.items():
            self[key] = value

    def add_vary_header(self, vary):
        there = self.get('vary')
        self['vary'] = vary if there is None else f'{there}, {vary}'


class ImmutableMultiDict:
    def __init__(self, pairs=()):
        if isinstance(pairs, dict):
            pairs = pairs.items()
        self._list = list(pairs)
        self._dict = dict(self._list)

    def getlist(self, key):
        return [v for k, v in self._list if k == key]

    def multi_items(self):
        return list(self._list)

    def get(self, key, default=None):
        return self._dict.get(key, default)

    def keys(self):
        return self._dict.keys()

    def values(self):
        return self._dict.values()

    def items(self):
        return self._dict.items()

    def __getitem__(self, key):
        return self._dict[key]

    def __contains__(self, key):
        return key in self._dict

    def __iter__(self):
        return iter(self._dict)

    def __len__(self):
        return len(self._dict)

    def __eq__(self, other):
        return type(other) is type(self) and sorted(self._list) == sorted(other._list)

    def __repr__(self):
        return f'{type(self).__name__}({self._list!r})'


class QueryParams(ImmutableMultiDict):
    def __init__(self, value=()):
        if isinstance(value, bytes):
            value = value.decode('latin-1')
        super().__init__(_pairs(value) if isinstance(value, str) else value)

    def __str__(self):
        return _urlencode(self._list)

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'


class FormData(ImmutableMultiDict):
    async def close(self):
        pass


class UploadFile:
    pass


class Address(tuple):
    def __new__(cls, host, port):
        return super().__new__(cls, (host, port))

    host = property(lambda self: self[0])
    port = property(lambda self: self[1])

    def __repr__(self):
        return f'Address(host={self[0]!r}, port={self[1]!r})'


class URL:
    def __init__(self, url=''):
        self._url = url

    def _part(self, name):
        from urllib.parse import urlsplit
        return getattr(urlsplit(self._url), name)

    scheme = property(lambda self: self._part('scheme'))
    netloc = property(lambda self: self._part('netloc'))
    path = property(lambda self: self._part('path'))
    query = property(lambda self: self._part('query'))
    fragment = property(lambda self: self._part('fragment'))
    hostname = property(lambda self: self._part('hostname'))
    port = property(lambda self: self._part('port'))

    @property
    def is_secure(self):
        return self.scheme in ('https', 'wss')

    def replace(self, **parts):
        from urllib.parse import urlsplit
        return URL(urlsplit(self._url)._replace(**parts).geturl())

    def include_query_params(self, **params):
        pairs = dict(_pairs(self.query))
        pairs.update({str(k): str(v) for k, v in params.items()})
        return self.replace(query=_urlencode(pairs))

    def __eq__(self, other):
        return str(self) == str(other)

    def __str__(self):
        return self._url

    def __repr__(self):
        return f'URL({self._url!r})'


class State:
    def __init__(self, state=None):
        object.__setattr__(self, '_state', {} if state is None else state)

    def __setattr__(self, key, value):
        self._state[key] = value

    def __getattr__(self, key):
        try:
            return self._state[key]
        except KeyError:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{key}'") from None

    def __delattr__(self, key):
        del self._state[key]

    __setitem__ = __setattr__

    def __getitem__(self, key):
        return self._state[key]


def _url_of(scope):
    scheme = scope.get('scheme', 'http')
    path = _quote(scope['path'], safe="/:@!$&'()*+,;=~-._")
    host = None
    for key, value in scope['headers']:
        if key == b'host':
            host = value.decode('latin-1')
            break
    if host is None:
        server = scope.get('server')
        if server is None:
            url = path
        else:
            host, port = server
            if port is not None and port != {'http': 80, 'https': 443, 'ws': 80, 'wss': 443}[scheme]:
                host = f'{host}:{port}'
    if host is not None:
        url = f'{scheme}://{host}{path}'
    query = scope.get('query_string', b'')
    return URL(url + '?' + query.decode() if query else url)
