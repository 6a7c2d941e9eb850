//! Equality, order, truth, containment.

use super::DEPTH_MAX;
use crate::python::native::{Ctl, R};
use crate::python::number;
use crate::python::object::{Obj, ViewKind};
use crate::python::op::CmpOp;
use crate::python::sym::names;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;

impl Vm {
    /// `a == b` as a bool.
    pub fn eq_native(&mut self, a: Value, b: Value) -> R<bool> {
        self.eq_at(a, b, 0)
    }

    fn eq_at(&mut self, a: Value, b: Value, depth: u32) -> R<bool> {
        if let (Value::Obj(x), Value::Obj(y)) = (a, b)
            && let (Obj::Str(s), Obj::Str(t)) = (self.heap.get(x), self.heap.get(y))
        {
            return Ok(s.text == t.text);
        }
        if let Some(same) = number::compare(self, CmpOp::Eq, a, b) {
            return Ok(same);
        }
        let (Value::Obj(x), Value::Obj(y)) = (a, b) else {
            for v in [a, b] {
                self.no_python_eq(v)?;
            }
            return Ok(a.is(b));
        };
        if depth > DEPTH_MAX {
            return Err(self.raise(Exc::RecursionError, "maximum recursion depth exceeded in comparison"));
        }
        match (self.heap.get(x), self.heap.get(y)) {
            (Obj::Bytes(s), Obj::Bytes(t)) => Ok(s == t),
            (Obj::ByteArray(s), Obj::ByteArray(t)) => Ok(s == t),
            (Obj::ByteArray(s), Obj::Bytes(t)) | (Obj::Bytes(t), Obj::ByteArray(s)) => Ok(s[..] == t[..]),
            (Obj::List(s), Obj::List(t)) => {
                let (s, t) = (s.clone(), t.clone());
                self.items_eq(&s, &t, depth)
            }
            (Obj::Tuple(s), Obj::Tuple(t)) => {
                let (s, t) = (s.to_vec(), t.to_vec());
                self.items_eq(&s, &t, depth)
            }
            (Obj::Deque(s), Obj::Deque(t)) => {
                let (s, t): (Vec<_>, Vec<_>) = (s.items.iter().copied().collect(), t.items.iter().copied().collect());
                self.items_eq(&s, &t, depth)
            }
            (Obj::Dict(s), Obj::Dict(t)) => {
                if s.len() != t.len() {
                    return Ok(false);
                }
                let items = s.len();
                self.heap.charge(items)?;
                let (Obj::Dict(s), _) = (self.heap.get(x), ()) else { return Ok(false) };
                let entries: Vec<(Value, Value)> = s.iter().map(|e| (e.key, e.value)).collect();
                for (key, value) in entries {
                    match self.dict_get(y, key)? {
                        Some(other) if other.is(value) || self.eq_at(value, other, depth + 1)? => {}
                        _ => return Ok(false),
                    }
                }
                Ok(true)
            }
            (Obj::Set(_) | Obj::FrozenSet(_), Obj::Set(_) | Obj::FrozenSet(_)) => {
                Ok(self.set_len(x) == self.set_len(y) && self.subset(x, y)?)
            }
            (Obj::Range(s), Obj::Range(t)) => {
                Ok(s.len == t.len && (s.len == 0 || s.start == t.start && (s.len == 1 || s.step == t.step)))
            }
            (Obj::Slice(s), Obj::Slice(t)) => {
                let (s, t) = (s.to_vec(), t.to_vec());
                self.items_eq(&s, &t, depth)
            }
            (Obj::Method { func: f, bound: p }, Obj::Method { func: g, bound: q }) => Ok(f.is(*g) && p.is(*q)),
            (Obj::Native { def: f, bound: p }, Obj::Native { def: g, bound: q }) => {
                Ok(std::ptr::eq(*f, *g) && p.is(*q))
            }
            (Obj::Alias(s), Obj::Alias(t)) => {
                let (s, t) = (s.clone(), t.clone());
                Ok(self.eq_at(s.origin, t.origin, depth + 1)? && self.items_eq(&s.args, &t.args, depth)?)
            }
            (Obj::DictView(..), Obj::DictView(..) | Obj::Set(_) | Obj::FrozenSet(_))
            | (Obj::Set(_) | Obj::FrozenSet(_), Obj::DictView(..)) => {
                let (p, q) = (self.as_set(a)?, self.as_set(b)?);
                Ok(self.set_len(p) == self.set_len(q) && self.subset(p, q)?)
            }
            _ => {
                for v in [a, b] {
                    self.no_python_eq(v)?;
                }
                let (p, q) = (self.heap.payload(a), self.heap.payload(b));
                if p.is(a) && q.is(b) { Ok(x == y) } else { self.eq_at(p, q, depth + 1) }
            }
        }
    }

    /// `Ctl::Python` if the value's class has an `__eq__` written in Python.
    fn no_python_eq(&mut self, v: Value) -> R<()> {
        let Value::Obj(r) = v else { return Ok(()) };
        let class = match self.heap.get(r) {
            Obj::Instance(i) => i.class,
            Obj::Class(c) => c.metaclass,
            _ => return Ok(()),
        };
        match self.lookup(class, names::EQ) {
            Value::Obj(f) if matches!(self.heap.get(f), Obj::Native { .. }) => Ok(()),
            Value::Unbound => Ok(()),
            _ => Err(Ctl::Python),
        }
    }

    fn items_eq(&mut self, s: &[Value], t: &[Value], depth: u32) -> R<bool> {
        if s.len() != t.len() {
            return Ok(false);
        }
        // Lists that hold themselves many times over have far more items than objects.
        self.heap.charge(s.len())?;
        for (&a, &b) in s.iter().zip(t) {
            if !a.is(b) && !self.eq_at(a, b, depth + 1)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    pub(crate) fn set_len(&self, r: Ref) -> usize {
        match self.heap.get(r) {
            Obj::Set(t) | Obj::FrozenSet(t) => t.len(),
            _ => 0,
        }
    }

    pub(crate) fn subset(&mut self, x: Ref, y: Ref) -> R<bool> {
        let keys: Vec<Value> = match self.heap.get(x) {
            Obj::Set(t) | Obj::FrozenSet(t) => t.iter().map(|(_, k)| k).collect(),
            _ => Vec::new(),
        };
        for key in keys {
            if !self.set_contains(y, key)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A set object with the items of a set or view.
    pub(crate) fn as_set(&mut self, v: Value) -> R<Ref> {
        if let Value::Obj(r) = self.heap.payload(v)
            && matches!(self.heap.get(r), Obj::Set(_) | Obj::FrozenSet(_))
        {
            return Ok(r);
        }
        let items = self.native_items(v)?;
        match self.build_set(&items)? {
            Value::Obj(r) => Ok(r),
            _ => Err(Ctl::Python),
        }
    }

    /// `a op b` for `==` … `>=`.
    ///
    /// # Errors
    /// TypeError where there is no order; `Ctl::Python` where a class written in Python decides.
    pub fn compare_native(&mut self, op: CmpOp, a: Value, b: Value) -> R {
        if let (Value::Obj(x), Value::Obj(y)) = (a, b)
            && let (Obj::Str(s), Obj::Str(t)) = (self.heap.get(x), self.heap.get(y))
            && let Some(truth) = number::ordered(op, &*s.text, &*t.text)
        {
            return Ok(Value::Bool(truth));
        }
        if matches!(op, CmpOp::Eq | CmpOp::Ne) {
            if op == CmpOp::Ne {
                for v in [a, b] {
                    if let Value::Obj(r) = v
                        && let Obj::Instance(i) = self.heap.get(r)
                    {
                        let class = i.class;
                        if let Value::Obj(f) = self.lookup(class, names::NE)
                            && matches!(self.heap.get(f), Obj::Function(_))
                        {
                            return Err(Ctl::Python);
                        }
                    }
                }
            }
            let same = self.eq_native(a, b)?;
            return Ok(Value::Bool(same == (op == CmpOp::Eq)));
        }
        self.order(op, a, b, 0)
    }

    fn order(&mut self, op: CmpOp, a: Value, b: Value, depth: u32) -> R {
        if depth > DEPTH_MAX {
            return Err(self.raise(Exc::RecursionError, "maximum recursion depth exceeded in comparison"));
        }
        if let Some(v) = number::compare(self, op, a, b) {
            return Ok(Value::Bool(v));
        }
        let ordered = |o: std::cmp::Ordering| {
            Value::Bool(match op {
                CmpOp::Lt => o.is_lt(),
                CmpOp::Le => o.is_le(),
                CmpOp::Gt => o.is_gt(),
                _ => o.is_ge(),
            })
        };
        if let (Value::Obj(x), Value::Obj(y)) = (a, b) {
            match (self.heap.get(x), self.heap.get(y)) {
                (Obj::Str(s), Obj::Str(t)) => return Ok(ordered(s.text.cmp(&t.text))),
                (Obj::Bytes(s), Obj::Bytes(t)) => return Ok(ordered(s.cmp(t))),
                (Obj::List(s), Obj::List(t)) => {
                    let (s, t) = (s.clone(), t.clone());
                    return self.order_items(op, &s, &t, depth);
                }
                (Obj::Tuple(s), Obj::Tuple(t)) => {
                    // What the first items decide, as they mostly do, needs no copies.
                    if let (Some(&p), Some(&q)) = (s.first(), t.first())
                        && let (Value::Int(_), Value::Int(_)) | (Value::Float(_), Value::Float(_)) = (p, q)
                        && number::ordered_values(CmpOp::Ne, p, q) == Some(true)
                    {
                        return Ok(number::ordered_values(op, p, q).map_or(Value::None, Value::Bool));
                    }
                    let (s, t) = (s.to_vec(), t.to_vec());
                    return self.order_items(op, &s, &t, depth);
                }
                (Obj::Deque(s), Obj::Deque(t)) => {
                    let (s, t): (Vec<_>, Vec<_>) =
                        (s.items.iter().copied().collect(), t.items.iter().copied().collect());
                    return self.order_items(op, &s, &t, depth);
                }
                (
                    Obj::Set(_) | Obj::FrozenSet(_) | Obj::DictView(..),
                    Obj::Set(_) | Obj::FrozenSet(_) | Obj::DictView(..),
                ) => {
                    let (p, q) = (self.as_set(a)?, self.as_set(b)?);
                    let (n, m) = (self.set_len(p), self.set_len(q));
                    return Ok(Value::Bool(match op {
                        CmpOp::Lt => n < m && self.subset(p, q)?,
                        CmpOp::Le => n <= m && self.subset(p, q)?,
                        CmpOp::Gt => n > m && self.subset(q, p)?,
                        _ => n >= m && self.subset(q, p)?,
                    }));
                }
                _ => {
                    let (p, q) = (self.heap.payload(a), self.heap.payload(b));
                    let python = self.has_python_order(a) || self.has_python_order(b);
                    if !(python || p.is(a) && q.is(b)) {
                        // A class that derives from the other's is asked first.
                        let (of, other) = (self.class_of(a), self.class_of(b));
                        if of != other && self.is_subclass(other, of) {
                            let swapped = match op {
                                CmpOp::Lt => CmpOp::Gt,
                                CmpOp::Le => CmpOp::Ge,
                                CmpOp::Gt => CmpOp::Lt,
                                _ => CmpOp::Le,
                            };
                            return self.order(swapped, q, p, depth + 1);
                        }
                        return self.order(op, p, q, depth + 1);
                    }
                }
            }
        }
        // The interpreter looks for special methods, and words the error if there are none.
        Err(Ctl::Python)
    }

    fn has_python_order(&mut self, v: Value) -> bool {
        let Value::Obj(r) = v else { return false };
        let Obj::Instance(i) = self.heap.get(r) else { return false };
        let class = i.class;
        [names::LT, names::LE, names::GT, names::GE]
            .into_iter()
            .any(|n| matches!(self.lookup(class, n), Value::Obj(f) if matches!(self.heap.get(f), Obj::Function(_))))
    }

    fn order_items(&mut self, op: CmpOp, s: &[Value], t: &[Value], depth: u32) -> R {
        for (&a, &b) in s.iter().zip(t) {
            if a.is(b) || self.eq_at(a, b, depth + 1)? {
                continue;
            }
            return match self.order(op, a, b, depth + 1) {
                Err(Ctl::Python) if !self.has_python_order(a) && !self.has_python_order(b) => {
                    let symbol = match op {
                        CmpOp::Lt => "<",
                        CmpOp::Le => "<=",
                        CmpOp::Gt => ">",
                        _ => ">=",
                    };
                    let text = format!(
                        "'{symbol}' not supported between instances of '{}' and '{}'",
                        self.type_name(a),
                        self.type_name(b)
                    );
                    Err(self.type_error(text))
                }
                other => other,
            };
        }
        let o = s.len().cmp(&t.len());
        Ok(Value::Bool(match op {
            CmpOp::Lt => o.is_lt(),
            CmpOp::Le => o.is_le(),
            CmpOp::Gt => o.is_gt(),
            _ => o.is_ge(),
        }))
    }

    /// `bool(v)`.
    pub fn truth_native(&mut self, v: Value) -> R<bool> {
        let r = match v {
            Value::Bool(b) => return Ok(b),
            Value::None | Value::Unbound => return Ok(false),
            Value::Int(i) => return Ok(i != 0),
            Value::Float(f) => return Ok(f != 0.0),
            Value::Ellipsis | Value::NotImplemented => return Ok(true),
            Value::Obj(r) => r,
        };
        if let Obj::Instance(i) = self.heap.get(r) {
            let class = i.class;
            for name in [names::BOOL, names::LEN] {
                match self.lookup(class, name) {
                    Value::Obj(f) if matches!(self.heap.get(f), Obj::Native { .. }) => {}
                    Value::Unbound => {}
                    _ => return Err(Ctl::Python),
                }
            }
            let payload = self.heap.payload(v);
            return if payload.is(v) { Ok(true) } else { self.truth_native(payload) };
        }
        Ok(match self.heap.get(r) {
            Obj::Complex(re, im) => *re != 0.0 || *im != 0.0,
            Obj::Class(c) => {
                let meta = c.metaclass;
                if let Value::Obj(f) = self.lookup(meta, names::BOOL)
                    && matches!(self.heap.get(f), Obj::Function(_))
                {
                    return Err(Ctl::Python);
                }
                true
            }
            _ => self.len_of(r).is_none_or(|n| n != 0),
        })
    }

    /// The length of a built-in container.
    pub fn len_of(&self, r: Ref) -> Option<usize> {
        Some(match self.heap.get(r) {
            Obj::Str(s) => s.chars as usize,
            Obj::Bytes(b) => b.len(),
            Obj::ByteArray(b) => b.len(),
            Obj::List(items) => items.len(),
            Obj::Tuple(items) => items.len(),
            Obj::Dict(t) => t.len(),
            Obj::Set(t) | Obj::FrozenSet(t) => t.len(),
            Obj::Range(range) => range.len as usize,
            Obj::Deque(d) => d.items.len(),
            Obj::DictView(d, _) | Obj::MappingProxy(d) => return self.len_of(*d),
            _ => return None,
        })
    }

    /// `len(v)`.
    pub fn len_native(&mut self, v: Value) -> R<usize> {
        if let Value::Obj(r) = v {
            if let Some(n) = self.len_of(r) {
                return Ok(n);
            }
            let found = self.lookup_special(v, names::LEN);
            match found {
                Value::Obj(f) if matches!(self.heap.get(f), Obj::Native { .. }) => {
                    let payload = self.heap.payload(v);
                    if let Value::Obj(p) = payload
                        && let Some(n) = self.len_of(p)
                    {
                        return Ok(n);
                    }
                }
                Value::Unbound => {}
                _ => return Err(Ctl::Python),
            }
        }
        let text = format!("object of type '{}' has no len()", self.type_name(v));
        Err(self.type_error(text))
    }

    /// `item in container`.
    pub fn contains_native(&mut self, container: Value, item: Value) -> R<bool> {
        let Value::Obj(r) = container else {
            let text = format!("argument of type '{}' is not iterable", self.type_name(container));
            return Err(self.type_error(text));
        };
        match self.heap.get(r) {
            Obj::Str(s) => {
                let s = s.text.clone();
                match self.heap.as_str(item) {
                    Some(t) => Ok(s.contains(&*t.text)),
                    None => {
                        let text =
                            format!("'in <string>' requires string as left operand, not {}", self.type_name(item));
                        Err(self.type_error(text))
                    }
                }
            }
            Obj::List(items) => {
                let items = items.clone();
                self.any_equal(&items, item)
            }
            Obj::Tuple(items) => {
                let items = items.to_vec();
                self.any_equal(&items, item)
            }
            Obj::Deque(d) => {
                let items: Vec<Value> = d.items.iter().copied().collect();
                self.any_equal(&items, item)
            }
            Obj::Dict(_) => Ok(self.dict_find(r, item)?.1.is_some()),
            Obj::MappingProxy(d) | Obj::DictView(d, ViewKind::Keys) => {
                let d = *d;
                Ok(self.dict_find(d, item)?.1.is_some())
            }
            Obj::Set(_) | Obj::FrozenSet(_) => {
                let item = self.sought(item);
                self.set_contains(r, item)
            }
            Obj::Range(range) => {
                let range = **range;
                Ok(match item {
                    Value::Int(_) | Value::Bool(_) => {
                        let i = if let Value::Int(i) = item { i } else { i64::from(matches!(item, Value::Bool(true))) };
                        let inside = if range.step > 0 {
                            range.start <= i && i < range.stop
                        } else {
                            range.stop < i && i <= range.start
                        };
                        inside && (i128::from(i) - i128::from(range.start)) % i128::from(range.step) == 0
                    }
                    _ => {
                        let items = self.native_items(container)?;
                        self.any_equal(&items, item)?
                    }
                })
            }
            Obj::DictView(d, ViewKind::Items) => {
                let d = *d;
                let pair = match item {
                    Value::Obj(pair) => match self.heap.get(pair) {
                        Obj::Tuple(pair) if pair.len() == 2 => Some((pair[0], pair[1])),
                        Obj::Instance(_) => return Err(Ctl::Python),
                        _ => None,
                    },
                    _ => None,
                };
                let Some((key, value)) = pair else { return Ok(false) };
                let Some(position) = self.dict_find(d, key)?.1 else { return Ok(false) };
                let found = match self.heap.get(d) {
                    Obj::Dict(t) => t.entry(position).map(|e| e.value).unwrap_or_default(),
                    _ => Value::Unbound,
                };
                self.any_equal(&[found], value)
            }
            Obj::DictView(..) => {
                let items = self.native_items(container)?;
                self.any_equal(&items, item)
            }
            Obj::Bytes(_) | Obj::ByteArray(_) => self.bytes_contain(container, item),
            Obj::Instance(i) => {
                let class = i.class;
                let found = self.lookup(class, names::CONTAINS);
                let payload = self.heap.payload(container);
                match found {
                    Value::Obj(f) if matches!(self.heap.get(f), Obj::Native { .. }) && !payload.is(container) => {
                        self.contains_native(payload, item)
                    }
                    Value::None => {
                        let text = format!("'{}' object is not a container", self.type_name(container));
                        Err(self.type_error(text))
                    }
                    Value::Unbound
                        if self.lookup(class, names::ITER).is_unbound()
                            && self.lookup(class, names::GETITEM).is_unbound() =>
                    {
                        let text = format!("argument of type '{}' is not iterable", self.type_name(container));
                        Err(self.type_error(text))
                    }
                    _ => Err(Ctl::Python),
                }
            }
            Obj::Iter(_) | Obj::Generator(_) | Obj::Class(_) => {
                if self.lookup_special(container, names::ITER).is_unbound()
                    && self.lookup_special(container, names::CONTAINS).is_unbound()
                    && !matches!(self.heap.get(r), Obj::Iter(_) | Obj::Generator(_))
                {
                    let text = format!("argument of type '{}' is not iterable", self.type_name(container));
                    return Err(self.type_error(text));
                }
                Err(Ctl::Python)
            }
            _ => {
                let text = format!("argument of type '{}' is not iterable", self.type_name(container));
                Err(self.type_error(text))
            }
        }
    }

    fn any_equal(&mut self, items: &[Value], item: Value) -> R<bool> {
        for &v in items {
            if v.is(item) || self.eq_native(v, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
