# importlib: importing by a name that is made at run time.

from sys import _module_table as _table
from time import _refuse

__all__ = ['import_module', 'invalidate_caches', 'reload']


def import_module(name, package=None):
    if name.startswith('.'):
        _refuse('relative imports: a program is one file')
    __import__(name)
    return _table()[name]


def invalidate_caches():
    pass


def reload(module):
    _refuse('importlib.reload')


def __getattr__(name):
    if name in ('abc', 'machinery', 'metadata', 'resources', 'util'):
        _refuse(f'importlib.{name}')
    raise AttributeError(f"module 'importlib' has no attribute {name!r}", name=name)
