//! What Python sees of this room: the native classes and functions of `_asyncio`, the modules `asyncio` and its parts.

use super::base_events::{EventLoop, handle_slots};
use super::futures::{self, get, set};
use super::{Classes, Handle, Runtime, tasks};
use crate::base::Nanos;
use crate::machine::{Core, FIRST_SYSTEM_CALL, Next, costs};
use crate::python::future_slots as slot;
use crate::python::native::{Ctl, NativeDef, R};
use crate::python::object::{Layout, Obj};
use crate::python::sym::names;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::{ModuleDef, Vm};
use crate::trace::Event;
use indexmap::IndexMap;

const B: u16 = FIRST_SYSTEM_CALL;
const LOOP_NEW: u16 = B;
const LOOP_RUN: u16 = B + 1;
const LOOP_STOP: u16 = B + 2;
const CALL_SOON: u16 = B + 3;
const CALL_AT: u16 = B + 4;
const LOOP_TIME: u16 = B + 5;
const RUNNING_LOOP: u16 = B + 6;
const FUTURE_NEW: u16 = B + 7;
const SET_RESULT: u16 = B + 8;
const SET_EXCEPTION: u16 = B + 9;
const RESULT: u16 = B + 10;
const EXCEPTION: u16 = B + 11;
const CANCEL: u16 = B + 12;
const ADD_CALLBACK: u16 = B + 13;
const REMOVE_CALLBACK: u16 = B + 14;
const TASK_NEW: u16 = B + 15;
const CURRENT_TASK: u16 = B + 16;
const ALL_TASKS: u16 = B + 17;
const SLEEP: u16 = B + 18;
const GROUP_BEGIN: u16 = B + 19;
const GROUP_END: u16 = B + 20;
const IS_RUNNING: u16 = B + 21;
const CANCELLED_ERROR: u16 = B + 22;
const DONE: u16 = B + 23;
const CANCELLED: u16 = B + 24;

const fn e(name: &'static str, min: u8, max: u8, id: u16) -> NativeDef {
    NativeDef::external(name, min, max, id)
}

const fn m(name: &'static str, min: u8, max: u8, id: u16) -> NativeDef {
    NativeDef::external_method("Future", name, min, max, id)
}

static FUNCTIONS: &[NativeDef] = &[
    e("_loop_new", 1, 1, LOOP_NEW),
    e("_loop_run", 1, 1, LOOP_RUN),
    e("_loop_stop", 1, 1, LOOP_STOP),
    e("_call_soon", 3, 3, CALL_SOON),
    e("_call_at", 4, 4, CALL_AT),
    e("_loop_time", 0, 0, LOOP_TIME),
    e("_get_running_loop", 0, 0, RUNNING_LOOP),
    e("_future_new", 1, 4, FUTURE_NEW),
    e("_task_new", 4, 4, TASK_NEW),
    e("_current_task", 0, 1, CURRENT_TASK),
    e("_all_tasks", 0, 1, ALL_TASKS),
    e("_sleep_future", 2, 2, SLEEP),
    e("_group_begin", 2, 2, GROUP_BEGIN),
    e("_group_end", 1, 1, GROUP_END),
    e("_loop_is_running", 1, 1, IS_RUNNING),
    e("_make_cancelled_error", 1, 1, CANCELLED_ERROR),
    NativeDef::function("_refuse", 1, 1, refuse),
    NativeDef::function("_format_exception", 1, 1, format_exception),
    NativeDef::function("_write_error", 1, 1, write_error),
    NativeDef::function("_is_coroutine_function", 1, 1, is_coroutine_function),
];

static FUTURE: &[NativeDef] = &[
    m("set_result", 1, 1, SET_RESULT),
    m("set_exception", 1, 1, SET_EXCEPTION).kw(&["exception"]),
    m("result", 0, 0, RESULT),
    m("exception", 0, 0, EXCEPTION),
    m("cancel", 0, 1, CANCEL).kw(&["msg"]),
    m("add_done_callback", 1, 1, ADD_CALLBACK).kw(&["context"]),
    m("remove_done_callback", 1, 1, REMOVE_CALLBACK),
    m("done", 0, 0, DONE),
    m("cancelled", 0, 0, CANCELLED),
    NativeDef::method("Future", "__await__", 0, 0, await_),
    NativeDef::method("Future", "__iter__", 0, 0, await_),
    NativeDef::method("Future", "get_loop", 0, 0, get_loop),
    NativeDef::method("Future", "_callback_count", 0, 0, callback_count),
    NativeDef::method("Future", "_cancel_message_", 0, 0, cancel_message),
];

static TASK: &[NativeDef] = &[
    NativeDef::method("Task", "get_name", 0, 0, get_name),
    NativeDef::method("Task", "set_name", 1, 1, set_name),
    NativeDef::method("Task", "get_coro", 0, 0, get_coro),
    NativeDef::method("Task", "get_context", 0, 0, get_context),
    NativeDef::method("Task", "uncancel", 0, 0, uncancel),
    NativeDef::method("Task", "cancelling", 0, 0, cancelling),
    NativeDef::method("Task", "_waits_for", 0, 0, waits_for),
    NativeDef::method("Task", "_must_cancel", 0, 0, must_cancel),
];

static HANDLE: &[NativeDef] = &[
    NativeDef::method("Handle", "cancel", 0, 0, handle_cancel),
    NativeDef::method("Handle", "cancelled", 0, 0, handle_cancelled),
    NativeDef::method("TimerHandle", "when", 0, 0, handle_when),
];

const PRELUDE: &str = concat!(
    include_str!("prelude/events.py"),
    include_str!("prelude/tasks.py"),
    include_str!("prelude/locks.py"),
    include_str!("prelude/queues.py"),
    include_str!("prelude/timeouts.py"),
    include_str!("prelude/runners.py"),
);

/// Makes asyncio known to a virtual machine.
///
/// # Errors
/// Only if a class cannot be made: a bug.
pub fn install(vm: &mut Vm) -> Result<Runtime, String> {
    let bug = |_: Ctl| String::from("asyncio's classes cannot be made");
    let class = |vm: &mut Vm, name: &str, module: &str, base: Option<Ref>, slots: usize| -> Result<Ref, String> {
        let mut attrs = IndexMap::new();
        let text = vm.heap.str(module);
        attrs.insert(names::MODULE, text);
        let bases = base.into_iter().collect();
        let type_ = vm.types.type_;
        let r = vm.make_class(name, bases, attrs, type_).map_err(bug)?;
        if slots > 0 {
            let shape = vm.shapes.root(slots as u32);
            if let Some(c) = vm.class_mut(r) {
                c.layout = Layout::Native(slots as u16);
                c.root_shape = shape;
            }
        }
        Ok(r)
    };
    let base_exception = vm.types.exc(Exc::BaseException);
    let exception = vm.types.exc(Exc::Exception);
    let future = class(vm, "Future", "_asyncio", None, futures::FIRST_TASK)?;
    let task = class(vm, "Task", "_asyncio", Some(future), tasks::COUNT)?;
    let handle = class(vm, "Handle", "asyncio.events", None, usize::from(handle_slots::COUNT))?;
    let timer_handle = class(vm, "TimerHandle", "asyncio.events", Some(handle), usize::from(handle_slots::COUNT))?;
    let cancelled_error = class(vm, "CancelledError", "asyncio.exceptions", Some(base_exception), 0)?;
    let invalid_state = class(vm, "InvalidStateError", "asyncio.exceptions", Some(exception), 0)?;
    let classes = Classes { future, task, cancelled_error, invalid_state, handle, timer_handle };
    vm.add_methods(future, FUTURE);
    vm.add_methods(task, TASK);
    vm.add_methods(handle, &HANDLE[..2]);
    vm.add_methods(timer_handle, HANDLE);
    vm.future_class = Some(future);
    for (name, r) in [
        ("_asyncio_Future", future),
        ("_asyncio_Task", task),
        ("_asyncio_CancelledError", cancelled_error),
        ("_asyncio_InvalidStateError", invalid_state),
        ("_asyncio_Handle", handle),
        ("_asyncio_TimerHandle", timer_handle),
    ] {
        // The prelude takes them from here; programs see them as names of `asyncio`.
        let sym = vm.syms.intern(name);
        let space = vm.prelude_space();
        vm.bind(space, sym, Value::Obj(r));
    }
    vm.define_module(ModuleDef { name: "asyncio", natives: FUNCTIONS, source: Some(PRELUDE), setup: Some(setup) });
    Ok(Runtime {
        loops: Vec::new(),
        running: Vec::new(),
        current: Vec::new(),
        classes,
        last_task: 0,
        last_name: 0,
        tasks: Default::default(),
    })
}

/// Names of the module that are native classes.
fn setup(vm: &mut Vm, namespace: u32) {
    for name in ["Future", "Task", "CancelledError", "InvalidStateError", "Handle", "TimerHandle"] {
        let v = vm.prelude(&format!("_asyncio_{name}"));
        let sym = vm.syms.intern(name);
        vm.bind(namespace, sym, v);
    }
}

fn own(v: Value) -> Ref {
    v.as_ref().unwrap_or(Ref(0))
}

/// A hidden slot, for natives that see only the virtual machine.
fn slot_of(vm: &Vm, v: Value, at: usize) -> Value {
    match vm.heap.get(own(v)) {
        Obj::Instance(i) => i.attrs.get(at).copied().unwrap_or(Value::None),
        _ => Value::None,
    }
}

fn set_slot(vm: &mut Vm, v: Value, at: usize, value: Value) {
    if let Obj::Instance(i) = vm.heap.get_mut(own(v))
        && let Some(place) = i.attrs.get_mut(at)
    {
        *place = value;
    }
}

type A<'a> = crate::python::native::Args<'a>;

/// Says that something is not part of the simulator.
fn refuse(vm: &mut Vm, args: A<'_>) -> R {
    let text = vm.str_native(args.get(0))?;
    Err(Ctl::Unsupported(text.into()))
}

/// The traceback of an exception, as text.
fn format_exception(vm: &mut Vm, args: A<'_>) -> R {
    let text = vm.format_exception(args.get(0));
    Ok(vm.heap.str(&text))
}

/// Writes to stderr.
fn write_error(vm: &mut Vm, args: A<'_>) -> R {
    let text = vm.str_native(args.get(0))?;
    vm.write(crate::python::vm::Stream::Stderr, &text);
    Ok(Value::None)
}

/// True for functions made by `async def`, and methods of them.
fn is_coroutine_function(vm: &mut Vm, args: A<'_>) -> R {
    let mut v = args.get(0);
    while let Value::Obj(r) = v
        && let Obj::Method { func, .. } = vm.heap.get(r)
    {
        v = *func;
    }
    let code = match v {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::Function(f) => vm.program.code(f.code).map(|c| c.code.kind),
            _ => None,
        },
        _ => None,
    };
    Ok(Value::Bool(code == Some(crate::python::code::CodeKind::Coroutine)))
}

fn await_(vm: &mut Vm, args: A<'_>) -> R {
    Ok(Value::Obj(vm.heap.alloc(Obj::FutureIter { future: own(args.get(0)), yielded: false })))
}

fn get_loop(vm: &mut Vm, args: A<'_>) -> R {
    Ok(slot_of(vm, args.get(0), futures::LOOP))
}

fn callback_count(vm: &mut Vm, args: A<'_>) -> R {
    let list = slot_of(vm, args.get(0), futures::CALLBACKS);
    let n = if list.is_none() { 0 } else { vm.len_native(list)? };
    Ok(Value::Int(n as i64))
}

fn cancel_message(vm: &mut Vm, args: A<'_>) -> R {
    Ok(slot_of(vm, args.get(0), futures::CANCEL_MSG))
}

fn get_name(vm: &mut Vm, args: A<'_>) -> R {
    Ok(slot_of(vm, args.get(0), tasks::NAME))
}

fn set_name(vm: &mut Vm, args: A<'_>) -> R {
    let text = vm.str_native(args.get(1))?;
    let v = vm.heap.str(&text);
    set_slot(vm, args.get(0), tasks::NAME, v);
    Ok(Value::None)
}

fn get_coro(vm: &mut Vm, args: A<'_>) -> R {
    Ok(slot_of(vm, args.get(0), tasks::CORO))
}

fn get_context(vm: &mut Vm, args: A<'_>) -> R {
    Ok(slot_of(vm, args.get(0), tasks::CONTEXT))
}

fn uncancel(vm: &mut Vm, args: A<'_>) -> R {
    let n = match slot_of(vm, args.get(0), tasks::CANCELS) {
        Value::Int(n) if n > 0 => n - 1,
        _ => 0,
    };
    set_slot(vm, args.get(0), tasks::CANCELS, Value::Int(n));
    if n == 0 {
        set_slot(vm, args.get(0), tasks::MUST_CANCEL, Value::Bool(false));
    }
    Ok(Value::Int(n))
}

fn cancelling(vm: &mut Vm, args: A<'_>) -> R {
    Ok(slot_of(vm, args.get(0), tasks::CANCELS))
}

fn waits_for(vm: &mut Vm, args: A<'_>) -> R {
    Ok(slot_of(vm, args.get(0), tasks::WAITER))
}

fn must_cancel(vm: &mut Vm, args: A<'_>) -> R {
    Ok(slot_of(vm, args.get(0), tasks::MUST_CANCEL))
}

fn handle_cancel(vm: &mut Vm, args: A<'_>) -> R {
    set_slot(vm, args.get(0), handle_slots::CANCELLED, Value::Bool(true));
    Ok(Value::None)
}

fn handle_cancelled(vm: &mut Vm, args: A<'_>) -> R {
    Ok(slot_of(vm, args.get(0), handle_slots::CANCELLED))
}

fn handle_when(vm: &mut Vm, args: A<'_>) -> R {
    Ok(slot_of(vm, args.get(0), handle_slots::WHEN))
}

/// Answers a call from Python.
pub(crate) fn call(rt: &mut Runtime, core: &mut Core, id: u16) -> Next {
    let args = std::mem::take(&mut core.vm.extern_args);
    let arg = |i: usize| args.get(i).copied().unwrap_or_default();
    if id == LOOP_RUN {
        let loop_id = rt.loop_of(arg(0));
        return rt.run_forever(core, loop_id);
    }
    let answer = answer(rt, core, id, &arg);
    core.vm.answer(0, answer);
    Next::Run
}

fn none_if_unbound(v: Value) -> Value {
    if v.is_unbound() { Value::None } else { v }
}

fn answer(rt: &mut Runtime, core: &mut Core, id: u16, arg: &dyn Fn(usize) -> Value) -> R {
    match id {
        LOOP_NEW => {
            rt.loops.push(EventLoop::new(arg(0)));
            Ok(Value::None)
        }
        LOOP_STOP => {
            let id = rt.loop_of(arg(0));
            if let Some(l) = rt.loops.get_mut(id) {
                l.stopping = true;
            }
            Ok(Value::None)
        }
        IS_RUNNING => {
            let id = rt.loop_of(arg(0));
            Ok(Value::Bool(rt.loops.get(id).is_some_and(|l| l.running)))
        }
        CALL_SOON | CALL_AT => schedule(rt, core, id, arg),
        LOOP_TIME => {
            core.now += Nanos(costs::CLOCK);
            Ok(Value::Float(core.now.as_secs_f64()))
        }
        RUNNING_LOOP => Ok(rt.running_loop().and_then(|id| rt.loops.get(id)).map_or(Value::None, |l| l.object)),
        FUTURE_NEW => {
            let future = rt.new_future(core, arg(0));
            if let Value::Int(_) = arg(1) {
                set(core, future, futures::WAIT_KIND, arg(1));
                set(core, future, futures::WAIT_LABEL, none_if_unbound(arg(2)));
            }
            Ok(Value::Obj(future))
        }
        TASK_NEW => Ok(Value::Obj(rt.create_task(core, arg(0), arg(1), arg(2), arg(3)))),
        CURRENT_TASK => Ok(rt.current_task().map_or(Value::None, Value::Obj)),
        ALL_TASKS => {
            let mut items = Vec::new();
            for &t in rt.tasks.values() {
                if arg(0).is_unbound() || arg(0).is_none() || get(core, t, futures::LOOP).is(arg(0)) {
                    items.push(Value::Obj(t));
                }
            }
            Ok(core.vm.heap.list(items))
        }
        SLEEP => sleep(rt, core, arg(0), arg(1)),
        GROUP_BEGIN => {
            let group = core.recorder.group();
            let text = core.vm.str_native(arg(0))?;
            let label = core.recorder.text(&text);
            let owner = rt.current_task().map_or(Default::default(), |t| tasks::id(core, t));
            let line = core.line();
            core.record(Event::GroupBegan { group, label, owner, line });
            for member in core.vm.native_items(arg(1))? {
                if let Some(f) = rt.is_future(core, member) {
                    let task = tasks::id(core, f);
                    if task.0 > 0 {
                        core.record(Event::GroupMember { group, task });
                    }
                }
            }
            Ok(Value::Int(i64::from(group)))
        }
        GROUP_END => {
            if let Value::Int(group) = arg(0) {
                core.record(Event::GroupEnded { group: group as u32 });
            }
            Ok(Value::None)
        }
        CANCELLED_ERROR => Ok(rt.cancelled_error(core, own(arg(0)))),
        _ => future_call(rt, core, id, arg),
    }
}

/// Methods of futures.
fn future_call(rt: &mut Runtime, core: &mut Core, id: u16, arg: &dyn Fn(usize) -> Value) -> R {
    let Some(future) = rt.is_future(core, arg(0)) else {
        return Err(core.vm.type_error("a Future is required"));
    };
    let kw = std::mem::take(&mut core.vm.extern_kw);
    let first = match arg(1) {
        Value::Unbound => kw.first().map_or(Value::Unbound, |(_, v)| *v),
        v => v,
    };
    let is_task = tasks::id(core, future).0 > 0;
    if is_task && matches!(id, SET_RESULT | SET_EXCEPTION) {
        let name = if id == SET_RESULT { "set_result" } else { "set_exception" };
        return Err(core.vm.raise(Exc::RuntimeError, format!("Task does not support {name} operation")));
    }
    match id {
        SET_RESULT => {
            if !rt.is_pending(core, future) {
                return Err(rt.invalid_state(core, "invalid state"));
            }
            rt.set_result(core, future, first);
            Ok(Value::None)
        }
        SET_EXCEPTION => {
            if !rt.is_pending(core, future) {
                return Err(rt.invalid_state(core, "invalid state"));
            }
            if let Value::Obj(c) = first
                && core.vm.class(c).is_some()
                && core.vm.is_exception_class(c)
            {
                let exc = core.vm.exception(c, Vec::new());
                rt.set_exception(core, future, exc);
                return Ok(Value::None);
            }
            if core.vm.as_exception(first).is_none() {
                return Err(core.vm.type_error("invalid exception object"));
            }
            if core.vm.is_exc(first, Exc::StopIteration) {
                let text = "StopIteration interacts badly with generators and cannot be raised into a Future";
                return Err(core.vm.type_error(text));
            }
            rt.set_exception(core, future, first);
            Ok(Value::None)
        }
        RESULT => rt.result(core, future),
        EXCEPTION => match get(core, future, slot::STATE) {
            Value::Int(slot::FAILED) => Ok(get(core, future, futures::EXCEPTION)),
            Value::Int(slot::FINISHED) => Ok(Value::None),
            Value::Int(slot::CANCELLED) => {
                let exc = rt.cancelled_error(core, future);
                Err(Ctl::Raise(exc))
            }
            _ => Err(rt.invalid_state(core, "Exception is not set.")),
        },
        CANCEL => Ok(Value::Bool(rt.cancel(core, future, none_if_unbound(first)))),
        ADD_CALLBACK => {
            rt.add_done_callback(core, future, arg(1));
            Ok(Value::None)
        }
        REMOVE_CALLBACK => {
            let list = get(core, future, futures::CALLBACKS);
            let items = if list.is_none() { Vec::new() } else { core.vm.native_items(list)? };
            let mut kept = Vec::new();
            for item in &items {
                if !core.vm.eq_native(*item, arg(1)).unwrap_or(false) {
                    kept.push(*item);
                }
            }
            let removed = items.len() - kept.len();
            let list = core.vm.heap.list(kept);
            set(core, future, futures::CALLBACKS, list);
            Ok(Value::Int(removed as i64))
        }
        DONE => Ok(Value::Bool(!rt.is_pending(core, future))),
        CANCELLED => Ok(Value::Bool(matches!(get(core, future, slot::STATE), Value::Int(slot::CANCELLED)))),
        _ => Ok(Value::None),
    }
}

/// `call_soon(loop, callback, args)` and `call_at(loop, when, callback, args)`.
fn schedule(rt: &mut Runtime, core: &mut Core, id: u16, arg: &dyn Fn(usize) -> Value) -> R {
    core.now += Nanos(costs::SCHEDULE);
    let loop_id = rt.loop_of(arg(0));
    let timer = id == CALL_AT;
    let (callback, args) = if timer { (arg(2), arg(3)) } else { (arg(1), arg(2)) };
    let class = if timer { rt.classes.timer_handle } else { rt.classes.handle };
    let object = core.vm.new_instance(class)?;
    let when = if timer { arg(1) } else { Value::None };
    set(core, own(object), handle_slots::CANCELLED, Value::Bool(false));
    set(core, own(object), handle_slots::WHEN, when);
    set(core, own(object), handle_slots::CALLBACK, callback);
    let args = core.vm.native_items(args)?;
    let handle = Handle::Call { callback, args, object };
    if timer {
        let seconds = core.vm.float_arg(when)?;
        rt.call_at(loop_id, Nanos::from_secs_f64(seconds), handle);
    } else {
        rt.call_soon(loop_id, handle);
    }
    Ok(object)
}

/// The future of `asyncio.sleep(delay, result)`: done when the time is over.
fn sleep(rt: &mut Runtime, core: &mut Core, delay: Value, result: Value) -> R {
    let seconds = core.vm.float_arg(delay)?;
    if seconds.is_nan() {
        return Err(core.vm.value_error("Invalid delay: NaN (not a number)"));
    }
    let Some(loop_id) = rt.running_loop() else {
        return Err(core.vm.raise(Exc::RuntimeError, "no running event loop"));
    };
    let object = rt.loops.get(loop_id).map_or(Value::None, |l| l.object);
    let length = Nanos::from_secs_f64(seconds);
    let task = rt.current_task().map_or(Default::default(), |t| tasks::id(core, t));
    core.record(Event::SleepRequested { length, blocking: false, task });
    core.now += Nanos(costs::SCHEDULE);
    let future = rt.new_future(core, object);
    let when = core.now + length;
    set(core, future, futures::WAIT_KIND, Value::Int(0));
    let label = core.vm.intern_str("asyncio.sleep");
    set(core, future, futures::WAIT_LABEL, label);
    set(core, future, futures::UNTIL, Value::Int(when.0.min(i64::MAX as u64) as i64));
    rt.call_at(loop_id, when, Handle::SetResult(future, result));
    Ok(Value::Obj(future))
}
