//! A finished run of one text: what was recorded, and all that is shown of it.
//!
//! Made once and never changed; what a panel shows of it at some time is asked here.

use super::app_window::{AppLoop, AppWindowView, Input};
use super::console::{Console, ConsoleView, Write};
use super::load::Loaded;
use super::numbers::{NumberView, numbers};
use super::places::{LineMark, line_marks, now_sentence};
use super::table::{TableView, table};
use crate::base::Nanos;
use crate::machine::End;
use crate::timeline::{Selection, Source, span_text};
use crate::trace::{Event, FindingLanes, Lanes, Metrics, Stream, Trace};
use std::sync::Arc;

/// A run that has ended, in whatever way.
#[derive(Debug)]
pub struct Run {
    /// Counts the session's runs, from 1.
    pub number: u64,
    /// The text it is a run of.
    pub source: Arc<str>,
    /// How it ended.
    pub end: End,
    /// The load it was under, if it was.
    pub load: Option<Loaded>,
    trace: Trace,
    lanes: Lanes,
    metrics: Metrics,
    app: AppLoop,
    console: Console,
}

/// A span in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpanView {
    /// All that is known of it, in a sentence.
    pub text: String,
    /// When it began.
    pub start: Nanos,
    /// The line of the program; 0 for none.
    pub line: u32,
}

/// How many events are looked at in one go: less than a few milliseconds' worth.
const EVENTS_AT_ONCE: usize = 10_000;

/// What is shown of a run, while it is derived from the trace, in slices: a trace may have a million events.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    trace: Trace,
    finding: FindingLanes,
    lanes: Option<Lanes>,
    metrics: Option<Metrics>,
    app: Option<AppLoop>,
}

impl Reading {
    /// Of a trace.
    pub fn new(trace: Trace) -> Reading {
        Reading { trace, finding: FindingLanes::default(), lanes: None, metrics: None, app: None }
    }

    /// Does one thing. True when there is nothing left.
    pub fn advance(&mut self) -> bool {
        if self.lanes.is_none() {
            if self.finding.advance(&self.trace, EVENTS_AT_ONCE) {
                self.lanes = Some(std::mem::take(&mut self.finding).finish(&self.trace));
            }
        } else if self.metrics.is_none() {
            self.metrics = Some(Metrics::of(&self.trace));
        } else if self.app.is_none() {
            self.app = Some(AppLoop::of(&self.trace));
        }
        self.app.is_some()
    }

    /// The run.
    pub fn finish(mut self, number: u64, source: Arc<str>, end: End) -> Run {
        while !self.advance() {}
        let Reading { trace, lanes, metrics, app, .. } = self;
        Run {
            number,
            source,
            end,
            load: None,
            lanes: lanes.unwrap_or_default(),
            metrics: metrics.unwrap_or_else(|| Metrics::of(&trace)),
            app: app.unwrap_or_default(),
            console: Console::new(writes(&trace)),
            trace,
        }
    }
}

impl Run {
    /// How long it took on its own clock.
    pub fn length(&self) -> Nanos {
        self.trace.end
    }

    /// For drawing.
    pub fn source(&self) -> Source<'_> {
        Source { trace: &self.trace, lanes: &self.lanes }
    }

    /// Its numbers as they are measured.
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// Its numbers as they are shown, against those of the run before.
    pub fn numbers(&self, before: Option<&Run>) -> Vec<NumberView> {
        numbers(&self.metrics, before.map(Run::metrics))
    }

    /// What stands on its console at a time.
    pub fn console(&self, time: Nanos) -> ConsoleView {
        self.console.view(time)
    }

    /// The last line it wrote on stderr: of a traceback, the exception.
    pub fn last_words(&self) -> String {
        self.console.last_error()
    }

    /// The app window at a time.
    pub fn app_window(&self, inputs: &[Input], time: Nanos) -> AppWindowView {
        self.app.window(inputs, time)
    }

    /// The line each task is at.
    pub fn line_marks(&self, time: Nanos) -> Vec<LineMark> {
        line_marks(&self.lanes, time)
    }

    /// Who runs, who is ready and who waits, in a sentence.
    pub fn now(&self, time: Nanos) -> String {
        now_sentence(&self.trace, &self.lanes, time)
    }

    /// What happened between two times, for those who cannot use a picture.
    pub fn table(&self, from: Nanos, to: Nanos) -> TableView {
        table(&self.trace, &self.lanes, from, to)
    }

    /// How long a time axis is that suits it together with the run before: both in full, unless that one is so long that
    /// this one could not be seen beside it.
    pub fn axis(&self, before: Option<&Run>) -> Nanos {
        let longest = Nanos(self.length().0.saturating_mul(4));
        before.map(Run::length).filter(|before| *before <= longest).unwrap_or_default().max(self.length())
    }

    /// What is to be said of a span, with where it begins and its line.
    pub fn span(&self, chosen: Selection) -> Option<SpanView> {
        let lane = self.lanes.row(chosen.lane)?;
        let span = lane.spans.get(chosen.span)?;
        Some(SpanView { text: span_text(&self.trace, lane, span), start: span.start, line: span.line })
    }

    /// The first task switch after a time, or the end of the run.
    pub fn next_switch(&self, time: Nanos) -> Nanos {
        self.lanes.next_switch(time).unwrap_or(self.trace.end)
    }

    /// The last task switch before a time, or the start of the run.
    pub fn previous_switch(&self, time: Nanos) -> Nanos {
        self.lanes.previous_switch(time).unwrap_or(Nanos::ZERO)
    }
}

fn writes(trace: &Trace) -> impl Iterator<Item = Write> + '_ {
    trace.events().filter_map(|(at, event)| {
        let Event::Output { stream, start, len } = event else { return None };
        let text = trace.console().get(start as usize..(start + len) as usize)?;
        Some(Write { at, is_error: stream == Stream::Stderr, text: text.to_owned() })
    })
}
