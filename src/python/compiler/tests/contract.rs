//! All output keeps the contract with the virtual machine, and the verifier notices when it is broken.

use super::super::{compile, verify};
use super::compiled;
use crate::python::code::{CompiledModule, Handler};
use crate::python::op::Op;
use std::path::{Path, PathBuf};

/// Python files under a folder of the project.
fn programs(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            programs(&path, found);
        } else if path.extension().is_some_and(|e| e == "py") {
            found.push(path);
        }
    }
}

#[test]
fn every_program_of_the_project_compiles_and_verifies() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["src", "lessons", "tests/conformance"] {
        programs(&root.join(folder), &mut found);
    }
    assert!(found.len() > 90, "the programs are somewhere else now");
    let mut complaints = Vec::new();
    for path in found {
        let source = std::fs::read_to_string(&path).expect("text");
        let parsed = crate::syntax::parse(&source);
        if !parsed.diagnostics.is_empty() {
            // Programs that are refused have nothing to compile.
            continue;
        }
        match compile(&parsed.module, &source, &Default::default()) {
            Ok(module) => complaints.extend(verify(&module).iter().map(|fault| format!("{}: {fault}", path.display()))),
            Err(diagnostics) => complaints.push(format!("{}: {diagnostics:?}", path.display())),
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

const SOURCE: &str = "\
def f(a, b):
    for i in a:
        try:
            a.m(i, k=b)
        except E as e:
            return [e, b]
    with a: pass
";

/// What the verifier says of code that was changed behind the compiler's back.
#[track_caller]
fn broken(change: impl Fn(&mut CompiledModule)) -> String {
    let mut module = compiled(SOURCE);
    assert_eq!(verify(&module), Vec::<String>::new());
    change(&mut module);
    let faults = verify(&module);
    assert!(!faults.is_empty(), "unnoticed");
    faults.join("\n")
}

fn place(module: &CompiledModule, wanted: impl Fn(&Op) -> bool) -> usize {
    module.codes[0].ops.iter().position(wanted).expect("such an instruction")
}

#[test]
fn a_register_read_before_it_is_written_is_noticed() {
    let said = broken(|m| {
        let at = place(m, |op| matches!(op, Op::GetIter { .. }));
        m.codes[0].ops[at] = Op::LoadNone { dst: 2 };
    });
    assert!(said.contains("may hold nothing"), "{said}");
}

#[test]
fn a_register_kept_above_a_call_is_noticed() {
    let said = broken(|m| {
        let at = place(m, |op| matches!(op, Op::CallMethodKw { .. }));
        let Op::CallMethodKw { dst, base, argc } = m.codes[0].ops[at] else { return };
        m.codes[0].ops[at + 2] = Op::Move { dst, src: base + argc };
    });
    assert!(said.contains("may hold nothing"), "{said}");
}

#[test]
fn registers_and_jumps_out_of_range_are_noticed() {
    assert!(broken(|m| m.codes[0].nregs = 3).contains("beyond the last"));
    let said = broken(|m| {
        let at = place(m, |op| matches!(op, Op::ForIter { .. }));
        if let Op::ForIter { skip, .. } = &mut m.codes[0].ops[at] {
            *skip = 999;
        }
    });
    assert!(said.contains("jumps to no instruction"), "{said}");
}

#[test]
fn lost_keyword_names_are_noticed() {
    let said = broken(|m| {
        let at = place(m, |op| matches!(op, Op::KwNames { .. }));
        m.codes[0].ops[at] = Op::LoadNone { dst: 5 };
    });
    assert!(said.contains("no keyword names"), "{said}");
}

#[test]
fn handlers_that_cannot_be_are_noticed() {
    let said = broken(|m| {
        let h = m.codes[0].handlers[0];
        m.codes[0].handlers[0] = Handler { target: h.start, ..h };
    });
    assert!(said.contains("a handler that cannot be"), "{said}");
}

#[test]
fn an_exception_set_aside_and_never_taken_back_is_noticed() {
    let said = broken(|m| {
        let at = place(m, |op| matches!(op, Op::PopExc { .. }));
        m.codes[0].ops[at] = Op::LoadNone { dst: 5 };
    });
    assert!(said.contains("set aside"), "{said}");
}

#[test]
fn a_shared_attribute_cache_is_noticed() {
    let said = broken(|m| {
        let code = &mut m.codes[0];
        code.ops.insert(0, Op::LoadAttr { dst: 2, obj: 0, site: 0 });
        code.positions.insert(0, 0);
    });
    assert!(said.contains("shares its attribute cache"), "{said}");
}

#[test]
fn running_over_the_end_is_noticed() {
    let said = broken(|m| {
        m.codes[0].ops.pop();
        m.codes[0].ops.push(Op::LoadNone { dst: 2 });
    });
    assert!(said.contains("run over"), "{said}");
}
