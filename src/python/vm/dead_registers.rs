//! Registers that still hold what no instruction will read: they keep nothing alive when the program looks for what is gone.

use super::Vm;
use super::frame::{Mode, Thread};
use super::link::LinkedCode;
use crate::python::compiler::effects::{effects, may_raise, next_places};
use crate::python::object::Obj;
use crate::python::op::Op;
use crate::python::value::{Ref, Value};

impl Vm {
    /// Unbinds registers that hold a watched object and are not read any more: what an instruction left behind.
    /// Or all registers that are not.
    pub(super) fn forget_dead_registers(&mut self, th: &mut Thread, all: bool) {
        let program = self.program.clone();
        let mut end = th.stack.len();
        for i in (0..th.frames.len()).rev() {
            let (code, base, ip) = (th.frames[i].code, th.frames[i].base as usize, th.frames[i].ip as usize);
            // The register that a call's result goes to holds nothing until then; other instructions may be executed again.
            let above = th.frames.get(i + 1).map(|f| f.dest);
            let result = above.filter(|dest| matches!(dest.mode, Mode::Call | Mode::Init)).map(|dest| dest.dst);
            let ip = if above.is_some() && result.is_none() { ip.saturating_sub(1) } else { ip };
            let Some(linked) = program.code(code) else { continue };
            let from = (base + linked.code.var_names.len()).min(end);
            for at in from..end.min(base + usize::from(linked.code.nregs)) {
                let reg = (at - base) as u16;
                if (all || self.leads_to_watched(th.stack[at])) && (result == Some(reg) || !is_read(linked, ip, reg)) {
                    th.stack[at] = Value::Unbound;
                }
            }
            end = end.min(base);
        }
    }

    /// The same for the registers of a generator that was just suspended.
    pub(super) fn forget_dead_of(&mut self, r: Ref) {
        let Obj::Generator(g) = self.heap.get(r) else { return };
        let program = self.program.clone();
        let Some(linked) = program.code(g.code) else { return };
        let (ip, from) = (g.ip as usize, linked.code.var_names.len());
        let dead: Vec<usize> = (from..g.regs.len())
            .filter(|&at| self.leads_to_watched(g.regs[at]) && !is_read(linked, ip, at as u16))
            .collect();
        if let Obj::Generator(g) = self.heap.get_mut(r) {
            dead.into_iter().for_each(|at| g.regs[at] = Value::Unbound);
        }
    }
}

/// True if a register may be read from `from` on before it gets another value.
fn is_read(linked: &LinkedCode, from: usize, reg: u16) -> bool {
    let ops = &linked.code.ops;
    let mut seen = vec![false; ops.len()];
    // Should the call before `from` raise, its handler goes on.
    let handler = |ip: u32| linked.code.handlers.iter().find(|h| (h.start..h.end).contains(&ip)).map(|h| h.target);
    let mut todo = vec![from];
    todo.extend((from as u32).checked_sub(1).and_then(handler).map(|target| target as usize));
    let at_reg = usize::from(reg);
    while let Some(ip) = todo.pop() {
        let Some(&op) = ops.get(ip).filter(|_| !std::mem::replace(&mut seen[ip], true)) else { continue };
        let effects = effects(op);
        if effects.reads.iter().any(|r| r.each().contains(&at_reg)) || effects.peeks == Some(reg) {
            return true;
        }
        if may_raise(op) {
            todo.extend(handler(ip as u32).map(|target| target as usize));
        }
        let overwritten = effects.writes.each().contains(&at_reg) && !matches!(op, Op::ForIter { .. });
        if overwritten || effects.unbinds == Some(reg) || effects.overlaid.is_some_and(|first| first <= reg) {
            continue;
        }
        todo.extend(next_places(ip, op));
    }
    false
}
