//! The format specification mini-language, `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`: reading it.

use super::fault::Fault;

/// Where the padding goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`
    Center,
    /// `=`: between the sign and the digits.
    AfterSign,
}

/// A specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    pub fill: char,
    pub align: Align,
    /// `+`, `-` or a space.
    pub sign: Option<char>,
    /// `z`: a negative zero, after rounding, loses its sign.
    pub no_negative_zero: bool,
    /// `#`
    pub alternate: bool,
    pub width: Option<usize>,
    /// `,` or `_`
    pub grouping: Option<char>,
    pub precision: Option<usize>,
    /// The type character.
    pub kind: Option<char>,
}

/// Reads a specification for a value of the class `type_name`. `kind` and `align` are those of its class.
///
/// # Errors
/// ValueError as CPython words it.
pub fn parse_spec(text: &str, kind: Option<char>, align: Align, type_name: &str) -> Result<Spec, Fault> {
    let chars: Vec<char> = text.chars().collect();
    let at = |i: usize| chars.get(i).copied();
    let mut spec = Spec {
        fill: ' ',
        align,
        sign: None,
        no_negative_zero: false,
        alternate: false,
        width: None,
        grouping: None,
        precision: None,
        kind,
    };
    let mut i = 0;
    let mut filled = false;
    let mut aligned = false;
    if let Some(a) = at(1).and_then(alignment) {
        (spec.fill, spec.align) = (at(0).unwrap_or(' '), a);
        (filled, aligned) = (true, true);
        i = 2;
    } else if let Some(a) = at(0).and_then(alignment) {
        spec.align = a;
        aligned = true;
        i = 1;
    }
    if let Some(c @ ('+' | '-' | ' ')) = at(i) {
        spec.sign = Some(c);
        i += 1;
    }
    if at(i) == Some('z') {
        spec.no_negative_zero = true;
        i += 1;
    }
    if at(i) == Some('#') {
        spec.alternate = true;
        i += 1;
    }
    if !filled && at(i) == Some('0') {
        spec.fill = '0';
        if !aligned && align == Align::Right {
            spec.align = Align::AfterSign;
        }
        i += 1;
    }
    spec.width = digits(&chars, &mut i)?;
    if at(i) == Some(',') {
        spec.grouping = Some(',');
        i += 1;
    }
    if at(i) == Some('_') {
        if spec.grouping.is_some() {
            return Err(Fault::value("Cannot specify both ',' and '_'."));
        }
        spec.grouping = Some('_');
        i += 1;
    }
    if at(i) == Some(',') && spec.grouping == Some('_') {
        return Err(Fault::value("Cannot specify both ',' and '_'."));
    }
    if at(i) == Some('.') {
        i += 1;
        spec.precision = digits(&chars, &mut i)?;
        if spec.precision.is_none() {
            return Err(Fault::value("Format specifier missing precision"));
        }
    }
    if chars.len() > i + 1 {
        let text = format!("Invalid format specifier '{text}' for object of type '{type_name}'");
        return Err(Fault::value(text));
    }
    spec.kind = at(i).or(kind);
    check_grouping(&spec)?;
    Ok(spec)
}

fn alignment(c: char) -> Option<Align> {
    match c {
        '<' => Some(Align::Left),
        '>' => Some(Align::Right),
        '^' => Some(Align::Center),
        '=' => Some(Align::AfterSign),
        _ => None,
    }
}

/// Decimal digits of any script, as CPython reads them.
fn digits(chars: &[char], i: &mut usize) -> Result<Option<usize>, Fault> {
    let mut value: Option<i64> = None;
    while let Some(digit) = chars.get(*i).and_then(|&c| super::unicode::decimal(c)) {
        let next = value.unwrap_or(0).checked_mul(10).and_then(|v| v.checked_add(i64::from(digit)));
        if next.is_none() {
            return Err(Fault::value("Too many decimal digits in format string"));
        }
        value = next;
        *i += 1;
    }
    Ok(value.map(|v| usize::try_from(v).unwrap_or(usize::MAX)))
}

fn check_grouping(spec: &Spec) -> Result<(), Fault> {
    let Some(separator) = spec.grouping else { return Ok(()) };
    match spec.kind {
        None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'F' | 'G' | '%') => Ok(()),
        Some('b' | 'o' | 'x' | 'X') if separator == '_' => Ok(()),
        Some(c) => Err(Fault::value(format!("Cannot specify '{separator}' with '{}'.", shown(c)))),
    }
}

/// The error for a type character that the class does not know.
pub fn unknown_kind(c: char, type_name: &str) -> Fault {
    Fault::value(format!("Unknown format code '{}' for object of type '{type_name}'", shown(c)))
}

/// A character as errors show it.
pub fn shown(c: char) -> String {
    if c > ' ' && c < '\u{80}' { c.to_string() } else { format!("\\x{:x}", c as u32) }
}
