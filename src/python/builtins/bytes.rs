//! `bytes` and `bytearray`: constructors, the methods they share, those that change a `bytearray`. Results are of the class
//! that a method was called on. Searching and splitting is done on text of the characters 0 to 255.

mod change;
mod search;

pub use change::assign;

use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::number;
use crate::python::object::Obj;
use crate::python::op::CmpOp;
use crate::python::text::bytes_repr;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;
use std::sync::Arc;

static BYTES: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 4, new_bytes)
        .of("bytes")
        .kw(&["source", "encoding", "errors"])
        .slow("_bytes_new"),
    NativeDef::method("bytes", "__hash__", 0, 0, hash),
];

static BYTEARRAY: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 4, new_bytearray)
        .of("bytearray")
        .kw(&["source", "encoding", "errors"])
        .slow("_bytes_new"),
    NativeDef::method("bytearray", "__init__", 0, 3, init_bytearray)
        .kw(&["source", "encoding", "errors"])
        .slow("_bytearray_init"),
];

static BOTH: &[NativeDef] = &[
    NativeDef::method("bytes", "decode", 0, 2, decode).kw(&["encoding", "errors"]),
    NativeDef::method("bytes", "hex", 0, 2, hex).kw(&["sep", "bytes_per_sep"]),
    NativeDef::method("bytes", "__repr__", 0, 0, repr),
    NativeDef::method("bytes", "__len__", 0, 0, len),
    NativeDef::method("bytes", "__getitem__", 1, 1, getitem).slow("_getitem_by_index"),
    NativeDef::method("bytes", "__iter__", 0, 0, iter),
    NativeDef::method("bytes", "__contains__", 1, 1, contains),
    NativeDef::method("bytes", "__add__", 1, 1, add),
    NativeDef::method("bytes", "__mul__", 1, 1, multiply),
    NativeDef::method("bytes", "__rmul__", 1, 1, multiply),
    NativeDef::method("bytes", "__mod__", 1, 1, |_, _| Err(Ctl::unsupported("% formatting of bytes"))),
    NativeDef::method("bytes", "__eq__", 1, 1, |vm, args| compared(vm, args, CmpOp::Eq)),
    NativeDef::method("bytes", "__ne__", 1, 1, |vm, args| compared(vm, args, CmpOp::Ne)),
    NativeDef::method("bytes", "__lt__", 1, 1, |vm, args| compared(vm, args, CmpOp::Lt)),
    NativeDef::method("bytes", "__le__", 1, 1, |vm, args| compared(vm, args, CmpOp::Le)),
    NativeDef::method("bytes", "__gt__", 1, 1, |vm, args| compared(vm, args, CmpOp::Gt)),
    NativeDef::method("bytes", "__ge__", 1, 1, |vm, args| compared(vm, args, CmpOp::Ge)),
];

static FROMHEX: NativeDef = NativeDef::method("bytes", "fromhex", 1, 1, fromhex);

/// Adds the methods.
pub fn install(vm: &mut Vm) {
    let (bytes, bytearray) = (vm.types.bytes, vm.types.bytearray);
    for class in [bytes, bytearray] {
        vm.add_methods(class, BOTH);
        vm.add_methods(class, search::METHODS);
        vm.add_class_method(class, &FROMHEX);
    }
    vm.add_methods(bytes, BYTES);
    vm.add_methods(bytearray, BYTEARRAY);
    vm.add_methods(bytearray, change::METHODS);
}

/// A `bytes` object.
pub fn bytes_value(vm: &mut Vm, bytes: impl Into<Arc<[u8]>>) -> R {
    let bytes: Arc<[u8]> = bytes.into();
    vm.heap.reserve(bytes.len())?;
    Ok(Value::Obj(vm.heap.alloc(Obj::Bytes(bytes))))
}

/// An item of bytes.
///
/// # Errors
/// TypeError, ValueError as CPython words them.
pub fn byte_arg(vm: &mut Vm, v: Value) -> R<u8> {
    byte_or(vm, v, "bytes must be in range(0, 256)")
}

fn byte_or(vm: &mut Vm, v: Value, complaint: &str) -> R<u8> {
    let n = if vm.is_huge(v) { -1 } else { vm.int_arg(v)? };
    u8::try_from(n).map_err(|_| vm.value_error(complaint))
}

/// As [`byte_arg`], as single bytes are complained of.
fn one_byte(vm: &mut Vm, v: Value) -> R<u8> {
    byte_or(vm, v, "byte must be in range(0, 256)")
}

/// Bytes that a method looks at in the time of an instruction.
const LOOKED_AT: usize = 64;

/// The bytes that a method was called on.
fn this(vm: &mut Vm, args: Args<'_>) -> R<Arc<[u8]>> {
    match vm.bytes_of(args.get(0)) {
        Some(bytes) => {
            vm.heap.charge(bytes.len() / LOOKED_AT)?;
            Ok(bytes)
        }
        None => {
            let got = vm.type_name(args.get(0));
            Err(vm.type_error(format!("descriptor requires a 'bytes' object but received a '{got}'")))
        }
    }
}

/// An argument that is bytes.
fn bytes_arg(vm: &mut Vm, v: Value) -> R<Arc<[u8]>> {
    match vm.bytes_of(v) {
        Some(bytes) => Ok(bytes),
        None => {
            let got = vm.type_name(v);
            Err(vm.type_error(format!("a bytes-like object is required, not '{got}'")))
        }
    }
}

/// The array that a method was called on.
fn array(vm: &Vm, v: Value) -> Option<Ref> {
    vm.heap.payload(v).as_ref().filter(|&r| matches!(vm.heap.get(r), Obj::ByteArray(_)))
}

/// Bytes of the class that the method was called on.
fn like(vm: &mut Vm, args: Args<'_>, bytes: Vec<u8>) -> R {
    if array(vm, args.get(0)).is_some() {
        vm.heap.reserve(bytes.len())?;
        return Ok(Value::Obj(vm.heap.alloc(Obj::ByteArray(bytes))));
    }
    bytes_value(vm, bytes)
}

fn new_bytes(vm: &mut Vm, args: Args<'_>) -> R {
    let bytes = made(vm, args, "bytes")?;
    let v = bytes_value(vm, bytes)?;
    let class = vm.types.bytes;
    vm.made_as(args.get(0), class, v)
}

fn new_bytearray(vm: &mut Vm, args: Args<'_>) -> R {
    let bytes = made(vm, args, "bytearray")?;
    let v = Value::Obj(vm.heap.alloc(Obj::ByteArray(bytes)));
    let class = vm.types.bytearray;
    vm.made_as(args.get(0), class, v)
}

fn init_bytearray(vm: &mut Vm, args: Args<'_>) -> R {
    let bytes = made(vm, args, "bytearray")?;
    if let Value::Obj(r) = vm.heap.payload(args.get(0))
        && let Obj::ByteArray(place) = vm.heap.get_mut(r)
    {
        *place = bytes;
    }
    Ok(Value::None)
}

fn made(vm: &mut Vm, args: Args<'_>, kind: &str) -> R<Vec<u8>> {
    let source = vm.syms.intern("source");
    let v = args.either(1, source);
    let coded = args.len() > 2 || args.kw.iter().any(|(n, _)| *n != source);
    if let Some(s) = vm.heap.as_str(v).map(|s| s.text.clone()) {
        if !coded {
            return Err(vm.type_error("string argument without an encoding"));
        }
        let (encoding, errors) = super::string::codec_args(vm, args, 2, "bytes")?;
        return super::string::encode(vm, &s, &encoding, &errors);
    }
    if coded {
        return Err(vm.type_error("encoding without a string argument"));
    }
    if v.is_unbound() {
        return Ok(Vec::new());
    }
    if let Some(bytes) = vm.bytes_of(v) {
        return Ok(bytes.to_vec());
    }
    if let Some(n) = number::index(vm, v) {
        if vm.is_huge(v) {
            return Err(vm.does_not_fit(Exc::OverflowError, v));
        }
        let Ok(n) = usize::try_from(n) else { return Err(vm.value_error("negative count")) };
        vm.heap.reserve(n)?;
        return Ok(vec![0; n]);
    }
    let items = match vm.native_items(v) {
        Err(Ctl::Raise(e)) if vm.is_exc(e, Exc::TypeError) => {
            let got = vm.type_name(v);
            return Err(vm.type_error(format!("cannot convert '{got}' object to {kind}")));
        }
        other => other?,
    };
    let mut out = Vec::with_capacity(items.len());
    let range = if kind == "bytes" { "bytes must be in range(0, 256)" } else { "byte must be in range(0, 256)" };
    for item in items {
        out.push(byte_or(vm, item, range)?);
    }
    Ok(out)
}

fn hash(vm: &mut Vm, args: Args<'_>) -> R {
    let v = vm.heap.payload(args.get(0));
    vm.hash_native(v).map(Value::Int)
}

fn decode(vm: &mut Vm, args: Args<'_>) -> R {
    let bytes = this(vm, args)?;
    let (encoding, errors) = super::string::codec_args(vm, args, 1, "decode")?;
    let text = super::string::decode(vm, &bytes, &encoding, &errors)?;
    Ok(vm.heap.str(&text))
}

fn hex(vm: &mut Vm, args: Args<'_>) -> R {
    let bytes = this(vm, args)?;
    let (sep, group) = (vm.syms.intern("sep"), vm.syms.intern("bytes_per_sep"));
    let (sep, group) = (args.either(1, sep), args.either(2, group));
    let separator = match sep {
        Value::Unbound => None,
        v => match vm.heap.as_str(v).map(|s| (s.chars, s.text.clone())) {
            Some((1, text)) => Some(text),
            Some(_) => return Err(vm.value_error("sep must be length 1.")),
            None => return Err(vm.type_error("sep must be str or bytes.")),
        },
    };
    let group = if group.is_unbound() { 1 } else { vm.int_arg(group)? };
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    vm.heap.reserve(bytes.len() * 3)?;
    let mut out = String::with_capacity(bytes.len() * 2);
    for (i, b) in bytes.iter().enumerate() {
        // Groups are counted from the end, or from the start if the number is negative.
        let at = if group < 0 { i } else { bytes.len() - i };
        if let Some(sep) = &separator
            && i > 0
            && size > 0
            && at % size == 0
        {
            out.push_str(sep);
        }
        out.push_str(&format!("{b:02x}"));
    }
    Ok(vm.heap.str(&out))
}

fn fromhex(vm: &mut Vm, args: Args<'_>) -> R {
    let Some(text) = vm.heap.as_str(args.get(1)).map(|s| s.text.clone()) else {
        let got = vm.type_name(args.get(1));
        return Err(vm.type_error(format!("fromhex() argument must be str, not {got}")));
    };
    let mut out = Vec::with_capacity(text.len() / 2);
    let chars: Vec<char> = text.chars().collect();
    let mut i = 0;
    while i < chars.len() {
        if chars[i].is_ascii_whitespace() {
            i += 1;
            continue;
        }
        let digit = |i: usize| chars.get(i).and_then(|c| c.to_digit(16));
        let (Some(a), Some(b)) = (digit(i), digit(i + 1)) else {
            let at = if digit(i).is_none() { i } else { i + 1 };
            return Err(vm.value_error(format!("non-hexadecimal number found in fromhex() arg at position {at}")));
        };
        out.push((a * 16 + b) as u8);
        i += 2;
    }
    let bytearray = vm.types.bytearray;
    let array = args.get(0).as_ref().is_some_and(|class| vm.is_subclass(class, bytearray));
    let made = if array { Value::Obj(vm.heap.alloc(Obj::ByteArray(out))) } else { bytes_value(vm, out)? };
    let base = if array { bytearray } else { vm.types.bytes };
    vm.made_as(args.get(0), base, made)
}

fn repr(vm: &mut Vm, args: Args<'_>) -> R {
    let bytes = this(vm, args)?;
    let text = bytes_repr(&bytes);
    let text = if array(vm, args.get(0)).is_some() {
        format!("{}({text})", vm.class_name(vm.class_of(args.get(0))))
    } else {
        text
    };
    Ok(vm.heap.str(&text))
}

fn len(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Int(this(vm, args)?.len() as i64))
}

fn getitem(vm: &mut Vm, args: Args<'_>) -> R {
    let bytes = this(vm, args)?;
    let index = args.get(1);
    if let Value::Obj(r) = index
        && let Obj::Slice(parts) = vm.heap.get(r)
    {
        let parts = **parts;
        let selection = vm.selection(parts, bytes.len())?;
        let out = selection.indices().filter_map(|i| bytes.get(i)).copied().collect();
        return like(vm, args, out);
    }
    let kind = if array(vm, args.get(0)).is_some() { "bytearray" } else { "byte" };
    let Some(i) = vm.index_value(index)? else {
        let got = vm.type_name(index);
        return Err(vm.type_error(format!("{kind} indices must be integers or slices, not {got}")));
    };
    let at = if i < 0 { i.saturating_add(bytes.len() as i64) } else { i };
    match usize::try_from(at).ok().and_then(|at| bytes.get(at)) {
        Some(&b) => Ok(Value::Int(i64::from(b))),
        None if kind == "byte" => Err(vm.raise(Exc::IndexError, "index out of range")),
        None => Err(vm.raise(Exc::IndexError, "bytearray index out of range")),
    }
}

fn iter(vm: &mut Vm, args: Args<'_>) -> R {
    let v = vm.heap.payload(args.get(0));
    vm.get_iter(v)
}

fn contains(vm: &mut Vm, args: Args<'_>) -> R {
    this(vm, args)?;
    vm.bytes_contain(args.get(0), args.get(1)).map(Value::Bool)
}

impl Vm {
    /// `item in bytes`: bytes, or one as an int.
    ///
    /// # Errors
    /// TypeError, ValueError as CPython words them.
    pub fn bytes_contain(&mut self, bytes: Value, item: Value) -> R<bool> {
        let bytes = self.bytes_of(bytes).unwrap_or_default();
        if let Some(part) = self.bytes_of(item) {
            return Ok(part.is_empty() || bytes.windows(part.len()).any(|w| *w == *part));
        }
        if self.index_value(item)?.is_none() {
            bytes_arg(self, item)?;
        }
        let b = one_byte(self, item)?;
        Ok(bytes.contains(&b))
    }
}

fn add(vm: &mut Vm, args: Args<'_>) -> R {
    let bytes = this(vm, args)?;
    let Some(other) = vm.bytes_of(args.get(1)) else {
        let (a, b) = (vm.type_name(args.get(0)), vm.type_name(args.get(1)));
        return Err(vm.type_error(format!("can't concat {b} to {a}")));
    };
    vm.heap.reserve(bytes.len() + other.len())?;
    like(vm, args, [&bytes[..], &other[..]].concat())
}

fn multiply(vm: &mut Vm, args: Args<'_>) -> R {
    let bytes = this(vm, args)?;
    let Some(n) = number::index(vm, args.get(1)) else {
        let got = vm.type_name(args.get(1));
        return Err(vm.type_error(format!("can't multiply sequence by non-int of type '{got}'")));
    };
    let n = usize::try_from(n).unwrap_or(0);
    vm.heap.reserve(bytes.len().saturating_mul(n))?;
    like(vm, args, bytes.repeat(if bytes.is_empty() { 0 } else { n }))
}

fn compared(vm: &mut Vm, args: Args<'_>, op: CmpOp) -> R {
    let bytes = this(vm, args)?;
    let Some(other) = vm.bytes_of(args.get(1)) else { return Ok(Value::NotImplemented) };
    let order = bytes.cmp(&other);
    Ok(Value::Bool(match op {
        CmpOp::Eq => order.is_eq(),
        CmpOp::Ne => order.is_ne(),
        CmpOp::Lt => order.is_lt(),
        CmpOp::Le => order.is_le(),
        CmpOp::Gt => order.is_gt(),
        _ => order.is_ge(),
    }))
}
