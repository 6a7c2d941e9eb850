//! Functions for which C libraries take the formulas of Sun's mathematical library, not correctly rounded: the same formulas,
//! on our own exponential and logarithm, give CPython's last digit more often than the correctly rounded result would.

use super::{exp, log};
use std::f64::consts::LN_2;

pub use libm::{atanh, expm1, log1p, sinh};

/// Above, e to the minus x is lost beside e to the x.
const LARGE: f64 = 22.0;
/// Above, e to the x itself is too large, but half of it is not.
const HUGE: f64 = 709.0;

/// The hyperbolic cosine.
pub fn cosh(x: f64) -> f64 {
    let size = x.abs();
    if !x.is_finite() {
        return size;
    }
    if size < 0.5 * LN_2 {
        let t = expm1(size);
        let w = 1.0 + t;
        return 1.0 + (t * t) / (w + w);
    }
    if size < LARGE {
        let t = exp(size);
        return 0.5 * t + 0.5 / t;
    }
    if size < HUGE {
        return 0.5 * exp(size);
    }
    let w = exp(0.5 * size);
    (0.5 * w) * w
}

/// The hyperbolic tangent.
pub fn tanh(x: f64) -> f64 {
    let size = x.abs();
    if x.is_nan() || size < 1e-150 {
        return x;
    }
    let result = if size >= LARGE {
        1.0
    } else if size >= 1.0 {
        1.0 - 2.0 / (expm1(2.0 * size) + 2.0)
    } else {
        let t = expm1(-2.0 * size);
        -t / (t + 2.0)
    };
    result.copysign(x)
}

/// The inverse of the hyperbolic sine.
pub fn asinh(x: f64) -> f64 {
    let size = x.abs();
    if !x.is_finite() || size < 1e-9 {
        return x;
    }
    let square = size * size;
    let result = if size > (1 << 28) as f64 {
        log(size) + LN_2
    } else if size > 2.0 {
        log(2.0 * size + 1.0 / ((square + 1.0).sqrt() + size))
    } else {
        log1p(size + square / (1.0 + (1.0 + square).sqrt()))
    };
    result.copysign(x)
}

/// The inverse of the hyperbolic cosine; nan below one.
pub fn acosh(x: f64) -> f64 {
    if x.is_nan() || x < 1.0 {
        return f64::NAN;
    }
    if x > (1 << 28) as f64 {
        return log(x) + LN_2;
    }
    if x > 2.0 {
        return log(2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt()));
    }
    let t = x - 1.0;
    log1p(t + (2.0 * t + t * t).sqrt())
}
