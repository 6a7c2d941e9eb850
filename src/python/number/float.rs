//! Floats: operators, rounding to decimal digits, exact order with ints.

use super::complex;
use crate::python::native::R;
use crate::python::op::BinOp;
use crate::python::text::Fault;
use crate::python::types::Exc;
use crate::python::value::Value;
use crate::python::vm::Vm;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{FromPrimitive, Zero};
use std::cmp::Ordering;

/// A ZeroDivisionError.
pub fn zero_division(text: &str) -> Fault {
    Fault::Raise(Exc::ZeroDivisionError, text.to_string())
}

/// True for the operators that floats have.
pub fn knows(op: BinOp) -> bool {
    use BinOp::{Add, FloorDiv, Mod, Mul, Pow, Sub, TrueDiv};
    matches!(op, Add | Sub | Mul | TrueDiv | FloorDiv | Mod | Pow)
}

/// An operator that floats have.
///
/// # Errors
/// ZeroDivisionError, OverflowError as CPython words them.
pub fn binary(vm: &mut Vm, op: BinOp, p: f64, q: f64) -> R {
    let v = match op {
        BinOp::Add => p + q,
        BinOp::Sub => p - q,
        BinOp::Mul => p * q,
        BinOp::Pow => return power(vm, p, q),
        _ if q == 0.0 => {
            let text = match op {
                BinOp::TrueDiv => "float division by zero",
                BinOp::Mod => "float modulo by zero",
                _ => "float floor division by zero",
            };
            return Err(vm.fault(zero_division(text)));
        }
        BinOp::TrueDiv => p / q,
        BinOp::Mod => divmod(p, q).1,
        _ => divmod(p, q).0,
    };
    Ok(Value::Float(v))
}

/// Floor of the quotient, and the remainder with the divisor's sign. The divisor is not zero.
pub fn divmod(p: f64, q: f64) -> (f64, f64) {
    let mut m = libm::fmod(p, q);
    let mut d = (p - m) / q;
    if m == 0.0 {
        m = 0.0f64.copysign(q);
    } else if (q < 0.0) != (m < 0.0) {
        m += q;
        d -= 1.0;
    }
    if d == 0.0 {
        return (0.0f64.copysign(p / q), m);
    }
    let floor = d.floor();
    (if d - floor > 0.5 { floor + 1.0 } else { floor }, m)
}

fn power(vm: &mut Vm, p: f64, q: f64) -> R {
    if p == 0.0 && q < 0.0 {
        return Err(vm.fault(zero_division("0.0 cannot be raised to a negative power")));
    }
    if p < 0.0 && p.is_finite() && q.is_finite() && q.floor() != q {
        let (re, im) = complex::power((p, 0.0), (q, 0.0)).map_err(|fault| vm.fault(fault))?;
        return Ok(complex::value(vm, re, im));
    }
    let v = crate::python::real::pow(p, q);
    if v.is_infinite() && p.is_finite() && q.is_finite() {
        return Err(range_error(vm));
    }
    Ok(Value::Float(v))
}

/// What C's `errno` gives for a result too large.
pub fn range_error(vm: &mut Vm) -> crate::python::native::Ctl {
    let args = vec![Value::Int(34), vm.heap.str("Numerical result out of range")];
    vm.raise_args(Exc::OverflowError, args)
}

/// The int that a float is, its fraction cut off.
///
/// # Errors
/// ValueError, OverflowError for what is not finite.
pub fn to_int(f: f64) -> Result<BigInt, Fault> {
    if f.is_nan() {
        return Err(Fault::value("cannot convert float NaN to integer"));
    }
    if f.is_infinite() {
        return Err(Fault::overflow("cannot convert float infinity to integer"));
    }
    Ok(BigInt::from_f64(f.trunc()).unwrap_or_default())
}

/// How a float compares with an int, exactly; `None` for nan.
pub fn order_with_int(f: f64, i: &BigInt) -> Option<Ordering> {
    if f.is_nan() {
        return None;
    }
    if f.is_infinite() {
        return Some(if f > 0.0 { Ordering::Greater } else { Ordering::Less });
    }
    let whole = f.floor();
    let order = BigInt::from_f64(whole).unwrap_or_default().cmp(i);
    Some(order.then(if f > whole { Ordering::Greater } else { Ordering::Equal }))
}

/// `round(f, digits)`: the exact value rounded to that many decimal digits, ties to even, as the nearest float.
///
/// # Errors
/// OverflowError if rounding up leaves the range.
pub fn round(f: f64, digits: i64) -> Result<f64, Fault> {
    // Beyond these no float has digits; or none is left (the bounds are CPython's).
    const MOST: i64 = 323;
    const LEAST: i64 = -308;
    if !f.is_finite() || f == 0.0 || digits > MOST {
        return Ok(f);
    }
    if digits < LEAST {
        return Ok(0.0f64.copysign(f));
    }
    if digits >= 0 {
        return Ok(format!("{f:.*}", digits as usize).parse().unwrap_or(f));
    }
    // The fraction only decides ties, and only if it is there: one more bit stands for it.
    let fraction = if f.fract() == 0.0 { 0 } else { f.signum() as i32 };
    let whole: BigInt = to_int(f)? * 2 + fraction;
    let unit = BigInt::from(10).pow(digits.unsigned_abs() as u32);
    let (q, r) = whole.div_mod_floor(&(&unit * 2));
    let up = r > unit || (r == unit && q.is_odd());
    let rounded = (q + i32::from(up)) * unit;
    match super::int::to_float(&rounded) {
        Some(n) => Ok(if rounded.is_zero() { 0.0f64.copysign(f) } else { n.abs().copysign(f) }),
        None => Err(Fault::overflow("rounded value too large to represent")),
    }
}

/// `float.as_integer_ratio`: numerator and denominator without common factor. The float is finite.
pub fn integer_ratio(f: f64) -> (BigInt, BigInt) {
    let (mut mantissa, mut exponent) = libm::frexp(f);
    while mantissa != mantissa.floor() {
        mantissa *= 2.0;
        exponent -= 1;
    }
    let n = BigInt::from_f64(mantissa).unwrap_or_default();
    let one = BigInt::from(1);
    if exponent >= 0 { (n << exponent.unsigned_abs(), one) } else { (n, one << exponent.unsigned_abs()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As CPython 3.13 rounds them.
    #[test]
    fn rounding() {
        for (f, digits, wanted) in [
            (2.675, 2, 2.67),
            (2.5, 0, 2.0),
            (-0.5, 0, -0.0),
            (1234.5678, -2, 1200.0),
            (1250.0, -2, 1200.0),
            (1250.5, -2, 1300.0),
            (-1350.0, -2, -1400.0),
            (1e300, -300, 1e300),
            (4.9e307, -308, 0.0),
            (5e307, -308, 1e308),
            (-4.0, -1, -0.0),
        ] {
            let (got, wanted): (f64, f64) = (round(f, digits).unwrap(), wanted);
            assert_eq!(got.to_bits(), wanted.to_bits(), "round({f}, {digits}) = {got}");
        }
        assert!(round(1.7e308, -308).is_err());
    }

    #[test]
    fn floor_division() {
        let table = [
            (7.0, -2.0, -4.0, -1.0),
            (-7.0, 2.0, -4.0, 1.0),
            (0.3, 0.1, 2.0, 0.09999999999999998),
            (-0.0, 3.0, -0.0, 0.0),
        ];
        for (p, q, d, m) in table {
            let got = divmod(p, q);
            assert_eq!((got.0.to_bits(), got.1.to_bits()), (f64::to_bits(d), f64::to_bits(m)), "divmod({p}, {q})");
        }
    }

    #[test]
    fn order_with_ints_is_exact() {
        let big = BigInt::from(1i64 << 53) + 1;
        assert_eq!(order_with_int(9007199254740992.0, &big), Some(Ordering::Less));
        assert_eq!(order_with_int(f64::INFINITY, &big), Some(Ordering::Greater));
        assert_eq!(order_with_int(2.5, &BigInt::from(2)), Some(Ordering::Greater));
        assert_eq!(order_with_int(-2.5, &BigInt::from(-2)), Some(Ordering::Less));
        assert_eq!(order_with_int(f64::NAN, &big), None);
    }
}
