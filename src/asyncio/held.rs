//! What the loop's queues and timers name is kept alive by lists in the heap, so the collector needs to know only these lists.

use crate::python::object::Obj;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;

/// Values kept alive, by place. Places are used again.
#[derive(Clone, Debug)]
pub struct Held {
    list: Ref,
    free: Vec<u32>,
}

impl Held {
    /// An empty table; the list is to be made a root.
    pub fn new(vm: &mut Vm) -> (Held, Value) {
        let list = vm.heap.alloc(Obj::List(Vec::new()));
        (Held { list, free: Vec::new() }, Value::Obj(list))
    }

    /// Keeps a value alive; returns its place.
    pub fn hold(&mut self, vm: &mut Vm, v: Value) -> u32 {
        if let Some(at) = self.free.pop() {
            self.put(vm, at, v);
            return at;
        }
        vm.heap.list_push(self.list, v);
        self.len(vm) as u32 - 1
    }

    /// The value at a place.
    pub fn get(&self, vm: &Vm, at: u32) -> Value {
        match vm.heap.get(self.list) {
            Obj::List(items) => items.get(at as usize).copied().unwrap_or_default(),
            _ => Value::Unbound,
        }
    }

    /// Lets go of a value and returns it.
    pub fn release(&mut self, vm: &mut Vm, at: u32) -> Value {
        let Obj::List(items) = vm.heap.get_mut(self.list) else { return Value::Unbound };
        let Some(place) = items.get_mut(at as usize) else { return Value::Unbound };
        self.free.push(at);
        std::mem::replace(place, Value::None)
    }

    /// Takes a value out without giving its place away, to see whether something else refers to it.
    pub fn hide(&self, vm: &mut Vm, at: u32) {
        self.put(vm, at, Value::None);
    }

    /// Puts it back.
    pub fn show(&self, vm: &mut Vm, at: u32, r: Ref) {
        self.put(vm, at, Value::Obj(r));
    }

    fn put(&self, vm: &mut Vm, at: u32, v: Value) {
        if let Obj::List(items) = vm.heap.get_mut(self.list)
            && let Some(place) = items.get_mut(at as usize)
        {
            *place = v;
        }
    }

    fn len(&self, vm: &Vm) -> usize {
        match vm.heap.get(self.list) {
            Obj::List(items) => items.len(),
            _ => 0,
        }
    }
}

/// Tasks that are not done, in order of creation. Each knows its place here; places of done ones are closed up from time to time.
#[derive(Clone, Debug)]
pub struct Tasks {
    list: Ref,
    gone: usize,
}

/// Below this many the table is not closed up.
const CLOSE_UP_MIN: usize = 64;

impl Tasks {
    /// An empty table; the list is to be made a root.
    pub fn new(vm: &mut Vm) -> (Tasks, Value) {
        let list = vm.heap.alloc(Obj::List(Vec::new()));
        (Tasks { list, gone: 0 }, Value::Obj(list))
    }

    /// Adds a task; returns its place.
    pub fn add(&mut self, vm: &mut Vm, task: Ref) -> i64 {
        vm.heap.list_push(self.list, Value::Obj(task));
        match vm.heap.get(self.list) {
            Obj::List(items) => items.len() as i64 - 1,
            _ => 0,
        }
    }

    /// Takes a task out that has this place.
    pub fn remove(&mut self, vm: &mut Vm, place: i64) {
        let Obj::List(items) = vm.heap.get_mut(self.list) else { return };
        if let Some(v) = items.get_mut(place as usize) {
            *v = Value::None;
            self.gone += 1;
        }
        let count = items.len();
        if count < CLOSE_UP_MIN || self.gone * 2 < count {
            return;
        }
        self.gone = 0;
        items.retain(|v| !v.is_none());
        let left = items.clone();
        for (place, v) in left.into_iter().enumerate() {
            if let Value::Obj(task) = v {
                super::slots::set_place(vm, task, place as i64);
            }
        }
    }

    /// All of them.
    pub fn all(&self, vm: &Vm) -> Vec<Ref> {
        match vm.heap.get(self.list) {
            Obj::List(items) => items.iter().filter_map(|v| v.as_ref()).collect(),
            _ => Vec::new(),
        }
    }
}
