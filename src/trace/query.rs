//! What was the case at a time: for the playhead and for clicks in the app window.

use super::event::Event;
use super::recorder::Trace;
use super::spans::{Lanes, State};
use crate::base::{Nanos, TaskId};

/// Moments at which the loop looks at what is posted to it, found once per trace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    /// Start of each iteration or idle wait, with whether it is idle.
    looks: Vec<(Nanos, bool)>,
    /// Start and end of console text written at each time.
    outputs: Vec<(Nanos, u32)>,
    end: Nanos,
}

impl Moments {
    /// Prepares a trace for questions.
    pub fn of(trace: &Trace) -> Moments {
        let mut out = Moments { end: trace.end, ..Moments::default() };
        for (at, event) in trace.events() {
            match event {
                Event::Iteration { .. } => out.looks.push((at, false)),
                Event::Idle { .. } => out.looks.push((at, true)),
                Event::LoopEnded => out.looks.push((at, false)),
                Event::Output { start, len, .. } => out.outputs.push((at, start + len)),
                _ => {}
            }
        }
        out
    }

    /// When something posted to the loop at `t` (a click) is answered; `None` if the program never gets to it.
    pub fn answered(&self, t: Nanos) -> Option<Nanos> {
        let i = self.looks.partition_point(|(at, _)| *at <= t);
        match i.checked_sub(1).and_then(|i| self.looks.get(i)) {
            Some((_, true)) if t <= self.end => Some(t),
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
