//! What the program wrote, as lines with the time each began.

use super::format;
use crate::base::Nanos;

/// Most lines shown at once; of more, the newest.
pub const LINES_MAX: usize = 500;
/// Most characters of a line that are shown.
const LINE_CHARS_MAX: usize = 1_000;

/// A piece of text the program wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// When.
    pub at: Nanos,
    /// On stderr instead of stdout.
    pub is_error: bool,
    /// What; any number of lines or part of one.
    pub text: String,
}

/// A line of the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsoleLine {
    /// Its number in the run, from 0.
    pub number: u64,
    /// When its first character was written, on the clock.
    pub time: String,
    /// It was written on stderr.
    pub is_error: bool,
    /// Its text without the newline.
    pub text: String,
}

/// The console at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConsoleView {
    /// The newest lines, oldest first.
    pub lines: Vec<ConsoleLine>,
    /// Said above them if older ones are not shown; empty otherwise.
    pub omitted: String,
}

/// All that a run wrote, in lines.
#[derive(Clone, Debug, Default)]
pub struct Console {
    lines: Vec<Line>,
}

#[derive(Clone, Debug)]
struct Line {
    is_error: bool,
    text: String,
    /// When it was written: time, and length of the text by then. Never empty.
    pieces: Vec<(Nanos, usize)>,
}

impl Line {
    fn began(&self) -> Nanos {
        self.pieces.first().map_or(Nanos::ZERO, |piece| piece.0)
    }

    fn text_at(&self, time: Nanos) -> &str {
        let written = self.pieces.partition_point(|piece| piece.0 <= time);
        let length = written.checked_sub(1).and_then(|last| self.pieces.get(last)).map_or(0, |piece| piece.1);
        self.text.get(..length).unwrap_or("")
    }
}

impl Console {
    /// Reads what was written, in order of time.
    pub fn new(writes: impl IntoIterator<Item = Write>) -> Console {
        let mut lines: Vec<Line> = Vec::new();
        let mut open = false;
        for Write { at, is_error, text } in writes {
            for piece in text.split_inclusive('\n') {
                let goes_on = open && lines.last().is_some_and(|last| last.is_error == is_error);
                if !goes_on {
                    lines.push(Line { is_error, text: String::new(), pieces: Vec::new() });
                }
                if let Some(line) = lines.last_mut() {
                    line.text.push_str(piece.strip_suffix('\n').unwrap_or(piece));
                    line.pieces.push((at, line.text.len()));
                }
                open = !piece.ends_with('\n');
            }
        }
        Console { lines }
    }

    /// The last line on stderr that says something.
    pub fn last_error(&self) -> String {
        let said = self.lines.iter().rev().find(|line| line.is_error && !line.text.is_empty());
        said.map_or_else(String::new, |line| shortened(&line.text))
    }

    /// What stands on the console at `time`.
    pub fn view(&self, time: Nanos) -> ConsoleView {
        let begun = self.lines.partition_point(|line| line.began() <= time);
        let omitted = begun.saturating_sub(LINES_MAX);
        let shown = self.lines.get(omitted..begun).unwrap_or_default();
        let lines = shown.iter().zip(omitted as u64..).map(|(line, number)| ConsoleLine {
            number,
            time: format::clock(line.began()),
            is_error: line.is_error,
            text: shortened(line.text_at(time)),
        });
        let omitted = match omitted {
            0 => String::new(),
            lines => format!("{} above are not shown", format::plural(lines as u64, "line")),
        };
        ConsoleView { lines: lines.collect(), omitted }
    }
}

fn shortened(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(LINE_CHARS_MAX) else { return text.to_owned() };
    let (shown, rest) = text.split_at(cut);
    format!("{shown}… ({} not shown)", format::plural(rest.chars().count() as u64, "character"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(at_ms: u64, text: &str) -> Write {
        Write { at: Nanos::from_millis(at_ms), is_error: false, text: text.to_owned() }
    }

    fn shown(view: &ConsoleView) -> Vec<(&str, &str)> {
        view.lines.iter().map(|line| (line.time.as_str(), line.text.as_str())).collect()
    }

    #[test]
    fn lines_have_the_time_they_began() {
        let writes = [write(0, "a\n"), write(500, "b"), write(700, "c\n\n"), write(900, "d")];
        let console = Console::new(writes);
        assert_eq!(shown(&console.view(Nanos::MAX)), [("0.000", "a"), ("0.500", "bc"), ("0.700", ""), ("0.900", "d")]);
        assert_eq!(shown(&console.view(Nanos::from_millis(600))), [("0.000", "a"), ("0.500", "b")]);
        assert_eq!(shown(&Console::default().view(Nanos::MAX)), []);
    }

    #[test]
    fn an_error_begins_its_own_line() {
        let error = Write { is_error: true, ..write(1, "Traceback\n") };
        let view = Console::new([write(0, "half"), error]).view(Nanos::MAX);
        assert_eq!(shown(&view), [("0.000", "half"), ("0.001", "Traceback")]);
        assert!(view.lines[1].is_error);
    }

    #[test]
    fn of_many_lines_the_newest_are_shown() {
        let view = Console::new((0..10_000).map(|n| write(n, &format!("{n}\n")))).view(Nanos::MAX);
        assert_eq!((view.lines.len(), view.lines[0].number, view.lines[0].text.as_str()), (LINES_MAX, 9_500, "9500"));
        assert_eq!(view.omitted, "9500 lines above are not shown");
    }

    #[test]
    fn a_long_line_is_cut() {
        let view = Console::new([write(0, &"é".repeat(1_001))]).view(Nanos::MAX);
        assert!(view.lines[0].text.ends_with("é… (1 character not shown)"), "{}", view.lines[0].text);
    }
}
