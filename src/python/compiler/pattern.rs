//! `match`. Names are bound once the whole pattern has matched, as CPython binds them.

use super::Compiler;
use super::builder::Label;
use crate::base::ByteRange;
use crate::python::code::Const;
use crate::python::op::{CmpOp, Intrinsic, Op, Reg};
use crate::syntax::ast::{Expr, Ident, MatchCase, Pattern, PatternKind};

/// Names that a pattern captures, with the registers that hold the values meanwhile.
type Captures<'a> = Vec<(&'a Ident, Reg)>;

impl<'a> Compiler<'a> {
    pub(super) fn match_stmt(&mut self, subject: &'a Expr, cases: &'a [MatchCase]) {
        let value = self.b().temp();
        self.expr_to(subject, value);
        let end = self.b().label();
        let before = self.b().flow();
        let mut all_leave = true;
        for case in cases {
            let next = self.b().label();
            let mark = self.b().mark();
            self.b().set_flow((before.0.clone(), false));
            let mut names = Vec::new();
            capture_names(&case.pattern, &mut names);
            let first = self.b().temps(names.len());
            let captures: Captures<'a> = names.iter().enumerate().map(|(i, n)| (*n, first + i as Reg)).collect();
            self.pattern(&case.pattern, value, next, &captures);
            for (name, reg) in &captures {
                self.store_name(&name.name, *reg, name.range);
            }
            if let Some(guard) = &case.guard {
                self.jump_unless(guard, next);
            }
            self.body(&case.body);
            if !self.b().unreachable {
                all_leave = false;
                self.b().jump(Op::Jump { target: 0 }, end);
            }
            self.b().reset(mark);
            self.b().bind(next);
        }
        let irrefutable = cases
            .last()
            .is_some_and(|c| c.guard.is_none() && matches!(c.pattern.kind, PatternKind::As { pattern: None, .. }));
        self.b().bind(end);
        self.b().set_flow((before.0, all_leave && irrefutable));
    }

    fn capture(&mut self, captures: &Captures<'a>, name: &Ident, src: Reg) {
        if let Some((_, dst)) = captures.iter().find(|(n, _)| n.name == name.name) {
            let dst = *dst;
            self.b().emit(Op::Move { dst, src });
        }
    }

    /// Goes on if the value matches, jumps to `fail` if not.
    fn pattern(&mut self, p: &'a Pattern, value: Reg, fail: Label, captures: &Captures<'a>) {
        let mark = self.b().mark();
        self.b().at(p.range);
        match &p.kind {
            PatternKind::Value(e) => {
                let b = self.expr(e);
                self.b().at(p.range);
                self.b().jump(Op::CmpJumpIfFalse { op: CmpOp::Eq, a: value, b, offset: 0 }, fail);
            }
            PatternKind::Singleton(c) => {
                let b = self.b().temp();
                let c = super::expr::constant(c);
                self.b().load_const(b, c);
                self.b().jump(Op::CmpJumpIfFalse { op: CmpOp::Is, a: value, b, offset: 0 }, fail);
            }
            PatternKind::Sequence(items) => self.sequence(p.range, items, value, fail, captures),
            PatternKind::Mapping { keys, patterns, rest } => {
                self.mapping(p.range, keys, patterns, rest.as_ref(), value, fail, captures);
            }
            PatternKind::Class { cls, patterns, kwd_attrs, kwd_patterns } => {
                let base = self.b().temps(4);
                self.b().emit(Op::Move { dst: base, src: value });
                self.expr_to(cls, base + 1);
                self.b().at(p.range);
                self.b().emit(Op::LoadInt { dst: base + 2, value: patterns.len() as i32 });
                let names = kwd_attrs.iter().map(|n| Const::Str(n.name.clone())).collect();
                self.b().load_const(base + 3, Const::Tuple(names));
                let values = self.b().temp();
                self.b().emit(Op::Intrinsic { kind: Intrinsic::MatchClass, dst: values, base });
                self.b().jump(Op::JumpIfNone { reg: values, target: 0 }, fail);
                let n = patterns.len() + kwd_patterns.len();
                let first = self.b().temps(n);
                self.b().emit(Op::UnpackSeq { src: values, base: first, n: n as u16 });
                for (i, inner) in patterns.iter().chain(kwd_patterns).enumerate() {
                    self.pattern(inner, first + i as Reg, fail, captures);
                }
            }
            PatternKind::Star(_) => {}
            PatternKind::As { pattern, name } => {
                if let Some(inner) = pattern {
                    self.pattern(inner, value, fail, captures);
                }
                if let Some(name) = name {
                    self.capture(captures, name, value);
                }
            }
            PatternKind::Or(items) => {
                let matched = self.b().label();
                for (i, item) in items.iter().enumerate() {
                    if i + 1 == items.len() {
                        self.pattern(item, value, fail, captures);
                    } else {
                        let next = self.b().label();
                        self.pattern(item, value, next, captures);
                        self.b().jump(Op::Jump { target: 0 }, matched);
                        self.b().bind(next);
                    }
                }
                self.b().bind(matched);
            }
        }
        self.b().reset(mark);
    }

    fn sequence(&mut self, range: ByteRange, items: &'a [Pattern], value: Reg, fail: Label, captures: &Captures<'a>) {
        let check = self.b().temps(2);
        self.b().emit(Op::Move { dst: check, src: value });
        self.b().emit(Op::Intrinsic { kind: Intrinsic::MatchSequence, dst: check, base: check });
        self.b().jump(Op::JumpIfFalse { reg: check, target: 0 }, fail);
        let star = items.iter().position(|i| matches!(i.kind, PatternKind::Star(_)));
        // len(value) against the number of items.
        let call = self.b().temps(2);
        self.b().emit(Op::Move { dst: call, src: value });
        self.b().emit(Op::Intrinsic { kind: Intrinsic::MatchLength, dst: call, base: call });
        let wanted = items.len() - usize::from(star.is_some());
        self.b().emit(Op::LoadInt { dst: call + 1, value: wanted as i32 });
        let op = if star.is_some() { CmpOp::Ge } else { CmpOp::Eq };
        self.b().jump(Op::CmpJumpIfFalse { op, a: call, b: call + 1, offset: 0 }, fail);
        let base = self.b().temps(items.len());
        match star {
            None => self.b().emit(Op::UnpackSeq { src: value, base, n: items.len() as u16 }),
            Some(before) => match u8::try_from(before) {
                Ok(b) => {
                    let after = (items.len() - before - 1) as u16;
                    self.b().emit(Op::UnpackEx { before: b, src: value, base, after });
                }
                Err(_) => self.fail(range, "too many expressions in star-unpacking sequence pattern"),
            },
        }
        for (i, item) in items.iter().enumerate() {
            match &item.kind {
                PatternKind::Star(Some(name)) => self.capture(captures, name, base + i as Reg),
                PatternKind::Star(None) => {}
                _ => self.pattern(item, base + i as Reg, fail, captures),
            }
        }
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of a mapping pattern")]
    fn mapping(
        &mut self,
        range: ByteRange,
        keys: &'a [Expr],
        patterns: &'a [Pattern],
        rest: Option<&'a Ident>,
        value: Reg,
        fail: Label,
        captures: &Captures<'a>,
    ) {
        let check = self.b().temp();
        self.b().emit(Op::Move { dst: check, src: value });
        self.b().emit(Op::Intrinsic { kind: Intrinsic::MatchMapping, dst: check, base: check });
        self.b().jump(Op::JumpIfFalse { reg: check, target: 0 }, fail);
        let args = self.b().temps(2);
        let first = self.exprs_in_row(keys);
        self.b().at(range);
        self.b().emit(Op::Move { dst: args, src: value });
        let n = keys.len() as u16;
        self.b().emit(Op::BuildTuple { dst: args + 1, base: first, n });
        if !keys.is_empty() {
            let values = self.b().temp();
            self.b().emit(Op::Intrinsic { kind: Intrinsic::MatchKeys, dst: values, base: args });
            self.b().jump(Op::JumpIfNone { reg: values, target: 0 }, fail);
            let items = self.b().temps(patterns.len());
            self.b().emit(Op::UnpackSeq { src: values, base: items, n });
            for (i, inner) in patterns.iter().enumerate() {
                self.pattern(inner, items + i as Reg, fail, captures);
            }
        }
        if let Some(name) = rest {
            let left = self.b().temp();
            self.b().emit(Op::Intrinsic { kind: Intrinsic::MatchRest, dst: left, base: args });
            self.capture(captures, name, left);
        }
    }
}

fn capture_names<'a>(p: &'a Pattern, out: &mut Vec<&'a Ident>) {
    let mut add = |name: &'a Ident| {
        if !out.iter().any(|n| n.name == name.name) {
            out.push(name);
        }
    };
    match &p.kind {
        PatternKind::Value(_) | PatternKind::Singleton(_) | PatternKind::Star(None) => {}
        PatternKind::Star(Some(name)) => add(name),
        PatternKind::As { pattern, name } => {
            if let Some(n) = name {
                add(n);
            }
            if let Some(inner) = pattern {
                capture_names(inner, out);
            }
        }
        PatternKind::Sequence(items) | PatternKind::Or(items) => items.iter().for_each(|i| capture_names(i, out)),
        PatternKind::Mapping { patterns, rest, .. } => {
            if let Some(n) = rest {
                add(n);
            }
            patterns.iter().for_each(|i| capture_names(i, out));
        }
        PatternKind::Class { patterns, kwd_patterns, .. } => {
            patterns.iter().chain(kwd_patterns).for_each(|i| capture_names(i, out));
        }
    }
}
