//! Loops, and leaving blocks: `break`, `continue`, `return` and what they must undo on the way.

use super::Compiler;
use super::builder::{Block, Label};
use crate::python::op::{Op, Reg};
use crate::syntax::ast::{Expr, Stmt};

impl<'a> Compiler<'a> {
    pub(super) fn while_stmt(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt]) {
        let (start, otherwise, end) = (self.b().label(), self.b().label(), self.b().label());
        let check = self.b().label();
        let forever = Self::is_true(test);
        if !forever {
            self.jump_unless(test, otherwise);
        }
        let before = self.b().flow();
        self.b().bind(start);
        self.b().push_block(Block::Loop { on_break: end, on_continue: check, iter: None });
        self.body(body);
        self.b().pop_block();
        self.b().bind(check);
        // The test again at the bottom: one jump a round.
        self.b().at(test.range);
        self.b().set_flow(before.clone());
        if forever {
            self.b().jump(Op::Jump { target: 0 }, start);
        } else {
            self.jump_if(test, start, true);
        }
        self.b().bind(otherwise);
        self.b().set_flow(before.clone());
        self.body(orelse);
        self.b().bind(end);
        self.b().set_flow((before.0, false));
    }

    pub(super) fn for_stmt(
        &mut self,
        s: &'a Stmt,
        is_async: bool,
        target: &'a Expr,
        iter_expr: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
    ) {
        let iter = self.b().temp();
        let source = self.expr(iter_expr);
        self.b().at(iter_expr.range);
        if is_async {
            self.b().emit(Op::GetAiter { dst: iter, src: source });
        } else {
            self.b().emit(Op::GetIter { dst: iter, src: source });
        }
        let (next, otherwise, end) = (self.b().label(), self.b().label(), self.b().label());
        let item = self.b().temp();
        let before = self.b().flow();
        self.b().bind(next);
        let direct = match &target.kind {
            crate::syntax::ast::ExprKind::Name(name) if !is_async => match self.lookup(name) {
                super::scope::Name::Local(reg) => Some(reg),
                _ => None,
            },
            _ => None,
        };
        if is_async {
            self.async_next(iter_expr.range, iter, item, otherwise);
            self.store(target, item);
        } else {
            self.b().at(iter_expr.range);
            self.b().jump(Op::ForIter { dst: direct.unwrap_or(item), iter, skip: 0 }, otherwise);
            match direct {
                Some(reg) => self.b().set_bound(reg),
                None => self.store(target, item),
            }
        }
        self.b().push_block(Block::Loop { on_break: end, on_continue: next, iter: Some(iter) });
        self.body(body);
        self.b().pop_block();
        self.b().at(s.range);
        self.b().jump(Op::Jump { target: 0 }, next);
        if is_async {
            self.async_end(item, otherwise);
        } else {
            self.b().bind(otherwise);
        }
        self.b().set_flow(before.clone());
        self.body(orelse);
        self.b().bind(end);
        self.b().set_flow((before.0, false));
    }

    /// `break` or `continue`.
    pub(super) fn leave_loop(&mut self, is_break: bool) {
        let depth = self.b().blocks.iter().rposition(|b| matches!(b.block, Block::Loop { .. }));
        let Some(depth) = depth else { return };
        let Block::Loop { on_break, on_continue, iter } = self.b().blocks[depth].block.clone() else { return };
        self.undo_to(depth + 1, None);
        if is_break && let Some(reg) = iter {
            self.b().emit(Op::Drop { reg });
        }
        self.jump_out(depth + 1, if is_break { on_break } else { on_continue });
    }

    fn jump_out(&mut self, depth: usize, label: Label) {
        self.b().jump(Op::Jump { target: 0 }, label);
        self.reopen(depth);
        self.b().unreachable = true;
    }

    pub(super) fn return_stmt(&mut self, s: &'a Stmt, value: Option<&'a Expr>) {
        let undo = self.b().blocks.iter().any(|b| !matches!(b.block, Block::Loop { iter: None, .. } | Block::Try));
        match value {
            None => {
                self.undo_to(0, None);
                self.b().at(s.range);
                self.b().emit(Op::ReturnNone);
            }
            Some(e) => {
                let mut src = self.expr(e);
                if undo && self.b().is_variable(src) {
                    // What is undone may rebind the variable.
                    let copy = self.b().temp();
                    self.b().emit(Op::Move { dst: copy, src });
                    src = copy;
                }
                self.undo_to(0, Some(src));
                self.b().at(s.range);
                self.b().emit(Op::Return { src });
            }
        }
        self.reopen(0);
        self.b().unreachable = true;
    }

    /// Emits what leaving all blocks from the innermost down to `depth` must do. Their handlers don't cover it.
    fn undo_to(&mut self, depth: usize, _value: Option<Reg>) {
        let taken: Vec<_> = {
            let here = self.b().here();
            let b = self.b();
            let mut at = b.blocks.len();
            while at > depth {
                at -= 1;
                if let Some(start) = b.blocks[at].open.take() {
                    b.blocks[at].covered.push((start, here));
                }
            }
            b.blocks[depth..].iter().map(|b| b.block.clone()).collect()
        };
        for (i, block) in taken.into_iter().enumerate().rev() {
            // While this block is undone, the ones outside it still hold.
            let mark = self.b().mark();
            let inner = self.b().blocks.split_off(depth + i);
            for outer in depth..depth + i {
                let here = self.b().here();
                self.b().blocks[outer].open.get_or_insert(here);
            }
            self.undo(block);
            let here = self.b().here();
            for outer in depth..depth + i {
                if let Some(start) = self.b().blocks[outer].open.take() {
                    self.b().blocks[outer].covered.push((start, here));
                }
            }
            self.b().blocks.extend(inner);
            self.b().reset(mark);
        }
    }

    fn reopen(&mut self, depth: usize) {
        let here = self.b().here();
        for block in &mut self.b().blocks[depth..] {
            block.open = Some(here);
        }
    }

    fn undo(&mut self, block: Block<'a>) {
        match block {
            Block::Try => {}
            Block::Loop { iter, .. } => {
                if let Some(reg) = iter {
                    self.b().emit(Op::Drop { reg });
                }
            }
            Block::Finally(body) => {
                let flow = self.b().flow();
                self.body(body);
                self.b().set_flow(flow);
            }
            Block::Handler { save, name } => {
                self.b().emit(Op::PopExc { save });
                if let Some(name) = name {
                    let range = self.b().position.range;
                    self.delete_name(name, range, false);
                }
            }
            Block::With { exit, is_async, range } => {
                self.b().at(range);
                self.call_exit_without_exception(exit, is_async);
            }
        }
    }
}
