//! Methods that only look at an object or change a slot of it: they need no loop and run inside the virtual machine.

use super::slots::{self, get, int, set};
use super::{places, tasks};
use crate::python::code::CodeKind;
use crate::python::native::{Args, R};
use crate::python::object::Obj;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::{Stream, Vm};

/// Self of a method: an instance of the class, as the virtual machine checks.
fn own(args: Args<'_>) -> Ref {
    args.get(0).as_ref().unwrap_or(Ref(0))
}

fn text(vm: &mut Vm, s: &str) -> R {
    Ok(vm.heap.str(s))
}

/// `done()`.
pub fn done(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(int(vm, own(args), slots::STATE) != slots::PENDING))
}

/// `cancelled()`.
pub fn cancelled(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(int(vm, own(args), slots::STATE) == slots::CANCELLED))
}

/// `__await__` and `__iter__`.
pub fn await_(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Obj(vm.heap.alloc(Obj::FutureIter { future: own(args), yielded: false })))
}

/// `_state`, in CPython's words.
pub fn state(vm: &mut Vm, args: Args<'_>) -> R {
    let word = match int(vm, own(args), slots::STATE) {
        slots::PENDING => "PENDING",
        slots::CANCELLED => "CANCELLED",
        _ => "FINISHED",
    };
    text(vm, word)
}

/// `_result`, without any check.
pub fn result_slot(vm: &mut Vm, args: Args<'_>) -> R {
    let future = own(args);
    Ok(if int(vm, future, slots::STATE) == slots::FINISHED { get(vm, future, slots::RESULT) } else { Value::None })
}

/// `_exception`, without any check.
pub fn exception_slot(vm: &mut Vm, args: Args<'_>) -> R {
    let future = own(args);
    Ok(if int(vm, future, slots::STATE) == slots::FAILED { get(vm, future, slots::RESULT) } else { Value::None })
}

/// `_cancel_message`.
pub fn message(vm: &mut Vm, args: Args<'_>) -> R {
    let future = own(args);
    Ok(if has_message(vm, future) { get(vm, future, slots::MESSAGE) } else { Value::None })
}

/// Sets it: what the CancelledError will say.
pub fn set_message(vm: &mut Vm, args: Args<'_>) -> R {
    let future = own(args);
    if has_message(vm, future) {
        set(vm, future, slots::MESSAGE, args.get(1));
    }
    Ok(Value::None)
}

/// A future that is a timer's has something else in its place until it is cancelled.
fn has_message(vm: &Vm, future: Ref) -> bool {
    int(vm, future, slots::STATE) == slots::CANCELLED || !get(vm, future, slots::ID).is_unbound()
}

/// `_callbacks`: None, or a list with an entry for each.
pub fn callbacks(vm: &mut Vm, args: Args<'_>) -> R {
    match get(vm, own(args), slots::CALLBACKS) {
        Value::Obj(r) if matches!(vm.heap.get(r), Obj::List(_)) => Ok(Value::Obj(r)),
        Value::Obj(r) => Ok(vm.heap.list(vec![Value::Obj(r)])),
        _ => Ok(Value::None),
    }
}

/// `_log_traceback`: it failed, and nobody has asked for the exception.
pub fn unseen(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(slots::flag(vm, own(args), slots::LOG_TRACEBACK)))
}

/// Sets it, to False only.
pub fn set_unseen(vm: &mut Vm, args: Args<'_>) -> R {
    if vm.truth_native(args.get(1))? {
        return Err(vm.value_error("_log_traceback can only be set to False"));
    }
    slots::set_flag(vm, own(args), slots::LOG_TRACEBACK, false);
    Ok(Value::None)
}

/// `_asyncio_future_blocking`.
pub fn blocking(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(get(vm, own(args), slots::BLOCKING))
}

/// Sets it.
pub fn set_blocking(vm: &mut Vm, args: Args<'_>) -> R {
    let on = vm.truth_native(args.get(1))?;
    set(vm, own(args), slots::BLOCKING, Value::Bool(on));
    Ok(Value::None)
}

/// `Task._fut_waiter`.
#[inline(never)]
pub fn waiter(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(get(vm, own(args), slots::WAITER))
}

/// `Task._must_cancel`.
#[inline(never)]
pub fn must_cancel(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(slots::flag(vm, own(args), slots::MUST_CANCEL)))
}

/// `Task.get_coro`.
pub fn get_coro(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(get(vm, own(args), slots::CORO))
}

/// `Task.get_name`: default names become strings when asked for.
pub fn get_name(vm: &mut Vm, args: Args<'_>) -> R {
    match get(vm, own(args), slots::NAME) {
        Value::Int(n) => {
            let name = vm.heap.str(&format!("Task-{n}"));
            set(vm, own(args), slots::NAME, name);
            Ok(name)
        }
        name => Ok(name),
    }
}

/// Sets a task's name, a string.
pub fn set_name(vm: &mut Vm, args: Args<'_>) -> R {
    set(vm, own(args), slots::NAME, args.get(1));
    Ok(Value::None)
}

/// A copy of the thread's context; None if it has none.
pub fn context_copy(vm: &mut Vm, _: Args<'_>) -> R {
    Ok(vm.copied_context(vm.context))
}

/// `Task.get_context`.
pub fn get_context(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(get(vm, own(args), slots::CONTEXT))
}

/// `Task.cancelling`.
pub fn cancelling(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Int(slots::cancels(vm, own(args))))
}

/// `Task.uncancel`: when the last request is taken back, the task need not be cancelled at its next step.
pub fn uncancel(vm: &mut Vm, args: Args<'_>) -> R {
    let task = own(args);
    let left = (slots::cancels(vm, task) - 1).max(0);
    slots::set_cancels(vm, task, left);
    if left == 0 {
        slots::set_flag(vm, task, slots::MUST_CANCEL, false);
    }
    Ok(Value::Int(left))
}

/// `Task.set_result`: not for tasks.
pub fn task_set_result(vm: &mut Vm, _: Args<'_>) -> R {
    Err(vm.raise(Exc::RuntimeError, "Task does not support set_result operation"))
}

/// `Task.set_exception`: not for tasks.
pub fn task_set_exception(vm: &mut Vm, _: Args<'_>) -> R {
    Err(vm.raise(Exc::RuntimeError, "Task does not support set_exception operation"))
}

/// `Handle.cancelled`.
pub fn handle_cancelled(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(int(vm, own(args), slots::H_FLAGS) & slots::HANDLE_CANCELLED != 0))
}

/// `Handle.get_context`.
pub fn handle_context(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(get(vm, own(args), slots::H_CONTEXT))
}

/// `TimerHandle.when`.
pub fn handle_when(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(get(vm, own(args), slots::H_WHEN))
}

/// `_alias(cls, item)`: `cls[item]` for type hints.
pub fn alias(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(vm.alias(args.get(0), args.get(1)))
}

/// `_is_coroutine(obj)`: can it be made a task?
pub fn is_coroutine(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(tasks::is_coroutine(vm, args.get(0))))
}

/// `_is_coroutine_function(obj)`: made by `async def`, or a method of such a function.
pub fn is_coroutine_function(vm: &mut Vm, args: Args<'_>) -> R {
    let mut at = args.get(0);
    while let Value::Obj(r) = at
        && let Obj::Method { func, .. } = vm.heap.get(r)
    {
        at = *func;
    }
    let kind = match at {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::Function(f) => vm.program.code(f.code).map(|c| c.code.kind),
            _ => None,
        },
        _ => None,
    };
    Ok(Value::Bool(kind == Some(CodeKind::Coroutine)))
}

/// `_task_parts(coro)`: name, file, line (None while it runs) of a coroutine and whether it has ended; or None.
pub fn task_parts(vm: &mut Vm, args: Args<'_>) -> R {
    let Some((name, file, line, ended)) = places::coroutine(vm, args.get(0)) else { return Ok(Value::None) };
    let line = line.map_or(Value::None, |line| Value::Int(i64::from(line)));
    let parts = vec![vm.heap.str(&name), vm.heap.str(&file), line, Value::Bool(ended)];
    Ok(vm.heap.tuple(parts))
}

/// `_handle_parts(handle)`: callback and arguments; None and None if it was cancelled.
pub fn handle_parts(vm: &mut Vm, args: Args<'_>) -> R {
    let handle = own(args);
    let parts = vec![get(vm, handle, slots::H_CALLBACK), get(vm, handle, slots::H_ARGS)];
    Ok(vm.heap.tuple(parts))
}

/// `_traceback_text(exc)`: as an uncaught exception is printed.
pub fn traceback_text(vm: &mut Vm, args: Args<'_>) -> R {
    vm.error_text(args.get(0))
}

/// `_write_error(text)`: to the program's stderr.
pub fn write_error(vm: &mut Vm, args: Args<'_>) -> R {
    let shown = vm.str_native(args.get(0))?;
    vm.write(Stream::Stderr, &shown);
    Ok(Value::None)
}

/// `_end_async_gens_with(f)`: `f` is called with each async generator that was left in the middle.
pub fn end_async_gens_with(vm: &mut Vm, args: Args<'_>) -> R {
    vm.async_gen_finalizer = args.get(0);
    Ok(Value::None)
}

/// `_take_async_gens()`: those that this thread started and that have not ended; each is told once.
pub fn take_async_gens(vm: &mut Vm, _: Args<'_>) -> R {
    let open = vm.take_async_gens().into_iter().map(Value::Obj).collect();
    Ok(vm.heap.list(open))
}

/// `_await_without(sleep, _sleep, _bare_yield)`: see [`Vm::await_without`].
pub fn await_without(vm: &mut Vm, args: Args<'_>) -> R {
    vm.await_without(args.get(0), args.get(1), args.get(2));
    Ok(Value::None)
}
