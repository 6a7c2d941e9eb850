//! The heap of timers, with CPython's `heapq` steps, so that timers due at the same instant come in its order.

use super::Handle;
use crate::base::Nanos;

/// A scheduled handle.
#[derive(Clone, Debug)]
pub(crate) struct Timer {
    pub when: Nanos,
    pub handle: Handle,
}

/// A binary heap as `heapq` keeps it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Timers {
    heap: Vec<Timer>,
}

impl Timers {
    pub fn len(&self) -> usize {
        self.heap.len()
    }

    pub fn first(&self) -> Option<&Timer> {
        self.heap.first()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Timer> {
        self.heap.iter()
    }

    pub fn push(&mut self, timer: Timer) {
        self.heap.push(timer);
        let last = self.heap.len() - 1;
        self.sift_down(0, last);
    }

    pub fn pop(&mut self) -> Option<Timer> {
        let last = self.heap.pop()?;
        if self.heap.is_empty() {
            return Some(last);
        }
        let first = std::mem::replace(&mut self.heap[0], last);
        self.sift_up(0);
        Some(first)
    }

    fn sift_down(&mut self, start: usize, mut at: usize) {
        while at > start {
            let parent = (at - 1) / 2;
            if self.heap[at].when < self.heap[parent].when {
                self.heap.swap(at, parent);
                at = parent;
            } else {
                break;
            }
        }
    }

    fn sift_up(&mut self, start: usize) {
        let end = self.heap.len();
        let mut at = start;
        let mut child = 2 * at + 1;
        while child < end {
            let right = child + 1;
            if right < end && self.heap[child].when >= self.heap[right].when {
                child = right;
            }
            self.heap.swap(at, child);
            at = child;
            child = 2 * at + 1;
        }
        self.sift_down(start, at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::value::{Ref, Value};

    /// The order in which CPython's `heapq` gives back equal keys: [0, 2, 4, 1, 3] for five pushed in order.
    #[test]
    fn equal_times_come_in_heapq_order() {
        let mut timers = Timers::default();
        for i in 0..5 {
            timers.push(Timer { when: Nanos(7), handle: Handle::SetResult(Ref(i), Value::None) });
        }
        let mut order = Vec::new();
        while let Some(t) = timers.pop() {
            if let Handle::SetResult(r, _) = t.handle {
                order.push(r.0);
            }
        }
        assert_eq!(order, [0, 2, 4, 1, 3]);
    }
}
