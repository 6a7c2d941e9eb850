//! What was the case at a time: for the playhead and for clicks in the app window.

use super::event::Event;
use super::recorder::Trace;
use super::spans::{Lanes, State};
use crate::base::{Nanos, TaskId};

/// Whether the loop sees what is posted to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// Now, and then not before the next of these.
    Once,
    /// All the time: it is idle.
    Idle,
    /// It is idle, but another thread holds the GIL, and so many want it already.
    Shared(u32),
}

/// How long it takes to get the GIL from a thread that computes.
const TURN: Nanos = Nanos::from_millis(5);

/// Finds the moments in the events.
#[derive(Default)]
struct Finder {
    out: Moments,
    /// The main thread's loop is idle.
    idle: bool,
    /// The thread that runs, and which want to.
    thread: usize,
    ready: Vec<usize>,
    /// Threads of other processes than the first: they have a GIL of their own.
    elsewhere: Vec<usize>,
}

impl Finder {
    fn event(&mut self, at: Nanos, event: Event) {
        match event {
            Event::ProcessStarted { thread, .. } | Event::WorkerStarted { thread, .. } if thread.index() > 0 => {
                self.elsewhere.push(thread.index())
            }
            Event::ThreadStarted { thread, .. } if self.elsewhere.contains(&self.thread) => {
                self.elsewhere.push(thread.index());
            }
            Event::ThreadRuns { thread } | Event::ThreadReady { thread }
                if self.elsewhere.contains(&thread.index()) =>
            {
                if matches!(event, Event::ThreadRuns { .. }) {
                    self.thread = thread.index();
                }
                return;
            }
            Event::ThreadContinues { thread } => self.thread = thread.index(),
            _ => {}
        }
        if self.elsewhere.contains(&self.thread) {
            return;
        }
        let main = self.thread == 0;
        let look = match event {
            Event::Iteration { .. } | Event::LoopEnded if main => Look::Once,
            Event::Idle { .. } if main => Look::Idle,
            // Another thread lets go of the GIL.
            Event::Idle { .. } | Event::BlockBegan { .. } | Event::ThreadEnded { .. } if !main && self.idle => {
                Look::Idle
            }
            Event::ThreadRuns { thread } => {
                self.thread = thread.index();
                self.ready.retain(|&t| t != thread.index());
                if thread.index() == 0 || !self.idle {
                    return;
                }
                Look::Shared(self.ready.len() as u32)
            }
            Event::ThreadReady { thread } => {
                self.idle &= thread.index() != 0;
                return self.ready.push(thread.index());
            }
            _ => return,
        };
        if main {
            self.idle = look == Look::Idle;
        }
        self.out.looks.push((at, look));
    }
}

/// Moments at which the loop looks at what is posted to it, found once per trace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    /// From when on the main thread's loop looks, or does not.
    looks: Vec<(Nanos, Look)>,
    /// Start and end of console text written at each time.
    outputs: Vec<(Nanos, u32)>,
    end: Nanos,
}

impl Moments {
    /// Prepares a trace for questions.
    pub fn of(trace: &Trace) -> Moments {
        let mut finder = Finder::default();
        for (at, event) in trace.events() {
            match event {
                Event::Output { start, len, .. } => finder.out.outputs.push((at, start + len)),
                event => finder.event(at, event),
            }
        }
        Moments { end: trace.end, ..finder.out }
    }

    /// When something posted to the loop at `t` (a click) is answered; `None` if the program never gets to it.
    pub fn answered(&self, t: Nanos) -> Option<Nanos> {
        let i = self.looks.partition_point(|(at, _)| *at <= t);
        match i.checked_sub(1).and_then(|i| self.looks.get(i)) {
            Some((_, Look::Idle)) if t <= self.end => Some(t),
            Some((_, Look::Shared(others))) if t <= self.end => {
                let turn = t + Nanos(TURN.0 * u64::from(others + 1));
                Some(self.looks.get(i).map_or(turn, |(at, _)| turn.min(*at)))
            }
            _ => self.looks.get(i).map(|(at, _)| *at),
        }
    }

    /// Bytes of the console written at or before a time.
    pub fn console_until(&self, t: Nanos) -> usize {
        let i = self.outputs.partition_point(|(at, _)| *at <= t);
        i.checked_sub(1).and_then(|i| self.outputs.get(i)).map_or(0, |(_, end)| *end as usize)
    }
}

impl Lanes {
    /// The first task switch after a time.
    pub fn next_switch(&self, t: Nanos) -> Option<Nanos> {
        self.switches.get(self.switches.partition_point(|s| *s <= t)).copied()
    }

    /// The last task switch before a time.
    pub fn previous_switch(&self, t: Nanos) -> Option<Nanos> {
        self.switches.partition_point(|s| *s < t).checked_sub(1).and_then(|i| self.switches.get(i)).copied()
    }

    /// Where each unfinished task is at a time: its line and what it does.
    pub fn places(&self, t: Nanos) -> Vec<(TaskId, u32, State)> {
        let tasks = self.lanes.iter().enumerate().skip(1);
        tasks.filter_map(|(i, lane)| lane.at(t).map(|s| (TaskId(i as u32), s.line, s.state))).collect()
    }
}
