//! `cancel()`: of a task goes on to what it waits for, of a `gather` to its children. Chains of waits may be long or go
//! in a circle, so this keeps its own stack, as deep as CPython's.

use super::Runtime;
use super::futures::is_pending;
use super::slots::{self, get, set, set_flag};
use crate::machine::{Core, costs};
use crate::python::native::R;
use crate::python::object::Obj;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};

/// So many cancellations inside each other are one too many for CPython's C code (`Py_C_RECURSION_LIMIT`, less the calls around them).
const TOO_DEEP: usize = 9_990;

/// What waits for the outcome of a cancellation further in.
enum Outer {
    /// The task: if what it waits for could not be cancelled, it must be cancelled at its next step.
    Task(Ref),
    /// The gather; its children; the next child; was any cancelled?
    Gather(Ref, Vec<Ref>, usize, bool),
}

impl Runtime {
    /// `cancel()` of a future of any kind. False if it was done. RecursionError where tasks wait for each other in a circle, and for
    /// chains as long as those that CPython cannot follow either.
    #[inline(never)]
    pub fn cancel(&mut self, core: &mut Core, future: Ref, message: Value) -> R<bool> {
        let mut stack: Vec<Outer> = Vec::new();
        let mut next = Some(future);
        let (mut outcome, mut gathers) = (false, 0);
        loop {
            if let Some(f) = next.take() {
                match self.cancel_one(core, f, message) {
                    Ok(done) => outcome = done,
                    Err((outer, inner)) => {
                        stack.push(outer);
                        // `gather` is a call in Python, which has a limit of its own.
                        gathers += usize::from(matches!(stack.last(), Some(Outer::Gather(..))));
                        if gathers >= core.vm.recursion_limit as usize {
                            return Err(core.vm.raise(Exc::RecursionError, "maximum recursion depth exceeded"));
                        }
                        if stack.len() >= TOO_DEEP {
                            let text = "maximum recursion depth exceeded while calling a Python object";
                            return Err(core.vm.raise(Exc::RecursionError, text));
                        }
                        next = inner;
                        if next.is_some() {
                            continue;
                        }
                        outcome = false;
                    }
                }
            }
            match stack.pop() {
                None => return Ok(outcome),
                Some(Outer::Task(task)) => {
                    if !outcome {
                        set_flag(&mut core.vm, task, slots::MUST_CANCEL, true);
                        set(&mut core.vm, task, slots::MESSAGE, message);
                    }
                    outcome = true;
                }
                Some(Outer::Gather(outer, children, at, any)) => {
                    let any = any || outcome;
                    if let Some(&child) = children.get(at) {
                        stack.push(Outer::Gather(outer, children, at + 1, any));
                        next = Some(child);
                    } else {
                        gathers -= 1;
                        if any {
                            set_flag(&mut core.vm, outer, slots::CANCEL_REQUESTED, true);
                        }
                        outcome = any;
                    }
                }
            }
        }
    }

    /// Cancels one future, or says what has to be cancelled first (`None`: nothing) and what then waits for it.
    fn cancel_one(&mut self, core: &mut Core, future: Ref, message: Value) -> Result<bool, (Outer, Option<Ref>)> {
        core.spend(costs::CANCEL);
        let class = match core.vm.heap.get(future) {
            Obj::Instance(i) => i.class,
            _ => return Ok(false),
        };
        if class == self.classes.gather {
            if !is_pending(&core.vm, future) {
                return Ok(false);
            }
            let children = super::gather::children(&core.vm, future);
            let first = children.first().copied();
            return Err((Outer::Gather(future, children, 1, false), first));
        }
        if !self.is_task(&core.vm, future) {
            return Ok(self.cancel_plain(core, future, message));
        }
        set_flag(&mut core.vm, future, slots::LOG_TRACEBACK, false);
        if !is_pending(&core.vm, future) {
            return Ok(false);
        }
        let count = slots::cancels(&core.vm, future);
        slots::set_cancels(&mut core.vm, future, count + 1);
        if let Some(waiter) = self.waiter_is_odd(&mut core.vm, future) {
            self.odd_cancels.push((future, waiter));
            return Ok(true);
        }
        let waiter = get(&core.vm, future, slots::WAITER).as_ref();
        Err((Outer::Task(future), waiter))
    }
}
