//! Sines, tangents and their inverses.

use super::double::Double;
use num_bigint::BigUint;
use num_traits::{ToPrimitive, Zero};
use std::f64::consts::{FRAC_2_PI, FRAC_PI_2, FRAC_PI_4, PI};

/// Half of π in four floats.
const HALF_PI: [f64; 4] = [FRAC_PI_2, 6.123233995736766e-17, -1.4973849048591698e-33, 5.562271104316826e-50];
/// Arguments below are reduced with [`HALF_PI`]; larger ones with [`TWO_OVER_PI`].
const LARGE: f64 = (1 << 28) as f64;
/// Bits of [`TWO_OVER_PI`].
const BITS: u64 = 1280;
/// 2/π times two to the 1280.
const TWO_OVER_PI: &str = "a2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921\
cfe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27c\
b09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b6babf0cfbc209af4361d";

/// How many quarter turns, modulo four, and the rest, at most an eighth of a turn. The argument is finite.
fn reduced(x: f64) -> (u8, Double) {
    if x.abs() <= FRAC_PI_4 {
        return (0, Double::from(x));
    }
    if x.abs() >= LARGE {
        return reduced_large(x);
    }
    let k = (x * FRAC_2_PI).round_ties_even();
    let first = Double::product(k, HALF_PI[0]);
    // What remains of the first step is exact; the further steps are small.
    let mut rest = Double::sum(x, -first.high) - Double::from(first.low);
    for part in &HALF_PI[1..] {
        rest = rest - Double::product(k, *part);
    }
    ((k as i64).rem_euclid(4) as u8, rest)
}

/// With ints: the argument times 2/π, of which the part before the point counts quarter turns.
fn reduced_large(x: f64) -> (u8, Double) {
    let (m, exponent) = libm::frexp(x.abs());
    let mantissa = BigUint::from(libm::scalbn(m, 53) as u64);
    let constant = BigUint::parse_bytes(TWO_OVER_PI.as_bytes(), 16).unwrap_or_default();
    // |x| = mantissa * 2^(exponent - 53): the product has so many bits after the point.
    let point = (BITS as i64 - i64::from(exponent) + 53).unsigned_abs();
    let product = mantissa * constant;
    let whole = &product >> point;
    let mut fraction = product - (&whole << point);
    let mut quarters = (&whole % 4u32).to_u8().unwrap_or(0);
    let half = BigUint::from(1u32) << (point - 1);
    let over = fraction > half;
    if over {
        fraction = (BigUint::from(1u32) << point) - fraction;
        quarters = (quarters + 1) % 4;
    }
    let rest = fraction_double(&fraction, point) * Double::new(HALF_PI[0], HALF_PI[1]);
    let negative = x < 0.0;
    let turns = if negative { (4 - quarters) % 4 } else { quarters };
    (turns, if over != negative { -rest } else { rest })
}

/// The first 106 bits of a fraction.
fn fraction_double(fraction: &BigUint, point: u64) -> Double {
    if fraction.is_zero() {
        return Double::ZERO;
    }
    let drop = fraction.bits().saturating_sub(106);
    let bits = (fraction >> drop).to_u128().unwrap_or(0);
    let exponent = drop as i32 - point as i32;
    let high = (bits >> 53) as f64;
    let low = (bits & ((1 << 53) - 1)) as f64;
    Double::sum(libm::scalbn(high, exponent + 53), libm::scalbn(low, exponent))
}

/// Sine and cosine of at most an eighth of a turn.
fn series(r: Double) -> (Double, Double) {
    let square = r * r;
    let (mut sine, mut cosine) = (Double::ZERO, Double::ZERO);
    for n in (1..=14).rev() {
        let n = f64::from(2 * n);
        cosine = (Double::ONE - cosine) * square / Double::from(n * (n - 1.0));
        sine = (Double::ONE - sine) * square / Double::from(n * (n + 1.0));
    }
    (r * (Double::ONE - sine), Double::ONE - cosine)
}

/// Sine and cosine.
fn sine_cosine(x: f64) -> (Double, Double) {
    let (quarters, r) = reduced(x);
    let (s, c) = series(r);
    match quarters {
        0 => (s, c),
        1 => (c, -s),
        2 => (-s, -c),
        _ => (-c, s),
    }
}

/// Arguments so small that the function is the argument itself.
fn tiny(x: f64) -> bool {
    x.abs() < 1e-150
}

/// The sine; nan for what is not finite.
pub fn sin(x: f64) -> f64 {
    match x {
        _ if !x.is_finite() => f64::NAN,
        _ if tiny(x) => x,
        _ => sine_cosine(x).0.value(),
    }
}

/// The cosine; nan for what is not finite.
pub fn cos(x: f64) -> f64 {
    if x.is_finite() { sine_cosine(x).1.value() } else { f64::NAN }
}

/// The tangent; nan for what is not finite.
pub fn tan(x: f64) -> f64 {
    if !x.is_finite() {
        return f64::NAN;
    }
    if tiny(x) {
        return x;
    }
    let (s, c) = sine_cosine(x);
    (s / c).value()
}

/// The angle of the vector (x, y), both of ordinary size: the library's, and a step of Newton's.
fn angle(y: Double, x: Double) -> f64 {
    let estimate = libm::atan2(y.high, x.high);
    let (s, c) = sine_cosine(estimate);
    let error = (y * c - x * s).high / (x * c + y * s).high;
    Double::sum(estimate, error).high
}

/// The angle whose tangent is `x`.
pub fn atan(x: f64) -> f64 {
    if x.is_nan() || tiny(x) {
        return x;
    }
    if x.abs() > 1e150 {
        return FRAC_PI_2.copysign(x);
    }
    angle(Double::from(x), Double::ONE)
}

/// The angle of the vector (x, y).
pub fn atan2(y: f64, x: f64) -> f64 {
    if x.is_nan() || y.is_nan() || x.is_infinite() || y.is_infinite() || x == 0.0 || y == 0.0 {
        return libm::atan2(y, x);
    }
    let ((_, a), (_, b)) = (libm::frexp(y), libm::frexp(x));
    if (a - b).abs() > 400 {
        // Too far apart for anything but the quotient or a straight angle.
        return libm::atan2(y, x);
    }
    let by = -a.max(b);
    angle(Double::from(libm::scalbn(y, by)), Double::from(libm::scalbn(x, by)))
}

/// √(1 - x²).
fn other_side(x: f64) -> Double {
    (Double::ONE - Double::product(x, x)).sqrt()
}

/// The angle whose sine is `x`; nan beyond one.
pub fn asin(x: f64) -> f64 {
    if x.is_nan() || x.abs() > 1.0 {
        return f64::NAN;
    }
    if tiny(x) {
        return x;
    }
    if x.abs() == 1.0 {
        return FRAC_PI_2.copysign(x);
    }
    angle(Double::from(x), other_side(x))
}

/// The angle whose cosine is `x`; nan beyond one.
pub fn acos(x: f64) -> f64 {
    match x {
        _ if x.is_nan() || x.abs() > 1.0 => f64::NAN,
        1.0 => 0.0,
        -1.0 => PI,
        _ => angle(other_side(x), Double::from(x)),
    }
}
