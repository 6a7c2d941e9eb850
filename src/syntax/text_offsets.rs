//! Places in a text as JavaScript counts them: in UTF-16 units instead of bytes.
//!
//! Pure counting; knows neither editor nor browser. For ASCII text, both counts are the same number.

use crate::base::ByteRange;
use std::borrow::Cow;

/// Converts offsets into one text between bytes (UTF-8) and UTF-16 units.
#[derive(Clone, Debug, Default)]
pub struct TextOffsets {
    /// Every character outside ASCII, in order.
    wide: Vec<WideCharacter>,
    bytes: u32,
}

#[derive(Clone, Copy, Debug)]
struct WideCharacter {
    bytes_start: u32,
    bytes_end: u32,
    utf16_start: u32,
    utf16_end: u32,
}

impl TextOffsets {
    /// Counts through `text` once. Texts beyond 4 GiB are counted up to there.
    pub fn new(text: &str) -> TextOffsets {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let mut wide = Vec::new();
        // How many UTF-16 units fewer than bytes there are so far.
        let mut fewer = 0;
        for (start, character) in text.char_indices().filter(|(_, character)| !character.is_ascii()) {
            let (bytes, utf16) = (character.len_utf8(), character.len_utf16());
            wide.push(WideCharacter {
                bytes_start: count(start),
                bytes_end: count(start + bytes),
                utf16_start: count(start - fewer),
                utf16_end: count(start - fewer + utf16),
            });
            fewer += bytes - utf16;
        }
        TextOffsets { wide, bytes: count(text.len()) }
    }

    /// The UTF-16 offset of a byte offset. Inside a character: its start. Beyond the text: its end.
    pub fn to_utf16(&self, byte: u32) -> u32 {
        let byte = byte.min(self.bytes);
        match self.wide.partition_point(|wide| wide.bytes_start < byte).checked_sub(1).and_then(|at| self.wide.get(at))
        {
            None => byte,
            Some(wide) if byte < wide.bytes_end => wide.utf16_start,
            Some(wide) => wide.utf16_end + (byte - wide.bytes_end),
        }
    }

    /// The byte offset of a UTF-16 offset. Inside a character: its start. Beyond the text: its end.
    pub fn to_byte(&self, utf16: u32) -> u32 {
        let byte = match self
            .wide
            .partition_point(|wide| wide.utf16_start < utf16)
            .checked_sub(1)
            .and_then(|at| self.wide.get(at))
        {
            None => utf16,
            Some(wide) if utf16 < wide.utf16_end => wide.bytes_start,
            Some(wide) => wide.bytes_end.saturating_add(utf16 - wide.utf16_end),
        };
        byte.min(self.bytes)
    }

    /// Start and end of a range in UTF-16 units.
    pub fn range_to_utf16(&self, range: ByteRange) -> (u32, u32) {
        (self.to_utf16(range.start), self.to_utf16(range.end))
    }
}

/// The text with `\n` as its only line break, as Python reads it and as the editor keeps it. Text from outside (a file,
/// a link) goes through here once, so that one offset means the same place everywhere.
pub fn normal_newlines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_offsets_are_the_same() {
        let offsets = TextOffsets::new("await sleep(1)");
        for offset in 0..=14 {
            assert_eq!((offsets.to_utf16(offset), offsets.to_byte(offset)), (offset, offset));
        }
    }

    #[test]
    fn every_character_boundary_converts_there_and_back() {
        for text in ["", "x", "é", "a😀b", "ü = '日本'\n😀😀 # ✓ end", "\u{10FFFF}", "e\u{301}"] {
            let offsets = TextOffsets::new(text);
            for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
                let utf16 = text[..end].encode_utf16().count() as u32;
                assert_eq!(offsets.to_utf16(end as u32), utf16, "{text:?} up to byte {end}");
                assert_eq!(offsets.to_byte(utf16), end as u32, "{text:?} up to unit {utf16}");
            }
        }
    }

    #[test]
    fn inside_a_character_is_its_start_and_beyond_the_text_its_end() {
        let offsets = TextOffsets::new("a😀b");
        assert_eq!([1, 2, 3, 4, 5, 6, 7].map(|byte| offsets.to_utf16(byte)), [1, 1, 1, 1, 3, 4, 4]);
        assert_eq!([1, 2, 3, 4, 5].map(|utf16| offsets.to_byte(utf16)), [1, 1, 5, 6, 6]);
        assert_eq!(TextOffsets::new("a😀").to_utf16(u32::MAX), 3);
        assert_eq!(TextOffsets::new("a😀").to_byte(u32::MAX), 5);
    }

    #[test]
    fn line_breaks_of_all_systems_become_one() {
        assert_eq!(normal_newlines("a\r\nb\rc\n"), "a\nb\nc\n");
        assert!(matches!(normal_newlines("a\n"), Cow::Borrowed(_)));
    }
}
