//! Formatting that may need Python code in the middle: what was found out so far about the current field is remembered, so that
//! it can be left when a question must be answered by Python (a user's `__str__`, a property) and taken up again with the answer.
//! Nothing is asked or looked at twice.

use crate::python::native::{Ctl, R};
use crate::python::value::Value;
use crate::python::vm::Vm;

/// A question to Python code: `_ask(kind, a, b)` of the prelude answers it.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// `str`, `repr`, `item`, `attr`, `format` …
    pub kind: &'static str,
    pub a: Value,
    pub b: Value,
}

/// Why formatting stops in the middle.
#[derive(Clone, Debug)]
pub enum Halt {
    Ctl(Ctl),
    Ask(Ask),
}

impl From<Ctl> for Halt {
    fn from(ctl: Ctl) -> Halt {
        Halt::Ctl(ctl)
    }
}

/// What was found out about the current field.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    known: Vec<Value>,
    used: usize,
}

impl Memo {
    /// With the answers so far.
    pub fn new(known: Vec<Value>) -> Memo {
        Memo { known, used: 0 }
    }

    /// The answers so far.
    pub fn known(&self) -> &[Value] {
        &self.known
    }

    /// The field is done.
    pub fn clear(&mut self) {
        self.known.clear();
        self.used = 0;
    }

    /// The answer to a question: the known one, else the native one, else Python's.
    pub fn answer(
        &mut self,
        vm: &mut Vm,
        kind: &'static str,
        (a, b): (Value, Value),
        native: impl FnOnce(&mut Vm) -> R,
    ) -> Result<Value, Halt> {
        let v = match self.known.get(self.used) {
            Some(&v) => v,
            None => match native(vm) {
                Ok(v) => {
                    self.known.push(v);
                    v
                }
                Err(Ctl::Python | Ctl::Call(_) | Ctl::CallKw(_) | Ctl::Resume(..)) => {
                    return Err(Halt::Ask(Ask { kind, a, b }));
                }
                Err(ctl) => return Err(Halt::Ctl(ctl)),
            },
        };
        self.used += 1;
        Ok(v)
    }

    /// As [`Memo::answer`], for answers that are strings.
    pub fn text(
        &mut self,
        vm: &mut Vm,
        kind: &'static str,
        (a, b): (Value, Value),
        native: impl FnOnce(&mut Vm) -> R<String>,
    ) -> Result<String, Halt> {
        let v = self.answer(vm, kind, (a, b), |vm| {
            let text = native(vm)?;
            vm.heap.reserve(text.len())?;
            Ok(vm.heap.str(&text))
        })?;
        Ok(vm.heap.as_str(v).map_or_else(String::new, |s| s.text.to_string()))
    }
}
