//! A tokenizer that reads as CPython's does, for what ruff's does not tell: errors in CPython's words and places, how
//! deeply the program nests, and where its tokens are.
//!
//! It only cuts the text into tokens; it knows no grammar. Not recursive. Entry: [`scan`].

mod fstring;
mod identifier;
mod indent;
mod number;
mod string;

use super::diagnostic::{Diagnostic, DiagnosticKind};
use crate::base::ByteRange;

/// CPython's MAXLEVEL: brackets that may be open at once.
const BRACKETS_MAX: usize = 200;

/// CPython's MAXFSTRINGLEVEL: f-strings that may be open at once.
const FSTRINGS_MAX: usize = 150;

/// The words that can never be names.
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// True for a word that can never be a name.
pub(super) fn is_keyword(word: &str) -> bool {
    KEYWORDS.binary_search(&word).is_ok()
}

/// What a token is. Operators and keywords are told apart by their text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Name,
    Number,
    String,
    /// Prefix and opening quotes of an f-string.
    FStringStart,
    /// Literal text of an f-string.
    FStringMiddle,
    /// Closing quotes of an f-string.
    FStringEnd,
    Op,
    /// The end of a logical line.
    Newline,
    Indent,
    Dedent,
    End,
}

/// A token and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: ByteRange,
    /// Brackets open after it.
    pub(super) level: u8,
}

/// The outcome of a scan.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// All tokens up to the end or the first error.
    pub(super) tokens: Vec<Token>,
    /// The first thing that is no token, as CPython reports it.
    pub(super) error: Option<Diagnostic>,
    /// The innermost bracket that is still open at the end.
    pub(super) unclosed: Option<Bracket>,
}

impl Scan {
    /// The text was read to its end and all brackets are closed.
    pub(super) fn is_complete(&self) -> bool {
        self.error.is_none() && self.unclosed.is_none()
    }

    /// True if the line before the token `indent` ended with a colon, so that a block may start there.
    pub(super) fn expects_block(&self, indent: usize, source: &str) -> bool {
        let before = indent.checked_sub(2).and_then(|before| self.tokens.get(before));
        before.is_some_and(|token| token.range.slice(source) == ":")
    }
}

/// An open bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bracket {
    /// `(`, `[` or `{`.
    pub(super) open: u8,
    /// Byte offset of it.
    pub(super) at: u32,
    /// Line it stands in, from 1.
    pub(super) line: u32,
}

/// Cuts `source` into tokens.
pub(super) fn scan(source: &str) -> Scan {
    let mut scanner = Scanner::new(source);
    let error = scanner.run().err().map(|error| *error);
    Scan { tokens: scanner.tokens, error, unclosed: scanner.brackets.last().copied() }
}

/// An error ends the scan. Boxed: it is rare and large.
type Step<T = ()> = Result<T, Box<Diagnostic>>;

struct Scanner<'s> {
    source: &'s str,
    bytes: &'s [u8],
    /// Offset of the next byte to read.
    pos: usize,
    /// Line of `pos`, from 1.
    line: u32,
    tokens: Vec<Token>,
    brackets: Vec<Bracket>,
    indents: indent::Indents,
    fstrings: Vec<fstring::FString>,
}

impl<'s> Scanner<'s> {
    fn new(source: &'s str) -> Scanner<'s> {
        let pos = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Scanner {
            source,
            bytes: source.as_bytes(),
            pos,
            line: 1,
            tokens: Vec::new(),
            brackets: Vec::new(),
            indents: indent::Indents::default(),
            fstrings: Vec::new(),
        }
    }

    fn run(&mut self) -> Step {
        let mut at_line_start = true;
        loop {
            if self.in_fstring_text() {
                self.fstring_text()?;
                continue;
            }
            if at_line_start && !self.indentation()? {
                continue;
            }
            at_line_start = false;
            self.skip_blanks();
            let start = self.pos;
            let Some(byte) = self.peek() else { break };
            match byte {
                b'#' => {
                    // As in CPython, the end of the line begins with the comment.
                    self.skip_comment();
                    if self.peek().is_some() {
                        at_line_start = self.newline(start);
                    }
                }
                b'\n' | b'\r' => at_line_start = self.newline(start),
                b'\\' => self.line_continuation()?,
                b'0'..=b'9' => self.number()?,
                b'.' if self.peek_at(1).is_some_and(|b| b.is_ascii_digit()) => self.number()?,
                b'"' | b'\'' => self.string(start)?,
                b'_' | b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => self.name_or_string()?,
                _ => self.operator(byte)?,
            }
        }
        self.finish();
        Ok(())
    }

    /// The end of the file ends the last line and all blocks.
    fn finish(&mut self) {
        let end = self.pos;
        if self.brackets.is_empty() {
            let open_line =
                self.tokens.last().is_some_and(|t| !matches!(t.kind, TokenKind::Newline | TokenKind::Dedent));
            if open_line {
                self.push(TokenKind::Newline, end);
            }
            for _ in 0..self.indents.close_all() {
                self.push(TokenKind::Dedent, end);
            }
        }
        self.push(TokenKind::End, end);
    }

    fn peek(&self) -> Option<u8> {
        self.peek_at(0)
    }

    fn peek_at(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.pos + ahead).copied()
    }

    /// Adds a token from `start` to the current position.
    fn push(&mut self, kind: TokenKind, start: usize) {
        let range = ByteRange::new(start as u32, self.pos as u32);
        let level = self.brackets.len().min(u8::MAX as usize) as u8;
        self.tokens.push(Token { kind, range, level });
    }

    /// An error with a single caret at `at`.
    fn error_at<T>(&self, at: usize, message: impl Into<String>) -> Step<T> {
        Err(Box::new(Diagnostic::syntax(self.char_at(at), message)))
    }

    /// The character that covers byte `at`; empty at the end of the text.
    fn char_at(&self, at: usize) -> ByteRange {
        let mut start = at.min(self.bytes.len());
        while !self.source.is_char_boundary(start) {
            start -= 1;
        }
        let len = self.source.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        ByteRange::new(start as u32, (start + len) as u32)
    }

    /// Spaces, tabs and form feeds between tokens.
    fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\x0c')) {
            self.pos += 1;
        }
    }

    fn skip_comment(&mut self) {
        while !matches!(self.peek(), None | Some(b'\n' | b'\r')) {
            self.pos += 1;
        }
    }

    /// Moves over `\n`, `\r\n` or `\r`.
    fn bump_newline(&mut self) {
        if self.peek() == Some(b'\r') && self.peek_at(1) == Some(b'\n') {
            self.pos += 1;
        }
        self.pos += 1;
        self.line += 1;
    }

    /// Reads the end of a line; true if a logical line ends there.
    fn newline(&mut self, start: usize) -> bool {
        self.bump_newline();
        if !self.brackets.is_empty() {
            return false;
        }
        self.push(TokenKind::Newline, start);
        true
    }

    /// A backslash that joins two lines.
    fn line_continuation(&mut self) -> Step {
        self.pos += 1;
        match self.peek() {
            Some(b'\n' | b'\r') => {}
            None => return self.error_at(self.pos, "unexpected EOF while parsing"),
            Some(_) => return self.error_at(self.pos, "unexpected character after line continuation character"),
        }
        let end_of_line = self.pos;
        self.bump_newline();
        if self.peek().is_none() {
            return self.error_at(end_of_line, "unexpected EOF while parsing");
        }
        Ok(())
    }

    /// A name, a keyword, or a string with a prefix.
    fn name_or_string(&mut self) -> Step {
        let start = self.pos;
        let mut ascii = true;
        while let Some(byte) = self.peek().filter(|b| b.is_ascii_alphanumeric() || *b == b'_' || *b >= 0x80) {
            ascii &= byte < 0x80;
            self.pos += 1;
        }
        let text = self.source.get(start..self.pos).unwrap_or("");
        if matches!(self.peek(), Some(b'"' | b'\'')) && text.len() <= 2 {
            match text.to_ascii_lowercase().as_str() {
                "r" | "u" | "b" | "br" | "rb" => return self.string(start),
                "f" | "fr" | "rf" => return self.fstring_start(start),
                _ => {}
            }
        }
        if !ascii {
            self.check_identifier(start, text)?;
        }
        self.push(TokenKind::Name, start);
        Ok(())
    }

    fn operator(&mut self, byte: u8) -> Step {
        let start = self.pos;
        match byte {
            b'(' | b'[' | b'{' => {
                if self.brackets.len() >= BRACKETS_MAX {
                    return self.error_at(start, "too many nested parentheses");
                }
                self.brackets.push(Bracket { open: byte, at: start as u32, line: self.line });
                self.pos += 1;
            }
            b')' | b']' | b'}' => {
                self.pos += 1;
                self.close(byte, start)?;
            }
            b':' if self.at_field_level() => {
                self.pos += 1;
                self.enter_spec();
            }
            // CPython hands `$`, `?` and `!` to the parser, which has no rule for them.
            b'!'..=b'~' => self.pos += operator_length(self.bytes.get(start..).unwrap_or(&[])),
            _ => return self.error_at(start, identifier::invalid_character(byte as char)),
        }
        self.push(TokenKind::Op, start);
        Ok(())
    }

    fn close(&mut self, byte: u8, at: usize) -> Step {
        let close = byte as char;
        if byte == b'}' && self.fstrings.last().is_some_and(|f| f.fields.is_empty() && f.floor == self.brackets.len()) {
            return self.error_at(at, "f-string: single '}' is not allowed");
        }
        let Some(bracket) = self.brackets.last().copied() else {
            return self.error_at(at, format!("unmatched '{close}'"));
        };
        let fits = matches!((bracket.open, byte), (b'(', b')') | (b'[', b']') | (b'{', b'}'));
        if !fits && self.at_field_level() {
            return self.error_at(at, format!("f-string: unmatched '{close}'"));
        }
        if !fits {
            let open = bracket.open as char;
            let mut message = format!("closing parenthesis '{close}' does not match opening parenthesis '{open}'");
            if bracket.line != self.line {
                message.push_str(&format!(" on line {}", bracket.line));
            }
            return self.error_at(at, message);
        }
        self.leave_field();
        self.brackets.pop();
        Ok(())
    }
}

/// Length of the longest operator at the start of `rest`.
fn operator_length(rest: &[u8]) -> usize {
    const THREE: [&[u8]; 5] = [b"**=", b"//=", b">>=", b"<<=", b"..."];
    const TWO: [&[u8]; 20] = [
        b"!=", b"%=", b"&=", b"**", b"*=", b"+=", b"-=", b"->", b"//", b"/=", b":=", b"<<", b"<=", b"<>", b"==", b">=",
        b">>", b"@=", b"^=", b"|=",
    ];
    if THREE.iter().any(|op| rest.starts_with(op)) {
        return 3;
    }
    if TWO.iter().any(|op| rest.starts_with(op)) { 2 } else { 1 }
}

/// A diagnostic of another kind than `SyntaxError`.
fn kind_error<T>(kind: DiagnosticKind, range: ByteRange, message: &str) -> Step<T> {
    Err(Box::new(Diagnostic::new(kind, range, message)))
}
