//! `dict`: constructor and methods.

use super::containers::{class_of_new, contains, delitem, getitem, m, made, own, setitem};
use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::object::{Obj, ViewKind};
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;

pub static DICT: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 255, dict_new).of("dict").slow("_dict_new").kw(&["**"]),
    m("dict", "__init__", 0, 255, dict_init).kw(&["**"]).slow("_dict_init"),
    m("dict", "get", 1, 2, dict_get).slow("_dict_get"),
    m("dict", "keys", 0, 0, dict_keys),
    m("dict", "values", 0, 0, dict_values),
    m("dict", "items", 0, 0, dict_items),
    m("dict", "pop", 1, 2, dict_pop).slow("_dict_pop"),
    m("dict", "popitem", 0, 0, dict_popitem),
    m("dict", "setdefault", 1, 2, dict_setdefault).slow("_dict_setdefault"),
    m("dict", "update", 0, 1, dict_update).kw(&["**"]).slow("_dict_method_update"),
    m("dict", "clear", 0, 0, dict_clear),
    m("dict", "copy", 0, 0, dict_copy),
    m("dict", "__getitem__", 1, 1, getitem).slow("_dict_getitem"),
    m("dict", "__setitem__", 2, 2, setitem).slow("_dict_store"),
    m("dict", "__delitem__", 1, 1, delitem).slow("_dict_delitem"),
    m("dict", "__contains__", 1, 1, contains).slow("_dict_contains"),
    m("dict", "__or__", 1, 1, dict_or),
    m("dict", "__ior__", 1, 1, dict_ior),
];

fn dict_new(vm: &mut Vm, args: Args<'_>) -> R {
    let class = class_of_new(vm, args)?;
    let d = vm.new_dict();
    if class == vm.types.dict {
        fill(vm, d, &args.pos[1..], args.kw)?;
    }
    made(vm, class, vm.types.dict, Value::Obj(d))
}

fn dict_init(vm: &mut Vm, args: Args<'_>) -> R {
    let d = own(vm, args);
    fill(vm, d, &args.pos[1..], args.kw)?;
    Ok(Value::None)
}

fn dict_update(vm: &mut Vm, args: Args<'_>) -> R {
    let d = own(vm, args);
    fill(vm, d, &args.pos[1..], args.kw)?;
    Ok(Value::None)
}

/// Fills a dict from a mapping or pairs, and keywords. `Ctl::Python`, before anything is stored, where Python code is needed.
fn fill(vm: &mut Vm, d: Ref, sources: &[Value], kw: &[(crate::python::sym::Sym, Value)]) -> R<()> {
    if sources.len() > 1 {
        // `update` takes no more to begin with.
        return Err(vm.type_error(format!("dict expected at most 1 argument, got {}", sources.len())));
    }
    let mut pairs: Vec<(Value, Value)> = Vec::new();
    for &source in sources {
        match vm.heap.payload(source) {
            Value::Obj(r) => match vm.heap.get(r) {
                Obj::Dict(t) => pairs.extend(t.iter().map(|e| (e.key, e.value))),
                Obj::MappingProxy(_) | Obj::Instance(_) | Obj::Generator(_) => return Err(Ctl::Python),
                _ => {
                    for (n, item) in vm.native_items(source)?.into_iter().enumerate() {
                        let parts = match vm.native_items(item) {
                            Err(Ctl::Raise(_)) => {
                                let text =
                                    format!("cannot convert dictionary update sequence element #{n} to a sequence");
                                return Err(vm.type_error(text));
                            }
                            other => other?,
                        };
                        let [key, value] = parts[..] else {
                            let text = format!(
                                "dictionary update sequence element #{n} has length {}; 2 is required",
                                parts.len()
                            );
                            return Err(vm.value_error(text));
                        };
                        pairs.push((key, value));
                    }
                }
            },
            _ => {
                let text = format!("'{}' object is not iterable", vm.type_name(source));
                return Err(vm.type_error(text));
            }
        }
    }
    vm.heap.charge(pairs.len())?;
    for &(key, _) in &pairs {
        vm.hash_native(key)?;
    }
    for (key, value) in pairs {
        vm.dict_set(d, key, value)?;
    }
    for &(name, value) in kw {
        let key = vm.sym_str(name);
        vm.dict_set(d, key, value)?;
    }
    Ok(())
}

fn dict_get(vm: &mut Vm, args: Args<'_>) -> R {
    let mut d = own(vm, args);
    if let Obj::MappingProxy(inner) = vm.heap.get(d) {
        d = *inner;
    }
    let default = if args.get(2).is_unbound() { Value::None } else { args.get(2) };
    Ok(vm.dict_get(d, args.get(1))?.unwrap_or(default))
}

fn view(vm: &mut Vm, args: Args<'_>, kind: ViewKind) -> R {
    let mut d = own(vm, args);
    if let Obj::MappingProxy(inner) = vm.heap.get(d) {
        d = *inner;
    }
    Ok(Value::Obj(vm.heap.alloc(Obj::DictView(d, kind))))
}

fn dict_keys(vm: &mut Vm, args: Args<'_>) -> R {
    view(vm, args, ViewKind::Keys)
}

fn dict_values(vm: &mut Vm, args: Args<'_>) -> R {
    view(vm, args, ViewKind::Values)
}

fn dict_items(vm: &mut Vm, args: Args<'_>) -> R {
    view(vm, args, ViewKind::Items)
}

fn dict_pop(vm: &mut Vm, args: Args<'_>) -> R {
    let d = own(vm, args);
    match vm.dict_remove(d, args.get(1))? {
        Some(v) => Ok(v),
        None if !args.get(2).is_unbound() => Ok(args.get(2)),
        None => Err(vm.raise_args(Exc::KeyError, vec![args.get(1)])),
    }
}

fn dict_popitem(vm: &mut Vm, args: Args<'_>) -> R {
    let d = own(vm, args);
    let last = match vm.heap.get_mut(d) {
        Obj::Dict(t) => t.pop_last(),
        _ => None,
    };
    match last {
        Some(e) => Ok(vm.heap.tuple(vec![e.key, e.value])),
        None => {
            let text = vm.heap.str("popitem(): dictionary is empty");
            Err(vm.raise_args(Exc::KeyError, vec![text]))
        }
    }
}

fn dict_setdefault(vm: &mut Vm, args: Args<'_>) -> R {
    let d = own(vm, args);
    let default = if args.get(2).is_unbound() { Value::None } else { args.get(2) };
    if let Some(v) = vm.dict_get(d, args.get(1))? {
        return Ok(v);
    }
    vm.dict_set(d, args.get(1), default)?;
    Ok(default)
}

fn dict_clear(vm: &mut Vm, args: Args<'_>) -> R {
    let d = own(vm, args);
    if let Obj::Dict(t) = vm.heap.get_mut(d) {
        t.clear();
    }
    Ok(Value::None)
}

fn copy_of(vm: &mut Vm, v: Value) -> R<Ref> {
    let d = vm.new_dict();
    fill(vm, d, &[v], &[])?;
    Ok(d)
}

fn dict_copy(vm: &mut Vm, args: Args<'_>) -> R {
    copy_of(vm, args.get(0)).map(Value::Obj)
}

fn is_dict(vm: &Vm, v: Value) -> bool {
    matches!(vm.heap.payload(v), Value::Obj(r) if matches!(vm.heap.get(r), Obj::Dict(_)))
}

fn dict_or(vm: &mut Vm, args: Args<'_>) -> R {
    if !is_dict(vm, args.get(0)) || !is_dict(vm, args.get(1)) {
        return Ok(Value::NotImplemented);
    }
    let d = copy_of(vm, args.get(0))?;
    fill(vm, d, &args.pos[1..], &[])?;
    Ok(Value::Obj(d))
}

fn dict_ior(vm: &mut Vm, args: Args<'_>) -> R {
    let d = own(vm, args);
    fill(vm, d, &args.pos[1..], &[])?;
    Ok(args.get(0))
}

pub(super) fn dict_fromkeys(vm: &mut Vm, args: Args<'_>) -> R {
    if args.get(0).as_ref() != Some(vm.types.dict) {
        return Err(Ctl::Python);
    }
    let keys = vm.native_items(args.get(1))?;
    let value = if args.get(2).is_unbound() { Value::None } else { args.get(2) };
    let d = vm.new_dict();
    for key in keys {
        vm.dict_set(d, key, value)?;
    }
    Ok(Value::Obj(d))
}
