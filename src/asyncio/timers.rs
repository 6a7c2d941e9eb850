//! The heap of timers, with exactly the moves of CPython's `heapq`: timers due at the same time come out in the same order.
//!
//! Knows nothing of what the timers are for: an entry is a time and a number.

/// A timer: when it is due (seconds of the loop's clock), and its number.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Entry {
    when: f64,
    id: u32,
}

/// Timers by due time. Cancelled ones stay until they come to the front or make up more than half (`base_events`).
#[derive(Clone, Debug, Default)]
pub struct Timers {
    heap: Vec<Entry>,
    /// By number: is it cancelled?
    cancelled: Vec<bool>,
    cancelled_count: usize,
}

/// Fewer timers than this are never cleaned of cancelled ones (`_MIN_SCHEDULED_TIMER_HANDLES`).
const CLEAN_MIN: usize = 100;

impl Timers {
    /// Adds a timer. The number is the caller's; no two timers have the same at a time.
    pub fn push(&mut self, when: f64, id: u32) {
        let at = id as usize;
        if self.cancelled.len() <= at {
            self.cancelled.resize(at + 1, false);
        }
        self.cancelled[at] = false;
        self.heap.push(Entry { when, id });
        self.sift_down(0, self.heap.len() - 1);
    }

    /// Cancels a timer that has not come out yet.
    #[inline(never)]
    pub fn cancel(&mut self, id: u32) {
        if let Some(flag) = self.cancelled.get_mut(id as usize)
            && !*flag
        {
            *flag = true;
            self.cancelled_count += 1;
        }
    }

    /// What `_run_once` does first: drops cancelled timers from the front, or all of them if they are the larger part.
    /// Their numbers are added to `dropped`.
    pub fn clean(&mut self, dropped: &mut Vec<u32>) {
        let count = self.heap.len();
        if count > CLEAN_MIN && self.cancelled_count * 2 > count {
            let cancelled = &self.cancelled;
            self.heap.retain(|e| {
                let keep = !cancelled[e.id as usize];
                if !keep {
                    dropped.push(e.id);
                }
                keep
            });
            self.heapify();
            self.cancelled_count = 0;
            return;
        }
        while let Some(first) = self.heap.first()
            && self.cancelled[first.id as usize]
        {
            self.cancelled_count -= 1;
            dropped.extend(self.pop());
        }
    }

    /// When the first timer is due.
    pub fn next(&self) -> Option<f64> {
        self.heap.first().map(|e| e.when)
    }

    /// Takes the first timer if it is due before `end`: its number, and whether it was cancelled.
    pub fn take_due(&mut self, end: f64) -> Option<(u32, bool)> {
        let first = self.heap.first()?;
        if first.when >= end {
            return None;
        }
        let id = self.pop()?;
        Some((id, self.cancelled[id as usize]))
    }

    /// Number of timers, cancelled ones included.
    pub fn len(&self) -> usize {
        self.heap.len()
    }

    /// Forgets all timers; their numbers are added to `dropped`.
    pub fn clear(&mut self, dropped: &mut Vec<u32>) {
        dropped.extend(self.heap.iter().map(|e| e.id));
        *self = Timers::default();
    }

    fn pop(&mut self) -> Option<u32> {
        let last = self.heap.pop()?;
        let out = match self.heap.first_mut() {
            Some(first) => {
                let out = std::mem::replace(first, last);
                self.sift_up(0);
                out
            }
            None => last,
        };
        Some(out.id)
    }

    /// `heapq._siftdown`: moves the entry at `at` towards the root until its parent is not later.
    fn sift_down(&mut self, start: usize, mut at: usize) {
        let entry = self.heap[at];
        while at > start {
            let parent = (at - 1) >> 1;
            if entry.when < self.heap[parent].when {
                self.heap[at] = self.heap[parent];
                at = parent;
            } else {
                break;
            }
        }
        self.heap[at] = entry;
    }

    /// `heapq._siftup`: takes the smaller child up until a leaf, then sifts the entry down from there.
    fn sift_up(&mut self, start: usize) {
        let end = self.heap.len();
        let entry = self.heap[start];
        let mut at = start;
        let mut child = 2 * at + 1;
        while child < end {
            let right = child + 1;
            // Not "right < left": at equal times CPython takes the right one.
            let left_first = right >= end || self.heap[child].when < self.heap[right].when;
            if !left_first {
                child = right;
            }
            self.heap[at] = self.heap[child];
            at = child;
            child = 2 * at + 1;
        }
        self.heap[at] = entry;
        self.sift_down(start, at);
    }

    fn heapify(&mut self) {
        for at in (0..self.heap.len() / 2).rev() {
            self.sift_up(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(timers: &mut Timers) -> Vec<u32> {
        std::iter::from_fn(|| timers.take_due(f64::INFINITY)).filter(|(_, c)| !c).map(|(id, _)| id).collect()
    }

    #[test]
    fn come_out_by_time() {
        let mut timers = Timers::default();
        for (id, when) in [5.0, 1.0, 4.0, 2.0, 3.0].into_iter().enumerate() {
            timers.push(when, id as u32);
        }
        assert_eq!(timers.next(), Some(1.0));
        assert_eq!(timers.take_due(1.0), None);
        assert_eq!(order(&mut timers), [1, 3, 4, 2, 0]);
    }

    /// Recorded from CPython 3.13's heapq with entries that compare by time only: times `i * 7 % 4` for i below 12.
    #[test]
    fn ties_come_out_as_from_heapq() {
        let mut timers = Timers::default();
        for i in 0..12u32 {
            timers.push(f64::from(i * 7 % 4), i);
        }
        assert_eq!(order(&mut timers), [0, 4, 8, 11, 3, 7, 6, 2, 10, 9, 1, 5]);
    }

    #[test]
    fn cancelled_ones_leave_from_the_front() {
        let mut timers = Timers::default();
        timers.push(1.0, 0);
        timers.push(2.0, 1);
        timers.cancel(0);
        let mut dropped = Vec::new();
        timers.clean(&mut dropped);
        assert_eq!((timers.next(), dropped), (Some(2.0), vec![0]));
    }

    #[test]
    fn many_cancelled_ones_leave_together() {
        let mut timers = Timers::default();
        (0..200).for_each(|id| timers.push(f64::from(id), id));
        (50..160).for_each(|id| timers.cancel(id));
        let mut dropped = Vec::new();
        timers.clean(&mut dropped);
        assert_eq!((timers.len(), dropped.len()), (90, 110));
        assert_eq!(order(&mut timers).len(), 90);
    }
}
