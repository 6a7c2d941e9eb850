//! The recorder: events in columns, in chunks that clones share, so that a snapshot of the machine is cheap.

use super::event::{Event, Outcome, Stream, TaskName, Text};
use super::frames::FrameLog;
use super::order::{Item, Order};
use crate::base::{Nanos, ThreadId};
use indexmap::IndexSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// After this many events only the counters go on.
pub const EVENTS_MAX: usize = 4_000_000;
/// Bytes of console text that are kept.
const CONSOLE_MAX: usize = 8 << 20;
const CHUNK: usize = 4096;

#[derive(Clone, Debug, Default)]
struct Chunk {
    at: Vec<Nanos>,
    event: Vec<Event>,
}

/// What happened so far.
#[derive(Clone, Debug, Default)]
pub struct Recorder {
    full: Vec<Arc<Chunk>>,
    open: Chunk,
    pub(super) texts: Arc<IndexSet<Arc<str>>>,
    console: Arc<String>,
    frames: FrameLog,
    /// The process that runs; from the second one on, what puts their events in order, and the frames that other processes than the
    /// first serve: nobody sees them.
    process: u32,
    order: Option<Order>,
    unseen: FrameLog,
    truncated: bool,
    /// Nobody asks for the events: only what was printed is kept, and the counters go on.
    only_output: bool,
    hash: Fnv,
    pub(super) groups: u32,
    pub(super) threads: u32,
    pub(super) tasks: u32,
    iterations: u64,
    ready_max: u32,
    timer_late_max: Nanos,
}

/// FNV-1a, a word at a time for numbers: the same on every platform, which the standard library's hashers do not promise.
#[derive(Clone, Copy, Debug)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = (self.0 ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    // A number is one step, not one for each of its bytes: there are many events. The default would also write native bytes.
    fn write_u8(&mut self, n: u8) {
        self.write_u64(u64::from(n));
    }

    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }

    fn write_u64(&mut self, n: u64) {
        // FNV's step alone would never bring high bits down.
        self.0 = (self.0 ^ n).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(29);
    }

    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }

    fn write_isize(&mut self, n: isize) {
        self.write_u64(n as i64 as u64);
    }
}

impl Recorder {
    /// Of a run whose trace nobody asks for: of its events only what was printed is kept.
    pub fn of_output() -> Recorder {
        Recorder { only_output: true, ..Recorder::default() }
    }

    /// A loop got to its first timer, so long after its deadline.
    pub fn timer_late(&mut self, by: Nanos) {
        self.timer_late_max = self.timer_late_max.max(by);
    }

    /// Records an event.
    pub fn record(&mut self, at: Nanos, event: Event) {
        match &mut self.order {
            None => self.append(at, event),
            Some(order) => order.add(at, self.process, Item::Event(event)),
        }
    }

    /// There are several processes from now on; `main` is the thread that runs.
    pub fn several_processes(&mut self, main: ThreadId) {
        self.order.get_or_insert_with(|| Order::new(main));
    }

    /// Another process records now.
    pub fn switch(&mut self, process: u32) {
        self.process = process;
    }

    /// Nothing that happened before then will be recorded any more.
    pub fn settle(&mut self, until: Nanos) {
        let Some(order) = &mut self.order else { return };
        for (at, item) in order.before(until) {
            match item {
                Item::Event(event) => self.append(at, event),
                Item::Output(stream, text) => self.write(at, stream, &text),
            }
        }
    }

    fn append(&mut self, at: Nanos, event: Event) {
        if let Event::Iteration { ready, .. } = event {
            self.iterations += 1;
            self.ready_max = self.ready_max.max(ready);
        }
        if self.only_output && !matches!(event, Event::Output { .. }) {
            return;
        }
        at.hash(&mut self.hash);
        event.hash(&mut self.hash);
        if self.is_full() {
            self.truncated = true;
            return;
        }
        if self.open.at.is_empty() {
            // All at once: growing step by step would copy the events again and again.
            self.open.at.reserve_exact(CHUNK);
            self.open.event.reserve_exact(CHUNK);
        }
        self.open.at.push(at);
        self.open.event.push(event);
        if self.open.at.len() == CHUNK {
            self.full.push(Arc::new(std::mem::take(&mut self.open)));
        }
    }

    /// No more events are kept.
    fn is_full(&self) -> bool {
        self.full.len() * CHUNK + self.open.at.len() >= EVENTS_MAX
    }

    /// The number of a text. Once no events are kept that could name it, a new one is not kept either: 0.
    pub fn text(&mut self, text: &str) -> Text {
        if let Some(i) = self.texts.get_index_of(text) {
            return Text(i as u32);
        }
        if self.is_full() {
            return Text::default();
        }
        let texts = Arc::make_mut(&mut self.texts);
        if texts.is_empty() {
            // Number 0, the default, is no text.
            texts.insert(Arc::from(""));
        }
        Text(texts.insert_full(Arc::from(text)).0 as u32)
    }

    /// A new thread's number.
    pub fn thread(&mut self) -> ThreadId {
        self.threads += 1;
        ThreadId(self.threads)
    }

    /// A new task's number.
    pub fn task(&mut self) -> u32 {
        self.tasks += 1;
        self.tasks
    }

    /// A new group's number.
    pub fn group(&mut self) -> u32 {
        self.groups += 1;
        self.groups
    }

    /// So many threads, tasks and groups have their numbers already.
    pub(super) fn skip_numbers(&mut self, threads: u32, tasks: u32, groups: u32) {
        (self.threads, self.tasks, self.groups) = (threads, tasks, groups);
    }

    /// Counts what another one counted, where that is not done with its events.
    pub(super) fn count_with(&mut self, other: &Recorder) {
        self.timer_late_max = self.timer_late_max.max(other.timer_late_max);
        self.ready_max = self.ready_max.max(other.ready_max);
        self.truncated |= other.truncated;
    }

    /// With the frames of another one.
    pub(super) fn with_frames(self, frames: FrameLog) -> Recorder {
        Recorder { frames, ..self }
    }

    /// Records text that the program wrote.
    pub fn output(&mut self, at: Nanos, stream: Stream, text: &str) {
        match &mut self.order {
            None => self.write(at, stream, text),
            Some(order) => order.add(at, self.process, Item::Output(stream, text.to_string())),
        }
    }

    fn write(&mut self, at: Nanos, stream: Stream, text: &str) {
        self.hash.write(text.as_bytes());
        if self.console.len() + text.len() > CONSOLE_MAX {
            self.truncated = true;
            return;
        }
        let start = self.console.len() as u32;
        Arc::make_mut(&mut self.console).push_str(text);
        self.append(at, Event::Output { stream, start, len: text.len() as u32 });
    }

    /// The frame probe. Only the first process has a user interface.
    pub fn frames(&mut self) -> &mut FrameLog {
        if self.process > 0 { &mut self.unseen } else { &mut self.frames }
    }

    /// A number for all that was recorded: equal runs have equal hashes, on every platform.
    pub fn hash(&self) -> u64 {
        self.hash.finish()
    }

    /// All text written so far.
    pub fn console(&self) -> &str {
        &self.console
    }

    /// Number of events kept.
    pub fn len(&self) -> usize {
        self.full.len() * CHUNK + self.open.at.len()
    }

    /// True if nothing was recorded.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The trace of a run that ended then.
    pub fn finish(mut self, at: Nanos, outcome: Outcome, instructions: u64) -> Trace {
        self.settle(Nanos::MAX);
        self.frames.end(at);
        Trace { recorder: self, end: at, outcome, instructions }
    }
}

/// The trace of a finished run.
#[derive(Clone, Debug)]
pub struct Trace {
    pub(super) recorder: Recorder,
    /// When the run ended.
    pub end: Nanos,
    pub outcome: Outcome,
    /// Instructions executed.
    pub instructions: u64,
}

impl Trace {
    /// Events in order.
    pub fn events(&self) -> impl Iterator<Item = (Nanos, Event)> + '_ {
        let chunks = self.recorder.full.iter().map(|c| &**c).chain([&self.recorder.open]);
        chunks.flat_map(|c| c.at.iter().copied().zip(c.event.iter().copied()))
    }

    /// The event of that number, from 0.
    pub(super) fn event(&self, number: usize) -> Option<(Nanos, Event)> {
        let chunk = self.recorder.full.get(number / CHUNK).map_or(&self.recorder.open, |chunk| chunk);
        Some((*chunk.at.get(number % CHUNK)?, *chunk.event.get(number % CHUNK)?))
    }

    /// Number of events.
    pub fn len(&self) -> usize {
        self.recorder.len()
    }

    /// True if nothing was recorded.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text behind a number.
    pub fn text(&self, text: Text) -> &str {
        self.recorder.texts.get_index(text.0 as usize).map_or("", |t| t)
    }

    /// The name of a task.
    pub fn task_name(&self, name: TaskName) -> String {
        match name.own() {
            Err(n) => format!("Task-{n}"),
            Ok(text) => self.text(text).to_string(),
        }
    }

    /// All text the program wrote, in order.
    pub fn console(&self) -> &str {
        &self.recorder.console
    }

    /// The fate of the UI frames.
    pub fn frames(&self) -> &FrameLog {
        &self.recorder.frames
    }

    /// See [`Recorder::hash`].
    pub fn hash(&self) -> u64 {
        self.recorder.hash()
    }

    /// True if there was more than is kept.
    pub fn truncated(&self) -> bool {
        self.recorder.truncated
    }

    /// Iterations of event loops.
    pub fn iterations(&self) -> u64 {
        self.recorder.iterations
    }

    /// Most handles ready at the start of an iteration.
    pub fn ready_max(&self) -> u32 {
        self.recorder.ready_max
    }

    /// The longest time from a timer's deadline until its loop got to it.
    pub fn timer_late_max(&self) -> Nanos {
        self.recorder.timer_late_max
    }
}
