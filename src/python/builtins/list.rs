//! `list` and `tuple`: constructors and methods.

use super::containers::{class_of_new, items_arg, m, made, own};
use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::object::Obj;
use crate::python::op::BinOp;
use crate::python::sym::names;
use crate::python::types::Exc;
use crate::python::value::Value;
use crate::python::vm::Vm;

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
    m("list", "count", 1, 1, count).slow("_list_count"),
    m("list", "__iadd__", 1, 1, list_iadd).slow("_list_iadd"),
    m("list", "__imul__", 1, 1, list_imul),
    m("list", "__add__", 1, 1, add),
    m("list", "__mul__", 1, 1, multiply),
    m("list", "__rmul__", 1, 1, multiply),
];

pub static TUPLE: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 2, tuple_new).of("tuple").slow("_tuple_new"),
    m("tuple", "index", 1, 3, list_index).slow("_list_index"),
    m("tuple", "count", 1, 1, count).slow("_list_count"),
    m("tuple", "__add__", 1, 1, add),
    m("tuple", "__mul__", 1, 1, multiply),
    m("tuple", "__rmul__", 1, 1, multiply),
];

fn list_new(vm: &mut Vm, args: Args<'_>) -> R {
    let class = class_of_new(vm, args)?;
    if class == vm.types.list && !args.kw.is_empty() {
        return Err(vm.type_error("list() takes no keyword arguments"));
    }
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

/// `+` of two lists or two tuples, of subclasses too.
fn add(vm: &mut Vm, args: Args<'_>) -> R {
    let (a, b) = (vm.heap.payload(args.get(0)), vm.heap.payload(args.get(1)));
    if vm.class_of(a) == vm.class_of(b) {
        return vm.binary_native(BinOp::Add, a, b);
    }
    let (kind, got) = (vm.type_name(a), vm.type_name(args.get(1)));
    Err(vm.type_error(format!("can only concatenate {kind} (not \"{got}\") to {kind}")))
}

fn multiply(vm: &mut Vm, args: Args<'_>) -> R {
    let sequence = vm.heap.payload(args.get(0));
    let n = super::containers::times(vm, args.get(1))?;
    vm.binary_native(BinOp::Mul, sequence, n)
}

fn list_imul(vm: &mut Vm, args: Args<'_>) -> R {
    let product = multiply(vm, args)?;
    let items = vm.native_items(product)?;
    with_list(vm, args, |l| *l = items)?;
    Ok(args.get(0))
}

fn list_insert(vm: &mut Vm, args: Args<'_>) -> R {
    let i = vm.int_arg(args.get(1))?;
    with_list(vm, args, |l| {
        let n = l.len() as i64;
        let at = if i < 0 { i.saturating_add(n).max(0) } else { i.min(n) };
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
        let at = if i < 0 { i.saturating_add(n) } else { i };
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

pub(super) fn list_index(vm: &mut Vm, args: Args<'_>) -> R {
    let items = vm.native_items(vm.heap.payload(args.get(0)))?;
    let bound = |vm: &mut Vm, i: usize, default: i64| -> R<usize> {
        let v = args.get(i);
        let len = items.len() as i64;
        let n = if v.is_unbound() { Some(default) } else { vm.index_value(v)? };
        match n {
            Some(n) => Ok((if n < 0 { n.saturating_add(len) } else { n }).clamp(0, len) as usize),
            None => Err(vm.type_error("slice indices must be integers or have an __index__ method")),
        }
    };
    let (start, stop) = (bound(vm, 2, 0)?, bound(vm, 3, i64::MAX)?);
    for (i, &v) in items.iter().enumerate().take(stop).skip(start) {
        if v.is(args.get(1)) || vm.eq_native(v, args.get(1))? {
            return Ok(Value::Int(i as i64));
        }
    }
    let kind = match vm.heap.get(own(vm, args)) {
        Obj::List(_) => "list",
        Obj::Deque(_) => "deque",
        _ => return Err(vm.value_error("tuple.index(x): x not in tuple")),
    };
    let text = format!("{} is not in {kind}", vm.repr_native(args.get(1))?);
    Err(vm.value_error(text))
}

pub(super) fn count(vm: &mut Vm, args: Args<'_>) -> R {
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
