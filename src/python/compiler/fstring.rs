//! F-strings: each replacement field is formatted, then all is joined.

use super::Compiler;
use super::expr::nth;
use crate::python::op::{Conv, NO_REG, Op, Reg};
use crate::syntax::ast::{Conversion, Expr, FStringPart};

/// Parts that are joined at once, so that a long f-string needs few registers.
const AT_ONCE_MAX: usize = 100;

impl<'a> Compiler<'a> {
    pub(super) fn fstring(&mut self, e: &'a Expr, parts: &'a [FStringPart], dst: Reg) {
        match parts {
            [] => self.b.load_str(dst, ""),
            [part] => self.part(part, dst),
            _ if parts.len() <= AT_ONCE_MAX => {
                let base = self.b.temps(parts.len());
                for (i, part) in parts.iter().enumerate() {
                    self.part(part, nth(base, i));
                }
                self.at(e);
                let n = self.b.small(parts.len());
                self.b.emit(Op::BuildString { dst, base, n });
            }
            _ => {
                let pieces = parts.len().div_ceil(AT_ONCE_MAX);
                let base = self.b.temps(pieces);
                for (i, piece) in parts.chunks(AT_ONCE_MAX).enumerate() {
                    let mark = self.b.mark();
                    self.fstring(e, piece, nth(base, i));
                    self.b.reset(mark);
                }
                self.at(e);
                let n = self.b.small(pieces);
                self.b.emit(Op::BuildString { dst, base, n });
            }
        }
    }

    fn part(&mut self, part: &'a FStringPart, dst: Reg) {
        match part {
            FStringPart::Literal(text) => self.b.load_str(dst, text),
            FStringPart::Replacement { value, conversion, spec, range } => {
                let mark = self.b.mark();
                let src = self.operand(value, &values(spec));
                let spec = if spec.is_empty() {
                    NO_REG
                } else {
                    let text = self.b.temp();
                    self.fstring(value, spec, text);
                    text
                };
                let conv = match conversion {
                    Conversion::None => Conv::None,
                    Conversion::Str => Conv::Str,
                    Conversion::Repr => Conv::Repr,
                    Conversion::Ascii => Conv::Ascii,
                };
                self.b.at(*range);
                self.b.emit(Op::Format { conv, dst, src, spec });
                self.b.reset(mark);
            }
        }
    }
}

/// The expressions in a format specification.
fn values(parts: &[FStringPart]) -> Vec<&Expr> {
    let mut found = Vec::new();
    for part in parts {
        if let FStringPart::Replacement { value, spec, .. } = part {
            found.push(&**value);
            found.extend(values(spec));
        }
    }
    found
}
