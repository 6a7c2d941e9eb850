//! Builds one code object: emits instructions with their places, hands out registers, collects constants and names, and
//! knows which blocks are open around what is emitted. Knows nothing of the meaning of names.

use super::assemble::{Draft, Ins};
use super::scope::ScopeId;
use crate::base::ByteRange;
use crate::python::code::{Code, Const, Handler, Position};
use crate::python::op::{Op, Reg};
use crate::syntax::ast::{Expr, Stmt};
use indexmap::IndexMap;

/// Most instructions of one source file. `finally` bodies are copied to each way out of them, so a short program can ask for
/// any number.
const INSTRUCTIONS_MAX: usize = 2_000_000;

/// A place to jump to, known now or later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label(pub usize);

/// What stands around the statement being compiled: what `break`, `continue` and `return` must undo.
#[derive(Clone, Copy, Debug)]
pub(super) enum Block<'a> {
    Loop {
        on_break: Label,
        on_continue: Label,
        /// The iterator of a `for`, dropped when it is left early.
        iter: Option<Reg>,
    },
    /// A body whose exceptions are handled; left without anything to do.
    Try,
    /// A body with `finally`.
    Finally(&'a [Stmt]),
    /// A handler: the exception handled before is in `save`.
    Handler { save: Reg },
    /// The body of an `except … as name`, which unbinds the name.
    Named(&'a str),
    /// The body of a `with`; the callable of `__exit__` is in `exit`, its self after it.
    With { exit: Reg, is_async: bool, context: &'a Expr },
}

/// Instructions from, up to.
pub(super) type Covered = Vec<(u32, u32)>;

/// A block and the instructions that its handler covers.
#[derive(Clone, Debug)]
pub(super) struct OpenBlock<'a> {
    pub block: Block<'a>,
    /// Where the covered part being emitted began; `None` while it is suspended.
    pub open: Option<u32>,
    pub covered: Covered,
    /// Iterators of loops inside, which an exception leaves.
    pub iters: Vec<Reg>,
}

/// One code object in the making.
#[derive(Debug, Default)]
pub(super) struct Builder<'a> {
    pub code: Code,
    pub scope: ScopeId,
    /// Where the next instruction comes from.
    pub position: Position,
    pub blocks: Vec<OpenBlock<'a>>,
    ins: Vec<Ins>,
    labels: Vec<Option<u32>>,
    handlers: Vec<Handler>,
    next_temp: usize,
    /// Instructions that are left of [`INSTRUCTIONS_MAX`].
    allowance: usize,
    consts: IndexMap<String, ()>,
    names: IndexMap<String, ()>,
    overflow: Option<(ByteRange, &'static str)>,
}

impl<'a> Builder<'a> {
    /// Starts code whose variables (`Code::var_names`) are known; temporaries come after them.
    pub fn new(scope: ScopeId, code: Code, emitted_before: usize) -> Builder<'a> {
        let variables = code.var_names.len();
        let allowance = INSTRUCTIONS_MAX.saturating_sub(emitted_before);
        let mut builder = Builder { scope, code, next_temp: variables, allowance, ..Builder::default() };
        builder.code.nregs = Reg::try_from(variables).unwrap_or(Reg::MAX);
        builder
    }

    /// Ends it: the code, how many instructions were emitted, and what was too much, if anything was.
    pub fn finish(mut self) -> (Code, usize, Option<(ByteRange, &'static str)>) {
        let emitted = self.ins.len();
        self.code.names = self.names.into_keys().collect();
        if self.overflow.is_none() {
            Draft::new(self.ins, &self.labels, self.handlers).assemble(&mut self.code);
        }
        (self.code, emitted, self.overflow)
    }

    // ---- registers

    /// A new temporary register.
    pub fn temp(&mut self) -> Reg {
        self.temps(1)
    }

    /// Consecutive new temporaries; the first.
    pub fn temps(&mut self, count: usize) -> Reg {
        let first = self.next_temp;
        let end = first.saturating_add(count);
        match (Reg::try_from(first), Reg::try_from(end)) {
            (Ok(first), Ok(end)) if end < Reg::MAX - 1 => {
                self.next_temp = usize::from(end);
                self.code.nregs = self.code.nregs.max(end);
                first
            }
            _ => {
                self.too_large("too many values at once for one function; split it up");
                0
            }
        }
    }

    /// Where temporaries stand, for [`Builder::reset`].
    pub fn mark(&self) -> usize {
        self.next_temp
    }

    /// Gives back the temporaries made since.
    pub fn reset(&mut self, mark: usize) {
        self.next_temp = mark;
    }

    /// True for registers of variables.
    pub fn is_variable(&self, reg: Reg) -> bool {
        usize::from(reg) < self.code.var_names.len()
    }

    // ---- limits

    /// Something does not fit: nothing more is emitted, and the place is reported.
    pub fn too_large(&mut self, what: &'static str) {
        if self.overflow.is_none() {
            self.overflow = Some((self.position.range, what));
        }
    }

    /// True once something did not fit.
    pub fn is_too_large(&self) -> bool {
        self.overflow.is_some()
    }

    /// A number as an operand.
    pub fn small(&mut self, n: usize) -> u16 {
        u16::try_from(n).unwrap_or_else(|_| {
            self.too_large("more names or values in one function than its instructions can number; split it up");
            0
        })
    }

    // ---- instructions

    /// The number of the next instruction.
    pub fn here(&self) -> u32 {
        self.ins.len() as u32
    }

    pub fn emit(&mut self, op: Op) {
        self.push(op, None);
    }

    fn push(&mut self, op: Op, label: Option<Label>) {
        if self.ins.len() >= self.allowance {
            self.too_large("too many instructions; finally bodies count once for each way out of them");
        }
        if self.is_too_large() {
            return;
        }
        if self.code.position_table.last() != Some(&self.position) {
            self.code.position_table.push(self.position);
        }
        let position = self.code.position_table.len() as u32 - 1;
        self.ins.push(Ins { op, target: label.map(|l| l.0 as u32), position });
    }

    /// Sets the place of what is emitted next, without anything in it to mark.
    pub fn at(&mut self, range: ByteRange) {
        self.position = Position { range, anchor: None };
    }

    // ---- jumps

    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() - 1)
    }

    /// The label is here.
    pub fn bind(&mut self, label: Label) {
        let here = self.here();
        if let Some(place) = self.labels.get_mut(label.0) {
            *place = Some(here);
        }
    }

    /// Emits a jump; its target or distance is filled in at the end.
    pub fn jump(&mut self, op: Op, label: Label) {
        self.push(op, Some(label));
    }

    pub fn goto(&mut self, label: Label) {
        self.jump(Op::Jump { target: 0 }, label);
    }

    // ---- constants and names

    pub fn constant(&mut self, c: Const) -> u32 {
        // Kind and exact value: 1, 1.0 and True differ, and so do 0.0 and -0.0.
        let (index, _) = self.consts.insert_full(format!("{c:?}"), ());
        if index == self.code.consts.len() {
            self.code.consts.push(c);
        }
        index as u32
    }

    pub fn load_const(&mut self, dst: Reg, c: Const) {
        let op = match c {
            Const::None => Op::LoadNone { dst },
            Const::Bool(value) => Op::LoadBool { dst, value },
            c => match small_int(&c) {
                Some(value) => Op::LoadInt { dst, value },
                None => Op::LoadConst { dst, index: self.constant(c) },
            },
        };
        self.emit(op);
    }

    pub fn load_str(&mut self, dst: Reg, text: &str) {
        self.load_const(dst, Const::Str(text.to_string()));
    }

    /// The number of a name.
    pub fn name(&mut self, name: &str) -> u16 {
        let index = match self.names.get_index_of(name) {
            Some(index) => index,
            None => self.names.insert_full(name.to_string(), ()).0,
        };
        self.small(index)
    }

    /// A new attribute site.
    pub fn site(&mut self, name: &str) -> u16 {
        let index = self.code.sites.len();
        self.code.sites.push(name.to_string());
        self.small(index)
    }

    // ---- blocks and handlers

    pub fn push_block(&mut self, block: Block<'a>) {
        if let Block::Loop { iter: Some(iter), .. } = block {
            self.leaves_iterator(iter);
        }
        let open = Some(self.here());
        self.blocks.push(OpenBlock { block, open, covered: Vec::new(), iters: Vec::new() });
    }

    /// Ends the innermost block: the instructions that it covers, and the iterators of the loops in it.
    pub fn pop_block(&mut self) -> (Covered, Vec<Reg>) {
        let here = self.here();
        let Some(mut block) = self.blocks.pop() else { return Default::default() };
        if let Some(start) = block.open {
            block.covered.push((start, here));
        }
        (block.covered, block.iters)
    }

    /// From here on, an exception that is handled in this function leaves a loop over this iterator.
    pub fn leaves_iterator(&mut self, iter: Reg) {
        for block in &mut self.blocks {
            if !block.iters.contains(&iter) {
                block.iters.push(iter);
            }
        }
    }

    /// What comes next handles the exceptions of the instructions covered. Handlers are given from the inside out.
    pub fn handle(&mut self, covered: &[(u32, u32)], exc: Reg) {
        let target = self.here();
        let parts = covered.iter().filter(|(start, end)| start < end);
        self.handlers.extend(parts.map(|&(start, end)| Handler { start, end, target, exc }));
    }
}

/// The value of a constant that an instruction itself can hold.
fn small_int(c: &Const) -> Option<i32> {
    match c {
        Const::Int(i) => i32::try_from(*i).ok(),
        _ => None,
    }
}
