//! Ints of any size: operators, true division, powers, rounding. What would take too long is refused beforehand.

use super::float;
use crate::python::native::{Ctl, R};
use crate::python::op::BinOp;
use crate::python::text::Fault;
use crate::python::value::Value;
use crate::python::vm::Vm;
use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// Operations on single limbs (64 bits) that one operator may take: some 50 ms in the page.
const MAX_WORK: f64 = 4e7;
/// Nanoseconds that CPython takes for one of them (it has limbs of 30 bits).
const WORK_COST: f64 = 2.0;

/// How many of them are done in the time of an instruction.
const STEPS: f64 = 8.0;

/// Accounts for an operation on two ints of these sizes that takes about `a` times `b` steps, less where `fast` algorithms
/// (Karatsuba's and Toom's) are used, or refuses it.
///
/// # Errors
/// `Ctl::Unsupported`.
pub fn work(vm: &mut Vm, a_bits: u64, b_bits: u64, fast: bool) -> R<()> {
    let (a, b) = ((a_bits / 64 + 1) as f64, (b_bits / 64 + 1) as f64);
    if a * b < 1e4 {
        return Ok(());
    }
    let small = a.min(b);
    let work = if fast { a.max(b) * libm::pow(small, 0.585) } else { a * b };
    if work > MAX_WORK {
        return Err(Ctl::unsupported("arithmetic on ints this large"));
    }
    vm.spent.cost += (work * WORK_COST) as u64;
    vm.heap.charge((work / STEPS) as usize)
}

/// On small ints, where the result is small too and nothing can go wrong.
pub fn small(op: BinOp, p: i64, q: i64) -> Option<Value> {
    const EXACT: u64 = 1 << 53;
    let v = match op {
        BinOp::Add => p.checked_add(q)?,
        BinOp::Sub => p.checked_sub(q)?,
        BinOp::Mul => p.checked_mul(q)?,
        BinOp::TrueDiv if q != 0 && p.unsigned_abs() <= EXACT && q.unsigned_abs() <= EXACT => {
            return Some(Value::Float(p as f64 / q as f64));
        }
        BinOp::FloorDiv if q != 0 => {
            let d = p.checked_div(q)?;
            if (p % q != 0) && ((p < 0) != (q < 0)) { d - 1 } else { d }
        }
        BinOp::Mod if q != 0 => {
            let m = p.checked_rem(q)?;
            if m != 0 && ((m < 0) != (q < 0)) { m + q } else { m }
        }
        BinOp::And => p & q,
        BinOp::Or => p | q,
        BinOp::Xor => p ^ q,
        BinOp::RShift if q >= 0 => p >> q.min(63),
        BinOp::LShift if (0..62).contains(&q) && p.unsigned_abs() < 1 << (62 - q) => p << q,
        BinOp::Pow if q >= 0 => p.checked_pow(u32::try_from(q).ok()?)?,
        _ => return None,
    };
    Some(Value::Int(v))
}

/// On ints of any size; `None` for `@`.
///
/// # Errors
/// ZeroDivisionError, OverflowError, ValueError as CPython words them; limits.
pub fn binary(vm: &mut Vm, op: BinOp, p: &BigInt, q: &BigInt) -> R<Option<Value>> {
    let v = match op {
        BinOp::Add => p + q,
        BinOp::Sub => p - q,
        BinOp::Mul => {
            vm.heap.reserve(bytes(p.bits() + q.bits()))?;
            work(vm, p.bits(), q.bits(), true)?;
            p * q
        }
        BinOp::TrueDiv => {
            work(vm, q.bits(), p.bits().saturating_sub(q.bits()), false)?;
            let f = true_divide(p, q).map_err(|fault| vm.fault(fault))?;
            return Ok(Some(Value::Float(f)));
        }
        BinOp::FloorDiv | BinOp::Mod => {
            if q.is_zero() {
                let text =
                    if op == BinOp::Mod { "integer modulo by zero" } else { "integer division or modulo by zero" };
                return Err(vm.fault(float::zero_division(text)));
            }
            work(vm, q.bits(), p.bits().saturating_sub(q.bits()), false)?;
            let (d, m) = p.div_mod_floor(q);
            if op == BinOp::Mod { m } else { d }
        }
        BinOp::And => p & q,
        BinOp::Or => p | q,
        BinOp::Xor => p ^ q,
        BinOp::LShift | BinOp::RShift => shift(vm, op, p, q)?,
        BinOp::Pow => return power(vm, p, q).map(Some),
        BinOp::MatMul => return Ok(None),
    };
    vm.heap.reserve(bytes(v.bits()))?;
    Ok(Some(vm.heap.int(v)))
}

fn bytes(bits: u64) -> usize {
    usize::try_from(bits / 8).unwrap_or(usize::MAX)
}

fn shift(vm: &mut Vm, op: BinOp, p: &BigInt, q: &BigInt) -> R<BigInt> {
    if q.is_negative() {
        return Err(vm.value_error("negative shift count"));
    }
    if op == BinOp::RShift {
        let nothing = BigInt::from(if p.is_negative() { -1 } else { 0 });
        return Ok(q.to_u64().filter(|&by| by <= p.bits()).map_or(nothing, |by| p >> by));
    }
    if p.is_zero() {
        return Ok(BigInt::zero());
    }
    let Some(by) = q.to_i64().map(i64::unsigned_abs) else {
        return Err(vm.fault(Fault::overflow("too many digits in integer")));
    };
    vm.heap.reserve(bytes(p.bits().saturating_add(by)))?;
    Ok(p << by)
}

fn power(vm: &mut Vm, p: &BigInt, q: &BigInt) -> R {
    if q.is_negative() {
        let (Some(x), Some(y)) = (to_float(p), to_float(q)) else {
            return Err(vm.fault(Fault::overflow("int too large to convert to float")));
        };
        return float::binary(vm, BinOp::Pow, x, y);
    }
    if p.is_zero() || p.is_one() {
        return Ok(Value::Int(i64::from(q.is_zero() || p.is_one())));
    }
    if p.magnitude().is_one() {
        return Ok(Value::Int(if q.is_even() { 1 } else { -1 }));
    }
    let bits = q.to_u64().map_or(u64::MAX, |q| q.saturating_mul(p.bits()));
    vm.heap.reserve(bytes(bits))?;
    let two = p.magnitude().count_ones() == 1;
    if !two {
        work(vm, bits, bits, true)?;
    }
    let exponent = q.to_u32().unwrap_or(u32::MAX);
    let v = if two {
        let by = u64::from(exponent) * (p.bits() - 1);
        let sign = if p.is_negative() && exponent.is_odd() { Sign::Minus } else { Sign::Plus };
        BigInt::from_biguint(sign, BigUint::one() << by)
    } else {
        p.pow(exponent)
    };
    Ok(vm.heap.int(v))
}

/// `pow(base, exponent, modulus)`.
///
/// # Errors
/// ValueError as CPython words it; limits.
pub fn power_modulo(vm: &mut Vm, base: &BigInt, exponent: &BigInt, modulus: &BigInt) -> R<BigInt> {
    if modulus.is_zero() {
        return Err(vm.value_error("pow() 3rd argument cannot be 0"));
    }
    let limbs = modulus.bits() / 64 + 1;
    work(vm, limbs * 64, limbs * (exponent.bits() + 1) * 64, false)?;
    if exponent.is_negative() {
        return match base.modinv(modulus) {
            Some(inverse) => Ok(inverse.modpow(&-exponent, modulus)),
            None => Err(vm.value_error("base is not invertible for the given modulus")),
        };
    }
    Ok(base.modpow(exponent, modulus))
}

/// The nearest float, ties to even; `None` if it is too large.
pub fn to_float(n: &BigInt) -> Option<f64> {
    n.to_f64().filter(|f| f.is_finite())
}

/// The correctly rounded quotient of two ints.
///
/// # Errors
/// ZeroDivisionError, OverflowError.
pub fn true_divide(p: &BigInt, q: &BigInt) -> Result<f64, Fault> {
    if q.is_zero() {
        return Err(float::zero_division("division by zero"));
    }
    if p.is_zero() {
        return Ok(0.0);
    }
    let negative = p.is_negative() != q.is_negative();
    match quotient(p.magnitude(), q.magnitude()) {
        Some(f) => Ok(if negative { -f } else { f }),
        None => Err(Fault::overflow("integer division result too large for a float")),
    }
}

fn quotient(a: &BigUint, b: &BigUint) -> Option<f64> {
    // Scaled so that the integer quotient has 66 or 67 bits; a last bit stands for what is cut off.
    let shift = 66 + b.bits() as i64 - a.bits() as i64;
    let (num, den) =
        if shift >= 0 { (a << shift.unsigned_abs(), b.clone()) } else { (a.clone(), b << shift.unsigned_abs()) };
    let (whole, rest) = num.div_rem(&den);
    let scaled = whole.to_u128()? << 1 | u128::from(!rest.is_zero());
    let unit = -shift - 1;
    let bits = 128 - i64::from(scaled.leading_zeros());
    let exponent = bits - 1 + unit;
    if exponent > 1023 {
        return None;
    }
    // Results below the smallest normal number keep fewer bits.
    let keep = if exponent < -1022 { (53 + exponent + 1022).max(0) } else { 53 };
    let drop = bits - keep;
    let (high, low, half) = match drop {
        0..128 => (scaled >> drop, scaled & ((1 << drop) - 1), 1u128 << (drop - 1).max(0)),
        _ => (0, scaled, u128::MAX),
    };
    let rounded = high + u128::from(low > half || (low == half && high.is_odd()));
    let f = libm::scalbn(rounded as f64, i32::try_from(drop + unit).ok()?);
    f.is_finite().then_some(f)
}

/// Rounded to a multiple of ten to the `digits`, ties to even.
pub fn round(n: &BigInt, digits: u64) -> BigInt {
    // More digits than the number has: nothing is left.
    if digits > n.bits() / 3 + 2 {
        return BigInt::zero();
    }
    let unit = BigInt::from(10).pow(digits as u32);
    let (q, r) = n.div_mod_floor(&unit);
    let twice: BigInt = r * 2;
    let up = twice > unit || (twice == unit && q.is_odd());
    (q + i32::from(up)) * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> BigInt {
        text.parse().unwrap()
    }

    /// As CPython 3.13 divides them.
    #[test]
    fn true_division_is_correctly_rounded() {
        for (p, q, wanted) in [
            ("1", "3", 1.0 / 3.0),
            ("100000000000000000000000000000000", "3", 3.3333333333333333e31),
            ("9007199254740993", "1", 9007199254740992.0),
            ("9007199254740995", "1", 9007199254740996.0),
            ("-7", "100000000000000000000000", -7e-23),
        ] {
            assert_eq!(true_divide(&big(p), &big(q)), Ok(wanted), "{p} / {q}");
        }
        let tiny = BigInt::from(10).pow(323);
        assert_eq!(true_divide(&BigInt::from(1), &tiny), Ok(1e-323));
        assert_eq!(true_divide(&BigInt::from(1), &(&tiny * 100)), Ok(0.0));
        assert!(true_divide(&BigInt::from(10).pow(400), &BigInt::from(3)).is_err());
    }

    #[test]
    fn rounding_to_tens() {
        assert_eq!(round(&big("15"), 1), big("20"));
        assert_eq!(round(&big("25"), 1), big("20"));
        assert_eq!(round(&big("-25"), 1), big("-20"));
        assert_eq!(round(&big("12345678901234567890"), 3), big("12345678901234568000"));
        assert_eq!(round(&big("5"), 9_000_000_000), big("0"));
    }
}
