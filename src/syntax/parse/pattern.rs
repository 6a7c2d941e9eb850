//! The patterns of `match`, from ruff's tree to ours.

use ruff_python_ast as ruff;
use ruff_text_size::Ranged;

use super::super::ast::{Constant, MatchCase, Pattern, PatternKind};
use super::super::diagnostic::Diagnostic;
use super::byte_range;
use super::convert::Converter;
use crate::base::ByteRange;

impl Converter<'_> {
    pub(super) fn match_case(&mut self, case: &ruff::MatchCase) -> MatchCase {
        MatchCase {
            pattern: self.pattern(&case.pattern),
            guard: self.opt_expr(&case.guard),
            body: self.body(&case.body),
        }
    }

    fn pattern(&mut self, pattern: &ruff::Pattern) -> Pattern {
        let range = byte_range(pattern.range());
        let kind = self.deeper(range, |this| this.pattern_kind(pattern));
        Pattern { kind: kind.unwrap_or(PatternKind::Star(None)), range }
    }

    fn patterns<'a>(&mut self, patterns: impl IntoIterator<Item = &'a ruff::Pattern>) -> Vec<Pattern> {
        patterns.into_iter().map(|p| self.pattern(p)).collect()
    }

    fn pattern_kind(&mut self, pattern: &ruff::Pattern) -> PatternKind {
        match pattern {
            ruff::Pattern::MatchValue(p) => {
                let first = match &*p.value {
                    ruff::Expr::BinOp(sum) => &*sum.left,
                    value => value,
                };
                // A minus stands before a number only, `-1 ** 2` is none.
                if let ruff::Expr::UnaryOp(minus) = first
                    && !minus.operand.is_number_literal_expr()
                {
                    self.refuse(Diagnostic::syntax(byte_range(minus.operand.range()), "invalid syntax"));
                }
                PatternKind::Value(self.expr(&p.value))
            }
            ruff::Pattern::MatchSingleton(p) => PatternKind::Singleton(match p.value {
                ruff::Singleton::None => Constant::None,
                ruff::Singleton::True => Constant::Bool(true),
                ruff::Singleton::False => Constant::Bool(false),
            }),
            ruff::Pattern::MatchSequence(p) => {
                self.commas_between(&p.patterns);
                PatternKind::Sequence(self.patterns(&p.patterns))
            }
            ruff::Pattern::MatchMapping(p) => PatternKind::Mapping {
                keys: self.exprs(&p.keys),
                patterns: self.patterns(&p.patterns),
                rest: self.opt_ident(&p.rest),
            },
            ruff::Pattern::MatchClass(p) => PatternKind::Class {
                cls: self.expr(&p.cls),
                patterns: self.patterns(&p.arguments.patterns),
                kwd_attrs: p.arguments.keywords.iter().map(|k| self.ident(&k.attr)).collect(),
                kwd_patterns: self.patterns(p.arguments.keywords.iter().map(|k| &k.pattern)),
            },
            ruff::Pattern::MatchStar(p) => PatternKind::Star(self.opt_ident(&p.name)),
            ruff::Pattern::MatchAs(p) => PatternKind::As {
                pattern: p.pattern.as_ref().map(|inner| Box::new(self.pattern(inner))),
                name: self.opt_ident(&p.name),
            },
            ruff::Pattern::MatchOr(p) => PatternKind::Or(self.patterns(&p.patterns)),
        }
    }

    /// Ruff reads `[a b]` as two patterns; CPython wants a comma.
    fn commas_between(&mut self, patterns: &[ruff::Pattern]) {
        for (first, second) in patterns.iter().zip(patterns.iter().skip(1)) {
            let (first, second) = (byte_range(first.range()), byte_range(second.range()));
            let between = ByteRange::new(first.end, second.start).slice(self.source);
            let code = |line: &str| line.split('#').next().is_some_and(|code| code.contains(','));
            if !between.split(['\n', '\r']).any(code) {
                let at = self.source.get(second.start as usize..).and_then(|rest| rest.chars().next());
                let end = second.start + at.map_or(0, |c| c.len_utf8() as u32);
                self.refuse(Diagnostic::syntax(ByteRange::new(second.start, end), "invalid syntax"));
            }
        }
    }
}
