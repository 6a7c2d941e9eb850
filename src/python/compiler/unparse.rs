//! An expression as text again, as CPython keeps annotations under `from __future__ import annotations`: one way to write each
//! thing, with only the parentheses that are needed.

use crate::python::text::{bytes_repr, float_repr, str_repr};
use crate::syntax::ast::{
    BinOp, BoolOp, CmpOp, Comprehension, Constant, Conversion, Expr, ExprKind, FStringPart, Keyword, Param, Parameters,
    UnaryOp,
};

/// How tightly an expression holds together: one that binds less than its place asks for gets parentheses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Comparison,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Sum,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

/// The text of an expression.
pub(super) fn unparse(e: &Expr) -> String {
    let mut out = String::new();
    expr(&mut out, e, Level::Test);
    out
}

/// Text in parentheses if `level` asks for more than `own`.
fn enclosed(out: &mut String, level: Level, own: Level, inside: impl FnOnce(&mut String)) {
    if level > own {
        out.push('(');
        inside(out);
        out.push(')');
    } else {
        inside(out);
    }
}

fn separated<T>(out: &mut String, items: &[T], mut one: impl FnMut(&mut String, &T)) {
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        one(out, item);
    }
}

fn expr(out: &mut String, e: &Expr, level: Level) {
    match &e.kind {
        ExprKind::Constant(c) => out.push_str(&constant(c)),
        ExprKind::Name(name) => out.push_str(name),
        ExprKind::BoolOp { op, values } => {
            let (word, own, inner) = match op {
                BoolOp::And => (" and ", Level::And, Level::Not),
                BoolOp::Or => (" or ", Level::Or, Level::And),
            };
            enclosed(out, level, own, |out| {
                for (i, v) in values.iter().enumerate() {
                    if i > 0 {
                        out.push_str(word);
                    }
                    expr(out, v, inner);
                }
            });
        }
        ExprKind::Named { target, value } => enclosed(out, level, Level::Tuple, |out| {
            expr(out, target, Level::Atom);
            out.push_str(" := ");
            expr(out, value, Level::Atom);
        }),
        ExprKind::BinOp { left, op, right } => binary(out, left, *op, right, level),
        ExprKind::UnaryOp { op, operand } => {
            let (sign, own) = match op {
                UnaryOp::Invert => ("~", Level::Factor),
                UnaryOp::Not => ("not ", Level::Not),
                UnaryOp::UAdd => ("+", Level::Factor),
                UnaryOp::USub => ("-", Level::Factor),
            };
            enclosed(out, level, own, |out| {
                out.push_str(sign);
                expr(out, operand, own);
            });
        }
        ExprKind::Lambda { params, body } => enclosed(out, level, Level::Test, |out| {
            // CPython writes a blank only before a parameter that can be given by position.
            out.push_str(if params.posonly.is_empty() && params.args.is_empty() { "lambda" } else { "lambda " });
            parameters(out, params);
            out.push_str(": ");
            expr(out, body, Level::Test);
        }),
        ExprKind::IfExp { test, body, orelse } => enclosed(out, level, Level::Test, |out| {
            expr(out, body, Level::Or);
            out.push_str(" if ");
            expr(out, test, Level::Or);
            out.push_str(" else ");
            expr(out, orelse, Level::Test);
        }),
        ExprKind::Await(inner) => enclosed(out, level, Level::Await, |out| {
            out.push_str("await ");
            expr(out, inner, Level::Atom);
        }),
        ExprKind::Yield(None) => out.push_str("(yield)"),
        ExprKind::Yield(Some(inner)) => {
            out.push_str("(yield ");
            expr(out, inner, Level::Tuple);
            out.push(')');
        }
        ExprKind::YieldFrom(inner) => {
            out.push_str("(yield from ");
            expr(out, inner, Level::Test);
            out.push(')');
        }
        ExprKind::Compare { left, ops, comparators } => enclosed(out, level, Level::Comparison, |out| {
            expr(out, left, Level::BitOr);
            for (op, right) in ops.iter().zip(comparators) {
                out.push_str(comparison(*op));
                expr(out, right, Level::BitOr);
            }
        }),
        ExprKind::Call { func, args, keywords } => call(out, func, args, keywords),
        ExprKind::Attribute { value, attr } => {
            expr(out, value, Level::Atom);
            // Without the blank the point would belong to the number.
            let number = matches!(value.kind, ExprKind::Constant(Constant::Int(_) | Constant::BigInt(_)));
            out.push_str(if number { " ." } else { "." });
            out.push_str(&attr.name);
        }
        ExprKind::Subscript { value, slice } => {
            expr(out, value, Level::Atom);
            out.push('[');
            expr(out, slice, Level::Tuple);
            out.push(']');
        }
        ExprKind::Starred(inner) => {
            out.push('*');
            expr(out, inner, Level::BitOr);
        }
        ExprKind::Slice { lower, upper, step } => {
            lower.iter().for_each(|e| expr(out, e, Level::Test));
            out.push(':');
            upper.iter().for_each(|e| expr(out, e, Level::Test));
            if let Some(step) = step {
                out.push(':');
                expr(out, step, Level::Test);
            }
        }
        _ => display(out, e, level),
    }
}

/// Displays, comprehensions, f-strings.
fn display(out: &mut String, e: &Expr, level: Level) {
    match &e.kind {
        ExprKind::Tuple(items) if items.is_empty() => out.push_str("()"),
        ExprKind::Tuple(items) => enclosed(out, level, Level::Tuple, |out| {
            separated(out, items, |out, i| expr(out, i, Level::Test));
            if items.len() == 1 {
                out.push(',');
            }
        }),
        ExprKind::List(items) => {
            out.push('[');
            separated(out, items, |out, i| expr(out, i, Level::Test));
            out.push(']');
        }
        ExprKind::Set(items) => {
            out.push('{');
            separated(out, items, |out, i| expr(out, i, Level::Test));
            out.push('}');
        }
        ExprKind::Dict { keys, values } => {
            out.push('{');
            let pairs: Vec<_> = keys.iter().zip(values).collect();
            separated(out, &pairs, |out, (key, value)| match key {
                Some(key) => {
                    expr(out, key, Level::Test);
                    out.push_str(": ");
                    expr(out, value, Level::Test);
                }
                None => {
                    out.push_str("**");
                    expr(out, value, Level::BitOr);
                }
            });
            out.push('}');
        }
        ExprKind::ListComp { elt, generators } => comprehension(out, "[", elt, None, generators, "]"),
        ExprKind::SetComp { elt, generators } => comprehension(out, "{", elt, None, generators, "}"),
        ExprKind::GeneratorExp { elt, generators } => comprehension(out, "(", elt, None, generators, ")"),
        ExprKind::DictComp { key, value, generators } => comprehension(out, "{", key, Some(value), generators, "}"),
        ExprKind::JoinedStr(parts) => {
            let mut text = String::new();
            fstring(&mut text, parts);
            out.push('f');
            out.push_str(&str_repr(&text));
        }
        _ => {}
    }
}

fn binary(out: &mut String, left: &Expr, op: BinOp, right: &Expr, level: Level) {
    let (sign, own, tighter) = match op {
        BinOp::Add => (" + ", Level::Sum, Level::Term),
        BinOp::Sub => (" - ", Level::Sum, Level::Term),
        BinOp::Mult => (" * ", Level::Term, Level::Factor),
        BinOp::MatMult => (" @ ", Level::Term, Level::Factor),
        BinOp::Div => (" / ", Level::Term, Level::Factor),
        BinOp::Mod => (" % ", Level::Term, Level::Factor),
        BinOp::FloorDiv => (" // ", Level::Term, Level::Factor),
        BinOp::LShift => (" << ", Level::Shift, Level::Sum),
        BinOp::RShift => (" >> ", Level::Shift, Level::Sum),
        BinOp::BitOr => (" | ", Level::BitOr, Level::BitXor),
        BinOp::BitXor => (" ^ ", Level::BitXor, Level::BitAnd),
        BinOp::BitAnd => (" & ", Level::BitAnd, Level::Shift),
        BinOp::Pow => (" ** ", Level::Power, Level::Await),
    };
    // Only powers group to the right.
    let (to_left, to_right) = if op == BinOp::Pow { (tighter, own) } else { (own, tighter) };
    enclosed(out, level, own, |out| {
        expr(out, left, to_left);
        out.push_str(sign);
        expr(out, right, to_right);
    });
}

fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => " == ",
        CmpOp::NotEq => " != ",
        CmpOp::Lt => " < ",
        CmpOp::LtE => " <= ",
        CmpOp::Gt => " > ",
        CmpOp::GtE => " >= ",
        CmpOp::Is => " is ",
        CmpOp::IsNot => " is not ",
        CmpOp::In => " in ",
        CmpOp::NotIn => " not in ",
    }
}

fn call(out: &mut String, func: &Expr, args: &[Expr], keywords: &[Keyword]) {
    expr(out, func, Level::Atom);
    if let ([Expr { kind: ExprKind::GeneratorExp { .. }, .. }], []) = (args, keywords) {
        // It brings its own parentheses.
        return expr(out, &args[0], Level::Test);
    }
    out.push('(');
    separated(out, args, |out, a| expr(out, a, Level::Test));
    if !args.is_empty() && !keywords.is_empty() {
        out.push_str(", ");
    }
    separated(out, keywords, |out, k| {
        match &k.arg {
            Some(name) => {
                out.push_str(&name.name);
                out.push('=');
            }
            None => out.push_str("**"),
        }
        expr(out, &k.value, Level::Test);
    });
    out.push(')');
}

fn parameters(out: &mut String, params: &Parameters) {
    let mut parts: Vec<String> = Vec::new();
    let one = |p: &Param| {
        let mut text = p.name.name.clone();
        if let Some(default) = &p.default {
            text.push('=');
            expr(&mut text, default, Level::Test);
        }
        text
    };
    parts.extend(params.posonly.iter().map(one));
    if !params.posonly.is_empty() {
        parts.push(String::from("/"));
    }
    parts.extend(params.args.iter().map(one));
    match &params.vararg {
        Some(p) => parts.push(format!("*{}", p.name.name)),
        None if !params.kwonly.is_empty() => parts.push(String::from("*")),
        None => {}
    }
    parts.extend(params.kwonly.iter().map(one));
    parts.extend(params.kwarg.iter().map(|p| format!("**{}", p.name.name)));
    out.push_str(&parts.join(", "));
}

fn comprehension(
    out: &mut String,
    open: &str,
    elt: &Expr,
    value: Option<&Expr>,
    generators: &[Comprehension],
    close: &str,
) {
    out.push_str(open);
    expr(out, elt, Level::Test);
    if let Some(value) = value {
        out.push_str(": ");
        expr(out, value, Level::Test);
    }
    for g in generators {
        out.push_str(if g.is_async { " async for " } else { " for " });
        expr(out, &g.target, Level::Tuple);
        out.push_str(" in ");
        expr(out, &g.iter, Level::Or);
        for test in &g.ifs {
            out.push_str(" if ");
            expr(out, test, Level::Or);
        }
    }
    out.push_str(close);
}

/// The inside of an f-string, before it is quoted.
fn fstring(out: &mut String, parts: &[FStringPart]) {
    for part in parts {
        match part {
            FStringPart::Literal(text) => out.push_str(&text.replace('{', "{{").replace('}', "}}")),
            FStringPart::Replacement { value, conversion, spec, .. } => {
                let mut inner = String::new();
                expr(&mut inner, value, Level::Or);
                // Two opening braces would be one of the text.
                out.push_str(if inner.starts_with('{') { "{ " } else { "{" });
                out.push_str(&inner);
                out.push_str(match conversion {
                    Conversion::None => "",
                    Conversion::Str => "!s",
                    Conversion::Repr => "!r",
                    Conversion::Ascii => "!a",
                });
                if !spec.is_empty() {
                    out.push(':');
                    fstring(out, spec);
                }
                out.push('}');
            }
        }
    }
}

fn constant(c: &Constant) -> String {
    match c {
        Constant::None => String::from("None"),
        Constant::Bool(true) => String::from("True"),
        Constant::Bool(false) => String::from("False"),
        Constant::Ellipsis => String::from("..."),
        Constant::Int(i) => i.to_string(),
        Constant::BigInt(digits) => digits.clone(),
        Constant::Float(f) => number(*f),
        Constant::Complex(im) => format!("{}j", number(*im).trim_end_matches(".0")),
        Constant::Str(text) => str_repr(text),
        Constant::Bytes(bytes) => bytes_repr(bytes),
    }
}

/// Infinity is written as a number too large.
fn number(f: f64) -> String {
    if f.is_infinite() { String::from("1e309") } else { float_repr(f) }
}
