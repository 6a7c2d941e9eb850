//! `format(value, spec)` of values.

use super::format::{format_complex, format_float, format_int, format_str};
use crate::python::native::{Ctl, R};
use crate::python::number::{Num, num};
use crate::python::object::Obj;
use crate::python::sym::names;
use crate::python::value::Value;
use crate::python::vm::Vm;
use num_bigint::BigInt;

impl Vm {
    /// `format(v, spec)`.
    ///
    /// # Errors
    /// ValueError, TypeError, OverflowError as CPython words them; `Ctl::Python` for objects with a `__format__` written in
    /// Python.
    pub fn format_value(&mut self, v: Value, spec: &str) -> R<String> {
        if let Value::Obj(r) = v
            && matches!(self.heap.get(r), Obj::Instance(_))
            && let Value::Obj(method) = self.lookup_special(v, names::FORMAT)
            && !matches!(self.heap.get(method), Obj::Native { .. })
        {
            return Err(Ctl::Python);
        }
        self.format_builtin(v, spec)
    }

    /// What the built-in class that a value belongs to, or derives from, makes of a specification.
    ///
    /// # Errors
    /// As [`Vm::format_value`]; `Ctl::Python` where an empty specification calls a `__str__` written in Python.
    pub fn format_builtin(&mut self, v: Value, spec: &str) -> R<String> {
        if spec.is_empty() {
            return self.str_native(v);
        }
        let type_name = self.type_name(v);
        let text = self.heap.as_str(v).map(|s| s.text.clone());
        let result = match (text, num(self, v)) {
            (Some(text), _) => format_str(&text, spec, &type_name),
            (_, Some(Num::Int(i))) => format_int(&BigInt::from(i), spec, &type_name),
            (_, Some(Num::Big(b))) => format_int(&b, spec, &type_name),
            (_, Some(Num::Float(f))) => format_float(f, spec, &type_name),
            (_, Some(Num::Complex(re, im))) => format_complex((re, im), spec, &type_name),
            (None, None) => {
                return Err(self.type_error(format!("unsupported format string passed to {type_name}.__format__")));
            }
        };
        result.map_err(|fault| self.fault(fault))
    }
}
