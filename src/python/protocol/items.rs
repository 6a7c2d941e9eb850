//! Iteration without Python code: making iterators, taking the next item, taking all.

use crate::python::native::{Ctl, R};
use crate::python::object::{Iter, Obj, ViewKind};
use crate::python::sym::names;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;

impl Vm {
    /// `iter(v)`.
    ///
    /// # Errors
    /// TypeError if it cannot be iterated; `Ctl::Python` if `__iter__` is Python code.
    pub fn get_iter(&mut self, v: Value) -> R {
        let Value::Obj(r) = v else { return Err(self.missing_special(v, names::ITER)) };
        let iter = match self.heap.get(r) {
            Obj::Iter(_) | Obj::Generator(_) | Obj::FutureIter { .. } => {
                if let Obj::Generator(g) = self.heap.get(r)
                    && g.kind != crate::python::object::GeneratorKind::Generator
                {
                    return Err(self.missing_special(v, names::ITER));
                }
                return Ok(v);
            }
            Obj::List(_) => Iter::List(v, 0),
            Obj::Tuple(_) => Iter::Tuple(v, 0),
            Obj::Str(_) => Iter::Str(v, 0),
            Obj::Bytes(_) | Obj::ByteArray(_) => Iter::Bytes(v, 0),
            Obj::Range(range) => Iter::Range(range.start, range.step, range.len),
            Obj::Dict(t) => {
                Iter::Dict { dict: v, kind: ViewKind::Keys, position: 0, len: t.len(), left: t.len(), reversed: false }
            }
            Obj::MappingProxy(d) => Iter::Dict {
                dict: Value::Obj(*d),
                kind: ViewKind::Keys,
                position: 0,
                len: self.len_of(*d).unwrap_or(0),
                left: self.len_of(*d).unwrap_or(0),
                reversed: false,
            },
            Obj::DictView(d, kind) => Iter::Dict {
                dict: Value::Obj(*d),
                kind: *kind,
                position: 0,
                len: self.len_of(*d).unwrap_or(0),
                left: self.len_of(*d).unwrap_or(0),
                reversed: false,
            },
            Obj::Set(t) | Obj::FrozenSet(t) => Iter::Set(v, 0, t.len()),
            Obj::Deque(d) => Iter::Deque { deque: v, position: 0, version: d.version, reversed: false },
            Obj::Instance(i) => {
                let class = i.class;
                match self.lookup(class, names::ITER) {
                    Value::None => return Err(self.missing_special(v, names::ITER)),
                    Value::Unbound => {
                        if self.lookup(class, names::GETITEM).is_unbound() {
                            return Err(self.missing_special(v, names::ITER));
                        }
                        Iter::Sequence(v, 0)
                    }
                    Value::Obj(f) if matches!(self.heap.get(f), Obj::Native { .. }) => {
                        let payload = self.heap.payload(v);
                        if payload.is(v) {
                            return Err(Ctl::Python);
                        }
                        return self.get_iter(payload);
                    }
                    _ => return Err(Ctl::Python),
                }
            }
            Obj::Class(c) => {
                let meta = c.metaclass;
                if self.lookup(meta, names::ITER).is_unbound() {
                    return Err(self.missing_special(v, names::ITER));
                }
                return Err(Ctl::Python);
            }
            _ => return Err(self.missing_special(v, names::ITER)),
        };
        Ok(self.heap.iter(iter))
    }

    /// The next item of an iterator object; `None` at its end.
    ///
    /// # Errors
    /// RuntimeError if what is walked changed; `Ctl::Python` if Python code gives the items.
    pub fn iter_next(&mut self, it: Value) -> R<Option<Value>> {
        let Value::Obj(r) = it else { return Err(Ctl::Python) };
        let state = match self.heap.get(r) {
            Obj::Iter(state) => (**state).clone(),
            _ => return Err(Ctl::Python),
        };
        match state {
            Iter::List(list, at) | Iter::Tuple(list, at) => {
                let item = match list {
                    Value::Obj(l) => match self.heap.get(l) {
                        Obj::List(items) => items.get(at).copied(),
                        Obj::Tuple(items) => items.get(at).copied(),
                        _ => None,
                    },
                    _ => None,
                };
                self.step(r, item.is_some(), |s| match s {
                    Iter::List(_, i) | Iter::Tuple(_, i) => *i += 1,
                    _ => {}
                });
                Ok(item)
            }
            Iter::Str(s, at) => {
                let c = self.heap.as_str(s).and_then(|s| s.text.get(at..).and_then(|t| t.chars().next()));
                let item = c.map(|c| {
                    let mut buffer = [0; 4];
                    self.intern_str(c.encode_utf8(&mut buffer))
                });
                let n = c.map_or(0, char::len_utf8);
                self.step(r, item.is_some(), |s| {
                    if let Iter::Str(_, i) = s {
                        *i += n;
                    }
                });
                Ok(item)
            }
            Iter::Range(next, _, left) => {
                if left == 0 {
                    return Ok(None);
                }
                self.step(r, true, |s| {
                    if let Iter::Range(n, step, left) = s {
                        *n = n.wrapping_add(*step);
                        *left -= 1;
                    }
                });
                Ok(Some(Value::Int(next)))
            }
            Iter::Dict { dict, kind, position, len, left, reversed } => {
                let found = self.dict_next(r, dict, kind, position, len, reversed)?;
                if found.is_some() && left == 0 {
                    return Err(self.raise(Exc::RuntimeError, "dictionary keys changed during iteration"));
                }
                if let Obj::Iter(state) = self.heap.get_mut(r)
                    && let Iter::Dict { left, .. } = &mut **state
                {
                    *left = left.saturating_sub(1);
                }
                Ok(found)
            }
            state => self.next_of_others(r, state),
        }
    }

    /// The next item of iterators that fewer programs have.
    #[inline(never)]
    fn next_of_others(&mut self, r: Ref, state: Iter) -> R<Option<Value>> {
        match state {
            Iter::ListReversed(list, at) => {
                let item = match list {
                    Value::Obj(l) if at > 0 => match self.heap.get(l) {
                        Obj::List(items) => items.get(at - 1).copied(),
                        _ => self.getitem_native(list, Value::Int(at as i64 - 1)).ok(),
                    },
                    _ => None,
                };
                self.step(r, item.is_some(), |s| {
                    if let Iter::ListReversed(_, i) = s {
                        *i -= 1;
                    }
                });
                Ok(item)
            }
            Iter::Bytes(b, at) => {
                let item = match b {
                    Value::Obj(o) => match self.heap.get(o) {
                        Obj::Bytes(b) => b.get(at).map(|&b| Value::Int(i64::from(b))),
                        Obj::ByteArray(b) => b.get(at).map(|&b| Value::Int(i64::from(b))),
                        _ => None,
                    },
                    _ => None,
                };
                self.step(r, item.is_some(), |s| {
                    if let Iter::Bytes(_, i) = s {
                        *i += 1;
                    }
                });
                Ok(item)
            }
            Iter::Set(set, position, len) => {
                let Value::Obj(s) = set else { return Ok(None) };
                if self.set_len(s) != len {
                    return Err(self.raise(Exc::RuntimeError, "Set changed size during iteration"));
                }
                let (item, next) = match self.heap.get(s) {
                    Obj::Set(t) | Obj::FrozenSet(t) => {
                        let found = (position..t.positions()).find_map(|p| t.key_at(p).map(|k| (p, k)));
                        (found.map(|(_, k)| k), found.map_or(0, |(p, _)| p + 1))
                    }
                    _ => (None, 0),
                };
                self.step(r, item.is_some(), |s| {
                    if let Iter::Set(_, p, _) = s {
                        *p = next;
                    }
                });
                Ok(item)
            }
            Iter::Deque { deque, position, version, reversed } => {
                let Value::Obj(d) = deque else { return Ok(None) };
                let (item, changed) = match self.heap.get(d) {
                    Obj::Deque(q) => {
                        let n = q.items.len();
                        let at = if reversed { n.checked_sub(position + 1) } else { Some(position) };
                        (at.and_then(|i| q.items.get(i)).copied(), q.version != version)
                    }
                    _ => (None, false),
                };
                if changed {
                    return Err(self.raise(Exc::RuntimeError, "deque mutated during iteration"));
                }
                self.step(r, item.is_some(), |s| {
                    if let Iter::Deque { position, .. } = s {
                        *position += 1;
                    }
                });
                Ok(item)
            }
            Iter::Enumerate(inner, count) => {
                let Some(item) = self.iter_next(inner)? else { return Ok(None) };
                let next = self.binary_native(crate::python::op::BinOp::Add, count, Value::Int(1))?;
                self.step(r, true, |s| {
                    if let Iter::Enumerate(_, c) = s {
                        *c = next;
                    }
                });
                Ok(Some(self.heap.tuple(vec![count, item])))
            }
            Iter::Zip(inner, strict) => self.zip_next(&inner, strict),
            Iter::Exhausted(_) => Ok(None),
            _ => Err(Ctl::Python),
        }
    }

    /// Moves an iterator on, or marks it as exhausted.
    fn step(&mut self, r: Ref, more: bool, go: impl FnOnce(&mut Iter)) {
        let class = self.class_of(Value::Obj(r));
        if let Obj::Iter(state) = self.heap.get_mut(r) {
            if more {
                go(state);
            } else {
                **state = Iter::Exhausted(class);
            }
        }
    }

    fn dict_next(
        &mut self,
        r: Ref,
        dict: Value,
        kind: ViewKind,
        position: usize,
        len: usize,
        reversed: bool,
    ) -> R<Option<Value>> {
        let Value::Obj(d) = dict else { return Ok(None) };
        let (found, now) = match self.heap.get(d) {
            Obj::Dict(t) => {
                let found = if reversed {
                    let end = t.positions();
                    (position..end).find_map(|p| t.entry(end - 1 - p).map(|e| (p, e.key, e.value)))
                } else {
                    (position..t.positions()).find_map(|p| t.entry(p).map(|e| (p, e.key, e.value)))
                };
                (found, t.len())
            }
            _ => (None, 0),
        };
        if now != len {
            return Err(self.raise(Exc::RuntimeError, "dictionary changed size during iteration"));
        }
        let next = found.map_or(0, |(p, ..)| p + 1);
        self.step(r, found.is_some(), |s| {
            if let Iter::Dict { position, .. } = s {
                *position = next;
            }
        });
        Ok(found.map(|(_, key, value)| match kind {
            ViewKind::Keys => key,
            ViewKind::Values => value,
            ViewKind::Items => self.heap.tuple(vec![key, value]),
        }))
    }

    fn zip_next(&mut self, inner: &[Value], strict: bool) -> R<Option<Value>> {
        if inner.iter().any(|&i| !self.is_native_iter(i)) {
            return Err(Ctl::Python);
        }
        let mut items = Vec::with_capacity(inner.len());
        for (i, &it) in inner.iter().enumerate() {
            match self.iter_next(it)? {
                Some(v) => items.push(v),
                None if !strict => return Ok(None),
                None => {
                    if i > 0 {
                        let plural = if i == 1 { " " } else { "s 1-" };
                        let text = format!("zip() argument {} is shorter than argument{plural}{i}", i + 1);
                        return Err(self.value_error(text));
                    }
                    for (j, &other) in inner.iter().enumerate().skip(1) {
                        if self.iter_next(other)?.is_some() {
                            let plural = if j == 1 { " " } else { "s 1-" };
                            let text = format!("zip() argument {} is longer than argument{plural}{j}", j + 1);
                            return Err(self.value_error(text));
                        }
                    }
                    return Ok(None);
                }
            }
        }
        if inner.is_empty() { Ok(None) } else { Ok(Some(self.heap.tuple(items))) }
    }

    /// True if all items of the iterator come without Python code.
    pub fn is_native_iter(&self, it: Value) -> bool {
        let Value::Obj(r) = it else { return false };
        match self.heap.get(r) {
            Obj::Iter(state) => match &**state {
                Iter::Map(..)
                | Iter::Filter(..)
                | Iter::Sequence(..)
                | Iter::Callable(..)
                | Iter::CoroutineWrapper(_)
                | Iter::Native(..) => false,
                Iter::Enumerate(inner, _) => self.is_native_iter(*inner),
                Iter::Zip(inner, _) => inner.iter().all(|&i| self.is_native_iter(i)),
                _ => true,
            },
            _ => false,
        }
    }

    /// All items of an iterable.
    ///
    /// # Errors
    /// TypeError if it cannot be iterated; `Ctl::Python`, before anything was taken, if Python code gives the items.
    pub fn native_items(&mut self, v: Value) -> R<Vec<Value>> {
        if let Value::Obj(r) = v {
            match self.heap.get(r) {
                Obj::List(items) => return Ok(items.clone()),
                Obj::Tuple(items) => return Ok(items.to_vec()),
                Obj::Range(range) => {
                    let range = **range;
                    self.heap.reserve((range.len as usize).saturating_mul(size_of::<Value>()))?;
                    return Ok((0..range.len as i64).map(|i| Value::Int(range.start + i * range.step)).collect());
                }
                Obj::Dict(t) => return Ok(t.iter().map(|e| e.key).collect()),
                Obj::Set(t) | Obj::FrozenSet(t) => return Ok(t.iter().map(|(_, k)| k).collect()),
                Obj::Deque(d) => return Ok(d.items.iter().copied().collect()),
                _ => {}
            }
        }
        let it = self.get_iter(v)?;
        if !self.is_native_iter(it) {
            return Err(Ctl::Python);
        }
        self.remember_iterator(it);
        let mut items = Vec::new();
        while let Some(item) = self.iter_next(it)? {
            if items.len() == items.capacity() {
                self.heap.reserve(items.len() * 2 * size_of::<Value>())?;
            }
            items.push(item);
        }
        Ok(items)
    }

    /// True for an iterator whose items come without Python code, from which a native may now take.
    pub(crate) fn take_from(&mut self, it: Value) -> bool {
        let takes = self.is_native_iter(it);
        if takes {
            self.remember_iterator(it);
        }
        takes
    }

    /// Keeps where an iterator and those inside it stand, until [`Vm::put_back`] or the next native.
    fn remember_iterator(&mut self, it: Value) {
        let now = self.spent.instructions;
        if self.taken_at != now {
            self.taken.clear();
            self.taken_at = now;
        }
        let mut todo = vec![it];
        while let Some(it) = todo.pop() {
            let Value::Obj(r) = it else { continue };
            let Obj::Iter(state) = self.heap.get(r) else { continue };
            match &**state {
                Iter::Enumerate(inner, _) => todo.push(*inner),
                Iter::Zip(inner, _) => todo.extend(inner),
                _ => {}
            }
            self.taken.push((r, (**state).clone()));
        }
    }

    /// A native found that Python code has to decide, and that code goes over its arguments again: iterators that the native
    /// has taken items from are put back to where they stood.
    pub(crate) fn put_back(&mut self) {
        let fresh = self.taken_at == self.spent.instructions;
        for (r, before) in std::mem::take(&mut self.taken).into_iter().rev().filter(|_| fresh) {
            if let Obj::Iter(state) = self.heap.get_mut(r) {
                **state = before;
            }
        }
    }
}
