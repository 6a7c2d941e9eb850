//! Expressions next to a place in the tree, and what CPython calls them; missing commas and `else`.

use ruff_python_ast as ruff;
use ruff_python_ast::visitor::{Visitor, walk_comprehension, walk_expr};
use ruff_text_size::Ranged;

use super::super::byte_range;
use super::Explain;
use crate::base::ByteRange;
use crate::syntax::diagnostic::Diagnostic;
use crate::syntax::scan::{TokenKind, is_keyword};

impl<'a> Explain<'a> {
    /// All expressions of the program that `wanted` accepts.
    fn expressions(&self, wanted: impl Fn(&'a ruff::Expr) -> bool) -> Vec<&'a ruff::Expr> {
        struct Finder<'a, F> {
            wanted: F,
            found: Vec<&'a ruff::Expr>,
        }
        impl<'a, F: Fn(&'a ruff::Expr) -> bool> Visitor<'a> for Finder<'a, F> {
            fn visit_expr(&mut self, expr: &'a ruff::Expr) {
                if (self.wanted)(expr) {
                    self.found.push(expr);
                }
                walk_expr(self, expr);
            }
        }
        let mut finder = Finder { wanted, found: Vec::new() };
        for stmt in self.suite {
            finder.visit_stmt(stmt);
        }
        finder.found
    }

    /// The outermost expression with exactly this range.
    pub(super) fn expression_at(&self, range: ByteRange) -> Option<&'a ruff::Expr> {
        self.expressions(|expr| byte_range(expr.range()) == range).into_iter().next()
    }

    /// What CPython calls the expression at `range` in errors.
    pub(super) fn expr_name(&self, range: ByteRange) -> &'static str {
        self.expression_at(range).map_or("expression", expr_name)
    }

    /// The longest expression that starts at `start`; with `tuple` also one of several elements without parentheses.
    pub(super) fn widest_from(&self, start: u32, tuple: bool) -> Option<ByteRange> {
        let fits = |expr: &&ruff::Expr| match expr {
            ruff::Expr::Tuple(tuple_expr) => tuple || tuple_expr.parenthesized,
            ruff::Expr::Named(_) | ruff::Expr::Starred(_) | ruff::Expr::Slice(_) => false,
            ruff::Expr::Generator(generator) => generator.parenthesized,
            _ => true,
        };
        let starting = self.expressions(|expr| byte_range(expr.range()).start == start);
        starting.into_iter().filter(fits).map(|expr| byte_range(expr.range())).max_by_key(|range| range.end)
    }

    /// The longest expression that ends at `end` and is no lambda or condition: a `disjunction` of the grammar.
    pub(super) fn widest_until(&self, end: u32) -> Option<&'a ruff::Expr> {
        let fits = |expr: &&ruff::Expr| match expr {
            ruff::Expr::Lambda(_) | ruff::Expr::If(_) | ruff::Expr::Named(_) | ruff::Expr::Starred(_) => false,
            ruff::Expr::Yield(_) | ruff::Expr::YieldFrom(_) | ruff::Expr::Slice(_) => false,
            ruff::Expr::Tuple(tuple) => tuple.parenthesized,
            ruff::Expr::Generator(generator) => generator.parenthesized,
            _ => true,
        };
        // Ruff's ranges are without the parentheses around.
        let closes = |from: u32| {
            let between = self.source.get(from as usize..end as usize).unwrap_or("-");
            from < end && between.bytes().all(|b| b == b')' || b.is_ascii_whitespace())
        };
        // Not what a bracket around the place belongs to: ruff ends it here, CPython is still inside.
        let from = self.enclosing_index().map_or(0, |open| self.token(open).range.end);
        let ending = self.expressions(|expr| {
            let range = byte_range(expr.range());
            range.start >= from && (range.end == end || closes(range.end))
        });
        let whole = |expr: &&ruff::Expr| byte_range(expr.range()).end < end || fits(expr);
        ending.into_iter().filter(whole).min_by_key(|expr| expr.range().start())
    }

    /// True if an expression can start with the token.
    pub(super) fn starts_expression(&self, index: usize) -> bool {
        let text = self.text(index);
        match self.token(index).kind {
            TokenKind::Name => {
                !is_keyword(text) || matches!(text, "None" | "True" | "False" | "not" | "lambda" | "await")
            }
            TokenKind::Number | TokenKind::String | TokenKind::FStringStart => true,
            TokenKind::Op => matches!(text, "{" | "~" | "..."),
            _ => false,
        }
    }

    /// Two expressions next to each other inside brackets.
    pub(super) fn missing_comma(&self) -> Option<Diagnostic> {
        let (index, before) = self.before();
        if before.level == 0 || !self.starts_expression(self.at) {
            return None;
        }
        let first = self.widest_until(before.range.end)?;
        let start = byte_range(first.range()).start;
        if self.read_as_a_whole(byte_range(first.range()), byte_range(first.range()).end < before.range.end) {
            return None;
        }
        let first_token = self.index_at(start);
        let soft_keyword = matches!(self.text(first_token), "match" | "case" | "type" | "_");
        let name_then_string =
            first_token == index && before.kind == TokenKind::Name && self.here().kind == TokenKind::String;
        if soft_keyword || name_then_string {
            return None;
        }
        let second = self.widest_from(self.here().range.start, false);
        if second.is_none() && matches!(self.text(self.at), "not" | "lambda" | "await") {
            return None;
        }
        let end = second.unwrap_or(self.here().range).end;
        let range = ByteRange::new(start, end);
        let name = before.range.slice(self.source);
        if first_token == index && matches!(name, "print" | "exec") {
            let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
            return Some(Diagnostic::syntax(range, message));
        }
        Some(Diagnostic::syntax(range, "invalid syntax. Perhaps you forgot a comma?"))
    }

    /// The grammar has other rules than the one for missing commas behind `in` of a comprehension, and for a name behind `else`.
    fn read_as_a_whole(&self, range: ByteRange, parenthesized: bool) -> bool {
        struct Finder {
            range: ByteRange,
            parenthesized: bool,
            found: bool,
        }
        impl<'a> Visitor<'a> for Finder {
            fn visit_comprehension(&mut self, comprehension: &'a ruff::Comprehension) {
                self.found |= byte_range(comprehension.iter.range()) == self.range;
                self.found |= comprehension.ifs.iter().any(|condition| byte_range(condition.range()) == self.range);
                walk_comprehension(self, comprehension);
            }
            fn visit_expr(&mut self, expr: &'a ruff::Expr) {
                if let ruff::Expr::If(condition) = expr {
                    let name = condition.orelse.is_name_expr() && !self.parenthesized;
                    self.found |= name && byte_range(condition.orelse.range()) == self.range;
                }
                walk_expr(self, expr);
            }
        }
        let mut finder = Finder { range, parenthesized, found: false };
        for stmt in self.suite {
            finder.visit_stmt(stmt);
        }
        finder.found
    }

    /// `a if b` without `else`.
    pub(super) fn missing_else(&self) -> Diagnostic {
        let end = self.before().1.range.end;
        let condition = self.expressions(|expr| match expr {
            ruff::Expr::If(condition) => byte_range(condition.test.range()).end == end,
            _ => false,
        });
        match condition.first() {
            Some(condition) if self.text(self.at) != ":" => {
                let range = ByteRange::new(byte_range(condition.range()).start, end);
                Diagnostic::syntax(range, "expected 'else' after 'if' expression")
            }
            _ => self.invalid(),
        }
    }
}

/// What CPython calls an expression that cannot be assigned to.
pub(super) fn expr_name(expr: &ruff::Expr) -> &'static str {
    match expr {
        ruff::Expr::BoolOp(_) | ruff::Expr::BinOp(_) | ruff::Expr::UnaryOp(_) => "expression",
        ruff::Expr::Named(_) => "named expression",
        ruff::Expr::Lambda(_) => "lambda",
        ruff::Expr::If(_) => "conditional expression",
        ruff::Expr::Dict(_) => "dict literal",
        ruff::Expr::Set(_) => "set display",
        ruff::Expr::ListComp(_) => "list comprehension",
        ruff::Expr::SetComp(_) => "set comprehension",
        ruff::Expr::DictComp(_) => "dict comprehension",
        ruff::Expr::Generator(_) => "generator expression",
        ruff::Expr::Await(_) => "await expression",
        ruff::Expr::Yield(_) | ruff::Expr::YieldFrom(_) => "yield expression",
        ruff::Expr::Compare(_) => "comparison",
        ruff::Expr::Call(_) => "function call",
        ruff::Expr::FString(_) | ruff::Expr::TString(_) => "f-string expression",
        ruff::Expr::StringLiteral(_) | ruff::Expr::BytesLiteral(_) | ruff::Expr::NumberLiteral(_) => "literal",
        ruff::Expr::BooleanLiteral(literal) if literal.value => "True",
        ruff::Expr::BooleanLiteral(_) => "False",
        ruff::Expr::NoneLiteral(_) => "None",
        ruff::Expr::EllipsisLiteral(_) => "ellipsis",
        ruff::Expr::Attribute(_) => "attribute",
        ruff::Expr::Subscript(_) => "subscript",
        ruff::Expr::Starred(_) => "starred",
        ruff::Expr::Name(_) => "name",
        ruff::Expr::List(_) => "list",
        ruff::Expr::Tuple(_) => "tuple",
        ruff::Expr::Slice(_) | ruff::Expr::IpyEscapeCommand(_) => "expression",
    }
}
