//! Docstrings: where one is, and without the indentation of the source, as CPython 3.13 keeps them.

use crate::syntax::ast::{Constant, Expr, ExprKind, Stmt, StmtKind};

/// The docstring of a body, if its first statement is one.
pub(super) fn docstring(body: &[Stmt]) -> Option<String> {
    match body.first().map(|s| &s.kind) {
        Some(StmtKind::Expr(Expr { kind: ExprKind::Constant(Constant::Str(text)), .. })) => Some(dedent(text)),
        _ => None,
    }
}

/// Tabs as columns of eight; the first line without its leading blanks, the others without those that all of them have.
fn dedent(text: &str) -> String {
    let text = expand_tabs(text);
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut lines = text.split('\n');
    let first = lines.next().unwrap_or("").trim_start_matches(' ');
    let blank = |line: &&str| line.trim_start_matches(' ').is_empty();
    let margin = lines.clone().filter(|line| !blank(line)).map(indent).min().unwrap_or(0);
    let mut out = String::from(first);
    for line in lines {
        out.push('\n');
        out.push_str(line.get(margin.min(indent(line))..).unwrap_or(""));
    }
    out
}

fn expand_tabs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let width = 8 - column % 8;
                out.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            '\n' | '\r' => {
                out.push(c);
                column = 0;
            }
            c => {
                out.push(c);
                column += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::dedent;

    #[test]
    fn the_common_indentation_goes_and_the_rest_stays() {
        assert_eq!(dedent("doc\n      indented\n        more\n    "), "doc\nindented\n  more\n");
        assert_eq!(dedent("  one line  "), "one line  ");
        assert_eq!(dedent("a\n\n\tb\n        c"), "a\n\nb\nc");
        assert_eq!(dedent(""), "");
    }
}
