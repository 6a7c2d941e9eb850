//! `math`.

mod integers;
mod special;
mod sums;

use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::number::{self, Num, float};
use crate::python::real;
use crate::python::sym::names;
use crate::python::text::Fault;
use crate::python::value::Value;
use crate::python::vm::{ModuleDef, Vm};
use num_traits::Signed;
use std::f64::consts::{E, LN_2, LOG10_2, PI, TAU};

/// The module.
pub const MODULE: ModuleDef = ModuleDef { name: "math", natives: FUNCTIONS, source: None, setup: Some(setup) };

/// A function of one number; whether its result may be too large.
const fn one(name: &'static str, f: fn(&mut Vm, Args<'_>) -> R) -> NativeDef {
    NativeDef::function(name, 1, 1, f).of("math")
}

/// A function of two numbers.
const fn two(name: &'static str, f: fn(&mut Vm, Args<'_>) -> R) -> NativeDef {
    NativeDef::function(name, 2, 2, f).of("math")
}

static FUNCTIONS: &[NativeDef] = &[
    one("sqrt", |vm, a| apply(vm, a, f64::sqrt, false)),
    one("cbrt", |vm, a| apply(vm, a, real::cbrt, false)),
    one("exp", |vm, a| apply(vm, a, real::exp, true)),
    one("exp2", |vm, a| apply(vm, a, real::exp2, true)),
    one("expm1", |vm, a| apply(vm, a, real::expm1, true)),
    one("log1p", |vm, a| apply(vm, a, real::log1p, false)),
    one("sin", |vm, a| apply(vm, a, real::sin, false)),
    one("cos", |vm, a| apply(vm, a, real::cos, false)),
    one("tan", |vm, a| apply(vm, a, real::tan, false)),
    one("asin", |vm, a| apply(vm, a, real::asin, false)),
    one("acos", |vm, a| apply(vm, a, real::acos, false)),
    one("atan", |vm, a| apply(vm, a, real::atan, false)),
    one("sinh", |vm, a| apply(vm, a, real::sinh, true)),
    one("cosh", |vm, a| apply(vm, a, real::cosh, true)),
    one("tanh", |vm, a| apply(vm, a, real::tanh, false)),
    one("asinh", |vm, a| apply(vm, a, real::asinh, false)),
    one("acosh", |vm, a| apply(vm, a, real::acosh, false)),
    one("atanh", |vm, a| apply(vm, a, real::atanh, false)),
    one("fabs", |vm, a| apply(vm, a, f64::abs, false)),
    one("erf", |vm, a| apply(vm, a, libm::erf, false)),
    one("erfc", |vm, a| apply(vm, a, libm::erfc, false)),
    one("degrees", |vm, a| apply(vm, a, |x| x * (180.0 / PI), true)),
    one("radians", |vm, a| apply(vm, a, |x| x * (PI / 180.0), true)),
    one("gamma", special::gamma),
    one("lgamma", special::lgamma),
    one("log2", |vm, a| logarithm(vm, a.get(0), real::log2, 1.0).map(Value::Float)),
    one("log10", |vm, a| logarithm(vm, a.get(0), real::log10, LOG10_2).map(Value::Float)),
    NativeDef::function("log", 1, 2, log).of("math"),
    two("pow", pow),
    two("atan2", |vm, a| {
        let (y, x) = pair(vm, a)?;
        Ok(Value::Float(real::atan2(y, x)))
    }),
    two("copysign", |vm, a| {
        let (x, y) = pair(vm, a)?;
        Ok(Value::Float(x.copysign(y)))
    }),
    two("fmod", fmod),
    two("remainder", remainder),
    two("ldexp", ldexp),
    NativeDef::function("nextafter", 2, 2, nextafter).of("math").kw(&["steps"]),
    NativeDef::function("fma", 3, 3, fma).of("math"),
    NativeDef::function("isclose", 2, 2, isclose).of("math").kw(&["a", "b", "rel_tol", "abs_tol"]),
    one("floor", |vm, a| rounded(vm, a, names::FLOOR, f64::floor)).slow("_math_floor"),
    one("ceil", |vm, a| rounded(vm, a, names::CEIL, f64::ceil)).slow("_math_ceil"),
    one("trunc", trunc).slow("_math_trunc"),
    one("isnan", |vm, a| Ok(Value::Bool(vm.float_arg(a.get(0))?.is_nan()))),
    one("isinf", |vm, a| Ok(Value::Bool(vm.float_arg(a.get(0))?.is_infinite()))),
    one("isfinite", |vm, a| Ok(Value::Bool(vm.float_arg(a.get(0))?.is_finite()))),
    one("modf", modf),
    one("frexp", frexp),
    one("ulp", ulp),
    NativeDef::function("factorial", 1, 1, integers::factorial).of("math").slow("_math_factorial"),
    two("comb", integers::comb).slow("_math_comb"),
    NativeDef::function("perm", 1, 2, integers::perm).of("math").slow("_math_perm"),
    NativeDef::function("gcd", 0, 255, integers::gcd).of("math").slow("_math_gcd"),
    NativeDef::function("lcm", 0, 255, integers::lcm).of("math").slow("_math_lcm"),
    one("isqrt", integers::isqrt).slow("_math_isqrt"),
    NativeDef::function("hypot", 0, 255, sums::hypot).of("math"),
    two("dist", sums::dist).slow("_math_dist"),
    one("fsum", sums::fsum).slow("_math_fsum"),
    two("sumprod", sums::sumprod).slow("_math_sumprod"),
    NativeDef::function("prod", 1, 1, sums::prod).of("math").kw(&["start"]).slow("_math_prod"),
];

fn setup(vm: &mut Vm, namespace: u32) {
    for (name, value) in [("pi", PI), ("e", E), ("tau", TAU), ("inf", f64::INFINITY), ("nan", f64::NAN)] {
        let name = vm.syms.intern(name);
        vm.bind(namespace, name, Value::Float(value));
    }
}

/// No result for this argument.
fn domain(vm: &mut Vm) -> Ctl {
    vm.value_error("math domain error")
}

/// A result too large.
fn range(vm: &mut Vm) -> Ctl {
    vm.fault(Fault::overflow("math range error"))
}

/// The result of a function, unless it shows that there is none.
fn checked(vm: &mut Vm, result: f64, arguments: &[f64], may_overflow: bool) -> R {
    if result.is_nan() && !arguments.iter().any(|x| x.is_nan()) {
        return Err(domain(vm));
    }
    if result.is_infinite() && arguments.iter().all(|x| x.is_finite()) {
        return Err(if may_overflow { range(vm) } else { domain(vm) });
    }
    Ok(Value::Float(result))
}

fn apply(vm: &mut Vm, args: Args<'_>, f: impl Fn(f64) -> f64, may_overflow: bool) -> R {
    let x = vm.float_arg(args.get(0))?;
    checked(vm, f(x), &[x], may_overflow)
}

fn pair(vm: &mut Vm, args: Args<'_>) -> R<(f64, f64)> {
    Ok((vm.float_arg(args.get(0))?, vm.float_arg(args.get(1))?))
}

/// A logarithm of a number, also of an int too large for a float: that of its first bits, and `unit` for each further one.
fn logarithm(vm: &mut Vm, v: Value, f: fn(f64) -> f64, unit: f64) -> R<f64> {
    if let Some(Num::Big(n)) = number::num(vm, v) {
        if !n.is_positive() {
            return Err(domain(vm));
        }
        if let Some(x) = number::int::to_float(&n) {
            return Ok(f(x));
        }
        let bits = n.bits();
        let fraction = number::int::true_divide(&n, &(num_bigint::BigInt::from(1) << bits)).unwrap_or(1.0);
        return Ok(f(fraction) + unit * bits as f64);
    }
    let x = vm.float_arg(v)?;
    match checked(vm, f(x), &[x], false)? {
        Value::Float(result) => Ok(result),
        _ => Err(domain(vm)),
    }
}

fn log(vm: &mut Vm, args: Args<'_>) -> R {
    let n = logarithm(vm, args.get(0), real::log, LN_2)?;
    if args.get(1).is_unbound() {
        return Ok(Value::Float(n));
    }
    let d = logarithm(vm, args.get(1), real::log, LN_2)?;
    if d == 0.0 {
        return Err(vm.fault(float::zero_division("float division by zero")));
    }
    Ok(Value::Float(n / d))
}

fn pow(vm: &mut Vm, args: Args<'_>) -> R {
    let (x, y) = pair(vm, args)?;
    let result = real::pow(x, y);
    checked(vm, result, &[x, y], x != 0.0)
}

fn fmod(vm: &mut Vm, args: Args<'_>) -> R {
    let (x, y) = pair(vm, args)?;
    if y.is_infinite() && x.is_finite() {
        return Ok(Value::Float(x));
    }
    checked(vm, libm::fmod(x, y), &[x, y], false)
}

/// The difference to the nearest multiple, ties to even ones.
fn remainder(vm: &mut Vm, args: Args<'_>) -> R {
    let (x, y) = pair(vm, args)?;
    if x.is_nan() || y.is_nan() {
        return Ok(Value::Float(f64::NAN));
    }
    if x.is_infinite() || y == 0.0 {
        return Err(domain(vm));
    }
    if y.is_infinite() {
        return Ok(Value::Float(x));
    }
    let (size, unit) = (x.abs(), y.abs());
    let m = libm::fmod(size, unit);
    let complement = unit - m;
    let rest = if m < complement {
        m
    } else if m > complement {
        -complement
    } else {
        // Halfway: the even multiple is the one that leaves nothing of half the number.
        m - 2.0 * libm::fmod(0.5 * (size - m), unit)
    };
    Ok(Value::Float(1.0f64.copysign(x) * rest))
}

fn ldexp(vm: &mut Vm, args: Args<'_>) -> R {
    let x = vm.float_arg(args.get(0))?;
    let Some(n) = number::index(vm, args.get(1)) else {
        return Err(vm.type_error("Expected an int as second argument to ldexp."));
    };
    if x == 0.0 || !x.is_finite() {
        return Ok(Value::Float(x));
    }
    let n = n.clamp(-3000, 3000) as i32;
    checked(vm, libm::scalbn(x, n), &[x], true)
}

fn nextafter(vm: &mut Vm, args: Args<'_>) -> R {
    let (x, y) = pair(vm, args)?;
    let steps = vm.syms.intern("steps");
    let steps = match args.kw(steps) {
        Value::Unbound | Value::None => 1,
        v => {
            let negative = number::to_bigint(vm, v).is_some_and(|n| n.is_negative());
            if negative {
                return Err(vm.value_error("steps must be a non-negative integer"));
            }
            vm.int_arg(v)?.unsigned_abs()
        }
    };
    if x.is_nan() || y.is_nan() || steps == 0 {
        return Ok(Value::Float(if x.is_nan() || steps == 0 { x } else { y }));
    }
    // Floats in their order are numbered by their bits; those below zero count backwards.
    let place = |f: f64| {
        let bits = (f.abs().to_bits()) as i128;
        if f.is_sign_negative() { -bits } else { bits }
    };
    let (from, to) = (place(x), place(y));
    if from == to {
        return Ok(Value::Float(y));
    }
    let steps = i128::from(steps).min((to - from).abs());
    let at = if to > from { from + steps } else { from - steps };
    let size = f64::from_bits(at.unsigned_abs() as u64);
    Ok(Value::Float(if at < 0 || (at == 0 && to < from) { -size } else { size }))
}

fn fma(vm: &mut Vm, args: Args<'_>) -> R {
    let (x, y) = pair(vm, args)?;
    let z = vm.float_arg(args.get(2))?;
    let result = libm::fma(x, y, z);
    if result.is_nan() && ![x, y, z].iter().any(|f| f.is_nan()) {
        return Err(vm.value_error("invalid operation in fma"));
    }
    if result.is_infinite() && [x, y, z].iter().all(|f| f.is_finite()) {
        return Err(vm.fault(Fault::overflow("overflow in fma")));
    }
    Ok(Value::Float(result))
}

fn isclose(vm: &mut Vm, args: Args<'_>) -> R {
    let [a, b, relative, absolute] = ["a", "b", "rel_tol", "abs_tol"].map(|name| vm.syms.intern(name));
    let (a, b) = (args.either(0, a), args.either(1, b));
    for (v, name, at) in [(a, "a", 1), (b, "b", 2)] {
        if v.is_unbound() {
            return Err(vm.type_error(format!("isclose() missing required argument '{name}' (pos {at})")));
        }
    }
    let (a, b) = (vm.float_arg(a)?, vm.float_arg(b)?);
    let tolerance = |vm: &mut Vm, name, default| match args.kw(name) {
        Value::Unbound => Ok(default),
        v => vm.float_arg(v),
    };
    let (relative, absolute) = (tolerance(vm, relative, 1e-9)?, tolerance(vm, absolute, 0.0)?);
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(Value::Bool(true));
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(Value::Bool(false));
    }
    let difference = (b - a).abs();
    let close = difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute;
    Ok(Value::Bool(close))
}

/// `floor` and `ceil`.
fn rounded(vm: &mut Vm, args: Args<'_>, name: crate::python::sym::Sym, f: fn(f64) -> f64) -> R {
    let v = args.get(0);
    if vm.has_python_special(v, name) {
        return Err(Ctl::Python);
    }
    if let Some(n) = number::to_bigint(vm, v) {
        return Ok(vm.heap.int(n));
    }
    let x = vm.float_arg(v)?;
    match number::float_to_int(f(x)) {
        Ok(n) => Ok(vm.heap.int(n)),
        Err(fault) => Err(vm.fault(fault)),
    }
}

fn trunc(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    if vm.has_python_special(v, names::TRUNC) {
        return Err(Ctl::Python);
    }
    match number::num(vm, v) {
        None | Some(Num::Complex(..)) => {
            let got = vm.type_name(v);
            Err(vm.type_error(format!("type {got} doesn't define __trunc__ method")))
        }
        Some(_) => rounded(vm, args, names::TRUNC, f64::trunc),
    }
}

fn modf(vm: &mut Vm, args: Args<'_>) -> R {
    let x = vm.float_arg(args.get(0))?;
    let (fraction, whole) = if x.is_infinite() { (0.0, x) } else { (x - x.trunc(), x.trunc()) };
    Ok(vm.heap.tuple(vec![Value::Float(fraction.copysign(x)), Value::Float(whole)]))
}

fn frexp(vm: &mut Vm, args: Args<'_>) -> R {
    let x = vm.float_arg(args.get(0))?;
    let (m, e) = if x.is_finite() && x != 0.0 { libm::frexp(x) } else { (x, 0) };
    Ok(vm.heap.tuple(vec![Value::Float(m), Value::Int(i64::from(e))]))
}

fn ulp(vm: &mut Vm, args: Args<'_>) -> R {
    let x = vm.float_arg(args.get(0))?.abs();
    if !x.is_finite() {
        return Ok(Value::Float(x));
    }
    let next = f64::from_bits(x.to_bits() + 1);
    let unit = if next.is_infinite() { x - f64::from_bits(x.to_bits() - 1) } else { next - x };
    Ok(Value::Float(unit))
}
