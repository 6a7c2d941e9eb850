//! `repr` of strings and bytes.

use super::unicode::is_printable;

/// `repr` of a string: single quotes unless it has some and no double ones; what cannot be printed is escaped.
pub fn str_repr(s: &str) -> String {
    let quote = if s.contains('\'') && !s.contains('"') { '"' } else { '\'' };
    let mut out = String::with_capacity(s.len() + 2);
    out.push(quote);
    for c in s.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            c if is_printable(c) => out.push(c),
            c => push_escape(&mut out, c),
        }
    }
    out.push(quote);
    out
}

/// Appends a character as an escape: `\x`, `\u` or `\U`, the shortest that can hold it.
pub fn push_escape(out: &mut String, c: char) {
    let code = c as u32;
    let text = match code {
        0..0x100 => format!("\\x{code:02x}"),
        0x100..0x10000 => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    };
    out.push_str(&text);
}

/// `ascii()` of a `repr`: what is not ASCII is escaped.
pub fn ascii_repr(repr: &str) -> String {
    let mut out = String::with_capacity(repr.len());
    for c in repr.chars() {
        if c.is_ascii() { out.push(c) } else { push_escape(&mut out, c) }
    }
    out
}

/// `repr` of bytes.
pub fn bytes_repr(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { b'"' } else { b'\'' };
    let mut out = String::with_capacity(bytes.len() + 3);
    out.push('b');
    out.push(quote as char);
    for &b in bytes {
        match b {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            b if b == quote => {
                out.push('\\');
                out.push(b as char);
            }
            0x20..=0x7e => out.push(b as char),
            b => push_escape(&mut out, b as char),
        }
    }
    out.push(quote as char);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As CPython 3.13 prints them.
    #[test]
    fn quotes_and_escapes() {
        for (text, shown) in [
            ("it's", "\"it's\""),
            ("it's \"so\"", "'it\\'s \"so\"'"),
            ("a\\b\n\t\r\0\x7f", "'a\\\\b\\n\\t\\r\\x00\\x7f'"),
            ("é\u{a0}\u{200b}😀\u{e000}\u{e0001}", "'é\\xa0\\u200b😀\\ue000\\U000e0001'"),
        ] {
            assert_eq!(str_repr(text), shown);
        }
        assert_eq!(ascii_repr("'é漢😀'"), "'\\xe9\\u6f22\\U0001f600'");
        assert_eq!(bytes_repr(b"it's \x00\xff\n"), "b\"it's \\x00\\xff\\n\"");
    }
}
