//! `try` with `except`, `else` and `finally`. A handler sets aside the exception handled before it, and whatever way it is
//! left takes that back.

use super::Compiler;
use super::builder::{Block, Covered, Label};
use crate::python::op::{Op, Reg};
use crate::syntax::ast::{ExceptHandler, Stmt};

/// A `try` statement's parts.
#[derive(Clone, Copy)]
pub(super) struct Try<'a> {
    pub body: &'a [Stmt],
    pub handlers: &'a [ExceptHandler],
    pub orelse: &'a [Stmt],
    pub finalbody: &'a [Stmt],
    pub is_star: bool,
}

/// Registers of a handler: the exception, the one handled before, and one raised while handling.
#[derive(Clone, Copy)]
pub(super) struct Handling {
    pub exc: Reg,
    pub save: Reg,
    pub again: Reg,
}

impl<'a> Compiler<'a> {
    pub(super) fn try_stmt(&mut self, s: &'a Stmt, parts: Try<'a>) {
        if parts.finalbody.is_empty() {
            return self.try_except(s, parts);
        }
        let handling = self.handling();
        let end = self.b.label();
        self.b.push_block(Block::Finally(parts.finalbody));
        self.try_except(s, parts);
        let (covered, iters) = self.b.pop_block();
        self.body(parts.finalbody);
        self.b.goto(end);
        self.begin_handler(&covered, &iters, handling);
        self.body(parts.finalbody);
        self.b.emit(Op::Reraise { exc: handling.exc });
        self.end_handler(handling);
        self.b.bind(end);
    }

    fn try_except(&mut self, s: &'a Stmt, parts: Try<'a>) {
        if parts.handlers.is_empty() {
            return self.body(parts.body);
        }
        let handling = self.handling();
        let end = self.b.label();
        self.b.push_block(Block::Try);
        self.body(parts.body);
        let (covered, iters) = self.b.pop_block();
        self.body(parts.orelse);
        self.b.goto(end);
        self.b.at(s.range);
        self.begin_handler(&covered, &iters, handling);
        if parts.is_star {
            self.star_clauses(parts.handlers, handling, end);
        } else {
            for h in parts.handlers {
                self.clause(h, handling, end);
            }
            // What no clause took goes on.
            self.b.emit(Op::Reraise { exc: handling.exc });
        }
        self.end_handler(handling);
        self.b.bind(end);
    }

    pub(super) fn handling(&mut self) -> Handling {
        let exc = self.b.temps(3);
        Handling { exc, save: exc + 1, again: exc + 2 }
    }

    /// Begins the handler of what is covered. Loops that the exception left give up their iterators first, as CPython's do.
    pub(super) fn begin_handler(&mut self, covered: &Covered, iters: &[Reg], handling: Handling) {
        self.b.handle(covered, handling.exc);
        self.drop_iterators(iters);
        self.b.emit(Op::PushExc { save: handling.save, exc: handling.exc });
        self.b.push_block(Block::Handler { save: handling.save });
    }

    pub(super) fn drop_iterators(&mut self, iters: &[Reg]) {
        for &reg in iters.iter().rev() {
            self.b.emit(Op::Drop { reg });
        }
    }

    /// Ends it. An exception out of the handler takes back the one handled before and goes on.
    pub(super) fn end_handler(&mut self, handling: Handling) {
        let (covered, iters) = self.b.pop_block();
        self.b.handle(&covered, handling.again);
        self.b.emit(Op::PopExc { save: handling.save });
        self.drop_iterators(&iters);
        self.b.emit(Op::Reraise { exc: handling.again });
    }

    /// One `except`: on to `end` after its body if it takes the exception, else to what comes next.
    fn clause(&mut self, h: &'a ExceptHandler, handling: Handling, end: Label) {
        let next = self.b.label();
        if let Some(typ) = &h.typ {
            let mark = self.b.mark();
            let hit = self.b.temp();
            let reg = self.expr(typ);
            self.b.at(h.range);
            self.b.emit(Op::ExcMatch { dst: hit, exc: handling.exc, typ: reg });
            self.b.jump(Op::JumpIfFalse { reg: hit, target: 0 }, next);
            self.b.reset(mark);
        }
        self.named_body(h, handling.exc, handling.again);
        self.b.emit(Op::PopExc { save: handling.save });
        self.b.goto(end);
        self.b.bind(next);
    }

    /// The body of a clause, its name bound to the exception as long as it runs.
    pub(super) fn named_body(&mut self, h: &'a ExceptHandler, exc: Reg, again: Reg) {
        let Some(name) = &h.name else { return self.body(&h.body) };
        self.store_name(&name.name, exc, h.range);
        self.b.push_block(Block::Named(&name.name));
        self.body(&h.body);
        let (covered, _) = self.b.pop_block();
        self.unbind_name(&name.name);
        let end = self.b.label();
        self.b.goto(end);
        self.b.handle(&covered, again);
        self.unbind_name(&name.name);
        self.b.emit(Op::Reraise { exc: again });
        self.b.bind(end);
    }
}
