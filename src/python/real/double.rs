//! Numbers held in two floats, the second no larger than half a unit of the first's last place: about 106 bits. The sums and
//! products of floats without error are Dekker's and Knuth's; no fused operation is used, so that every platform agrees.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// The sum of two floats, the second small.
#[derive(Clone, Copy, Debug)]
pub struct Double {
    pub high: f64,
    pub low: f64,
}

/// The sum and what it lost.
fn two_sum(a: f64, b: f64) -> Double {
    let high = a + b;
    let part = high - a;
    Double { high, low: (a - (high - part)) + (b - part) }
}

/// The same if `a` is the larger.
fn quick_sum(a: f64, b: f64) -> Double {
    let high = a + b;
    Double { high, low: b - (high - a) }
}

/// The halves of a float: 26 bits each.
fn split(a: f64) -> (f64, f64) {
    const FACTOR: f64 = 134_217_729.0;
    let t = FACTOR * a;
    let high = t - (t - a);
    (high, a - high)
}

impl Double {
    pub const ZERO: Double = Double { high: 0.0, low: 0.0 };
    pub const ONE: Double = Double { high: 1.0, low: 0.0 };

    /// From two floats, the first the larger.
    pub const fn new(high: f64, low: f64) -> Double {
        Double { high, low }
    }

    /// The product of two floats, without error.
    pub fn product(a: f64, b: f64) -> Double {
        let high = a * b;
        let ((a1, a2), (b1, b2)) = (split(a), split(b));
        Double { high, low: ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2 }
    }

    /// The sum of two floats, without error.
    pub fn sum(a: f64, b: f64) -> Double {
        two_sum(a, b)
    }

    /// The square root.
    pub fn sqrt(self) -> Double {
        if self.high <= 0.0 {
            return Double::ZERO;
        }
        let root = self.high.sqrt();
        let rest = self - Double::product(root, root);
        quick_sum(root, rest.high / (2.0 * root))
    }

    /// Times two to the `exponent`, as the nearest float. This is the only rounding, also for results so small that they
    /// have fewer bits.
    pub fn scaled(self, exponent: i32) -> f64 {
        let value = quick_sum(self.high, self.low);
        let (_, own) = libm::frexp(value.high);
        if own + exponent > -1021 || value.high == 0.0 {
            return libm::scalbn(value.high, exponent);
        }
        // A number whose last place is that of the result takes up the bits to keep.
        let ruler = libm::scalbn(1.5, 52 - 1074 - exponent);
        let rounded = two_sum(ruler, value.high);
        libm::scalbn((rounded.high + (rounded.low + value.low)) - ruler, exponent)
    }

    /// The nearest float.
    pub fn value(self) -> f64 {
        self.high + self.low
    }
}

impl From<f64> for Double {
    fn from(high: f64) -> Double {
        Double { high, low: 0.0 }
    }
}

impl Neg for Double {
    type Output = Double;

    fn neg(self) -> Double {
        Double { high: -self.high, low: -self.low }
    }
}

impl Add for Double {
    type Output = Double;

    fn add(self, other: Double) -> Double {
        let high = two_sum(self.high, other.high);
        let low = two_sum(self.low, other.low);
        let middle = quick_sum(high.high, high.low + low.high);
        quick_sum(middle.high, middle.low + low.low)
    }
}

impl Sub for Double {
    type Output = Double;

    fn sub(self, other: Double) -> Double {
        self + -other
    }
}

impl Mul for Double {
    type Output = Double;

    fn mul(self, other: Double) -> Double {
        let p = Double::product(self.high, other.high);
        quick_sum(p.high, p.low + (self.high * other.low + self.low * other.high))
    }
}

impl Div for Double {
    type Output = Double;

    fn div(self, other: Double) -> Double {
        let first = self.high / other.high;
        let rest = self - other * Double::from(first);
        let second = rest.high / other.high;
        let rest = rest - other * Double::from(second);
        let third = rest.high / other.high;
        let sum = quick_sum(first, second);
        sum + Double::from(third)
    }
}
