//! Assignment: storing into names, attributes, items and nested targets; deleting them.

use super::Compiler;
use super::scope::Name;
use crate::base::ByteRange;
use crate::python::op::{Op, Reg};
use crate::syntax::ast::{BinOp, Constant, Expr, ExprKind};

impl<'a> Compiler<'a> {
    /// `targets = value`, from left to right.
    pub(super) fn assign(&mut self, targets: &'a [Expr], value: &'a Expr) {
        let mark = self.b().mark();
        if let [target] = targets {
            if let ExprKind::Name(name) = &target.kind
                && let Name::Local(reg) = self.lookup(name)
            {
                self.expr_to(value, reg);
                self.b().set_bound(reg);
                return;
            }
            if self.swap(target, value) {
                self.b().reset(mark);
                return;
            }
        }
        let src = self.expr(value);
        for target in targets {
            self.store(target, src);
        }
        self.b().reset(mark);
    }

    /// `a, b = x, y` without making a tuple.
    fn swap(&mut self, target: &'a Expr, value: &'a Expr) -> bool {
        let (ExprKind::Tuple(targets), ExprKind::Tuple(values)) = (&target.kind, &value.kind) else { return false };
        let starred = targets.iter().chain(values).any(|e| matches!(e.kind, ExprKind::Starred(_)));
        if starred || targets.len() != values.len() || targets.len() > 8 {
            return false;
        }
        let base = self.exprs_in_row(values);
        for (i, t) in targets.iter().enumerate() {
            self.store(t, base + i as Reg);
        }
        true
    }

    /// Stores a register into a target.
    pub(super) fn store(&mut self, target: &'a Expr, src: Reg) {
        let mark = self.b().mark();
        match &target.kind {
            ExprKind::Name(name) => self.store_name(name, src, target.range),
            ExprKind::Attribute { value, attr } => {
                let obj = self.expr(value);
                self.b().at(target.range);
                let name = self.mangled(&attr.name);
                let site = self.b().site(&name);
                self.b().emit(Op::StoreAttr { obj, src, site });
            }
            ExprKind::Subscript { value, slice } => {
                let obj = self.operand(value, true);
                let index = self.index(slice);
                self.b().at_anchor(target.range, ByteRange::new(value.range.end, target.range.end));
                self.b().emit(Op::StoreSub { obj, index, src });
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => self.unpack(target.range, items, src),
            ExprKind::Starred(inner) => self.store(inner, src),
            _ => self.unsupported(target.range, "this assignment target"),
        }
        self.b().reset(mark);
    }

    fn unpack(&mut self, range: ByteRange, items: &'a [Expr], src: Reg) {
        let star = items.iter().position(|i| matches!(i.kind, ExprKind::Starred(_)));
        let base = self.b().temps(items.len());
        self.b().at(range);
        match star {
            None => {
                let n = self.b().small(items.len());
                self.b().emit(Op::UnpackSeq { src, base, n });
            }
            Some(before) => {
                let after = self.b().small(items.len() - before - 1);
                match u8::try_from(before) {
                    Ok(before) => self.b().emit(Op::UnpackEx { before, src, base, after }),
                    Err(_) => self.fail(range, "too many expressions in star-unpacking assignment"),
                }
            }
        }
        for (i, item) in items.iter().enumerate() {
            self.store(item, base + i as Reg);
        }
    }

    pub(super) fn store_name(&mut self, name: &str, src: Reg, range: ByteRange) {
        self.b().at(range);
        match self.lookup(name) {
            Name::Local(dst) => {
                if dst != src {
                    self.b().emit(Op::Move { dst, src });
                }
                self.b().set_bound(dst);
            }
            Name::Cell(cell) | Name::ClassCell(cell) => self.b().emit(Op::StoreDeref { cell, src }),
            Name::Global => {
                let name = self.mangled(name);
                let slot = self.global_slot(&name);
                self.b().emit(Op::StoreGlobal { src, slot });
            }
            Name::Class => {
                let name = self.mangled(name);
                let name = u32::from(self.b().name(&name));
                self.b().emit(Op::StoreName { src, name });
            }
        }
    }

    pub(super) fn delete(&mut self, target: &'a Expr) {
        let mark = self.b().mark();
        match &target.kind {
            ExprKind::Name(name) => self.delete_name(name, target.range, true),
            ExprKind::Attribute { value, attr } => {
                let obj = self.expr(value);
                self.b().at(target.range);
                let name = self.mangled(&attr.name);
                let site = self.b().site(&name);
                self.b().emit(Op::DeleteAttr { obj, site });
            }
            ExprKind::Subscript { value, slice } => {
                let obj = self.operand(value, true);
                let index = self.index(slice);
                self.b().at(target.range);
                self.b().emit(Op::DeleteSub { obj, index });
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|i| self.delete(i)),
            _ => self.unsupported(target.range, "deleting this"),
        }
        self.b().reset(mark);
    }

    /// `del name`; with `check` it must be bound.
    pub(super) fn delete_name(&mut self, name: &str, range: ByteRange, check: bool) {
        self.b().at(range);
        match self.lookup(name) {
            Name::Local(reg) => {
                if check {
                    self.b().emit(Op::CheckBound { reg });
                    // What goes may be the last reference to a generator in the middle.
                    self.b().emit(Op::Drop { reg });
                } else {
                    self.b().emit(Op::Unbind { reg });
                }
                self.b().set_unbound(reg);
            }
            Name::Cell(cell) | Name::ClassCell(cell) => {
                if !check {
                    let none = self.b().temp();
                    self.b().emit(Op::LoadNone { dst: none });
                    self.b().emit(Op::StoreDeref { cell, src: none });
                }
                self.b().emit(Op::DeleteDeref { cell });
            }
            Name::Global => {
                let name = self.mangled(name);
                let slot = self.global_slot(&name);
                if !check {
                    let none = self.b().temp();
                    self.b().emit(Op::LoadNone { dst: none });
                    self.b().emit(Op::StoreGlobal { src: none, slot });
                }
                self.b().emit(Op::DeleteGlobal { slot });
            }
            Name::Class => {
                let name = self.mangled(name);
                let name = u32::from(self.b().name(&name));
                if !check {
                    let none = self.b().temp();
                    self.b().emit(Op::LoadNone { dst: none });
                    self.b().emit(Op::StoreName { src: none, name });
                }
                self.b().emit(Op::DeleteName { name });
            }
        }
    }

    /// `target op= value`.
    pub(super) fn aug_assign(&mut self, range: ByteRange, target: &'a Expr, op: BinOp, value: &'a Expr) {
        let mark = self.b().mark();
        let anchor = self.operator_range(target.range.end, value.range.start);
        match &target.kind {
            ExprKind::Name(name) => {
                let local = match self.lookup(name) {
                    Name::Local(reg) => Some(reg),
                    _ => None,
                };
                let a = self.operand(target, true);
                // A local is written in place, by the instruction that computes it.
                let dst = match local {
                    Some(reg) => reg,
                    None => self.b().temp(),
                };
                self.inplace(range, anchor, op, dst, a, value);
                match local {
                    Some(reg) => self.b().set_bound(reg),
                    None => self.store_name(name, dst, range),
                }
            }
            ExprKind::Attribute { value: object, attr } => {
                let obj = self.operand(object, true);
                let name = self.mangled(&attr.name);
                let v = self.b().temp();
                self.b().at(target.range);
                let site = self.b().site(&name);
                self.b().emit(Op::LoadAttr { dst: v, obj, site });
                self.inplace(range, anchor, op, v, v, value);
                self.b().at(target.range);
                let site = self.b().site(&name);
                self.b().emit(Op::StoreAttr { obj, src: v, site });
            }
            ExprKind::Subscript { value: object, slice } => {
                let obj = self.operand(object, true);
                let index = self.operand(slice, true);
                let v = self.b().temp();
                let brackets = ByteRange::new(object.range.end, target.range.end);
                self.b().at_anchor(target.range, brackets);
                self.b().emit(Op::LoadSub { dst: v, obj, index });
                self.inplace(range, anchor, op, v, v, value);
                self.b().at_anchor(target.range, brackets);
                self.b().emit(Op::StoreSub { obj, index, src: v });
            }
            _ => self.unsupported(target.range, "this assignment target"),
        }
        self.b().reset(mark);
    }

    fn inplace(&mut self, range: ByteRange, anchor: ByteRange, op: BinOp, dst: Reg, a: Reg, value: &'a Expr) {
        if let ExprKind::Constant(Constant::Int(i)) = &value.kind
            && let Ok(imm) = i16::try_from(*i)
            && matches!(op, BinOp::Add | BinOp::Sub)
        {
            self.b().at_anchor(range, anchor);
            self.b().emit(Op::InplaceAddImm { sub: op == BinOp::Sub, dst, a, imm });
            return;
        }
        let b = self.expr(value);
        self.b().at_anchor(range, anchor);
        self.b().emit(Op::Inplace { op: super::expr::bin_op(op), dst, a, b });
    }
}
