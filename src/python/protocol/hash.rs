//! Hashes.

use super::DEPTH_MAX;
use crate::python::native::{Ctl, R};
use crate::python::number;
use crate::python::object::Obj;
use crate::python::sym::names;
use crate::python::types::Exc;
use crate::python::value::Value;
use crate::python::vm::Vm;

/// FNV-1a: strings hash the same in every run (CPython's differ from run to run; programs must not rely on either).
fn text_hash(bytes: &[u8]) -> i64 {
    let mut h: u64 = 0xcbf2_9ce4_8422_2325;
    for &b in bytes {
        h = (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    (h ^ (h >> 29)) as i64
}

/// Bytes of a text that are hashed in no time to speak of.
const LONG: usize = 64;

impl Vm {
    /// `hash(v)`.
    ///
    /// # Errors
    /// TypeError for what cannot be hashed; `Ctl::Python` for objects with their own `__hash__`.
    pub fn hash_native(&mut self, v: Value) -> R<i64> {
        self.hash_at(v, 0)
    }

    /// CPython keeps the hash of a string; here a long one is work each time.
    fn hash_bytes(&mut self, bytes: &[u8]) -> R<i64> {
        if bytes.len() > LONG {
            self.heap.charge(bytes.len() / LONG)?;
        }
        Ok(text_hash(bytes))
    }

    fn hash_at(&mut self, v: Value, depth: u32) -> R<i64> {
        if depth > DEPTH_MAX {
            return Err(self.raise(Exc::RecursionError, "maximum recursion depth exceeded"));
        }
        let r = match v {
            Value::None => return Ok(0x0fca_86420),
            Value::Ellipsis => return Ok(0x1111),
            Value::NotImplemented => return Ok(0x2222),
            Value::Unbound => return Ok(0),
            Value::Obj(r) => r,
            _ => return Ok(number::hash(self, v).unwrap_or(0)),
        };
        match self.heap.get(r) {
            Obj::Str(s) => {
                let text = s.text.clone();
                self.hash_bytes(text.as_bytes())
            }
            Obj::Bytes(b) => {
                let bytes = b.clone();
                self.hash_bytes(&bytes)
            }
            Obj::BigInt(_) | Obj::Complex(..) => Ok(number::hash(self, v).unwrap_or(0)),
            Obj::Tuple(items) => {
                // CPython's xxHash-like mix, so that sets of tuples of ints are walked in the same order.
                let items = items.to_vec();
                self.heap.charge(items.len())?;
                let mut acc: u64 = 2_870_177_450_012_600_261;
                for &item in &items {
                    let lane = self.hash_at(item, depth + 1)? as u64;
                    acc = acc.wrapping_add(lane.wrapping_mul(14_029_467_366_897_019_727));
                    acc = acc.rotate_left(31).wrapping_mul(11_400_714_785_074_694_791);
                }
                acc = acc.wrapping_add((items.len() as u64) ^ (2_870_177_450_012_600_261 ^ 3_527_539));
                Ok(if acc == u64::MAX { 1_546_275_796 } else { acc as i64 })
            }
            Obj::FrozenSet(table) => {
                let hashes: Vec<u64> = table.iter().map(|(h, _)| h).collect();
                let mut acc: u64 = 0;
                for h in &hashes {
                    acc ^= (h ^ 89_869_747 ^ (h << 16)).wrapping_mul(3_644_798_167);
                }
                acc ^= (hashes.len() as u64 + 1).wrapping_mul(1_927_868_237);
                acc ^= (acc >> 11) ^ (acc >> 25);
                Ok(acc.wrapping_mul(69_069).wrapping_add(907_133_923) as i64)
            }
            Obj::Range(range) => Ok(range.start ^ range.stop.rotate_left(16) ^ range.step.rotate_left(32)),
            Obj::Slice(parts) => {
                let parts = **parts;
                let items = self.heap.tuple(parts.to_vec());
                self.hash_at(items, depth + 1)
            }
            Obj::Instance(i) => {
                let class = i.class;
                let found = self.lookup(class, names::HASH);
                match found {
                    Value::None => Err(self.unhashable(v)),
                    Value::Obj(f) if matches!(self.heap.get(f), Obj::Native { .. }) => {
                        let payload = self.heap.payload(v);
                        if payload.is(v) { Ok(i64::from(r.0)) } else { self.hash_at(payload, depth + 1) }
                    }
                    Value::Unbound => {
                        let payload = self.heap.payload(v);
                        if payload.is(v) { Ok(i64::from(r.0)) } else { self.hash_at(payload, depth + 1) }
                    }
                    _ => Err(Ctl::Python),
                }
            }
            Obj::Method { func, bound } => {
                let (func, bound) = (*func, *bound);
                let own = match bound {
                    Value::Obj(b) => i64::from(b.0),
                    _ => 1,
                };
                Ok(self.hash_at(func, depth + 1)? ^ own.wrapping_mul(31))
            }
            Obj::List(_) | Obj::Dict(_) | Obj::Set(_) | Obj::ByteArray(_) | Obj::Deque(_) | Obj::DictView(..) => {
                Err(self.unhashable(v))
            }
            Obj::Class(c) => {
                let meta = c.metaclass;
                match self.lookup(meta, names::HASH) {
                    Value::Obj(f) if matches!(self.heap.get(f), Obj::Function(_)) => Err(Ctl::Python),
                    _ => Ok(i64::from(r.0)),
                }
            }
            Obj::Alias(alias) => {
                let (origin, args) = (alias.origin, alias.args.clone());
                let mut h = self.hash_at(origin, depth + 1)?;
                for a in args {
                    h = h.wrapping_mul(31).wrapping_add(self.hash_at(a, depth + 1)?);
                }
                Ok(h)
            }
            _ => Ok(i64::from(r.0)),
        }
    }

    fn unhashable(&mut self, v: Value) -> Ctl {
        let text = format!("unhashable type: '{}'", self.type_name(v));
        self.type_error(text)
    }
}
