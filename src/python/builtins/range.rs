//! `range` and `slice`.

use super::containers::{contains, getitem, iter, len, m};
use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::object::{Obj, Range};
use crate::python::value::Value;
use crate::python::vm::Vm;

pub static RANGE: &[NativeDef] = &[
    NativeDef::function("__new__", 2, 4, range_new).of("range"),
    m("range", "index", 1, 1, range_index),
    m("range", "count", 1, 1, range_count),
    m("range", "__len__", 0, 0, len),
    m("range", "__iter__", 0, 0, iter),
    m("range", "__contains__", 1, 1, contains),
    m("range", "__getitem__", 1, 1, getitem).slow("_getitem_by_index"),
];

pub static SLICE: &[NativeDef] =
    &[NativeDef::function("__new__", 2, 4, slice_new).of("slice"), m("slice", "indices", 1, 1, slice_indices)];

fn range_new(vm: &mut Vm, args: Args<'_>) -> R {
    let mut part = |i: usize| match vm.is_huge(args.get(i)) {
        true => Err(Ctl::Unsupported("a range of ints of more than 64 bits".into())),
        false => vm.int_arg(args.get(i)),
    };
    let (start, stop, step) = match args.len() {
        2 => (0, part(1)?, 1),
        3 => (part(1)?, part(2)?, 1),
        _ => (part(1)?, part(2)?, part(3)?),
    };
    if step == 0 {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    let distance = if step > 0 { i128::from(stop) - i128::from(start) } else { i128::from(start) - i128::from(stop) };
    let len = if distance <= 0 { 0 } else { ((distance - 1) / i128::from(step.unsigned_abs()) + 1) as u64 };
    if len > i64::MAX as u64 {
        return Err(Ctl::Unsupported("a range of so many ints".into()));
    }
    Ok(Value::Obj(vm.heap.alloc(Obj::Range(Box::new(Range { start, stop, step, len })))))
}

fn range_parts(vm: &Vm, args: Args<'_>) -> Range {
    match args.get(0) {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::Range(range) => **range,
            _ => Range { start: 0, stop: 0, step: 1, len: 0 },
        },
        _ => Range { start: 0, stop: 0, step: 1, len: 0 },
    }
}

fn range_index(vm: &mut Vm, args: Args<'_>) -> R {
    let range = range_parts(vm, args);
    if let Value::Int(i) = args.get(1)
        && vm.contains_native(args.get(0), args.get(1))?
    {
        return Ok(Value::Int((i - range.start) / range.step));
    }
    let text = format!("{} is not in range", vm.repr_native(args.get(1))?);
    Err(vm.value_error(text))
}

fn range_count(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Int(i64::from(vm.contains_native(args.get(0), args.get(1))?)))
}

fn slice_new(vm: &mut Vm, args: Args<'_>) -> R {
    let part = |i: usize| if args.get(i).is_unbound() { Value::None } else { args.get(i) };
    let parts = if args.len() == 2 { [Value::None, part(1), Value::None] } else { [part(1), part(2), part(3)] };
    Ok(Value::Obj(vm.heap.alloc(Obj::Slice(Box::new(parts)))))
}

/// `start`, `stop`, `step` of a slice or range.
pub(super) fn slice_part(vm: &mut Vm, args: Args<'_>, i: usize) -> Value {
    match args.get(0) {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::Slice(parts) => parts[i],
            Obj::Range(range) => Value::Int([range.start, range.stop, range.step][i]),
            _ => Value::None,
        },
        _ => Value::None,
    }
}

fn slice_indices(vm: &mut Vm, args: Args<'_>) -> R {
    let n = vm.int_arg(args.get(1))?;
    let parts = match args.get(0) {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::Slice(parts) => **parts,
            _ => [Value::None; 3],
        },
        _ => [Value::None; 3],
    };
    let s = vm.selection(parts, n.max(0) as usize)?;
    Ok(vm.heap.tuple(vec![Value::Int(s.start), Value::Int(s.stop), Value::Int(s.step)]))
}
