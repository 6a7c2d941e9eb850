//! Where everything is at a moment: the line of each task, and in a sentence who runs, who is ready, who waits.

use super::format;
use crate::base::{Nanos, TaskId};
use crate::timeline::state_text;
use crate::trace::{Lane, Lanes, State, Trace};
use std::collections::BTreeMap;

/// Most names listed; of more, how many.
const NAMES_MAX: usize = 4;

/// A line some task is at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineMark {
    /// From 1.
    pub line: u32,
    /// `running`, `blocked`, `ready` or `waiting`: of the tasks there, the one that matters most.
    pub kind: &'static str,
    /// The tasks there, by name.
    pub label: String,
}

/// What a mark is called, from what matters most to what matters least.
const KINDS: [&str; 4] = ["blocked", "running", "ready", "waiting"];

fn rank(state: State) -> usize {
    match state {
        State::Blocked => 0,
        State::Running => 1,
        State::Ready => 2,
        State::Waiting(_) | State::Idle => 3,
    }
}

/// What people call a task: the coroutine's name where it has one, as the default names tell nothing.
pub(super) fn task_name(lane: &Lane) -> &str {
    if lane.coroutine.is_empty() { &lane.name } else { &lane.coroutine }
}

/// The lines tasks are at, from the first on; of tasks at one line, one mark.
pub fn line_marks(lanes: &Lanes, time: Nanos) -> Vec<LineMark> {
    let mut lines: BTreeMap<u32, Vec<(usize, TaskId)>> = BTreeMap::new();
    for (task, line, state) in lanes.places(time) {
        if line > 0 {
            lines.entry(line).or_default().push((rank(state), task));
        }
    }
    let mark = |(line, mut tasks): (u32, Vec<(usize, TaskId)>)| {
        tasks.sort();
        let kind = tasks.first().and_then(|(rank, _)| KINDS.get(*rank)).copied().unwrap_or_default();
        let names = tasks.iter().filter_map(|(_, task)| lanes.task(*task)).map(task_name);
        LineMark { line, kind, label: listed(names, tasks.len()) }
    };
    lines.into_iter().map(mark).collect()
}

/// Who runs, who is ready, who waits.
pub fn now_sentence(trace: &Trace, lanes: &Lanes, time: Nanos) -> String {
    if time >= trace.end {
        return format!("The program has ended, after {}.", format::duration(trace.end));
    }
    let mut groups: [Vec<&Lane>; KINDS.len()] = Default::default();
    for (task, _, state) in lanes.places(time) {
        if let (Some(group), Some(lane)) = (groups.get_mut(rank(state)), lanes.task(task)) {
            group.push(lane);
        }
    }
    let told = KINDS.iter().zip(&groups).filter(|(_, group)| !group.is_empty());
    let mut parts: Vec<String> = told
        .map(|(kind, group)| format!("{kind}: {}", listed(group.iter().map(|lane| task_name(lane)), group.len())))
        .collect();
    if groups.iter().take(2).all(Vec::is_empty)
        && let Some(thread) = lanes.lanes.first().and_then(|thread| thread.at(time))
    {
        parts.insert(0, format!("the loop: {}", state_text(thread.state)));
    }
    parts.join(" · ")
}

/// `a, b, c, d and 7 more`.
fn listed<'a>(names: impl Iterator<Item = &'a str>, count: usize) -> String {
    let shown: Vec<&str> = names.take(NAMES_MAX).collect();
    let list = shown.join(", ");
    if count > shown.len() { format!("{list} and {} more", format::count((count - shown.len()) as u64)) } else { list }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn at(ms: u64) -> (Vec<String>, String) {
        let trace = sample::trace();
        let (lanes, time) = (Lanes::of(&trace), Nanos::from_millis(ms));
        let marks = line_marks(&lanes, time);
        let marks = marks.iter().map(|mark| format!("{} {}: {}", mark.line, mark.kind, mark.label));
        (marks.collect(), now_sentence(&trace, &lanes, time))
    }

    #[test]
    fn each_task_is_at_its_line() {
        let (marks, now) = at(500);
        assert_eq!(marks, ["4 waiting: photo", "7 waiting: film", "10 waiting: main"]);
        assert_eq!(now, "the loop: idle: nothing to do · waiting: main, photo, film");
        let (marks, now) = at(1);
        assert_eq!(marks, ["3 running: photo", "6 ready: film", "10 waiting: main"]);
        assert_eq!(now, "running: photo · ready: film · waiting: main");
    }

    #[test]
    fn after_the_end_nobody_is_anywhere() {
        assert_eq!(at(9_000), (vec![], "The program has ended, after 1.50 s.".to_owned()));
    }

    #[test]
    fn of_many_names_the_first_are_listed() {
        assert_eq!(listed(["a", "b"].into_iter(), 2), "a, b");
        assert_eq!(listed(["a", "b", "c", "d", "e"].into_iter(), 12_345), "a, b, c, d and 12\u{202f}341 more");
    }
}
