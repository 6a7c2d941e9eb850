//! Errors that CPython finds after parsing: in its passes over `__future__` imports, over names, and while generating code.
//!
//! Over our own tree, and in CPython's order, so that of several errors the one it reports is found. Knows nothing of how
//! the tree came about.

mod flow;
mod future;
mod patterns;

use super::ast::Module;
use super::diagnostic::Diagnostic;
use super::symbols::SymbolTable;

/// The first error in a program that parses.
pub(super) fn check(module: &Module) -> Option<Diagnostic> {
    future::check(module).or_else(|| SymbolTable::build(module).error()).or_else(|| flow::check(module))
}
