//! `format(value, spec)` of values.

use super::format::{format_complex, format_float, format_int, format_str};
use super::spec::{Align, parse_spec};
use crate::python::native::{Ctl, R};
use crate::python::number::{Num, num};
use crate::python::object::Obj;
use crate::python::sym::names;
use crate::python::value::Value;
use crate::python::vm::Vm;
use num_bigint::BigInt;

/// From this length on a specification may have numbers of seven digits.
const HUGE: usize = 7;

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
        self.room_for(v, spec, &type_name)?;
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

    /// Stops the run where a width or a precision asks for more text than fits into memory. Short specifications ask for little.
    fn room_for(&mut self, v: Value, spec: &str, type_name: &str) -> R<()> {
        if spec.len() >= HUGE
            && let Ok(asked) = parse_spec(spec, None, Align::Right, type_name)
        {
            // Of a string the precision only cuts; above this it is an error of its own.
            let counts = |p: &usize| *p <= i32::MAX as usize && self.heap.as_str(v).is_none();
            let digits = asked.precision.filter(counts).unwrap_or(0);
            let fill = asked.width.unwrap_or(0).saturating_mul(asked.fill.len_utf8());
            self.heap.reserve(fill.max(digits))?;
        }
        Ok(())
    }
}
