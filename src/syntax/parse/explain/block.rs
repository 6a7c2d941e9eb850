//! Blocks: headers without a colon, headers without a block, `try` without `except`, indentation.

use ruff_python_ast as ruff;
use ruff_python_ast::statement_visitor::{StatementVisitor, walk_stmt};
use ruff_text_size::Ranged;

use super::super::byte_range;
use super::Explain;
use crate::base::ByteRange;
use crate::syntax::diagnostic::{Diagnostic, DiagnosticKind};
use crate::syntax::scan::TokenKind;

impl Explain<'_> {
    /// The header of a compound statement goes on where its colon should be.
    pub(super) fn expected_colon(&mut self) -> Diagnostic {
        let mut header = self.line_start_index();
        if self.text(header) == "async" {
            header += 1;
        }
        // Of the headers, these want a colon whatever comes instead; the others say so only at the end of the line.
        let always = matches!(self.text(header), "def" | "else" | "try" | "finally");
        let compound = always
            || matches!(
                self.text(header),
                "if" | "elif" | "while" | "for" | "with" | "class" | "except" | "match" | "case"
            );
        if compound && (always || self.here().kind == TokenKind::Newline) && !self.in_lambda() {
            return self.at_token("expected ':'");
        }
        if self.text(self.at) == "not" {
            self.at += 1;
        }
        self.invalid()
    }

    /// The line has a lambda that still waits for its colon.
    fn in_lambda(&self) -> bool {
        let line = self.line_start_index()..self.at;
        let count = |wanted: &str| line.clone().filter(|index| self.text(*index) == wanted).count();
        count("lambda") > count(":")
    }

    /// The block of a compound statement is missing.
    pub(super) fn expected_block(&mut self) -> Diagnostic {
        while matches!(self.here().kind, TokenKind::Newline | TokenKind::Dedent) {
            self.at += 1;
        }
        let mut end_of_header = self.at.saturating_sub(1);
        while matches!(self.token(end_of_header).kind, TokenKind::Newline | TokenKind::Dedent) && end_of_header > 0 {
            end_of_header -= 1;
        }
        let mut header = self.line_start_before(end_of_header);
        if self.text(header) == "async" {
            header += 1;
        }
        let name = match self.text(header) {
            "def" => "function definition".to_owned(),
            "class" => "class definition".to_owned(),
            "except" if self.text(header + 1) == "*" => "'except*' statement".to_owned(),
            word => format!("'{word}' statement"),
        };
        let before = self.source.get(..self.token(header).range.start as usize).unwrap_or("");
        let line = crate::syntax::LineIndex::new(before).line_count();
        let message = format!("expected an indented block after {name} on line {line}");
        Diagnostic::new(DiagnosticKind::Indentation, self.here().range, message)
    }

    pub(super) fn unexpected_indent(&self, range: ByteRange) -> Diagnostic {
        Diagnostic::new(DiagnosticKind::Indentation, range, super::super::UNEXPECTED_INDENT)
    }

    /// A `try` whose block is followed by something else than its handlers.
    pub(super) fn expected_except(&mut self, range: ByteRange) -> Diagnostic {
        struct Finder {
            before: u32,
            end: Option<u32>,
        }
        impl<'a> StatementVisitor<'a> for Finder {
            fn visit_stmt(&mut self, stmt: &'a ruff::Stmt) {
                if let ruff::Stmt::Try(try_stmt) = stmt
                    && try_stmt.handlers.is_empty()
                    && try_stmt.finalbody.is_empty()
                    && byte_range(try_stmt.range).end <= self.before
                {
                    self.end = try_stmt.body.last().map(|last| byte_range(last.range()).end);
                }
                walk_stmt(self, stmt);
            }
        }
        let mut finder = Finder { before: range.end, end: None };
        finder.visit_body(self.suite);
        self.at = self.index_at(finder.end.unwrap_or(range.start));
        while matches!(self.here().kind, TokenKind::Newline | TokenKind::Dedent) || self.text(self.at) == ";" {
            self.at += 1;
        }
        self.at_token("expected 'except' or 'finally' block")
    }

    /// `except` and `except*` at one `try`: CPython points at the first that does not fit.
    pub(super) fn mixed_except(&self) -> Diagnostic {
        let mut range = self.here().range;
        if self.text(self.at + 1) == "*" {
            range = range.cover(self.token(self.at + 1).range);
        }
        Diagnostic::syntax(range, "cannot have both 'except' and 'except*' on the same 'try'")
    }

    /// `except A, B as c:`, from the types to the colon.
    pub(super) fn several_types(&self, header: usize) -> Option<Diagnostic> {
        let first = if self.text(header + 1) == "*" { header + 2 } else { header + 1 };
        let level = self.token(header).level;
        let top = |index: &usize| self.token(*index).level == level;
        let colon = (first..self.tokens.len()).filter(top).find(|index| self.text(*index) == ":")?;
        let one_line = (first..colon).all(|index| self.token(index).kind != TokenKind::Newline);
        let several = (first..colon).filter(top).any(|index| self.text(index) == ",");
        let range = self.token(first).range.cover(self.token(colon - 1).range);
        (one_line && several).then(|| Diagnostic::syntax(range, "multiple exception types must be parenthesized"))
    }
}
