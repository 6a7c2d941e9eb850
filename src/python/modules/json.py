# json: text to values and back.

class JSONDecodeError(ValueError):
    __module__ = 'json.decoder'

    def __init__(self, msg, doc, pos):
        line = doc.count('\n', 0, pos) + 1
        column = pos - doc.rfind('\n', 0, pos)
        super().__init__(f'{msg}: line {line} column {column} (char {pos})')
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, line, column

    def __reduce__(self):
        return type(self), (self.msg, self.doc, self.pos)


_ESCAPES = {'"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\f': '\\f', '\b': '\\b'}
_NUMBER = frozenset('0123456789+-.eE')


def _quoted(text, ensure_ascii):
    out = ['"']
    for c in text:
        if c in _ESCAPES:
            out.append(_ESCAPES[c])
        elif c < ' ' or (ensure_ascii and c > '~'):
            n = ord(c)
            if n > 0xFFFF:
                n -= 0x10000
                out.append(f'\\u{0xD800 + (n >> 10):04x}\\u{0xDC00 + (n & 0x3FF):04x}')
            else:
                out.append(f'\\u{n:04x}')
        else:
            out.append(c)
    out.append('"')
    return ''.join(out)


def _float_text(x, allow_nan):
    if x != x:
        text = 'NaN'
    elif x in (float('inf'), float('-inf')):
        text = 'Infinity' if x > 0 else '-Infinity'
    else:
        return float.__repr__(x)
    if not allow_nan:
        raise ValueError(f'Out of range float values are not JSON compliant: {x!r}')
    return text


class JSONEncoder:
    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None,
                 separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        out = []
        self._write(o, out, 0, set())
        return ''.join(out)

    def iterencode(self, o, _one_shot=False):
        out = []
        self._write(o, out, 0, set())
        return iter(out)

    def _write(self, o, out, depth, inside):
        if isinstance(o, str):
            out.append(_quoted(o, self.ensure_ascii))
        elif o is None:
            out.append('null')
        elif o is True:
            out.append('true')
        elif o is False:
            out.append('false')
        elif isinstance(o, int):
            out.append(int.__repr__(o))
        elif isinstance(o, float):
            out.append(_float_text(o, self.allow_nan))
        elif isinstance(o, (list, tuple)):
            self._enter(o, inside)
            self._items(o, '[', ']', out, depth, inside, None)
            inside.discard(id(o))
        elif isinstance(o, dict):
            self._enter(o, inside)
            pairs = sorted(o.items()) if self.sort_keys else list(o.items())
            named = []
            for key, value in pairs:
                if isinstance(key, str):
                    pass
                elif key is True or key is False or key is None:
                    key = {True: 'true', False: 'false', None: 'null'}[key]
                elif isinstance(key, int):
                    key = int.__repr__(key)
                elif isinstance(key, float):
                    key = _float_text(key, self.allow_nan)
                elif self.skipkeys:
                    continue
                else:
                    raise TypeError('keys must be str, int, float, bool or None, '
                                    f'not {key.__class__.__name__}')
                named.append((key, value))
            self._items([v for _, v in named], '{', '}', out, depth, inside, [k for k, _ in named])
            inside.discard(id(o))
        else:
            self._enter(o, inside)
            self._write(self.default(o), out, depth, inside)
            inside.discard(id(o))

    def _enter(self, o, inside):
        if self.check_circular:
            if id(o) in inside:
                raise ValueError('Circular reference detected')
            inside.add(id(o))

    def _items(self, values, opening, closing, out, depth, inside, keys):
        if not values:
            out.append(opening + closing)
            return
        out.append(opening)
        step = self.indent
        if step is not None:
            step = step if isinstance(step, str) else ' ' * step
            line = '\n' + step * (depth + 1)
            out.append(line)
            between = self.item_separator + line
        else:
            between = self.item_separator
        for i, value in enumerate(values):
            if i:
                out.append(between)
            if keys is not None:
                out.append(_quoted(keys[i], self.ensure_ascii))
                out.append(self.key_separator)
            self._write(value, out, depth + 1, inside)
        if step is not None:
            out.append('\n' + step * depth)
        out.append(closing)


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or {'-Infinity': float('-inf'), 'Infinity': float('inf'), 'NaN': float('nan')}.get
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        value, end = self._value(s, self._skip(s, 0))
        end = self._skip(s, end)
        if end != len(s):
            raise JSONDecodeError('Extra data', s, end)
        return value

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    def _skip(self, s, at):
        n = len(s)
        while at < n and s[at] in ' \t\n\r':
            at += 1
        return at

    def _value(self, s, at):
        c = s[at:at + 1]
        if c == '"':
            return self._string(s, at + 1)
        if c == '{':
            return self._object(s, at)
        if c == '[':
            return self._array(s, at)
        for word, value in (('null', None), ('true', True), ('false', False)):
            if s.startswith(word, at):
                return value, at + len(word)
        if c == '-' or c.isdigit() and c.isascii():
            end = at + 1 if c == '-' else at
            start = end
            while end < len(s) and s[end] in '0123456789':
                end += 1
            if end > start:
                if s[start] == '0':
                    end = start + 1
                whole = True
                if s[end:end + 1] == '.' and s[end + 1:end + 2].isdigit():
                    whole = False
                    end += 1
                    while end < len(s) and s[end] in '0123456789':
                        end += 1
                if s[end:end + 1] in ('e', 'E'):
                    after = end + 2 if s[end + 1:end + 2] in ('+', '-') and s[end + 1:end + 2] else end + 1
                    if s[after:after + 1].isdigit():
                        whole = False
                        end = after
                        while end < len(s) and s[end] in '0123456789':
                            end += 1
                return (self.parse_int if whole else self.parse_float)(s[at:end]), end
        for word in ('NaN', 'Infinity', '-Infinity'):
            if s.startswith(word, at):
                return self.parse_constant(word), at + len(word)
        raise JSONDecodeError('Expecting value', s, at)

    def _string(self, s, at):
        begin = at - 1
        out = []
        while True:
            start = at
            while at < len(s) and s[at] not in '"\\' and s[at] >= ' ':
                at += 1
            out.append(s[start:at])
            if at >= len(s):
                raise JSONDecodeError('Unterminated string starting at', s, begin)
            c = s[at]
            if c == '"':
                return ''.join(out), at + 1
            if c != '\\':
                if self.strict:
                    raise JSONDecodeError('Invalid control character at', s, at)
                out.append(c)
                at += 1
                continue
            c = s[at + 1:at + 2]
            if not c:
                raise JSONDecodeError('Unterminated string starting at', s, begin)
            if c == 'u':
                code = self._hex(s, at + 1)
                at += 6
                if 0xD800 <= code <= 0xDBFF and s[at:at + 2] == '\\u':
                    low = self._hex(s, at + 1)
                    if 0xDC00 <= low <= 0xDFFF:
                        code = 0x10000 + ((code - 0xD800) << 10 | low - 0xDC00)
                        at += 6
                out.append(chr(code))
                continue
            plain = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}.get(c)
            if plain is None:
                raise JSONDecodeError(f'Invalid \\escape: {c!r}'.replace(f': {c!r}', ''), s, at)
            out.append(plain)
            at += 2

    def _hex(self, s, at):
        digits = s[at + 1:at + 5]
        if len(digits) == 4 and all([d in '0123456789abcdefABCDEF' for d in digits]):
            return int(digits, 16)
        raise JSONDecodeError('Invalid \\uXXXX escape', s, at)

    def _object(self, s, at):
        pairs = []
        at = self._skip(s, at + 1)
        if s[at:at + 1] == '}':
            at += 1
        else:
            if s[at:at + 1] != '"':
                raise JSONDecodeError('Expecting property name enclosed in double quotes', s, at)
            while True:
                key, at = self._string(s, at + 1)
                at = self._skip(s, at)
                if s[at:at + 1] != ':':
                    raise JSONDecodeError("Expecting ':' delimiter", s, at)
                value, at = self._value(s, self._skip(s, at + 1))
                pairs.append((key, value))
                at = self._skip(s, at)
                c = s[at:at + 1]
                if c == '}':
                    at += 1
                    break
                if c != ',':
                    raise JSONDecodeError("Expecting ',' delimiter", s, at)
                comma = at
                at = self._skip(s, at + 1)
                if s[at:at + 1] != '"':
                    if s[at:at + 1] == '}':
                        raise JSONDecodeError('Illegal trailing comma before end of object', s, comma)
                    raise JSONDecodeError('Expecting property name enclosed in double quotes', s, at)
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), at
        value = dict(pairs)
        return value if self.object_hook is None else self.object_hook(value), at

    def _array(self, s, at):
        values = []
        at = self._skip(s, at + 1)
        if s[at:at + 1] == ']':
            return values, at + 1
        while True:
            value, at = self._value(s, at)
            values.append(value)
            at = self._skip(s, at)
            c = s[at:at + 1]
            if c == ']':
                return values, at + 1
            if c != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma = at
            at = self._skip(s, at + 1)
            if s[at:at + 1] == ']':
                raise JSONDecodeError('Illegal trailing comma before end of array', s, comma)


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
          separators=None, default=None, sort_keys=False, **kw):
    return (cls or JSONEncoder)(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
                                allow_nan=allow_nan, indent=indent, separators=separators, default=default,
                                sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))


def loads(s, *, cls=None, **kw):
    if isinstance(s, (bytes, bytearray)):
        s = s.decode('utf-8')
    elif not isinstance(s, str):
        raise TypeError(f'the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}')
    elif s.startswith('\ufeff'):
        raise JSONDecodeError('Unexpected UTF-8 BOM (decode using utf-8-sig)', s, 0)
    return (cls or JSONDecoder)(**kw).decode(s)


def load(fp, **kw):
    return loads(fp.read(), **kw)
