//! Names: loading, storing and deleting what a name stands for where it is used.

use super::Compiler;
use super::scope::Name;
use crate::base::ByteRange;
use crate::python::op::{Op, Reg};
use crate::syntax::ast::{Expr, ExprKind};
use crate::syntax::visit::{Visitor, walk_expr};

impl<'a> Compiler<'a> {
    /// What a name means here.
    pub(super) fn lookup(&self, name: &str) -> Name {
        let scope = self.b.scope;
        self.scopes.lookup(scope, &self.scopes.mangle(scope, name))
    }

    /// A name as it is kept: with the class's prefix if it is private.
    pub(super) fn mangled(&self, name: &str) -> String {
        self.scopes.mangle(self.b.scope, name).into_owned()
    }

    /// The slot of a global name.
    fn slot(&mut self, name: &str) -> u32 {
        let name = self.mangled(name);
        self.global_slot(&name)
    }

    /// The index of a name of a class body.
    fn class_name(&mut self, name: &str) -> u16 {
        let name = self.mangled(name);
        self.b.name(&name)
    }

    /// The register of a variable that is one, checked to be bound.
    pub(super) fn local(&mut self, name: &str, range: ByteRange) -> Option<Reg> {
        match self.lookup(name) {
            Name::Local(reg) => {
                self.b.at(range);
                // Taken out again where it is surely bound.
                self.b.emit(Op::CheckBound { reg });
                Some(reg)
            }
            _ => None,
        }
    }

    pub(super) fn load_name(&mut self, name: &str, dst: Reg, range: ByteRange) {
        self.b.at(range);
        match self.lookup(name) {
            Name::Local(reg) => {
                self.b.emit(Op::CheckBound { reg });
                self.b.emit(Op::Move { dst, src: reg });
            }
            Name::Cell(cell) => self.b.emit(Op::LoadDeref { dst, cell }),
            Name::Global => {
                let slot = self.slot(name);
                self.b.emit(Op::LoadGlobal { dst, slot });
            }
            Name::Class => {
                let name = u32::from(self.class_name(name));
                self.b.emit(Op::LoadName { dst, name });
            }
            Name::ClassCell(cell) => {
                let name = self.class_name(name);
                self.b.emit(Op::LoadClassDeref { dst, cell, name });
            }
        }
    }

    pub(super) fn store_name(&mut self, name: &str, src: Reg, range: ByteRange) {
        self.b.at(range);
        match self.lookup(name) {
            Name::Local(dst) => self.b.emit(Op::Move { dst, src }),
            Name::Cell(cell) | Name::ClassCell(cell) => self.b.emit(Op::StoreDeref { cell, src }),
            Name::Global => {
                let slot = self.slot(name);
                self.b.emit(Op::StoreGlobal { src, slot });
            }
            Name::Class => {
                let name = u32::from(self.class_name(name));
                self.b.emit(Op::StoreName { src, name });
            }
        }
    }

    /// `del name`: it must be bound.
    pub(super) fn delete_name(&mut self, name: &str, range: ByteRange) {
        self.b.at(range);
        match self.lookup(name) {
            Name::Local(reg) => {
                self.b.emit(Op::CheckBound { reg });
                // What goes may be the last reference to a generator in the middle.
                self.b.emit(Op::Drop { reg });
            }
            Name::Cell(cell) | Name::ClassCell(cell) => self.b.emit(Op::DeleteDeref { cell }),
            Name::Global => {
                let slot = self.slot(name);
                self.b.emit(Op::DeleteGlobal { slot });
            }
            Name::Class => {
                let name = u32::from(self.class_name(name));
                self.b.emit(Op::DeleteName { name });
            }
        }
    }

    /// Makes a name unbound, whether it was bound or not.
    pub(super) fn unbind_name(&mut self, name: &str) {
        if let Name::Local(reg) = self.lookup(name) {
            self.b.emit(Op::Unbind { reg });
            return;
        }
        let range = self.b.position.range;
        let mark = self.b.mark();
        let none = self.b.temp();
        self.b.emit(Op::LoadNone { dst: none });
        self.store_name(name, none, range);
        self.delete_name(name, range);
        self.b.reset(mark);
    }

    /// True if evaluating `e` may bind the variable in `reg` anew: it has a `:=` for it.
    pub(super) fn rebinds(&self, e: &Expr, reg: Reg) -> bool {
        struct Finder<'c, 'a> {
            compiler: &'c Compiler<'a>,
            reg: Reg,
            found: bool,
        }
        impl<'e> Visitor<'e> for Finder<'_, '_> {
            fn visit_expr(&mut self, e: &'e Expr) {
                if let ExprKind::Named { target, .. } = &e.kind
                    && let ExprKind::Name(name) = &target.kind
                {
                    self.found |= self.compiler.lookup(name) == Name::Local(self.reg);
                }
                if !self.found {
                    walk_expr(self, e);
                }
            }
        }
        if !self.scopes.has_walrus(self.b.scope) {
            return false;
        }
        let mut finder = Finder { compiler: self, reg, found: false };
        finder.visit_expr(e);
        finder.found
    }
}
