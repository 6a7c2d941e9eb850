//! Several traces as one: workers that know nothing of each other, each recorded by itself, side by side in time.

use super::event::{Event, TaskName, Text};
use super::recorder::{Recorder, Trace};
use crate::base::{Nanos, TaskId, ThreadId};

/// Traces on their way to be one, joined in slices.
#[derive(Clone, Debug)]
pub struct Joining {
    parts: Vec<Part>,
    recorder: Recorder,
    /// The part whose event came last.
    last: usize,
}

/// One of them.
#[derive(Clone, Debug)]
struct Part {
    trace: Trace,
    /// Its next event.
    next: usize,
    has_ended: bool,
    /// Its numbers begin after these.
    threads: u32,
    tasks: u32,
    groups: u32,
    texts: Vec<Text>,
    /// The thread that runs in it.
    thread: ThreadId,
}

impl Joining {
    /// Begins, with names for their main threads. The first of them has the frames and the main thread of the whole.
    pub fn new(traces: Vec<Trace>, name: impl Fn(usize) -> String) -> Joining {
        let mut recorder = Recorder::default();
        let (mut threads, mut tasks, mut groups) = (0, 0, 0);
        let mut parts = Vec::with_capacity(traces.len());
        for (trace, number) in traces.into_iter().zip(0..) {
            let of = &trace.recorder;
            let texts = of.texts.iter().map(|text| recorder.text(text)).collect();
            let (next_threads, next_tasks) = (threads + of.threads + 1, tasks + of.tasks);
            let next_groups = groups + of.groups;
            let thread = ThreadId(threads);
            let name = recorder.text(&name(number));
            recorder.record(Nanos::ZERO, Event::WorkerStarted { thread, name });
            parts.push(Part { trace, next: 0, has_ended: false, threads, tasks, groups, texts, thread });
            (threads, tasks, groups) = (next_threads, next_tasks, next_groups);
        }
        recorder.skip_numbers(threads, tasks, groups);
        Joining { parts, recorder, last: 0 }
    }

    /// Joins so many events more. True when all are.
    pub fn advance(&mut self, events: usize) -> bool {
        for _ in 0..events {
            // The earliest; of several, that of the worker before.
            let next = self.parts.iter().enumerate().filter_map(|(i, part)| Some((part.next()?, i)));
            let Some((at, i)) = next.min() else { return true };
            if i != self.last
                && let Some(part) = self.parts.get(i)
            {
                self.recorder.record(at, Event::ThreadContinues { thread: part.thread });
                self.last = i;
            }
            if let Some(part) = self.parts.get_mut(i) {
                part.take(&mut self.recorder);
            }
        }
        false
    }

    /// The one trace, once all are joined.
    pub fn finish(self) -> Option<Trace> {
        let mut recorder = self.recorder;
        let first = self.parts.first().map(|part| &part.trace)?;
        for part in &self.parts {
            recorder.count_with(&part.trace.recorder);
        }
        let last = self.parts.last().map(|part| &part.trace)?;
        Some(Trace {
            recorder: recorder.with_frames(first.frames().clone()),
            end: self.parts.iter().map(|part| part.trace.end).max().unwrap_or_default(),
            outcome: last.outcome,
            instructions: self.parts.iter().map(|part| part.trace.instructions).sum(),
        })
    }
}

impl Part {
    /// When its next event is; none if it has ended.
    fn next(&self) -> Option<Nanos> {
        let end = || (!self.has_ended).then_some(self.trace.end);
        self.trace.event(self.next).map(|(at, _)| at).or_else(end)
    }

    /// Records its next event with the numbers it has in the whole.
    fn take(&mut self, recorder: &mut Recorder) {
        let Some((at, event)) = self.trace.event(self.next) else {
            self.has_ended = true;
            return recorder.record(self.trace.end, Event::ThreadEnded { thread: ThreadId(self.threads) });
        };
        self.next += 1;
        let text = |text: Text| self.texts.get(text.0 as usize).copied().unwrap_or_default();
        // Number 0 is nobody.
        let task = |task: TaskId| if task.0 == 0 { task } else { TaskId(task.0 + self.tasks) };
        let thread = |thread: ThreadId| ThreadId(thread.0 + self.threads);
        let group = |group: u32| group + self.groups;
        let event = match event {
            Event::Output { stream, start, len } => {
                let console = self.trace.console();
                let written = console.get(start as usize..(start + len) as usize).unwrap_or("");
                return recorder.output(at, stream, written);
            }
            Event::TaskCreated { task: id, name, coroutine, parent, line } => {
                let name = name.own().map_or_else(TaskName::numbered, |own| TaskName::given(text(own)));
                Event::TaskCreated { task: task(id), name, coroutine: text(coroutine), parent: task(parent), line }
            }
            Event::TaskStep { task: id } => Event::TaskStep { task: task(id) },
            Event::TaskSuspended { task: id, wait, label, line, until } => {
                Event::TaskSuspended { task: task(id), wait, label: text(label), line, until }
            }
            Event::TaskYielded { task: id, line } => Event::TaskYielded { task: task(id), line },
            Event::TaskWoken { task: id, by } => Event::TaskWoken { task: task(id), by: task(by) },
            Event::TaskFinished { task: id, how } => Event::TaskFinished { task: task(id), how },
            Event::CallbackBegan { label, line } => Event::CallbackBegan { label: text(label), line },
            Event::ThreadStarted { thread: id, name, line } => {
                Event::ThreadStarted { thread: thread(id), name: text(name), line }
            }
            Event::WorkerStarted { thread: id, name } => Event::WorkerStarted { thread: thread(id), name: text(name) },
            Event::ProcessStarted { thread: id, name, label, line } => {
                Event::ProcessStarted { thread: thread(id), name: text(name), label: text(label), line }
            }
            Event::ThreadRuns { thread: id } => Event::ThreadRuns { thread: thread(id) },
            Event::ThreadContinues { thread: id } => Event::ThreadContinues { thread: thread(id) },
            Event::ThreadReady { thread: id } => Event::ThreadReady { thread: thread(id) },
            Event::ThreadEnded { thread: id } => Event::ThreadEnded { thread: thread(id) },
            Event::BlockBegan { label, line, until } => Event::BlockBegan { label: text(label), line, until },
            Event::SleepRequested { length, blocking, task: id } => {
                Event::SleepRequested { length, blocking, task: task(id) }
            }
            Event::GroupBegan { group: id, label, owner, line } => {
                Event::GroupBegan { group: group(id), label: text(label), owner: task(owner), line }
            }
            Event::GroupMember { group: id, task: member } => {
                Event::GroupMember { group: group(id), task: task(member) }
            }
            Event::GroupEnded { group: id } => Event::GroupEnded { group: group(id) },
            Event::LoopStarted
            | Event::LoopEnded
            | Event::Iteration { .. }
            | Event::Idle { .. }
            | Event::CallbackEnded
            | Event::BlockEnded => event,
        };
        if let Event::ThreadRuns { thread } | Event::ThreadContinues { thread } = event {
            self.thread = thread;
        }
        recorder.record(at, event);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{LaneKind, Lanes, Moments, Outcome, State, Stream};
    use super::*;

    fn ms(ms: u64) -> Nanos {
        Nanos::from_millis(ms)
    }

    /// A loop that begins a task called `name` at `from`, which blocks for 10 ms and then prints its name.
    fn worker(name: &str, from: u64) -> Trace {
        let mut recorder = Recorder::default();
        let (coroutine, label, own) = (recorder.text("serve"), recorder.text("sleep"), recorder.text(name));
        let task = TaskId(recorder.task());
        let name_of_task = TaskName::given(own);
        recorder.record(Nanos::ZERO, Event::LoopStarted);
        recorder.record(Nanos::ZERO, Event::Idle { until: ms(from) });
        recorder.record(ms(from), Event::Iteration { ready: 1, timers: 0 });
        recorder
            .record(ms(from), Event::TaskCreated { task, name: name_of_task, coroutine, parent: TaskId(0), line: 1 });
        recorder.record(ms(from), Event::TaskStep { task });
        recorder.record(ms(from), Event::BlockBegan { label, line: 2, until: ms(from + 10) });
        recorder.record(ms(from + 10), Event::BlockEnded);
        recorder.output(ms(from + 10), Stream::Stdout, name);
        recorder.record(ms(from + 10), Event::TaskFinished { task, how: super::super::Finish::Result });
        recorder.frames().serve(ms(from + 10));
        recorder.finish(ms(from + 10), Outcome::Finished, 7)
    }

    fn joined() -> Trace {
        let mut joining = Joining::new(vec![worker("a", 5), worker("b", 0)], |number| format!("worker {}", number + 1));
        while !joining.advance(3) {}
        joining.finish().expect("there are two")
    }

    #[test]
    fn each_has_its_own_lanes_in_the_one_trace() {
        let trace = joined();
        let lanes = Lanes::of(&trace);
        let rows: Vec<String> = lanes
            .rows()
            .map(|lane| {
                let span = |span: &super::super::Span| {
                    format!("{:?} {}..{}", span.state, span.start.0 / 1_000_000, span.end.0 / 1_000_000)
                };
                format!(
                    "{} of {}: {}",
                    lane.name,
                    lane.process,
                    lane.spans.iter().map(span).collect::<Vec<_>>().join(", ")
                )
            })
            .collect();
        insta::assert_snapshot!(rows.join("\n"), @r"
        worker 1 of 0: Idle 0..5, Blocked 5..15
        worker 2 of 1: Blocked 0..10
        a of 0: Blocked 5..15
        b of 1: Blocked 0..10
        ");
        assert_eq!(lanes.threads[0].kind, LaneKind::MainThread);
        assert!(lanes.threads[0].spans.iter().any(|span| span.state == State::Blocked));
        assert_eq!((trace.console(), trace.end, trace.instructions), ("ba", ms(15), 14));
        // What is posted is posted to the first one's loop.
        assert_eq!(Moments::of(&trace).answered(ms(2)), Some(ms(2)));
    }

    #[test]
    fn in_how_many_slices_makes_no_difference() {
        let mut joining = Joining::new(vec![worker("a", 5), worker("b", 0)], |number| format!("worker {}", number + 1));
        while !joining.advance(1000) {}
        assert_eq!(joining.finish().map(|trace| trace.hash()), Some(joined().hash()));
    }
}
