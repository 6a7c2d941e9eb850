//! Text to a syntax tree of our own, and what can be taken hold of in it.
//!
//! Parsing never fails: it gives what it understood plus diagnostics. Only `parse.rs` names ruff, whose API moves.
//! Knows nothing of values, machines or pages.

pub mod ast;
mod checks;
mod diagnostic;
mod nesting;
mod parse;
mod scan;
pub mod visit;

pub use diagnostic::{Diagnostic, DiagnosticKind};
pub use parse::{Parsed, SOURCE_BYTES_MAX, TREE_DEPTH_MAX, parse};
