//! Compiled code: what the compiler gives and the virtual machine links. Immutable, free of heap values, so that it can be
//! shared between clones of a machine and cached for the prelude modules.

use super::op::{Op, Reg};
use crate::base::ByteRange;

/// The code of one source file.
#[derive(Clone, Debug, Default)]
pub struct CompiledModule {
    /// All code objects; the module's own is the last.
    pub codes: Vec<Code>,
    /// The names of the module's global slots, in slot order: `LoadGlobal`, `StoreGlobal` and `DeleteGlobal` index this.
    pub globals: Vec<String>,
    /// What CPython warns of when it compiles a program: lines and texts. The compiler leaves this empty; whoever reads a
    /// program asks `syntax::warnings`.
    pub warnings: Vec<(u32, String)>,
}

/// What calling a function with this code gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodeKind {
    /// Runs to its return.
    #[default]
    Function,
    /// A generator object.
    Generator,
    /// A coroutine object.
    Coroutine,
    /// An async generator object.
    AsyncGenerator,
    /// The body of a class: names live in the frame's namespace.
    Class,
    /// The top level of a module.
    Module,
}

/// A constant of a code object.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    None,
    Bool(bool),
    Ellipsis,
    Int(i64),
    /// Decimal digits, maybe with a sign.
    BigInt(String),
    Float(f64),
    /// Imaginary part.
    Complex(f64),
    Str(String),
    Bytes(Vec<u8>),
    Tuple(Vec<Const>),
    /// Of `x in {1, 2}`.
    FrozenSet(Vec<Const>),
}

/// A range of instructions whose exceptions go to `target`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// First instruction covered.
    pub start: u32,
    /// First instruction no longer covered.
    pub end: u32,
    /// Where execution goes on.
    pub target: u32,
    /// The register that receives the exception.
    pub exc: Reg,
}

/// Where an instruction comes from, for tracebacks and the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The expression or statement.
    pub range: ByteRange,
    /// For binary operations, calls and subscripts: what CPython's traceback marks with `^` inside `~` — the byte range of the
    /// operator, of the call's parentheses, of the brackets.
    pub anchor: Option<ByteRange>,
}

/// One code object.
#[derive(Clone, Debug, Default)]
pub struct Code {
    pub name: String,
    pub qualname: String,
    pub kind: CodeKind,
    /// A generator that `types.coroutine` allowed to be awaited.
    pub awaitable: bool,
    /// The first line, 1-based (`co_firstlineno`).
    pub first_line: u32,
    pub docstring: Option<String>,
    /// Positional parameters (positional-only ones included).
    pub argcount: u16,
    pub posonly: u16,
    pub kwonly: u16,
    /// Has `*args`; its register follows the keyword-only parameters.
    pub varargs: bool,
    /// Has `**kwargs`; its register follows `*args`.
    pub varkw: bool,
    /// All registers.
    pub nregs: u16,
    /// Names of the registers that are variables (parameters, locals, then free variables), from register 0.
    pub var_names: Vec<String>,
    /// Register of the first free variable's cell; `free_names` says how many. The closure's cells are put there on entry.
    pub free_base: Reg,
    pub free_names: Vec<String>,
    /// Registers that hold cells of this function's own variables (for error messages: own or free).
    pub cell_regs: Vec<Reg>,
    pub ops: Vec<Op>,
    /// For each instruction, an index into `position_table`.
    pub positions: Vec<u32>,
    pub position_table: Vec<Position>,
    /// Innermost first: the first that covers an instruction takes its exception.
    pub handlers: Vec<Handler>,
    pub consts: Vec<Const>,
    /// Names used by `…Name`, `Import…` instructions.
    pub names: Vec<String>,
    /// The attribute name of each attribute instruction.
    pub sites: Vec<String>,
    /// Names of the keyword arguments of each `Call…Kw`.
    pub kwnames: Vec<Vec<String>>,
    /// Indices into `CompiledModule::codes` of the functions and classes defined in this one, for `MakeFunction`.
    pub children: Vec<u32>,
}

impl Code {
    /// Number of registers filled by a call: all parameters.
    pub fn param_count(&self) -> usize {
        usize::from(self.argcount) + usize::from(self.kwonly) + usize::from(self.varargs) + usize::from(self.varkw)
    }

    /// The position of the instruction at `ip`.
    pub fn position(&self, ip: usize) -> Position {
        let entry = self.positions.get(ip).and_then(|&i| self.position_table.get(i as usize));
        entry.copied().unwrap_or_default()
    }
}
