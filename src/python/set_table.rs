//! The hash table under `set` and `frozenset`: CPython's probing and growth (`Objects/setobject.c`), so that sets of ints
//! are walked in the same order as there. The caller compares the keys.

use super::value::Value;

const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
const MIN_SIZE: usize = 8;

/// A slot: never used, removed, or holding a key.
#[derive(Clone, Copy, Debug)]
enum Slot {
    Empty,
    Dummy,
    Full { hash: u64, key: Value },
}

/// A set of values with their hashes.
#[derive(Clone, Debug)]
pub struct SetTable {
    slots: Vec<Slot>,
    used: usize,
    filled: usize,
    /// Where `pop` looks next.
    finger: usize,
}

impl Default for SetTable {
    fn default() -> Self {
        SetTable { slots: vec![Slot::Empty; MIN_SIZE], used: 0, filled: 0, finger: 0 }
    }
}

impl SetTable {
    /// Number of keys.
    pub fn len(&self) -> usize {
        self.used
    }

    /// True if there are no keys.
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// Approximate size in bytes, for the memory budget.
    pub fn bytes(&self) -> usize {
        self.slots.capacity() * size_of::<Slot>()
    }

    /// Keys with hashes, in table order.
    pub fn iter(&self) -> impl Iterator<Item = (u64, Value)> + '_ {
        self.slots.iter().filter_map(|s| match *s {
            Slot::Full { hash, key } => Some((hash, key)),
            _ => None,
        })
    }

    /// Number of slots: the bound for walking by position.
    pub fn positions(&self) -> usize {
        self.slots.len()
    }

    /// The key at a position, if one is there.
    pub fn key_at(&self, position: usize) -> Option<Value> {
        match self.slots.get(position) {
            Some(Slot::Full { key, .. }) => Some(*key),
            _ => None,
        }
    }

    /// The position of the key for which `same` holds.
    pub fn find(&self, hash: u64, mut same: impl FnMut(Value) -> bool) -> Option<usize> {
        self.probe(hash, |slot| match slot {
            Slot::Empty => Some(None),
            Slot::Full { hash: h, key } if h == hash && same(key) => Some(Some(())),
            _ => None,
        })
        .and_then(|(position, hit)| hit.map(|()| position))
    }

    /// The positions whose keys have this hash, in probe order; the caller compares the keys.
    pub fn candidates(&self, hash: u64) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = 0;
        self.probe(hash, |slot| {
            at += 1;
            match slot {
                Slot::Empty => Some(()),
                Slot::Full { hash: h, .. } if h == hash => {
                    found.push(at - 1);
                    None
                }
                _ => None,
            }
        });
        // `found` holds probe numbers; walk the same probes again to turn them into positions.
        let mut positions = Vec::with_capacity(found.len());
        let mut number = 0;
        self.probe_positions(hash, |position| {
            if found.contains(&number) {
                positions.push(position);
            }
            number += 1;
            number >= at
        });
        positions
    }

    /// Adds a key known to be absent. Returns the bytes by which the table grew.
    pub fn push(&mut self, hash: u64, key: Value) -> usize {
        // The last removed key's place on the way is taken, if there is one.
        let mut removed = None;
        self.probe_positions(hash, |position| match self.slots[position] {
            Slot::Empty => true,
            Slot::Dummy => {
                removed = Some(position);
                false
            }
            Slot::Full { .. } => false,
        });
        if let Some(position) = removed {
            self.slots[position] = Slot::Full { hash, key };
            self.used += 1;
            return 0;
        }
        let before = self.bytes();
        self.insert_clean(hash, key);
        if self.filled * 5 >= (self.slots.len() - 1) * 3 {
            let wanted = if self.used > 50_000 { self.used * 2 } else { self.used * 4 };
            self.resize(wanted);
        }
        self.bytes().saturating_sub(before)
    }

    /// Removes the key at a position.
    pub fn remove_at(&mut self, position: usize) -> Option<Value> {
        let key = self.key_at(position)?;
        self.slots[position] = Slot::Dummy;
        self.used -= 1;
        Some(key)
    }

    /// Removes and returns an arbitrary key, the one that CPython's `set.pop` picks.
    pub fn pop(&mut self) -> Option<Value> {
        if self.used == 0 {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut position = self.finger & mask;
        loop {
            if let Some(key) = self.remove_at(position) {
                self.finger = position + 1;
                return Some(key);
            }
            position = (position + 1) & mask;
        }
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        *self = SetTable::default();
    }

    /// Takes over all keys of another table, if this one never had any; false if it has. What is copied and what is inserted anew
    /// is as in CPython's `set_merge`.
    pub fn fill_from(&mut self, other: &SetTable) -> bool {
        if other.is_empty() {
            return true;
        }
        self.reserve_for(other.used);
        if self.filled > 0 {
            return false;
        }
        if self.slots.len() == other.slots.len() && other.filled == other.used {
            *self = SetTable { finger: self.finger, ..other.clone() };
        } else {
            for (hash, key) in other.iter() {
                self.insert_clean(hash, key);
            }
        }
        true
    }

    /// After many removals: a table of mostly removed keys is made anew.
    pub fn tidy(&mut self) {
        if self.filled - self.used > (self.slots.len() - 1) / 4 {
            self.resize(if self.used > 50_000 { self.used * 2 } else { self.used * 4 });
        }
    }

    /// Grows before many insertions, as CPython's merge of two sets does.
    pub fn reserve_for(&mut self, more: usize) {
        if (self.filled + more) * 5 >= (self.slots.len() - 1) * 3 {
            self.resize((self.used + more) * 2);
        }
    }

    fn resize(&mut self, wanted: usize) {
        let mut size = MIN_SIZE;
        while size <= wanted {
            size <<= 1;
        }
        let old = std::mem::replace(&mut self.slots, vec![Slot::Empty; size]);
        self.used = 0;
        self.filled = 0;
        for slot in old {
            if let Slot::Full { hash, key } = slot {
                self.insert_clean(hash, key);
            }
        }
    }

    fn insert_clean(&mut self, hash: u64, key: Value) {
        let found = self.probe(hash, |slot| matches!(slot, Slot::Empty).then_some(()));
        if let Some((position, ())) = found {
            self.slots[position] = Slot::Full { hash, key };
            self.used += 1;
            self.filled += 1;
        }
    }

    fn probe<T>(&self, hash: u64, mut visit: impl FnMut(Slot) -> Option<T>) -> Option<(usize, T)> {
        let mut result = None;
        self.probe_positions(hash, |position| {
            result = visit(self.slots[position]).map(|t| (position, t));
            result.is_some()
        });
        result
    }

    /// Walks the slots in CPython's order until `stop` says so. There is always an empty slot, so a search ends.
    fn probe_positions(&self, hash: u64, mut stop: impl FnMut(usize) -> bool) {
        let mask = self.slots.len() - 1;
        let mut perturb = hash;
        let mut i = hash as usize & mask;
        loop {
            let probes = if i + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
            for position in i..=i + probes {
                if stop(position) {
                    return;
                }
            }
            perturb >>= PERTURB_SHIFT;
            i = i.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(keys: &[i64]) -> Vec<i64> {
        let mut table = SetTable::default();
        for &k in keys {
            if table.find(k as u64, |v| matches!(v, Value::Int(i) if i == k)).is_none() {
                table.push(k as u64, Value::Int(k));
            }
        }
        table.iter().map(|(_, v)| if let Value::Int(i) = v { i } else { -1 }).collect()
    }

    /// Orders printed by CPython 3.13 for `list({…})`.
    #[test]
    fn walks_ints_in_cpython_order() {
        assert_eq!(walk(&[5, 3, 1]), [1, 3, 5]);
        assert_eq!(walk(&[10, 20, 30, 40]), [40, 10, 20, 30]);
        assert_eq!(walk(&[100, 8, 16, 24, 0]), [0, 100, 8, 16, 24]);
        assert_eq!(walk(&[33, 1, 65, 97, 129, 2]), [65, 33, 129, 1, 97, 2]);
    }
}
