//! Floats and complex numbers from text.

use super::fault::Fault;
use super::int::{is_c_space, to_ascii};

/// `float(text)`; `None` if it is no number.
pub fn parse_float(text: &str) -> Option<f64> {
    let text = to_ascii(text);
    let plain = without_underscores(text.trim_matches(is_c_space))?;
    plain.parse().ok()
}

/// `float(text)`; `shown` is the `repr` of what was given.
///
/// # Errors
/// ValueError as CPython words it.
pub fn float_of(text: &str, shown: impl Fn() -> String) -> Result<f64, Fault> {
    parse_float(text).ok_or_else(|| Fault::value(format!("could not convert string to float: {}", shown())))
}

/// Underscores may stand between two digits.
fn without_underscores(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |i: Option<usize>| i.and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_digit);
    let misplaced = |(i, &b): (usize, &u8)| b == b'_' && !(digit(i.checked_sub(1)) && digit(Some(i + 1)));
    if bytes.iter().enumerate().any(misplaced) {
        return None;
    }
    Some(text.replace('_', ""))
}

/// `complex(text)`.
///
/// # Errors
/// ValueError as CPython words it.
pub fn parse_complex(text: &str) -> Result<(f64, f64), Fault> {
    let ascii = to_ascii(text);
    let malformed = || Fault::value("complex() arg is a malformed string");
    let mut body = ascii.trim_matches(is_c_space);
    if let Some(inner) = body.strip_prefix('(') {
        body = inner.strip_suffix(')').ok_or_else(malformed)?.trim_matches(is_c_space);
    }
    let body = without_underscores(body).ok_or_else(malformed)?;
    read_complex(&body).ok_or_else(malformed)
}

fn read_complex(body: &str) -> Option<(f64, f64)> {
    let Some(rest) = body.strip_suffix(['j', 'J']) else { return Some((body.parse().ok()?, 0.0)) };
    // The sign that starts the imaginary part is the last one that is not an exponent's.
    let bytes = rest.as_bytes();
    let exponent = |i: usize| i > 0 && matches!(bytes[i - 1], b'e' | b'E');
    let split = (1..bytes.len()).rev().find(|&i| matches!(bytes[i], b'+' | b'-') && !exponent(i)).unwrap_or(0);
    let (real, imaginary) = rest.split_at(split);
    let imaginary = match imaginary {
        "" | "+" => 1.0,
        "-" => -1.0,
        text => text.parse().ok()?,
    };
    let real = if real.is_empty() { 0.0 } else { real.parse().ok()? };
    Some((real, imaginary))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::text::tables::rows;
    use crate::python::text::{float_repr, str_repr};

    /// Recorded from CPython 3.13: `text | float(text)`, or `!Error text`.
    #[test]
    fn floats_as_recorded() {
        for row in rows(include_str!("tables/float.jsonl")) {
            let [text, wanted] = row.as_slice() else { panic!("{row:?}") };
            let got = float_of(text, || str_repr(text));
            let got = got.map_or_else(|f| format!("!{f}"), float_repr);
            assert_eq!(&got, wanted, "float({text:?})");
        }
    }

    #[test]
    fn complex_numbers() {
        let good = [
            ("1+2j", (1.0, 2.0)),
            (" ( -1.5e3-J ) ", (-1500.0, -1.0)),
            ("j", (0.0, 1.0)),
            ("1e-3j", (0.0, 0.001)),
            ("1e+5-2e-5j", (1e5, -2e-5)),
            ("7", (7.0, 0.0)),
        ];
        for (text, wanted) in good {
            assert_eq!(parse_complex(text), Ok(wanted), "{text}");
        }
        for text in ["", "1 + 2j", "1+2", "x", "(1", "1jj", "1+-2j"] {
            assert!(parse_complex(text).is_err(), "{text}");
        }
    }
}
