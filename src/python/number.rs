//! Arithmetic and comparison of numbers, as CPython's `int`, `float`, `bool` and `complex` do them. Pure functions between
//! values: no special method is called, no class is made.

pub mod complex;
pub mod float;
pub mod hash;
pub mod int;

use super::native::{Ctl, R};
use super::object::Obj;
use super::op::{BinOp, CmpOp};
use super::text::{Fault, float_repr};
use super::value::Value;
use super::vm::Vm;
use num_bigint::BigInt;
use num_traits::{Signed, Zero};
use std::cmp::Ordering;

pub use float::to_int as float_to_int;

/// A number taken apart.
#[derive(Clone, Debug)]
pub enum Num {
    Int(i64),
    Big(BigInt),
    Float(f64),
    Complex(f64, f64),
}

impl Num {
    /// As an int of any size; `None` if it is none.
    fn into_big(self) -> Option<BigInt> {
        match self {
            Num::Int(i) => Some(BigInt::from(i)),
            Num::Big(b) => Some(b),
            Num::Float(_) | Num::Complex(..) => None,
        }
    }

    /// As a float; `None` if it is complex or too large.
    fn as_float(&self) -> Option<f64> {
        match self {
            Num::Int(i) => Some(*i as f64),
            Num::Big(b) => int::to_float(b),
            Num::Float(f) => Some(*f),
            Num::Complex(..) => None,
        }
    }

    fn as_complex(&self) -> Option<(f64, f64)> {
        match self {
            Num::Complex(re, im) => Some((*re, *im)),
            other => other.as_float().map(|f| (f, 0.0)),
        }
    }
}

/// The number that a value, or the instance of a class derived from a kind of number, is.
pub fn num(vm: &Vm, v: Value) -> Option<Num> {
    match vm.heap.payload(v) {
        Value::Int(i) => Some(Num::Int(i)),
        Value::Bool(b) => Some(Num::Int(i64::from(b))),
        Value::Float(f) => Some(Num::Float(f)),
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::BigInt(b) => Some(Num::Big((**b).clone())),
            Obj::Complex(re, im) => Some(Num::Complex(*re, *im)),
            _ => None,
        },
        _ => None,
    }
}

/// An int of any size; `None` if it is none.
pub fn to_bigint(vm: &Vm, v: Value) -> Option<BigInt> {
    num(vm, v)?.into_big()
}

/// A number as a float; `None` if it is none or too large.
pub fn to_f64(vm: &Vm, v: Value) -> Option<f64> {
    num(vm, v)?.as_float()
}

/// A number as a float; `None` if it is no real number.
///
/// # Errors
/// OverflowError if it is too large.
pub fn real(vm: &mut Vm, v: Value) -> R<Option<f64>> {
    match num(vm, v) {
        None | Some(Num::Complex(..)) => Ok(None),
        Some(n) => match n.as_float() {
            Some(f) => Ok(Some(f)),
            None => Err(too_large(vm)),
        },
    }
}

/// An int that fits into 64 bits, or the nearest that does; `None` if it is none.
pub fn index(vm: &Vm, v: Value) -> Option<i64> {
    match num(vm, v)? {
        Num::Int(i) => Some(i),
        Num::Big(b) => Some(if b.is_negative() { i64::MIN } else { i64::MAX }),
        _ => None,
    }
}

fn too_large(vm: &mut Vm) -> Ctl {
    vm.fault(Fault::overflow("int too large to convert to float"))
}

/// `a op b`, or `None` if these are not both numbers or the numbers have no such operation.
///
/// # Errors
/// ZeroDivisionError, OverflowError, ValueError as CPython words them; a limit for ints that would take too long.
pub fn binary(vm: &mut Vm, op: BinOp, a: Value, b: Value) -> R<Option<Value>> {
    let (Some(x), Some(y)) = (num(vm, a), num(vm, b)) else { return Ok(None) };
    match (x, y) {
        (Num::Int(p), Num::Int(q)) => {
            if let (Value::Bool(_), Value::Bool(_), BinOp::And | BinOp::Or | BinOp::Xor) = (a, b, op) {
                let v = int::small(op, p, q).unwrap_or(Value::Int(0));
                return Ok(Some(Value::Bool(matches!(v, Value::Int(1)))));
            }
            match int::small(op, p, q) {
                Some(v) => Ok(Some(v)),
                None => int::binary(vm, op, &BigInt::from(p), &BigInt::from(q)),
            }
        }
        (x @ Num::Complex(..), y) | (x, y @ Num::Complex(..)) => match (x.as_complex(), y.as_complex()) {
            (Some(p), Some(q)) => complex::binary(vm, op, p, q),
            _ => Err(too_large(vm)),
        },
        (x @ Num::Float(_), y) | (x, y @ Num::Float(_)) => {
            if !float::knows(op) {
                return Ok(None);
            }
            match (x.as_float(), y.as_float()) {
                (Some(p), Some(q)) => float::binary(vm, op, p, q).map(Some),
                _ => Err(too_large(vm)),
            }
        }
        (x, y) => match (x.into_big(), y.into_big()) {
            (Some(p), Some(q)) => int::binary(vm, op, &p, &q),
            _ => Ok(None),
        },
    }
}

/// `divmod(a, b)`; `None` if these are not both real numbers.
///
/// # Errors
/// ZeroDivisionError, OverflowError as CPython words them.
pub fn divmod(vm: &mut Vm, a: Value, b: Value) -> R<Option<(Value, Value)>> {
    let (Some(x), Some(y)) = (num(vm, a), num(vm, b)) else { return Ok(None) };
    match (&x, &y) {
        (Num::Complex(..), _) | (_, Num::Complex(..)) => Ok(None),
        (Num::Float(_), _) | (_, Num::Float(_)) => match (x.as_float(), y.as_float()) {
            (Some(_), Some(0.0)) => Err(vm.fault(float::zero_division("float divmod()"))),
            (Some(p), Some(q)) => {
                let (d, m) = float::divmod(p, q);
                Ok(Some((Value::Float(d), Value::Float(m))))
            }
            _ => Err(too_large(vm)),
        },
        _ => match (binary(vm, BinOp::FloorDiv, a, b)?, binary(vm, BinOp::Mod, a, b)?) {
            (Some(d), Some(m)) => Ok(Some((d, m))),
            _ => Ok(None),
        },
    }
}

/// `-a`; `None` if it is no number.
pub fn negative(vm: &mut Vm, v: Value) -> Option<Value> {
    Some(match num(vm, v)? {
        Num::Int(i) => i.checked_neg().map_or_else(|| vm.heap.int(-BigInt::from(i)), Value::Int),
        Num::Big(b) => vm.heap.int(-b),
        Num::Float(f) => Value::Float(-f),
        Num::Complex(re, im) => complex::value(vm, -re, -im),
    })
}

/// `+a`: the number itself, of a built-in class.
pub fn positive(vm: &Vm, v: Value) -> Option<Value> {
    num(vm, v)?;
    Some(match vm.heap.payload(v) {
        Value::Bool(b) => Value::Int(i64::from(b)),
        payload => payload,
    })
}

/// `~a`; `None` if it is no int.
pub fn inverted(vm: &mut Vm, v: Value) -> Option<Value> {
    match num(vm, v)? {
        Num::Int(i) => Some(Value::Int(!i)),
        Num::Big(b) => Some(vm.heap.int(!b)),
        _ => None,
    }
}

/// `abs(a)`; `None` if it is no number.
///
/// # Errors
/// OverflowError for complex numbers.
pub fn absolute(vm: &mut Vm, v: Value) -> R<Option<Value>> {
    Ok(Some(match num(vm, v) {
        None => return Ok(None),
        Some(Num::Int(i)) => i.checked_abs().map_or_else(|| vm.heap.int(BigInt::from(i).abs()), Value::Int),
        Some(Num::Big(b)) => vm.heap.int(b.abs()),
        Some(Num::Float(f)) => Value::Float(f.abs()),
        Some(Num::Complex(re, im)) => {
            let f = complex::absolute(re, im).map_err(|fault| vm.fault(fault))?;
            Value::Float(f)
        }
    }))
}

/// Compares two numbers exactly (an int is not rounded to compare it with a float); `None` if they are not both numbers, or
/// complex ones that have no order.
pub fn compare(vm: &Vm, op: CmpOp, a: Value, b: Value) -> Option<bool> {
    if let Some(truth) = ordered_values(op, a, b) {
        return Some(truth);
    }
    let (x, y) = (num(vm, a)?, num(vm, b)?);
    if matches!(x, Num::Complex(..)) || matches!(y, Num::Complex(..)) {
        let same = match (x.as_complex(), y.as_complex()) {
            (Some(p), Some(q)) => p == q && exact(&x, p.0) && exact(&y, q.0),
            _ => false,
        };
        return match op {
            CmpOp::Eq => Some(same),
            CmpOp::Ne => Some(!same),
            _ => None,
        };
    }
    let ordering = order(x, y);
    Some(match op {
        CmpOp::Eq => ordering == Some(Ordering::Equal),
        CmpOp::Ne => ordering != Some(Ordering::Equal),
        CmpOp::Lt => ordering == Some(Ordering::Less),
        CmpOp::Le => matches!(ordering, Some(Ordering::Less | Ordering::Equal)),
        CmpOp::Gt => ordering == Some(Ordering::Greater),
        CmpOp::Ge => matches!(ordering, Some(Ordering::Greater | Ordering::Equal)),
        _ => return None,
    })
}

/// Compares two ints or two floats held directly.
#[inline]
pub fn ordered_values(op: CmpOp, a: Value, b: Value) -> Option<bool> {
    match (a, b) {
        (Value::Int(x), Value::Int(y)) => ordered(op, &x, &y),
        (Value::Float(x), Value::Float(y)) => ordered(op, &x, &y),
        _ => None,
    }
}

/// Compares two values of one kind.
#[inline]
pub fn ordered<T: PartialOrd + ?Sized>(op: CmpOp, x: &T, y: &T) -> Option<bool> {
    match op {
        CmpOp::Eq => Some(x == y),
        CmpOp::Ne => Some(x != y),
        CmpOp::Lt => Some(x < y),
        CmpOp::Le => Some(x <= y),
        CmpOp::Gt => Some(x > y),
        CmpOp::Ge => Some(x >= y),
        _ => None,
    }
}

/// True if an int lost nothing as the float `f`.
fn exact(n: &Num, f: f64) -> bool {
    match n {
        Num::Int(i) => float::order_with_int(f, &BigInt::from(*i)) == Some(Ordering::Equal),
        Num::Big(b) => float::order_with_int(f, b) == Some(Ordering::Equal),
        Num::Float(_) | Num::Complex(..) => true,
    }
}

fn order(x: Num, y: Num) -> Option<Ordering> {
    const EXACT: u64 = 1 << 53;
    match (x, y) {
        (Num::Int(p), Num::Int(q)) => Some(p.cmp(&q)),
        (Num::Float(p), Num::Float(q)) => p.partial_cmp(&q),
        (Num::Float(p), Num::Int(q)) if q.unsigned_abs() <= EXACT => p.partial_cmp(&(q as f64)),
        (Num::Int(p), Num::Float(q)) if p.unsigned_abs() <= EXACT => (p as f64).partial_cmp(&q),
        (Num::Float(p), y) => float::order_with_int(p, &y.into_big()?),
        (x, Num::Float(q)) => float::order_with_int(q, &x.into_big()?).map(Ordering::reverse),
        (x, y) => Some(x.into_big()?.cmp(&y.into_big()?)),
    }
}

/// `hash` of a number as CPython computes it: equal numbers of all types hash alike.
pub fn hash(vm: &Vm, v: Value) -> Option<i64> {
    Some(match num(vm, v)? {
        Num::Int(i) => hash::small(i),
        Num::Big(b) => hash::big(&b),
        Num::Float(f) => hash::float(f),
        Num::Complex(re, im) => hash::complex(re, im),
    })
}

/// True if a number is not zero; `None` if it is no number.
pub fn truth(vm: &Vm, v: Value) -> Option<bool> {
    Some(match num(vm, v)? {
        Num::Int(i) => i != 0,
        Num::Big(b) => !b.is_zero(),
        Num::Float(f) => f != 0.0,
        Num::Complex(re, im) => re != 0.0 || im != 0.0,
    })
}

/// `repr` of a number; `None` if it is none. Ints must not be longer than [`super::text::int::check_digits`] allows.
pub fn repr(vm: &Vm, v: Value) -> Option<String> {
    if let Value::Bool(b) = v {
        return Some(String::from(if b { "True" } else { "False" }));
    }
    Some(match num(vm, v)? {
        Num::Int(i) => i.to_string(),
        Num::Big(b) => b.to_string(),
        Num::Float(f) => float_repr(f),
        Num::Complex(re, im) => complex::repr(re, im),
    })
}

/// `round(v, digits)`; `None` if it is no real number.
///
/// # Errors
/// ValueError, OverflowError as CPython words them.
pub fn round(vm: &mut Vm, v: Value, digits: Option<i64>) -> R<Option<Value>> {
    Ok(Some(match (num(vm, v), digits) {
        (None | Some(Num::Complex(..)), _) => return Ok(None),
        (Some(Num::Float(f)), None) => match float::to_int(f.round_ties_even()) {
            Ok(n) => vm.heap.int(n),
            Err(fault) => return Err(vm.fault(fault)),
        },
        (Some(Num::Float(f)), Some(n)) => match float::round(f, n) {
            Ok(f) => Value::Float(f),
            Err(fault) => return Err(vm.fault(fault)),
        },
        (Some(Num::Int(i)), None | Some(0..)) => Value::Int(i),
        (Some(Num::Big(b)), None | Some(0..)) => vm.heap.int(b),
        (Some(n), Some(digits)) => {
            let rounded = int::round(&n.into_big().unwrap_or_default(), digits.unsigned_abs());
            vm.heap.int(rounded)
        }
    }))
}
