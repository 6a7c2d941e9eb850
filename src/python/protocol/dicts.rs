//! Lookups in dicts and sets: hashing and comparing keys.

use crate::python::native::{Ctl, R};
use crate::python::object::Obj;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;

impl Vm {
    /// The position of a key in a dict object and its hash.
    pub fn dict_find(&mut self, dict: Ref, key: Value) -> R<(u64, Option<usize>)> {
        let hash = self.hash_native(key)? as u64;
        // Strings are by far the most common keys.
        if let Obj::Dict(table) = self.heap.get(dict) {
            let mut uncertain = false;
            let found = table.find(hash, |k| match self.same_key(k, key) {
                Some(same) => same,
                None => {
                    uncertain = true;
                    false
                }
            });
            if found.is_some() || !uncertain {
                return Ok((hash, found));
            }
        }
        let candidates: Vec<(usize, Value)> = match self.heap.get(dict) {
            Obj::Dict(table) => table.candidates(hash).filter_map(|p| table.entry(p).map(|e| (p, e.key))).collect(),
            _ => Vec::new(),
        };
        for (position, k) in candidates {
            if k.is(key) || self.eq_native(k, key)? {
                return Ok((hash, Some(position)));
            }
        }
        Ok((hash, None))
    }

    /// Whether two keys are the same, where that is simple; `None`: compare them in full.
    fn same_key(&self, a: Value, b: Value) -> Option<bool> {
        if a.is(b) {
            return Some(true);
        }
        match (a, b) {
            (Value::Int(x), Value::Int(y)) => Some(x == y),
            (Value::Obj(x), Value::Obj(y)) => match (self.heap.get(x), self.heap.get(y)) {
                (Obj::Str(s), Obj::Str(t)) => Some(s.text == t.text),
                _ => None,
            },
            _ => None,
        }
    }

    /// `dict[key]`, if there is one.
    pub fn dict_get(&mut self, dict: Ref, key: Value) -> R<Option<Value>> {
        let (_, found) = self.dict_find(dict, key)?;
        Ok(match (found, self.heap.get(dict)) {
            (Some(position), Obj::Dict(table)) => table.entry(position).map(|e| e.value),
            _ => None,
        })
    }

    /// `dict[key] = value`.
    pub fn dict_set(&mut self, dict: Ref, key: Value, value: Value) -> R<()> {
        let (hash, found) = self.dict_find(dict, key)?;
        let mut grown = 0;
        if let Obj::Dict(table) = self.heap.get_mut(dict) {
            match found {
                Some(position) => table.set_at(position, value),
                None => grown = table.push(hash, key, value),
            }
        }
        self.heap.grew(grown);
        Ok(())
    }

    /// Removes a key; its value.
    pub fn dict_remove(&mut self, dict: Ref, key: Value) -> R<Option<Value>> {
        let (_, found) = self.dict_find(dict, key)?;
        Ok(match (found, self.heap.get_mut(dict)) {
            (Some(position), Obj::Dict(table)) => table.remove_at(position).map(|e| e.value),
            _ => None,
        })
    }

    /// The position of a key in a set object and its hash.
    pub fn set_find(&mut self, set: Ref, key: Value) -> R<(u64, Option<usize>)> {
        let hash = self.hash_native(key)? as u64;
        let candidates: Vec<(usize, Value)> = match self.heap.get(set) {
            Obj::Set(table) | Obj::FrozenSet(table) => {
                let mut uncertain = false;
                let found = table.find(hash, |k| match self.same_key(k, key) {
                    Some(same) => same,
                    None => {
                        uncertain = true;
                        false
                    }
                });
                if found.is_some() || !uncertain {
                    return Ok((hash, found));
                }
                table.candidates(hash).into_iter().filter_map(|p| table.key_at(p).map(|k| (p, k))).collect()
            }
            _ => return Err(Ctl::Python),
        };
        for (position, k) in candidates {
            if k.is(key) || self.eq_native(k, key)? {
                return Ok((hash, Some(position)));
            }
        }
        Ok((hash, None))
    }

    /// `key in set`.
    pub fn set_contains(&mut self, set: Ref, key: Value) -> R<bool> {
        Ok(self.set_find(set, key)?.1.is_some())
    }

    /// Adds a key; true if it is new.
    pub fn set_add(&mut self, set: Ref, key: Value) -> R<bool> {
        let (hash, found) = self.set_find(set, key)?;
        if found.is_some() {
            return Ok(false);
        }
        let grown = match self.heap.get_mut(set) {
            Obj::Set(table) | Obj::FrozenSet(table) => table.push(hash, key),
            _ => 0,
        };
        self.heap.grew(grown);
        Ok(true)
    }

    /// Removes a key; true if it was there.
    pub fn set_remove(&mut self, set: Ref, key: Value) -> R<bool> {
        let (_, found) = self.set_find(set, key)?;
        Ok(match (found, self.heap.get_mut(set)) {
            (Some(position), Obj::Set(table) | Obj::FrozenSet(table)) => table.remove_at(position).is_some(),
            _ => false,
        })
    }
}
