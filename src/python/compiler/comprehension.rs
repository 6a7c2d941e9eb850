//! Comprehensions, inlined into the frame around them (PEP 709), and generator expressions, which are functions.

use super::Compiler;
use super::builder::{Covered, Label};
use super::function::Parts;
use super::scope::{Name, Place};
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
        let (ExprKind::ListComp { generators, .. }
        | ExprKind::SetComp { generators, .. }
        | ExprKind::DictComp { generators, .. }) = &e.kind
        else {
            return;
        };
        let result = self.scratch(dst);
        let iter = self.b.temp();
        // The first iterable belongs to the scope around.
        self.iterator(generators.first(), iter);
        let scope = self.scopes.of(Place::Body(e.range));
        let outer = std::mem::replace(&mut self.b.scope, scope);
        let variables = self.enter_inlined();
        self.at(e);
        let sink = match &e.kind {
            ExprKind::ListComp { elt, .. } => {
                self.b.emit(Op::BuildList { dst: result, base: result, n: 0 });
                Sink::List(result, elt)
            }
            ExprKind::SetComp { elt, .. } => {
                self.b.emit(Op::BuildSet { dst: result, base: result, n: 0 });
                Sink::Set(result, elt)
            }
            ExprKind::DictComp { key, value, .. } => {
                self.b.emit(Op::BuildDict { dst: result, base: result, n: 0 });
                Sink::Dict(result, key, value)
            }
            _ => return,
        };
        self.rounds(e, generators, Some(iter), sink);
        // The variables go with the comprehension.
        for reg in variables {
            self.b.emit(Op::Unbind { reg });
        }
        self.b.scope = outer;
        self.settle(dst, result);
    }

    /// Fresh cells for those variables of an inlined scope that functions use; gives all its variables.
    pub(super) fn enter_inlined(&mut self) -> Vec<Reg> {
        let variables = self.scopes.inlined_variables(self.b.scope);
        for &(reg, is_cell) in &variables {
            if is_cell {
                self.b.emit(Op::Unbind { reg });
                self.b.emit(Op::MakeCell { reg });
            }
        }
        variables.into_iter().map(|(reg, _)| reg).collect()
    }

    /// `dst` = the iterator that one `for` goes through.
    fn iterator(&mut self, g: Option<&'a Comprehension>, dst: Reg) {
        let Some(g) = g else { return };
        let mark = self.b.mark();
        let src = self.expr(&g.iter);
        self.at(&g.iter);
        self.b.emit(if g.is_async { Op::GetAiter { dst, src } } else { Op::GetIter { dst, src } });
        self.b.reset(mark);
        self.b.leaves_iterator(dst);
    }

    /// All `for`s of a comprehension from here inwards; `iter` is the first iterator, if it is there already.
    fn rounds(&mut self, e: &'a Expr, generators: &'a [Comprehension], iter: Option<Reg>, sink: Sink<'a>) {
        let Some((g, inner)) = generators.split_first() else { return self.add(sink) };
        let mark = self.b.mark();
        let iter = iter.unwrap_or_else(|| {
            let iter = self.b.temp();
            self.iterator(Some(g), iter);
            iter
        });
        let (next, end) = (self.b.label(), self.b.label());
        self.b.bind(next);
        if g.is_async {
            let item = self.b.temp();
            let step = self.async_next(&g.iter, iter, item);
            self.store(&g.target, item);
            self.one_round(e, g, inner, sink, next);
            self.async_end(step, item, end);
        } else {
            self.for_next(&g.iter, iter, &g.target, end);
            self.one_round(e, g, inner, sink, next);
            self.b.bind(end);
        }
        self.b.reset(mark);
    }

    fn one_round(
        &mut self,
        e: &'a Expr,
        g: &'a Comprehension,
        inner: &'a [Comprehension],
        sink: Sink<'a>,
        next: Label,
    ) {
        for test in &g.ifs {
            self.jump_unless(test, next);
        }
        self.rounds(e, inner, None, sink);
        self.b.goto(next);
    }

    fn add(&mut self, sink: Sink<'a>) {
        let mark = self.b.mark();
        match sink {
            Sink::List(list, elt) => {
                let src = self.expr(elt);
                self.at(elt);
                self.b.emit(Op::ListAppend { list, src });
            }
            Sink::Set(set, elt) => {
                let src = self.expr(elt);
                self.at(elt);
                self.b.emit(Op::SetAdd { set, src });
            }
            Sink::Dict(dict, key, value) => {
                let reg = self.operand(key, &[value]);
                let src = self.expr(value);
                self.b.at(key.range.cover(value.range));
                self.b.emit(Op::DictSet { dict, key: reg, src });
            }
            Sink::Yield(elt) => {
                let src = self.expr(elt);
                let dst = self.b.temp();
                self.at(elt);
                self.b.emit(Op::Yield { dst, src });
            }
        }
        self.b.reset(mark);
    }

    pub(super) fn generator_expression(&mut self, e: &'a Expr, dst: Reg) {
        let ExprKind::GeneratorExp { elt, generators } = &e.kind else { return };
        let scope = self.scopes.of(Place::Body(e.range));
        let asynchronous = self.scopes.has_await(scope);
        let kind = if asynchronous { CodeKind::AsyncGenerator } else { CodeKind::Generator };
        let qualname = self.qualify("<genexpr>");
        let line = self.line(e.range.start);
        self.at(e);
        self.enter("<genexpr>", &qualname, kind, scope, line);
        self.b.code.argcount = 1;
        self.b.code.posonly = 1;
        // The only parameter is the iterator, made outside.
        self.rounds(e, generators, Some(0), Sink::Yield(elt));
        self.b.emit(Op::ReturnNone);
        let code = self.leave();
        let parts = self.b.temps(4);
        self.at(e);
        self.function_object(code, scope, Parts::none(parts), parts);
        self.iterator(generators.first(), parts + 1);
        self.at(e);
        self.b.emit(Op::Call { dst, base: parts, argc: 1 });
    }

    /// `target = next(iter)`, or on to `end`.
    pub(super) fn for_next(&mut self, iterable: &'a Expr, iter: Reg, target: &'a Expr, end: Label) {
        let variable = match &target.kind {
            ExprKind::Name(name) => match self.lookup(name) {
                Name::Local(reg) => Some(reg),
                _ => None,
            },
            _ => None,
        };
        self.at(iterable);
        match variable {
            Some(dst) => self.b.jump(Op::ForIter { dst, iter, skip: 0 }, end),
            None => {
                let mark = self.b.mark();
                let dst = self.b.temp();
                self.b.jump(Op::ForIter { dst, iter, skip: 0 }, end);
                self.store(target, dst);
                self.b.reset(mark);
            }
        }
    }

    /// `item = await anext(iter)`; the instructions whose StopAsyncIteration ends the loop, for [`Compiler::async_end`].
    pub(super) fn async_next(&mut self, iterable: &'a Expr, iter: Reg, item: Reg) -> Covered {
        self.at(iterable);
        let start = self.b.here();
        let mark = self.b.mark();
        let step = self.b.temp();
        self.b.emit(Op::GetAnext { dst: step, aiter: iter });
        self.await_value(step, item, AwaitKind::Plain);
        self.b.reset(mark);
        vec![(start, self.b.here())]
    }

    /// Where an `async for` ends: StopAsyncIteration, received in `item`, is taken, anything else goes on.
    pub(super) fn async_end(&mut self, step: Covered, item: Reg, end: Label) {
        self.b.handle(&step, item);
        self.b.emit(Op::EndAsyncFor { exc: item });
        self.b.bind(end);
    }
}
