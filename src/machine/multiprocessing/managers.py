# multiprocessing.managers: objects that live in a process of their own, the manager's, and what stands for them elsewhere.

from _multiprocessing import _channel, _process, _put, _take
from _thread import get_ident as _get_ident
from multiprocessing import _fork_context
from pickle import dumps as _dumps, loads as _loads
from threading import Thread as _Thread, _add_final
import queue as _queue
import threading as _threading

# Ways back to the threads of this process, by process and thread.
_ways = {}


class Namespace:
    def __init__(self, /, **kwds):
        self.__dict__.update(kwds)

    def __repr__(self):
        items = [f'{name}={value!r}' for name, value in self.__dict__.items() if not name.startswith('_')]
        items.sort()
        return f"{type(self).__name__}({', '.join(items)})"


class Value:
    def __init__(self, typecode, value, lock=True):
        self._typecode = typecode
        self._value = value

    def get(self):
        return self._value

    def set(self, value):
        self._value = value

    def __repr__(self):
        return f'{type(self).__name__}({self._typecode!r}, {self._value!r})'

    value = property(get, set)


class _Array(list):
    def __init__(self, typecode, sequence, lock=True):
        list.__init__(self, sequence)
        self._typecode = typecode

    def __repr__(self):
        return f'array({self._typecode!r}, {list(self)!r})'


def _serve(requests):
    # The manager's own code. What may have to wait has a thread of its own.
    objects = {}
    while (request := _loads(_take(requests, None, ''))) is not None:
        number, method, args, kwargs, way = request
        if method == '#create':
            kind = _MADE[args[0]]
            job = lambda kind=kind, number=number, args=args, kwargs=kwargs: objects.__setitem__(number, kind(*args[1:], **kwargs))
        else:
            # A type has its methods under their names, an object its attributes.
            job = lambda obj=objects[number], method=method, args=args, kwargs=kwargs: _done(obj, method, args, kwargs)
        if method in ('acquire', 'wait', 'get', 'put', 'join') and not isinstance(objects[number], (dict, Value)):
            _Thread(target=_answer, args=(job, way), daemon=True).start()
        else:
            _answer(job, way)


def _done(obj, method, args, kwargs):
    if method == '__setattr__' and isinstance(obj, Namespace):
        return setattr(obj, *args)
    if method == '__delattr__':
        return delattr(obj, *args)
    if method == '__getattribute__':
        return getattr(obj, *args)
    if method == '#str':
        return str(obj)
    if method == '__add__':
        return obj + args[0]
    if method in ('__mul__', '__rmul__'):
        return obj * args[0]
    if method == '__imul__':
        obj[:] = obj * args[0]
        return None
    result = getattr(obj, method)(*args, **kwargs)
    # Views and iterators cannot be sent.
    return list(result) if method in ('keys', 'values', 'items', '__iter__') and isinstance(obj, dict) else result


def _answer(job, way):
    try:
        answer = True, job()
    except Exception as exc:
        answer = False, exc
    try:
        data = _dumps(answer)
    except Exception as exc:
        data = _dumps((False, exc))
    _put(way, data, 0)


class BaseProxy:
    __module__ = 'multiprocessing.managers'

    def __init__(self, typeid, server, number):
        object.__setattr__(self, '_token', (typeid, server, number))

    def _callmethod(self, methodname, args=(), kwds={}):
        typeid, server, number = self._token
        return _ask(server, number, methodname, args, kwds)

    def _getvalue(self):
        return self._callmethod('copy') if hasattr(type(self), 'copy') else self._callmethod('#str')

    def __reduce__(self):
        return type(self), self._token

    def __deepcopy__(self, memo):
        return self._getvalue()

    def __repr__(self):
        return f"<{type(self).__name__} object, typeid '{self._token[0]}' at {id(self):#x}>"

    def __str__(self):
        return self._callmethod('#str')


def _ask(server, number, method, args, kwargs):
    requests, over = server
    if over in _over:
        raise BrokenPipeError(32, 'Broken pipe')
    me = _process(), _get_ident()
    way = _ways.get(me)
    if way is None:
        way = _ways[me] = _channel()
    _put(requests, _dumps((number, method, args, kwargs, way)), 0)
    success, result = _loads(_take(way, None, None))
    if success:
        return result
    raise result


# Managers that have ended.
_over = set()


def _proxy(name, methods):
    def method(name):
        def call(self, /, *args, **kwds):
            return self._callmethod(name, args, kwds)
        call.__name__ = name
        return call
    return type(name, (BaseProxy,), {'__module__': 'multiprocessing.managers', **{m: method(m) for m in methods.split()}})


_DictProxy = _proxy('_DictProxy', '__contains__ __delitem__ __getitem__ __len__ __setitem__ clear copy get items keys pop popitem '
                                  'setdefault update values')


class DictProxy(_DictProxy):
    __module__ = 'multiprocessing.managers'

    def __iter__(self):
        return iter(self._callmethod('keys'))


_ListProxy = _proxy('_ListProxy', '__add__ __contains__ __delitem__ __getitem__ __len__ __mul__ __reversed__ __rmul__ '
                                  '__setitem__ append count extend index insert pop remove reverse sort')


class ListProxy(_ListProxy):
    __module__ = 'multiprocessing.managers'

    def __iadd__(self, value):
        self._callmethod('extend', (value,))
        return self

    def __imul__(self, value):
        self._callmethod('__imul__', (value,))
        return self

    def _getvalue(self):
        return self._callmethod('__getitem__', (slice(None),))


ArrayProxy = _proxy('ArrayProxy', '__len__ __getitem__ __setitem__')
_QueueProxy = _proxy('AutoProxy[Queue]', 'empty full get get_nowait join put put_nowait qsize task_done')
EventProxy = _proxy('EventProxy', 'is_set set clear wait')


class NamespaceProxy(BaseProxy):
    __module__ = 'multiprocessing.managers'

    def __getattr__(self, name):
        if name.startswith('_'):
            return object.__getattribute__(self, name)
        return self._callmethod('__getattribute__', (name,))

    def __setattr__(self, name, value):
        if name.startswith('_'):
            return object.__setattr__(self, name, value)
        self._callmethod('__setattr__', (name, value))

    def __delattr__(self, name):
        if name.startswith('_'):
            return object.__delattr__(self, name)
        self._callmethod('__delattr__', (name,))


_ValueProxy = _proxy('_ValueProxy', 'get set')


class ValueProxy(_ValueProxy):
    __module__ = 'multiprocessing.managers'

    @property
    def value(self):
        return self._callmethod('get')

    @value.setter
    def value(self, value):
        self._callmethod('set', (value,))


class AcquirerProxy(BaseProxy):
    __module__ = 'multiprocessing.managers'

    def acquire(self, blocking=True, timeout=None):
        return self._callmethod('acquire', (blocking,) if timeout is None else (blocking, timeout))

    def release(self):
        return self._callmethod('release')

    def __enter__(self):
        return self._callmethod('acquire')

    def __exit__(self, exc_type, exc, tb):
        return self._callmethod('release')


_MADE = {
    'dict': dict, 'list': list, 'Namespace': Namespace, 'Value': Value, 'Array': _Array, 'Queue': _queue.Queue,
    'JoinableQueue': _queue.Queue, 'Event': _threading.Event, 'Lock': _threading.Lock, 'Semaphore': _threading.Semaphore,
    'BoundedSemaphore': _threading.BoundedSemaphore,
}
_PROXIES = {
    'dict': DictProxy, 'list': ListProxy, 'Namespace': NamespaceProxy, 'Value': ValueProxy, 'Array': ArrayProxy,
    'Queue': _QueueProxy, 'JoinableQueue': _QueueProxy, 'Event': EventProxy, 'Lock': AcquirerProxy,
    'Semaphore': AcquirerProxy, 'BoundedSemaphore': AcquirerProxy,
}

def _queue_proxy(*token):
    return _QueueProxy(*token)


# Its class is not to be found under its name.
_QueueProxy.__reduce__ = lambda self: (_queue_proxy, self._token)


class SyncManager:
    __module__ = 'multiprocessing.managers'

    def __init__(self, address=None, authkey=None, serializer='pickle', ctx=None):
        self._requests = None
        self._made = 0
        self._ended = False

    def start(self, initializer=None, initargs=()):
        if self._requests is not None:
            raise AssertionError('server already started')
        self._requests, self._way = _channel(), _channel()
        self._server = self._requests, self._way
        process = _fork_context.Process(target=_serve, args=(self._requests,))
        process.name = type(self).__name__ + '-' + ':'.join([str(i) for i in process._identity])
        process.start()
        self._process = process
        _add_final(self.shutdown)

    def shutdown(self):
        if not self._ended:
            self._ended = True
            _over.add(self._way)
            _put(self._requests, _dumps(None), 0)
            self._process.join()

    def _make(self, typeid, args, kwargs):
        assert self._requests is not None and not self._ended, 'server not yet started'
        self._made += 1
        _ask(self._server, self._made, '#create', (typeid, *args), kwargs)
        return _PROXIES[typeid](typeid, self._server, self._made)

    def __getattr__(self, name):
        if name in ('RLock', 'Condition', 'Barrier', 'Pool', 'register', 'connect', 'get_server'):
            from time import _refuse
            _refuse(f'{name} of a manager')
        if name not in _MADE:
            raise AttributeError(f'{type(self).__name__!r} object has no attribute {name!r}')
        return lambda *args, **kwargs: self._make(name, args, kwargs)

    def __enter__(self):
        if self._requests is None:
            self.start()
        return self

    def __exit__(self, exc_type, exc, tb):
        self.shutdown()


def BaseManager(*args, **kwargs):
    from time import _refuse
    _refuse('managers of own kinds (BaseManager)')


def _started():
    manager = SyncManager()
    manager.start()
    return manager
