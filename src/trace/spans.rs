//! Spans: what each task and the main thread did when. One pass over the events; then everything is found by binary search.

use super::event::{Event, Finish, Text, Wait};
use super::recorder::Trace;
use crate::base::{Nanos, TaskId, ThreadId};

/// What a lane does during a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub enum State {
    /// Runs Python code.
    Running,
    /// In the ready queue; of a thread: it waits for the GIL.
    Ready,
    /// Suspended at an `await`.
    Waiting(Wait),
    /// In a blocking call: the loop stands still.
    Blocked,
    /// The thread's loop has nothing to do.
    Idle,
}

/// One span of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Span {
    pub start: Nanos,
    pub end: Nanos,
    pub state: State,
    /// What is waited on, run or called.
    pub label: Text,
    /// Line of the program, 0 if unknown.
    pub line: u32,
}

/// Whose lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum LaneKind {
    MainThread,
    Task(TaskId),
    /// Another thread.
    Thread(ThreadId),
}

/// One row of the timeline: disjoint spans in order of time.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Lane {
    pub kind: LaneKind,
    /// The process it is in: 0 is the first, the others count on in the order of their start.
    pub process: u32,
    /// The task's name, and its coroutine's.
    pub name: String,
    pub coroutine: String,
    pub created: Nanos,
    /// `None` if it was not finished when the run ended.
    pub finished: Option<(Nanos, Finish)>,
    pub spans: Vec<Span>,
}

impl Lane {
    /// A lane of the first process, with nothing in it.
    fn new(kind: LaneKind, name: String, created: Nanos) -> Lane {
        Lane { kind, process: 0, name, coroutine: String::new(), created, finished: None, spans: Vec::new() }
    }

    /// The span at a time.
    pub fn at(&self, t: Nanos) -> Option<&Span> {
        let i = self.spans.partition_point(|s| s.start <= t);
        self.spans.get(i.checked_sub(1)?).filter(|s| t < s.end || (t == s.end && i == self.spans.len()))
    }

    /// The spans that touch a stretch of time.
    pub fn between(&self, from: Nanos, to: Nanos) -> &[Span] {
        let first = self.spans.partition_point(|s| s.end < from);
        let last = self.spans.partition_point(|s| s.start <= to);
        self.spans.get(first..last.max(first)).unwrap_or(&[])
    }
}

/// A `gather`, `wait` or task group.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Group {
    pub label: Text,
    pub owner: TaskId,
    pub line: u32,
    pub start: Nanos,
    pub end: Nanos,
    /// Members with how long each took from the group's start (or its own, if later) to its end, without the time in the
    /// ready queue: what it would have taken alone.
    pub members: Vec<(TaskId, Nanos)>,
}

impl Group {
    /// How long it took.
    pub fn took(&self) -> Nanos {
        self.end - self.start
    }

    /// How long the members would have taken one after the other.
    pub fn one_after_the_other(&self) -> Nanos {
        self.members.iter().fold(Nanos::ZERO, |sum, (_, took)| sum + *took)
    }
}

/// All lanes of a run: the main thread's first, then the tasks' in order of creation.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Lanes {
    pub lanes: Vec<Lane>,
    /// The other threads, in the order they were started.
    pub threads: Vec<Lane>,
    pub groups: Vec<Group>,
    /// Times at which a task began a step: the places to step to.
    pub switches: Vec<Nanos>,
    /// How many workers of a server these are; 0 if it is one program by itself.
    pub workers: u32,
}

impl Lanes {
    /// Derives the lanes of a trace.
    pub fn of(trace: &Trace) -> Lanes {
        let mut finding = FindingLanes::default();
        finding.advance(trace, usize::MAX);
        finding.finish(trace)
    }

    /// How many rows a picture of all lanes has.
    pub fn row_count(&self) -> usize {
        self.lanes.len() + self.threads.len()
    }

    /// The lane of a row: the main thread's, the other threads', the tasks'.
    pub fn row(&self, row: usize) -> Option<&Lane> {
        match row.checked_sub(1) {
            None => self.lanes.first(),
            Some(i) => self.threads.get(i).or_else(|| self.lanes.get(row - self.threads.len())),
        }
    }

    /// All lanes, row by row.
    pub fn rows(&self) -> impl Iterator<Item = &Lane> {
        (0..self.row_count()).filter_map(|row| self.row(row))
    }

    /// The lane of a task.
    pub fn task(&self, id: TaskId) -> Option<&Lane> {
        self.lanes.get(id.index()).filter(|l| l.kind == LaneKind::Task(id))
    }
}

/// The coroutines that `asyncio.run` itself makes tasks of when the program's own has ended.
const CLEANING_UP: [&str; 2] = ["shutdown_asyncgens", "shutdown_default_executor"];

/// How long a task that finished at `to` has run and waited since `from`: all the time but that in the ready queue.
fn time_alone(lane: &Lane, from: Nanos, to: Nanos) -> Nanos {
    let queued = lane.between(from, to).iter().filter(|span| span.state == State::Ready);
    let queued = queued.fold(Nanos::ZERO, |sum, span| sum + (span.end - span.start.max(from)));
    to - from - queued
}

#[derive(Clone, Copy, Debug, Default)]
struct Open {
    since: Nanos,
    state: Option<State>,
    label: Text,
    line: u32,
}

/// A lane while it is built: its place among the lanes, or among the threads.
#[derive(Clone, Copy)]
enum Row {
    Lane(usize),
    Thread(usize),
}

/// The lanes of a trace while they are found, in slices: a trace may have a million events.
#[derive(Clone, Debug)]
pub struct FindingLanes {
    /// The next event.
    next: usize,
    out: Lanes,
    open: Vec<Open>,
    /// As `open`, of the threads.
    open_threads: Vec<Open>,
    /// The thread that runs, and the task whose step each thread is in.
    thread: usize,
    running: Vec<Option<TaskId>>,
    groups: Vec<(u32, Group)>,
    processes: u32,
    /// For each task, the line it last stopped at: where it runs on from.
    lines: Vec<u32>,
}

impl Default for FindingLanes {
    fn default() -> Self {
        let main = Lane::new(LaneKind::MainThread, String::from("main thread"), Nanos::ZERO);
        let out = Lanes { lanes: vec![main], ..Lanes::default() };
        let open = vec![Open { state: Some(State::Running), ..Open::default() }];
        FindingLanes {
            next: 0,
            out,
            open,
            open_threads: Vec::new(),
            thread: 0,
            running: vec![None],
            groups: Vec::new(),
            processes: 0,
            lines: vec![0],
        }
    }
}

impl FindingLanes {
    /// Looks at so many events more. True when it has seen all.
    pub fn advance(&mut self, trace: &Trace, events: usize) -> bool {
        for _ in 0..events {
            let Some((at, event)) = trace.event(self.next) else { return true };
            self.next += 1;
            self.event(trace, at, event);
        }
        false
    }

    /// The lane of a thread.
    fn thread_row(thread: usize) -> Row {
        thread.checked_sub(1).map_or(Row::Lane(0), Row::Thread)
    }

    /// The lane of the thread that runs.
    fn here(&self) -> Row {
        Self::thread_row(self.thread)
    }

    /// The process of the thread that runs.
    fn process(&self) -> u32 {
        self.thread.checked_sub(1).and_then(|i| self.out.threads.get(i)).map_or(0, |lane| lane.process)
    }

    /// The task whose step the thread is in that runs.
    fn task(&self) -> Option<TaskId> {
        self.running.get(self.thread).copied().flatten()
    }

    fn set_task(&mut self, task: Option<TaskId>) {
        if let Some(place) = self.running.get_mut(self.thread) {
            *place = task;
        }
    }

    fn close(&mut self, row: Row, at: Nanos) {
        let (open, lane) = match row {
            Row::Lane(i) => (self.open.get_mut(i), self.out.lanes.get_mut(i)),
            Row::Thread(i) => (self.open_threads.get_mut(i), self.out.threads.get_mut(i)),
        };
        let Some(open) = open else { return };
        if let Some(state) = open.state.take()
            && at > open.since
        {
            let span = Span { start: open.since, end: at, state, label: open.label, line: open.line };
            if let Some(lane) = lane {
                // A span that goes on as it was is one span.
                match lane.spans.last_mut() {
                    Some(last)
                        if last.end == span.start
                            && last.state == state
                            && last.label == span.label
                            && last.line == span.line =>
                    {
                        last.end = at;
                    }
                    _ => lane.spans.push(span),
                }
            }
        }
    }

    fn begin(&mut self, row: Row, at: Nanos, state: State, label: Text, line: u32) {
        self.close(row, at);
        let open = match row {
            Row::Lane(i) => self.open.get_mut(i),
            Row::Thread(i) => self.open_threads.get_mut(i),
        };
        if let Some(open) = open {
            *open = Open { since: at, state: Some(state), label, line };
        }
    }

    /// The lane of a task, made if it was not seen created.
    fn lane(&mut self, task: TaskId, at: Nanos) -> usize {
        while self.out.lanes.len() <= task.index() {
            let id = TaskId(self.out.lanes.len() as u32);
            let lane = Lane::new(LaneKind::Task(id), format!("Task-{}", id.0), at);
            self.out.lanes.push(Lane { process: self.process(), ..lane });
            self.open.push(Open::default());
            self.lines.push(0);
        }
        task.index()
    }

    fn event(&mut self, trace: &Trace, at: Nanos, event: Event) {
        match event {
            Event::LoopStarted | Event::LoopEnded | Event::Iteration { .. } => {
                if self.task().is_none() {
                    self.begin(self.here(), at, State::Running, Text::default(), 0);
                }
            }
            Event::Idle { .. } => self.begin(self.here(), at, State::Idle, Text::default(), 0),
            Event::TaskCreated { task, name, coroutine, line, .. } => {
                let lane = self.lane(task, at);
                let (name, coroutine) = (trace.task_name(name), trace.text(coroutine).to_string());
                let process = self.process();
                if let Some(l) = self.out.lanes.get_mut(lane) {
                    (l.name, l.coroutine, l.created, l.process) = (name, coroutine, at, process);
                }
                self.lines[lane] = line;
                self.begin(Row::Lane(lane), at, State::Ready, Text::default(), line);
            }
            Event::TaskStep { task } => {
                let lane = self.lane(task, at);
                let line = self.lines[lane];
                self.set_task(Some(task));
                self.out.switches.push(at);
                self.begin(Row::Lane(lane), at, State::Running, Text::default(), line);
                self.begin(self.here(), at, State::Running, Text::default(), line);
            }
            Event::TaskSuspended { task, wait, label, line, .. } => {
                let lane = self.lane(task, at);
                self.lines[lane] = line;
                self.begin(Row::Lane(lane), at, State::Waiting(wait), label, line);
                self.set_task(None);
            }
            Event::TaskYielded { task, line } => {
                let lane = self.lane(task, at);
                self.lines[lane] = line;
                self.begin(Row::Lane(lane), at, State::Ready, Text::default(), line);
                self.set_task(None);
            }
            Event::TaskWoken { task, .. } => {
                let lane = self.lane(task, at);
                let line = self.lines[lane];
                self.begin(Row::Lane(lane), at, State::Ready, Text::default(), line);
            }
            Event::TaskFinished { task, how } => {
                let lane = self.lane(task, at);
                self.close(Row::Lane(lane), at);
                if let Some(l) = self.out.lanes.get_mut(lane) {
                    l.finished = Some((at, how));
                }
                self.set_task(None);
                for (_, group) in &mut self.groups {
                    if let Some(member) = group.members.iter_mut().find(|m| m.0 == task)
                        && let Some(lane) = self.out.lanes.get(lane)
                    {
                        member.1 = time_alone(lane, lane.created.max(group.start), at);
                    }
                }
            }
            Event::CallbackBegan { label, line } => self.begin(self.here(), at, State::Running, label, line),
            Event::CallbackEnded => self.begin(self.here(), at, State::Running, Text::default(), 0),
            Event::BlockBegan { label, line, .. } => {
                self.begin(self.here(), at, State::Blocked, label, line);
                if let Some(task) = self.task() {
                    self.begin(Row::Lane(task.index()), at, State::Blocked, label, line);
                }
            }
            Event::BlockEnded => {
                self.begin(self.here(), at, State::Running, Text::default(), 0);
                if let Some(task) = self.task() {
                    self.begin(Row::Lane(task.index()), at, State::Running, Text::default(), 0);
                }
            }
            Event::GroupBegan { group, label, owner, line } => {
                let new = Group { label, owner, line, start: at, end: at, members: Vec::new() };
                self.groups.push((group, new));
            }
            Event::GroupMember { group, task } => {
                if let Some((_, g)) = self.groups.iter_mut().rev().find(|(id, _)| *id == group) {
                    g.members.push((task, Nanos::ZERO));
                }
            }
            Event::GroupEnded { group } => {
                if let Some(i) = self.groups.iter().rposition(|(id, _)| *id == group) {
                    let (_, mut g) = self.groups.remove(i);
                    g.end = at;
                    self.out.groups.push(g);
                }
            }
            Event::ThreadStarted { .. }
            | Event::ThreadRuns { .. }
            | Event::ProcessStarted { .. }
            | Event::WorkerStarted { .. }
            | Event::ThreadContinues { .. }
            | Event::ThreadReady { .. }
            | Event::ThreadEnded { .. } => {
                self.thread_event(trace, at, event);
            }
            Event::SleepRequested { .. } | Event::Output { .. } => {}
        }
    }

    fn thread_event(&mut self, trace: &Trace, at: Nanos, event: Event) {
        match event {
            Event::WorkerStarted { thread: ThreadId(0), name } => {
                self.out.workers = 1;
                if let Some(lane) = self.out.lanes.first_mut() {
                    lane.name = trace.text(name).to_string();
                }
            }
            Event::WorkerStarted { thread, name } => {
                self.thread_event(trace, at, Event::ProcessStarted { thread, name, label: Text::default(), line: 0 });
                let place = thread.index().saturating_sub(1);
                self.out.workers += 1;
                if let (Some(lane), Some(open)) = (self.out.threads.get_mut(place), self.open_threads.get_mut(place)) {
                    lane.kind = LaneKind::MainThread;
                    open.state = Some(State::Running);
                }
            }
            Event::ThreadStarted { thread, name, line } | Event::ProcessStarted { thread, name, line, .. } => {
                // Threads that processes start at about the same time may come in another order than that of their numbers.
                while self.out.threads.len() < thread.index() {
                    let id = ThreadId(self.out.threads.len() as u32 + 1);
                    self.out.threads.push(Lane::new(LaneKind::Thread(id), String::new(), at));
                    self.open_threads.push(Open::default());
                    self.running.push(None);
                }
                let place = thread.index().saturating_sub(1);
                let name = trace.text(name).to_string();
                let (process, state, label) = match event {
                    Event::ProcessStarted { label, .. } => {
                        self.processes += 1;
                        (self.processes, State::Blocked, label)
                    }
                    _ => (self.process(), State::Ready, Text::default()),
                };
                if let (Some(lane), Some(open)) = (self.out.threads.get_mut(place), self.open_threads.get_mut(place)) {
                    (lane.name, lane.created, lane.process) = (name, at, process);
                    *open = Open { since: at, state: Some(state), label, line };
                }
            }
            Event::ThreadRuns { thread } => {
                self.thread = thread.index();
                self.thread_state(at, thread, State::Running);
            }
            Event::ThreadContinues { thread } => self.thread = thread.index(),
            Event::ThreadReady { thread } => self.thread_state(at, thread, State::Ready),
            Event::ThreadEnded { thread } => {
                self.close(Self::thread_row(thread.index()), at);
                if let Some(lane) = thread.index().checked_sub(1).and_then(|i| self.out.threads.get_mut(i)) {
                    lane.finished = Some((at, Finish::Result));
                }
            }
            _ => {}
        }
    }

    /// A thread, and the task whose step it is in, get or want the GIL.
    fn thread_state(&mut self, at: Nanos, thread: ThreadId, state: State) {
        self.begin(Self::thread_row(thread.index()), at, state, Text::default(), 0);
        if let Some(task) = self.running.get(thread.index()).copied().flatten() {
            let line = self.lines.get(task.index()).copied().unwrap_or(0);
            self.begin(Row::Lane(task.index()), at, state, Text::default(), line);
        }
    }

    /// The lanes, once it has seen all.
    pub fn finish(mut self, trace: &Trace) -> Lanes {
        let end = trace.end;
        for lane in 0..self.open.len() {
            self.close(Row::Lane(lane), end);
        }
        for thread in 0..self.open_threads.len() {
            self.close(Row::Thread(thread), end);
        }
        for (_, mut group) in std::mem::take(&mut self.groups) {
            group.end = end;
            self.out.groups.push(group);
        }
        self.out.groups.sort_by_key(|g| g.start);
        // What `asyncio.run` does at its end says nothing about the program.
        while self.out.lanes.last().is_some_and(|lane| CLEANING_UP.contains(&lane.coroutine.as_str())) {
            self.out.lanes.pop();
        }
        self.out
    }
}
