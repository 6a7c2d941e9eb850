//! `format % values`.

use super::ask::{Halt, Memo};
use super::fault::Fault;
use super::float::{Flags as FloatFlags, Style, float_text};
use super::int::{check_digits, radix_text};
use super::{ascii_repr, unicode};
use crate::python::native::{Ctl, R};
use crate::python::number;
use crate::python::object::Obj;
use crate::python::sym::names;
use crate::python::value::Value;
use crate::python::vm::Vm;
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

/// Formatting under way.
#[derive(Debug)]
pub struct Percent {
    /// What is done.
    pub out: String,
    /// The next character of the format.
    pub at: usize,
    /// Values of the tuple already used.
    pub used: usize,
    pub memo: Memo,
    format: Vec<char>,
    args: Value,
    /// The values, if they are a tuple.
    items: Option<Vec<Value>>,
    mapping: bool,
}

/// A directive, `%(key)flags width.precision kind`.
#[derive(Debug, Default)]
struct Directive {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: Option<usize>,
    precision: Option<usize>,
    /// The value, if a key names it; whether it was used.
    named: Option<(Value, bool)>,
}

/// `format % args`, if no Python code is needed.
///
/// # Errors
/// TypeError and ValueError as CPython words them; `Ctl::Python`.
pub fn percent_format(vm: &mut Vm, format: &str, args: Value) -> R {
    let mut percent = Percent::new(vm, format, args);
    match percent.run(vm) {
        Ok(()) => Ok(vm.heap.str(&percent.out)),
        Err(Halt::Ctl(ctl)) => Err(ctl),
        Err(Halt::Ask(_)) => Err(Ctl::Python),
    }
}

impl Percent {
    /// At the start of the format.
    pub fn new(vm: &mut Vm, format: &str, args: Value) -> Percent {
        let items = match vm.heap.payload(args) {
            Value::Obj(r) => match vm.heap.get(r) {
                Obj::Tuple(items) => Some(items.to_vec()),
                _ => None,
            },
            _ => None,
        };
        let mapping = items.is_none() && vm.heap.as_str(args).is_none() && is_mapping(vm, args);
        Percent {
            out: String::new(),
            at: 0,
            used: 0,
            memo: Memo::default(),
            format: format.chars().collect(),
            args,
            items,
            mapping,
        }
    }

    /// As it was when a question had to be asked.
    pub fn resume(&mut self, out: String, at: usize, used: usize, known: Vec<Value>) {
        (self.out, self.at, self.used, self.memo) = (out, at, used, Memo::new(known));
    }

    /// Goes on to the end.
    pub fn run(&mut self, vm: &mut Vm) -> Result<(), Halt> {
        while let Some(&c) = self.format.get(self.at) {
            if c != '%' {
                self.out.push(c);
                self.at += 1;
                continue;
            }
            if self.format.get(self.at + 1) == Some(&'%') {
                self.out.push('%');
                self.at += 2;
                continue;
            }
            // An unanswered question leaves the place as it was.
            let (at, used) = (self.at, self.used);
            self.at += 1;
            match self.directive(vm) {
                Ok(text) => {
                    vm.heap.fits(self.out.len() + text.len())?;
                    vm.heap.charge(1 + text.len() / 16)?;
                    self.out.push_str(&text);
                    self.memo.clear();
                }
                Err(halt) => {
                    (self.at, self.used) = (at, used);
                    return Err(halt);
                }
            }
        }
        let left = match &self.items {
            Some(items) => self.used < items.len(),
            None => self.used == 0,
        };
        if left && !self.mapping {
            return Err(vm.type_error("not all arguments converted during string formatting").into());
        }
        Ok(())
    }

    fn peek(&self) -> Option<char> {
        self.format.get(self.at).copied()
    }

    /// The next value.
    fn next(&mut self, vm: &mut Vm, d: &mut Directive) -> R {
        let found = match (&mut d.named, &self.items) {
            (Some((_, true)), _) => None,
            (Some((v, used)), _) => {
                *used = true;
                return Ok(*v);
            }
            (None, Some(items)) => items.get(self.used).copied(),
            (None, None) => (self.used == 0).then_some(self.args),
        };
        self.used += 1;
        found.ok_or_else(|| vm.type_error("not enough arguments for format string"))
    }

    fn directive(&mut self, vm: &mut Vm) -> Result<String, Halt> {
        let mut d = Directive::default();
        if self.peek() == Some('(') {
            d.named = Some((self.key(vm)?, false));
            // From now on only keys give values.
            self.used = self.used.max(1);
        }
        while let Some(c @ ('-' | '+' | ' ' | '#' | '0')) = self.peek() {
            match c {
                '-' => d.left = true,
                '+' => d.plus = true,
                ' ' => d.space = true,
                '#' => d.alternate = true,
                _ => d.zero = true,
            }
            self.at += 1;
        }
        if self.peek() == Some('*') {
            self.at += 1;
            let width = self.star(vm, &mut d, i64::MAX, "Python int too large to convert to C ssize_t")?;
            d.left |= width < 0;
            d.width = Some(usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX));
        } else {
            d.width = self.digits(vm, i64::MAX, "width too big")?;
        }
        if self.peek() == Some('.') {
            self.at += 1;
            let most = i64::from(i32::MAX);
            d.precision = Some(if self.peek() == Some('*') {
                self.at += 1;
                let precision = self.star(vm, &mut d, most, "Python int too large to convert to C int")?;
                usize::try_from(precision).unwrap_or(0)
            } else {
                self.digits(vm, most, "precision too big")?.unwrap_or(0)
            });
        }
        if let Some('h' | 'l' | 'L') = self.peek() {
            self.at += 1;
        }
        let Some(kind) = self.peek() else { return Err(vm.value_error("incomplete format").into()) };
        self.at += 1;
        let v = self.next(vm, &mut d)?;
        vm.heap.reserve(d.width.unwrap_or(0).max(d.precision.unwrap_or(0)))?;
        self.convert(vm, kind, v, &d)
    }

    /// `(key)`: the value it names.
    fn key(&mut self, vm: &mut Vm) -> Result<Value, Halt> {
        if !self.mapping {
            return Err(vm.type_error("format requires a mapping").into());
        }
        self.at += 1;
        let start = self.at;
        let mut depth = 1;
        while depth > 0 {
            match self.peek() {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                Some(_) => {}
                None => return Err(vm.value_error("incomplete format key").into()),
            }
            self.at += 1;
        }
        let key: String = self.format[start..self.at - 1].iter().collect();
        let key = vm.heap.str(&key);
        let args = self.args;
        self.memo.answer(vm, "item", (args, key), |vm| vm.getitem_native(args, key))
    }

    /// `*`: a number among the values.
    fn star(&mut self, vm: &mut Vm, d: &mut Directive, most: i64, too_large: &str) -> Result<i64, Halt> {
        let v = self.next(vm, d)?;
        let v = vm.heap.payload(v);
        let Some(n) = number::to_bigint(vm, v) else { return Err(vm.type_error("* wants int").into()) };
        match n.to_i64().filter(|n| n.unsigned_abs() <= most as u64) {
            Some(n) => Ok(n),
            None => Err(vm.fault(Fault::overflow(too_large)).into()),
        }
    }

    fn digits(&mut self, vm: &mut Vm, most: i64, too_big: &str) -> R<Option<usize>> {
        let mut value: Option<i64> = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            let next = value.unwrap_or(0).checked_mul(10).and_then(|v| v.checked_add(i64::from(digit)));
            value = next.filter(|&v| v <= most);
            if value.is_none() {
                return Err(vm.value_error(too_big));
            }
            self.at += 1;
        }
        Ok(value.map(|v| usize::try_from(v).unwrap_or(usize::MAX)))
    }

    fn convert(&mut self, vm: &mut Vm, kind: char, v: Value, d: &Directive) -> Result<String, Halt> {
        let none = Value::None;
        match kind {
            's' | 'r' | 'a' => {
                let text = match kind {
                    's' => self.memo.text(vm, "str", (v, none), |vm| vm.str_native(v))?,
                    'r' => self.memo.text(vm, "repr", (v, none), |vm| vm.repr_native(v))?,
                    _ => self.memo.text(vm, "ascii", (v, none), |vm| Ok(ascii_repr(&vm.repr_native(v)?)))?,
                };
                let cut = d.precision.and_then(|p| text.char_indices().nth(p)).map_or(&text[..], |(i, _)| &text[..i]);
                Ok(d.pad("", "", cut, false))
            }
            'd' | 'i' | 'u' | 'x' | 'X' | 'o' => {
                let key = vm.heap.str(&kind.to_string());
                let n = self.memo.answer(vm, "percent_int", (v, key), |vm| int_of(vm, kind, v))?;
                let n = vm.heap.payload(n);
                let n = number::to_bigint(vm, n).unwrap_or_default();
                d.int(kind, &n).map_err(|fault| vm.fault(fault).into())
            }
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
                let f = self.memo.answer(vm, "float", (v, none), |vm| float_of(vm, v))?;
                let f = number::to_f64(vm, f).unwrap_or(0.0);
                Ok(d.float(kind, f))
            }
            'c' => Ok(d.pad("", "", &char_of(vm, v)?, false)),
            _ => {
                let shown = if ('\x1f'..='~').contains(&kind) { kind } else { '?' };
                let at = self.at - 1;
                let text = format!("unsupported format character '{shown}' ({:#x}) at index {at}", kind as u32);
                Err(vm.value_error(text).into())
            }
        }
    }
}

/// What can be subscripted with anything: the formats' idea of a mapping.
fn is_mapping(vm: &mut Vm, v: Value) -> bool {
    match vm.heap.payload(v) {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::Dict(_) | Obj::List(_) | Obj::Bytes(_) | Obj::ByteArray(_) | Obj::Range(_) | Obj::MappingProxy(_) => {
                true
            }
            Obj::Instance(_) => !vm.lookup_special(v, names::GETITEM).is_unbound(),
            _ => false,
        },
        _ => false,
    }
}

fn int_of(vm: &mut Vm, kind: char, v: Value) -> R {
    let payload = vm.heap.payload(v);
    let decimal = matches!(kind, 'd' | 'i' | 'u');
    if let Value::Float(f) = payload
        && decimal
    {
        return number::float_to_int(f).map(|n| vm.heap.int(n)).map_err(|fault| vm.fault(fault));
    }
    if number::to_bigint(vm, payload).is_some() {
        return Ok(payload);
    }
    if matches!(payload, Value::Obj(r) if matches!(vm.heap.get(r), Obj::Instance(_)))
        && [names::INDEX, names::INT].iter().any(|&n| !vm.lookup_special(v, n).is_unbound())
    {
        return Err(Ctl::Python);
    }
    let wanted = if decimal { "a real number" } else { "an integer" };
    let text = format!("%{kind} format: {wanted} is required, not {}", vm.type_name(v));
    Err(vm.type_error(text))
}

fn float_of(vm: &mut Vm, v: Value) -> R {
    let payload = vm.heap.payload(v);
    if matches!(payload, Value::Obj(r) if matches!(vm.heap.get(r), Obj::Instance(_)))
        && [names::INDEX, names::FLOAT].iter().any(|&n| !vm.lookup_special(v, n).is_unbound())
    {
        return Err(Ctl::Python);
    }
    vm.float_arg(payload).map(Value::Float)
}

fn char_of(vm: &mut Vm, v: Value) -> R<String> {
    let payload = vm.heap.payload(v);
    if let Some(s) = vm.heap.as_str(v) {
        if s.chars == 1 {
            return Ok(s.text.to_string());
        }
    } else if let Some(n) = number::to_bigint(vm, payload) {
        return match n.to_u32().filter(|&c| c < 0x11_0000) {
            Some(c) => char::from_u32(c).map(String::from).ok_or_else(|| vm.fault(Fault::surrogate())),
            None => Err(vm.fault(Fault::overflow("%c arg not in range(0x110000)"))),
        };
    }
    Err(vm.type_error("%c requires int or char"))
}

impl Directive {
    fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.plus, self.space) {
            (true, ..) => "-",
            (_, true, _) => "+",
            (_, _, true) => " ",
            _ => "",
        }
    }

    fn int(&self, kind: char, n: &BigInt) -> Result<String, Fault> {
        let (radix, prefix) = match kind {
            'x' => (16, "0x"),
            'X' => (16, "0X"),
            'o' => (8, "0o"),
            _ => (10, ""),
        };
        if radix == 10 {
            check_digits(n)?;
        }
        let mut digits = radix_text(n.magnitude(), radix);
        if kind == 'X' {
            digits.make_ascii_uppercase();
        }
        let missing = self.precision.unwrap_or(0).saturating_sub(digits.len());
        digits.insert_str(0, &"0".repeat(missing));
        let prefix = if self.alternate { prefix } else { "" };
        Ok(self.pad(self.sign(n.is_negative()), prefix, &digits, true))
    }

    fn float(&self, kind: char, f: f64) -> String {
        let precision = self.precision.unwrap_or(6);
        let style = match kind.to_ascii_lowercase() {
            'e' => Style::Scientific(precision),
            'f' => Style::Fixed(precision),
            _ => Style::General(precision),
        };
        let flags = FloatFlags { alternate: self.alternate, ..FloatFlags::default() };
        let mut text = float_text(f, style, flags);
        if kind.is_ascii_uppercase() {
            text.make_ascii_uppercase();
        }
        let body = text.strip_prefix('-');
        self.pad(self.sign(body.is_some()), "", body.unwrap_or(&text), true)
    }

    /// Sign, prefix and body in the width; numbers may be filled with zeros.
    fn pad(&self, sign: &str, prefix: &str, body: &str, number: bool) -> String {
        let len = sign.len() + prefix.len() + unicode::length(body);
        let missing = self.width.unwrap_or(0).saturating_sub(len);
        let zeros = number && self.zero && !self.left;
        let mut out = String::with_capacity(missing + body.len() + 4);
        let fill = |out: &mut String, c: char| out.extend(std::iter::repeat_n(c, missing));
        if !self.left && !zeros {
            fill(&mut out, ' ');
        }
        out.push_str(sign);
        out.push_str(prefix);
        if zeros {
            fill(&mut out, '0');
        }
        out.push_str(body);
        if self.left {
            fill(&mut out, ' ');
        }
        out
    }
}
