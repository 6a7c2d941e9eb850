//! What changes a `bytearray`.

use super::{array, bytes_arg, one_byte};
use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::object::Obj;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;
use std::collections::BTreeSet;

pub static METHODS: &[NativeDef] = &[
    NativeDef::method("bytearray", "append", 1, 1, append),
    NativeDef::method("bytearray", "extend", 1, 1, extend).slow("_bytearray_extend"),
    NativeDef::method("bytearray", "insert", 2, 2, insert),
    NativeDef::method("bytearray", "pop", 0, 1, pop),
    NativeDef::method("bytearray", "remove", 1, 1, remove),
    NativeDef::method("bytearray", "clear", 0, 0, clear),
    NativeDef::method("bytearray", "reverse", 0, 0, reverse),
    NativeDef::method("bytearray", "copy", 0, 0, copy),
    NativeDef::method("bytearray", "__iadd__", 1, 1, iadd),
    NativeDef::method("bytearray", "__setitem__", 2, 2, setitem).slow("_bytearray_setitem"),
    NativeDef::method("bytearray", "__delitem__", 1, 1, delitem).slow("_delitem_by_index"),
];

/// Changes the array that a method was called on.
fn change<T: Default>(vm: &mut Vm, args: Args<'_>, how: impl FnOnce(&mut Vec<u8>) -> T) -> R<T> {
    let Some(r) = array(vm, args.get(0)) else {
        let got = vm.type_name(args.get(0));
        return Err(vm.type_error(format!("descriptor requires a 'bytearray' object but received a '{got}'")));
    };
    let (mut result, mut grown) = (T::default(), 0);
    if let Obj::ByteArray(bytes) = vm.heap.get_mut(r) {
        let before = bytes.capacity();
        result = how(bytes);
        grown = bytes.capacity().saturating_sub(before);
    }
    vm.heap.grew(grown);
    Ok(result)
}

fn append(vm: &mut Vm, args: Args<'_>) -> R {
    let b = one_byte(vm, args.get(1))?;
    change(vm, args, |bytes| bytes.push(b))?;
    Ok(Value::None)
}

/// The bytes to add: bytes, or ints.
fn added(vm: &mut Vm, v: Value) -> R<Vec<u8>> {
    if let Some(bytes) = vm.bytes_of(v) {
        return Ok(bytes.to_vec());
    }
    let mut out = Vec::new();
    for item in vm.native_items(v)? {
        out.push(one_byte(vm, item)?);
    }
    Ok(out)
}

fn extend(vm: &mut Vm, args: Args<'_>) -> R {
    let more = added(vm, args.get(1))?;
    vm.heap.reserve(more.len())?;
    change(vm, args, |bytes| bytes.extend(more))?;
    Ok(Value::None)
}

fn iadd(vm: &mut Vm, args: Args<'_>) -> R {
    let Some(more) = vm.bytes_of(args.get(1)) else {
        let got = vm.type_name(args.get(1));
        return Err(vm.type_error(format!("can't concat {got} to bytearray")));
    };
    vm.heap.reserve(more.len())?;
    change(vm, args, |bytes| bytes.extend_from_slice(&more))?;
    Ok(args.get(0))
}

/// A position, counted from the end if negative.
fn place(i: i64, len: usize) -> i64 {
    if i < 0 { i.saturating_add(len as i64) } else { i }
}

fn insert(vm: &mut Vm, args: Args<'_>) -> R {
    let i = vm.int_arg(args.get(1))?;
    let b = one_byte(vm, args.get(2))?;
    change(vm, args, |bytes| {
        let at = usize::try_from(place(i, bytes.len())).unwrap_or(0).min(bytes.len());
        bytes.insert(at, b);
    })?;
    Ok(Value::None)
}

fn pop(vm: &mut Vm, args: Args<'_>) -> R {
    let i = match args.get(1) {
        Value::Unbound => -1,
        v => vm.int_arg(v)?,
    };
    let taken = change(vm, args, |bytes| {
        let at = usize::try_from(place(i, bytes.len())).ok().filter(|&at| at < bytes.len());
        (at.map(|at| bytes.remove(at)), bytes.is_empty())
    })?;
    match taken {
        (Some(b), _) => Ok(Value::Int(i64::from(b))),
        (None, true) => Err(vm.raise(Exc::IndexError, "pop from empty bytearray")),
        (None, false) => Err(vm.raise(Exc::IndexError, "pop index out of range")),
    }
}

fn remove(vm: &mut Vm, args: Args<'_>) -> R {
    let b = one_byte(vm, args.get(1))?;
    let at = change(vm, args, |bytes| bytes.iter().position(|&x| x == b).map(|at| bytes.remove(at)))?;
    match at {
        Some(_) => Ok(Value::None),
        None => Err(vm.value_error("value not found in bytearray")),
    }
}

fn clear(vm: &mut Vm, args: Args<'_>) -> R {
    change(vm, args, Vec::clear)?;
    Ok(Value::None)
}

fn reverse(vm: &mut Vm, args: Args<'_>) -> R {
    change(vm, args, |bytes| bytes.reverse())?;
    Ok(Value::None)
}

fn copy(vm: &mut Vm, args: Args<'_>) -> R {
    let bytes = bytes_arg(vm, args.get(0))?;
    Ok(Value::Obj(vm.heap.alloc(Obj::ByteArray(bytes.to_vec()))))
}

/// `array[index] = v`, or `del array[index]` if there is none.
///
/// # Errors
/// As CPython words them; `Ctl::Python` if Python code gives the bytes.
pub fn assign(vm: &mut Vm, array: Ref, index: Value, v: Option<Value>) -> R<()> {
    let Obj::ByteArray(bytes) = vm.heap.get(array) else { return Err(Ctl::Python) };
    let len = bytes.len();
    let Some(parts) = vm.slice_parts(index) else {
        let fits = vm.is_huge(index) || vm.index_value(index)?.is_none();
        let byte = v.filter(|_| !fits).map(|v| one_byte(vm, v)).transpose()?;
        let at = vm.position(index, len, "bytearray", false)?;
        if let Obj::ByteArray(bytes) = vm.heap.get_mut(array) {
            match byte {
                Some(byte) => bytes[at] = byte,
                None => _ = bytes.remove(at),
            }
        }
        return Ok(());
    };
    let s = vm.selection(parts, len)?;
    let new = v.map(|v| slice_of(vm, v)).transpose()?.unwrap_or_default();
    vm.heap.reserve(new.len())?;
    vm.heap.grew(new.len().saturating_sub(s.count));
    let Obj::ByteArray(bytes) = vm.heap.get_mut(array) else { return Err(Ctl::Python) };
    if s.step == 1 {
        let start = s.start as usize;
        bytes.splice(start..start + s.count, new);
    } else if new.is_empty() {
        let gone: BTreeSet<usize> = s.indices().collect();
        let mut i = 0..;
        bytes.retain(|_| i.next().is_none_or(|i| !gone.contains(&i)));
    } else if new.len() == s.count {
        for (at, byte) in s.indices().zip(new) {
            bytes[at] = byte;
        }
    } else {
        let text = format!("attempt to assign bytes of size {} to extended slice of size {}", new.len(), s.count);
        return Err(vm.value_error(text));
    }
    Ok(())
}

/// What is assigned to a slice.
fn slice_of(vm: &mut Vm, v: Value) -> R<Vec<u8>> {
    let number = vm.index_value(v)?.is_some() || matches!(v, Value::Float(_)) || vm.is_huge(v);
    if number || vm.heap.as_str(v).is_some() {
        return Err(vm.type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)"));
    }
    added(vm, v).map_err(|ctl| match ctl {
        Ctl::Raise(_) if vm.bytes_of(v).is_none() && vm.get_iter(v).is_err() => {
            let text = format!("cannot convert '{}' object to bytearray", vm.type_name(v));
            vm.type_error(text)
        }
        ctl => ctl,
    })
}

fn delitem(vm: &mut Vm, args: Args<'_>) -> R {
    let v = vm.heap.payload(args.get(0));
    vm.delitem_native(v, args.get(1))?;
    Ok(Value::None)
}

fn setitem(vm: &mut Vm, args: Args<'_>) -> R {
    let v = vm.heap.payload(args.get(0));
    vm.setitem_native(v, args.get(1), args.get(2))?;
    Ok(Value::None)
}
