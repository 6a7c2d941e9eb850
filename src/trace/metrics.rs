//! The numbers of a run.

use super::event::{Event, Outcome};
use super::recorder::Trace;
use crate::base::Nanos;

/// The numbers of a run. Times are virtual nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Metrics {
    /// From start to end.
    pub elapsed_ns: u64,
    /// All sleeps asked for, blocking and awaited, as far as they lasted before the run ended.
    pub sum_of_waits_ns: u64,
    pub frames_total: u64,
    pub frames_lost: u64,
    /// The longest time from a UI frame's being due to its being served.
    pub longest_freeze_ns: u64,
    /// Times a task began a step.
    pub task_switches: u64,
    pub iterations: u64,
    pub instructions: u64,
    pub tasks: u64,
    /// Most handles ready at the start of an iteration.
    pub ready_peak: u32,
    /// The longest time from a timer's deadline until the loop got to it, or its task to its next step.
    pub loop_lag_max_ns: u64,
    /// The run ended because the program did.
    pub outcome: Outcome,
    /// More happened than the trace holds.
    pub truncated: bool,
}

impl Metrics {
    /// The numbers of a trace.
    pub fn of(trace: &Trace) -> Metrics {
        let mut m = Metrics {
            elapsed_ns: trace.end.0,
            sum_of_waits_ns: 0,
            frames_total: trace.frames().total(),
            frames_lost: trace.frames().lost(),
            longest_freeze_ns: trace.frames().longest_freeze(trace.end).0,
            task_switches: 0,
            iterations: trace.iterations(),
            instructions: trace.instructions,
            tasks: 0,
            ready_peak: trace.ready_max(),
            loop_lag_max_ns: trace.timer_late_max().0,
            outcome: trace.outcome,
            truncated: trace.truncated(),
        };
        let mut deadlines: Vec<Nanos> = Vec::new();
        for (at, event) in trace.events() {
            match event {
                Event::SleepRequested { length, .. } => {
                    m.sum_of_waits_ns = m.sum_of_waits_ns.saturating_add(length.min(trace.end - at).0);
                }
                Event::TaskCreated { task, .. } => {
                    m.tasks += 1;
                    if deadlines.len() <= task.index() {
                        deadlines.resize(task.index() + 1, Nanos::MAX);
                    }
                }
                Event::TaskSuspended { task, until, .. } => {
                    if let Some(d) = deadlines.get_mut(task.index()) {
                        *d = until;
                    }
                }
                Event::TaskStep { task } => {
                    m.task_switches += 1;
                    if let Some(d) = deadlines.get_mut(task.index()) {
                        if at > *d {
                            m.loop_lag_max_ns = m.loop_lag_max_ns.max((at - *d).0);
                        }
                        *d = Nanos::MAX;
                    }
                }
                _ => {}
            }
        }
        m
    }
}
