//! Conditions compiled to jumps, without making a bool of them.

use super::Compiler;
use super::builder::Label;
use super::expr::cmp_op;
use crate::python::op::{CmpOp, Op};
use crate::syntax::ast::{BoolOp, Constant, Expr, ExprKind, UnaryOp};

impl<'a> Compiler<'a> {
    /// Jumps if the condition is false; goes on if it is true.
    pub(super) fn jump_unless(&mut self, e: &'a Expr, target: Label) {
        self.jump_if(e, target, false);
    }

    /// Jumps if the condition is `want`; goes on otherwise.
    pub(super) fn jump_if(&mut self, e: &'a Expr, target: Label, want: bool) {
        let mark = self.b().mark();
        match &e.kind {
            ExprKind::Constant(c) if truth(c).is_some() => {
                if truth(c) == Some(want) {
                    self.b().at(e.range);
                    self.b().jump(Op::Jump { target: 0 }, target);
                }
            }
            ExprKind::UnaryOp { op: UnaryOp::Not, operand } => self.jump_if(operand, target, !want),
            ExprKind::BoolOp { op, values } => {
                // `and` is decided by a false value, `or` by a true one.
                let deciding = *op == BoolOp::Or;
                let Some((last, rest)) = values.split_last() else { return };
                let mut flow = None;
                if deciding == want {
                    for v in rest {
                        self.jump_if(v, target, want);
                        flow.get_or_insert_with(|| self.builders[self.builders.len() - 1].flow());
                    }
                    self.jump_if(last, target, want);
                } else {
                    let skip = self.b().label();
                    for v in rest {
                        self.jump_if(v, skip, deciding);
                        flow.get_or_insert_with(|| self.builders[self.builders.len() - 1].flow());
                    }
                    self.jump_if(last, target, want);
                    self.b().bind(skip);
                }
                if let Some(flow) = flow {
                    self.b().join(flow);
                }
            }
            ExprKind::Compare { left, ops, comparators } if ops.len() == 1 && comparators.len() == 1 => {
                let a = self.operand(left, true);
                let b = self.container(ops[0], &comparators[0]);
                self.b().at(e.range);
                let op = cmp_op(ops[0]);
                if matches!(op, CmpOp::In | CmpOp::NotIn) {
                    let dst = self.b().temp();
                    self.b().emit(Op::Compare { op, dst, a, b });
                    let jump = conditional(dst, want);
                    self.b().jump(jump, target);
                } else if want {
                    self.b().jump(Op::CmpJumpIfTrue { op, a, b, offset: 0 }, target);
                } else {
                    self.b().jump(Op::CmpJumpIfFalse { op, a, b, offset: 0 }, target);
                }
            }
            _ => {
                let reg = self.expr(e);
                self.b().at(e.range);
                self.b().jump(conditional(reg, want), target);
            }
        }
        self.b().reset(mark);
    }
}

fn conditional(reg: u16, want: bool) -> Op {
    if want { Op::JumpIfTrue { reg, target: 0 } } else { Op::JumpIfFalse { reg, target: 0 } }
}

/// The truth of a literal, as far as CPython decides it when compiling.
pub(super) fn truth(c: &Constant) -> Option<bool> {
    match c {
        Constant::Bool(b) => Some(*b),
        Constant::None => Some(false),
        Constant::Int(i) => Some(*i != 0),
        Constant::Str(s) => Some(!s.is_empty()),
        _ => None,
    }
}
