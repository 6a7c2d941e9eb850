//! Builds one code object: emits instructions with their places, hands out registers, patches jumps.

use super::scope::{Layout, ScopeId};
use crate::base::ByteRange;
use crate::python::code::{Code, Const, Handler, Position};
use crate::python::op::{Op, Reg};
use crate::syntax::ast;

/// A place to jump to, known now or later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label(usize);

/// What stands around the statement being compiled, innermost last: what `break`, `continue` and `return` must undo.
#[derive(Clone, Debug)]
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
    Finally(&'a [ast::Stmt]),
    /// A handler: the exception handled before is in `save`, `name` is to be unbound.
    Handler {
        save: Reg,
        name: Option<&'a str>,
    },
    With {
        exit: Reg,
        is_async: bool,
        range: ByteRange,
    },
}

/// A block and the instructions that its handler covers.
#[derive(Clone, Debug)]
pub(super) struct OpenBlock<'a> {
    pub block: Block<'a>,
    /// Where the covered part being emitted began; `None` while it is suspended.
    pub open: Option<u32>,
    pub covered: Vec<(u32, u32)>,
}

/// One code object in the making.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    pub code: Code,
    pub scope: ScopeId,
    pub layout: Layout,
    /// Where the next instruction comes from.
    pub position: Position,
    next_temp: usize,
    labels: Vec<Option<u32>>,
    patches: Vec<(usize, Label)>,
    /// Variables surely bound here.
    pub bound: Vec<bool>,
    /// The instructions being emitted cannot be reached.
    pub unreachable: bool,
    pub blocks: Vec<OpenBlock<'a>>,
    overflow: Option<(ByteRange, &'static str)>,
}

impl<'a> Builder<'a> {
    pub fn new(scope: ScopeId) -> Builder<'a> {
        Builder {
            code: Code::default(),
            scope,
            layout: Layout::default(),
            position: Position::default(),
            next_temp: 0,
            labels: Vec::new(),
            patches: Vec::new(),
            bound: Vec::new(),
            unreachable: false,
            blocks: Vec::new(),
            overflow: None,
        }
    }

    /// Called once the variables are known: temporaries come after them, parameters are bound.
    pub fn start_temps(&mut self) {
        self.next_temp = self.layout.names.len();
        self.code.nregs = self.next_temp as u16;
        self.bound = vec![false; self.next_temp];
        for r in 0..self.layout.param_count.min(self.bound.len()) {
            self.bound[r] = !self.layout.unstable.contains(&(r as Reg));
        }
    }

    /// A new temporary register.
    pub fn temp(&mut self) -> Reg {
        self.temps(1)
    }

    /// Consecutive new temporaries; the first.
    pub fn temps(&mut self, n: usize) -> Reg {
        let first = self.next_temp;
        self.next_temp += n;
        if self.next_temp >= usize::from(Reg::MAX) - 1 {
            self.too_large("too many values at once in one function");
            self.next_temp = first;
            return 0;
        }
        self.code.nregs = self.code.nregs.max(self.next_temp as u16);
        first as Reg
    }

    /// Gives back this temporary and all made after it.
    pub fn release(&mut self, first: Reg) {
        if usize::from(first) >= self.layout.names.len() {
            self.next_temp = usize::from(first);
        }
    }

    /// Where temporaries stand, for [`Builder::reset`].
    pub fn mark(&self) -> usize {
        self.next_temp
    }

    pub fn reset(&mut self, mark: usize) {
        self.next_temp = mark;
    }

    /// True for registers of variables.
    pub fn is_variable(&self, reg: Reg) -> bool {
        usize::from(reg) < self.layout.names.len()
    }

    fn too_large(&mut self, what: &'static str) {
        if self.overflow.is_none() {
            self.overflow = Some((self.position.range, what));
        }
    }

    pub fn here(&self) -> u32 {
        self.code.ops.len() as u32
    }

    pub fn emit(&mut self, op: Op) {
        let last = self.code.position_table.last();
        if last != Some(&self.position) {
            self.code.position_table.push(self.position);
        }
        self.code.positions.push(self.code.position_table.len() as u32 - 1);
        self.code.ops.push(op);
    }

    /// Sets the place of what is emitted next; gives back the place before.
    pub fn at(&mut self, range: ByteRange) -> Position {
        std::mem::replace(&mut self.position, Position { range, anchor: None })
    }

    pub fn at_anchor(&mut self, range: ByteRange, anchor: ByteRange) -> Position {
        std::mem::replace(&mut self.position, Position { range, anchor: Some(anchor) })
    }

    // ---- constants and names

    pub fn constant(&mut self, c: Const) -> u32 {
        let same = |a: &Const, b: &Const| match (a, b) {
            (Const::Float(x), Const::Float(y)) => x.to_bits() == y.to_bits(),
            (Const::Tuple(_) | Const::FrozenSet(_), _) => false,
            (a, b) => a == b,
        };
        // Only the last few: a long list of literals must not take quadratic time.
        let from = self.code.consts.len().saturating_sub(64);
        if let Some(i) = self.code.consts[from..].iter().position(|k| same(k, &c)) {
            return (from + i) as u32;
        }
        self.code.consts.push(c);
        self.code.consts.len() as u32 - 1
    }

    pub fn load_const(&mut self, dst: Reg, c: Const) {
        match c {
            Const::None => self.emit(Op::LoadNone { dst }),
            Const::Bool(value) => self.emit(Op::LoadBool { dst, value }),
            Const::Int(i) if i32::try_from(i).is_ok() => self.emit(Op::LoadInt { dst, value: i as i32 }),
            c => {
                let index = self.constant(c);
                self.emit(Op::LoadConst { dst, index });
            }
        }
    }

    pub fn load_str(&mut self, dst: Reg, text: &str) {
        self.load_const(dst, Const::Str(text.to_string()));
    }

    pub fn name(&mut self, name: &str) -> u16 {
        let i = match self.code.names.iter().position(|n| n == name) {
            Some(i) => i,
            None => {
                self.code.names.push(name.to_string());
                self.code.names.len() - 1
            }
        };
        self.small(i)
    }

    /// A new attribute site.
    pub fn site(&mut self, name: &str) -> u16 {
        self.code.sites.push(name.to_string());
        self.small(self.code.sites.len() - 1)
    }

    /// A number that must fit an operand.
    pub fn small(&mut self, n: usize) -> u16 {
        u16::try_from(n).unwrap_or_else(|_| {
            self.too_large("one function with more names or values than the simulator's instructions can number");
            0
        })
    }

    // ---- jumps

    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() - 1)
    }

    /// The label is here.
    pub fn bind(&mut self, label: Label) {
        self.labels[label.0] = Some(self.here());
    }

    /// Emits a jump whose target is filled in at the end.
    pub fn jump(&mut self, op: Op, label: Label) {
        self.patches.push((self.code.ops.len(), label));
        self.emit(op);
    }

    fn patch(&mut self) {
        for (at, label) in std::mem::take(&mut self.patches) {
            let target = self.labels[label.0].unwrap_or(0);
            let distance = i64::from(target) - (at as i64 + 1);
            let mut fits = true;
            match &mut self.code.ops[at] {
                Op::Jump { target: t }
                | Op::JumpIfTrue { target: t, .. }
                | Op::JumpIfFalse { target: t, .. }
                | Op::JumpIfNone { target: t, .. }
                | Op::JumpIfNotNone { target: t, .. } => *t = target,
                Op::CmpJumpIfFalse { offset, .. } | Op::CmpJumpIfTrue { offset, .. } => match i16::try_from(distance) {
                    Ok(d) => *offset = d,
                    Err(_) => fits = false,
                },
                Op::ForIter { skip, .. } => match u16::try_from(distance) {
                    Ok(d) => *skip = d,
                    Err(_) => fits = false,
                },
                _ => {}
            }
            if !fits {
                self.too_large("a loop or branch too long for the simulator's instructions");
            }
        }
    }

    // ---- variables surely bound

    pub fn set_bound(&mut self, reg: Reg) {
        let unstable = self.layout.unstable.contains(&reg);
        if let Some(b) = self.bound.get_mut(usize::from(reg)) {
            *b = !unstable;
        }
    }

    pub fn set_unbound(&mut self, reg: Reg) {
        if let Some(b) = self.bound.get_mut(usize::from(reg)) {
            *b = false;
        }
    }

    pub fn is_bound(&self, reg: Reg) -> bool {
        self.bound.get(usize::from(reg)).copied().unwrap_or(true)
    }

    /// State at the end of a branch, to be joined with another's.
    pub fn flow(&self) -> (Vec<bool>, bool) {
        (self.bound.clone(), self.unreachable)
    }

    pub fn set_flow(&mut self, flow: (Vec<bool>, bool)) {
        (self.bound, self.unreachable) = flow;
    }

    /// Joins the state here with that of another way to this place.
    pub fn join(&mut self, other: (Vec<bool>, bool)) {
        match (self.unreachable, other.1) {
            (true, _) => self.set_flow(other),
            (_, true) => {}
            _ => {
                for (mine, theirs) in self.bound.iter_mut().zip(other.0) {
                    *mine &= theirs;
                }
            }
        }
    }

    // ---- handlers

    pub fn push_block(&mut self, block: Block<'a>) {
        let open = Some(self.here());
        self.blocks.push(OpenBlock { block, open, covered: Vec::new() });
    }

    /// Ends the innermost block; its covered instructions get the handler.
    pub fn pop_block(&mut self) -> Vec<(u32, u32)> {
        let here = self.here();
        let Some(mut block) = self.blocks.pop() else { return Vec::new() };
        if let Some(start) = block.open {
            block.covered.push((start, here));
        }
        block.covered
    }

    pub fn handle(&mut self, covered: &[(u32, u32)], target: u32, exc: Reg) {
        for &(start, end) in covered {
            if start < end {
                self.code.handlers.push(Handler { start, end, target, exc });
            }
        }
    }

    /// The finished code, and what did not fit.
    pub fn finish(mut self) -> (Code, Option<(ByteRange, &'static str)>) {
        self.patch();
        (self.code, self.overflow)
    }
}
