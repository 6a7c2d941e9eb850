# asyncio.TaskGroup: waits for its tasks at the end of the block; the first failure cancels the others.

class TaskGroup:
    __module__ = 'asyncio.taskgroups'

    def __init__(self):
        self._loop = None
        self._parent = None
        self._tasks = set()
        self._members = []
        self._errors = []
        # SystemExit or KeyboardInterrupt of the body or a task: goes out by itself.
        self._base_error = None
        self._entered = False
        self._exiting = False
        self._aborting = False
        # We cancelled the parent to get it out of the block.
        self._cancelled_parent = False
        self._all_done = None

    def __repr__(self):
        info = ''
        if self._tasks:
            info += f' tasks={len(self._tasks)}'
        if self._errors:
            info += f' errors={len(self._errors)}'
        if self._aborting:
            info += ' cancelling'
        elif self._entered:
            info += ' entered'
        return f'<TaskGroup{info}>'

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f'TaskGroup {self!r} has already been entered')
        self._loop = get_running_loop()
        self._parent = current_task(self._loop)
        if self._parent is None:
            raise RuntimeError(f'TaskGroup {self!r} cannot determine the parent task')
        self._entered = True
        return self

    def create_task(self, coro, *, name=None, context=None):
        problem = None
        if not self._entered:
            problem = 'has not been entered'
        elif self._exiting and not self._tasks:
            problem = 'is finished'
        elif self._aborting:
            problem = 'is shutting down'
        if problem is not None:
            coro.close()
            raise RuntimeError(f'TaskGroup {self!r} {problem}')
        task = self._loop.create_task(coro, name=name, context=context)
        self._members.append(task)
        if task.done():
            self._on_task_done(task)
        else:
            self._tasks.add(task)
            task.add_done_callback(self._on_task_done)
        return task

    async def __aexit__(self, et, exc, tb):
        self._exiting = True
        if exc is not None:
            if self._base_error is None and _ends_programs(exc):
                self._base_error = exc
            if not self._aborting:
                self._abort()
        cancelled = exc if isinstance(exc, CancelledError) else None
        if self._tasks:
            cancelled = await self._wait_for_tasks(cancelled)
        if self._base_error is not None:
            raise self._base_error
        if self._cancelled_parent and self._parent.uncancel() == 0:
            # The cancellation that we asked for ourselves ends here.
            cancelled = None
        if cancelled is not None and not self._errors:
            raise cancelled
        if exc is not None and not isinstance(exc, CancelledError):
            self._errors.append(exc)
        if not self._errors:
            return
        if self._parent.cancelling():
            # Somebody else wants it cancelled too: it shall notice at its next await.
            self._parent.uncancel()
            self._parent.cancel()
        errors, self._errors = self._errors, None
        try:
            raise BaseExceptionGroup('unhandled errors in a TaskGroup', errors) from None
        finally:
            exc = errors = None

    async def _wait_for_tasks(self, cancelled):
        label = f'TaskGroup of {len(self._members)}'
        group = _group_began(label, self._members)
        while self._tasks:
            # Cancelling the parent cancels this future: then there is a new one.
            self._all_done = _waiter(self._loop, label, 3)
            try:
                await self._all_done
            except CancelledError as exc:
                if not self._aborting:
                    cancelled = exc
                    self._abort()
            self._all_done = None
        _group_ended(group)
        return cancelled

    def _abort(self):
        self._aborting = True
        for task in self._members:
            if task in self._tasks and not task.done():
                task.cancel()

    def _on_task_done(self, task):
        self._tasks.discard(task)
        waiter = self._all_done
        if waiter is not None and not self._tasks and not waiter.done():
            waiter.set_result(True)
        if task.cancelled():
            return
        exc = task.exception()
        if exc is None:
            return
        self._errors.append(exc)
        if self._base_error is None and _ends_programs(exc):
            self._base_error = exc
        if self._parent.done():
            self._loop.call_exception_handler({
                'message': f'Task {task!r} has errored out but its parent task {self._parent} is already completed',
                'exception': exc,
                'task': task,
            })
        elif not self._aborting and not self._cancelled_parent:
            self._abort()
            self._cancelled_parent = True
            self._parent.cancel()


def _ends_programs(exc):
    return isinstance(exc, (SystemExit, KeyboardInterrupt))


