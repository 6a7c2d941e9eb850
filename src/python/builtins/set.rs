//! `set` and `frozenset`: constructors and methods.

use super::containers::{class_of_new, contains, m, made, own};
use crate::python::native::{Args, NativeDef, R};
use crate::python::object::Obj;
use crate::python::set_table::SetTable;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;

pub static SET: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 2, set_new).of("set").slow("_set_new"),
    m("set", "__init__", 0, 1, set_init).slow("_set_init"),
    m("set", "add", 1, 1, set_add).slow("_set_add_any"),
    m("set", "discard", 1, 1, set_discard).slow("_set_discard_any"),
    m("set", "remove", 1, 1, set_remove).slow("_set_remove_any"),
    m("set", "pop", 0, 0, set_pop),
    m("set", "clear", 0, 0, set_clear),
    m("set", "update", 0, 255, set_update).slow("_set_update_any"),
    m("set", "difference_update", 0, 255, set_difference_update),
    m("set", "intersection_update", 0, 255, set_intersection_update),
    m("set", "__ior__", 1, 1, set_ior),
    m("set", "__isub__", 1, 1, set_isub),
    m("set", "__iand__", 1, 1, set_iand),
];

/// Methods of both kinds of set.
pub static ANY_SET: &[NativeDef] = &[
    m("set", "copy", 0, 0, set_copy),
    m("set", "union", 0, 255, set_union),
    m("set", "intersection", 0, 255, set_intersection),
    m("set", "difference", 0, 255, set_difference),
    m("set", "symmetric_difference", 1, 1, set_symmetric),
    m("set", "issubset", 1, 1, set_issubset),
    m("set", "issuperset", 1, 1, set_issuperset),
    m("set", "isdisjoint", 1, 1, set_isdisjoint),
    m("set", "__contains__", 1, 1, contains).slow("_set_contains_any"),
    m("set", "__or__", 1, 1, set_or),
    m("set", "__and__", 1, 1, set_and),
    m("set", "__sub__", 1, 1, set_sub),
    m("set", "__xor__", 1, 1, set_xor),
];

pub static FROZENSET: &[NativeDef] =
    &[NativeDef::function("__new__", 1, 2, frozenset_new).of("frozenset").slow("_frozenset_new")];

fn set_from(vm: &mut Vm, v: Value) -> R<SetTable> {
    if v.is_unbound() {
        return Ok(SetTable::default());
    }
    if let Value::Obj(r) = vm.heap.payload(v)
        && let Obj::Set(t) | Obj::FrozenSet(t) = vm.heap.get(r)
    {
        return Ok(SetTable::copy_of(t));
    }
    let items = vm.native_items(v)?;
    let Value::Obj(r) = vm.build_set(&items)? else { return Ok(SetTable::default()) };
    match vm.heap.get_mut(r) {
        Obj::Set(t) => Ok(std::mem::take(t)),
        _ => Ok(SetTable::default()),
    }
}

fn set_new(vm: &mut Vm, args: Args<'_>) -> R {
    let class = class_of_new(vm, args)?;
    let source = if class == vm.types.set { args.get(1) } else { Value::Unbound };
    let table = set_from(vm, source)?;
    let v = Value::Obj(vm.heap.alloc(Obj::Set(Box::new(table))));
    made(vm, class, vm.types.set, v)
}

fn set_init(vm: &mut Vm, args: Args<'_>) -> R {
    let table = set_from(vm, args.get(1))?;
    let r = own(vm, args);
    if let Obj::Set(t) = vm.heap.get_mut(r) {
        **t = table;
    }
    Ok(Value::None)
}

fn frozenset_new(vm: &mut Vm, args: Args<'_>) -> R {
    let class = class_of_new(vm, args)?;
    let table = set_from(vm, args.get(1))?;
    let v = Value::Obj(vm.heap.alloc(Obj::FrozenSet(Box::new(table))));
    made(vm, class, vm.types.frozenset, v)
}

fn set_add(vm: &mut Vm, args: Args<'_>) -> R {
    let r = own(vm, args);
    vm.set_add(r, args.get(1))?;
    Ok(Value::None)
}

fn set_discard(vm: &mut Vm, args: Args<'_>) -> R {
    let r = own(vm, args);
    vm.set_remove(r, args.get(1))?;
    Ok(Value::None)
}

fn set_remove(vm: &mut Vm, args: Args<'_>) -> R {
    let r = own(vm, args);
    if vm.set_remove(r, args.get(1))? { Ok(Value::None) } else { Err(vm.raise_args(Exc::KeyError, vec![args.get(1)])) }
}

fn set_pop(vm: &mut Vm, args: Args<'_>) -> R {
    let r = own(vm, args);
    let popped = match vm.heap.get_mut(r) {
        Obj::Set(t) => t.pop(),
        _ => None,
    };
    match popped {
        Some(v) => Ok(v),
        None => {
            let text = vm.heap.str("pop from an empty set");
            Err(vm.raise_args(Exc::KeyError, vec![text]))
        }
    }
}

fn set_clear(vm: &mut Vm, args: Args<'_>) -> R {
    let r = own(vm, args);
    if let Obj::Set(t) = vm.heap.get_mut(r) {
        t.clear();
    }
    Ok(Value::None)
}

fn set_update(vm: &mut Vm, args: Args<'_>) -> R {
    let r = own(vm, args);
    let mut all = Vec::new();
    for &other in &args.pos[1..] {
        all.extend(vm.native_items(other)?);
    }
    for v in &all {
        vm.hash_native(*v)?;
    }
    for v in all {
        vm.set_add(r, v)?;
    }
    Ok(Value::None)
}

fn replace(vm: &mut Vm, args: Args<'_>, result: Value) {
    let new = match result {
        Value::Obj(n) => match vm.heap.get_mut(n) {
            Obj::Set(t) | Obj::FrozenSet(t) => std::mem::take(t),
            _ => Box::default(),
        },
        _ => Box::default(),
    };
    let r = own(vm, args);
    if let Obj::Set(t) = vm.heap.get_mut(r) {
        *t = new;
    }
}

fn set_difference_update(vm: &mut Vm, args: Args<'_>) -> R {
    let result = set_difference(vm, args)?;
    replace(vm, args, result);
    Ok(Value::None)
}

fn set_intersection_update(vm: &mut Vm, args: Args<'_>) -> R {
    let result = set_intersection(vm, args)?;
    replace(vm, args, result);
    Ok(Value::None)
}

fn only_sets(vm: &Vm, args: Args<'_>) -> bool {
    args.pos.iter().all(|&v| vm.as_set_kind(vm.heap.payload(v)))
}

fn set_ior(vm: &mut Vm, args: Args<'_>) -> R {
    if !only_sets(vm, args) {
        return Ok(Value::NotImplemented);
    }
    set_update(vm, args)?;
    Ok(args.get(0))
}

fn set_isub(vm: &mut Vm, args: Args<'_>) -> R {
    if !only_sets(vm, args) {
        return Ok(Value::NotImplemented);
    }
    set_difference_update(vm, args)?;
    Ok(args.get(0))
}

fn set_iand(vm: &mut Vm, args: Args<'_>) -> R {
    if !only_sets(vm, args) {
        return Ok(Value::NotImplemented);
    }
    set_intersection_update(vm, args)?;
    Ok(args.get(0))
}

/// A set of the kind of self.
fn same_kind(vm: &mut Vm, args: Args<'_>, table: SetTable) -> Value {
    let frozen = matches!(vm.heap.get(own(vm, args)), Obj::FrozenSet(_));
    let table = Box::new(table);
    Value::Obj(vm.heap.alloc(if frozen { Obj::FrozenSet(table) } else { Obj::Set(table) }))
}

fn set_copy(vm: &mut Vm, args: Args<'_>) -> R {
    let table = set_from(vm, args.get(0))?;
    Ok(same_kind(vm, args, table))
}

fn set_union(vm: &mut Vm, args: Args<'_>) -> R {
    let out = set_copy(vm, args)?;
    let Value::Obj(r) = out else { return Ok(out) };
    for &other in &args.pos[1..] {
        for v in vm.native_items(other)? {
            vm.set_add(r, v)?;
        }
    }
    Ok(out)
}

fn filtered(vm: &mut Vm, args: Args<'_>, items: &[Value], others: &[Value], keep: bool) -> R {
    let sets: Vec<Ref> = others.iter().map(|&o| vm.as_set(o)).collect::<R<_>>()?;
    let out = same_kind(vm, args, SetTable::default());
    let Value::Obj(r) = out else { return Ok(out) };
    for &v in items {
        let mut inside = keep;
        for &s in &sets {
            let has = vm.set_contains(s, v)?;
            inside = if keep { inside && has } else { inside || has };
        }
        if inside == keep {
            vm.set_add(r, v)?;
        }
    }
    Ok(out)
}

fn set_intersection(vm: &mut Vm, args: Args<'_>) -> R {
    // CPython walks the smaller of two sets.
    if args.len() == 2 {
        let (a, b) = (own(vm, args), vm.as_set(args.get(1))?);
        let other_is_set = vm.as_set_kind(vm.heap.payload(args.get(1)));
        let (walk, other) = if other_is_set && vm.set_len(b) > vm.set_len(a) { (a, b) } else { (b, a) };
        let items = vm.native_items(Value::Obj(walk))?;
        return filtered(vm, args, &items, &[Value::Obj(other)], true);
    }
    let items = vm.native_items(args.get(0))?;
    filtered(vm, args, &items, &args.pos[1..], true)
}

fn set_difference(vm: &mut Vm, args: Args<'_>) -> R {
    let items = vm.native_items(args.get(0))?;
    filtered(vm, args, &items, &args.pos[1..], false)
}

fn set_symmetric(vm: &mut Vm, args: Args<'_>) -> R {
    let (a, b) = (own(vm, args), vm.as_set(args.get(1))?);
    let out = same_kind(vm, args, SetTable::default());
    let Value::Obj(r) = out else { return Ok(out) };
    for (from, other) in [(a, b), (b, a)] {
        for v in vm.native_items(Value::Obj(from))? {
            if !vm.set_contains(other, v)? {
                vm.set_add(r, v)?;
            }
        }
    }
    Ok(out)
}

fn set_issubset(vm: &mut Vm, args: Args<'_>) -> R {
    let (a, b) = (vm.as_set(args.get(0))?, vm.as_set(args.get(1))?);
    Ok(Value::Bool(vm.subset(a, b)?))
}

fn set_issuperset(vm: &mut Vm, args: Args<'_>) -> R {
    let (a, b) = (vm.as_set(args.get(0))?, vm.as_set(args.get(1))?);
    Ok(Value::Bool(vm.subset(b, a)?))
}

fn set_isdisjoint(vm: &mut Vm, args: Args<'_>) -> R {
    let both = set_intersection(vm, args)?;
    Ok(Value::Bool(vm.len_native(both)? == 0))
}

fn operator(vm: &mut Vm, args: Args<'_>, f: fn(&mut Vm, Args<'_>) -> R) -> R {
    if only_sets(vm, args) { f(vm, args) } else { Ok(Value::NotImplemented) }
}

fn set_or(vm: &mut Vm, args: Args<'_>) -> R {
    operator(vm, args, set_union)
}

fn set_and(vm: &mut Vm, args: Args<'_>) -> R {
    operator(vm, args, set_intersection)
}

fn set_sub(vm: &mut Vm, args: Args<'_>) -> R {
    operator(vm, args, set_difference)
}

fn set_xor(vm: &mut Vm, args: Args<'_>) -> R {
    operator(vm, args, set_symmetric)
}
