//! Looking ahead. Of many tasks that are woken at once each lies elsewhere in memory, and what wakes one goes from its timer's future to
//! its task, its coroutine and its registers, waiting for memory at each step. Here the same steps are taken for a few dozen of them
//! side by side, before any is woken: a processor waits for many places at a time as long as for one. Nothing is changed.

use super::Runtime;
use super::slots::{self, get};
use crate::python::object::Obj;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;
use std::hint::black_box;

/// So many at a time.
pub const AHEAD: usize = 32;
/// And so many in one iteration: of more the first would be gone from the cache again before they are woken.
pub const AHEAD_MAX: usize = 512;
/// With fewer it is not worth its while.
const FEW: usize = 4;

impl Runtime {
    /// Looks at what the timers of these places will wake.
    pub fn look_ahead(&self, vm: &Vm, due: &[(u32, bool)]) {
        if due.len() < FEW {
            return;
        }
        let mut refs: Vec<Ref> = due.iter().filter_map(|&(place, _)| self.held.get(vm, place).as_ref()).collect();
        there(vm, refs.iter().copied());
        // A future is two lines of the cache, a task three, and one that need not be read.
        step(&mut refs, |r| (get(vm, r, slots::CALLBACKS), get(vm, r, slots::FLAGS)));
        there(vm, refs.iter().copied());
        step(&mut refs, |r| {
            black_box((get(vm, r, slots::STATE), get(vm, r, slots::ID)));
            (get(vm, r, slots::CORO), get(vm, r, slots::FLAGS))
        });
        there(vm, refs.iter().copied());
        for &r in &refs {
            if let Obj::Generator(g) = vm.heap.get(r) {
                black_box((g.ip, g.ag_running));
            }
        }
        for &r in &refs {
            if let Obj::Generator(g) = vm.heap.get(r) {
                black_box((g.regs.first().copied(), g.regs.last().copied()));
            }
        }
        // What it awaits stands in one of its registers.
        for &r in &refs {
            if let Obj::Generator(g) = vm.heap.get(r) {
                there(vm, g.regs.iter().take(8).filter_map(|v| v.as_ref()));
            }
        }
    }
}

/// Reads the objects' places in the heap.
fn there(vm: &Vm, refs: impl Iterator<Item = Ref>) {
    for r in refs {
        black_box(matches!(vm.heap.get(r), Obj::Instance(_)));
    }
}

/// From each object to the one that it names; those that name none are left out.
fn step(refs: &mut Vec<Ref>, read: impl Fn(Ref) -> (Value, Value)) {
    refs.retain_mut(|r| {
        let (next, _) = black_box(read(*r));
        next.as_ref().map(|next| *r = next).is_some()
    });
}
