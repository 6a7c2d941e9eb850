# re: patterns and matches. Bytes patterns are not here.

import enum as _enum


class error(Exception):
    __module__ = 're'

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is not None and pos is not None:
            msg = f'{msg} at position {pos}'
            self.lineno = pattern.count('\n', 0, pos) + 1
            self.colno = pos - pattern.rfind('\n', 0, pos)
            if '\n' in pattern:
                msg = f'{msg} (line {self.lineno}, column {self.colno})'
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


error.__name__ = error.__qualname__ = 'PatternError'
PatternError = error


class RegexFlag(_enum.IntFlag):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128

    def __repr__(self):
        names = [m._name_ for m in RegexFlag if m._value_ and m._value_ & self._value_]
        return '|'.join(['re.' + n for n in names]) or 're.NOFLAG'


NOFLAG, ASCII, IGNORECASE, LOCALE, UNICODE, MULTILINE, DOTALL, VERBOSE, DEBUG = [
    RegexFlag(n) for n in (0, 256, 2, 4, 32, 8, 16, 64, 128)]
A, I, L, U, M, S, X = ASCII, IGNORECASE, LOCALE, UNICODE, MULTILINE, DOTALL, VERBOSE


class Pattern:
    __slots__ = ('pattern', 'flags', '_asked', 'groups', 'groupindex', '__weakref__')
    def __init__(self, pattern, flags):
        found = _compile(pattern, flags)
        if len(found) == 2:
            raise error(found[0], pattern, found[1] if found[1] >= 0 else None)
        self.pattern = pattern
        self.flags = found[0]
        self._asked = flags
        self.groups = found[1]
        self.groupindex = found[2]

    def __repr__(self):
        shown = RegexFlag(self.flags & ~32)
        text = repr(self.pattern)
        if len(text) > 200:
            text = text[:200]
        return f're.compile({text}, {shown!r})' if shown else f're.compile({text})'

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (self.pattern, self.flags) == (other.pattern, other.flags)

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def _run(self, string, pos, endpos, mode):
        if not isinstance(string, str):
            if isinstance(string, (bytes, bytearray)):
                raise TypeError('cannot use a string pattern on a bytes-like object')
            raise TypeError(f'expected string or bytes-like object, got {type(string).__name__!r}')
        n = len(string)
        endpos = n if endpos is None else max(0, min(endpos, n))
        pos = max(0, min(pos, n))
        if pos > endpos:
            return None
        spans = _find(self.pattern, self._asked, string, pos, endpos, mode)
        return None if spans is None else Match(self, string, pos, endpos, spans)

    def search(self, string, pos=0, endpos=None):
        return self._run(string, pos, endpos, 0)

    def match(self, string, pos=0, endpos=None):
        return self._run(string, pos, endpos, 1)

    def fullmatch(self, string, pos=0, endpos=None):
        return self._run(string, pos, endpos, 2)

    def finditer(self, string, pos=0, endpos=None):
        # An empty match right behind the one before counts, at the same place twice does not.
        advance = False
        while True:
            m = self._run(string, pos, endpos, 3 if advance else 0)
            if m is None:
                return
            yield m
            start, pos = m.span()
            advance = start == pos

    def findall(self, string, pos=0, endpos=None):
        found = []
        for m in self.finditer(string, pos, endpos):
            if self.groups == 0:
                found.append(m.group())
            elif self.groups == 1:
                found.append(m.group(1) or '')
            else:
                found.append(tuple([g or '' for g in m.groups()]))
        return found

    def split(self, string, maxsplit=0):
        parts, at, done = [], 0, 0
        for m in self.finditer(string):
            if maxsplit and done >= maxsplit:
                break
            parts.append(string[at:m.start()])
            parts.extend(m.groups())
            at = m.end()
            done += 1
        parts.append(string[at:])
        return parts

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        parts, at, done = [], 0, 0
        template = None if callable(repl) else _template(self, repl)
        for m in self.finditer(string):
            if count and done >= count:
                break
            parts.append(string[at:m.start()])
            if template is None:
                made = repl(m)
                if not isinstance(made, str):
                    raise TypeError(f'expected str instance, {type(made).__name__} found')
                parts.append(made)
            else:
                parts.append(_filled(template, m))
            at = m.end()
            done += 1
        parts.append(string[at:])
        return ''.join(parts), done

    def scanner(self, string, pos=0, endpos=None):
        raise NotImplementedError('Pattern.scanner')

    __class_getitem__ = classmethod(type(list[int]))


class Match:
    __slots__ = ('re', 'string', 'pos', 'endpos', '_spans')
    __iter__ = None

    def __init__(self, re, string, pos, endpos, spans):
        self.re = re
        self.string = string
        self.pos = pos
        self.endpos = endpos
        self._spans = spans

    @property
    def lastindex(self):
        last, end = None, -1
        for n in range(1, self.re.groups + 1):
            if self._spans[2 * n + 1] > end or (self._spans[2 * n + 1] == end and last is None and end >= 0):
                last, end = n, self._spans[2 * n + 1]
        return last

    @property
    def lastgroup(self):
        for name, n in self.re.groupindex.items():
            if n == self.lastindex:
                return name
        return None

    @property
    def regs(self):
        return tuple([self.span(n) for n in range(self.re.groups + 1)])

    def _number(self, group):
        if isinstance(group, str):
            n = self.re.groupindex.get(group)
        else:
            n = group if isinstance(group, int) and 0 <= group <= self.re.groups else None
        if n is None:
            raise IndexError('no such group')
        return n

    def _one(self, group, default=None):
        n = self._number(group)
        start = self._spans[2 * n]
        return default if start < 0 else self.string[start:self._spans[2 * n + 1]]

    def group(self, *groups):
        if not groups:
            return self._one(0)
        if len(groups) == 1:
            return self._one(groups[0])
        return tuple([self._one(g) for g in groups])

    def __getitem__(self, group):
        return self._one(group)

    def groups(self, default=None):
        return tuple([self._one(n, default) for n in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return {name: self._one(n, default) for name, n in self.re.groupindex.items()}

    def start(self, group=0):
        return self._spans[2 * self._number(group)]

    def end(self, group=0):
        return self._spans[2 * self._number(group) + 1]

    def span(self, group=0):
        n = self._number(group)
        return self._spans[2 * n], self._spans[2 * n + 1]

    def expand(self, template):
        return _filled(_template(self.re, template), self)

    def __repr__(self):
        return f'<re.Match object; span={self.span()}, match={self.group()!r}>'

    def __bool__(self):
        return True

    def __copy__(self):
        return self


_PLAIN = {'n': '\n', 't': '\t', 'r': '\r', 'f': '\f', 'v': '\v', 'a': '\a', 'b': '\b', '\\': '\\'}


def _template(pattern, repl):
    # A list of texts and of the numbers of groups.
    parts, at = [], 0
    while True:
        found = repl.find('\\', at)
        if found < 0:
            parts.append(repl[at:])
            return parts
        parts.append(repl[at:found])
        c = repl[found + 1:found + 2]
        at = found + 2
        if c == 'g' and repl[at:at + 1] == '<':
            end = repl.find('>', at)
            if end < 0:
                raise error('missing >, unterminated name', repl, at + 1)
            name = repl[at + 1:end]
            if name.isdigit():
                n = int(name)
            elif name in pattern.groupindex:
                n = pattern.groupindex[name]
            else:
                raise IndexError(f'unknown group name {name!r}')
            at = end + 1
            if n > pattern.groups:
                raise error(f'invalid group reference {n}', repl, found + 3)
            parts.append(n)
        elif c == 'g':
            raise error('missing <', repl, at)
        elif c == '0':
            parts.append('\0')
        elif c.isdigit():
            if repl[at:at + 1].isdigit():
                c += repl[at]
                at += 1
            if int(c) > pattern.groups:
                raise error(f'invalid group reference {int(c)}', repl, found + 1)
            parts.append(int(c))
        elif c in _PLAIN and c:
            parts.append(_PLAIN[c])
        elif not c:
            raise error('bad escape (end of pattern)', repl, found)
        elif c.isascii() and c.isalpha():
            raise error(f'bad escape \\{c}', repl, found)
        else:
            parts.append('\\' + c)


def _filled(template, m):
    return ''.join([(m._one(p) or '') if isinstance(p, int) else p for p in template])


_known = {}


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError('cannot process flags argument with a compiled pattern')
        return pattern
    if not isinstance(pattern, str):
        if isinstance(pattern, (bytes, bytearray)):
            from asyncio import _refuse
            _refuse('regular expressions on bytes')
        raise TypeError('first argument must be string or compiled pattern')
    key = pattern, int(flags)
    if key not in _known:
        if len(_known) > 500:
            _known.clear()
        _known[key] = Pattern(pattern, int(flags))
    return _known[key]


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


_SPECIAL = frozenset('()[]{}?*+-|^$\\.&~# \t\n\r\v\f')


def escape(pattern):
    return ''.join(['\\' + c if c in _SPECIAL else c for c in pattern])


def purge():
    _known.clear()
