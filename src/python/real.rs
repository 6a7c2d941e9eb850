//! Functions of real numbers that give the same bits on every platform. Most give the correctly rounded result, but for cases
//! rarer than one in a million: the C library that CPython uses differs from that for one argument in a thousand. Where
//! it is not so exact (`hyperbolic.rs`, `log10`) its formulas are used, on our own exponential and logarithm.
//!
//! Intermediate results are held in two floats each (`double.rs`), some 100 bits. Knows no values and no errors.

mod double;
mod exponential;
mod hyperbolic;
mod trigonometric;

use double::Double;
pub use exponential::{exp, exp2, log, log2, log10, pow};
pub use hyperbolic::{acosh, asinh, atanh, cosh, expm1, log1p, sinh, tanh};
pub use trigonometric::{acos, asin, atan, atan2, cos, sin, tan};

/// The length of the vector (x, y).
pub fn hypot(x: f64, y: f64) -> f64 {
    length(&[x, y])
}

/// The length of a vector: infinite if one part is, else nan if one part is.
pub fn length(parts: &[f64]) -> f64 {
    let largest = parts.iter().fold(0.0, |m: f64, p| m.max(p.abs()));
    if largest.is_infinite() {
        return f64::INFINITY;
    }
    if parts.iter().any(|p| p.is_nan()) {
        return f64::NAN;
    }
    if largest == 0.0 {
        return 0.0;
    }
    // Scaled by a power of two, so that squares neither overflow nor vanish.
    let (_, exponent) = libm::frexp(largest);
    let mut sum = Double::ZERO;
    for &part in parts {
        sum = sum + Double::product(libm::scalbn(part, -exponent), libm::scalbn(part, -exponent));
    }
    sum.sqrt().scaled(exponent)
}

/// The sum of the products of floats, with some 106 bits in between; both are of one length.
pub fn dot(p: &[f64], q: &[f64]) -> f64 {
    let sum = p.iter().zip(q).fold(Double::ZERO, |sum, (&a, &b)| sum + Double::product(a, b)).value();
    // Products near the largest float leave the range of the halves they are made of.
    if sum.is_finite() { sum } else { p.iter().zip(q).map(|(a, b)| a * b).sum() }
}

/// The cube root.
pub fn cbrt(x: f64) -> f64 {
    libm::cbrt(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Function = fn(f64) -> f64;
    type OfTwo = fn(f64, f64) -> f64;

    /// Recorded from the C library under CPython 3.13: name, arguments and result in hexadecimal bits. The table holds no
    /// argument where that library itself should be correctly rounded and is not.
    #[test]
    fn as_recorded() {
        let one: &[(&str, Function)] = &[
            ("exp", exp),
            ("exp2", exp2),
            ("expm1", expm1),
            ("log", log),
            ("log2", log2),
            ("log10", log10),
            ("log1p", log1p),
            ("sin", sin),
            ("cos", cos),
            ("tan", tan),
            ("asin", asin),
            ("acos", acos),
            ("atan", atan),
            ("sinh", sinh),
            ("cosh", cosh),
            ("tanh", tanh),
            ("asinh", asinh),
            ("acosh", acosh),
            ("atanh", atanh),
            ("cbrt", cbrt),
        ];
        let two: &[(&str, OfTwo)] = &[("pow", pow), ("atan2", atan2), ("hypot", hypot)];
        for row in crate::python::text::tables::rows(include_str!("real/recorded.jsonl")) {
            let number = |i: usize| f64::from_bits(u64::from_str_radix(&row[i], 16).unwrap());
            let got = match (one.iter().find(|(n, _)| *n == row[0]), two.iter().find(|(n, _)| *n == row[0])) {
                (Some((_, f)), _) => (f(number(1)), number(2)),
                (_, Some((_, f))) => (f(number(1), number(2)), number(3)),
                _ => panic!("{row:?}"),
            };
            assert_eq!(got.0.to_bits(), got.1.to_bits(), "{row:?}: {} for {}", got.0, got.1);
        }
    }

    #[test]
    fn lengths() {
        assert_eq!(hypot(3.0, 4.0), 5.0);
        assert_eq!(hypot(1e300, 1e300), 1.4142135623730952e300);
        assert_eq!(hypot(f64::NAN, f64::NEG_INFINITY), f64::INFINITY);
        assert!(hypot(f64::NAN, 1.0).is_nan());
        assert_eq!(length(&[1.0, 2.0, 2.0]), 3.0);
        assert_eq!(hypot(5e-324, 0.0), 5e-324);
    }
}
