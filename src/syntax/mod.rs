//! Text to a syntax tree of our own, and what can be taken hold of in it.
//!
//! Parsing never fails: it gives what it understood plus diagnostics. Only `parse.rs` names ruff, whose API moves.
//! Knows nothing of values, machines or pages.

pub mod ast;
mod diagnostic;
mod nesting;
mod parse;
mod scan;
mod text_offsets;

pub use diagnostic::{Diagnostic, DiagnosticKind};
pub use parse::{Parsed, SOURCE_BYTES_MAX, TREE_DEPTH_MAX, parse};
pub use text_offsets::{TextOffsets, normal_newlines};
