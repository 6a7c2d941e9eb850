//! Where instructions come from, as CPython's tracebacks mark it: the range of an expression, and in it what is marked with
//! `^` instead of `~` (the operator of a binary operation, the brackets of a call or subscript).

use super::Compiler;
use crate::base::ByteRange;
use crate::python::code::Position;
use crate::syntax::ast::{Expr, ExprKind, Ident};

impl<'a> Compiler<'a> {
    /// What is emitted next comes from this expression. Returned ranges of other nodes (statements) have nothing to mark.
    pub(super) fn at(&mut self, e: &Expr) {
        self.b.position = Position { range: e.range, anchor: anchor(self.source, e) };
    }

    /// As `at`, for an attribute or the call of one: if they start on an earlier line than the attribute's name, the name is
    /// where CPython says they start.
    pub(super) fn at_attribute(&mut self, e: &Expr, attr: &Ident) {
        let mut position = Position { range: e.range, anchor: anchor(self.source, e) };
        if self.lines.line(e.range.start) != self.lines.line(attr.range.end) {
            position.range.start = attr.range.start;
        }
        self.b.position = position;
    }
}

/// What a traceback finds when it parses the text of an expression. Anything but these three has no anchor.
fn anchor(source: &str, e: &Expr) -> Option<ByteRange> {
    match &e.kind {
        ExprKind::BinOp { left, right, .. } => Some(operator(source, left.range.end, right.range.start)),
        ExprKind::Call { func, .. } => Some(brackets(source, func.range.end, e.range.end, b'(')),
        ExprKind::Subscript { value, .. } => Some(brackets(source, value.range.end, e.range.end, b'[')),
        _ => None,
    }
}

/// The operator between two operands: after closing brackets, and two characters long if the next is neither blank nor part
/// of the right operand (an opening bracket before that operand is taken for part of the operator, by CPython too).
fn operator(source: &str, from: u32, right: u32) -> ByteRange {
    let bytes = source.as_bytes();
    let start = code_until(bytes, from, |b| !b.is_ascii_whitespace() && b != b')');
    let second = bytes.get(start as usize + 1).copied().unwrap_or(b' ');
    let two = start + 1 < right && !second.is_ascii_whitespace() && !matches!(second, b'\\' | b'#');
    ByteRange::new(start, start + 1 + u32::from(two))
}

/// From an opening bracket after `from` to the end of the expression.
pub(super) fn brackets(source: &str, from: u32, end: u32, open: u8) -> ByteRange {
    ByteRange::new(code_until(source.as_bytes(), from, |b| b == open).min(end), end)
}

/// The first byte from `at` on that `wanted` accepts and that is not in a comment or after a line continuation.
fn code_until(bytes: &[u8], at: u32, wanted: impl Fn(u8) -> bool) -> u32 {
    let mut at = at;
    while let Some(&b) = bytes.get(at as usize) {
        if matches!(b, b'#' | b'\\') {
            let rest = bytes[at as usize..].iter().position(|&b| b == b'\n');
            at += rest.map_or(1, |n| n as u32 + 1);
        } else if wanted(b) {
            break;
        } else {
            at += 1;
        }
    }
    at
}
