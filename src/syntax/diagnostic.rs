//! What is wrong with a program before it runs, and how CPython 3.13 would say it.
//!
//! A diagnostic is plain data: a place, a kind, a message in CPython's words where CPython has words for it, and help
//! where we can add some. Knows the source text only when it is asked to print itself.

use super::line_index::LineIndex;
use crate::base::ByteRange;

/// Which error CPython raises, or that it would not raise one and we still refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum DiagnosticKind {
    /// `SyntaxError`.
    Syntax,
    /// `IndentationError`.
    Indentation,
    /// `TabError`.
    Tab,
    /// Legal Python that Loopscope cannot represent or run.
    Unsupported,
    /// Legal Python beyond one of our limits (size, nesting, digits).
    Limit,
}

impl DiagnosticKind {
    /// The exception's name at the start of the last line of [`Diagnostic::python_text`].
    pub fn exception_name(self) -> &'static str {
        match self {
            DiagnosticKind::Indentation => "IndentationError",
            DiagnosticKind::Tab => "TabError",
            DiagnosticKind::Syntax | DiagnosticKind::Unsupported | DiagnosticKind::Limit => "SyntaxError",
        }
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Diagnostic {
    /// The bytes CPython underlines; empty for a single caret.
    pub range: ByteRange,
    /// Which error it is.
    pub kind: DiagnosticKind,
    /// The message, without the exception's name.
    pub message: String,
    /// What the person can do about it, where that is not in the message.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic without help.
    pub fn new(kind: DiagnosticKind, range: ByteRange, message: impl Into<String>) -> Diagnostic {
        Diagnostic { range, kind, message: message.into(), help: None }
    }

    /// A plain `SyntaxError`.
    pub fn syntax(range: ByteRange, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(DiagnosticKind::Syntax, range, message)
    }

    /// The same with a sentence of help.
    pub fn with_help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// What CPython 3.13 prints on stderr when it is asked to run `source` from a file called `filename`.
    ///
    /// Place, source line without its indentation, carets where it has a place in the line, and `SyntaxError: message`.
    pub fn python_text(&self, source: &str, filename: &str) -> String {
        let index = LineIndex::new(source);
        let mut line = index.line(self.range.start);
        let mut at_end = self.range.start as usize >= source.len();
        if at_end && line > 1 && index.line_text(source, line).is_empty() {
            // Behind the last newline CPython shows the line before, without a caret.
            line -= 1;
        } else {
            at_end = false;
        }
        // CPython prints a line up to a null byte.
        let text_of_line = index.line_text(source, line).split('\0').next().unwrap_or("");
        let shown = text_of_line.trim_start_matches([' ', '\x0c']);
        let mut text = format!("  File \"{filename}\", line {line}\n    {shown}\n");
        let indent = text_of_line.len() - shown.len();
        let start = (self.range.start - index.line_start(line).unwrap_or(0)) as usize;
        let cut = source.as_bytes().get(self.range.start as usize) == Some(&0);
        if !at_end && !cut && start >= indent {
            let length = if self.kind == DiagnosticKind::Tab { 1 } else { self.range.len() as usize };
            let before = text_of_line.get(indent..start).unwrap_or(shown);
            let under = text_of_line.get(start..(start + length).min(text_of_line.len())).unwrap_or("");
            // Tabs are kept, so that the caret stands under its character.
            text.push_str("    ");
            text.extend(before.chars().map(|c| if c.is_whitespace() { c } else { ' ' }));
            text.push_str(&"^".repeat(under.chars().count().max(1)));
            text.push('\n');
        }
        text.push_str(&format!("{}: {}\n", self.kind.exception_name(), self.message));
        text
    }
}
