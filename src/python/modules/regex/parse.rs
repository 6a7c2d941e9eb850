//! Regular expressions in Python's syntax, to instructions for `run.rs`. Messages are those of CPython's `re.error`.

use super::run::{Class, Inst, Item};
use super::width::width;

/// Flags, as `re` numbers them.
pub const IGNORECASE: u32 = 2;
pub const MULTILINE: u32 = 8;
pub const DOTALL: u32 = 16;
pub const VERBOSE: u32 = 64;
pub const ASCII: u32 = 256;
const UNICODE: u32 = 32;

/// So many instructions a pattern may take; repeats are written out.
const MOST: usize = 20_000;
/// So deeply groups may nest.
const DEEPEST: u32 = 200;

/// A compiled pattern.
#[derive(Clone, Debug, Default)]
pub struct Program {
    pub insts: Vec<Inst>,
    /// Capturing groups, the whole not counted.
    pub groups: usize,
    /// Names and numbers of named groups.
    pub names: Vec<(String, usize)>,
    pub flags: u32,
    /// Places that remember where a repeat began.
    pub marks: usize,
}

/// What is wrong with a pattern, and where (in characters; `usize::MAX` if CPython does not say).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub message: String,
    pub at: usize,
}

/// Compiles a pattern.
///
/// # Errors
/// What CPython's `re.error` would say; of what is not supported, that it is not.
pub fn compile(pattern: &str, flags: u32) -> Result<Program, Wrong> {
    let text: Vec<char> = pattern.chars().collect();
    let mut parser =
        Parser { text, at: 0, program: Program { flags, ..Program::default() }, open: Vec::new(), depth: 0 };
    parser.program.insts.push(Inst::Save(0));
    parser.alternatives()?;
    if parser.at < parser.text.len() {
        return Err(parser.wrong("unbalanced parenthesis", parser.at));
    }
    parser.program.insts.push(Inst::Save(1));
    parser.program.insts.push(Inst::Match);
    parser.program.flags |= UNICODE * u32::from(parser.program.flags & ASCII == 0);
    Ok(parser.program)
}

struct Parser {
    text: Vec<char>,
    at: usize,
    program: Program,
    /// Groups that are not closed.
    open: Vec<usize>,
    depth: u32,
}

impl Parser {
    fn wrong(&self, message: impl Into<String>, at: usize) -> Wrong {
        Wrong { message: message.into(), at }
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += usize::from(found);
        found
    }

    fn has(&self, flag: u32) -> bool {
        self.program.flags & flag != 0
    }

    fn emit(&mut self, inst: Inst) -> Result<usize, Wrong> {
        if self.program.insts.len() >= MOST {
            return Err(self.wrong("the pattern is too large for the simulator", self.at));
        }
        self.program.insts.push(inst);
        Ok(self.program.insts.len() - 1)
    }

    fn here(&self) -> usize {
        self.program.insts.len()
    }

    fn alternatives(&mut self) -> Result<(), Wrong> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.wrong("the pattern nests too deeply for the simulator", self.at));
        }
        let mut ends = Vec::new();
        loop {
            let start = self.here();
            self.sequence()?;
            if !self.eat('|') {
                break;
            }
            self.insert(start, Inst::Split(start + 1, 0));
            ends.push(self.emit(Inst::Jump(0))?);
            let next = self.here();
            self.program.insts[start] = Inst::Split(start + 1, next);
        }
        let end = self.here();
        for at in ends {
            self.program.insts[at] = Inst::Jump(end);
        }
        self.depth -= 1;
        Ok(())
    }

    /// Puts an instruction before those from `at` on.
    fn insert(&mut self, at: usize, inst: Inst) {
        self.program.insts.insert(at, inst);
        for inst in &mut self.program.insts[at + 1..] {
            inst.shift(at, 1);
        }
    }

    fn sequence(&mut self) -> Result<(), Wrong> {
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            if self.has(VERBOSE) {
                if c.is_whitespace() {
                    self.at += 1;
                    continue;
                }
                if c == '#' {
                    while self.peek().is_some_and(|c| c != '\n') {
                        self.at += 1;
                    }
                    continue;
                }
            }
            let from = self.here();
            let place = self.at;
            let repeatable = self.atom()?;
            self.repeats(from, place, repeatable)?;
        }
        Ok(())
    }

    /// The bounds of a repeat, if one comes; `None` if `{` is only a brace.
    fn bounds(&mut self) -> Result<Option<(usize, Option<usize>)>, Wrong> {
        let start = self.at;
        let bounds = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.at += 1;
                let low = self.digits();
                let comma = self.eat(',');
                let high = if comma { self.digits() } else { low.clone() };
                if !self.eat('}') || (low.is_empty() && !comma) {
                    self.at = start;
                    return Ok(None);
                }
                let number = |digits: &str| digits.parse::<usize>().unwrap_or(usize::MAX);
                let low = if low.is_empty() { 0 } else { number(&low) };
                let high = if high.is_empty() { None } else { Some(number(&high)) };
                if high.is_some_and(|high| high < low) {
                    return Err(self.wrong("min repeat greater than max repeat", start + 1));
                }
                return Ok(Some((low, high)));
            }
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(bounds))
    }

    fn digits(&mut self) -> String {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        self.text[start..self.at].iter().collect()
    }

    fn repeats(&mut self, from: usize, place: usize, repeatable: bool) -> Result<(), Wrong> {
        let start = self.at;
        let Some((low, high)) = self.bounds()? else { return Ok(()) };
        if !repeatable || self.here() == from && place == start {
            return Err(self.wrong("nothing to repeat", start));
        }
        let lazy = self.eat('?');
        let possessive = !lazy && self.eat('+');
        let again = self.at;
        if self.bounds()?.is_some() {
            return Err(self.wrong("multiple repeat", again));
        }
        let body: Vec<Inst> = self.program.insts.drain(from..).collect();
        let atomic = if possessive { Some(self.emit(Inst::Atomic(0))?) } else { None };
        for _ in 0..low {
            self.copy(&body, from)?;
        }
        match high {
            None => {
                let mark = self.program.marks;
                self.program.marks += 1;
                let split = self.emit(Inst::Fail)?;
                self.emit(Inst::Mark(mark))?;
                self.copy(&body, from)?;
                self.emit(Inst::Progress(mark))?;
                self.emit(Inst::Jump(split))?;
                let end = self.here();
                self.program.insts[split] = choice(lazy, split + 1, end);
            }
            Some(high) => {
                let mut splits = Vec::new();
                for _ in low..high {
                    splits.push(self.emit(Inst::Fail)?);
                    self.copy(&body, from)?;
                }
                let end = self.here();
                for split in splits {
                    self.program.insts[split] = choice(lazy, split + 1, end);
                }
            }
        }
        if let Some(at) = atomic {
            self.emit(Inst::Match)?;
            self.program.insts[at] = Inst::Atomic(self.here());
        }
        Ok(())
    }

    /// A copy of instructions that stood at `from`.
    fn copy(&mut self, body: &[Inst], from: usize) -> Result<(), Wrong> {
        let by = self.here() as isize - from as isize;
        for inst in body {
            let mut inst = inst.clone();
            inst.shift(0, by);
            self.emit(inst)?;
        }
        Ok(())
    }

    /// One thing; false if it cannot be repeated.
    fn atom(&mut self) -> Result<bool, Wrong> {
        let start = self.at;
        let Some(c) = self.peek() else { return Ok(true) };
        self.at += 1;
        match c {
            '.' => {
                let inst = if self.has(DOTALL) { Inst::Any } else { Inst::AnyButNewline };
                self.emit(inst)?;
            }
            '^' => {
                let inst = if self.has(MULTILINE) { Inst::LineStart } else { Inst::Start };
                self.emit(inst)?;
            }
            '$' => {
                let inst = if self.has(MULTILINE) { Inst::LineEnd } else { Inst::End };
                self.emit(inst)?;
            }
            '[' => self.class(start)?,
            '(' => return self.group(start),
            '\\' => self.escape(start)?,
            '*' | '+' | '?' => return Err(self.wrong("nothing to repeat", start)),
            c => {
                self.literal(c)?;
            }
        }
        Ok(true)
    }

    fn literal(&mut self, c: char) -> Result<(), Wrong> {
        let inst =
            if self.has(IGNORECASE) { Inst::Fold(fold_as(c, self.has(ASCII)), self.has(ASCII)) } else { Inst::Char(c) };
        self.emit(inst).map(|_| ())
    }

    fn group(&mut self, start: usize) -> Result<bool, Wrong> {
        let mut number = None;
        let saved = self.program.flags;
        if self.eat('?') {
            let Some(c) = self.peek() else { return Err(self.wrong("unexpected end of pattern", self.at)) };
            self.at += 1;
            match c {
                ':' => {}
                'P' if self.eat('<') => number = Some(self.named()?),
                'P' if self.eat('=') => {
                    let from = self.at;
                    let name = self.name(')', "group name")?;
                    let Some(&(_, n)) = self.program.names.iter().find(|(known, _)| *known == name) else {
                        return Err(self.wrong(format!("unknown group name '{name}'"), from));
                    };
                    self.emit(Inst::Back(n, self.has(IGNORECASE)))?;
                    return Ok(true);
                }
                'P' => {
                    let shown = self.peek().map_or(String::new(), String::from);
                    return Err(self.wrong(format!("unknown extension ?P{shown}"), start + 1));
                }
                '#' => {
                    while !self.eat(')') {
                        if self.peek().is_none() {
                            return Err(self.wrong("missing ), unterminated comment", start));
                        }
                        self.at += 1;
                    }
                    return Ok(false);
                }
                '=' | '!' => {
                    let at = self.emit(Inst::Fail)?;
                    self.inside(start)?;
                    self.emit(Inst::Match)?;
                    self.program.insts[at] = Inst::Ahead { negative: c == '!', end: self.here() };
                    return Ok(true);
                }
                '>' => {
                    let at = self.emit(Inst::Fail)?;
                    self.inside(start)?;
                    self.emit(Inst::Match)?;
                    self.program.insts[at] = Inst::Atomic(self.here());
                    return Ok(true);
                }
                '<' => {
                    let negative = match self.peek() {
                        Some('=') => false,
                        Some('!') => true,
                        _ => {
                            let shown = self.peek().map_or(String::new(), String::from);
                            return Err(self.wrong(format!("unknown extension ?<{shown}"), start + 1));
                        }
                    };
                    self.at += 1;
                    let at = self.emit(Inst::Fail)?;
                    self.inside(start)?;
                    self.emit(Inst::Match)?;
                    let Some(width) = width(&self.program.insts, at + 1, self.here() - 1) else {
                        return Err(self.wrong("look-behind requires fixed-width pattern", usize::MAX));
                    };
                    self.program.insts[at] = Inst::Behind { negative, width, end: self.here() };
                    return Ok(true);
                }
                '(' => return Err(self.wrong("conditional groups are not supported by the simulator", start)),
                c if "aiLmsux-".contains(c) => {
                    self.at -= 1;
                    if self.flags(start)? {
                        return Ok(false);
                    }
                }
                c => return Err(self.wrong(format!("unknown extension ?{c}"), start + 1)),
            }
        } else {
            self.program.groups += 1;
            number = Some(self.program.groups);
        }
        if let Some(n) = number {
            self.open.push(n);
            self.emit(Inst::Save(2 * n))?;
        }
        self.inside(start)?;
        if let Some(n) = number {
            self.open.pop();
            self.emit(Inst::Save(2 * n + 1))?;
        }
        self.program.flags = saved;
        Ok(true)
    }

    /// What is between the parentheses of a group, and the closing one.
    fn inside(&mut self, start: usize) -> Result<(), Wrong> {
        self.alternatives()?;
        if !self.eat(')') {
            return Err(self.wrong("missing ), unterminated subpattern", start));
        }
        Ok(())
    }

    /// `(?i)` for the whole (true), or `(?i:` for a group.
    fn flags(&mut self, start: usize) -> Result<bool, Wrong> {
        let (mut on, mut off, mut minus) = (0, 0, false);
        loop {
            let Some(c) = self.peek() else { return Err(self.wrong("missing -, : or )", self.at)) };
            self.at += 1;
            let flag = match c {
                'i' => IGNORECASE,
                'm' => MULTILINE,
                's' => DOTALL,
                'x' => VERBOSE,
                'a' => ASCII,
                'u' | 'L' => 0,
                '-' => {
                    minus = true;
                    continue;
                }
                ':' => {
                    self.program.flags = (self.program.flags | on) & !off;
                    return Ok(false);
                }
                ')' => {
                    if start != 0 {
                        return Err(self.wrong("global flags not at the start of the expression", start));
                    }
                    self.program.flags |= on;
                    return Ok(true);
                }
                _ => return Err(self.wrong("unknown flag", self.at - 1)),
            };
            if minus {
                off |= flag;
            } else {
                on |= flag;
            }
        }
    }

    fn name(&mut self, end: char, what: &str) -> Result<String, Wrong> {
        let from = self.at;
        while self.peek().is_some_and(|c| c != end) {
            self.at += 1;
        }
        let name: String = self.text[from..self.at].iter().collect();
        if self.peek().is_none() {
            let message =
                if name.is_empty() { format!("missing {what}") } else { format!("missing {end}, unterminated name") };
            return Err(self.wrong(message, from));
        }
        self.at += 1;
        if name.is_empty() {
            return Err(self.wrong(format!("missing {what}"), from));
        }
        let valid =
            name.chars().enumerate().all(|(i, c)| c == '_' || c.is_alphabetic() || i > 0 && c.is_alphanumeric());
        if valid { Ok(name) } else { Err(self.wrong(format!("bad character in group name '{name}'"), from)) }
    }

    fn named(&mut self) -> Result<usize, Wrong> {
        let from = self.at;
        let name = self.name('>', "group name")?;
        self.program.groups += 1;
        let n = self.program.groups;
        if let Some((_, was)) = self.program.names.iter().find(|(known, _)| *known == name) {
            let text = format!("redefinition of group name '{name}' as group {n}; was group {was}");
            return Err(self.wrong(text, from));
        }
        self.program.names.push((name, n));
        Ok(n)
    }

    fn class(&mut self, start: usize) -> Result<(), Wrong> {
        let mut class =
            Class { negative: self.eat('^'), fold: self.has(IGNORECASE), ascii: self.has(ASCII), items: Vec::new() };
        let first = self.at;
        loop {
            let from = self.at;
            let Some(c) = self.peek() else { return Err(self.wrong("unterminated character set", start)) };
            self.at += 1;
            if c == ']' && from != first {
                break;
            }
            let low = if c == '\\' { self.class_escape(from)? } else { Item::Char(c) };
            if self.peek() == Some('-') && self.text.get(self.at + 1).is_some_and(|&c| c != ']') {
                self.at += 1;
                let place = self.at;
                let c = self.peek().unwrap_or(']');
                self.at += 1;
                let high = if c == '\\' { self.class_escape(place)? } else { Item::Char(c) };
                let shown: String = self.text[from..self.at].iter().collect();
                match (&low, &high) {
                    (Item::Char(a), Item::Char(b)) if a <= b => class.items.push(Item::Range(*a, *b)),
                    _ => return Err(self.wrong(format!("bad character range {shown}"), from)),
                }
                continue;
            }
            class.items.push(low);
        }
        self.emit(Inst::Class(class)).map(|_| ())
    }

    fn class_escape(&mut self, start: usize) -> Result<Item, Wrong> {
        let Some(c) = self.peek() else { return Err(self.wrong("bad escape (end of pattern)", start)) };
        self.at += 1;
        Ok(match c {
            'd' | 'D' | 'w' | 'W' | 's' | 'S' => Item::Kind(c),
            'b' => Item::Char('\u{8}'),
            c => Item::Char(self.character(c, start)?),
        })
    }

    fn escape(&mut self, start: usize) -> Result<(), Wrong> {
        let Some(c) = self.peek() else { return Err(self.wrong("bad escape (end of pattern)", start)) };
        self.at += 1;
        let inst = match c {
            'd' | 'D' | 'w' | 'W' | 's' | 'S' => {
                let items = vec![Item::Kind(c)];
                Inst::Class(Class { negative: false, fold: false, ascii: self.has(ASCII), items })
            }
            'A' => Inst::Start,
            'Z' => Inst::VeryEnd,
            'b' => Inst::Word { boundary: true, ascii: self.has(ASCII) },
            'B' => Inst::Word { boundary: false, ascii: self.has(ASCII) },
            '1'..='9' => {
                let mut n = c as usize - '0' as usize;
                if let Some(d) = self.peek().and_then(|d| d.to_digit(10)) {
                    self.at += 1;
                    n = n * 10 + d as usize;
                }
                if n > self.program.groups {
                    return Err(self.wrong(format!("invalid group reference {n}"), start + 1));
                }
                if self.open.contains(&n) {
                    return Err(self.wrong("cannot refer to an open group", start));
                }
                Inst::Back(n, self.has(IGNORECASE))
            }
            c => {
                let c = self.character(c, start)?;
                return self.literal(c);
            }
        };
        self.emit(inst).map(|_| ())
    }

    /// The character that an escape stands for.
    fn character(&mut self, c: char, start: usize) -> Result<char, Wrong> {
        Ok(match c {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'f' => '\u{c}',
            'v' => '\u{b}',
            'a' => '\u{7}',
            '0' => {
                let mut n = 0;
                for _ in 0..2 {
                    let Some(d) = self.peek().and_then(|d| d.to_digit(8)) else { break };
                    self.at += 1;
                    n = n * 8 + d;
                }
                char::from_u32(n).unwrap_or('\0')
            }
            'x' | 'u' | 'U' => {
                let length = [('x', 2), ('u', 4)].iter().find(|(k, _)| *k == c).map_or(8, |(_, n)| *n);
                let digits: String =
                    self.text.iter().skip(self.at).take(length).take_while(|d| d.is_ascii_hexdigit()).collect();
                if digits.len() < length {
                    return Err(self.wrong(format!("incomplete escape \\{c}{digits}"), start));
                }
                self.at += length;
                let code = u32::from_str_radix(&digits, 16).unwrap_or(0);
                char::from_u32(code).ok_or_else(|| self.wrong(format!("bad escape \\{c}{digits}"), start))?
            }
            c if c.is_ascii_alphabetic() => return Err(self.wrong(format!("bad escape \\{c}"), start)),
            c => c,
        })
    }
}

fn choice(lazy: bool, body: usize, end: usize) -> Inst {
    if lazy { Inst::Split(end, body) } else { Inst::Split(body, end) }
}

/// A character without its case; `ß` is not folded to two letters, nor are the few others that would need more than one.
pub fn fold(c: char) -> char {
    let c = match c {
        '\u{130}' => 'i',
        '\u{1fd3}' => '\u{390}',
        '\u{1fe3}' => '\u{3b0}',
        '\u{fb06}' => '\u{fb05}',
        c => c,
    };
    lower(only(c.to_uppercase()).unwrap_or(c))
}

/// A character in lower case, if that is one.
pub fn lower(c: char) -> char {
    only(c.to_lowercase()).unwrap_or(c)
}

/// The same where only the letters of ASCII have a case.
pub fn fold_as(c: char, ascii: bool) -> char {
    if ascii { c.to_ascii_lowercase() } else { fold(c) }
}

fn only(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let one = chars.next();
    if chars.next().is_none() { one } else { None }
}
