//! Spans: what each task and the main thread did when. One pass over the events; then everything is found by binary search.

use super::event::{Event, Finish, Text, Wait};
use super::recorder::Trace;
use crate::base::{Nanos, TaskId};

/// What a lane does during a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub enum State {
    /// Runs Python code.
    Running,
    /// In the ready queue.
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
}

/// One row of the timeline: disjoint spans in order of time.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Lane {
    pub kind: LaneKind,
    /// The task's name, and its coroutine's.
    pub name: String,
    pub coroutine: String,
    pub created: Nanos,
    /// `None` if it was not finished when the run ended.
    pub finished: Option<(Nanos, Finish)>,
    pub spans: Vec<Span>,
}

impl Lane {
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
    /// Members with how long each took from the group's start (or its own, if later) to its end.
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
    pub groups: Vec<Group>,
    /// Times at which a task began a step: the places to step to.
    pub switches: Vec<Nanos>,
}

impl Lanes {
    /// Derives the lanes of a trace.
    pub fn of(trace: &Trace) -> Lanes {
        let mut builder = Builder::new(trace);
        for (at, event) in trace.events() {
            builder.event(at, event);
        }
        builder.finish(trace.end)
    }

    /// The lane of a task.
    pub fn task(&self, id: TaskId) -> Option<&Lane> {
        self.lanes.get(id.index()).filter(|l| l.kind == LaneKind::Task(id))
    }
}

#[derive(Default)]
struct Open {
    since: Nanos,
    state: Option<State>,
    label: Text,
    line: u32,
}

struct Builder<'a> {
    trace: &'a Trace,
    out: Lanes,
    open: Vec<Open>,
    running: Option<TaskId>,
    groups: Vec<(u32, Group)>,
    /// For each task, the line it last stopped at: where it runs on from.
    lines: Vec<u32>,
}

impl<'a> Builder<'a> {
    fn new(trace: &'a Trace) -> Self {
        let main = Lane {
            kind: LaneKind::MainThread,
            name: String::from("main thread"),
            coroutine: String::new(),
            created: Nanos::ZERO,
            finished: None,
            spans: Vec::new(),
        };
        let out = Lanes { lanes: vec![main], ..Lanes::default() };
        let open = vec![Open { state: Some(State::Running), ..Open::default() }];
        Builder { trace, out, open, running: None, groups: Vec::new(), lines: vec![0] }
    }

    fn close(&mut self, lane: usize, at: Nanos) {
        let Some(open) = self.open.get_mut(lane) else { return };
        if let Some(state) = open.state.take()
            && at > open.since
        {
            let span = Span { start: open.since, end: at, state, label: open.label, line: open.line };
            if let Some(lane) = self.out.lanes.get_mut(lane) {
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

    fn begin(&mut self, lane: usize, at: Nanos, state: State, label: Text, line: u32) {
        self.close(lane, at);
        if let Some(open) = self.open.get_mut(lane) {
            *open = Open { since: at, state: Some(state), label, line };
        }
    }

    /// The lane of a task, made if it was not seen created.
    fn lane(&mut self, task: TaskId, at: Nanos) -> usize {
        while self.out.lanes.len() <= task.index() {
            let id = TaskId(self.out.lanes.len() as u32);
            self.out.lanes.push(Lane {
                kind: LaneKind::Task(id),
                name: format!("Task-{}", id.0),
                coroutine: String::new(),
                created: at,
                finished: None,
                spans: Vec::new(),
            });
            self.open.push(Open::default());
            self.lines.push(0);
        }
        task.index()
    }

    fn event(&mut self, at: Nanos, event: Event) {
        match event {
            Event::LoopStarted | Event::LoopEnded | Event::Iteration { .. } => {
                if self.running.is_none() {
                    self.begin(0, at, State::Running, Text::default(), 0);
                }
            }
            Event::Idle { .. } => self.begin(0, at, State::Idle, Text::default(), 0),
            Event::TaskCreated { task, name, coroutine, line, .. } => {
                let lane = self.lane(task, at);
                let (name, coroutine) = (self.trace.task_name(name), self.trace.text(coroutine).to_string());
                if let Some(l) = self.out.lanes.get_mut(lane) {
                    (l.name, l.coroutine, l.created) = (name, coroutine, at);
                }
                self.lines[lane] = line;
                self.begin(lane, at, State::Ready, Text::default(), line);
            }
            Event::TaskStep { task } => {
                let lane = self.lane(task, at);
                let line = self.lines[lane];
                self.running = Some(task);
                self.out.switches.push(at);
                self.begin(lane, at, State::Running, Text::default(), line);
                self.begin(0, at, State::Running, Text::default(), line);
            }
            Event::TaskSuspended { task, wait, label, line, .. } => {
                let lane = self.lane(task, at);
                self.lines[lane] = line;
                self.begin(lane, at, State::Waiting(wait), label, line);
                self.running = None;
            }
            Event::TaskYielded { task, line } => {
                let lane = self.lane(task, at);
                self.lines[lane] = line;
                self.begin(lane, at, State::Ready, Text::default(), line);
                self.running = None;
            }
            Event::TaskWoken { task, .. } => {
                let lane = self.lane(task, at);
                let line = self.lines[lane];
                self.begin(lane, at, State::Ready, Text::default(), line);
            }
            Event::TaskFinished { task, how } => {
                let lane = self.lane(task, at);
                self.close(lane, at);
                if let Some(l) = self.out.lanes.get_mut(lane) {
                    l.finished = Some((at, how));
                }
                self.running = None;
                for (_, group) in &mut self.groups {
                    if let Some(member) = group.members.iter_mut().find(|m| m.0 == task) {
                        let created = self.out.lanes.get(lane).map_or(group.start, |l| l.created);
                        member.1 = at - created.max(group.start);
                    }
                }
            }
            Event::CallbackBegan { label, line } => self.begin(0, at, State::Running, label, line),
            Event::CallbackEnded => self.begin(0, at, State::Running, Text::default(), 0),
            Event::BlockBegan { label, line, .. } => {
                self.begin(0, at, State::Blocked, label, line);
                if let Some(task) = self.running {
                    self.begin(task.index(), at, State::Blocked, label, line);
                }
            }
            Event::BlockEnded => {
                self.begin(0, at, State::Running, Text::default(), 0);
                if let Some(task) = self.running {
                    self.begin(task.index(), at, State::Running, Text::default(), 0);
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
            Event::SleepRequested { .. } | Event::Output { .. } => {}
        }
    }

    fn finish(mut self, end: Nanos) -> Lanes {
        for lane in 0..self.open.len() {
            self.close(lane, end);
        }
        for (_, mut group) in std::mem::take(&mut self.groups) {
            group.end = end;
            self.out.groups.push(group);
        }
        self.out.groups.sort_by_key(|g| g.start);
        self.out
    }
}
