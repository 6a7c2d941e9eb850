//! String and bytes literals without replacement fields: where they end.

use super::{Scanner, Step, TokenKind};

impl Scanner<'_> {
    /// Reads a string whose opening quote is next; `start` is where its prefix begins.
    pub(super) fn string(&mut self, start: usize) -> Step {
        let first_line = self.line;
        let (quote, size) = self.opening_quotes();
        let mut escaped_quote = false;
        loop {
            match self.peek() {
                None => return self.unterminated(start, first_line, quote, size, escaped_quote),
                Some(b'\n' | b'\r') if size == 1 => {
                    return self.unterminated(start, first_line, quote, size, escaped_quote);
                }
                Some(b'\n' | b'\r') => self.bump_newline(),
                Some(b'\\') => {
                    self.pos += 1;
                    match self.peek() {
                        Some(b'\n' | b'\r') => self.bump_newline(),
                        Some(byte) => {
                            escaped_quote |= byte == quote;
                            self.pos += 1;
                        }
                        None => {}
                    }
                }
                Some(_) if self.at_quotes(quote, size) => {
                    self.pos += size;
                    self.push(TokenKind::String, start);
                    return Ok(());
                }
                Some(_) => self.pos += 1,
            }
        }
    }

    /// Moves over one or three quotes; an empty string counts as opened by one.
    pub(super) fn opening_quotes(&mut self) -> (u8, usize) {
        let quote = self.peek().unwrap_or(b'"');
        let size = if self.at_quotes(quote, 3) { 3 } else { 1 };
        self.pos += size;
        (quote, size)
    }

    /// True if `size` quotes are next.
    pub(super) fn at_quotes(&self, quote: u8, size: usize) -> bool {
        (0..size).all(|ahead| self.peek_at(ahead) == Some(quote))
    }

    /// The line CPython names when it ran into the end of the text: the last that has a character or a newline.
    pub(super) fn detected_at(&self) -> u32 {
        match self.peek() {
            None if self.line > 1 && matches!(self.bytes.last(), Some(b'\n' | b'\r')) => self.line - 1,
            _ => self.line,
        }
    }

    fn unterminated(&self, start: usize, first_line: u32, quote: u8, size: usize, escaped_quote: bool) -> Step {
        // Inside a replacement field, a quote like the f-string's own was meant to end the f-string.
        if self.fstrings.last().is_some_and(|f| f.quote == quote && f.size == size) {
            return self.error_at(start, "f-string: expecting '}'");
        }
        let line = self.detected_at().max(first_line);
        let triple = if size == 3 { "triple-quoted " } else { "" };
        let hint = if escaped_quote && size == 1 { "; perhaps you escaped the end quote?" } else { "" };
        self.error_at(start, format!("unterminated {triple}string literal (detected at line {line}){hint}"))
    }
}
