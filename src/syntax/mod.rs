//! Text to a syntax tree of our own, and what can be taken hold of in it.
//!
//! Parsing never fails: it gives what it understood plus diagnostics. Only `parse.rs` names ruff, whose API moves.
//! Knows nothing of values, machines or pages.

pub mod ast;
mod checks;
mod diagnostic;
mod durations;
mod edits;
mod escapes;
mod folded;
mod line_index;
mod literals;
mod nesting;
mod parse;
mod routes;
mod scan;
mod services;
mod sites;
mod symbols;
mod text_offsets;
pub mod visit;
mod warnings;

pub use diagnostic::{Diagnostic, DiagnosticKind};
pub use durations::{Duration, durations};
pub use edits::{EditError, Refusal, TextEdit, apply, cycle, set_all, switch};
pub use line_index::{LineIndex, Position};
pub use parse::{Parsed, SOURCE_BYTES_MAX, TREE_DEPTH_MAX, parse, parse_own};
pub use routes::{Route, routes};
pub use services::{Service, Setting, services, set_service};
pub use sites::{WaitKind, WaitOption, WaitSite, wait_sites};
pub use text_offsets::{TextOffsets, normal_newlines};
pub use warnings::{Warning, warnings};
