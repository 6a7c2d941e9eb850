//! Words for what is drawn: durations, states, brackets with their arithmetic.

use crate::base::Nanos;
use crate::trace::{Group, Lane, LaneKind, Span, State, Text, Trace, Wait};

/// A length of time with the unit that suits it: `3 h 20 min`, `2 min 05 s`, `1.50 s`, `250 ms`, `12.3 µs`, `40 ns`, `0 s`.
pub fn duration_text(t: Nanos) -> String {
    let n = t.0;
    let seconds = n / 1_000_000_000;
    // Round first, so that 999 999.9 µs is written 1.00 s.
    if n == 0 {
        "0 s".to_owned()
    } else if seconds >= 172_800 {
        format!("{} d {} h", seconds / 86_400, seconds / 3_600 % 24)
    } else if seconds >= 3_600 {
        format!("{} h {:02} min", seconds / 3_600, seconds / 60 % 60)
    } else if seconds >= 100 {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    } else if n >= 999_500_000 {
        format!("{:.2} s", n as f64 / 1e9)
    } else if n >= 9_950_000 {
        format!("{:.0} ms", n as f64 / 1e6)
    } else if n >= 999_500 {
        format!("{:.1} ms", n as f64 / 1e6)
    } else if n >= 1_000 {
        format!("{:.1} µs", n as f64 / 1e3)
    } else {
        format!("{n} ns")
    }
}

/// What a state is called.
pub fn state_text(state: State) -> &'static str {
    match state {
        State::Running => "running",
        State::Ready => "ready, waiting for its turn",
        State::Waiting(Wait::Timer) => "waiting for a timer",
        State::Waiting(Wait::Future) => "waiting for a future",
        State::Waiting(Wait::Task) => "waiting for a task",
        State::Waiting(Wait::Group) => "waiting for several tasks",
        State::Waiting(Wait::Lock) => "waiting for a lock or event",
        State::Waiting(Wait::Queue) => "waiting for a queue",
        State::Waiting(Wait::Executor) => "waiting for a thread or process",
        State::Blocked => "blocking the whole loop",
        State::Idle => "idle: nothing to do",
    }
}

/// What the state of a lane is called.
pub fn lane_state_text(kind: LaneKind, span: &Span) -> &'static str {
    match (kind, span.state) {
        (LaneKind::MainThread | LaneKind::Thread(_), State::Ready) => "waiting for the GIL",
        (LaneKind::Thread(_), State::Blocked) if span.label == Text::default() => state_text(State::Idle),
        (LaneKind::Thread(_), State::Blocked) => "in a blocking call",
        (_, state) => state_text(state),
    }
}

/// A span in a sentence, for tooltips and the table.
pub fn span_text(trace: &Trace, lane: &Lane, span: &Span) -> String {
    let mut text = match lane.kind {
        LaneKind::MainThread => lane.name.clone(),
        LaneKind::Thread(_) => lane.name.clone(),
        LaneKind::Task(_) if lane.coroutine.is_empty() => lane.name.clone(),
        LaneKind::Task(_) => format!("{} ({})", lane.name, lane.coroutine),
    };
    text.push_str(": ");
    text.push_str(lane_state_text(lane.kind, span));
    let label = trace.text(span.label);
    if !label.is_empty() {
        text.push_str(&format!(" – {label}"));
    }
    text.push_str(&format!(
        ", {} from {} to {}",
        duration_text(span.end - span.start),
        duration_text(span.start),
        duration_text(span.end)
    ));
    if span.line > 0 {
        text.push_str(&format!(", line {}", span.line));
    }
    text
}

/// A bracket's arithmetic: `gather of 3 took 1.50 s = the longest of 3; one after the other 3.00 s`.
pub fn group_text(trace: &Trace, group: &Group) -> String {
    let label = trace.text(group.label);
    let (took, sum) = (group.took(), group.one_after_the_other());
    let longest = group.members.iter().map(|m| m.1).max().unwrap_or_default();
    let n = group.members.len();
    // The same as far as a reader cares: costs of the loop itself are no arithmetic.
    let close = |a: Nanos, b: Nanos| a.0.abs_diff(b.0) <= (a.0.max(b.0) / 50).max(1_000_000);
    let took_text = format!("{label} took {}", duration_text(took));
    let sum_text = duration_text(sum);
    if n < 2 {
        took_text
    } else if close(took, sum) {
        format!("{took_text} = all {n} one after the other")
    } else if close(took, longest) {
        format!("{took_text} = the longest of {n}; one after the other {sum_text}")
    } else {
        let longest = duration_text(longest);
        format!("{took_text}; the longest of {n} alone {longest}, one after the other {sum_text}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_the_unit_that_fits() {
        for (n, text) in [
            (1_500_000_000, "1.50 s"),
            (250_000_000, "250 ms"),
            (1_500_000, "1.5 ms"),
            (12_300, "12.3 µs"),
            (40, "40 ns"),
            (999_999_999, "1.00 s"),
            (0, "0 s"),
            (125_900_000_000, "2 min 05 s"),
            (12_000_000_000_000, "3 h 20 min"),
            (u64::MAX, "213503 d 23 h"),
        ] {
            assert_eq!(duration_text(Nanos(n)), text);
        }
    }
}
