

# Tasks of others: objects that were registered as tasks, and what `_enter_task` made the current one.

_others = None


def _register_task(task):
    global _others
    if not isinstance(task, Task):
        from weakref import WeakSet
        if _others is None:
            _others = WeakSet()
        _others.add(task)


def _unregister_task(task):
    if _others is not None:
        _others.discard(task)


_register_eager_task = _register_task
_unregister_eager_task = _unregister_task


def all_tasks(loop=None):
    found = set(_all_tasks(loop))
    if _others:
        if loop is None:
            loop = get_running_loop()
        found.update(task for task in _others if _loop_of(task) is loop and not task.done())
    return found


def _loop_of(future):
    get_loop = getattr(future, 'get_loop', None)
    return future._loop if get_loop is None else get_loop()


def _enter_task(loop, task):
    current = current_task(loop)
    if current is not None:
        raise RuntimeError(f'Cannot enter into task {task!r} while another task {current!r} is being executed.')
    _set_entered(loop, task)


def _leave_task(loop, task):
    current = current_task(loop)
    if current is not task:
        raise RuntimeError(f'Leaving task {task!r} does not match the current task {current!r}.')
    _set_entered(loop, None)


def _swap_current_task(loop, task):
    before = current_task(loop)
    _set_entered(loop, task)
    return before
