//! Bytes to objects.

use super::*;
use crate::python::native::{Args, Ctl, R};
use crate::python::object::Obj;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;
use num_bigint::BigInt;
use num_traits::ToPrimitive;
use std::sync::Arc;

/// Reads on.
struct Unpickler<'a> {
    vm: &'a mut Vm,
    data: Arc<[u8]>,
    at: usize,
    stack: Vec<Value>,
    memo: Vec<Value>,
    /// Heights of the stack.
    marks: Vec<Value>,
}

/// What Python code is asked to do: a letter, and with what.
type Ask = (&'static str, Vec<Value>);

/// `_load(state)`: reads on until Python code has to do something, which it says: `(what, …)`; `('.', value)` at the end. `state` is
/// `[bytes, position, stack, memo, marks]`, where what was read lies in between.
pub fn load(vm: &mut Vm, args: Args<'_>) -> R {
    let parts = vm.native_items(args.get(0))?;
    let [data, Value::Int(at), stack, memo, marks] = parts[..] else { return Ok(Value::None) };
    let Some(data) = vm.bytes_of(data) else {
        let text = format!("a bytes-like object is required, not '{}'", vm.type_name(data));
        return Err(vm.type_error(text));
    };
    let mut take = |v: Value| match v.as_ref().map(|r| vm.heap.get_mut(r)) {
        Some(Obj::List(items)) => std::mem::take(items),
        _ => Vec::new(),
    };
    let (taken, remembered, marked) = (take(stack), take(memo), take(marks));
    let data: Arc<[u8]> = Arc::from(data.to_vec());
    let start = at as usize;
    let mut u = Unpickler { vm, data, at: start, stack: taken, memo: remembered, marks: marked };
    let mut objects = 0;
    let (what, with) = loop {
        objects += 1;
        if let Some(ask) = u.step()? {
            break ask;
        }
    };
    let Unpickler { at, stack: taken, memo: remembered, marks: marked, .. } = u;
    vm.spent.cost += objects * LOAD_OBJECT / 2 + (at - start) as u64 * LOAD_KILOBYTE / 1024;
    for (list, items) in [(stack, taken), (memo, remembered), (marks, marked)] {
        if let Some(r) = list.as_ref() {
            *vm.heap.get_mut(r) = Obj::List(items);
        }
    }
    if let Some(Obj::List(items)) = args.get(0).as_ref().map(|r| vm.heap.get_mut(r))
        && let Some(place) = items.get_mut(1)
    {
        *place = Value::Int(at as i64);
    }
    let what = vm.intern_str(what);
    Ok(vm.heap.tuple([what].into_iter().chain(with).collect()))
}

impl Unpickler<'_> {
    fn bytes(&mut self, n: usize) -> R<Vec<u8>> {
        let bytes = self.at.checked_add(n).and_then(|end| self.data.get(self.at..end)).map(<[u8]>::to_vec);
        self.at += n;
        bytes.ok_or_else(|| self.vm.raise(Exc::EOFError, "Ran out of input"))
    }

    fn number(&mut self, bytes: usize) -> R<usize> {
        Ok(self.bytes(bytes)?.iter().rev().fold(0, |n, &b| n << 8 | usize::from(b)))
    }

    /// Bytes whose number comes first.
    fn counted(&mut self, bytes: usize) -> R<Vec<u8>> {
        let n = self.number(bytes)?;
        self.bytes(n)
    }

    fn push(&mut self, obj: Obj) {
        let r = self.vm.heap.alloc(obj);
        self.stack.push(Value::Obj(r));
    }

    fn pop(&mut self) -> R {
        self.stack.pop().ok_or_else(|| self.vm.raise(Exc::EOFError, "Ran out of input"))
    }

    fn top(&self) -> Value {
        self.stack.last().copied().unwrap_or_default()
    }

    /// What was put on the stack since the last mark.
    fn marked(&mut self) -> R<Vec<Value>> {
        let Some(Value::Int(height)) = self.marks.pop() else {
            return Err(self.vm.raise(Exc::EOFError, "could not find MARK"));
        };
        Ok(self.stack.split_off((height as usize).min(self.stack.len())))
    }

    fn step(&mut self) -> R<Option<Ask>> {
        let op = self.number(1)? as u8;
        match op {
            PROTO => _ = self.bytes(1)?,
            FRAME => _ = self.bytes(8)?,
            STOP => return Ok(Some((".", vec![self.pop()?]))),
            MARK => self.marks.push(Value::Int(self.stack.len() as i64)),
            POP => _ = self.pop()?,
            POP_MARK => _ = self.marked()?,
            NONE => self.stack.push(Value::None),
            TRUE | FALSE => self.stack.push(Value::Bool(op == TRUE)),
            INT1 | INT2 => {
                let n = self.number(if op == INT1 { 1 } else { 2 })?;
                self.stack.push(Value::Int(n as i64));
            }
            INT4 => {
                let n = self.number(4)? as u32 as i32;
                self.stack.push(Value::Int(i64::from(n)));
            }
            LONG1 | LONG4 => {
                let n = BigInt::from_signed_bytes_le(&self.counted(if op == LONG1 { 1 } else { 4 })?);
                let v = n.to_i64().map_or_else(|| self.vm.heap.int(n), Value::Int);
                self.stack.push(v);
            }
            FLOAT => {
                let bytes = self.bytes(8)?;
                let bits = bytes.iter().fold(0u64, |n, &b| n << 8 | u64::from(b));
                self.stack.push(Value::Float(f64::from_bits(bits)));
            }
            STR1 | STR4 => {
                let bytes = self.counted(if op == STR1 { 1 } else { 4 })?;
                self.vm.heap.reserve(bytes.len())?;
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let v = self.vm.heap.str(&text);
                self.stack.push(v);
            }
            BYTES1 | BYTES4 => {
                let bytes = self.counted(if op == BYTES1 { 1 } else { 4 })?;
                self.vm.heap.reserve(bytes.len())?;
                self.push(Obj::Bytes(Arc::from(bytes)));
            }
            EMPTY_TUPLE => self.push(Obj::Tuple(Box::default())),
            TUPLE1..=TUPLE3 => {
                let n = usize::from(op - TUPLE1) + 1;
                let items = self.stack.split_off(self.stack.len().saturating_sub(n));
                self.push(Obj::Tuple(items.into()));
            }
            TUPLE => {
                let items = self.marked()?;
                self.push(Obj::Tuple(items.into()));
            }
            EMPTY_LIST => self.push(Obj::List(Vec::new())),
            EMPTY_DICT => self.push(Obj::Dict(Box::default())),
            EMPTY_SET => {
                let set = Value::Obj(self.vm.heap.alloc(Obj::Set(Box::default())));
                self.stack.push(set);
            }
            APPEND | APPENDS => {
                let items = if op == APPEND { vec![self.pop()?] } else { self.marked()? };
                return self.extend(items);
            }
            SET_ITEM | SET_ITEMS => {
                let items = match op {
                    SET_ITEM => self.stack.split_off(self.stack.len().saturating_sub(2)),
                    _ => self.marked()?,
                };
                return self.set_items(items);
            }
            ADD_ITEMS => {
                let items = self.marked()?;
                return self.add_items(items);
            }
            FROZEN_SET => {
                let items = self.marked()?;
                return Ok(Some(("f", vec![self.vm.heap.list(items)])));
            }
            MEMOIZE => self.memo.push(self.top()),
            GET1 | GET4 => {
                let place = self.number(if op == GET1 { 1 } else { 4 })?;
                self.stack.push(self.memo.get(place).copied().unwrap_or_default());
            }
            GLOBAL | REDUCE | NEW | NEW_KW | BUILD => {
                let (what, count) = match op {
                    GLOBAL => ("c", 2),
                    REDUCE => ("R", 2),
                    NEW => ("n", 2),
                    NEW_KW => ("k", 3),
                    _ => ("b", 1),
                };
                let mut with = self.stack.split_off(self.stack.len().saturating_sub(count));
                if op == BUILD {
                    with.insert(0, self.top());
                }
                return Ok(Some((what, with)));
            }
            other => {
                return Err(Ctl::Unsupported(format!("the opcode {other:#x} in a pickle").into()));
            }
        }
        Ok(None)
    }

    fn extend(&mut self, items: Vec<Value>) -> R<Option<Ask>> {
        let Some(list) = self.top().as_ref() else { return Ok(None) };
        let grown = size_of::<Value>() * items.len();
        if let Obj::List(old) = self.vm.heap.get_mut(list) {
            old.extend(items);
            self.vm.heap.grew(grown);
            return Ok(None);
        }
        Ok(Some(("e", vec![self.top(), self.vm.heap.list(items)])))
    }

    /// Keys that have a hash of their own are Python's business.
    fn set_items(&mut self, items: Vec<Value>) -> R<Option<Ask>> {
        if let Some((dict, _)) =
            self.top().as_ref().map(|r| (r, self.vm.heap.get(r))).filter(|d| matches!(d.1, Obj::Dict(_)))
            && items.iter().step_by(2).all(|&key| self.is_plain(key))
        {
            for pair in items.chunks_exact(2) {
                self.vm.dict_set(dict, pair[0], pair[1])?;
            }
            return Ok(None);
        }
        Ok(Some(("u", vec![self.top(), self.vm.heap.list(items)])))
    }

    fn add_items(&mut self, items: Vec<Value>) -> R<Option<Ask>> {
        if let Some(set) = self.top().as_ref()
            && items.iter().all(|&key| self.is_plain(key))
        {
            for item in items {
                self.vm.set_add(set, item)?;
            }
            return Ok(None);
        }
        Ok(Some(("s", vec![self.top(), self.vm.heap.list(items)])))
    }

    fn is_plain(&self, v: Value) -> bool {
        let plain = |r: Ref| matches!(self.vm.heap.get(r), Obj::Str(_) | Obj::Bytes(_) | Obj::BigInt(_));
        v.as_ref().is_none_or(plain)
    }
}
