//! Futures whose class has methods of its own, and objects that only act as futures: asyncio calls their methods as a program
//! would, which is the prelude's part (`_bad_yield`, `_ask`, `_cancel_odd`).

use super::slots::{self, flag, get, set, set_flag};
use super::{Doing, Runtime};
use crate::machine::{Core, Ended, Next};
use crate::python::native::Ctl;
use crate::python::object::Obj;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;

/// The name of the method of tasks that a future is given to call.
pub const WAKEUP: &str = "task_wakeup";

/// The task, if a function is the `task_wakeup` of one.
pub fn woken_by(vm: &Vm, callback: Value) -> Option<Ref> {
    let Value::Obj(r) = callback else { return None };
    match vm.heap.get(r) {
        Obj::Native { def, bound } if def.name == WAKEUP => bound.as_ref(),
        _ => None,
    }
}

impl Runtime {
    /// True for what is not a future of asyncio's own, or of a class that has one of these methods of its own.
    pub fn is_odd(&self, vm: &mut Vm, v: Value, methods: &[&str]) -> bool {
        let Some(future) = self.as_future(vm, v) else { return !v.is_none() };
        let class = match vm.heap.get(future) {
            Obj::Instance(i) => i.class,
            _ => return false,
        };
        let c = &self.classes;
        if class == c.future || class == c.task || class == c.gather {
            return false;
        }
        methods.iter().any(|name| {
            let sym = vm.syms.intern(name);
            match vm.lookup(class, sym) {
                Value::Obj(f) => !matches!(vm.heap.get(f), Obj::Native { .. }),
                _ => false,
            }
        })
    }

    /// A task is woken by such a future: it is asked how it ended.
    #[inline(never)]
    pub fn ask(&mut self, core: &mut Core, task: Ref, future: Value) -> Next {
        self.doing = Some(Doing::Asking(task));
        core.vm.start(core.thread(), self.classes.ask, vec![future]);
        Next::Run
    }

    /// It answered with the exception to throw, or None.
    pub fn asked(&mut self, core: &mut Core, task: Ref, how: &Ended) -> Next {
        let (Ended::Returned(exc) | Ended::Raised(exc) | Ended::Yielded(exc)) = *how;
        match self.step(core, task, exc) {
            Some(next) => next,
            None => self.advance(core),
        }
    }

    /// `_waits_for(task, future)`: it does, and is to be told by `task_wakeup`. True if it is to be cancelled.
    #[inline(never)]
    pub fn waits_for(&mut self, core: &mut Core, task: Ref, future: Value) -> Value {
        set(&mut core.vm, task, slots::WAITER, future);
        let cancelled = flag(&core.vm, task, slots::MUST_CANCEL);
        set_flag(&mut core.vm, task, slots::MUST_CANCEL, false);
        Value::Bool(cancelled)
    }

    /// Cancels what `cancel` left: pairs of a task and what it waits for. `answer` is what the call gives then.
    #[inline(never)]
    pub fn cancel_odd(&mut self, core: &mut Core, message: Value, answer: Value) -> Ctl {
        let pairs = std::mem::take(&mut self.odd_cancels);
        let list = pairs.iter().map(|&(task, future)| core.vm.heap.tuple(vec![Value::Obj(task), future])).collect();
        let list = core.vm.heap.list(list);
        Ctl::Call(Box::new((self.classes.cancel_odd, vec![list, message, answer])))
    }

    /// `_must_cancel(task, message)`: at its next step.
    #[inline(never)]
    pub fn must_cancel(&mut self, core: &mut Core, task: Ref, message: Value) {
        set_flag(&mut core.vm, task, slots::MUST_CANCEL, true);
        set(&mut core.vm, task, slots::MESSAGE, message);
    }

    /// Whether what a task waits for has to be cancelled by its own method.
    pub fn waiter_is_odd(&self, vm: &mut Vm, task: Ref) -> Option<Value> {
        let waiter = get(vm, task, slots::WAITER);
        self.is_odd(vm, waiter, &["cancel"]).then_some(waiter)
    }
}
