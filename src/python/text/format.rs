//! `format(value, spec)` for strings and numbers. Pure: what class a value is, and whether its own `__format__` goes first,
//! is the business of `value.rs`.

use super::fault::Fault;
use super::float::{Flags, Style, float_text};
use super::int::{check_digits, radix_text};
use super::layout::{Number, lay_out, pad};
use super::spec::{Align, Spec, parse_spec, unknown_kind};
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

/// A string.
///
/// # Errors
/// ValueError as CPython words it.
pub fn format_str(text: &str, spec: &str, type_name: &str) -> Result<String, Fault> {
    let spec = parse_spec(spec, Some('s'), Align::Left, type_name)?;
    if let Some(c) = spec.kind.filter(|&c| c != 's') {
        return Err(unknown_kind(c, type_name));
    }
    match spec.sign {
        Some(' ') => return Err(Fault::value("Space not allowed in string format specifier")),
        Some(_) => return Err(Fault::value("Sign not allowed in string format specifier")),
        None => {}
    }
    if spec.no_negative_zero {
        return Err(Fault::value("Negative zero coercion (z) not allowed in string format specifier"));
    }
    if spec.alternate {
        return Err(Fault::value("Alternate form (#) not allowed in string format specifier"));
    }
    if spec.align == Align::AfterSign {
        return Err(Fault::value("'=' alignment not allowed in string format specifier"));
    }
    let cut = spec.precision.and_then(|p| text.char_indices().nth(p)).map_or(text, |(i, _)| &text[..i]);
    Ok(pad(&spec, cut))
}

/// An int (or bool).
///
/// # Errors
/// ValueError, OverflowError as CPython words them.
pub fn format_int(n: &BigInt, spec: &str, type_name: &str) -> Result<String, Fault> {
    let spec = parse_spec(spec, Some('d'), Align::Right, type_name)?;
    match spec.kind {
        Some('b' | 'c' | 'd' | 'o' | 'x' | 'X' | 'n') => {}
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
            let Some(f) = n.to_f64().filter(|f| f.is_finite()) else {
                return Err(Fault::overflow("int too large to convert to float"));
            };
            return lay_out_float(f, &spec);
        }
        Some(c) => return Err(unknown_kind(c, type_name)),
        None => {}
    }
    if spec.precision.is_some() {
        return Err(Fault::value("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(Fault::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    if spec.kind == Some('c') {
        return format_char(n, &spec);
    }
    let (radix, prefix, group) = match spec.kind {
        Some('b') => (2, "0b", 4),
        Some('o') => (8, "0o", 4),
        Some('x') => (16, "0x", 4),
        Some('X') => (16, "0X", 4),
        _ => (10, "", 3),
    };
    if radix == 10 {
        check_digits(n)?;
    }
    let mut digits = radix_text(n.magnitude(), radix);
    if spec.kind == Some('X') {
        digits.make_ascii_uppercase();
    }
    let prefix = if spec.alternate { prefix } else { "" };
    let number = Number { negative: n.is_negative(), prefix, digits: &digits, rest: "" };
    Ok(lay_out(&spec, number, group))
}

fn format_char(n: &BigInt, spec: &Spec) -> Result<String, Fault> {
    if spec.sign.is_some() {
        return Err(Fault::value("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(Fault::value("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    let Some(code) = n.to_i64() else {
        return Err(Fault::overflow("Python int too large to convert to C long"));
    };
    let Some(c) = u32::try_from(code).ok().filter(|&c| c < 0x11_0000) else {
        return Err(Fault::overflow("%c arg not in range(0x110000)"));
    };
    let Some(c) = char::from_u32(c) else { return Err(Fault::surrogate()) };
    let mut buffer = [0; 4];
    let number = Number { rest: c.encode_utf8(&mut buffer), ..Number::default() };
    Ok(lay_out(spec, number, 3))
}

/// A float.
///
/// # Errors
/// ValueError as CPython words it.
pub fn format_float(f: f64, spec: &str, type_name: &str) -> Result<String, Fault> {
    let spec = parse_spec(spec, None, Align::Right, type_name)?;
    match spec.kind {
        None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') => lay_out_float(f, &spec),
        Some(c) => Err(unknown_kind(c, type_name)),
    }
}

fn lay_out_float(f: f64, spec: &Spec) -> Result<String, Fault> {
    let f = if spec.kind == Some('%') { f * 100.0 } else { f };
    let mut text = float_as(f, spec)?;
    if spec.kind == Some('%') {
        text.push('%');
    }
    Ok(lay_out(spec, Number::of_float(&text), 3))
}

/// The digits of a float as the type and precision say, with a sign if it is negative.
fn float_as(f: f64, spec: &Spec) -> Result<String, Fault> {
    if spec.precision.is_some_and(|p| p > i32::MAX as usize) {
        return Err(Fault::value("precision too big"));
    }
    let precision = spec.precision.unwrap_or(6);
    let style = match spec.kind {
        Some('e' | 'E') => Style::Scientific(precision),
        Some('f' | 'F' | '%') => Style::Fixed(precision),
        Some(_) => Style::General(precision),
        None => spec.precision.map_or(Style::Shortest, Style::General),
    };
    let flags =
        Flags { alternate: spec.alternate, point_zero: spec.kind.is_none(), no_negative_zero: spec.no_negative_zero };
    let mut text = float_text(f, style, flags);
    if matches!(spec.kind, Some('E' | 'F' | 'G')) {
        text.make_ascii_uppercase();
    }
    Ok(text)
}

/// A complex number.
///
/// # Errors
/// ValueError as CPython words it.
pub fn format_complex((re, im): (f64, f64), spec: &str, type_name: &str) -> Result<String, Fault> {
    let spec = parse_spec(spec, None, Align::Right, type_name)?;
    if let Some(c) = spec.kind.filter(|c| !"eEfFgGn".contains(*c)) {
        return Err(unknown_kind(c, type_name));
    }
    if spec.fill == '0' {
        return Err(Fault::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == Align::AfterSign {
        return Err(Fault::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    let bare = Spec { fill: ' ', align: Align::Left, width: None, ..spec };
    let part = |f: f64, sign: Option<char>| -> Result<String, Fault> {
        let style = Spec { kind: spec.kind.or(spec.precision.map(|_| 'g')), ..spec };
        // Without a type and precision the digits are those of `repr`, without `.0`.
        let text = match style.kind {
            None => {
                let flags =
                    Flags { alternate: spec.alternate, no_negative_zero: spec.no_negative_zero, point_zero: false };
                float_text(f, Style::Shortest, flags)
            }
            Some(_) => float_as(f, &style)?,
        };
        Ok(lay_out(&Spec { sign, ..bare }, Number::of_float(&text), 3))
    };
    let only_imaginary = spec.kind.is_none() && re == 0.0 && re.is_sign_positive();
    let body = if only_imaginary {
        format!("{}j", part(im, spec.sign)?)
    } else {
        let text = format!("{}{}j", part(re, spec.sign)?, part(im, Some('+'))?);
        if spec.kind.is_none() { format!("({text})") } else { text }
    };
    Ok(pad(&spec, &body))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::text::tables::rows;

    /// Recorded from CPython 3.13: `kind | spec | value | result`, or `!Error text`.
    #[test]
    fn as_recorded() {
        for row in rows(include_str!("tables/format.jsonl")) {
            let [kind, spec, value, wanted] = row.as_slice() else { panic!("{row:?}") };
            let got = match kind.as_str() {
                "str" => format_str(value, spec, "str"),
                "int" => format_int(&value.parse().unwrap(), spec, "int"),
                "float" => format_float(value.parse().unwrap(), spec, "float"),
                "complex" => {
                    let (re, im) = value.split_once(' ').unwrap();
                    format_complex((re.parse().unwrap(), im.parse().unwrap()), spec, "complex")
                }
                other => panic!("{other}"),
            };
            let got = got.unwrap_or_else(|f| format!("!{f}"));
            assert_eq!(&got, wanted, "format({kind} {value}, {spec:?})");
        }
    }
}
