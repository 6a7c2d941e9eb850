//! `int` and `bool`: constructors and methods.

use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::number::{self, Num};
use crate::python::object::Obj;
use crate::python::sym::names;
use crate::python::text::{self, Fault};
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;
use num_bigint::{BigInt, Sign};
use num_traits::{Signed, ToPrimitive};
use std::sync::Arc;

pub static METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 3, new).of("int").kw(&["base"]).slow("_int_new"),
    NativeDef::method("int", "bit_length", 0, 0, bit_length),
    NativeDef::method("int", "bit_count", 0, 0, bit_count),
    NativeDef::method("int", "as_integer_ratio", 0, 0, as_integer_ratio),
    NativeDef::method("int", "is_integer", 0, 0, is_integer),
    NativeDef::method("int", "conjugate", 0, 0, itself),
    NativeDef::method("int", "to_bytes", 0, 2, to_bytes).kw(&["length", "byteorder", "signed"]),
    NativeDef::method("int", "__int__", 0, 0, itself),
    NativeDef::method("int", "__index__", 0, 0, itself),
    NativeDef::method("int", "__trunc__", 0, 0, itself),
    NativeDef::method("int", "__floor__", 0, 0, itself),
    NativeDef::method("int", "__ceil__", 0, 0, itself),
    NativeDef::method("int", "__float__", 0, 0, to_float),
    NativeDef::method("int", "__round__", 0, 1, round),
];

static BOOL: &[NativeDef] = &[NativeDef::function("__new__", 1, 2, new_bool).of("bool").slow("_bool_new")];

static FROM_BYTES: NativeDef = NativeDef::method("int", "from_bytes", 1, 2, from_bytes)
    .kw(&["bytes", "byteorder", "signed"])
    .slow("_int_from_bytes");
static REAL: NativeDef = NativeDef::function("real", 1, 1, itself);
static NUMERATOR: NativeDef = NativeDef::function("numerator", 1, 1, itself);
static IMAG: NativeDef = NativeDef::function("imag", 1, 1, |_, _| Ok(Value::Int(0)));
static DENOMINATOR: NativeDef = NativeDef::function("denominator", 1, 1, |_, _| Ok(Value::Int(1)));

/// Adds the methods.
pub fn install(vm: &mut Vm) {
    let int = vm.types.int;
    vm.add_methods(int, super::arithmetic::INT);
    vm.add_methods(int, super::arithmetic::INT_ONLY);
    vm.add_methods(int, METHODS);
    vm.add_methods(vm.types.bool, BOOL);
    vm.add_class_method(int, &FROM_BYTES);
    for property in [&REAL, &NUMERATOR, &IMAG, &DENOMINATOR] {
        vm.add_property(int, property, None);
    }
}

impl Vm {
    /// Adds a class method to a built-in class.
    pub fn add_class_method(&mut self, class: Ref, def: &'static NativeDef) {
        let native = Value::Obj(self.heap.alloc(Obj::Native { def, bound: Value::Unbound }));
        let method = Value::Obj(self.heap.alloc(Obj::ClassMethod(native)));
        let name = self.syms.intern(def.name);
        if let Some(class) = self.class_mut(class) {
            class.attrs.insert(name, method);
        }
    }

    /// `made` as an instance of `class`, which is `base` or derives from it.
    ///
    /// # Errors
    /// TypeError for other classes.
    pub fn made_as(&mut self, class: Value, base: Ref, made: Value) -> R {
        let name = self.class_name(base);
        let Some(class) = class.as_ref().filter(|&c| self.class(c).is_some()) else {
            let got = self.type_name(class);
            return Err(self.type_error(format!("{name}.__new__(X): X is not a type object ({got})")));
        };
        if class == base {
            return Ok(made);
        }
        if !self.is_subclass(class, base) {
            let got = self.class_name(class);
            return Err(self.type_error(format!("{name}.__new__({got}): {got} is not a subtype of {name}")));
        }
        self.new_payload(class, made)
    }

    /// The bytes of a `bytes` or `bytearray`, or an instance of a class derived from them.
    pub fn bytes_of(&self, v: Value) -> Option<Arc<[u8]>> {
        match self.heap.payload(v) {
            Value::Obj(r) => match self.heap.get(r) {
                Obj::Bytes(b) => Some(b.clone()),
                Obj::ByteArray(b) => Some(Arc::from(b.as_slice())),
                _ => None,
            },
            _ => None,
        }
    }

    /// True if a special method of the class of `v` is written in Python.
    pub fn has_python_special(&mut self, v: Value, name: crate::python::sym::Sym) -> bool {
        match self.lookup_special(v, name) {
            Value::Obj(r) => !matches!(self.heap.get(r), Obj::Native { .. }),
            _ => false,
        }
    }
}

fn new(vm: &mut Vm, args: Args<'_>) -> R {
    let base_name = vm.syms.intern("base");
    let (v, base) = (args.get(1), args.either(2, base_name));
    let made = if v.is_unbound() {
        if !base.is_unbound() {
            return Err(vm.type_error("int() missing string argument"));
        }
        Value::Int(0)
    } else if base.is_unbound() {
        from_any(vm, v)?
    } else {
        let base = vm.clamped_arg(base)?;
        let Some(base) = u32::try_from(base).ok().filter(|b| *b == 0 || (2..=36).contains(b)) else {
            return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
        };
        match from_text(vm, v, base)? {
            Some(made) => made,
            None => return Err(vm.type_error("int() can't convert non-string with explicit base")),
        }
    };
    let int = vm.types.int;
    vm.made_as(args.get(0), int, made)
}

/// An int from a string or bytes; `None` if it is neither.
fn from_text(vm: &mut Vm, v: Value, base: u32) -> R<Option<Value>> {
    let result = if let Some(s) = vm.heap.as_str(v).map(|s| s.text.clone()) {
        text::int::parse_int(&s, base, || text::str_repr(&s))
    } else if let Some(bytes) = vm.bytes_of(v) {
        // Bytes beyond ASCII are no digits, whatever they would mean.
        let plain: String = bytes.iter().map(|&b| if b.is_ascii() { b as char } else { '?' }).collect();
        text::int::parse_int(&plain, base, || text::bytes_repr(&bytes))
    } else {
        return Ok(None);
    };
    match result {
        Ok(n) => Ok(Some(vm.heap.int(n))),
        Err(fault) => Err(vm.fault(fault)),
    }
}

fn from_any(vm: &mut Vm, v: Value) -> R {
    for name in [names::INT, names::INDEX] {
        if vm.has_python_special(v, name) {
            return Err(Ctl::Python);
        }
    }
    match number::num(vm, v) {
        Some(Num::Int(i)) => return Ok(Value::Int(i)),
        Some(Num::Big(b)) => return Ok(vm.heap.int(b)),
        Some(Num::Float(f)) => {
            return number::float_to_int(f).map(|n| vm.heap.int(n)).map_err(|fault| vm.fault(fault));
        }
        Some(Num::Complex(..)) | None => {}
    }
    if vm.has_python_special(v, names::TRUNC) {
        return Err(Ctl::Python);
    }
    if let Some(made) = from_text(vm, v, 10)? {
        return Ok(made);
    }
    let got = vm.type_name(v);
    Err(vm.type_error(format!("int() argument must be a string, a bytes-like object or a real number, not '{got}'")))
}

fn new_bool(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(1);
    Ok(Value::Bool(!v.is_unbound() && vm.truth_native(v)?))
}

/// The int that a method was called on.
fn this(vm: &mut Vm, args: Args<'_>) -> R<BigInt> {
    match number::to_bigint(vm, args.get(0)) {
        Some(n) => Ok(n),
        None => {
            let got = vm.type_name(args.get(0));
            Err(vm.type_error(format!("descriptor requires a 'int' object but received a '{got}'")))
        }
    }
}

fn itself(vm: &mut Vm, args: Args<'_>) -> R {
    let n = this(vm, args)?;
    Ok(vm.heap.int(n))
}

fn bit_length(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Int(this(vm, args)?.bits() as i64))
}

fn bit_count(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Int(this(vm, args)?.magnitude().count_ones() as i64))
}

fn as_integer_ratio(vm: &mut Vm, args: Args<'_>) -> R {
    let n = itself(vm, args)?;
    Ok(vm.heap.tuple(vec![n, Value::Int(1)]))
}

fn is_integer(_: &mut Vm, _: Args<'_>) -> R {
    Ok(Value::Bool(true))
}

fn to_float(vm: &mut Vm, args: Args<'_>) -> R {
    this(vm, args)?;
    let f = number::real(vm, args.get(0))?;
    Ok(Value::Float(f.unwrap_or(0.0)))
}

fn round(vm: &mut Vm, args: Args<'_>) -> R {
    let digits = match args.get(1) {
        Value::Unbound | Value::None => None,
        v => Some(vm.clamped_arg(v)?),
    };
    Ok(number::round(vm, args.get(0), digits)?.unwrap_or(Value::NotImplemented))
}

/// True for the order of bytes that starts with the least significant.
fn little(vm: &mut Vm, v: Value) -> R<bool> {
    match vm.heap.as_str(v).map(|s| s.text.clone()).as_deref() {
        None if v.is_unbound() => Ok(false),
        Some("big") => Ok(false),
        Some("little") => Ok(true),
        Some(_) => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
        None => {
            let got = vm.type_name(v);
            Err(vm.type_error(format!("argument 'byteorder' must be str, not {got}")))
        }
    }
}

fn flag(vm: &mut Vm, args: Args<'_>, name: &str) -> R<bool> {
    let name = vm.syms.intern(name);
    let v = args.kw(name);
    Ok(!v.is_unbound() && vm.truth_native(v)?)
}

fn to_bytes(vm: &mut Vm, args: Args<'_>) -> R {
    let n = this(vm, args)?;
    let (length, order) = (vm.syms.intern("length"), vm.syms.intern("byteorder"));
    let length = match args.either(1, length) {
        Value::Unbound => 1,
        v => vm.int_arg(v)?,
    };
    let little = little(vm, args.either(2, order))?;
    let signed = flag(vm, args, "signed")?;
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    if n.is_negative() && !signed {
        return Err(vm.fault(Fault::overflow("can't convert negative int to unsigned")));
    }
    vm.heap.reserve(length)?;
    // The bits that the sign needs besides those of the magnitude.
    let bits = if signed { signed_bits(&n) } else { n.bits() };
    if bits > length as u64 * 8 {
        return Err(vm.fault(Fault::overflow("int too big to convert")));
    }
    let mut bytes = n.to_signed_bytes_le();
    bytes.resize(length, if n.is_negative() { 0xff } else { 0 });
    if !little {
        bytes.reverse();
    }
    Ok(Value::Obj(vm.heap.alloc(Obj::Bytes(Arc::from(bytes)))))
}

/// Bits of the two's complement, the sign included.
fn signed_bits(n: &BigInt) -> u64 {
    if n.is_negative() { (n + 1i32).bits() + 1 } else { n.bits() + u64::from(n.is_positive()) }
}

fn from_bytes(vm: &mut Vm, args: Args<'_>) -> R {
    let (bytes, order) = (vm.syms.intern("bytes"), vm.syms.intern("byteorder"));
    let v = args.either(1, bytes);
    let bytes = match vm.bytes_of(v) {
        Some(bytes) => bytes,
        None if vm.heap.as_str(v).is_some() => return Err(vm.type_error("cannot convert 'str' object to bytes")),
        None => {
            let mut out = Vec::new();
            for item in vm.native_items(v)? {
                out.push(super::bytes::byte_arg(vm, item)?);
            }
            Arc::from(out)
        }
    };
    let little = little(vm, args.either(2, order))?;
    let signed = flag(vm, args, "signed")?;
    let n = match (signed, little) {
        (true, true) => BigInt::from_signed_bytes_le(&bytes),
        (true, false) => BigInt::from_signed_bytes_be(&bytes),
        (false, true) => BigInt::from_bytes_le(Sign::Plus, &bytes),
        (false, false) => BigInt::from_bytes_be(Sign::Plus, &bytes),
    };
    let made = n.to_i64().map_or_else(|| vm.heap.int(n), Value::Int);
    let class = args.get(0);
    let int = vm.types.int;
    if class.as_ref() == Some(int) {
        return Ok(made);
    }
    // A subclass is called, as its constructor may do more.
    Err(Ctl::Call(Box::new((class, vec![made]))))
}
