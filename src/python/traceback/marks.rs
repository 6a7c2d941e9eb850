//! The source lines of a traceback entry and the marks below them, as CPython 3.13's `traceback` module places them.

use super::wide::columns;
use crate::python::code::Position;

/// A place in the lines shown: which line, and how many bytes into it.
type Place = (usize, usize);

/// The lines of a position, indented, each with its marks if any are worth showing; empty if there is no such text.
pub(super) fn marked(text: &str, position: Position) -> String {
    let (from, to) = (position.range.start as usize, position.range.end as usize);
    let Some(before) = text.get(..from) else { return String::new() };
    let first = before.rfind('\n').map_or(0, |at| at + 1);
    let to = to.clamp(from, text.len());
    let last = text.get(to..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| to + at);
    let Some(all) = text.get(first..last) else { return String::new() };
    if all.trim().is_empty() {
        return String::new();
    }
    let lines: Vec<&str> = all.split('\n').collect();
    let margin = margin(lines.iter().copied());
    let lines: Vec<&str> =
        lines.iter().map(|line| line.get(margin..).filter(|l| !l.trim().is_empty()).unwrap_or("")).collect();
    let place = |at: usize| -> Place {
        let line = text.get(first..at).map_or(0, |t| t.matches('\n').count());
        let start = text.get(..at).and_then(|t| t.rfind('\n')).map_or(0, |n| n + 1).max(first);
        (line, (at - start).saturating_sub(margin))
    };
    let anchor = position.anchor.map(|a| (a.start as usize, a.end as usize));
    let anchor = anchor.filter(|&(a, b)| a >= from && b <= to && a < b).map(|(a, b)| (place(a), place(b)));
    let (start, end) = (place(from), place(to));
    let marks = Marks { lines: &lines, start, end, anchor };
    let shown = marks.worth_showing();
    let mut out = Vec::new();
    let mut previous = None;
    for line in marks.significant() {
        match previous.map_or(0, |p: usize| line - p) {
            2 => marks.show(line - 1, shown, &mut out),
            gap if gap > 2 => out.push(format!("...<{} lines>...", gap - 1)),
            _ => {}
        }
        marks.show(line, shown, &mut out);
        previous = Some(line);
    }
    let margin = self::margin(out.iter().map(String::as_str));
    out.iter()
        .map(|line| format!("    {}\n", line.get(margin..).filter(|l| !l.trim().is_empty()).unwrap_or("")))
        .collect()
}

/// Blanks that all lines begin with, those that are blank throughout aside.
fn margin<'l>(lines: impl Iterator<Item = &'l str>) -> usize {
    let written = lines.filter(|line| !line.trim().is_empty());
    written.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0)
}

struct Marks<'l> {
    lines: &'l [&'l str],
    start: Place,
    end: Place,
    /// What is marked with `^` while the rest has `~`.
    anchor: Option<(Place, Place)>,
}

impl Marks<'_> {
    /// Not if all that is shown would be marked alike, nor under a call that is all of a plain assignment or `return`.
    fn worth_showing(&self) -> bool {
        let first = self.lines.first().copied().unwrap_or("");
        let last = self.lines.last().copied().unwrap_or("");
        let before = first.get(..self.start.1).unwrap_or("");
        let after = last.get(self.end.1..).unwrap_or("");
        if self.is_plain_call(first, before, after) {
            return false;
        }
        self.anchor.is_some() || !before.trim().is_empty() || !after.trim().is_empty()
    }

    fn is_plain_call(&self, first: &str, before: &str, after: &str) -> bool {
        let Some((open, close)) = self.anchor else { return false };
        let bracket = self.lines.get(open.0).and_then(|line| line.as_bytes().get(open.1));
        let after = after.trim_start();
        if bracket != Some(&b'(') || close != self.end || !(after.is_empty() || after.starts_with(['#', ';'])) {
            return false;
        }
        if let Some(blank) = before.strip_prefix("return") {
            let function = first.get(self.start.1..open.1).filter(|_| open.0 == 0);
            return blank.trim().is_empty() && function.is_some_and(|name| is_name(name.trim()));
        }
        let target = before.trim_end().strip_suffix('=').unwrap_or("");
        is_name(target.trim_end()) && !before.starts_with(char::is_whitespace)
    }

    /// The first and the last line, and those around the ends of the anchor.
    fn significant(&self) -> Vec<usize> {
        let count = self.lines.len();
        let near = |line: usize, end: usize| line + 1 >= end && line <= end + 1;
        let wanted = |&line: &usize| {
            line == 0 || line + 1 == count || self.anchor.is_some_and(|(a, b)| near(line, a.0) || near(line, b.0))
        };
        (0..count).filter(wanted).collect()
    }

    fn show(&self, number: usize, marks: bool, out: &mut Vec<String>) {
        let Some(&line) = self.lines.get(number) else { return };
        out.push(line.to_string());
        if !marks {
            return;
        }
        let until = if number + 1 == self.lines.len() { self.end.1 } else { line.len() };
        let blank = line.len() - line.trim_start().len();
        let mark = |at: usize| match self.anchor {
            _ if at < blank || (number == 0 && at < self.start.1) => ' ',
            Some((from, to)) if (number, at) < from || (number, at) >= to => '~',
            _ => '^',
        };
        let marked = line.char_indices().take_while(|&(at, _)| at < until);
        out.push(marked.flat_map(|(at, c)| std::iter::repeat_n(mark(at), columns(c))).collect());
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c == '_' || c.is_alphabetic()) && text.chars().all(|c| c == '_' || c.is_alphanumeric())
}
