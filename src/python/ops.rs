//! Operators on values, as far as no Python code must run. What must answers `Ctl::Python`; the interpreter then calls
//! special methods or the prelude.

use super::native::{Ctl, R};
use super::number;
use super::object::{Obj, Str};
use super::op::{BinOp, CmpOp, Conv, UnOp};
use super::set_table::SetTable;
use super::sym::names;
use super::table::Table;
use super::types::Exc;
use super::value::{Ref, Value};
use super::vm::Vm;
use std::sync::Arc;

impl Vm {
    /// A new empty dict.
    pub fn new_dict(&mut self) -> Ref {
        self.heap.alloc(Obj::Dict(Box::<Table>::default()))
    }

    /// `a op b`. `Ctl::Python` where a special method of a class decides.
    pub fn binary_native(&mut self, op: BinOp, a: Value, b: Value) -> R {
        if self.is_plain_number(a)
            && self.is_plain_number(b)
            && let Some(v) = number::binary(self, op, a, b)?
        {
            return Ok(v);
        }
        if let (Value::Obj(x), Value::Obj(y)) = (a, b) {
            match (op, self.heap.get(x), self.heap.get(y)) {
                (BinOp::Add, Obj::Str(s), Obj::Str(t)) => {
                    let (s, t): (Str, Str) = (s.clone(), t.clone());
                    self.heap.reserve(s.text.len() + t.text.len())?;
                    let mut text = String::with_capacity(s.text.len() + t.text.len());
                    text.push_str(&s.text);
                    text.push_str(&t.text);
                    let chars = s.chars + t.chars;
                    return Ok(Value::Obj(self.heap.alloc(Obj::Str(Str { text: Arc::from(text), chars }))));
                }
                (BinOp::Add, Obj::List(s), Obj::List(t)) => {
                    let n = s.len() + t.len();
                    self.heap.reserve(n * size_of::<Value>())?;
                    let (Obj::List(s), Obj::List(t)) = (self.heap.get(x), self.heap.get(y)) else {
                        return Err(Ctl::Python);
                    };
                    let mut items = Vec::with_capacity(n);
                    items.extend_from_slice(s);
                    items.extend_from_slice(t);
                    return Ok(self.heap.list(items));
                }
                (BinOp::Add, Obj::Tuple(s), Obj::Tuple(t)) => {
                    let items: Vec<Value> = s.iter().chain(t.iter()).copied().collect();
                    return Ok(self.heap.tuple(items));
                }
                (BinOp::Add, Obj::Str(_), _) if !matches!(self.heap.get(y), Obj::Instance(_)) => {
                    let text = format!("can only concatenate str (not \"{}\") to str", self.type_name(b));
                    return Err(self.type_error(text));
                }
                (BinOp::Add, Obj::List(_), _) if !matches!(self.heap.get(y), Obj::Instance(_)) => {
                    let text = format!("can only concatenate list (not \"{}\") to list", self.type_name(b));
                    return Err(self.type_error(text));
                }
                (BinOp::Add, Obj::Tuple(_), _) if !matches!(self.heap.get(y), Obj::Instance(_)) => {
                    let text = format!("can only concatenate tuple (not \"{}\") to tuple", self.type_name(b));
                    return Err(self.type_error(text));
                }
                _ => {}
            }
        }
        if op == BinOp::Add
            && let Value::Obj(x) = a
            && !matches!(b, Value::Obj(_))
        {
            let kind = match self.heap.get(x) {
                Obj::Str(_) => Some("str"),
                Obj::List(_) => Some("list"),
                Obj::Tuple(_) => Some("tuple"),
                _ => None,
            };
            if let Some(kind) = kind {
                let text = format!("can only concatenate {kind} (not \"{}\") to {kind}", self.type_name(b));
                return Err(self.type_error(text));
            }
        }
        if op == BinOp::Mul {
            if let Some(n) = self.repeat_count(b)
                && let Some(v) = self.repeat(a, n)?
            {
                return Ok(v);
            }
            if let Some(n) = self.repeat_count(a)
                && let Some(v) = self.repeat(b, n)?
            {
                return Ok(v);
            }
            for (sequence, other) in [(a, b), (b, a)] {
                let is_sequence = matches!(sequence, Value::Obj(r) if matches!(self.heap.get(r), Obj::Str(_) | Obj::List(_) | Obj::Tuple(_) | Obj::Bytes(_)));
                let other_plain = !matches!(other, Value::Obj(r) if matches!(self.heap.get(r), Obj::Instance(_)));
                if is_sequence && self.is_huge(other) {
                    return Err(self.does_not_fit(Exc::OverflowError, other));
                }
                if is_sequence && other_plain {
                    let text = format!("can't multiply sequence by non-int of type '{}'", self.type_name(other));
                    return Err(self.type_error(text));
                }
            }
        }
        if op == BinOp::Mod
            && let Value::Obj(x) = a
            && let Obj::Str(s) = self.heap.get(x)
        {
            let format = s.text.clone();
            return super::text::percent_format(self, &format, b);
        }
        Err(Ctl::Python)
    }

    /// `a op= b` for what is not mutated through a special method; lists extend themselves through `__iadd__`.
    pub fn inplace_native(&mut self, op: BinOp, a: Value, b: Value) -> R {
        if let Value::Obj(x) = a {
            match self.heap.get(x) {
                Obj::List(_) if op == BinOp::Add => {
                    self.list_extend(a, b)?;
                    return Ok(a);
                }
                Obj::List(_) | Obj::Set(_) | Obj::Dict(_) | Obj::Deque(_) | Obj::Instance(_) | Obj::ByteArray(_) => {
                    return Err(Ctl::Python);
                }
                _ => {}
            }
        }
        self.binary_native(op, a, b)
    }

    fn is_plain_number(&self, v: Value) -> bool {
        match v {
            Value::Int(_) | Value::Float(_) | Value::Bool(_) => true,
            Value::Obj(r) => matches!(self.heap.get(r), Obj::BigInt(_) | Obj::Complex(..)),
            _ => false,
        }
    }

    fn repeat_count(&self, v: Value) -> Option<i64> {
        match v {
            Value::Int(i) => Some(i),
            Value::Bool(b) => Some(i64::from(b)),
            _ => None,
        }
    }

    /// `sequence * n`; `None` if it is no built-in sequence.
    fn repeat(&mut self, v: Value, n: i64) -> R<Option<Value>> {
        let Value::Obj(r) = v else { return Ok(None) };
        let n = usize::try_from(n.max(0)).unwrap_or(usize::MAX);
        let size = match self.heap.get(r) {
            Obj::Str(s) => s.text.len(),
            Obj::List(items) => items.len() * size_of::<Value>(),
            Obj::Tuple(items) => items.len() * size_of::<Value>(),
            Obj::Bytes(b) => b.len(),
            _ => return Ok(None),
        };
        self.heap.reserve(size.saturating_mul(n))?;
        if size == 0 || n == 1 && !matches!(self.heap.get(r), Obj::List(_)) {
            // Nothing to repeat, however often; or the same again.
            return Ok(Some(match self.heap.get(r) {
                Obj::List(_) => self.heap.list(Vec::new()),
                _ => v,
            }));
        }
        Ok(Some(match self.heap.get(r) {
            Obj::Str(s) => {
                let text = s.text.repeat(n);
                self.heap.str(&text)
            }
            Obj::List(items) => {
                let items = items.repeat(n);
                self.heap.list(items)
            }
            Obj::Tuple(items) => {
                let items = items.repeat(n);
                self.heap.tuple(items)
            }
            Obj::Bytes(b) => {
                let bytes: Arc<[u8]> = Arc::from(b.repeat(n));
                Value::Obj(self.heap.alloc(Obj::Bytes(bytes)))
            }
            _ => return Ok(None),
        }))
    }

    /// `-a`, `+a`, `~a`.
    pub fn unary_native(&mut self, op: UnOp, a: Value) -> R {
        match (op, a) {
            (UnOp::Neg, Value::Int(i)) if i != i64::MIN => Ok(Value::Int(-i)),
            (UnOp::Neg, Value::Float(f)) => Ok(Value::Float(-f)),
            (UnOp::Pos, Value::Int(_) | Value::Float(_)) => Ok(a),
            (UnOp::Pos, Value::Bool(b)) => Ok(Value::Int(i64::from(b))),
            (UnOp::Neg, Value::Bool(b)) => Ok(Value::Int(-i64::from(b))),
            (UnOp::Invert, Value::Int(i)) => Ok(Value::Int(!i)),
            // It warns.
            (UnOp::Invert, Value::Bool(_)) => Err(Ctl::Python),
            (UnOp::Neg, _) if self.is_plain_number(a) => match number::binary(self, BinOp::Sub, Value::Int(0), a)? {
                Some(v) => Ok(v),
                None => Err(Ctl::Python),
            },
            (UnOp::Pos, _) if self.is_plain_number(a) => Ok(a),
            (UnOp::Invert, Value::Obj(_)) if self.is_plain_number(a) => {
                match number::binary(self, BinOp::Sub, Value::Int(-1), a)? {
                    Some(v) => Ok(v),
                    None => Err(Ctl::Python),
                }
            }
            _ => {
                let name = match op {
                    UnOp::Neg => names::NEG,
                    UnOp::Pos => names::POS,
                    _ => names::INVERT,
                };
                if self.lookup_special(a, name).is_unbound() {
                    let symbol = match op {
                        UnOp::Neg => "-",
                        UnOp::Pos => "+",
                        _ => "~",
                    };
                    let text = format!("bad operand type for unary {symbol}: '{}'", self.type_name(a));
                    return Err(self.type_error(text));
                }
                Err(Ctl::Python)
            }
        }
    }

    /// `a op b` for comparisons, containment and identity.
    pub fn compare_op(&mut self, op: CmpOp, a: Value, b: Value) -> R {
        match op {
            CmpOp::Is => Ok(Value::Bool(a.is(b))),
            CmpOp::IsNot => Ok(Value::Bool(!a.is(b))),
            CmpOp::In => self.contains_native(b, a).map(Value::Bool),
            CmpOp::NotIn => self.contains_native(b, a).map(|x| Value::Bool(!x)),
            _ => self.compare_native(op, a, b),
        }
    }

    /// A set of these values.
    pub fn build_set(&mut self, items: &[Value]) -> R {
        let set = self.heap.alloc(Obj::Set(Box::<SetTable>::default()));
        for &item in items {
            self.set_add(set, item)?;
        }
        Ok(Value::Obj(set))
    }

    /// A dict of key, value, key, value …
    pub fn build_dict(&mut self, items: &[Value]) -> R {
        let dict = self.new_dict();
        for pair in items.chunks_exact(2) {
            self.dict_set(dict, pair[0], pair[1])?;
        }
        Ok(Value::Obj(dict))
    }

    /// Joins strings.
    pub fn build_string(&mut self, parts: &[Value]) -> R {
        let mut text = String::new();
        for &part in parts {
            if let Some(s) = self.heap.as_str(part) {
                text.push_str(&s.text);
            }
        }
        self.heap.reserve(text.len())?;
        Ok(self.heap.str(&text))
    }

    /// Appends all items of an iterable to a list object.
    pub fn list_extend(&mut self, list: Value, items: Value) -> R<()> {
        let items = self.native_items(items)?;
        self.heap.reserve(items.len() * size_of::<Value>())?;
        if let Value::Obj(r) = self.heap.payload(list) {
            let mut grown = 0;
            if let Obj::List(all) = self.heap.get_mut(r) {
                let before = all.capacity();
                all.extend_from_slice(&items);
                grown = all.capacity() - before;
            }
            self.heap.grew(grown * size_of::<Value>());
        }
        Ok(())
    }

    /// Adds to a set object.
    pub fn set_add_value(&mut self, set: Value, item: Value) -> R<()> {
        match set {
            Value::Obj(r) => self.set_add(r, item).map(|_| ()),
            _ => Ok(()),
        }
    }

    /// Exactly `n` values, for unpacking.
    pub fn unpack(&mut self, v: Value, n: usize) -> R<Vec<Value>> {
        if let Value::Obj(r) = v {
            match self.heap.get(r) {
                Obj::Tuple(items) if items.len() == n => return Ok(items.to_vec()),
                Obj::List(items) if items.len() == n => return Ok(items.clone()),
                Obj::Iter(_) => return Err(Ctl::Python),
                _ => {}
            }
        }
        let items = self.items_to_unpack(v)?;
        if items.len() == n {
            return Ok(items);
        }
        let text = if items.len() > n {
            format!("too many values to unpack (expected {n})")
        } else {
            format!("not enough values to unpack (expected {n}, got {})", items.len())
        };
        Err(self.value_error(text))
    }

    /// `before` values, the list of the middle, `after` values.
    pub fn unpack_ex(&mut self, v: Value, before: usize, after: usize) -> R<Vec<Value>> {
        let mut items = self.items_to_unpack(v)?;
        if items.len() < before + after {
            let text =
                format!("not enough values to unpack (expected at least {}, got {})", before + after, items.len());
            return Err(self.value_error(text));
        }
        let tail = items.split_off(items.len() - after);
        let middle = items.split_off(before);
        items.push(self.heap.list(middle));
        items.extend(tail);
        Ok(items)
    }

    fn items_to_unpack(&mut self, v: Value) -> R<Vec<Value>> {
        let iterable = match v {
            Value::Obj(r) => {
                matches!(self.heap.get(r), Obj::Iter(_) | Obj::Generator(_))
                    || !self.lookup_special(v, names::ITER).is_unbound()
                    || !self.lookup_special(v, names::GETITEM).is_unbound()
            }
            _ => false,
        };
        if !iterable {
            let text = format!("cannot unpack non-iterable {} object", self.type_name(v));
            return Err(self.type_error(text));
        }
        self.native_items(v)
    }

    /// A replacement field of an f-string.
    pub fn format_field(&mut self, v: Value, conv: Conv, spec: Value) -> R {
        let converted = match conv {
            Conv::None => v,
            Conv::Str => {
                let text = self.str_native(v)?;
                self.heap.str(&text)
            }
            Conv::Repr => {
                let text = self.repr_native(v)?;
                self.heap.str(&text)
            }
            Conv::Ascii => return Err(Ctl::Python),
        };
        let spec_text = self.heap.as_str(spec).map(|s| s.text.clone());
        match spec_text {
            None => match converted {
                Value::Obj(r) if matches!(self.heap.get(r), Obj::Str(_)) => Ok(converted),
                Value::Obj(r) if matches!(self.heap.get(r), Obj::Instance(_)) => Err(Ctl::Python),
                _ => {
                    let text = self.str_native(converted)?;
                    Ok(self.heap.str(&text))
                }
            },
            Some(spec) => {
                if let Value::Obj(r) = converted
                    && matches!(self.heap.get(r), Obj::Instance(_))
                {
                    return Err(Ctl::Python);
                }
                let text = self.format_value(converted, &spec)?;
                Ok(self.heap.str(&text))
            }
        }
    }

    /// A special method is missing: how CPython says so.
    pub fn missing_special(&mut self, o: Value, name: super::sym::Sym) -> Ctl {
        let t = self.type_name(o);
        let text = match name {
            names::GETITEM => match o {
                Value::Obj(r) if matches!(self.heap.get(r), Obj::Class(_)) => {
                    format!("type '{}' is not subscriptable", self.name_in_messages(r))
                }
                _ => format!("'{t}' object is not subscriptable"),
            },
            names::SETITEM => format!("'{t}' object does not support item assignment"),
            names::DELITEM => format!("'{t}' object does not support item deletion"),
            names::ITER => format!("'{t}' object is not iterable"),
            names::NEXT => format!("'{t}' object is not an iterator"),
            names::CALL => format!("'{t}' object is not callable"),
            _ => {
                let text = format!("'{t}' object has no attribute '{}'", self.syms.text(name));
                return self.raise(Exc::AttributeError, text);
            }
        };
        self.type_error(text)
    }

    /// "'X' object is not an iterator".
    pub fn not_an_iterator(&mut self, v: Value) -> Ctl {
        let text = format!("'{}' object is not an iterator", self.type_name(v));
        self.type_error(text)
    }
}
