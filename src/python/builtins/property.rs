//! `property`: making it, its parts, and copies with another part.

use crate::python::native::{Args, NativeDef, R};
use crate::python::object::{Obj, Property};
use crate::python::sym::names;
use crate::python::value::Value;
use crate::python::vm::Vm;

static PROPERTY: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 5, property_new).of("property").kw(&["fget", "fset", "fdel", "doc"]),
    NativeDef::method("property", "getter", 1, 1, property_getter),
    NativeDef::method("property", "setter", 1, 1, property_setter),
    NativeDef::method("property", "deleter", 1, 1, property_deleter),
    NativeDef::method("property", "__set_name__", 2, 2, property_set_name),
];

pub fn install(vm: &mut Vm) {
    vm.add_methods(vm.types.property, PROPERTY);
    static FGET: NativeDef = NativeDef::function("fget", 1, 1, |vm, a| Ok(property_part(vm, a, |p| p.get)));
    static FSET: NativeDef = NativeDef::function("fset", 1, 1, |vm, a| Ok(property_part(vm, a, |p| p.set)));
    static FDEL: NativeDef = NativeDef::function("fdel", 1, 1, |vm, a| Ok(property_part(vm, a, |p| p.del)));
    static PNAME: NativeDef = NativeDef::function("__name__", 1, 1, |vm, a| Ok(property_part(vm, a, |p| p.name)));
    static PDOC: NativeDef = NativeDef::function("__doc__", 1, 1, |vm, a| Ok(property_part(vm, a, |p| p.doc)));
    static SET_PDOC: NativeDef = NativeDef::function("__doc__", 2, 2, property_set_doc);
    let property = vm.types.property;
    vm.add_property(property, &FGET, None);
    vm.add_property(property, &FSET, None);
    vm.add_property(property, &FDEL, None);
    vm.add_property(property, &PNAME, None);
    vm.add_property(property, &PDOC, Some(&SET_PDOC));
}

fn property_new(vm: &mut Vm, args: Args<'_>) -> R {
    let (fset, fdel, doc) = (vm.syms.intern("fset"), vm.syms.intern("fdel"), vm.syms.intern("doc"));
    let part = |v: Value| if v.is_unbound() { Value::None } else { v };
    let get = part(args.either(1, names::FGET));
    let mut doc = part(args.either(4, doc));
    let mut name = Value::None;
    if let Value::Obj(f) = get
        && let Obj::Function(f) = vm.heap.get(f)
    {
        name = f.name;
        if doc.is_none() {
            doc = f.doc;
        }
    }
    let property = Property { get, set: part(args.either(2, fset)), del: part(args.either(3, fdel)), doc, name };
    Ok(Value::Obj(vm.heap.alloc(Obj::Property(Box::new(property)))))
}

fn changed(vm: &mut Vm, args: Args<'_>, change: impl FnOnce(&mut Property)) -> R {
    let Value::Obj(r) = args.get(0) else { return Ok(Value::None) };
    let Obj::Property(p) = vm.heap.get(r) else { return Ok(Value::None) };
    let mut property = (**p).clone();
    change(&mut property);
    Ok(Value::Obj(vm.heap.alloc(Obj::Property(Box::new(property)))))
}

fn property_getter(vm: &mut Vm, args: Args<'_>) -> R {
    let of = |v: Value| match v {
        Value::Obj(f) => match vm.heap.get(f) {
            Obj::Function(f) => Some(f.doc),
            _ => None,
        },
        _ => None,
    };
    let new = of(args.get(1)).filter(|d| !d.is_none());
    let from_getter = match args.get(0) {
        Value::Obj(r) => matches!(vm.heap.get(r), Obj::Property(p) if of(p.get).is_some_and(|d| d.is(p.doc))),
        _ => false,
    };
    changed(vm, args, |p| {
        p.get = args.get(1);
        // A text that came from the function before comes from this one.
        if from_getter && let Some(doc) = new {
            p.doc = doc;
        }
    })
}

fn property_setter(vm: &mut Vm, args: Args<'_>) -> R {
    changed(vm, args, |p| p.set = args.get(1))
}

fn property_deleter(vm: &mut Vm, args: Args<'_>) -> R {
    changed(vm, args, |p| p.del = args.get(1))
}

fn property_set_doc(vm: &mut Vm, args: Args<'_>) -> R {
    if let Value::Obj(r) = args.get(0)
        && let Obj::Property(p) = vm.heap.get_mut(r)
    {
        p.doc = args.get(1);
    }
    Ok(Value::None)
}

fn property_set_name(vm: &mut Vm, args: Args<'_>) -> R {
    if let Value::Obj(r) = args.get(0)
        && let Obj::Property(p) = vm.heap.get_mut(r)
    {
        p.name = args.get(2);
    }
    Ok(Value::None)
}

fn property_part(vm: &Vm, args: Args<'_>, part: fn(&Property) -> Value) -> Value {
    match args.get(0) {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::Property(p) => part(p),
            _ => Value::None,
        },
        _ => Value::None,
    }
}
