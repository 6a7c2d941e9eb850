//! Runs a compiled regular expression: backtracking, with a stack of its own, and an end to the patience.

use super::parse::{Program, fold_as, lower};
use crate::python::text::unicode;

/// One step of a pattern. Numbers are places of instructions, unless said otherwise.
#[derive(Clone, Debug)]
pub enum Inst {
    Char(char),
    /// A character whatever its case; true: of the letters of ASCII only.
    Fold(char, bool),
    Any,
    AnyButNewline,
    Class(Class),
    /// The first, and if that comes to nothing the second.
    Split(usize, usize),
    Jump(usize),
    /// Notes the position in a slot of the captures.
    Save(usize),
    Start,
    LineStart,
    End,
    LineEnd,
    VeryEnd,
    Word {
        boundary: bool,
        ascii: bool,
    },
    /// What a group matched, again; whatever its case if so said.
    Back(usize, bool),
    /// What follows matches here, or does not; goes on at `end`.
    Ahead {
        negative: bool,
        end: usize,
    },
    /// The same for what ends here.
    Behind {
        negative: bool,
        width: usize,
        end: usize,
    },
    /// What follows is matched once and not looked at again; goes on there.
    Atomic(usize),
    /// Notes where a round of a repeat begins.
    Mark(usize),
    /// A round that matched nothing ends the repeat.
    Progress(usize),
    Match,
    Fail,
}

impl Inst {
    /// Moves the places it names that lie behind `from`.
    pub fn shift(&mut self, from: usize, by: isize) {
        let moved = |place: &mut usize| {
            if *place >= from {
                *place = place.saturating_add_signed(by);
            }
        };
        match self {
            Inst::Split(a, b) => {
                moved(a);
                moved(b);
            }
            Inst::Jump(to) | Inst::Atomic(to) => moved(to),
            Inst::Ahead { end, .. } | Inst::Behind { end, .. } => moved(end),
            _ => {}
        }
    }
}

/// A set of characters.
#[derive(Clone, Debug)]
pub struct Class {
    pub negative: bool,
    pub fold: bool,
    pub ascii: bool,
    pub items: Vec<Item>,
}

/// A part of a set.
#[derive(Clone, Debug)]
pub enum Item {
    Char(char),
    Range(char, char),
    /// `d`, `w`, `s`, or in capitals what they are not.
    Kind(char),
}

fn is_word(c: char, ascii: bool) -> bool {
    c == '_' || if ascii { c.is_ascii_alphanumeric() } else { unicode::is_alnum(c) }
}

impl Class {
    fn has(&self, c: char) -> bool {
        let kind = |kind: char| match kind.to_ascii_lowercase() {
            'd' if self.ascii => c.is_ascii_digit(),
            'd' => unicode::decimal(c).is_some(),
            'w' => is_word(c, self.ascii),
            _ if self.ascii => matches!(c, ' ' | '\t'..='\r'),
            _ => unicode::is_space(c),
        };
        let within = |c: char| {
            self.items.iter().any(|item| match item {
                Item::Char(x) => *x == c,
                Item::Range(a, b) => (*a..=*b).contains(&c),
                Item::Kind(k) => kind(*k) != k.is_ascii_uppercase(),
            })
        };
        let found = within(c) || self.fold && self.other_cases(c).any(within);
        found != self.negative
    }

    fn other_cases(&self, c: char) -> impl Iterator<Item = char> {
        let folded = fold_as(c, self.ascii);
        let upper = if self.ascii { c.to_ascii_uppercase() } else { folded.to_uppercase().next().unwrap_or(c) };
        [folded, upper].into_iter()
    }
}

/// The positions of the groups: start and end of each, the whole first. `None`: a group took no part.
pub type Captures = Vec<Option<usize>>;

/// The patience for one search ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

enum Undo {
    Try(usize, usize),
    Save(usize, Option<usize>),
    Mark(usize, usize),
}

/// A search in a text.
pub struct Search<'a> {
    program: &'a Program,
    text: &'a [char],
    captures: Captures,
    marks: Vec<usize>,
    steps: u64,
    /// A match must not end here.
    not_at: Option<usize>,
}

/// Steps one search may take.
const PATIENCE: u64 = 20_000_000;

impl<'a> Search<'a> {
    /// Nothing matched yet; what lies behind the text's end does not exist.
    pub fn new(program: &'a Program, text: &'a [char]) -> Search<'a> {
        let captures = vec![None; 2 * (program.groups + 1)];
        Search { program, text, captures, marks: vec![usize::MAX; program.marks], steps: 0, not_at: None }
    }

    /// A match that begins at `at`: if `full`, one that ends at the text's end, if `advance`, one that is not empty.
    ///
    /// # Errors
    /// [`TooLong`].
    pub fn at(&mut self, at: usize, full: bool, advance: bool) -> Result<Option<Captures>, TooLong> {
        self.not_at = advance.then_some(at);
        self.captures.fill(None);
        self.marks.fill(usize::MAX);
        Ok(self.run(0, at, full, true)?.map(|_| self.captures.clone()))
    }

    fn run(&mut self, start: usize, at: usize, full: bool, outer: bool) -> Result<Option<usize>, TooLong> {
        let (mut pc, mut at) = (start, at);
        let mut undo: Vec<Undo> = Vec::new();
        loop {
            self.steps += 1;
            if self.steps > PATIENCE {
                return Err(TooLong);
            }
            let c = self.text.get(at).copied();
            let inst = self.program.insts.get(pc).unwrap_or(&Inst::Fail);
            let matched = match inst {
                Inst::Char(x) => c == Some(*x),
                Inst::Fold(x, ascii) => c.is_some_and(|c| fold_as(c, *ascii) == *x),
                Inst::Any => c.is_some(),
                Inst::AnyButNewline => c.is_some_and(|c| c != '\n'),
                Inst::Class(class) => c.is_some_and(|c| class.has(c)),
                other => {
                    match self.control(other, &mut pc, &mut at, &mut undo, (full, outer))? {
                        Flow::On => continue,
                        Flow::Matched => return Ok(Some(at)),
                        Flow::Back => {}
                    }
                    match self.back(&mut undo) {
                        Some((to, place)) => (pc, at) = (to, place),
                        None => return Ok(None),
                    }
                    continue;
                }
            };
            if matched {
                pc += 1;
                at += 1;
                continue;
            }
            match self.back(&mut undo) {
                Some((to, place)) => (pc, at) = (to, place),
                None => return Ok(None),
            }
        }
    }

    /// The instructions that match no character.
    fn control(
        &mut self,
        inst: &Inst,
        pc: &mut usize,
        at: &mut usize,
        undo: &mut Vec<Undo>,
        (full, outer): (bool, bool),
    ) -> Result<Flow, TooLong> {
        let end = self.text.len();
        let holds = match *inst {
            Inst::Split(a, b) => {
                undo.push(Undo::Try(b, *at));
                *pc = a;
                return Ok(Flow::On);
            }
            Inst::Jump(to) => {
                *pc = to;
                return Ok(Flow::On);
            }
            Inst::Save(slot) => {
                undo.push(Undo::Save(slot, self.captures[slot]));
                self.captures[slot] = Some(*at);
                true
            }
            Inst::Mark(mark) => {
                undo.push(Undo::Mark(mark, self.marks[mark]));
                self.marks[mark] = *at;
                true
            }
            Inst::Progress(mark) => {
                // A round that took nothing is the last: on behind the jump back.
                *pc += if self.marks[mark] == *at { 2 } else { 1 };
                return Ok(Flow::On);
            }
            Inst::Start => *at == 0,
            Inst::LineStart => *at == 0 || self.text[*at - 1] == '\n',
            Inst::End => *at == end || *at + 1 == end && self.text[*at] == '\n',
            Inst::LineEnd => *at == end || self.text[*at] == '\n',
            Inst::VeryEnd => *at == end,
            Inst::Word { boundary, ascii } => {
                let word = |i: Option<usize>| i.and_then(|i| self.text.get(i)).is_some_and(|&c| is_word(c, ascii));
                (word(at.checked_sub(1)) != word(Some(*at))) == boundary
            }
            Inst::Back(group, whatever_case) => match (self.captures[2 * group], self.captures[2 * group + 1]) {
                (Some(from), Some(to)) if from <= to => {
                    let length = to - from;
                    let same = |(a, b): (&char, &char)| a == b || whatever_case && lower(*a) == lower(*b);
                    let here = self.text.get(*at..*at + length);
                    let again = here.is_some_and(|here| self.text[from..to].iter().zip(here).all(same));
                    *at += if again { length } else { 0 };
                    again
                }
                _ => false,
            },
            Inst::Ahead { negative, end } => {
                let (captures, marks) = (self.captures.clone(), self.marks.clone());
                let found = self.run(*pc + 1, *at, false, false)?.is_some();
                self.marks = marks;
                if negative || !found {
                    self.captures = captures;
                }
                *pc = end;
                return Ok(if found == negative { Flow::Back } else { Flow::On });
            }
            Inst::Behind { negative, width, end } => {
                let (captures, marks) = (self.captures.clone(), self.marks.clone());
                let found = match at.checked_sub(width) {
                    Some(from) => self.run(*pc + 1, from, false, false)?.is_some(),
                    None => false,
                };
                self.marks = marks;
                if negative || !found {
                    self.captures = captures;
                }
                *pc = end;
                return Ok(if found == negative { Flow::Back } else { Flow::On });
            }
            Inst::Atomic(end) => {
                let Some(to) = self.run(*pc + 1, *at, false, false)? else { return Ok(Flow::Back) };
                (*pc, *at) = (end, to);
                return Ok(Flow::On);
            }
            Inst::Match => {
                let not_here = outer && (full && *at != end || self.not_at == Some(*at));
                return Ok(if not_here { Flow::Back } else { Flow::Matched });
            }
            _ => false,
        };
        if holds {
            *pc += 1;
            return Ok(Flow::On);
        }
        Ok(Flow::Back)
    }

    /// Takes back what was done since the last choice, which is now made the other way.
    fn back(&mut self, undo: &mut Vec<Undo>) -> Option<(usize, usize)> {
        loop {
            match undo.pop()? {
                Undo::Try(pc, at) => return Some((pc, at)),
                Undo::Save(slot, old) => self.captures[slot] = old,
                Undo::Mark(mark, old) => self.marks[mark] = old,
            }
        }
    }
}

enum Flow {
    On,
    Matched,
    Back,
}
