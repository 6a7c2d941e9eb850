//! `+` and `*` of sequences come last, after the special methods of both operands: `[1] + x` asks `x.__radd__` first.

use super::Vm;
use crate::python::object::Obj;
use crate::python::op::BinOp;
use crate::python::sym::{Sym, names};
use crate::python::value::Value;

/// Classes whose `__add__` and `__mul__` are of this kind.
const OWNERS: [&str; 6] = ["str", "list", "tuple", "bytes", "bytearray", "collections.deque"];

impl Vm {
    /// True for a special method that the operators leave for the end.
    pub(super) fn is_of_sequence(&self, found: Value, name: Sym) -> bool {
        matches!(name, names::ADD | names::MUL | names::RMUL)
            && matches!(found, Value::Obj(r) if matches!(self.heap.get(r), Obj::Native { def, .. } if OWNERS.contains(&def.owner)))
    }

    /// What is asked at the end: a sequence, its method and the argument.
    pub(super) fn sequence_operator(&mut self, op: BinOp, a: Value, b: Value) -> Option<(Value, Sym, Value)> {
        let (name, pairs): (Sym, &[(Value, Value)]) = match op {
            BinOp::Add => (names::ADD, &[(a, b)]),
            BinOp::Mul => (names::MUL, &[(a, b), (b, a)]),
            _ => return None,
        };
        for &(sequence, other) in pairs {
            let method = self.lookup_special(sequence, name);
            if self.is_of_sequence(method, name) {
                return Some((sequence, name, other));
            }
        }
        None
    }
}
