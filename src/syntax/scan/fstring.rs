//! f-strings: text, replacement fields and format specs, which nest.
//!
//! The tokens of a replacement field are read by the ordinary scanner; this file says when the scanner is in the text of
//! an f-string instead, and reads that text.

use super::{FSTRINGS_MAX, Scanner, Step, TokenKind};

/// CPython's MAX_EXPR_NESTING: a replacement field, one in its format spec, and one in that.
const FIELDS_MAX: usize = 3;

/// An f-string that is open.
pub(super) struct FString {
    /// Its quote character, and one or three of them.
    pub(super) quote: u8,
    pub(super) size: usize,
    raw: bool,
    /// Where its prefix starts.
    start: usize,
    /// Brackets that were open around it.
    pub(super) floor: usize,
    /// Its open replacement fields, outermost first.
    pub(super) fields: Vec<Field>,
}

/// An open replacement field.
pub(super) struct Field {
    /// Brackets open inside it, its own brace included.
    level: usize,
    /// Its colon was read: what follows is a format spec.
    in_spec: bool,
}

impl Scanner<'_> {
    /// Reads prefix and opening quotes.
    pub(super) fn fstring_start(&mut self, start: usize) -> Step {
        let raw = self.source.get(start..self.pos).unwrap_or("").contains(['r', 'R']);
        if self.fstrings.len() + 1 >= FSTRINGS_MAX {
            return self.error_at(start, "too many nested f-strings");
        }
        let (quote, size) = self.opening_quotes();
        self.push(TokenKind::FStringStart, start);
        self.fstrings.push(FString { quote, size, raw, start, floor: self.brackets.len(), fields: Vec::new() });
        Ok(())
    }

    /// True if the next character belongs to the text or a format spec of an f-string.
    pub(super) fn in_fstring_text(&self) -> bool {
        let Some(fstring) = self.fstrings.last() else { return false };
        match fstring.fields.last() {
            None => self.brackets.len() == fstring.floor,
            Some(field) => field.in_spec && self.brackets.len() == field.level,
        }
    }

    /// True if the scanner is in a replacement field outside of any brackets of its expression.
    pub(super) fn at_field_level(&self) -> bool {
        let field = self.fstrings.last().and_then(|f| f.fields.last());
        field.is_some_and(|field| !field.in_spec && field.level == self.brackets.len())
    }

    /// The colon of a replacement field was read.
    pub(super) fn enter_spec(&mut self) {
        if let Some(field) = self.fstrings.last_mut().and_then(|f| f.fields.last_mut()) {
            field.in_spec = true;
        }
    }

    /// A bracket is about to be closed: the replacement field it opened, if it did, ends.
    pub(super) fn leave_field(&mut self) {
        let level = self.brackets.len();
        if let Some(fstring) = self.fstrings.last_mut() {
            fstring.fields.pop_if(|field| field.level == level);
        }
    }

    /// Reads text up to the next brace or the closing quotes, and that too.
    pub(super) fn fstring_text(&mut self) -> Step {
        let text_start = self.pos;
        let Some(fstring) = self.fstrings.last() else { return Ok(()) };
        let (quote, size, raw, start) = (fstring.quote, fstring.size, fstring.raw, fstring.start);
        let in_spec = !fstring.fields.is_empty();
        loop {
            match self.peek() {
                None => return self.unterminated_fstring(start, size),
                Some(b'\n' | b'\r') if size == 1 => return self.unterminated_fstring(start, size),
                Some(b'\n' | b'\r') => self.bump_newline(),
                Some(_) if self.at_quotes(quote, size) => {
                    self.text_token(text_start);
                    let end_start = self.pos;
                    self.pos += size;
                    self.fstrings.pop();
                    self.push(TokenKind::FStringEnd, end_start);
                    return Ok(());
                }
                Some(b'{') if !in_spec && self.peek_at(1) == Some(b'{') => self.pos += 2,
                Some(b'}') if !in_spec && self.peek_at(1) == Some(b'}') => self.pos += 2,
                Some(b'{') => {
                    self.text_token(text_start);
                    return self.open_field();
                }
                Some(b'}') => {
                    self.text_token(text_start);
                    return self.operator(b'}');
                }
                Some(b'\\') => self.fstring_escape(raw),
                Some(_) => self.pos += 1,
            }
        }
    }

    /// A backslash in text: the next character is taken with it, except a brace; `\N{name}` whole.
    fn fstring_escape(&mut self, raw: bool) {
        self.pos += 1;
        match self.peek() {
            Some(b'{' | b'}') | None => {}
            Some(b'\n' | b'\r') => self.bump_newline(),
            Some(b'N') if !raw && self.peek_at(1) == Some(b'{') => {
                self.pos += 2;
                while self.peek().is_some_and(|b| !matches!(b, b'}' | b'\n' | b'\r' | b'"' | b'\'')) {
                    self.pos += 1;
                }
                if self.peek() == Some(b'}') {
                    self.pos += 1;
                }
            }
            Some(_) => self.pos += 1,
        }
    }

    fn text_token(&mut self, start: usize) {
        if self.pos > start {
            self.push(TokenKind::FStringMiddle, start);
        }
    }

    /// Reads the opening brace of a replacement field.
    fn open_field(&mut self) -> Step {
        let at = self.pos;
        if self.fstrings.last().is_some_and(|f| f.fields.len() >= FIELDS_MAX) {
            return self.error_at(at.saturating_sub(1), "f-string: expressions nested too deeply");
        }
        self.operator(b'{')?;
        let level = self.brackets.len();
        if let Some(fstring) = self.fstrings.last_mut() {
            fstring.fields.push(Field { level, in_spec: false });
        }
        Ok(())
    }

    fn unterminated_fstring(&self, start: usize, size: usize) -> Step {
        let line = self.detected_at();
        let triple = if size == 3 { "triple-quoted " } else { "" };
        self.error_at(start, format!("unterminated {triple}f-string literal (detected at line {line})"))
    }
}
