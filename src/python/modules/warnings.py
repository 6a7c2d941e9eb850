# warnings: what is said once for each place, to stderr.

from _thread import _write_error
from sys import _calling_place

filters = []
_seen = set()
_default_actions = {'default', 'error', 'ignore', 'always', 'all', 'module', 'once'}


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f'{{message : {self.message!r}, category : {self._category_name!r}, filename : {self.filename!r}, '
                f'lineno : {self.lineno}, line : {self.line!r}}}')


def _default_filters():
    return [('default', None, DeprecationWarning, '__main__', 0), ('ignore', None, DeprecationWarning, None, 0),
            ('ignore', None, PendingDeprecationWarning, None, 0), ('ignore', None, ImportWarning, None, 0),
            ('ignore', None, ResourceWarning, None, 0)]


filters.extend(_default_filters())


def formatwarning(message, category, filename, lineno, line=None):
    text = f'{filename}:{lineno}: {category.__name__}: {message}\n'
    if line:
        text += f'  {line.strip()}\n'
    return text


def showwarning(message, category, filename, lineno, file=None, line=None):
    text = formatwarning(message, category, filename, lineno, line)
    if file is None:
        _write_error(text)
    else:
        file.write(text)


_original_show = showwarning


def simplefilter(action, category=Warning, lineno=0, append=False):
    if action not in _default_actions:
        raise AssertionError(f'invalid action: {action!r}')
    _add((action, None, category, None, lineno), append)


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    if action not in _default_actions:
        raise AssertionError(f'invalid action: {action!r}')
    _add((action, message or None, category, module or None, lineno), append)


def _add(item, append):
    if item in filters:
        if append:
            return
        filters.remove(item)
    if append:
        filters.append(item)
    else:
        filters.insert(0, item)
    _seen.clear()


def resetwarnings():
    filters.clear()
    _seen.clear()


def _matches(pattern, text):
    # Of regular expressions, what filters mostly have: the beginning of the message.
    if pattern is None:
        return True
    plain = pattern.removeprefix('.*')
    found = text.lower().find(plain.rstrip('.*').lower())
    return found == 0 or (found > 0 and pattern.startswith('.*'))


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    filename, lineno, line, _ = _calling_place(stacklevel)
    warn_explicit(message, category, filename, lineno, source=source, _line=line)


def _never_awaited(text, outside):
    filename, lineno, line, _ = _calling_place(1)
    if outside:
        filename, lineno = '/usr/lib/python3.13/asyncio/events.py', 89
        line = 'self._context.run(self._callback, *self._args)'
    line += '\nRuntimeWarning: Enable tracemalloc to get the object allocation traceback'
    warn_explicit(text, RuntimeWarning, filename, lineno, _line=line)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None, _line=None):
    text = str(message)
    if not isinstance(message, Warning):
        message = category(message)
    action = 'default'
    for act, pattern, kind, mod, number in filters:
        if _matches(pattern, text) and issubclass(category, kind) and (mod is None or mod == '__main__') and \
                (number == 0 or number == lineno):
            action = act
            break
    if action == 'ignore':
        return
    if action == 'error':
        raise message
    key = (text, category) if action in ('once', 'module') else (text, category, filename, lineno)
    if action not in ('always', 'all'):
        if key in _seen:
            return
        _seen.add(key)
    if _catching:
        _catching[-1].append(WarningMessage(message, category, filename, lineno, source=source))
    elif showwarning is not _original_show:
        showwarning(message, category, filename, lineno)
    else:
        showwarning(message, category, filename, lineno, None, _line)


_catching = []


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._action = action
        self._category = category

    def __enter__(self):
        self._saved = filters[:], set(_seen)
        _seen.clear()
        log = None
        if self._record:
            log = []
            _catching.append(log)
        if self._action is not None:
            simplefilter(self._action, self._category)
        return log

    def __exit__(self, *exc_info):
        filters[:] = self._saved[0]
        _seen.clear()
        _seen.update(self._saved[1])
        if self._record:
            _catching.pop()


class deprecated:
    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        from functools import wraps
        message, category, level = self.message, self.category, self.stacklevel
        if isinstance(arg, type):
            original = arg.__init__

            def __init__(self, *args, **kwargs):
                warn(message, category, level + 1)
                original(self, *args, **kwargs)
            arg.__init__ = __init__
            arg.__deprecated__ = message
            return arg

        @wraps(arg)
        def wrapper(*args, **kwargs):
            if category is not None:
                warn(message, category, level + 1)
            return arg(*args, **kwargs)
        arg.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper
