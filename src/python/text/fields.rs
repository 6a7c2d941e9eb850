//! Replacement fields of `str.format`: taking the text apart, piece by piece. Finding and formatting the values is the
//! business of `builtins/str_format.rs`.

use super::fault::Fault;
use super::unicode::decimal;

/// A stretch of plain text and the replacement field after it, if one follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub literal: String,
    pub field: Option<Field>,
    /// Where the next piece starts, in characters.
    pub next: usize,
}

/// A replacement field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What stands before `!` and `:`.
    pub name: String,
    /// After `!`.
    pub conversion: Option<char>,
    /// After `:`; may hold replacement fields itself.
    pub spec: String,
    /// It does.
    pub nested: bool,
}

/// The piece that starts at `start`; `None` at the end.
///
/// # Errors
/// ValueError as CPython words it.
pub fn next_piece(text: &[char], start: usize) -> Result<Option<Piece>, Fault> {
    if start >= text.len() {
        return Ok(None);
    }
    let plain = |end: usize| text[start..end].iter().collect::<String>();
    let Some(at) = text[start..].iter().position(|c| matches!(c, '{' | '}')).map(|i| start + i) else {
        return Ok(Some(Piece { literal: plain(text.len()), field: None, next: text.len() }));
    };
    let following = text.get(at + 1);
    if following == Some(&text[at]) {
        return Ok(Some(Piece { literal: plain(at + 1), field: None, next: at + 2 }));
    }
    if text[at] == '}' {
        return Err(Fault::value("Single '}' encountered in format string"));
    }
    if following.is_none() {
        return Err(Fault::value("Single '{' encountered in format string"));
    }
    let (field, next) = field(text, at + 1)?;
    Ok(Some(Piece { literal: plain(at), field: Some(field), next }))
}

fn field(text: &[char], start: usize) -> Result<(Field, usize), Fault> {
    let mut i = start;
    let end = loop {
        match text.get(i) {
            None => return Err(Fault::value("expected '}' before end of string")),
            Some('{') => return Err(Fault::value("unexpected '{' in field name")),
            Some('[') => {
                while text.get(i + 1).is_some_and(|&c| c != ']') {
                    i += 1;
                }
                i += 1;
            }
            Some('}' | ':' | '!') => break i,
            Some(_) => i += 1,
        }
    };
    let name: String = text[start..end].iter().collect();
    let mut field = Field { name, conversion: None, spec: String::new(), nested: false };
    i = end + 1;
    match text[end] {
        '}' => return Ok((field, i)),
        '!' => {
            let Some(&c) = text.get(i) else {
                return Err(Fault::value("end of string while looking for conversion specifier"));
            };
            field.conversion = Some(c);
            i += 1;
            match text.get(i) {
                Some('}') => return Ok((field, i + 1)),
                Some(':') | None => i += 1,
                Some(_) => return Err(Fault::value("expected ':' after conversion specifier")),
            }
        }
        _ => {}
    }
    let mut depth = 1;
    let from = i.min(text.len());
    for (at, c) in text.iter().enumerate().skip(from) {
        match c {
            '{' => {
                field.nested = true;
                depth += 1;
            }
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            field.spec = text[from..at].iter().collect();
            return Ok((field, at + 1));
        }
    }
    Err(Fault::value("unmatched '{' in format spec"))
}

/// What a field name starts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum First {
    /// The next argument.
    Auto,
    Index(usize),
    Name(String),
}

/// A step from a value to a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Attribute(String),
    /// `[0]`
    Index(i64),
    /// `[key]`
    Key(String),
}

/// A field name taken apart. The error is of the step that cannot be read: those before are taken first.
///
/// # Errors
/// ValueError as CPython words it, for the part before the steps.
pub fn split_name(name: &str) -> Result<(First, Vec<Result<Step, Fault>>), Fault> {
    let chars: Vec<char> = name.chars().collect();
    let end = chars.iter().position(|c| matches!(c, '.' | '[')).unwrap_or(chars.len());
    let first = match number(&chars[..end])? {
        _ if end == 0 => First::Auto,
        Some(i) => First::Index(usize::try_from(i).unwrap_or(usize::MAX)),
        None => First::Name(chars[..end].iter().collect()),
    };
    let mut steps = Vec::new();
    let mut i = end;
    while i < chars.len() {
        let step = step(&chars, &mut i);
        let failed = step.is_err();
        steps.push(step);
        if failed {
            break;
        }
    }
    Ok((first, steps))
}

fn step(chars: &[char], i: &mut usize) -> Result<Step, Fault> {
    let start = *i + 1;
    let find = |stops: &[char]| chars[start..].iter().position(|c| stops.contains(c)).map(|n| start + n);
    let empty = || Fault::value("Empty attribute in format string");
    match chars.get(*i) {
        Some('.') => {
            let end = find(&['.', '[']).unwrap_or(chars.len());
            *i = end;
            let name: String = chars[start..end].iter().collect();
            if name.is_empty() { Err(empty()) } else { Ok(Step::Attribute(name)) }
        }
        Some('[') => {
            let Some(end) = find(&[']']) else { return Err(Fault::value("Missing ']' in format string")) };
            *i = end + 1;
            let key = &chars[start..end];
            match number(key)? {
                _ if key.is_empty() => Err(empty()),
                Some(n) => Ok(Step::Index(n)),
                None => Ok(Step::Key(key.iter().collect())),
            }
        }
        _ => Err(Fault::value("Only '.' or '[' may follow ']' in format field specifier")),
    }
}

/// A number of decimal digits only.
fn number(chars: &[char]) -> Result<Option<i64>, Fault> {
    let mut value: i64 = 0;
    for &c in chars {
        let Some(digit) = decimal(c) else { return Ok(None) };
        let next = value.checked_mul(10).and_then(|v| v.checked_add(i64::from(digit)));
        value = next.ok_or_else(|| Fault::value("Too many decimal digits in format string"))?;
    }
    Ok((!chars.is_empty()).then_some(value))
}

/// Counts automatic fields and holds them apart from numbered ones.
#[derive(Clone, Copy, Debug, Default)]
pub struct Numbering {
    next: usize,
    /// Some field was numbered by hand, or automatically.
    manual: Option<bool>,
}

impl Numbering {
    /// As one number, so that it can be kept in a value.
    pub fn code(self) -> i64 {
        let manual = self.manual.map_or(0, |m| if m { 1 } else { 2 });
        self.next as i64 * 3 + manual
    }

    /// What [`Numbering::code`] gave.
    pub fn from_code(code: i64) -> Numbering {
        let manual = match code % 3 {
            1 => Some(true),
            2 => Some(false),
            _ => None,
        };
        Numbering { next: (code / 3) as usize, manual }
    }

    /// The position that a field means; `None` if it is named.
    ///
    /// # Errors
    /// ValueError where automatic and manual numbering meet.
    pub fn position(&mut self, first: &First) -> Result<Option<usize>, Fault> {
        let manual = match first {
            First::Name(_) => return Ok(None),
            First::Index(_) => true,
            First::Auto => false,
        };
        match (self.manual, manual) {
            (Some(true), false) => {
                Err(Fault::value("cannot switch from manual field specification to automatic field numbering"))
            }
            (Some(false), true) => {
                Err(Fault::value("cannot switch from automatic field numbering to manual field specification"))
            }
            _ => {
                self.manual = Some(manual);
                if let First::Index(i) = first {
                    return Ok(Some(*i));
                }
                self.next += 1;
                Ok(Some(self.next - 1))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let mut out = String::new();
        let mut at = 0;
        loop {
            match next_piece(&chars, at) {
                Ok(None) => return out,
                Ok(Some(p)) => {
                    at = p.next;
                    out += &p.literal;
                    if let Some(f) = p.field {
                        out +=
                            &format!("<{}|{}|{}>", f.name, f.conversion.map(String::from).unwrap_or_default(), f.spec);
                    }
                }
                Err(f) => return format!("{f}"),
            }
        }
    }

    #[test]
    fn text_and_fields() {
        assert_eq!(pieces("a{0.x[k:}]!r:>{w}}b{{}}{}"), "a<0.x[k:}]|r|>{w}>b{}<||>");
        assert_eq!(pieces("{!s}{a!r:}"), "<|s|><a|r|>");
        assert_eq!(pieces("}"), "ValueError: Single '}' encountered in format string");
        assert_eq!(pieces("{"), "ValueError: Single '{' encountered in format string");
        assert_eq!(pieces("{a"), "ValueError: expected '}' before end of string");
        assert_eq!(pieces("{a!"), "ValueError: end of string while looking for conversion specifier");
        assert_eq!(pieces("{a!r"), "ValueError: unmatched '{' in format spec");
        assert_eq!(pieces("{a:{b}"), "ValueError: unmatched '{' in format spec");
        assert_eq!(pieces("{a!rx}"), "ValueError: expected ':' after conversion specifier");
        assert_eq!(pieces("{a{b}}"), "ValueError: unexpected '{' in field name");
    }

    #[test]
    fn names() {
        let (first, steps) = split_name("0.real[-1][2]").unwrap();
        assert_eq!(first, First::Index(0));
        let steps: Vec<Step> = steps.into_iter().map(Result::unwrap).collect();
        assert_eq!(steps, [Step::Attribute("real".into()), Step::Key("-1".into()), Step::Index(2)]);
        assert_eq!(split_name("").unwrap().0, First::Auto);
        let text = |name: &str| format!("{}", split_name(name).unwrap().1.pop().unwrap().unwrap_err());
        assert_eq!(text("0[0]x"), "ValueError: Only '.' or '[' may follow ']' in format field specifier");
        assert_eq!(text("0."), "ValueError: Empty attribute in format string");
        assert_eq!(text("0[]"), "ValueError: Empty attribute in format string");
        assert_eq!(text("0[a"), "ValueError: Missing ']' in format string");
    }
}
