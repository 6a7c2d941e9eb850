//! Which instructions of a draft are needed: those that can be reached, less the checks of variables that are surely bound.
//!
//! The compiler checks every local variable where it is read. This pass knows the finished paths, so it can tell exactly
//! where a check is idle: nothing is left of them in straight code or in loops over names that are always bound before.

use super::assemble::{Draft, Ins, falls_through};
use super::effects::{effects, may_raise};
use crate::python::code::Code;
use crate::python::op::Op;

/// Words of state above which variables are not followed and all checks are kept: correct, only slower.
const WORDS_MAX: usize = 1 << 21;

/// For each instruction, whether it is needed.
pub(super) fn needed(draft: &Draft, code: &Code) -> Vec<bool> {
    let width = code.var_names.len().div_ceil(64);
    let leaders = leaders(draft);
    let blocks = leaders.iter().filter(|&&l| l).count();
    let width = if blocks.saturating_mul(width) > WORDS_MAX { 0 } else { width };
    let mut flow =
        Flow { draft, width, handlers: innermost_handlers(draft), states: vec![None; draft.ins.len()], leaders };
    let mut entry = vec![0; width];
    let free = usize::from(code.free_base);
    (0..code.param_count()).chain(free..code.var_names.len()).for_each(|reg| set(&mut entry, reg, true));
    flow.run(entry);
    flow.judge()
}

struct Flow<'d> {
    draft: &'d Draft,
    /// Words of a state.
    width: usize,
    /// For each instruction, the number of the handler that takes its exceptions.
    handlers: Vec<Option<u32>>,
    /// Instructions where paths meet.
    leaders: Vec<bool>,
    /// For each leader reached, a bit for each variable that is surely bound before it.
    states: Vec<Option<Vec<u64>>>,
}

impl Flow<'_> {
    /// Follows all paths until nothing new is learned.
    fn run(&mut self, entry: Vec<u64>) {
        let mut work = Vec::new();
        self.reach(0, &entry, &mut work);
        while let Some(start) = work.pop() {
            let Some(mut state) = self.states.get(start).cloned().flatten() else { continue };
            let mut at = start;
            while let Some(&ins) = self.draft.ins.get(at) {
                if at != start && self.leaders[at] {
                    self.reach(at, &state, &mut work);
                    break;
                }
                self.leave(at, ins, &state, &mut work);
                apply(&mut state, ins.op);
                if !falls_through(ins.op) {
                    break;
                }
                at += 1;
            }
        }
    }

    /// The ways out of an instruction other than to the next.
    fn leave(&mut self, at: usize, ins: Ins, before: &[u64], work: &mut Vec<usize>) {
        // A check that is idle is not there to raise.
        let idle = matches!(ins.op, Op::CheckBound { reg } if get(before, usize::from(reg)));
        if !idle
            && may_raise(ins.op)
            && let Some(handler) = self.handlers[at]
            && let Some(target) = self.draft.handlers.get(handler as usize).map(|h| h.target as usize)
        {
            self.reach(target, before, work);
        }
        if let Some(target) = ins.target {
            self.reach(target as usize, before, work);
        }
    }

    /// A path comes to `at` with these variables bound.
    fn reach(&mut self, at: usize, state: &[u64], work: &mut Vec<usize>) {
        let Some(place) = self.states.get_mut(at) else { return };
        match place {
            None => {
                *place = Some(state.to_vec());
                work.push(at);
            }
            Some(known) => {
                let mut less = false;
                for (mine, theirs) in known.iter_mut().zip(state) {
                    less |= *mine & !theirs != 0;
                    *mine &= theirs;
                }
                if less {
                    work.push(at);
                }
            }
        }
    }

    /// Reached and not idle, for each instruction.
    fn judge(&self) -> Vec<bool> {
        let mut needed = vec![false; self.draft.ins.len()];
        let mut state: Option<Vec<u64>> = None;
        for (at, ins) in self.draft.ins.iter().enumerate() {
            if self.leaders[at] {
                state.clone_from(&self.states[at]);
            }
            let Some(bound) = &mut state else { continue };
            needed[at] = match ins.op {
                Op::CheckBound { reg } => self.width == 0 || !get(bound, usize::from(reg)),
                Op::Move { dst, src } => dst != src,
                _ => true,
            };
            apply(bound, ins.op);
            if !falls_through(ins.op) {
                state = None;
            }
        }
        needed
    }
}

/// What an instruction does to the variables that are surely bound.
fn apply(state: &mut [u64], op: Op) {
    let effects = effects(op);
    effects.writes.each().for_each(|reg| set(state, reg, true));
    effects.unbinds.iter().for_each(|&reg| set(state, usize::from(reg), false));
}

fn get(state: &[u64], reg: usize) -> bool {
    state.get(reg / 64).is_some_and(|word| word >> (reg % 64) & 1 == 1)
}

fn set(state: &mut [u64], reg: usize, bound: bool) {
    if let Some(word) = state.get_mut(reg / 64) {
        *word = *word & !(1 << (reg % 64)) | u64::from(bound) << (reg % 64);
    }
}

/// Instructions that are jumped to, or come after one that jumps.
fn leaders(draft: &Draft) -> Vec<bool> {
    let mut leaders = vec![false; draft.ins.len()];
    let mut mark = |at: usize| {
        if let Some(place) = leaders.get_mut(at) {
            *place = true;
        }
    };
    mark(0);
    for (at, ins) in draft.ins.iter().enumerate() {
        if let Some(target) = ins.target {
            mark(target as usize);
            mark(at + 1);
        } else if !falls_through(ins.op) {
            mark(at + 1);
        }
    }
    draft.handlers.iter().for_each(|h| mark(h.target as usize));
    leaders
}

/// The first handler of each instruction. The list is innermost first, so what is taken already stays.
fn innermost_handlers(draft: &Draft) -> Vec<Option<u32>> {
    let mut taken = vec![None; draft.ins.len()];
    // The next instruction at or after each that is not taken yet, so that nested ranges are not walked again.
    let mut next: Vec<u32> = (0..=draft.ins.len() as u32).collect();
    for (number, h) in draft.handlers.iter().enumerate() {
        let mut at = free_from(&mut next, h.start);
        while at < h.end.min(draft.ins.len() as u32) {
            taken[at as usize] = Some(number as u32);
            next[at as usize] = at + 1;
            at = free_from(&mut next, at + 1);
        }
    }
    taken
}

/// Follows `next` to its end and shortens the way for those who come later.
fn free_from(next: &mut [u32], from: u32) -> u32 {
    let mut at = from as usize;
    while let Some(&to) = next.get(at)
        && to as usize != at
    {
        let beyond = next.get(to as usize).copied().unwrap_or(to);
        next[at] = beyond;
        at = beyond as usize;
    }
    at as u32
}
