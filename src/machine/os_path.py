# os.path: what can be said of paths by their text alone. There are no files that one could ask for.

from os import curdir, environ as _environ, fspath as _fspath, getcwd as _getcwd, pardir, pathsep, sep
from time import _refuse

__all__ = ['abspath', 'basename', 'commonprefix', 'dirname', 'expanduser', 'isabs', 'join', 'normcase', 'normpath', 'realpath',
           'relpath', 'split', 'splitext']
extsep = '.'
altsep = None


def join(a, /, *p):
    path = _fspath(a)
    for part in p:
        if not isinstance(part, str):
            if not hasattr(type(part), '__fspath__'):
                raise TypeError(f'join() argument must be str, bytes, or os.PathLike object, not {type(part).__name__!r}')
            part = _fspath(part)
        if part.startswith(sep) or not path:
            path = part
        else:
            path += part if path.endswith(sep) else sep + part
    return path


def split(p, /):
    head, slash, tail = _fspath(p).rpartition(sep)
    head += slash
    return head.rstrip(sep) or head, tail


def basename(p, /):
    return split(p)[1]


def dirname(p, /):
    return split(p)[0]


def splitext(p, /):
    path = _fspath(p)
    name = basename(path)
    stem, dot, end = name.rpartition('.')
    # Dots that a name begins with belong to it.
    if not dot or not stem.strip('.'):
        return path, ''
    return path[:-len(dot + end)], dot + end


def isabs(s, /):
    return _fspath(s).startswith(sep)


def normcase(s, /):
    return _fspath(s)


def normpath(path, /):
    path = _fspath(path)
    root = sep if path.startswith(sep) else ''
    if path.startswith('//') and not path.startswith('///'):
        root = '//'
    kept = []
    for part in path.split(sep):
        if part == pardir and kept and kept[-1] != pardir:
            kept.pop()
        elif part not in ('', curdir) and not (part == pardir and root):
            kept.append(part)
    return root + sep.join(kept) or curdir


def abspath(path):
    return normpath(join(_getcwd(), path))


def realpath(filename, /, *, strict=False):
    # There are no links either.
    return abspath(filename)


def relpath(path, start=curdir):
    if not path:
        raise ValueError('no path specified')
    there, here = [[part for part in abspath(p).split(sep) if part] for p in (path, start)]
    common = 0
    while common < min(len(there), len(here)) and there[common] == here[common]:
        common += 1
    return sep.join([pardir] * (len(here) - common) + there[common:]) or curdir


def commonprefix(m, /):
    if not m:
        return ''
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def expanduser(path, /):
    path = _fspath(path)
    if path == '~' or path.startswith('~/'):
        return (_environ['HOME'].rstrip(sep) + path[1:]) or sep
    if path.startswith('~'):
        _refuse('the home of another user')
    return path


def __getattr__(name):
    if name.startswith('__'):
        raise AttributeError(f"module 'posixpath' has no attribute {name!r}", name=name)
    _refuse(f'os.path.{name}')
