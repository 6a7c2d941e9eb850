//! Powers and logarithms, and what is made of them.

use super::double::Double;
use std::f64::consts::{LN_2, LOG2_E, LOG10_E, SQRT_2};

/// The natural logarithm of two; its inverse.
const LN2: Double = Double::new(LN_2, 2.3190468138462996e-17);
const INVERSE_LN2: Double = Double::new(LOG2_E, 2.0355273740931033e-17);

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

/// The logarithm to base ten, as C libraries put it together: that of the fraction, and the exponent times log10(2), which is
/// held in two parts.
pub fn log10(x: f64) -> f64 {
    const LOG10_2_HIGH: f64 = 0.301_029_995_663_611_77;
    const LOG10_2_LOW: f64 = 3.694_239_077_158_931e-13;
    if let Some(special) = log_special(x) {
        return special;
    }
    // The fraction is between one and two, or between a half and one for numbers below one.
    let (m, exponent) = libm::frexp(x);
    let exponent = exponent - 1;
    let (fraction, exponent) = if exponent < 0 { (m, exponent + 1) } else { (2.0 * m, exponent) };
    let y = f64::from(exponent);
    (y * LOG10_2_LOW + LOG10_E * log(fraction)) + y * LOG10_2_HIGH
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
