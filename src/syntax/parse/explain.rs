//! Syntax errors in CPython's words.
//!
//! Ruff says where a program stops making sense, and what it would have liked there; CPython stops at the same token but
//! tells it differently, by rules of its grammar for common mistakes. Those rules are followed here, from the token and
//! what stands around it. Where none fits it is `invalid syntax`, as in CPython.

mod assign;
mod block;
mod call;
mod fstring;
mod near;

use ruff_python_ast as ruff;
use ruff_python_ast::token::TokenKind as RuffToken;
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType, UnsupportedSyntaxError,
    UnsupportedSyntaxErrorKind,
};

use super::byte_range;
use crate::base::ByteRange;
use crate::syntax::diagnostic::Diagnostic;
use crate::syntax::scan::{Scan, Token, TokenKind};

/// A program with errors, and the token at which it went wrong.
pub(super) struct Explain<'a> {
    source: &'a str,
    tokens: &'a [Token],
    suite: &'a [ruff::Stmt],
    /// Index of the token CPython stops at.
    at: usize,
}

/// The error CPython stops at: the first, but a lambda in an f-string is noticed before what it leads to.
pub(super) fn first_error(errors: &[ParseError]) -> Option<&ParseError> {
    let lambda = ParseErrorType::FStringError(InterpolatedStringErrorType::LambdaWithoutParentheses);
    let first = errors.first()?;
    let before = |error: &&ParseError| error.error == lambda && error.location.start() <= first.location.start();
    errors.iter().take(4).find(before).or(Some(first))
}

/// What CPython says of `error`, the first that ruff found in a program that `scan` had nothing against.
#[inline(never)]
pub(super) fn explain(source: &str, scan: &Scan, suite: &[ruff::Stmt], error: &ParseError) -> Diagnostic {
    let range = byte_range(error.location);
    let mut this = Explain { source, tokens: &scan.tokens, suite, at: 0 };
    this.at = this.index_at(range.start);
    if let Some(bracket) = scan.unclosed.filter(|bracket| bracket.at == this.here().range.start)
        && this.text(this.at) == "{"
        && this.starts_expression(this.at + 1)
    {
        // Behind an operand CPython has tried to read it as the next expression.
        return super::never_closed(bracket);
    }
    let diagnostic = if this.is_never_closed(scan, this.at) { None } else { Some(this.say(&error.error, range)) };
    // To see more than one token, CPython has read the one behind; if that is on a later line, the bracket's end is missed.
    let read_to = diagnostic.as_ref().map_or(this.at, |diagnostic| match diagnostic.range == this.here().range {
        true => this.at,
        false => this.index_at(diagnostic.range.end),
    });
    match (diagnostic, scan.unclosed) {
        (diagnostic, Some(bracket)) if diagnostic.is_none() || this.is_never_closed(scan, read_to) => {
            super::never_closed(bracket)
        }
        (Some(diagnostic), _) if this.in_starred(&diagnostic) => {
            Diagnostic::syntax(this.here().range, "Invalid star expression")
        }
        (Some(diagnostic), _) if diagnostic.message == "invalid syntax" => match this.needless_indent(scan) {
            Some(range) => this.unexpected_indent(range),
            None => this.in_fstring(diagnostic),
        },
        (Some(diagnostic), _) => diagnostic,
        (None, _) => this.invalid(),
    }
}

/// What CPython 3.13 says of syntax that only a later Python has; None if it reads it too.
#[inline(never)]
pub(super) fn explain_newer(source: &str, scan: &Scan, error: &UnsupportedSyntaxError) -> Option<Diagnostic> {
    let range = byte_range(error.range);
    let this = Explain { source, tokens: &scan.tokens, suite: &[], at: 0 };
    let first = |len: u32| ByteRange::new(range.start, (range.start + len).min(range.end));
    Some(match error.kind {
        UnsupportedSyntaxErrorKind::UnparenthesizedExceptionTypes => {
            Diagnostic::syntax(range, "multiple exception types must be parenthesized")
        }
        UnsupportedSyntaxErrorKind::UnpackingInComprehension(_) if range.slice(source).starts_with("**") => {
            Diagnostic::syntax(first(2), "dict unpacking cannot be used in dict comprehension")
        }
        UnsupportedSyntaxErrorKind::UnpackingInComprehension(_) => {
            Diagnostic::syntax(range, "iterable unpacking cannot be used in comprehension")
        }
        UnsupportedSyntaxErrorKind::ParenthesizedKeywordArgumentName => this.not_a_keyword(range),
        UnsupportedSyntaxErrorKind::LazyImportStatement => {
            let after = this.index_at(range.start) + 1;
            Diagnostic::syntax(this.token(after).range, "invalid syntax")
        }
        // Refused where the tree is converted, by a message of its own.
        UnsupportedSyntaxErrorKind::TemplateStrings => return None,
        _ => return None,
    })
}

impl Explain<'_> {
    /// Index of the token that is at or behind `offset`; one too many behind the last.
    fn index_at(&self, offset: u32) -> usize {
        let mut index = self.tokens.partition_point(|token| token.range.end <= offset);
        // At the end of a last line that has no newline, the line ends first.
        while let Some(before) = index.checked_sub(1).filter(|before| self.token(*before).range.start == offset) {
            if self.token(before).kind == TokenKind::Newline {
                return before;
            }
            index = before;
        }
        self.tokens.partition_point(|token| token.range.end <= offset)
    }

    /// CPython looks for the end of an open bracket once it has read the token `index`, if that is on a later line.
    fn is_never_closed(&self, scan: &Scan, index: usize) -> bool {
        scan.unclosed.is_some_and(|bracket| {
            let token = self.token(index);
            let between = ByteRange::new(bracket.at, token.range.start).slice(self.source);
            token.kind == TokenKind::End || between.contains(['\n', '\r'])
        })
    }

    fn token(&self, index: usize) -> Token {
        let end = ByteRange::new(self.source.len() as u32, self.source.len() as u32);
        self.tokens.get(index).copied().unwrap_or(Token { kind: TokenKind::End, range: end, level: 0 })
    }

    fn text(&self, index: usize) -> &str {
        self.token(index).range.slice(self.source)
    }

    fn here(&self) -> Token {
        self.token(self.at)
    }

    /// The token before the one at which the program went wrong, and its index.
    fn before(&self) -> (usize, Token) {
        let index = self.at.saturating_sub(1);
        (index, self.token(index))
    }

    /// The indentation in front of the token, if no block may start there.
    fn needless_indent(&self, scan: &Scan) -> Option<ByteRange> {
        let before = self.at.checked_sub(1)?;
        let Token { kind, range, .. } = self.token(before);
        (kind == TokenKind::Indent && !scan.expects_block(before, self.source)).then_some(range)
    }

    /// An error at the token.
    fn at_token(&self, message: impl Into<String>) -> Diagnostic {
        let Token { kind, range, .. } = self.here();
        let range = if kind == TokenKind::Newline { ByteRange::new(range.start, range.start) } else { range };
        Diagnostic::syntax(range, message)
    }

    fn invalid(&self) -> Diagnostic {
        self.at_token("invalid syntax")
    }

    fn say(&mut self, error: &ParseErrorType, range: ByteRange) -> Diagnostic {
        if let Some(diagnostic) = self.whole_line() {
            return diagnostic;
        }
        let at_range = |message: &str| Diagnostic::syntax(range, message);
        match error {
            ParseErrorType::OtherError(message) => self.say_other(message, range),
            ParseErrorType::ExpectedToken { expected, found } => self.expected(*expected, *found),
            ParseErrorType::ExpectedExpression => self.expected_expression(),
            ParseErrorType::SimpleStatementsOnSameLine => self.two_statements(),
            ParseErrorType::UnexpectedIndentation => self.unexpected_indent(range),
            ParseErrorType::InvalidAssignmentTarget => self.assign_target(range),
            ParseErrorType::InvalidAugmentedAssignmentTarget => {
                let name = self.expr_name(range);
                Diagnostic::syntax(range, format!("'{name}' is an illegal expression for augmented assignment"))
            }
            ParseErrorType::InvalidNamedAssignmentTarget if !self.starts_expression(self.index_at(range.end) + 1) => {
                self.at = self.index_at(range.end) + 1;
                self.invalid()
            }
            ParseErrorType::InvalidNamedAssignmentTarget => {
                let name = self.expr_name(range);
                Diagnostic::syntax(range, format!("cannot use assignment expressions with {name}"))
            }
            ParseErrorType::InvalidAnnotatedAssignmentTarget if self.text(self.at) == "*" => self.invalid_behind(range),
            ParseErrorType::InvalidAnnotatedAssignmentTarget
                if self.token(self.index_at(range.end) + 1).kind == TokenKind::Newline =>
            {
                self.at = self.index_at(range.end) + 1;
                self.invalid()
            }
            ParseErrorType::InvalidAnnotatedAssignmentTarget => at_range("illegal target for annotation"),
            ParseErrorType::InvalidDeleteTarget => {
                let name = self.expr_name(range);
                Diagnostic::syntax(range, format!("cannot delete {name}"))
            }
            ParseErrorType::EmptyImportNames if self.here().kind == TokenKind::Newline => {
                self.at_token("Expected one or more names after 'import'")
            }
            ParseErrorType::EmptyTypeParams if self.text(self.at) == "]" => {
                self.at_token("Type parameter list cannot be empty")
            }
            ParseErrorType::UnparenthesizedGeneratorExpression => self.bare_generator(range),
            ParseErrorType::UnparenthesizedNamedExpression => self.bare_walrus(range),
            ParseErrorType::UnparenthesizedTupleExpression => self.bare_tuple(range),
            ParseErrorType::InvalidStarredExpressionUsage => self.starred(range),
            ParseErrorType::InvalidMatchPatternTarget => at_range("cannot use '_' as a target"),
            ParseErrorType::ExpectedRealNumber => self.real_number(range),
            ParseErrorType::InvalidStarPatternUsage => self.invalid_behind(range),
            ParseErrorType::ExpectedImaginaryNumber => at_range("imaginary number required in complex literal"),
            ParseErrorType::ParamAfterVarKeywordParam => self.at_token("arguments cannot follow var-keyword argument"),
            ParseErrorType::NonDefaultParamAfterDefaultParam => {
                self.at_token("parameter without a default follows parameter with a default")
            }
            ParseErrorType::ExpectedKeywordParam => self.bare_star(range),
            ParseErrorType::VarParameterWithDefault => {
                let double = self.text(self.at.saturating_sub(2)) == "**";
                let name = if double { "var-keyword" } else { "var-positional" };
                self.at_token(format!("{name} argument cannot have default value"))
            }
            ParseErrorType::PositionalAfterKeywordArgument => self.positional_after("keyword argument", range),
            ParseErrorType::PositionalAfterKeywordUnpacking => {
                self.positional_after("keyword argument unpacking", range)
            }
            ParseErrorType::InvalidArgumentUnpackingOrder => self.unpacking_after(range),
            ParseErrorType::FStringError(error) => self.fstring(error, range),
            ParseErrorType::Lexical(LexicalErrorType::FStringError(error)) => self.fstring(error, range),
            _ => self.invalid(),
        }
    }

    /// Errors that ruff gives as text only.
    fn say_other(&mut self, message: &str, range: ByteRange) -> Diagnostic {
        if message.starts_with("Expected an indented block after") {
            return self.expected_block();
        }
        if message.starts_with("Expected an expression or") {
            let found =
                if self.text(self.at) == "=" { self.equals_in_condition() } else { self.comprehension_target() };
            return found.unwrap_or_else(|| self.invalid());
        }
        if message.starts_with("Multiple exception types") {
            return self.several_types(self.line_start_index()).unwrap_or_else(|| self.invalid());
        }
        match message {
            "Expected a parameter name" => self.not_a_keyword(range),
            "Trailing comma not allowed" if self.token(self.at + 1).kind != TokenKind::Newline => {
                self.at += 1;
                self.invalid()
            }
            "Trailing comma not allowed" => {
                let import = self.first_of_line() == "from";
                self.at += 1;
                match import {
                    true => self.at_token("trailing comma not allowed without surrounding parentheses"),
                    false => self.invalid(),
                }
            }
            "Expected `except` or `finally` after `try` block" => self.expected_except(range),
            "Cannot have both 'except' and 'except*' on the same 'try'" => self.mixed_except(),
            "Expected one or more exception types" if self.text(self.at.saturating_sub(1)) == "*" => {
                self.at_token("expected one or more exception types")
            }
            "Only single target (not list) can be annotated" => {
                Diagnostic::syntax(range, "only single target (not list) can be annotated")
            }
            "Only single target (not tuple) can be annotated" => self.annotated_tuple(range),
            "Only one '*' parameter allowed" | "Only one '*' separator allowed" => {
                self.at_token("* argument may appear only once")
            }
            "Only one '/' separator allowed" => self.at_token("/ may appear only once"),
            "'/' parameter must appear before '*' parameter" => self.at_token("/ must be ahead of *"),
            "Position-only parameter separator not allowed as first parameter" => self.first_slash(),
            "Positional patterns cannot follow keyword patterns" => {
                Diagnostic::syntax(range, "positional patterns follow keyword patterns")
            }
            "Bytes literal cannot be mixed with non-bytes literals" => {
                self.at = self.index_at(range.end);
                self.at_token("cannot mix bytes and nonbytes literals")
            }
            "Star import must be the only import" => {
                self.at += 1;
                self.invalid()
            }
            "Conditional expression cannot be used here" => {
                let condition = (self.at..self.tokens.len()).find(|index| self.text(*index) == "if");
                self.at = condition.unwrap_or(self.at);
                self.invalid()
            }
            "Expected an identifier for the keyword pattern" => self.invalid_behind(range),
            _ if self.first_of_line() == "case" && self.text(self.at) == "-" => {
                self.at += 1;
                self.invalid()
            }
            _ => self.invalid(),
        }
    }

    /// The token behind something that is right by itself.
    fn invalid_behind(&mut self, range: ByteRange) -> Diagnostic {
        self.at = self.index_at(range.end);
        self.invalid()
    }

    /// Mistakes that are seen from the whole line.
    fn whole_line(&self) -> Option<Diagnostic> {
        let start = self.line_start_index();
        match self.text(start) {
            "import" if self.text(self.at) == "from" => Some(self.import_from()),
            "except" if self.text(self.at) == "," => self.several_types(start),
            "case" if self.text(self.at) == "_" => None,
            "case" if self.text(self.at.saturating_sub(1)) == "as" && self.starts_expression(self.at) => {
                Some(self.at_token("invalid pattern target"))
            }
            _ => None,
        }
    }

    /// The left side of `1 + 2j` in a pattern is no real number.
    fn real_number(&mut self, range: ByteRange) -> Diagnostic {
        let sum_before =
            self.at >= 2 && matches!(self.text(self.at - 1), "+" | "-") && self.here().kind == TokenKind::Number;
        let second = sum_before && self.token(self.at - 2).kind == TokenKind::Number;
        if self.here().kind != TokenKind::Number || second {
            return self.invalid_behind(range);
        }
        Diagnostic::syntax(range, "real number required in complex literal")
    }

    fn expected(&mut self, expected: RuffToken, found: RuffToken) -> Diagnostic {
        let in_brackets = self.before().1.level > 0;
        if expected == RuffToken::Lpar && !in_brackets {
            return self.at_token("expected '('");
        }
        if expected == RuffToken::In && in_brackets {
            return self.at_token("'in' expected after for-loop variables");
        }
        if expected == RuffToken::Else {
            return self.missing_else();
        }
        if found == RuffToken::Equal
            && let Some(diagnostic) = self.equals_in_condition()
        {
            return diagnostic;
        }
        if let Some(diagnostic) = self.parenthesized_parameters() {
            return diagnostic;
        }
        if expected == RuffToken::Colon && !in_brackets {
            return self.expected_colon();
        }
        let in_call = self.unpacking_with_value().or_else(|| self.keyword_generator());
        if let Some(diagnostic) = in_call.or_else(|| self.comprehension_target()) {
            return diagnostic;
        }
        if expected == RuffToken::Colon && self.enclosing_bracket() == "{" {
            return self.missing_key_colon();
        }
        let comma = self.missing_comma();
        if comma.is_none() && self.text(self.at) == "not" {
            self.at += 1;
        }
        comma.unwrap_or_else(|| self.invalid())
    }

    fn import_from(&self) -> Diagnostic {
        let start = self.token(self.line_start_index()).range;
        let mut end = self.at;
        while matches!(self.token(end + 1).kind, TokenKind::Name) || self.text(end + 1) == "." {
            end += 1;
        }
        let range = start.cover(self.token(end).range);
        Diagnostic::syntax(range, "Did you mean to use 'from ... import ...' instead?")
    }

    fn expected_expression(&mut self) -> Diagnostic {
        let (index, before) = self.before();
        if let Some(diagnostic) = self.fstring_expression() {
            return diagnostic;
        }
        let (before, here) = (before.range.slice(self.source).to_owned(), self.text(self.at).to_owned());
        match (before.as_str(), here.as_str()) {
            ("*", ")") if self.enclosing_bracket() == "(" && self.is_call(index) => {
                self.at_token("Invalid star expression")
            }
            (":", "}" | ",") if self.enclosing_bracket() == "{" => {
                let colon = self.token(index).range;
                Diagnostic::syntax(colon, "expression expected after dictionary key and ':'")
            }
            ("=", ")" | ",") if self.enclosing_index().is_some_and(|open| self.is_definition(open)) => {
                Diagnostic::syntax(self.token(index).range, "expected default value expression")
            }
            ("=", ")" | ",") if self.enclosing_bracket() == "(" && self.is_call(index) => {
                let name = self.token(index.saturating_sub(1)).range;
                Diagnostic::syntax(name.cover(self.token(index).range), "expected argument value expression")
            }
            _ => self.invalid(),
        }
    }

    /// Two expressions next to each other outside of brackets.
    fn two_statements(&mut self) -> Diagnostic {
        let (index, before) = self.before();
        let name = before.range.slice(self.source);
        if matches!(name, "print" | "exec") && self.text(self.at) != "not" && self.starts_expression(self.at) {
            let end = self.widest_from(self.here().range.start, true).unwrap_or(self.here().range).end;
            let range = ByteRange::new(self.token(index).range.start, end);
            let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
            return Diagnostic::syntax(range, message);
        }
        // CPython has read on: `not` can start `not in`, and `type` a type alias.
        if self.text(self.at) == "not" || (name == "type" && self.here().kind == TokenKind::Name) {
            self.at += 1;
        }
        self.invalid()
    }

    /// The first token of the line that the token is on.
    fn first_of_line(&self) -> &str {
        self.text(self.line_start_index())
    }

    /// Index of the first token of the logical line that the token is on.
    fn line_start_index(&self) -> usize {
        self.line_start_before(self.at)
    }

    fn line_start_before(&self, mut index: usize) -> usize {
        let ends = |kind| matches!(kind, TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent);
        while index > 0 && !ends(self.token(index - 1).kind) {
            index -= 1;
        }
        index
    }

    /// Index of the innermost bracket that is open before the token.
    fn enclosing_index(&self) -> Option<usize> {
        self.enclosing_index_of(self.at)
    }

    fn enclosing_index_of(&self, at: usize) -> Option<usize> {
        let mut depth = 0;
        for index in (0..at.min(self.tokens.len())).rev() {
            match self.text(index) {
                ")" | "]" | "}" if self.token(index).kind == TokenKind::Op => depth += 1,
                "(" | "[" | "{" if self.token(index).kind == TokenKind::Op && depth == 0 => return Some(index),
                "(" | "[" | "{" if self.token(index).kind == TokenKind::Op => depth -= 1,
                _ => {}
            }
        }
        None
    }

    fn enclosing_bracket(&self) -> &str {
        self.enclosing_index().map_or("", |index| self.text(index))
    }

    /// Index of the bracket that closes the one at `open`.
    fn closing_index(&self, open: usize) -> Option<usize> {
        let outside = self.token(open).level.checked_sub(1)?;
        (open + 1..self.tokens.len()).find(|index| {
            let token = self.token(*index);
            token.level == outside && token.kind == TokenKind::Op && matches!(self.text(*index), ")" | "]" | "}")
        })
    }
}
