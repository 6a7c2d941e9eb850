//! What lives in the heap: one enum of all object kinds, plain data, no behaviour beyond what the collector needs.

use super::native::NativeDef;
use super::set_table::SetTable;
use super::sym::{Sym, SymMap};
use super::table::Table;
use super::value::{Ref, Value};
use num_bigint::BigInt;
use std::collections::VecDeque;
use std::sync::Arc;

/// A heap object.
#[derive(Clone, Debug)]
pub enum Obj {
    /// An unused place; the next unused one.
    Free(u32),
    Str(Str),
    /// Outside the range of `i64`.
    BigInt(Box<BigInt>),
    Complex(f64, f64),
    Bytes(Arc<[u8]>),
    ByteArray(Vec<u8>),
    List(Vec<Value>),
    Tuple(Box<[Value]>),
    Dict(Box<Table>),
    Set(Box<SetTable>),
    FrozenSet(Box<SetTable>),
    /// `dict.keys()`, `.values()`, `.items()`.
    DictView(Ref, ViewKind),
    Range(Box<Range>),
    /// start, stop, step.
    Slice(Box<[Value; 3]>),
    Deque(Box<Deque>),
    Function(Box<Function>),
    /// A built-in function; `bound` is its self or module, or `Unbound`.
    Native {
        def: &'static NativeDef,
        bound: Value,
    },
    /// A Python function (or any callable) bound to a self.
    Method {
        func: Value,
        bound: Value,
    },
    Class(Box<Class>),
    Instance(Instance),
    Cell(Value),
    Generator(Box<Generator>),
    /// What `asend`, `athrow`, `aclose`, `__anext__` of an async generator give.
    AsyncGenOp(Box<AsyncGenOp>),
    Iter(Box<Iter>),
    Module(Box<Module>),
    Property(Box<Property>),
    StaticMethod(Value),
    ClassMethod(Value),
    /// An accessor of a hidden slot: of `__slots__`, or of a native class.
    Member {
        name: Sym,
        index: u32,
        class: Ref,
    },
    /// `super()`: the class after which to look, the object.
    Super {
        after: Ref,
        obj: Value,
    },
    /// One entry of a traceback: innermost frame last.
    Traceback(Box<Traceback>),
    /// `__code__`.
    Code(u32),
    /// `mappingproxy` over a dict.
    MappingProxy(Ref),
    /// `list[int]`, `Optional[X]` and the like: origin and arguments; only kept, never checked.
    Alias(Box<Alias>),
    /// An iterator over an asyncio-style future, made by `await`: yields the future once while it is pending.
    FutureIter {
        future: Ref,
        yielded: bool,
    },
    /// What `await` gives way at once for: suspends with None, once (`asyncio.sleep(0)`).
    Marker(u32),
}

/// A string. `chars` is its length in code points; equal to the byte length if it is ASCII.
#[derive(Clone, Debug)]
pub struct Str {
    pub text: Arc<str>,
    pub chars: u32,
}

impl Str {
    /// Counts the characters of `text`.
    pub fn new(text: Arc<str>) -> Str {
        let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
        Str { text, chars: chars as u32 }
    }

    /// True if bytes and characters coincide.
    pub fn is_ascii(&self) -> bool {
        self.text.len() == self.chars as usize
    }
}

/// Which view of a dict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewKind {
    Keys,
    Values,
    Items,
}

/// A `range`; ends outside `i64` are refused when it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
    /// Number of values.
    pub len: u64,
}

/// `collections.deque`.
#[derive(Clone, Debug, Default)]
pub struct Deque {
    pub items: VecDeque<Value>,
    pub maxlen: Option<usize>,
    /// Counts changes, so that iterators notice.
    pub version: u32,
}

/// A function made by `def` or `lambda`.
#[derive(Clone, Debug)]
pub struct Function {
    /// Global number of its code.
    pub code: u32,
    /// Tuple or None.
    pub defaults: Value,
    /// Dict or None.
    pub kwdefaults: Value,
    /// Tuple of cells or None.
    pub closure: Value,
    pub annotations: Value,
    pub name: Value,
    pub qualname: Value,
    pub doc: Value,
    pub module: Value,
    /// Attributes set on it: a dict, or Unbound while there are none.
    pub dict: Value,
}

/// How the instances of a class are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A heap kind of its own (`int`, `list`, `function` …): instances of the class itself are not `Obj::Instance`.
    Builtin,
    /// `Obj::Instance` with attributes only.
    Object,
    /// `Obj::Instance` whose first slot holds a value of the built-in kind it derives from (`class Stack(list)`).
    Payload,
    /// `Obj::Instance` that starts with the slots of an exception (see `exception.rs`).
    Exception,
    /// `Obj::Instance` that starts with hidden slots of a native class (a future, a task …); how many.
    Native(u16),
}

/// A class.
#[derive(Clone, Debug)]
pub struct Class {
    pub name: Arc<str>,
    pub qualname: Arc<str>,
    pub bases: Vec<Ref>,
    /// Method resolution order, itself first.
    pub mro: Vec<Ref>,
    pub attrs: SymMap<Value>,
    pub metaclass: Ref,
    pub layout: Layout,
    /// The built-in class whose payload the instances carry, for `Layout::Payload`.
    pub payload_type: Option<Ref>,
    /// The shape of a fresh instance.
    pub root_shape: u32,
    /// Defined by a program or prelude rather than built in.
    pub heap_type: bool,
    /// False where CPython forbids subclassing (`bool`, `function` …).
    pub subclassable: bool,
    /// Instances have a `__dict__` (false if `__slots__` says so).
    pub has_dict: bool,
    /// Instances can be named weakly.
    pub has_weakref: bool,
    /// Subclasses, for `__subclasses__`.
    pub subclasses: Vec<Ref>,
    /// Defines or inherits a Python `__getattr__`/`__getattribute__`: looked at only when lookups fail.
    pub has_getattribute: bool,
    /// Defines or inherits `__del__`.
    pub has_del: bool,
}

/// An instance of a class: hidden slots first, then attributes, as its shape says. If `shape` is [`DICT_SHAPE`], the
/// attributes are in the dict that the last slot holds.
#[derive(Clone, Debug)]
pub struct Instance {
    pub class: Ref,
    pub shape: u32,
    pub attrs: Vec<Value>,
}

/// The shape of instances whose attributes live in a dict object (after `obj.__dict__` was asked for).
pub const DICT_SHAPE: u32 = u32::MAX;

/// Places of members that are no hidden slots: the dict of attributes, the weak references.
pub const DICT_PLACE: u32 = u32::MAX;
pub const WEAKREF_PLACE: u32 = u32::MAX - 1;

/// What a generator object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratorKind {
    Generator,
    Coroutine,
    AsyncGenerator,
}

/// Where a generator stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratorState {
    Created,
    Suspended,
    Running,
    Closed,
}

/// A generator, coroutine or async generator: a frame that is not on a thread's stack.
#[derive(Clone, Debug)]
pub struct Generator {
    pub kind: GeneratorKind,
    pub state: GeneratorState,
    pub code: u32,
    pub ip: u32,
    /// The register of its frame that gets what is sent in; `NO_REG` while it has not started.
    pub entry: u16,
    /// Suspended at an `await` or `yield from`: it stands at that instruction, not behind it.
    pub delegating: bool,
    /// It was told to end when nothing referred to it any more: that is done once.
    pub ended: bool,
    pub regs: Vec<Value>,
    /// The exception it is handling, swapped in on resumption.
    pub handled: Value,
    /// A string, as its function's.
    pub name: Ref,
    pub qualname: Ref,
    /// Async generators: an `asend`/`aclose` is under way; it was closed.
    pub ag_running: bool,
    pub ag_closed: bool,
    /// Async generators: firstiter hook was called.
    pub ag_hooked: bool,
}

/// Which operation on an async generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsyncGenOpKind {
    Send,
    Throw,
    Close,
}

/// Where an async generator operation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsyncGenOpState {
    Init,
    Iter,
    Closed,
}

/// See [`Obj::AsyncGenOp`].
#[derive(Clone, Debug)]
pub struct AsyncGenOp {
    pub generator: Ref,
    pub kind: AsyncGenOpKind,
    pub state: AsyncGenOpState,
    /// The value to send, or the exception to throw.
    pub arg: Value,
}

/// A built-in iterator. Each holds what it walks and how far it is.
#[derive(Clone, Debug)]
pub enum Iter {
    /// Over a list (looks again at its length at each step); `Unbound` when exhausted.
    List(Value, usize),
    ListReversed(Value, usize),
    Tuple(Value, usize),
    /// Byte offset into a string.
    Str(Value, usize),
    Bytes(Value, usize),
    /// Next value, step, values left.
    Range(i64, i64, u64),
    /// Dict, what to give, position, the length when it was made, how many of them are still to be given, reversed.
    Dict {
        dict: Value,
        kind: ViewKind,
        position: usize,
        len: usize,
        left: usize,
        reversed: bool,
    },
    /// Set, position, the length when it was made.
    Set(Value, usize, usize),
    Deque {
        deque: Value,
        position: usize,
        version: u32,
        reversed: bool,
    },
    /// Inner iterator, next count.
    Enumerate(Value, Value),
    /// Inner iterators; strict.
    Zip(Vec<Value>, bool),
    /// Function, inner iterators.
    Map(Value, Vec<Value>),
    Filter(Value, Value),
    /// Over `__getitem__`: the object, the next index.
    Sequence(Value, i64),
    /// `iter(callable, sentinel)`.
    Callable(Value, Value),
    /// `__await__` of a coroutine.
    CoroutineWrapper(Value),
    /// Of a native module: its own state, numbered by the module.
    Native(u16, Vec<Value>),
    Exhausted(Ref),
}

/// A module: its names live in the table of modules of the machine.
#[derive(Clone, Debug)]
pub struct Module {
    pub name: Arc<str>,
    /// Index into the table of module namespaces.
    pub namespace: u32,
    /// Only its name is bound (a package part): attribute lookups fall to submodules.
    pub doc: Value,
}

/// `property`.
#[derive(Clone, Debug)]
pub struct Property {
    pub get: Value,
    pub set: Value,
    pub del: Value,
    pub doc: Value,
    pub name: Value,
}

/// One entry of a traceback.
#[derive(Clone, Debug)]
pub struct Traceback {
    pub code: u32,
    pub ip: u32,
    /// The entry of the frame that it called, or None.
    pub next: Value,
    /// What the frame had that has an end to run (see `vm/finalize.rs`): the traceback keeps it, as CPython's keeps the frame.
    pub held: Vec<Value>,
}

/// See [`Obj::Alias`].
#[derive(Clone, Debug)]
pub struct Alias {
    pub origin: Value,
    pub args: Vec<Value>,
}
