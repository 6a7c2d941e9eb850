//! Numbers and text to text: `repr`, format specifications, `%` formatting. Identical to CPython's output to the letter.

mod float;
mod percent;
mod quote;
mod spec;

pub use float::{float_fixed, float_repr, float_scientific};
pub use percent::percent_format;
pub use quote::{ascii_repr, bytes_repr, is_printable, str_repr};
pub use spec::{Spec, parse_spec};
