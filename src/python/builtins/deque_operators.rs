//! `+` and `*` of deques.

use super::containers::{m, own, times};
use crate::python::native::{Args, NativeDef, R};
use crate::python::object::{Deque, Obj};
use crate::python::value::Value;
use crate::python::vm::Vm;

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

fn concat(vm: &mut Vm, args: Args<'_>) -> R {
    let b = vm.heap.payload(args.get(1));
    if !matches!(b, Value::Obj(r) if matches!(vm.heap.get(r), Obj::Deque(_))) {
        let got = vm.type_name(args.get(1));
        return Err(vm.type_error(format!("can only concatenate deque (not \"{got}\") to deque")));
    }
    let more = vm.native_items(b)?;
    deque_of(vm, args, |items| items.iter().chain(&more).copied().collect())
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

fn repeat(vm: &mut Vm, args: Args<'_>) -> R {
    let n = match times(vm, args.get(1))? {
        Value::Int(n) => usize::try_from(n).unwrap_or(0),
        _ => 0,
    };
    let size = vm.len_native(vm.heap.payload(args.get(0)))?.saturating_mul(n);
    vm.heap.reserve(size.saturating_mul(size_of::<Value>()))?;
    deque_of(vm, args, |items| items.repeat(n))
}

fn repeat_in_place(vm: &mut Vm, args: Args<'_>) -> R {
    let made = repeat(vm, args)?;
    let (r, Value::Obj(made)) = (own(vm, args), made) else { return Ok(made) };
    let new = std::mem::replace(vm.heap.get_mut(made), Obj::List(Vec::new()));
    if let (Obj::Deque(old), Obj::Deque(new)) = (vm.heap.get_mut(r), new) {
        old.items = new.items;
        old.version = old.version.wrapping_add(1);
    }
    Ok(args.get(0))
}
