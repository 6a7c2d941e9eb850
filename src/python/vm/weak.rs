//! What names objects without keeping them: the table behind `weakref`, and what `gc.collect()` finds.
//!
//! A weak reference is an instance of a class in Python that knows a number; this table knows what the number stands for. The
//! objects named are watched (`vm/finalize.rs`), which tells when they are gone.

use super::Vm;
use super::frame::Thread;
use crate::python::heap::Heap;
use crate::python::native::{Args, NativeDef, R};
use crate::python::object::Obj;
use crate::python::value::{Ref, Value};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// For the module `weakref`.
pub static NATIVES: &[NativeDef] = &[
    NativeDef::function("_name", 3, 3, name),
    NativeDef::function("_object", 1, 1, object),
    NativeDef::function("_settle", 0, 0, settle),
    NativeDef::frame("_garbage", 1, 1, crate::python::native::FrameFn::Garbage),
];

/// For the module `gc`.
pub static COLLECTION: &[NativeDef] = &[
    NativeDef::function("_settle", 0, 0, settle),
    NativeDef::frame("_garbage", 1, 1, crate::python::native::FrameFn::Garbage),
];

/// A weak reference.
#[derive(Clone, Debug)]
struct Name {
    object: Ref,
    /// The object in Python that a program has of it, which the table does not keep either.
    reference: Ref,
    callback: Value,
}

/// All weak references.
#[derive(Clone, Debug, Default)]
pub struct Weak {
    next: i64,
    names: BTreeMap<i64, Name>,
    /// The numbers of those that name an object.
    of: BTreeMap<Ref, Vec<i64>>,
    /// References with a callback.
    telling: BTreeSet<Ref>,
    /// Callbacks that are to be called now, with what.
    due: VecDeque<(Value, Value)>,
    calling: bool,
    /// Objects whose `__del__` has run.
    finished: BTreeSet<Ref>,
}

impl Weak {
    /// True if nothing is named weakly.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// True if something names the object.
    pub(super) fn names(&self, r: Ref) -> bool {
        !self.of.is_empty() && self.of.contains_key(&r)
    }

    /// `__weakref__`.
    pub(in crate::python) fn first_of(&self, v: Value) -> Value {
        let number = v.as_ref().and_then(|r| self.of.get(&r)).and_then(|numbers| numbers.first());
        number.and_then(|n| self.names.get(n)).map_or(Value::None, |n| Value::Obj(n.reference))
    }

    /// True if its `__del__` has run.
    pub(super) fn finished(&self, r: Ref) -> bool {
        self.finished.contains(&r)
    }

    pub(super) fn finish(&mut self, r: Ref) {
        self.finished.insert(r);
    }

    /// The object is gone: what names it names nothing now. The last made is told first.
    pub(super) fn end(&mut self, r: Ref) {
        self.finished.remove(&r);
        for number in self.of.remove(&r).unwrap_or_default().into_iter().rev() {
            if let Some(name) = self.names.remove(&number)
                && self.telling.remove(&name.reference)
            {
                self.due.push_back((name.callback, Value::Obj(name.reference)));
            }
        }
    }

    /// A callback to call, once the one before has returned.
    pub(super) fn due(&mut self) -> Option<(Value, Value)> {
        let next = if self.calling { None } else { self.due.pop_front() };
        self.calling |= next.is_some();
        next
    }

    /// True if there is one.
    pub(super) fn is_due(&self) -> bool {
        !self.calling && !self.due.is_empty()
    }

    /// A callback has returned.
    pub(super) fn called(&mut self) {
        self.calling = false;
    }

    /// What the callbacks that wait keep.
    pub(super) fn waiting(&self) -> impl Iterator<Item = Value> {
        self.due.iter().flat_map(|&(callback, reference)| [callback, reference])
    }

    /// The references in Python.
    pub(super) fn references(&self) -> Vec<Ref> {
        self.names.values().map(|n| n.reference).collect()
    }

    /// References that are gone themselves tell nobody. If the object goes at the same moment, its end comes first as a rule: it
    /// was there first. Not so in a collection of cycles.
    pub(super) fn forget_those(&mut self, gone: &[Ref], in_cycles: bool) {
        if !self.names.is_empty() {
            let gone: BTreeSet<Ref> = gone.iter().copied().collect();
            self.forget(|name| gone.contains(&name.reference) && (in_cycles || !gone.contains(&name.object)));
        }
    }

    /// True for a reference with a callback: when it goes, that matters.
    pub(super) fn tells(&self, r: Ref) -> bool {
        self.telling.contains(&r)
    }

    /// After a collection: forgets references that were swept away.
    pub(super) fn sweep(&mut self, heap: &Heap) {
        self.forget(|name| matches!(heap.get(name.reference), Obj::Free(_)));
        self.finished.retain(|&r| !matches!(heap.get(r), Obj::Free(_)));
    }

    fn forget(&mut self, is_gone: impl Fn(&Name) -> bool) {
        let Weak { names, of, telling, .. } = self;
        names.retain(|number, name| {
            let gone = is_gone(name);
            if gone {
                telling.remove(&name.reference);
            }
            if gone && let Some(numbers) = of.get_mut(&name.object) {
                numbers.retain(|n| n != number);
                if numbers.is_empty() {
                    of.remove(&name.object);
                }
            }
            !gone
        });
    }
}

/// `_name(object, reference, callback)`: the number of a new weak reference.
fn name(vm: &mut Vm, args: Args<'_>) -> R {
    let (v, reference, callback) = (args.get(0), args.get(1), args.get(2));
    let (Value::Obj(object), Value::Obj(reference)) = (v, reference) else {
        return Err(vm.type_error(format!("cannot create weak reference to '{}' object", vm.type_name(v))));
    };
    let can = match vm.heap.get(object) {
        Obj::Instance(i) => vm.class(i.class).is_some_and(|c| c.has_weakref),
        Obj::Function(_) | Obj::Method { .. } | Obj::Native { .. } | Obj::Class(_) | Obj::Module(_) => true,
        Obj::Generator(_) | Obj::Code(_) | Obj::Set(_) | Obj::FrozenSet(_) | Obj::Deque(_) | Obj::Alias(_) => true,
        _ => false,
    };
    if !can {
        return Err(vm.type_error(format!("cannot create weak reference to '{}' object", vm.type_name(v))));
    }
    let number = vm.weak.next;
    vm.weak.next += 1;
    vm.weak.names.insert(number, Name { object, reference, callback });
    vm.weak.of.entry(object).or_default().push(number);
    if !callback.is_none() {
        vm.weak.telling.insert(reference);
    }
    vm.watch(object);
    Ok(Value::Int(number))
}

/// `_object(number)`: what it names, or None.
fn object(vm: &mut Vm, args: Args<'_>) -> R {
    let Value::Int(number) = args.get(0) else { return Ok(Value::None) };
    let Some(r) = vm.weak.names.get(&number).map(|n| n.object) else { return Ok(Value::None) };
    vm.watch.named_again(r);
    Ok(Value::Obj(r))
}

fn settle(vm: &mut Vm, _: Args<'_>) -> R {
    vm.watch.settle();
    Ok(Value::None)
}

impl Vm {
    /// `_garbage(None)`: how many objects a collection of cycles finds, which end then; `_garbage(False)`: frees their memory.
    /// `_garbage((object,))`: the weak references to it.
    pub(super) fn garbage(&mut self, th: &mut Thread, what: Value) -> R {
        match what {
            Value::None => {
                let cyclic = self.cyclic_garbage(th);
                let dicts: BTreeSet<Ref> = cyclic.iter().filter_map(|&r| self.own_dict(r)).collect();
                let count = cyclic.iter().filter(|r| !dicts.contains(r)).map(|&r| self.counted(r, 4)).sum();
                self.watch.end_cycles();
                Ok(Value::Int(count))
            }
            Value::Bool(_) => {
                self.collect_garbage(th);
                Ok(Value::None)
            }
            _ => {
                self.forget_lost_references(th);
                let object = self.native_items(what)?.first().and_then(|v| v.as_ref());
                let numbers = object.and_then(|r| self.weak.of.get(&r));
                let named = numbers.into_iter().flatten().filter_map(|n| self.weak.names.get(n));
                let list = named.map(|n| Value::Obj(n.reference)).collect();
                Ok(self.heap.list(list))
            }
        }
    }

    /// As how many objects CPython's collector counts one of ours: a class has a dict and two tuples. Containers
    /// of nothing but plain values are not looked at; `deep` tuples and dicts within each other are.
    fn counted(&self, r: Ref, deep: usize) -> i64 {
        let holds = |v: &Value| matches!(v, Value::Obj(r) if deep == 0 || self.counted(*r, deep - 1) > 0);
        match self.heap.get(r) {
            Obj::Str(_) | Obj::Bytes(_) | Obj::ByteArray(_) | Obj::BigInt(_) | Obj::Complex(..) | Obj::Range(_) => 0,
            Obj::Code(_) | Obj::Marker(_) | Obj::Free(_) => 0,
            Obj::Class(_) => 4,
            Obj::Tuple(items) => i64::from(items.iter().any(holds)),
            Obj::Dict(t) => i64::from(t.iter().any(|e| holds(&e.key) || holds(&e.value))),
            _ => 1,
        }
    }

    /// The dict that an object keeps its attributes in; it is part of the object.
    fn own_dict(&self, r: Ref) -> Option<Ref> {
        match self.heap.get(r) {
            Obj::Instance(i) if i.shape == crate::python::object::DICT_SHAPE => i.attrs.last()?.as_ref(),
            _ => None,
        }
    }
}
