//! Checks compiled code against the contract of `op.rs`: what the virtual machine takes for granted. Used by tests, and by
//! `compile` itself in debug builds; a fault is a bug of the compiler, never of the program.
//!
//! Deliberately simple: an abstract interpretation over every instruction that knows which registers surely hold a value and
//! which exceptions are set aside, apart from the pass in `flow.rs` that it watches over.

use super::effects::{Effects, effects, ends_block, may_raise, target};
use crate::python::code::{Code, CodeKind, CompiledModule};
use crate::python::op::{Op, Reg};

/// Work above which the registers of a code object are not followed: it would take longer than compiling it is worth.
const CELLS_MAX: usize = 1 << 26;

/// Everything wrong with a compiled module, a line each; empty if it may be run.
pub fn verify(module: &CompiledModule) -> Vec<String> {
    let mut faults = Vec::new();
    if module.codes.last().is_none_or(|code| code.kind != CodeKind::Module) {
        faults.push(String::from("the last code object is not the module's"));
    }
    for (number, code) in module.codes.iter().enumerate() {
        let mut checker = Checker { module, code, faults: Vec::new() };
        checker.shape();
        checker.operands();
        checker.handlers();
        // Only code that is right so far can be followed.
        if checker.faults.is_empty() && code.ops.len() * (usize::from(code.nregs) / 64 + 1) <= CELLS_MAX {
            checker.follow();
        }
        let name = &code.qualname;
        faults.extend(checker.faults.into_iter().map(|fault| format!("code {number} ({name}): {fault}")));
    }
    faults
}

struct Checker<'c> {
    module: &'c CompiledModule,
    code: &'c Code,
    faults: Vec<String>,
}

impl Checker<'_> {
    fn fault(&mut self, at: usize, what: impl std::fmt::Display) {
        let op = self.code.ops.get(at).map(|op| format!("{op:?}")).unwrap_or_default();
        self.faults.push(format!("{at} {op}: {what}"));
    }

    fn shape(&mut self) {
        let code = self.code;
        if code.positions.len() != code.ops.len() {
            self.faults.push(String::from("not every instruction has a position"));
        }
        if code.positions.iter().any(|&p| p as usize >= code.position_table.len()) {
            self.faults.push(String::from("a position that is not in the table"));
        }
        let free_end = usize::from(code.free_base) + code.free_names.len();
        if free_end != code.var_names.len() || code.var_names.len() > usize::from(code.nregs) {
            self.faults.push(String::from("variables and registers do not agree"));
        }
        if code.param_count() > usize::from(code.free_base) {
            self.faults.push(String::from("more parameters than variables"));
        }
        if code.cell_regs.iter().any(|&r| r >= code.free_base) {
            self.faults.push(String::from("a cell that is not a variable's"));
        }
        match code.ops.last() {
            Some(&last) if ends_block(last) => {}
            _ => self.faults.push(String::from("the end can be run over")),
        }
    }

    /// Operands that can be judged where they stand.
    fn operands(&mut self) {
        let mut sites = vec![false; self.code.sites.len()];
        for (at, &op) in self.code.ops.iter().enumerate() {
            let effects = effects(op);
            let nregs = usize::from(self.code.nregs);
            let rows = effects.reads.iter().chain([&effects.writes]).filter(|row| row.count > 0);
            let single = effects.peeks.iter().chain(&effects.unbinds).map(|&reg| usize::from(reg) + 1);
            if rows.map(|row| row.each().end).chain(single).any(|end| end > nregs) {
                self.fault(at, "a register beyond the last");
            }
            if let Some(target) = target(at, op)
                && (target >= self.code.ops.len() || matches!(self.code.ops[target], Op::KwNames { .. }))
            {
                self.fault(at, "jumps to no instruction");
            }
            if let Some((index, len)) = self.indexed(op)
                && index >= len
            {
                self.fault(at, "an index beyond its table");
            }
            if let Some(site) = site(op)
                && let Some(used) = sites.get_mut(site)
                && std::mem::replace(used, true)
            {
                self.fault(at, "shares its attribute cache");
            }
            self.keyword_names(at, op);
        }
    }

    fn keyword_names(&mut self, at: usize, op: Op) {
        let next = self.code.ops.get(at + 1).copied();
        match op {
            Op::CallKw { argc, .. } | Op::CallMethodKw { argc, .. } => match next {
                Some(Op::KwNames { index }) => {
                    let names = self.code.kwnames.get(index as usize).map_or(0, Vec::len);
                    if names == 0 || names > usize::from(argc) {
                        self.fault(at, "keyword names and arguments do not agree");
                    }
                }
                _ => self.fault(at, "no keyword names after it"),
            },
            Op::KwNames { .. } => {
                let before = at.checked_sub(1).and_then(|i| self.code.ops.get(i));
                if !matches!(before, Some(Op::CallKw { .. } | Op::CallMethodKw { .. })) {
                    self.fault(at, "no call before it");
                }
            }
            _ => {}
        }
    }

    /// The index that an instruction has into a table, and the table's length.
    fn indexed(&self, op: Op) -> Option<(usize, usize)> {
        let code = self.code;
        Some(match op {
            Op::LoadConst { index, .. } => (index as usize, code.consts.len()),
            Op::LoadGlobal { slot, .. } | Op::StoreGlobal { slot, .. } | Op::DeleteGlobal { slot } => {
                (slot as usize, self.module.globals.len())
            }
            Op::LoadName { name, .. } | Op::StoreName { name, .. } | Op::DeleteName { name } => {
                (name as usize, code.names.len())
            }
            Op::LoadClassDeref { name, .. } | Op::ImportName { name, .. } | Op::ImportFrom { name, .. } => {
                (usize::from(name), code.names.len())
            }
            Op::KwNames { index } => (index as usize, code.kwnames.len()),
            Op::MakeFunction { code: child, .. } => {
                let number = code.children.get(usize::from(child)).map_or(usize::MAX, |&n| n as usize);
                (number, self.module.codes.len())
            }
            op => (site(op)?, code.sites.len()),
        })
    }

    fn handlers(&mut self) {
        let len = self.code.ops.len() as u32;
        for h in &self.code.handlers {
            let inside = h.start <= h.target && h.target < h.end;
            if h.start >= h.end || h.end > len || h.target >= len || inside || h.exc >= self.code.nregs {
                self.faults.push(format!("a handler that cannot be: {h:?}"));
            }
        }
    }

    /// Follows every path from the entry.
    fn follow(&mut self) {
        let mut states: Vec<Option<State>> = vec![None; self.code.ops.len()];
        let mut work = vec![0];
        states[0] = Some(State::entry(self.code));
        while let Some(at) = work.pop() {
            let Some(before) = states[at].clone() else { continue };
            for (to, state) in self.step(at, &before) {
                match states.get_mut(to) {
                    None => self.fault(at, "runs over the end"),
                    Some(place) => match place {
                        None => {
                            *place = Some(state);
                            work.push(to);
                        }
                        Some(known) => match known.meet(&state) {
                            Ok(true) => work.push(to),
                            Ok(false) => {}
                            Err(what) => self.fault(to, what),
                        },
                    },
                }
            }
            if self.faults.len() > 20 {
                return;
            }
        }
        for (at, state) in states.iter().enumerate() {
            match state {
                Some(state) => self.reads(at, state),
                None => self.fault(at, "is never reached"),
            }
        }
    }

    /// Where an instruction leads, with what is known there.
    fn step(&self, at: usize, before: &State) -> Vec<(usize, State)> {
        let op = self.code.ops[at];
        let effects = effects(op);
        let mut out = Vec::new();
        if may_raise(op)
            && let Some(h) = self.code.handlers.iter().find(|h| h.start as usize <= at && at < h.end as usize)
        {
            let mut state = before.clone();
            state.overlay(&effects);
            state.set(usize::from(h.exc), true);
            out.push((h.target as usize, state));
        }
        let mut after = before.clone();
        after.overlay(&effects);
        if let Some(to) = target(at, op) {
            // A loop that is at its end leaves its variable alone.
            out.push((to, after.clone()));
        }
        if !ends_block(op) {
            effects.writes.each().for_each(|reg| after.set(reg, true));
            effects.unbinds.iter().for_each(|&reg| after.set(usize::from(reg), false));
            match op {
                Op::PushExc { save, .. } => after.aside.push(save),
                Op::PopExc { .. } => drop(after.aside.pop()),
                _ => {}
            }
            out.push((at + 1, after));
        }
        out
    }

    /// What an instruction needs to find.
    fn reads(&mut self, at: usize, before: &State) {
        let op = self.code.ops[at];
        for row in effects(op).reads {
            for reg in row.each() {
                if !before.holds(reg) {
                    self.fault(at, format!("r{reg} may hold nothing"));
                }
            }
        }
        match op {
            Op::PopExc { save } if before.aside.last() != Some(&save) => {
                self.fault(at, format!("r{save} is not the exception set aside last, {:?} are", before.aside));
            }
            Op::Return { .. } | Op::ReturnNone if !before.aside.is_empty() => {
                self.fault(at, format!("returns with exceptions set aside in {:?}", before.aside));
            }
            _ => {}
        }
    }
}

/// What is known before an instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    /// A bit for each register: surely holds a value.
    held: Vec<u64>,
    /// Registers that hold the exceptions set aside by `PushExc`, innermost last.
    aside: Vec<Reg>,
}

impl State {
    fn entry(code: &Code) -> State {
        let mut state = State { held: vec![0; usize::from(code.nregs) / 64 + 1], aside: Vec::new() };
        let free = usize::from(code.free_base);
        (0..code.param_count()).chain(free..free + code.free_names.len()).for_each(|reg| state.set(reg, true));
        state
    }

    fn holds(&self, reg: usize) -> bool {
        self.held.get(reg / 64).is_some_and(|word| word >> (reg % 64) & 1 == 1)
    }

    fn set(&mut self, reg: usize, held: bool) {
        if let Some(word) = self.held.get_mut(reg / 64) {
            *word = *word & !(1 << (reg % 64)) | u64::from(held) << (reg % 64);
        }
    }

    fn overlay(&mut self, effects: &Effects) {
        if let Some(from) = effects.overlaid {
            (usize::from(from)..self.held.len() * 64).for_each(|reg| self.set(reg, false));
        }
    }

    /// Keeps what both ways to a place know; true if that was less than was known before.
    fn meet(&mut self, other: &State) -> Result<bool, String> {
        if self.aside != other.aside {
            return Err(format!("exceptions set aside differ: {:?}, {:?}", self.aside, other.aside));
        }
        let mut less = false;
        for (mine, theirs) in self.held.iter_mut().zip(&other.held) {
            less |= *mine & !theirs != 0;
            *mine &= theirs;
        }
        Ok(less)
    }
}

/// The attribute site of an instruction.
fn site(op: Op) -> Option<usize> {
    match op {
        Op::LoadAttr { site, .. }
        | Op::StoreAttr { site, .. }
        | Op::DeleteAttr { site, .. }
        | Op::LoadMethod { site, .. } => Some(usize::from(site)),
        _ => None,
    }
}
