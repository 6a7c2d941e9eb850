//! `from __future__ import …`: which features there are. That such imports come first is checked with the code.

use super::super::ast::{ExprKind, Module, Stmt, StmtKind};
use super::super::diagnostic::Diagnostic;
use crate::base::ByteRange;

/// The features of CPython 3.13.
const FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

/// The first feature that does not exist, among the imports at the start of the module.
pub(super) fn check(module: &Module) -> Option<Diagnostic> {
    for stmt in module.body.get(..first_code(module)).unwrap_or(&[]) {
        let StmtKind::ImportFrom { names, .. } = &stmt.kind else { continue };
        for alias in names {
            let name = alias.name.name.as_str();
            // CPython points at the statement, with one caret.
            let at = ByteRange::new(stmt.range.start, stmt.range.start);
            if name == "braces" {
                return Some(Diagnostic::syntax(at, "not a chance"));
            }
            if !FEATURES.contains(&name) {
                return Some(Diagnostic::syntax(at, format!("future feature {name} is not defined")));
            }
        }
    }
    None
}

/// True for `from __future__ import …`.
pub(super) fn is_future_import(stmt: &Stmt) -> bool {
    matches!(&stmt.kind, StmtKind::ImportFrom { module: Some(module), level: 0, .. } if module.name == "__future__")
}

/// Index of the first statement after which no future import may come.
pub(super) fn first_code(module: &Module) -> usize {
    let docstring = module.body.first().is_some_and(is_docstring);
    let futures = module.body.iter().skip(usize::from(docstring)).take_while(|stmt| is_future_import(stmt)).count();
    usize::from(docstring) + futures
}

fn is_docstring(stmt: &Stmt) -> bool {
    use super::super::ast::Constant;
    matches!(&stmt.kind, StmtKind::Expr(expr) if matches!(expr.kind, ExprKind::Constant(Constant::Str(_))))
}
