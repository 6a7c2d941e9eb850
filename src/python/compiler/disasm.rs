//! Readable text of compiled code, for snapshots and debugging.

use crate::python::code::{Code, CompiledModule};
use crate::python::op::Op;
use std::fmt::Write;

/// All code objects of a module, an instruction a line, with the names and constants that they refer to.
pub fn disassemble(module: &CompiledModule) -> String {
    let mut out = String::new();
    for code in &module.codes {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{} ({:?}, {} registers)", code.qualname, code.kind, code.nregs);
        if !code.var_names.is_empty() {
            let _ = writeln!(out, "  variables: {}", variables(code));
        }
        if let Some(doc) = &code.docstring {
            let _ = writeln!(out, "  docstring: {doc:?}");
        }
        for (at, op) in code.ops.iter().enumerate() {
            let _ = match refers_to(module, code, at, *op) {
                Some(what) => writeln!(out, "  {at:3} {op:?} ; {what}"),
                None => writeln!(out, "  {at:3} {op:?}"),
            };
        }
        for h in &code.handlers {
            let _ = writeln!(out, "  {}..{} raise to {} in r{}", h.start, h.end, h.target, h.exc);
        }
    }
    out
}

/// The variables by register: parameters, others, `[cells]`, `(free)`.
fn variables(code: &Code) -> String {
    let one = |(reg, name): (usize, &String)| {
        if reg >= usize::from(code.free_base) {
            format!("({name})")
        } else if code.cell_regs.iter().any(|&cell| usize::from(cell) == reg) {
            format!("[{name}]")
        } else {
            name.clone()
        }
    };
    code.var_names.iter().enumerate().map(one).collect::<Vec<_>>().join(" ")
}

fn refers_to(module: &CompiledModule, code: &Code, at: usize, op: Op) -> Option<String> {
    let to = |offset: i64| Some(format!("to {}", at as i64 + 1 + offset));
    match op {
        Op::LoadConst { index, .. } => code.consts.get(index as usize).map(|c| format!("{c:?}")),
        Op::LoadGlobal { slot, .. } | Op::StoreGlobal { slot, .. } | Op::DeleteGlobal { slot } => {
            module.globals.get(slot as usize).cloned()
        }
        Op::LoadName { name, .. } | Op::StoreName { name, .. } | Op::DeleteName { name } => {
            code.names.get(name as usize).cloned()
        }
        Op::LoadClassDeref { name, .. } | Op::ImportName { name, .. } | Op::ImportFrom { name, .. } => {
            code.names.get(usize::from(name)).cloned()
        }
        Op::LoadAttr { site, .. }
        | Op::StoreAttr { site, .. }
        | Op::DeleteAttr { site, .. }
        | Op::LoadMethod { site, .. } => code.sites.get(usize::from(site)).cloned(),
        Op::KwNames { index } => code.kwnames.get(index as usize).map(|names| names.join(", ")),
        Op::MakeFunction { code: child, .. } => {
            let number = *code.children.get(usize::from(child))?;
            module.codes.get(number as usize).map(|c| c.qualname.clone())
        }
        Op::CmpJumpIfFalse { offset, .. } | Op::CmpJumpIfTrue { offset, .. } => to(i64::from(offset)),
        Op::ForIter { skip, .. } => to(i64::from(skip)),
        _ => None,
    }
}
