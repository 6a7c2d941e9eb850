//! Joining sets and taking them apart in CPython's order: which set is copied, which is walked and when a table grows decide in
//! what order the result is walked.

use super::containers::own;
use crate::python::native::{Args, R};
use crate::python::object::{Obj, ViewKind};
use crate::python::set_table::SetTable;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;

/// The table of a set or frozenset, or of an object derived from one.
fn table(vm: &Vm, v: Value) -> Option<&SetTable> {
    match vm.heap.payload(v) {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::Set(t) | Obj::FrozenSet(t) => Some(t),
            _ => None,
        },
        _ => None,
    }
}

fn table_mut(vm: &mut Vm, set: Ref) -> Option<&mut SetTable> {
    match vm.heap.get_mut(set) {
        Obj::Set(t) | Obj::FrozenSet(t) => Some(t),
        _ => None,
    }
}

/// An empty set of the kind of self.
pub fn empty(vm: &mut Vm, args: Args<'_>) -> Ref {
    let frozen = matches!(vm.heap.get(own(vm, args)), Obj::FrozenSet(_));
    let table = Box::<SetTable>::default();
    vm.heap.alloc(if frozen { Obj::FrozenSet(table) } else { Obj::Set(table) })
}

/// A set of the kind of self with the items of another object.
pub fn like(vm: &mut Vm, args: Args<'_>, items: Value) -> R<Ref> {
    let out = empty(vm, args);
    merge(vm, out, items)?;
    Ok(out)
}

/// Adds all items of an object to a set.
pub fn merge(vm: &mut Vm, set: Ref, other: Value) -> R<()> {
    if vm.heap.payload(other).is(Value::Obj(set)) {
        return Ok(());
    }
    if let Some(other) = table(vm, other) {
        let from = other.clone();
        vm.heap.reserve(from.bytes())?;
        let Some(into) = table_mut(vm, set) else { return Ok(()) };
        let before = into.bytes();
        if into.fill_from(&from) {
            let grown = into.bytes().saturating_sub(before);
            vm.heap.grew(grown);
            return Ok(());
        }
        for (_, key) in from.iter() {
            vm.set_add(set, key)?;
        }
        return Ok(());
    }
    let items = vm.native_items(other)?;
    if matches!(vm.heap.payload(other), Value::Obj(r) if matches!(vm.heap.get(r), Obj::Dict(_)))
        && let Some(into) = table_mut(vm, set)
    {
        into.reserve_for(items.len());
    }
    for key in items {
        vm.set_add(set, key)?;
    }
    Ok(())
}

/// What two have in common.
pub fn intersection(vm: &mut Vm, args: Args<'_>, a: Value, b: Value) -> R<Ref> {
    let frozen = matches!(vm.heap.get(own(vm, args)), Obj::FrozenSet(_));
    common(vm, if frozen { Obj::FrozenSet(Box::default()) } else { Obj::Set(Box::default()) }, a, b)
}

/// The smaller is walked.
fn common(vm: &mut Vm, empty: Obj, a: Value, b: Value) -> R<Ref> {
    let out = vm.heap.alloc(empty);
    if a.is(b) {
        merge(vm, out, a)?;
        return Ok(out);
    }
    let lengths = (table(vm, a).map(SetTable::len), table(vm, b).map(SetTable::len));
    let (walk, inside) = if matches!(lengths, (Some(a), Some(b)) if b > a) { (a, b) } else { (b, a) };
    let inside = vm.as_set(inside)?;
    for key in vm.native_items(walk)? {
        if vm.set_contains(inside, key)? {
            vm.set_add(out, key)?;
        }
    }
    Ok(out)
}

/// Takes all items of an object out of a set.
pub fn discard_all(vm: &mut Vm, set: Ref, other: Value) -> R<()> {
    let mut other = other;
    if vm.heap.payload(other).is(Value::Obj(set)) {
        if let Some(t) = table_mut(vm, set) {
            t.clear();
        }
        return Ok(());
    }
    if table(vm, other).is_some_and(|t| t.len() >> 3 > vm.set_len(set)) {
        other = Value::Obj(common(vm, Obj::Set(Box::default()), Value::Obj(set), other)?);
    }
    for key in vm.native_items(other)? {
        vm.set_remove(set, key)?;
    }
    if let Some(t) = table_mut(vm, set) {
        t.tidy();
    }
    Ok(())
}

/// What is in the first only.
pub fn difference(vm: &mut Vm, args: Args<'_>, a: Value, b: Value) -> R<Ref> {
    let len = table(vm, a).map_or(0, SetTable::len);
    let is_dict = matches!(vm.heap.payload(b), Value::Obj(r) if matches!(vm.heap.get(r), Obj::Dict(_)));
    let theirs = if is_dict { Some(vm.len_native(b)?) } else { table(vm, b).map(SetTable::len) };
    if theirs.is_none_or(|theirs| len >> 2 > theirs) {
        let out = like(vm, args, a)?;
        discard_all(vm, out, b)?;
        return Ok(out);
    }
    let b = vm.as_set(b)?;
    let out = empty(vm, args);
    for key in vm.native_items(a)? {
        if !vm.set_contains(b, key)? {
            vm.set_add(out, key)?;
        }
    }
    Ok(out)
}

/// Takes out of a set what another has, and adds what it lacks of it.
pub fn toggle_all(vm: &mut Vm, set: Ref, other: Value) -> R<()> {
    if vm.heap.payload(other).is(Value::Obj(set)) {
        return discard_all(vm, set, other);
    }
    let other = Value::Obj(vm.as_set(other)?);
    for key in vm.native_items(other)? {
        if !vm.set_remove(set, key)? {
            vm.set_add(set, key)?;
        }
    }
    Ok(())
}

/// An operator one of whose operands is a view of a dict.
pub type OfViews = fn(&mut Vm, Value, Value) -> R<Ref>;

/// What two have in common.
pub fn view_intersection(vm: &mut Vm, a: Value, b: Value) -> R<Ref> {
    let (mut a, mut b) = if is_view(vm, a) { (a, b) } else { (b, a) };
    if is_set(vm, b) && vm.len_native(a)? <= vm.len_native(b)? {
        return common(vm, Obj::Set(Box::default()), b, a);
    }
    if is_view(vm, b) && vm.len_native(b)? > vm.len_native(a)? {
        std::mem::swap(&mut a, &mut b);
    }
    let inside = vm.as_set(a)?;
    let out = vm.heap.alloc(Obj::Set(Box::default()));
    for key in vm.native_items(b)? {
        if vm.set_contains(inside, key)? {
            vm.set_add(out, key)?;
        }
    }
    Ok(out)
}

/// A set of one's items, changed by the other's.
pub fn changed_copy(vm: &mut Vm, a: Value, b: Value, change: fn(&mut Vm, Ref, Value) -> R<()>) -> R<Ref> {
    let out = vm.heap.alloc(Obj::Set(Box::default()));
    let source = match a {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::DictView(dict, ViewKind::Keys) => Value::Obj(*dict),
            _ => a,
        },
        _ => a,
    };
    merge(vm, out, source)?;
    change(vm, out, b)?;
    Ok(out)
}

/// A view of a dict.
pub fn is_view(vm: &Vm, v: Value) -> bool {
    matches!(v, Value::Obj(r) if matches!(vm.heap.get(r), Obj::DictView(..)))
}

fn is_set(vm: &Vm, v: Value) -> bool {
    matches!(v, Value::Obj(r) if matches!(vm.heap.get(r), Obj::Set(_)))
}
