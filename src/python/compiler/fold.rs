//! Constant expressions: what CPython computes when it compiles, as far as it cannot fail. Integers stay within 64 bits and
//! strings short; the rest is left to the virtual machine, with the same result.

use crate::python::code::Const;
use crate::syntax::ast::{BinOp, Constant, Expr, ExprKind, UnaryOp};

/// Longest string made by `*`, in bytes.
const REPEATED_MAX: usize = 4096;

/// Integers up to here are exact as floats.
const EXACT_FLOAT_MAX: i64 = 1 << 53;

/// A literal as a constant.
pub(super) fn constant(c: &Constant) -> Const {
    match c {
        Constant::None => Const::None,
        Constant::Bool(b) => Const::Bool(*b),
        Constant::Ellipsis => Const::Ellipsis,
        Constant::Int(i) => Const::Int(*i),
        Constant::BigInt(digits) => Const::BigInt(digits.clone()),
        Constant::Float(f) => Const::Float(*f),
        Constant::Complex(im) => Const::Complex(*im),
        Constant::Str(s) => Const::Str(s.clone()),
        Constant::Bytes(b) => Const::Bytes(b.clone()),
    }
}

/// The value of an expression that is a constant.
pub(super) fn fold(e: &Expr) -> Option<Const> {
    match &e.kind {
        ExprKind::Constant(c) => Some(constant(c)),
        ExprKind::Name(name) if name == "__debug__" => Some(Const::Bool(true)),
        ExprKind::UnaryOp { op, operand } => unary(*op, fold(operand)?),
        // The right operand first: it is the shorter one, and in most sums of names already decides.
        ExprKind::BinOp { left, op, right } => {
            let right = fold(right)?;
            binary(fold(left)?, *op, right)
        }
        ExprKind::Tuple(items) => fold_all(items).map(Const::Tuple),
        _ => None,
    }
}

/// All items as constants, if they all are.
pub(super) fn fold_all(items: &[Expr]) -> Option<Vec<Const>> {
    items.iter().map(fold).collect()
}

/// The truth of an expression that is a constant.
pub(super) fn truth(e: &Expr) -> Option<bool> {
    // Most conditions are something else: seen without looking further into them.
    if !matches!(e.kind, ExprKind::Constant(_) | ExprKind::Name(_) | ExprKind::UnaryOp { .. } | ExprKind::Tuple(_)) {
        return None;
    }
    Some(truth_of(&fold(e)?))
}

fn truth_of(c: &Const) -> bool {
    match c {
        Const::None => false,
        Const::Bool(b) => *b,
        Const::Int(i) => *i != 0,
        Const::Float(f) | Const::Complex(f) => *f != 0.0,
        Const::Str(s) => !s.is_empty(),
        Const::Bytes(b) => !b.is_empty(),
        Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
        Const::Ellipsis | Const::BigInt(_) => true,
    }
}

fn unary(op: UnaryOp, operand: Const) -> Option<Const> {
    Some(match (op, operand) {
        (UnaryOp::Not, c) => Const::Bool(!truth_of(&c)),
        (UnaryOp::USub, Const::Int(i)) => Const::Int(i.checked_neg()?),
        (UnaryOp::USub, Const::Float(f)) => Const::Float(-f),
        (UnaryOp::UAdd, c @ (Const::Int(_) | Const::Float(_))) => c,
        (UnaryOp::Invert, Const::Int(i)) => Const::Int(!i),
        // At run time it would warn.
        (UnaryOp::Invert, Const::Bool(b)) => Const::Int(!i64::from(b)),
        _ => return None,
    })
}

fn binary(left: Const, op: BinOp, right: Const) -> Option<Const> {
    match (left, right) {
        (Const::Int(a), Const::Int(b)) => ints(a, op, b),
        (Const::Float(a), Const::Float(b)) => floats(a, op, b),
        (Const::Float(a), Const::Int(b)) => floats(a, op, exact(b)?),
        (Const::Int(a), Const::Float(b)) => floats(exact(a)?, op, b),
        (Const::Str(a), Const::Str(b)) if op == BinOp::Add => Some(Const::Str(a + &b)),
        (Const::Str(s), Const::Int(n)) | (Const::Int(n), Const::Str(s)) if op == BinOp::Mult => {
            let times = usize::try_from(n).unwrap_or(0);
            (s.len().checked_mul(times)? <= REPEATED_MAX).then(|| Const::Str(s.repeat(times)))
        }
        _ => None,
    }
}

fn exact(i: i64) -> Option<f64> {
    (-EXACT_FLOAT_MAX..=EXACT_FLOAT_MAX).contains(&i).then_some(i as f64)
}

fn ints(a: i64, op: BinOp, b: i64) -> Option<Const> {
    Some(Const::Int(match op {
        BinOp::Add => a.checked_add(b)?,
        BinOp::Sub => a.checked_sub(b)?,
        BinOp::Mult => a.checked_mul(b)?,
        BinOp::Pow => a.checked_pow(u32::try_from(b).ok()?)?,
        BinOp::BitAnd => a & b,
        BinOp::BitOr => a | b,
        BinOp::BitXor => a ^ b,
        BinOp::LShift => {
            let shifted = a.checked_shl(u32::try_from(b).ok()?)?;
            let back = shifted.checked_shr(u32::try_from(b).ok()?)?;
            if back == a { shifted } else { return None }
        }
        BinOp::RShift => a.checked_shr(u32::try_from(b).ok()?)?,
        // Towards minus infinity, as Python divides.
        BinOp::FloorDiv if b > 0 => a.div_euclid(b),
        BinOp::Mod if b > 0 => a.rem_euclid(b),
        BinOp::Div if b != 0 => return Some(Const::Float(exact(a)? / exact(b)?)),
        _ => return None,
    }))
}

fn floats(a: f64, op: BinOp, b: f64) -> Option<Const> {
    Some(Const::Float(match op {
        BinOp::Add => a + b,
        BinOp::Sub => a - b,
        BinOp::Mult => a * b,
        BinOp::Div if b != 0.0 => a / b,
        _ => return None,
    }))
}
