//! From the instructions of a builder to those of a code object: takes out what is never reached or never needed, then numbers
//! what is left and writes jumps in the form that reaches their targets.

use super::effects::ends_block;
use super::flow;
use crate::python::code::{Code, Handler};
use crate::python::op::Op;

/// An instruction of a draft.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ins {
    /// With its jump target still open.
    pub op: Op,
    /// Jumps: in a builder the number of the label, in a draft that of the instruction.
    pub target: Option<u32>,
    /// Index into `Code::position_table`.
    pub position: u32,
}

/// All instructions of a code object.
#[derive(Debug)]
pub(super) struct Draft {
    pub ins: Vec<Ins>,
    /// Innermost first.
    pub handlers: Vec<Handler>,
}

impl Draft {
    /// With jumps to instructions instead of labels.
    pub fn new(mut ins: Vec<Ins>, labels: &[Option<u32>], handlers: Vec<Handler>) -> Draft {
        for i in &mut ins {
            i.target = i.target.map(|label| labels.get(label as usize).copied().flatten().unwrap_or(0));
        }
        Draft { ins, handlers }
    }

    /// Writes the instructions, their positions and the handlers.
    pub fn assemble(mut self, code: &mut Code) {
        self.thread_jumps();
        let mut needed = flow::needed(&self, code);
        self.drop_idle_jumps(&mut needed);
        self.keep(&needed);
        self.write(code);
    }

    /// A jump to a jump goes to where that one goes.
    fn thread_jumps(&mut self) {
        for at in 0..self.ins.len() {
            let Some(mut target) = self.ins[at].target else { continue };
            // A loop of nothing but jumps has no end to find.
            for _ in 0..8 {
                match self.ins.get(target as usize) {
                    Some(Ins { op: Op::Jump { .. }, target: Some(next), .. }) if !self.distances_only(at) => {
                        target = *next
                    }
                    _ => break,
                }
            }
            self.ins[at].target = Some(target);
        }
    }

    /// True for `ForIter`, which only skips forward, past its loop.
    fn distances_only(&self, at: usize) -> bool {
        matches!(self.ins[at].op, Op::ForIter { .. })
    }

    /// Jumps to what comes next anyway are not needed.
    fn drop_idle_jumps(&self, needed: &mut [bool]) {
        let mut next = self.ins.len() as u32;
        for at in (0..self.ins.len()).rev() {
            if !needed[at] {
                continue;
            }
            let idle = match (self.ins[at].op, self.ins[at].target) {
                (Op::Jump { .. }, Some(target)) => target > at as u32 && target <= next,
                _ => false,
            };
            if idle {
                needed[at] = false;
            } else {
                next = at as u32;
            }
        }
    }

    /// Takes out what is not needed.
    fn keep(&mut self, needed: &[bool]) {
        let mut moved = Vec::with_capacity(needed.len() + 1);
        let mut kept = 0;
        for &need in needed {
            moved.push(kept);
            kept += u32::from(need);
        }
        moved.push(kept);
        let place = |old: u32| moved.get(old as usize).copied().unwrap_or(kept);
        let mut flags = needed.iter();
        self.ins.retain(|_| flags.next().copied().unwrap_or(false));
        for i in &mut self.ins {
            i.target = i.target.map(place);
        }
        // A handler that is never reached covers nothing that can raise.
        self.handlers.retain(|h| needed.get(h.target as usize) == Some(&true));
        for h in &mut self.handlers {
            *h = Handler { start: place(h.start), end: place(h.end), target: place(h.target), exc: h.exc };
        }
        self.handlers.retain(|h| h.start < h.end);
    }

    /// Numbers the instructions. Fused compares and `ForIter` have short distances: where one does not reach, it only steps
    /// over or onto a jump that does.
    fn write(self, code: &mut Code) {
        let mut far = vec![false; self.ins.len()];
        let places = loop {
            let places = self.places(&far);
            let mut grew = false;
            for (at, i) in self.ins.iter().enumerate() {
                let Some(target) = i.target else { continue };
                let distance = i64::from(places[target as usize]) - i64::from(places[at]) - 1;
                let reaches = match i.op {
                    Op::CmpJumpIfTrue { .. } | Op::CmpJumpIfFalse { .. } => i16::try_from(distance).is_ok(),
                    Op::ForIter { .. } => u16::try_from(distance).is_ok(),
                    _ => true,
                };
                if !reaches && !far[at] {
                    far[at] = true;
                    grew = true;
                }
            }
            if !grew {
                break places;
            }
        };
        for (at, i) in self.ins.iter().enumerate() {
            let target = i.target.map_or(0, |t| places[t as usize]);
            if far[at] {
                code.ops.extend(far_jump(i.op, target, places[at]));
            } else {
                code.ops.push(near_jump(i.op, target, places[at]));
            }
            code.positions.resize(code.ops.len(), i.position);
        }
        let place = |old: u32| places.get(old as usize).copied().unwrap_or(0);
        let handlers = self.handlers.iter();
        code.handlers = handlers
            .map(|h| Handler { start: place(h.start), end: place(h.end), target: place(h.target), exc: h.exc })
            .collect();
    }

    /// The number of each instruction, and of the end.
    fn places(&self, far: &[bool]) -> Vec<u32> {
        let mut places = Vec::with_capacity(self.ins.len() + 1);
        let mut next = 0;
        for (i, &far) in self.ins.iter().zip(far) {
            places.push(next);
            next += match i.op {
                Op::ForIter { .. } if far => 3,
                _ if far => 2,
                _ => 1,
            };
        }
        places.push(next);
        places
    }
}

/// An instruction at `at` whose target is near enough.
fn near_jump(op: Op, target: u32, at: u32) -> Op {
    let distance = i64::from(target) - i64::from(at) - 1;
    let offset = i16::try_from(distance).unwrap_or(0);
    match op {
        Op::Jump { .. } => Op::Jump { target },
        Op::JumpIfTrue { reg, .. } => Op::JumpIfTrue { reg, target },
        Op::JumpIfFalse { reg, .. } => Op::JumpIfFalse { reg, target },
        Op::JumpIfNone { reg, .. } => Op::JumpIfNone { reg, target },
        Op::JumpIfNotNone { reg, .. } => Op::JumpIfNotNone { reg, target },
        Op::CmpJumpIfTrue { op, a, b, .. } => Op::CmpJumpIfTrue { op, a, b, offset },
        Op::CmpJumpIfFalse { op, a, b, .. } => Op::CmpJumpIfFalse { op, a, b, offset },
        Op::ForIter { dst, iter, .. } => Op::ForIter { dst, iter, skip: u16::try_from(distance).unwrap_or(0) },
        op => op,
    }
}

/// The same with a jump of its own.
fn far_jump(op: Op, target: u32, at: u32) -> Vec<Op> {
    match op {
        Op::CmpJumpIfTrue { op, a, b, .. } => vec![Op::CmpJumpIfFalse { op, a, b, offset: 1 }, Op::Jump { target }],
        Op::CmpJumpIfFalse { op, a, b, .. } => vec![Op::CmpJumpIfTrue { op, a, b, offset: 1 }, Op::Jump { target }],
        Op::ForIter { dst, iter, .. } => {
            vec![Op::ForIter { dst, iter, skip: 1 }, Op::Jump { target: at + 3 }, Op::Jump { target }]
        }
        op => vec![op],
    }
}

/// True if the instruction after this one may run next.
pub(super) fn falls_through(op: Op) -> bool {
    !ends_block(op)
}
