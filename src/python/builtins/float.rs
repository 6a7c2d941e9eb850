//! `float` and `complex`: constructors and methods.

use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::number::complex::{self, Complex};
use crate::python::number::{self, Num, float};
use crate::python::sym::names;
use crate::python::text::{self, Fault};
use crate::python::value::Value;
use crate::python::vm::Vm;

static FLOAT: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 2, new_float).of("float").slow("_float_new"),
    NativeDef::method("float", "is_integer", 0, 0, is_integer),
    NativeDef::method("float", "as_integer_ratio", 0, 0, as_integer_ratio),
    NativeDef::method("float", "hex", 0, 0, hex),
    NativeDef::method("float", "conjugate", 0, 0, itself),
    NativeDef::method("float", "__float__", 0, 0, itself),
    NativeDef::method("float", "__int__", 0, 0, truncated),
    NativeDef::method("float", "__trunc__", 0, 0, truncated),
    NativeDef::method("float", "__floor__", 0, 0, floor),
    NativeDef::method("float", "__ceil__", 0, 0, ceil),
    NativeDef::method("float", "__round__", 0, 1, round),
];

static COMPLEX: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 3, new_complex).of("complex").kw(&["real", "imag"]).slow("_complex_new"),
    NativeDef::method("complex", "conjugate", 0, 0, conjugate),
    NativeDef::method("complex", "__complex__", 0, 0, complex_itself),
];

static FROMHEX: NativeDef = NativeDef::method("float", "fromhex", 1, 1, |_, _| Err(Ctl::unsupported("float.fromhex")));
static REAL: NativeDef = NativeDef::function("real", 1, 1, real_part);
static IMAG: NativeDef = NativeDef::function("imag", 1, 1, imaginary_part);

/// Adds the methods.
pub fn install(vm: &mut Vm) {
    let (float, complex) = (vm.types.float, vm.types.complex);
    vm.add_methods(float, super::arithmetic::FLOAT);
    vm.add_methods(float, super::arithmetic::FLOAT_ONLY);
    vm.add_methods(float, FLOAT);
    vm.add_class_method(float, &FROMHEX);
    vm.add_methods(complex, super::arithmetic::COMPLEX);
    vm.add_methods(complex, COMPLEX);
    for class in [float, complex] {
        vm.add_property(class, &REAL, None);
        vm.add_property(class, &IMAG, None);
    }
}

fn new_float(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(1);
    let f = if v.is_unbound() { 0.0 } else { from_any(vm, v)? };
    let float = vm.types.float;
    vm.made_as(args.get(0), float, Value::Float(f))
}

fn from_any(vm: &mut Vm, v: Value) -> R<f64> {
    if [names::FLOAT, names::INDEX].into_iter().any(|name| vm.has_python_special(v, name)) {
        return Err(Ctl::Python);
    }
    if let Some(f) = number::real(vm, v)? {
        return Ok(f);
    }
    let result = if let Some(s) = vm.heap.as_str(v).map(|s| s.text.clone()) {
        text::float_of(&s, || text::str_repr(&s))
    } else if let Some(bytes) = vm.bytes_of(v) {
        let plain: String = bytes.iter().map(|&b| if b.is_ascii() { b as char } else { '?' }).collect();
        text::float_of(&plain, || text::bytes_repr(&bytes))
    } else {
        let got = vm.type_name(v);
        Err(Fault::type_(format!("float() argument must be a string or a real number, not '{got}'")))
    };
    result.map_err(|fault| vm.fault(fault))
}

/// The float that a method was called on.
fn this(vm: &mut Vm, args: Args<'_>) -> R<f64> {
    match number::real(vm, args.get(0))? {
        Some(f) => Ok(f),
        None => {
            let got = vm.type_name(args.get(0));
            Err(vm.type_error(format!("descriptor requires a 'float' object but received a '{got}'")))
        }
    }
}

fn is_integer(vm: &mut Vm, args: Args<'_>) -> R {
    let f = this(vm, args)?;
    Ok(Value::Bool(f.is_finite() && f.floor() == f))
}

fn as_integer_ratio(vm: &mut Vm, args: Args<'_>) -> R {
    let f = this(vm, args)?;
    if f.is_nan() {
        return Err(vm.value_error("cannot convert NaN to integer ratio"));
    }
    if f.is_infinite() {
        return Err(vm.fault(Fault::overflow("cannot convert Infinity to integer ratio")));
    }
    let (n, d) = float::integer_ratio(f);
    let items = vec![vm.heap.int(n), vm.heap.int(d)];
    Ok(vm.heap.tuple(items))
}

fn hex(vm: &mut Vm, args: Args<'_>) -> R {
    let f = this(vm, args)?;
    let text = if f.is_finite() {
        let bits = f.to_bits();
        let (exponent, fraction) = ((bits >> 52 & 0x7ff) as i64, bits & ((1 << 52) - 1));
        let sign = if f.is_sign_negative() { "-" } else { "" };
        match (exponent, fraction) {
            (0, 0) => format!("{sign}0x0.0p+0"),
            (0, _) => format!("{sign}0x0.{fraction:013x}p-1022"),
            _ => format!("{sign}0x1.{fraction:013x}p{:+}", exponent - 1023),
        }
    } else {
        text::float_repr(f)
    };
    Ok(vm.heap.str(&text))
}

fn itself(vm: &mut Vm, args: Args<'_>) -> R {
    this(vm, args).map(Value::Float)
}

fn whole(vm: &mut Vm, f: f64) -> R {
    match float::to_int(f) {
        Ok(n) => Ok(vm.heap.int(n)),
        Err(fault) => Err(vm.fault(fault)),
    }
}

fn truncated(vm: &mut Vm, args: Args<'_>) -> R {
    let f = this(vm, args)?;
    whole(vm, f)
}

fn floor(vm: &mut Vm, args: Args<'_>) -> R {
    let f = this(vm, args)?;
    whole(vm, f.floor())
}

fn ceil(vm: &mut Vm, args: Args<'_>) -> R {
    let f = this(vm, args)?;
    whole(vm, f.ceil())
}

fn round(vm: &mut Vm, args: Args<'_>) -> R {
    let digits = match args.get(1) {
        Value::Unbound | Value::None => None,
        v => Some(vm.clamped_arg(v)?),
    };
    Ok(number::round(vm, args.get(0), digits)?.unwrap_or(Value::NotImplemented))
}

fn parts(vm: &mut Vm, v: Value) -> R<Complex> {
    match number::num(vm, v) {
        Some(Num::Complex(re, im)) => Ok((re, im)),
        _ => Ok((number::real(vm, v)?.unwrap_or(0.0), 0.0)),
    }
}

fn real_part(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Float(parts(vm, args.get(0))?.0))
}

fn imaginary_part(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Float(parts(vm, args.get(0))?.1))
}

fn conjugate(vm: &mut Vm, args: Args<'_>) -> R {
    let (re, im) = parts(vm, args.get(0))?;
    Ok(complex::value(vm, re, -im))
}

fn complex_itself(vm: &mut Vm, args: Args<'_>) -> R {
    let (re, im) = parts(vm, args.get(0))?;
    Ok(complex::value(vm, re, im))
}

fn new_complex(vm: &mut Vm, args: Args<'_>) -> R {
    let (real, imag) = (vm.syms.intern("real"), vm.syms.intern("imag"));
    let (real, imag) = (args.either(1, real), args.either(2, imag));
    for v in [real, imag] {
        if [names::COMPLEX, names::FLOAT, names::INDEX].into_iter().any(|name| vm.has_python_special(v, name)) {
            return Err(Ctl::Python);
        }
    }
    let (re, im) = if let Some(s) = vm.heap.as_str(real).map(|s| s.text.clone()) {
        if !imag.is_unbound() {
            return Err(vm.type_error("complex() can't take second arg if first is a string"));
        }
        text::parse_complex(&s).map_err(|fault| vm.fault(fault))?
    } else if vm.heap.as_str(imag).is_some() {
        return Err(vm.type_error("complex() second arg can't be a string"));
    } else {
        if !real.is_unbound() && number::num(vm, real).is_none() {
            let got = vm.type_name(real);
            return Err(vm.type_error(format!("complex() first argument must be a string or a number, not '{got}'")));
        }
        if !imag.is_unbound() && number::num(vm, imag).is_none() {
            let got = vm.type_name(imag);
            return Err(vm.type_error(format!("complex() second argument must be a number, not '{got}'")));
        }
        let (a, b) = parts(vm, real)?;
        let (c, d) = parts(vm, imag)?;
        (a - d, if imag.is_unbound() { b } else { b + c })
    };
    let made = complex::value(vm, re, im);
    let class = vm.types.complex;
    vm.made_as(args.get(0), class, made)
}
