//! The format specification mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.

use super::{float_fixed, float_repr, float_scientific};
use crate::python::native::{Ctl, R};
use crate::python::number;
use crate::python::object::Obj;
use crate::python::value::Value;
use crate::python::vm::Vm;
use num_bigint::BigInt;
use num_traits::Signed;

/// A parsed specification.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spec {
    pub fill: Option<char>,
    pub align: Option<char>,
    pub sign: Option<char>,
    /// `z`: a rounded negative zero loses its sign.
    pub no_negative_zero: bool,
    pub alternate: bool,
    /// `0` before the width.
    pub zero: bool,
    pub width: usize,
    pub grouping: Option<char>,
    pub precision: Option<usize>,
    pub kind: Option<char>,
}

/// Reads a specification; `None` if it is not one.
pub fn parse_spec(text: &str) -> Option<Spec> {
    let chars: Vec<char> = text.chars().collect();
    let mut spec = Spec::default();
    let mut i = 0;
    let is_align = |c: char| matches!(c, '<' | '>' | '^' | '=');
    if chars.len() > 1 && is_align(chars[1]) {
        spec.fill = Some(chars[0]);
        spec.align = Some(chars[1]);
        i = 2;
    } else if chars.first().is_some_and(|&c| is_align(c)) {
        spec.align = Some(chars[0]);
        i = 1;
    }
    let peek = |i: usize| chars.get(i).copied();
    if let Some(c @ ('+' | '-' | ' ')) = peek(i) {
        spec.sign = Some(c);
        i += 1;
    }
    if peek(i) == Some('z') {
        spec.no_negative_zero = true;
        i += 1;
    }
    if peek(i) == Some('#') {
        spec.alternate = true;
        i += 1;
    }
    if peek(i) == Some('0') && spec.fill.is_none() {
        spec.zero = true;
        i += 1;
    }
    let number = |i: &mut usize| {
        let start = *i;
        while peek(*i).is_some_and(|c| c.is_ascii_digit()) {
            *i += 1;
        }
        chars[start..*i].iter().collect::<String>()
    };
    let width = number(&mut i);
    if !width.is_empty() {
        spec.width = width.parse().ok()?;
    }
    if let Some(c @ (',' | '_')) = peek(i) {
        spec.grouping = Some(c);
        i += 1;
    }
    if peek(i) == Some('.') {
        i += 1;
        spec.precision = Some(number(&mut i).parse().ok()?);
    }
    spec.kind = peek(i);
    i += usize::from(spec.kind.is_some());
    (i == chars.len()).then_some(spec)
}

impl Spec {
    /// Pads `sign` + `body` to the width.
    fn pad(&self, sign: &str, body: &str, default_align: char) -> String {
        let len = sign.chars().count() + body.chars().count();
        let missing = self.width.saturating_sub(len);
        let fill = self.fill.unwrap_or(if self.zero { '0' } else { ' ' });
        let align = self.align.unwrap_or(if self.zero && default_align == '>' { '=' } else { default_align });
        let fills = |n: usize| fill.to_string().repeat(n);
        match align {
            '<' => format!("{sign}{body}{}", fills(missing)),
            '^' => format!("{}{sign}{body}{}", fills(missing / 2), fills(missing - missing / 2)),
            '=' => format!("{sign}{}{body}", fills(missing)),
            _ => format!("{}{sign}{body}", fills(missing)),
        }
    }

    fn sign_of(&self, negative: bool) -> &'static str {
        match (negative, self.sign) {
            (true, _) => "-",
            (false, Some('+')) => "+",
            (false, Some(' ')) => " ",
            _ => "",
        }
    }

    /// Digits in groups; zero padding counts as digits.
    fn grouped(&self, digits: &str, after: &str, prefix_len: usize, size: usize) -> String {
        let Some(separator) = self.grouping else { return format!("{digits}{after}") };
        let mut digits = digits.to_string();
        if self.zero && self.align.is_none() || self.align == Some('=') && self.fill == Some('0') {
            // The width is filled with zeros that are grouped too.
            loop {
                let groups = (digits.len() - 1) / size;
                if digits.len() + groups + after.len() + prefix_len >= self.width {
                    break;
                }
                digits.insert(0, '0');
            }
        }
        let mut out = String::new();
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i) % size == 0 {
                out.push(separator);
            }
            out.push(c);
        }
        out + after
    }

    fn format_str(&self, text: &str) -> String {
        let cut: String = match self.precision {
            Some(p) => text.chars().take(p).collect(),
            None => text.to_string(),
        };
        self.pad("", &cut, '<')
    }

    fn format_int(&self, n: &BigInt) -> String {
        let magnitude = n.abs();
        let (radix, prefix, size) = match self.kind {
            Some('b') => (2, "0b", 4),
            Some('o') => (8, "0o", 4),
            Some('x') => (16, "0x", 4),
            Some('X') => (16, "0X", 4),
            _ => (10, "", 3),
        };
        let mut digits = magnitude.to_str_radix(radix);
        if self.kind == Some('X') {
            digits = digits.to_uppercase();
        }
        let prefix = if self.alternate { prefix } else { "" };
        let sign = format!("{}{prefix}", self.sign_of(n.is_negative()));
        let body = self.grouped(&digits, "", sign.len(), size);
        self.pad(&sign, &body, '>')
    }

    fn format_float(&self, f: f64) -> String {
        let kind = self.kind;
        let upper = matches!(kind, Some('E' | 'F' | 'G'));
        let mut negative = f.is_sign_negative() && !f.is_nan();
        let a = f.abs();
        let mut body = if !f.is_finite() {
            String::from(if f.is_nan() { "nan" } else { "inf" })
        } else {
            match kind.map(|k| k.to_ascii_lowercase()) {
                Some('e') => float_scientific(a, self.precision.unwrap_or(6)),
                Some('f') => float_fixed(a, self.precision.unwrap_or(6)),
                Some('%') => float_fixed(a * 100.0, self.precision.unwrap_or(6)),
                Some('g' | 'n') => general(a, self.precision.unwrap_or(6), self.alternate, false),
                _ => match self.precision {
                    Some(p) => general(a, p, self.alternate, true),
                    None => float_repr(a),
                },
            }
        };
        if self.no_negative_zero && body.chars().all(|c| matches!(c, '0' | '.' | 'e' | '+')) {
            negative = false;
        }
        if upper {
            body = body.to_uppercase();
        }
        if self.alternate && f.is_finite() && !body.contains('.') {
            body.push('.');
        }
        if kind == Some('%') {
            body.push('%');
        }
        let sign = self.sign_of(negative);
        let split = body.find(|c: char| !c.is_ascii_digit()).unwrap_or(body.len());
        let body = if split > 0 { self.grouped(&body[..split], &body[split..], sign.len(), 3) } else { body };
        self.pad(sign, &body, '>')
    }
}

/// `%g` and, with `repr_like`, the format of a float with a precision and no type (at least one digit after the point).
pub(super) fn general(a: f64, precision: usize, alternate: bool, repr_like: bool) -> String {
    let p = precision.max(1);
    let e = float_scientific(a, p - 1);
    let exponent: i32 = e.split_once('e').and_then(|(_, x)| x.parse().ok()).unwrap_or(0);
    let trim = |s: String| {
        if alternate || !s.contains('.') {
            return s;
        }
        s.trim_end_matches('0').trim_end_matches('.').to_string()
    };
    let high = if repr_like { exponent >= p as i32 || exponent >= 16 } else { exponent >= p as i32 };
    if exponent < -4 || high {
        let Some((mantissa, tail)) = e.split_once('e') else { return e };
        return format!("{}e{tail}", trim(mantissa.to_string()));
    }
    let fixed = trim(float_fixed(a, (p as i32 - 1 - exponent).max(0) as usize));
    if repr_like && !fixed.contains('.') { format!("{fixed}.0") } else { fixed }
}

impl Vm {
    /// `format(v, spec)` for built-in kinds of values.
    ///
    /// # Errors
    /// ValueError, TypeError as CPython words them; `Ctl::Python` for objects with their own `__format__`.
    pub fn format_value(&mut self, v: Value, spec_text: &str) -> R<String> {
        if spec_text.is_empty() {
            return self.str_native(v);
        }
        let type_name = self.type_name(v);
        let Some(spec) = parse_spec(spec_text) else {
            let text = format!("Invalid format specifier '{spec_text}' for object of type '{type_name}'");
            return Err(self.value_error(text));
        };
        if spec.width > 1 << 20 || spec.precision.is_some_and(|p| p > 1 << 20) {
            self.heap.reserve(spec.width.max(spec.precision.unwrap_or(0)))?;
        }
        let kind = spec.kind;
        let unknown = |vm: &mut Vm| {
            let c = kind.unwrap_or(' ');
            vm.value_error(format!("Unknown format code '{c}' for object of type '{type_name}'"))
        };
        if let Some(s) = self.heap.as_str(v) {
            let text = s.text.clone();
            if !matches!(kind, None | Some('s')) {
                return Err(unknown(self));
            }
            if let Some(c) = spec.sign {
                let text = if c == ' ' {
                    "Space not allowed in string format specifier"
                } else {
                    "Sign not allowed in string format specifier"
                };
                return Err(self.value_error(text));
            }
            if spec.alternate {
                return Err(self.value_error("Alternate form (#) not allowed in string format specifier"));
            }
            if let Some(g) = spec.grouping {
                return Err(self.value_error(format!("Cannot specify '{g}' with 's'.")));
            }
            if spec.align == Some('=') {
                return Err(self.value_error("'=' alignment not allowed in string format specifier"));
            }
            return Ok(spec.format_str(&text));
        }
        let payload = self.heap.payload(v);
        if let Value::Float(f) = payload {
            if !matches!(kind, None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%')) {
                return Err(unknown(self));
            }
            return Ok(spec.format_float(f));
        }
        if let Some(n) = number::to_bigint(self, payload) {
            return match kind {
                Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => match number::to_f64(self, payload) {
                    Some(f) => Ok(spec.format_float(f)),
                    None => {
                        Err(self.raise(crate::python::types::Exc::OverflowError, "int too large to convert to float"))
                    }
                },
                Some('c') => {
                    let c = num_traits::ToPrimitive::to_u32(&n).and_then(char::from_u32);
                    match c {
                        Some(c) => Ok(spec.format_str(&c.to_string())),
                        None => {
                            Err(self.raise(crate::python::types::Exc::OverflowError, "%c arg not in range(0x110000)"))
                        }
                    }
                }
                None | Some('d' | 'b' | 'o' | 'x' | 'X' | 'n') => {
                    if spec.precision.is_some() {
                        return Err(self.value_error("Precision not allowed in integer format specifier"));
                    }
                    if let (Some(','), Some(k @ ('b' | 'o' | 'x' | 'X'))) = (spec.grouping, kind) {
                        return Err(self.value_error(format!("Cannot specify ',' with '{k}'.")));
                    }
                    Ok(spec.format_int(&n))
                }
                _ => Err(unknown(self)),
            };
        }
        match payload {
            Value::Obj(r) if matches!(self.heap.get(r), Obj::Instance(_)) => Err(Ctl::Python),
            Value::Obj(r) if matches!(self.heap.get(r), Obj::Complex(..)) => {
                Err(Ctl::unsupported("formatting complex numbers"))
            }
            _ => Err(self.type_error(format!("unsupported format string passed to {type_name}.__format__"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(spec: &str, n: i64) -> String {
        parse_spec(spec).unwrap().format_int(&BigInt::from(n))
    }

    fn float(spec: &str, f: f64) -> String {
        parse_spec(spec).unwrap().format_float(f)
    }

    /// As CPython 3.13 formats them.
    #[test]
    fn numbers() {
        assert_eq!(int("5d", 42), "   42");
        assert_eq!(int("<5", 42), "42   ");
        assert_eq!(int("*^7", 42), "**42***");
        assert_eq!(int("+,", 1_234_567), "+1,234,567");
        assert_eq!(int("#x", 255), "0xff");
        assert_eq!(int("#010b", 5), "0b00000101");
        assert_eq!(int("_b", 1023), "11_1111_1111");
        assert_eq!(int("08,", 1234), "0,001,234");
        assert_eq!(int("05", -42), "-0042");
        assert_eq!(float(".2f", 2.675), "2.67");
        assert_eq!(float("8.3f", -1.5), "  -1.500");
        assert_eq!(float(",.2f", 1234567.891), "1,234,567.89");
        assert_eq!(float(".3", 0.00012345), "0.000123");
        assert_eq!(float(".3g", 1234.5), "1.23e+03");
        assert_eq!(float("g", 100000.0), "100000");
        assert_eq!(float(".1%", 0.256), "25.6%");
        assert_eq!(float("e", 12345.678), "1.234568e+04");
        assert_eq!(float("", 3.0), "3.0");
        assert_eq!(float("010.2f", -3.14159), "-000003.14");
        assert_eq!(float(".2", 100.0), "1e+02");
    }
}
