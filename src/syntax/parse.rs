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
#[cfg(test)]
mod tests;

use ruff_python_ast::helpers::is_compound_statement;
use ruff_python_ast::{ModModule, PythonVersion, Stmt};
use ruff_python_parser::{Mode, ParseOptions};
use ruff_text_size::TextRange;

use super::diagnostic::{Diagnostic, DiagnosticKind};
use super::nesting::{self, TooDeep};
use super::scan::{self, Scan, TokenKind};
use super::{ast, checks, escapes};
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
    let end = readable_end(source, &scan);
    let tokens = scan.tokens.get(..scan.tokens.partition_point(|token| token.range.start < end)).unwrap_or(&[]);
    match nesting::too_deep(source, if scan.is_complete() { &scan.tokens } else { tokens }) {
        Some(TooDeep::Nested(range)) => return Parsed::refused(too_deep(range)),
        Some(TooDeep::Wrong(range)) => return Parsed::refused(Diagnostic::syntax(range, "invalid syntax")),
        None => {}
    }
    let text = source.get(..end as usize).unwrap_or(source);
    match ruff(text) {
        Some(parsed) => read(source, &scan, end, &parsed),
        None => Parsed::default(),
    }
}

/// Reads a text that is part of this program: the tests have looked for what may be wrong with it, so here nothing is. Takes a third
/// of the time of [`parse`] (measured with six of our modules).
pub fn parse_own(source: &str) -> Parsed {
    let Some(parsed) = ruff(source) else { return Parsed::default() };
    let mut converter = convert::Converter::new(source);
    let body = converter.body(parsed.suite());
    Parsed { module: ast::Module { body }, diagnostics: converter.into_diagnostics() }
}

fn ruff(text: &str) -> Option<ruff_python_parser::Parsed<ModModule>> {
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY313);
    ruff_python_parser::parse_unchecked(text, options).try_into_module()
}

/// Where reading can stop: in front of a line with something that is no token, or whose indentation is wrong; in front of a
/// backslash with something behind it; behind the line with a bracket that is never
/// closed, since nothing behind it can be the first error; else at the end.
fn readable_end(source: &str, scan: &Scan) -> u32 {
    if let Some(error) = &scan.error {
        let before = source.get(..error.range.start as usize).unwrap_or("");
        if is_joined_wrongly(error) {
            // What stands in front of the backslash is read first.
            return before.trim_end_matches('\\').trim_end_matches([' ', '\t']).len() as u32;
        }
        return before.rfind(['\n', '\r']).map_or(0, |at| at as u32 + 1);
    }
    let Some(bracket) = scan.unclosed else { return source.len() as u32 };
    let rest = source.get(bracket.at as usize..).unwrap_or("");
    let line_end = bracket.at + rest.find(['\n', '\r']).unwrap_or(rest.len()) as u32;
    let on_line = scan.tokens.iter().filter(|token| token.range.start < line_end);
    on_line.map(|token| token.range.end).max().unwrap_or(line_end).max(line_end)
}

/// A backslash with more behind it on its line.
fn is_joined_wrongly(error: &Diagnostic) -> bool {
    error.message.ends_with("continuation character")
}

/// An f-string that does not end, or braces in one that are wrong.
fn is_of_fstring(error: &Diagnostic) -> bool {
    error.message.contains("f-string")
}

/// What ruff's outcome means: our tree and diagnostics.
fn read(source: &str, scan: &Scan, end: u32, parsed: &ruff_python_parser::Parsed<ModModule>) -> Parsed {
    let suite = parsed.suite();
    let newer = parsed.unsupported_syntax_errors().iter();
    let newer = newer.filter_map(|error| explain::explain_newer(source, scan, error)).next();
    let wrong = explain::first_error(parsed.errors()).map(|error| explain::explain(source, scan, suite, error));
    let first = parsed.errors().first().map_or(u32::MAX, |error| byte_range(error.location).start);
    let mut diagnostics = Vec::new();
    match escapes::check(source, &scan.tokens) {
        Some(bad) if bad.at <= first => diagnostics.push(bad.diagnostic),
        _ => diagnostics.extend(newer.into_iter().chain(wrong).min_by_key(|diagnostic| diagnostic.range)),
    }
    if let Some(error) = &scan.error {
        // CPython reads all tokens before it reports most errors, but not where lines are indented wrongly or joined wrongly,
        // or what is wrong is inside an f-string.
        let tokens_first = error.kind == DiagnosticKind::Syntax && !is_joined_wrongly(error) && !is_of_fstring(error);
        if is_joined_wrongly(error) {
            // CPython has seen the backslash, too, before it knows of an error just in front of it.
            diagnostics.retain(|diagnostic| {
                let text = |from: u32, to: u32| source.get(from as usize..to as usize).unwrap_or("");
                let between = |token: &scan::Token| token.range.start >= diagnostic.range.end && token.range.end <= end;
                let asks_further = ["cannot ", "'"].iter().any(|begin| diagnostic.message.starts_with(begin));
                text(diagnostic.range.end, end).contains('\n')
                    || scan::is_keyword(text(diagnostic.range.start, diagnostic.range.end))
                    || first < end && !asks_further && scan.tokens.iter().any(between)
            });
        }
        diagnostics.retain(|diagnostic| {
            let indent = diagnostic.message == UNEXPECTED_INDENT;
            // A bracket that is open where reading stopped may be closed behind.
            let open = is_of_fstring(error) && diagnostic.message.ends_with("was never closed");
            diagnostic.range.start < end && diagnostic.range.end <= end && (indent || !tokens_first) && !open
        });
        if diagnostics.is_empty() {
            let indented = parsed.errors().is_empty().then(|| indented_at(source, scan, end)).flatten();
            diagnostics.push(indented.unwrap_or_else(|| error.clone()));
        }
    }
    let first_error = diagnostics.iter().map(|d| d.range.start).chain(parsed.errors().first().map(|_| first)).min();
    let mut converter = convert::Converter::new(source);
    let body = match first_error {
        None => converter.body(suite),
        Some(at) => converter.body(understood(source, suite, at)),
    };
    diagnostics.extend(converter.into_diagnostics());
    let module = ast::Module { body };
    if diagnostics.is_empty() {
        diagnostics.extend(checks::check(&module));
    }
    Parsed { module, diagnostics }
}

/// The statements that are sure to be whole when the first error is at `at`: those that end on lines before, but for a
/// compound one just before, whose block may be what is missing.
#[inline(never)]
fn understood<'a>(source: &str, suite: &'a [Stmt], at: u32) -> &'a [Stmt] {
    let before = source.get(..at as usize).unwrap_or("");
    let line = before.rfind(['\n', '\r']).map_or(0, |newline| newline as u32 + 1);
    let ends = |stmt: &&Stmt| byte_range(ruff_text_size::Ranged::range(*stmt)).end <= line;
    match suite.get(..suite.iter().take_while(ends).count()).unwrap_or(&[]) {
        [whole @ .., last] if is_compound_statement(last) => whole,
        whole => whole,
    }
}

/// The line at `start` is indented without reason.
#[inline(never)]
fn indented_at(source: &str, scan: &Scan, start: u32) -> Option<Diagnostic> {
    let indent = scan.tokens.iter().position(|t| t.kind == TokenKind::Indent && t.range.start >= start)?;
    let range = scan.tokens.get(indent)?.range;
    let wrong = !scan.expects_block(indent, source);
    wrong.then(|| Diagnostic::new(DiagnosticKind::Indentation, range, UNEXPECTED_INDENT))
}

/// CPython's message for a line that is indented deeper without reason.
const UNEXPECTED_INDENT: &str = "unexpected indent";

impl Parsed {
    fn refused(diagnostic: Diagnostic) -> Parsed {
        Parsed { module: ast::Module::default(), diagnostics: vec![diagnostic] }
    }
}

#[inline(never)]
fn never_closed(bracket: scan::Bracket) -> Diagnostic {
    let message = format!("'{}' was never closed", bracket.open as char);
    Diagnostic::syntax(ByteRange::new(bracket.at, bracket.at + 1), message)
}

/// What is said of a program, or a place in its tree, that nests too deeply to be walked.
#[inline(never)]
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
