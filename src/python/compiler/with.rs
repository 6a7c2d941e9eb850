//! `with` and `async with`.

use super::Compiler;
use super::builder::Block;
use crate::python::op::{AwaitKind, Op, Reg, Special};
use crate::syntax::ast::{Stmt, WithItem};

impl<'a> Compiler<'a> {
    pub(super) fn with_stmt(&mut self, is_async: bool, items: &'a [WithItem], body: &'a [Stmt]) {
        let Some((item, rest)) = items.split_first() else { return self.body(body) };
        let context = &item.context;
        // The callable of `__exit__` and its self, for the whole block.
        let exit = self.b.temps(2);
        let handling = self.handling();
        let mark = self.b.mark();
        let entered = self.enter_context(item, exit, is_async);
        self.b.push_block(Block::With { exit, is_async, context });
        if let Some(target) = &item.vars {
            self.store(target, entered);
        }
        self.b.reset(mark);
        self.with_stmt(is_async, rest, body);
        let (covered, iters) = self.b.pop_block();
        let end = self.b.label();
        self.at(context);
        self.call_exit_without_exception(exit, is_async);
        self.b.goto(end);
        self.begin_handler(&covered, &iters, handling);
        let call = self.b.temps(5);
        self.b.emit(Op::ExcTriple { base: call + 2, exc: handling.exc });
        let answer = self.call_exit(call, exit, is_async);
        let swallowed = self.b.label();
        self.b.jump(Op::JumpIfTrue { reg: answer, target: 0 }, swallowed);
        self.b.emit(Op::Reraise { exc: handling.exc });
        self.b.bind(swallowed);
        self.b.emit(Op::PopExc { save: handling.save });
        self.b.goto(end);
        self.end_handler(handling);
        self.b.bind(end);
    }

    /// Enters the context: the register of what `__enter__` gave; `exit` and the next hold what is to be called at the end.
    fn enter_context(&mut self, item: &'a WithItem, exit: Reg, is_async: bool) -> Reg {
        let (on_enter, on_exit) =
            if is_async { (Special::AEnter, Special::AExit) } else { (Special::Enter, Special::Exit) };
        let entered = self.b.temp();
        let enter = self.b.temps(2);
        let obj = self.expr(&item.context);
        self.at(&item.context);
        self.b.emit(Op::LoadSpecial { which: on_enter, base: enter, obj });
        self.b.emit(Op::LoadSpecial { which: on_exit, base: exit, obj });
        self.b.emit(Op::CallMethod { dst: entered, base: enter, argc: 0 });
        if is_async {
            self.await_value(entered, entered, AwaitKind::AEnter);
        }
        entered
    }

    /// `exit(None, None, None)`; the place is set.
    pub(super) fn call_exit_without_exception(&mut self, exit: Reg, is_async: bool) {
        let mark = self.b.mark();
        let call = self.b.temps(5);
        for i in 2..5 {
            self.b.emit(Op::LoadNone { dst: call + i });
        }
        self.call_exit(call, exit, is_async);
        self.b.reset(mark);
    }

    /// Calls what is in `exit`; its arguments are in `call + 2` and the two after it. The register of the answer.
    fn call_exit(&mut self, call: Reg, exit: Reg, is_async: bool) -> Reg {
        self.b.emit(Op::Move { dst: call, src: exit });
        self.b.emit(Op::Move { dst: call + 1, src: exit + 1 });
        self.b.emit(Op::CallMethod { dst: call, base: call, argc: 3 });
        if is_async {
            self.await_value(call, call, AwaitKind::AExit);
        }
        call
    }
}
