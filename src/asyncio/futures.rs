//! Futures: pending, then done once. What is to happen then is scheduled through the loop, never run at once.

use super::base_events::Job;
use super::slots::{self, get, int, set, take};
use super::{Runtime, task_id};
use crate::machine::{Core, costs};
use crate::python::native::{Ctl, R};
use crate::python::object::{Instance, Obj};
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;
use crate::trace::{Event, Text, Wait};

/// What waiting on a future is, as one number for its slot.
pub fn wait_code(wait: Wait, label: Text) -> i64 {
    let kind = match wait {
        Wait::Timer => 0,
        Wait::Future => 1,
        Wait::Task => 2,
        Wait::Group => 3,
        Wait::Lock => 4,
        Wait::Queue => 5,
        Wait::Executor => 6,
    };
    i64::from(label.0) << 8 | kind
}

/// The other way round.
pub fn wait_of_code(code: i64) -> (Wait, Text) {
    let wait = match code & 0xff {
        0 => Wait::Timer,
        2 => Wait::Task,
        3 => Wait::Group,
        4 => Wait::Lock,
        5 => Wait::Queue,
        6 => Wait::Executor,
        _ => Wait::Future,
    };
    // 32 bits of it: what stands above is the number of the loop.
    (wait, Text((code >> 8) as u32))
}

/// A fresh instance with these slots, of a native class.
pub fn instance(vm: &mut Vm, class: Ref, attrs: Vec<Value>) -> Ref {
    let shape = vm.class(class).map_or(0, |c| c.root_shape);
    vm.heap.alloc(Obj::Instance(Instance { class, shape, attrs }))
}

/// Fills the slots that all futures have.
pub fn fill(attrs: &mut [Value], loop_number: usize, wait: i64) {
    attrs[slots::STATE] = Value::Int(slots::PENDING);
    attrs[slots::BLOCKING] = Value::Bool(false);
    attrs[slots::LOOP] = Value::Int((loop_number as i64) << slots::LOOP_SHIFT | wait);
    attrs[slots::FLAGS] = Value::Int(0);
}

/// True while it has no result.
pub fn is_pending(vm: &Vm, future: Ref) -> bool {
    int(vm, future, slots::STATE) == slots::PENDING
}

impl Runtime {
    /// A pending future of a loop.
    pub fn new_future(&mut self, core: &mut Core, loop_number: usize, wait: i64) -> Ref {
        core.spend(costs::FUTURE);
        let mut attrs = vec![Value::None; slots::FUTURE];
        fill(&mut attrs, loop_number, wait);
        instance(&mut core.vm, self.classes.future, attrs)
    }

    /// The future behind a value, if it is one.
    #[inline]
    pub fn as_future(&self, vm: &Vm, v: Value) -> Option<Ref> {
        let Value::Obj(r) = v else { return None };
        match vm.heap.get(r) {
            Obj::Instance(i) if self.is_future_class(vm, i.class) => Some(r),
            _ => None,
        }
    }

    #[inline]
    fn is_future_class(&self, vm: &Vm, class: Ref) -> bool {
        let c = &self.classes;
        class == c.future || class == c.task || class == c.gather || vm.is_subclass(class, c.future)
    }

    /// True for a task.
    #[inline]
    pub fn is_task(&self, vm: &Vm, r: Ref) -> bool {
        match vm.heap.get(r) {
            Obj::Instance(i) => i.class == self.classes.task || vm.is_subclass(i.class, self.classes.task),
            _ => false,
        }
    }

    /// The number of the loop that a future belongs to.
    pub fn loop_of(&self, vm: &Vm, future: Ref) -> usize {
        slots::loop_number(vm, future)
    }

    /// `set_result`.
    ///
    /// # Errors
    /// InvalidStateError if it is done.
    pub fn set_result(&mut self, core: &mut Core, future: Ref, value: Value) -> R<()> {
        self.check_pending(core, future)?;
        set(&mut core.vm, future, slots::STATE, Value::Int(slots::FINISHED));
        set(&mut core.vm, future, slots::RESULT, value);
        self.schedule_callbacks(core, future);
        Ok(())
    }

    /// `set_exception`, with an instance.
    ///
    /// # Errors
    /// InvalidStateError if it is done.
    #[inline(never)]
    pub fn set_exception(&mut self, core: &mut Core, future: Ref, exc: Value) -> R<()> {
        self.check_pending(core, future)?;
        let tb = core.vm.exc_slot(exc, crate::python::exception::TRACEBACK);
        set(&mut core.vm, future, slots::STATE, Value::Int(slots::FAILED));
        set(&mut core.vm, future, slots::RESULT, exc);
        set(&mut core.vm, future, slots::EXTRA, tb);
        slots::set_flag(&mut core.vm, future, slots::LOG_TRACEBACK, true);
        self.unretrieved.push(self.held.hold(&mut core.vm, Value::Obj(future)));
        self.schedule_callbacks(core, future);
        Ok(())
    }

    /// `Future.cancel`: false if it was done.
    #[inline(never)]
    pub fn cancel_plain(&mut self, core: &mut Core, future: Ref, message: Value) -> bool {
        slots::set_flag(&mut core.vm, future, slots::LOG_TRACEBACK, false);
        if !is_pending(&core.vm, future) {
            return false;
        }
        if slots::flag(&core.vm, future, slots::HAS_TIMER) {
            // What `finally: handle.cancel()` of `asyncio.sleep` does.
            slots::set_flag(&mut core.vm, future, slots::HAS_TIMER, false);
            let timer = int(&core.vm, future, slots::EXTRA) as u32;
            if let Some(l) = self.loops.get_mut(slots::loop_number(&core.vm, future)) {
                l.timers.cancel(timer);
            }
        }
        set(&mut core.vm, future, slots::STATE, Value::Int(slots::CANCELLED));
        set(&mut core.vm, future, slots::RESULT, Value::None);
        set(&mut core.vm, future, slots::MESSAGE, message);
        self.schedule_callbacks(core, future);
        true
    }

    pub(super) fn check_pending(&mut self, core: &mut Core, future: Ref) -> R<()> {
        if is_pending(&core.vm, future) {
            return Ok(());
        }
        Err(self.invalid_state(core, "invalid state"))
    }

    /// InvalidStateError with a message.
    pub fn invalid_state(&mut self, core: &mut Core, text: &str) -> Ctl {
        let text = core.vm.heap.str(text);
        Ctl::Raise(core.vm.exception(self.classes.invalid_state, vec![text]))
    }

    /// `result()`.
    ///
    /// # Errors
    /// What it ended with; InvalidStateError while it is pending.
    pub fn result(&mut self, core: &mut Core, future: Ref) -> R {
        match int(&core.vm, future, slots::STATE) {
            slots::FINISHED => Ok(get(&core.vm, future, slots::RESULT)),
            slots::FAILED => {
                slots::set_flag(&mut core.vm, future, slots::LOG_TRACEBACK, false);
                let (exc, tb) = (get(&core.vm, future, slots::RESULT), get(&core.vm, future, slots::EXTRA));
                core.vm.set_exc_slot(exc, crate::python::exception::TRACEBACK, tb);
                Err(Ctl::Raise(exc))
            }
            slots::CANCELLED => Err(Ctl::Raise(self.cancelled_error(core, future))),
            _ => Err(self.invalid_state(core, "Result is not set.")),
        }
    }

    /// `exception()`.
    ///
    /// # Errors
    /// CancelledError if it was cancelled; InvalidStateError while it is pending.
    #[inline(never)]
    pub fn exception(&mut self, core: &mut Core, future: Ref) -> R {
        match int(&core.vm, future, slots::STATE) {
            slots::FINISHED => Ok(Value::None),
            slots::FAILED => {
                slots::set_flag(&mut core.vm, future, slots::LOG_TRACEBACK, false);
                Ok(get(&core.vm, future, slots::RESULT))
            }
            slots::CANCELLED => Err(Ctl::Raise(self.cancelled_error(core, future))),
            _ => Err(self.invalid_state(core, "Exception is not set.")),
        }
    }

    /// `_make_cancelled_error`: the exception that its task ended with the first time, then new ones with the message.
    #[inline(never)]
    pub fn cancelled_error(&mut self, core: &mut Core, future: Ref) -> Value {
        if int(&core.vm, future, slots::STATE) == slots::CANCELLED {
            let kept = take(&mut core.vm, future, slots::RESULT);
            if core.vm.as_exception(kept).is_some() {
                return kept;
            }
        }
        let message = get(&core.vm, future, slots::MESSAGE);
        let args = if message.is_none() { Vec::new() } else { vec![message] };
        core.vm.exception(self.classes.cancelled_error, args)
    }

    /// Adds what is to happen when the future is done: a task to wake, a gather's future, or a tuple (function, context).
    pub fn add_callback(&mut self, core: &mut Core, future: Ref, entry: Value) {
        if !is_pending(&core.vm, future) {
            return self.schedule(core, future, entry);
        }
        match get(&core.vm, future, slots::CALLBACKS) {
            Value::None => set(&mut core.vm, future, slots::CALLBACKS, entry),
            Value::Obj(list) if matches!(core.vm.heap.get(list), Obj::List(_)) => core.vm.heap.list_push(list, entry),
            first => {
                let list = core.vm.heap.list(vec![first, entry]);
                set(&mut core.vm, future, slots::CALLBACKS, list);
            }
        }
    }

    /// The entries, oldest first.
    pub fn callbacks(&self, vm: &Vm, future: Ref) -> Vec<Value> {
        match get(vm, future, slots::CALLBACKS) {
            Value::Obj(r) => match vm.heap.get(r) {
                Obj::List(items) => items.clone(),
                _ => vec![Value::Obj(r)],
            },
            _ => Vec::new(),
        }
    }

    fn schedule_callbacks(&mut self, core: &mut Core, future: Ref) {
        core.spend(costs::FUTURE_DONE);
        let Value::Obj(r) = take(&mut core.vm, future, slots::CALLBACKS) else { return };
        let Obj::List(items) = core.vm.heap.get(r) else { return self.schedule(core, future, Value::Obj(r)) };
        for entry in items.clone() {
            self.schedule(core, future, entry);
        }
    }

    /// Puts an entry's job into the ready queue.
    fn schedule(&mut self, core: &mut Core, future: Ref, entry: Value) {
        let Value::Obj(r) = entry else { return };
        let number = self.loop_of(&core.vm, future);
        core.spend(costs::CALL_SOON);
        let job = match core.vm.heap.get(r) {
            Obj::Tuple(parts) => {
                let (callback, context) = (parts.first().copied(), parts.get(1).copied());
                let args = core.vm.heap.tuple(vec![Value::Obj(future)]);
                let handle =
                    self.new_handle(core, number, callback.unwrap_or_default(), args, context.unwrap_or_default());
                Job::Handle(self.held.hold(&mut core.vm, Value::Obj(handle)))
            }
            Obj::Instance(i) if i.class == self.classes.gather => Job::Child { outer: r, child: future },
            _ => {
                let by = self.current_task_id(core);
                let task = task_id(&core.vm, r);
                core.record(Event::TaskWoken { task, by });
                Job::Wakeup(r)
            }
        };
        self.push(number, job);
    }
}
