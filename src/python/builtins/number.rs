//! `int`, `float`, `bool`, `bytes`: constructors and the most used methods.

use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::number;
use crate::python::object::Obj;
use crate::python::op::BinOp;
use crate::python::sym::names;
use crate::python::text;
use crate::python::types::Exc;
use crate::python::value::Value;
use crate::python::vm::Vm;
use num_bigint::BigInt;
use std::sync::Arc;

pub static INT: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 3, int_new).of("int").kw(&["base"]).slow("_int_new"),
    NativeDef::method("int", "bit_length", 0, 0, bit_length),
    NativeDef::method("int", "bit_count", 0, 0, bit_count),
    NativeDef::method("int", "conjugate", 0, 0, int_plain),
    NativeDef::method("int", "is_integer", 0, 0, |_, _| Ok(Value::Bool(true))),
    NativeDef::method("int", "as_integer_ratio", 0, 0, int_ratio),
    NativeDef::method("int", "__index__", 0, 0, int_plain),
    NativeDef::method("int", "__int__", 0, 0, int_plain),
    NativeDef::method("int", "__float__", 0, 0, to_float),
    NativeDef::method("int", "__add__", 1, 1, |vm, a| arith(vm, a, BinOp::Add, false)),
    NativeDef::method("int", "__radd__", 1, 1, |vm, a| arith(vm, a, BinOp::Add, true)),
    NativeDef::method("int", "__sub__", 1, 1, |vm, a| arith(vm, a, BinOp::Sub, false)),
    NativeDef::method("int", "__rsub__", 1, 1, |vm, a| arith(vm, a, BinOp::Sub, true)),
    NativeDef::method("int", "__mul__", 1, 1, |vm, a| arith(vm, a, BinOp::Mul, false)),
    NativeDef::method("int", "__rmul__", 1, 1, |vm, a| arith(vm, a, BinOp::Mul, true)),
    NativeDef::method("int", "__truediv__", 1, 1, |vm, a| arith(vm, a, BinOp::TrueDiv, false)),
    NativeDef::method("int", "__floordiv__", 1, 1, |vm, a| arith(vm, a, BinOp::FloorDiv, false)),
    NativeDef::method("int", "__mod__", 1, 1, |vm, a| arith(vm, a, BinOp::Mod, false)),
    NativeDef::method("int", "__pow__", 1, 1, |vm, a| arith(vm, a, BinOp::Pow, false)),
    NativeDef::method("int", "__and__", 1, 1, |vm, a| arith(vm, a, BinOp::And, false)),
    NativeDef::method("int", "__or__", 1, 1, |vm, a| arith(vm, a, BinOp::Or, false)),
    NativeDef::method("int", "__xor__", 1, 1, |vm, a| arith(vm, a, BinOp::Xor, false)),
    NativeDef::method("int", "__eq__", 1, 1, |vm, a| compare(vm, a, crate::python::op::CmpOp::Eq)),
    NativeDef::method("int", "__lt__", 1, 1, |vm, a| compare(vm, a, crate::python::op::CmpOp::Lt)),
    NativeDef::method("int", "__le__", 1, 1, |vm, a| compare(vm, a, crate::python::op::CmpOp::Le)),
    NativeDef::method("int", "__gt__", 1, 1, |vm, a| compare(vm, a, crate::python::op::CmpOp::Gt)),
    NativeDef::method("int", "__ge__", 1, 1, |vm, a| compare(vm, a, crate::python::op::CmpOp::Ge)),
    NativeDef::method("int", "__hash__", 0, 0, hash),
    NativeDef::method("int", "__repr__", 0, 0, repr),
    NativeDef::method("int", "__bool__", 0, 0, truth),
];

pub static FLOAT: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 2, float_new).of("float").slow("_float_new"),
    NativeDef::method("float", "is_integer", 0, 0, is_integer),
    NativeDef::method("float", "as_integer_ratio", 0, 0, |_, _| Err(Ctl::unsupported("float.as_integer_ratio"))),
    NativeDef::method("float", "hex", 0, 0, |_, _| Err(Ctl::unsupported("float.hex"))),
    NativeDef::method("float", "__int__", 0, 0, |vm, a| {
        let f = vm.float_arg(a.get(0))?;
        truncate(vm, f)
    }),
];

pub static BOOL: &[NativeDef] = &[NativeDef::function("__new__", 1, 2, bool_new).of("bool").slow("_bool_new")];

pub static BYTES: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 4, bytes_new).of("bytes").kw(&["encoding", "errors"]),
    NativeDef::method("bytes", "decode", 0, 2, decode).kw(&["encoding", "errors"]),
    NativeDef::method("bytes", "hex", 0, 0, bytes_hex),
];

pub fn install(vm: &mut Vm) {
    let t = vm.types.clone();
    vm.add_methods(t.int, INT);
    vm.add_methods(t.float, &INT[8..21]);
    vm.add_methods(t.float, &INT[22..]);
    vm.add_methods(t.float, FLOAT);
    vm.add_methods(t.bool, BOOL);
    vm.add_methods(t.bytes, BYTES);
    vm.add_methods(t.str, super::str::METHODS);
    static REAL: NativeDef = NativeDef::function("real", 1, 1, plain);
    static IMAG: NativeDef = NativeDef::function("imag", 1, 1, |vm, a| match vm.heap.payload(a.get(0)) {
        Value::Float(_) => Ok(Value::Float(0.0)),
        _ => Ok(Value::Int(0)),
    });
    static NUMERATOR: NativeDef = NativeDef::function("numerator", 1, 1, int_plain);
    static DENOMINATOR: NativeDef = NativeDef::function("denominator", 1, 1, |_, _| Ok(Value::Int(1)));
    for class in [t.int, t.float] {
        vm.add_property(class, &REAL, None);
        vm.add_property(class, &IMAG, None);
    }
    vm.add_property(t.int, &NUMERATOR, None);
    vm.add_property(t.int, &DENOMINATOR, None);
}

fn made(vm: &mut Vm, args: Args<'_>, base: crate::python::value::Ref, v: Value) -> R {
    match args.get(0) {
        Value::Obj(class) if class != base => vm.new_payload(class, v),
        _ => Ok(v),
    }
}

fn truncate(vm: &mut Vm, f: f64) -> R {
    if f.is_nan() {
        return Err(vm.value_error("cannot convert float NaN to integer"));
    }
    if f.is_infinite() {
        return Err(vm.raise(Exc::OverflowError, "cannot convert float infinity to integer"));
    }
    let n: BigInt = num_traits::FromPrimitive::from_f64(f.trunc()).unwrap_or_default();
    Ok(vm.heap.int(n))
}

fn int_new(vm: &mut Vm, args: Args<'_>) -> R {
    let base_name = vm.syms.intern("base");
    let v = args.get(1);
    let base = args.either(2, base_name);
    let int = vm.types.int;
    let result = if v.is_unbound() {
        Value::Int(0)
    } else if let Some(s) = vm.heap.as_str(v).map(|s| s.text.clone()) {
        let radix = if base.is_unbound() { 10 } else { vm.int_arg(base)? };
        if radix != 0 && !(2..=36).contains(&radix) {
            return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
        }
        match text::int::parse_int(&s, radix as u32, || text::str_repr(&s)) {
            Ok(n) => vm.heap.int(n),
            Err(fault) => return Err(vm.fault(fault)),
        }
    } else if !base.is_unbound() {
        return Err(vm.type_error("int() can't convert non-string with explicit base"));
    } else {
        match vm.heap.payload(v) {
            Value::Float(f) => truncate(vm, f)?,
            p => match number::to_bigint(vm, p) {
                Some(n) => vm.heap.int(n),
                None => {
                    let special = [names::INT, names::INDEX, names::TRUNC];
                    if special.into_iter().any(|n| !vm.lookup_special(v, n).is_unbound()) {
                        return Err(Ctl::Python);
                    }
                    let text = format!(
                        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                        vm.type_name(v)
                    );
                    return Err(vm.type_error(text));
                }
            },
        }
    };
    made(vm, args, int, result)
}

fn float_new(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(1);
    let float = vm.types.float;
    let f = if v.is_unbound() {
        0.0
    } else if let Some(s) = vm.heap.as_str(v).map(|s| s.text.clone()) {
        match text::float_of(&s, || text::str_repr(&s)) {
            Ok(f) => f,
            Err(fault) => return Err(vm.fault(fault)),
        }
    } else {
        let p = vm.heap.payload(v);
        match number::to_f64(vm, p) {
            Some(f) => f,
            None if number::to_bigint(vm, p).is_some() => {
                return Err(vm.raise(Exc::OverflowError, "int too large to convert to float"));
            }
            None => {
                if [names::FLOAT, names::INDEX].into_iter().any(|n| !vm.lookup_special(v, n).is_unbound()) {
                    return Err(Ctl::Python);
                }
                let text = format!("float() argument must be a string or a real number, not '{}'", vm.type_name(v));
                return Err(vm.type_error(text));
            }
        }
    };
    made(vm, args, float, Value::Float(f))
}

fn bool_new(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(1);
    Ok(Value::Bool(!v.is_unbound() && vm.truth_native(v)?))
}

fn big(vm: &Vm, args: Args<'_>) -> BigInt {
    number::to_bigint(vm, vm.heap.payload(args.get(0))).unwrap_or_default()
}

fn bit_length(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Int(big(vm, args).bits() as i64))
}

fn bit_count(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Int(big(vm, args).magnitude().count_ones() as i64))
}

fn int_plain(vm: &mut Vm, args: Args<'_>) -> R {
    let n = big(vm, args);
    Ok(vm.heap.int(n))
}

fn plain(vm: &mut Vm, args: Args<'_>) -> R {
    match vm.heap.payload(args.get(0)) {
        v @ Value::Float(_) => Ok(v),
        _ => int_plain(vm, args),
    }
}

fn int_ratio(vm: &mut Vm, args: Args<'_>) -> R {
    let n = int_plain(vm, args)?;
    Ok(vm.heap.tuple(vec![n, Value::Int(1)]))
}

fn to_float(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Float(vm.float_arg(args.get(0))?))
}

fn arith(vm: &mut Vm, args: Args<'_>, op: BinOp, reflected: bool) -> R {
    let (a, b) = (vm.heap.payload(args.get(0)), vm.heap.payload(args.get(1)));
    let result = if reflected { number::binary(vm, op, b, a)? } else { number::binary(vm, op, a, b)? };
    Ok(result.unwrap_or(Value::NotImplemented))
}

fn compare(vm: &mut Vm, args: Args<'_>, op: crate::python::op::CmpOp) -> R {
    Ok(number::compare(vm, op, args.get(0), args.get(1)).map_or(Value::NotImplemented, Value::Bool))
}

fn hash(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Int(number::hash(vm, args.get(0)).unwrap_or(0)))
}

fn repr(vm: &mut Vm, args: Args<'_>) -> R {
    let v = vm.heap.payload(args.get(0));
    let text = vm.repr_native(v)?;
    Ok(vm.heap.str(&text))
}

fn truth(vm: &mut Vm, args: Args<'_>) -> R {
    let v = vm.heap.payload(args.get(0));
    Ok(Value::Bool(vm.truth_native(v)?))
}

fn is_integer(vm: &mut Vm, args: Args<'_>) -> R {
    let f = vm.float_arg(args.get(0))?;
    Ok(Value::Bool(f.is_finite() && f.fract() == 0.0))
}

fn bytes_new(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(1);
    if args.len() > 2 || !args.kw.is_empty() || vm.is_str(v) {
        return Err(Ctl::unsupported("bytes(str, encoding): use str.encode"));
    }
    let bytes: Vec<u8> = match v {
        Value::Unbound => Vec::new(),
        Value::Int(n) if n >= 0 => {
            vm.heap.reserve(n as usize)?;
            vec![0; n as usize]
        }
        Value::Int(_) => return Err(vm.value_error("negative count")),
        _ => {
            let mut out = Vec::new();
            for item in vm.native_items(v)? {
                match vm.int_arg(item)?.try_into() {
                    Ok(b) => out.push(b),
                    Err(_) => return Err(vm.value_error("bytes must be in range(0, 256)")),
                }
            }
            out
        }
    };
    Ok(Value::Obj(vm.heap.alloc(Obj::Bytes(Arc::from(bytes)))))
}

fn content(vm: &Vm, args: Args<'_>) -> Arc<[u8]> {
    match vm.heap.payload(args.get(0)) {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::Bytes(b) => b.clone(),
            _ => Arc::from([]),
        },
        _ => Arc::from([]),
    }
}

fn decode(vm: &mut Vm, args: Args<'_>) -> R {
    let encoding = vm.syms.intern("encoding");
    let name = match args.either(1, encoding) {
        Value::Unbound => String::from("utf-8"),
        v => vm.str_native(v)?.to_lowercase(),
    };
    let bytes = content(vm, args);
    match name.as_str() {
        "utf-8" | "utf8" | "ascii" => match std::str::from_utf8(&bytes) {
            Ok(text) => Ok(vm.heap.str(text)),
            Err(_) => Err(Ctl::unsupported("decoding bytes that are not UTF-8")),
        },
        "latin-1" => {
            let text: String = bytes.iter().map(|&b| b as char).collect();
            Ok(vm.heap.str(&text))
        }
        _ => Err(Ctl::unsupported("this encoding")),
    }
}

fn bytes_hex(vm: &mut Vm, args: Args<'_>) -> R {
    let text: String = content(vm, args).iter().map(|b| format!("{b:02x}")).collect();
    Ok(vm.heap.str(&text))
}
