//! Escapes in string literals that CPython refuses, and those that are legal Python but more than Loopscope can do.

use super::diagnostic::{Diagnostic, DiagnosticKind};
use super::literals::literals;
use super::scan::Token;

/// A string literal that cannot be read.
#[derive(Debug)]
pub(super) struct BadString {
    /// Where the literal starts.
    pub(super) at: u32,
    /// What is wrong with it.
    pub(super) diagnostic: Diagnostic,
}

/// The first string literal of a program that cannot be read.
pub(super) fn check(source: &str, tokens: &[Token]) -> Option<BadString> {
    for found in literals(source, tokens) {
        let range = found.place;
        let problem = if found.piece { unicode_escapes(found.text) } else { literal(found.text) };
        let diagnostic = match problem {
            None => continue,
            Some(Problem::Syntax(message)) => Diagnostic::syntax(range, message),
            Some(Problem::Unsupported(message)) => Diagnostic::new(DiagnosticKind::Unsupported, found.range, message)
                .with_help("Write the character itself, or \\u and its number."),
        };
        return Some(BadString { at: found.range.start, diagnostic });
    }
    None
}

enum Problem {
    Syntax(String),
    Unsupported(&'static str),
}

/// Checks a literal that is no f-string.
fn literal(text: &str) -> Option<Problem> {
    let prefix = text.find(['"', '\'']).unwrap_or(0);
    let (prefix, quoted) = text.split_at(prefix);
    let bytes = prefix.contains(['b', 'B']);
    let raw = prefix.contains(['r', 'R']);
    if bytes && !quoted.is_ascii() {
        return Some(Problem::Syntax("bytes can only contain ASCII literal characters".to_owned()));
    }
    if raw || !quoted.contains('\\') {
        return None;
    }
    let quotes = if quoted.len() >= 6 && (quoted.starts_with("\"\"\"") || quoted.starts_with("'''")) { 3 } else { 1 };
    let content = quoted.get(quotes..quoted.len().saturating_sub(quotes))?;
    if bytes { byte_escapes(content) } else { unicode_escapes(content) }
}

fn byte_escapes(content: &str) -> Option<Problem> {
    let mut rest = content;
    while let Some(at) = rest.find('\\') {
        let escape = rest.get(at + 1..)?;
        if let Some(digits) = escape.strip_prefix('x')
            && hex_digits(digits, 2) < 2
        {
            let position = content.len() - rest.len() + at;
            return Some(Problem::Syntax(format!("(value error) invalid \\x escape at position {position}")));
        }
        rest = escape.get(escape.chars().next()?.len_utf8()..)?;
    }
    None
}

fn unicode_escapes(content: &str) -> Option<Problem> {
    let mut rest = content;
    // CPython counts positions in a copy in which each character outside ASCII takes ten bytes.
    let mut position = 0;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        position += before.chars().map(|c| if c.is_ascii() { 1 } else { 10 }).sum::<usize>();
        let found = match escape.as_bytes().get(1) {
            Some(b'x') => numbered(escape, 2, "\\xXX"),
            Some(b'u') => numbered(escape, 4, "\\uXXXX"),
            Some(b'U') => numbered(escape, 8, "\\UXXXXXXXX"),
            Some(b'N') => named(escape),
            _ => Escape::Fine,
        };
        match found {
            Escape::Fine => {}
            Escape::Unsupported(message) => return Some(Problem::Unsupported(message)),
            Escape::Wrong { length, what } => {
                return Some(Problem::Syntax(format!(
                    "(unicode error) 'unicodeescape' codec can't decode bytes in position {position}-{}: {what}",
                    position + length - 1
                )));
            }
        }
        let taken = 1 + escape.chars().nth(1).map_or(0, char::len_utf8);
        position += if escape.chars().nth(1).is_some_and(|c| !c.is_ascii()) { 16 } else { taken };
        rest = escape.get(taken..)?;
    }
    None
}

enum Escape {
    Fine,
    Unsupported(&'static str),
    /// `length` bytes cannot be decoded.
    Wrong {
        length: usize,
        what: String,
    },
}

/// `\x`, `\u` and `\U`.
fn numbered(escape: &str, digits: usize, form: &str) -> Escape {
    let text = escape.get(2..).unwrap_or("");
    let found = hex_digits(text, digits);
    if found < digits {
        return Escape::Wrong { length: 2 + found, what: format!("truncated {form} escape") };
    }
    match u32::from_str_radix(text.get(..digits).unwrap_or(""), 16) {
        Ok(0xd800..=0xdfff) => Escape::Unsupported("surrogate characters cannot stand in a str of Loopscope"),
        Ok(0..=0x10_ffff) => Escape::Fine,
        _ => Escape::Wrong { length: 2 + digits, what: "illegal Unicode character".to_owned() },
    }
}

/// `\N{name}`; all names would be a table of 300 kB, so the page carries the common ones.
fn named(escape: &str) -> Escape {
    let malformed = |length| Escape::Wrong { length, what: "malformed \\N character escape".to_owned() };
    let Some(name) = escape.get(2..).and_then(|rest| rest.strip_prefix('{')) else { return malformed(2) };
    match name.find('}') {
        Some(0) => malformed(3),
        Some(end) if name.get(..end).and_then(unicode_names2::character).is_some() => Escape::Fine,
        Some(_) => {
            Escape::Unsupported("Loopscope knows few characters by name; write this one itself, or \\u and its number")
        }
        None => malformed(escape.len()),
    }
}

fn hex_digits(text: &str, most: usize) -> usize {
    text.bytes().take(most).take_while(u8::is_ascii_hexdigit).count()
}

#[cfg(test)]
mod tests {
    use super::super::{DiagnosticKind, parse};

    #[test]
    fn names_and_surrogates_are_refused_as_unsupported() {
        for source in [
            r#"x = "\N{CUNEIFORM SIGN A}""#,
            r#"x = f"\N{CUNEIFORM SIGN A}""#,
            r#"x = "\ud800""#,
            r#"x = '''\U0000dfff'''"#,
        ] {
            let diagnostics = parse(source).diagnostics;
            let [diagnostic] = diagnostics.as_slice() else { panic!("{source}: {diagnostics:?}") };
            assert_eq!(diagnostic.kind, DiagnosticKind::Unsupported, "{source}");
        }
    }

    #[test]
    fn what_is_no_escape_stays() {
        for source in [r#"r"\N{x} \x""#, r#"b"\N{x} \u12""#, r#"rb"\x""#, r#"rf"\x{1}""#, r#""\\x \\N{y}""#, r#""\é""#]
        {
            assert_eq!(parse(source).diagnostics, [], "{source}");
        }
    }
}
