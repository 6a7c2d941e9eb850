//! Futures: pending, then done once; callbacks are scheduled through the loop.

use super::{Handle, Runtime};
use crate::machine::Core;
use crate::python::future_slots as slot;
use crate::python::native::R;
use crate::python::object::{Instance, Obj};
use crate::python::value::{Ref, Value};

/// List of callbacks, or None.
pub(crate) const CALLBACKS: usize = slot::FIRST_OWN;
pub(crate) const EXCEPTION: usize = slot::FIRST_OWN + 1;
pub(crate) const LOOP: usize = slot::FIRST_OWN + 2;
/// Message of `cancel()`, or None.
pub(crate) const CANCEL_MSG: usize = slot::FIRST_OWN + 3;
/// What it stands for, for the timeline: a number of [`crate::trace::Wait`] and a text.
pub(crate) const WAIT_KIND: usize = slot::FIRST_OWN + 4;
pub(crate) const WAIT_LABEL: usize = slot::FIRST_OWN + 5;
/// When the timer behind it fires, in nanoseconds, or None.
pub(crate) const UNTIL: usize = slot::FIRST_OWN + 6;
/// The CancelledError that a task ended with, or None.
pub(crate) const CANCELLED_EXC: usize = slot::FIRST_OWN + 7;
/// First slot of tasks.
pub(crate) const FIRST_TASK: usize = slot::FIRST_OWN + 8;

/// A hidden slot of a native instance.
pub(crate) fn get(core: &Core, r: Ref, at: usize) -> Value {
    match core.vm.heap.get(r) {
        Obj::Instance(i) => i.attrs.get(at).copied().unwrap_or_default(),
        _ => Value::Unbound,
    }
}

/// Sets a hidden slot.
pub(crate) fn set(core: &mut Core, r: Ref, at: usize, v: Value) {
    if let Obj::Instance(i) = core.vm.heap.get_mut(r)
        && let Some(place) = i.attrs.get_mut(at)
    {
        *place = v;
    }
}

impl Runtime {
    /// A pending future of a loop.
    pub(crate) fn new_future(&mut self, core: &mut Core, loop_object: Value) -> Ref {
        let shape = core.vm.class(self.classes.future).map_or(0, |c| c.root_shape);
        let mut attrs = vec![Value::None; FIRST_TASK];
        attrs[slot::STATE] = Value::Int(slot::PENDING);
        attrs[slot::BLOCKING] = Value::Bool(false);
        attrs[LOOP] = loop_object;
        attrs[WAIT_KIND] = Value::Int(1);
        core.vm.heap.alloc(Obj::Instance(Instance { class: self.classes.future, shape, attrs }))
    }

    pub(crate) fn is_pending(&self, core: &Core, future: Ref) -> bool {
        matches!(get(core, future, slot::STATE), Value::Int(slot::PENDING))
    }

    /// True for futures and tasks.
    pub(crate) fn is_future(&self, core: &Core, v: Value) -> Option<Ref> {
        match v {
            Value::Obj(r) => match core.vm.heap.get(r) {
                Obj::Instance(i) if core.vm.is_subclass(i.class, self.classes.future) => Some(r),
                _ => None,
            },
            _ => None,
        }
    }

    pub(crate) fn set_result(&mut self, core: &mut Core, future: Ref, value: Value) {
        set(core, future, slot::STATE, Value::Int(slot::FINISHED));
        set(core, future, slot::RESULT, value);
        self.schedule_callbacks(core, future);
    }

    pub(crate) fn set_exception(&mut self, core: &mut Core, future: Ref, exc: Value) {
        set(core, future, slot::STATE, Value::Int(slot::FAILED));
        set(core, future, EXCEPTION, exc);
        self.schedule_callbacks(core, future);
    }

    /// Cancels a future that is no task. False if it was done.
    pub(crate) fn cancel_future(&mut self, core: &mut Core, future: Ref, msg: Value) -> bool {
        if !self.is_pending(core, future) {
            return false;
        }
        set(core, future, slot::STATE, Value::Int(slot::CANCELLED));
        set(core, future, CANCEL_MSG, msg);
        self.schedule_callbacks(core, future);
        true
    }

    fn schedule_callbacks(&mut self, core: &mut Core, future: Ref) {
        let callbacks = get(core, future, CALLBACKS);
        set(core, future, CALLBACKS, Value::None);
        let list = match callbacks {
            Value::Obj(r) => match core.vm.heap.get(r) {
                Obj::List(items) => items.clone(),
                _ => Vec::new(),
            },
            _ => return,
        };
        let id = self.loop_of(get(core, future, LOOP));
        for callback in list {
            let handle = match self.is_future(core, callback) {
                Some(task) => {
                    self.woken(core, task);
                    Handle::Wakeup(task, future)
                }
                None => Handle::Call { callback, args: vec![Value::Obj(future)], object: Value::None },
            };
            self.call_soon(id, handle);
        }
    }

    /// Adds a callback; a task as callback means: wake it up. If the future is done it is scheduled at once.
    pub(crate) fn add_done_callback(&mut self, core: &mut Core, future: Ref, callback: Value) {
        if !self.is_pending(core, future) {
            let id = self.loop_of(get(core, future, LOOP));
            let handle = match self.is_future(core, callback) {
                Some(task) => {
                    self.woken(core, task);
                    Handle::Wakeup(task, future)
                }
                None => Handle::Call { callback, args: vec![Value::Obj(future)], object: Value::None },
            };
            return self.call_soon(id, handle);
        }
        match get(core, future, CALLBACKS) {
            Value::Obj(list) => core.vm.heap.list_push(list, callback),
            _ => {
                let list = core.vm.heap.list(vec![callback]);
                set(core, future, CALLBACKS, list);
            }
        }
    }

    /// The result, or what it ended with raised.
    pub(crate) fn result(&mut self, core: &mut Core, future: Ref) -> R {
        match get(core, future, slot::STATE) {
            Value::Int(slot::FINISHED) => Ok(get(core, future, slot::RESULT)),
            Value::Int(slot::FAILED) => {
                let exc = get(core, future, EXCEPTION);
                Err(crate::python::native::Ctl::Raise(exc))
            }
            Value::Int(slot::CANCELLED) => {
                let exc = self.cancelled_error(core, future);
                Err(crate::python::native::Ctl::Raise(exc))
            }
            _ => Err(self.invalid_state(core, "Result is not set.")),
        }
    }

    /// A CancelledError for a cancelled future: the one that its task ended with, or a new one with the message.
    pub(crate) fn cancelled_error(&mut self, core: &mut Core, future: Ref) -> Value {
        let kept = get(core, future, CANCELLED_EXC);
        if core.vm.as_exception(kept).is_some() {
            set(core, future, CANCELLED_EXC, Value::None);
            return kept;
        }
        let msg = get(core, future, CANCEL_MSG);
        let args = if msg.is_none() || msg.is_unbound() { Vec::new() } else { vec![msg] };
        core.vm.exception(self.classes.cancelled_error, args)
    }

    pub(crate) fn invalid_state(&mut self, core: &mut Core, text: &str) -> crate::python::native::Ctl {
        let text = core.vm.heap.str(text);
        let exc = core.vm.exception(self.classes.invalid_state, vec![text]);
        crate::python::native::Ctl::Raise(exc)
    }
}
