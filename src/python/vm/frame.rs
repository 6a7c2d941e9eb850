//! Frames and threads of the virtual machine: plain data. A Python call never grows the Rust stack.

use crate::python::heap::Marker;
use crate::python::object::Obj;
use crate::python::value::{Ref, Value};

/// Where the result of a call goes, and what it means there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Into the register `dst`.
    Call,
    /// `__init__`: must be None; the instance in `aux` goes into `dst`.
    Init,
    /// A truth value for the conditional instruction before the caller's `ip`.
    Branch,
    /// A generator that a `for` loop resumed: a yield is the next item, a return the end of the loop.
    ForIter,
    /// A `__next__` method that a `for` loop called: a return is the next item, StopIteration the end of the loop.
    ForNext,
    /// A generator-like object that `await`/`yield from` resumed: a yield suspends the caller too, a return is the result.
    YieldFrom,
    /// A `send`/`__next__`/`throw` method that `await`/`yield from` called: a return suspends the caller, StopIteration holds the result.
    SendCall,
    /// `next(g)`, `g.send(v)`, `g.throw(e)`: a yield is the result, a return raises StopIteration, or gives `aux` if that is bound.
    Next,
    /// `next(obj, default)` where `__next__` is Python code: StopIteration gives `aux`.
    NextCall,
    /// `g.close()`.
    Close,
    /// As `Close`, but what follows is an exception (in `aux`) to raise in the caller: `throw(GeneratorExit)` at a delegating generator.
    CloseThenRaise,
    /// Result is thrown away.
    Discard,
    /// What the end of an object runs: its result is thrown away, an exception only reported, in the name of `aux`.
    Finalize,
    /// Result of `__iter__`: must be an iterator.
    CheckIter,
    /// Result of `__await__`: must be an iterator, not a coroutine.
    CheckAwait,
    /// A tuple, into the registers from `dst`.
    Unpack,
    /// Result of an operator's special method for the instruction before the caller's `ip`: 0 in-place, 1 forward, 2 reflected.
    /// NotImplemented goes on to the next.
    Operator(u8),
    /// The machine called or resumed: the run ends here.
    Boundary,
}

/// Where a result goes: the mode, a register of the receiving frame, a value that the mode needs.
#[derive(Clone, Copy, Debug)]
pub struct Dest {
    pub mode: Mode,
    pub dst: u16,
    pub aux: Value,
}

impl Dest {
    /// Into a register.
    pub fn reg(dst: u16) -> Dest {
        Dest { mode: Mode::Call, dst, aux: Value::Unbound }
    }

    /// With a mode that needs a register only.
    pub fn mode(mode: Mode, dst: u16) -> Dest {
        Dest { mode, dst, aux: Value::Unbound }
    }
}

/// A function being executed.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Global number of the code.
    pub code: u32,
    /// The next instruction.
    pub ip: u32,
    /// Where its registers start on the thread's stack.
    pub base: u32,
    /// Where its result goes.
    pub dest: Dest,
    /// The generator object that it belongs to.
    pub generator: Option<Ref>,
    /// The async generator operation under way.
    pub operation: Option<Ref>,
    /// Names of a class body: a dict; else unbound.
    pub namespace: Value,
    /// The exception its caller is handling.
    pub handled_before: Value,
}

/// One thread's Python state.
#[derive(Clone, Debug, Default)]
pub struct Thread {
    /// Registers of all frames.
    pub stack: Vec<Value>,
    pub frames: Vec<Frame>,
    /// The exception being handled, or None.
    pub handled: Value,
    /// What is to be delivered when it runs next.
    pub pending: Option<Pending>,
    /// Its context (of `contextvars`) while it does not run.
    pub context: Value,
    /// Where the answers to calls of higher rooms go, innermost last.
    pub answers: Vec<Dest>,
}

/// An answer or a call that a higher room left for a thread.
#[derive(Clone, Debug)]
pub enum Pending {
    /// The answer to `Stop::Extern`.
    Answer(Result<Value, crate::python::native::Ctl>),
    /// `Vm::start`.
    Start(Value, Vec<Value>),
    /// `Vm::start_module`.
    Module(u32),
    /// `Vm::start_resume`.
    Resume(Value, crate::python::native::Resume),
}

impl Thread {
    /// Marks what the thread holds.
    pub fn trace(&self, m: &mut Marker<'_>) {
        m.values(&self.stack);
        self.trace_frames(m);
    }

    /// Marks what the frames hold beside their registers.
    pub fn trace_frames(&self, m: &mut Marker<'_>) {
        m.values(&[self.handled, self.context]);
        self.answers.iter().for_each(|dest| m.value(dest.aux));
        for frame in &self.frames {
            m.value(frame.dest.aux);
            m.value(frame.namespace);
            m.value(frame.handled_before);
            frame.generator.iter().chain(&frame.operation).for_each(|&r| m.object(r));
        }
        match &self.pending {
            Some(Pending::Answer(Ok(v))) => m.value(*v),
            Some(Pending::Answer(Err(ctl))) => ctl.trace(m),
            Some(Pending::Start(f, args)) => {
                m.value(*f);
                m.values(args);
            }
            Some(Pending::Resume(g, how)) => {
                m.value(*g);
                how.trace(m);
            }
            Some(Pending::Module(_)) | None => {}
        }
    }

    /// The generator frame on top, if the generator is this one.
    pub fn runs(&self, generator: Ref) -> bool {
        self.frames.iter().any(|f| f.generator == Some(generator))
    }
}

impl Obj {
    /// True for objects that `await` and `yield from` resume without calling a method.
    pub fn is_generator_like(&self) -> bool {
        matches!(self, Obj::Generator(_) | Obj::AsyncGenOp(_) | Obj::FutureIter { .. })
    }
}
