//! Lists, tuples, sets and dicts written out. Long ones are built piece by piece, so that they need few registers.

use super::Compiler;
use super::expr::nth;
use super::fold::fold_all;
use crate::base::ByteRange;
use crate::python::code::Const;
use crate::python::op::{Op, Reg};
use crate::syntax::ast::{Expr, ExprKind};

/// Items (keys and values of a dict count as two) that are built at once, as in CPython: beyond, they are added one by one.
const AT_ONCE_MAX: usize = 30;

impl<'a> Compiler<'a> {
    pub(super) fn tuple(&mut self, e: &'a Expr, items: &'a [Expr], dst: Reg) {
        if let Some(items) = fold_all(items) {
            self.at(e);
            self.b.load_const(dst, Const::Tuple(items));
        } else if is_simple(items) {
            let base = self.exprs_in_row(items);
            self.at(e);
            let n = self.b.small(items.len());
            self.b.emit(Op::BuildTuple { dst, base, n });
        } else {
            let list = self.b.temp();
            self.list(e, items, list);
            self.b.emit(Op::ListToTuple { dst, src: list });
        }
    }

    pub(super) fn list(&mut self, e: &'a Expr, items: &'a [Expr], dst: Reg) {
        if is_simple(items) {
            let base = self.exprs_in_row(items);
            self.at(e);
            let n = self.b.small(items.len());
            self.b.emit(Op::BuildList { dst, base, n });
            return;
        }
        let list = self.scratch(dst);
        self.at(e);
        self.b.emit(Op::BuildList { dst: list, base: list, n: 0 });
        self.extend_list(e.range, items, list);
        self.settle(dst, list);
    }

    /// Adds items to a list, those with stars one after the other.
    pub(super) fn extend_list(&mut self, range: ByteRange, items: &'a [Expr], list: Reg) {
        for item in items {
            let mark = self.b.mark();
            match &item.kind {
                ExprKind::Starred(inner) => {
                    let src = self.expr(inner);
                    self.b.at(range);
                    self.b.emit(Op::ListExtend { list, src });
                }
                _ => {
                    let src = self.expr(item);
                    self.b.at(range);
                    self.b.emit(Op::ListAppend { list, src });
                }
            }
            self.b.reset(mark);
        }
    }

    pub(super) fn set(&mut self, e: &'a Expr, items: &'a [Expr], dst: Reg) {
        // Three constants and more are a constant, which the set is filled from: that decides the order of its items.
        if items.len() > 2
            && let Some(items) = fold_all(items)
        {
            let set = self.scratch(dst);
            self.at(e);
            self.b.emit(Op::BuildSet { dst: set, base: set, n: 0 });
            let mark = self.b.mark();
            let src = self.b.temp();
            self.b.load_const(src, Const::FrozenSet(items));
            self.b.emit(Op::SetUpdate { set, src });
            self.b.reset(mark);
            self.settle(dst, set);
            return;
        }
        if is_simple(items) {
            let base = self.exprs_in_row(items);
            self.at(e);
            let n = self.b.small(items.len());
            self.b.emit(Op::BuildSet { dst, base, n });
            return;
        }
        let set = self.scratch(dst);
        self.at(e);
        self.b.emit(Op::BuildSet { dst: set, base: set, n: 0 });
        for item in items {
            let mark = self.b.mark();
            match &item.kind {
                ExprKind::Starred(inner) => {
                    let src = self.expr(inner);
                    self.at(e);
                    self.b.emit(Op::SetUpdate { set, src });
                }
                _ => {
                    let src = self.expr(item);
                    self.at(e);
                    self.b.emit(Op::SetAdd { set, src });
                }
            }
            self.b.reset(mark);
        }
        self.settle(dst, set);
    }

    pub(super) fn dict(&mut self, e: &'a Expr, keys: &'a [Option<Expr>], values: &'a [Expr], dst: Reg) {
        if keys.len() * 2 <= AT_ONCE_MAX && keys.iter().all(Option::is_some) {
            let base = self.b.temps(keys.len() * 2);
            for (i, (key, value)) in keys.iter().flatten().zip(values).enumerate() {
                self.expr_to(key, nth(base, 2 * i));
                self.expr_to(value, nth(base, 2 * i + 1));
            }
            self.at(e);
            let n = self.b.small(keys.len());
            self.b.emit(Op::BuildDict { dst, base, n });
            return;
        }
        let dict = self.scratch(dst);
        self.at(e);
        self.b.emit(Op::BuildDict { dst: dict, base: dict, n: 0 });
        for (key, value) in keys.iter().zip(values) {
            let mark = self.b.mark();
            match key {
                Some(key) => {
                    let key = self.operand(key, &[value]);
                    let src = self.expr(value);
                    self.at(e);
                    self.b.emit(Op::DictSet { dict, key, src });
                }
                None => {
                    let src = self.expr(value);
                    self.at(e);
                    self.b.emit(Op::DictUpdate { dict, src });
                }
            }
            self.b.reset(mark);
        }
        self.settle(dst, dict);
    }
}

/// Few items and no star among them.
fn is_simple(items: &[Expr]) -> bool {
    items.len() <= AT_ONCE_MAX && !items.iter().any(|i| matches!(i.kind, ExprKind::Starred(_)))
}
