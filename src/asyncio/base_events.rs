//! The event loop, as `BaseEventLoop._run_once`: a FIFO ready queue and a heap of timers; each iteration moves the timers that
//! are due to the queue, then runs exactly what was in the queue when it started.

use super::ahead::{AHEAD, AHEAD_MAX};
use super::futures::{instance, is_pending};
use super::slots::{self, get, int};
use super::tasks::own_context;
use super::timers::Timers;
use super::{Doing, Runtime, places};
use crate::base::Nanos;
use crate::machine::{Core, End, Ended, Next, costs};
use crate::python::native::{Ctl, R};
use crate::python::object::Obj;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::trace::Event;
use std::collections::{BTreeSet, VecDeque};

/// What stands in a ready queue. Objects named here are kept alive by the tables of `held`, or by what those keep alive.
#[derive(Clone, Copy, Debug)]
pub enum Job {
    /// `Task.__step`: the first step, or one after `sleep(0)`.
    Step(Ref),
    /// `Task.__step(exc)`; the place of the exception.
    Throw(Ref, u32),
    /// `Task.__wakeup`: what the task waited for is done.
    Wakeup(Ref),
    /// A child of a `gather` is done.
    Child { outer: Ref, child: Ref },
    /// The timer of an `asyncio.sleep` has come; the place of its future.
    SleepOver(u32),
    /// The place of a `Handle` object.
    Handle(u32),
}

/// One event loop.
#[derive(Clone, Debug)]
pub struct EventLoop {
    /// The Python object.
    pub object: Value,
    pub ready: VecDeque<Job>,
    /// Timers; a timer's number is the place of its handle or future among the values held.
    pub timers: Timers,
    /// Places of handles that the selector will find when it next looks: what has come over a connection.
    pub polled: Vec<u32>,
    /// When something comes from outside, which ends a wait at once: `_call_arriving`.
    arrivals: BTreeSet<Nanos>,
    /// Jobs left of this iteration.
    todo: usize,
    pub stopping: bool,
    pub running: bool,
    /// The thread it runs on, or ran on last: its number in the virtual machine.
    pub thread: usize,
    pub closed: bool,
    /// Its `create_task` is not the plain one: a factory was set, or a class derived from it has its own.
    pub own_tasks: bool,
    /// Its `call_later`, `call_at` or `create_future` are not the plain ones: asyncio calls them as a program would.
    pub own_timers: bool,
    /// It is run in Python, as it has methods of its own in the place of what a loop does inside.
    pub own_loop: bool,
    /// Debug mode: a handle that takes so many seconds is reported (`slow_callback_duration`).
    pub slow_after: Option<f64>,
    /// When the handle that runs began.
    handle_began: Nanos,
    /// The place of a task or handle that took too long, and how long; said before the next one runs.
    slow: Option<(u32, f64)>,
    /// The place of the context of who runs it, among the values held.
    base: u32,
    /// An iteration has begun since the run started: `stop()` takes effect after one.
    began: bool,
}

impl EventLoop {
    /// A loop that was not run yet.
    pub fn new(object: Value) -> EventLoop {
        EventLoop {
            object,
            ready: VecDeque::new(),
            timers: Timers::default(),
            polled: Vec::new(),
            arrivals: BTreeSet::new(),
            todo: 0,
            stopping: false,
            running: false,
            thread: 0,
            closed: false,
            own_tasks: false,
            own_timers: false,
            own_loop: false,
            slow_after: None,
            handle_began: Nanos::ZERO,
            slow: None,
            base: 0,
            began: false,
        }
    }
}

/// The clock's resolution: timers due within it are due now (`_clock_resolution`).
const RESOLUTION: f64 = 1e-9;

/// When `select` comes back if it is asked to wait until `due`: it waits whole milliseconds (`epoll_wait`), rounded up. So timers
/// set one after the other for the same delay are due in one iteration. Like every wait for a time it ends a little late.
fn selected_until(now: Nanos, due: Nanos) -> Nanos {
    const MS: u64 = 1_000_000;
    let waits = due.0.saturating_sub(now.0).div_ceil(MS).saturating_mul(MS);
    let late = if waits == 0 { 0 } else { costs::select_late(Nanos(waits)) };
    Nanos(waits.saturating_add(late).saturating_add(now.0))
}

impl Runtime {
    /// Appends to a loop's ready queue.
    #[inline]
    pub fn push(&mut self, number: usize, job: Job) {
        if let Some(l) = self.loops.get_mut(number) {
            if l.own_loop {
                self.soon.push((number, job));
            } else {
                l.ready.push_back(job);
            }
        }
    }

    /// A `Handle` object, not yet in any queue.
    pub fn new_handle(&mut self, core: &mut Core, number: usize, callback: Value, args: Value, context: Value) -> Ref {
        let mut attrs = vec![Value::None; slots::HANDLE];
        attrs[slots::H_CALLBACK] = callback;
        attrs[slots::H_ARGS] = args;
        attrs[slots::H_CONTEXT] = context;
        attrs[slots::H_FLAGS] = Value::Int(0);
        attrs[slots::H_LOOP] = Value::Int(number as i64);
        instance(&mut core.vm, self.classes.handle, attrs)
    }

    /// `run_forever` on a loop that is not running: its call is answered when the loop ends.
    ///
    /// # Errors
    /// RuntimeError if it is closed or a loop is running.
    pub fn run_forever(&mut self, core: &mut Core, number: usize) -> R<Next> {
        self.check_open(core, number)?;
        self.check_not_running(core, number)?;
        let thread = core.thread();
        if let Some(l) = self.loops.get_mut(number) {
            if l.running {
                return Err(core.vm.raise(Exc::RuntimeError, "This event loop is already running"));
            }
            (l.running, l.thread, l.todo) = (true, thread, 0);
            let context = core.vm.context_of(thread);
            l.base = self.held.hold(&mut core.vm, context);
        }
        self.running = Some(number);
        core.record(Event::LoopStarted);
        Ok(self.advance(core))
    }

    /// RuntimeError if the loop is closed.
    pub fn check_open(&mut self, core: &mut Core, number: usize) -> R<()> {
        if self.loops.get(number).is_some_and(|l| l.closed) {
            return Err(core.vm.raise(Exc::RuntimeError, "Event loop is closed"));
        }
        Ok(())
    }

    /// RuntimeError if this loop or another one is running.
    pub fn check_not_running(&mut self, core: &mut Core, number: usize) -> R<()> {
        match self.running {
            None => Ok(()),
            Some(n) if n == number => Err(core.vm.raise(Exc::RuntimeError, "This event loop is already running")),
            Some(_) => Err(core.vm.raise(Exc::RuntimeError, "Cannot run the event loop while another loop is running")),
        }
    }

    /// Does jobs until one has to run Python code, the loop ends, or nothing can happen any more.
    pub fn advance(&mut self, core: &mut Core) -> Next {
        let Some(number) = self.running else { return Next::Run };
        loop {
            if let Some(next) = self.report_unretrieved(core, number) {
                return next;
            }
            let Some(l) = self.loops.get_mut(number) else { return Next::Run };
            if let Some((place, seconds)) = l.slow.take() {
                let args = vec![l.object, self.held.release(&mut core.vm, place), Value::Float(seconds)];
                return self.start_report(core, number, self.classes.report_slow, args);
            }
            if l.todo == 0 {
                if l.stopping && l.began {
                    return self.leave(core, number, Ok(Value::None));
                }
                if let Some(next) = self.begin_iteration(core, number) {
                    return next;
                }
                continue;
            }
            l.todo -= 1;
            l.handle_began = core.now;
            let Some(job) = l.ready.pop_front() else { continue };
            core.instructions += 1;
            if let Some(next) = self.run_job(core, number, job) {
                return next;
            }
        }
    }

    /// The loop's run is over: `run_forever` is answered.
    fn leave(&mut self, core: &mut Core, number: usize, answer: R) -> Next {
        let base = self.loops.get(number).map_or(0, |l| l.base);
        let base = self.held.release(&mut core.vm, base);
        if let Some(l) = self.loops.get_mut(number) {
            (l.running, l.stopping, l.began, l.todo) = (false, false, false, 0);
        }
        self.running = None;
        core.vm.enter_context(core.thread(), base);
        self.serve_frames(core);
        core.record(Event::LoopEnded);
        core.vm.answer(core.thread(), answer);
        Next::Run
    }

    /// Waits until something is ready, if nothing is: `Some` if the thread has to wait or the run ends here.
    fn begin_iteration(&mut self, core: &mut Core, number: usize) -> Option<Next> {
        let l = self.loops.get_mut(number)?;
        l.began = true;
        let mut dropped = std::mem::take(&mut self.scratch);
        l.timers.clean(&mut dropped);
        for place in dropped.drain(..) {
            self.timer_gone(core, place);
        }
        self.scratch = dropped;
        let l = self.loops.get_mut(number)?;
        if l.ready.is_empty() && l.polled.is_empty() && !l.stopping {
            let due = match l.timers.next() {
                Some(when) => selected_until(core.now, core.loop_time_to_nanos(when)),
                None if core.threads.several() => Nanos::MAX,
                None => return Some(Next::End(End::Deadlock(Vec::new()))),
            };
            let arrival = l.arrivals.first().map_or(Nanos::MAX, |&at| at.max(core.now));
            let due = due.min(arrival);
            if due > core.now {
                core.record(Event::Idle { until: due });
                return Some(Next::Block(due));
            }
        }
        self.iterate(core, number);
        None
    }

    /// The thread waited in `begin_iteration` and goes on.
    pub fn idle_over(&mut self, core: &mut Core) -> Next {
        let Some(number) = self.running else { return Next::Run };
        self.iterate(core, number);
        self.advance(core)
    }

    /// Moves due timers to the queue and counts what this iteration runs.
    fn iterate(&mut self, core: &mut Core, number: usize) {
        self.serve_frames(core);
        if let Some(when) = self.loops.get(number).and_then(|l| l.timers.next()) {
            let due = Nanos::from_secs_f64(when).saturating_sub(crate::machine::UPTIME);
            core.recorder.timer_late(core.now.saturating_sub(due));
        }
        if let Some(l) = self.loops.get_mut(number)
            && !l.arrivals.is_empty()
        {
            l.arrivals = l.arrivals.split_off(&Nanos(core.now.0 + 1));
        }
        if let Some(l) = self.loops.get_mut(number) {
            let polled = std::mem::take(&mut l.polled);
            l.ready.extend(polled.into_iter().map(Job::Handle));
        }
        let end = core.loop_time() + RESOLUTION;
        let mut due = Vec::new();
        let mut looked = 0;
        while let Some(l) = self.loops.get_mut(number) {
            due.extend(std::iter::from_fn(|| l.timers.take_due(end)).take(AHEAD));
            if due.is_empty() {
                break;
            }
            if looked < AHEAD_MAX {
                self.look_ahead(&core.vm, &due);
                looked += due.len();
            }
            for (place, cancelled) in due.drain(..) {
                self.timer_due(core, number, place, cancelled);
            }
        }
        let Some(l) = self.loops.get_mut(number) else { return };
        l.todo = l.ready.len();
        let event = Event::Iteration { ready: l.todo as u32, timers: l.timers.len() as u32 };
        core.record(event);
        core.spend(costs::ITERATION);
    }

    /// A timer's time has come.
    fn timer_due(&mut self, core: &mut Core, number: usize, place: u32, cancelled: bool) {
        core.spend(costs::TIMER_DUE);
        let held = self.held.get(&core.vm, place);
        self.timer_out(core, held);
        if cancelled {
            self.held.release(&mut core.vm, place);
            return;
        }
        let job = if self.as_future(&core.vm, held).is_some() { Job::SleepOver(place) } else { Job::Handle(place) };
        self.push(number, job);
    }

    /// The user interface lives on the main thread's loop.
    fn serve_frames(&self, core: &mut Core) {
        if core.thread() == 0 {
            let now = core.now;
            core.recorder.frames().serve(now);
        }
    }

    /// A cancelled timer was thrown away.
    fn timer_gone(&mut self, core: &mut Core, place: u32) {
        let held = self.held.release(&mut core.vm, place);
        self.timer_out(core, held);
    }

    /// A timer has left the heap: its handle must not be looked for there any more.
    fn timer_out(&mut self, core: &mut Core, held: Value) {
        let Value::Obj(r) = held else { return };
        if self.as_future(&core.vm, held).is_some() {
            slots::set_flag(&mut core.vm, r, slots::HAS_TIMER, false);
        } else {
            let flags = int(&core.vm, r, slots::H_FLAGS) & !slots::SCHEDULED;
            slots::set(&mut core.vm, r, slots::H_FLAGS, Value::Int(flags));
        }
    }

    /// Runs a job; `Some` if Python code has to run or the run ends.
    fn run_job(&mut self, core: &mut Core, number: usize, job: Job) -> Option<Next> {
        match job {
            Job::Step(task) => self.step(core, task, Value::None),
            Job::Throw(task, place) => {
                let exc = self.held.release(&mut core.vm, place);
                self.step(core, task, exc)
            }
            Job::Wakeup(task) => self.wakeup(core, task),
            Job::Child { outer, child } => {
                core.spend(costs::HANDLE);
                self.child_done(core, outer, child);
                None
            }
            Job::SleepOver(place) => {
                core.spend(costs::HANDLE);
                let Value::Obj(future) = self.held.release(&mut core.vm, place) else { return None };
                if is_pending(&core.vm, future) {
                    // The value is there since the sleep began; see `sleep`.
                    let value = get(&core.vm, future, slots::RESULT);
                    // It is pending, so this cannot fail.
                    let _ = self.set_result(core, future, value);
                }
                None
            }
            Job::Handle(place) => self.run_handle(core, number, place),
        }
    }

    /// `Handle._run`.
    fn run_handle(&mut self, core: &mut Core, number: usize, place: u32) -> Option<Next> {
        let Value::Obj(handle) = self.held.get(&core.vm, place) else { return None };
        let flags = int(&core.vm, handle, slots::H_FLAGS);
        if flags & slots::HANDLE_CANCELLED != 0 {
            self.held.release(&mut core.vm, place);
            return None;
        }
        let callback = get(&core.vm, handle, slots::H_CALLBACK);
        if let Some(task) = super::odd::woken_by(&core.vm, callback) {
            self.held.release(&mut core.vm, place);
            return self.wakeup(core, task);
        }
        core.spend(costs::HANDLE);
        let args = match get(&core.vm, handle, slots::H_ARGS) {
            Value::Obj(t) => match core.vm.heap.get(t) {
                Obj::Tuple(items) => items.to_vec(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        let (name, line) = places::callable(&core.vm, callback);
        let label = core.recorder.text(&name);
        core.record(Event::CallbackBegan { label, line });
        self.doing = Some(Doing::Callback { place, number });
        core.vm.enter_context(core.thread(), get(&core.vm, handle, slots::H_CONTEXT));
        core.vm.start(core.thread(), callback, args);
        Some(Next::Run)
    }

    /// A callback ended: an exception goes to the loop's exception handler, save those that end programs.
    pub fn callback_ended(&mut self, core: &mut Core, number: usize, place: u32, how: &Ended) -> Next {
        core.record(Event::CallbackEnded);
        let handle = self.held.release(&mut core.vm, place);
        self.time_handle(core, number, handle);
        match how {
            Ended::Raised(exc) if self.ends_programs(core, *exc) => self.leave(core, number, Err(Ctl::Raise(*exc))),
            Ended::Raised(exc) => {
                let object = self.loops.get(number).map(|l| l.object).unwrap_or_default();
                let context = core.vm.context_of(core.thread());
                let next = self.start_report(core, number, self.classes.report_callback, vec![object, *exc, handle]);
                // The handler of exceptions sees what the callback saw.
                core.vm.enter_context(core.thread(), context);
                next
            }
            _ => self.advance(core),
        }
    }

    /// What a handle ran is over: in debug mode, notes it if that took long.
    pub fn time_handle(&mut self, core: &mut Core, number: usize, what: Value) {
        if let Some(l) = self.loops.get_mut(number)
            && let Some(limit) = l.slow_after
        {
            let took = core.now.saturating_sub(l.handle_began).as_secs_f64();
            if took >= limit {
                l.slow = Some((self.held.hold(&mut core.vm, what), took));
            }
        }
    }

    /// Calls one of the prelude's functions that report errors.
    pub fn start_report(&mut self, core: &mut Core, number: usize, function: Value, args: Vec<Value>) -> Next {
        let base = self.loops.get(number).map_or(Value::None, |l| self.held.get(&core.vm, l.base));
        core.vm.enter_context(core.thread(), base);
        self.doing = Some(Doing::Report { number });
        core.vm.start(core.thread(), function, args);
        Next::Run
    }

    /// Reporting an error is over.
    pub fn report_ended(&mut self, core: &mut Core, number: usize, how: &Ended) -> Next {
        match how {
            // The handler in Python lets only these through.
            Ended::Raised(exc) => self.leave(core, number, Err(Ctl::Raise(*exc))),
            _ => self.advance(core),
        }
    }

    /// SystemExit and KeyboardInterrupt leave the loop.
    pub fn ends_programs(&self, core: &Core, exc: Value) -> bool {
        core.vm.is_exc(exc, Exc::SystemExit) || core.vm.is_exc(exc, Exc::KeyboardInterrupt)
    }

    /// Ends the running loop by an exception.
    pub fn leave_raising(&mut self, core: &mut Core, exc: Value) -> Next {
        match self.running {
            Some(number) => self.leave(core, number, Err(Ctl::Raise(exc))),
            None => Next::Run,
        }
    }

    /// `call_at`: a timer handle in the heap.
    ///
    /// # Errors
    /// RuntimeError if the loop is closed.
    pub fn call_at(
        &mut self,
        core: &mut Core,
        number: usize,
        when: f64,
        callback: Value,
        args: Value,
        context: Value,
    ) -> R {
        self.check_open(core, number)?;
        core.spend(costs::CALL_LATER);
        let context = own_context(core, context);
        let handle = self.new_handle(core, number, callback, args, context);
        let place = self.held.hold(&mut core.vm, Value::Obj(handle));
        if let Obj::Instance(i) = core.vm.heap.get_mut(handle) {
            i.class = self.classes.timer_handle;
            i.attrs[slots::H_WHEN] = Value::Float(when);
            i.attrs[slots::H_TIMER] = Value::Int(i64::from(place));
            i.attrs[slots::H_FLAGS] = Value::Int(slots::SCHEDULED);
        }
        let shape = core.vm.class(self.classes.timer_handle).map_or(0, |c| c.root_shape);
        if let Obj::Instance(i) = core.vm.heap.get_mut(handle) {
            i.shape = shape;
        }
        if let Some(l) = self.loops.get_mut(number) {
            l.timers.push(when, place);
        }
        Ok(Value::Obj(handle))
    }

    /// `call_at` for what comes from outside the computer then (a request), for which a wait ends at once.
    ///
    /// # Errors
    /// RuntimeError if the loop is closed.
    #[inline(never)]
    pub fn call_arriving(&mut self, core: &mut Core, number: usize, when: f64, callback: Value, args: Value) -> R {
        let at = core.loop_time_to_nanos(when);
        if let Some(l) = self.loops.get_mut(number) {
            l.arrivals.insert(at);
        }
        self.call_at(core, number, when, callback, args, Value::None)
    }

    /// `call_soon`.
    ///
    /// # Errors
    /// RuntimeError if the loop is closed.
    pub fn call_soon(&mut self, core: &mut Core, number: usize, callback: Value, args: Value, context: Value) -> R {
        self.check_open(core, number)?;
        core.spend(costs::CALL_SOON);
        let context = own_context(core, context);
        let handle = self.new_handle(core, number, callback, args, context);
        let place = self.held.hold(&mut core.vm, Value::Obj(handle));
        self.push(number, Job::Handle(place));
        Ok(Value::Obj(handle))
    }

    /// `_polled(callback, *args)`: it is called in the next iteration, before the timers that are due then.
    #[inline(never)]
    pub fn call_polled(&mut self, core: &mut Core, number: usize, callback: Value, args: Value) {
        let context = own_context(core, Value::None);
        let handle = self.new_handle(core, number, callback, args, context);
        let place = self.held.hold(&mut core.vm, Value::Obj(handle));
        if let Some(l) = self.loops.get_mut(number).filter(|l| !l.closed) {
            l.polled.push(place);
            if l.running {
                core.wake_system(l.thread);
            }
        }
    }

    /// `close`: queues are emptied.
    pub fn close(&mut self, core: &mut Core, number: usize) -> R {
        let Some(l) = self.loops.get_mut(number) else { return Ok(Value::None) };
        if l.running {
            return Err(core.vm.raise(Exc::RuntimeError, "Cannot close a running event loop"));
        }
        l.closed = true;
        let mut dropped = Vec::new();
        l.timers.clear(&mut dropped);
        dropped.append(&mut l.polled);
        for job in std::mem::take(&mut l.ready) {
            if let Job::Throw(_, place) | Job::SleepOver(place) | Job::Handle(place) = job {
                dropped.push(place);
            }
        }
        for place in dropped {
            self.held.release(&mut core.vm, place);
        }
        Ok(Value::None)
    }

    /// The clock of loops, `time.monotonic()`.
    pub fn time(&self, core: &Core) -> f64 {
        core.loop_time()
    }
}

impl Core {
    /// Seconds of the monotonic clock now.
    pub fn loop_time(&self) -> f64 {
        (crate::machine::UPTIME + self.now).as_secs_f64()
    }

    /// When the monotonic clock shows `when`, at the earliest now.
    fn loop_time_to_nanos(&self, when: f64) -> Nanos {
        let at = Nanos::from_secs_f64(when).saturating_sub(crate::machine::UPTIME);
        at.max(self.now)
    }
}
