//! Values: small, copyable handles. Numbers that fit are held directly; everything else lives in the heap and is named by a [`Ref`].

/// The place of an object in the heap. Valid until the object is collected; only reachable ones are ever used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref(pub u32);

impl Ref {
    /// As an index into the heap's arena.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A Python value.
///
/// The tag takes a whole word so that values are copied in words: with a smaller one, copies are cut into overlapping pieces,
/// and reading what was just written in pieces makes processors wait.
#[derive(Clone, Copy, Debug, Default)]
#[repr(u64)]
pub enum Value {
    /// No value: an unassigned variable, an absent argument. Never visible to a program.
    #[default]
    Unbound,
    None,
    Ellipsis,
    NotImplemented,
    Bool(bool),
    /// An int that fits; larger ones are `Obj::BigInt` and never hold a value that would fit here.
    Int(i64),
    Float(f64),
    /// Everything else.
    Obj(Ref),
}

impl Value {
    /// Identity, Python's `is`. Numbers held directly are identical if they are the same number (CPython differs only for
    /// objects whose identity programs must not rely on).
    pub fn is(self, other: Value) -> bool {
        match (self, other) {
            (Value::Unbound, Value::Unbound)
            | (Value::None, Value::None)
            | (Value::Ellipsis, Value::Ellipsis)
            | (Value::NotImplemented, Value::NotImplemented) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            (Value::Obj(a), Value::Obj(b)) => a == b,
            _ => false,
        }
    }

    /// True for `None`.
    pub fn is_none(self) -> bool {
        matches!(self, Value::None)
    }

    /// True if there is no value.
    pub fn is_unbound(self) -> bool {
        matches!(self, Value::Unbound)
    }

    /// The heap object, if it is one.
    pub fn as_ref(self) -> Option<Ref> {
        match self {
            Value::Obj(r) => Some(r),
            _ => None,
        }
    }
}

impl From<bool> for Value {
    fn from(b: bool) -> Value {
        Value::Bool(b)
    }
}

impl From<i64> for Value {
    fn from(i: i64) -> Value {
        Value::Int(i)
    }
}

impl From<f64> for Value {
    fn from(f: f64) -> Value {
        Value::Float(f)
    }
}

impl From<Ref> for Value {
    fn from(r: Ref) -> Value {
        Value::Obj(r)
    }
}
