//! `list`, `tuple`, `dict`, `set`, `frozenset`, `range`, `slice`: constructors and methods.

use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::object::{Obj, Range, ViewKind};
use crate::python::op::CmpOp;
use crate::python::set_table::SetTable;
use crate::python::sym::names;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;

const fn m(owner: &'static str, name: &'static str, min: u8, max: u8, f: fn(&mut Vm, Args<'_>) -> R) -> NativeDef {
    NativeDef::method(owner, name, min, max, f)
}

pub static LIST: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 2, list_new).of("list").slow("_list_new").kw(&["**"]),
    m("list", "__init__", 0, 1, list_init).slow("_list_init"),
    m("list", "append", 1, 1, list_append),
    m("list", "extend", 1, 1, list_extend).slow("_list_extend"),
    m("list", "insert", 2, 2, list_insert),
    m("list", "pop", 0, 1, list_pop),
    m("list", "remove", 1, 1, list_remove).slow("_list_remove"),
    m("list", "clear", 0, 0, list_clear),
    m("list", "copy", 0, 0, list_copy),
    m("list", "reverse", 0, 0, list_reverse),
    m("list", "sort", 0, 0, list_sort).kw(&["key", "reverse"]).slow("_list_sort"),
    m("list", "index", 1, 3, list_index).slow("_list_index"),
    m("list", "count", 1, 1, list_count).slow("_list_count"),
    m("list", "__iadd__", 1, 1, list_iadd).slow("_list_iadd"),
];

pub static TUPLE: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 2, tuple_new).of("tuple").slow("_tuple_new"),
    m("tuple", "index", 1, 3, list_index).slow("_list_index"),
    m("tuple", "count", 1, 1, list_count).slow("_list_count"),
];

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

/// Operators that every built-in container has, for `super().__getitem__` and the like.
pub static SEQUENCE: &[NativeDef] = &[
    m("list", "__getitem__", 1, 1, getitem),
    m("list", "__setitem__", 2, 2, setitem),
    m("list", "__delitem__", 1, 1, delitem),
    m("list", "__contains__", 1, 1, contains).slow("_contains"),
];

pub static COMMON: &[NativeDef] = &[
    m("object", "__len__", 0, 0, len),
    m("object", "__iter__", 0, 0, iter),
    m("object", "__eq__", 1, 1, eq).slow("_eq_any"),
    m("object", "__lt__", 1, 1, lt).slow("_lt_any"),
    m("object", "__le__", 1, 1, le).slow("_le_any"),
    m("object", "__gt__", 1, 1, gt).slow("_gt_any"),
    m("object", "__ge__", 1, 1, ge).slow("_ge_any"),
];

pub static RANGE: &[NativeDef] = &[
    NativeDef::function("__new__", 2, 4, range_new).of("range"),
    m("range", "index", 1, 1, range_index),
    m("range", "count", 1, 1, range_count),
    m("range", "__len__", 0, 0, len),
    m("range", "__iter__", 0, 0, iter),
    m("range", "__contains__", 1, 1, contains),
    m("range", "__getitem__", 1, 1, getitem),
];

pub static SLICE: &[NativeDef] =
    &[NativeDef::function("__new__", 2, 4, slice_new).of("slice"), m("slice", "indices", 1, 1, slice_indices)];

pub fn install(vm: &mut Vm) {
    let t = vm.types.clone();
    vm.add_methods(t.list, LIST);
    vm.add_methods(t.tuple, TUPLE);
    vm.add_methods(t.dict, DICT);
    vm.add_methods(t.set, SET);
    vm.add_methods(t.set, ANY_SET);
    vm.add_methods(t.frozenset, FROZENSET);
    vm.add_methods(t.frozenset, ANY_SET);
    for class in [t.list, t.tuple, t.deque] {
        vm.add_methods(class, SEQUENCE);
    }
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
    }
    for class in [t.list, t.dict, t.set, t.bytearray, t.deque] {
        if let Some(c) = vm.class_mut(class) {
            c.attrs.insert(names::HASH, Value::None);
        }
    }
    vm.add_methods(t.mappingproxy, &DICT[2..6]);
    vm.add_methods(t.range, RANGE);
    vm.add_methods(t.slice, SLICE);
    for (class, names) in [(t.dict_keys, ANY_SET), (t.dict_items, ANY_SET)] {
        vm.add_methods(class, &names[7..]);
    }
    static START: NativeDef = NativeDef::function("start", 1, 1, |vm, a| Ok(slice_part(vm, a, 0)));
    static STOP: NativeDef = NativeDef::function("stop", 1, 1, |vm, a| Ok(slice_part(vm, a, 1)));
    static STEP: NativeDef = NativeDef::function("step", 1, 1, |vm, a| Ok(slice_part(vm, a, 2)));
    for class in [t.slice, t.range] {
        vm.add_property(class, &START, None);
        vm.add_property(class, &STOP, None);
        vm.add_property(class, &STEP, None);
    }
    static FROMKEYS: NativeDef = NativeDef::function("fromkeys", 2, 3, dict_fromkeys).slow("_dict_fromkeys");
    let native = vm.heap.alloc(Obj::Native { def: &FROMKEYS, bound: Value::Unbound });
    let wrapped = Value::Obj(vm.heap.alloc(Obj::ClassMethod(Value::Obj(native))));
    let name = vm.syms.intern("fromkeys");
    if let Some(c) = vm.class_mut(t.dict) {
        c.attrs.insert(name, wrapped);
    }
}

/// The built-in object behind self.
fn own(vm: &Vm, args: Args<'_>) -> Ref {
    match vm.heap.payload(args.get(0)) {
        Value::Obj(r) => r,
        _ => Ref(0),
    }
}

fn class_of_new(vm: &mut Vm, args: Args<'_>) -> R<Ref> {
    match args.get(0).as_ref().filter(|&r| vm.class(r).is_some()) {
        Some(r) => Ok(r),
        None => Err(vm.type_error("__new__(X): X is not a type object")),
    }
}

/// The result of a constructor: as it is, or as the payload of an instance of a subclass.
fn made(vm: &mut Vm, class: Ref, base: Ref, v: Value) -> R {
    if class == base { Ok(v) } else { vm.new_payload(class, v) }
}

fn items_arg(vm: &mut Vm, v: Value) -> R<Vec<Value>> {
    if v.is_unbound() { Ok(Vec::new()) } else { vm.native_items(v) }
}

fn list_new(vm: &mut Vm, args: Args<'_>) -> R {
    let class = class_of_new(vm, args)?;
    let items = items_arg(vm, args.get(1))?;
    let v = vm.heap.list(items);
    made(vm, class, vm.types.list, v)
}

fn with_list<T>(vm: &mut Vm, args: Args<'_>, f: impl FnOnce(&mut Vec<Value>) -> T) -> R<T> {
    let r = own(vm, args);
    match vm.heap.get_mut(r) {
        Obj::List(items) => {
            let before = items.capacity();
            let out = f(items);
            let grown = items.capacity().saturating_sub(before);
            vm.heap.grew(grown * size_of::<Value>());
            Ok(out)
        }
        _ => Err(vm.type_error("descriptor requires a 'list' object")),
    }
}

fn list_init(vm: &mut Vm, args: Args<'_>) -> R {
    let items = items_arg(vm, args.get(1))?;
    with_list(vm, args, |l| *l = items)?;
    Ok(Value::None)
}

fn list_append(vm: &mut Vm, args: Args<'_>) -> R {
    if let Value::Obj(r) = args.get(0)
        && let Obj::List(_) = vm.heap.get(r)
    {
        vm.heap.list_push(r, args.get(1));
        return Ok(Value::None);
    }
    with_list(vm, args, |l| l.push(args.get(1)))?;
    Ok(Value::None)
}

fn list_extend(vm: &mut Vm, args: Args<'_>) -> R {
    vm.list_extend(args.get(0), args.get(1))?;
    Ok(Value::None)
}

fn list_iadd(vm: &mut Vm, args: Args<'_>) -> R {
    vm.list_extend(args.get(0), args.get(1))?;
    Ok(args.get(0))
}

fn list_insert(vm: &mut Vm, args: Args<'_>) -> R {
    let i = vm.int_arg(args.get(1))?;
    with_list(vm, args, |l| {
        let n = l.len() as i64;
        let at = if i < 0 { (i + n).max(0) } else { i.min(n) };
        l.insert(at as usize, args.get(2));
    })?;
    Ok(Value::None)
}

fn list_pop(vm: &mut Vm, args: Args<'_>) -> R {
    let i = if args.len() > 1 { vm.int_arg(args.get(1))? } else { -1 };
    let found = with_list(vm, args, |l| {
        if l.is_empty() {
            return Err("pop from empty list");
        }
        let n = l.len() as i64;
        let at = if i < 0 { i + n } else { i };
        if at < 0 || at >= n { Err("pop index out of range") } else { Ok(l.remove(at as usize)) }
    })?;
    found.map_err(|text| vm.raise(Exc::IndexError, text))
}

fn list_remove(vm: &mut Vm, args: Args<'_>) -> R {
    let items = vm.native_items(args.get(0))?;
    for (i, &v) in items.iter().enumerate() {
        if v.is(args.get(1)) || vm.eq_native(v, args.get(1))? {
            with_list(vm, args, |l| l.remove(i))?;
            return Ok(Value::None);
        }
    }
    Err(vm.value_error("list.remove(x): x not in list"))
}

fn list_clear(vm: &mut Vm, args: Args<'_>) -> R {
    with_list(vm, args, |l| *l = Vec::new())?;
    Ok(Value::None)
}

fn list_copy(vm: &mut Vm, args: Args<'_>) -> R {
    let items = with_list(vm, args, |l| l.clone())?;
    Ok(vm.heap.list(items))
}

fn list_reverse(vm: &mut Vm, args: Args<'_>) -> R {
    with_list(vm, args, |l| l.reverse())?;
    Ok(Value::None)
}

fn list_sort(vm: &mut Vm, args: Args<'_>) -> R {
    let key = args.kw(names::KEY);
    if !key.is_unbound() && !key.is_none() {
        return Err(Ctl::Python);
    }
    let items = with_list(vm, args, |l| l.clone())?;
    let reverse = args.kw(names::REVERSE);
    let reverse = !reverse.is_unbound() && vm.truth_native(reverse)?;
    let keys = items.clone();
    let items = vm.sort_by_keys(items, &keys, reverse)?;
    with_list(vm, args, |l| *l = items)?;
    Ok(Value::None)
}

fn list_index(vm: &mut Vm, args: Args<'_>) -> R {
    let items = vm.native_items(args.get(0))?;
    let bound = |vm: &mut Vm, i: usize, default: i64| -> R<usize> {
        let v = args.get(i);
        let n = if v.is_unbound() { default } else { vm.int_arg(v)? };
        let len = items.len() as i64;
        Ok((if n < 0 { n + len } else { n }).clamp(0, len) as usize)
    };
    let (start, stop) = (bound(vm, 2, 0)?, bound(vm, 3, i64::MAX)?);
    for (i, &v) in items.iter().enumerate().take(stop).skip(start) {
        if v.is(args.get(1)) || vm.eq_native(v, args.get(1))? {
            return Ok(Value::Int(i as i64));
        }
    }
    let list = matches!(vm.heap.get(own(vm, args)), Obj::List(_));
    let text = if list {
        format!("{} is not in list", vm.repr_native(args.get(1))?)
    } else {
        String::from("tuple.index(x): x not in tuple")
    };
    Err(vm.value_error(text))
}

fn list_count(vm: &mut Vm, args: Args<'_>) -> R {
    let mut n = 0;
    for v in vm.native_items(args.get(0))? {
        if v.is(args.get(1)) || vm.eq_native(v, args.get(1))? {
            n += 1;
        }
    }
    Ok(Value::Int(n))
}

fn tuple_new(vm: &mut Vm, args: Args<'_>) -> R {
    let class = class_of_new(vm, args)?;
    let v = args.get(1);
    if class == vm.types.tuple
        && let Value::Obj(r) = v
        && matches!(vm.heap.get(r), Obj::Tuple(_))
    {
        return Ok(v);
    }
    let items = items_arg(vm, v)?;
    let t = vm.heap.tuple(items);
    made(vm, class, vm.types.tuple, t)
}

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
        Obj::Dict(t) => (0..t.positions()).rev().find(|&p| t.entry(p).is_some()).and_then(|p| t.remove_at(p)),
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

fn dict_fromkeys(vm: &mut Vm, args: Args<'_>) -> R {
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

fn getitem(vm: &mut Vm, args: Args<'_>) -> R {
    vm.getitem_native(args.get(0), args.get(1))
}

fn setitem(vm: &mut Vm, args: Args<'_>) -> R {
    let base = vm.heap.payload(args.get(0));
    vm.setitem_native(base, args.get(1), args.get(2))?;
    Ok(Value::None)
}

fn delitem(vm: &mut Vm, args: Args<'_>) -> R {
    let base = vm.heap.payload(args.get(0));
    vm.delitem_native(base, args.get(1))?;
    Ok(Value::None)
}

fn contains(vm: &mut Vm, args: Args<'_>) -> R {
    let base = vm.heap.payload(args.get(0));
    Ok(Value::Bool(vm.contains_native(base, args.get(1))?))
}

fn len(vm: &mut Vm, args: Args<'_>) -> R {
    let r = own(vm, args);
    Ok(Value::Int(vm.len_of(r).unwrap_or(0) as i64))
}

fn iter(vm: &mut Vm, args: Args<'_>) -> R {
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
    fn as_set_kind(&self, v: Value) -> bool {
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

// ---- sets

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
        let mut inside = if keep { true } else { false };
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

// ---- range, slice

fn range_new(vm: &mut Vm, args: Args<'_>) -> R {
    let mut part = |i: usize| vm.int_arg(args.get(i));
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
fn slice_part(vm: &mut Vm, args: Args<'_>, i: usize) -> Value {
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
