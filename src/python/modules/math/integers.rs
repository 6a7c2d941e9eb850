//! `math` on ints: factorials, binomials, divisors, roots.

use crate::python::native::{Args, R};
use crate::python::number::{self, int::work};
use crate::python::text::Fault;
use crate::python::value::Value;
use crate::python::vm::Vm;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// An int of any size.
fn int_arg(vm: &mut Vm, v: Value) -> R<BigInt> {
    match number::to_bigint(vm, v) {
        Some(n) => Ok(n),
        // Says what is wrong, or that Python code must be asked.
        None => vm.int_arg(v).map(BigInt::from),
    }
}

/// The product of the ints from `low` to `high`, by halves, so that factors are alike in size.
fn product(low: u64, high: u64) -> BigInt {
    if low > high {
        return BigInt::one();
    }
    if high - low < 8 {
        return (low..=high).fold(BigInt::one(), |p, n| p * n);
    }
    let middle = low + (high - low) / 2;
    product(low, middle) * product(middle + 1, high)
}

/// Refuses products of so many factors of such a size that they would take too long.
fn affordable(vm: &mut Vm, factors: u64, largest: u64) -> R<()> {
    let bits = factors.saturating_mul(64 - u64::from(largest.leading_zeros()));
    vm.heap.reserve(usize::try_from(bits / 8).unwrap_or(usize::MAX))?;
    work(vm, bits, bits, true)
}

pub fn factorial(vm: &mut Vm, args: Args<'_>) -> R {
    let n = int_arg(vm, args.get(0))?;
    if n.is_negative() {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    let Some(n) = n.to_i64().map(i64::unsigned_abs) else {
        let text = format!("factorial() argument should not exceed {}", i64::MAX);
        return Err(vm.fault(Fault::overflow(text)));
    };
    affordable(vm, n, n)?;
    Ok(vm.heap.int(product(2, n)))
}

/// The arguments of `comb` and `perm`: neither negative.
fn choice(vm: &mut Vm, args: Args<'_>) -> R<(BigInt, BigInt)> {
    let (n, k) = (int_arg(vm, args.get(0))?, int_arg(vm, args.get(1))?);
    for (value, name) in [(&n, "n"), (&k, "k")] {
        if value.is_negative() {
            return Err(vm.value_error(format!("{name} must be a non-negative integer")));
        }
    }
    Ok((n, k))
}

pub fn comb(vm: &mut Vm, args: Args<'_>) -> R {
    let (n, k) = choice(vm, args)?;
    if k > n {
        return Ok(Value::Int(0));
    }
    let k = k.clone().min(&n - k);
    let Some(k) = k.to_u64() else {
        return Err(vm.fault(Fault::overflow("min(n - k, k) must not exceed 9223372036854775807")));
    };
    affordable(vm, k.saturating_mul(1 + n.bits() / 64), u64::MAX)?;
    let mut result = BigInt::one();
    for i in 0..k {
        result = result * (&n - i) / (i + 1);
    }
    Ok(vm.heap.int(result))
}

pub fn perm(vm: &mut Vm, args: Args<'_>) -> R {
    if args.get(1).is_unbound() || args.get(1).is_none() {
        return factorial(vm, args);
    }
    let (n, k) = choice(vm, args)?;
    if k > n {
        return Ok(Value::Int(0));
    }
    let Some(k) = k.to_u64() else {
        return Err(vm.fault(Fault::overflow("k must not exceed 9223372036854775807")));
    };
    affordable(vm, k.saturating_mul(1 + n.bits() / 64), u64::MAX)?;
    let result = (0..k).fold(BigInt::one(), |p, i| p * (&n - i));
    Ok(vm.heap.int(result))
}

pub fn gcd(vm: &mut Vm, args: Args<'_>) -> R {
    let mut result = BigInt::zero();
    for &v in args.pos {
        let n = int_arg(vm, v)?;
        work(vm, result.bits(), n.bits(), false)?;
        result = result.gcd(&n);
    }
    Ok(vm.heap.int(result))
}

pub fn lcm(vm: &mut Vm, args: Args<'_>) -> R {
    let mut result = BigInt::one();
    for &v in args.pos {
        let n = int_arg(vm, v)?;
        work(vm, result.bits(), n.bits(), false)?;
        result = if n.is_zero() { n } else { result.lcm(&n) };
    }
    Ok(vm.heap.int(result.abs()))
}

pub fn isqrt(vm: &mut Vm, args: Args<'_>) -> R {
    let n = int_arg(vm, args.get(0))?;
    if n.is_negative() {
        return Err(vm.value_error("isqrt() argument must be nonnegative"));
    }
    work(vm, n.bits(), n.bits(), false)?;
    Ok(vm.heap.int(n.sqrt()))
}
