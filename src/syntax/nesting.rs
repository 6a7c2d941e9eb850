//! How deeply a program nests, judged from its tokens before a parser that recurses sees it.
//!
//! The figure is an upper bound on how deep ruff's parser and everything that walks the tree can get: open brackets and
//! blocks, and, for each of them, the operators that may hang below one another since the last comma. Where a statement is
//! wrong, a parser that recovers may go deeper at every token; there nothing is forgiven until the statement ends. Not
//! recursive.

use super::scan::{Token, TokenKind, is_keyword};
use crate::base::ByteRange;

/// Levels that are read. Measured: ruff's parser compiled for wasm32 stands at least 1200 levels on the usual stack of 1 MiB.
pub(super) const NESTING_MAX: u32 = 200;

/// What is too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TooDeep {
    /// The program nests deeper than [`NESTING_MAX`] at this token.
    Nested(ByteRange),
    /// It may, and this token before it cannot stand where it stands.
    Wrong(ByteRange),
}

/// Finds the first token at which the program nests too deeply.
pub(super) fn too_deep(source: &str, tokens: &[Token]) -> Option<TooDeep> {
    let mut nesting = Nesting::default();
    for token in tokens {
        nesting.take(token, token.range.slice(source));
        if nesting.depth() > NESTING_MAX {
            return Some(nesting.wrong.map_or(TooDeep::Nested(token.range), TooDeep::Wrong));
        }
    }
    None
}

/// An open bracket, an open f-string, or the parameters of a lambda.
#[derive(Clone, Copy, Debug, Default)]
struct Frame {
    lambda: bool,
    /// A `yield` came before: commas are part of what it yields.
    yields: bool,
    /// Operators that bind tighter than `and`: they can only hang below each other up to the next `and` or comma.
    tight: u32,
    /// Conditions, lambdas, colons, assignments: they hang below each other up to the next comma.
    loose: u32,
}

#[derive(Default)]
struct Nesting<'s> {
    /// The statement itself.
    base: Frame,
    frames: Vec<Frame>,
    /// Sum over `frames`, each with one for itself.
    sum: u32,
    indent: u32,
    /// Lambdas that never came to their colon: a parser may look for it across lines.
    endless: u32,
    /// The last token; empty at the start of a line.
    last: &'s str,
    /// The last token can end an expression.
    after_operand: bool,
    /// The last token was part of a string.
    after_string: bool,
    /// A token of this statement that cannot stand where it stands.
    wrong: Option<ByteRange>,
}

impl<'s> Nesting<'s> {
    fn depth(&self) -> u32 {
        self.sum + self.base.tight + self.base.loose + self.indent + self.endless
    }

    fn take(&mut self, token: &Token, text: &'s str) {
        if self.wrong.is_none() && self.misplaced(token.kind, text) {
            self.wrong = Some(token.range);
        }
        let mut operand = matches!(token.kind, TokenKind::Number | TokenKind::String | TokenKind::FStringEnd);
        let string = matches!(token.kind, TokenKind::String | TokenKind::FStringEnd);
        match token.kind {
            TokenKind::Newline => self.end_statement(),
            TokenKind::Indent => self.indent += 1,
            TokenKind::Dedent => self.indent = self.indent.saturating_sub(1),
            TokenKind::FStringStart => self.open(false),
            TokenKind::FStringEnd => self.close(),
            TokenKind::Name => {
                self.word(text);
                operand = !is_keyword(text) || matches!(text, "None" | "True" | "False");
            }
            TokenKind::Op => {
                self.operator(text);
                operand = matches!(text, ")" | "]" | "}" | "...");
            }
            TokenKind::Number | TokenKind::String | TokenKind::FStringMiddle | TokenKind::End => {}
        }
        let line_start = matches!(token.kind, TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent);
        self.last = if line_start { "" } else { text };
        (self.after_operand, self.after_string) = (operand, string);
    }

    /// True for a token that no correct program has after the last one. Not all such are found; those that a recovering
    /// parser would go down into are.
    fn misplaced(&self, kind: TokenKind, text: &str) -> bool {
        let starts = matches!(self.last, "" | ":" | ";");
        match kind {
            TokenKind::Name if is_keyword(text) => match text {
                "None" | "True" | "False" | "lambda" | "await" | "yield" => self.operand_misplaced(),
                "not" => false,
                "and" | "or" | "in" | "is" | "as" => !self.after_operand && self.last != "not",
                "from" | "import" => !self.after_operand && !starts && !matches!(self.last, "." | "yield"),
                "if" | "else" | "for" | "async" => !self.after_operand && !starts && self.last != "async",
                _ => !starts && self.last != "async",
            },
            TokenKind::String | TokenKind::FStringStart => !self.after_string && self.operand_misplaced(),
            TokenKind::Name | TokenKind::Number => self.operand_misplaced(),
            TokenKind::Op => match text {
                "/" => !self.after_operand && self.frames.is_empty(),
                "//" | "%" | "&" | "|" | "^" | "<<" | ">>" | "==" | "!=" | "<" | ">" | "<=" | ">=" | ":=" | "->" => {
                    !self.after_operand
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// Two operands in a row; a soft keyword may come before one.
    fn operand_misplaced(&self) -> bool {
        self.after_operand && !matches!(self.last, "match" | "case" | "type")
    }

    fn word(&mut self, text: &str) {
        match text {
            "lambda" => self.open(true),
            "and" | "or" | "for" | "else" => self.end_operand(|f| f.tight = 0),
            "if" => {
                self.end_operand(|f| f.tight = 0);
                self.change(|f| f.loose += 1);
            }
            "not" | "await" => self.change(|f| f.tight += 1),
            "yield" => self.change(|f| (f.yields, f.loose) = (true, f.loose + 1)),
            "async" => self.change(|f| f.loose += 1),
            _ => {}
        }
    }

    fn operator(&mut self, text: &str) {
        match text {
            "(" | "[" | "{" => {
                if self.after_operand {
                    self.change(|f| f.tight += 1);
                }
                self.open(false);
            }
            ")" | "]" | "}" => self.close(),
            "," => self.end_operand(|f| {
                if !f.yields {
                    (f.tight, f.loose) = (0, 0);
                }
            }),
            ";" if self.frames.is_empty() && self.wrong.is_none() => self.base = Frame::default(),
            ":" if self.frames.last().is_some_and(|f| f.lambda) => {
                self.pop();
                self.change(|f| f.loose += 1);
            }
            ":" | "=" | ":=" => {
                self.end_operand(|f| f.tight = 0);
                self.change(|f| f.loose += 1);
            }
            "<" | ">" | "<=" | ">=" | "==" | "!=" | "..." => {}
            "*" | "**" if !self.after_operand => self.change(|f| f.loose += 1),
            _ => self.change(|f| f.tight += 1),
        }
    }

    /// What came before is complete if it ends in an operand; `change` then forgets some of it.
    fn end_operand(&mut self, change: impl FnOnce(&mut Frame)) {
        if self.after_operand && self.wrong.is_none() {
            self.change(change);
        } else {
            self.change(|f| f.loose += 1);
        }
    }

    fn change(&mut self, change: impl FnOnce(&mut Frame)) {
        match self.frames.last_mut() {
            Some(frame) => {
                self.sum -= frame.tight + frame.loose;
                change(frame);
                self.sum += frame.tight + frame.loose;
            }
            None => change(&mut self.base),
        }
    }

    fn open(&mut self, lambda: bool) {
        self.sum += 1;
        self.frames.push(Frame { lambda, ..Frame::default() });
    }

    fn pop(&mut self) -> Option<Frame> {
        let frame = self.frames.pop()?;
        self.sum -= 1 + frame.tight + frame.loose;
        Some(frame)
    }

    /// Closes the innermost bracket.
    fn close(&mut self) {
        while self.pop().is_some_and(|frame| frame.lambda) {
            self.endless += 1;
        }
    }

    fn end_statement(&mut self) {
        while let Some(frame) = self.pop() {
            self.endless += u32::from(frame.lambda);
        }
        self.base = Frame::default();
        self.wrong = None;
    }
}
