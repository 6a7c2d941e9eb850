//! Numbers and text to text and back: `repr`, format specifications, `%` formatting, `str.format`, reading numbers. Identical to
//! CPython's output and errors to the letter. All but `value.rs`, `percent.rs`, `replace.rs` and `ask.rs` are pure.

pub mod ask;
pub mod fault;
pub mod fields;
mod float;
mod format;
pub mod int;
mod layout;
pub mod percent;
mod quote;
mod real;
pub mod replace;
mod spec;
pub mod unicode;
mod unicode_tables;
mod value;

pub use fault::Fault;
pub use float::float_repr;
pub use percent::percent_format;
pub use quote::{ascii_repr, bytes_repr, push_escape, str_repr};
pub use real::{float_of, parse_complex};

/// Tables recorded from CPython: a JSON list of strings a line.
#[cfg(test)]
pub mod tables {
    pub fn rows(text: &str) -> Vec<Vec<String>> {
        text.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
    }
}
