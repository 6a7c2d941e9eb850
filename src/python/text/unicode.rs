//! What kind of character something is, and its other cases, as `str`'s methods see it.

use super::unicode_tables as tables;

/// The range of `table` that holds `c`: its first code point.
fn find(table: &[u8], c: char) -> Option<u32> {
    let code = c as u32;
    let mut bytes = table.iter();
    let mut number = || {
        let mut value = 0u32;
        for (i, &b) in bytes.by_ref().enumerate() {
            value |= u32::from(b & 127) << (7 * i as u32);
            if b < 128 {
                return Some(value);
            }
        }
        None
    };
    let mut at = 0;
    while let (Some(gap), Some(len)) = (number(), number()) {
        let start = at + gap;
        at = start + len;
        if code < at {
            return (code >= start).then_some(start);
        }
    }
    None
}

/// `str.isalpha`
pub fn is_alpha(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { find(tables::ALPHA, c).is_some() }
}

/// `str.isprintable`: what `repr` shows as it is.
pub fn is_printable(c: char) -> bool {
    if c.is_ascii() { (' '..='~').contains(&c) } else { find(tables::PRINTABLE, c).is_some() }
}

/// The value of a decimal digit of any script.
pub fn decimal(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    find(tables::DECIMAL, c).map(|start| (c as u32 - start) % 10)
}

/// `str.isdigit`
pub fn is_digit(c: char) -> bool {
    decimal(c).is_some() || !c.is_ascii() && find(tables::DIGIT, c).is_some()
}

/// `str.isnumeric`
pub fn is_numeric(c: char) -> bool {
    is_digit(c) || !c.is_ascii() && find(tables::NUMERIC, c).is_some()
}

/// `str.isalnum`
pub fn is_alnum(c: char) -> bool {
    is_alpha(c) || is_numeric(c)
}

/// `str.isspace`: what `strip()` and `split()` take off.
pub fn is_space(c: char) -> bool {
    matches!(c, '\x1c'..='\x1f') || c.is_whitespace()
}

/// What `splitlines` splits at.
pub fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\x0b' | '\x0c' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Number of characters.
pub fn length(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

/// A letter of title case (`ǅ`).
pub fn is_title(c: char) -> bool {
    !c.is_ascii() && find(tables::TITLE, c).is_some()
}

/// A letter that has a case.
pub fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase() || is_title(c)
}

/// Appends the title case of a character.
pub fn push_title(out: &mut String, c: char) {
    let single = match c {
        '\u{10d0}'..='\u{10fa}' | '\u{10fd}'..='\u{10ff}' | '\u{1fbc}' | '\u{1fcc}' | '\u{1ffc}' => Some(c),
        '\u{1c4}'..='\u{1c6}' => Some('\u{1c5}'),
        '\u{1c7}'..='\u{1c9}' => Some('\u{1c8}'),
        '\u{1ca}'..='\u{1cc}' => Some('\u{1cb}'),
        '\u{1f1}'..='\u{1f3}' => Some('\u{1f2}'),
        '\u{1f80}'..='\u{1faf}' => char::from_u32(c as u32 | 8),
        '\u{1fb3}' | '\u{1fc3}' | '\u{1ff3}' => char::from_u32(c as u32 + 9),
        _ => None,
    };
    if let Some(single) = single {
        out.push(single);
        return;
    }
    let mut upper = c.to_uppercase();
    out.extend(upper.next());
    for rest in upper {
        match (c, rest) {
            ('\u{149}', _) => out.push(rest),
            // A Greek vowel with iota below keeps it below.
            ('\u{1fb2}'..='\u{1ff7}', '\u{399}') => out.push('\u{345}'),
            _ => out.extend(rest.to_lowercase()),
        }
    }
}

/// Appends the case folding of a character.
pub fn push_folded(out: &mut String, c: char) {
    match c {
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        '\u{131}' => out.push(c),
        '\u{1e9e}' => out.push_str("ss"),
        // Cherokee folds to its capitals.
        '\u{13a0}'..='\u{13fd}' | '\u{ab70}'..='\u{abbf}' => out.extend(c.to_uppercase()),
        c if c.is_ascii() => out.push(c),
        c => out.extend(c.to_uppercase().flat_map(char::to_lowercase)),
    }
}

/// `str.title`
pub fn title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for (at, c) in text.char_indices() {
        if inside {
            push_lower(&mut out, text, at, c);
        } else {
            push_title(&mut out, c);
        }
        inside = is_cased(c);
    }
    out
}

/// `str.capitalize`
pub fn capitalize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if at == 0 {
            push_title(&mut out, c);
        } else {
            push_lower(&mut out, text, at, c);
        }
    }
    out
}

/// `str.swapcase`
pub fn swapcase(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if c.is_uppercase() {
            push_lower(&mut out, text, at, c);
        } else if c.is_lowercase() {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
    }
    out
}

/// `str.casefold`
pub fn casefold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push_folded(&mut out, c));
    out
}

/// The lower case of `c`, which stands at `at` in `text`: a capital sigma at the end of a word has its own.
fn push_lower(out: &mut String, text: &str, at: usize, c: char) {
    if c != 'Σ' {
        out.extend(c.to_lowercase());
        return;
    }
    // The standard library knows the rule; only the word around matters.
    let from = text[..at].char_indices().rev().take(64).last().map_or(at, |(i, _)| i);
    let to = text[at..].char_indices().nth(64).map_or(text.len(), |(i, _)| at + i);
    let lowered = text[from..to].to_lowercase();
    let position = text[from..at].to_lowercase().len();
    out.extend(lowered.get(position..).and_then(|rest| rest.chars().next()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_characters() {
        assert!(is_alpha('é') && is_alpha('漢') && !is_alpha('²') && !is_alpha('Ⅷ'));
        assert!(is_digit('²') && !is_digit('½') && is_numeric('½') && is_numeric('Ⅷ') && is_numeric('五'));
        assert_eq!((decimal('٣'), decimal('９'), decimal('²')), (Some(3), Some(9), None));
        assert!(is_printable('😀') && !is_printable('\u{200b}') && !is_printable('\u{378}') && !is_printable('\u{a0}'));
        assert!(is_space('\x1f') && is_space('\u{3000}') && !is_space('\u{200b}'));
    }

    #[test]
    fn cases() {
        assert_eq!(title("they're ßa ǆx ﬁn ᾳ"), "They'Re Ssa ǅx Fin ᾼ");
        assert_eq!(capitalize("ÉCOLE ΟΔΟΣ"), "École οδος");
        assert_eq!(title("ΟΔΟΣ ΣΑΣ"), "Οδος Σας");
        assert_eq!(swapcase("Straße ΟΔΟΣ"), "sTRASSE οδος");
        assert_eq!(casefold("Straße ΟΔΟΣ İı"), "strasse οδοσ i\u{307}ı");
    }
}
