# traceback: exceptions as text, to print or to keep.

from sys import exc_info as _exc_info, exception as _exception, _calling_place
from _thread import _error_text, _write_error


def _of(exc, value, default_to_handled=False):
    if isinstance(exc, BaseException):
        return exc
    if isinstance(value, BaseException):
        return value
    return None


_UNSET = object()


def format_exception(exc, /, value=_UNSET, tb=_UNSET, limit=None, chain=True, **kwargs):
    if value is not _UNSET:
        exc = value if isinstance(value, BaseException) or not isinstance(exc, BaseException) else exc
    if not isinstance(exc, BaseException):
        return ['NoneType: None\n']
    return _formatted(exc, exc.__traceback__ if tb is _UNSET else tb, limit, chain, [])


def _formatted(exc, tb, limit, chain, met):
    # An entry for each frame, and for what is said in between.
    met.append(exc)
    if isinstance(exc, BaseExceptionGroup):
        if limit is not None or not chain:
            from time import _refuse
            _refuse('limit= and chain= of exception groups')
        return _error_text(exc).splitlines(keepends=True)
    lines = []
    if chain:
        cause, context = exc.__cause__, exc.__context__
        if cause is not None and not any([e is cause for e in met]):
            lines = _formatted(cause, cause.__traceback__, limit, chain, met)
            lines.append('\nThe above exception was the direct cause of the following exception:\n\n')
        elif cause is None and context is not None and not exc.__suppress_context__ and not any([e is context for e in met]):
            lines = _formatted(context, context.__traceback__, limit, chain, met)
            lines.append('\nDuring handling of the above exception, another exception occurred:\n\n')
    entries = format_tb(tb, limit)
    if entries:
        lines.append('Traceback (most recent call last):\n')
        lines.extend(entries)
    lines.extend(format_exception_only(exc))
    return lines


def format_exc(limit=None, chain=True):
    return ''.join(format_exception(_exception(), limit=limit, chain=chain))


def print_exception(exc, /, value=_UNSET, tb=_UNSET, limit=None, file=None, chain=True, **kwargs):
    _print(''.join(format_exception(exc, value, tb, limit, chain)), file)


def print_exc(limit=None, file=None, chain=True):
    print_exception(_exception(), limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    raise ValueError('no last exception')


def _print(text, file):
    if file is None:
        _write_error(text)
    else:
        file.write(text)


def format_exception_only(exc, /, value=None, *, show_group=False, **kwargs):
    exc = _of(exc, value)
    if exc is None:
        return ['NoneType: None\n']
    bare = exc.__traceback__, exc.__cause__, exc.__context__, exc.__suppress_context__
    exc.__traceback__ = exc.__cause__ = exc.__context__ = None
    try:
        return _error_text(exc).splitlines(keepends=True)
    finally:
        exc.__traceback__, exc.__cause__, exc.__context__, exc.__suppress_context__ = bare


def format_tb(tb, limit=None):
    if tb is None:
        return []
    exc = Exception()
    exc.__traceback__ = tb
    lines = _error_text(exc).splitlines(keepends=True)[1:-1]
    entries = []
    for line in lines:
        if line.startswith('  File '):
            entries.append(line)
        else:
            entries[-1] += line
    if limit is not None:
        # The outermost, or as many of the innermost if it is negative.
        entries = entries[:limit] if limit >= 0 else entries[limit:]
    return entries


def print_tb(tb, limit=None, file=None):
    _print(''.join(format_tb(tb, limit)), file)


class FrameSummary:
    def __init__(self, filename, lineno, name, line=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = line

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, i):
        return (self.filename, self.lineno, self.name, self.line)[i]

    def __len__(self):
        return 4

    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'


class StackSummary(list):
    def format(self):
        return [f'  File "{f.filename}", line {f.lineno}, in {f.name}\n' + (f'    {f.line}\n' if f.line else '') for f in self]


def extract_tb(tb, limit=None):
    found = StackSummary()
    for entry in format_tb(tb, limit):
        head, *rest = entry.split('\n')
        before, _, name = head.rpartition(', in ')
        file, _, line = before.rpartition(', line ')
        found.append(FrameSummary(file[len('  File "'):-1], int(line), name, rest[0].strip() if rest else ''))
    return found


def extract_stack(f=None, limit=None):
    found = []
    level = 1
    while True:
        filename, line, source, name = _calling_place(level)
        if filename == 'sys':
            break
        found.append(FrameSummary(filename, line, name, source))
        level += 1
    if f is not None:
        found = []
        while f is not None:
            code = f.f_code
            found.append(FrameSummary(code.co_filename, f.f_lineno, code.co_name, code._line_text(f.f_lineno).strip()))
            f = f.f_back
    if limit is not None:
        # The newest, or as many of the oldest if it is negative.
        found = found[:limit] if limit >= 0 else found[limit:]
    return StackSummary(reversed(found))


def format_stack(f=None, limit=None):
    return extract_stack(f, limit).format()


def print_stack(f=None, limit=None, file=None):
    _print(''.join(format_stack(f, limit)), file)


class TracebackException:
    def __init__(self, exc_type, exc_value=None, exc_traceback=None, *, limit=None, **kwargs):
        self._exc = exc_value
        self._tb = exc_traceback
        self._limit = limit
        self.exc_type = exc_type
        self.exc_type_str = exc_type.__qualname__
        self.stack = extract_tb(exc_traceback, limit)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def format(self, *, chain=True, **kwargs):
        yield from format_exception(self._exc, self._exc, self._tb, self._limit, chain)

    def print(self, *, file=None, chain=True, **kwargs):
        _print(''.join(self.format(chain=chain)), file)

    def format_exception_only(self, **kwargs):
        yield from format_exception_only(self._exc)

    def __str__(self):
        return str(self._exc)
