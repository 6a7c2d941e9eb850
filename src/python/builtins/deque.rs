//! `collections.deque`.

use super::containers::{class_of_new, items_arg, m, made, own};
use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::object::{Deque, Obj};
use crate::python::types::Exc;
use crate::python::value::Value;
use crate::python::vm::Vm;
use std::collections::VecDeque;

pub static METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 3, new).of("collections.deque").kw(&["iterable", "maxlen"]).slow("_deque_new"),
    m("collections.deque", "append", 1, 1, |vm, a| push(vm, a, false)),
    m("collections.deque", "appendleft", 1, 1, |vm, a| push(vm, a, true)),
    m("collections.deque", "pop", 0, 0, |vm, a| pop(vm, a, false)),
    m("collections.deque", "popleft", 0, 0, |vm, a| pop(vm, a, true)),
    m("collections.deque", "extend", 1, 1, |vm, a| extend(vm, a, false)).slow("_deque_extend"),
    m("collections.deque", "extendleft", 1, 1, |vm, a| extend(vm, a, true)).slow("_deque_extendleft"),
    m("collections.deque", "clear", 0, 0, |vm, a| change(vm, a, |d| d.items.clear()).map(|()| Value::None)),
    m("collections.deque", "rotate", 0, 1, rotate),
    m("collections.deque", "reverse", 0, 0, |vm, a| {
        change(vm, a, |d| d.items.make_contiguous().reverse()).map(|()| Value::None)
    }),
    m("collections.deque", "copy", 0, 0, copy),
    m("collections.deque", "count", 1, 1, super::list::count).slow("_list_count"),
    m("collections.deque", "__init__", 0, 2, init).kw(&["iterable", "maxlen"]).slow("_deque_init"),
    m("collections.deque", "index", 1, 3, super::list::list_index).slow("_list_index"),
    m("collections.deque", "remove", 1, 1, remove).slow("_deque_remove"),
    m("collections.deque", "insert", 2, 2, insert),
];

pub fn install(vm: &mut Vm) {
    let deque = vm.types.deque;
    vm.add_methods(deque, METHODS);
    vm.add_methods(deque, super::deque_operators::DEQUE);
    static MAXLEN: NativeDef = NativeDef::function("maxlen", 1, 1, maxlen);
    vm.add_property(deque, &MAXLEN, None);
}

fn new(vm: &mut Vm, args: Args<'_>) -> R {
    let class = class_of_new(vm, args)?;
    let deque = filled(vm, args)?;
    let v = Value::Obj(vm.heap.alloc(Obj::Deque(Box::new(deque))));
    made(vm, class, vm.types.deque, v)
}

fn init(vm: &mut Vm, args: Args<'_>) -> R {
    let new = filled(vm, args)?;
    change(vm, args, |d| *d = Deque { version: d.version, ..new })?;
    Ok(Value::None)
}

/// A deque of the iterable and the bound given.
fn filled(vm: &mut Vm, args: Args<'_>) -> R<Deque> {
    let (iterable, maxlen) = (vm.syms.intern("iterable"), vm.syms.intern("maxlen"));
    let items = items_arg(vm, args.either(1, iterable))?;
    let maxlen = match args.either(2, maxlen) {
        Value::Unbound | Value::None => None,
        v => match usize::try_from(vm.int_arg(v)?) {
            Ok(n) => Some(n),
            Err(_) => return Err(vm.value_error("maxlen must be non-negative")),
        },
    };
    let skip = maxlen.map_or(0, |m| items.len().saturating_sub(m));
    Ok(Deque { items: items.into_iter().skip(skip).collect(), maxlen, version: 0 })
}

/// Changes the deque behind self; iterators over it notice.
fn change<T>(vm: &mut Vm, args: Args<'_>, f: impl FnOnce(&mut Deque) -> T) -> R<T> {
    let r = own(vm, args);
    match vm.heap.get_mut(r) {
        Obj::Deque(d) => {
            d.version = d.version.wrapping_add(1);
            let before = d.items.capacity();
            let out = f(d);
            let grown = d.items.capacity().saturating_sub(before);
            vm.heap.grew(grown * size_of::<Value>());
            Ok(out)
        }
        _ => Err(vm.type_error("descriptor requires a 'collections.deque' object")),
    }
}

fn push_one(d: &mut Deque, v: Value, left: bool) {
    if d.maxlen == Some(0) {
        return;
    }
    if d.maxlen == Some(d.items.len()) {
        if left {
            d.items.pop_back()
        } else {
            d.items.pop_front()
        };
    }
    if left { d.items.push_front(v) } else { d.items.push_back(v) }
}

fn push(vm: &mut Vm, args: Args<'_>, left: bool) -> R {
    change(vm, args, |d| push_one(d, args.get(1), left))?;
    Ok(Value::None)
}

fn pop(vm: &mut Vm, args: Args<'_>, left: bool) -> R {
    let popped = change(vm, args, |d| if left { d.items.pop_front() } else { d.items.pop_back() })?;
    popped.ok_or_else(|| vm.raise(Exc::IndexError, "pop from an empty deque"))
}

pub(super) fn extend(vm: &mut Vm, args: Args<'_>, left: bool) -> R {
    let items = vm.native_items(args.get(1))?;
    vm.heap.reserve(items.len() * size_of::<Value>())?;
    change(vm, args, |d| items.into_iter().for_each(|v| push_one(d, v, left)))?;
    Ok(Value::None)
}

fn rotate(vm: &mut Vm, args: Args<'_>) -> R {
    let n = if args.len() > 1 { vm.int_arg(args.get(1))? } else { 1 };
    change(vm, args, |d| {
        if !d.items.is_empty() {
            let by = n.rem_euclid(d.items.len() as i64) as usize;
            d.items.rotate_right(by);
        }
    })?;
    Ok(Value::None)
}

fn items(vm: &Vm, args: Args<'_>) -> (VecDeque<Value>, Option<usize>) {
    match vm.heap.get(own(vm, args)) {
        Obj::Deque(d) => (d.items.clone(), d.maxlen),
        _ => (VecDeque::new(), None),
    }
}

fn copy(vm: &mut Vm, args: Args<'_>) -> R {
    let (items, maxlen) = items(vm, args);
    let class = vm.class_of(args.get(0));
    if class != vm.types.deque {
        let bound = maxlen.map(|n| Value::Int(n as i64));
        let made_of = [args.get(0)].into_iter().chain(bound).collect();
        return Err(Ctl::Call(Box::new((Value::Obj(class), made_of))));
    }
    Ok(Value::Obj(vm.heap.alloc(Obj::Deque(Box::new(Deque { items, maxlen, version: 0 })))))
}

fn remove(vm: &mut Vm, args: Args<'_>) -> R {
    for (i, v) in items(vm, args).0.into_iter().enumerate() {
        if v.is(args.get(1)) || vm.eq_native(v, args.get(1))? {
            change(vm, args, |d| d.items.remove(i))?;
            return Ok(Value::None);
        }
    }
    let text = format!("{} is not in deque", vm.repr_native(args.get(1))?);
    Err(vm.value_error(text))
}

fn insert(vm: &mut Vm, args: Args<'_>) -> R {
    let i = vm.int_arg(args.get(1))?;
    let full = change(vm, args, |d| {
        if d.maxlen == Some(d.items.len()) {
            return true;
        }
        let n = d.items.len() as i64;
        let at = if i < 0 { (i + n).max(0) } else { i.min(n) };
        d.items.insert(at as usize, args.get(2));
        false
    })?;
    if full { Err(vm.raise(Exc::IndexError, "deque already at its maximum size")) } else { Ok(Value::None) }
}

fn maxlen(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(items(vm, args).1.map_or(Value::None, |m| Value::Int(m as i64)))
}
