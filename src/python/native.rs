//! Built-in functions: what the virtual machine knows of them, and what they may answer.
//!
//! A native is a plain Rust function from arguments to a value. It never calls back into Python: what needs that (a key
//! function, a user's `__eq__`) answers [`Ctl::Python`] before it has changed anything, and the virtual machine calls
//! the prelude function of the same purpose instead ([`NativeDef::slow`]), or it answers [`Ctl::Call`].

use super::sym::Sym;
use super::value::Value;
use super::vm::Vm;

/// What stops the ordinary course of evaluation.
#[derive(Clone, Debug)]
pub enum Ctl {
    /// An exception (an instance) is raised.
    Raise(Value),
    /// Only Python code can go on: take the slow path with the same arguments.
    Python,
    /// The result is that of this call.
    Call(Box<(Value, Vec<Value>)>),
    /// As `Call`, with keyword arguments at the end.
    CallKw(Box<KwCall>),
    /// The result is what resuming this generator-like object gives.
    Resume(Value, Resume),
    /// A budget is used up.
    Limit(Limit),
    /// The feature is not supported; said before anything wrong is done.
    Unsupported(Box<str>),
}

/// Callable, positional and keyword arguments.
pub type KwCall = (Value, Vec<Value>, Vec<(Sym, Value)>);

/// How to resume a generator-like object.
#[derive(Clone, Copy, Debug)]
pub enum Resume {
    /// `next(it)`: StopIteration when exhausted, or the default.
    Next {
        default: Value,
    },
    Send(Value),
    /// Throws this exception instance.
    Throw(Value),
    /// `close()`.
    Close,
}

/// Which budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// More bytes than the heap may hold.
    Memory,
    /// More instructions than the run may take.
    Instructions,
    /// Later than virtual time may become.
    Time,
}

/// The result of a native operation.
pub type R<T = Value> = Result<T, Ctl>;

/// The arguments of a call to a native.
#[derive(Clone, Copy, Debug)]
pub struct Args<'a> {
    /// Positional arguments, self first.
    pub pos: &'a [Value],
    /// Keyword arguments.
    pub kw: &'a [(Sym, Value)],
}

impl Args<'_> {
    /// Positional argument `i`, `Unbound` if absent.
    pub fn get(&self, i: usize) -> Value {
        self.pos.get(i).copied().unwrap_or_default()
    }

    /// An argument that may be given by position or by keyword; `Unbound` if absent.
    pub fn either(&self, i: usize, name: Sym) -> Value {
        match self.get(i) {
            Value::Unbound => self.kw(name),
            v => v,
        }
    }

    /// Number of positional arguments.
    pub fn len(&self) -> usize {
        self.pos.len()
    }

    /// True if there are no positional arguments.
    pub fn is_empty(&self) -> bool {
        self.pos.is_empty()
    }

    /// A keyword argument, `Unbound` if absent.
    pub fn kw(&self, name: Sym) -> Value {
        self.kw.iter().find(|(n, _)| *n == name).map_or(Value::Unbound, |(_, v)| *v)
    }
}

/// How a native is run.
#[derive(Clone, Copy)]
pub enum NativeFn {
    /// In the virtual machine.
    Rust(fn(&mut Vm, Args<'_>) -> R),
    /// By a higher room: the virtual machine stops with `Stop::Extern` and this number.
    Extern(u16),
    /// By the virtual machine itself, as it needs the frames.
    Frame(FrameFn),
}

impl std::fmt::Debug for NativeFn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NativeFn::Rust(_) => write!(f, "Rust"),
            NativeFn::Extern(id) => write!(f, "Extern({id})"),
            NativeFn::Frame(frame) => write!(f, "Frame({frame:?})"),
        }
    }
}

/// Natives that look at the frames of the calling thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameFn {
    /// `locals()`.
    Locals,
    /// `globals()`.
    Globals,
    /// `_exec_body(function, namespace)`: runs a class body.
    ExecBody,
    /// `_instantiate(class, *args)`: the default `type.__call__`.
    Instantiate,
    /// `sys.exc_info()`.
    ExcInfo,
    /// `sys.exception()`.
    Handled,
    /// `sys._getframe(depth)`: the frames that a reader can see from there on, as they are now.
    Frames,
    /// `_calling_place(level)`: file, line, function and source line of a frame that a reader can see; 1 is the innermost.
    CallingPlace,
    /// `_garbage(what)`, for `gc` and `weakref`: see `vm/weak.rs`.
    Garbage,
    /// `_line_of(generator)`: the line that a running generator or coroutine is at.
    LineOf,
}

/// Which argument of a native may be what, and how errors name it.
#[derive(Debug)]
pub struct NativeDef {
    /// `append`, `len` …
    pub name: &'static str,
    /// The class or module it belongs to, for messages and `__qualname__`; empty for built-in functions.
    pub owner: &'static str,
    /// Fewest positional arguments, not counting self.
    pub min: u8,
    /// Most positional arguments, not counting self; 255 for any number.
    pub max: u8,
    /// It is a method: the first argument is self.
    pub method: bool,
    /// Names of parameters that may be given by keyword; the virtual machine rejects others and the native reads them with
    /// [`Args::kw`] (or [`Args::either`] for one that may be positional too). Empty: no keywords. `["**"]`: any.
    pub keywords: &'static [&'static str],
    pub call: NativeFn,
    /// The prelude function to call with the same arguments when it answers [`Ctl::Python`]; empty: none.
    pub slow: &'static str,
}

impl NativeDef {
    /// A built-in function that takes `min` to `max` positional arguments.
    pub const fn function(name: &'static str, min: u8, max: u8, f: fn(&mut Vm, Args<'_>) -> R) -> NativeDef {
        NativeDef { name, owner: "", min, max, method: false, keywords: &[], call: NativeFn::Rust(f), slow: "" }
    }

    /// A method of the class `owner`; `min` and `max` do not count self.
    pub const fn method(
        owner: &'static str,
        name: &'static str,
        min: u8,
        max: u8,
        f: fn(&mut Vm, Args<'_>) -> R,
    ) -> NativeDef {
        NativeDef { name, owner, min, max, method: true, keywords: &[], call: NativeFn::Rust(f), slow: "" }
    }

    /// A function that a higher room runs.
    pub const fn external(name: &'static str, min: u8, max: u8, id: u16) -> NativeDef {
        NativeDef { name, owner: "", min, max, method: false, keywords: &[], call: NativeFn::Extern(id), slow: "" }
    }

    /// A method that a higher room runs.
    pub const fn external_method(owner: &'static str, name: &'static str, min: u8, max: u8, id: u16) -> NativeDef {
        NativeDef { name, owner, min, max, method: true, keywords: &[], call: NativeFn::Extern(id), slow: "" }
    }

    /// A function that looks at the caller's frames.
    pub const fn frame(name: &'static str, min: u8, max: u8, f: FrameFn) -> NativeDef {
        NativeDef { name, owner: "", min, max, method: false, keywords: &[], call: NativeFn::Frame(f), slow: "" }
    }

    /// Parameters that may be given by keyword. See [`NativeDef::keywords`].
    pub const fn kw(mut self, keywords: &'static [&'static str]) -> NativeDef {
        self.keywords = keywords;
        self
    }

    /// The prelude function that takes over when Python code must run.
    pub const fn slow(mut self, prelude: &'static str) -> NativeDef {
        self.slow = prelude;
        self
    }

    /// Belongs to the module `owner` (for `repr` and messages such as `math.sqrt() takes …`).
    pub const fn of(mut self, owner: &'static str) -> NativeDef {
        self.owner = owner;
        self
    }
}
