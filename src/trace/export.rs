//! Chrome trace JSON: Perfetto, Chrome and others open it.

use super::event::{Event, Stream};
use super::recorder::Trace;
use super::spans::{Lanes, State};
use crate::base::Nanos;
use serde_json::{Value, json};

/// A trace in Chrome's format: a process each, a thread a lane, complete events for spans, a counter for the ready queue, instants for text printed.
pub fn chrome_json(trace: &Trace, lanes: &Lanes) -> String {
    let us = |t: Nanos| Value::from(t.0 as f64 / 1000.0);
    let mut events =
        vec![json!({"ph": "M", "pid": 1, "name": "process_name", "args": {"name": "Loopscope (virtual time)"}})];
    let mut seen = 0;
    for (i, lane) in lanes.rows().enumerate() {
        let pid = lane.process + 1;
        if lane.process > seen {
            seen = lane.process;
            events.push(json!({"ph": "M", "pid": pid, "name": "process_name", "args": {"name": lane.name}}));
        }
        let name =
            if lane.coroutine.is_empty() { lane.name.clone() } else { format!("{}: {}", lane.name, lane.coroutine) };
        events.push(json!({"ph": "M", "pid": pid, "tid": i, "name": "thread_name", "args": {"name": name}}));
        events.push(json!({"ph": "M", "pid": pid, "tid": i, "name": "thread_sort_index", "args": {"sort_index": i}}));
        for s in &lane.spans {
            let state = match s.state {
                State::Running => "running",
                State::Ready => "ready",
                State::Waiting(_) => "waiting",
                State::Blocked => "blocked",
                State::Idle => "idle",
            };
            let label = trace.text(s.label);
            let name = if label.is_empty() { String::from(state) } else { format!("{state}: {label}") };
            events.push(json!({
                "ph": "X", "pid": pid, "tid": i, "name": name, "cat": state,
                "ts": us(s.start), "dur": us(s.end - s.start), "args": {"line": s.line},
            }));
        }
    }
    for (at, event) in trace.events() {
        match event {
            Event::Iteration { ready, timers } => {
                events.push(json!({"ph": "C", "pid": 1, "name": "ready queue", "ts": us(at), "args": {"ready": ready, "timers": timers}}));
            }
            Event::Output { stream, start, len } => {
                let text = trace.console().get(start as usize..(start + len) as usize).unwrap_or("");
                let name = if stream == Stream::Stdout { "stdout" } else { "stderr" };
                events.push(json!({"ph": "i", "pid": 1, "tid": 0, "s": "t", "name": name, "ts": us(at), "args": {"text": text}}));
            }
            _ => {}
        }
    }
    json!({"traceEvents": events, "displayTimeUnit": "ms"}).to_string()
}
