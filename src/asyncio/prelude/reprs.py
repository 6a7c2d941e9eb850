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


def _callback_text(callback):
    if isinstance(callback, str):
        return callback
    return _callable_text(callback)


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
    return info


def _task_info(task):
    info = _future_info(task)
    if task.cancelling() and not task.done():
        info[0] = 'cancelling'
    middle = [f'name={task.get_name()!r}']
    parts = _task_parts(task.get_coro())
    if parts is not None:
        name, file, line, ended = parts
        place = 'done, defined' if ended else 'running'
        middle.append(f'coro=<{name}() {place} at {file}:{line}>')
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
    callback, _ = _handle_parts(handle)
    if callback is not None:
        info.append(_callback_text(callback))
    return info


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
Handle.__repr__ = _repr_with(_handle_info)
TimerHandle.__lt__ = _earlier
TimerHandle.__gt__ = _later
Future.__class_getitem__ = classmethod(_generic)


