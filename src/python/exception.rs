//! Exceptions: instances whose hidden slots hold what CPython's `BaseException` struct holds.

use super::native::Ctl;
use super::object::{Instance, Obj};
use super::types::Exc;
use super::value::{Ref, Value};
use super::vm::Vm;

/// Tuple of constructor arguments.
pub const ARGS: usize = 0;
/// Traceback object or None.
pub const TRACEBACK: usize = 1;
pub const CAUSE: usize = 2;
pub const CONTEXT: usize = 3;
/// Bool.
pub const SUPPRESS: usize = 4;
/// A value of the exception's own: `StopIteration.value`, `NameError.name`, `ImportError.name`, `AttributeError.name`,
/// `SystemExit.code`, `BaseExceptionGroup.exceptions` (as given).
pub const EXTRA: usize = 5;
/// `AttributeError.obj`: for suggestions.
pub const OBJ: usize = 6;
/// Number of hidden slots.
pub const SLOTS: u32 = 7;

impl Vm {
    /// A new exception instance of a built-in class, not raised.
    pub fn exception(&mut self, class: Ref, args: Vec<Value>) -> Value {
        let args = self.heap.tuple(args);
        self.exception_with(class, args)
    }

    /// As [`Vm::exception`], with the arguments as a tuple object.
    pub fn exception_with(&mut self, class: Ref, args: Value) -> Value {
        let shape = self.class(class).map_or(0, |c| c.root_shape);
        let mut attrs = vec![Value::None; SLOTS as usize];
        attrs[ARGS] = args;
        attrs[SUPPRESS] = Value::Bool(false);
        Value::Obj(self.heap.alloc(Obj::Instance(Instance { class, shape, attrs })))
    }

    /// Raises a built-in exception with a message.
    pub fn raise(&mut self, exc: Exc, message: impl AsRef<str>) -> Ctl {
        let message = self.heap.str(message.as_ref());
        let class = self.types.exc(exc);
        Ctl::Raise(self.exception(class, vec![message]))
    }

    /// Raises a built-in exception with these arguments.
    pub fn raise_args(&mut self, exc: Exc, args: Vec<Value>) -> Ctl {
        let class = self.types.exc(exc);
        Ctl::Raise(self.exception(class, args))
    }

    /// Raises `TypeError`.
    pub fn type_error(&mut self, message: impl AsRef<str>) -> Ctl {
        self.raise(Exc::TypeError, message)
    }

    /// Raises `ValueError`.
    pub fn value_error(&mut self, message: impl AsRef<str>) -> Ctl {
        self.raise(Exc::ValueError, message)
    }

    /// A slot of an exception instance; `Unbound` if `v` is none.
    pub fn exc_slot(&self, v: Value, slot: usize) -> Value {
        match self.as_exception(v) {
            Some(i) => i.attrs.get(slot).copied().unwrap_or_default(),
            None => Value::Unbound,
        }
    }

    /// Sets a slot of an exception instance.
    pub fn set_exc_slot(&mut self, v: Value, slot: usize, value: Value) {
        if self.as_exception(v).is_some()
            && let Value::Obj(r) = v
            && let Obj::Instance(i) = self.heap.get_mut(r)
            && let Some(place) = i.attrs.get_mut(slot)
        {
            *place = value;
        }
    }

    /// The instance behind a value if it is an exception.
    pub fn as_exception(&self, v: Value) -> Option<&Instance> {
        let Value::Obj(r) = v else { return None };
        match self.heap.get(r) {
            Obj::Instance(i) if self.is_exception_class(i.class) => Some(i),
            _ => None,
        }
    }

    /// True if the class derives from `BaseException`.
    pub fn is_exception_class(&self, class: Ref) -> bool {
        self.is_subclass(class, self.types.exc(Exc::BaseException))
    }

    /// True if `v` is an instance of the built-in exception class.
    pub fn is_exc(&self, v: Value, exc: Exc) -> bool {
        self.is_subclass(self.class_of(v), self.types.exc(exc))
    }
}
