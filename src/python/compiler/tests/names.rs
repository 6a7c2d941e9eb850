//! What names mean, read off the compiled code.

use super::{code, compiled};
use crate::python::op::{Intrinsic, Op};

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

#[test]
fn a_comprehension_in_a_class_does_not_see_the_class_but_its_first_iterable_does() {
    let module = compiled("class C:\n xs = [1]\n ys = [x + k for x in xs]\n");
    let class = code(&module, "C");
    let by_name = |name: &str| class.names.iter().any(|n| n == name);
    assert!(by_name("xs"));
    assert!(!by_name("k"), "k is looked for among the globals");
}

#[test]
fn methods_reach_their_class_through_a_cell_and_only_if_they_name_it() {
    let with = compiled("class C:\n def m(self): return super().m()\n");
    assert_eq!(code(&with, "m").free_names, ["__class__"]);
    assert!(code(&with, "C").names.contains(&String::from("__classcell__")));
    let without = compiled("class C:\n def m(self): return self.m()\n");
    assert_eq!(code(&without, "m").free_names, Vec::<String>::new());
    assert!(!code(&without, "C").names.contains(&String::from("__classcell__")));
}

#[test]
fn zero_argument_super_gets_its_arguments_only_where_it_is_the_built_in() {
    let arguments = |source: &str| {
        let module = compiled(source);
        code(&module, "m").ops.iter().any(|op| matches!(op, Op::Call { argc: 2, .. }))
    };
    assert!(arguments("class C:\n def m(self): super()\n"));
    assert!(!arguments("class C:\n def m(*args): super()\n"), "CPython says: no arguments");
    assert!(!arguments("def super(): pass\nclass C:\n def m(self): super()\n"));
}

#[test]
fn private_names_carry_the_class_but_keyword_names_of_calls_do_not() {
    let module = compiled("class _C:\n def m(self, __p=1): self.__a = f(__k=__p)\n");
    let method = code(&module, "m");
    assert_eq!(method.var_names, ["self", "_C__p"]);
    assert_eq!(method.sites, ["_C__a"]);
    assert_eq!(method.kwnames, [["__k"]]);
}

#[test]
fn a_walrus_in_a_comprehension_binds_outside() {
    let module = compiled("def f(ys):\n [last := y for y in ys]\n return last\n");
    assert_eq!(code(&module, "f").var_names, ["ys", "last", "y"]);
    let module = compiled("def f(ys):\n any((hit := y) for y in ys)\n return hit\n");
    assert_eq!(code(&module, "<genexpr>").free_names, ["hit"]);
}

#[test]
fn attributes_of_self_are_noted_on_the_class() {
    let module = compiled("class C:\n def m(self, o): self.b = o.z = 1; self.a = 2; self.b += 1\n");
    assert!(super::super::disassemble(&module).contains(r#"Tuple([Str("a"), Str("b")])"#));
}
