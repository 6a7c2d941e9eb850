//! The calls from Python that need the loop: what each does with its arguments.

use super::base_events::EventLoop;
use super::futures::{fill, wait_code};
use super::natives::Call;
use super::slots::{self, get, int, set};
use super::tasks::{is_coroutine, own_context};
use super::{Runtime, task_id};
use crate::machine::{Core, Next, costs};
use crate::python::native::{Ctl, R};
use crate::python::number::to_f64;
use crate::python::object::Obj;
use crate::python::sym::Sym;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::trace::{Event, Wait};

/// The arguments of a call.
struct Given {
    pos: Vec<Value>,
    kw: Vec<(Sym, Value)>,
}

impl Given {
    fn at(&self, i: usize) -> Value {
        self.pos.get(i).copied().unwrap_or_default()
    }

    /// Self of a method.
    fn own(&self) -> Ref {
        self.at(0).as_ref().unwrap_or(Ref(0))
    }

    /// A keyword argument; None if it is not given.
    fn kw(&self, core: &Core, name: &str) -> Value {
        let found = self.kw.iter().find(|(n, _)| core.vm.syms.text(*n) == name);
        found.map_or(Value::None, |(_, v)| *v)
    }

    /// An argument by position or keyword; None if it is not given.
    fn either(&self, core: &Core, i: usize, name: &str) -> Value {
        match self.at(i) {
            Value::Unbound => self.kw(core, name),
            v => v,
        }
    }
}

/// Carries out a call that the virtual machine reported.
pub fn call(rt: &mut Runtime, core: &mut Core, id: u16) -> Next {
    let given = Given { pos: std::mem::take(&mut core.vm.extern_args), kw: std::mem::take(&mut core.vm.extern_kw) };
    let answer = match Call::of(id) {
        Some(Call::RunForever) => match rt.number(core, &given) {
            Ok(n) if rt.is_own_loop(n) => Err(rt.in_python(core, "run_forever", vec![given.at(0)])),
            Ok(n) => match rt.run_forever(core, n) {
                Ok(next) => return next,
                Err(ctl) => Err(ctl),
            },
            Err(ctl) => Err(ctl),
        },
        Some(call) => rt.answer(core, call, &given).and_then(|v| rt.noted(core, call, &given, v)),
        None => Err(Ctl::unsupported("a call that asyncio does not know")),
    };
    let answer = match answer {
        Ok(v) if !rt.soon.is_empty() => Err(rt.hand_over(core, v)),
        other => other,
    };
    core.vm.answer(core.thread(), answer);
    Next::Run
}

impl Runtime {
    fn answer(&mut self, core: &mut Core, call: Call, given: &Given) -> R {
        match call {
            Call::Setup => self.setup(core, given.at(0)),
            Call::EagerBegin | Call::EagerEnd | Call::EagerThrow | Call::EagerOver => {
                self.eager(core, call, given.own(), [given.at(1), given.at(2)])
            }
            Call::CreateTask => {
                let number = self.running_loop(core)?;
                if self.loops.get(number).is_some_and(|l| l.own_tasks) {
                    let (coro, name) = (given.either(core, 0, "coro"), given.kw(core, "name"));
                    let context = given.kw(core, "context");
                    let args = vec![self.loop_object(number), coro, name, context];
                    return Err(Ctl::Call(Box::new((self.classes.create_slowly, args))));
                }
                self.create_task(core, number, given, 0)
            }
            Call::Gather => self.call_gather(core, given),
            Call::Sleep => {
                let number = self.running_loop(core)?;
                if self.loops.get(number).is_some_and(|l| l.own_timers) {
                    let args = vec![self.loop_object(number), given.at(0), given.at(1)];
                    return Err(Ctl::Call(Box::new((self.classes.sleep_slowly, args))));
                }
                let delay = self.seconds(core, given.at(0))?;
                self.sleep(core, delay, given.at(1))
            }
            Call::GetRunningLoop => Ok(self.running_loop(core).map(|n| self.loop_object(n))?),
            Call::RunningLoopOrNone => Ok(self.running.map_or(Value::None, |n| self.loop_object(n))),
            Call::SetLoop => self.set_loop(core, given.at(0)),
            Call::CurrentLoop => Ok(match (self.current_loop, self.loop_was_set) {
                (Some(n), _) => self.loop_object(n),
                // Only the main thread gets one made for it.
                (None, was_set) => Value::Bool(was_set || core.thread() != 0),
            }),
            Call::IsMainThread => Ok(Value::Bool(core.thread() == 0)),
            Call::CurrentTask => self.call_current_task(core, given),
            Call::SetEntered => {
                self.set_entered(core, given.at(0), given.at(1));
                Ok(Value::None)
            }
            Call::Queued => {
                let number = self.number(core, given)?;
                self.queued(core, number)
            }
            Call::WaitsFor => Ok(self.waits_for(core, given.own(), given.at(1))),
            Call::MustCancel => {
                self.must_cancel(core, given.own(), given.at(1));
                Ok(Value::None)
            }
            Call::TaskWakeup => Err(self.in_python(core, "wakeup", vec![given.at(0), given.at(1)])),
            Call::NewHandle | Call::SetRunning | Call::IsStopping => {
                let number = self.number(core, given)?;
                self.answer_own_loop(core, call, number, &given.pos)
            }
            Call::StepExc => Ok(self.step_exc(core, given.own(), given.at(1))),
            Call::AllTasks => self.all_tasks(core, given.at(0)),
            Call::Waiter => self.waiter(core, given),
            Call::GroupBegan => self.group_began(core, given),
            Call::GroupEnded => {
                if let Value::Int(group) = given.at(0) {
                    core.record(Event::GroupEnded { group: group as u32 });
                }
                Ok(Value::None)
            }
            _ => self.answer_method(core, call, given),
        }
    }

    /// In debug mode, what was made is noted with its place.
    #[inline(never)]
    fn noted(&mut self, core: &Core, call: Call, given: &Given, answer: Value) -> R {
        let made = match call {
            Call::FutureInit | Call::TaskInit => given.at(0),
            Call::CallSoon | Call::CallSoonThreadsafe | Call::CallLater | Call::CallAt => answer,
            Call::LoopCreateFuture | Call::LoopCreateTask | Call::CreateTask => answer,
            _ => return Ok(answer),
        };
        let Value::Obj(r) = made else { return Ok(answer) };
        let is_handle = core.vm.is_instance(made, self.classes.handle);
        let number = if is_handle { int(&core.vm, r, slots::H_LOOP) as usize } else { slots::loop_number(&core.vm, r) };
        match self.loops.get(number) {
            Some(l) if l.slow_after.is_some() => Err(Ctl::Call(Box::new((self.classes.noted, vec![made, answer])))),
            _ => Ok(answer),
        }
    }

    fn answer_method(&mut self, core: &mut Core, call: Call, given: &Given) -> R {
        match call {
            Call::Time => {
                core.spend(costs::CLOCK);
                Ok(Value::Float(core.loop_time()))
            }
            Call::LoopInit => {
                let number = self.loops.len();
                self.loops.push(EventLoop::new(given.at(0)));
                self.held.hold(&mut core.vm, given.at(0));
                set(&mut core.vm, given.own(), slots::L_NUMBER, Value::Int(number as i64));
                Ok(Value::None)
            }
            Call::CallSoon | Call::CallSoonThreadsafe => {
                let number = self.number(core, given)?;
                let args = core.vm.heap.tuple(given.pos.get(2..).unwrap_or_default().to_vec());
                let context = given.kw(core, "context");
                if self.is_own_loop(number) {
                    let name = if call == Call::CallSoon { "call_soon" } else { "call_soon_threadsafe" };
                    return Err(self.in_python(core, name, vec![given.at(0), given.at(1), args, context]));
                }
                let handle = self.call_soon(core, number, given.at(1), args, context)?;
                if call == Call::CallSoonThreadsafe
                    && let Some(l) = self.loops.get(number)
                    && l.running
                {
                    core.wake_system(l.thread);
                }
                Ok(handle)
            }
            Call::CallArriving => {
                let number = self.number(core, given)?;
                let when = self.seconds(core, given.at(1))?;
                let args = core.vm.heap.tuple(given.pos.get(3..).unwrap_or_default().to_vec());
                self.call_arriving(core, number, when, given.at(2), args)
            }
            Call::CallPolled => {
                let number = self.number(core, given)?;
                let args = core.vm.heap.tuple(given.pos.get(2..).unwrap_or_default().to_vec());
                self.call_polled(core, number, given.at(1), args);
                Ok(Value::None)
            }
            Call::CallLater | Call::CallAt => self.call_timer(core, call == Call::CallLater, given),
            Call::LoopCreateFuture => {
                let number = self.number(core, given)?;
                let wait = self.plain_wait(core);
                Ok(Value::Obj(self.new_future(core, number, wait)))
            }
            Call::LoopCreateTask => {
                let number = self.number(core, given)?;
                self.check_open(core, number)?;
                self.create_task(core, number, given, 1)
            }
            Call::Stop => {
                let number = self.number(core, given)?;
                if let Some(l) = self.loops.get_mut(number) {
                    l.stopping = true;
                }
                Ok(Value::None)
            }
            Call::Close => {
                let number = self.number(core, given)?;
                self.close(core, number)
            }
            Call::IsRunning => {
                let number = self.number(core, given)?;
                Ok(Value::Bool(self.loops.get(number).is_some_and(|l| l.running)))
            }
            Call::OwnTasks => {
                let number = self.number(core, given)?;
                if let Some(l) = self.loops.get_mut(number) {
                    l.own_tasks = matches!(given.at(1), Value::Bool(true));
                }
                Ok(Value::None)
            }
            Call::OwnTimers => {
                let number = self.number(core, given)?;
                if let Some(l) = self.loops.get_mut(number) {
                    l.own_timers = true;
                }
                Ok(Value::None)
            }
            Call::OwnLoop => {
                let number = self.number(core, given)?;
                self.own_loop(number)
            }
            Call::IsDebug => {
                let number = int(&core.vm, given.own(), slots::H_LOOP) as usize;
                Ok(Value::Bool(self.loops.get(number).is_some_and(|l| l.slow_after.is_some())))
            }
            Call::WatchSlow => {
                let number = self.number(core, given)?;
                let limit = to_f64(&core.vm, given.at(1));
                if let Some(l) = self.loops.get_mut(number) {
                    l.slow_after = limit;
                }
                Ok(Value::None)
            }
            Call::IsClosed => {
                let number = self.number(core, given)?;
                Ok(Value::Bool(self.loops.get(number).is_some_and(|l| l.closed)))
            }
            Call::HandleCancel => Ok(self.cancel_handle(core, given.own())),
            Call::FutureInit => self.future_init(core, given),
            Call::TaskInit => self.task_init(core, given),
            _ => self.answer_future(core, call, given),
        }
    }

    fn answer_future(&mut self, core: &mut Core, call: Call, given: &Given) -> R {
        let future = given.own();
        if get(&core.vm, future, slots::LOOP).is_unbound() {
            let text = "Future object is not initialized.";
            return Err(match call {
                Call::Result | Call::Exception => self.invalid_state(core, text),
                _ => core.vm.raise(Exc::RuntimeError, text),
            });
        }
        match call {
            Call::SetResult => {
                let value = given.either(core, 1, "result");
                self.set_result(core, future, value).map(|()| Value::None)
            }
            Call::SetException => {
                let exc = given.either(core, 1, "exception");
                self.call_set_exception(core, future, exc)
            }
            Call::Result => self.result(core, future),
            Call::Exception => self.exception(core, future),
            Call::Cancel => {
                let message = given.either(core, 1, "msg");
                let done = Value::Bool(self.cancel(core, future, message)?);
                if self.odd_cancels.is_empty() { Ok(done) } else { Err(self.cancel_odd(core, message, done)) }
            }
            Call::AddCallback => {
                let callback = given.either(core, 1, "fn");
                if let Some(task) = super::odd::woken_by(&core.vm, callback) {
                    self.add_callback(core, future, Value::Obj(task));
                    return Ok(Value::None);
                }
                let context = given.kw(core, "context");
                let context = own_context(core, context);
                let entry = core.vm.heap.tuple(vec![callback, context]);
                self.add_callback(core, future, entry);
                Ok(Value::None)
            }
            Call::RemoveCallback => {
                let callback = given.either(core, 1, "fn");
                self.remove_callback(core, future, callback)
            }
            Call::CancelledError => Ok(self.cancelled_error(core, future)),
            Call::GetLoop => Ok(self.loop_object(self.loop_of(&core.vm, future))),
            Call::CallbackList => self.callback_list(core, future),
            _ => Err(Ctl::unsupported("a call that asyncio does not know")),
        }
    }

    /// `_setup((report_callback, report_unretrieved, bad_yield, bad_coroutine, gather_slowly, …))`.
    fn setup(&mut self, core: &mut Core, functions: Value) -> R {
        let items = core.vm.native_items(functions)?;
        core.vm.external_roots.extend(&items);
        let at = |i: usize| items.get(i).copied().unwrap_or_default();
        let c = &mut self.classes;
        (c.report_callback, c.report_unretrieved, c.bad_yield) = (at(0), at(1), at(2));
        (c.bad_coroutine, c.gather_slowly) = (at(3), at(4));
        (c.create_slowly, c.eager_start, c.report_slow) = (at(5), at(6), at(7));
        (c.report_destroyed, c.report_done, c.noted) = (at(8), at(9), at(10));
        (c.ask, c.cancel_odd) = (at(11), at(12));
        (c.sleep_slowly, c.later_slowly, c.future_slowly) = (at(13), at(14), at(15));
        c.own_loops = at(16);
        Ok(Value::None)
    }

    /// The number of the loop whose method is called.
    fn number(&mut self, core: &mut Core, given: &Given) -> R<usize> {
        match get(&core.vm, given.own(), slots::L_NUMBER) {
            Value::Int(n) => Ok(n as usize),
            _ => Err(core.vm.raise(Exc::RuntimeError, "the event loop was not initialized: call super().__init__()")),
        }
    }

    /// The number of a loop object given as an argument.
    fn number_of(&mut self, core: &mut Core, v: Value) -> R<usize> {
        match self.loops.iter().position(|l| l.object.is(v)) {
            Some(n) => Ok(n),
            None => {
                let text = format!("an event loop is required, not '{}'", core.vm.type_name(v));
                Err(core.vm.type_error(text))
            }
        }
    }

    #[inline(never)]
    fn set_loop(&mut self, core: &mut Core, v: Value) -> R {
        self.loop_was_set = true;
        self.current_loop = if v.is_none() { None } else { Some(self.number_of(core, v)?) };
        Ok(Value::None)
    }

    /// A number of seconds.
    fn seconds(&mut self, core: &mut Core, v: Value) -> R<f64> {
        let Some(s) = to_f64(&core.vm, v) else {
            let text = format!("unsupported operand type(s) for +: 'float' and '{}'", core.vm.type_name(v));
            return Err(core.vm.type_error(text));
        };
        if s.is_nan() {
            return Err(core.vm.value_error("Invalid delay: NaN (not a number)"));
        }
        Ok(s)
    }

    fn plain_wait(&mut self, core: &mut Core) -> i64 {
        let label = core.recorder.text("");
        wait_code(Wait::Future, label)
    }

    /// Makes a task of argument `i`, with the keyword arguments `name` and `context`.
    fn create_task(&mut self, core: &mut Core, number: usize, given: &Given, i: usize) -> R {
        let coro = given.either(core, i, "coro");
        if !is_coroutine(&core.vm, coro) {
            let (name, context) = (given.kw(core, "name"), given.kw(core, "context"));
            let args = vec![coro, self.loop_object(number), name, context, Value::None, Value::None];
            return Err(Ctl::Call(Box::new((self.classes.bad_coroutine, args))));
        }
        let name = self.name_argument(core, given)?;
        let context = given.kw(core, "context");
        Ok(Value::Obj(self.new_task(core, number, coro, name, context)))
    }

    /// `name=`: `str()` of it, or None.
    fn name_argument(&mut self, core: &mut Core, given: &Given) -> R {
        let name = given.kw(core, "name");
        if name.is_none() || core.vm.is_str(name) {
            return Ok(name);
        }
        match core.vm.str_native(name) {
            Ok(text) => Ok(core.vm.heap.str(&text)),
            Err(Ctl::Python) => {
                Err(Ctl::unsupported("a task's name that is an object with its own __str__: write str(...)"))
            }
            Err(ctl) => Err(ctl),
        }
    }

    fn call_gather(&mut self, core: &mut Core, given: &Given) -> R {
        let flag = given.kw(core, "return_exceptions");
        let return_exceptions = core.vm.truth_native(flag)?;
        if let Some(outer) = self.gather(core, &given.pos, return_exceptions)? {
            return Ok(outer);
        }
        let args = core.vm.heap.tuple(given.pos.clone());
        Err(Ctl::Call(Box::new((self.classes.gather_slowly, vec![args, Value::Bool(return_exceptions)]))))
    }

    #[inline(never)]
    fn call_current_task(&mut self, core: &mut Core, given: &Given) -> R {
        let of = given.either(core, 0, "loop");
        let of = if of.is_none() { self.running_loop(core).map(|n| self.loop_object(n))? } else { of };
        Ok(self.current_task_of(core, of))
    }

    /// The tasks of a loop that are not done, in order of creation, as a list.
    #[inline(never)]
    fn all_tasks(&mut self, core: &mut Core, of: Value) -> R {
        let number = match self.loops.iter().position(|l| l.object.is(of)) {
            Some(n) => n,
            None if of.is_none() || of.is_unbound() => self.running_loop(core)?,
            None => usize::MAX,
        };
        let all = self.tasks.all(&core.vm).into_iter();
        let theirs = all.filter(|&t| self.loop_of(&core.vm, t) == number).map(Value::Obj).collect();
        Ok(core.vm.heap.list(theirs))
    }

    /// `_waiter(loop, label[, kind])`: a future that the trace can name. Kinds as in [`wait_code`].
    #[inline(never)]
    fn waiter(&mut self, core: &mut Core, given: &Given) -> R {
        let number = self.number(core, given)?;
        if self.loops.get(number).is_some_and(|l| l.own_timers) {
            return Err(Ctl::Call(Box::new((self.classes.future_slowly, vec![given.at(0)]))));
        }
        let text = core.vm.str_native(given.at(1))?;
        let label = core.recorder.text(&text);
        let wait = match given.at(2) {
            Value::Int(2) => Wait::Task,
            Value::Int(3) => Wait::Group,
            Value::Int(5) => Wait::Queue,
            Value::Int(6) => Wait::Executor,
            _ => Wait::Lock,
        };
        Ok(Value::Obj(self.new_future(core, number, wait_code(wait, label))))
    }

    /// `_group_began(label, futures)`: the group's number in the trace.
    #[inline(never)]
    fn group_began(&mut self, core: &mut Core, given: &Given) -> R {
        let text = core.vm.str_native(given.at(0))?;
        let (group, label) = (core.recorder.group(), core.recorder.text(&text));
        let (owner, line) = (self.current_task_id(core), core.line());
        core.record(Event::GroupBegan { group, label, owner, line });
        for member in core.vm.native_items(given.at(1))? {
            if let Some(task) = self.as_future(&core.vm, member).filter(|&f| self.is_task(&core.vm, f)) {
                let task = task_id(&core.vm, task);
                core.record(Event::GroupMember { group, task });
            }
        }
        Ok(Value::Int(i64::from(group)))
    }

    #[inline(never)]
    fn call_timer(&mut self, core: &mut Core, later: bool, given: &Given) -> R {
        let number = self.number(core, given)?;
        let first = given.at(1);
        if first.is_none() {
            let text = if later { "delay must not be None" } else { "when cannot be None" };
            return Err(core.vm.type_error(text));
        }
        let args = core.vm.heap.tuple(given.pos.get(3..).unwrap_or_default().to_vec());
        let context = given.kw(core, "context");
        if later && self.loops.get(number).is_some_and(|l| l.own_timers) {
            let args = vec![given.at(0), first, given.at(2), args, context];
            return Err(Ctl::Call(Box::new((self.classes.later_slowly, args))));
        }
        if self.is_own_loop(number) {
            return Err(self.in_python(core, "call_at", vec![given.at(0), first, given.at(2), args, context]));
        }
        let seconds = self.seconds(core, first)?;
        let when = if later { core.loop_time() + seconds } else { seconds };
        self.call_at(core, number, when, given.at(2), args, context)
    }

    /// `Handle.cancel`: the callback is let go of.
    #[inline(never)]
    fn cancel_handle(&mut self, core: &mut Core, handle: Ref) -> Value {
        core.spend(costs::CANCEL);
        let flags = int(&core.vm, handle, slots::H_FLAGS);
        if flags & slots::HANDLE_CANCELLED != 0 {
            return Value::None;
        }
        if flags & slots::SCHEDULED != 0 {
            let timer = int(&core.vm, handle, slots::H_TIMER) as u32;
            let number = int(&core.vm, handle, slots::H_LOOP) as usize;
            if let Some(l) = self.loops.get_mut(number) {
                l.timers.cancel(timer);
            }
        }
        set(&mut core.vm, handle, slots::H_FLAGS, Value::Int(flags | slots::HANDLE_CANCELLED));
        set(&mut core.vm, handle, slots::H_CALLBACK, Value::None);
        set(&mut core.vm, handle, slots::H_ARGS, Value::None);
        Value::None
    }

    /// The loop given by `loop=`, else the running one or the one set for the thread.
    fn loop_argument(&mut self, core: &mut Core, given: &Given) -> R<usize> {
        let of = given.kw(core, "loop");
        if !of.is_none() {
            return self.number_of(core, of);
        }
        match self.running.or(self.current_loop) {
            Some(n) => Ok(n),
            // It may have to be made; either way there is something to say.
            None => {
                let own = Value::Obj(given.own());
                let (coro, name) = (given.either(core, 1, "coro"), given.kw(core, "name"));
                let (context, eager) = (given.kw(core, "context"), given.kw(core, "eager_start"));
                Err(self.in_python(core, "init_without_loop", vec![own, coro, name, context, eager]))
            }
        }
    }

    #[inline(never)]
    fn future_init(&mut self, core: &mut Core, given: &Given) -> R {
        let number = self.loop_argument(core, given)?;
        let wait = self.plain_wait(core);
        self.fill_instance(core, given.own(), number, wait);
        Ok(Value::None)
    }

    fn fill_instance(&mut self, core: &mut Core, r: Ref, number: usize, wait: i64) {
        core.spend(costs::FUTURE);
        if let Obj::Instance(i) = core.vm.heap.get_mut(r) {
            for slot in &mut i.attrs {
                if slot.is_unbound() {
                    *slot = Value::None;
                }
            }
            if i.attrs.len() >= slots::FUTURE {
                fill(&mut i.attrs, number, wait);
            }
        }
    }

    #[inline(never)]
    fn task_init(&mut self, core: &mut Core, given: &Given) -> R {
        let number = self.loop_argument(core, given)?;
        let coro = given.either(core, 1, "coro");
        self.fill_instance(core, given.own(), number, 0);
        if !is_coroutine(&core.vm, coro) {
            let (name, context) = (given.kw(core, "name"), given.kw(core, "context"));
            let args = vec![coro, self.loop_object(number), name, context, given.at(0), given.kw(core, "eager_start")];
            return Err(Ctl::Call(Box::new((self.classes.bad_coroutine, args))));
        }
        let eager = given.kw(core, "eager_start");
        let eager = core.vm.truth_native(eager)?;
        let name = self.name_argument(core, given)?;
        let context = given.kw(core, "context");
        self.init_task(core, given.own(), coro, name, context);
        if eager && self.loops.get(number).is_some_and(|l| l.running) {
            return Err(Ctl::Call(Box::new((self.classes.eager_start, vec![given.at(0)]))));
        }
        self.push(number, super::base_events::Job::Step(given.own()));
        Ok(Value::None)
    }

    #[inline(never)]
    fn call_set_exception(&mut self, core: &mut Core, future: Ref, exc: Value) -> R {
        self.check_pending(core, future)?;
        let exc = match exc {
            Value::Obj(c) if matches!(core.vm.heap.get(c), Obj::Class(_)) && core.vm.is_exception_class(c) => {
                core.vm.exception(c, Vec::new())
            }
            other => other,
        };
        if core.vm.as_exception(exc).is_none() {
            let text = format!("invalid exception object: '{}'", core.vm.type_name(exc));
            return Err(core.vm.type_error(text));
        }
        if core.vm.is_exc(exc, Exc::StopIteration) {
            let text = "StopIteration interacts badly with generators and cannot be raised into a Future";
            let ctl = core.vm.raise(Exc::RuntimeError, text);
            if let Ctl::Raise(error) = ctl {
                core.vm.set_exc_slot(error, crate::python::exception::CAUSE, exc);
                core.vm.set_exc_slot(error, crate::python::exception::CONTEXT, exc);
                return self.set_exception(core, future, error).map(|()| Value::None);
            }
        }
        self.set_exception(core, future, exc).map(|()| Value::None)
    }
}
