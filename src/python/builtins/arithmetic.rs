//! The special methods that `int`, `float` and `complex` share: operators, comparisons, hashes. The operators themselves go
//! straight to `number.rs`; these methods are for `super().__add__(…)`, for classes derived from numbers, and for `operator`.

use crate::python::native::{Args, NativeDef, R};
use crate::python::number::{self, Num};
use crate::python::op::{BinOp, CmpOp};
use crate::python::text::int::decimal_text;
use crate::python::value::Value;
use crate::python::vm::Vm;

/// Which numbers the methods of a class accept beside its own instances.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Int,
    Float,
    Complex,
}

impl Kind {
    fn accepts(self, n: &Num) -> bool {
        match n {
            Num::Int(_) | Num::Big(_) => true,
            Num::Float(_) => self != Kind::Int,
            Num::Complex(..) => self == Kind::Complex,
        }
    }
}

/// The number that a method was called on, of a built-in class, and the argument; `None` if that is not a number that the class
/// knows.
fn operands(vm: &mut Vm, args: Args<'_>, kind: Kind) -> R<Option<(Value, Value)>> {
    let (a, b) = (vm.heap.payload(args.get(0)), vm.heap.payload(args.get(1)));
    if number::num(vm, a).is_none_or(|n| !kind.accepts(&n)) {
        let got = vm.type_name(a);
        let class = match kind {
            Kind::Int => "int",
            Kind::Float => "float",
            Kind::Complex => "complex",
        };
        return Err(vm.type_error(format!("descriptor requires a '{class}' object but received a '{got}'")));
    }
    Ok(number::num(vm, b).filter(|n| kind.accepts(n)).map(|_| (a, b)))
}

fn binary(vm: &mut Vm, args: Args<'_>, kind: Kind, op: BinOp, reflected: bool) -> R {
    let Some((a, b)) = operands(vm, args, kind)? else { return Ok(Value::NotImplemented) };
    let (a, b) = if reflected { (b, a) } else { (a, b) };
    Ok(number::binary(vm, op, a, b)?.unwrap_or(Value::NotImplemented))
}

/// `**`, of ints with a modulus too.
fn power(vm: &mut Vm, args: Args<'_>) -> R {
    let m = args.get(2);
    if m.is_unbound() || m.is_none() {
        return binary(vm, args, Kind::Int, BinOp::Pow, false);
    }
    match [args.get(0), args.get(1), m].map(|v| number::to_bigint(vm, v)) {
        [Some(a), Some(b), Some(m)] => {
            let n = number::int::power_modulo(vm, &a, &b, &m)?;
            Ok(vm.heap.int(n))
        }
        _ => Ok(Value::NotImplemented),
    }
}

fn divmod(vm: &mut Vm, args: Args<'_>, kind: Kind, reflected: bool) -> R {
    let Some((a, b)) = operands(vm, args, kind)? else { return Ok(Value::NotImplemented) };
    let (a, b) = if reflected { (b, a) } else { (a, b) };
    match number::divmod(vm, a, b)? {
        Some((d, m)) => Ok(vm.heap.tuple(vec![d, m])),
        None => Ok(Value::NotImplemented),
    }
}

fn compare(vm: &mut Vm, args: Args<'_>, kind: Kind, op: CmpOp) -> R {
    let Some((a, b)) = operands(vm, args, kind)? else { return Ok(Value::NotImplemented) };
    Ok(number::compare(vm, op, a, b).map_or(Value::NotImplemented, Value::Bool))
}

fn negative(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(number::negative(vm, args.get(0)).unwrap_or(Value::NotImplemented))
}

fn positive(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(number::positive(vm, args.get(0)).unwrap_or(Value::NotImplemented))
}

fn inverted(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(number::inverted(vm, args.get(0)).unwrap_or(Value::NotImplemented))
}

fn absolute(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(number::absolute(vm, args.get(0))?.unwrap_or(Value::NotImplemented))
}

fn truth(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(number::truth(vm, args.get(0)).unwrap_or(true)))
}

fn hash(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(number::hash(vm, args.get(0)).map_or(Value::NotImplemented, Value::Int))
}

fn repr(vm: &mut Vm, args: Args<'_>) -> R {
    let v = vm.heap.payload(args.get(0));
    let text = match number::num(vm, v) {
        Some(Num::Big(b)) => decimal_text(&b).map_err(|fault| vm.fault(fault))?,
        _ => number::repr(vm, v).unwrap_or_default(),
    };
    Ok(vm.heap.str(&text))
}

fn format(vm: &mut Vm, args: Args<'_>) -> R {
    let spec = super::string::text_arg(vm, args.get(1), "__format__() argument")?;
    let text = vm.format_builtin(args.get(0), &spec.text)?;
    Ok(vm.heap.str(&text))
}

macro_rules! special_methods {
    ($table:ident, $owner:literal, $kind:expr, [$($name:literal $reflected:literal $op:ident),* $(,)?]) => {
        #[doc = concat!("Special methods of `", $owner, "`.")]
        pub static $table: &[NativeDef] = &[
            $(
                NativeDef::method($owner, $name, 1, 1, |vm, args| binary(vm, args, $kind, BinOp::$op, false)),
                NativeDef::method($owner, $reflected, 1, 1, |vm, args| binary(vm, args, $kind, BinOp::$op, true)),
            )*
            NativeDef::method($owner, "__eq__", 1, 1, |vm, args| compare(vm, args, $kind, CmpOp::Eq)),
            NativeDef::method($owner, "__ne__", 1, 1, |vm, args| compare(vm, args, $kind, CmpOp::Ne)),
            NativeDef::method($owner, "__lt__", 1, 1, |vm, args| compare(vm, args, $kind, CmpOp::Lt)),
            NativeDef::method($owner, "__le__", 1, 1, |vm, args| compare(vm, args, $kind, CmpOp::Le)),
            NativeDef::method($owner, "__gt__", 1, 1, |vm, args| compare(vm, args, $kind, CmpOp::Gt)),
            NativeDef::method($owner, "__ge__", 1, 1, |vm, args| compare(vm, args, $kind, CmpOp::Ge)),
            NativeDef::method($owner, "__neg__", 0, 0, negative),
            NativeDef::method($owner, "__pos__", 0, 0, positive),
            NativeDef::method($owner, "__abs__", 0, 0, absolute),
            NativeDef::method($owner, "__bool__", 0, 0, truth),
            NativeDef::method($owner, "__hash__", 0, 0, hash),
            NativeDef::method($owner, "__repr__", 0, 0, repr),
            NativeDef::method($owner, "__format__", 1, 1, format).slow("_format_own"),
        ];
    };
}

special_methods!(INT, "int", Kind::Int, [
    "__add__" "__radd__" Add, "__sub__" "__rsub__" Sub, "__mul__" "__rmul__" Mul, "__truediv__" "__rtruediv__" TrueDiv,
    "__floordiv__" "__rfloordiv__" FloorDiv, "__mod__" "__rmod__" Mod, "__pow__" "__rpow__" Pow,
    "__lshift__" "__rlshift__" LShift, "__rshift__" "__rrshift__" RShift, "__and__" "__rand__" And, "__or__" "__ror__" Or,
    "__xor__" "__rxor__" Xor,
]);

special_methods!(FLOAT, "float", Kind::Float, [
    "__add__" "__radd__" Add, "__sub__" "__rsub__" Sub, "__mul__" "__rmul__" Mul, "__truediv__" "__rtruediv__" TrueDiv,
    "__floordiv__" "__rfloordiv__" FloorDiv, "__mod__" "__rmod__" Mod, "__pow__" "__rpow__" Pow,
]);

special_methods!(COMPLEX, "complex", Kind::Complex, [
    "__add__" "__radd__" Add, "__sub__" "__rsub__" Sub, "__mul__" "__rmul__" Mul, "__truediv__" "__rtruediv__" TrueDiv,
    "__pow__" "__rpow__" Pow,
]);

/// `divmod` of ints, and `~`.
pub static INT_ONLY: &[NativeDef] = &[
    NativeDef::method("int", "__divmod__", 1, 1, |vm, args| divmod(vm, args, Kind::Int, false)),
    NativeDef::method("int", "__rdivmod__", 1, 1, |vm, args| divmod(vm, args, Kind::Int, true)),
    NativeDef::method("int", "__invert__", 0, 0, inverted),
    NativeDef::method("int", "__pow__", 1, 2, power),
];

/// `divmod` of floats.
pub static FLOAT_ONLY: &[NativeDef] = &[
    NativeDef::method("float", "__divmod__", 1, 1, |vm, args| divmod(vm, args, Kind::Float, false)),
    NativeDef::method("float", "__rdivmod__", 1, 1, |vm, args| divmod(vm, args, Kind::Float, true)),
];
