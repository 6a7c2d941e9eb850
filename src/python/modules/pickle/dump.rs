//! Objects to bytes.

use super::*;
use crate::python::native::{Args, R};
use crate::python::object::Obj;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;
use indexmap::IndexMap;
use std::sync::Arc;

/// So many items are put into a container at a time.
const BATCH: usize = 1000;
/// A frame of about this size is closed.
const FRAME_MAX: usize = 64 << 10;
/// The header of a frame: its opcode and eight bytes of length.
const HEADER: usize = 9;
/// Frames smaller than this have no header.
const FRAME_MIN: usize = 4;
/// Deeper nesting is an error in CPython as well; there it depends on the stack.
const DEPTH_MAX: u32 = 900;

/// `_dump(object, reductions)`: the bytes; or a list of objects for which a reduction is needed. `reductions` is a list of objects and
/// what stands for each, in turn: `(0, module, name, kind)`, `(1, class, args, …)` for `__newobj__`, `(2, function, args, …)`,
/// `(3, class, args, keywords, …)`, where … is state, items of a list and items of a dict, or None.
pub fn dump(vm: &mut Vm, args: Args<'_>) -> R {
    let known = vm.native_items(args.get(1))?;
    let pairs = known.chunks_exact(2).filter_map(|pair| Some((pair[0].as_ref()?, pair[1])));
    let mut pickler = Pickler {
        vm,
        out: vec![PROTO, 4],
        frame: None,
        framing: true,
        memo: IndexMap::new(),
        names: IndexMap::new(),
        places: 0,
        known: pairs.collect(),
        unknown: Vec::new(),
        depth: 0,
        objects: 0,
    };
    pickler.save(args.get(0))?;
    pickler.write(&[STOP]);
    pickler.close_frame();
    let Pickler { out, unknown, objects, .. } = pickler;
    if !unknown.is_empty() {
        return Ok(vm.heap.list(unknown));
    }
    vm.spent.cost += objects * DUMP_OBJECT + out.len() as u64 * DUMP_KILOBYTE / 1024;
    Ok(Value::Obj(vm.heap.alloc(Obj::Bytes(Arc::from(out)))))
}

struct Pickler<'a> {
    vm: &'a mut Vm,
    out: Vec<u8>,
    /// Where the open frame begins.
    frame: Option<usize>,
    framing: bool,
    /// Places of what was written, and of names: of those there is one object each in CPython.
    memo: IndexMap<Ref, u32>,
    names: IndexMap<Arc<str>, u32>,
    places: u32,
    known: IndexMap<Ref, Value>,
    unknown: Vec<Value>,
    depth: u32,
    objects: u64,
}

impl Pickler<'_> {
    fn write(&mut self, bytes: &[u8]) {
        if self.framing && self.frame.is_none() {
            self.frame = Some(self.out.len());
            self.out.extend([0; HEADER]);
        }
        self.out.extend_from_slice(bytes);
    }

    fn close_frame(&mut self) {
        let Some(start) = self.frame.take() else { return };
        let len = self.out.len() - start - HEADER;
        if len < FRAME_MIN {
            self.out.drain(start..start + HEADER);
            return;
        }
        if let Some(header) = self.out.get_mut(start..start + HEADER) {
            header[0] = FRAME;
            header[1..].copy_from_slice(&(len as u64).to_le_bytes());
        }
    }

    /// A header and the bytes it announces; many of them stand outside frames.
    fn write_long(&mut self, short: u8, long: u8, bytes: &[u8]) -> R<()> {
        self.vm.heap.fits(self.out.len() + bytes.len())?;
        self.vm.heap.charge(1 + bytes.len() / 16)?;
        if bytes.len() >= FRAME_MAX {
            self.close_frame();
            self.framing = false;
        }
        match u8::try_from(bytes.len()) {
            Ok(len) => self.write(&[short, len]),
            Err(_) => {
                self.write(&[long]);
                self.write(&(bytes.len() as u32).to_le_bytes());
            }
        }
        self.write(bytes);
        self.framing = true;
        Ok(())
    }

    fn memoize(&mut self, r: Ref) {
        self.memo.insert(r, self.places);
        self.places += 1;
        self.write(&[MEMOIZE]);
    }

    fn get(&mut self, place: u32) {
        match u8::try_from(place) {
            Ok(place) => self.write(&[GET1, place]),
            Err(_) => {
                self.write(&[GET4]);
                self.write(&place.to_le_bytes());
            }
        }
    }

    fn save(&mut self, v: Value) -> R<()> {
        if self.frame.is_some_and(|start| self.out.len() - start - HEADER >= FRAME_MAX) {
            self.close_frame();
        }
        self.objects += 1;
        match v {
            Value::None => self.write(&[NONE]),
            Value::Bool(b) => self.write(&[if b { TRUE } else { FALSE }]),
            Value::Int(n) => self.int(n),
            Value::Float(f) => {
                self.write(&[FLOAT]);
                self.write(&f.to_be_bytes());
            }
            Value::Obj(r) => {
                if let Some(&place) = self.memo.get(&r) {
                    self.get(place);
                    return Ok(());
                }
                self.depth += 1;
                if self.depth > DEPTH_MAX {
                    return Err(self
                        .vm
                        .raise(Exc::RecursionError, "maximum recursion depth exceeded while pickling an object"));
                }
                self.object(r)?;
                self.depth -= 1;
            }
            Value::Ellipsis => self.single("Ellipsis")?,
            Value::NotImplemented => self.single("NotImplemented")?,
            Value::Unbound => {}
        }
        Ok(())
    }

    /// A value of the built-in names that there is one of.
    fn single(&mut self, name: &str) -> R<()> {
        let object: Arc<str> = Arc::from(format!("the {name}"));
        if let Some(&place) = self.names.get(&object) {
            self.get(place);
            return Ok(());
        }
        for text in ["builtins", name] {
            let text = self.vm.heap.str(text);
            self.name(text, "")?;
        }
        self.write(&[GLOBAL, MEMOIZE]);
        self.names.insert(object, self.places);
        self.places += 1;
        Ok(())
    }

    fn int(&mut self, n: i64) {
        if let Ok(n) = u8::try_from(n) {
            self.write(&[INT1, n]);
        } else if let Ok(n) = u16::try_from(n) {
            self.write(&[INT2]);
            self.write(&n.to_le_bytes());
        } else if let Ok(n) = i32::try_from(n) {
            self.write(&[INT4]);
            self.write(&n.to_le_bytes());
        } else {
            self.long(&num_bigint::BigInt::from(n).to_signed_bytes_le());
        }
    }

    fn long(&mut self, bytes: &[u8]) {
        match u8::try_from(bytes.len()) {
            Ok(len) => self.write(&[LONG1, len]),
            Err(_) => {
                self.write(&[LONG4]);
                self.write(&(bytes.len() as u32).to_le_bytes());
            }
        }
        self.write(bytes);
    }

    fn object(&mut self, r: Ref) -> R<()> {
        match self.vm.heap.get(r) {
            Obj::Str(s) => {
                let text = s.text.clone();
                self.write_long(STR1, STR4, text.as_bytes())?;
                self.memoize(r);
            }
            Obj::Bytes(bytes) => {
                let bytes = bytes.clone();
                self.write_long(BYTES1, BYTES4, &bytes)?;
                self.memoize(r);
            }
            Obj::BigInt(n) => {
                let bytes = n.to_signed_bytes_le();
                self.long(&bytes);
            }
            Obj::Tuple(items) => {
                let items = items.to_vec();
                self.tuple(r, &items)?;
            }
            Obj::List(items) => {
                let items = items.clone();
                self.write(&[EMPTY_LIST]);
                self.memoize(r);
                self.list_items(&items, true)?;
            }
            Obj::Dict(table) => {
                let items = table.iter().flat_map(|e| [e.key, e.value]).collect::<Vec<_>>();
                self.write(&[EMPTY_DICT]);
                self.memoize(r);
                self.dict_items(&items, true)?;
            }
            Obj::Set(table) => {
                let items = table.iter().map(|(_, key)| key).collect::<Vec<_>>();
                self.write(&[EMPTY_SET]);
                self.memoize(r);
                for batch in items.chunks(BATCH) {
                    self.marked(batch, ADD_ITEMS)?;
                }
            }
            Obj::FrozenSet(table) => {
                let items = table.iter().map(|(_, key)| key).collect::<Vec<_>>();
                self.write(&[MARK]);
                items.iter().try_for_each(|&item| self.save(item))?;
                match self.memo.get(&r).copied() {
                    // It was reached again from within.
                    Some(place) => {
                        self.write(&[POP_MARK]);
                        self.get(place);
                    }
                    None => {
                        self.write(&[FROZEN_SET]);
                        self.memoize(r);
                    }
                }
            }
            _ => match self.known.get(&r).copied() {
                Some(reduction) => self.reduced(r, reduction)?,
                None => {
                    self.unknown.push(Value::Obj(r));
                    // Once is enough.
                    self.memoize(r);
                }
            },
        }
        Ok(())
    }

    fn tuple(&mut self, r: Ref, items: &[Value]) -> R<()> {
        if items.is_empty() {
            self.write(&[EMPTY_TUPLE]);
            return Ok(());
        }
        let short = items.len() <= 3;
        if !short {
            self.write(&[MARK]);
        }
        items.iter().try_for_each(|&item| self.save(item))?;
        if let Some(&place) = self.memo.get(&r) {
            self.write(if short { &[POP; 3][..items.len()] } else { &[POP_MARK] });
            self.get(place);
            return Ok(());
        }
        self.write(&[if short { TUPLE1 + items.len() as u8 - 1 } else { TUPLE }]);
        self.memoize(r);
        Ok(())
    }

    fn marked(&mut self, items: &[Value], op: u8) -> R<()> {
        self.write(&[MARK]);
        items.iter().try_for_each(|&item| self.save(item))?;
        self.write(&[op]);
        Ok(())
    }

    /// `exact`: a list itself; otherwise what an iterator gave.
    fn list_items(&mut self, items: &[Value], exact: bool) -> R<()> {
        for batch in items.chunks(BATCH) {
            match batch {
                [item] if !exact || items.len() == 1 => {
                    self.save(*item)?;
                    self.write(&[APPEND]);
                }
                _ => self.marked(batch, APPENDS)?,
            }
        }
        Ok(())
    }

    fn dict_items(&mut self, items: &[Value], exact: bool) -> R<()> {
        for batch in items.chunks(2 * BATCH) {
            match batch {
                [key, value] if !exact || items.len() == 2 => {
                    self.save(*key)?;
                    self.save(*value)?;
                    self.write(&[SET_ITEM]);
                }
                _ => self.marked(batch, SET_ITEMS)?,
            }
        }
        Ok(())
    }

    /// A name; those of different kinds are different objects.
    fn name(&mut self, v: Value, kind: &str) -> R<()> {
        let Some(text) = self.vm.heap.as_str(v).map(|s| s.text.clone()) else { return self.save(v) };
        let object = if kind.is_empty() { text.clone() } else { Arc::from(format!("{kind} {text}")) };
        if let Some(&place) = self.names.get(&object) {
            self.get(place);
            return Ok(());
        }
        self.names.insert(object, self.places);
        self.write_long(STR1, STR4, text.as_bytes())?;
        self.places += 1;
        self.write(&[MEMOIZE]);
        Ok(())
    }

    fn reduced(&mut self, r: Ref, reduction: Value) -> R<()> {
        let parts = self.vm.native_items(reduction)?;
        let part = |i: usize| parts.get(i).copied().unwrap_or_default();
        let rest = match part(0) {
            Value::Int(0) => {
                let kind = self.vm.str_native(part(3))?;
                self.name(part(1), &kind)?;
                self.name(part(2), "")?;
                self.write(&[GLOBAL]);
                self.memoize(r);
                return Ok(());
            }
            Value::Int(3) => {
                for i in 1..4 {
                    self.save(part(i))?;
                }
                self.write(&[NEW_KW]);
                4
            }
            kind => {
                self.save(part(1))?;
                self.save(part(2))?;
                self.write(&[if matches!(kind, Value::Int(1)) { NEW } else { REDUCE }]);
                3
            }
        };
        match self.memo.get(&r).copied() {
            // Its arguments refer to it.
            Some(place) => {
                self.write(&[POP]);
                self.get(place);
            }
            None => self.memoize(r),
        }
        for (i, exact) in [(rest + 1, false), (rest + 2, false)] {
            if !part(i).is_none() && !part(i).is_unbound() {
                let items = self.vm.native_items(part(i))?;
                if i == rest + 1 { self.list_items(&items, exact)? } else { self.dict_items(&items, exact)? }
            }
        }
        let state = part(rest);
        if !state.is_none() && !state.is_unbound() {
            self.state(state)?;
            self.write(&[BUILD]);
        }
        Ok(())
    }

    /// As any object, but keys of the dict of attributes are names.
    fn state(&mut self, v: Value) -> R<()> {
        if let Value::Obj(r) = v
            && let Obj::Dict(table) = self.vm.heap.get(r)
            && !self.memo.contains_key(&r)
        {
            let items = table.iter().map(|e| (e.key, e.value)).collect::<Vec<_>>();
            self.write(&[EMPTY_DICT]);
            self.memoize(r);
            for batch in items.chunks(BATCH) {
                let single = items.len() == 1;
                if !single {
                    self.write(&[MARK]);
                }
                for (key, value) in batch {
                    self.name(*key, "")?;
                    self.save(*value)?;
                }
                self.write(&[if single { SET_ITEM } else { SET_ITEMS }]);
            }
            return Ok(());
        }
        self.save(v)
    }
}
