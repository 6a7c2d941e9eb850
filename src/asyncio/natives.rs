//! What Python sees of this room: the native classes and functions, and the modules made of them and of the prelude.

use super::classes::Classes;
use super::held::{Held, Tasks};
use super::{Runtime, methods, odd, parts};
use crate::machine::FIRST_SYSTEM_CALL;
use crate::python::builtins::runtime::refuse;
use crate::python::native::{FrameFn, NativeDef};
use crate::python::object::Obj;
use crate::python::value::Value;
use crate::python::vm::{ModuleDef, Vm};

macro_rules! calls {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// The calls that need the loop, by number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(clippy::enum_variant_names, reason = "they are named after asyncio's functions")]
        #[repr(u16)]
        pub enum Call { $($(#[$doc])* $name),* }

        impl Call {
            const ALL: &'static [Call] = &[$(Call::$name),*];

            /// The call with a number that the virtual machine reports.
            pub fn of(id: u16) -> Option<Call> {
                Call::ALL.get(usize::from(id.checked_sub(FIRST_SYSTEM_CALL)?)).copied()
            }

            const fn id(self) -> u16 {
                FIRST_SYSTEM_CALL + self as u16
            }
        }
    };
}

calls! {
    Setup, CreateTask, Gather, Sleep, GetRunningLoop, RunningLoopOrNone, SetLoop, CurrentLoop, CurrentTask, AllTasks, Waiter,
    GroupBegan, GroupEnded, Time,
    FutureInit, SetResult, SetException, Result, Exception, Cancel, AddCallback, RemoveCallback, CancelledError, GetLoop,
    CallbackList, TaskInit, SetEntered, Queued, TaskWakeup, WaitsFor, MustCancel, EagerBegin, EagerEnd, EagerThrow, EagerOver, OwnTasks, OwnTimers, OwnLoop, NewHandle, SetRunning, IsStopping, StepExc, WatchSlow, IsDebug, CallSoonThreadsafe, IsMainThread,
    HandleCancel, LoopInit, CallSoon, CallLater, CallAt, CallArriving, CallPolled, LoopCreateFuture, LoopCreateTask, RunForever, Stop, Close, IsRunning,
    IsClosed,
}

const fn function(name: &'static str, min: u8, max: u8, call: Call) -> NativeDef {
    NativeDef::external(name, min, max, call.id()).of("_asyncio")
}

const fn future(name: &'static str, min: u8, max: u8, call: Call) -> NativeDef {
    NativeDef::external_method("Future", name, min, max, call.id())
}

const fn event_loop(name: &'static str, min: u8, max: u8, call: Call) -> NativeDef {
    NativeDef::external_method("_Loop", name, min, max, call.id())
}

static FUNCTIONS: &[NativeDef] = &[
    function("_setup", 1, 1, Call::Setup),
    function("create_task", 1, 1, Call::CreateTask).kw(&["coro", "name", "context"]),
    function("gather", 0, 255, Call::Gather).kw(&["return_exceptions"]),
    function("_sleep", 2, 2, Call::Sleep),
    function("get_running_loop", 0, 0, Call::GetRunningLoop),
    function("_get_running_loop", 0, 0, Call::RunningLoopOrNone),
    function("_set_loop", 1, 1, Call::SetLoop),
    function("_current_loop", 0, 0, Call::CurrentLoop),
    function("current_task", 0, 1, Call::CurrentTask).kw(&["loop"]),
    function("_all_tasks", 0, 1, Call::AllTasks),
    function("_waiter", 2, 3, Call::Waiter),
    function("_is_main_thread", 0, 0, Call::IsMainThread),
    function("_eager_begin", 1, 1, Call::EagerBegin),
    function("_eager_end", 3, 3, Call::EagerEnd),
    function("_eager_throw", 2, 2, Call::EagerThrow),
    function("_eager_over", 2, 2, Call::EagerOver),
    function("_set_entered", 2, 2, Call::SetEntered),
    function("_queued", 1, 1, Call::Queued),
    function("_new_handle", 5, 5, Call::NewHandle),
    function("_set_running", 2, 2, Call::SetRunning),
    function("_is_stopping", 1, 1, Call::IsStopping),
    function("_step_exc", 2, 2, Call::StepExc),
    function("_waits_for", 2, 2, Call::WaitsFor),
    function("_must_cancel", 2, 2, Call::MustCancel),
    function("_group_began", 2, 2, Call::GroupBegan),
    function("_group_ended", 1, 1, Call::GroupEnded),
    NativeDef::function("_make_parts", 0, 0, parts::make_parts),
    NativeDef::function("_refuse", 1, 1, refuse),
    NativeDef::function("_end_async_gens_with", 1, 1, methods::end_async_gens_with),
    NativeDef::function("_await_without", 3, 3, methods::await_without),
    NativeDef::function("_take_async_gens", 0, 0, methods::take_async_gens),
    NativeDef::function("_context_copy", 0, 0, methods::context_copy),
    NativeDef::function("_alias", 2, 2, methods::alias),
    NativeDef::function("_is_coroutine", 1, 1, methods::is_coroutine),
    NativeDef::function("_is_coroutine_function", 1, 1, methods::is_coroutine_function),
    NativeDef::function("_task_parts", 1, 1, methods::task_parts),
    NativeDef::function("_handle_parts", 1, 1, methods::handle_parts),
    function("_is_debug", 1, 1, Call::IsDebug),
    NativeDef::frame("_line_of", 1, 1, FrameFn::LineOf),
    NativeDef::function("_traceback_text", 1, 1, methods::traceback_text),
    NativeDef::function("_write_error", 1, 1, methods::write_error),
];

static FUTURE: &[NativeDef] = &[
    future("__init__", 0, 0, Call::FutureInit).kw(&["loop"]),
    future("set_result", 1, 1, Call::SetResult).kw(&["result"]),
    future("set_exception", 1, 1, Call::SetException).kw(&["exception"]),
    future("result", 0, 0, Call::Result),
    future("exception", 0, 0, Call::Exception),
    future("cancel", 0, 1, Call::Cancel).kw(&["msg"]),
    future("add_done_callback", 1, 1, Call::AddCallback).kw(&["fn", "context"]),
    future("remove_done_callback", 1, 1, Call::RemoveCallback).kw(&["fn"]),
    future("_make_cancelled_error", 0, 0, Call::CancelledError),
    future("get_loop", 0, 0, Call::GetLoop),
    future("_callback_list", 0, 0, Call::CallbackList),
    NativeDef::method("Future", "done", 0, 0, methods::done),
    NativeDef::method("Future", "cancelled", 0, 0, methods::cancelled),
    NativeDef::method("Future", "__await__", 0, 0, methods::await_),
    NativeDef::method("Future", "__iter__", 0, 0, methods::await_),
];

static FUTURE_STATE: NativeDef = NativeDef::function("_state", 1, 1, methods::state);
static FUTURE_RESULT: NativeDef = NativeDef::function("_result", 1, 1, methods::result_slot);
static FUTURE_EXCEPTION: NativeDef = NativeDef::function("_exception", 1, 1, methods::exception_slot);
static FUTURE_MESSAGE: NativeDef = NativeDef::function("_cancel_message", 1, 1, methods::message);
static FUTURE_SET_MESSAGE: NativeDef = NativeDef::function("_cancel_message", 2, 2, methods::set_message);
static FUTURE_CALLBACKS: NativeDef = NativeDef::function("_callbacks", 1, 1, methods::callbacks);
static FUTURE_UNSEEN: NativeDef = NativeDef::function("_log_traceback", 1, 1, methods::unseen);
static FUTURE_SET_UNSEEN: NativeDef = NativeDef::function("_log_traceback", 2, 2, methods::set_unseen);
static FUTURE_BLOCKING: NativeDef = NativeDef::function("_asyncio_future_blocking", 1, 1, methods::blocking);
static FUTURE_SET_BLOCKING: NativeDef = NativeDef::function("_asyncio_future_blocking", 2, 2, methods::set_blocking);
static TASK_WAITER: NativeDef = NativeDef::function("_fut_waiter", 1, 1, methods::waiter);
static TASK_MUST_CANCEL: NativeDef = NativeDef::function("_must_cancel", 1, 1, methods::must_cancel);
static TASK_CORO: NativeDef = NativeDef::function("_coro", 1, 1, methods::get_coro);

static TASK: &[NativeDef] = &[
    NativeDef::external_method("Task", "__init__", 1, 1, Call::TaskInit.id()).kw(&[
        "coro",
        "loop",
        "name",
        "context",
        "eager_start",
    ]),
    NativeDef::external_method("Task", odd::WAKEUP, 1, 1, Call::TaskWakeup.id()),
    NativeDef::method("Task", "get_name", 0, 0, methods::get_name),
    NativeDef::method("Task", "_set_name", 1, 1, methods::set_name),
    NativeDef::method("Task", "get_coro", 0, 0, methods::get_coro),
    NativeDef::method("Task", "get_context", 0, 0, methods::get_context),
    NativeDef::method("Task", "uncancel", 0, 0, methods::uncancel),
    NativeDef::method("Task", "cancelling", 0, 0, methods::cancelling),
    NativeDef::method("Task", "set_result", 0, 255, methods::task_set_result).kw(&["**"]),
    NativeDef::method("Task", "set_exception", 0, 255, methods::task_set_exception).kw(&["**"]),
];

static HANDLE: &[NativeDef] = &[
    NativeDef::external_method("Handle", "cancel", 0, 0, Call::HandleCancel.id()),
    NativeDef::method("Handle", "cancelled", 0, 0, methods::handle_cancelled),
    NativeDef::method("Handle", "get_context", 0, 0, methods::handle_context),
];

static TIMER_HANDLE: &[NativeDef] = &[NativeDef::method("TimerHandle", "when", 0, 0, methods::handle_when)];

static EVENT_LOOP: &[NativeDef] = &[
    event_loop("_start", 0, 0, Call::LoopInit),
    event_loop("_own_tasks", 1, 1, Call::OwnTasks),
    event_loop("_own_timers", 0, 0, Call::OwnTimers),
    event_loop("_own_loop", 0, 0, Call::OwnLoop),
    event_loop("_watch_slow", 1, 1, Call::WatchSlow),
    event_loop("time", 0, 0, Call::Time),
    event_loop("call_soon", 1, 255, Call::CallSoon).kw(&["context"]),
    event_loop("call_soon_threadsafe", 1, 255, Call::CallSoonThreadsafe).kw(&["context"]),
    event_loop("call_later", 2, 255, Call::CallLater).kw(&["context"]),
    event_loop("call_at", 2, 255, Call::CallAt).kw(&["context"]),
    event_loop("_polled", 1, 255, Call::CallPolled),
    event_loop("_call_arriving", 2, 255, Call::CallArriving),
    event_loop("create_future", 0, 0, Call::LoopCreateFuture),
    event_loop("_create_task", 1, 1, Call::LoopCreateTask).kw(&["name", "context"]),
    event_loop("run_forever", 0, 0, Call::RunForever),
    event_loop("stop", 0, 0, Call::Stop),
    event_loop("close", 0, 0, Call::Close),
    event_loop("is_running", 0, 0, Call::IsRunning),
    event_loop("is_closed", 0, 0, Call::IsClosed),
];

const PRELUDE: &str = concat!(
    include_str!("prelude/exceptions.py"),
    include_str!("prelude/events.py"),
    include_str!("prelude/reprs.py"),
    include_str!("prelude/locks.py"),
    include_str!("prelude/queues.py"),
    include_str!("prelude/timeouts.py"),
    include_str!("prelude/tasks.py"),
    include_str!("prelude/taskgroups.py"),
    include_str!("prelude/threads.py"),
    include_str!("prelude/debug.py"),
    include_str!("prelude/registered.py"),
    include_str!("prelude/runners.py"),
);

/// A module of the package that needs another one, which few programs use.
const LOG: &str = "import logging\nlogger = logging.getLogger('asyncio')\n";

/// Connections of the computer with itself, and streams over them, for the few programs that have such.
const NETWORK: &str = include_str!("prelude/network.py");
/// Loops that run in Python.
const OWN_LOOPS: &str = include_str!("prelude/own_loops.py");
const STREAMS: &str = include_str!("prelude/streams.py");

/// Makes asyncio known to a virtual machine.
///
/// # Errors
/// Only if our own classes cannot be made: a bug.
pub fn install(vm: &mut Vm) -> Result<Runtime, String> {
    let classes = Classes::new(vm)?;
    vm.add_methods(classes.future, FUTURE);
    vm.add_methods(classes.task, TASK);
    vm.add_methods(classes.handle, HANDLE);
    vm.add_methods(classes.timer_handle, TIMER_HANDLE);
    vm.add_methods(classes.event_loop, EVENT_LOOP);
    for def in [&FUTURE_STATE, &FUTURE_RESULT, &FUTURE_EXCEPTION, &FUTURE_CALLBACKS] {
        vm.add_property(classes.future, def, None);
    }
    vm.add_property(classes.future, &FUTURE_MESSAGE, Some(&FUTURE_SET_MESSAGE));
    vm.add_property(classes.future, &FUTURE_UNSEEN, Some(&FUTURE_SET_UNSEEN));
    vm.add_property(classes.future, &FUTURE_BLOCKING, Some(&FUTURE_SET_BLOCKING));
    for def in [&TASK_WAITER, &TASK_MUST_CANCEL, &TASK_CORO] {
        vm.add_property(classes.task, def, None);
    }
    vm.future_class = Some(classes.future);
    for (name, class) in classes.named() {
        // The module takes them from here when it is imported.
        let sym = vm.syms.intern(&format!("_asyncio.{name}"));
        let space = vm.prelude_space();
        vm.bind(space, sym, Value::Obj(class));
    }
    vm.define_module(ModuleDef { name: "asyncio", natives: FUNCTIONS, source: Some(PRELUDE), setup: Some(setup) });
    for (name, source) in
        [("asyncio.network", NETWORK), ("asyncio.streams", STREAMS), ("asyncio._own_loops", OWN_LOOPS)]
    {
        vm.define_module(ModuleDef { name, natives: &[], source: Some(source), setup: None });
    }
    vm.define_module(ModuleDef { name: "asyncio.log", natives: &[], source: Some(LOG), setup: None });
    let (held, held_list) = Held::new(vm);
    let (tasks, task_list) = Tasks::new(vm);
    vm.external_roots.extend([held_list, task_list]);
    Ok(Runtime {
        loops: Vec::new(),
        running: None,
        current_loop: None,
        loop_was_set: false,
        doing: None,
        eager: None,
        thread: 0,
        others: Vec::new(),
        entered: Vec::new(),
        odd_cancels: Vec::new(),
        soon: Vec::new(),
        classes,
        held,
        tasks,
        last_name: 0,
        last_coroutine: None,
        unretrieved: Default::default(),
        scratch: Vec::new(),
    })
}

/// Names of the module that are native classes.
fn setup(vm: &mut Vm, namespace: u32) {
    let names =
        ["Future", "Task", "_GatheringFuture", "Handle", "TimerHandle", "_Loop", "CancelledError", "InvalidStateError"];
    for name in names {
        let class = vm.prelude(&format!("_asyncio.{name}"));
        let sym = vm.syms.intern(name);
        vm.bind(namespace, sym, class);
    }
    let bare_yield = Value::Obj(vm.heap.alloc(Obj::Marker(0)));
    let sym = vm.syms.intern("_bare_yield");
    vm.bind(namespace, sym, bare_yield);
}
