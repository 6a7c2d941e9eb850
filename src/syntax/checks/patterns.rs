//! The patterns of a `match`: names captured twice, cases that can never be reached.

use indexmap::IndexSet;

use super::super::ast::{Constant, Expr, ExprKind, Ident, MatchCase, Pattern, PatternKind, UnaryOp};
use super::super::diagnostic::Diagnostic;
use crate::base::ByteRange;

/// The first error in the pattern of `case`; `last` if no case follows.
pub(super) fn check(case: &MatchCase, last: bool) -> Option<Diagnostic> {
    let mut names = Names::new();
    let may_match_all = last || case.guard.is_some();
    pattern(&case.pattern, may_match_all, &mut names).err().map(|error| *error)
}

/// Names captured so far, in order.
type Names<'a> = IndexSet<&'a str>;

type Step = Result<(), Box<Diagnostic>>;

fn fail(range: ByteRange, message: impl Into<String>) -> Step {
    Err(Box::new(Diagnostic::syntax(range, message)))
}

fn pattern<'a>(this: &'a Pattern, may_match_all: bool, names: &mut Names<'a>) -> Step {
    match &this.kind {
        PatternKind::Value(value) if matches!(value.kind, ExprKind::JoinedStr(_)) => {
            fail(this.range, "patterns may only match literals and attribute lookups")
        }
        PatternKind::Value(_) | PatternKind::Singleton(_) => Ok(()),
        PatternKind::Star(name) => name.as_ref().map_or(Ok(()), |name| capture(name, this.range, names)),
        PatternKind::As { pattern: Some(inner), name } => {
            pattern(inner, may_match_all, names)?;
            name.as_ref().map_or(Ok(()), |name| capture(name, this.range, names))
        }
        PatternKind::As { pattern: None, name: Some(name) } => {
            if !may_match_all {
                let message = format!("name capture '{}' makes remaining patterns unreachable", name.name);
                return fail(this.range, message);
            }
            capture(name, this.range, names)
        }
        PatternKind::As { pattern: None, name: None } if !may_match_all => {
            fail(this.range, "wildcard makes remaining patterns unreachable")
        }
        PatternKind::As { pattern: None, name: None } => Ok(()),
        PatternKind::Or(alternatives) => alternatives_of(this, alternatives, may_match_all, names),
        PatternKind::Sequence(patterns) => {
            if patterns.iter().filter(|p| matches!(p.kind, PatternKind::Star(_))).count() > 1 {
                return fail(this.range, "multiple starred names in sequence pattern");
            }
            patterns.iter().try_for_each(|p| pattern(p, true, names))
        }
        PatternKind::Mapping { keys, patterns, rest } => {
            duplicate_key(keys, this.range)?;
            patterns.iter().try_for_each(|p| pattern(p, true, names))?;
            rest.as_ref().map_or(Ok(()), |rest| capture(rest, this.range, names))
        }
        PatternKind::Class { patterns, kwd_attrs, kwd_patterns, .. } => {
            let mut attrs = IndexSet::new();
            for (attr, value) in kwd_attrs.iter().zip(kwd_patterns) {
                if !attrs.insert(&attr.name) {
                    let message = format!("attribute name repeated in class pattern: {}", attr.name);
                    return fail(value.range, message);
                }
            }
            patterns.iter().chain(kwd_patterns).try_for_each(|p| pattern(p, true, names))
        }
    }
}

fn capture<'a>(name: &'a Ident, range: ByteRange, names: &mut Names<'a>) -> Step {
    if name.name == "__debug__" {
        return fail(range, "cannot assign to __debug__");
    }
    if !names.insert(&name.name) {
        return fail(range, format!("multiple assignments to name '{}' in pattern", name.name));
    }
    Ok(())
}

/// Only the last alternative may match everything, and all must capture the same names.
fn alternatives_of<'a>(
    whole: &Pattern,
    alternatives: &'a [Pattern],
    may_match_all: bool,
    names: &mut Names<'a>,
) -> Step {
    let before = names.len();
    let mut first: Option<Vec<&str>> = None;
    for (index, alternative) in alternatives.iter().enumerate() {
        names.truncate(before);
        pattern(alternative, may_match_all && index + 1 == alternatives.len(), names)?;
        let mut captured: Vec<&str> = names.iter().skip(before).copied().collect();
        captured.sort_unstable();
        match &first {
            None => first = Some(captured),
            Some(expected) if *expected != captured => {
                return fail(whole.range, "alternative patterns bind different names");
            }
            Some(_) => {}
        }
    }
    Ok(())
}

fn duplicate_key(keys: &[Expr], range: ByteRange) -> Step {
    let mut seen = IndexSet::new();
    for key in keys {
        let Some(value) = literal(key) else { continue };
        if !seen.insert(same_as(value)) {
            return fail(range, format!("mapping pattern checks duplicate key ({})", repr(value)));
        }
    }
    Ok(())
}

/// A key that is a literal, with its sign.
fn literal(key: &Expr) -> Option<(bool, &Constant)> {
    match &key.kind {
        ExprKind::Constant(constant) => Some((false, constant)),
        ExprKind::UnaryOp { op: UnaryOp::USub, operand } => match &operand.kind {
            ExprKind::Constant(constant) => Some((true, constant)),
            _ => None,
        },
        _ => None,
    }
}

/// The same text for keys that are equal in Python: `1`, `1.0` and `True` are.
fn same_as((minus, constant): (bool, &Constant)) -> String {
    let number = match constant {
        Constant::Int(value) => *value as f64,
        Constant::Float(value) => *value,
        Constant::Bool(value) => f64::from(u8::from(*value)),
        _ => return repr((minus, constant)),
    };
    format!("{:?}", if minus { -number } else { number } + 0.0)
}

fn repr((minus, constant): (bool, &Constant)) -> String {
    let text = match constant {
        Constant::None => "None".to_owned(),
        Constant::Bool(true) => "True".to_owned(),
        Constant::Bool(false) => "False".to_owned(),
        Constant::Int(value) => value.to_string(),
        Constant::BigInt(digits) => digits.clone(),
        Constant::Float(value) | Constant::Complex(value) => format!("{value:?}"),
        Constant::Str(text) => format!("'{text}'"),
        Constant::Bytes(bytes) => format!("b'{}'", bytes.escape_ascii()),
        Constant::Ellipsis => "Ellipsis".to_owned(),
    };
    if minus { format!("-{text}") } else { text }
}
