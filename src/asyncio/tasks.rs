//! Tasks: a coroutine stepped by the loop, as `Task.__step` does it.

use super::futures::{self, FIRST_TASK, UNTIL, WAIT_KIND, WAIT_LABEL, get, set};
use super::{Handle, Running, Runtime};
use crate::base::{Nanos, TaskId};
use crate::machine::{Core, Ended, Next, costs};
use crate::python::future_slots as slot;
use crate::python::native::Resume;
use crate::python::object::{Instance, Obj};
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::trace::{Event, Finish, Text, Wait};

pub(crate) const CORO: usize = FIRST_TASK;
pub(crate) const NAME: usize = FIRST_TASK + 1;
pub(crate) const MUST_CANCEL: usize = FIRST_TASK + 2;
/// The future it waits for, or None.
pub(crate) const WAITER: usize = FIRST_TASK + 3;
pub(crate) const CANCELS: usize = FIRST_TASK + 4;
/// Number of the task in the trace.
pub(crate) const ID: usize = FIRST_TASK + 5;
pub(crate) const CONTEXT: usize = FIRST_TASK + 6;
/// Number of hidden slots of a task.
pub(crate) const COUNT: usize = FIRST_TASK + 7;

/// A task's number in the trace.
pub(crate) fn id(core: &Core, task: Ref) -> TaskId {
    match get(core, task, ID) {
        Value::Int(n) => TaskId(n as u32),
        _ => TaskId(0),
    }
}

impl Runtime {
    /// The task whose step runs now.
    pub(crate) fn current_task(&self) -> Option<Ref> {
        match self.current.last() {
            Some(Running::Task(t)) => Some(*t),
            _ => None,
        }
    }

    /// Makes a task and schedules its first step.
    pub(crate) fn create_task(
        &mut self,
        core: &mut Core,
        loop_object: Value,
        coro: Value,
        name: Value,
        context: Value,
    ) -> Ref {
        let shape = core.vm.class(self.classes.task).map_or(0, |c| c.root_shape);
        let mut attrs = vec![Value::None; COUNT];
        attrs[slot::STATE] = Value::Int(slot::PENDING);
        attrs[slot::BLOCKING] = Value::Bool(false);
        attrs[futures::LOOP] = loop_object;
        attrs[WAIT_KIND] = Value::Int(2);
        attrs[CORO] = coro;
        attrs[CONTEXT] = context;
        attrs[MUST_CANCEL] = Value::Bool(false);
        attrs[CANCELS] = Value::Int(0);
        self.last_task += 1;
        attrs[ID] = Value::Int(i64::from(self.last_task));
        attrs[NAME] = if name.is_none() || name.is_unbound() {
            self.last_name += 1;
            let text = format!("Task-{}", self.last_name);
            core.vm.heap.str(&text)
        } else {
            name
        };
        let name_text = core.vm.heap.as_str(attrs[NAME]).map_or_else(String::new, |s| s.text.to_string());
        let task = core.vm.heap.alloc(Obj::Instance(Instance { class: self.classes.task, shape, attrs }));
        self.tasks.insert(self.last_task, task);
        core.now += Nanos(costs::SCHEDULE);
        let coroutine = match coro {
            Value::Obj(r) => match core.vm.heap.get(r) {
                Obj::Generator(g) => core.vm.heap.as_str(g.name).map_or_else(String::new, |s| s.text.to_string()),
                _ => String::new(),
            },
            _ => String::new(),
        };
        let (name, coroutine) = (core.recorder.text(&name_text), core.recorder.text(&coroutine));
        let parent = self.current_task().map_or(TaskId(0), |t| id(core, t));
        let line = core.line();
        let task_id = id(core, task);
        core.record(Event::TaskCreated { task: task_id, name, coroutine, parent, line });
        let loop_id = self.loop_of(loop_object);
        self.call_soon(loop_id, Handle::Step(task, Value::None));
        task
    }

    /// Notes that what a task waited for is there.
    pub(crate) fn woken(&mut self, core: &mut Core, task: Ref) {
        let by = self.current_task().map_or(TaskId(0), |t| id(core, t));
        let task = id(core, task);
        core.record(Event::TaskWoken { task, by });
    }

    /// One step: the coroutine runs until it awaits something.
    pub(crate) fn step(&mut self, core: &mut Core, _loop: usize, task: Ref, exc: Value) -> Option<Next> {
        if !self.is_pending(core, task) {
            return None;
        }
        let mut exc = exc;
        if matches!(get(core, task, MUST_CANCEL), Value::Bool(true)) {
            set(core, task, MUST_CANCEL, Value::Bool(false));
            if !self.is_cancelled_error(core, exc) {
                exc = self.cancelled_error(core, task);
            }
        }
        set(core, task, WAITER, Value::None);
        let task_id = id(core, task);
        core.record(Event::TaskStep { task: task_id });
        self.current.push(Running::Task(task));
        let how = if exc.is_none() { Resume::Send(Value::None) } else { Resume::Throw(exc) };
        let coro = get(core, task, CORO);
        core.vm.start_resume(0, coro, how);
        Some(Next::Run)
    }

    /// The future a task waited for is done.
    pub(crate) fn wakeup(&mut self, core: &mut Core, id: usize, task: Ref, future: Ref) -> Option<Next> {
        let exc = match self.result(core, future) {
            Ok(_) => Value::None,
            Err(crate::python::native::Ctl::Raise(e)) => e,
            Err(_) => Value::None,
        };
        self.step(core, id, task, exc)
    }

    fn is_cancelled_error(&self, core: &Core, exc: Value) -> bool {
        core.vm.as_exception(exc).is_some() && core.vm.is_instance(exc, self.classes.cancelled_error)
    }

    /// A step ended.
    pub(crate) fn task_ended(&mut self, core: &mut Core, task: Ref, how: &Ended) -> Next {
        let task_id = id(core, task);
        match *how {
            Ended::Returned(v) => {
                if matches!(get(core, task, MUST_CANCEL), Value::Bool(true)) {
                    set(core, task, MUST_CANCEL, Value::Bool(false));
                    let msg = get(core, task, futures::CANCEL_MSG);
                    self.done(core, task, Finish::Cancelled);
                    self.cancel_future(core, task, msg);
                } else {
                    self.done(core, task, Finish::Result);
                    self.set_result(core, task, v);
                }
            }
            Ended::Raised(e) if self.is_cancelled_error(core, e) => {
                self.done(core, task, Finish::Cancelled);
                set(core, task, futures::CANCELLED_EXC, e);
                let msg = get(core, task, futures::CANCEL_MSG);
                self.cancel_future(core, task, msg);
            }
            Ended::Raised(e) => {
                self.done(core, task, Finish::Raised);
                self.set_exception(core, task, e);
                if core.vm.is_exc(e, Exc::SystemExit) || core.vm.is_exc(e, Exc::KeyboardInterrupt) {
                    return self.raise_out(core, e);
                }
            }
            Ended::Yielded(v) => self.suspended(core, task, task_id, v),
        }
        self.advance(core)
    }

    fn done(&mut self, core: &mut Core, task: Ref, how: Finish) {
        let task_id = id(core, task);
        core.record(Event::TaskFinished { task: task_id, how });
        self.tasks.remove(&task_id.0);
    }

    /// The coroutine yielded: a future to wait for, or None to give way.
    fn suspended(&mut self, core: &mut Core, task: Ref, task_id: TaskId, v: Value) {
        let id = self.loop_of(get(core, task, futures::LOOP));
        let line = core.vm.suspended_line(get(core, task, CORO));
        let error = match self.is_future(core, v) {
            Some(future) if future == task => {
                let text = core.vm.repr_native(Value::Obj(task)).unwrap_or_else(|_| String::from("<Task>"));
                format!("Task cannot await on itself: {text}")
            }
            Some(future) if matches!(get(core, future, slot::BLOCKING), Value::Bool(true)) => {
                set(core, future, slot::BLOCKING, Value::Bool(false));
                set(core, task, WAITER, Value::Obj(future));
                let (wait, label, until) = self.wait_of(core, future);
                core.record(Event::TaskSuspended { task: task_id, wait, label, line, until });
                self.add_done_callback(core, future, Value::Obj(task));
                if matches!(get(core, task, MUST_CANCEL), Value::Bool(true)) {
                    let msg = get(core, task, futures::CANCEL_MSG);
                    if self.cancel(core, future, msg) {
                        set(core, task, MUST_CANCEL, Value::Bool(false));
                    }
                }
                return;
            }
            Some(_) => String::from("yield was used instead of yield from in a task with a future"),
            None if v.is_none() => {
                core.record(Event::TaskYielded { task: task_id, line });
                return self.call_soon(id, Handle::Step(task, Value::None));
            }
            None => {
                let text = core.vm.repr_native(v).unwrap_or_else(|_| String::from("?"));
                format!("Task got bad yield: {text}")
            }
        };
        core.record(Event::TaskYielded { task: task_id, line });
        let class = core.vm.types.exc(Exc::RuntimeError);
        let text = core.vm.heap.str(&error);
        let exc = core.vm.exception(class, vec![text]);
        self.call_soon(id, Handle::Step(task, exc));
    }

    /// What a future stands for, for the timeline.
    fn wait_of(&mut self, core: &mut Core, future: Ref) -> (Wait, Text, Nanos) {
        let until = match get(core, future, UNTIL) {
            Value::Int(n) => Nanos(n as u64),
            _ => Nanos::MAX,
        };
        let wait = match get(core, future, WAIT_KIND) {
            Value::Int(0) => Wait::Timer,
            Value::Int(2) => Wait::Task,
            Value::Int(3) => Wait::Group,
            Value::Int(4) => Wait::Lock,
            Value::Int(5) => Wait::Queue,
            Value::Int(6) => Wait::Executor,
            _ => Wait::Future,
        };
        let label = if wait == Wait::Task { get(core, future, NAME) } else { get(core, future, WAIT_LABEL) };
        let text = core.vm.heap.as_str(label).map_or_else(String::new, |s| s.text.to_string());
        (wait, core.recorder.text(&text), until)
    }

    /// `cancel()` of a future or task. False if it was done.
    pub(crate) fn cancel(&mut self, core: &mut Core, future: Ref, msg: Value) -> bool {
        let class = match core.vm.heap.get(future) {
            Obj::Instance(i) => i.class,
            _ => return false,
        };
        if !core.vm.is_subclass(class, self.classes.task) {
            // A gather's future passes it on to its children.
            return match self.cancel_children(core, future, msg) {
                Some(any) => any,
                None => self.cancel_future(core, future, msg),
            };
        }
        if !self.is_pending(core, future) {
            return false;
        }
        if let Value::Int(n) = get(core, future, CANCELS) {
            set(core, future, CANCELS, Value::Int(n + 1));
        }
        if let Value::Obj(waiter) = get(core, future, WAITER)
            && self.cancel(core, waiter, msg)
        {
            return true;
        }
        set(core, future, MUST_CANCEL, Value::Bool(true));
        set(core, future, futures::CANCEL_MSG, msg);
        true
    }

    /// Cancels the children of a `gather`; `None` if the future is of no gather.
    fn cancel_children(&mut self, core: &mut Core, gather: Ref, msg: Value) -> Option<bool> {
        let name = core.vm.syms.find("_children")?;
        let children = core.vm.own_attr(gather, name).ok().filter(|v| !v.is_unbound())?;
        if !self.is_pending(core, gather) {
            return Some(false);
        }
        let mut any = false;
        for child in core.vm.native_items(children).unwrap_or_default() {
            if let Some(f) = self.is_future(core, child) {
                any |= self.cancel(core, f, msg);
            }
        }
        if any {
            // If any child was cancelled, the gather is too, whatever its children say.
            let name = core.vm.syms.intern("_cancel_requested");
            // A future has a `__dict__`, so this cannot fail.
            let _ = core.vm.store_attr_generic(Value::Obj(gather), name, Value::Bool(true));
        }
        Some(any)
    }
}
