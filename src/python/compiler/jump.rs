//! Conditions compiled to jumps, without making a bool of them.

use super::Compiler;
use super::builder::Label;
use super::fold::truth;
use super::operator::{cmp_op, refs};
use crate::python::op::{CmpOp, Op, Reg};
use crate::syntax::ast::{self, BoolOp, Expr, ExprKind, UnaryOp};

impl<'a> Compiler<'a> {
    /// Jumps if the condition is false; goes on if it is true.
    pub(super) fn jump_unless(&mut self, e: &'a Expr, target: Label) {
        self.jump_if(e, target, false);
    }

    /// Jumps if the condition is `want`; goes on otherwise.
    pub(super) fn jump_if(&mut self, e: &'a Expr, target: Label, want: bool) {
        if self.failed() {
            return;
        }
        let mark = self.b.mark();
        match &e.kind {
            _ if truth(e).is_some() => {
                if truth(e) == Some(want) {
                    self.at(e);
                    self.b.goto(target);
                }
            }
            ExprKind::UnaryOp { op: UnaryOp::Not, operand } => self.jump_if(operand, target, !want),
            ExprKind::BoolOp { op, values } => {
                let Some((last, rest)) = values.split_last() else { return };
                // `and` is decided by a false value, `or` by a true one.
                let deciding = *op == BoolOp::Or;
                let skip = self.b.label();
                let decided = if deciding == want { target } else { skip };
                for v in rest {
                    self.jump_if(v, decided, deciding);
                }
                self.jump_if(last, target, want);
                self.b.bind(skip);
            }
            ExprKind::IfExp { test, body, orelse } => {
                let (otherwise, end) = (self.b.label(), self.b.label());
                self.jump_unless(test, otherwise);
                self.jump_if(body, target, want);
                self.b.goto(end);
                self.b.bind(otherwise);
                self.jump_if(orelse, target, want);
                self.b.bind(end);
            }
            ExprKind::Compare { left, ops, comparators } => {
                self.jump_if_compared(e, left, ops, comparators, target, want);
            }
            _ => {
                let reg = self.expr(e);
                self.at(e);
                self.b.jump(conditional(reg, want), target);
            }
        }
        self.b.reset(mark);
    }

    fn jump_if_compared(
        &mut self,
        e: &'a Expr,
        left: &'a Expr,
        ops: &[ast::CmpOp],
        comparators: &'a [Expr],
        target: Label,
        want: bool,
    ) {
        let end = self.b.label();
        let mut a = self.operand(left, &refs(comparators));
        for (i, (op, right)) in ops.iter().zip(comparators).enumerate() {
            let rest = comparators.get(i + 1..).unwrap_or(&[]);
            if rest.is_empty() {
                let b = self.container(*op, right);
                self.at(e);
                self.compare_and_jump(*op, a, b, target, want);
            } else {
                // One false comparison decides.
                let b = self.operand(right, &refs(rest));
                self.at(e);
                self.compare_and_jump(*op, a, b, if want { end } else { target }, false);
                a = b;
            }
        }
        self.b.bind(end);
    }

    fn compare_and_jump(&mut self, op: ast::CmpOp, a: Reg, b: Reg, target: Label, want: bool) {
        match cmp_op(op) {
            op @ (CmpOp::In | CmpOp::NotIn) => {
                let dst = self.b.temp();
                self.b.emit(Op::Compare { op, dst, a, b });
                self.b.jump(conditional(dst, want), target);
            }
            op if want => self.b.jump(Op::CmpJumpIfTrue { op, a, b, offset: 0 }, target),
            op => self.b.jump(Op::CmpJumpIfFalse { op, a, b, offset: 0 }, target),
        }
    }
}

fn conditional(reg: Reg, want: bool) -> Op {
    if want { Op::JumpIfTrue { reg, target: 0 } } else { Op::JumpIfFalse { reg, target: 0 } }
}
