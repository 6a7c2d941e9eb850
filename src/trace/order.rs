//! What several processes record, put in the order of time. Each process is simulated a little ahead of the others, so events come
//! out of order; they wait here until no earlier one can come.

use super::event::{Event, Stream};
use crate::base::{Nanos, ThreadId};

/// What was recorded.
#[derive(Clone, Debug)]
pub enum Item {
    Event(Event),
    Output(Stream, String),
}

/// Events that wait, and which thread of each process runs.
#[derive(Clone, Debug, Default)]
pub struct Order {
    waiting: Vec<(Nanos, u32, Item)>,
    running: Vec<ThreadId>,
    /// The process of the event that was let out last.
    process: u32,
}

impl Order {
    /// With nothing recorded but by the main process, of which this thread ran last.
    pub fn new(main: ThreadId) -> Order {
        Order { waiting: Vec::new(), running: vec![main], process: 0 }
    }

    /// Something that a process records.
    pub fn add(&mut self, at: Nanos, process: u32, item: Item) {
        self.waiting.push((at, process, item));
    }

    /// Takes out what happened before a time, in order. Where another process' events begin, it is said whose thread they are on.
    pub fn before(&mut self, until: Nanos) -> Vec<(Nanos, Item)> {
        // Stable: what one process records at one time keeps its order.
        self.waiting.sort_by_key(|(at, process, _)| (*at, *process));
        let count = self.waiting.partition_point(|(at, ..)| *at < until);
        let mut out = Vec::with_capacity(count + 1);
        for (at, process, item) in self.waiting.drain(..count) {
            let place = process as usize;
            if self.running.len() <= place {
                self.running.resize(place + 1, ThreadId(0));
            }
            match item {
                Item::Event(Event::ThreadRuns { thread }) => self.running[place] = thread,
                _ if process != self.process => {
                    let thread = self.running[place];
                    out.push((at, Item::Event(Event::ThreadContinues { thread })));
                }
                _ => {}
            }
            self.process = process;
            out.push((at, item));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_out_in_order_with_their_threads() {
        let mut order = Order::new(ThreadId(0));
        let (yes, no) = (Item::Event(Event::LoopStarted), Item::Event(Event::LoopEnded));
        order.add(Nanos(5), 0, yes.clone());
        order.add(Nanos(9), 0, no.clone());
        order.add(Nanos(3), 1, Item::Event(Event::ThreadRuns { thread: ThreadId(2) }));
        order.add(Nanos(7), 1, yes);
        let times = |items: Vec<(Nanos, Item)>| items.iter().map(|(at, _)| at.0).collect::<Vec<_>>();
        // Said twice: that the main thread goes on, then that the other does.
        assert_eq!(times(order.before(Nanos(9))), [3, 5, 5, 7, 7]);
        assert_eq!(times(order.before(Nanos(10))), [9, 9]);
    }
}
