//! Arguments, parameters and the elements of displays.

use super::Explain;
use crate::base::ByteRange;
use crate::syntax::diagnostic::Diagnostic;
use crate::syntax::scan::TokenKind;

impl Explain<'_> {
    /// The error is inside an argument behind `*` of which CPython has read nothing yet that could be an expression: whatever other
    /// rules say, the one for starred arguments is the first.
    pub(super) fn in_starred(&self, diagnostic: &Diagnostic) -> bool {
        let other = ["invalid syntax", "expected 'else'", "Missing parentheses in call"];
        if !other.iter().any(|start| diagnostic.message.starts_with(start)) {
            return false;
        }
        let mut at = self.at;
        while let Some(open) = self.enclosing_index_of(at) {
            let mut index = open;
            while index > 0 && matches!(self.text(index - 1), "not" | "-" | "+" | "~" | "await") {
                index -= 1;
            }
            let starred = index > 1 && self.text(index - 1) == "*" && matches!(self.text(index - 2), "(" | ",");
            let call = self.enclosing_index_of(index.saturating_sub(1)).filter(|call| self.text(*call) == "(");
            if starred && call.is_some_and(|call| self.is_called(call) || self.is_class(call)) {
                return true;
            }
            // In displays only where no other rule fits, and only for the first item.
            let first = index > 1 && self.text(index - 1) == "*" && matches!(self.text(index - 2), "(" | "[" | "{");
            if first && diagnostic.message == "invalid syntax" {
                return true;
            }
            at = open;
        }
        false
    }

    /// True if the bracket around token `index` is that of a call.
    pub(super) fn is_call(&self, index: usize) -> bool {
        let Some(open) = self.enclosing_index().filter(|open| *open < index || index == self.at) else { return false };
        self.is_called(open)
    }

    /// True if the bracket at `open` is that of a call.
    fn is_called(&self, open: usize) -> bool {
        let callee = open.checked_sub(1).map(|before| self.token(before));
        callee.is_some_and(|token| {
            let text = token.range.slice(self.source);
            let name = token.kind == TokenKind::Name && !crate::syntax::scan::is_keyword(text);
            (name && token.range.end <= self.token(open).range.start && !self.is_definition(open))
                || matches!(text, ")" | "]")
        })
    }

    fn is_class(&self, open: usize) -> bool {
        open >= 2 && self.text(open - 2) == "class"
    }

    /// True if the bracket at `open` holds the parameters of a function or the bases of a class.
    pub(super) fn is_definition(&self, open: usize) -> bool {
        open >= 2 && matches!(self.text(open - 2), "def" | "class")
    }

    /// What stands left of `=` in a call and is no name.
    pub(super) fn not_a_keyword(&self, range: ByteRange) -> Diagnostic {
        let mut first = self.index_at(range.start);
        while self.text(first) == "(" {
            first += 1;
        }
        let mut equals = self.index_at(range.end);
        while self.text(equals) == ")" {
            equals += 1;
        }
        let whole = self.token(first).range.cover(self.token(equals).range);
        match range.slice(self.source) {
            name @ ("True" | "False" | "None") => Diagnostic::syntax(whole, format!("cannot assign to {name}")),
            _ if self.text(first) == "*" => self.unpacked_and_named(first, equals, "iterable argument unpacking"),
            _ => Diagnostic::syntax(whole, "expression cannot contain assignment, perhaps you meant \"==\"?"),
        }
    }

    /// `f(*a = 1)`: the whole of it.
    fn unpacked_and_named(&self, first: usize, equals: usize, what: &str) -> Diagnostic {
        let value = self.token(equals + 1).range;
        let end = self.widest_from(value.start, false).unwrap_or(value).end;
        let range = ByteRange::new(self.token(first).range.start, end);
        Diagnostic::syntax(range, format!("cannot assign to {what}"))
    }

    /// `f(**a = 1)` and `f(*a = 1)`, where ruff only misses a comma.
    pub(super) fn unpacking_with_value(&self) -> Option<Diagnostic> {
        if self.text(self.at) != "=" {
            return None;
        }
        let operand = self.widest_until(self.before().1.range.end)?;
        let start = super::super::byte_range(ruff_text_size::Ranged::range(operand)).start;
        let star = self.index_at(start).checked_sub(1)?;
        match self.text(star) {
            "*" => Some(self.unpacked_and_named(star, self.at, "iterable argument unpacking")),
            "**" => Some(self.unpacked_and_named(star, self.at, "keyword argument unpacking")),
            _ => None,
        }
    }

    /// A positional argument behind one by keyword: CPython has read on to the end of the arguments.
    pub(super) fn positional_after(&mut self, what: &str, range: ByteRange) -> Diagnostic {
        self.at = self.index_at(range.start);
        let close = self.enclosing_index().and_then(|open| self.closing_index(open));
        self.at = close.unwrap_or(self.at);
        self.at_token(format!("positional argument follows {what}"))
    }

    /// `*b` behind `**a`: from the comma to the end of the arguments.
    pub(super) fn unpacking_after(&mut self, range: ByteRange) -> Diagnostic {
        self.at = self.index_at(range.start);
        let comma = self.token(self.at.saturating_sub(1)).range;
        let close = self.enclosing_index().and_then(|open| self.closing_index(open));
        let end = close.map_or(range.end, |close| self.token(close).range.start);
        let message = "iterable argument unpacking follows keyword argument unpacking";
        Diagnostic::syntax(ByteRange::new(comma.start, end), message)
    }

    /// A generator expression next to other arguments.
    pub(super) fn bare_generator(&mut self, range: ByteRange) -> Diagnostic {
        self.at = self.index_at(range.start);
        if self.enclosing_index().is_some_and(|open| open >= 2 && self.text(open - 2) == "class") {
            let first = self.at;
            self.at = (first..self.tokens.len()).find(|index| self.text(*index) == "for").unwrap_or(first);
            return self.invalid();
        }
        Diagnostic::syntax(range, "Generator expression must be parenthesized")
    }

    /// A tuple that needs parentheses: CPython has read its first element.
    pub(super) fn bare_tuple(&mut self, range: ByteRange) -> Diagnostic {
        let first = self.index_at(range.start);
        let level = self.token(first.saturating_sub(1)).level;
        let comma = |index: &usize| self.text(*index) == "," && self.token(*index).level == level;
        self.at = (first..self.tokens.len()).find(comma).unwrap_or(first);
        self.invalid()
    }

    /// `f(a = b for b in c)`: the name and the value.
    pub(super) fn keyword_generator(&self) -> Option<Diagnostic> {
        if !matches!(self.text(self.at), "for" | "async") || self.enclosing_bracket() != "(" {
            return None;
        }
        let value = self.widest_until(self.before().1.range.end)?;
        let value = super::super::byte_range(ruff_text_size::Ranged::range(value));
        let equals = self.index_at(value.start).checked_sub(1)?;
        let name = self.token(equals.checked_sub(1)?);
        if self.text(equals) != "=" || name.kind != TokenKind::Name {
            return None;
        }
        Some(Diagnostic::syntax(name.range.cover(value), super::assign::COMPARE))
    }

    /// Elements before `for`: the target of a comprehension was meant as a tuple.
    pub(super) fn comprehension_target(&self) -> Option<Diagnostic> {
        if !matches!(self.text(self.at), "for" | "async") {
            return None;
        }
        let open = self.enclosing_index()?;
        if !matches!(self.text(open), "[" | "{") || self.text(open + 1) == "**" {
            return None;
        }
        let level = self.token(open).level;
        let commas = (open + 1..self.at).filter(|i| self.text(*i) == "," && self.token(*i).level == level).count();
        let colon = (open + 1..self.at).any(|i| self.text(i) == ":" && self.token(i).level == level);
        if commas == 0 || colon {
            return None;
        }
        let range = self.token(open + 1).range.cover(self.before().1.range);
        Some(Diagnostic::syntax(range, "did you forget parentheses around the comprehension target?"))
    }

    /// A key of a dict without its colon: the last character of the key.
    pub(super) fn missing_key_colon(&self) -> Diagnostic {
        let key = self.before().1.range;
        let text = key.slice(self.source);
        let last = text.chars().next_back().map_or(0, |c| c.len_utf8() as u32);
        Diagnostic::syntax(ByteRange::new(key.end - last, key.end), "':' expected after dictionary key")
    }

    /// A star where nothing is unpacked.
    pub(super) fn starred(&mut self, range: ByteRange) -> Diagnostic {
        self.at = self.index_at(range.start);
        let before = self.text(self.at.saturating_sub(1));
        let after = self.text(self.index_at(range.end));
        match (before, after) {
            (_, ":") if self.enclosing_bracket() == "{" => self.invalid_behind(range),
            ("(", ")") => Diagnostic::syntax(range, "cannot use starred expression here"),
            (":", _) if self.enclosing_bracket() == "{" => {
                Diagnostic::syntax(range, "cannot use a starred expression in a dictionary value")
            }
            _ => self.invalid(),
        }
    }

    /// A `*` without parameters behind it.
    pub(super) fn bare_star(&mut self, range: ByteRange) -> Diagnostic {
        self.at = self.index_at(range.start);
        let in_lambda = self.enclosing_index().is_none_or(|open| !self.is_definition(open));
        if in_lambda {
            // CPython has read the next token already, and the comma.
            if self.text(self.at) == "*" {
                self.at += 1;
            }
        } else if let Some(star) = (0..=self.at).rev().find(|index| self.text(*index) == "*") {
            self.at = star;
        }
        self.at_token("named arguments must follow bare *")
    }

    pub(super) fn first_slash(&mut self) -> Diagnostic {
        let start = self.enclosing_index().unwrap_or_else(|| self.line_start_index());
        if (start..self.at).any(|index| self.text(index) == "*") {
            return self.at_token("/ must be ahead of *");
        }
        if self.text(self.at + 1) == "," {
            return self.at_token("at least one argument must precede /");
        }
        self.invalid()
    }

    /// `def f((a, b))` or `lambda (a, b): …`, as Python 2 had it.
    pub(super) fn parenthesized_parameters(&self) -> Option<Diagnostic> {
        if self.text(self.at) != "(" {
            return None;
        }
        let close = self.closing_index(self.at)?;
        let names = (self.at + 1..close).all(|index| {
            self.text(index) == "," || (self.token(index).kind == TokenKind::Name && self.starts_expression(index))
        });
        let (index, before) = self.before();
        let opens = |text: &str| matches!(text, "(" | "," | "lambda");
        if !names || !opens(before.range.slice(self.source)) {
            return None;
        }
        let in_def = self.enclosing_index().is_some_and(|open| self.is_definition(open));
        let in_lambda =
            (0..=index).rev().map(|i| self.text(i)).find(|text| matches!(*text, "lambda" | ":" | "(" | "="));
        let range = self.here().range.cover(self.token(close).range);
        if in_def {
            return Some(Diagnostic::syntax(range, "Function parameters cannot be parenthesized"));
        }
        (in_lambda == Some("lambda"))
            .then(|| Diagnostic::syntax(range, "Lambda expression parameters cannot be parenthesized"))
    }
}
