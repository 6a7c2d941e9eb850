//! Floats to text: the shortest digits that read back the same, or a given number of them, arranged as CPython's
//! `PyOS_double_to_string` arranges them. Knows nothing of widths and grouping.

/// No float has more digits than this after its point, or before its exponent; beyond are zeros.
const MOST_DIGITS: usize = 1100;

/// How a float is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `repr`: the shortest digits that read back the same.
    Shortest,
    /// `%e` with so many digits after the point.
    Scientific(usize),
    /// `%f` with so many digits after the point.
    Fixed(usize),
    /// `%g` with so many significant digits.
    General(usize),
}

/// Details of how a float is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `#`: the point is always written and `%g` keeps its zeros.
    pub alternate: bool,
    /// At least one digit after the point if there is no exponent, as `repr` has it.
    pub point_zero: bool,
    /// `z`: a negative zero, after rounding, loses its sign.
    pub no_negative_zero: bool,
}

/// `repr` of a float.
pub fn float_repr(f: f64) -> String {
    float_text(f, Style::Shortest, Flags { point_zero: true, ..Flags::default() })
}

/// A float with a minus sign if it has one, in lower case.
pub fn float_text(f: f64, style: Style, flags: Flags) -> String {
    if f.is_nan() {
        return String::from("nan");
    }
    let magnitude = f.abs();
    let body = match style {
        _ if f.is_infinite() => String::from("inf"),
        Style::Fixed(precision) => with_point(fixed(magnitude, precision), precision, flags.alternate),
        Style::Scientific(precision) => {
            let (mantissa, exponent) = scientific(magnitude, precision);
            format!("{}{}", with_point(mantissa, precision, flags.alternate), exponent_text(exponent))
        }
        Style::General(precision) => {
            let precision = precision.max(1);
            let (mantissa, exponent) = scientific(magnitude, precision - 1);
            let last = precision as i64 - i64::from(flags.point_zero);
            let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
            let wanted = if flags.alternate { precision } else { 0 };
            arrange(&digits, exponent, i64::from(exponent) < last, wanted, flags)
        }
        Style::Shortest => {
            let (digits, exponent) = shortest(magnitude);
            arrange(&digits, exponent, exponent < 16, 0, flags)
        }
    };
    let mantissa = body.split('e').next().unwrap_or_default();
    let zero = !mantissa.bytes().any(|b| matches!(b, b'1'..=b'9' | b'i'));
    let negative = f.is_sign_negative() && !(flags.no_negative_zero && zero);
    if negative { format!("-{body}") } else { body }
}

/// `digits` of a number whose first digit stands for 10 to the `exponent`, without an exponent if it is not too small and
/// `short` allows it.
fn arrange(digits: &str, exponent: i32, short: bool, wanted: usize, flags: Flags) -> String {
    let trimmed = digits.trim_end_matches('0');
    let mut digits = String::from(if trimmed.is_empty() { "0" } else { trimmed });
    while digits.len() < wanted {
        digits.push('0');
    }
    if exponent < -4 || !short {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() && !flags.alternate { "" } else { "." };
        return format!("{first}{point}{rest}{}", exponent_text(exponent));
    }
    if exponent < 0 {
        return format!("0.{}{digits}", "0".repeat((-exponent - 1) as usize));
    }
    let whole = exponent as usize + 1;
    if digits.len() > whole {
        return format!("{}.{}", &digits[..whole], &digits[whole..]);
    }
    let tail = match (flags.point_zero, flags.alternate) {
        (true, _) => ".0",
        (false, true) => ".",
        (false, false) => "",
    };
    format!("{digits}{}{tail}", "0".repeat(whole - digits.len()))
}

fn with_point(mut text: String, precision: usize, alternate: bool) -> String {
    if precision == 0 && alternate {
        text.push('.');
    }
    text
}

fn exponent_text(exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("e{sign}{:02}", exponent.unsigned_abs())
}

/// The shortest digits that read back as `f` (not negative, finite), and the power of ten of the first.
fn shortest(f: f64) -> (String, i32) {
    let text = format!("{f:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = mantissa.chars().filter(char::is_ascii_digit).collect();
    (digits, exponent.parse().unwrap_or(0))
}

/// All of `precision` digits after the point, correctly rounded (half to even).
fn fixed(f: f64, precision: usize) -> String {
    let exact = precision.min(MOST_DIGITS);
    let mut text = format!("{f:.exact$}");
    text.extend(std::iter::repeat_n('0', precision - exact));
    text
}

/// One digit, the point, `precision` digits, correctly rounded (half to even), and the exponent.
fn scientific(f: f64, precision: usize) -> (String, i32) {
    let exact = precision.min(MOST_DIGITS);
    let text = format!("{f:.exact$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let mut mantissa = mantissa.to_string();
    mantissa.extend(std::iter::repeat_n('0', precision - exact));
    (mantissa, exponent.parse().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As CPython 3.13 prints them.
    #[test]
    fn repr_is_pythons() {
        for (f, text) in [
            (0.1, "0.1"),
            (1.0, "1.0"),
            (1e16, "1e+16"),
            (123456789012345680.0, "1.2345678901234568e+17"),
            (1e15, "1000000000000000.0"),
            (9999999999999998.0, "9999999999999998.0"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (-0.0, "-0.0"),
            (1.5e300, "1.5e+300"),
            (5e-324, "5e-324"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
            (-f64::NAN, "nan"),
            (2.5, "2.5"),
        ] {
            assert_eq!(float_repr(f), text);
        }
    }

    #[test]
    fn digits_are_exact_and_round_half_to_even() {
        let text = |f, style| float_text(f, style, Flags::default());
        assert_eq!(text(2.675, Style::Fixed(2)), "2.67");
        assert_eq!(text(0.5, Style::Fixed(0)), "0");
        assert_eq!(text(1.5, Style::Fixed(0)), "2");
        assert_eq!(text(2.5, Style::Fixed(0)), "2");
        assert_eq!(text(12345.678, Style::Scientific(2)), "1.23e+04");
        assert_eq!(text(0.125, Style::General(2)), "0.12");
        assert_eq!(text(100000.0, Style::General(6)), "100000");
        assert_eq!(text(1000000.0, Style::General(6)), "1e+06");
        assert_eq!(text(1.0, Style::Fixed(1200)).len(), 1202);
    }
}
