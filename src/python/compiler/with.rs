//! `with` and `async with`.

use super::Compiler;
use super::builder::Block;
use crate::python::op::{AwaitKind, Op, Reg, Special};
use crate::syntax::ast::{Stmt, WithItem};

impl<'a> Compiler<'a> {
    pub(super) fn with_stmt(&mut self, is_async: bool, items: &'a [WithItem], body: &'a [Stmt]) {
        let Some((item, rest)) = items.split_first() else { return self.body(body) };
        let range = item.context.range;
        // The callable of `__exit__` and its self, for the whole block.
        let exit = self.b().temps(2);
        let (exc, save, again) = (self.b().temp(), self.b().temp(), self.b().temp());
        let mark = self.b().mark();
        let manager = self.expr(&item.context);
        let enter = self.b().temps(2);
        self.b().at(range);
        let (on_enter, on_exit) =
            if is_async { (Special::AEnter, Special::AExit) } else { (Special::Enter, Special::Exit) };
        self.b().emit(Op::LoadSpecial { which: on_enter, base: enter, obj: manager });
        self.b().emit(Op::LoadSpecial { which: on_exit, base: exit, obj: manager });
        let v = self.b().temp();
        self.b().emit(Op::CallMethod { dst: v, base: enter, argc: 0 });
        if is_async {
            let got = self.b().temp();
            self.await_value(v, got, AwaitKind::AEnter);
            self.b().emit(Op::Move { dst: v, src: got });
        }
        let before = self.b().flow();
        self.b().push_block(Block::With { exit, is_async, range });
        if let Some(target) = &item.vars {
            self.store(target, v);
        }
        self.b().reset(mark);
        if rest.is_empty() {
            self.body(body);
        } else {
            self.with_stmt(is_async, rest, body);
        }
        let covered = self.b().pop_block();
        let end = self.b().label();
        let after = self.b().flow();
        self.b().at(range);
        if !after.1 {
            self.call_exit_without_exception(exit, is_async);
            self.b().jump(Op::Jump { target: 0 }, end);
        }
        let target = self.b().here();
        self.b().handle(&covered, target, exc);
        self.b().set_flow((before.0.clone(), false));
        self.b().emit(Op::PushExc { save, exc });
        let from = self.b().here();
        let call = self.b().temps(5);
        self.b().emit(Op::Move { dst: call, src: exit });
        self.b().emit(Op::Move { dst: call + 1, src: exit + 1 });
        self.b().emit(Op::ExcTriple { base: call + 2, exc });
        let answer = self.b().temp();
        self.b().emit(Op::CallMethod { dst: answer, base: call, argc: 3 });
        if is_async {
            let got = self.b().temp();
            self.await_value(answer, got, AwaitKind::AExit);
            self.b().emit(Op::Move { dst: answer, src: got });
        }
        let suppressed = self.b().label();
        self.b().jump(Op::JumpIfTrue { reg: answer, target: 0 }, suppressed);
        let to = self.b().here();
        self.b().emit(Op::PopExc { save });
        self.b().emit(Op::Reraise { exc });
        let again_at = self.b().here();
        self.b().handle(&[(from, to)], again_at, again);
        self.b().emit(Op::PopExc { save });
        self.b().emit(Op::Reraise { exc: again });
        self.b().bind(suppressed);
        self.b().emit(Op::PopExc { save });
        self.b().bind(end);
        // The manager may have swallowed an exception from anywhere in the body.
        self.b().set_flow((before.0, false));
    }

    /// `exit(None, None, None)`.
    pub(super) fn call_exit_without_exception(&mut self, exit: Reg, is_async: bool) {
        let mark = self.b().mark();
        let call = self.b().temps(5);
        self.b().emit(Op::Move { dst: call, src: exit });
        self.b().emit(Op::Move { dst: call + 1, src: exit + 1 });
        for i in 2..5 {
            self.b().emit(Op::LoadNone { dst: call + i });
        }
        let answer = self.b().temp();
        self.b().emit(Op::CallMethod { dst: answer, base: call, argc: 3 });
        if is_async {
            let got = self.b().temp();
            self.await_value(answer, got, AwaitKind::AExit);
        }
        self.b().reset(mark);
    }
}
