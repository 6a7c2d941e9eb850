//! Replacement fields of f-strings.

use ruff_python_parser::InterpolatedStringErrorType;

use super::Explain;
use crate::base::ByteRange;
use crate::syntax::diagnostic::Diagnostic;
use crate::syntax::scan::TokenKind;

impl Explain<'_> {
    pub(super) fn fstring(&mut self, error: &InterpolatedStringErrorType, range: ByteRange) -> Diagnostic {
        match error {
            InterpolatedStringErrorType::InvalidConversionFlag => self.conversion(),
            InterpolatedStringErrorType::ConversionFlagNotImmediatelyAfterExclamation => {
                let range = self.before().1.range.cover(self.here().range);
                // CPython's own spelling.
                let message = "f-string: conversion type must come right after the exclamanation mark";
                Diagnostic::syntax(range, message)
            }
            InterpolatedStringErrorType::LambdaWithoutParentheses => {
                let message = "f-string: lambda expressions are not allowed without parentheses";
                Diagnostic::syntax(range, message)
            }
            InterpolatedStringErrorType::UnclosedLbrace => {
                let comma = if self.field_had_more() { None } else { self.missing_comma() };
                comma.unwrap_or_else(|| self.field_goes_on())
            }
            _ => self.invalid(),
        }
    }

    fn conversion(&self) -> Diagnostic {
        let name = self.text(self.at);
        if self.here().kind != TokenKind::Name {
            let message = match name {
                "}" | ":" => "f-string: missing conversion character",
                _ => "f-string: invalid conversion character",
            };
            return self.at_token(message);
        }
        self.at_token(format!("f-string: invalid conversion character '{name}': expected 's', 'r', or 'a'"))
    }

    /// A conversion, `=` or a format spec came before in the replacement field.
    fn field_had_more(&self) -> bool {
        let Some(open) = self.enclosing_index() else { return false };
        let level = self.token(open).level;
        let more = |index: usize| matches!(self.text(index), ":" | "!" | "=") && self.token(index).level == level;
        (open + 1..self.at).any(more)
    }

    /// A replacement field goes on where it should end: what it may still have depends on what it had.
    fn field_goes_on(&self) -> Diagnostic {
        let Some(open) = self.enclosing_index() else { return self.invalid() };
        let level = self.token(open).level;
        let had = |wanted: &str| {
            (open + 1..self.at).any(|index| self.text(index) == wanted && self.token(index).level == level)
        };
        let message = if had(":") {
            "f-string: expecting '}', or format specs"
        } else if had("!") {
            "f-string: expecting ':' or '}'"
        } else if had("=") {
            "f-string: expecting '!', or ':', or '}'"
        } else {
            "f-string: expecting '=', or '!', or ':', or '}'"
        };
        self.at_token(message)
    }

    /// An expression is missing or wrong inside a replacement field.
    pub(super) fn fstring_expression(&mut self) -> Option<Diagnostic> {
        let open = self.enclosing_index().filter(|open| self.text(*open) == "{")?;
        let opener = self.token(open.checked_sub(1)?).kind;
        // A format spec may start with a field too.
        let in_field =
            matches!(opener, TokenKind::FStringStart | TokenKind::FStringMiddle) || self.text(open - 1) == ":";
        if !in_field {
            return None;
        }
        let wrong_operator = self.before().1.kind == TokenKind::Op && self.text(self.at) == "}";
        if wrong_operator && open + 1 < self.at {
            // `{x +}`: CPython has taken back the operator.
            self.at -= 1;
            return Some(match open + 1 == self.at {
                true => self.at_token("f-string: expecting a valid expression after '{'"),
                false => self.field_goes_on(),
            });
        }
        if open + 1 == self.at {
            return Some(match self.text(self.at) {
                found @ ("}" | "!" | ":" | "=") => {
                    let message = format!("f-string: valid expression required before '{found}'");
                    self.at_token(message)
                }
                _ => self.at_token("f-string: expecting a valid expression after '{'"),
            });
        }
        None
    }

    /// Inside a replacement field CPython says instead of `invalid syntax` how far the field made sense.
    pub(super) fn in_fstring(&mut self, diagnostic: Diagnostic) -> Diagnostic {
        let Some((open, bracket)) = self.field_around() else { return diagnostic };
        // The expression is right up to the bracket in which it goes wrong, and up to the operator in front of that.
        let mut at = bracket;
        let operator = |index: usize| {
            let token = self.token(index);
            token.kind == TokenKind::Op && !matches!(self.text(index), ")" | "]" | "}")
        };
        if at > open + 1 && operator(at - 1) {
            at -= 1;
        }
        self.at = at;
        match at == open + 1 {
            true => self.at_token("f-string: expecting a valid expression after '{'"),
            false => self.field_goes_on(),
        }
    }

    /// The innermost replacement field that the token is in, and the bracket inside of it that is open before the token.
    fn field_around(&self) -> Option<(usize, usize)> {
        let mut inside = None;
        let mut at = self.at;
        loop {
            let open = self.enclosing_index_of(at)?;
            let opener = self.token(open.checked_sub(1)?).kind;
            if matches!(opener, TokenKind::FStringStart | TokenKind::FStringMiddle) && self.text(open) == "{" {
                return inside.map(|inside| (open, inside));
            }
            inside = Some(open);
            at = open;
        }
    }
}
