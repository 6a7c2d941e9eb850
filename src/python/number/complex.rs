//! Complex numbers, as pairs of floats.

use super::float::zero_division;
use crate::python::native::R;
use crate::python::object::Obj;
use crate::python::op::BinOp;
use crate::python::real;
use crate::python::text::{Fault, float_repr};
use crate::python::value::Value;
use crate::python::vm::Vm;

/// Real and imaginary part.
pub type Complex = (f64, f64);

/// A complex number as a value.
pub fn value(vm: &mut Vm, re: f64, im: f64) -> Value {
    Value::Obj(vm.heap.alloc(Obj::Complex(re, im)))
}

/// An operator; `None` for those that complex numbers do not have.
///
/// # Errors
/// ZeroDivisionError, OverflowError as CPython words them.
pub fn binary(vm: &mut Vm, op: BinOp, p: Complex, q: Complex) -> R<Option<Value>> {
    let result = match op {
        BinOp::Add => Ok((p.0 + q.0, p.1 + q.1)),
        BinOp::Sub => Ok((p.0 - q.0, p.1 - q.1)),
        BinOp::Mul => Ok(multiply(p, q)),
        BinOp::TrueDiv => divide(p, q),
        BinOp::Pow => power(p, q),
        _ => return Ok(None),
    };
    let (re, im) = result.map_err(|fault| vm.fault(fault))?;
    Ok(Some(value(vm, re, im)))
}

fn multiply((a, b): Complex, (c, d): Complex) -> Complex {
    (a * c - b * d, a * d + b * c)
}

/// By the larger part of the divisor, as CPython's `_Py_c_quot`.
fn divide((a, b): Complex, (c, d): Complex) -> Result<Complex, Fault> {
    if c == 0.0 && d == 0.0 {
        return Err(zero_division("complex division by zero"));
    }
    if c.abs() >= d.abs() {
        let ratio = d / c;
        let denominator = c + d * ratio;
        Ok(((a + b * ratio) / denominator, (b - a * ratio) / denominator))
    } else if d.abs() >= c.abs() {
        let ratio = c / d;
        let denominator = c * ratio + d;
        Ok(((a * ratio + b) / denominator, (b * ratio - a) / denominator))
    } else {
        Ok((f64::NAN, f64::NAN))
    }
}

/// `p ** q`: by repeated multiplication for small whole exponents, else in polar form.
///
/// # Errors
/// ZeroDivisionError, OverflowError.
pub fn power(p: Complex, q: Complex) -> Result<Complex, Fault> {
    let result = if q.1 == 0.0 && q.0 == q.0.floor() && q.0.abs() <= 100.0 {
        let n = q.0 as i32;
        if n > 0 { whole_power(p, n) } else { divide((1.0, 0.0), whole_power(p, -n)).map_err(|_| zero_power())? }
    } else {
        polar_power(p, q)?
    };
    if result.0.is_infinite() || result.1.is_infinite() {
        return Err(Fault::overflow("complex exponentiation"));
    }
    Ok(result)
}

fn zero_power() -> Fault {
    zero_division("0.0 to a negative or complex power")
}

fn whole_power(p: Complex, n: i32) -> Complex {
    let mut result = (1.0, 0.0);
    let mut square = p;
    let mut left = n;
    while left > 0 {
        if left & 1 == 1 {
            result = multiply(result, square);
        }
        left >>= 1;
        square = multiply(square, square);
    }
    result
}

fn polar_power((a, b): Complex, (c, d): Complex) -> Result<Complex, Fault> {
    if c == 0.0 && d == 0.0 {
        return Ok((1.0, 0.0));
    }
    if a == 0.0 && b == 0.0 {
        return if d != 0.0 || c < 0.0 { Err(zero_power()) } else { Ok((0.0, 0.0)) };
    }
    let size = real::hypot(a, b);
    let mut len = real::pow(size, c);
    let angle = real::atan2(b, a);
    let mut phase = angle * c;
    if d != 0.0 {
        len *= real::exp(-angle * d);
        phase += d * real::log(size);
    }
    Ok((len * real::cos(phase), len * real::sin(phase)))
}

/// `abs`.
///
/// # Errors
/// OverflowError.
pub fn absolute(re: f64, im: f64) -> Result<f64, Fault> {
    let f = real::hypot(re, im);
    if f.is_infinite() && re.is_finite() && im.is_finite() {
        return Err(Fault::overflow("absolute value too large"));
    }
    Ok(f)
}

/// `repr`.
pub fn repr(re: f64, im: f64) -> String {
    let part = |f: f64| {
        let text = float_repr(f);
        text.strip_suffix(".0").map_or(text.clone(), String::from)
    };
    let imaginary = part(im);
    if re == 0.0 && re.is_sign_positive() {
        return format!("{imaginary}j");
    }
    let sign = if imaginary.starts_with('-') { "" } else { "+" };
    format!("({}{sign}{imaginary}j)", part(re))
}
