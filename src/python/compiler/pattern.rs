//! `match`. Names are bound once the whole pattern has matched, as CPython binds them.

use super::Compiler;
use super::builder::Label;
use super::expr::nth;
use super::fold::constant;
use super::place::brackets;
use crate::base::ByteRange;
use crate::python::code::{Const, Position};
use crate::python::op::{CmpOp, Intrinsic, Op, Reg};
use crate::syntax::ast::{Expr, Ident, MatchCase, Pattern, PatternKind};

/// A pattern on its way: where to go on if it does not match, and the registers that hold what names capture meanwhile.
struct Matching<'a> {
    fail: Label,
    captures: Vec<(&'a Ident, Reg)>,
}

impl<'a> Matching<'a> {
    fn register(&self, name: &Ident) -> Option<Reg> {
        self.captures.iter().find(|(n, _)| n.name == name.name).map(|(_, reg)| *reg)
    }
}

impl<'a> Compiler<'a> {
    pub(super) fn match_stmt(&mut self, subject: &'a Expr, cases: &'a [MatchCase]) {
        // In a register of its own: a case whose guard fails may have bound the variable anew.
        let value = self.b.temp();
        self.expr_to(subject, value);
        let end = self.b.label();
        for case in cases {
            let next = self.b.label();
            let mark = self.b.mark();
            let mut names = Vec::new();
            captured_names(&case.pattern, &mut names);
            let first = self.b.temps(names.len());
            let captures = names.into_iter().enumerate().map(|(i, name)| (name, nth(first, i))).collect();
            let matching = Matching { fail: next, captures };
            self.pattern(&case.pattern, value, &matching);
            for (name, reg) in &matching.captures {
                self.store_name(&name.name, *reg, name.range);
            }
            if let Some(guard) = &case.guard {
                self.jump_unless(guard, next);
            }
            self.body(&case.body);
            self.b.goto(end);
            self.b.reset(mark);
            self.b.bind(next);
        }
        self.b.bind(end);
    }

    fn capture(&mut self, name: &Ident, src: Reg, matching: &Matching<'a>) {
        if let Some(dst) = matching.register(name) {
            self.b.emit(Op::Move { dst, src });
        }
    }

    /// Goes on if the value matches, jumps to `matching.fail` if not.
    fn pattern(&mut self, p: &'a Pattern, value: Reg, matching: &Matching<'a>) {
        if self.failed() {
            return;
        }
        let mark = self.b.mark();
        self.b.at(p.range);
        let fail = matching.fail;
        match &p.kind {
            PatternKind::Value(e) => {
                let b = self.expr(e);
                self.b.at(p.range);
                self.b.jump(Op::CmpJumpIfFalse { op: CmpOp::Eq, a: value, b, offset: 0 }, fail);
            }
            PatternKind::Singleton(c) => {
                let b = self.b.temp();
                self.b.load_const(b, constant(c));
                self.b.jump(Op::CmpJumpIfFalse { op: CmpOp::Is, a: value, b, offset: 0 }, fail);
            }
            PatternKind::Sequence(items) => self.sequence(p.range, items, value, matching),
            PatternKind::Mapping { keys, patterns, rest } => {
                self.mapping(p.range, Mapping { keys, patterns, rest: rest.as_ref() }, value, matching);
            }
            PatternKind::Class { cls, patterns, kwd_attrs, kwd_patterns } => {
                let count = self.class_values(p.range, cls, patterns.len(), kwd_attrs, value, fail);
                for (i, inner) in patterns.iter().chain(kwd_patterns).enumerate() {
                    self.pattern(inner, nth(count, i), matching);
                }
            }
            PatternKind::Star(_) => {}
            PatternKind::As { pattern, name } => {
                if let Some(inner) = pattern {
                    self.pattern(inner, value, matching);
                }
                if let Some(name) = name {
                    self.capture(name, value, matching);
                }
            }
            PatternKind::Or(items) => self.alternatives(items, value, matching),
        }
        self.b.reset(mark);
    }

    fn alternatives(&mut self, items: &'a [Pattern], value: Reg, matching: &Matching<'a>) {
        let matched = self.b.label();
        let Some((last, others)) = items.split_last() else { return };
        for item in others {
            let next = self.b.label();
            let inner = Matching { fail: next, captures: matching.captures.clone() };
            self.pattern(item, value, &inner);
            self.b.goto(matched);
            self.b.bind(next);
        }
        self.pattern(last, value, matching);
        self.b.bind(matched);
    }

    fn sequence(&mut self, range: ByteRange, items: &'a [Pattern], value: Reg, matching: &Matching<'a>) {
        let fail = matching.fail;
        let test = self.b.temps(2);
        self.b.emit(Op::Move { dst: test, src: value });
        self.b.emit(Op::Intrinsic { kind: Intrinsic::MatchSequence, dst: test, base: test });
        self.b.jump(Op::JumpIfFalse { reg: test, target: 0 }, fail);
        let star = items.iter().position(|i| matches!(i.kind, PatternKind::Star(_)));
        let least = items.len() - usize::from(star.is_some());
        // Any number of items is at least none.
        if star.is_none() || least > 0 {
            self.b.emit(Op::Move { dst: test, src: value });
            self.b.emit(Op::Intrinsic { kind: Intrinsic::MatchLength, dst: test, base: test });
            self.b.load_const(test + 1, Const::Int(least as i64));
            let op = if star.is_some() { CmpOp::Ge } else { CmpOp::Eq };
            self.b.jump(Op::CmpJumpIfFalse { op, a: test, b: test + 1, offset: 0 }, fail);
        }
        let ignored =
            |p: &Pattern| matches!(p.kind, PatternKind::As { pattern: None, name: None } | PatternKind::Star(None));
        if items.iter().all(ignored) {
            return;
        }
        match star {
            Some(at) if items.get(at).is_some_and(ignored) => self.picked(items, at, value, matching),
            _ => {
                let base = self.b.temps(items.len());
                self.unpack_into(range, items.len(), star, value, base);
                for (i, item) in items.iter().enumerate() {
                    match &item.kind {
                        PatternKind::Star(Some(name)) => self.capture(name, nth(base, i), matching),
                        _ => self.pattern(item, nth(base, i), matching),
                    }
                }
            }
        }
    }

    /// Items of a sequence around a `*_` at `star`: only those that are looked at are taken out, by index.
    fn picked(&mut self, items: &'a [Pattern], star: usize, value: Reg, matching: &Matching<'a>) {
        for (i, item) in items.iter().enumerate() {
            if matches!(item.kind, PatternKind::As { pattern: None, name: None } | PatternKind::Star(_)) {
                continue;
            }
            let mark = self.b.mark();
            let index = self.b.temps(2);
            self.b.at(item.range);
            if i < star {
                self.b.load_const(index, Const::Int(i as i64));
            } else {
                self.b.load_const(index, Const::Int(i as i64 - items.len() as i64));
                self.index_from_end(value, index);
            }
            self.b.emit(Op::LoadSub { dst: index, obj: value, index });
            self.pattern(item, index, matching);
            self.b.reset(mark);
        }
    }

    /// Makes a negative index count from the end; sequences of the program's own need not know those.
    fn index_from_end(&mut self, value: Reg, index: Reg) {
        let length = index + 1;
        self.b.emit(Op::Move { dst: length, src: value });
        self.b.emit(Op::Intrinsic { kind: Intrinsic::MatchLength, dst: length, base: length });
        self.b.emit(Op::Binary { op: crate::python::op::BinOp::Add, dst: index, a: length, b: index });
    }

    /// Jumps to `fail` unless the value is of the class and has the attributes: the first register of their values.
    fn class_values(
        &mut self,
        range: ByteRange,
        cls: &'a Expr,
        positional: usize,
        attrs: &'a [Ident],
        value: Reg,
        fail: Label,
    ) -> Reg {
        let base = self.b.temps(4);
        self.b.emit(Op::Move { dst: base, src: value });
        self.expr_to(cls, base + 1);
        let anchor = Some(brackets(self.source, cls.range.end, range.end, b'('));
        self.b.position = Position { range, anchor };
        self.b.load_const(base + 2, Const::Int(positional as i64));
        let names = attrs.iter().map(|n| Const::Str(n.name.clone())).collect();
        self.b.load_const(base + 3, Const::Tuple(names));
        self.b.emit(Op::Intrinsic { kind: Intrinsic::MatchClass, dst: base, base });
        self.b.jump(Op::JumpIfNone { reg: base, target: 0 }, fail);
        let count = positional + attrs.len();
        let first = self.b.temps(count);
        let n = self.b.small(count);
        self.b.emit(Op::UnpackSeq { src: base, base: first, n });
        first
    }

    fn mapping(&mut self, range: ByteRange, parts: Mapping<'a>, value: Reg, matching: &Matching<'a>) {
        let fail = matching.fail;
        let Mapping { keys, patterns, rest } = parts;
        let test = self.b.temp();
        self.b.emit(Op::Move { dst: test, src: value });
        self.b.emit(Op::Intrinsic { kind: Intrinsic::MatchMapping, dst: test, base: test });
        self.b.jump(Op::JumpIfFalse { reg: test, target: 0 }, fail);
        let args = self.b.temps(2);
        let first = self.exprs_in_row(keys);
        self.b.at(range);
        self.b.emit(Op::Move { dst: args, src: value });
        let n = self.b.small(keys.len());
        self.b.emit(Op::BuildTuple { dst: args + 1, base: first, n });
        if !keys.is_empty() {
            self.b.emit(Op::Intrinsic { kind: Intrinsic::MatchKeys, dst: test, base: args });
            self.b.jump(Op::JumpIfNone { reg: test, target: 0 }, fail);
            let items = self.b.temps(patterns.len());
            self.b.emit(Op::UnpackSeq { src: test, base: items, n });
            for (i, inner) in patterns.iter().enumerate() {
                self.pattern(inner, nth(items, i), matching);
            }
        }
        if let Some(name) = rest {
            let left = self.b.temp();
            self.b.at(range);
            self.b.emit(Op::Intrinsic { kind: Intrinsic::MatchRest, dst: left, base: args });
            self.capture(name, left, matching);
        }
    }
}

/// The parts of a mapping pattern.
#[derive(Clone, Copy)]
struct Mapping<'a> {
    keys: &'a [Expr],
    patterns: &'a [Pattern],
    rest: Option<&'a Ident>,
}

/// The names that a pattern captures, each once.
fn captured_names<'a>(p: &'a Pattern, out: &mut Vec<&'a Ident>) {
    let (name, inner): (&Option<Ident>, Vec<&'a Pattern>) = match &p.kind {
        PatternKind::Value(_) | PatternKind::Singleton(_) => (&None, Vec::new()),
        PatternKind::Star(name) => (name, Vec::new()),
        PatternKind::As { pattern, name } => (name, pattern.as_deref().into_iter().collect()),
        PatternKind::Sequence(items) | PatternKind::Or(items) => (&None, items.iter().collect()),
        PatternKind::Mapping { patterns, rest, .. } => (rest, patterns.iter().collect()),
        PatternKind::Class { patterns, kwd_patterns, .. } => (&None, patterns.iter().chain(kwd_patterns).collect()),
    };
    inner.into_iter().for_each(|p| captured_names(p, out));
    if let Some(name) = name
        && !out.iter().any(|n| n.name == name.name)
    {
        out.push(name);
    }
}
