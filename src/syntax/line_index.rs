//! Places in a text as people count them: lines and columns.
//!
//! Inside the house a place is a byte offset. Pure. (For the UTF-16 offsets of JavaScript see `text_offsets.rs`.)

/// A line and a column, as CPython prints them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// In characters, from 0.
    pub column: u32,
}

/// Where the lines of one text start. Lines end with `\n`, `\r\n` or `\r`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    /// Byte offset of the first character of each line.
    starts: Vec<u32>,
}

impl LineIndex {
    /// Reads `source` once. A text beyond 4 GB is not indexed further.
    pub fn new(source: &str) -> LineIndex {
        let mut starts = vec![0];
        for (at, c) in source.char_indices() {
            let Ok(next) = u32::try_from(at + c.len_utf8()) else { break };
            let ends_line = c == '\n' || c == '\r' && source.as_bytes().get(at + 1) != Some(&b'\n');
            if ends_line {
                starts.push(next);
            }
        }
        LineIndex { starts }
    }

    /// How many lines there are; a newline at the very end starts one more, empty line.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The line of a byte offset, from 1; the last line for an offset beyond the end.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32
    }

    /// Byte offset of the first character of `line` (from 1).
    pub fn line_start(&self, line: u32) -> Option<u32> {
        self.starts.get((line as usize).checked_sub(1)?).copied()
    }

    /// The text of `line` (from 1) without its newline; empty for a line that is not there.
    pub fn line_text<'s>(&self, source: &'s str, line: u32) -> &'s str {
        let Some(start) = self.line_start(line) else { return "" };
        let end = self.line_start(line + 1).map_or(source.len(), |end| end as usize);
        source.get(start as usize..end).unwrap_or("").trim_end_matches(['\n', '\r'])
    }

    /// Line and column of a byte offset. An offset inside a character counts as the character's start, one beyond the end
    /// as the end.
    pub fn position(&self, source: &str, offset: u32) -> Position {
        let (line, start) = self.line_of(offset);
        Position { line, column: text_up_to(source, start, offset).chars().count() as u32 }
    }

    /// Byte offset of a line and column; the end of the line for a column beyond it, the end of the text for a line.
    pub fn offset(&self, source: &str, position: Position) -> u32 {
        let Some(start) = self.line_start(position.line.max(1)) else { return source.len() as u32 };
        let text = self.line_text(source, position.line.max(1));
        let column = text.char_indices().nth(position.column as usize).map_or(text.len(), |(at, _)| at);
        start + column as u32
    }

    /// Number and byte offset of the line that `offset` is in.
    fn line_of(&self, offset: u32) -> (u32, u32) {
        let line = self.line(offset).max(1);
        (line, self.line_start(line).unwrap_or(0))
    }
}

/// The text from `start` to `offset`, cut to whole characters.
fn text_up_to(source: &str, start: u32, offset: u32) -> &str {
    let mut end = (offset as usize).min(source.len());
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    source.get(start as usize..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_and_columns_count_characters() {
        let source = "x = 'é'\ny = '😀' # z\n";
        let index = LineIndex::new(source);
        let at = |needle: &str| {
            let offset = source.find(needle).unwrap() as u32;
            index.position(source, offset)
        };
        assert_eq!(at("y"), Position { line: 2, column: 0 });
        assert_eq!(at("z"), Position { line: 2, column: 10 });
        assert_eq!(index.line_count(), 3);
        assert_eq!(index.line_text(source, 2), "y = '😀' # z");
    }

    #[test]
    fn every_newline_of_python_ends_a_line() {
        let index = LineIndex::new("a\r\nb\rc\nd");
        assert_eq!([1, 2, 3, 4, 5].map(|line| index.line_start(line)), [Some(0), Some(3), Some(5), Some(7), None]);
    }

    #[test]
    fn places_outside_the_text_are_moved_into_it() {
        let source = "ab\ncd";
        let index = LineIndex::new(source);
        assert_eq!(index.position(source, 99), Position { line: 2, column: 2 });
        assert_eq!(index.offset(source, Position { line: 1, column: 99 }), 2);
        assert_eq!(index.offset(source, Position { line: 9, column: 0 }), 5);
    }

    proptest! {
        #[test]
        fn there_and_back(source in "[a\r\né😀]{0,40}") {
            let index = LineIndex::new(&source);
            for (offset, c) in source.char_indices().chain([(source.len(), ' ')]) {
                let offset = offset as u32;
                // The second half of \r\n has no column of its own.
                if c != '\n' || !source[..offset as usize].ends_with('\r') {
                    prop_assert_eq!(index.offset(&source, index.position(&source, offset)), offset);
                }
            }
        }
    }
}
