//! Source text to our own tree. Entry: [`parse`].
//!
//! This file and the folder beside it are the only place that names ruff, whose parser does the reading; nothing of it
//! shows outside. Never fails, never panics, never overflows the stack: what is too long or too deeply nested is refused
//! before ruff sees it.

mod convert;
mod explain;
mod expr;
mod literal;
mod pattern;
mod stmt;

use ruff_python_ast::PythonVersion;
use ruff_python_parser::{Mode, ParseOptions};
use ruff_text_size::TextRange;

use super::diagnostic::{Diagnostic, DiagnosticKind};
use super::{ast, checks, escapes, nesting, scan};
use crate::base::ByteRange;

/// Longest source that is read, in bytes. CPython has no such limit; a page has to answer within a moment.
pub const SOURCE_BYTES_MAX: usize = 1_000_000;

/// Deepest tree that is handed out, in nodes from a statement of the module to the deepest leaf below it. Everything that
/// walks the tree may recurse this deep. An `elif` counts one level, and so does each operator of `a + b + c`.
pub const TREE_DEPTH_MAX: u32 = 200;

/// What [`parse`] understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The program; with errors among the diagnostics, the statements of the module that end before the first of them.
    pub module: ast::Module,
    /// What is wrong, the one CPython would report first. Empty: the program may be compiled.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a program as CPython 3.13 would.
pub fn parse(source: &str) -> Parsed {
    if source.len() > SOURCE_BYTES_MAX {
        let message =
            format!("source too long: {} bytes; Loopscope reads up to {SOURCE_BYTES_MAX} bytes", source.len());
        return Parsed::refused(Diagnostic::new(DiagnosticKind::Limit, ByteRange::new(0, 0), message));
    }
    if let Some(at) = source.find('\0') {
        let range = ByteRange::new(at as u32, at as u32 + 1);
        return Parsed::refused(Diagnostic::syntax(range, "source code cannot contain null bytes"));
    }
    let scan = scan::scan(source);
    if let Some(error) = scan.error {
        return Parsed::refused(error);
    }
    if let Some(found) = nesting::too_deep(source, &scan.tokens) {
        return Parsed::refused(match (scan.unclosed, found) {
            (Some(bracket), _) => never_closed(bracket),
            (None, nesting::TooDeep::Nested(range)) => too_deep(range),
            (None, nesting::TooDeep::Wrong(range)) => Diagnostic::syntax(range, "invalid syntax"),
        });
    }
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY313);
    let Some(parsed) = ruff_python_parser::parse_unchecked(source, options).try_into_module() else {
        return Parsed::default();
    };
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let suite = parsed.suite();
    let newer = parsed.unsupported_syntax_errors().iter();
    let newer = newer.filter_map(|error| explain::explain_newer(source, &scan, error)).next();
    let wrong = explain::first_error(parsed.errors()).map(|error| explain::explain(source, &scan, suite, error));
    let bad_string = escapes::check(source, &scan.tokens);
    let first = parsed.errors().first().map_or(u32::MAX, |error| byte_range(error.location).start);
    match bad_string {
        Some(bad) if bad.at <= first => diagnostics.push(bad.diagnostic),
        _ => diagnostics.extend(newer.into_iter().chain(wrong).min_by_key(|diagnostic| diagnostic.range)),
    }
    let first_error = diagnostics.iter().map(|d| d.range.start).min();
    let mut converter = convert::Converter::new(source);
    let mut body = Vec::new();
    for stmt in suite {
        if first_error.is_some_and(|at| byte_range(ruff_text_size::Ranged::range(stmt)).end >= at) {
            break;
        }
        body.push(converter.stmt(stmt));
    }
    diagnostics.extend(converter.into_diagnostics());
    let module = ast::Module { body };
    if diagnostics.is_empty() {
        diagnostics.extend(checks::check(&module));
    }
    Parsed { module, diagnostics }
}

impl Parsed {
    fn refused(diagnostic: Diagnostic) -> Parsed {
        Parsed { module: ast::Module::default(), diagnostics: vec![diagnostic] }
    }
}

fn never_closed(bracket: scan::Bracket) -> Diagnostic {
    let message = format!("'{}' was never closed", bracket.open as char);
    Diagnostic::syntax(ByteRange::new(bracket.at, bracket.at + 1), message)
}

/// What is said of a program, or a place in its tree, that nests too deeply to be walked.
fn too_deep(range: ByteRange) -> Diagnostic {
    let message = format!("too deeply nested: Loopscope reads up to {TREE_DEPTH_MAX} levels");
    Diagnostic::new(DiagnosticKind::Limit, range, message).with_help(
        "Brackets, blocks, operators of a chain such as a + b + c, and each elif count one level; split it up.",
    )
}

/// Ruff's range as ours.
fn byte_range(range: TextRange) -> ByteRange {
    ByteRange::new(range.start().into(), range.end().into())
}
