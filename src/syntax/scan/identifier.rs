//! Names with characters outside ASCII.
//!
//! CPython brings names to a normal form (NFKC), in which `ﬁ` and `fi` are the same. The tables for that would weigh more on
//! the page than this whole room, so only names are read whose characters are known to be in normal form by themselves and
//! next to each other; those of the usual alphabets are. Others are refused, never taken for different names in silence.

use super::{Diagnostic, DiagnosticKind, Scanner, Step};

/// Characters of names that NFKC leaves alone and joins with nothing, as inclusive ranges. From the Unicode Character
/// Database, checked against `unicodedata.normalize` of CPython 3.13: no member has a decomposition that is not undone by
/// composing again, is a combining character, or composes with another member before it.
const NORMAL: [(char, char); 24] = [
    ('\u{c0}', '\u{131}'),
    ('\u{134}', '\u{13e}'),
    ('\u{141}', '\u{148}'),
    ('\u{14a}', '\u{17e}'),
    ('\u{180}', '\u{1c3}'),
    ('\u{1cd}', '\u{1f0}'),
    ('\u{386}', '\u{386}'),
    ('\u{388}', '\u{3ce}'),
    ('\u{400}', '\u{481}'),
    ('\u{48a}', '\u{52f}'),
    ('\u{531}', '\u{556}'),
    ('\u{561}', '\u{586}'),
    ('\u{5d0}', '\u{5ea}'),
    ('\u{620}', '\u{64a}'),
    ('\u{905}', '\u{928}'),
    ('\u{92a}', '\u{930}'),
    ('\u{e01}', '\u{e30}'),
    ('\u{10d0}', '\u{10fa}'),
    ('\u{1e00}', '\u{1e99}'),
    ('\u{1ea0}', '\u{1ef9}'),
    ('\u{3041}', '\u{3096}'),
    ('\u{30a1}', '\u{30fa}'),
    ('\u{4e00}', '\u{9fff}'),
    ('\u{ac00}', '\u{d7a3}'),
];

impl Scanner<'_> {
    /// A word with characters outside ASCII is a name only if each may stand in one.
    pub(super) fn check_identifier(&self, start: usize, text: &str) -> Step {
        for (at, c) in text.char_indices() {
            let allowed =
                if at == 0 { c == '_' || unicode_ident::is_xid_start(c) } else { unicode_ident::is_xid_continue(c) };
            if !allowed {
                return self.error_at(start + at, invalid_character(c));
            }
        }
        match text.char_indices().find(|(_, c)| !c.is_ascii() && !is_normal(*c)) {
            None => Ok(()),
            Some((at, c)) => {
                let message = format!("Loopscope does not read names with the character '{c}' (U+{:04X})", c as u32);
                Err(Box::new(Diagnostic::new(DiagnosticKind::Unsupported, self.char_at(start + at), message)))
            }
        }
    }
}

fn is_normal(c: char) -> bool {
    NORMAL.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

/// CPython's words for a character that starts no token.
pub(super) fn invalid_character(c: char) -> String {
    let code = c as u32;
    // Control and format characters, separators other than the space, and private use do not print.
    let hidden = c.is_control()
        || c.is_whitespace()
        || matches!(code, 0xad | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xe000..=0xf8ff | 0xfeff);
    if hidden {
        format!("invalid non-printable character U+{code:04X}")
    } else {
        format!("invalid character '{c}' (U+{code:04X})")
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::{DiagnosticKind, parse};

    #[test]
    fn the_usual_alphabets_are_read() {
        for name in ["größe", "naïve", "Δt", "ёлка", "שלום", "变量", "変数", "がんばる", "변수", "Ångström", "łódź"]
        {
            assert_eq!(parse(&format!("{name} = 1")).diagnostics, [], "{name}");
        }
    }

    #[test]
    fn names_that_would_change_are_refused() {
        for name in ["ﬁ", "ſ", "ª", "x²", "Ⅷ", "e\u{301}", "𝐱", "ｘ"] {
            let diagnostics = parse(&format!("{name} = 1")).diagnostics;
            // A superscript is no part of a name in Python either.
            let expected = if name == "x²" { DiagnosticKind::Syntax } else { DiagnosticKind::Unsupported };
            assert_eq!(diagnostics[0].kind, expected, "{name}: {diagnostics:?}");
        }
    }
}
