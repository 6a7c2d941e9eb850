//! The functions of the module `builtins`.

use crate::python::native::{Args, Ctl, FrameFn, NativeDef, R, Resume};
use crate::python::number;
use crate::python::object::{Iter, Obj};
use crate::python::op::BinOp;
use crate::python::sym::names;
use crate::python::text;
use crate::python::types::Exc;
use crate::python::value::Value;
use crate::python::vm::{Stream, Vm};
use num_traits::{Signed, ToPrimitive};

pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("print", 0, 255, print).kw(&["sep", "end", "file", "flush"]).slow("_print"),
    NativeDef::function("len", 1, 1, len).slow("_len"),
    NativeDef::function("repr", 1, 1, repr).slow("_repr"),
    NativeDef::function("ascii", 1, 1, ascii).slow("_ascii"),
    NativeDef::function("hash", 1, 1, hash).slow("_hash"),
    NativeDef::function("id", 1, 1, id),
    NativeDef::function("abs", 1, 1, abs).slow("_abs"),
    NativeDef::function("isinstance", 2, 2, isinstance).slow("_isinstance"),
    NativeDef::function("issubclass", 2, 2, issubclass).slow("_issubclass"),
    NativeDef::function("callable", 1, 1, callable),
    NativeDef::function("getattr", 2, 3, getattr).slow("_getattr_default"),
    NativeDef::function("hasattr", 2, 2, hasattr).slow("_hasattr"),
    NativeDef::function("setattr", 3, 3, setattr),
    NativeDef::function("delattr", 2, 2, delattr),
    NativeDef::function("iter", 1, 2, iter).slow("_iter"),
    NativeDef::function("next", 1, 2, next).slow("_next"),
    NativeDef::function("divmod", 2, 2, divmod).slow("_divmod"),
    NativeDef::function("pow", 2, 3, pow).kw(&["base", "exp", "mod"]).slow("_pow"),
    NativeDef::function("round", 1, 2, round).kw(&["ndigits"]).slow("_round"),
    NativeDef::function("chr", 1, 1, chr),
    NativeDef::function("ord", 1, 1, ord),
    NativeDef::function("bin", 1, 1, bin).slow("_bin"),
    NativeDef::function("hex", 1, 1, hex).slow("_hex"),
    NativeDef::function("oct", 1, 1, oct).slow("_oct"),
    NativeDef::function("format", 1, 2, format).slow("_format"),
    NativeDef::function("dir", 0, 1, dir).slow("_dir"),
    NativeDef::function("vars", 0, 1, vars),
    NativeDef::function("input", 0, 1, input),
    NativeDef::function("aiter", 1, 1, aiter),
    NativeDef::function("anext", 1, 2, anext).slow("_anext_default"),
    NativeDef::frame("locals", 0, 0, FrameFn::Locals),
    NativeDef::frame("globals", 0, 0, FrameFn::Globals),
    NativeDef::function("exec", 1, 3, refused),
    NativeDef::function("eval", 1, 3, refused),
    NativeDef::function("compile", 1, 6, refused),
    NativeDef::function("open", 1, 8, refused_open).kw(&["**"]),
    NativeDef::function("breakpoint", 0, 0, refused),
    NativeDef::function("__import__", 1, 5, refused),
    NativeDef::function("memoryview", 1, 1, refused),
    NativeDef::function("help", 0, 1, refused),
];

fn refused(_: &mut Vm, _: Args<'_>) -> R {
    Err(Ctl::unsupported(
        "exec, eval, compile, breakpoint, __import__, memoryview and help are not part of the simulator",
    ))
}

fn refused_open(_: &mut Vm, _: Args<'_>) -> R {
    Err(Ctl::unsupported("open(): there are no files in the simulator; use strings in the program instead"))
}

fn print(vm: &mut Vm, args: Args<'_>) -> R {
    let file = args.kw(names::FILE);
    if !file.is_unbound() && !file.is_none() {
        return Err(Ctl::Python);
    }
    let text_arg = |vm: &mut Vm, name, default: &str| -> R<String> {
        match args.kw(name) {
            Value::Unbound | Value::None => Ok(default.to_string()),
            v => match vm.heap.as_str(v) {
                Some(s) => Ok(s.text.to_string()),
                None => {
                    let text = format!("{} must be None or a string, not {}", vm.syms.text(name), vm.type_name(v));
                    Err(vm.type_error(text))
                }
            },
        }
    };
    let sep = text_arg(vm, names::SEP, " ")?;
    let end = text_arg(vm, names::END, "\n")?;
    let mut out = String::new();
    for (i, &v) in args.pos.iter().enumerate() {
        if i > 0 {
            out.push_str(&sep);
        }
        out.push_str(&vm.str_native(v)?);
    }
    out.push_str(&end);
    vm.write(Stream::Stdout, &out);
    Ok(Value::None)
}

fn len(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Int(vm.len_native(args.get(0))? as i64))
}

fn repr(vm: &mut Vm, args: Args<'_>) -> R {
    let text = vm.repr_native(args.get(0))?;
    Ok(vm.heap.str(&text))
}

fn ascii(vm: &mut Vm, args: Args<'_>) -> R {
    let text = text::ascii_repr(&vm.repr_native(args.get(0))?);
    Ok(vm.heap.str(&text))
}

fn hash(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Int(vm.hash_native(args.get(0))?))
}

fn id(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Int(match args.get(0) {
        Value::Obj(r) => vm.address(r) as i64,
        Value::Int(i) => 0x7e00_0000_0000 + i.wrapping_mul(32),
        Value::Float(f) => 0x7d00_0000_0000 + (f.to_bits() >> 12) as i64,
        Value::Bool(b) => 0x7c00_0000_0000 + 32 * i64::from(b),
        Value::None => 0x7c00_0000_1000,
        _ => 0x7c00_0000_2000,
    }))
}

fn abs(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    match vm.heap.payload(v) {
        Value::Int(i) if i != i64::MIN => Ok(Value::Int(i.abs())),
        Value::Bool(b) => Ok(Value::Int(i64::from(b))),
        Value::Float(f) => Ok(Value::Float(f.abs())),
        p => match number::to_bigint(vm, p) {
            Some(n) => Ok(vm.heap.int(n.abs())),
            None if vm.lookup_special(v, names::ABS).is_unbound() => match v {
                Value::Obj(r) => match vm.heap.get(r) {
                    Obj::Complex(re, im) => Ok(Value::Float(libm::hypot(*re, *im))),
                    _ => {
                        let text = format!("bad operand type for abs(): '{}'", vm.type_name(v));
                        Err(vm.type_error(text))
                    }
                },
                _ => {
                    let text = format!("bad operand type for abs(): '{}'", vm.type_name(v));
                    Err(vm.type_error(text))
                }
            },
            None => Err(Ctl::Python),
        },
    }
}

/// `isinstance`/`issubclass` against a class, tuple or union; `Ctl::Python` if a metaclass has its own hook.
fn class_check(vm: &mut Vm, class: crate::python::value::Ref, against: Value, word: &str) -> R<bool> {
    if let Value::Obj(r) = against {
        match vm.heap.get(r) {
            Obj::Class(c) => {
                let meta = c.metaclass;
                let hook = if word == "isinstance" { names::INSTANCECHECK } else { names::SUBCLASSCHECK };
                if meta != vm.types.type_
                    && let Value::Obj(f) = vm.lookup(meta, hook)
                    && matches!(vm.heap.get(f), Obj::Function(_))
                {
                    return Err(Ctl::Python);
                }
                return Ok(vm.is_subclass(class, r));
            }
            Obj::Tuple(items) => {
                let items = items.to_vec();
                for item in items {
                    if class_check(vm, class, item, word)? {
                        return Ok(true);
                    }
                }
                return Ok(false);
            }
            Obj::Instance(_) => return Err(Ctl::Python),
            _ => {}
        }
    }
    if against.is_none() && word == "isinstance" {
        return Ok(class == vm.types.none);
    }
    let what = if word == "isinstance" {
        "a type, a tuple of types, or a union"
    } else {
        "a class, a tuple of classes, or a union"
    };
    Err(vm.type_error(format!("{word}() arg 2 must be {what}")))
}

fn isinstance(vm: &mut Vm, args: Args<'_>) -> R {
    let class = vm.class_of(args.get(0));
    if args.get(1).is_none() {
        return Err(vm.type_error("isinstance() arg 2 must be a type, a tuple of types, or a union"));
    }
    Ok(Value::Bool(class_check(vm, class, args.get(1), "isinstance")?))
}

fn issubclass(vm: &mut Vm, args: Args<'_>) -> R {
    let Some(class) = args.get(0).as_ref().filter(|&r| vm.class(r).is_some()) else {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    };
    Ok(Value::Bool(class_check(vm, class, args.get(1), "issubclass")?))
}

fn callable(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    let plain = match v {
        Value::Obj(r) => matches!(
            vm.heap.get(r),
            Obj::Function(_)
                | Obj::Native { .. }
                | Obj::Method { .. }
                | Obj::Class(_)
                | Obj::StaticMethod(_)
                | Obj::Alias(_)
        ),
        _ => false,
    };
    Ok(Value::Bool(plain || !vm.lookup_special(v, names::CALL).is_unbound()))
}

fn getattr(vm: &mut Vm, args: Args<'_>) -> R {
    let name = vm.attr_name(args.get(1))?;
    let default = args.get(2);
    match vm.load_attr(args.get(0), name) {
        Err(Ctl::Raise(exc)) if !default.is_unbound() && vm.is_exc(exc, Exc::AttributeError) => Ok(default),
        Err(Ctl::Call(_)) if !default.is_unbound() => Err(Ctl::Python),
        result => result,
    }
}

fn hasattr(vm: &mut Vm, args: Args<'_>) -> R {
    let name = vm.attr_name(args.get(1))?;
    match vm.load_attr(args.get(0), name) {
        Ok(_) => Ok(Value::Bool(true)),
        Err(Ctl::Raise(exc)) if vm.is_exc(exc, Exc::AttributeError) => Ok(Value::Bool(false)),
        Err(Ctl::Call(_)) => Err(Ctl::Python),
        Err(ctl) => Err(ctl),
    }
}

fn setattr(vm: &mut Vm, args: Args<'_>) -> R {
    let name = vm.attr_name(args.get(1))?;
    vm.store_attr(args.get(0), name, args.get(2))?;
    Ok(Value::None)
}

fn delattr(vm: &mut Vm, args: Args<'_>) -> R {
    let name = vm.attr_name(args.get(1))?;
    vm.delete_attr(args.get(0), name)?;
    Ok(Value::None)
}

fn iter(vm: &mut Vm, args: Args<'_>) -> R {
    if args.len() == 2 {
        return Ok(vm.heap.iter(Iter::Callable(args.get(0), args.get(1))));
    }
    vm.get_iter(args.get(0))
}

fn next(vm: &mut Vm, args: Args<'_>) -> R {
    let it = args.get(0);
    if let Value::Obj(r) = it {
        match vm.heap.get(r) {
            Obj::Generator(g) if g.kind == crate::python::object::GeneratorKind::Generator => {
                return Err(Ctl::Resume(it, Resume::Next { default: args.get(1) }));
            }
            Obj::Iter(_) => {
                return match vm.iter_next(it)? {
                    Some(v) => Ok(v),
                    None if !args.get(1).is_unbound() => Ok(args.get(1)),
                    None => Err(vm.raise_args(Exc::StopIteration, Vec::new())),
                };
            }
            Obj::FutureIter { .. } => return Err(Ctl::Resume(it, Resume::Next { default: args.get(1) })),
            _ => {}
        }
    }
    if vm.lookup_special(it, names::NEXT).is_unbound() {
        return Err(vm.not_an_iterator(it));
    }
    Err(Ctl::Python)
}

fn divmod(vm: &mut Vm, args: Args<'_>) -> R {
    let (a, b) = (args.get(0), args.get(1));
    if let (Some(_), Some(y)) = (number::to_f64(vm, a), number::to_f64(vm, b))
        && y == 0.0
        && (matches!(a, Value::Float(_)) || matches!(b, Value::Float(_)))
    {
        return Err(vm.raise(Exc::ZeroDivisionError, "float divmod()"));
    }
    match (number::binary(vm, BinOp::FloorDiv, a, b)?, number::binary(vm, BinOp::Mod, a, b)?) {
        (Some(d), Some(m)) => Ok(vm.heap.tuple(vec![d, m])),
        _ => Err(Ctl::Python),
    }
}

fn pow(vm: &mut Vm, args: Args<'_>) -> R {
    let (base, exp, modulus) = (vm.syms.intern("base"), vm.syms.intern("exp"), vm.syms.intern("mod"));
    let (a, b, m) = (args.either(0, base), args.either(1, exp), args.either(2, modulus));
    if m.is_unbound() || m.is_none() {
        return match number::binary(vm, BinOp::Pow, a, b)? {
            Some(v) => Ok(v),
            None => Err(Ctl::Python),
        };
    }
    let (Some(a), Some(b), Some(m)) = (number::to_bigint(vm, a), number::to_bigint(vm, b), number::to_bigint(vm, m))
    else {
        return Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    };
    if m.to_i64() == Some(0) {
        return Err(vm.value_error("pow() 3rd argument cannot be 0"));
    }
    if b.is_negative() {
        return match a.modinv(&m) {
            Some(inverse) => Ok(vm.heap.int(inverse.modpow(&-b, &m))),
            None => Err(vm.value_error("base is not invertible for the given modulus")),
        };
    }
    Ok(vm.heap.int(a.modpow(&b, &m)))
}

fn round(vm: &mut Vm, args: Args<'_>) -> R {
    let ndigits_name = vm.syms.intern("ndigits");
    let v = args.get(0);
    let digits = args.either(1, ndigits_name);
    let digits = if digits.is_unbound() || digits.is_none() { None } else { Some(vm.int_arg(digits)?) };
    match (vm.heap.payload(v), digits) {
        (Value::Float(f), None) => round_to_int(vm, f),
        (Value::Float(f), Some(n)) => Ok(Value::Float(round_float(f, n))),
        (Value::Int(_) | Value::Bool(_), None) => {
            number::binary(vm, BinOp::Add, v, Value::Int(0)).map(|v| v.unwrap_or(Value::None))
        }
        (p, Some(n)) if number::to_bigint(vm, p).is_some() => {
            let i = number::to_bigint(vm, p).unwrap_or_default();
            if n >= 0 {
                return Ok(vm.heap.int(i));
            }
            let unit = num_bigint::BigInt::from(10).pow((-n).min(10_000) as u32);
            let (q, r) = num_integer::Integer::div_mod_floor(&i, &unit);
            let twice = &r * 2;
            let up = twice > unit || (twice == unit && num_integer::Integer::is_odd(&q));
            Ok(vm.heap.int((q + i32::from(up)) * unit))
        }
        (p, None) if number::to_bigint(vm, p).is_some() => Ok(p),
        _ if vm.lookup_special(v, names::ROUND).is_unbound() => {
            let text = format!("type {} doesn't define __round__ method", vm.type_name(v));
            Err(vm.type_error(text))
        }
        _ => Err(Ctl::Python),
    }
}

fn round_to_int(vm: &mut Vm, f: f64) -> R {
    if f.is_nan() {
        return Err(vm.value_error("cannot convert float NaN to integer"));
    }
    if f.is_infinite() {
        return Err(vm.raise(Exc::OverflowError, "cannot convert float infinity to integer"));
    }
    let rounded = f.round_ties_even();
    let n = num_traits::FromPrimitive::from_f64(rounded).unwrap_or_default();
    Ok(vm.heap.int(n))
}

/// `round(f, n)`: correctly rounded decimal, half to even of the exact value.
pub fn round_float(f: f64, n: i64) -> f64 {
    if !f.is_finite() || n > 330 {
        return f;
    }
    if n < -310 {
        return 0.0f64.copysign(f);
    }
    if n >= 0 {
        return format!("{f:.*}", n as usize).parse().unwrap_or(f);
    }
    let unit = libm::pow(10.0, -n as f64);
    let q = f / unit;
    let mut r = q.round();
    if (q - r).abs() == 0.5 {
        r = 2.0 * (q / 2.0).round();
    }
    r * unit
}

fn chr(vm: &mut Vm, args: Args<'_>) -> R {
    let n = vm.int_arg(args.get(0))?;
    match u32::try_from(n).ok().filter(|n| *n < 0x11_0000) {
        None => Err(vm.value_error("chr() arg not in range(0x110000)")),
        Some(n) => match char::from_u32(n) {
            Some(c) => Ok(vm.heap.str(&c.to_string())),
            None => Err(Ctl::unsupported("a lone surrogate cannot be in the simulator's strings")),
        },
    }
}

fn ord(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    if let Some(s) = vm.heap.as_str(v) {
        let mut chars = s.text.chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            return Ok(Value::Int(i64::from(c as u32)));
        }
        let text = format!("ord() expected a character, but string of length {} found", s.chars);
        return Err(vm.type_error(text));
    }
    let text = format!("ord() expected string of length 1, but {} found", vm.type_name(v));
    Err(vm.type_error(text))
}

fn radix(vm: &mut Vm, args: Args<'_>, radix: u32, prefix: &str) -> R {
    let v = args.get(0);
    let Some(n) = number::to_bigint(vm, v) else {
        if vm.lookup_special(v, names::INDEX).is_unbound() {
            let text = format!("'{}' object cannot be interpreted as an integer", vm.type_name(v));
            return Err(vm.type_error(text));
        }
        return Err(Ctl::Python);
    };
    let sign = if n.is_negative() { "-" } else { "" };
    Ok(vm.heap.str(&format!("{sign}{prefix}{}", n.abs().to_str_radix(radix))))
}

fn bin(vm: &mut Vm, args: Args<'_>) -> R {
    radix(vm, args, 2, "0b")
}

fn hex(vm: &mut Vm, args: Args<'_>) -> R {
    radix(vm, args, 16, "0x")
}

fn oct(vm: &mut Vm, args: Args<'_>) -> R {
    radix(vm, args, 8, "0o")
}

fn format(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    if let Value::Obj(r) = v
        && matches!(vm.heap.get(r), Obj::Instance(_))
    {
        return Err(Ctl::Python);
    }
    let spec = vm.heap.as_str(args.get(1)).map(|s| s.text.clone()).unwrap_or_default();
    let text = vm.format_value(v, &spec)?;
    Ok(vm.heap.str(&text))
}

fn dir(vm: &mut Vm, args: Args<'_>) -> R {
    if args.is_empty() {
        return Err(Ctl::unsupported("dir() without an argument"));
    }
    let v = args.get(0);
    match vm.lookup_special(v, names::DIR) {
        Value::Obj(f) if matches!(vm.heap.get(f), Obj::Function(_)) => return Err(Ctl::Python),
        _ => {}
    }
    let names = vm.dir_names(v);
    let items = names.iter().map(|n| vm.heap.str(n)).collect();
    Ok(vm.heap.list(items))
}

fn vars(vm: &mut Vm, args: Args<'_>) -> R {
    if args.is_empty() {
        return Err(Ctl::unsupported("vars() without an argument"));
    }
    let v = args.get(0);
    match vm.load_attr(v, names::DICT) {
        Err(Ctl::Raise(_)) => Err(vm.type_error("vars() argument must have __dict__ attribute")),
        result => result,
    }
}

fn input(vm: &mut Vm, args: Args<'_>) -> R {
    if !args.is_empty() {
        let prompt = vm.str_native(args.get(0))?;
        vm.write(Stream::Stdout, &prompt);
    }
    Err(vm.raise(Exc::EOFError, "EOF when reading a line"))
}

fn aiter(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    let found = vm.lookup_special(v, names::AITER);
    if found.is_unbound() {
        let text = format!("'{}' object is not an async iterable", vm.type_name(v));
        return Err(vm.type_error(text));
    }
    let bound = vm.bind_found(found, v)?;
    Err(Ctl::Call(Box::new((bound, Vec::new()))))
}

fn anext(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    if args.len() == 2 {
        return Err(Ctl::Python);
    }
    let found = vm.lookup_special(v, names::ANEXT);
    if found.is_unbound() {
        let text = format!("'{}' object is not an async iterator", vm.type_name(v));
        return Err(vm.type_error(text));
    }
    let bound = vm.bind_found(found, v)?;
    Err(Ctl::Call(Box::new((bound, Vec::new()))))
}
