//! Loops with methods of their own in the place of what a loop does inside: they run in Python (`prelude/own_loops.py`), and
//! what would be pushed to a ready queue is handed to their `call_soon`.

use super::Runtime;
use super::base_events::Job;
use super::natives::Call;
use super::slots::{self, flag, get, set, set_flag};
use crate::machine::Core;
use crate::python::native::{Ctl, R};
use crate::python::object::Obj;
use crate::python::value::{Ref, Value};
use crate::trace::Event;

impl Runtime {
    /// Is this a loop that runs in Python?
    pub fn is_own_loop(&self, number: usize) -> bool {
        self.loops.get(number).is_some_and(|l| l.own_loop)
    }

    /// A call of a function of `own_loops.py`.
    #[inline(never)]
    pub fn in_python(&self, core: &mut Core, function: &str, mut args: Vec<Value>) -> Ctl {
        args.insert(0, core.vm.heap.str(function));
        Ctl::Call(Box::new((self.classes.own_loops, args)))
    }

    /// `_own_loop()`: from now on it runs in Python.
    ///
    /// # Errors
    /// Refused for a loop that is in use.
    #[inline(never)]
    pub fn own_loop(&mut self, number: usize) -> R {
        if let Some(l) = self.loops.get_mut(number) {
            if l.running || !l.ready.is_empty() || l.timers.next().is_some() {
                return Err(Ctl::unsupported("putting another method into a loop that is in use"));
            }
            (l.own_loop, l.own_timers) = (true, true);
        }
        Ok(Value::None)
    }

    /// What is to be handed to `call_soon` of such loops before a call is answered.
    #[inline(never)]
    pub fn hand_over(&mut self, core: &mut Core, answer: Value) -> Ctl {
        let jobs = std::mem::take(&mut self.soon);
        let mut list = Vec::with_capacity(jobs.len());
        for (number, job) in jobs {
            let task_context = |core: &Core, task: Ref| get(&core.vm, task, slots::CONTEXT);
            let (kind, first, second, context) = match job {
                Job::Step(task) => ("step", Value::Obj(task), Value::None, task_context(core, task)),
                Job::Throw(task, place) => {
                    let exc = self.held.release(&mut core.vm, place);
                    ("step", Value::Obj(task), exc, task_context(core, task))
                }
                Job::Wakeup(task) => {
                    let waiter = get(&core.vm, task, slots::WAITER);
                    ("wakeup", Value::Obj(task), waiter, task_context(core, task))
                }
                Job::Handle(place) => {
                    let Value::Obj(handle) = self.held.release(&mut core.vm, place) else { continue };
                    let part = |slot| get(&core.vm, handle, slot);
                    ("callback", part(slots::H_CALLBACK), part(slots::H_ARGS), part(slots::H_CONTEXT))
                }
                Job::Child { .. } | Job::SleepOver(_) => continue,
            };
            let kind = core.vm.heap.str(kind);
            list.push(core.vm.heap.tuple(vec![self.loop_object(number), kind, first, second, context]));
        }
        let list = core.vm.heap.list(list);
        self.in_python(core, "soon", vec![list, answer])
    }

    /// The prelude's calls for such loops.
    #[inline(never)]
    pub fn answer_own_loop(&mut self, core: &mut Core, call: Call, number: usize, given: &[Value]) -> R {
        let at = |i: usize| given.get(i).copied().unwrap_or_default();
        match call {
            Call::NewHandle => {
                let handle = self.new_handle(core, number, at(1), at(2), at(3));
                if let Value::Float(_) = at(4) {
                    let class = self.classes.timer_handle;
                    let shape = core.vm.class(class).map_or(0, |c| c.root_shape);
                    if let Obj::Instance(i) = core.vm.heap.get_mut(handle) {
                        (i.class, i.shape) = (class, shape);
                        i.attrs[slots::H_WHEN] = at(4);
                    }
                }
                Ok(Value::Obj(handle))
            }
            Call::SetRunning => {
                let on = matches!(at(1), Value::Bool(true));
                if on {
                    self.check_open(core, number)?;
                    self.check_not_running(core, number)?;
                }
                let thread = core.thread();
                if let Some(l) = self.loops.get_mut(number) {
                    (l.running, l.stopping) = (on, on && l.stopping);
                    l.thread = thread;
                }
                self.running = on.then_some(number);
                core.record(if on { Event::LoopStarted } else { Event::LoopEnded });
                Ok(Value::None)
            }
            _ => Ok(Value::Bool(self.loops.get(number).is_some_and(|l| l.stopping))),
        }
    }

    /// `_step_exc(task, exc)`: a step begins; what is thrown into the coroutine.
    #[inline(never)]
    pub fn step_exc(&mut self, core: &mut Core, task: Ref, exc: Value) -> Value {
        set(&mut core.vm, task, slots::WAITER, Value::None);
        if !flag(&core.vm, task, slots::MUST_CANCEL) {
            return exc;
        }
        set_flag(&mut core.vm, task, slots::MUST_CANCEL, false);
        if self.is_cancelled_error(core, exc) { exc } else { self.cancelled_error(core, task) }
    }
}
