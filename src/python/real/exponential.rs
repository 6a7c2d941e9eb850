//! Powers and logarithms, and what is made of them.

use super::double::Double;
use std::f64::consts::{LN_2, LOG2_E, LOG10_E, SQRT_2};

/// The natural logarithm of two; its inverse; that of ten.
const LN2: Double = Double::new(LN_2, 2.3190468138462996e-17);
const INVERSE_LN2: Double = Double::new(LOG2_E, 2.0355273740931033e-17);
const INVERSE_LN10: Double = Double::new(LOG10_E, 1.098319650216765e-17);

/// Halvings of the argument before the series.
const HALVINGS: i32 = 8;
/// Terms of the series for such arguments: enough for 106 bits.
const TERMS: i32 = 10;

/// e to the x, minus one, for |x| up to 0.35.
fn expm1_small(x: Double) -> Double {
    let scale = libm::scalbn(1.0, -HALVINGS);
    let x = Double::new(x.high * scale, x.low * scale);
    // x + x²/2! + x³/3! …, from the last term.
    let mut sum = Double::ZERO;
    for n in (2..=TERMS).rev() {
        sum = (Double::ONE + sum) * x / Double::from(f64::from(n));
    }
    let mut result = x * (Double::ONE + sum);
    for _ in 0..HALVINGS {
        result = result * (result + Double::from(2.0));
    }
    result
}

/// e to the x as a number near one and a power of two. |x| is below 2000.
fn exp_parts(x: Double) -> (Double, i32) {
    let k = (x.high * LOG2_E).round_ties_even();
    let rest = x - LN2 * Double::from(k);
    (Double::ONE + expm1_small(rest), k as i32)
}

/// e to the x.
fn exp_double(x: Double) -> f64 {
    if x.high > 710.0 {
        return f64::INFINITY;
    }
    if x.high < -746.0 {
        return 0.0;
    }
    let (m, k) = exp_parts(x);
    m.scaled(k)
}

/// e to the x, minus one, as a number of full precision. |x| is below 700.
fn expm1_double(x: Double) -> Double {
    if x.high.abs() < 0.35 {
        return expm1_small(x);
    }
    let (m, k) = exp_parts(x);
    let scale = libm::scalbn(1.0, k);
    Double::new(m.high * scale, m.low * scale) - Double::ONE
}

/// The natural logarithm of a positive, finite float.
fn log_double(x: f64) -> Double {
    let (mut m, mut k) = libm::frexp(x);
    if m < SQRT_2 / 2.0 {
        m *= 2.0;
        k -= 1;
    }
    log_near_one(Double::from(m)) + LN2 * Double::from(f64::from(k))
}

/// The natural logarithm of a number between 0.7 and 1.5.
fn log_near_one(m: Double) -> Double {
    let f = m - Double::ONE;
    if f.high.abs() < 1.0 / 16.0 {
        // 2 (s + s³/3 + s⁵/5 …) with s = f / (2 + f).
        let s = f / (Double::from(2.0) + f);
        let square = s * s;
        let mut sum = Double::ZERO;
        for n in (0..12).rev() {
            sum = sum * square + Double::ONE / Double::from(f64::from(2 * n + 1));
        }
        let result = s * sum;
        return result + result;
    }
    // One step of Newton's from the ordinary logarithm: log(m) = y + log(m e⁻ʸ).
    let y = libm::log(m.high);
    let (e, k) = exp_parts(Double::from(-y));
    let scale = libm::scalbn(1.0, k);
    let t = m * Double::new(e.high * scale, e.low * scale) - Double::ONE;
    Double::from(y) + (t - Double::from(t.high * t.high / 2.0))
}

/// e to the x.
pub fn exp(x: f64) -> f64 {
    if x.is_nan() { x } else { exp_double(Double::from(x.clamp(-1000.0, 1000.0))) }
}

/// Two to the x.
pub fn exp2(x: f64) -> f64 {
    pow(2.0, x)
}

/// e to the x, minus one.
pub fn expm1(x: f64) -> f64 {
    if x.is_nan() || x == 0.0 || x.abs() < 1e-300 {
        return x;
    }
    if x > 690.0 {
        return exp(x);
    }
    if x < -50.0 {
        return -1.0;
    }
    expm1_double(Double::from(x)).value()
}

/// The value of a logarithm where it is not an ordinary number.
fn log_special(x: f64) -> Option<f64> {
    match x {
        _ if x.is_nan() || x < 0.0 => Some(f64::NAN),
        0.0 => Some(f64::NEG_INFINITY),
        f64::INFINITY => Some(x),
        _ => None,
    }
}

/// The natural logarithm.
pub fn log(x: f64) -> f64 {
    log_special(x).unwrap_or_else(|| log_double(x).value())
}

/// The logarithm to base two.
pub fn log2(x: f64) -> f64 {
    log_special(x).unwrap_or_else(|| (log_double(x) * INVERSE_LN2).value())
}

/// The logarithm to base ten.
pub fn log10(x: f64) -> f64 {
    log_special(x).unwrap_or_else(|| (log_double(x) * INVERSE_LN10).value())
}

/// The natural logarithm of 1 + x.
pub fn log1p(x: f64) -> f64 {
    if x == 0.0 || x.abs() < 1e-300 {
        return x;
    }
    if x <= -1.0 || !x.is_finite() {
        return log(1.0 + x);
    }
    log_sum(Double::sum(1.0, x)).value()
}

/// The natural logarithm of a positive number of two floats.
fn log_sum(x: Double) -> Double {
    if (0.75..1.45).contains(&x.high) {
        return log_near_one(x);
    }
    let (_, k) = libm::frexp(x.high);
    let scale = |f: f64| libm::scalbn(f, -k);
    let mut m = Double::new(scale(x.high), scale(x.low));
    let mut exponent = k;
    if m.high < SQRT_2 / 2.0 {
        m = m + m;
        exponent -= 1;
    }
    log_near_one(m) + LN2 * Double::from(f64::from(exponent))
}

/// x to the y, as C99 defines it.
pub fn pow(x: f64, y: f64) -> f64 {
    if y == 0.0 || x == 1.0 {
        return 1.0;
    }
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    let whole = y.is_infinite() || y.floor() == y;
    let odd = whole && y.is_finite() && libm::fmod(y, 2.0) != 0.0;
    let sign = if x.is_sign_negative() && odd { -1.0 } else { 1.0 };
    let size = x.abs();
    if y.is_infinite() || size == 0.0 || size.is_infinite() || size == 1.0 {
        if size == 1.0 {
            return sign;
        }
        return if (size > 1.0) == (y > 0.0) { sign * f64::INFINITY } else { sign * 0.0 };
    }
    if x < 0.0 && !whole {
        return f64::NAN;
    }
    sign * exact_power(size, y).unwrap_or_else(|| positive_power(size, y))
}

/// Where the result has few bits it is made of ints: only so ties are seen.
fn exact_power(x: f64, y: f64) -> Option<f64> {
    if !(2.0..=64.0).contains(&y) || y.floor() != y {
        return None;
    }
    let (m, k) = libm::frexp(x);
    let mantissa = libm::scalbn(m, 53) as u64;
    let zeros = mantissa.trailing_zeros();
    let odd = u128::from(mantissa >> zeros);
    let n = y as u32;
    let result = odd.checked_pow(n)?;
    let exponent = (k - 53 + zeros as i32).checked_mul(n as i32)?;
    // Small results round again when they are scaled.
    (exponent > -900 && exponent < 880).then(|| libm::scalbn(result as f64, exponent))
}

fn positive_power(x: f64, y: f64) -> f64 {
    let l = log_double(x);
    let estimate = l.high * y;
    if estimate > 711.0 {
        return f64::INFINITY;
    }
    if estimate < -747.0 {
        return 0.0;
    }
    exp_double(l * Double::from(y))
}

/// The hyperbolic sine.
pub fn sinh(x: f64) -> f64 {
    let size = x.abs();
    if x.is_nan() || size < 1e-150 {
        return x;
    }
    let result = if size > 40.0 {
        exp_double(Double::from(size) - LN2)
    } else {
        // (t + t / (t + 1)) / 2 with t = eˣ - 1.
        let t = expm1_double(Double::from(size));
        (t + t / (t + Double::ONE)).value() / 2.0
    };
    result.copysign(x)
}

/// The hyperbolic cosine.
pub fn cosh(x: f64) -> f64 {
    let size = x.abs();
    if x.is_nan() {
        return x;
    }
    if size > 40.0 {
        return exp_double(Double::from(size) - LN2);
    }
    let (m, k) = exp_parts(Double::from(size));
    let scale = libm::scalbn(1.0, k);
    let e = Double::new(m.high * scale, m.low * scale);
    (e + Double::ONE / e).value() / 2.0
}

/// The hyperbolic tangent.
pub fn tanh(x: f64) -> f64 {
    let size = x.abs();
    if x.is_nan() || size < 1e-150 {
        return x;
    }
    if size > 25.0 {
        return 1.0f64.copysign(x);
    }
    // t / (t + 2) with t = e²ˣ - 1.
    let t = expm1_double(Double::from(2.0 * size));
    (t / (t + Double::from(2.0))).value().copysign(x)
}

/// The inverse of the hyperbolic sine.
pub fn asinh(x: f64) -> f64 {
    let size = x.abs();
    if !x.is_finite() || size < 1e-150 {
        return x;
    }
    let result = if size > 1e150 {
        log_double(size) + LN2
    } else {
        // log(1 + (x + x² / (1 + √(1 + x²)))).
        let x = Double::from(size);
        let root = (Double::ONE + x * x).sqrt();
        log1p_double(x + x * x / (Double::ONE + root))
    };
    result.value().copysign(x)
}

/// The natural logarithm of 1 + x for positive x of two floats.
fn log1p_double(x: Double) -> Double {
    if x.high < 1.0 / 32.0 {
        let s = x / (Double::from(2.0) + x);
        let square = s * s;
        let mut sum = Double::ZERO;
        for n in (0..12).rev() {
            sum = sum * square + Double::ONE / Double::from(f64::from(2 * n + 1));
        }
        let result = s * sum;
        return result + result;
    }
    log_sum(Double::ONE + x)
}

/// The inverse of the hyperbolic cosine.
pub fn acosh(x: f64) -> f64 {
    if x.is_nan() || x < 1.0 {
        return f64::NAN;
    }
    if x == f64::INFINITY {
        return x;
    }
    if x > 1e150 {
        return (log_double(x) + LN2).value();
    }
    // log(1 + (t + √(2t + t²))) with t = x - 1.
    let t = Double::sum(x, -1.0);
    log1p_double(t + (t + t + t * t).sqrt()).value()
}

/// The inverse of the hyperbolic tangent.
pub fn atanh(x: f64) -> f64 {
    let size = x.abs();
    if x.is_nan() || size > 1.0 {
        return f64::NAN;
    }
    if size < 1e-150 {
        return x;
    }
    if size == 1.0 {
        return f64::INFINITY.copysign(x);
    }
    let x2 = Double::from(2.0 * size);
    let result = log1p_double(x2 / (Double::ONE - Double::from(size)));
    (result.value() / 2.0).copysign(x)
}
