//! What the page says of the text and its run, in a line: whether what is shown belongs to the text, and how it ended.

use super::analysis::Analysis;
use super::format;
use super::job::Progress;
use super::run::Run;
use crate::machine::End;

/// The line under the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusView {
    /// How it is meant.
    pub tone: Tone,
    /// What is the case.
    pub text: String,
    /// The line of the program it is about, from 1; 0 for none.
    pub line: u32,
    /// Why what is shown does not belong to the text; empty if it does.
    pub stale: String,
    /// Of a load that is being sent: how much of it is answered, in thousandths.
    pub answered: Option<u64>,
}

/// How a status is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// All is well.
    Good,
    /// Something is under way.
    Busy,
    /// The run ended otherwise than the program wanted.
    Warning,
    /// There is nothing to run.
    Problem,
}

impl Tone {
    /// Its name for style sheets.
    pub fn name(self) -> &'static str {
        match self {
            Tone::Good => "good",
            Tone::Busy => "busy",
            Tone::Warning => "warning",
            Tone::Problem => "problem",
        }
    }
}

/// What is going on with the text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Doing<'a> {
    /// Nothing: what is shown is its run.
    Shown(&'a Run),
    /// It is being run.
    Running(Progress),
    /// It will be run when typing pauses.
    Waiting,
    /// The user stopped its run.
    Stopped(Progress),
    /// A fault of Loopscope itself.
    Fault(&'a str),
}

pub(super) fn status(analysis: &Analysis, doing: Doing<'_>, shows_run: bool) -> StatusView {
    let stale = |why: &str| {
        if shows_run { format!("Numbers and pictures are those of the last run: {why}.") } else { String::new() }
    };
    let view = |tone, text: String, line, stale| StatusView { tone, text, line, stale, answered: None };
    if let Some(problem) = analysis.problems.first() {
        let text = format!("Line {}: {}", problem.line, problem.message);
        return view(Tone::Problem, text, problem.line, stale("this text cannot run yet"));
    }
    match doing {
        Doing::Shown(run) => ended(run),
        Doing::Running(progress) => StatusView {
            answered: progress.load.map(|load| load.answered * 1_000 / load.requests.max(1)),
            ..view(Tone::Busy, format!("Running: {}.", so_far(progress)), 0, stale("this one is still going on"))
        },
        Doing::Waiting => {
            view(Tone::Busy, "Runs when you stop typing.".to_owned(), 0, stale("the text has changed since"))
        }
        Doing::Stopped(progress) => {
            let text = format!("You stopped the run: {}. It runs again with the next change.", so_far(progress));
            view(Tone::Warning, text, 0, stale("this one was stopped"))
        }
        Doing::Fault(message) => {
            let text = format!("A fault of Loopscope itself, please report it: {message}");
            view(Tone::Problem, text, 0, stale("this text could not be run"))
        }
    }
}

fn so_far(progress: Progress) -> String {
    if let Some(load) = progress.load {
        let all = format::plural(load.requests, "request");
        return format!(
            "{} of {all} answered, {} on its clock",
            format::count(load.answered),
            format::duration(progress.now)
        );
    }
    let instructions = match progress.instructions {
        few @ 0..1_000_000 => format!("{} instructions", format::count(few)),
        many => format!("{} million instructions", many / 1_000_000),
    };
    format!("{instructions}, {} on its clock", format::duration(progress.now))
}

fn ended(run: &Run) -> StatusView {
    let took = format::duration(run.length());
    let (tone, text) = match &run.end {
        End::Finished => match &run.load {
            Some(load) => (Tone::Good, format!("Sent {}: {took} on its clock.", load.plan.pattern_text())),
            None => (Tone::Good, format!("Ran to its end: {took} on its clock.")),
        },
        End::Exited(0) => (Tone::Good, format!("Left by sys.exit after {took}.")),
        End::Exited(code) => (Tone::Warning, format!("Left by sys.exit with status {code} after {took}.")),
        End::Raised => (Tone::Warning, format!("Ended after {took} by an exception: {}", run.last_words())),
        other => (Tone::Warning, sentence(&other.message().unwrap_or_default())),
    };
    let text = if run.metrics().truncated {
        format!("{text} More happened than can be kept; pictures and numbers end early.")
    } else {
        text
    };
    let line = if let End::Unsupported { line, .. } = run.end { line } else { 0 };
    StatusView { tone, text, line, stale: String::new(), answered: None }
}

/// With a capital letter and a full stop.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let mut sentence: String =
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect());
    if !sentence.ends_with(['.', '?', '!']) {
        sentence.push('.');
    }
    sentence
}
