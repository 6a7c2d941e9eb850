//! `set` and `frozenset`: constructors and methods.

use super::containers::{class_of_new, contains, m, made, own};
use super::set_algebra as algebra;
use crate::python::native::{Args, NativeDef, R};
use crate::python::object::Obj;
use crate::python::set_table::SetTable;
use crate::python::sym::names;
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
    m("set", "difference_update", 0, 255, set_difference_update).slow("_set_discard_all"),
    m("set", "intersection_update", 0, 255, set_intersection_update).slow("_set_keep_all"),
    m("set", "__ior__", 1, 1, |vm, a| in_place(vm, a, set_update)).slow("_set_ior"),
    m("set", "__isub__", 1, 1, |vm, a| in_place(vm, a, set_difference_update)).slow("_set_isub"),
    m("set", "__iand__", 1, 1, |vm, a| in_place(vm, a, set_intersection_update)).slow("_set_iand"),
    m("set", "__ixor__", 1, 1, |vm, a| in_place(vm, a, set_symmetric_update)).slow("_set_ixor"),
    m("set", "symmetric_difference_update", 1, 1, set_symmetric_update).slow("_set_toggle"),
];

/// Methods of both kinds of set.
pub static ANY_SET: &[NativeDef] = &[
    m("set", "copy", 0, 0, set_copy),
    m("set", "union", 0, 255, set_union).slow("_set_union"),
    m("set", "intersection", 0, 255, set_intersection).slow("_set_intersection"),
    m("set", "difference", 0, 255, set_difference).slow("_set_difference"),
    m("set", "symmetric_difference", 1, 1, set_symmetric).slow("_set_symmetric_difference"),
    m("set", "issubset", 1, 1, set_issubset).slow("_set_issubset"),
    m("set", "issuperset", 1, 1, set_issuperset).slow("_set_issuperset"),
    m("set", "isdisjoint", 1, 1, set_isdisjoint).slow("_set_isdisjoint"),
    m("set", "__contains__", 1, 1, contains).slow("_set_contains_any"),
    m("set", "__or__", 1, 1, set_or).slow("_set_or"),
    m("set", "__and__", 1, 1, set_and).slow("_set_and"),
    m("set", "__sub__", 1, 1, set_sub).slow("_set_sub"),
    m("set", "__xor__", 1, 1, set_xor).slow("_set_xor"),
];

pub static FROZENSET: &[NativeDef] =
    &[NativeDef::function("__new__", 1, 2, frozenset_new).of("frozenset").slow("_frozenset_new")];

impl Vm {
    /// What is looked for in a set: a set stands for the frozenset of its items.
    pub(crate) fn sought(&mut self, key: Value) -> Value {
        let Value::Obj(r) = self.heap.payload(key) else { return key };
        let Obj::Set(t) = self.heap.get(r) else { return key };
        let t = t.clone();
        if !self.lookup_special(key, names::HASH).is_none() {
            return key;
        }
        Value::Obj(self.heap.alloc(Obj::FrozenSet(t)))
    }
}

fn set_from(vm: &mut Vm, v: Value) -> R<SetTable> {
    let made = vm.heap.alloc(Obj::Set(Box::default()));
    if !v.is_unbound() {
        algebra::merge(vm, made, v)?;
    }
    match vm.heap.get_mut(made) {
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

/// A frozenset of that very class, which need not be copied.
fn is_frozen(vm: &Vm, v: Value) -> bool {
    matches!(v, Value::Obj(r) if matches!(vm.heap.get(r), Obj::FrozenSet(_)))
}

fn frozenset_new(vm: &mut Vm, args: Args<'_>) -> R {
    let class = class_of_new(vm, args)?;
    if class == vm.types.frozenset && is_frozen(vm, args.get(1)) {
        return Ok(args.get(1));
    }
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
    let key = vm.sought(args.get(1));
    vm.set_remove(r, key)?;
    Ok(Value::None)
}

fn set_remove(vm: &mut Vm, args: Args<'_>) -> R {
    let r = own(vm, args);
    let key = vm.sought(args.get(1));
    if vm.set_remove(r, key)? { Ok(Value::None) } else { Err(vm.raise_args(Exc::KeyError, vec![args.get(1)])) }
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
    // An item that needs Python code is found before anything changes.
    for &other in &args.pos[1..] {
        for v in vm.native_items(other)? {
            vm.hash_native(v)?;
        }
    }
    for &other in &args.pos[1..] {
        algebra::merge(vm, r, other)?;
    }
    Ok(Value::None)
}

fn set_difference_update(vm: &mut Vm, args: Args<'_>) -> R {
    let r = own(vm, args);
    for &other in &args.pos[1..] {
        algebra::discard_all(vm, r, other)?;
    }
    Ok(Value::None)
}

fn set_intersection_update(vm: &mut Vm, args: Args<'_>) -> R {
    let Value::Obj(new) = set_intersection(vm, args)? else { return Ok(Value::None) };
    let new = match vm.heap.get_mut(new) {
        Obj::Set(t) => std::mem::take(t),
        _ => Box::default(),
    };
    let r = own(vm, args);
    if let Obj::Set(t) = vm.heap.get_mut(r) {
        *t = new;
    }
    Ok(Value::None)
}

fn set_symmetric_update(vm: &mut Vm, args: Args<'_>) -> R {
    let r = own(vm, args);
    let before = match vm.heap.get(r) {
        Obj::Set(t) => t.clone(),
        _ => Box::default(),
    };
    if let Err(ctl) = algebra::toggle_all(vm, r, args.get(1)) {
        // Python code, which decides in its place, begins anew.
        if let Obj::Set(t) = vm.heap.get_mut(r) {
            *t = before;
        }
        return Err(ctl);
    }
    Ok(Value::None)
}

fn only_sets(vm: &Vm, args: Args<'_>) -> bool {
    args.pos.iter().all(|&v| vm.as_set_kind(vm.heap.payload(v)))
}

fn in_place(vm: &mut Vm, args: Args<'_>, f: fn(&mut Vm, Args<'_>) -> R) -> R {
    if !only_sets(vm, args) {
        return Ok(Value::NotImplemented);
    }
    f(vm, args)?;
    Ok(args.get(0))
}

fn set_copy(vm: &mut Vm, args: Args<'_>) -> R {
    if is_frozen(vm, args.get(0)) {
        return Ok(args.get(0));
    }
    algebra::like(vm, args, args.get(0)).map(Value::Obj)
}

fn set_union(vm: &mut Vm, args: Args<'_>) -> R {
    let out = algebra::like(vm, args, args.get(0))?;
    // Itself is left out, before its table would grow for it.
    for &other in args.pos[1..].iter().filter(|other| !other.is(args.get(0))) {
        algebra::merge(vm, out, other)?;
    }
    Ok(Value::Obj(out))
}

/// The first set with each of the others, one after the other.
fn with_each(vm: &mut Vm, args: Args<'_>, f: fn(&mut Vm, Args<'_>, Value, Value) -> R<Ref>) -> R {
    let mut out = args.get(0);
    if args.len() == 1 {
        return set_copy(vm, args);
    }
    for &other in &args.pos[1..] {
        out = Value::Obj(f(vm, args, out, other)?);
    }
    Ok(out)
}

fn set_intersection(vm: &mut Vm, args: Args<'_>) -> R {
    with_each(vm, args, algebra::intersection)
}

fn set_difference(vm: &mut Vm, args: Args<'_>) -> R {
    if args.len() == 1 {
        return set_copy(vm, args);
    }
    let out = algebra::difference(vm, args, args.get(0), args.get(1))?;
    for &other in &args.pos[2..] {
        algebra::discard_all(vm, out, other)?;
    }
    Ok(Value::Obj(out))
}

fn set_symmetric(vm: &mut Vm, args: Args<'_>) -> R {
    // The other is copied, and what is in self is taken out or added.
    let out = algebra::like(vm, args, args.get(1))?;
    algebra::toggle_all(vm, out, args.get(0))?;
    Ok(Value::Obj(out))
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

/// An operator of sets, which has another way for views of dicts.
fn operator(vm: &mut Vm, args: Args<'_>, f: fn(&mut Vm, Args<'_>) -> R, view: algebra::OfViews) -> R {
    // A view takes any iterable.
    if args.pos.iter().any(|&v| algebra::is_view(vm, v) && vm.as_set_kind(v)) {
        return view(vm, args.get(0), args.get(1)).map(Value::Obj);
    }
    if !only_sets(vm, args) {
        return Ok(Value::NotImplemented);
    }
    f(vm, args)
}

fn set_or(vm: &mut Vm, args: Args<'_>) -> R {
    operator(vm, args, set_union, |vm, a, b| algebra::changed_copy(vm, a, b, algebra::merge))
}

fn set_and(vm: &mut Vm, args: Args<'_>) -> R {
    operator(vm, args, set_intersection, algebra::view_intersection)
}

fn set_sub(vm: &mut Vm, args: Args<'_>) -> R {
    operator(vm, args, set_difference, |vm, a, b| algebra::changed_copy(vm, a, b, algebra::discard_all))
}

fn set_xor(vm: &mut Vm, args: Args<'_>) -> R {
    operator(vm, args, set_symmetric, |vm, a, b| algebra::changed_copy(vm, a, b, algebra::toggle_all))
}
