//! What is wrong with a program before it runs, and how CPython 3.13 would say it.
//!
//! A diagnostic is plain data: a place, a kind, a message in CPython's words where CPython has words for it, and help
//! where we can add some. Knows the source text only when it is asked to print itself.

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
    /// Three lines (place, source line without its indentation, carets) and `SyntaxError: message`, each ended by a newline.
    pub fn python_text(&self, source: &str, filename: &str) -> String {
        let start = (self.range.start as usize).min(source.len());
        let before = source.get(..start).unwrap_or("");
        let line_number = before.bytes().filter(|&b| b == b'\n').count() + 1;
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = source.get(line_start..).unwrap_or("");
        let line = rest.split('\n').next().unwrap_or("").trim_end();
        let shown = line.trim_start_matches([' ', '\t', '\x0c']);
        let indent = line.len() - shown.len();
        let mut text = format!("  File \"{filename}\", line {line_number}\n");
        if !shown.is_empty() {
            text.push_str(&format!("    {shown}\n"));
            // Columns in characters; a place in the indentation or past the end is shown at the nearest character.
            let from = (start - line_start).max(indent);
            let to = ((self.range.end as usize).max(start + 1) - line_start).max(from + 1);
            let before_caret = line.get(indent..from.min(line.len())).unwrap_or("").chars().count();
            let under = line.get(from.min(line.len())..to.min(line.len())).unwrap_or("").chars().count().max(1);
            text.push_str(&format!("    {}{}\n", " ".repeat(before_caret), "^".repeat(under)));
        }
        text.push_str(&format!("{}: {}\n", self.kind.exception_name(), self.message));
        text
    }
}
