//! `%` formatting of strings.

use super::spec::general;
use super::{ascii_repr, float_fixed, float_scientific};
use crate::python::native::R;
use crate::python::number;
use crate::python::object::Obj;
use crate::python::types::Exc;
use crate::python::value::Value;
use crate::python::vm::Vm;
use num_traits::Signed;

/// `format % args`.
///
/// # Errors
/// TypeError and ValueError as CPython words them.
pub fn percent_format(vm: &mut Vm, format: &str, args: Value) -> R {
    let values: Vec<Value> = match args {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::Tuple(items) => items.to_vec(),
            _ => vec![args],
        },
        _ => vec![args],
    };
    let is_tuple = matches!(args, Value::Obj(r) if matches!(vm.heap.get(r), Obj::Tuple(_)));
    let mut used = 0;
    let mut mapping_used = false;
    let mut out = String::new();
    let chars: Vec<char> = format.chars().collect();
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i];
        i += 1;
        if c != '%' {
            out.push(c);
            continue;
        }
        let mut named = None;
        if chars.get(i) == Some(&'(') {
            let close = chars[i..].iter().position(|&c| c == ')').map(|p| i + p);
            let Some(close) = close else { return Err(vm.value_error("incomplete format key")) };
            let key: String = chars[i + 1..close].iter().collect();
            let dict = match vm.heap.payload(args) {
                Value::Obj(r) if matches!(vm.heap.get(r), Obj::Dict(_)) => r,
                _ => return Err(vm.type_error("format requires a mapping")),
            };
            let key_value = vm.heap.str(&key);
            let Some(v) = vm.dict_get(dict, key_value)? else {
                return Err(vm.raise_args(Exc::KeyError, vec![key_value]));
            };
            named = Some(v);
            mapping_used = true;
            i = close + 1;
        }
        let mut flags = Flags::default();
        while let Some(c) = chars.get(i).filter(|c| "-+ #0".contains(**c)) {
            match c {
                '-' => flags.left = true,
                '+' => flags.plus = true,
                ' ' => flags.space = true,
                '#' => flags.alternate = true,
                _ => flags.zero = true,
            }
            i += 1;
        }
        let mut next = |vm: &mut Vm| match named {
            Some(v) => Ok(v),
            None => {
                used += 1;
                match values.get(used - 1) {
                    Some(&v) => Ok(v),
                    None => Err(vm.type_error("not enough arguments for format string")),
                }
            }
        };
        let width = size(vm, &chars, &mut i, &mut next)?;
        if let Some(w) = width {
            flags.left |= w < 0;
            flags.width = w.unsigned_abs() as usize;
        }
        if chars.get(i) == Some(&'.') {
            i += 1;
            flags.precision = Some(size(vm, &chars, &mut i, &mut next)?.unwrap_or(0).max(0) as usize);
        }
        while matches!(chars.get(i), Some('h' | 'l' | 'L')) {
            i += 1;
        }
        let Some(&kind) = chars.get(i) else { return Err(vm.value_error("incomplete format")) };
        i += 1;
        if kind == '%' {
            out.push('%');
            continue;
        }
        vm.heap.reserve(flags.width.max(flags.precision.unwrap_or(0)))?;
        let v = next(vm)?;
        let text = flags.apply(vm, kind, v, i - 1)?;
        out.push_str(&text);
    }
    let left = if is_tuple { used < values.len() } else { used == 0 && !mapping_used && !is_mapping(vm, args) };
    if left {
        return Err(vm.type_error("not all arguments converted during string formatting"));
    }
    Ok(vm.heap.str(&out))
}

fn is_mapping(vm: &Vm, v: Value) -> bool {
    match vm.heap.payload(v) {
        Value::Obj(r) => matches!(vm.heap.get(r), Obj::Dict(_) | Obj::List(_)),
        _ => false,
    }
}

fn size(vm: &mut Vm, chars: &[char], i: &mut usize, next: &mut impl FnMut(&mut Vm) -> R) -> R<Option<i64>> {
    if chars.get(*i) == Some(&'*') {
        *i += 1;
        return match next(vm)? {
            Value::Int(n) => Ok(Some(n)),
            _ => Err(vm.type_error("* wants int")),
        };
    }
    let start = *i;
    while chars.get(*i).is_some_and(char::is_ascii_digit) {
        *i += 1;
    }
    let text: String = chars[start..*i].iter().collect();
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse() {
        Ok(n) => Ok(Some(n)),
        Err(_) => Err(vm.value_error("width too big")),
    }
}

#[derive(Default)]
struct Flags {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
}

impl Flags {
    fn apply(&self, vm: &mut Vm, kind: char, v: Value, at: usize) -> R<String> {
        match kind {
            's' | 'r' | 'a' => {
                let text = match kind {
                    's' => vm.str_native(v)?,
                    'r' => vm.repr_native(v)?,
                    _ => ascii_repr(&vm.repr_native(v)?),
                };
                let cut: String = match self.precision {
                    Some(p) => text.chars().take(p).collect(),
                    None => text,
                };
                Ok(self.pad("", &cut, false))
            }
            'd' | 'i' | 'u' | 'x' | 'X' | 'o' => self.int(vm, kind, v),
            'f' | 'F' | 'e' | 'E' | 'g' | 'G' => {
                let Some(f) = number::to_f64(vm, v) else {
                    let text = format!("must be real number, not {}", vm.type_name(v));
                    return Err(vm.type_error(text));
                };
                Ok(self.float(kind, f))
            }
            'c' => {
                let text = match v {
                    Value::Int(n) => u32::try_from(n).ok().and_then(char::from_u32).map(String::from),
                    _ => vm.heap.as_str(v).filter(|s| s.chars == 1).map(|s| s.text.to_string()),
                };
                match text {
                    Some(text) => Ok(self.pad("", &text, false)),
                    None => Err(vm.type_error("%c requires int or char")),
                }
            }
            other => {
                let text = format!("unsupported format character '{other}' ({:#x}) at index {at}", other as u32);
                Err(vm.value_error(text))
            }
        }
    }

    fn int(&self, vm: &mut Vm, kind: char, v: Value) -> R<String> {
        let n = match vm.heap.payload(v) {
            Value::Float(f) if matches!(kind, 'd' | 'i' | 'u') => num_traits::FromPrimitive::from_f64(f.trunc()),
            p => number::to_bigint(vm, p),
        };
        let Some(n): Option<num_bigint::BigInt> = n else {
            let wanted =
                if matches!(kind, 'd' | 'i' | 'u') { "a real number is required" } else { "an integer is required" };
            let text = format!("%{kind} format: {wanted}, not {}", vm.type_name(v));
            return Err(vm.type_error(text));
        };
        let (radix, prefix) = match kind {
            'x' => (16, "0x"),
            'X' => (16, "0X"),
            'o' => (8, "0o"),
            _ => (10, ""),
        };
        let mut digits = n.abs().to_str_radix(radix);
        if kind == 'X' {
            digits = digits.to_uppercase();
        }
        if let Some(p) = self.precision {
            digits = format!("{}{digits}", "0".repeat(p.saturating_sub(digits.len())));
        }
        let prefix = if self.alternate { prefix } else { "" };
        let sign = format!("{}{prefix}", self.sign(n.is_negative()));
        Ok(self.pad(&sign, &digits, true))
    }

    fn float(&self, kind: char, f: f64) -> String {
        let a = f.abs();
        let p = self.precision.unwrap_or(6);
        let mut body = if f.is_nan() {
            String::from("nan")
        } else if f.is_infinite() {
            String::from("inf")
        } else {
            match kind.to_ascii_lowercase() {
                'e' => float_scientific(a, p),
                'g' => general(a, p, self.alternate, false),
                _ => float_fixed(a, p),
            }
        };
        if kind.is_ascii_uppercase() {
            body = body.to_uppercase();
        }
        self.pad(self.sign(f.is_sign_negative() && !f.is_nan()), &body, f.is_finite())
    }

    fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.plus, self.space) {
            (true, ..) => "-",
            (_, true, _) => "+",
            (_, _, true) => " ",
            _ => "",
        }
    }

    fn pad(&self, sign: &str, body: &str, number: bool) -> String {
        let missing = self.width.saturating_sub(sign.chars().count() + body.chars().count());
        if self.left {
            format!("{sign}{body}{}", " ".repeat(missing))
        } else if self.zero && number {
            format!("{sign}{}{body}", "0".repeat(missing))
        } else {
            format!("{}{sign}{body}", " ".repeat(missing))
        }
    }
}
