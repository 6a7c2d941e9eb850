//! Which operations on numbers CPython does while it compiles: their results are constants like those that are written.

use super::ast::{BinOp, Constant, Expr, ExprKind, UnaryOp};

/// A number that is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Folded {
    Int(i128),
    Float(f64),
    Complex,
    Bool,
}

impl Folded {
    /// The name of its type.
    pub fn kind(self) -> &'static str {
        match self {
            Folded::Int(_) => "int",
            Folded::Float(_) => "float",
            Folded::Complex => "complex",
            Folded::Bool => "bool",
        }
    }
}

/// What an operation on numbers gives, if it is done while compiling: not where it would fail, or take 128 bits or more.
pub fn folded(expr: &Expr) -> Option<Folded> {
    match &expr.kind {
        ExprKind::UnaryOp { op, operand } => match (op, number(operand)?) {
            (UnaryOp::Not, _) => Some(Folded::Bool),
            (UnaryOp::USub, Folded::Int(i)) => i.checked_neg().map(Folded::Int),
            (UnaryOp::Invert, Folded::Int(i)) => Some(Folded::Int(!i)),
            (UnaryOp::USub, Folded::Float(f)) => Some(Folded::Float(-f)),
            (UnaryOp::UAdd, same) | (UnaryOp::USub, same @ Folded::Complex) => Some(same),
            (UnaryOp::Invert | UnaryOp::USub, _) => None,
        },
        ExprKind::BinOp { left, op, right } => match (number(left)?, number(right)?) {
            (Folded::Int(a), Folded::Int(b)) => ints(a, *op, b),
            (Folded::Complex, Folded::Int(_) | Folded::Float(_) | Folded::Complex)
            | (Folded::Int(_) | Folded::Float(_), Folded::Complex) => {
                matches!(op, BinOp::Add | BinOp::Sub | BinOp::Mult).then_some(Folded::Complex)
            }
            (a, b) => floats(real(a)?, *op, real(b)?),
        },
        _ => None,
    }
}

fn number(expr: &Expr) -> Option<Folded> {
    match &expr.kind {
        ExprKind::Constant(Constant::Int(i)) => Some(Folded::Int(i128::from(*i))),
        ExprKind::Constant(Constant::BigInt(digits)) => digits.parse().ok().map(Folded::Int),
        ExprKind::Constant(Constant::Bool(b)) => Some(Folded::Int(i128::from(*b))),
        ExprKind::Constant(Constant::Float(f)) => Some(Folded::Float(*f)),
        ExprKind::Constant(Constant::Complex(_)) => Some(Folded::Complex),
        _ => folded(expr),
    }
}

fn real(n: Folded) -> Option<f64> {
    match n {
        Folded::Int(i) => Some(i as f64),
        Folded::Float(f) => Some(f),
        _ => None,
    }
}

fn ints(a: i128, op: BinOp, b: i128) -> Option<Folded> {
    let small = u32::try_from(b).ok();
    let value = match op {
        BinOp::Add => a.checked_add(b)?,
        BinOp::Sub => a.checked_sub(b)?,
        BinOp::Mult => a.checked_mul(b)?,
        BinOp::Div if b != 0 => return Some(Folded::Float(a as f64 / b as f64)),
        BinOp::FloorDiv if b != 0 => {
            let quotient = a.checked_div(b)?;
            quotient - i128::from(a % b != 0 && (a < 0) != (b < 0))
        }
        BinOp::Mod if b != 0 => {
            let rest = a.checked_rem(b)?;
            if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest }
        }
        BinOp::Pow => a.checked_pow(small?)?,
        BinOp::LShift => a.checked_mul(1i128.checked_shl(small.filter(|n| *n < 127)?)?)?,
        BinOp::RShift => a >> small?.min(127),
        BinOp::BitAnd => a & b,
        BinOp::BitOr => a | b,
        BinOp::BitXor => a ^ b,
        _ => return None,
    };
    Some(Folded::Int(value))
}

fn floats(a: f64, op: BinOp, b: f64) -> Option<Folded> {
    let value = match op {
        BinOp::Add => a + b,
        BinOp::Sub => a - b,
        BinOp::Mult => a * b,
        BinOp::Div | BinOp::FloorDiv | BinOp::Mod if b != 0.0 => a / b,
        _ => return None,
    };
    Some(Folded::Float(value))
}
