//! The instruction set: a register machine.
//!
//! Every function has `Code::nregs` registers. Parameters come first (positional, keyword-only, `*args`, `**kwargs`), then other
//! locals, then the cells of free variables, then temporaries. A register may hold `Unbound`, but an instruction that
//! reads a register as an operand may assume that it is bound: the compiler puts a [`Op::CheckBound`] before a read of a
//! local that is not surely bound. Each instruction takes 8 bytes. Jump targets are absolute instruction indices unless
//! named `skip` (forward distance from the next instruction).
//!
//! A called function's frame may lie over the caller's registers from the first argument on: after a `Call…`, whether it
//! returned or raised, the registers above its `base` hold nothing to be relied on, but for `dst`.

/// A register number, relative to the frame's base.
pub type Reg = u16;

/// "No register": an absent optional operand.
pub const NO_REG: Reg = u16::MAX;

/// Binary operators; the in-place form tries the `__iadd__` family first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum BinOp {
    Add,
    Sub,
    Mul,
    MatMul,
    TrueDiv,
    FloorDiv,
    Mod,
    Pow,
    LShift,
    RShift,
    And,
    Or,
    Xor,
}

/// Unary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum UnOp {
    Neg,
    Pos,
    Invert,
    Not,
}

/// Comparisons. `In` has the container on the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum CmpOp {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Is,
    IsNot,
    In,
    NotIn,
}

/// `!s`, `!r`, `!a` of a replacement field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Conv {
    None,
    Str,
    Repr,
    Ascii,
}

/// Which special method a `with` statement looks up (on the type, not the instance).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Special {
    Enter,
    Exit,
    AEnter,
    AExit,
}

/// What an `await` stands in, for the error message when the object cannot be awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum AwaitKind {
    /// `await x`.
    Plain,
    /// The result of `__aenter__`.
    AEnter,
    /// The result of `__aexit__`.
    AExit,
}

/// Rare operations; arguments in consecutive registers from `base`, the count is fixed by the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Intrinsic {
    /// `base` = exception, `base+1` = type or tuple of an `except*`; result: tuple (matching group or None, rest or None).
    SplitGroup,
    /// `base` = original exception, `base+1` = list of exceptions raised or left over; result: the exception to re-raise, or None.
    ReraiseStar,
    /// `base` = subject; result: True if it is a sequence in the sense of `match` (not str, bytes).
    MatchSequence,
    /// `base` = subject; result: True if it is a mapping.
    MatchMapping,
    /// `base` = subject, `base+1` = tuple of keys; result: tuple of values, or None if one is missing.
    MatchKeys,
    /// `base` = subject, `base+1` = class, `base+2` = number of positional patterns, `base+3` = tuple of keyword names;
    /// result: tuple of attribute values, or None if it does not match.
    MatchClass,
    /// `base` = mapping, `base+1` = tuple of keys; result: a new dict without them (for `**rest`).
    MatchRest,
    /// `base` = name, `base+1` = function of no arguments that gives the bound, or None, `base+2` = the same for the default:
    /// PEP 695 TypeVar. A bound that is a tuple holds constraints.
    TypeVar,
    /// `base` = name, `base+1` = function of no arguments that gives the default, or None: PEP 695 TypeVarTuple.
    TypeVarTuple,
    /// `base` = name, `base+1` = function of no arguments that gives the default, or None: PEP 695 ParamSpec.
    ParamSpec,
    /// `base` = name, `base+1` = type parameters tuple, `base+2` = function of no arguments that gives the value.
    TypeAlias,
    /// `base` = tuple of type parameters; result: `Generic[...]` for the bases of a PEP 695 class.
    SubscriptGeneric,
    /// `base` = sequence; result: its length, whatever the program calls `len`.
    MatchLength,
    /// `base` = iterable; result: `tuple(iterable)`.
    ListToTuple,
    /// `base` = module object: bind its public names in the frame's namespace (`from m import *`).
    ImportStar,
}

/// One instruction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    // ---- moves and constants
    /// `dst = src`.
    Move {
        dst: Reg,
        src: Reg,
    },
    /// `dst = consts[index]`.
    LoadConst {
        dst: Reg,
        index: u32,
    },
    /// `dst = value` as an int.
    LoadInt {
        dst: Reg,
        value: i32,
    },
    LoadNone {
        dst: Reg,
    },
    LoadBool {
        dst: Reg,
        value: bool,
    },
    /// Makes the register unbound (`del x` is `CheckBound` + this; also ends the scope of `except … as x`).
    Unbind {
        reg: Reg,
    },
    /// Raises UnboundLocalError (naming `Code::var_names[reg]`) if the register is unbound.
    CheckBound {
        reg: Reg,
    },
    /// The value in `reg` is thrown away here (expression statement, the iterator of a loop left by `break`): a coroutine
    /// never awaited or a generator still suspended may be finalised. The register becomes unbound.
    Drop {
        reg: Reg,
    },

    // ---- names
    /// `dst = globals[slot]`, else the built-in of that name, else NameError.
    LoadGlobal {
        dst: Reg,
        slot: u32,
    },
    StoreGlobal {
        src: Reg,
        slot: u32,
    },
    DeleteGlobal {
        slot: u32,
    },
    /// Class bodies: the frame's namespace, then globals, then built-ins. `name` indexes `Code::names`.
    LoadName {
        dst: Reg,
        name: u32,
    },
    StoreName {
        src: Reg,
        name: u32,
    },
    DeleteName {
        name: u32,
    },
    /// Class bodies: the frame's namespace, else the cell in register `cell`.
    LoadClassDeref {
        dst: Reg,
        cell: Reg,
        name: u16,
    },
    /// Wraps the value in `reg` (maybe unbound) into a new cell, in place. For locals that inner functions use; emitted at function
    /// entry, and again where a comprehension variable needs a fresh cell.
    MakeCell {
        reg: Reg,
    },
    LoadDeref {
        dst: Reg,
        cell: Reg,
    },
    StoreDeref {
        cell: Reg,
        src: Reg,
    },
    DeleteDeref {
        cell: Reg,
    },

    // ---- attributes and items; `site` indexes `Code::sites` (a name), one per instruction so that it can carry a cache
    LoadAttr {
        dst: Reg,
        obj: Reg,
        site: u16,
    },
    StoreAttr {
        obj: Reg,
        src: Reg,
        site: u16,
    },
    DeleteAttr {
        obj: Reg,
        site: u16,
    },
    /// `base` = the callable, `base+1` = self or unbound. Followed (after the arguments) by `CallMethod`.
    LoadMethod {
        base: Reg,
        obj: Reg,
        site: u16,
    },
    LoadSub {
        dst: Reg,
        obj: Reg,
        index: Reg,
    },
    StoreSub {
        obj: Reg,
        index: Reg,
        src: Reg,
    },
    DeleteSub {
        obj: Reg,
        index: Reg,
    },
    /// `dst = slice(base, base+1, base+2)`.
    BuildSlice {
        dst: Reg,
        base: Reg,
    },

    // ---- operators
    Binary {
        op: BinOp,
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    /// `dst = a op= b`: `dst` is usually `a`.
    Inplace {
        op: BinOp,
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    /// `dst = a + imm` (a `-` with a constant is an addition of its negative only if the slow path says `-`: use `sub`).
    AddImm {
        sub: bool,
        dst: Reg,
        a: Reg,
        imm: i16,
    },
    /// In-place form of `AddImm`.
    InplaceAddImm {
        sub: bool,
        dst: Reg,
        a: Reg,
        imm: i16,
    },
    Unary {
        op: UnOp,
        dst: Reg,
        a: Reg,
    },
    Compare {
        op: CmpOp,
        dst: Reg,
        a: Reg,
        b: Reg,
    },

    // ---- jumps
    Jump {
        target: u32,
    },
    JumpIfTrue {
        reg: Reg,
        target: u32,
    },
    JumpIfFalse {
        reg: Reg,
        target: u32,
    },
    JumpIfNone {
        reg: Reg,
        target: u32,
    },
    JumpIfNotNone {
        reg: Reg,
        target: u32,
    },
    /// Fused compare and conditional jump (forward or back): jumps by `offset` from the next instruction if `(a op b)` is FALSE.
    /// Only for Eq … Ge, Is, IsNot; only where the distance fits.
    CmpJumpIfFalse {
        op: CmpOp,
        a: Reg,
        b: Reg,
        offset: i16,
    },
    /// As above, jumping if the comparison is TRUE (loop ends).
    CmpJumpIfTrue {
        op: CmpOp,
        a: Reg,
        b: Reg,
        offset: i16,
    },

    // ---- building
    BuildTuple {
        dst: Reg,
        base: Reg,
        n: u16,
    },
    BuildList {
        dst: Reg,
        base: Reg,
        n: u16,
    },
    BuildSet {
        dst: Reg,
        base: Reg,
        n: u16,
    },
    /// `n` pairs: key, value, key, value … from `base`.
    BuildDict {
        dst: Reg,
        base: Reg,
        n: u16,
    },
    /// Joins `n` strings.
    BuildString {
        dst: Reg,
        base: Reg,
        n: u16,
    },
    ListAppend {
        list: Reg,
        src: Reg,
    },
    ListExtend {
        list: Reg,
        src: Reg,
    },
    /// `f(*src)`: as `ListExtend`, but if there is nothing to iterate over, TypeError names the callable in `func`.
    ArgsExtend {
        list: Reg,
        src: Reg,
        func: Reg,
    },
    SetAdd {
        set: Reg,
        src: Reg,
    },
    SetUpdate {
        set: Reg,
        src: Reg,
    },
    DictSet {
        dict: Reg,
        key: Reg,
        src: Reg,
    },
    /// `{**src}`.
    DictUpdate {
        dict: Reg,
        src: Reg,
    },
    /// `f(**src)`: as `DictUpdate`, but a repeated key raises TypeError naming the callable in `func`.
    DictMerge {
        dict: Reg,
        src: Reg,
        func: Reg,
    },
    ListToTuple {
        dst: Reg,
        src: Reg,
    },
    /// `dst = format(conv(src), spec)`; `spec` may be `NO_REG`.
    Format {
        conv: Conv,
        dst: Reg,
        src: Reg,
        spec: Reg,
    },

    // ---- iteration and unpacking
    GetIter {
        dst: Reg,
        src: Reg,
    },
    /// `dst = next(iter)`, or skips forward by `skip` when exhausted.
    ForIter {
        dst: Reg,
        iter: Reg,
        skip: u16,
    },
    /// Exactly `n` values of `src` into registers from `base`.
    UnpackSeq {
        src: Reg,
        base: Reg,
        n: u16,
    },
    /// `before` values, a list of the middle, `after` values, into registers from `base`.
    UnpackEx {
        before: u8,
        src: Reg,
        base: Reg,
        after: u16,
    },

    // ---- calls
    /// `dst = base(base+1 … base+argc)`.
    Call {
        dst: Reg,
        base: Reg,
        argc: u16,
    },
    /// After `LoadMethod`: callable in `base`, self or unbound in `base+1`, `argc` arguments from `base+2`.
    CallMethod {
        dst: Reg,
        base: Reg,
        argc: u16,
    },
    /// As `Call`; the last arguments are keyword arguments named by the `KwNames` that follows as the next instruction.
    /// `argc` counts all.
    CallKw {
        dst: Reg,
        base: Reg,
        argc: u16,
    },
    CallMethodKw {
        dst: Reg,
        base: Reg,
        argc: u16,
    },
    /// Data of the `Call…Kw` before it: index into `Code::kwnames`. Never executed.
    KwNames {
        index: u32,
    },
    /// `dst = base(*base+1, **base+2)`: `base+1` a tuple or list, `base+2` a dict or None.
    CallEx {
        dst: Reg,
        base: Reg,
    },
    Intrinsic {
        kind: Intrinsic,
        dst: Reg,
        base: Reg,
    },
    Return {
        src: Reg,
    },
    ReturnNone,
    /// `base` = tuple of defaults or None, `base+1` = dict of keyword defaults or None, `base+2` = tuple of cells or None,
    /// `base+3` = annotations dict or None; `code` indexes `Code::children`.
    MakeFunction {
        dst: Reg,
        base: Reg,
        code: u16,
    },
    /// `dst = __build_class__`; then called with (function, name, *bases, **keywords).
    LoadBuildClass {
        dst: Reg,
    },
    LoadAssertionError {
        dst: Reg,
    },

    // ---- imports; `name` indexes `Code::names`
    /// `dst` = the module `name` (dotted). With `top` the top-level package (`import a.b` binds `a`).
    ImportName {
        top: bool,
        dst: Reg,
        name: u16,
        level: u16,
    },
    ImportFrom {
        dst: Reg,
        module: Reg,
        name: u16,
    },

    // ---- generators, coroutines
    /// Suspends with the value `src`; on resumption `dst` is the value sent. In an async generator it yields to `async for`.
    Yield {
        dst: Reg,
        src: Reg,
    },
    /// `await` and `yield from`: sends `dst` (None at first: load it) to `iter`. If that yields, this frame suspends with the value and
    /// stays at this instruction; `throw`/`close` are passed on. If it returns, `dst` is its result and execution goes on.
    YieldFrom {
        dst: Reg,
        iter: Reg,
    },
    GetAwaitable {
        kind: AwaitKind,
        dst: Reg,
        src: Reg,
    },
    /// `yield from`'s operand: an iterator, generators and coroutines taken as they are.
    GetYieldFromIter {
        dst: Reg,
        src: Reg,
    },
    GetAiter {
        dst: Reg,
        src: Reg,
    },
    /// The awaitable for the next item, ready for `YieldFrom`.
    GetAnext {
        dst: Reg,
        aiter: Reg,
    },
    /// In the handler of an `async for`: goes on if `exc` is StopAsyncIteration, else re-raises it.
    EndAsyncFor {
        exc: Reg,
    },

    // ---- exceptions
    /// Entering a handler: `save` = the exception being handled before; now it is `exc`.
    PushExc {
        save: Reg,
        exc: Reg,
    },
    /// Leaving a handler: the exception being handled is again `save`.
    PopExc {
        save: Reg,
    },
    /// `dst = isinstance(exc, typ)`; checks that `typ` is an exception class or a tuple of them.
    ExcMatch {
        dst: Reg,
        exc: Reg,
        typ: Reg,
    },
    Raise {
        exc: Reg,
    },
    RaiseFrom {
        exc: Reg,
        cause: Reg,
    },
    /// `raise` alone: the exception being handled, else RuntimeError.
    RaiseCurrent,
    /// Raises again without a new traceback entry (end of `finally`, no `except` matched).
    Reraise {
        exc: Reg,
    },
    /// `base` = callable, `base+1` = self: the special method of `obj`'s type; or TypeError as CPython words it.
    LoadSpecial {
        which: Special,
        base: Reg,
        obj: Reg,
    },
    /// `base … base+2` = type, value, traceback of `exc`, for `__exit__`.
    ExcTriple {
        base: Reg,
        exc: Reg,
    },
}
