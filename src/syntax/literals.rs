//! The texts of string literals among the tokens of a program: plain literals, and the pieces of f-strings.

use super::scan::{Token, TokenKind};
use crate::base::ByteRange;

/// A text in which a backslash begins an escape, unless its prefix says `r`.
pub(super) struct Literal<'s> {
    /// Its token: prefix and quotes included, if it is a plain literal.
    pub(super) range: ByteRange,
    pub(super) text: &'s str,
    /// A piece of an f-string: no prefix, no quotes. Those of raw f-strings are left out, as nothing in them can be wrong.
    pub(super) piece: bool,
    /// Where CPython points at when something is wrong with it: the token itself, or the one behind a piece.
    pub(super) place: ByteRange,
}

/// All of them, in order.
pub(super) fn literals<'s>(source: &'s str, tokens: &[Token]) -> impl Iterator<Item = Literal<'s>> {
    let mut raw_fstrings = Vec::new();
    tokens.iter().enumerate().filter_map(move |(index, token)| {
        let (range, text) = (token.range, token.range.slice(source));
        match token.kind {
            TokenKind::String => Some(Literal { range, text, piece: false, place: range }),
            TokenKind::FStringMiddle if raw_fstrings.last() == Some(&false) => {
                let place = tokens.get(index + 1).map_or(range, |next| next.range);
                Some(Literal { range, text, piece: true, place })
            }
            TokenKind::FStringStart => {
                raw_fstrings.push(text.contains(['r', 'R']));
                None
            }
            TokenKind::FStringEnd => {
                raw_fstrings.pop();
                None
            }
            _ => None,
        }
    })
}
