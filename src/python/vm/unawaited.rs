//! Coroutines that were made and not awaited yet: of a few it is noticed when they go; of many, at the end of the program.

use super::Vm;
use crate::python::object::{GeneratorState, Obj};
use crate::python::value::{Ref, Value};

/// Where more coroutines than this wait to be started, they are many on purpose: they and the next so many are not watched.
const COROUTINES: usize = 24;
const UNWATCHED: u32 = 2_000;
const UNWATCHED_MOST: u32 = 1 << 20;
/// So many of those are remembered until the program ends, which tells of them if nobody awaited them.
const LATE: usize = 4_096;

impl Vm {
    /// A coroutine was made that is not awaited at once: should it never be, a warning says so.
    pub(super) fn watch_coroutine(&mut self, v: Value) {
        let Value::Obj(r) = v else { return };
        if self.watch.skip > 0 {
            self.watch.skip -= 1;
            self.remember_coroutine(r);
        } else if self.watch.objects.len() < COROUTINES {
            self.watch.add(r);
        } else {
            let created: Vec<Ref> =
                self.watch.objects.iter().copied().filter(|&r| self.is_not_started(r) && !self.weak.names(r)).collect();
            let (heap, weak) = (&self.heap, &self.weak);
            let is_new = |r| matches!(heap.get(r), Obj::Generator(g) if g.state == GeneratorState::Created);
            self.watch.keep(|r| !is_new(r) || weak.names(r));
            // The more there are, the more are not watched: watching slows every instruction down.
            self.watch.skip_next = (self.watch.skip_next * 2).clamp(UNWATCHED, UNWATCHED_MOST);
            self.watch.skip = self.watch.skip_next;
            created.into_iter().chain([r]).for_each(|r| self.remember_coroutine(r));
        }
    }

    /// Remembers a coroutine for the end of the program, if it is one of not too many.
    fn remember_coroutine(&mut self, r: Ref) {
        self.watch.late.push(r);
        if self.watch.late.len() < self.watch.late_limit {
            return;
        }
        let mut late = std::mem::take(&mut self.watch.late);
        late.retain(|&r| self.is_not_started(r));
        if late.len() > LATE {
            late.drain(..late.len() - LATE);
        }
        self.watch.late_limit = late.len() * 2 + COROUTINES;
        self.watch.late = late;
    }

    pub(super) fn is_not_started(&self, r: Ref) -> bool {
        matches!(self.heap.get(r), Obj::Generator(g) if g.state == GeneratorState::Created)
    }
}
