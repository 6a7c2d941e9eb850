//! Assignment: storing into names, attributes, items and nested targets; deleting them.

use super::Compiler;
use super::expr::nth;
use super::scope::Name;
use crate::base::ByteRange;
use crate::python::op::{Op, Reg};
use crate::syntax::ast::{BinOp, Expr, ExprKind, Stmt};

impl<'a> Compiler<'a> {
    /// `targets = value`, from left to right.
    pub(super) fn assign(&mut self, targets: &'a [Expr], value: &'a Expr) {
        let [target] = targets else {
            // An earlier target may be the variable that holds the value.
            let src = self.b.temp();
            self.expr_to(value, src);
            targets.iter().for_each(|t| self.store(t, src));
            return;
        };
        if let ExprKind::Name(name) = &target.kind
            && let Name::Local(reg) = self.lookup(name)
        {
            self.expr_to(value, reg);
        } else if !self.assign_each(target, value) {
            let src = self.operand(value, &[target]);
            self.store(target, src);
        }
    }

    /// `a, b = x, y` without making a tuple: all values first, then all targets.
    fn assign_each(&mut self, target: &'a Expr, value: &'a Expr) -> bool {
        const AT_ONCE_MAX: usize = 16;
        let (ExprKind::Tuple(targets), ExprKind::Tuple(values)) = (&target.kind, &value.kind) else { return false };
        let starred = targets.iter().chain(values).any(|e| matches!(e.kind, ExprKind::Starred(_)));
        if starred || targets.len() != values.len() || targets.len() > AT_ONCE_MAX {
            return false;
        }
        let base = self.exprs_in_row(values);
        for (i, t) in targets.iter().enumerate() {
            self.store(t, nth(base, i));
        }
        true
    }

    /// Stores a register into a target.
    pub(super) fn store(&mut self, target: &'a Expr, src: Reg) {
        if self.failed() {
            return;
        }
        let mark = self.b.mark();
        match &target.kind {
            ExprKind::Name(name) => self.store_name(name, src, target.range),
            ExprKind::Attribute { value, attr } => {
                let obj = self.expr(value);
                let name = self.mangled(&attr.name);
                self.at_attribute(target, attr);
                let site = self.b.site(&name);
                self.b.emit(Op::StoreAttr { obj, src, site });
            }
            ExprKind::Subscript { value, slice } => {
                let obj = self.operand(value, &[slice]);
                let index = self.expr(slice);
                self.at(target);
                self.b.emit(Op::StoreSub { obj, index, src });
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => self.unpack(target.range, items, src),
            ExprKind::Starred(inner) => self.store(inner, src),
            _ => self.unsupported(target.range, "Loopscope cannot assign to this expression"),
        }
        self.b.reset(mark);
    }

    fn unpack(&mut self, range: ByteRange, items: &'a [Expr], src: Reg) {
        let star = items.iter().position(|i| matches!(i.kind, ExprKind::Starred(_)));
        let variables = self.adjacent_variables(items);
        let base = variables.unwrap_or_else(|| self.b.temps(items.len()));
        self.b.at(range);
        self.unpack_into(range, items.len(), star, src, base);
        if variables.is_none() {
            for (i, item) in items.iter().enumerate() {
                self.store(item, nth(base, i));
            }
        }
    }

    /// Unpacks `count` values, one of them maybe the list of the rest, into registers from `base`.
    pub(super) fn unpack_into(&mut self, range: ByteRange, count: usize, star: Option<usize>, src: Reg, base: Reg) {
        let Some(before) = star else {
            let n = self.b.small(count);
            self.b.emit(Op::UnpackSeq { src, base, n });
            return;
        };
        let after = self.b.small(count - before - 1);
        match u8::try_from(before) {
            Ok(before) => self.b.emit(Op::UnpackEx { before, src, base, after }),
            Err(_) => self.fail(range, "too many expressions in star-unpacking assignment"),
        }
    }

    /// The first register, if the targets are variables whose registers follow one another: then they are unpacked in place.
    fn adjacent_variables(&self, items: &'a [Expr]) -> Option<Reg> {
        let register = |item: &Expr| match &item.kind {
            ExprKind::Name(name) => match self.lookup(name) {
                Name::Local(reg) => Some(reg),
                _ => None,
            },
            _ => None,
        };
        let first = register(items.first()?)?;
        let in_order = items.iter().enumerate().all(|(i, item)| register(item) == Some(nth(first, i)));
        in_order.then_some(first)
    }

    pub(super) fn delete(&mut self, target: &'a Expr) {
        let mark = self.b.mark();
        match &target.kind {
            ExprKind::Name(name) => self.delete_name(name, target.range),
            ExprKind::Attribute { value, attr } => {
                let obj = self.expr(value);
                let name = self.mangled(&attr.name);
                self.at_attribute(target, attr);
                let site = self.b.site(&name);
                self.b.emit(Op::DeleteAttr { obj, site });
            }
            ExprKind::Subscript { value, slice } => {
                let obj = self.operand(value, &[slice]);
                let index = self.expr(slice);
                self.at(target);
                self.b.emit(Op::DeleteSub { obj, index });
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|i| self.delete(i)),
            _ => self.unsupported(target.range, "Loopscope cannot delete this expression"),
        }
        self.b.reset(mark);
    }

    /// `target op= value`.
    pub(super) fn aug_assign(&mut self, s: &'a Stmt, target: &'a Expr, op: BinOp, value: &'a Expr) {
        match &target.kind {
            ExprKind::Name(name) => {
                let a = self.operand(target, &[value]);
                if let Name::Local(reg) = self.lookup(name) {
                    // A local is written in place, by the instruction that computes it.
                    self.inplace(s, op, reg, a, value);
                } else {
                    let result = self.b.temp();
                    self.inplace(s, op, result, a, value);
                    self.store_name(name, result, target.range);
                }
            }
            ExprKind::Attribute { value: object, attr } => {
                let obj = self.operand(object, &[value]);
                let name = self.mangled(&attr.name);
                let result = self.b.temp();
                self.at_attribute(target, attr);
                let site = self.b.site(&name);
                self.b.emit(Op::LoadAttr { dst: result, obj, site });
                self.inplace(s, op, result, result, value);
                self.at_attribute(target, attr);
                let site = self.b.site(&name);
                self.b.emit(Op::StoreAttr { obj, src: result, site });
            }
            ExprKind::Subscript { value: object, slice } => {
                let obj = self.operand(object, &[slice, value]);
                let index = self.operand(slice, &[value]);
                let result = self.b.temp();
                self.at(target);
                self.b.emit(Op::LoadSub { dst: result, obj, index });
                self.inplace(s, op, result, result, value);
                self.at(target);
                self.b.emit(Op::StoreSub { obj, index, src: result });
            }
            _ => self.unsupported(target.range, "Loopscope cannot assign to this expression"),
        }
    }

    /// A declared target that gets no value: what it is made of is evaluated all the same, as CPython does.
    pub(super) fn touch_target(&mut self, target: &'a Expr) {
        match &target.kind {
            ExprKind::Attribute { value, .. } => {
                self.expr(value);
            }
            ExprKind::Subscript { value, slice } => {
                self.expr(value);
                self.expr(slice);
            }
            _ => {}
        }
    }
}
