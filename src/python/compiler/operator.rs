//! Operators: arithmetic, `not` and its like, comparisons.

use super::Compiler;
use super::fold::{fold, fold_all};
use crate::python::code::Const;
use crate::python::op::{BinOp, CmpOp, Op, Reg, UnOp};
use crate::syntax::ast::{self, Constant, Expr, ExprKind};

impl<'a> Compiler<'a> {
    pub(super) fn binary(&mut self, e: &'a Expr, left: &'a Expr, op: ast::BinOp, right: &'a Expr, dst: Reg) {
        if let Some(c) = fold(e) {
            self.at(e);
            self.b.load_const(dst, c);
            return;
        }
        let a = self.operand(left, &[right]);
        if let Some((sub, imm)) = immediate(op, right) {
            self.at(e);
            self.b.emit(Op::AddImm { sub, dst, a, imm });
            return;
        }
        let b = self.expr(right);
        self.at(e);
        self.b.emit(Op::Binary { op: bin_op(op), dst, a, b });
    }

    /// `dst = a op= value`; the instructions come from the statement.
    pub(super) fn inplace(&mut self, s: &'a ast::Stmt, op: ast::BinOp, dst: Reg, a: Reg, value: &'a Expr) {
        if let Some((sub, imm)) = immediate(op, value) {
            self.b.at(s.range);
            self.b.emit(Op::InplaceAddImm { sub, dst, a, imm });
            return;
        }
        let b = self.expr(value);
        self.b.at(s.range);
        self.b.emit(Op::Inplace { op: bin_op(op), dst, a, b });
    }

    pub(super) fn unary(&mut self, e: &'a Expr, op: ast::UnaryOp, operand: &'a Expr, dst: Reg) {
        if let Some(c) = fold(e) {
            self.at(e);
            self.b.load_const(dst, c);
            return;
        }
        let a = self.expr(operand);
        let op = match op {
            ast::UnaryOp::Invert => UnOp::Invert,
            ast::UnaryOp::Not => UnOp::Not,
            ast::UnaryOp::UAdd => UnOp::Pos,
            ast::UnaryOp::USub => UnOp::Neg,
        };
        self.at(e);
        self.b.emit(Op::Unary { op, dst, a });
    }

    /// `dst = left op right op …`, each operand evaluated once, and only as far as needed.
    pub(super) fn compare(
        &mut self,
        e: &'a Expr,
        left: &'a Expr,
        ops: &[ast::CmpOp],
        comparators: &'a [Expr],
        dst: Reg,
    ) {
        let end = self.b.label();
        let result = if ops.len() > 1 { self.scratch(dst) } else { dst };
        let mut a = self.operand(left, &refs(comparators));
        for (i, (op, right)) in ops.iter().zip(comparators).enumerate() {
            let rest = comparators.get(i + 1..).unwrap_or(&[]);
            let b = if rest.is_empty() { self.container(*op, right) } else { self.operand(right, &refs(rest)) };
            self.at(e);
            self.b.emit(Op::Compare { op: cmp_op(*op), dst: result, a, b });
            if !rest.is_empty() {
                self.b.jump(Op::JumpIfFalse { reg: result, target: 0 }, end);
            }
            a = b;
        }
        self.b.bind(end);
        self.settle(dst, result);
    }

    /// The right side of a comparison; a literal list or set after `in` is made once.
    pub(super) fn container(&mut self, op: ast::CmpOp, right: &'a Expr) -> Reg {
        if matches!(op, ast::CmpOp::In | ast::CmpOp::NotIn) {
            let folded = match &right.kind {
                ExprKind::List(items) => fold_all(items).map(Const::Tuple),
                ExprKind::Set(items) => fold_all(items).map(Const::FrozenSet),
                _ => None,
            };
            if let Some(c) = folded {
                let dst = self.b.temp();
                self.at(right);
                self.b.load_const(dst, c);
                return dst;
            }
        }
        self.expr(right)
    }
}

/// References to expressions.
pub(super) fn refs(items: &[Expr]) -> Vec<&Expr> {
    items.iter().collect()
}

/// `+ 1` and `- 1`: whether it is a subtraction, and the number.
fn immediate(op: ast::BinOp, right: &Expr) -> Option<(bool, i16)> {
    let ExprKind::Constant(Constant::Int(i)) = right.kind else { return None };
    let imm = i16::try_from(i).ok()?;
    match op {
        ast::BinOp::Add => Some((false, imm)),
        ast::BinOp::Sub => Some((true, imm)),
        _ => None,
    }
}

fn bin_op(op: ast::BinOp) -> BinOp {
    match op {
        ast::BinOp::Add => BinOp::Add,
        ast::BinOp::Sub => BinOp::Sub,
        ast::BinOp::Mult => BinOp::Mul,
        ast::BinOp::MatMult => BinOp::MatMul,
        ast::BinOp::Div => BinOp::TrueDiv,
        ast::BinOp::Mod => BinOp::Mod,
        ast::BinOp::Pow => BinOp::Pow,
        ast::BinOp::LShift => BinOp::LShift,
        ast::BinOp::RShift => BinOp::RShift,
        ast::BinOp::BitOr => BinOp::Or,
        ast::BinOp::BitXor => BinOp::Xor,
        ast::BinOp::BitAnd => BinOp::And,
        ast::BinOp::FloorDiv => BinOp::FloorDiv,
    }
}

pub(super) fn cmp_op(op: ast::CmpOp) -> CmpOp {
    match op {
        ast::CmpOp::Eq => CmpOp::Eq,
        ast::CmpOp::NotEq => CmpOp::Ne,
        ast::CmpOp::Lt => CmpOp::Lt,
        ast::CmpOp::LtE => CmpOp::Le,
        ast::CmpOp::Gt => CmpOp::Gt,
        ast::CmpOp::GtE => CmpOp::Ge,
        ast::CmpOp::Is => CmpOp::Is,
        ast::CmpOp::IsNot => CmpOp::IsNot,
        ast::CmpOp::In => CmpOp::In,
        ast::CmpOp::NotIn => CmpOp::NotIn,
    }
}
