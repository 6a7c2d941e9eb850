//! Leaving blocks: `break`, `continue` and `return`, and what they must undo on the way.

use super::Compiler;
use super::builder::Block;
use crate::python::op::Op;
use crate::syntax::ast::{Expr, Stmt};

impl<'a> Compiler<'a> {
    /// `break` or `continue`.
    pub(super) fn leave_loop(&mut self, is_break: bool) {
        let depth = self.b.blocks.iter().rposition(|b| matches!(b.block, Block::Loop { .. }));
        let Some((depth, open)) = depth.and_then(|d| self.b.blocks.get(d).map(|b| (d, b.block))) else { return };
        let Block::Loop { on_break, on_continue, iter } = open else { return };
        self.undo_to(depth + 1);
        if is_break && let Some(reg) = iter {
            self.b.emit(Op::Drop { reg });
        }
        self.b.goto(if is_break { on_break } else { on_continue });
        self.reopen(depth + 1);
    }

    pub(super) fn return_stmt(&mut self, s: &'a Stmt, value: Option<&'a Expr>) {
        let undoes = |b: &Block| !matches!(b, Block::Loop { iter: None, .. } | Block::Try);
        let undo = self.b.blocks.iter().any(|b| undoes(&b.block));
        let src = value.map(|e| {
            let src = self.expr(e);
            if undo && self.b.is_variable(src) {
                // What is undone may rebind the variable.
                let copy = self.b.temp();
                self.b.emit(Op::Move { dst: copy, src });
                return copy;
            }
            src
        });
        self.undo_to(0);
        self.b.at(s.range);
        match src {
            Some(src) => self.b.emit(Op::Return { src }),
            None => self.b.emit(Op::ReturnNone),
        }
        self.reopen(0);
    }

    /// Emits what leaving all blocks from the innermost down to `depth` must do. Each block's handler covers only what undoes
    /// the blocks inside it.
    fn undo_to(&mut self, depth: usize) {
        let mut inner = Vec::new();
        while self.b.blocks.len() > depth {
            let here = self.b.here();
            let Some(mut block) = self.b.blocks.pop() else { break };
            if let Some(start) = block.open.take() {
                block.covered.push((start, here));
            }
            let what = block.block;
            inner.push(block);
            let mark = self.b.mark();
            self.undo(what);
            self.b.reset(mark);
        }
        self.b.blocks.extend(inner.into_iter().rev());
    }

    /// Code after the jump is covered again by the blocks that were undone.
    fn reopen(&mut self, depth: usize) {
        let here = self.b.here();
        for block in self.b.blocks.iter_mut().skip(depth) {
            block.open = Some(here);
        }
    }

    fn undo(&mut self, block: Block<'a>) {
        match block {
            Block::Try | Block::Loop { iter: None, .. } => {}
            Block::Loop { iter: Some(reg), .. } => self.b.emit(Op::Drop { reg }),
            Block::Finally(body) => self.body(body),
            Block::Handler { save } => self.b.emit(Op::PopExc { save }),
            Block::Named(name) => self.unbind_name(name),
            Block::With { exit, is_async, context } => {
                self.at(context);
                self.call_exit_without_exception(exit, is_async);
            }
        }
    }
}
