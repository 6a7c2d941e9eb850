//! `math` on several numbers: sums and products without error in between, lengths.

use crate::python::native::{Args, Ctl, R};
use crate::python::number::{self, Num};
use crate::python::op::BinOp;
use crate::python::real;
use crate::python::sym::names;
use crate::python::text::Fault;
use crate::python::value::Value;
use crate::python::vm::Vm;

fn floats(vm: &mut Vm, items: &[Value]) -> R<Vec<f64>> {
    items.iter().map(|&v| vm.float_arg(v)).collect()
}

pub fn hypot(vm: &mut Vm, args: Args<'_>) -> R {
    let parts = floats(vm, args.pos)?;
    Ok(Value::Float(real::length(&parts)))
}

pub fn dist(vm: &mut Vm, args: Args<'_>) -> R {
    let (p, q) = (vm.native_items(args.get(0))?, vm.native_items(args.get(1))?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let (p, q) = (floats(vm, &p)?, floats(vm, &q)?);
    let differences: Vec<f64> = p.iter().zip(&q).map(|(a, b)| a - b).collect();
    Ok(Value::Float(real::length(&differences)))
}

/// Adds a float to a sum held in parts that do not overlap, smallest first (Shewchuk's).
fn add_to(parts: &mut Vec<f64>, mut x: f64) {
    let mut kept = 0;
    for i in 0..parts.len() {
        let mut y = parts[i];
        if x.abs() < y.abs() {
            std::mem::swap(&mut x, &mut y);
        }
        let high = x + y;
        let low = y - (high - x);
        if low != 0.0 {
            parts[kept] = low;
            kept += 1;
        }
        x = high;
    }
    parts.truncate(kept);
    parts.push(x);
}

/// The float nearest to the sum of parts that do not overlap.
fn rounded(parts: &[f64]) -> f64 {
    let Some((&last, rest)) = parts.split_last() else { return 0.0 };
    let (mut high, mut low) = (last, 0.0);
    let mut left = rest;
    while let Some((&y, before)) = left.split_last() {
        left = before;
        let x = high;
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    // Halfway, the parts that are left decide.
    if let Some(&y) = left.last()
        && ((low < 0.0 && y < 0.0) || (low > 0.0 && y > 0.0))
    {
        let twice = low * 2.0;
        let x = high + twice;
        if twice == x - high {
            return x;
        }
    }
    high
}

pub fn fsum(vm: &mut Vm, args: Args<'_>) -> R {
    let items = vm.native_items(args.get(0))?;
    let (mut parts, mut special, mut infinities) = (Vec::new(), 0.0, 0.0);
    for v in items {
        let x = vm.float_arg(v)?;
        if !x.is_finite() {
            special += x;
            if x.is_infinite() {
                infinities += x;
            }
            continue;
        }
        add_to(&mut parts, x);
        if parts.last().is_some_and(|p| !p.is_finite()) {
            return Err(vm.fault(Fault::overflow("intermediate overflow in fsum")));
        }
    }
    if special != 0.0 || f64::is_nan(special) {
        if f64::is_nan(infinities) {
            return Err(vm.value_error("-inf + inf in fsum"));
        }
        return Ok(Value::Float(special));
    }
    Ok(Value::Float(rounded(&parts)))
}

pub fn prod(vm: &mut Vm, args: Args<'_>) -> R {
    let start = args.kw(names::START);
    let mut total = if start.is_unbound() { Value::Int(1) } else { start };
    for v in vm.native_items(args.get(0))? {
        total = match number::binary(vm, BinOp::Mul, total, v)? {
            Some(v) => v,
            None => return Err(Ctl::Python),
        };
    }
    Ok(total)
}

/// Ints are summed as ints; with floats among them the sum is rounded once, at the end.
pub fn sumprod(vm: &mut Vm, args: Args<'_>) -> R {
    let (p, q) = (vm.native_items(args.get(0))?, vm.native_items(args.get(1))?);
    if p.len() != q.len() {
        return Err(vm.value_error("Inputs are not the same length"));
    }
    let mut kinds = Vec::new();
    for &v in p.iter().chain(&q) {
        match number::num(vm, v) {
            Some(Num::Int(_) | Num::Big(_)) => kinds.push(false),
            Some(Num::Float(f)) if f.is_finite() => kinds.push(true),
            _ => return Err(Ctl::Python),
        }
    }
    if kinds.iter().any(|float| *float) {
        let (p, q) = (floats(vm, &p)?, floats(vm, &q)?);
        return Ok(Value::Float(real::dot(&p, &q)));
    }
    let mut total = Value::Int(0);
    for (&a, &b) in p.iter().zip(&q) {
        let product = number::binary(vm, BinOp::Mul, a, b)?.unwrap_or_default();
        total = number::binary(vm, BinOp::Add, total, product)?.unwrap_or_default();
    }
    Ok(total)
}
