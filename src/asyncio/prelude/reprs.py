# How futures, tasks and handles look in repr().

_in_repr = set()


def _short(value):
    # reprlib's limits: long strings in the middle, long containers at the end.
    if isinstance(value, str):
        text = repr(value[:30])
        if len(text) > 30:
            text = repr(value[:13] + value[len(value) - 14:])
            text = text[:13] + '...' + text[len(text) - 14:]
        return text
    if isinstance(value, int) and not isinstance(value, bool):
        text = repr(value)
        return text if len(text) <= 40 else text[:18] + '...' + text[len(text) - 19:]
    if type(value) is list:
        inner = ', '.join([_short(v) for v in value[:6]])
        return f'[{inner}, ...]' if len(value) > 6 else f'[{inner}]'
    if type(value) is tuple:
        inner = ', '.join([_short(v) for v in value[:6]])
        if len(value) > 6:
            return f'({inner}, ...)'
        return f'({inner},)' if len(value) == 1 else f'({inner})'
    if type(value) is dict:
        items = [f'{_short(k)}: {_short(v)}' for k, v in list(value.items())[:4]]
        if len(value) > 4:
            items.append('...')
        return '{' + ', '.join(items) + '}'
    text = repr(value)
    if len(text) > 30 and not isinstance(value, (float, set, frozenset)):
        text = text[:13] + '...' + text[len(text) - 14:]
    return text


# Where CPython 3.13 has what stands here: file and line of the definition, and the line that it waits in.
_PLACES = {
    'Barrier.wait': 'locks 511 527',
    'BaseEventLoop.shutdown_asyncgens': 'base_events 572 584',
    'Condition.wait': 'locks 248 272',
    'Condition.wait_for': 'locks 303 313',
    'Event.wait': 'locks 200 213',
    'Lock.acquire': 'locks 90 110',
    'Queue.get': 'queues 172 186',
    'Queue.join': 'queues 242 251',
    'Queue.put': 'queues 125 139',
    'Semaphore.acquire': 'locks 386 407',
    'TaskGroup._on_task_done': 'taskgroups 202 202',
    'Timeout._on_timeout': 'timeouts 127 127',
    '_AsCompletedIterator._handle_completion': 'tasks 618 618',
    '_AsCompletedIterator._wait_for_one': 'tasks 626 630',
    '_release_waiter': 'tasks 454 454',
    '_run_until_complete_cb': 'base_events 182 182',
    '_wrap_awaitable': 'tasks 736 737',
    'shield.<locals>._inner_done_callback': 'tasks 958 958',
    'shield.<locals>._outer_done_callback': 'tasks 975 975',
    'sleep': 'tasks 703 718',
    'to_thread': 'threads 12 25',
    'wait': 'tasks 424 451',
    'wait_for': 'tasks 459 507',
}


# What CPython builds in another way.
_OTHERWISE = {
    'wait.<locals>._on_completion()':
        '_wait.<locals>._on_completion() at /usr/lib/python3.13/asyncio/tasks.py:521',
    'run_coroutine_threadsafe.<locals>.start.<locals>.arrived()':
        '_chain_future.<locals>._call_set_state() at /usr/lib/python3.13/asyncio/futures.py:393',
    '_wrap.<locals>.over()':
        '_chain_future.<locals>._call_check_cancel() at /usr/lib/python3.13/asyncio/futures.py:386',
}


def _place(name, file, line, waits):
    if file == '<asyncio>' and name in _PLACES:
        module, defined, waiting = _PLACES[name].split()
        return f'/usr/lib/python3.13/asyncio/{module}.py:{waiting if waits else defined}'
    return f'{file}:{line}'


def _callback_text(callback, args=(), debug=False):
    if isinstance(callback, str):
        return callback
    text = _call_text(callback, args, {}, debug, '')
    if text in _OTHERWISE:
        return _OTHERWISE[text]
    while type(callback).__name__ == 'partial' or hasattr(callback, '__wrapped__'):
        callback = callback.__wrapped__ if hasattr(callback, '__wrapped__') else callback.func
    if type(callback).__name__ == 'function':
        code = callback.__code__
        text += ' at ' + _place(callback.__qualname__, code.co_filename, code.co_firstlineno, False)
    return text


def _call_text(func, args, kwargs, debug, suffix):
    given = ''
    if debug:
        given = ', '.join([_short(arg) for arg in args] + [f'{k}={_short(v)}' for k, v in kwargs.items()])
    suffix = f'({given}){suffix}'
    if type(func).__name__ == 'partial':
        return _call_text(func.func, func.args, func.keywords, debug, suffix)
    return (getattr(func, '__qualname__', '') or getattr(func, '__name__', '') or repr(func)) + suffix


def _callbacks_text(future):
    callbacks = future._callback_list()
    first = _callback_text(callbacks[0])
    if len(callbacks) == 1:
        return f'cb=[{first}]'
    last = _callback_text(callbacks[-1])
    if len(callbacks) == 2:
        return f'cb=[{first}, {last}]'
    return f'cb=[{first}, <{len(callbacks) - 2} more>, {last}]'


def _future_info(future):
    info = [future._state.lower()]
    if future._state == 'FINISHED':
        if future._exception is not None:
            info.append(f'exception={future._exception!r}')
        else:
            info.append(f'result={_short(future._result)}')
    if future._callback_list():
        info.append(_callbacks_text(future))
    return info + _made_at(future)


def _task_info(task):
    info = _future_info(task)
    if task.cancelling() and not task.done():
        info[0] = 'cancelling'
    middle = [f'name={task.get_name()!r}']
    parts = _task_parts(task.get_coro())
    if parts is not None:
        name, file, line, ended = parts
        if line is None:
            line = _line_of(task.get_coro())
        state = 'done, defined' if ended else 'running'
        middle.append(f'coro=<{name}() {state} at {_place(name, file, line, not ended)}>')
    if task._fut_waiter is not None:
        middle.append(f'wait_for={task._fut_waiter!r}')
    return info[:1] + middle + info[1:]


def _repr_with(info):
    def __repr__(self):
        key = id(self)
        if key in _in_repr:
            return '...'
        _in_repr.add(key)
        try:
            return f"<{type(self).__name__} {' '.join(info(self))}>"
        finally:
            _in_repr.discard(key)
    return __repr__


def _handle_info(handle):
    info = []
    if handle.cancelled():
        info.append('cancelled')
    if isinstance(handle, TimerHandle):
        info.append(f'when={handle.when()}')
    callback, args = _handle_parts(handle)
    if callback is not None:
        info.append(_callback_text(callback, args, _is_debug(handle)))
    return info + _made_at(handle)


def _set_name(task, name):
    task._set_name(str(name))


def _later(self, other):
    if not isinstance(other, TimerHandle):
        return NotImplemented
    return self.when() > other.when()


def _earlier(self, other):
    if not isinstance(other, TimerHandle):
        return NotImplemented
    return self.when() < other.when()


def _generic(cls, item):
    return _alias(cls, item)


Future._loop = property(lambda self: self.get_loop())
Future.__repr__ = _repr_with(_future_info)
Task.__repr__ = _repr_with(_task_info)
Task.set_name = _set_name
Handle._cancelled = property(lambda self: self.cancelled())
Handle.__repr__ = _repr_with(_handle_info)
TimerHandle.__lt__ = _earlier
TimerHandle.__gt__ = _later
Future.__class_getitem__ = classmethod(_generic)


