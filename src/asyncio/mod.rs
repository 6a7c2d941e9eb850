//! asyncio: event loop, futures and tasks in Rust, under CPython's names; what can be ordinary Python on top of them is in
//! `prelude/`. Everything goes through the loop's entry points, so iterations, wake-ups and callbacks come in CPython's order.

mod base_events;
mod futures;
mod install;
mod tasks;
mod timers;

pub use install::install;

use crate::machine::{Core, Ended, Next, System};
use crate::python::value::{Ref, Value};
use base_events::EventLoop;
use std::collections::BTreeMap;

/// What is running under the loop at the moment.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Running {
    /// A step of this task.
    Task(Ref),
    /// A plain callback.
    Callback,
}

/// A thing to do, in the ready queue or a timer.
#[derive(Clone, Debug)]
pub(crate) enum Handle {
    /// First step of a task, or one after `sleep(0)`; with an exception to throw in, or None.
    Step(Ref, Value),
    /// What a task waited for is done.
    Wakeup(Ref, Ref),
    /// A callback with arguments; the Python `Handle` object that can cancel it, or None.
    Call { callback: Value, args: Vec<Value>, object: Value },
    /// The timer of `asyncio.sleep`: sets the future's result.
    SetResult(Ref, Value),
}

/// asyncio's part of the machine.
#[derive(Clone, Debug)]
pub struct Runtime {
    pub(crate) loops: Vec<EventLoop>,
    /// Loops that run now, innermost last (there is at most one in a thread).
    pub(crate) running: Vec<usize>,
    pub(crate) current: Vec<Running>,
    pub(crate) classes: Classes,
    /// Number of the last task made.
    pub(crate) last_task: u32,
    /// The last number in a default task name.
    pub(crate) last_name: u32,
    /// Tasks that are not done, by number.
    pub(crate) tasks: BTreeMap<u32, Ref>,
}

/// Classes that Rust code makes instances of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Classes {
    pub future: Ref,
    pub task: Ref,
    pub cancelled_error: Ref,
    pub invalid_state: Ref,
    pub handle: Ref,
    pub timer_handle: Ref,
}

impl System for Runtime {
    fn call(&mut self, core: &mut Core, id: u16) -> Next {
        install::call(self, core, id)
    }

    fn ended(&mut self, core: &mut Core, how: &Ended) -> Option<Next> {
        let current = self.current.pop()?;
        Some(match current {
            Running::Task(task) => self.task_ended(core, task, how),
            Running::Callback => self.callback_ended(core, how),
        })
    }

    fn roots(&self, out: &mut Vec<Value>) {
        for l in &self.loops {
            l.roots(out);
        }
        out.extend(self.tasks.values().map(|&t| Value::Obj(t)));
        for r in &self.current {
            if let Running::Task(t) = r {
                out.push(Value::Obj(*t));
            }
        }
        let c = &self.classes;
        let classes = [c.future, c.task, c.cancelled_error, c.invalid_state, c.handle, c.timer_handle];
        out.extend(classes.map(Value::Obj));
    }

    fn program_ended(&mut self, core: &mut Core) {
        let _ = core;
    }
}
