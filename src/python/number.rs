//! Arithmetic and comparison of numbers, as CPython's `int`, `float`, `bool` and `complex` do them.

use super::native::R;
use super::object::Obj;
use super::op::{BinOp, CmpOp};
use super::types::Exc;
use super::value::Value;
use super::vm::Vm;
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// A number taken apart.
#[derive(Clone, Debug)]
enum Num {
    Int(i64),
    Big(BigInt),
    Float(f64),
    Complex(f64, f64),
}

fn num(vm: &Vm, v: Value) -> Option<Num> {
    match v {
        Value::Int(i) => Some(Num::Int(i)),
        Value::Bool(b) => Some(Num::Int(i64::from(b))),
        Value::Float(f) => Some(Num::Float(f)),
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::BigInt(b) => Some(Num::Big((**b).clone())),
            Obj::Complex(re, im) => Some(Num::Complex(*re, *im)),
            Obj::Instance(_) => match vm.heap.payload(v) {
                p @ (Value::Int(_) | Value::Float(_)) => num(vm, p),
                Value::Obj(p) if p != r => match vm.heap.get(p) {
                    Obj::BigInt(b) => Some(Num::Big((**b).clone())),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// An int of any size; `None` if it is none.
pub fn to_bigint(vm: &Vm, v: Value) -> Option<BigInt> {
    match num(vm, v)? {
        Num::Int(i) => Some(BigInt::from(i)),
        Num::Big(b) => Some(b),
        _ => None,
    }
}

/// A number as a float; `None` if it is none or too large.
pub fn to_f64(vm: &Vm, v: Value) -> Option<f64> {
    match num(vm, v)? {
        Num::Int(i) => Some(i as f64),
        Num::Big(b) => big_to_f64(&b),
        Num::Float(f) => Some(f),
        Num::Complex(..) => None,
    }
}

fn big_to_f64(b: &BigInt) -> Option<f64> {
    b.to_f64().filter(|f| f.is_finite())
}

fn overflow(vm: &mut Vm) -> super::native::Ctl {
    vm.raise(Exc::OverflowError, "int too large to convert to float")
}

/// `a op b`, or `None` if these are not both numbers.
///
/// # Errors
/// ZeroDivisionError, OverflowError, ValueError, TypeError as CPython words them.
pub fn binary(vm: &mut Vm, op: BinOp, a: Value, b: Value) -> R<Option<Value>> {
    let (Some(x), Some(y)) = (num(vm, a), num(vm, b)) else { return Ok(None) };
    if let (Value::Bool(p), Value::Bool(q)) = (a, b) {
        match op {
            BinOp::And => return Ok(Some(Value::Bool(p & q))),
            BinOp::Or => return Ok(Some(Value::Bool(p | q))),
            BinOp::Xor => return Ok(Some(Value::Bool(p ^ q))),
            _ => {}
        }
    }
    match (x, y) {
        (Num::Complex(re, im), other) => {
            let Some(other) = as_complex(&other) else { return Err(overflow(vm)) };
            complex(vm, op, (re, im), other)
        }
        (other, Num::Complex(re, im)) => {
            let Some(other) = as_complex(&other) else { return Err(overflow(vm)) };
            complex(vm, op, other, (re, im))
        }
        (Num::Float(p), other) => match as_float(&other) {
            Some(q) => float(vm, op, p, q),
            None => Err(overflow(vm)),
        },
        (other, Num::Float(q)) => match as_float(&other) {
            Some(p) => float(vm, op, p, q),
            None => Err(overflow(vm)),
        },
        (Num::Int(p), Num::Int(q)) => match small(op, p, q) {
            Some(v) => Ok(Some(v)),
            None => int(vm, op, &BigInt::from(p), &BigInt::from(q)),
        },
        (p, q) => int(vm, op, &as_big(p), &as_big(q)),
    }
}

fn as_big(n: Num) -> BigInt {
    match n {
        Num::Int(i) => BigInt::from(i),
        Num::Big(b) => b,
        Num::Float(_) | Num::Complex(..) => BigInt::zero(),
    }
}

fn as_float(n: &Num) -> Option<f64> {
    match n {
        Num::Int(i) => Some(*i as f64),
        Num::Big(b) => big_to_f64(b),
        Num::Float(f) => Some(*f),
        Num::Complex(..) => None,
    }
}

fn as_complex(n: &Num) -> Option<(f64, f64)> {
    match n {
        Num::Complex(re, im) => Some((*re, *im)),
        other => as_float(other).map(|f| (f, 0.0)),
    }
}

/// On small ints, where the result is small too and nothing can go wrong.
fn small(op: BinOp, p: i64, q: i64) -> Option<Value> {
    let v = match op {
        BinOp::Add => p.checked_add(q)?,
        BinOp::Sub => p.checked_sub(q)?,
        BinOp::Mul => p.checked_mul(q)?,
        BinOp::FloorDiv if q != 0 => {
            let d = p.checked_div(q)?;
            if (p % q != 0) && ((p < 0) != (q < 0)) { d - 1 } else { d }
        }
        BinOp::Mod if q != 0 => {
            let m = p.checked_rem(q)?;
            if m != 0 && ((m < 0) != (q < 0)) { m + q } else { m }
        }
        BinOp::And => p & q,
        BinOp::Or => p | q,
        BinOp::Xor => p ^ q,
        BinOp::RShift if q >= 0 => p >> q.min(63),
        BinOp::LShift if (0..62).contains(&q) && p.unsigned_abs() < 1 << (62 - q) => p << q,
        BinOp::Pow if q >= 0 => p.checked_pow(u32::try_from(q).ok()?)?,
        _ => return None,
    };
    Some(Value::Int(v))
}

fn int(vm: &mut Vm, op: BinOp, p: &BigInt, q: &BigInt) -> R<Option<Value>> {
    let v = match op {
        BinOp::Add => p + q,
        BinOp::Sub => p - q,
        BinOp::Mul => {
            vm.heap.reserve(((p.bits() + q.bits()) / 8) as usize)?;
            p * q
        }
        BinOp::TrueDiv => {
            if q.is_zero() {
                return Err(vm.raise(Exc::ZeroDivisionError, "division by zero"));
            }
            return match true_divide(p, q) {
                Some(f) => Ok(Some(Value::Float(f))),
                None => Err(vm.raise(Exc::OverflowError, "integer division result too large for a float")),
            };
        }
        BinOp::FloorDiv | BinOp::Mod => {
            if q.is_zero() {
                let text =
                    if op == BinOp::Mod { "integer modulo by zero" } else { "integer division or modulo by zero" };
                return Err(vm.raise(Exc::ZeroDivisionError, text));
            }
            let (d, m) = p.div_mod_floor(q);
            if op == BinOp::Mod { m } else { d }
        }
        BinOp::And => p & q,
        BinOp::Or => p | q,
        BinOp::Xor => p ^ q,
        BinOp::LShift | BinOp::RShift => {
            if q.is_negative() {
                return Err(vm.value_error("negative shift count"));
            }
            let by = q.to_usize().unwrap_or(usize::MAX);
            if op == BinOp::RShift {
                if by as u64 > p.bits() { BigInt::from(if p.is_negative() { -1 } else { 0 }) } else { p >> by }
            } else if p.is_zero() {
                BigInt::zero()
            } else {
                vm.heap.reserve((p.bits() as usize).saturating_add(by) / 8)?;
                p << by
            }
        }
        BinOp::Pow => {
            if q.is_negative() {
                let (Some(x), Some(y)) = (big_to_f64(p), big_to_f64(q)) else { return Err(overflow(vm)) };
                if x == 0.0 {
                    let text = "0.0 cannot be raised to a negative power";
                    return Err(vm.raise(Exc::ZeroDivisionError, text));
                }
                return Ok(Some(Value::Float(libm::pow(x, y))));
            }
            let one = BigInt::from(1);
            if p.is_zero() || *p == one {
                return Ok(Some(vm.heap.int(if q.is_zero() { one } else { p.clone() })));
            }
            if *p == -one {
                return Ok(Some(Value::Int(if q.is_even() { 1 } else { -1 })));
            }
            let exponent = q.to_u32().unwrap_or(u32::MAX);
            vm.heap.reserve((p.bits() as usize).saturating_mul(exponent as usize) / 8)?;
            p.pow(exponent)
        }
        BinOp::MatMul => return Ok(None),
    };
    vm.heap.reserve((v.bits() / 8) as usize)?;
    Ok(Some(vm.heap.int(v)))
}

/// The correctly rounded quotient of two ints; `None` if it is too large.
pub fn true_divide(p: &BigInt, q: &BigInt) -> Option<f64> {
    if p.is_zero() {
        return Some(0.0);
    }
    if let (Some(a), Some(b)) = (p.to_i64(), q.to_i64())
        && a.unsigned_abs() < 1 << 53
        && b.unsigned_abs() < 1 << 53
    {
        return Some(a as f64 / b as f64);
    }
    let negative = (p.sign() == Sign::Minus) != (q.sign() == Sign::Minus);
    let (a, b) = (p.magnitude(), q.magnitude());
    // Scale so that the integer quotient has 66 bits or so, with a sticky bit for the remainder.
    let shift = 66 + b.bits() as i64 - a.bits() as i64;
    let (num, den) = if shift >= 0 { (a << shift as usize, b.clone()) } else { (a.clone(), b << (-shift) as usize) };
    let (mut quotient, rest) = num.div_rem(&den);
    if !rest.is_zero() {
        quotient |= num_bigint::BigUint::from(1u32);
    }
    // Subnormal results are rounded once, by rounding to the bits that are left.
    let bits = quotient.bits() as i64;
    let exponent = bits - 1 - shift;
    if exponent > 1023 {
        return None;
    }
    let keep = if exponent < -1022 { (53 + (exponent + 1022)).max(0) } else { 53 };
    let drop = bits - keep;
    let mantissa = if drop <= 0 {
        quotient.to_u128()?
    } else {
        let q = quotient.to_u128()?;
        let half = 1u128 << (drop - 1);
        let low = q & ((1u128 << drop) - 1);
        let high = q >> drop;
        if low > half || (low == half && high & 1 == 1) { high + 1 } else { high }
    };
    let value = libm::scalbn(mantissa as f64, (drop.max(0) - shift) as i32);
    value.is_finite().then_some(if negative { -value } else { value })
}

fn float(vm: &mut Vm, op: BinOp, p: f64, q: f64) -> R<Option<Value>> {
    let v = match op {
        BinOp::Add => p + q,
        BinOp::Sub => p - q,
        BinOp::Mul => p * q,
        BinOp::TrueDiv => {
            if q == 0.0 {
                return Err(vm.raise(Exc::ZeroDivisionError, "float division by zero"));
            }
            p / q
        }
        BinOp::FloorDiv | BinOp::Mod => {
            if q == 0.0 {
                let text = if op == BinOp::Mod { "float modulo by zero" } else { "float floor division by zero" };
                return Err(vm.raise(Exc::ZeroDivisionError, text));
            }
            let (d, m) = float_divmod(p, q);
            if op == BinOp::Mod { m } else { d }
        }
        BinOp::Pow => return float_pow(vm, p, q).map(Some),
        _ => return Ok(None),
    };
    Ok(Some(Value::Float(v)))
}

/// `divmod` of floats as `float_divmod` of CPython: the remainder has the divisor's sign.
pub fn float_divmod(p: f64, q: f64) -> (f64, f64) {
    let mut m = libm::fmod(p, q);
    let mut d = (p - m) / q;
    if m != 0.0 {
        if (q < 0.0) != (m < 0.0) {
            m += q;
            d -= 1.0;
        }
    } else {
        m = 0.0f64.copysign(q);
    }
    let floor = if d == 0.0 {
        0.0f64.copysign(p / q)
    } else {
        let f = d.floor();
        if d - f > 0.5 { f + 1.0 } else { f }
    };
    (floor, m)
}

fn float_pow(vm: &mut Vm, p: f64, q: f64) -> R {
    if p == 0.0 && q < 0.0 {
        return Err(vm.raise(Exc::ZeroDivisionError, "0.0 cannot be raised to a negative power"));
    }
    if p < 0.0 && q.is_finite() && q.floor() != q {
        let (r, theta) = (libm::pow(-p, q), q * std::f64::consts::PI);
        return Ok(Value::Obj(vm.heap.alloc(Obj::Complex(r * libm::cos(theta), r * libm::sin(theta)))));
    }
    let v = libm::pow(p, q);
    if v.is_infinite() && p.is_finite() && q.is_finite() {
        let args = vec![Value::Int(34), vm.heap.str("Numerical result out of range")];
        return Err(vm.raise_args(Exc::OverflowError, args));
    }
    Ok(Value::Float(v))
}

fn complex(vm: &mut Vm, op: BinOp, (a, b): (f64, f64), (c, d): (f64, f64)) -> R<Option<Value>> {
    let (re, im) = match op {
        BinOp::Add => (a + c, b + d),
        BinOp::Sub => (a - c, b - d),
        BinOp::Mul => (a * c - b * d, a * d + b * c),
        BinOp::TrueDiv => {
            if c == 0.0 && d == 0.0 {
                return Err(vm.raise(Exc::ZeroDivisionError, "complex division by zero"));
            }
            if c.abs() >= d.abs() {
                let ratio = d / c;
                let denom = c + d * ratio;
                ((a + b * ratio) / denom, (b - a * ratio) / denom)
            } else {
                let ratio = c / d;
                let denom = c * ratio + d;
                ((a * ratio + b) / denom, (b * ratio - a) / denom)
            }
        }
        _ => return Err(super::native::Ctl::unsupported("this operation on complex numbers")),
    };
    Ok(Some(Value::Obj(vm.heap.alloc(Obj::Complex(re, im)))))
}

/// Compares two numbers exactly (an int is not rounded to compare it with a float); `None` if they are not both numbers, or
/// complex ones that have no order.
pub fn compare(vm: &Vm, op: CmpOp, a: Value, b: Value) -> Option<bool> {
    let (x, y) = (num(vm, a)?, num(vm, b)?);
    if matches!(x, Num::Complex(..)) || matches!(y, Num::Complex(..)) {
        let same = match (as_complex(&x), as_complex(&y)) {
            (Some(p), Some(q)) => p == q,
            _ => false,
        };
        return match op {
            CmpOp::Eq => Some(same),
            CmpOp::Ne => Some(!same),
            _ => None,
        };
    }
    let ordering = match (&x, &y) {
        (Num::Float(p), Num::Float(q)) => p.partial_cmp(q),
        (Num::Float(p), other) => float_to_int(*p, &as_big(other.clone())),
        (other, Num::Float(q)) => float_to_int(*q, &as_big(other.clone())).map(Ordering::reverse),
        (Num::Int(p), Num::Int(q)) => Some(p.cmp(q)),
        (p, q) => Some(as_big(p.clone()).cmp(&as_big(q.clone()))),
    };
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

fn float_to_int(f: f64, i: &BigInt) -> Option<Ordering> {
    if f.is_nan() {
        return None;
    }
    if f.is_infinite() {
        return Some(if f > 0.0 { Ordering::Greater } else { Ordering::Less });
    }
    let whole = f.floor();
    let exact = num_traits::FromPrimitive::from_f64(whole).unwrap_or_else(BigInt::zero);
    Some(exact.cmp(i).then(if f > whole { Ordering::Greater } else { Ordering::Equal }))
}

const MODULUS: u64 = (1 << 61) - 1;

/// `hash` of a number as CPython computes it: equal numbers of all types hash alike.
pub fn hash(vm: &Vm, v: Value) -> Option<i64> {
    Some(match num(vm, v)? {
        Num::Int(i) => {
            let m = (i.unsigned_abs() % MODULUS) as i64;
            not_minus_one(if i < 0 { -m } else { m })
        }
        Num::Big(b) => {
            let m = (b.magnitude() % MODULUS).to_i64().unwrap_or(0);
            not_minus_one(if b.is_negative() { -m } else { m })
        }
        Num::Float(f) => float_hash(f),
        Num::Complex(re, im) => not_minus_one(float_hash(re).wrapping_add(float_hash(im).wrapping_mul(1_000_003))),
    })
}

fn not_minus_one(h: i64) -> i64 {
    if h == -1 { -2 } else { h }
}

fn float_hash(f: f64) -> i64 {
    if f.is_infinite() {
        return if f > 0.0 { 314_159 } else { -314_159 };
    }
    if f.is_nan() {
        return 0;
    }
    let (mut m, mut e) = libm::frexp(f);
    let sign = if m < 0.0 { -1 } else { 1 };
    m = m.abs();
    let mut x: u64 = 0;
    while m != 0.0 {
        x = ((x << 28) & MODULUS) | (x >> 33);
        m *= 268_435_456.0;
        e -= 28;
        let y = m as u64;
        m -= y as f64;
        x += y;
        if x >= MODULUS {
            x -= MODULUS;
        }
    }
    let e = e.rem_euclid(61) as u32;
    x = ((x << e) & MODULUS) | (x >> (61 - e));
    not_minus_one(x as i64 * sign)
}

/// `repr` of a number.
pub fn repr(vm: &Vm, v: Value) -> Option<String> {
    if let Value::Bool(b) = v {
        return Some(String::from(if b { "True" } else { "False" }));
    }
    Some(match num(vm, v)? {
        Num::Int(i) => i.to_string(),
        Num::Big(b) => b.to_string(),
        Num::Float(f) => super::text::float_repr(f),
        Num::Complex(re, im) => {
            let part = |f: f64| {
                let s = super::text::float_repr(f);
                s.strip_suffix(".0").map(String::from).unwrap_or(s)
            };
            if re == 0.0 && re.is_sign_positive() {
                format!("{}j", part(im))
            } else {
                let sign = if im.is_sign_negative() || im.is_nan() { "" } else { "+" };
                format!("({}{sign}{}j)", part(re), part(im))
            }
        }
    })
}
