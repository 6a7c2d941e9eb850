//! Built-in functions on numbers and characters: `abs`, `round`, `pow`, `divmod`, `bin`, `chr`, `ord` …

use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::number;
use crate::python::op::BinOp;
use crate::python::sym::names;
use crate::python::text::Fault;
use crate::python::text::int::radix_text;
use crate::python::value::Value;
use crate::python::vm::Vm;
use num_traits::Signed;

pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("abs", 1, 1, abs).slow("_abs"),
    NativeDef::function("divmod", 2, 2, divmod).slow("_divmod"),
    NativeDef::function("pow", 2, 3, pow).kw(&["base", "exp", "mod"]).slow("_pow"),
    NativeDef::function("round", 1, 2, round).kw(&["number", "ndigits"]).slow("_round"),
    NativeDef::function("chr", 1, 1, chr).slow("_chr"),
    NativeDef::function("ord", 1, 1, ord),
    NativeDef::function("bin", 1, 1, bin).slow("_bin"),
    NativeDef::function("hex", 1, 1, hex).slow("_hex"),
    NativeDef::function("oct", 1, 1, oct).slow("_oct"),
];

/// True if a value is a number and the special method of that name is not written in Python.
fn plain(vm: &mut Vm, v: Value, name: crate::python::sym::Sym) -> bool {
    !vm.has_python_special(v, name)
}

fn abs(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    if !plain(vm, v, names::ABS) {
        return Err(Ctl::Python);
    }
    match number::absolute(vm, v)? {
        Some(v) => Ok(v),
        None if vm.lookup_special(v, names::ABS).is_unbound() => {
            let got = vm.type_name(v);
            Err(vm.type_error(format!("bad operand type for abs(): '{got}'")))
        }
        None => Err(Ctl::Python),
    }
}

fn divmod(vm: &mut Vm, args: Args<'_>) -> R {
    let (a, b) = (args.get(0), args.get(1));
    if !plain(vm, a, names::DIVMOD) || !plain(vm, b, names::RDIVMOD) {
        return Err(Ctl::Python);
    }
    match number::divmod(vm, a, b)? {
        Some((d, m)) => Ok(vm.heap.tuple(vec![d, m])),
        None => Err(Ctl::Python),
    }
}

fn pow(vm: &mut Vm, args: Args<'_>) -> R {
    let [base, exp, modulus] = ["base", "exp", "mod"].map(|name| vm.syms.intern(name));
    let (a, b, m) = (args.either(0, base), args.either(1, exp), args.either(2, modulus));
    for (v, name, at) in [(a, "base", 1), (b, "exp", 2)] {
        if v.is_unbound() {
            return Err(vm.type_error(format!("pow() missing required argument '{name}' (pos {at})")));
        }
    }
    if !plain(vm, a, names::POW) || !plain(vm, b, names::RPOW) {
        return Err(Ctl::Python);
    }
    if m.is_unbound() || m.is_none() {
        return match number::binary(vm, BinOp::Pow, a, b)? {
            Some(v) => Ok(v),
            None => Err(Ctl::Python),
        };
    }
    if let (Some(a), Some(b), Some(m)) = (number::to_bigint(vm, a), number::to_bigint(vm, b), number::to_bigint(vm, m))
    {
        let n = number::int::power_modulo(vm, &a, &b, &m)?;
        return Ok(vm.heap.int(n));
    }
    if [a, b, m].iter().all(|&v| number::num(vm, v).is_some()) {
        return Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    let [a, b, m] = [a, b, m].map(|v| vm.type_name(v));
    Err(vm.type_error(format!("unsupported operand type(s) for ** or pow(): '{a}', '{b}', '{m}'")))
}

fn round(vm: &mut Vm, args: Args<'_>) -> R {
    let (number_name, ndigits) = (vm.syms.intern("number"), vm.syms.intern("ndigits"));
    let v = args.either(0, number_name);
    if v.is_unbound() {
        return Err(vm.type_error("round() missing required argument 'number' (pos 1)"));
    }
    if !plain(vm, v, names::ROUND) {
        return Err(Ctl::Python);
    }
    let digits = args.either(1, ndigits);
    if vm.lookup_special(v, names::ROUND).is_unbound() {
        let got = vm.type_name(v);
        return Err(vm.type_error(format!("type {got} doesn't define __round__ method")));
    }
    let digits = if digits.is_unbound() || digits.is_none() { None } else { Some(vm.clamped_arg(digits)?) };
    match number::round(vm, v, digits)? {
        Some(v) => Ok(v),
        None => Err(Ctl::Python),
    }
}

fn chr(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    let n = if vm.is_huge(v) { -1 } else { vm.int_arg(v)? };
    let Some(code) = u32::try_from(n).ok().filter(|n| *n < 0x11_0000) else {
        return Err(vm.value_error("chr() arg not in range(0x110000)"));
    };
    let Some(c) = char::from_u32(code) else { return Err(vm.fault(Fault::surrogate())) };
    let mut buffer = [0; 4];
    Ok(vm.intern_str(c.encode_utf8(&mut buffer)))
}

fn ord(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    let len = if let Some(s) = vm.heap.as_str(v) {
        if let (1, Some(c)) = (s.chars, s.text.chars().next()) {
            return Ok(Value::Int(i64::from(c as u32)));
        }
        s.chars as usize
    } else if let Some(bytes) = vm.bytes_of(v) {
        if let [b] = *bytes {
            return Ok(Value::Int(i64::from(b)));
        }
        bytes.len()
    } else {
        let got = vm.type_name(v);
        return Err(vm.type_error(format!("ord() expected string of length 1, but {got} found")));
    };
    Err(vm.type_error(format!("ord() expected a character, but string of length {len} found")))
}

fn radix(vm: &mut Vm, args: Args<'_>, radix: u32, prefix: &str) -> R {
    let v = args.get(0);
    let Some(n) = number::to_bigint(vm, v) else {
        // Says what is wrong, or that Python code must be asked.
        vm.int_arg(v)?;
        return Err(Ctl::Python);
    };
    vm.heap.reserve(n.bits() as usize)?;
    let sign = if n.is_negative() { "-" } else { "" };
    let text = format!("{sign}{prefix}{}", radix_text(n.magnitude(), radix));
    Ok(vm.heap.str(&text))
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
