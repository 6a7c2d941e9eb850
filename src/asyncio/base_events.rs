//! The event loop, as `BaseEventLoop._run_once`: a FIFO ready queue, a heap of timers; each iteration moves due timers to the
//! queue, then runs exactly the handles that were ready at its start.

use super::timers::{Timer, Timers};
use super::{Handle, Running, Runtime};
use crate::base::Nanos;
use crate::machine::{Core, End, Ended, Next, costs};
use crate::python::native::Ctl;
use crate::python::object::Obj;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::trace::Event;
use std::collections::VecDeque;

/// Hidden slots of the Python class `Handle`.
pub(crate) mod handle_slots {
    pub const CANCELLED: usize = 0;
    pub const WHEN: usize = 1;
    pub const CALLBACK: usize = 2;
    pub const COUNT: u16 = 3;
}

/// One event loop.
#[derive(Clone, Debug, Default)]
pub(crate) struct EventLoop {
    pub ready: VecDeque<Handle>,
    pub timers: Timers,
    /// Handles left of this iteration.
    todo: usize,
    pub stopping: bool,
    pub running: bool,
    /// The Python object.
    pub object: Value,
}

impl EventLoop {
    /// The loop behind a new Python object.
    pub fn new(object: Value) -> EventLoop {
        EventLoop { object, ..EventLoop::default() }
    }

    pub fn roots(&self, out: &mut Vec<Value>) {
        out.push(self.object);
        for h in self.ready.iter().chain(self.timers.iter().map(|t| &t.handle)) {
            match h {
                Handle::Step(t, v) | Handle::SetResult(t, v) => out.extend([Value::Obj(*t), *v]),
                Handle::Wakeup(t, f) => out.extend([Value::Obj(*t), Value::Obj(*f)]),
                Handle::Call { callback, args, object } => {
                    out.extend([*callback, *object]);
                    out.extend(args);
                }
            }
        }
    }
}

impl Runtime {
    /// The loop that runs now.
    pub(crate) fn running_loop(&self) -> Option<usize> {
        self.running.last().copied()
    }

    /// The loop behind a Python loop object.
    pub(crate) fn loop_of(&self, object: Value) -> usize {
        self.loops.iter().position(|l| l.object.is(object)).unwrap_or(0)
    }

    pub(crate) fn call_soon(&mut self, id: usize, handle: Handle) {
        if let Some(l) = self.loops.get_mut(id) {
            l.ready.push_back(handle);
        }
    }

    pub(crate) fn call_at(&mut self, id: usize, when: Nanos, handle: Handle) {
        if let Some(l) = self.loops.get_mut(id) {
            l.timers.push(Timer { when, handle });
        }
    }

    /// `run_forever`: handles run until the loop is told to stop.
    pub(crate) fn run_forever(&mut self, core: &mut Core, id: usize) -> Next {
        if let Some(l) = self.loops.get_mut(id) {
            l.running = true;
            l.todo = 0;
        }
        self.running.push(id);
        core.record(Event::LoopStarted);
        self.advance(core)
    }

    /// Runs the next handle, or begins the next iteration, or ends the loop's run.
    pub(crate) fn advance(&mut self, core: &mut Core) -> Next {
        let Some(id) = self.running_loop() else { return Next::Run };
        loop {
            let Some(l) = self.loops.get_mut(id) else { return Next::Run };
            if l.todo == 0 {
                if l.stopping {
                    l.stopping = false;
                    return self.leave(core, Ok(Value::None));
                }
                if let Some(next) = self.begin_iteration(core, id) {
                    return next;
                }
                continue;
            }
            l.todo -= 1;
            let Some(handle) = l.ready.pop_front() else { continue };
            core.now += Nanos(costs::HANDLE);
            if let Some(next) = self.run_handle(core, id, handle) {
                return next;
            }
        }
    }

    fn leave(&mut self, core: &mut Core, answer: crate::python::native::R) -> Next {
        if let Some(id) = self.running.pop()
            && let Some(l) = self.loops.get_mut(id)
        {
            l.running = false;
        }
        let now = core.now;
        core.recorder.frames().serve(now);
        core.record(Event::LoopEnded);
        core.vm.answer(0, answer);
        Next::Run
    }

    /// Waits for something to be ready, moves due timers, counts the iteration's handles.
    fn begin_iteration(&mut self, core: &mut Core, id: usize) -> Option<Next> {
        // Cancelled timers at the front are thrown away first.
        while let Some(l) = self.loops.get_mut(id)
            && l.timers.first().is_some_and(|t| cancelled(core, &t.handle))
        {
            l.timers.pop();
        }
        let l = self.loops.get_mut(id)?;
        if l.ready.is_empty() {
            match l.timers.first().map(|t| t.when) {
                None => return Some(Next::End(End::Deadlock)),
                Some(when) if when > core.now => {
                    let until = when.min(core.settings.max_time);
                    core.record(Event::Idle { until: when });
                    core.recorder.frames().idle(until);
                    core.now = until;
                    if until < when {
                        return Some(Next::End(End::Limit(crate::python::native::Limit::Time)));
                    }
                }
                Some(_) => {}
            }
        }
        let now = core.now;
        core.recorder.frames().serve(now);
        let l = self.loops.get_mut(id)?;
        let mut due = Vec::new();
        while l.timers.first().is_some_and(|t| t.when <= core.now) {
            due.extend(l.timers.pop().map(|t| t.handle));
        }
        l.ready.extend(due.into_iter().filter(|h| !cancelled(core, h)));
        l.todo = l.ready.len();
        let event = Event::Iteration { ready: l.ready.len() as u32, timers: l.timers.len() as u32 };
        core.record(event);
        core.now += Nanos(costs::ITERATION);
        core.instructions += 1;
        None
    }

    fn run_handle(&mut self, core: &mut Core, id: usize, handle: Handle) -> Option<Next> {
        match handle {
            Handle::Step(task, exc) => self.step(core, id, task, exc),
            Handle::Wakeup(task, future) => self.wakeup(core, id, task, future),
            Handle::SetResult(future, value) => {
                if self.is_pending(core, future) {
                    self.set_result(core, future, value);
                }
                None
            }
            Handle::Call { callback, args, object } => {
                if let Value::Obj(h) = object
                    && slot(core, h, handle_slots::CANCELLED)
                {
                    return None;
                }
                let label = core.recorder.text("callback");
                core.record(Event::CallbackBegan { label, line: 0 });
                self.current.push(Running::Callback);
                core.vm.start(0, callback, args);
                Some(Next::Run)
            }
        }
    }

    /// A callback ended: an exception goes to the loop's exception handler, save those that end programs.
    pub(crate) fn callback_ended(&mut self, core: &mut Core, how: &Ended) -> Next {
        core.record(Event::CallbackEnded);
        if let Ended::Raised(exc) = how {
            let vm = &core.vm;
            if vm.is_exc(*exc, Exc::SystemExit) || vm.is_exc(*exc, Exc::KeyboardInterrupt) {
                return self.leave(core, Err(Ctl::Raise(*exc)));
            }
            // Python code words it, or the program's own handler takes it.
            let id = self.running_loop().unwrap_or(0);
            let object = self.loops.get(id).map_or(Value::None, |l| l.object);
            let name = core.vm.syms.intern("_callback_failed");
            if let Ok(report) = core.vm.load_attr(object, name) {
                self.current.push(Running::Callback);
                core.vm.start(0, report, vec![*exc]);
                return Next::Run;
            }
        }
        self.advance(core)
    }

    /// Ends the loop's run by an exception.
    pub(crate) fn raise_out(&mut self, core: &mut Core, exc: Value) -> Next {
        self.leave(core, Err(Ctl::Raise(exc)))
    }
}

fn slot(core: &Core, h: Ref, at: usize) -> bool {
    match core.vm.heap.get(h) {
        Obj::Instance(i) => matches!(i.attrs.get(at), Some(Value::Bool(true))),
        _ => false,
    }
}

fn cancelled(core: &Core, handle: &Handle) -> bool {
    match handle {
        Handle::Call { object: Value::Obj(h), .. } => slot(core, *h, handle_slots::CANCELLED),
        _ => false,
    }
}
