//! `+` and `*` of lists, tuples and deques as methods: for `super().__add__(…)`, for classes derived from them, and for operands
//! that have operators of their own. Two plain ones are joined in `ops.rs`.

use super::containers::{m, own};
use crate::python::native::{Args, NativeDef, R};
use crate::python::object::{Deque, Obj};
use crate::python::op::BinOp;
use crate::python::types::Exc;
use crate::python::value::Value;
use crate::python::vm::Vm;

pub static LIST: &[NativeDef] = &[
    m("list", "__add__", 1, 1, concat),
    m("list", "__mul__", 1, 1, repeat),
    m("list", "__rmul__", 1, 1, repeat),
    m("list", "__imul__", 1, 1, repeat_in_place),
];

pub static TUPLE: &[NativeDef] =
    &[m("tuple", "__add__", 1, 1, concat), m("tuple", "__mul__", 1, 1, repeat), m("tuple", "__rmul__", 1, 1, repeat)];

pub static DEQUE: &[NativeDef] = &[
    m("collections.deque", "__add__", 1, 1, concat),
    m("collections.deque", "__mul__", 1, 1, repeat),
    m("collections.deque", "__rmul__", 1, 1, repeat),
    m("collections.deque", "__imul__", 1, 1, repeat_in_place),
    m("collections.deque", "__iadd__", 1, 1, |vm, a| {
        super::deque::extend(vm, a, false)?;
        Ok(a.get(0))
    })
    .slow("_deque_iadd"),
];

/// Classes whose `+` and `*` are asked after those that the other operand has, as sequences have them in slots of their own.
const OWNERS: [&str; 6] = ["list", "tuple", "str", "bytes", "bytearray", "collections.deque"];

/// True for a method of a sequence that is asked last.
pub fn is_last(vm: &Vm, found: Value) -> bool {
    const NAMES: [&str; 5] = ["__add__", "__mul__", "__rmul__", "__iadd__", "__imul__"];
    matches!(found, Value::Obj(r) if matches!(vm.heap.get(r),
        Obj::Native { def, .. } if OWNERS.contains(&def.owner) && NAMES.contains(&def.name)))
}

/// A container that is no sequence, but has what sequences have: `in`, for one.
pub fn has_slots(vm: &Vm, v: Value) -> bool {
    matches!(v, Value::Obj(r) if matches!(vm.heap.get(r),
        Obj::Dict(_) | Obj::Set(_) | Obj::FrozenSet(_) | Obj::Range(_) | Obj::DictView(..) | Obj::MappingProxy(_)))
}

fn concat(vm: &mut Vm, args: Args<'_>) -> R {
    let (a, b) = (vm.heap.payload(args.get(0)), vm.heap.payload(args.get(1)));
    let kind = |v: Value| match v {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::List(_) => Some("list"),
            Obj::Tuple(_) => Some("tuple"),
            Obj::Deque(_) => Some("deque"),
            _ => None,
        },
        _ => None,
    };
    let of = kind(a).unwrap_or("list");
    if kind(b) != Some(of) {
        let got = vm.type_name(args.get(1));
        return Err(vm.type_error(format!("can only concatenate {of} (not \"{got}\") to {of}")));
    }
    if of == "deque" {
        let more = vm.native_items(b)?;
        return deque_of(vm, args, |items| items.iter().chain(&more).copied().collect());
    }
    vm.binary_native(BinOp::Add, a, b)
}

/// A deque of other items, as long as the one that the method was called on may be.
fn deque_of(vm: &mut Vm, args: Args<'_>, items: impl FnOnce(&[Value]) -> Vec<Value>) -> R {
    let r = own(vm, args);
    let maxlen = match vm.heap.get(r) {
        Obj::Deque(d) => d.maxlen,
        _ => None,
    };
    let old = vm.native_items(Value::Obj(r))?;
    let all = items(&old);
    vm.heap.reserve(all.len() * size_of::<Value>())?;
    let skip = maxlen.map_or(0, |most| all.len().saturating_sub(most));
    let deque = Deque { items: all.into_iter().skip(skip).collect(), maxlen, version: 0 };
    Ok(Value::Obj(vm.heap.alloc(Obj::Deque(Box::new(deque)))))
}

fn times(vm: &mut Vm, args: Args<'_>) -> R<usize> {
    let n = args.get(1);
    if vm.is_huge(n) {
        return Err(vm.does_not_fit(Exc::OverflowError, n));
    }
    Ok(usize::try_from(vm.int_arg(n)?).unwrap_or(0))
}

fn repeat(vm: &mut Vm, args: Args<'_>) -> R {
    let n = times(vm, args)?;
    let a = vm.heap.payload(args.get(0));
    if matches!(a, Value::Obj(r) if matches!(vm.heap.get(r), Obj::Deque(_))) {
        let size = vm.len_native(a)?.saturating_mul(n);
        vm.heap.reserve(size.saturating_mul(size_of::<Value>()))?;
        return deque_of(vm, args, |items| items.repeat(n));
    }
    vm.binary_native(BinOp::Mul, a, Value::Int(n as i64))
}

fn repeat_in_place(vm: &mut Vm, args: Args<'_>) -> R {
    let made = repeat(vm, args)?;
    let (r, Value::Obj(made)) = (own(vm, args), made) else { return Ok(made) };
    let new = std::mem::replace(vm.heap.get_mut(made), Obj::List(Vec::new()));
    match (vm.heap.get_mut(r), new) {
        (Obj::List(old), Obj::List(new)) => *old = new,
        (Obj::Deque(old), Obj::Deque(new)) => {
            old.items = new.items;
            old.version = old.version.wrapping_add(1);
        }
        _ => {}
    }
    Ok(args.get(0))
}
