//! Assignments to what cannot be assigned to, and `=` where `==` was meant.

use ruff_python_ast as ruff;
use ruff_python_ast::statement_visitor::{StatementVisitor, walk_stmt};
use ruff_text_size::Ranged;

use super::super::byte_range;
use super::Explain;
use super::near::expr_name;
use crate::base::ByteRange;
use crate::syntax::diagnostic::Diagnostic;

pub(super) const COMPARE: &str = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";

impl<'a> Explain<'a> {
    /// Something at `range` is assigned to by `=`, `for`, `with` or a comprehension.
    pub(super) fn assign_target(&self, range: ByteRange) -> Diagnostic {
        if let Some(assign) = self.assignment_around(range)
            && let Some(diagnostic) = self.meant_comparison(assign)
        {
            return diagnostic;
        }
        match self.expression_at(range) {
            Some(ruff::Expr::Yield(_) | ruff::Expr::YieldFrom(_)) => {
                Diagnostic::syntax(range, "assignment to yield expression not possible")
            }
            Some(expr) => Diagnostic::syntax(range, format!("cannot assign to {}", expr_name(expr))),
            None => Diagnostic::syntax(range, "cannot assign to expression"),
        }
    }

    /// The assignment whose targets cover `range`.
    fn assignment_around(&self, range: ByteRange) -> Option<&'a ruff::StmtAssign> {
        struct Finder<'a> {
            range: ByteRange,
            found: Option<&'a ruff::StmtAssign>,
        }
        impl<'a> StatementVisitor<'a> for Finder<'a> {
            fn visit_stmt(&mut self, stmt: &'a ruff::Stmt) {
                if let ruff::Stmt::Assign(assign) = stmt {
                    let covers = |target: &ruff::Expr| {
                        let target = byte_range(target.range());
                        target.start <= self.range.start && self.range.end <= target.end
                    };
                    if assign.targets.iter().any(covers) {
                        self.found = Some(assign);
                    }
                }
                walk_stmt(self, stmt);
            }
        }
        let mut finder = Finder { range, found: None };
        finder.visit_body(self.suite);
        finder.found
    }

    /// `f(x) = 1` may have been meant as a comparison: the rule for `a = b` where a condition can stand, tried by CPython
    /// on the last element before the only `=` of a statement.
    fn meant_comparison(&self, assign: &'a ruff::StmtAssign) -> Option<Diagnostic> {
        let [target] = assign.targets.as_slice() else { return None };
        let last = match target {
            ruff::Expr::Tuple(tuple) if !tuple.parenthesized => tuple.elts.last()?,
            _ => target,
        };
        let value = self.operand(&assign.value)?;
        self.comparison_of(last, value)
    }

    /// What the rule for `a = b` says of `left` before an equals sign and the operand at `right`.
    fn comparison_of(&self, left: &ruff::Expr, right: ByteRange) -> Option<Diagnostic> {
        let range = byte_range(left.range());
        match left {
            ruff::Expr::Name(_) => Some(Diagnostic::syntax(range.cover(right), COMPARE)),
            ruff::Expr::List(_) | ruff::Expr::Tuple(_) | ruff::Expr::Generator(_) => None,
            ruff::Expr::BooleanLiteral(_) | ruff::Expr::NoneLiteral(_) => None,
            _ if self.operand(left)? == range => {
                let message =
                    format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", expr_name(left));
                Some(Diagnostic::syntax(range, message))
            }
            _ => None,
        }
    }

    /// The range of the `bitwise_or` of the grammar that an expression starts with.
    fn operand(&self, expr: &ruff::Expr) -> Option<ByteRange> {
        let range = byte_range(expr.range());
        if self.in_parentheses(range) {
            return Some(range);
        }
        match expr {
            ruff::Expr::Compare(compare) => self.operand(&compare.left),
            ruff::Expr::BoolOp(op) => self.operand(op.values.first()?),
            ruff::Expr::If(condition) => self.operand(&condition.body),
            ruff::Expr::Tuple(tuple) if !tuple.parenthesized => self.operand(tuple.elts.first()?),
            ruff::Expr::UnaryOp(op) if op.op == ruff::UnaryOp::Not => None,
            ruff::Expr::Lambda(_) | ruff::Expr::Named(_) | ruff::Expr::Starred(_) => None,
            ruff::Expr::Yield(_) | ruff::Expr::YieldFrom(_) => None,
            _ => Some(range),
        }
    }

    /// True if parentheses stand directly around a range.
    fn in_parentheses(&self, range: ByteRange) -> bool {
        let first = self.index_at(range.start);
        first > 0 && self.text(first - 1) == "(" && self.text(self.index_at(range.end)) == ")"
    }

    /// An equals sign in a condition or an element of a display.
    pub(super) fn equals_in_condition(&self) -> Option<Diagnostic> {
        let left = self.widest_until(self.before().1.range.end)?;
        let first = self.index_at(byte_range(left.range()).start);
        let opener = self.text(first.checked_sub(1)?);
        if !matches!(opener, "(" | "[" | "{" | "," | "if" | "elif" | "while") {
            return None;
        }
        let next = self.token(self.at + 1);
        let right = match self.widest_from(next.range.start, false).and_then(|range| self.expression_at(range)) {
            Some(expr) => self.operand(expr)?,
            None if self.starts_expression(self.at + 1) => next.range,
            None => return None,
        };
        let after = self.text(self.index_at(right.end));
        if matches!(after, "=" | ":=") {
            return None;
        }
        let left_operand = self.operand(left)?;
        if left_operand != byte_range(left.range()) {
            return None;
        }
        self.comparison_of(left, right)
    }

    /// `x, y: int`: CPython points at the first element.
    pub(super) fn annotated_tuple(&self, range: ByteRange) -> Diagnostic {
        let message = "only single target (not tuple) can be annotated";
        match self.expression_at(range) {
            Some(ruff::Expr::Tuple(tuple)) if !tuple.parenthesized => {
                let first = tuple.elts.first().map_or(range, |first| byte_range(first.range()));
                Diagnostic::syntax(first, message)
            }
            _ => Diagnostic::syntax(range, message),
        }
    }

    /// `:=` where only a parenthesised one may stand.
    pub(super) fn bare_walrus(&mut self, range: ByteRange) -> Diagnostic {
        let first = self.index_at(range.start);
        self.at = (first..self.tokens.len()).find(|index| self.text(*index) == ":=").unwrap_or(first);
        self.invalid()
    }
}
