//! Subscripts: reading, writing and deleting items and slices.

use crate::python::builtins::bytes;
use crate::python::native::{Ctl, R};
use crate::python::number;
use crate::python::object::{Alias, Obj, Range};
use crate::python::sym::names;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;
use num_traits::ToPrimitive;
use std::sync::Arc;

/// Characters that are passed over in the time of an instruction, where they are not all of one byte.
const CHARS_A_STEP: usize = 16;

/// What a slice selects of a sequence of some length: first index, step, how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    pub start: i64,
    pub step: i64,
    pub count: usize,
    /// End of the slice, for assignment to an empty one.
    pub stop: i64,
}

impl Selection {
    /// The indices selected.
    pub fn indices(self) -> impl Iterator<Item = usize> {
        (0..self.count as i64).map(move |i| (self.start + i * self.step) as usize)
    }

    /// True if it takes all of `len` items, in order: what cannot be changed need not be copied then.
    fn is_all(self, len: usize) -> bool {
        self.start == 0 && self.step == 1 && self.count == len
    }
}

impl Vm {
    /// An index as an `i64`; `None` if the value cannot be one.
    pub fn index_value(&mut self, v: Value) -> R<Option<i64>> {
        match self.heap.payload(v) {
            Value::Int(i) => Ok(Some(i)),
            Value::Bool(b) => Ok(Some(i64::from(b))),
            Value::Obj(r) => match self.heap.get(r) {
                Obj::BigInt(b) => {
                    let negative = num_traits::Signed::is_negative(&**b);
                    Ok(Some(b.to_i64().unwrap_or(if negative { i64::MIN } else { i64::MAX })))
                }
                Obj::Instance(i) => {
                    let class = i.class;
                    if self.lookup(class, names::INDEX).is_unbound() { Ok(None) } else { Err(Ctl::Python) }
                }
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }

    /// It can be an index: an int, or an object with `__index__`.
    pub fn is_index(&mut self, v: Value) -> bool {
        matches!(self.index_value(v), Ok(Some(_)) | Err(Ctl::Python))
    }

    /// An int of more than 64 bits.
    pub fn is_huge(&self, v: Value) -> bool {
        matches!(self.heap.payload(v), Value::Obj(r) if matches!(self.heap.get(r), Obj::BigInt(_)))
    }

    /// The error for an index or a number of repetitions of more than 64 bits.
    pub fn does_not_fit(&mut self, exc: Exc, v: Value) -> Ctl {
        let text = format!("cannot fit '{}' into an index-sized integer", self.type_name(v));
        self.raise(exc, text)
    }

    /// What a slice object selects of `len` items.
    pub fn selection(&mut self, parts: [Value; 3], len: usize) -> R<Selection> {
        let len = len as i64;
        let part = |vm: &mut Vm, v: Value| -> R<Option<i64>> {
            if v.is_none() {
                return Ok(None);
            }
            match vm.index_value(v)? {
                Some(i) => Ok(Some(i)),
                None => Err(vm.type_error("slice indices must be integers or None or have an __index__ method")),
            }
        };
        let step = part(self, parts[2])?.unwrap_or(1);
        if step == 0 {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let (low, high) = if step < 0 { (-1, len - 1) } else { (0, len) };
        let clamp = |i: i64| {
            let i = if i < 0 { i.saturating_add(len) } else { i };
            i.clamp(low, high)
        };
        let start = part(self, parts[0])?.map_or(if step < 0 { high } else { low }, clamp);
        let stop = part(self, parts[1])?.map_or(if step < 0 { low } else { high }, clamp);
        let distance = if step < 0 { start - stop } else { stop - start };
        let step_size = step.unsigned_abs().min(i64::MAX as u64) as i64;
        let count = if distance <= 0 { 0 } else { ((distance - 1) / step_size + 1) as usize };
        Ok(Selection { start, step, count, stop })
    }

    pub fn slice_parts(&self, v: Value) -> Option<[Value; 3]> {
        match v {
            Value::Obj(r) => match self.heap.get(r) {
                Obj::Slice(parts) => Some(**parts),
                _ => None,
            },
            _ => None,
        }
    }

    /// The position an index means in a sequence; errors name the kind of sequence.
    ///
    /// # Errors
    /// TypeError, IndexError as CPython words them.
    pub fn position(&mut self, index: Value, len: usize, kind: &str, assignment: bool) -> R<usize> {
        let Some(i) = self.index_value(index)? else {
            let got = self.type_name(index);
            return Err(self.type_error(match kind {
                "string" => format!("string indices must be integers, not '{got}'"),
                _ => format!("{kind} indices must be integers or slices, not {got}"),
            }));
        };
        let at = if i < 0 { i.saturating_add(len as i64) } else { i };
        if at < 0 || at >= len as i64 {
            if self.is_huge(index) && kind != "range" {
                return Err(self.does_not_fit(Exc::IndexError, index));
            }
            let what = match (kind, assignment) {
                ("range", _) => String::from("range object index out of range"),
                ("string" | "tuple" | "list" | "bytearray", false) => format!("{kind} index out of range"),
                ("byte", _) => String::from("index out of range"),
                _ => format!("{kind} assignment index out of range"),
            };
            return Err(self.raise(Exc::IndexError, what));
        }
        Ok(at as usize)
    }

    /// `obj[index]`.
    ///
    /// # Errors
    /// As CPython words them; `Ctl::Python` where a special method decides.
    pub fn getitem_native(&mut self, obj: Value, index: Value) -> R {
        let Value::Obj(r) = obj else { return Err(self.missing_special(obj, names::GETITEM)) };
        let slice = self.slice_parts(index);
        match self.heap.get(r) {
            Obj::List(items) => match slice {
                None => {
                    let at = self.position(index, items.len(), "list", false)?;
                    Ok(self.item(r, at))
                }
                Some(parts) => {
                    let picked = self.pick(r, parts)?;
                    Ok(self.heap.list(picked))
                }
            },
            Obj::Tuple(items) => match slice {
                None => {
                    let at = self.position(index, items.len(), "tuple", false)?;
                    Ok(self.item(r, at))
                }
                Some(parts) => {
                    let len = items.len();
                    if self.selection(parts, len)?.is_all(len) {
                        return Ok(obj);
                    }
                    let picked = self.pick(r, parts)?;
                    Ok(self.heap.tuple(picked))
                }
            },
            Obj::Str(s) => {
                let (text, chars) = (s.text.clone(), s.chars as usize);
                match slice {
                    None => {
                        let at = self.position(index, chars, "string", false)?;
                        let c = if text.len() == chars {
                            text.as_bytes().get(at).map(|&b| b as char)
                        } else {
                            self.heap.charge(at / CHARS_A_STEP)?;
                            text.chars().nth(at)
                        };
                        let mut buffer = [0; 4];
                        let c = c.unwrap_or(' ').encode_utf8(&mut buffer);
                        Ok(self.intern_str(c))
                    }
                    Some(parts) => {
                        let selection = self.selection(parts, chars)?;
                        if selection.is_all(chars) {
                            return Ok(obj);
                        }
                        self.heap.reserve(if text.len() == chars { selection.count } else { 4 * chars })?;
                        let out: String = if text.len() == chars && selection.step == 1 {
                            text[selection.start as usize..selection.start as usize + selection.count].to_string()
                        } else {
                            let all: Vec<char> = text.chars().collect();
                            selection.indices().filter_map(|i| all.get(i)).collect()
                        };
                        Ok(self.heap.str(&out))
                    }
                }
            }
            Obj::Dict(_) => match self.dict_get(r, index)? {
                Some(v) => Ok(v),
                None => Err(self.raise_args(Exc::KeyError, vec![index])),
            },
            _ => self.item_of_others(obj, r, index),
        }
    }

    /// The same of what has items in fewer programs.
    #[inline(never)]
    fn item_of_others(&mut self, obj: Value, r: Ref, index: Value) -> R {
        let slice = self.slice_parts(index);
        match self.heap.get(r) {
            Obj::Bytes(b) => {
                let b = b.clone();
                match slice {
                    None => {
                        let at = self.position(index, b.len(), "byte", false)?;
                        Ok(Value::Int(i64::from(b[at])))
                    }
                    Some(parts) => {
                        let selection = self.selection(parts, b.len())?;
                        if selection.is_all(b.len()) {
                            return Ok(obj);
                        }
                        self.heap.reserve(selection.count)?;
                        let out: Vec<u8> = selection.indices().filter_map(|i| b.get(i)).copied().collect();
                        Ok(Value::Obj(self.heap.alloc(Obj::Bytes(Arc::from(out)))))
                    }
                }
            }
            Obj::MappingProxy(d) => {
                let d = *d;
                match self.dict_get(d, index)? {
                    Some(v) => Ok(v),
                    None => Err(self.raise_args(Exc::KeyError, vec![index])),
                }
            }
            Obj::Range(range) => {
                let range = **range;
                match slice {
                    None => {
                        let at = self.position(index, range.len as usize, "range", false)?;
                        Ok(Value::Int(range.start + at as i64 * range.step))
                    }
                    Some(parts) => {
                        let s = self.selection(parts, range.len as usize)?;
                        let step = range.step.saturating_mul(s.step);
                        let start = range.start.wrapping_add(s.start.wrapping_mul(range.step));
                        let new = Range {
                            start,
                            stop: range.start.saturating_add(s.stop.saturating_mul(range.step)),
                            step,
                            len: s.count as u64,
                        };
                        Ok(Value::Obj(self.heap.alloc(Obj::Range(Box::new(new)))))
                    }
                }
            }
            Obj::Deque(d) => {
                let at = self.deque_position(index, d.items.len())?;
                Ok(self.item(r, at))
            }
            Obj::Class(class) => {
                let (heap_type, meta) = (class.heap_type, class.metaclass);
                if !self.lookup(meta, names::GETITEM).is_unbound() {
                    return Err(Ctl::Python);
                }
                let hook = self.lookup(r, names::CLASS_GETITEM);
                if !hook.is_unbound() {
                    let bound = self.load_attr(obj, names::CLASS_GETITEM)?;
                    return Err(Ctl::Call(Box::new((bound, vec![index]))));
                }
                let generic = [
                    self.types.list,
                    self.types.dict,
                    self.types.tuple,
                    self.types.set,
                    self.types.frozenset,
                    self.types.type_,
                    self.types.deque,
                    self.types.exc(Exc::BaseExceptionGroup),
                    self.types.exc(Exc::ExceptionGroup),
                ];
                if !heap_type && generic.contains(&r) {
                    return Ok(self.alias(obj, index));
                }
                Err(self.missing_special(obj, names::GETITEM))
            }
            // The type variables that are left get values.
            Obj::Alias(_) => {
                let item = self.prelude("_alias_item");
                Err(Ctl::Call(Box::new((item, vec![obj, index]))))
            }
            Obj::Instance(i) => {
                let class = i.class;
                let payload = self.heap.payload(obj);
                let native = match self.lookup(class, names::GETITEM) {
                    Value::Obj(f) => matches!(self.heap.get(f), Obj::Native { .. }),
                    _ => false,
                };
                if !native || payload.is(obj) {
                    return Err(Ctl::Python);
                }
                match self.getitem_native(payload, index) {
                    // `dict` subclasses may say what a missing key gives.
                    Err(Ctl::Raise(exc)) if self.is_exc(exc, Exc::KeyError) => {
                        let missing = self.lookup(class, names::MISSING);
                        if missing.is_unbound() {
                            return Err(Ctl::Raise(exc));
                        }
                        let bound = self.bind_found(missing, obj)?;
                        Err(Ctl::Call(Box::new((bound, vec![index]))))
                    }
                    other => other,
                }
            }
            _ => Err(Ctl::Python),
        }
    }

    /// `origin[args]`, kept for show.
    pub fn alias(&mut self, origin: Value, index: Value) -> Value {
        let args = match index {
            Value::Obj(t) => match self.heap.get(t) {
                Obj::Tuple(items) => items.to_vec(),
                _ => vec![index],
            },
            _ => vec![index],
        };
        Value::Obj(self.heap.alloc(Obj::Alias(Box::new(Alias { origin, args }))))
    }

    fn item(&self, r: Ref, at: usize) -> Value {
        match self.heap.get(r) {
            Obj::List(items) => items.get(at).copied().unwrap_or(Value::None),
            Obj::Tuple(items) => items.get(at).copied().unwrap_or(Value::None),
            Obj::Deque(d) => d.items.get(at).copied().unwrap_or(Value::None),
            _ => Value::None,
        }
    }

    fn pick(&mut self, r: Ref, parts: [Value; 3]) -> R<Vec<Value>> {
        let len = self.len_of(r).unwrap_or(0);
        let selection = self.selection(parts, len)?;
        self.heap.reserve(selection.count * size_of::<Value>())?;
        Ok(selection.indices().map(|i| self.item(r, i)).collect())
    }

    /// `obj[index] = v`.
    ///
    /// # Errors
    /// As CPython words them; `Ctl::Python` where a special method decides.
    pub fn setitem_native(&mut self, obj: Value, index: Value, v: Value) -> R<()> {
        let Value::Obj(r) = obj else { return Err(self.missing_special(obj, names::SETITEM)) };
        match self.heap.get(r) {
            Obj::List(items) => {
                let len = items.len();
                if let Some(parts) = self.slice_parts(index) {
                    return self.set_slice(r, parts, len, Some(v));
                }
                let at = self.position(index, len, "list", true)?;
                if let Obj::List(items) = self.heap.get_mut(r) {
                    items[at] = v;
                }
                Ok(())
            }
            Obj::Dict(_) => self.dict_set(r, index, v),
            Obj::Deque(d) => {
                let at = self.deque_position(index, d.items.len())?;
                if let Obj::Deque(d) = self.heap.get_mut(r) {
                    d.items[at] = v;
                }
                Ok(())
            }
            Obj::ByteArray(_) => bytes::assign(self, r, index, Some(v)),
            Obj::Instance(i) => {
                let class = i.class;
                let payload = self.heap.payload(obj);
                match self.lookup(class, names::SETITEM) {
                    Value::Obj(f) if matches!(self.heap.get(f), Obj::Native { .. }) && !payload.is(obj) => {
                        self.setitem_native(payload, index, v)
                    }
                    _ => Err(Ctl::Python),
                }
            }
            _ => Err(Ctl::Python),
        }
    }

    /// `del obj[index]`.
    ///
    /// # Errors
    /// As CPython words them; `Ctl::Python` where a special method decides.
    pub fn delitem_native(&mut self, obj: Value, index: Value) -> R<()> {
        let Value::Obj(r) = obj else { return Err(self.missing_special(obj, names::DELITEM)) };
        match self.heap.get(r) {
            Obj::List(items) => {
                let len = items.len();
                if let Some(parts) = self.slice_parts(index) {
                    return self.set_slice(r, parts, len, None);
                }
                let at = self.position(index, len, "list", true)?;
                if let Obj::List(items) = self.heap.get_mut(r) {
                    items.remove(at);
                }
                Ok(())
            }
            Obj::Dict(_) => match self.dict_remove(r, index)? {
                Some(_) => Ok(()),
                None => Err(self.raise_args(Exc::KeyError, vec![index])),
            },
            Obj::ByteArray(_) => bytes::assign(self, r, index, None),
            Obj::Deque(d) => {
                let at = self.deque_position(index, d.items.len())?;
                if let Obj::Deque(d) = self.heap.get_mut(r) {
                    d.items.remove(at);
                    d.version += 1;
                }
                Ok(())
            }
            Obj::Instance(i) => {
                let class = i.class;
                let payload = self.heap.payload(obj);
                match self.lookup(class, names::DELITEM) {
                    Value::Obj(f) if matches!(self.heap.get(f), Obj::Native { .. }) && !payload.is(obj) => {
                        self.delitem_native(payload, index)
                    }
                    _ => Err(Ctl::Python),
                }
            }
            _ => Err(Ctl::Python),
        }
    }

    fn deque_position(&mut self, index: Value, len: usize) -> R<usize> {
        let Some(i) = self.index_value(index)? else {
            let text = format!("sequence index must be integer, not '{}'", self.type_name(index));
            return Err(self.type_error(text));
        };
        if self.is_huge(index) {
            return Err(self.does_not_fit(Exc::IndexError, index));
        }
        let at = if i < 0 { i.saturating_add(len as i64) } else { i };
        match usize::try_from(at) {
            Ok(at) if at < len => Ok(at),
            _ => Err(self.raise(Exc::IndexError, "deque index out of range")),
        }
    }

    fn set_slice(&mut self, r: Ref, parts: [Value; 3], len: usize, v: Option<Value>) -> R<()> {
        // Before anything is taken from an iterator: Python code may have to say where.
        let s = self.selection(parts, len)?;
        let new = match v {
            Some(v) => match self.native_items(v) {
                Ok(items) => Some(items),
                Err(Ctl::Raise(e)) if self.is_exc(e, Exc::TypeError) => {
                    return Err(self.type_error("can only assign an iterable"));
                }
                Err(ctl) => return Err(ctl),
            },
            None => None,
        };
        if s.step == 1 {
            let start = s.start as usize;
            let new = new.unwrap_or_default();
            self.heap.reserve(new.len() * size_of::<Value>())?;
            self.heap.grew(new.len().saturating_sub(s.count) * size_of::<Value>());
            if let Obj::List(items) = self.heap.get_mut(r) {
                items.splice(start..start + s.count, new);
            }
            return Ok(());
        }
        match new {
            Some(new) if new.len() != s.count => {
                let text =
                    format!("attempt to assign sequence of size {} to extended slice of size {}", new.len(), s.count);
                Err(self.value_error(text))
            }
            Some(new) => {
                if let Obj::List(items) = self.heap.get_mut(r) {
                    for (i, v) in s.indices().zip(new) {
                        items[i] = v;
                    }
                }
                Ok(())
            }
            None => {
                let end = s.start + s.step * (s.count.max(1) as i64 - 1);
                let (first, last) = (s.start.min(end), s.start.max(end));
                if let Obj::List(items) = self.heap.get_mut(r) {
                    let mut i = -1;
                    items.retain(|_| {
                        i += 1;
                        s.count == 0 || i < first || i > last || (i - s.start) % s.step != 0
                    });
                }
                Ok(())
            }
        }
    }

    /// An int argument of a native.
    ///
    /// # Errors
    /// "'X' object cannot be interpreted as an integer"; OverflowError for one of more than 64 bits.
    pub fn int_arg(&mut self, v: Value) -> R<i64> {
        match self.index_value(v)? {
            Some(_) if self.is_huge(v) => {
                Err(self.raise(Exc::OverflowError, "Python int too large to convert to C ssize_t"))
            }
            Some(i) => Ok(i),
            None => {
                let text = format!("'{}' object cannot be interpreted as an integer", self.type_name(v));
                Err(self.type_error(text))
            }
        }
    }

    /// An int argument where those of more than 64 bits mean the largest or the smallest.
    ///
    /// # Errors
    /// As [`Vm::int_arg`].
    pub fn clamped_arg(&mut self, v: Value) -> R<i64> {
        if self.is_huge(v) { Ok(self.index_value(v)?.unwrap_or(i64::MAX)) } else { self.int_arg(v) }
    }

    /// A float argument of a native.
    ///
    /// # Errors
    /// "must be real number, not X"; OverflowError for an int too large; `Ctl::Python` where `__float__` is.
    pub fn float_arg(&mut self, v: Value) -> R<f64> {
        match number::real(self, v)? {
            Some(f) => Ok(f),
            None if self.has_python_special(v, names::FLOAT) || self.has_python_special(v, names::INDEX) => {
                Err(Ctl::Python)
            }
            None => {
                let text = format!("must be real number, not {}", self.type_name(v));
                Err(self.type_error(text))
            }
        }
    }
}
