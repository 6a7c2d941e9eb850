//! The timeline as a table, for those who cannot use a picture: the same spans and brackets, in words and in order.

use super::format;
use super::places::task_name;
use crate::base::Nanos;
use crate::timeline::{group_text, lane_state_text};
use crate::trace::{Lane, LaneKind, Lanes, Span, Trace};

/// Most rows; of more, the first.
pub const ROWS_MAX: usize = 200;

/// What happened in a stretch of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableView {
    /// `From 0.000 to 1.500`, and how many rows there are.
    pub caption: String,
    /// In order of time.
    pub rows: Vec<TableRow>,
    /// The groups with their arithmetic.
    pub groups: Vec<String>,
}

/// One span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// When it began, on the clock.
    pub start: String,
    /// How long it took.
    pub duration: String,
    /// The thread or task.
    pub who: String,
    /// What it did or waited for.
    pub what: String,
    /// The line of the program; empty if there is none.
    pub line: String,
}

/// What happened between two times.
pub fn table(trace: &Trace, lanes: &Lanes, from: Nanos, to: Nanos) -> TableView {
    let mut spans: Vec<(&Lane, &Span)> = Vec::new();
    let mut total = 0;
    for lane in lanes.rows() {
        let visible = lane.between(from, to);
        total += visible.len();
        // Of each lane, more than fit into the table cannot be needed.
        spans.extend(visible.iter().take(ROWS_MAX).map(|span| (lane, span)));
    }
    spans.sort_by_key(|(_, span)| (span.start, span.end));
    spans.truncate(ROWS_MAX);
    let shown = spans.len();
    let stretch = format!("From {} to {}", format::clock(from), format::clock(to.min(trace.end)));
    let caption = if shown < total {
        format!("{stretch}: the first {shown} of {} spans; zoom in to see others", format::count(total as u64))
    } else {
        format!("{stretch}: {}", format::plural(total as u64, "span"))
    };
    let touches = |start: Nanos, end: Nanos| start <= to && end >= from;
    let groups = lanes.groups.iter().filter(|group| touches(group.start, group.end)).take(ROWS_MAX);
    TableView {
        caption,
        rows: spans.iter().map(|(lane, span)| row(trace, lanes, lane, span)).collect(),
        groups: groups.map(|group| group_text(trace, group)).collect(),
    }
}

fn row(trace: &Trace, lanes: &Lanes, lane: &Lane, span: &Span) -> TableRow {
    let label = trace.text(span.label);
    let state = lane_state_text(lane.kind, span);
    TableRow {
        start: format::clock(span.start),
        duration: format::duration(span.end - span.start),
        who: match lane.kind {
            LaneKind::MainThread | LaneKind::Thread(_) => lane.name.clone(),
            LaneKind::Task(_) if lanes.workers > 0 => format!("worker {}: {}", lane.process + 1, lane.name),
            LaneKind::Task(_) => task_name(lane).to_owned(),
        },
        what: if label.is_empty() { state.to_owned() } else { format!("{state}: {label}") },
        line: if span.line > 0 { span.line.to_string() } else { String::new() },
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn text(from_ms: u64, to_ms: u64) -> String {
        let trace = sample::trace();
        let view = table(&trace, &Lanes::of(&trace), Nanos::from_millis(from_ms), Nanos::from_millis(to_ms));
        let row = |row: &TableRow| format!("{} {} {}: {} [{}]\n", row.start, row.duration, row.who, row.what, row.line);
        let rows: String = view.rows.iter().map(row).collect();
        format!("{}\n{rows}{}", view.caption, view.groups.join("\n"))
    }

    #[test]
    fn spans_are_listed_in_order_of_time() {
        insta::assert_snapshot!(text(0, 9_000), @r"
        From 0.000 to 1.502: 19 spans
        0.000 1.0 ms main thread: running [9]
        0.000 1.0 ms main: running [9]
        0.000 1.0 ms photo: ready, waiting for its turn [3]
        0.000 2.0 ms film: ready, waiting for its turn [6]
        0.001 1.0 ms main thread: running [3]
        0.001 1.0 ms photo: running [3]
        0.001 1.50 s main: waiting for several tasks: gather of 2 [10]
        0.002 1.0 ms main thread: running [6]
        0.002 1.0 ms film: running [6]
        0.002 998 ms photo: waiting for a timer: sleep [4]
        0.003 997 ms main thread: idle: nothing to do []
        0.003 1.50 s film: waiting for a timer: sleep [7]
        1.000 1.0 ms main thread: running [4]
        1.000 1.0 ms photo: running [4]
        1.001 499 ms main thread: idle: nothing to do []
        1.500 1.0 ms main thread: running [7]
        1.500 1.0 ms film: running [7]
        1.501 1.0 ms main thread: running [10]
        1.501 1.0 ms main: running [10]
        gather of 2 took 1.50 s = the longest of 2; one after the other 2.50 s
        ");
    }

    #[test]
    fn only_what_is_looked_at_is_listed() {
        insta::assert_snapshot!(text(1_200, 1_300), @r"
        From 1.200 to 1.300: 3 spans
        0.001 1.50 s main: waiting for several tasks: gather of 2 [10]
        0.003 1.50 s film: waiting for a timer: sleep [7]
        1.001 499 ms main thread: idle: nothing to do []
        gather of 2 took 1.50 s = the longest of 2; one after the other 2.50 s
        ");
    }
}
