//! What the built-in containers have in common, and putting their methods in place.

use super::{dict, list, range, set};
use crate::python::native::{Args, NativeDef, R};
use crate::python::object::{Obj, ViewKind};
use crate::python::op::CmpOp;
use crate::python::sym::names;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;

pub(super) const fn m(
    owner: &'static str,
    name: &'static str,
    min: u8,
    max: u8,
    f: fn(&mut Vm, Args<'_>) -> R,
) -> NativeDef {
    NativeDef::method(owner, name, min, max, f)
}

/// Operators that every built-in container has, for `super().__getitem__` and the like.
pub static SEQUENCE: &[NativeDef] = &[
    m("list", "__getitem__", 1, 1, getitem).slow("_getitem_by_index"),
    m("list", "__setitem__", 2, 2, setitem).slow("_setitem_by_index"),
    m("list", "__delitem__", 1, 1, delitem).slow("_delitem_by_index"),
    m("list", "__contains__", 1, 1, contains).slow("_contains"),
];

pub static REPR: &[NativeDef] = &[m("", "__repr__", 0, 0, repr).slow("_container_repr")];

static COMMON: &[NativeDef] = &[
    m("object", "__len__", 0, 0, len),
    m("object", "__iter__", 0, 0, iter),
    m("object", "__eq__", 1, 1, eq).slow("_eq_any"),
    m("object", "__lt__", 1, 1, lt).slow("_lt_any"),
    m("object", "__le__", 1, 1, le).slow("_le_any"),
    m("object", "__gt__", 1, 1, gt).slow("_gt_any"),
    m("object", "__ge__", 1, 1, ge).slow("_ge_any"),
];

pub fn install(vm: &mut Vm) {
    let t = vm.types.clone();
    vm.add_methods(t.list, list::LIST);
    vm.add_methods(t.tuple, list::TUPLE);
    vm.add_methods(t.dict, dict::DICT);
    vm.add_methods(t.set, set::SET);
    vm.add_methods(t.set, set::ANY_SET);
    vm.add_methods(t.frozenset, set::FROZENSET);
    vm.add_methods(t.frozenset, set::ANY_SET);
    for class in [t.list, t.deque] {
        vm.add_methods(class, SEQUENCE);
    }
    // A tuple's items are only read.
    vm.add_methods(t.tuple, &SEQUENCE[..1]);
    vm.add_methods(t.tuple, &SEQUENCE[3..]);
    for class in [
        t.list,
        t.tuple,
        t.dict,
        t.set,
        t.frozenset,
        t.str,
        t.bytes,
        t.deque,
        t.dict_keys,
        t.dict_values,
        t.dict_items,
        t.mappingproxy,
    ] {
        vm.add_methods(class, COMMON);
        if class != t.str && class != t.bytes {
            vm.add_methods(class, REPR);
        }
    }
    for class in [t.list, t.dict, t.set, t.bytearray, t.deque, t.dict_keys, t.dict_items] {
        if let Some(c) = vm.class_mut(class) {
            c.attrs.insert(names::HASH, Value::None);
        }
    }
    vm.add_methods(t.mappingproxy, &dict::DICT[2..6]);
    vm.add_methods(t.memoryview, super::functions::MEMORYVIEW);
    vm.add_methods(t.range, range::RANGE);
    vm.add_methods(t.slice, range::SLICE);
    for (class, names) in [(t.dict_keys, set::ANY_SET), (t.dict_items, set::ANY_SET)] {
        vm.add_methods(class, &names[7..]);
    }
    static START: NativeDef = NativeDef::function("start", 1, 1, |vm, a| Ok(range::slice_part(vm, a, 0)));
    static STOP: NativeDef = NativeDef::function("stop", 1, 1, |vm, a| Ok(range::slice_part(vm, a, 1)));
    static STEP: NativeDef = NativeDef::function("step", 1, 1, |vm, a| Ok(range::slice_part(vm, a, 2)));
    for class in [t.slice, t.range] {
        vm.add_property(class, &START, None);
        vm.add_property(class, &STOP, None);
        vm.add_property(class, &STEP, None);
    }
    static FROMKEYS: NativeDef = NativeDef::function("fromkeys", 2, 3, dict::dict_fromkeys).slow("_dict_fromkeys");
    let native = vm.heap.alloc(Obj::Native { def: &FROMKEYS, bound: Value::Unbound });
    let wrapped = Value::Obj(vm.heap.alloc(Obj::ClassMethod(Value::Obj(native))));
    let name = vm.syms.intern("fromkeys");
    if let Some(c) = vm.class_mut(t.dict) {
        c.attrs.insert(name, wrapped);
    }
}

/// The built-in object behind self.
pub(super) fn own(vm: &Vm, args: Args<'_>) -> Ref {
    match vm.heap.payload(args.get(0)) {
        Value::Obj(r) => r,
        _ => Ref(0),
    }
}

pub(super) fn class_of_new(vm: &mut Vm, args: Args<'_>) -> R<Ref> {
    match args.get(0).as_ref().filter(|&r| vm.class(r).is_some()) {
        Some(r) => Ok(r),
        None => Err(vm.type_error("__new__(X): X is not a type object")),
    }
}

/// The result of a constructor: as it is, or as the payload of an instance of a subclass.
pub(super) fn made(vm: &mut Vm, class: Ref, base: Ref, v: Value) -> R {
    if class == base { Ok(v) } else { vm.new_payload(class, v) }
}

pub(super) fn items_arg(vm: &mut Vm, v: Value) -> R<Vec<Value>> {
    if v.is_unbound() { Ok(Vec::new()) } else { vm.native_items(v) }
}

pub(super) fn getitem(vm: &mut Vm, args: Args<'_>) -> R {
    vm.getitem_native(args.get(0), args.get(1))
}

pub(super) fn setitem(vm: &mut Vm, args: Args<'_>) -> R {
    let base = vm.heap.payload(args.get(0));
    vm.setitem_native(base, args.get(1), args.get(2))?;
    Ok(Value::None)
}

pub(super) fn delitem(vm: &mut Vm, args: Args<'_>) -> R {
    let base = vm.heap.payload(args.get(0));
    vm.delitem_native(base, args.get(1))?;
    Ok(Value::None)
}

pub(super) fn contains(vm: &mut Vm, args: Args<'_>) -> R {
    let base = vm.heap.payload(args.get(0));
    Ok(Value::Bool(vm.contains_native(base, args.get(1))?))
}

fn repr(vm: &mut Vm, args: Args<'_>) -> R {
    let text = vm.container_repr(args.get(0))?;
    Ok(vm.heap.str(&text))
}

pub(super) fn len(vm: &mut Vm, args: Args<'_>) -> R {
    let r = own(vm, args);
    Ok(Value::Int(vm.len_of(r).unwrap_or(0) as i64))
}

pub(super) fn iter(vm: &mut Vm, args: Args<'_>) -> R {
    let base = vm.heap.payload(args.get(0));
    vm.get_iter(base)
}

fn compare(vm: &mut Vm, args: Args<'_>, op: CmpOp) -> R {
    let (a, b) = (vm.heap.payload(args.get(0)), vm.heap.payload(args.get(1)));
    let same_kind = match (a, b) {
        (Value::Obj(x), Value::Obj(y)) => {
            std::mem::discriminant(vm.heap.get(x)) == std::mem::discriminant(vm.heap.get(y))
        }
        _ => false,
    };
    let sets = vm.as_set_kind(a) && vm.as_set_kind(b);
    if !same_kind && !sets {
        return Ok(Value::NotImplemented);
    }
    vm.compare_native(op, a, b)
}

impl Vm {
    pub(crate) fn as_set_kind(&self, v: Value) -> bool {
        matches!(v, Value::Obj(r) if matches!(self.heap.get(r), Obj::Set(_) | Obj::FrozenSet(_) | Obj::DictView(_, ViewKind::Keys | ViewKind::Items)))
    }
}

fn eq(vm: &mut Vm, args: Args<'_>) -> R {
    compare(vm, args, CmpOp::Eq)
}

fn lt(vm: &mut Vm, args: Args<'_>) -> R {
    compare(vm, args, CmpOp::Lt)
}

fn le(vm: &mut Vm, args: Args<'_>) -> R {
    compare(vm, args, CmpOp::Le)
}

fn gt(vm: &mut Vm, args: Args<'_>) -> R {
    compare(vm, args, CmpOp::Gt)
}

fn ge(vm: &mut Vm, args: Args<'_>) -> R {
    compare(vm, args, CmpOp::Ge)
}

/// How often a sequence is to be repeated.
pub fn times(vm: &mut Vm, n: Value) -> R {
    match vm.index_value(n)? {
        Some(_) if vm.is_huge(n) => Err(vm.does_not_fit(Exc::OverflowError, n)),
        Some(n) => Ok(Value::Int(n)),
        None => {
            let got = vm.type_name(n);
            Err(vm.type_error(format!("can't multiply sequence by non-int of type '{got}'")))
        }
    }
}
