//! `try`: except, else, finally, and except*.

use super::Compiler;
use super::builder::Block;
use crate::python::op::{Intrinsic, Op, Reg};
use crate::syntax::ast::{ExceptHandler, Stmt};

impl<'a> Compiler<'a> {
    pub(super) fn try_stmt(
        &mut self,
        s: &'a Stmt,
        body: &'a [Stmt],
        handlers: &'a [ExceptHandler],
        orelse: &'a [Stmt],
        finalbody: &'a [Stmt],
        is_star: bool,
    ) {
        let before = self.b().flow();
        if finalbody.is_empty() {
            self.try_except(s, body, handlers, orelse, is_star);
        } else {
            let (exc, save, again) = (self.b().temp(), self.b().temp(), self.b().temp());
            self.b().push_block(Block::Finally(finalbody));
            if handlers.is_empty() {
                self.body(body);
            } else {
                self.try_except(s, body, handlers, orelse, is_star);
            }
            let covered = self.b().pop_block();
            let end = self.b().label();
            let after = self.b().flow();
            if !after.1 {
                self.body(finalbody);
                self.b().jump(Op::Jump { target: 0 }, end);
            }
            let finished = self.b().flow();
            let target = self.b().here();
            self.b().handle(&covered, target, exc);
            self.b().set_flow((before.0.clone(), false));
            self.b().emit(Op::PushExc { save, exc });
            self.b().push_block(Block::Handler { save, name: None });
            self.body(finalbody);
            let inner = self.b().pop_block();
            self.b().emit(Op::PopExc { save });
            self.b().emit(Op::Reraise { exc });
            self.restore_and_reraise(&inner, save, again, None);
            self.b().bind(end);
            self.b().set_flow((finished.0, after.1));
        }
        let unreachable = self.b().unreachable;
        // What the body bound may not be bound if a handler ran instead.
        self.b().set_flow((before.0, unreachable));
    }

    /// A handler for a handler's body: the exception handled before is restored, `name` goes, and on.
    fn restore_and_reraise(&mut self, covered: &[(u32, u32)], save: Reg, again: Reg, name: Option<&str>) {
        let target = self.b().here();
        self.b().handle(covered, target, again);
        self.b().emit(Op::PopExc { save });
        if let Some(name) = name {
            let range = self.b().position.range;
            self.delete_name(name, range, false);
        }
        self.b().emit(Op::Reraise { exc: again });
    }

    fn try_except(
        &mut self,
        s: &'a Stmt,
        body: &'a [Stmt],
        handlers: &'a [ExceptHandler],
        orelse: &'a [Stmt],
        is_star: bool,
    ) {
        let (exc, save, again) = (self.b().temp(), self.b().temp(), self.b().temp());
        let end = self.b().label();
        let before = self.b().flow();
        self.b().push_block(Block::Try);
        self.body(body);
        let covered = self.b().pop_block();
        self.body(orelse);
        let mut done = self.b().unreachable;
        if !done {
            self.b().jump(Op::Jump { target: 0 }, end);
        }
        self.b().set_flow((before.0.clone(), false));
        let target = self.b().here();
        self.b().handle(&covered, target, exc);
        self.b().at(s.range);
        self.b().emit(Op::PushExc { save, exc });
        if is_star {
            self.star_handlers(handlers, exc, save, again);
            done = false;
        } else {
            done &= self.handlers(handlers, exc, save, again, end, &before.0);
        }
        self.b().bind(end);
        self.b().set_flow((before.0, done));
    }

    /// The `except` clauses; true if none of them comes to its end.
    fn handlers(
        &mut self,
        handlers: &'a [ExceptHandler],
        exc: Reg,
        save: Reg,
        again: Reg,
        end: super::builder::Label,
        bound: &[bool],
    ) -> bool {
        let mut all_leave = true;
        let mut outside: Vec<(u32, u32)> = Vec::new();
        for h in handlers {
            let next = self.b().label();
            let from = self.b().here();
            if let Some(typ) = &h.typ {
                let mark = self.b().mark();
                let t = self.expr(typ);
                let hit = self.b().temp();
                self.b().at(typ.range);
                self.b().emit(Op::ExcMatch { dst: hit, exc, typ: t });
                self.b().jump(Op::JumpIfFalse { reg: hit, target: 0 }, next);
                self.b().reset(mark);
            }
            outside.push((from, self.builders[self.builders.len() - 1].here()));
            let name = h.name.as_ref().map(|n| n.name.as_str());
            self.b().push_block(Block::Handler { save, name });
            if let Some(name) = &h.name {
                self.store_name(&name.name, exc, name.range);
            }
            self.body(&h.body);
            let covered = self.b().pop_block();
            if !self.b().unreachable {
                all_leave = false;
                self.b().emit(Op::PopExc { save });
                if let Some(name) = name {
                    self.delete_name(name, h.range, false);
                }
                self.b().jump(Op::Jump { target: 0 }, end);
            }
            self.restore_and_reraise(&covered, save, again, name);
            self.b().bind(next);
            self.b().set_flow((bound.to_vec(), false));
        }
        // No clause took it.
        self.b().emit(Op::PopExc { save });
        self.b().emit(Op::Reraise { exc });
        self.restore_and_reraise(&outside, save, again, None);
        all_leave
    }

    /// The `except*` clauses: each takes its part of the group; what they raise and what is left is raised at the end.
    fn star_handlers(&mut self, handlers: &'a [ExceptHandler], exc: Reg, save: Reg, again: Reg) {
        let rest = self.b().temp();
        let results = self.b().temp();
        let matched = self.b().temp();
        self.b().emit(Op::Move { dst: rest, src: exc });
        self.b().emit(Op::BuildList { dst: results, base: results, n: 0 });
        let from = self.b().here();
        let mut outside = Vec::new();
        let mut start = from;
        for h in handlers {
            let next = self.b().label();
            self.b().jump(Op::JumpIfNone { reg: rest, target: 0 }, next);
            let mark = self.b().mark();
            let args = self.b().temps(2);
            self.b().emit(Op::Move { dst: args, src: rest });
            if let Some(typ) = &h.typ {
                self.expr_to(typ, args + 1);
                self.b().at(typ.range);
            }
            let parts = self.b().temp();
            self.b().emit(Op::Intrinsic { kind: Intrinsic::SplitGroup, dst: parts, base: args });
            let pair = self.b().temps(2);
            self.b().emit(Op::UnpackSeq { src: parts, base: pair, n: 2 });
            self.b().emit(Op::Move { dst: matched, src: pair });
            self.b().emit(Op::Move { dst: rest, src: pair + 1 });
            self.b().reset(mark);
            self.b().jump(Op::JumpIfNone { reg: matched, target: 0 }, next);
            // In the clause, the matched part is what is handled.
            let inner_save = self.b().temp();
            let raised = self.b().temp();
            self.b().emit(Op::PushExc { save: inner_save, exc: matched });
            outside.push((start, self.builders[self.builders.len() - 1].here()));
            let name = h.name.as_ref().map(|n| n.name.as_str());
            self.b().push_block(Block::Handler { save: inner_save, name });
            if let Some(n) = &h.name {
                self.store_name(&n.name, matched, n.range);
            }
            let flow = self.b().flow();
            self.body(&h.body);
            let covered = self.b().pop_block();
            let done = self.b().label();
            if !self.b().unreachable {
                self.b().emit(Op::PopExc { save: inner_save });
                if let Some(name) = name {
                    self.delete_name(name, h.range, false);
                }
                self.b().jump(Op::Jump { target: 0 }, done);
            }
            let target = self.b().here();
            self.b().handle(&covered, target, raised);
            self.b().emit(Op::PopExc { save: inner_save });
            if let Some(name) = name {
                self.delete_name(name, h.range, false);
            }
            self.b().emit(Op::ListAppend { list: results, src: raised });
            self.b().bind(done);
            self.b().set_flow((flow.0, false));
            start = self.b().here();
            self.b().bind(next);
        }
        self.b().emit(Op::ListAppend { list: results, src: rest });
        let args = self.b().temps(2);
        self.b().emit(Op::Move { dst: args, src: exc });
        self.b().emit(Op::Move { dst: args + 1, src: results });
        self.b().emit(Op::Intrinsic { kind: Intrinsic::ReraiseStar, dst: args, base: args });
        outside.push((start, self.builders[self.builders.len() - 1].here()));
        self.b().emit(Op::PopExc { save });
        let end = self.b().label();
        self.b().jump(Op::JumpIfNone { reg: args, target: 0 }, end);
        self.b().emit(Op::Reraise { exc: args });
        self.restore_and_reraise(&outside, save, again, None);
        self.b().bind(end);
    }
}
