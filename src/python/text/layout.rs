//! Where sign, prefix, digits, point and padding of a number stand in a given width, and how digits are grouped: the
//! arithmetic of CPython's `formatter_unicode.c`.

use super::spec::{Align, Spec};

/// A number in pieces.
#[derive(Clone, Copy, Debug, Default)]
pub struct Number<'a> {
    pub negative: bool,
    /// `0x` and the like.
    pub prefix: &'a str,
    /// What is grouped and padded with zeros.
    pub digits: &'a str,
    /// The point and what follows; or what is not digits at all (`inf`).
    pub rest: &'a str,
}

impl<'a> Number<'a> {
    /// Takes apart a number written by `float_text`, the sign included.
    pub fn of_float(text: &'a str) -> Number<'a> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        Number { negative, prefix: "", digits: &text[..split], rest: &text[split..] }
    }
}

/// `number` as `spec` wants it, digits in groups of `group` if it asks for groups.
pub fn lay_out(spec: &Spec, number: Number<'_>, group: usize) -> String {
    let sign = match (number.negative, spec.sign) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(' ')) => " ",
        _ => "",
    };
    let fixed = sign.len() + number.prefix.len() + number.rest.chars().count();
    let width = spec.width.unwrap_or(0);
    let least = if spec.fill == '0' && spec.align == Align::AfterSign { width.saturating_sub(fixed) } else { 0 };
    let digits = if number.digits.is_empty() {
        String::new()
    } else {
        match spec.grouping {
            Some(separator) => grouped(number.digits, least, group, separator),
            None => zero_filled(number.digits, least),
        }
    };
    let padding = width.saturating_sub(fixed + digits.len());
    let (left, inner, right) = match spec.align {
        Align::Left => (0, 0, padding),
        Align::Right => (padding, 0, 0),
        Align::Center => (padding / 2, 0, padding - padding / 2),
        Align::AfterSign => (0, padding, 0),
    };
    let mut out = String::with_capacity(width + digits.len());
    let fill = |out: &mut String, n: usize| out.extend(std::iter::repeat_n(spec.fill, n));
    fill(&mut out, left);
    out.push_str(sign);
    out.push_str(number.prefix);
    fill(&mut out, inner);
    out.push_str(&digits);
    out.push_str(number.rest);
    fill(&mut out, right);
    out
}

/// Text as `spec` wants it.
pub fn pad(spec: &Spec, text: &str) -> String {
    let padding = spec.width.unwrap_or(0).saturating_sub(text.chars().count());
    let left = match spec.align {
        Align::Left | Align::AfterSign => 0,
        Align::Right => padding,
        Align::Center => padding / 2,
    };
    let mut out = String::with_capacity(text.len() + padding);
    out.extend(std::iter::repeat_n(spec.fill, left));
    out.push_str(text);
    out.extend(std::iter::repeat_n(spec.fill, padding - left));
    out
}

fn zero_filled(digits: &str, least: usize) -> String {
    let mut out = "0".repeat(least.saturating_sub(digits.len()));
    out.push_str(digits);
    out
}

/// Digits in groups from the right; filled with zeros, which are grouped too, up to `least` characters. A separator never
/// comes first: the result may be one wider than `least`.
fn grouped(digits: &str, least: usize, group: usize, separator: char) -> String {
    let mut left = digits.as_bytes();
    let mut least = least as i64;
    // Backwards: the last digit first.
    let mut out: Vec<u8> = Vec::new();
    loop {
        let len = group.min(left.len().max(usize::try_from(least).unwrap_or(0)).max(1));
        let taken = len.min(left.len());
        let (rest, part) = left.split_at(left.len() - taken);
        out.extend(part.iter().rev());
        out.extend(std::iter::repeat_n(b'0', len - taken));
        left = rest;
        least -= len as i64;
        if left.is_empty() && least <= 0 {
            break;
        }
        out.push(separator as u8);
        least -= 1;
    }
    out.reverse();
    out.into_iter().map(char::from).collect()
}
