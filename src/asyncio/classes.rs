//! The native classes, made before any program runs, and the functions of the prelude that Rust code calls.

use super::slots;
use crate::python::object::{Layout, Obj};
use crate::python::sym::{SymMap, names};
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;

/// Handles of classes and functions that Rust code names.
#[derive(Clone, Copy, Debug)]
pub struct Classes {
    pub future: Ref,
    pub task: Ref,
    pub gather: Ref,
    pub handle: Ref,
    pub timer_handle: Ref,
    /// The native part of event loops; the class that programs see derives from it.
    pub event_loop: Ref,
    pub cancelled_error: Ref,
    pub invalid_state: Ref,
    /// Functions of the prelude, set when `asyncio` is imported. `report_callback(loop, exc, handle)`,
    /// `report_unretrieved(loop, future)` go to the exception handler; `bad_yield(task, value)` makes an exception.
    pub report_callback: Value,
    pub report_unretrieved: Value,
    /// `report_slow(loop, task or handle, seconds)` logs a warning.
    pub report_slow: Value,
    /// `report_destroyed(loop, task)` tells the exception handler.
    pub report_destroyed: Value,
    /// `report_done(loop, task, exc)`: a step of a task that is done already.
    pub report_done: Value,
    /// `noted(made, answer)`: in debug mode, remembers where something was made.
    pub noted: Value,
    /// `ask(future)`: the exception it ended with, or None; `cancel_odd(pairs, message, answer)` cancels what tasks wait for.
    pub ask: Value,
    pub cancel_odd: Value,
    /// For a loop with methods of its own: `sleep_slowly(loop, delay, result)`, `later_slowly(loop, delay, callback, args, context)`
    /// and `future_slowly(loop)`.
    pub sleep_slowly: Value,
    pub later_slowly: Value,
    pub future_slowly: Value,
    /// `own_loops(function, …)` calls a function of the module for loops that run in Python.
    pub own_loops: Value,
    pub bad_yield: Value,
    /// `bad_coroutine(value, …)` makes a task of what acts as a coroutine, or raises TypeError; `gather_slowly(args, return_exceptions)` takes other awaitables.
    pub bad_coroutine: Value,
    pub gather_slowly: Value,
    /// `create_slowly(loop, coro, name, context)` asks the loop's own `create_task`; `eager_start(task)` runs a first step.
    pub create_slowly: Value,
    pub eager_start: Value,
}

impl Classes {
    /// Makes the classes, without methods.
    ///
    /// # Errors
    /// Only if a class cannot be made: a bug.
    pub fn new(vm: &mut Vm) -> Result<Classes, String> {
        let future = class(vm, "Future", "_asyncio", None, slots::FUTURE)?;
        let task = class(vm, "Task", "_asyncio", Some(future), slots::TASK)?;
        let gather = class(vm, "_GatheringFuture", "asyncio.tasks", Some(future), slots::GATHER)?;
        let handle = class(vm, "Handle", "asyncio.events", None, slots::HANDLE)?;
        let timer_handle = class(vm, "TimerHandle", "asyncio.events", Some(handle), slots::HANDLE)?;
        let event_loop = class(vm, "_Loop", "asyncio.base_events", None, slots::EVENT_LOOP)?;
        let (base, exception) = (vm.types.exc(Exc::BaseException), vm.types.exc(Exc::Exception));
        let cancelled_error = class(vm, "CancelledError", "asyncio.exceptions", Some(base), 0)?;
        let invalid_state = class(vm, "InvalidStateError", "asyncio.exceptions", Some(exception), 0)?;
        let none = Value::None;
        Ok(Classes {
            future,
            task,
            gather,
            handle,
            timer_handle,
            event_loop,
            cancelled_error,
            invalid_state,
            report_callback: none,
            report_unretrieved: none,
            report_slow: none,
            report_destroyed: none,
            report_done: none,
            noted: none,
            ask: none,
            cancel_odd: none,
            sleep_slowly: none,
            later_slowly: none,
            future_slowly: none,
            own_loops: none,
            bad_yield: none,
            bad_coroutine: none,
            gather_slowly: none,
            create_slowly: none,
            eager_start: none,
        })
    }

    /// The classes with the names that the prelude finds them by.
    pub fn named(&self) -> [(&'static str, Ref); 8] {
        [
            ("Future", self.future),
            ("Task", self.task),
            ("_GatheringFuture", self.gather),
            ("Handle", self.handle),
            ("TimerHandle", self.timer_handle),
            ("_Loop", self.event_loop),
            ("CancelledError", self.cancelled_error),
            ("InvalidStateError", self.invalid_state),
        ]
    }
}

/// A class; with `count` hidden slots if that is not 0.
fn class(vm: &mut Vm, name: &str, module: &str, base: Option<Ref>, count: usize) -> Result<Ref, String> {
    let mut attrs = SymMap::default();
    let text = vm.heap.str(module);
    attrs.insert(names::MODULE, text);
    let type_ = vm.types.type_;
    let made = vm.make_class(name, base.into_iter().collect(), attrs, type_);
    let r = made.map_err(|_| format!("the class {name} cannot be made"))?;
    if count > 0 {
        let shape = vm.shapes.root(count as u32);
        if let Some(c) = vm.class_mut(r) {
            c.layout = Layout::Native(count as u16);
            c.root_shape = shape;
        }
    }
    // The collector must find it from the start.
    vm.external_roots.push(Value::Obj(r));
    debug_assert!(matches!(vm.heap.get(r), Obj::Class(_)));
    Ok(r)
}
