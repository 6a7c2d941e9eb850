

# Debug mode: where futures, tasks and handles were made.

_DEPTH = 10

Future._source_traceback = None
Handle._source_traceback = None


def _is_debug_mode():
    os = _module_table().get('os')
    return bool(os and os.environ.get('PYTHONASYNCIODEBUG'))


def _noted(made, answer):
    from sys import _getframe
    from traceback import FrameSummary, StackSummary
    found = []
    frame = _getframe(0)
    while frame is not None and len(found) < _DEPTH:
        code = frame.f_code
        file, line, name = code.co_filename, frame.f_lineno, code.co_name
        text = code._line_text(line).strip()
        if not file.startswith('<'):
            found.append(FrameSummary(file, line, name, text))
        frame = frame.f_back
    found.reverse()
    if made is answer and type(made) is Future:
        found.append(FrameSummary('/usr/lib/python3.13/asyncio/base_events.py', 460, 'create_future',
                                  'return futures.Future(loop=self)'))
        del found[:-_DEPTH]
    made._source_traceback = StackSummary(found)
    return answer


def _made_at(made):
    # For repr().
    traceback = made._source_traceback
    return [f'created at {traceback[-1].filename}:{traceback[-1].lineno}'] if traceback else []


def _traceback_lines(what, frames):
    return f'{what} created at (most recent call last):\n' + ''.join(frames.format()).rstrip()


def _report_done(loop, task, exc, wakes):
    step = 'Task.task_wakeup()' if wakes else f'<_asyncio.TaskStepMethWrapper object at {id(task):#x}>()'
    _tell(loop, {
        'message': f'Exception in callback {step}',
        'exception': InvalidStateError(f'_step(): already done: {task!r} {exc!r}'),
        'handle': _Shown(f'<Handle {step}>'),
    }, task)


class _Shown:
    _source_traceback = None

    def __init__(self, text):
        self._text = text

    def __repr__(self):
        return self._text


def _tell(loop, context, source):
    if source._source_traceback:
        context['source_traceback'] = source._source_traceback
    loop.call_exception_handler(context)
