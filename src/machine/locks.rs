//! The module `_thread`: locks, starting threads, who one is. What can be Python on top of it stands in `threading.py`.

use super::threads::{On, Reply};
use super::{Core, costs};
use crate::base::Nanos;
use crate::python::builtins::runtime::refuse;
use crate::python::native::{Args, FrameFn, NativeDef, R};
use crate::python::number::to_f64;
use crate::python::object::{Layout, Obj};
use crate::python::sym::{SymMap, names};
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::{ModuleDef, Stream, Vm};
use crate::trace::Event;

/// The first number of these calls.
pub const FIRST: u16 = 20;
const ACQUIRE: u16 = FIRST;
const RELEASE: u16 = FIRST + 1;
const SPAWN: u16 = FIRST + 2;
const IDENT: u16 = FIRST + 3;
const GET_INTERVAL: u16 = FIRST + 4;
const SET_INTERVAL: u16 = FIRST + 5;
const SET_SHUTDOWN: u16 = FIRST + 6;
const CPU_COUNT: u16 = FIRST + 7;
const COUNT: u16 = FIRST + 8;
const NATIVE_ID: u16 = FIRST + 9;

const fn method(name: &'static str, id: u16) -> NativeDef {
    NativeDef::external_method("lock", name, 0, 2, id)
}

static LOCK: &[NativeDef] = &[
    method("acquire", ACQUIRE).kw(&["blocking", "timeout"]),
    method("release", RELEASE),
    method("__enter__", ACQUIRE),
    NativeDef::external_method("lock", "__exit__", 3, 3, RELEASE),
    NativeDef::method("lock", "locked", 0, 0, locked),
];

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::external("_spawn", 3, 3, SPAWN).of("_thread"),
    NativeDef::external("get_ident", 0, 0, IDENT).of("_thread"),
    NativeDef::external("get_native_id", 0, 0, NATIVE_ID).of("_thread"),
    NativeDef::external("_native_id", 1, 1, NATIVE_ID).of("_thread"),
    NativeDef::external("_count", 0, 0, COUNT).of("_thread"),
    NativeDef::external("_set_shutdown", 1, 1, SET_SHUTDOWN).of("_thread"),
    NativeDef::external("_cpu_count", 0, 0, CPU_COUNT).of("_thread"),
    NativeDef::frame("_exc_info", 0, 0, FrameFn::ExcInfo),
    NativeDef::frame("_handled", 0, 0, FrameFn::Handled),
    NativeDef::frame("_calling_place", 1, 1, FrameFn::CallingPlace),
    NativeDef::frame("_getframe", 0, 1, FrameFn::Frames),
    NativeDef::function("_error_text", 1, 1, error_text),
    NativeDef::function("_module_table", 0, 0, module_table),
    NativeDef::function("_drop_modules", 1, 255, drop_modules),
    NativeDef::function("_recursion_limit", 1, 1, recursion_limit),
    NativeDef::function("_refuse", 1, 1, refuse),
    NativeDef::function("_write_error", 1, 1, write_error),
    NativeDef::function("_write_output", 1, 1, write_output),
    NativeDef::external("_getswitchinterval", 0, 0, GET_INTERVAL).of("sys"),
    NativeDef::external("_setswitchinterval", 1, 1, SET_INTERVAL).of("sys"),
];

const INTERRUPT_MAIN: &str = "\
def interrupt_main(signum=2, /):
    from signal import raise_signal
    raise_signal(signum)
";

/// Modules in Python that stand on it.
const MODULES: &[(&str, &str)] = &[
    ("threading", include_str!("threading.py")),
    ("sys", include_str!("sys.py")),
    ("signal", include_str!("signal.py")),
    ("os", include_str!("os.py")),
    ("os.path", include_str!("os_path.py")),
    ("atexit", include_str!("atexit.py")),
    ("queue", include_str!("queue.py")),
    ("sched", include_str!("sched.py")),
    ("timeit", include_str!("timeit.py")),
    ("_queue", "from queue import Empty, SimpleQueue\n"),
    ("_pickle", "from pickle import PickleError, PicklingError, UnpicklingError\n"),
    ("concurrent", ""),
    ("concurrent.futures", include_str!("futures.py")),
    ("concurrent.futures.thread", "from concurrent.futures import ThreadPoolExecutor, BrokenThreadPool\n"),
    ("concurrent.futures.process", include_str!("process_pool.py")),
    ("multiprocessing", include_str!("multiprocessing/process.py")),
    ("multiprocessing.synchronize", include_str!("multiprocessing/synchronize.py")),
    ("multiprocessing.queues", include_str!("multiprocessing/queues.py")),
    ("multiprocessing.connection", include_str!("multiprocessing/connection.py")),
    ("multiprocessing.sharedctypes", include_str!("multiprocessing/sharedctypes.py")),
    ("multiprocessing.managers", include_str!("multiprocessing/managers.py")),
    ("multiprocessing.dummy", include_str!("multiprocessing/dummy.py")),
    ("multiprocessing.pool", include_str!("multiprocessing/pool.py")),
    (
        "multiprocessing.process",
        "from multiprocessing import (BaseProcess, active_children, current_process, parent_process)\n",
    ),
    (
        "multiprocessing.context",
        "from multiprocessing import (AuthenticationError, BaseContext, BufferTooShort, DefaultContext, ForkContext,\n\
         ForkProcess, ForkServerContext, ForkServerProcess, Process, ProcessError, SpawnContext, SpawnProcess, TimeoutError)\n",
    ),
    (
        "concurrent.futures._base",
        "from concurrent.futures import (ALL_COMPLETED, BrokenExecutor, FIRST_COMPLETED, FIRST_EXCEPTION, CancelledError, Executor, Future,\n\
         InvalidStateError, TimeoutError, as_completed, wait)\n",
    ),
];

/// What `get_ident()` says in the main thread: an address, as on Linux. The others are a stack apart.
const MAIN_IDENT: i64 = 0x7f00_0000_0740;
const STACK: i64 = 0x80_1000;

/// The longest time a lock can be waited for (`threading.TIMEOUT_MAX`).
const TIMEOUT_MAX: Nanos = Nanos(9_223_372_036_000_000_000);

/// Makes the module and the class known.
///
/// # Errors
/// Only if the class cannot be made: a bug.
pub fn install(vm: &mut Vm) -> Result<(), String> {
    let mut attrs = SymMap::default();
    let module = vm.heap.str("_thread");
    attrs.insert(names::MODULE, module);
    let type_ = vm.types.type_;
    let lock = vm.make_class("lock", Vec::new(), attrs, type_).map_err(|_| "the class lock cannot be made")?;
    let shape = vm.shapes.root(1);
    if let Some(class) = vm.class_mut(lock) {
        class.layout = Layout::Native(1);
        class.root_shape = shape;
        class.subclassable = false;
        class.has_dict = false;
        class.attrs.shift_remove(&names::DICT);
    }
    vm.external_roots.push(Value::Obj(lock));
    vm.add_methods(lock, LOCK);
    let sym = vm.syms.intern("_thread.lock");
    let space = vm.prelude_space();
    vm.bind(space, sym, Value::Obj(lock));
    let source = Some(INTERRUPT_MAIN);
    vm.define_module(ModuleDef { name: "_thread", natives: FUNCTIONS, source, setup: Some(setup) });
    // What another room has made is left as it is.
    for (name, source) in MODULES.iter().filter(|m| !vm.module_defs.contains_key(m.0)).collect::<Vec<_>>() {
        vm.define_module(ModuleDef { name, natives: &[], source: Some(source), setup: None });
    }
    Ok(())
}

fn setup(vm: &mut Vm, namespace: u32) {
    let lock = vm.prelude("_thread.lock");
    for name in ["LockType", "allocate_lock", "lock"] {
        let sym = vm.syms.intern(name);
        vm.bind(namespace, sym, lock);
    }
    let error = Value::Obj(vm.types.exc(Exc::RuntimeError));
    for (name, v) in [("error", error), ("TIMEOUT_MAX", Value::Float(TIMEOUT_MAX.as_secs_f64()))] {
        let sym = vm.syms.intern(name);
        vm.bind(namespace, sym, v);
    }
}

/// An exception with its traceback, as CPython prints it.
fn error_text(vm: &mut Vm, args: Args<'_>) -> R {
    vm.error_text(args.get(0))
}

fn write_error(vm: &mut Vm, args: Args<'_>) -> R {
    let text = vm.str_native(args.get(0))?;
    vm.write(Stream::Stderr, &text);
    Ok(Value::None)
}

fn locked(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(args.get(0).as_ref().is_some_and(|lock| is_locked(vm, lock))))
}

/// Carries out a call of the running thread.
#[inline(never)]
pub fn call(core: &mut Core, id: u16) -> Reply {
    if id == ACQUIRE {
        return acquire(core).unwrap_or_else(|ctl| Reply::Answer(Err(ctl)));
    }
    Reply::Answer(answer(core, id))
}

fn argument(core: &Core, i: usize) -> Value {
    core.vm.extern_args.get(i).copied().unwrap_or_default()
}

/// Is a lock object locked?
pub fn is_locked(vm: &Vm, lock: Ref) -> bool {
    matches!(vm.heap.get(lock), Obj::Instance(i) if matches!(i.attrs.first(), Some(Value::Bool(true))))
}

/// Locks or unlocks a lock object.
pub fn set_locked(core: &mut Core, lock: Ref, locked: bool) {
    if let Obj::Instance(i) = core.vm.heap.get_mut(lock)
        && let Some(slot) = i.attrs.first_mut()
    {
        *slot = Value::Bool(locked);
    }
}

/// The number that Python code knows a thread by.
pub fn ident(thread: usize) -> i64 {
    MAIN_IDENT - thread as i64 * STACK
}

/// The number by which the operating system knows the thread of an [`ident`]: the process' own for its first thread, as on Linux.
fn native_id(core: &Core, ident: i64) -> i64 {
    let thread = MAIN_IDENT.saturating_sub(ident) / STACK;
    let beside_processes = if thread == 0 { 0 } else { costs::PROCESSES_MAX as i64 + thread };
    core.kernel.pid(core.kernel.process) + beside_processes
}

fn answer(core: &mut Core, id: u16) -> R {
    Ok(match id {
        RELEASE => {
            let Value::Obj(lock) = argument(core, 0) else { return Ok(Value::None) };
            if !is_locked(&core.vm, lock) {
                return Err(core.vm.raise(Exc::RuntimeError, "release unlocked lock"));
            }
            set_locked(core, lock, false);
            core.wake_lock(lock);
            Value::None
        }
        SPAWN => return spawn(core),
        IDENT => Value::Int(ident(core.thread())),
        NATIVE_ID => Value::Int(match argument(core, 0) {
            Value::Int(of) => native_id(core, of),
            _ => native_id(core, ident(core.thread())),
        }),
        COUNT => Value::Int(core.threads.alive() as i64 - 1),
        GET_INTERVAL => Value::Float(core.threads.interval().as_secs_f64()),
        SET_INTERVAL => {
            let v = argument(core, 0);
            let Some(seconds) = to_f64(&core.vm, v) else {
                let text = format!("must be real number, not {}", core.vm.type_name(v));
                return Err(core.vm.type_error(text));
            };
            if seconds.is_nan() || seconds <= 0.0 {
                return Err(core.vm.value_error("switch interval must be strictly positive"));
            }
            core.threads.set_interval(Nanos::from_secs_f64(seconds));
            Value::None
        }
        SET_SHUTDOWN => {
            core.shutdown = argument(core, 0);
            core.vm.external_roots.push(core.shutdown);
            Value::None
        }
        _ => Value::Int(i64::from(core.settings.cores)),
    })
}

/// `_spawn(function, args, name)`: a new thread that calls the function; the number it is known by.
fn spawn(core: &mut Core) -> R {
    let (function, name) = (argument(core, 0), argument(core, 2));
    let args = core.vm.native_items(argument(core, 1))?;
    if core.threads.alive() > costs::THREADS_MAX {
        return Err(core.vm.raise(Exc::RuntimeError, "can't start new thread"));
    }
    core.spend(costs::SPAWN);
    let place = core.threads.free_place();
    while core.vm.threads.len() <= place {
        core.vm.new_thread();
    }
    core.vm.start(place, function, args);
    let thread = core.recorder.thread();
    core.threads.start(place, core.now, thread);
    let mut text = core.vm.str_native(name)?;
    if let Some(process) = core.kernel.names.get(core.kernel.process).filter(|name| !name.is_empty()) {
        text = format!("{process}: {text}");
    }
    let (name, line) = (core.recorder.text(&text), core.line());
    core.record(Event::ThreadStarted { thread, name, line });
    Ok(Value::Int(ident(place)))
}

/// `lock.acquire(blocking=True, timeout=-1)`.
fn acquire(core: &mut Core) -> R<Reply> {
    let named = |core: &Core, i: usize, name: &str| {
        let kw = core.vm.extern_kw.iter().find(|(n, _)| core.vm.syms.text(*n) == name);
        core.vm.extern_args.get(i).copied().or(kw.map(|k| k.1)).unwrap_or_default()
    };
    let Value::Obj(lock) = argument(core, 0) else { return Ok(Reply::Answer(Ok(Value::None))) };
    let (blocking, timeout) = (named(core, 1, "blocking"), named(core, 2, "timeout"));
    let blocking = blocking.is_unbound() || core.vm.truth_native(blocking)?;
    let until = match timeout {
        Value::Unbound | Value::Int(-1) | Value::Float(-1.0) => Nanos::MAX,
        v => {
            let Some(seconds) = to_f64(&core.vm, v) else {
                let text = format!("'{}' object cannot be interpreted as an integer", core.vm.type_name(v));
                return Err(core.vm.type_error(text));
            };
            if !blocking {
                return Err(core.vm.value_error("can't specify a timeout for a non-blocking call"));
            }
            if seconds < 0.0 {
                return Err(core.vm.value_error("timeout value must be a non-negative number"));
            }
            let length = Nanos::from_secs_f64(seconds);
            if length > TIMEOUT_MAX {
                return Err(core.vm.raise(Exc::OverflowError, "timestamp out of range for platform time_t"));
            }
            let late = Nanos(if length == Nanos::ZERO { 0 } else { costs::TIMER_LATE });
            core.now + length + late
        }
    };
    if !is_locked(&core.vm, lock) {
        set_locked(core, lock, true);
        return Ok(Reply::Answer(Ok(Value::Bool(true))));
    }
    if !blocking || until <= core.now {
        return Ok(Reply::Answer(Ok(Value::Bool(false))));
    }
    core.spend(costs::BLOCKING_CALL);
    let what = match core.vm.hidden_caller(core.thread()) {
        Some(what) => what,
        None if core.vm.runs_program(core.thread()) => String::from("lock.acquire"),
        // A thread of a pool, between two jobs.
        None => String::new(),
    };
    let label = core.recorder.text(&what);
    core.block(On::Lock(lock), until, Some(label));
    Ok(Reply::Blocks)
}

/// `_module_table()`: what is imported now, by name.
fn module_table(vm: &mut Vm, _: Args<'_>) -> R {
    let modules: Vec<_> = vm.modules.iter().map(|(name, &r)| (name.to_string(), r)).collect();
    let table = vm.new_dict();
    for (name, r) in modules {
        let key = vm.heap.str(&name);
        vm.dict_set(table, key, Value::Obj(r))?;
    }
    Ok(Value::Obj(table))
}

/// `_drop_modules(name, …)`: those will be imported anew.
fn drop_modules(vm: &mut Vm, args: Args<'_>) -> R {
    for &name in args.pos {
        let name = vm.str_native(name)?;
        vm.modules.shift_remove(name.as_str());
    }
    Ok(Value::None)
}

/// `_recursion_limit(n)`: sets it if `n` is not None; what it is.
fn recursion_limit(vm: &mut Vm, args: Args<'_>) -> R {
    if let Value::Int(n) = args.get(0) {
        if n < 1 {
            return Err(vm.value_error("recursion limit must be greater or equal than 1"));
        }
        vm.recursion_limit = n.min(50_000) as u32;
    }
    Ok(Value::Int(i64::from(vm.recursion_limit)))
}

/// `_write_output(text)`: to stdout, whatever `sys.stdout` is.
fn write_output(vm: &mut Vm, args: Args<'_>) -> R {
    let text = vm.str_native(args.get(0))?;
    vm.write(Stream::Stdout, &text);
    Ok(Value::None)
}
