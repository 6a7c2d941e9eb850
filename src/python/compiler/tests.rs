//! What the compiler makes of programs: what names mean, which instructions are left, what is refused, and that all of it
//! keeps the contract with the virtual machine.

mod contract;
mod folded;
mod limits;
mod names;
mod needed;
mod texts;

use super::compile;
use crate::python::code::{Code, CompiledModule};
use crate::python::op::Op;

/// Compiles a program that is known to be right.
fn compiled(source: &str) -> CompiledModule {
    let parsed = crate::syntax::parse(source);
    assert_eq!(parsed.diagnostics, [], "{source}");
    compile(&parsed.module, source, &Default::default()).expect("within the limits")
}

/// The code object of this name.
fn code<'m>(module: &'m CompiledModule, name: &str) -> &'m Code {
    module.codes.iter().find(|c| c.name == name).expect("a function of this name")
}

/// How many instructions of a function `wanted` accepts.
fn count(source: &str, function: &str, wanted: impl Fn(&Op) -> bool) -> usize {
    code(&compiled(source), function).ops.iter().filter(|op| wanted(op)).count()
}
