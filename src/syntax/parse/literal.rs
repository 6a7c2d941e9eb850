//! Numbers, strings, bytes and f-strings, from ruff's tree to ours.

use num_bigint::BigUint;
use ruff_python_ast as ruff;

use super::super::ast::{Constant, Conversion, FStringPart};
use super::super::diagnostic::{Diagnostic, DiagnosticKind};
use super::byte_range;
use super::convert::Converter;
use crate::base::ByteRange;

/// CPython's default for `sys.get_int_max_str_digits()`: longest decimal literal, in digits.
const DECIMAL_DIGITS_MAX: usize = 4300;

/// Longest hexadecimal, octal or binary literal, in digits. CPython has no limit; ours bounds the conversion to decimal.
const RADIX_DIGITS_MAX: usize = 20_000;

impl Converter<'_> {
    pub(super) fn number(&mut self, number: &ruff::Number, range: ByteRange) -> Constant {
        match number {
            ruff::Number::Float(value) => Constant::Float(*value),
            ruff::Number::Complex { imag, .. } => Constant::Complex(*imag),
            ruff::Number::Int(value) => match value.as_i64() {
                Some(value) => Constant::Int(value),
                None => self.big_int(range),
            },
        }
    }

    /// An integer literal that does not fit 64 bits, read from its text.
    fn big_int(&mut self, range: ByteRange) -> Constant {
        let text: String = range.slice(self.source).chars().filter(|&c| c != '_').collect();
        let radix = match text.get(..2) {
            Some("0x" | "0X") => 16,
            Some("0o" | "0O") => 8,
            Some("0b" | "0B") => 2,
            _ => 10,
        };
        if radix == 10 {
            if text.len() > DECIMAL_DIGITS_MAX {
                let message = format!(
                    "Exceeds the limit ({DECIMAL_DIGITS_MAX} digits) for integer string conversion: value has {} digits; \
                     use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer \
                     literals to avoid decimal conversion limits.",
                    text.len()
                );
                self.refuse(Diagnostic::syntax(range, message));
                return Constant::Int(0);
            }
            return Constant::BigInt(text);
        }
        let digits = text.get(2..).unwrap_or("");
        if digits.len() > RADIX_DIGITS_MAX {
            let message =
                format!("integer literal too long: {} digits; Loopscope reads up to {RADIX_DIGITS_MAX}", digits.len());
            self.refuse(Diagnostic::new(DiagnosticKind::Limit, range, message));
            return Constant::Int(0);
        }
        match BigUint::parse_bytes(digits.as_bytes(), radix) {
            Some(value) => Constant::BigInt(value.to_string()),
            None => {
                self.refuse(Diagnostic::syntax(range, "invalid syntax"));
                Constant::Int(0)
            }
        }
    }

    pub(super) fn string(&mut self, value: &ruff::StringLiteralValue) -> Constant {
        Constant::Str(value.iter().map(|part| &*part.value).collect())
    }

    pub(super) fn bytes(&mut self, value: &ruff::BytesLiteralValue) -> Constant {
        Constant::Bytes(value.iter().flat_map(|part| part.value.iter().copied()).collect())
    }

    pub(super) fn fstring(&mut self, value: &ruff::FStringValue) -> Vec<FStringPart> {
        let mut parts = Vec::new();
        for part in value.iter() {
            match part {
                ruff::FStringPart::Literal(literal) => push_literal(&mut parts, &literal.value),
                ruff::FStringPart::FString(fstring) => self.fstring_elements(&fstring.elements, &mut parts),
            }
        }
        parts
    }

    fn fstring_elements(&mut self, elements: &ruff::InterpolatedStringElements, parts: &mut Vec<FStringPart>) {
        for element in elements.iter() {
            match element {
                ruff::InterpolatedStringElement::Literal(literal) => push_literal(parts, &literal.value),
                ruff::InterpolatedStringElement::Interpolation(element) => self.replacement(element, parts),
            }
        }
    }

    fn replacement(&mut self, element: &ruff::InterpolatedElement, parts: &mut Vec<FStringPart>) {
        if let Some(debug) = &element.debug_text {
            push_literal(parts, debug.as_str());
        }
        let range = byte_range(element.range);
        let value = self.boxed(&element.expression);
        let conversion = match element.conversion {
            ruff::ConversionFlag::Str => Conversion::Str,
            ruff::ConversionFlag::Repr => Conversion::Repr,
            ruff::ConversionFlag::Ascii => Conversion::Ascii,
            ruff::ConversionFlag::None if element.debug_text.is_some() && element.format_spec.is_none() => {
                Conversion::Repr
            }
            ruff::ConversionFlag::None => Conversion::None,
        };
        let mut spec = Vec::new();
        if let Some(format_spec) = &element.format_spec {
            self.deeper(range, |this| this.fstring_elements(&format_spec.elements, &mut spec));
        }
        parts.push(FStringPart::Replacement { value, conversion, spec, range });
    }
}

/// Adds literal text, merged with a literal before it.
fn push_literal(parts: &mut Vec<FStringPart>, text: &str) {
    if text.is_empty() {
        return;
    }
    match parts.last_mut() {
        Some(FStringPart::Literal(last)) => last.push_str(text),
        _ => parts.push(FStringPart::Literal(text.to_owned())),
    }
}
