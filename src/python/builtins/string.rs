//! `str`: its methods, in files by what they are about. Positions are counted in code points; where text is ASCII they are bytes.

mod cases;
mod codec;
mod errors;
mod find;
mod operators;
mod pad;
mod split;
mod table;
mod tests_of;

use crate::python::native::{Args, Ctl, R};
use crate::python::object::Str;
use crate::python::value::Value;
use crate::python::vm::Vm;
use std::sync::Arc;

pub use codec::{codec_args, decode, encode};
pub use operators::PRELUDE;

/// Adds the methods.
pub fn install(vm: &mut Vm) {
    let class = vm.types.str;
    for table in [
        cases::METHODS,
        codec::METHODS,
        find::METHODS,
        operators::METHODS,
        pad::METHODS,
        split::METHODS,
        table::METHODS,
        tests_of::METHODS,
    ] {
        vm.add_methods(class, table);
    }
    table::install(vm);
    errors::install(vm);
}

/// Bytes of a string that a method looks at in the time of an instruction.
const LOOKED_AT: usize = 64;

/// The string that a method was called on.
///
/// # Errors
/// TypeError if it was called on something else (`str.upper(5)`).
fn this(vm: &mut Vm, args: Args<'_>, method: &str) -> R<Str> {
    match vm.heap.as_str(args.get(0)) {
        Some(s) => {
            let s = s.clone();
            vm.heap.charge(s.text.len() / LOOKED_AT)?;
            Ok(s)
        }
        None => {
            let got = vm.type_name(args.get(0));
            Err(vm.type_error(format!("descriptor '{method}' for 'str' objects doesn't apply to a '{got}' object")))
        }
    }
}

/// The string that argument `i` is; `place` names it in the error.
///
/// # Errors
/// "replace() argument 1 must be str, not int".
pub fn text_arg(vm: &mut Vm, v: Value, place: &str) -> R<Str> {
    match vm.heap.as_str(v) {
        Some(s) => Ok(s.clone()),
        None => {
            let got = if v.is_none() { Arc::from("None") } else { vm.type_name(v) };
            Err(vm.type_error(format!("{place} must be str, not {got}")))
        }
    }
}

/// A new string, its bytes accounted for.
fn text(vm: &mut Vm, text: &str) -> R {
    vm.heap.reserve(text.len())?;
    Ok(vm.heap.str(text))
}

/// Strings as a list.
fn list_of(vm: &mut Vm, parts: &[&str]) -> R {
    vm.heap.reserve(parts.len() * 64)?;
    let items = parts.iter().map(|part| vm.intern_short(part)).collect();
    Ok(vm.heap.list(items))
}

/// An int argument that may be left out.
fn optional_int(vm: &mut Vm, v: Value, default: i64) -> R<i64> {
    if v.is_unbound() { Ok(default) } else { vm.int_arg(v) }
}

/// A bound of `find`, `startswith` and the like: a position in `len` characters, counted from the end if negative.
pub fn bound(vm: &mut Vm, v: Value, default: usize, len: usize) -> R<usize> {
    if v.is_unbound() || v.is_none() {
        return Ok(default);
    }
    match vm.index_value(v)? {
        Some(i) if i < 0 => Ok(usize::try_from(i.saturating_add(len as i64)).unwrap_or(0)),
        Some(i) => Ok(usize::try_from(i).unwrap_or(usize::MAX)),
        None => Err(vm.type_error("slice indices must be integers or None or have an __index__ method")),
    }
}

/// The byte where character `at` starts; the end of the text if there are fewer.
fn byte_of(s: &Str, at: usize) -> usize {
    if s.is_ascii() {
        return at.min(s.text.len());
    }
    s.text.char_indices().nth(at).map_or(s.text.len(), |(i, _)| i)
}

/// The character that starts at byte `at`.
fn char_of(s: &Str, at: usize) -> usize {
    if s.is_ascii() { at } else { s.text.get(..at).map_or(0, |t| t.chars().count()) }
}

impl Vm {
    /// A string object; the shared one for a single character or none.
    pub fn intern_short(&mut self, text: &str) -> Value {
        if text.len() < 2 { self.intern_str(text) } else { self.heap.str(text) }
    }
}

/// What a native does that only Python code can go on with.
fn python<T>() -> R<T> {
    Err(Ctl::Python)
}
