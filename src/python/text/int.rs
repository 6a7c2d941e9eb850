//! Ints from text and to text, in any base, with CPython's limit on decimal digits.

use super::fault::Fault;
use super::unicode::{decimal, is_space};
use num_bigint::{BigInt, BigUint};

/// CPython's default `sys.get_int_max_str_digits()`.
pub const MAX_DIGITS: usize = 4300;
/// Ints of fewer bits have fewer digits than the limit.
const SAFE_BITS: u64 = 14_000;

/// Digits in a base of 2 to 36, lower case.
pub fn radix_text(magnitude: &BigUint, radix: u32) -> String {
    magnitude.to_str_radix(radix)
}

/// An int in decimal.
///
/// # Errors
/// ValueError for more digits than [`MAX_DIGITS`].
pub fn decimal_text(n: &BigInt) -> Result<String, Fault> {
    check_digits(n)?;
    Ok(n.to_string())
}

/// Refuses ints that have more decimal digits than CPython converts.
///
/// # Errors
/// ValueError.
pub fn check_digits(n: &BigInt) -> Result<(), Fault> {
    if n.bits() > SAFE_BITS && *n.magnitude() >= BigUint::from(10u32).pow(MAX_DIGITS as u32) {
        return Err(Fault::value(format!(
            "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion; \
             use sys.set_int_max_str_digits() to increase the limit"
        )));
    }
    Ok(())
}

/// The text as C's number parsers get it: spaces and digits of all scripts as ASCII, anything else they cannot read as `?`.
pub fn to_ascii(text: &str) -> String {
    if text.is_ascii() {
        return text.to_string();
    }
    let plain = |c: char| match decimal(c) {
        _ if c.is_ascii() => c,
        _ if is_space(c) => ' ',
        Some(digit) => char::from_digit(digit, 10).unwrap_or('?'),
        None => '?',
    };
    text.chars().map(plain).collect()
}

/// What C's `isspace` takes for space.
pub fn is_c_space(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r')
}

/// `int(text, base)`; `shown` is the `repr` of what was given.
///
/// # Errors
/// ValueError as CPython words it. The base is known to be 0 or 2 to 36.
pub fn parse_int(text: &str, base: u32, shown: impl Fn() -> String) -> Result<BigInt, Fault> {
    let text = to_ascii(text);
    match read(text.trim_matches(is_c_space), base) {
        Ok(n) => Ok(n),
        Err(Bad::Literal) => {
            let shown: String = shown().chars().take(200).collect();
            Err(Fault::value(format!("invalid literal for int() with base {base}: {shown}")))
        }
        Err(Bad::TooLong(digits)) => Err(Fault::value(format!(
            "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion: value has {digits} digits; \
             use sys.set_int_max_str_digits() to increase the limit"
        ))),
    }
}

enum Bad {
    Literal,
    TooLong(usize),
}

fn read(text: &str, base: u32) -> Result<BigInt, Bad> {
    let (negative, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let prefixed = |rest: &str| match rest.as_bytes() {
        [b'0', b'x' | b'X', ..] => Some(16),
        [b'0', b'o' | b'O', ..] => Some(8),
        [b'0', b'b' | b'B', ..] => Some(2),
        _ => None,
    };
    let prefix = prefixed(rest);
    let mut only_zero = false;
    let radix = match (base, prefix) {
        (0, Some(radix)) => radix,
        (0, None) => {
            only_zero = rest.starts_with('0');
            10
        }
        (radix, _) => radix,
    };
    if prefix == Some(radix) {
        rest = &rest[2..];
        rest = rest.strip_prefix('_').unwrap_or(rest);
    }
    let mut digits = String::with_capacity(rest.len());
    let mut after_digit = false;
    for c in rest.chars() {
        if c == '_' && after_digit {
            after_digit = false;
        } else if c.is_digit(radix) {
            digits.push(c);
            after_digit = true;
        } else {
            return Err(Bad::Literal);
        }
    }
    if !after_digit || only_zero && digits.bytes().any(|b| b != b'0') {
        return Err(Bad::Literal);
    }
    if digits.len() > MAX_DIGITS && !radix.is_power_of_two() {
        return Err(Bad::TooLong(digits.len()));
    }
    let magnitude = BigInt::parse_bytes(digits.as_bytes(), radix).ok_or(Bad::Literal)?;
    Ok(if negative { -magnitude } else { magnitude })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::text::str_repr;
    use crate::python::text::tables::rows;

    /// Recorded from CPython 3.13: `text | base | result`, or `!Error text`.
    #[test]
    fn as_recorded() {
        for row in rows(include_str!("tables/int.jsonl")) {
            let [text, base, wanted] = row.as_slice() else { panic!("{row:?}") };
            let got = parse_int(text, base.parse().unwrap(), || str_repr(text));
            let got = got.map_or_else(|f| format!("!{f}"), |n| n.to_string());
            assert_eq!(&got, wanted, "int({text:?}, {base})");
        }
    }

    #[test]
    fn no_more_than_4300_digits() {
        let n = BigInt::from(10).pow(4300);
        assert!(decimal_text(&(&n - 1)).is_ok());
        assert!(decimal_text(&n).is_err());
        assert!(parse_int(&"1".repeat(4301), 10, String::new).is_err());
        assert!(parse_int(&"1".repeat(9999), 16, String::new).is_ok());
    }
}
