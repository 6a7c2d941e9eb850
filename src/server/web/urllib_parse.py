# urllib.parse.

_SAFE = frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')


def quote(string, safe='/', encoding=None, errors=None):
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or 'utf-8', errors or 'strict')
    elif encoding is not None or errors is not None:
        raise TypeError("quote() doesn't support 'encoding' for bytes" if encoding is not None else "quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_from_bytes(bs, safe='/'):
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError('quote_from_bytes() expected bytes')
    if isinstance(safe, str):
        safe = safe.encode('ascii', 'ignore')
    keep = _SAFE | set(safe)
    return ''.join([chr(b) if b in keep else f'%{b:02X}' for b in bs])


def quote_plus(string, safe='', encoding=None, errors=None):
    if isinstance(string, bytes):
        return quote(string, (safe if isinstance(safe, str) else safe.decode()) + ' ').replace(' ', '+')
    if ' ' not in string:
        return quote(string, safe, encoding, errors)
    return quote(string, (safe if isinstance(safe, str) else safe.decode()) + ' ', encoding, errors).replace(' ', '+')


def unquote_to_bytes(string):
    if isinstance(string, str):
        string = string.encode('utf-8')
    first, *rest = string.split(b'%')
    out = [first]
    for part in rest:
        try:
            out.append(bytes([int(part[:2], 16)]) if len(part) >= 2 and part[:2].isalnum() else b'%' + part[:2])
        except ValueError:
            out.append(b'%' + part[:2])
        out.append(part[2:])
    return b''.join(out)


def unquote(string, encoding='utf-8', errors='replace'):
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    if '%' not in string:
        return string
    # Characters outside ASCII stand for themselves; runs of the others are decoded.
    out, run = [], []
    for char in string + '\u0100':
        if char < '\x80':
            run.append(char)
            continue
        if run:
            out.append(unquote_to_bytes(''.join(run)).decode(encoding, errors))
            run = []
        out.append(char)
    return ''.join(out[:-1])


def unquote_plus(string, encoding='utf-8', errors='replace'):
    return unquote(string.replace('+', ' '), encoding, errors)


def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    if hasattr(query, 'items'):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError:
            raise TypeError('not a valid non-string sequence or mapping object') from None

    def text(value):
        return quote_via(value, safe) if isinstance(value, bytes) else quote_via(str(value), safe, encoding, errors)
    made = []
    for k, v in query:
        k = text(k)
        if not doseq or isinstance(v, (str, bytes)):
            made.append(f'{k}={text(v)}')
            continue
        try:
            len(v)
        except TypeError:
            made.append(f'{k}={text(v)}')
            continue
        made.extend([f'{k}={text(one)}' for one in v])
    return '&'.join(made)


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None, separator='&'):
    made = []
    for part in qs.split(separator) if qs else ():
        if not part and not strict_parsing:
            continue
        key, mark, value = part.partition('=')
        if not mark and strict_parsing:
            raise ValueError(f'bad query field: {part!r}')
        if value or keep_blank_values:
            made.append((unquote_plus(key, encoding, errors), unquote_plus(value, encoding, errors)))
    return made


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None, separator='&'):
    made = {}
    for key, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        made.setdefault(key, []).append(value)
    return made


class _Split(tuple):
    def _netloc_parts(self):
        account, mark, place = self.netloc.rpartition('@')
        if place.startswith('['):
            host, _, port = place[1:].partition(']')
            return account if mark else None, host, port.partition(':')[2]
        host, _, port = place.partition(':')
        return account if mark else None, host, port

    scheme = property(lambda self: self[0])
    netloc = property(lambda self: self[1])
    path = property(lambda self: self[2])
    query = property(lambda self: self[-2])
    fragment = property(lambda self: self[-1])

    @property
    def username(self):
        account = self._netloc_parts()[0]
        return None if account is None else account.partition(':')[0]

    @property
    def password(self):
        account = self._netloc_parts()[0]
        return account.partition(':')[2] if account is not None and ':' in account else None

    @property
    def hostname(self):
        return self._netloc_parts()[1].lower() or None

    @property
    def port(self):
        text = self._netloc_parts()[2]
        if not text:
            return None
        if not (text.isdigit() and text.isascii()):
            raise ValueError(f'Port could not be cast to integer value as {text!r}')
        if int(text) > 65535:
            raise ValueError('Port out of range 0-65535')
        return int(text)

    def _replace(self, **parts):
        made = type(self)([parts.pop(n, v) for n, v in zip(self._fields, self)])
        if parts:
            raise TypeError(f'Got unexpected field names: {list(parts)!r}')
        return made

    def _asdict(self):
        return dict(zip(self._fields, self))

    def geturl(self):
        return urlunparse(self) if len(self) == 6 else urlunsplit(self)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join([f'{n}={v!r}' for n, v in zip(self._fields, self)])})"


class SplitResult(_Split):
    _fields = 'scheme', 'netloc', 'path', 'query', 'fragment'

    def __new__(cls, *parts):
        return tuple.__new__(cls, parts if len(parts) > 1 else parts[0])


class ParseResult(_Split):
    _fields = 'scheme', 'netloc', 'path', 'params', 'query', 'fragment'
    params = property(lambda self: self[3])

    def __new__(cls, *parts):
        return tuple.__new__(cls, parts if len(parts) > 1 else parts[0])


def urlsplit(url, scheme='', allow_fragments=True):
    url = url.lstrip(''.join([chr(c) for c in range(33)])).replace('\t', '').replace('\r', '').replace('\n', '')
    netloc = query = fragment = ''
    head, mark, rest = url.partition(':')
    if mark and head[:1].isascii() and head[:1].isalpha() and all([c.isascii() and (c.isalnum() or c in '+-.') for c in head]):
        scheme, url = head.lower(), rest
    if url[:2] == '//':
        end = min([at for at in [url.find(c, 2) for c in '/?#'] if at >= 0] or [len(url)])
        netloc, url = url[2:end], url[end:]
        if ('[' in netloc) is not (']' in netloc):
            raise ValueError('Invalid IPv6 URL')
    if allow_fragments and '#' in url:
        url, _, fragment = url.partition('#')
    if '?' in url:
        url, _, query = url.partition('?')
    return SplitResult(scheme, netloc, url, query, fragment)


_WITH_PARAMS = '', 'ftp', 'hdl', 'prospero', 'http', 'https', 'imap', 'shttp', 'rtsp', 'rtsps', 'rtspu', 'sip', 'sips', 'mms', 'sftp', 'tel'


def urlparse(url, scheme='', allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ''
    if scheme in _WITH_PARAMS and ';' in path.rpartition('/')[2]:
        head, slash, last = path.rpartition('/')
        last, _, params = last.partition(';')
        path = head + slash + last
    return ParseResult(scheme, netloc, path, params, query, fragment)


def urlunsplit(parts):
    scheme, netloc, url, query, fragment = parts
    if netloc:
        if url and url[:1] != '/':
            url = '/' + url
        url = '//' + netloc + url
    elif url[:2] == '//':
        url = '//' + url
    if scheme:
        url = scheme + ':' + url
    if query:
        url = url + '?' + query
    return url + '#' + fragment if fragment else url


def urlunparse(parts):
    scheme, netloc, url, params, query, fragment = parts
    return urlunsplit((scheme, netloc, f'{url};{params}' if params else url, query, fragment))


def urldefrag(url):
    s, n, p, a, q, frag = urlparse(url)
    return urlunparse((s, n, p, a, q, '')), frag


def urljoin(base, url, allow_fragments=True):
    if not base:
        return url
    if not url:
        return base
    bscheme, bnetloc, bpath, bparams, bquery, bfragment = urlparse(base, '', allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, bscheme, allow_fragments)
    if scheme != bscheme:
        return url
    if netloc:
        return urlunparse((scheme, netloc, path, params, query, fragment))
    netloc = bnetloc
    if not path and not params:
        return urlunparse((scheme, netloc, bpath, bparams, query or bquery, fragment))
    before = bpath.split('/')
    if before[-1] != '':
        del before[-1]
    if path[:1] == '/':
        segments = path.split('/')
    else:
        segments = before + path.split('/')
        segments[1:-1] = [s for s in segments[1:-1] if s]
    made = []
    for segment in segments:
        if segment == '..':
            if made:
                made.pop()
        elif segment != '.':
            made.append(segment)
    if segments[-1] in ('.', '..'):
        made.append('')
    return urlunparse((scheme, netloc, '/'.join(made) or '/', params, query, fragment))
