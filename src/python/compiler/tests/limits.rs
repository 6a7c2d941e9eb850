//! Programs beyond what instructions can number are refused with a place, or compiled in a longer form; never wrongly.

use super::super::{compile, verify};
use super::compiled;
use crate::python::op::Op;
use crate::syntax::{Diagnostic, DiagnosticKind};

/// What is said of a program that parses.
fn refused(source: &str) -> Vec<Diagnostic> {
    let parsed = crate::syntax::parse(source);
    assert_eq!(parsed.diagnostics, []);
    compile(&parsed.module, source, &Default::default()).expect_err("beyond a limit")
}

#[test]
fn copies_of_finally_bodies_are_bounded() {
    // Each level doubles what is inside it.
    let mut source = String::new();
    for depth in 0..19 {
        let indent = " ".repeat(depth);
        source.push_str(&format!("{indent}try: f()\n{indent}finally:\n"));
    }
    source.push_str(&format!("{}f(); f(); f(); f(); f(); f(); f(); f()\n", " ".repeat(19)));
    let said = refused(&source);
    assert_eq!(said[0].kind, DiagnosticKind::Limit);
    assert!(said[0].message.contains("too many instructions"), "{said:?}");
}

#[test]
fn too_many_variables_are_refused() {
    let names: Vec<String> = (0..66_000).map(|i| format!(" v{i} = 1\n")).collect();
    let said = refused(&format!("def f():\n{}", names.concat()));
    assert_eq!(said[0].kind, DiagnosticKind::Limit);
    assert!(said[0].message.contains("more variables"), "{said:?}");
}

#[test]
fn too_many_attributes_are_refused_at_their_place() {
    let source = format!("def f(a):\n{}", " a.b\n".repeat(70_000));
    let said = refused(&source);
    assert_eq!(said[0].kind, DiagnosticKind::Limit);
    assert_eq!(said[0].range.slice(&source), "a.b");
}

#[test]
fn far_jumps_take_a_longer_form() {
    // A loop body of more than 65535 instructions, tests of more than 32767.
    let body = " x = a + b\n".repeat(70_000);
    let source = format!("def f(a, b):\n while a < b:\n{}\n", body.replace(" x", "  x"));
    let module = compiled(&source);
    assert_eq!(verify(&module), Vec::<String>::new());
    assert!(module.codes[0].ops.iter().any(|op| matches!(op, Op::CmpJumpIfTrue { offset: 1, .. })));
    let source = format!("def f(a, b):\n for i in a:\n{}\n", body.replace(" x", "  x"));
    let module = compiled(&source);
    assert_eq!(verify(&module), Vec::<String>::new());
    assert!(module.codes[0].ops.iter().any(|op| matches!(op, Op::ForIter { skip: 1, .. })));
}

#[test]
fn long_displays_and_calls_need_few_registers() {
    let items = vec!["f()"; 5000].join(", ");
    for source in
        [format!("x = [{items}]"), format!("x = ({items})"), format!("x = {{{items}}}"), format!("g({items})")]
    {
        let nregs = compiled(&source).codes[0].nregs;
        assert!(nregs < 20, "{nregs} registers for {}…", &source[..12]);
    }
    let fields = "{x}-".repeat(5000);
    assert!(compiled(&format!("y = f'{fields}'")).codes[0].nregs < 300);
}

#[test]
fn values_computed_later_cannot_use_names_of_a_class_body() {
    let said = refused("class C:\n T0 = int\n type A = list[T0]\n");
    assert_eq!(said[0].kind, DiagnosticKind::Unsupported);
    assert!(refused("class C:\n T0 = int\n def f[T: T0](self): pass\n")[0].message.contains("class body"));
    // Annotations are evaluated at once, and see the class.
    compiled("class C:\n T0 = int\n def f[T](self, x: T0) -> T: pass\n");
}

#[test]
fn deep_programs_compile_on_a_small_stack() {
    let depth = 60;
    let nested = format!("x = {}1{}\n", "(lambda: ".repeat(depth), ")".repeat(depth));
    let blocks: String = (0..60).map(|d| format!("{}if x:\n", " ".repeat(d))).collect();
    let source = format!("{nested}{blocks}{}pass\n", " ".repeat(60));
    let run = move || drop(compiled(&source));
    // A debug build takes several times the stack of a release build.
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(run).expect("a thread");
    thread.join().expect("no overflow");
}
