//! The gamma function and its logarithm, by Lanczos' approximation with the coefficients that CPython takes (g = 6.0246…, 13
//! terms: those of the Boost library), in its order of operations.

use super::{domain, range};
use crate::python::native::{Args, R};
use crate::python::real;
use crate::python::value::Value;
use crate::python::vm::Vm;
use std::f64::consts::PI;

const G: f64 = 6.024_680_040_776_73;
const G_MINUS_HALF: f64 = 5.524_680_040_776_73;
/// Coefficients of the approximation as a quotient of polynomials, constant term first.
const NUMERATOR: [f64; 13] = [
    23_531_376_880.410_76,
    42_919_803_642.649_1,
    35_711_959_237.355_67,
    17_921_034_426.037_21,
    6_039_542_586.352_028,
    1_439_720_407.311_721_6,
    248_874_557.862_054_17,
    31_426_415.585_400_194,
    2_876_370.628_935_372_5,
    186_056.265_395_223_48,
    8_071.672_002_365_816,
    210.824_277_751_579_36,
    2.506_628_274_631_000_2,
];
const DENOMINATOR: [f64; 13] = [
    0.0,
    39916800.0,
    120543840.0,
    150917976.0,
    105258076.0,
    45995730.0,
    13339535.0,
    2637558.0,
    357423.0,
    32670.0,
    1925.0,
    66.0,
    1.0,
];
/// Whole numbers up to 23 have their factorials, exactly.
const TABLE_MAX: f64 = 23.0;
/// The gamma function of anything larger is too large.
const GAMMA_MAX: f64 = 171.624_376_956_302_7;

/// The rational function of the approximation; from the small or the large end, whichever does not overflow.
fn lanczos_sum(x: f64) -> f64 {
    let (mut numerator, mut denominator) = (0.0, 0.0);
    if x < 5.0 {
        for (n, d) in NUMERATOR.iter().zip(DENOMINATOR).rev() {
            numerator = numerator * x + n;
            denominator = denominator * x + d;
        }
    } else {
        for (n, d) in NUMERATOR.iter().zip(DENOMINATOR) {
            numerator = numerator / x + n;
            denominator = denominator / x + d;
        }
    }
    numerator / denominator
}

/// sin(πx), exact at the multiples of one half.
fn sin_pi(x: f64) -> f64 {
    let y = libm::fmod(x.abs(), 2.0);
    let result = match (2.0 * y).round() as i32 {
        0 => real::sin(PI * y),
        1 => real::cos(PI * (y - 0.5)),
        2 => real::sin(PI * (1.0 - y)),
        3 => -real::cos(PI * (y - 1.5)),
        _ => real::sin(PI * (y - 2.0)),
    };
    1.0f64.copysign(x) * result
}

/// What an argument gives.
enum Gamma {
    Value(f64),
    Pole,
    TooLarge,
}

fn gamma_of(x: f64) -> Gamma {
    if !x.is_finite() {
        return if x.is_nan() || x > 0.0 { Gamma::Value(x) } else { Gamma::Pole };
    }
    if x == 0.0 {
        return Gamma::Pole;
    }
    if x == x.floor() {
        if x < 0.0 {
            return Gamma::Pole;
        }
        if x <= TABLE_MAX {
            return Gamma::Value((1..x as i64).map(|n| n as f64).product());
        }
    }
    let size = x.abs();
    if size < 1e-20 {
        let r = 1.0 / x;
        return if r.is_infinite() { Gamma::TooLarge } else { Gamma::Value(r) };
    }
    if size > 200.0 {
        return if x < 0.0 { Gamma::Value(0.0 / sin_pi(x)) } else { Gamma::TooLarge };
    }
    let y = size + G_MINUS_HALF;
    // What `y` lost in rounding, to correct the power with.
    let lost = if size > G_MINUS_HALF { (y - size) - G_MINUS_HALF } else { (y - G_MINUS_HALF) - size };
    let correction = lost * G / y;
    let half_power = |r: f64, divide: bool| {
        let step = |r: f64, p: f64| if divide { r / p } else { r * p };
        if size < 140.0 {
            return step(r, real::pow(y, size - 0.5));
        }
        let root = real::pow(y, size / 2.0 - 0.25);
        step(step(r, root), root)
    };
    let r = if x < 0.0 {
        let mut r = -PI / sin_pi(size) / size * real::exp(y) / lanczos_sum(size);
        r -= correction * r;
        half_power(r, true)
    } else {
        let mut r = lanczos_sum(size) / real::exp(y);
        r += correction * r;
        half_power(r, false)
    };
    if r.is_infinite() || x > GAMMA_MAX { Gamma::TooLarge } else { Gamma::Value(r) }
}

pub fn gamma(vm: &mut Vm, args: Args<'_>) -> R {
    let x = vm.float_arg(args.get(0))?;
    match gamma_of(x) {
        Gamma::Value(f) => Ok(Value::Float(f)),
        Gamma::Pole => Err(domain(vm)),
        Gamma::TooLarge => Err(range(vm)),
    }
}

pub fn lgamma(vm: &mut Vm, args: Args<'_>) -> R {
    let x = vm.float_arg(args.get(0))?;
    if x.is_nan() {
        return Ok(Value::Float(x));
    }
    if x.is_infinite() {
        return Ok(Value::Float(f64::INFINITY));
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Err(domain(vm)) } else { Ok(Value::Float(0.0)) };
    }
    let size = x.abs();
    if size < 1e-20 {
        return Ok(Value::Float(-real::log(size)));
    }
    let mut r = real::log(lanczos_sum(size)) - G;
    r += (size - 0.5) * (real::log(size + G - 0.5) - 1.0);
    if x < 0.0 {
        r = real::log(PI) - real::log(sin_pi(size).abs()) - real::log(size) - r;
    }
    if r.is_infinite() { Err(range(vm)) } else { Ok(Value::Float(r)) }
}
