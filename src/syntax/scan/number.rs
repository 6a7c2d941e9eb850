//! Number literals, with CPython's messages for those that are none.

use super::{Diagnostic, Scanner, Step, TokenKind};
use crate::base::ByteRange;

impl Scanner<'_> {
    pub(super) fn number(&mut self) -> Step {
        let start = self.pos;
        match (self.peek(), self.peek_at(1)) {
            (Some(b'0'), Some(b'x' | b'X')) => self.radix_digits(16, "hexadecimal")?,
            (Some(b'0'), Some(b'o' | b'O')) => self.radix_digits(8, "octal")?,
            (Some(b'0'), Some(b'b' | b'B')) => self.radix_digits(2, "binary")?,
            (Some(b'0'), _) => self.after_zero(start)?,
            (Some(b'.'), _) => self.fraction()?,
            _ => {
                self.decimal_digits()?;
                self.after_digits()?;
            }
        }
        self.push(TokenKind::Number, start);
        Ok(())
    }

    fn at_digit(&self) -> bool {
        self.peek().is_some_and(|b| b.is_ascii_digit())
    }

    /// `0x…`, `0o…`, `0b…` from the zero on.
    fn radix_digits(&mut self, radix: u32, name: &str) -> Step {
        self.pos += 2;
        loop {
            if self.peek() == Some(b'_') {
                self.pos += 1;
            }
            let first = self.pos;
            while self.peek().is_some_and(|b| (b as char).is_digit(radix)) {
                self.pos += 1;
            }
            // A decimal digit that is too large for the radix has a message of its own.
            if let Some(digit) = self.peek().filter(u8::is_ascii_digit) {
                return self.error_at(self.pos, format!("invalid digit '{}' in {name} literal", digit as char));
            }
            if self.pos == first {
                return self.error_at(self.pos - 1, format!("invalid {name} literal"));
            }
            if self.peek() != Some(b'_') {
                return self.end_of_number(name);
            }
        }
    }

    /// A literal that starts with zero: zero itself, or a float or imaginary number.
    fn after_zero(&mut self, start: usize) -> Step {
        self.pos += 1;
        loop {
            if self.peek() == Some(b'_') {
                self.pos += 1;
                if !self.at_digit() {
                    return self.error_at(self.pos - 1, "invalid decimal literal");
                }
            }
            if self.peek() != Some(b'0') {
                break;
            }
            self.pos += 1;
        }
        let zeros_end = self.pos;
        let nonzero = self.at_digit();
        if nonzero {
            self.decimal_digits()?;
        }
        if nonzero && !matches!(self.peek(), Some(b'.' | b'e' | b'E' | b'j' | b'J')) {
            let message = "leading zeros in decimal integer literals are not permitted; \
                           use an 0o prefix for octal integers";
            let range = ByteRange::new(start as u32, zeros_end as u32);
            return Err(Box::new(Diagnostic::syntax(range, message)));
        }
        self.after_digits()
    }

    /// Digits with single underscores between them.
    fn decimal_digits(&mut self) -> Step {
        loop {
            while self.at_digit() {
                self.pos += 1;
            }
            if self.peek() != Some(b'_') {
                return Ok(());
            }
            self.pos += 1;
            if !self.at_digit() {
                return self.error_at(self.pos - 1, "invalid decimal literal");
            }
        }
    }

    /// What may follow the digits before a point.
    fn after_digits(&mut self) -> Step {
        if self.peek() == Some(b'.') { self.fraction() } else { self.exponent() }
    }

    fn fraction(&mut self) -> Step {
        self.pos += 1;
        if self.at_digit() {
            self.decimal_digits()?;
        }
        self.exponent()
    }

    fn exponent(&mut self) -> Step {
        if matches!(self.peek(), Some(b'e' | b'E')) {
            match (self.peek_at(1), self.peek_at(2)) {
                (Some(b'+' | b'-'), Some(b'0'..=b'9')) => self.pos += 2,
                (Some(b'+' | b'-'), _) => return self.error_at(self.pos + 1, "invalid decimal literal"),
                (Some(b'0'..=b'9'), _) => self.pos += 1,
                _ => return self.end_of_number("decimal"),
            }
            self.decimal_digits()?;
        }
        if matches!(self.peek(), Some(b'j' | b'J')) {
            self.pos += 1;
            return self.end_of_number("imaginary");
        }
        self.end_of_number("decimal")
    }

    /// A number may not run into a word, except into the keywords that CPython still lets follow (`1if x else 2`).
    fn end_of_number(&mut self, name: &str) -> Step {
        const MAY_FOLLOW: [&[u8]; 8] = [b"and", b"else", b"for", b"if", b"in", b"is", b"not", b"or"];
        let rest = self.bytes.get(self.pos..).unwrap_or(&[]);
        if MAY_FOLLOW.iter().any(|word| rest.starts_with(word)) {
            return Ok(());
        }
        match self.peek() {
            Some(b) if b.is_ascii_alphanumeric() || b == b'_' => {
                self.error_at(self.pos - 1, format!("invalid {name} literal"))
            }
            _ => Ok(()),
        }
    }
}
