//! What can be said of a program before it runs: problems at their places, wait sites with their chips, durations, the one
//! switch for all waits; and the edits they make.
//!
//! A value for one text. Ids are places in its lists: they mean something together with this text alone.

use super::format;
use crate::base::ByteRange;
use crate::python::code::CompiledModule;
use crate::python::compiler::{CompileOptions, compile};
use crate::syntax::{
    Diagnostic, DiagnosticKind, Duration, LineIndex, Route, Service, Setting, TextEdit, WaitKind, WaitSite, ast,
    durations, parse, routes, services, set_all, set_service, switch, wait_sites, warnings,
};
use std::sync::Arc;

/// One of these is in every text that talks to a service.
const SERVICE_WORDS: [&str; 15] = [
    "services:",
    "httpx",
    "requests",
    "aiohttp",
    "asyncpg",
    "psycopg",
    "sqlalchemy",
    "sqlmodel",
    "databases",
    "redis",
    "mongo",
    "motor",
    "boto3",
    "aiofiles",
    "websockets",
];

/// All that is known of one text.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The text.
    pub source: Arc<str>,
    /// Why it cannot run; empty if it can.
    pub problems: Vec<Problem>,
    /// Its waits, each with a chip; none while there are problems.
    pub chips: Vec<Chip>,
    /// Its numbers of seconds; none while there are problems.
    pub durations: Vec<DurationHandle>,
    /// Its waits taken together.
    pub waits: WaitsView,
    module: ast::Module,
    compiled: Option<CompiledModule>,
    sites: Vec<WaitSite>,
    numbers: Vec<Duration>,
}

/// One reason why a text cannot run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is underlined; never empty unless the text is.
    pub range: ByteRange,
    /// The line it starts in, from 1.
    pub line: u32,
    /// What is wrong, in CPython's words, and what to do.
    pub message: String,
}

/// A wait in the text, which a press makes another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Its place in [`Analysis::chips`].
    pub id: u32,
    /// The wait's text.
    pub range: ByteRange,
    /// How it waits.
    pub kind: WaitKind,
    /// The same in words: `blocking sleep`.
    pub label: &'static str,
    /// What a press does, or why it does nothing.
    pub title: String,
}

/// A number of seconds in the text, which can be dragged.
#[derive(Clone, Debug, PartialEq)]
pub struct DurationHandle {
    /// Its place in [`Analysis::durations`].
    pub id: u32,
    /// The number.
    pub range: ByteRange,
    /// Its value.
    pub seconds: f64,
    /// What it is, for those who cannot see where it stands.
    pub label: String,
}

/// What the one switch for all waits shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WaitsView {
    /// How many waits block the loop, by sleeping or by computing.
    pub blocking: u32,
    /// How many are awaited.
    pub awaited: u32,
    /// Some wait can be made blocking.
    pub can_block: bool,
    /// Some wait can be made awaited.
    pub can_await: bool,
}

impl WaitsView {
    /// The side the switch is on; none if it is in between or there is no wait.
    pub fn all(self) -> Option<WaitKind> {
        match (self.blocking, self.awaited) {
            (1.., 0) => Some(WaitKind::Blocking),
            (0, 1..) => Some(WaitKind::Awaited),
            _ => None,
        }
    }

    /// In words, beside the switch.
    pub fn summary(self) -> String {
        match (self.blocking, self.awaited) {
            (0, 0) => "no waits to switch".to_owned(),
            (blocking, 0) => format!("{}, all blocking", format::plural(blocking.into(), "wait")),
            (0, awaited) => format!("{}, all awaited", format::plural(awaited.into(), "wait")),
            (blocking, awaited) => format!("{blocking} blocking, {awaited} awaited"),
        }
    }
}

/// What a chip says of a kind of wait.
pub fn wait_label(kind: WaitKind) -> &'static str {
    match kind {
        WaitKind::Blocking => "blocking sleep",
        WaitKind::Busy => "busy loop",
        WaitKind::Awaited => "awaited sleep",
    }
}

impl Analysis {
    /// Reads a text. Never fails.
    pub fn of(source: impl Into<Arc<str>>) -> Analysis {
        let source = source.into();
        let parsed = parse(&source);
        let lines = LineIndex::new(&source);
        let mut diagnostics = parsed.diagnostics;
        let mut compiled = None;
        if diagnostics.is_empty() {
            match compile(&parsed.module, &source, &CompileOptions::default()) {
                Ok(module) => {
                    let warnings = warnings(&source, &parsed.module);
                    compiled = Some(CompiledModule { warnings, ..module });
                }
                Err(refused) => diagnostics = refused,
            }
        }
        let (mut sites, mut numbers) = (Vec::new(), Vec::new());
        if diagnostics.is_empty() {
            sites = wait_sites(&source, &parsed.module);
            numbers = durations(&source, &parsed.module);
        }
        let line_of = |range: ByteRange| lines.line(range.start);
        Analysis {
            problems: diagnostics.into_iter().map(|diagnostic| problem(&source, &lines, diagnostic)).collect(),
            chips: sites.iter().zip(0..).map(|(site, id)| chip(site, id, line_of(site.range))).collect(),
            durations: numbers.iter().zip(0..).map(|(number, id)| handle(number, id, line_of(number.range))).collect(),
            waits: waits(&sites),
            module: parsed.module,
            compiled,
            sites,
            numbers,
            source,
        }
    }

    /// True if the text can run.
    pub fn compiles(&self) -> bool {
        self.problems.is_empty()
    }

    /// Its bytecode; none if it cannot run.
    pub(super) fn compiled(&self) -> Option<CompiledModule> {
        self.compiled.clone()
    }

    /// The routes of the web application that it makes; none if it makes none.
    pub fn routes(&self) -> Option<Vec<Route>> {
        // Most programs make none, which is seen at once.
        if self.source.contains("FastAPI(") { routes(&self.module) } else { None }
    }

    /// The services that it talks to.
    pub fn services(&self) -> Vec<Service> {
        // Most programs talk to none, which is seen at once.
        let may_talk = SERVICE_WORDS.iter().any(|word| self.source.contains(word));
        if may_talk { services(&self.source, &self.module) } else { Vec::new() }
    }

    /// The edit that makes its comment say something else of a service. None if there is no such service.
    #[inline(never)]
    pub fn set_service(&self, name: &str, setting: Setting, value: &str) -> Option<TextEdit> {
        let service = self.services().into_iter().find(|service| service.name == name)?;
        Some(set_service(&self.source, &service, setting, value))
    }

    /// The edits of a press on a chip: the next kind its wait can be, with `backwards` the one before. None if it can be
    /// nothing else, or there is no such chip.
    pub fn press(&self, chip: u32, backwards: bool) -> Vec<TextEdit> {
        let Some(site) = self.sites.get(chip as usize) else { return Vec::new() };
        let Some(to) = others(site.kind, backwards).into_iter().find(|kind| site.offers(*kind)) else {
            return Vec::new();
        };
        // Refused only for a site of another text.
        switch(&self.source, &self.module, site.range, to).unwrap_or_default()
    }

    /// The edits that make all waits that can be of this kind.
    pub fn switch_all(&self, to: WaitKind) -> Vec<TextEdit> {
        if self.compiles() { set_all(&self.source, &self.module, to) } else { Vec::new() }
    }

    /// The edit that pushes a duration by so many steps. None if there is no such duration.
    pub fn push(&self, duration: u32, steps: i64) -> Option<TextEdit> {
        self.numbers.get(duration as usize)?.drag(&self.source, steps)
    }
}

/// A duration being dragged: remembers what it was, so that every move counts from there and a drag can be given up.
#[derive(Clone, Debug)]
pub struct Drag {
    id: u32,
    before: Arc<Analysis>,
}

impl Drag {
    /// Takes hold of a duration of the text as it is.
    pub fn start(now: Arc<Analysis>, duration: u32) -> Drag {
        Drag { id: duration, before: now }
    }

    /// True until the first edit of the drag was made.
    pub fn is_at_start(&self, now: &Analysis) -> bool {
        now.source == self.before.source
    }

    /// The edit that makes it so many steps more than it was at the start, in the text as it is now. None if the text was
    /// changed otherwise meanwhile, or nothing changes.
    pub fn edit(&self, now: &Analysis, steps: i64) -> Option<TextEdit> {
        let wanted = self.before.push(self.id, steps)?.insert;
        let number = now.numbers.get(self.id as usize).filter(|_| now.numbers.len() == self.before.numbers.len())?;
        (number.range.slice(&now.source) != wanted).then(|| TextEdit::replace(number.range, wanted))
    }
}

/// The other two kinds, in the order in which a chip goes through them.
fn others(kind: WaitKind, backwards: bool) -> Vec<WaitKind> {
    let forwards = WaitKind::ALL.into_iter().cycle().skip_while(|other| *other != kind).skip(1).take(2);
    if backwards { forwards.collect::<Vec<_>>().into_iter().rev().collect() } else { forwards.collect() }
}

fn problem(source: &str, lines: &LineIndex, diagnostic: Diagnostic) -> Problem {
    let Diagnostic { range, kind, message, help } = diagnostic;
    let message = match kind {
        DiagnosticKind::Syntax | DiagnosticKind::Indentation | DiagnosticKind::Tab => {
            format!("{}: {message}", kind.exception_name())
        }
        DiagnosticKind::Unsupported => format!("Not supported: {message}"),
        DiagnosticKind::Limit => format!("Beyond a limit: {message}"),
    };
    let message = help.map_or_else(|| message.clone(), |help| format!("{message}. {help}"));
    let range = visible(source, range);
    Problem { range, line: lines.line(range.start), message }
}

/// The range made at least one character long, so that there is something to underline.
fn visible(source: &str, range: ByteRange) -> ByteRange {
    let start = (range.start as usize).min(source.len());
    if !range.slice(source).trim_end_matches('\n').is_empty() {
        return range;
    }
    let after = source.get(start..).and_then(|rest| rest.chars().next()).filter(|c| *c != '\n');
    if let Some(next) = after {
        return ByteRange::new(start as u32, (start + next.len_utf8()) as u32);
    }
    // At the end of a line: the last character before it that can be seen.
    let before = source.get(..start).unwrap_or("").trim_end();
    let last = before.chars().next_back().map_or(0, char::len_utf8);
    ByteRange::new((before.len() - last) as u32, before.len() as u32)
}

fn chip(site: &WaitSite, id: u32, line: u32) -> Chip {
    let can: Vec<WaitKind> = others(site.kind, false).into_iter().filter(|kind| site.offers(*kind)).collect();
    let refusal = |kind: WaitKind| site.options.iter().find(|option| option.kind == kind)?.refusal.as_deref();
    let mut title = match can.as_slice() {
        [] => format!("The wait in line {line} stays as it is."),
        [next] => format!("Make the wait in line {line} a {}.", wait_label(*next)),
        [next, last, ..] => {
            format!("Make the wait in line {line} a {}, with Shift a {}.", wait_label(*next), wait_label(*last))
        }
    }
    .replace(" a awaited", " an awaited");
    for kind in others(site.kind, false) {
        if let Some(reason) = refusal(kind) {
            title.push_str(&format!(" No {}: {reason}", wait_label(kind)));
        }
    }
    Chip { id, range: site.range, kind: site.kind, label: wait_label(site.kind), title }
}

fn handle(number: &Duration, id: u32, line: u32) -> DurationHandle {
    DurationHandle { id, range: number.range, seconds: number.seconds, label: format!("seconds, in line {line}") }
}

fn waits(sites: &[WaitSite]) -> WaitsView {
    let count = |awaited: bool| sites.iter().filter(|site| (site.kind == WaitKind::Awaited) == awaited).count() as u32;
    WaitsView {
        blocking: count(false),
        awaited: count(true),
        can_block: sites.iter().any(|site| site.offers(WaitKind::Blocking)),
        can_await: sites.iter().any(|site| site.offers(WaitKind::Awaited)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::apply;

    const PROGRAM: &str = "\
import asyncio
import time

def load():
    time.sleep(0.5)

async def main():
    await asyncio.sleep(1.0)
    load()

asyncio.run(main())
";

    fn after(analysis: &Analysis, edits: &[TextEdit]) -> Analysis {
        Analysis::of(apply(&analysis.source, edits).expect("made for this text"))
    }

    #[test]
    fn chips_say_what_a_press_does_and_what_cannot_be() {
        let analysis = Analysis::of(PROGRAM);
        let said: Vec<_> = analysis.chips.iter().map(|chip| (chip.label, chip.title.as_str())).collect();
        assert_eq!(
            said,
            [
                (
                    "blocking sleep",
                    "Make the wait in line 5 a busy loop. No awaited sleep: load is a plain def; await needs an async def around it.",
                ),
                ("awaited sleep", "Make the wait in line 8 a blocking sleep, with Shift a busy loop."),
            ]
        );
    }

    #[test]
    fn a_press_goes_around_and_back() {
        let start = Analysis::of(PROGRAM);
        let mut now = start.clone();
        let mut kinds = Vec::new();
        for backwards in [false, false, false, true] {
            now = after(&now, &now.press(1, backwards));
            kinds.push(now.chips[1].kind);
        }
        assert_eq!(kinds, [WaitKind::Blocking, WaitKind::Busy, WaitKind::Awaited, WaitKind::Busy]);
        assert_eq!(after(&now, &now.press(1, false)).source, start.source);
        assert_eq!(start.press(7, false), []);
    }

    #[test]
    fn the_switch_shows_both_sides() {
        let mixed = Analysis::of(PROGRAM);
        assert_eq!((mixed.waits.all(), mixed.waits.summary().as_str()), (None, "1 blocking, 1 awaited"));
        let blocking = after(&mixed, &mixed.switch_all(WaitKind::Blocking));
        assert_eq!(
            (blocking.waits.all(), blocking.waits.summary().as_str()),
            (Some(WaitKind::Blocking), "2 waits, all blocking")
        );
        assert_eq!(Analysis::of("print(1)\n").waits.summary(), "no waits to switch");
    }

    #[test]
    fn a_drag_counts_from_its_start() {
        let start = Arc::new(Analysis::of(PROGRAM));
        let drag = Drag::start(start.clone(), 1);
        let mut now = (*start).clone();
        for (steps, expected) in [(3, "sleep(1.3)"), (-20, "sleep(0.0)"), (-19, "sleep(0.0)"), (-8, "sleep(0.2)")] {
            if let Some(edit) = drag.edit(&now, steps) {
                now = after(&now, &[edit]);
            }
            assert!(now.source.contains(expected), "{steps}: {}", now.source);
        }
        let back = drag.edit(&now, 0).map(|edit| after(&now, &[edit]));
        assert_eq!(back.unwrap().source, start.source);
        assert_eq!(drag.edit(&Analysis::of("sleep(1.0)"), 3), None, "another text");
    }

    #[test]
    fn problems_stand_at_their_place_and_can_be_seen() {
        let problem = |source: &str| Analysis::of(source).problems[0].clone();
        let unclosed = problem("x = 1\nprint(\n");
        assert_eq!((unclosed.line, unclosed.range.slice("x = 1\nprint(\n")), (2, "("));
        assert_eq!(unclosed.message, "SyntaxError: '(' was never closed");
        for source in ["if x:\n", "x = \n", "x = ", "(", "é = (\n\n", "\n\n)", "def f(\n"] {
            let range = problem(source).range;
            assert!(!range.is_empty() && source.get(range.start as usize..range.end as usize).is_some(), "{source:?}");
        }
        let analysis = Analysis::of("import asyncio\nasync def f():\n    await asyncio.sleep(1)\n(");
        assert!(analysis.chips.is_empty() && analysis.durations.is_empty() && !analysis.compiles());
        assert_eq!(analysis.switch_all(WaitKind::Blocking), []);
    }
}
