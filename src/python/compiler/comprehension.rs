//! Comprehensions, inlined into the frame around them (PEP 709), and generator expressions, which are functions.

use super::Compiler;
use super::scope::node;
use crate::python::code::CodeKind;
use crate::python::op::{AwaitKind, Op, Reg};
use crate::syntax::ast::{Comprehension, Expr, ExprKind};

/// What each round adds to.
#[derive(Clone, Copy)]
enum Sink<'a> {
    List(Reg, &'a Expr),
    Set(Reg, &'a Expr),
    Dict(Reg, &'a Expr, &'a Expr),
    Yield(&'a Expr),
}

impl<'a> Compiler<'a> {
    pub(super) fn comprehension(&mut self, e: &'a Expr, dst: Reg) {
        let (generators, sink) = match &e.kind {
            ExprKind::ListComp { elt, generators } => {
                self.b().at(e.range);
                self.b().emit(Op::BuildList { dst, base: dst, n: 0 });
                (generators, Sink::List(dst, elt))
            }
            ExprKind::SetComp { elt, generators } => {
                self.b().at(e.range);
                self.b().emit(Op::BuildSet { dst, base: dst, n: 0 });
                (generators, Sink::Set(dst, elt))
            }
            ExprKind::DictComp { key, value, generators } => {
                self.b().at(e.range);
                self.b().emit(Op::BuildDict { dst, base: dst, n: 0 });
                (generators, Sink::Dict(dst, key, value))
            }
            _ => return,
        };
        let Some(first) = generators.first() else { return };
        let iter = self.b().temp();
        let source = self.expr(&first.iter);
        self.b().at(first.iter.range);
        self.iterator(first, source, iter);
        let scope = self.scopes.of(node(e));
        let outer = std::mem::replace(&mut self.b().scope, scope);
        let flow = self.b().flow();
        self.enter_inlined();
        self.rounds(e, generators, 0, Some(iter), sink);
        let layout = &self.builders[self.builders.len() - 1].layout;
        // The variables go with the comprehension.
        for reg in self.scopes.inlined_variables(scope, layout) {
            self.b().emit(Op::Unbind { reg });
        }
        self.b().set_flow(flow);
        self.b().scope = outer;
    }

    /// Fresh cells for the variables of an inlined scope that inner functions use.
    pub(super) fn enter_inlined(&mut self) {
        let layout = &self.builders[self.builders.len() - 1].layout;
        let scope = self.builders[self.builders.len() - 1].scope;
        for reg in self.scopes.inlined_cells(scope, layout) {
            self.b().emit(Op::Unbind { reg });
            self.b().emit(Op::MakeCell { reg });
        }
    }

    fn iterator(&mut self, g: &Comprehension, src: Reg, dst: Reg) {
        if g.is_async {
            self.b().emit(Op::GetAiter { dst, src });
        } else {
            self.b().emit(Op::GetIter { dst, src });
        }
    }

    /// One `for` of a comprehension and all inside it.
    fn rounds(
        &mut self,
        e: &'a Expr,
        generators: &'a [Comprehension],
        depth: usize,
        iter: Option<Reg>,
        sink: Sink<'a>,
    ) {
        let Some(g) = generators.get(depth) else { return self.add(e, sink) };
        let mark = self.b().mark();
        let iter = match iter {
            Some(reg) => reg,
            None => {
                let reg = self.b().temp();
                let source = self.expr(&g.iter);
                self.b().at(g.iter.range);
                self.iterator(g, source, reg);
                reg
            }
        };
        let (next, end) = (self.b().label(), self.b().label());
        let item = self.b().temp();
        self.b().bind(next);
        if g.is_async {
            self.async_next(g.iter.range, iter, item, end);
        } else {
            self.b().at(g.iter.range);
            self.b().jump(Op::ForIter { dst: item, iter, skip: 0 }, end);
        }
        let flow = self.b().flow();
        self.store(&g.target, item);
        for test in &g.ifs {
            self.jump_unless(test, next);
        }
        self.rounds(e, generators, depth + 1, None, sink);
        self.b().at(e.range);
        self.b().jump(Op::Jump { target: 0 }, next);
        if g.is_async {
            self.async_end(item, end);
        } else {
            self.b().bind(end);
        }
        self.b().set_flow(flow);
        self.b().reset(mark);
    }

    fn add(&mut self, e: &'a Expr, sink: Sink<'a>) {
        let mark = self.b().mark();
        match sink {
            Sink::List(list, elt) => {
                let src = self.expr(elt);
                self.b().emit(Op::ListAppend { list, src });
            }
            Sink::Set(set, elt) => {
                let src = self.expr(elt);
                self.b().at(e.range);
                self.b().emit(Op::SetAdd { set, src });
            }
            Sink::Dict(dict, key, value) => {
                let key = self.operand(key, true);
                let src = self.expr(value);
                self.b().at(e.range);
                self.b().emit(Op::DictSet { dict, key, src });
            }
            Sink::Yield(elt) => {
                let src = self.expr(elt);
                let dst = self.b().temp();
                self.b().at(elt.range);
                self.b().emit(Op::Yield { dst, src });
            }
        }
        self.b().reset(mark);
    }

    pub(super) fn generator_expression(&mut self, e: &'a Expr, dst: Reg) {
        let ExprKind::GeneratorExp { elt, generators } = &e.kind else { return };
        let Some(first) = generators.first() else { return };
        let scope = self.scopes.of(node(e));
        let asynchronous = self.scopes.has_await(scope);
        let kind = if asynchronous { CodeKind::AsyncGenerator } else { CodeKind::Generator };
        let qualname = self.qualify("<genexpr>");
        let line = self.line(e.range.start);
        self.enter("<genexpr>", &qualname, kind, scope, line);
        self.b().code.argcount = 1;
        self.b().code.posonly = 1;
        let iter = 0;
        self.rounds(e, generators, 0, Some(iter), Sink::Yield(elt));
        self.b().emit(Op::ReturnNone);
        let code = self.leave();
        let base = self.b().temps(4);
        let source = self.expr(&first.iter);
        self.b().at(first.iter.range);
        let iter = self.b().temp();
        self.iterator(first, source, iter);
        self.b().at(e.range);
        self.function_object(code, scope, base, None, None, None, base);
        // Called at once with the iterator.
        self.b().emit(Op::Move { dst: base + 1, src: iter });
        self.b().emit(Op::Call { dst, base, argc: 1 });
    }

    /// `item = await anext(iter)`; at the end to `end`, where [`Compiler::async_end`] goes on.
    pub(super) fn async_next(
        &mut self,
        range: crate::base::ByteRange,
        iter: Reg,
        item: Reg,
        end: super::builder::Label,
    ) {
        let _ = end;
        self.b().at(range);
        self.b().push_block(super::builder::Block::Try);
        let step = self.b().temp();
        self.b().emit(Op::GetAnext { dst: step, aiter: iter });
        self.await_value(step, item, AwaitKind::Plain);
        self.b().release(step);
        let covered = self.b().pop_block();
        self.async_covered.push(covered);
    }

    /// The handler of an `async for`: StopAsyncIteration ends it. `item` receives the exception.
    pub(super) fn async_end(&mut self, item: Reg, end: super::builder::Label) {
        let covered = self.async_covered.pop().unwrap_or_default();
        self.b().bind(end);
        let target = self.b().here();
        self.b().handle(&covered, target, item);
        self.b().unreachable = false;
        self.b().emit(Op::EndAsyncFor { exc: item });
    }
}
