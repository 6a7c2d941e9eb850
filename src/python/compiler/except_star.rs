//! `except*`: each clause takes its part of the group; what the clauses raise and what none took is raised at the end.

use super::Compiler;
use super::builder::{Block, Label};
use super::try_::Handling;
use crate::python::op::{Intrinsic, Op, Reg};
use crate::syntax::ast::ExceptHandler;

/// Registers that the clauses share.
#[derive(Clone, Copy)]
struct Group {
    /// What no clause took so far, or None.
    rest: Reg,
    /// A list of what clauses raised.
    results: Reg,
    /// The part that the clause at hand takes, or None.
    matched: Reg,
}

impl<'a> Compiler<'a> {
    /// All clauses of a handler that has begun.
    pub(super) fn star_clauses(&mut self, handlers: &'a [ExceptHandler], handling: Handling, end: Label) {
        let rest = self.b.temps(3);
        let group = Group { rest, results: rest + 1, matched: rest + 2 };
        self.b.emit(Op::Move { dst: group.rest, src: handling.exc });
        self.b.emit(Op::BuildList { dst: group.results, base: group.results, n: 0 });
        for h in handlers {
            self.star_clause(h, group);
        }
        self.b.emit(Op::ListAppend { list: group.results, src: group.rest });
        let mark = self.b.mark();
        let base = self.b.temps(2);
        self.b.emit(Op::Move { dst: base, src: handling.exc });
        self.b.emit(Op::Move { dst: base + 1, src: group.results });
        self.b.emit(Op::Intrinsic { kind: Intrinsic::ReraiseStar, dst: base, base });
        let done = self.b.label();
        self.b.jump(Op::JumpIfNone { reg: base, target: 0 }, done);
        self.b.emit(Op::Reraise { exc: base });
        self.b.bind(done);
        self.b.emit(Op::PopExc { save: handling.save });
        self.b.goto(end);
        self.b.reset(mark);
    }

    fn star_clause(&mut self, h: &'a ExceptHandler, group: Group) {
        let next = self.b.label();
        self.b.jump(Op::JumpIfNone { reg: group.rest, target: 0 }, next);
        self.split(h, group);
        self.b.jump(Op::JumpIfNone { reg: group.matched, target: 0 }, next);
        // In the clause, the part it takes is what is handled.
        let save = self.b.temps(3);
        let (raised, again) = (save + 1, save + 2);
        self.b.emit(Op::PushExc { save, exc: group.matched });
        self.b.push_block(Block::Handler { save });
        self.named_body(h, group.matched, again);
        let (covered, iters) = self.b.pop_block();
        self.b.emit(Op::PopExc { save });
        self.b.goto(next);
        self.b.handle(&covered, raised);
        self.b.emit(Op::PopExc { save });
        self.drop_iterators(&iters);
        self.b.emit(Op::ListAppend { list: group.results, src: raised });
        self.b.bind(next);
    }

    /// Divides what is left into the part that the clause takes and the new rest.
    fn split(&mut self, h: &'a ExceptHandler, group: Group) {
        let mark = self.b.mark();
        let base = self.b.temps(2);
        self.b.emit(Op::Move { dst: base, src: group.rest });
        if let Some(typ) = &h.typ {
            self.expr_to(typ, base + 1);
            self.at(typ);
        }
        self.b.emit(Op::Intrinsic { kind: Intrinsic::SplitGroup, dst: base, base });
        let parts = self.b.temps(2);
        self.b.emit(Op::UnpackSeq { src: base, base: parts, n: 2 });
        self.b.emit(Op::Move { dst: group.matched, src: parts });
        self.b.emit(Op::Move { dst: group.rest, src: parts + 1 });
        self.b.reset(mark);
    }
}
