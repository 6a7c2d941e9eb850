//! `enumerate`, `zip`, `map`, `filter`, `reversed`, the methods of iterators, and natives that the prelude's iteration needs.

use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::object::{Iter, Obj, ViewKind};
use crate::python::sym::names;
use crate::python::text;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::{Stream, Vm};

static ENUMERATE: &[NativeDef] =
    &[NativeDef::function("__new__", 2, 3, enumerate).of("enumerate").kw(&["start"]).slow("_enumerate_new")];
static ZIP: &[NativeDef] = &[NativeDef::function("__new__", 1, 255, zip).of("zip").kw(&["strict"]).slow("_zip_new")];
static MAP: &[NativeDef] = &[NativeDef::function("__new__", 3, 255, map).of("map").slow("_map_new")];
static FILTER: &[NativeDef] = &[NativeDef::function("__new__", 3, 3, filter).of("filter").slow("_filter_new")];
static REVERSED: &[NativeDef] = &[NativeDef::function("__new__", 2, 2, reversed).of("reversed").slow("_reversed_new")];

static ITERATOR: &[NativeDef] = &[
    NativeDef::method("iterator", "__iter__", 0, 0, itself),
    NativeDef::method("iterator", "__next__", 0, 0, next).slow("_next_step"),
];

/// For the prelude.
pub static RUNTIME: &[NativeDef] = &[
    NativeDef::function("_write", 1, 1, write),
    NativeDef::function("_payload", 1, 1, payload),
    NativeDef::function("_is_container", 1, 1, is_container),
    NativeDef::function("_is_view", 1, 1, is_view),
    NativeDef::function("_ascii_text", 1, 1, ascii_text),
    NativeDef::function("_hash_parts", 1, 1, hash_parts),
    NativeDef::function("_is_lazy", 1, 1, is_lazy),
    NativeDef::function("_iter_parts", 1, 1, iter_parts),
    NativeDef::function("_iter_bump", 1, 1, iter_bump),
    NativeDef::function("_iter_end", 1, 1, iter_end),
    NativeDef::function("_sort_native", 3, 3, sort_native),
    NativeDef::function("_list_assign", 2, 2, list_assign),
    NativeDef::function("_freeze", 2, 2, freeze),
    NativeDef::function("_candidates", 2, 2, candidates),
    NativeDef::function("_dict_candidates", 2, 2, candidates),
    NativeDef::function("_set_candidates", 2, 2, candidates),
    NativeDef::function("_dict_push", 4, 4, dict_push),
    NativeDef::function("_dict_set_at", 3, 3, dict_set_at),
    NativeDef::function("_dict_value_at", 2, 2, dict_value_at),
    NativeDef::function("_dict_remove_at", 2, 2, remove_at),
    NativeDef::function("_set_push", 3, 3, set_push),
    NativeDef::function("_set_remove_at", 2, 2, remove_at),
    NativeDef::function("_set_entries", 1, 1, entries),
    NativeDef::function("_set_fill", 2, 2, set_fill),
    NativeDef::function("_set_tidy", 1, 1, set_tidy),
    NativeDef::function("_set_take", 2, 2, set_take),
    NativeDef::function("_iter_make", 3, 3, iter_make),
];

pub fn install(vm: &mut Vm) {
    let t = vm.types.clone();
    vm.add_methods(t.enumerate, ENUMERATE);
    vm.add_methods(t.zip, ZIP);
    vm.add_methods(t.map, MAP);
    vm.add_methods(t.filter, FILTER);
    vm.add_methods(t.reversed, REVERSED);
    let kinds = [
        t.enumerate,
        t.zip,
        t.map,
        t.filter,
        t.list_iterator,
        t.list_reverseiterator,
        t.tuple_iterator,
        t.str_iterator,
        t.bytes_iterator,
        t.range_iterator,
        t.dict_keyiterator,
        t.dict_valueiterator,
        t.dict_itemiterator,
        t.dict_reversekeyiterator,
        t.dict_reversevalueiterator,
        t.dict_reverseitemiterator,
        t.set_iterator,
        t.sequence_iterator,
        t.callable_iterator,
        t.deque_iterator,
        t.deque_reverse_iterator,
        t.native_iterator,
    ];
    for class in kinds {
        vm.add_methods(class, ITERATOR);
    }
    vm.add_functions(vm.prelude_space(), RUNTIME);
}

fn native_iter(vm: &mut Vm, v: Value) -> R {
    vm.get_iter(v)
}

fn enumerate(vm: &mut Vm, args: Args<'_>) -> R {
    let start = args.either(2, names::START);
    let inner = native_iter(vm, args.get(1))?;
    let start = if start.is_unbound() { Value::Int(0) } else { start };
    Ok(vm.heap.iter(Iter::Enumerate(inner, start)))
}

fn zip(vm: &mut Vm, args: Args<'_>) -> R {
    let strict = args.kw(names::STRICT);
    let strict = !strict.is_unbound() && vm.truth_native(strict)?;
    let mut inner = Vec::new();
    for (i, &v) in args.pos[1..].iter().enumerate() {
        match native_iter(vm, v) {
            Err(Ctl::Raise(_)) => {
                let text = format!("'{}' object is not iterable", vm.type_name(v));
                let _ = i;
                return Err(vm.type_error(text));
            }
            other => inner.push(other?),
        }
    }
    Ok(vm.heap.iter(Iter::Zip(inner, strict)))
}

fn map(vm: &mut Vm, args: Args<'_>) -> R {
    let inner = args.pos[2..].iter().map(|&v| native_iter(vm, v)).collect::<R<Vec<_>>>()?;
    Ok(vm.heap.iter(Iter::Map(args.get(1), inner)))
}

fn filter(vm: &mut Vm, args: Args<'_>) -> R {
    let inner = native_iter(vm, args.get(2))?;
    Ok(vm.heap.iter(Iter::Filter(args.get(1), inner)))
}

/// Makes a lazy iterator from iterators already made: kind, function or count or strict flag, list of iterators.
fn iter_make(vm: &mut Vm, args: Args<'_>) -> R {
    let inner = vm.native_items(args.get(2))?;
    let kind = vm.heap.as_str(args.get(0)).map(|s| s.text.clone()).unwrap_or_default();
    let first = inner.first().copied().unwrap_or_default();
    Ok(vm.heap.iter(match &*kind {
        "map" => Iter::Map(args.get(1), inner),
        "filter" => Iter::Filter(args.get(1), first),
        "enumerate" => Iter::Enumerate(first, args.get(1)),
        _ => Iter::Zip(inner, matches!(args.get(1), Value::Bool(true))),
    }))
}

fn reversed(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(1);
    let Value::Obj(r) = v else {
        let text = format!("'{}' object is not reversible", vm.type_name(v));
        return Err(vm.type_error(text));
    };
    let iter = match vm.heap.get(r) {
        Obj::List(items) => Iter::ListReversed(v, items.len()),
        Obj::Tuple(items) => Iter::ListReversed(v, items.len()),
        Obj::Str(s) => Iter::ListReversed(v, s.chars as usize),
        Obj::Range(range) => {
            let last = i128::from(range.start) + (i128::from(range.len) - 1) * i128::from(range.step);
            let (Ok(last), Some(back)) = (i64::try_from(last), range.step.checked_neg()) else {
                return Err(Ctl::Unsupported("a range of ints of more than 64 bits".into()));
            };
            Iter::Range(last, back, range.len)
        }
        Obj::Dict(t) => {
            Iter::Dict { dict: v, kind: ViewKind::Keys, position: 0, len: t.len(), left: t.len(), reversed: true }
        }
        Obj::DictView(d, kind) => Iter::Dict {
            dict: Value::Obj(*d),
            kind: *kind,
            position: 0,
            len: vm.len_of(*d).unwrap_or(0),
            left: vm.len_of(*d).unwrap_or(0),
            reversed: true,
        },
        Obj::Deque(d) => Iter::Deque { deque: v, position: 0, version: d.version, reversed: true },
        _ => {
            let reversible = !vm.lookup_special(v, names::REVERSED).is_unbound()
                || (!vm.lookup_special(v, names::GETITEM).is_unbound()
                    && !vm.lookup_special(v, names::LEN).is_unbound());
            if reversible {
                return Err(Ctl::Python);
            }
            let text = format!("'{}' object is not reversible", vm.type_name(v));
            return Err(vm.type_error(text));
        }
    };
    Ok(vm.heap.iter(iter))
}

fn itself(_: &mut Vm, args: Args<'_>) -> R {
    Ok(args.get(0))
}

fn next(vm: &mut Vm, args: Args<'_>) -> R {
    match vm.iter_next(args.get(0))? {
        Some(v) => Ok(v),
        None => Err(vm.raise_args(Exc::StopIteration, Vec::new())),
    }
}

// ---- for the prelude

fn write(vm: &mut Vm, args: Args<'_>) -> R {
    let text = vm.heap.as_str(args.get(0)).map(|s| s.text.clone()).unwrap_or_default();
    vm.print(Stream::Stdout, &text)?;
    Ok(Value::None)
}

fn payload(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(vm.heap.payload(args.get(0)))
}

fn is_container(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(match args.get(0) {
        Value::Obj(r) => matches!(vm.heap.get(r), Obj::DictView(..) | Obj::MappingProxy(_)),
        _ => false,
    }))
}

fn is_view(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(matches!(args.get(0), Value::Obj(r) if matches!(vm.heap.get(r), Obj::DictView(..)))))
}

fn ascii_text(vm: &mut Vm, args: Args<'_>) -> R {
    let text = vm.heap.as_str(args.get(0)).map(|s| s.text.clone()).unwrap_or_default();
    Ok(vm.heap.str(&text::ascii_repr(&text)))
}

fn hash_parts(vm: &mut Vm, args: Args<'_>) -> R {
    let items = vm.native_items(args.get(0))?;
    let tuple = vm.heap.tuple(items);
    Ok(Value::Int(vm.hash_native(tuple)?))
}

fn is_lazy(vm: &mut Vm, args: Args<'_>) -> R {
    let lazy = match args.get(0) {
        Value::Obj(r) => matches!(vm.heap.get(r), Obj::Iter(state) if !matches!(**state, Iter::CoroutineWrapper(_))),
        _ => false,
    };
    Ok(Value::Bool(lazy))
}

fn iter_parts(vm: &mut Vm, args: Args<'_>) -> R {
    let Value::Obj(r) = args.get(0) else { return Ok(Value::None) };
    let state = match vm.heap.get(r) {
        Obj::Iter(state) => (**state).clone(),
        _ => return Ok(Value::None),
    };
    let (kind, a, b) = match state {
        Iter::Map(f, inner) => ("map", f, vm.heap.tuple(inner)),
        Iter::Filter(f, inner) => ("filter", f, inner),
        Iter::Enumerate(inner, count) => ("enumerate", inner, count),
        Iter::Zip(inner, strict) => ("zip", vm.heap.tuple(inner), Value::Bool(strict)),
        Iter::Callable(f, sentinel) => ("callable", f, sentinel),
        Iter::Sequence(obj, i) => ("sequence", obj, Value::Int(i)),
        _ => ("end", Value::None, Value::None),
    };
    let kind = vm.intern_str(kind);
    Ok(vm.heap.tuple(vec![kind, a, b]))
}

fn iter_bump(vm: &mut Vm, args: Args<'_>) -> R {
    let Value::Obj(r) = args.get(0) else { return Ok(Value::None) };
    let count = match vm.heap.get(r) {
        Obj::Iter(state) => match **state {
            Iter::Enumerate(_, count) => count,
            Iter::Sequence(_, i) => Value::Int(i),
            _ => return Ok(Value::None),
        },
        _ => return Ok(Value::None),
    };
    let next = vm.binary_native(crate::python::op::BinOp::Add, count, Value::Int(1))?;
    if let Obj::Iter(state) = vm.heap.get_mut(r) {
        match (&mut **state, next) {
            (Iter::Enumerate(_, count), next) => *count = next,
            (Iter::Sequence(_, i), Value::Int(next)) => *i = next,
            _ => {}
        }
    }
    Ok(Value::None)
}

fn iter_end(vm: &mut Vm, args: Args<'_>) -> R {
    let class = vm.class_of(args.get(0));
    if let Value::Obj(r) = args.get(0)
        && let Obj::Iter(state) = vm.heap.get_mut(r)
    {
        **state = Iter::Exhausted(class);
    }
    Ok(Value::None)
}

fn sort_native(vm: &mut Vm, args: Args<'_>) -> R {
    let (items, keys) = (vm.native_items(args.get(0))?, vm.native_items(args.get(1))?);
    match vm.sort_by_keys(items, &keys, matches!(args.get(2), Value::Bool(true))) {
        Ok(sorted) => Ok(vm.heap.list(sorted)),
        Err(Ctl::Python) => Ok(Value::None),
        Err(ctl) => Err(ctl),
    }
}

fn list_assign(vm: &mut Vm, args: Args<'_>) -> R {
    let items = vm.native_items(args.get(1))?;
    vm.heap.grew(items.len() * size_of::<Value>());
    if let Value::Obj(r) = vm.heap.payload(args.get(0))
        && let Obj::List(list) = vm.heap.get_mut(r)
    {
        *list = items;
    }
    Ok(Value::None)
}

fn freeze(vm: &mut Vm, args: Args<'_>) -> R {
    let table = match vm.heap.payload(args.get(1)) {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::Set(t) => t.clone(),
            _ => Box::default(),
        },
        _ => Box::default(),
    };
    let v = Value::Obj(vm.heap.alloc(Obj::FrozenSet(table)));
    match args.get(0) {
        Value::Obj(class) if class != vm.types.frozenset => vm.new_payload(class, v),
        _ => Ok(v),
    }
}

fn table(vm: &Vm, v: Value) -> Ref {
    match vm.heap.payload(v) {
        Value::Obj(r) => r,
        _ => Ref(0),
    }
}

fn hash_arg(v: Value) -> u64 {
    match v {
        Value::Int(h) => h as u64,
        _ => 0,
    }
}

/// Positions and keys with a hash, of a dict or set.
fn candidates(vm: &mut Vm, args: Args<'_>) -> R {
    let r = table(vm, args.get(0));
    let hash = hash_arg(args.get(1));
    let found: Vec<(usize, Value)> = match vm.heap.get(r) {
        Obj::Dict(t) => t.candidates(hash).filter_map(|p| t.entry(p).map(|e| (p, e.key))).collect(),
        Obj::Set(t) | Obj::FrozenSet(t) => {
            t.candidates(hash).into_iter().filter_map(|p| t.key_at(p).map(|k| (p, k))).collect()
        }
        _ => Vec::new(),
    };
    let pairs = found.into_iter().map(|(p, k)| vm.heap.tuple(vec![Value::Int(p as i64), k])).collect();
    Ok(vm.heap.list(pairs))
}

fn dict_push(vm: &mut Vm, args: Args<'_>) -> R {
    let r = table(vm, args.get(0));
    let mut grown = 0;
    if let Obj::Dict(t) = vm.heap.get_mut(r) {
        grown = t.push(hash_arg(args.get(1)), args.get(2), args.get(3));
    }
    vm.heap.grew(grown);
    Ok(Value::None)
}

fn position(v: Value) -> usize {
    match v {
        Value::Int(i) => i as usize,
        _ => usize::MAX,
    }
}

fn dict_set_at(vm: &mut Vm, args: Args<'_>) -> R {
    let r = table(vm, args.get(0));
    if let Obj::Dict(t) = vm.heap.get_mut(r) {
        t.set_at(position(args.get(1)), args.get(2));
    }
    Ok(Value::None)
}

fn dict_value_at(vm: &mut Vm, args: Args<'_>) -> R {
    let r = table(vm, args.get(0));
    Ok(match vm.heap.get(r) {
        Obj::Dict(t) => t.entry(position(args.get(1))).map_or(Value::None, |e| e.value),
        _ => Value::None,
    })
}

fn remove_at(vm: &mut Vm, args: Args<'_>) -> R {
    let r = table(vm, args.get(0));
    match vm.heap.get_mut(r) {
        Obj::Dict(t) => {
            t.remove_at(position(args.get(1)));
        }
        Obj::Set(t) => {
            t.remove_at(position(args.get(1)));
        }
        _ => {}
    }
    Ok(Value::None)
}

fn set_push(vm: &mut Vm, args: Args<'_>) -> R {
    let r = table(vm, args.get(0));
    let mut grown = 0;
    if let Obj::Set(t) = vm.heap.get_mut(r) {
        grown = t.push(hash_arg(args.get(1)), args.get(2));
    }
    vm.heap.grew(grown);
    Ok(Value::None)
}

/// Hashes and keys of a set or dict.
fn entries(vm: &mut Vm, args: Args<'_>) -> R {
    let found: Vec<(u64, Value)> = match vm.heap.get(table(vm, args.get(0))) {
        Obj::Dict(t) => t.iter().map(|e| (e.hash, e.key)).collect(),
        Obj::Set(t) | Obj::FrozenSet(t) => t.iter().collect(),
        _ => Vec::new(),
    };
    let pairs = found.into_iter().map(|(hash, key)| vm.heap.tuple(vec![Value::Int(hash as i64), key])).collect();
    Ok(vm.heap.list(pairs))
}

/// Fills an empty set with another at once, or makes room for what another set or a dict has; true if nothing is left to do.
fn set_fill(vm: &mut Vm, args: Args<'_>) -> R {
    let (into, from) = (table(vm, args.get(0)), table(vm, args.get(1)));
    let (source, more) = match vm.heap.get(from) {
        Obj::Set(t) | Obj::FrozenSet(t) => (Some(t.clone()), 0),
        Obj::Dict(t) => (None, t.len()),
        _ => return Ok(Value::Bool(false)),
    };
    let (mut done, mut grown) = (false, 0);
    if let Obj::Set(t) = vm.heap.get_mut(into) {
        let before = t.bytes();
        match source {
            Some(source) => done = t.fill_from(&source),
            None => t.reserve_for(more),
        }
        grown = t.bytes().saturating_sub(before);
    }
    vm.heap.grew(grown);
    Ok(Value::Bool(done))
}

fn set_tidy(vm: &mut Vm, args: Args<'_>) -> R {
    let r = table(vm, args.get(0));
    if let Obj::Set(t) = vm.heap.get_mut(r) {
        t.tidy();
    }
    Ok(Value::None)
}

/// Gives a set the items of another, which is used no more.
fn set_take(vm: &mut Vm, args: Args<'_>) -> R {
    let (into, from) = (table(vm, args.get(0)), table(vm, args.get(1)));
    let source = match vm.heap.get_mut(from) {
        Obj::Set(t) => std::mem::take(t),
        _ => Box::default(),
    };
    if let Obj::Set(t) = vm.heap.get_mut(into) {
        *t = source;
    }
    Ok(Value::None)
}
