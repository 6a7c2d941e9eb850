//! Tasks: a coroutine run step by step, as `Task.__step` and `Task.__wakeup` do it.

use super::base_events::Job;
use super::futures::{fill, instance, is_pending, wait_code, wait_of_code};
use super::slots::{self, flag, get, int, set, set_flag};
use super::{Doing, Runtime, places, task_id};
use crate::base::{Nanos, TaskId};
use crate::machine::{Core, Ended, Next, costs};
use crate::python::native::{Ctl, R, Resume};
use crate::python::object::{GeneratorKind, Obj};
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;
use crate::trace::{Event, Finish, TaskName, Text, Wait};

/// True for what `asyncio.iscoroutine` accepts and the virtual machine can resume.
pub fn is_coroutine(vm: &Vm, v: Value) -> bool {
    let Value::Obj(r) = v else { return false };
    match vm.heap.get(r) {
        Obj::Generator(g) => g.kind == GeneratorKind::Coroutine,
        Obj::AsyncGenOp(_) => true,
        _ => false,
    }
}

/// The context given for something new, or a copy of that of the code that asks for it.
pub fn own_context(core: &mut Core, given: Value) -> Value {
    match given {
        Value::Obj(_) => given,
        _ => core.vm.copied_context(core.vm.context_of(core.thread())),
    }
}

impl Runtime {
    /// The task whose step runs now.
    pub fn current_task(&self) -> Option<Ref> {
        match self.doing {
            Some(Doing::Step(task)) => self.eager.or(Some(task)),
            _ => self.eager,
        }
    }

    /// Its number in the trace; 0 if there is none.
    pub fn current_task_id(&self, core: &Core) -> TaskId {
        self.current_task().map_or(TaskId(0), |t| task_id(&core.vm, t))
    }

    /// Makes a task of a loop and schedules its first step. `name` is a string, or None for the next default name.
    pub fn new_task(&mut self, core: &mut Core, number: usize, coro: Value, name: Value, context: Value) -> Ref {
        let mut attrs = vec![Value::None; slots::TASK];
        fill(&mut attrs, number, 0);
        let task = instance(&mut core.vm, self.classes.task, attrs);
        self.init_task(core, task, coro, name, context);
        self.push(number, Job::Step(task));
        task
    }

    /// Makes a task of an instance whose future slots are filled. Its first step is not scheduled.
    pub fn init_task(&mut self, core: &mut Core, task: Ref, coro: Value, name: Value, context: Value) {
        core.spend(costs::TASK);
        let number = core.recorder.task();
        let (name, trace_name) = if name.is_none() {
            self.last_name += 1;
            (Value::Int(self.last_name), TaskName::numbered(self.last_name as u32))
        } else {
            let text = core.vm.heap.as_str(name).map(|s| s.text.clone());
            (name, TaskName::given(text.map_or(Text::default(), |t| core.recorder.text(&t))))
        };
        let context = own_context(core, context);
        if let Value::Obj(r) = coro {
            core.vm.unwatch(r);
        }
        let place = self.tasks.add(&mut core.vm, task);
        if let Obj::Instance(i) = core.vm.heap.get_mut(task) {
            let s = &mut i.attrs;
            s[slots::CORO] = coro;
            s[slots::NAME] = name;
            s[slots::CONTEXT] = context;
            s[slots::ID] = Value::Int(place << 32 | i64::from(number));
        }
        let coroutine = self.coroutine_text(core, coro);
        let parent = self.current_task_id(core);
        let line = core.line();
        let id = TaskId(number);
        core.record(Event::TaskCreated { task: id, name: trace_name, coroutine, parent, line });
    }

    /// The name of a coroutine's function, for the trace. Remembers the last one asked for: tasks come in series.
    fn coroutine_text(&mut self, core: &mut Core, coro: Value) -> Text {
        let Some(code) = places::code_of(&core.vm, coro) else { return core.recorder.text("") };
        if let Some((last, text)) = self.last_coroutine
            && last == code
        {
            return text;
        }
        let name = core.vm.program.code(code).map_or_else(String::new, |c| c.code.name.clone());
        let text = core.recorder.text(&name);
        self.last_coroutine = Some((code, text));
        text
    }

    /// `Task.__step`: the coroutine runs until it awaits something. `exc` is thrown in unless it is None.
    pub fn step(&mut self, core: &mut Core, task: Ref, exc: Value) -> Option<Next> {
        if !is_pending(&core.vm, task) {
            // Somebody else has given it a result.
            let number = self.running?;
            let wakes = Value::Bool(!get(&core.vm, task, slots::WAITER).is_none());
            let args = vec![self.loop_object(number), Value::Obj(task), exc, wakes];
            return Some(self.start_report(core, number, self.classes.report_done, args));
        }
        core.spend(costs::STEP);
        let mut exc = exc;
        if flag(&core.vm, task, slots::MUST_CANCEL) {
            set_flag(&mut core.vm, task, slots::MUST_CANCEL, false);
            if !self.is_cancelled_error(core, exc) {
                exc = self.cancelled_error(core, task);
            }
        }
        set(&mut core.vm, task, slots::WAITER, Value::None);
        let id = task_id(&core.vm, task);
        core.record(Event::TaskStep { task: id });
        self.doing = Some(Doing::Step(task));
        let how = if exc.is_none() { Resume::Send(Value::None) } else { Resume::Throw(exc) };
        let coro = get(&core.vm, task, slots::CORO);
        core.vm.enter_context(core.thread(), get(&core.vm, task, slots::CONTEXT));
        core.vm.start_resume(core.thread(), coro, how);
        Some(Next::Run)
    }

    /// `Task.__wakeup`: what it waited for is done; an exception is thrown in.
    pub fn wakeup(&mut self, core: &mut Core, task: Ref) -> Option<Next> {
        let waiter = get(&core.vm, task, slots::WAITER);
        if self.is_odd(&mut core.vm, waiter, &["result"]) {
            return Some(self.ask(core, task, waiter));
        }
        let exc = match waiter {
            Value::Obj(future) if int(&core.vm, future, slots::STATE) != slots::FINISHED => {
                match self.result(core, future) {
                    Err(Ctl::Raise(exc)) => exc,
                    _ => Value::None,
                }
            }
            _ => Value::None,
        };
        self.step(core, task, exc)
    }

    /// True for instances of CancelledError.
    pub fn is_cancelled_error(&self, core: &Core, exc: Value) -> bool {
        matches!(exc, Value::Obj(_)) && core.vm.is_instance(exc, self.classes.cancelled_error)
    }

    /// A step ended.
    pub fn step_ended(&mut self, core: &mut Core, task: Ref, how: &Ended) -> Next {
        self.keep_context(core, task);
        if let Some(number) = self.running {
            self.time_handle(core, number, Value::Obj(task));
        }
        if let Ended::Yielded(v) = *how {
            if !self.suspended(core, task, v) {
                // The exception's text needs reprs, which may be Python code: the prelude makes it.
                self.doing = Some(Doing::BadYield(task));
                core.vm.start(core.thread(), self.classes.bad_yield, vec![Value::Obj(task), v]);
                return Next::Run;
            }
        } else if self.task_ended(core, task, how)
            && let Ended::Raised(exc) = *how
        {
            return self.leave_raising(core, exc);
        }
        self.advance(core)
    }

    /// A task that had no context: if there is one now, that is its own.
    pub fn keep_context(&mut self, core: &mut Core, task: Ref) {
        if get(&core.vm, task, slots::CONTEXT).is_none() {
            let context = core.vm.context_of(core.thread());
            set(&mut core.vm, task, slots::CONTEXT, if context.is_unbound() { Value::None } else { context });
        }
    }

    /// The coroutine returned or raised. True if what it raised ends the program.
    pub fn task_ended(&mut self, core: &mut Core, task: Ref, how: &Ended) -> bool {
        match *how {
            Ended::Returned(v) => {
                if flag(&core.vm, task, slots::MUST_CANCEL) {
                    // Cancelled right before it came to its end.
                    set_flag(&mut core.vm, task, slots::MUST_CANCEL, false);
                    let message = get(&core.vm, task, slots::MESSAGE);
                    self.finished(core, task, Finish::Cancelled);
                    self.cancel_plain(core, task, message);
                } else {
                    self.finished(core, task, Finish::Result);
                    // It is pending, so this cannot fail.
                    let _ = self.set_result(core, task, v);
                }
            }
            Ended::Raised(exc) if self.is_cancelled_error(core, exc) => {
                self.finished(core, task, Finish::Cancelled);
                // The message is the exception's.
                self.cancel_plain(core, task, Value::None);
                set(&mut core.vm, task, slots::RESULT, exc);
            }
            Ended::Raised(exc) => {
                self.finished(core, task, Finish::Raised);
                // It is pending, so this cannot fail.
                let _ = self.set_exception(core, task, exc);
                return self.ends_programs(core, exc);
            }
            Ended::Yielded(_) => {}
        }
        false
    }

    fn finished(&mut self, core: &mut Core, task: Ref, how: Finish) {
        core.spend(costs::TASK_END);
        let id = task_id(&core.vm, task);
        core.record(Event::TaskFinished { task: id, how });
        let place = slots::place(&core.vm, task);
        self.tasks.remove(&mut core.vm, place);
    }

    /// The coroutine yielded: a future to wait for, or None to give way. False for anything else.
    pub fn suspended(&mut self, core: &mut Core, task: Ref, v: Value) -> bool {
        let line = core.vm.suspended_line(get(&core.vm, task, slots::CORO));
        let id = task_id(&core.vm, task);
        if v.is_none() {
            core.spend(costs::CALL_SOON);
            core.record(Event::TaskYielded { task: id, line });
            self.push(self.loop_of(&core.vm, task), Job::Step(task));
            return true;
        }
        if let Some(future) = self.as_future(&core.vm, v)
            && future != task
            && matches!(get(&core.vm, future, slots::BLOCKING), Value::Bool(true))
            && self.loop_of(&core.vm, future) == self.loop_of(&core.vm, task)
        {
            if self.is_odd(&mut core.vm, v, &["add_done_callback"]) {
                let (wait, label, until) = self.wait_of(core, future);
                core.record(Event::TaskSuspended { task: id, wait, label, line, until });
                return false;
            }
            set(&mut core.vm, future, slots::BLOCKING, Value::Bool(false));
            let (wait, label, until) = self.wait_of(core, future);
            core.record(Event::TaskSuspended { task: id, wait, label, line, until });
            core.spend(costs::WAIT);
            set(&mut core.vm, task, slots::WAITER, Value::Obj(future));
            self.add_callback(core, future, Value::Obj(task));
            if flag(&core.vm, task, slots::MUST_CANCEL) {
                let message = get(&core.vm, task, slots::MESSAGE);
                if matches!(self.cancel(core, future, message), Ok(true)) {
                    set_flag(&mut core.vm, task, slots::MUST_CANCEL, false);
                }
            }
            return true;
        }
        core.record(Event::TaskYielded { task: id, line });
        false
    }

    /// The prelude made the exception for a bad yield: the task's next step raises it.
    pub fn bad_yield_made(&mut self, core: &mut Core, task: Ref, how: &Ended) -> Next {
        let (Ended::Returned(exc) | Ended::Raised(exc) | Ended::Yielded(exc)) = *how;
        if exc.is_none() {
            // It was a future after all, which has been told to wake the task.
            return self.advance(core);
        }
        let place = self.held.hold(&mut core.vm, exc);
        self.push(self.loop_of(&core.vm, task), Job::Throw(task, place));
        self.advance(core)
    }

    /// What waiting on a future is, for the trace.
    fn wait_of(&mut self, core: &mut Core, future: Ref) -> (Wait, Text, Nanos) {
        if self.is_task(&core.vm, future) {
            let name = self.task_name(&core.vm, future);
            return (Wait::Task, core.recorder.text(&name), Nanos::MAX);
        }
        let (wait, label) = wait_of_code(int(&core.vm, future, slots::LOOP));
        let until = match wait {
            Wait::Timer => Nanos(int(&core.vm, future, slots::MESSAGE).max(0) as u64),
            _ => Nanos::MAX,
        };
        (wait, label, until)
    }

    /// `get_name()`.
    pub fn task_name(&self, vm: &Vm, task: Ref) -> String {
        match get(vm, task, slots::NAME) {
            Value::Int(n) => format!("Task-{n}"),
            v => vm.heap.as_str(v).map_or_else(String::new, |s| s.text.to_string()),
        }
    }

    /// The future of an `asyncio.sleep`, and its timer.
    ///
    /// # Errors
    /// RuntimeError if no loop runs.
    pub fn sleep(&mut self, core: &mut Core, delay: f64, result: Value) -> R {
        let number = self.running_loop(core)?;
        core.spend(costs::CALL_LATER);
        let length = Nanos::from_secs_f64(delay);
        let task = self.current_task_id(core);
        core.record(Event::SleepRequested { length, blocking: false, task });
        let until = core.now + length;
        let label = core.recorder.text("sleep");
        let future = self.new_future(core, number, wait_code(Wait::Timer, label));
        let place = self.held.hold(&mut core.vm, Value::Obj(future));
        if let Obj::Instance(i) = core.vm.heap.get_mut(future) {
            // The value it will have; while it is pending nobody looks here. The deadline stands where its cancel message would.
            i.attrs[slots::RESULT] = result;
            i.attrs[slots::MESSAGE] = Value::Int(until.0.min(i64::MAX as u64) as i64);
            i.attrs[slots::EXTRA] = Value::Int(i64::from(place));
            i.attrs[slots::FLAGS] = Value::Int(slots::HAS_TIMER);
        }
        let when = core.loop_time() + delay;
        if let Some(l) = self.loops.get_mut(number) {
            l.timers.push(when, place);
        }
        Ok(Value::Obj(future))
    }
}
