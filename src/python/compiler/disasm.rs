//! Readable text of compiled code, for snapshots and debugging.

use crate::python::code::CompiledModule;
use std::fmt::Write;

/// All code objects of a module, an instruction a line.
pub fn disassemble(module: &CompiledModule) -> String {
    let mut out = String::new();
    for code in &module.codes {
        let _ = writeln!(out, "{} ({:?}, {} registers)", code.qualname, code.kind, code.nregs);
        if !code.var_names.is_empty() {
            let _ = writeln!(out, "  variables: {}", code.var_names.join(" "));
        }
        for (i, op) in code.ops.iter().enumerate() {
            let _ = writeln!(out, "  {i:3} {op:?}");
        }
        for h in &code.handlers {
            let _ = writeln!(out, "  {}..{} -> {} in r{}", h.start, h.end, h.target, h.exc);
        }
    }
    out
}
