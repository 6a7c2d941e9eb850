//! What names mean, read off the compiled code.

use super::compile;
use crate::python::code::CompiledModule;
use crate::python::op::{Intrinsic, Op};

/// Compiles a program that is known to be right.
fn compiled(source: &str) -> CompiledModule {
    let parsed = crate::syntax::parse(source);
    assert_eq!(parsed.diagnostics, [], "{source}");
    compile(&parsed.module, source, &Default::default()).expect("within the limits")
}

/// The names that the module and its functions look for among the globals and built-ins.
fn globals_read(source: &str) -> Vec<String> {
    let module = compiled(source);
    let ops = module.codes.iter().flat_map(|code| &code.ops);
    let slots = ops.filter_map(|op| match op {
        Op::LoadGlobal { slot, .. } => Some(*slot as usize),
        _ => None,
    });
    slots.map(|slot| module.globals[slot].clone()).collect()
}

#[test]
fn a_lambda_whose_body_is_a_comprehension_keeps_its_parameters() {
    assert_eq!(globals_read("f = lambda ys: [y for y in ys]"), Vec::<String>::new());
    assert_eq!(globals_read("f = lambda ys: (y for y in ys)"), Vec::<String>::new());
}

#[test]
fn a_global_declaration_of_a_class_body_does_not_reach_its_methods() {
    let source = "def f():\n x = 1\n class C:\n  global x\n  def m(self): return x\n";
    assert!(!globals_read(source).contains(&String::from("x")));
}

#[test]
fn match_measures_sequences_without_the_name_len() {
    let source = "match s:\n case [a, b]: pass\n";
    assert_eq!(globals_read(source), ["s"]);
    let ops = &compiled(source).codes[0].ops;
    assert!(ops.iter().any(|op| matches!(op, Op::Intrinsic { kind: Intrinsic::MatchLength, .. })));
}
