//! Indentation: which lines open and close blocks. Columns are counted twice, with tabs to the next multiple of eight and
//! with tabs as one column; where the two disagree the program depends on the width of a tab, and CPython refuses it.

use super::{DiagnosticKind, Scanner, Step, TokenKind, kind_error};
use crate::base::ByteRange;

/// CPython's MAXINDENT: open blocks, the module among them.
const INDENTS_MAX: usize = 100;

/// The columns of the open blocks.
#[derive(Default)]
pub(super) struct Indents {
    /// (column with tabs of eight, column with tabs of one) of each block inside the module.
    stack: Vec<(u32, u32)>,
}

impl Indents {
    fn top(&self) -> (u32, u32) {
        self.stack.last().copied().unwrap_or((0, 0))
    }

    /// Closes all blocks and says how many they were.
    pub(super) fn close_all(&mut self) -> usize {
        std::mem::take(&mut self.stack).len()
    }
}

impl Scanner<'_> {
    /// Reads the start of a line; false if nothing but blanks or a comment stands on it.
    pub(super) fn indentation(&mut self) -> Step<bool> {
        let start = self.pos;
        let (mut column, mut narrow) = (0u32, 0u32);
        // White space after a backslash that joins lines does not count.
        let mut joined: Option<(u32, u32)> = None;
        loop {
            match self.peek() {
                Some(b' ') => (column, narrow) = (column + 1, narrow + 1),
                Some(b'\t') => (column, narrow) = ((column / 8 + 1) * 8, narrow + 1),
                Some(b'\x0c') => (column, narrow) = (0, 0),
                Some(b'\\') => {
                    joined = joined.or((column > 0).then_some((column, narrow)));
                    self.line_continuation()?;
                    continue;
                }
                _ => break,
            }
            self.pos += 1;
        }
        match self.peek() {
            None => return Ok(true),
            Some(b'#') => {
                self.skip_comment();
                if self.peek().is_some() {
                    self.bump_newline();
                }
                return Ok(false);
            }
            Some(b'\n' | b'\r') => {
                self.bump_newline();
                return Ok(false);
            }
            Some(_) => {}
        }
        let (column, narrow) = joined.unwrap_or((column, narrow));
        self.block_structure(start, column, narrow)?;
        Ok(true)
    }

    fn block_structure(&mut self, line_start: usize, column: u32, narrow: u32) -> Step {
        let white = ByteRange::new(line_start as u32, self.pos as u32);
        let (top, top_narrow) = self.indents.top();
        if column > top {
            if self.indents.stack.len() + 1 >= INDENTS_MAX {
                return kind_error(DiagnosticKind::Indentation, white, "too many levels of indentation");
            }
            if narrow <= top_narrow {
                return tab_error(white);
            }
            self.indents.stack.push((column, narrow));
            self.push(TokenKind::Indent, line_start);
            return Ok(());
        }
        while column < self.indents.top().0 {
            self.indents.stack.pop();
            self.push(TokenKind::Dedent, self.pos);
        }
        let (top, top_narrow) = self.indents.top();
        if column != top {
            let message = "unindent does not match any outer indentation level";
            return kind_error(DiagnosticKind::Indentation, self.end_of_line(), message);
        }
        if narrow != top_narrow { tab_error(white) } else { Ok(()) }
    }

    /// Where CPython points when a line's indentation is wrong: behind the line.
    fn end_of_line(&self) -> ByteRange {
        let rest = self.source.get(self.pos..).unwrap_or("");
        let end = (self.pos + rest.find(['\n', '\r']).unwrap_or(rest.len())) as u32;
        ByteRange::new(end, end)
    }
}

fn tab_error(white: ByteRange) -> Step {
    kind_error(DiagnosticKind::Tab, white, "inconsistent use of tabs and spaces in indentation")
}
