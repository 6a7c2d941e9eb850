//! What each instruction does to registers: the contract of `op.rs` with the virtual machine, as a table that the pass over
//! finished code, the verifier and the search for what was let go read. Knows nothing of how code is made.

use crate::python::op::{Intrinsic, NO_REG, Op, Reg};

/// Consecutive registers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::python) struct Regs {
    /// The first.
    pub first: usize,
    /// How many.
    pub count: usize,
}

impl Regs {
    fn one(reg: Reg) -> Regs {
        Regs::row(reg, 1)
    }

    fn row(base: Reg, count: usize) -> Regs {
        Regs { first: usize::from(base), count }
    }

    /// Each register's number.
    pub fn each(self) -> std::ops::Range<usize> {
        self.first..self.first + self.count
    }
}

/// The registers of an instruction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::python) struct Effects {
    /// Operands: must hold values.
    pub reads: [Regs; 3],
    /// Looked at, and may be unbound.
    pub peeks: Option<Reg>,
    /// Hold values afterwards, if the instruction does not raise and, for `ForIter`, does not skip.
    pub writes: Regs,
    /// Is unbound afterwards.
    pub unbinds: Option<Reg>,
    /// A called function's frame may lie over the registers from here on, whether it returns or raises.
    pub overlaid: Option<Reg>,
}

impl Effects {
    fn reads(reads: &[Reg]) -> Effects {
        let mut effects = Effects::default();
        for (place, &reg) in effects.reads.iter_mut().zip(reads) {
            *place = Regs::one(reg);
        }
        effects
    }

    fn row(base: Reg, count: usize) -> Effects {
        Effects { reads: [Regs::row(base, count), Regs::default(), Regs::default()], ..Effects::default() }
    }

    fn to(self, dst: Reg) -> Effects {
        self.to_row(dst, 1)
    }

    fn to_row(self, base: Reg, count: usize) -> Effects {
        Effects { writes: Regs::row(base, count), ..self }
    }

    fn call(base: Reg, count: usize, dst: Reg) -> Effects {
        Effects { overlaid: Some(base.saturating_add(1)), ..Effects::row(base, count).to(dst) }
    }
}

/// The effects of an instruction.
pub(in crate::python) fn effects(op: Op) -> Effects {
    match op {
        Op::Move { dst, src } => Effects::reads(&[src]).to(dst),
        Op::LoadConst { dst, .. }
        | Op::LoadInt { dst, .. }
        | Op::LoadNone { dst }
        | Op::LoadBool { dst, .. }
        | Op::LoadGlobal { dst, .. }
        | Op::LoadName { dst, .. }
        | Op::LoadBuildClass { dst }
        | Op::LoadAssertionError { dst }
        | Op::ImportName { dst, .. } => Effects::default().to(dst),
        Op::Unbind { reg } => Effects { unbinds: Some(reg), ..Effects::default() },
        Op::CheckBound { reg } => Effects { peeks: Some(reg), ..Effects::default().to(reg) },
        Op::Drop { reg } => Effects { peeks: Some(reg), unbinds: Some(reg), ..Effects::default() },
        Op::MakeCell { reg } => Effects { peeks: Some(reg), ..Effects::default().to(reg) },
        Op::StoreGlobal { src, .. } | Op::StoreName { src, .. } | Op::Return { src } => Effects::reads(&[src]),
        Op::LoadClassDeref { dst, cell, .. } | Op::LoadDeref { dst, cell } => Effects::reads(&[cell]).to(dst),
        Op::StoreDeref { cell, src } => Effects::reads(&[cell, src]),
        Op::DeleteDeref { cell } => Effects::reads(&[cell]),
        Op::LoadAttr { dst, obj, .. } => Effects::reads(&[obj]).to(dst),
        Op::StoreAttr { obj, src, .. } => Effects::reads(&[obj, src]),
        Op::DeleteAttr { obj, .. } => Effects::reads(&[obj]),
        Op::LoadMethod { base, obj, .. } | Op::LoadSpecial { base, obj, .. } => Effects::reads(&[obj]).to_row(base, 2),
        Op::LoadSub { dst, obj, index } => Effects::reads(&[obj, index]).to(dst),
        Op::StoreSub { obj, index, src } => Effects::reads(&[obj, index, src]),
        Op::DeleteSub { obj, index } => Effects::reads(&[obj, index]),
        Op::Binary { dst, a, b, .. } | Op::Inplace { dst, a, b, .. } | Op::Compare { dst, a, b, .. } => {
            Effects::reads(&[a, b]).to(dst)
        }
        Op::AddImm { dst, a, .. } | Op::InplaceAddImm { dst, a, .. } | Op::Unary { dst, a, .. } => {
            Effects::reads(&[a]).to(dst)
        }
        Op::JumpIfTrue { reg, .. }
        | Op::JumpIfFalse { reg, .. }
        | Op::JumpIfNone { reg, .. }
        | Op::JumpIfNotNone { reg, .. } => Effects::reads(&[reg]),
        Op::CmpJumpIfFalse { a, b, .. } | Op::CmpJumpIfTrue { a, b, .. } => Effects::reads(&[a, b]),
        Op::ForIter { dst, iter, .. } => Effects::reads(&[iter]).to(dst),
        Op::Format { dst, src, spec, .. } => match spec {
            NO_REG => Effects::reads(&[src]).to(dst),
            spec => Effects::reads(&[src, spec]).to(dst),
        },
        Op::ListAppend { list, src } | Op::ListExtend { list, src } => Effects::reads(&[list, src]),
        Op::SetAdd { set, src } | Op::SetUpdate { set, src } => Effects::reads(&[set, src]),
        Op::DictSet { dict, key, src } => Effects::reads(&[dict, key, src]),
        Op::DictUpdate { dict, src } => Effects::reads(&[dict, src]),
        Op::DictMerge { dict: into, src, func } | Op::ArgsExtend { list: into, src, func } => {
            Effects::reads(&[into, src, func])
        }
        Op::ListToTuple { dst, src } | Op::GetIter { dst, src } => Effects::reads(&[src]).to(dst),
        Op::ImportFrom { dst, module, .. } => Effects::reads(&[module]).to(dst),
        Op::Yield { dst, src }
        | Op::GetAwaitable { dst, src, .. }
        | Op::GetYieldFromIter { dst, src }
        | Op::GetAiter { dst, src } => Effects::reads(&[src]).to(dst),
        Op::YieldFrom { dst, iter } => Effects::reads(&[dst, iter]).to(dst),
        Op::GetAnext { dst, aiter } => Effects::reads(&[aiter]).to(dst),
        Op::Jump { .. } | Op::DeleteGlobal { .. } | Op::DeleteName { .. } | Op::KwNames { .. } | Op::ReturnNone => {
            Effects::default()
        }
        Op::EndAsyncFor { exc } | Op::Raise { exc } | Op::Reraise { exc } => Effects::reads(&[exc]),
        Op::RaiseFrom { exc, cause } => Effects::reads(&[exc, cause]),
        Op::RaiseCurrent => Effects::default(),
        Op::PushExc { save, exc } => Effects::reads(&[exc]).to(save),
        Op::PopExc { save } => Effects::reads(&[save]),
        Op::ExcMatch { dst, exc, typ } => Effects::reads(&[exc, typ]).to(dst),
        Op::ExcTriple { base, exc } => Effects::reads(&[exc]).to_row(base, 3),
        _ => row_effects(op),
    }
}

/// The effects of the instructions that take their operands from consecutive registers.
fn row_effects(op: Op) -> Effects {
    match op {
        Op::BuildSlice { dst, base } => Effects::row(base, 3).to(dst),
        Op::BuildTuple { dst, base, n }
        | Op::BuildList { dst, base, n }
        | Op::BuildSet { dst, base, n }
        | Op::BuildString { dst, base, n } => Effects::row(base, usize::from(n)).to(dst),
        Op::BuildDict { dst, base, n } => Effects::row(base, 2 * usize::from(n)).to(dst),
        Op::UnpackSeq { src, base, n } => Effects::reads(&[src]).to_row(base, usize::from(n)),
        Op::UnpackEx { before, src, base, after } => {
            Effects::reads(&[src]).to_row(base, usize::from(before) + 1 + usize::from(after))
        }
        Op::Call { dst, base, argc } | Op::CallKw { dst, base, argc } => {
            Effects::call(base, 1 + usize::from(argc), dst)
        }
        Op::CallMethod { dst, base, argc } | Op::CallMethodKw { dst, base, argc } => {
            Effects::call(base, 2 + usize::from(argc), dst)
        }
        Op::CallEx { dst, base } => Effects::call(base, 3, dst),
        Op::MakeFunction { dst, base, .. } => Effects::row(base, 4).to(dst),
        Op::Intrinsic { kind: Intrinsic::ImportStar, base, .. } => Effects::row(base, 1),
        Op::Intrinsic { kind, dst, base } => Effects::row(base, intrinsic_arguments(kind)).to(dst),
        _ => Effects::default(),
    }
}

/// How many registers from `base` an intrinsic reads.
fn intrinsic_arguments(kind: Intrinsic) -> usize {
    match kind {
        Intrinsic::MatchSequence
        | Intrinsic::MatchMapping
        | Intrinsic::MatchLength
        | Intrinsic::SubscriptGeneric
        | Intrinsic::ListToTuple
        | Intrinsic::ImportStar => 1,
        Intrinsic::SplitGroup
        | Intrinsic::ReraiseStar
        | Intrinsic::MatchKeys
        | Intrinsic::MatchRest
        | Intrinsic::TypeVarTuple
        | Intrinsic::ParamSpec => 2,
        Intrinsic::TypeVar | Intrinsic::TypeAlias => 3,
        Intrinsic::MatchClass => 4,
    }
}

/// True for instructions after which the next one is never reached.
pub(in crate::python) fn ends_block(op: Op) -> bool {
    matches!(
        op,
        Op::Jump { .. }
            | Op::Return { .. }
            | Op::ReturnNone
            | Op::Raise { .. }
            | Op::RaiseFrom { .. }
            | Op::RaiseCurrent
            | Op::Reraise { .. }
    )
}

/// False for instructions that cannot raise, whatever their operands are.
pub(in crate::python) fn may_raise(op: Op) -> bool {
    !matches!(
        op,
        Op::Move { .. }
            | Op::LoadConst { .. }
            | Op::LoadInt { .. }
            | Op::LoadNone { .. }
            | Op::LoadBool { .. }
            | Op::Unbind { .. }
            | Op::MakeCell { .. }
            | Op::StoreGlobal { .. }
            | Op::StoreDeref { .. }
            | Op::Jump { .. }
            | Op::JumpIfNone { .. }
            | Op::JumpIfNotNone { .. }
            | Op::KwNames { .. }
            | Op::Return { .. }
            | Op::ReturnNone
            | Op::MakeFunction { .. }
            | Op::LoadBuildClass { .. }
            | Op::LoadAssertionError { .. }
            | Op::PushExc { .. }
            | Op::PopExc { .. }
            | Op::ExcTriple { .. }
    )
}

/// Where a jump goes; `usize::MAX` if that is before the start.
pub(in crate::python) fn target(at: usize, op: Op) -> Option<usize> {
    let relative = |offset: i64| usize::try_from(at as i64 + 1 + offset).unwrap_or(usize::MAX);
    match op {
        Op::Jump { target }
        | Op::JumpIfTrue { target, .. }
        | Op::JumpIfFalse { target, .. }
        | Op::JumpIfNone { target, .. }
        | Op::JumpIfNotNone { target, .. } => Some(target as usize),
        Op::CmpJumpIfFalse { offset, .. } | Op::CmpJumpIfTrue { offset, .. } => Some(relative(i64::from(offset))),
        Op::ForIter { skip, .. } => Some(relative(i64::from(skip))),
        _ => None,
    }
}

/// The places where execution may go on after an instruction that does not raise.
pub(in crate::python) fn next_places(at: usize, op: Op) -> impl Iterator<Item = usize> {
    let falls_through = !ends_block(op);
    target(at, op).into_iter().chain(falls_through.then_some(at + 1))
}
