//! Upper, lower and title case.

use super::{text, this};
use crate::python::native::{Args, NativeDef, R};
use crate::python::text::unicode;
use crate::python::vm::Vm;

pub static METHODS: &[NativeDef] = &[
    NativeDef::method("str", "upper", 0, 0, upper),
    NativeDef::method("str", "lower", 0, 0, lower),
    NativeDef::method("str", "title", 0, 0, title),
    NativeDef::method("str", "capitalize", 0, 0, capitalize),
    NativeDef::method("str", "swapcase", 0, 0, swapcase),
    NativeDef::method("str", "casefold", 0, 0, casefold),
];

fn changed(vm: &mut Vm, args: Args<'_>, name: &str, change: impl Fn(&str) -> String) -> R {
    let s = this(vm, args, name)?;
    vm.heap.reserve(s.text.len() * 2)?;
    text(vm, &change(&s.text))
}

fn upper(vm: &mut Vm, args: Args<'_>) -> R {
    changed(vm, args, "upper", str::to_uppercase)
}

fn lower(vm: &mut Vm, args: Args<'_>) -> R {
    changed(vm, args, "lower", str::to_lowercase)
}

fn title(vm: &mut Vm, args: Args<'_>) -> R {
    changed(vm, args, "title", unicode::title)
}

fn capitalize(vm: &mut Vm, args: Args<'_>) -> R {
    changed(vm, args, "capitalize", unicode::capitalize)
}

fn swapcase(vm: &mut Vm, args: Args<'_>) -> R {
    changed(vm, args, "swapcase", unicode::swapcase)
}

fn casefold(vm: &mut Vm, args: Args<'_>) -> R {
    changed(vm, args, "casefold", unicode::casefold)
}
