//! Changes to a program's text: the only way a toggle, a drag or a fix changes anything.

mod switch;
#[cfg(test)]
mod tests;

pub use switch::{Refusal, cycle, set_all, switch};

use crate::base::ByteRange;

/// Replace the bytes of `range` by `insert`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct TextEdit {
    /// What goes away; empty for an insertion.
    pub range: ByteRange,
    /// What comes there.
    pub insert: String,
}

impl TextEdit {
    /// Replaces `range`.
    pub fn replace(range: ByteRange, insert: impl Into<String>) -> TextEdit {
        TextEdit { range, insert: insert.into() }
    }

    /// Inserts before the byte at `offset`.
    pub fn insert(offset: u32, insert: impl Into<String>) -> TextEdit {
        TextEdit::replace(ByteRange::new(offset, offset), insert)
    }
}

/// Why edits cannot be applied to a text: they were made for another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditError {
    /// A range does not lie in the text, or cuts a character.
    OutOfText(ByteRange),
    /// Two ranges overlap; the second is given.
    Overlap(ByteRange),
}

impl std::fmt::Display for EditError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (what, range) = match self {
            EditError::OutOfText(range) => ("does not fit the text", range),
            EditError::Overlap(range) => ("overlaps another", range),
        };
        write!(f, "an edit of bytes {} to {} {what}", range.start, range.end)
    }
}

impl std::error::Error for EditError {}

/// Applies edits, given in any order, that all refer to `source` as it is. Insertions at one place keep their order.
///
/// # Errors
/// If a range does not fit `source` or two overlap; then nothing is changed.
pub fn apply(source: &str, edits: &[TextEdit]) -> Result<String, EditError> {
    let mut sorted: Vec<&TextEdit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut text = String::with_capacity(source.len());
    let mut at = 0;
    for edit in sorted {
        let (start, end) = (edit.range.start as usize, edit.range.end as usize);
        if source.get(start..end).is_none() {
            return Err(EditError::OutOfText(edit.range));
        }
        let Some(kept) = source.get(at..start) else { return Err(EditError::Overlap(edit.range)) };
        text.push_str(kept);
        text.push_str(&edit.insert);
        at = end;
    }
    text.push_str(source.get(at..).unwrap_or(""));
    Ok(text)
}

#[cfg(test)]
mod apply_tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn edits_refer_to_the_text_as_it_was() {
        let edits = [
            TextEdit::replace(ByteRange::new(4, 7), "x"),
            TextEdit::insert(4, "("),
            TextEdit::replace(ByteRange::new(0, 3), "four"),
            TextEdit::insert(7, ")"),
        ];
        assert_eq!(apply("one two", &edits).unwrap(), "four (x)");
    }

    #[test]
    fn edits_for_another_text_are_refused() {
        let beyond = TextEdit::insert(4, "");
        assert_eq!(apply("one", std::slice::from_ref(&beyond)), Err(EditError::OutOfText(beyond.range)));
        let inside_a_character = TextEdit::insert(1, "");
        assert!(apply("é", &[inside_a_character]).is_err());
        let (a, b) = (TextEdit::replace(ByteRange::new(0, 2), ""), TextEdit::replace(ByteRange::new(1, 3), ""));
        assert_eq!(apply("one", &[b.clone(), a]), Err(EditError::Overlap(b.range)));
        let upside_down = TextEdit::replace(ByteRange { start: 2, end: 1 }, "");
        assert!(apply("one", &[upside_down]).is_err());
    }

    proptest! {
        /// Applied together, edits that do not overlap do what they do one after the other from the back.
        #[test]
        fn together_as_one_by_one(source in "[ab]{0,30}", cuts in proptest::collection::btree_set(0usize..30, 0..8)) {
            let cuts: Vec<usize> = cuts.into_iter().filter(|cut| *cut <= source.len()).collect();
            let edits: Vec<TextEdit> = cuts
                .chunks_exact(2)
                .map(|pair| TextEdit::replace(ByteRange::new(pair[0] as u32, pair[1] as u32), "<>"))
                .collect();
            let mut expected = source.clone();
            for edit in edits.iter().rev() {
                expected.replace_range(edit.range.start as usize..edit.range.end as usize, &edit.insert);
            }
            prop_assert_eq!(apply(&source, &edits).unwrap(), expected);
        }
    }
}
