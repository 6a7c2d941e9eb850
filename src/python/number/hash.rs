//! Hashes of numbers as CPython computes them: equal numbers of all types hash alike, modulo a prime.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

/// 2**61 - 1, `sys.hash_info.modulus`.
const MODULUS: u64 = (1 << 61) - 1;
/// `sys.hash_info.inf`.
const INFINITY: i64 = 314_159;
/// `sys.hash_info.imag`.
const IMAGINARY: i64 = 1_000_003;

/// -1 means an error to CPython, so nothing hashes to it.
fn not_minus_one(h: i64) -> i64 {
    if h == -1 { -2 } else { h }
}

/// Of an int.
pub fn small(i: i64) -> i64 {
    let m = (i.unsigned_abs() % MODULUS) as i64;
    not_minus_one(if i < 0 { -m } else { m })
}

/// Of a large int.
pub fn big(b: &BigInt) -> i64 {
    let m = (b.magnitude() % MODULUS).to_i64().unwrap_or(0);
    not_minus_one(if b.is_negative() { -m } else { m })
}

/// Of a float. (nan hashes by identity in CPython; here all are alike.)
pub fn float(f: f64) -> i64 {
    if f.is_infinite() {
        return if f > 0.0 { INFINITY } else { -INFINITY };
    }
    if f.is_nan() {
        return 0;
    }
    // 28 bits of the fraction at a time, each shifting the hash by as many, modulo the prime.
    let (fraction, mut exponent) = libm::frexp(f);
    let mut left = fraction.abs();
    let mut x: u64 = 0;
    while left != 0.0 {
        x = ((x << 28) & MODULUS) | (x >> (61 - 28));
        left *= f64::from(1 << 28);
        exponent -= 28;
        let bits = left as u64;
        left -= bits as f64;
        x += bits;
        if x >= MODULUS {
            x -= MODULUS;
        }
    }
    let by = exponent.rem_euclid(61) as u32;
    x = ((x << by) & MODULUS) | (x >> (61 - by));
    not_minus_one(if f < 0.0 { -(x as i64) } else { x as i64 })
}

/// Of a complex number.
pub fn complex(re: f64, im: f64) -> i64 {
    not_minus_one(float(re).wrapping_add(float(im).wrapping_mul(IMAGINARY)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As CPython 3.13 hashes them.
    #[test]
    fn as_cpython() {
        assert_eq!((small(-1), small(0), small(i64::MIN)), (-2, 0, -4));
        assert_eq!(big(&BigInt::from(2).pow(100)), 549_755_813_888);
        assert_eq!(float(0.5), 1_152_921_504_606_846_976);
        assert_eq!(float(1e300), 1_224_995_262_755_759_164);
        assert_eq!((float(-1.0), float(3.0), float(f64::NEG_INFINITY)), (-2, 3, -314_159));
        assert_eq!(complex(1.0, 2.0), 2_000_007);
    }
}
