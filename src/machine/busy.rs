//! Waiting by reading a clock again and again: `while time.perf_counter() < end: pass`.
//!
//! Simulated round by round, a few seconds of it would be tens of millions of rounds. All rounds are the same, so their number
//! can be calculated; the machine is then exactly where it would have come to. Only loops are recognised that do nothing else.

use crate::base::Nanos;
use crate::python::op::{CmpOp, Op};
use crate::python::value::Value;
use crate::python::vm::Vm;

/// A loop that waits for a clock to reach a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wait {
    /// What the clock is compared with, as a time that it shows.
    pub end: Nanos,
    /// Cost and number of the instructions of one round, the clock's own cost not included.
    pub cost: u64,
    pub instructions: u64,
}

/// Longest loop looked at, in instructions.
const LONGEST: usize = 12;

/// The loop that a thread is in, which has just called a clock, if it is such a loop.
pub fn recognise(vm: &Vm, thread: usize) -> Option<Wait> {
    let frame = vm.threads.get(thread)?.frames.last()?;
    let linked = vm.program.code(frame.code)?;
    let ops = &linked.code.ops;
    let after_call = frame.ip as usize;
    let call = after_call.checked_sub(1)?;
    let clock = match *ops.get(call)? {
        Op::Call { dst, argc: 0, .. } | Op::CallMethod { dst, argc: 0, .. } => dst,
        _ => return None,
    };
    // The comparison right behind the call, and where the loop goes on from it.
    let (cmp, end, go_on) = match *ops.get(after_call)? {
        Op::CmpJumpIfTrue { op, a, b, offset } if a == clock => {
            (op, b, (after_call as i64 + 1 + i64::from(offset)) as usize)
        }
        Op::CmpJumpIfFalse { op, a, b, .. } if a == clock => (op, b, after_call + 1),
        _ => return None,
    };
    if !matches!(cmp, CmpOp::Lt | CmpOp::Le) {
        return None;
    }
    let reg = |r: u16| {
        let at = frame.base as usize + r as usize;
        vm.threads.get(thread)?.stack.get(at).copied()
    };
    let Some(Value::Float(end)) = reg(end) else { return None };
    let end = Nanos::from_secs_f64(end);
    // From there to the call again: only what reads names.
    let (mut at, mut cost, mut instructions) = (go_on, 0, 0);
    let mut count = |at: usize| {
        let costs = linked.costs.get(at..at + 2)?;
        cost += u64::from(costs[1] - costs[0]);
        instructions += 1;
        Some(())
    };
    count(after_call)?;
    for _ in 0..LONGEST {
        count(at)?;
        if at == call {
            return Some(Wait { end, cost, instructions });
        }
        at = match *ops.get(at)? {
            Op::Jump { target } => target as usize,
            Op::LoadGlobal { dst, .. } | Op::LoadMethod { base: dst, .. } | Op::LoadAttr { dst, .. }
                if dst != clock || at < call =>
            {
                at + 1
            }
            _ => return None,
        };
    }
    None
}
