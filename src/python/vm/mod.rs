//! The virtual machine: runs the frames of one simulated process's threads, one thread at a time, for a budget.

mod arity;
mod awaiting;
mod cache;
mod call;
mod control;
mod dead_registers;
pub mod finalize;
pub mod frame;
mod generator;
pub mod import;
mod instantiate;
mod link;
mod missing;
mod names;
mod run;
mod sequence;
mod special;
mod start;
mod unawaited;
mod unwind;
pub mod weak;

pub use frame::{Frame, Mode, Thread};
pub use import::ModuleDef;
pub use link::{LinkedCode, OpCosts, Program, Source};

use super::class::LookupCache;
use super::heap::Heap;
use super::native::Limit;
use super::shape::Shapes;
use super::sym::{Sym, SymMap, Symbols};
use super::types::Types;
use super::value::{Ref, Value};
use crate::python::code::CompiledModule;
use indexmap::IndexMap;
use std::sync::Arc;

/// The names of a module: slots, so that compiled code can index them.
#[derive(Clone, Debug, Default)]
pub struct Namespace {
    /// Slot of each name ever bound or mentioned; insertion order is definition order only among bound ones.
    pub index: SymMap<u32>,
    /// `Unbound` while not bound.
    pub values: Vec<Value>,
    /// The dict that holds the values instead, of code that runs by `exec(text, dict)`.
    pub dict: Option<Ref>,
}

impl Namespace {
    /// The slot of a name, made if new.
    pub fn slot(&mut self, name: Sym) -> u32 {
        let next = self.values.len() as u32;
        let slot = *self.index.entry(name).or_insert(next);
        if slot == next {
            self.values.push(Value::Unbound);
        }
        slot
    }

    /// The value of a name; `Unbound` if not bound.
    pub fn get(&self, name: Sym) -> Value {
        self.index.get(&name).and_then(|&i| self.values.get(i as usize)).copied().unwrap_or_default()
    }

    /// Binds a name.
    pub fn set(&mut self, name: Sym, value: Value) {
        let slot = self.slot(name);
        self.values[slot as usize] = value;
    }
}

/// Where text is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    Stdout,
    Stderr,
}

/// Text a program wrote, not yet taken by the machine.
#[derive(Clone, Debug)]
pub struct Written {
    /// Cost units used in this run (see [`Vm::run`]) when it was written.
    pub at: u64,
    pub stream: Stream,
    pub text: String,
}

/// Why [`Vm::run`] came back.
#[derive(Clone, Debug)]
pub enum Stop {
    /// The cost budget is used up; the thread can go on at any time.
    Budget,
    /// A built-in of a higher room was called; its arguments are in [`Vm::extern_args`] and [`Vm::extern_kw`]. Answer with
    /// [`Vm::answer`].
    Extern(u16),
    /// The frame started with [`Vm::start`] ended.
    Returned(Value),
    /// It ended by this exception.
    Raised(Value),
    /// The coroutine resumed with [`Vm::start_resume`] suspended with this value.
    Yielded(Value),
    /// A budget of the whole run is used up.
    Limit(Limit),
    /// Something is not supported; where it happened is the thread's current frame.
    Unsupported(Box<str>),
}

/// What the program uses of the machine in a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Virtual cost (nanoseconds).
    pub cost: u64,
    pub instructions: u64,
}

/// All Python state of one simulated process. A plain value: a clone is a snapshot.
#[derive(Clone, Debug)]
pub struct Vm {
    pub heap: Heap,
    pub syms: Symbols,
    pub types: Types,
    pub shapes: Shapes,
    pub program: Arc<Program>,
    /// Namespaces of modules; `Obj::Module` and code refer to them by index.
    pub namespaces: Vec<Namespace>,
    /// `sys.modules`: dotted name to module object.
    pub modules: IndexMap<Arc<str>, Ref>,
    /// Index of the namespace of `builtins`.
    pub builtins: u32,
    pub threads: Vec<Thread>,
    /// Bumped whenever a class changes: remembered lookups of older versions are void.
    pub class_version: u32,
    /// Arguments of the call that [`Stop::Extern`] reports: self first if it is a method.
    pub extern_args: Vec<Value>,
    pub extern_kw: Vec<(Sym, Value)>,
    /// The context (of `contextvars`) of the thread that runs; None or unbound while it has none.
    pub context: Value,
    /// Cost used since [`Vm::run`] was called, up to date whenever a native runs.
    pub spent: Spent,
    /// Text written since the machine last took it.
    pub written: Vec<Written>,
    /// Values that a higher room keeps alive (its queues and timers name objects). Refreshed by it before each run.
    pub external_roots: Vec<Value>,
    /// Objects whose end the program could notice.
    pub watch: finalize::Watch,
    /// The code objects a program has asked for, by number: the same each time.
    pub(super) code_objects: IndexMap<u32, Ref>,
    /// What names objects without keeping them.
    pub weak: weak::Weak,
    /// Warnings that were written: each is once.
    pub warned: Vec<String>,
    /// What to call with an async generator that was left in the middle, or None: `sys.set_asyncgen_hooks`.
    pub async_gen_finalizer: Value,
    /// Async generators that were started, and the threads that did it; those that are gone are swept out now and then.
    pub(super) async_gens: Vec<(Ref, usize)>,
    /// The thread that runs.
    pub(super) running_thread: usize,
    pub(super) lookup_cache: LookupCache,
    caches: Vec<cache::SiteCache>,
    /// How deep frames may nest (`sys.setrecursionlimit`).
    pub recursion_limit: u32,
    /// Containers whose repr is being made, to print `[...]`.
    pub repr_stack: Vec<Ref>,
    /// Iterators that the native that runs has taken items from, as they stood before, and the instruction that called it.
    pub(in crate::python) taken: Vec<(Ref, crate::python::object::Iter)>,
    pub(in crate::python) taken_at: u64,
    /// String objects of symbols, by number; unbound while never needed.
    pub(super) sym_strs: Vec<Value>,
    /// Instances of this class are awaited by yielding themselves while pending (see `future_slots.rs`).
    pub future_class: Option<Ref>,
    /// What the program has to tell outside, as JSON (`server/load.py`).
    pub report: Option<String>,
    /// Regular expressions compiled lately.
    pub regexes: crate::python::modules::regex::Compiled,
    /// The coroutine function that is awaited without being called: `asyncio.sleep`.
    pub(in crate::python) awaited_directly: Option<call::AwaitedDirectly>,
    /// Modules that were compiled, in this machine or in one it was copied from.
    pub compiled_modules: IndexMap<&'static str, Arc<CompiledModule>>,
    /// Modules that can be imported, by name.
    pub module_defs: IndexMap<&'static str, ModuleDef>,
    /// Seed of `random` where a program sets none.
    pub seed: u64,
    /// Virtual costs of instructions.
    pub(super) op_costs: OpCosts,
    /// Code was linked since the interpreter loop last looked.
    pub(in crate::python) program_grew: bool,
    /// The code of frames that only mark where the machine started something.
    pub(super) boundary_code: u32,
    /// The code of the program's module.
    pub(super) main_code: u32,
    /// Namespace of the prelude.
    pub(super) prelude_space: u32,
}
