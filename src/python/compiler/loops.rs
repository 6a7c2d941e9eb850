//! `while`, `for` and `async for`.

use super::Compiler;
use super::builder::Block;
use super::fold::truth;
use crate::python::op::Op;
use crate::syntax::ast::{Expr, Stmt};

impl<'a> Compiler<'a> {
    pub(super) fn while_stmt(&mut self, s: &'a Stmt, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt]) {
        let (start, check, otherwise, end) = (self.b.label(), self.b.label(), self.b.label(), self.b.label());
        self.jump_unless(test, otherwise);
        self.b.bind(start);
        self.b.push_block(Block::Loop { on_break: end, on_continue: check, iter: None });
        self.body(body);
        self.b.pop_block();
        self.b.bind(check);
        if truth(test) == Some(true) {
            self.b.at(s.range);
            self.b.goto(start);
        } else {
            // The test again at the bottom: one jump a round.
            self.jump_if(test, start, true);
        }
        self.b.bind(otherwise);
        self.body(orelse);
        self.b.bind(end);
    }

    pub(super) fn for_stmt(
        &mut self,
        is_async: bool,
        target: &'a Expr,
        iterable: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
    ) {
        let iter = self.b.temp();
        let mark = self.b.mark();
        let src = self.expr(iterable);
        self.at(iterable);
        self.b.emit(if is_async { Op::GetAiter { dst: iter, src } } else { Op::GetIter { dst: iter, src } });
        self.b.reset(mark);
        let (next, otherwise, end) = (self.b.label(), self.b.label(), self.b.label());
        self.b.push_block(Block::Loop { on_break: end, on_continue: next, iter: Some(iter) });
        self.b.bind(next);
        if is_async {
            let item = self.b.temp();
            let step = self.async_next(iterable, iter, item);
            self.store(target, item);
            self.body(body);
            self.at(iterable);
            self.b.goto(next);
            self.b.pop_block();
            self.async_end(step, item, otherwise);
        } else {
            self.for_next(iterable, iter, target, otherwise);
            self.body(body);
            self.at(iterable);
            self.b.goto(next);
            self.b.pop_block();
            self.b.bind(otherwise);
        }
        self.body(orelse);
        self.b.bind(end);
    }
}
