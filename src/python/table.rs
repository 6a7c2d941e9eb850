//! The hash table under `dict`: insertion order kept, keys compared by the caller (comparing needs the heap).
//!
//! As CPython's compact dict: a dense list of entries and a sparse index of positions into it. Removed entries leave a
//! hole until the table is rebuilt.

use super::value::Value;

const EMPTY: u32 = u32::MAX;
const DELETED: u32 = u32::MAX - 1;

/// One entry; `key` is `Unbound` in a hole.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The key's hash.
    pub hash: u64,
    pub key: Value,
    pub value: Value,
}

/// An insertion-ordered hash table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    entries: Vec<Entry>,
    index: Vec<u32>,
    live: usize,
    /// Index slots that are not empty, removed ones included: while some are empty, every probe ends.
    filled: usize,
    /// Counts changes of the set of keys, so that iterators notice ("changed size during iteration").
    pub version: u32,
}

impl Table {
    /// Number of keys.
    pub fn len(&self) -> usize {
        self.live
    }

    /// True if there are no keys.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// Approximate size in bytes, for the memory budget.
    pub fn bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Entry>() + self.index.capacity() * 4
    }

    /// The entry at a position, or `None` past the end or in a hole.
    pub fn entry(&self, position: usize) -> Option<&Entry> {
        self.entries.get(position).filter(|e| !e.key.is_unbound())
    }

    /// Positions in use, holes included: the bound for walking by position.
    pub fn positions(&self) -> usize {
        self.entries.len()
    }

    /// The entries in insertion order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(|e| !e.key.is_unbound())
    }

    /// The positions whose entries have this hash, in probe order; the caller compares the keys.
    pub fn candidates(&self, hash: u64) -> Candidates<'_> {
        Candidates { table: self, hash, slot: self.slot(hash), left: self.index.len() }
    }

    /// The position of the key for which `same` holds.
    pub fn find(&self, hash: u64, mut same: impl FnMut(Value) -> bool) -> Option<usize> {
        if self.live == 0 {
            return None;
        }
        let mask = self.index.len() - 1;
        let mut slot = self.slot(hash);
        loop {
            match self.index[slot] {
                EMPTY => return None,
                DELETED => {}
                position => {
                    let entry = &self.entries[position as usize];
                    if entry.hash == hash && same(entry.key) {
                        return Some(position as usize);
                    }
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Sets the value at a position found before.
    pub fn set_at(&mut self, position: usize, value: Value) {
        if let Some(entry) = self.entries.get_mut(position) {
            entry.value = value;
        }
    }

    /// Adds a key known to be absent. Returns the bytes by which the table grew.
    pub fn push(&mut self, hash: u64, key: Value, value: Value) -> usize {
        let before = self.bytes();
        if (self.filled.max(self.entries.len()) + 1) * 3 > self.index.len() * 2 {
            self.rebuild();
        }
        let position = self.entries.len() as u32;
        self.entries.push(Entry { hash, key, value });
        self.link(hash, position);
        self.live += 1;
        self.version = self.version.wrapping_add(1);
        self.bytes() - before
    }

    /// Removes the entry at a position and returns it.
    pub fn remove_at(&mut self, position: usize) -> Option<Entry> {
        let entry = *self.entry(position)?;
        let mask = self.index.len() - 1;
        let mut slot = self.slot(entry.hash);
        while self.index[slot] != position as u32 {
            slot = (slot + 1) & mask;
        }
        self.index[slot] = DELETED;
        self.entries[position].key = Value::Unbound;
        self.entries[position].value = Value::Unbound;
        self.live -= 1;
        self.version = self.version.wrapping_add(1);
        Some(entry)
    }

    /// Removes the last entry; what is behind it are holes, which go with it.
    pub fn pop_last(&mut self) -> Option<Entry> {
        let position = self.entries.iter().rposition(|e| !e.key.is_unbound())?;
        let entry = self.remove_at(position);
        self.entries.truncate(position);
        entry
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        let version = self.version.wrapping_add(1);
        *self = Table { version, ..Table::default() };
    }

    fn slot(&self, hash: u64) -> usize {
        // Fibonacci hashing spreads hashes that differ only in high or low bits.
        let mixed = hash.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 32) as usize & self.index.len().wrapping_sub(1)
    }

    fn link(&mut self, hash: u64, position: u32) {
        let mask = self.index.len() - 1;
        let mut slot = self.slot(hash);
        while self.index[slot] < DELETED {
            slot = (slot + 1) & mask;
        }
        if self.index[slot] == EMPTY {
            self.filled += 1;
        }
        self.index[slot] = position;
    }

    fn rebuild(&mut self) {
        self.entries.retain(|e| !e.key.is_unbound());
        // CPython's growth.
        let size = (self.live * 3).next_power_of_two().max(8);
        self.index.clear();
        self.index.resize(size, EMPTY);
        self.filled = 0;
        for position in 0..self.entries.len() {
            self.link(self.entries[position].hash, position as u32);
        }
    }
}

/// See [`Table::candidates`].
pub struct Candidates<'a> {
    table: &'a Table,
    hash: u64,
    slot: usize,
    left: usize,
}

impl Iterator for Candidates<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.left > 0 {
            let position = self.table.index[self.slot];
            self.slot = (self.slot + 1) & (self.table.index.len() - 1);
            self.left -= 1;
            match position {
                EMPTY => {
                    self.left = 0;
                }
                DELETED => {}
                position if self.table.entries[position as usize].hash == self.hash => return Some(position as usize),
                _ => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key_is(n: i64) -> impl FnMut(Value) -> bool {
        move |v| matches!(v, Value::Int(i) if i == n)
    }

    #[test]
    fn keeps_insertion_order_over_removal_and_growth() {
        let mut table = Table::default();
        for i in 0..100 {
            table.push(i as u64 % 7, Value::Int(i), Value::Int(i * 2));
        }
        for i in (0..100).step_by(3) {
            let at = table.find(i as u64 % 7, key_is(i)).unwrap();
            table.remove_at(at);
        }
        for i in 100..150 {
            table.push(i as u64, Value::Int(i), Value::None);
        }
        let keys: Vec<i64> = table.iter().map(|e| if let Value::Int(i) = e.key { i } else { -1 }).collect();
        let expected: Vec<i64> = (0..100).filter(|i| i % 3 != 0).chain(100..150).collect();
        assert_eq!(keys, expected);
        assert!(table.find(0, key_is(3)).is_none());
        assert!(table.find(4, key_is(4)).is_some());
    }

    #[test]
    fn a_stack_of_keys_leaves_probes_that_end() {
        let mut table = Table::default();
        table.push(0, Value::Int(0), Value::None);
        for i in 1..1000 {
            table.push(i, Value::Int(i as i64), Value::None);
            let at = table.find(i, key_is(i as i64)).unwrap();
            table.remove_at(at);
            assert!(table.find(i, key_is(i as i64)).is_none());
        }
    }

    #[test]
    fn the_last_key_can_be_removed_and_added_again() {
        let mut table = Table::default();
        table.push(1, Value::Int(1), Value::None);
        table.remove_at(0);
        assert!(table.is_empty());
        assert!(table.find(1, key_is(1)).is_none());
        table.push(1, Value::Int(1), Value::None);
        // The hole before it stays until the table grows, as in CPython.
        assert_eq!(table.find(1, key_is(1)), Some(1));
    }
}
