//! Expressions. `expr` gives a register that holds the value (a variable's own, where that is safe); `expr_to` puts it
//! into a given one.

use super::Compiler;
use super::scope::Name;
use crate::python::op::{AwaitKind, Op, Reg};
use crate::syntax::ast::{self, Expr, ExprKind};

use super::fold::{constant, fold};

impl<'a> Compiler<'a> {
    /// Evaluates an expression; the register that holds it. Of a variable that is its own register: see [`Compiler::operand`].
    pub(super) fn expr(&mut self, e: &'a Expr) -> Reg {
        match &e.kind {
            ExprKind::Name(name) => {
                if let Some(reg) = self.local(name, e.range) {
                    return reg;
                }
            }
            ExprKind::Named { target, value } => {
                if let ExprKind::Name(name) = &target.kind
                    && let Name::Local(reg) = self.lookup(name)
                {
                    self.expr_to(value, reg);
                    return reg;
                }
            }
            _ => {}
        }
        let dst = self.b.temp();
        self.expr_to(e, dst);
        dst
    }

    /// As `expr`, where others are evaluated before the value is used: if they might rebind the variable it is in, the value is
    /// copied.
    pub(super) fn operand(&mut self, e: &'a Expr, later: &[&'a Expr]) -> Reg {
        let reg = self.expr(e);
        if self.b.is_variable(reg) && later.iter().any(|l| self.rebinds(l, reg)) {
            let copy = self.b.temp();
            self.b.emit(Op::Move { dst: copy, src: reg });
            return copy;
        }
        reg
    }

    /// Evaluates into consecutive new temporaries; the first.
    pub(super) fn exprs_in_row(&mut self, items: &'a [Expr]) -> Reg {
        let base = self.b.temps(items.len());
        for (i, item) in items.iter().enumerate() {
            self.expr_to(item, nth(base, i));
        }
        base
    }

    /// Evaluates an expression into a register. If that is a variable, it is written by the last instruction only, so that an
    /// exception on the way leaves the variable as it was.
    pub(super) fn expr_to(&mut self, e: &'a Expr, dst: Reg) {
        if self.failed() {
            return;
        }
        let mark = self.b.mark();
        self.value(e, dst);
        self.b.reset(mark);
    }

    /// A register that may be written in several steps on the way to `dst`; to be followed by [`Compiler::settle`].
    pub(super) fn scratch(&mut self, dst: Reg) -> Reg {
        if self.b.is_variable(dst) { self.b.temp() } else { dst }
    }

    /// The value in a scratch register is complete.
    pub(super) fn settle(&mut self, dst: Reg, scratch: Reg) {
        if dst != scratch {
            self.b.emit(Op::Move { dst, src: scratch });
        }
    }

    fn value(&mut self, e: &'a Expr, dst: Reg) {
        match &e.kind {
            ExprKind::Constant(c) => {
                self.at(e);
                self.b.load_const(dst, constant(c));
            }
            ExprKind::Name(name) => match fold(e) {
                Some(c) => self.b.load_const(dst, c),
                None => self.load_name(name, dst, e.range),
            },
            ExprKind::BoolOp { op, values } => self.bool_op(e, *op, values, dst),
            ExprKind::Named { target, value } => {
                let src = self.expr(value);
                self.store(target, src);
                self.b.emit(Op::Move { dst, src });
            }
            ExprKind::BinOp { left, op, right } => self.binary(e, left, *op, right, dst),
            ExprKind::UnaryOp { op, operand } => self.unary(e, *op, operand, dst),
            ExprKind::Lambda { params, body } => self.lambda(e, params, body, dst),
            ExprKind::IfExp { test, body, orelse } => {
                let (otherwise, end) = (self.b.label(), self.b.label());
                self.jump_unless(test, otherwise);
                self.expr_to(body, dst);
                self.b.goto(end);
                self.b.bind(otherwise);
                self.expr_to(orelse, dst);
                self.b.bind(end);
            }
            ExprKind::Dict { keys, values } => self.dict(e, keys, values, dst),
            ExprKind::Set(items) => self.set(e, items, dst),
            ExprKind::List(items) => self.list(e, items, dst),
            ExprKind::Tuple(items) => self.tuple(e, items, dst),
            ExprKind::ListComp { .. } | ExprKind::SetComp { .. } | ExprKind::DictComp { .. } => {
                self.comprehension(e, dst);
            }
            ExprKind::GeneratorExp { .. } => self.generator_expression(e, dst),
            ExprKind::Await(inner) => {
                let v = self.expr(inner);
                self.at(e);
                self.await_value(v, dst, AwaitKind::Plain);
            }
            ExprKind::Yield(inner) => self.yield_value(e, inner.as_deref(), dst),
            ExprKind::YieldFrom(inner) => {
                let src = self.expr(inner);
                self.at(e);
                let iter = self.b.temp();
                self.b.emit(Op::GetYieldFromIter { dst: iter, src });
                self.delegate(iter, dst);
            }
            ExprKind::Compare { left, ops, comparators } => self.compare(e, left, ops, comparators, dst),
            ExprKind::Call { func, args, keywords } => self.call(e, func, args, keywords, dst),
            ExprKind::JoinedStr(parts) => self.fstring(e, parts, dst),
            ExprKind::Attribute { value, attr } => {
                let obj = self.expr(value);
                self.at_attribute(e, attr);
                let name = self.mangled(&attr.name);
                let site = self.b.site(&name);
                self.b.emit(Op::LoadAttr { dst, obj, site });
            }
            ExprKind::Subscript { value, slice } => {
                let obj = self.operand(value, &[slice]);
                let index = self.expr(slice);
                self.at(e);
                self.b.emit(Op::LoadSub { dst, obj, index });
            }
            ExprKind::Slice { lower, upper, step } => self.slice(e, [lower, upper, step], dst),
            ExprKind::Starred(inner) => self.expr_to(inner, dst),
        }
    }

    fn slice(&mut self, e: &'a Expr, parts: [&'a Option<Box<Expr>>; 3], dst: Reg) {
        let base = self.b.temps(3);
        for (i, part) in parts.into_iter().enumerate() {
            match part {
                Some(p) => self.expr_to(p, nth(base, i)),
                None => self.b.emit(Op::LoadNone { dst: nth(base, i) }),
            }
        }
        self.at(e);
        self.b.emit(Op::BuildSlice { dst, base });
    }

    /// `dst = await v`; the place is set.
    pub(super) fn await_value(&mut self, v: Reg, dst: Reg, kind: AwaitKind) {
        let mark = self.b.mark();
        let iter = self.b.temp();
        self.b.emit(Op::GetAwaitable { kind, dst: iter, src: v });
        self.delegate(iter, dst);
        self.b.reset(mark);
    }

    /// `dst` = what `iter` returns in the end.
    fn delegate(&mut self, iter: Reg, dst: Reg) {
        let result = self.scratch(dst);
        self.b.emit(Op::LoadNone { dst: result });
        self.b.emit(Op::YieldFrom { dst: result, iter });
        self.settle(dst, result);
    }

    fn yield_value(&mut self, e: &'a Expr, inner: Option<&'a Expr>, dst: Reg) {
        let src = match inner {
            Some(v) => self.expr(v),
            None => {
                let none = self.b.temp();
                self.b.emit(Op::LoadNone { dst: none });
                none
            }
        };
        self.at(e);
        self.b.emit(Op::Yield { dst, src });
    }

    fn bool_op(&mut self, e: &'a Expr, op: ast::BoolOp, values: &'a [Expr], dst: Reg) {
        let end = self.b.label();
        let result = self.scratch(dst);
        for (i, v) in values.iter().enumerate() {
            self.expr_to(v, result);
            if i + 1 < values.len() {
                self.at(e);
                match op {
                    ast::BoolOp::And => self.b.jump(Op::JumpIfFalse { reg: result, target: 0 }, end),
                    ast::BoolOp::Or => self.b.jump(Op::JumpIfTrue { reg: result, target: 0 }, end),
                }
            }
        }
        self.b.bind(end);
        self.settle(dst, result);
    }
}

/// The register `i` places after `base`. One that cannot be numbered is never emitted: `Builder::temps` has refused it.
pub(super) fn nth(base: Reg, i: usize) -> Reg {
    Reg::try_from(usize::from(base) + i).unwrap_or(Reg::MAX)
}
