//! What CPython 3.13 warns of when it compiles a program (`SyntaxWarning`): escapes that mean nothing, `is` beside a literal,
//! assertions of tuples, literals that are called or indexed. The program runs all the same.

use super::ast::{CmpOp, Constant, Expr, ExprKind, Module, Stmt, StmtKind};
use super::folded::{Folded, folded};
use super::line_index::LineIndex;
use super::literals::{Literal, literals};
use super::scan::{self, Token};
use super::visit::{Visitor, walk_expr, walk_stmt};
use crate::base::ByteRange;

/// A line and what is warned of there.
pub type Warning = (u32, String);

/// The warnings of a program that compiles, in CPython's order: first those of its strings, then those of its code.
pub fn warnings(source: &str, module: &Module) -> Vec<Warning> {
    let lines = LineIndex::new(source);
    let mut found = Found { lines: &lines, warnings: Vec::new() };
    if source.contains('\\') {
        found.escapes(source, &scan::scan(source).tokens);
    }
    found.visit_body(&module.body);
    found.warnings
}

struct Found<'a> {
    lines: &'a LineIndex,
    warnings: Vec<Warning>,
}

impl Found<'_> {
    fn warn(&mut self, range: ByteRange, text: String) {
        self.warnings.push((self.lines.line(range.start), text));
    }

    fn escapes(&mut self, source: &str, tokens: &[Token]) {
        for Literal { range, text, piece, place } in literals(source, tokens) {
            let escape = if piece {
                // A backslash at its end stands before the brace of a replacement.
                let more = u32::from(text.ends_with('\\'));
                wrong_escape(ByteRange::new(range.start, range.end + more).slice(source), false)
            } else {
                let prefix = text.get(..text.find(['"', '\'']).unwrap_or(0)).unwrap_or("");
                if prefix.contains(['r', 'R']) { None } else { wrong_escape(text, prefix.contains(['b', 'B'])) }
            };
            if let Some(escape) = escape {
                let octal = if escape.len() > 2 { "octal " } else { "" };
                self.warn(place, format!("invalid {octal}escape sequence '{escape}'"));
            }
        }
    }
}

/// The first escape in the text of a literal that stands for nothing, or for an octal number that is too large.
fn wrong_escape(text: &str, bytes: bool) -> Option<&str> {
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let escape = rest.get(at..)?;
        let next = escape.chars().nth(1)?;
        let known = match next {
            '\n' | '\r' | '\\' | '\'' | '"' | 'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | 'x' => true,
            '0'..='7' => {
                let digits = escape.bytes().skip(1).take(3).take_while(|d| (b'0'..=b'7').contains(d)).count();
                if digits == 3 && next > '3' {
                    return escape.get(..4);
                }
                true
            }
            'N' | 'u' | 'U' => !bytes,
            _ => false,
        };
        let length = 1 + next.len_utf8();
        if !known {
            return escape.get(..length);
        }
        rest = escape.get(length..)?;
    }
    None
}

impl<'a> Visitor<'a> for Found<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let StmtKind::Assert { test, .. } = &stmt.kind
            && matches!(&test.kind, ExprKind::Tuple(items) if !items.is_empty())
        {
            self.warn(stmt.range, "assertion is always true, perhaps remove parentheses?".to_string());
        }
        walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::Compare { left, ops, comparators } => {
                let mut left = &**left;
                for (op, right) in ops.iter().zip(comparators) {
                    let literal = [left, right].into_iter().find_map(|side| literal_type(side, false));
                    if let (CmpOp::Is | CmpOp::IsNot, Some(literal)) = (op, literal) {
                        let (word, better) = if *op == CmpOp::Is { ("is", "==") } else { ("is not", "!=") };
                        let text = format!("\"{word}\" with '{literal}' literal. Did you mean \"{better}\"?");
                        self.warn(expr.range, text);
                    }
                    left = right;
                }
            }
            ExprKind::Call { func, .. } => {
                if let Some(kind) = literal_type(func, true) {
                    self.warn(expr.range, format!("'{kind}' object is not callable; perhaps you missed a comma?"));
                }
            }
            ExprKind::Subscript { value, slice } => {
                let kind = literal_type(value, true).filter(|k| ["str", "bytes", "list", "tuple"].contains(k));
                let index = match &slice.kind {
                    ExprKind::Lambda { .. } => Some("function"),
                    _ => literal_type(slice, true).filter(|i| !["int", "bool"].contains(i)),
                };
                if let (Some(kind), Some(index)) = (kind, index) {
                    let text =
                        format!("{kind} indices must be integers or slices, not {index}; perhaps you missed a comma?");
                    self.warn(expr.range, text);
                }
                if let Some(kind) = without_items(value) {
                    self.warn(expr.range, format!("'{kind}' object is not subscriptable; perhaps you missed a comma?"));
                }
            }
            _ => {}
        }
        walk_expr(self, expr);
    }
}

/// The type of a literal whose identity means nothing; with `any`, of every literal and display.
fn literal_type(expr: &Expr, any: bool) -> Option<&'static str> {
    Some(match &expr.kind {
        ExprKind::Constant(constant) => match constant {
            Constant::None if any => "NoneType",
            Constant::Bool(_) if any => "bool",
            Constant::Ellipsis if any => "ellipsis",
            Constant::None | Constant::Bool(_) | Constant::Ellipsis => return None,
            Constant::Int(_) | Constant::BigInt(_) => "int",
            Constant::Float(_) => "float",
            Constant::Complex(_) => "complex",
            Constant::Str(_) => "str",
            Constant::Bytes(_) => "bytes",
        },
        // A tuple of constants is one itself.
        ExprKind::Tuple(items) if any || items.iter().all(|i| matches!(i.kind, ExprKind::Constant(_))) => "tuple",
        ExprKind::List(_) | ExprKind::ListComp { .. } if any => "list",
        ExprKind::Dict { .. } | ExprKind::DictComp { .. } if any => "dict",
        ExprKind::Set(_) | ExprKind::SetComp { .. } if any => "set",
        ExprKind::GeneratorExp { .. } if any => "generator",
        ExprKind::JoinedStr(_) if any => "str",
        _ => return folded(expr).filter(|number| any || *number != Folded::Bool).map(Folded::kind),
    })
}

/// The type of a literal that has no items.
fn without_items(expr: &Expr) -> Option<&'static str> {
    match &expr.kind {
        ExprKind::Constant(Constant::Str(_) | Constant::Bytes(_)) => None,
        ExprKind::Constant(_) | ExprKind::Set(_) | ExprKind::SetComp { .. } | ExprKind::GeneratorExp { .. } => {
            literal_type(expr, true)
        }
        ExprKind::UnaryOp { .. } | ExprKind::BinOp { .. } => literal_type(expr, true),
        ExprKind::Lambda { .. } => Some("function"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::warnings;

    /// Lines and texts as CPython 3.13 gave them.
    #[test]
    fn what_cpython_warns_of() {
        let source = "a = '''\nx\n\\d \\q\n'''\nb = 'ok \\w' 'two \\z'\nc = f'''\n{a}\n\\k\n'''\nd = b'\\8\\400'\ne = '\\400'\n\
                      f = f'\\{a}'\nif 1 is not 2.0 or a is ():\n    assert (a, 'always')\n('x')(1)\n[1](2)\n{1}[0]\n\
                      (-3 % 4)[0]\n(1 / 2)()\n(1 / 0)[0]\nx is -1\n(not 2)[0]\n(2 << 200)[0]\n";
        let parsed = crate::syntax::parse(source);
        assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
        let found: Vec<String> =
            warnings(source, &parsed.module).iter().map(|(line, text)| format!("{line}: {text}")).collect();
        insta::assert_snapshot!(found.join("\n"), @r#"
        1: invalid escape sequence '\d'
        5: invalid escape sequence '\w'
        5: invalid escape sequence '\z'
        9: invalid escape sequence '\k'
        10: invalid escape sequence '\8'
        11: invalid octal escape sequence '\400'
        12: invalid escape sequence '\{'
        13: "is not" with 'int' literal. Did you mean "!="?
        13: "is" with 'tuple' literal. Did you mean "=="?
        14: assertion is always true, perhaps remove parentheses?
        15: 'str' object is not callable; perhaps you missed a comma?
        16: 'list' object is not callable; perhaps you missed a comma?
        17: 'set' object is not subscriptable; perhaps you missed a comma?
        18: 'int' object is not subscriptable; perhaps you missed a comma?
        19: 'float' object is not callable; perhaps you missed a comma?
        21: "is" with 'int' literal. Did you mean "=="?
        22: 'bool' object is not subscriptable; perhaps you missed a comma?
        "#);
    }
}
