//! asyncio as CPython 3.13 has it: event loop, handles, timers, futures, tasks and `gather` in Rust, a file each under CPython's
//! names; what can be ordinary Python on top of them stands in `prelude/*.py`.
//!
//! Knows the machine (its clock, its thread, what is recorded) and the virtual machine's values. The order in which things
//! happen is CPython's: `_run_once` of `base_events`, `__step` of `tasks`, the callbacks of `futures`. State that programs can
//! reach is in the heap; queues and timers are here and name heap objects, which [`held`] keeps alive.

mod ahead;
mod base_events;
mod callbacks;
mod calls;
mod cancel;
mod classes;
mod eager;
mod entered;
mod futures;
mod gather;
mod held;
mod methods;
mod natives;
mod odd;
mod own_loops;
mod parts;
mod places;
mod slots;
mod tasks;
mod timers;
mod unretrieved;

pub use natives::install;

use crate::base::TaskId;
use crate::machine::{Core, Ended, Next, System};
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;
use crate::trace::Text;
use base_events::EventLoop;
use classes::Classes;
use held::{Held, Tasks};

/// What the thread runs for the loop at the moment.
#[derive(Clone, Copy, Debug)]
enum Doing {
    /// A step of this task.
    Step(Ref),
    /// A handle; its place, and the number of its loop.
    Callback { place: u32, number: usize },
    /// One of the prelude's functions that report errors.
    Report { number: usize },
    /// As `Report`, after the program's end.
    LastReport,
    /// The prelude makes the exception that this task gets for yielding something it must not.
    BadYield(Ref),
    /// The future that woke this task is asked how it ended: [`odd`].
    Asking(Ref),
}

/// What belongs to one thread.
#[derive(Clone, Copy, Debug, Default)]
struct Own {
    /// The loop that runs.
    running: Option<usize>,
    /// The loop that `set_event_loop` set; whether it was ever called.
    current_loop: Option<usize>,
    loop_was_set: bool,
    doing: Option<Doing>,
    eager: Option<Ref>,
}

/// asyncio's part of the machine.
#[derive(Clone, Debug)]
pub struct Runtime {
    /// All loops ever made; a loop's number is its place.
    loops: Vec<EventLoop>,
    /// The parts that belong to the thread that runs, as in [`Own`].
    running: Option<usize>,
    current_loop: Option<usize>,
    loop_was_set: bool,
    doing: Option<Doing>,
    /// The task whose first step runs inside another's step, or inside a callback.
    eager: Option<Ref>,
    /// The thread that runs, and what belongs to the others.
    thread: usize,
    others: Vec<Own>,
    /// What `_enter_task` and its like said is the current task of a loop: places of both.
    entered: Vec<(u32, u32)>,
    /// Tasks to be cancelled by the methods of what they wait for, before the call that does it returns: [`odd`].
    odd_cancels: Vec<(Ref, Value)>,
    /// What is to be handed to `call_soon` of loops that have their own: [`own_loops`].
    soon: Vec<(usize, base_events::Job)>,
    classes: Classes,
    held: Held,
    tasks: Tasks,
    /// The last number in a default task name.
    last_name: i64,
    /// The code whose name was last looked up for the trace.
    last_coroutine: Option<(u32, Text)>,
    /// Places of futures whose exception nobody has asked for yet.
    unretrieved: unretrieved::Suspects,
    /// Room for numbers of timers, used again and again.
    scratch: Vec<u32>,
}

/// A task's number in the trace.
fn task_id(vm: &Vm, task: Ref) -> TaskId {
    TaskId(slots::int(vm, task, slots::ID) as u32)
}

impl System for Runtime {
    fn call(&mut self, core: &mut Core, id: u16) -> Next {
        calls::call(self, core, id)
    }

    fn ended(&mut self, core: &mut Core, how: &Ended) -> Option<Next> {
        Some(match self.doing.take()? {
            Doing::Step(task) => self.step_ended(core, task, how),
            Doing::Callback { place, number } => self.callback_ended(core, number, place, how),
            Doing::Report { number } => self.report_ended(core, number, how),
            Doing::BadYield(task) => self.bad_yield_made(core, task, how),
            Doing::Asking(task) => self.asked(core, task, how),
            Doing::LastReport => return None,
        })
    }

    fn woken(&mut self, core: &mut Core) -> Next {
        self.idle_over(core)
    }

    fn switched(&mut self, thread: usize) {
        let most = self.thread.max(thread);
        if self.others.len() <= most {
            self.others.resize(most + 1, Own::default());
        }
        let own = Own {
            running: self.running,
            current_loop: self.current_loop,
            loop_was_set: self.loop_was_set,
            doing: self.doing,
            eager: self.eager,
        };
        self.others[self.thread] = own;
        let own = std::mem::take(&mut self.others[thread]);
        (self.running, self.current_loop) = (own.running, own.current_loop);
        (self.loop_was_set, self.doing, self.eager) = (own.loop_was_set, own.doing, own.eager);
        self.thread = thread;
    }

    fn program_ended(&mut self, core: &mut Core) -> Option<Next> {
        self.report_last(core)
    }

    fn current_task(&self, core: &Core) -> TaskId {
        self.current_task_id(core)
    }

    fn forked(&self) -> Runtime {
        let (others, unretrieved) = (Vec::new(), Default::default());
        Runtime { running: None, doing: None, eager: None, thread: 0, others, unretrieved, ..self.clone() }
    }
}

impl Runtime {
    /// The number of the running loop.
    ///
    /// # Errors
    /// RuntimeError if none runs.
    fn running_loop(&mut self, core: &mut Core) -> crate::python::native::R<usize> {
        match self.running {
            Some(number) => Ok(number),
            None => Err(core.vm.raise(crate::python::types::Exc::RuntimeError, "no running event loop")),
        }
    }

    /// The object of a loop.
    fn loop_object(&self, number: usize) -> Value {
        self.loops.get(number).map_or(Value::None, |l| l.object)
    }
}
