//! The modules of the package `asyncio` (`asyncio.tasks`, …): the names each has, taken from the package when it is imported.

use crate::python::native::{Args, R};
use crate::python::object::Obj;
use crate::python::value::Value;
use crate::python::vm::Vm;

/// Each module and its names, some of which are other modules.
const PARTS: &[(&str, &str)] = &[
    ("base_events", "BaseEventLoop _run_until_complete_cb logger coroutines events exceptions futures tasks timeouts"),
    ("base_futures", "isfuture"),
    ("coroutines", "iscoroutine iscoroutinefunction _is_debug_mode"),
    (
        "events",
        "AbstractEventLoop AbstractEventLoopPolicy AbstractServer BaseDefaultEventLoopPolicy Handle TimerHandle \
         _get_running_loop _set_running_loop get_event_loop get_event_loop_policy get_running_loop new_event_loop \
         set_event_loop set_event_loop_policy",
    ),
    (
        "exceptions",
        "BrokenBarrierError CancelledError IncompleteReadError InvalidStateError LimitOverrunError \
         SendfileNotAvailableError TimeoutError",
    ),
    (
        "futures",
        "Future _CFuture _PyFuture _copy_future_state _set_result_unless_cancelled base_futures events exceptions isfuture wrap_future",
    ),
    ("log", "logger"),
    ("locks", "Barrier BoundedSemaphore Condition Event Lock Semaphore exceptions"),
    ("queues", "LifoQueue PriorityQueue Queue QueueEmpty QueueFull QueueShutDown locks"),
    ("runners", "Runner coroutines events exceptions run tasks"),
    ("taskgroups", "TaskGroup events exceptions tasks"),
    (
        "tasks",
        "ALL_COMPLETED FIRST_COMPLETED FIRST_EXCEPTION Task _CTask _PyTask all_tasks as_completed coroutines \
         create_eager_task_factory create_task current_task _register_task _unregister_task _register_eager_task \
         _unregister_eager_task _enter_task _leave_task _swap_current_task eager_task_factory ensure_future events exceptions futures \
         gather run_coroutine_threadsafe shield sleep timeouts wait wait_for",
    ),
    ("threads", "events to_thread"),
    ("timeouts", "Timeout events exceptions timeout timeout_at"),
    ("unix_events", "DefaultEventLoopPolicy EventLoop SelectorEventLoop _UnixSelectorEventLoop"),
];

/// `_make_parts()`: called at the end of the package's source.
pub fn make_parts(vm: &mut Vm, _: Args<'_>) -> R {
    let package = vm.modules.get("asyncio").and_then(|&p| match vm.heap.get(p) {
        Obj::Module(m) => Some(m.namespace),
        _ => None,
    });
    let Some(package) = package else { return Ok(Value::None) };
    let mut spaces = Vec::with_capacity(PARTS.len());
    for (name, _) in PARTS {
        let dotted = format!("asyncio.{name}");
        let (module, space) = vm.new_module(&dotted);
        let sym = vm.syms.intern(name);
        vm.bind(package, sym, Value::Obj(module));
        vm.note_module(&dotted, module);
        spaces.push(space);
    }
    for ((_, names), space) in PARTS.iter().zip(spaces) {
        for name in names.split(' ') {
            let sym = vm.syms.intern(name);
            let v = vm.namespaces.get(package as usize).map(|n| n.get(sym)).unwrap_or_default();
            if !v.is_unbound() {
                vm.bind(space, sym, v);
            }
        }
    }
    Ok(Value::None)
}
