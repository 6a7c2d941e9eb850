//! Annotations: evaluated where they stand, or kept as text under `from __future__ import annotations`.

use super::Compiler;
use super::unparse::unparse;
use crate::python::code::CodeKind;
use crate::python::op::{Op, Reg};
use crate::syntax::ast::{Expr, ExprKind, Module, Stmt, StmtKind};
use crate::syntax::visit::{Visitor, walk_stmt};

impl<'a> Compiler<'a> {
    /// An annotation's value.
    pub(super) fn annotation(&mut self, e: &'a Expr, dst: Reg) {
        if self.future_annotations {
            self.b.at(e.range);
            self.b.load_str(dst, &unparse(e));
        } else if let ExprKind::Starred(inner) = &e.kind {
            // `*args: *Ts` unpacks the one value that `Ts` gives.
            let mark = self.b.mark();
            let src = self.expr(inner);
            self.at(e);
            let value = self.b.temp();
            self.b.emit(Op::UnpackSeq { src, base: value, n: 1 });
            self.b.emit(Op::Move { dst, src: value });
            self.b.reset(mark);
        } else {
            self.expr_to(e, dst);
        }
    }

    /// `target: annotation = value`. In functions, the annotations of variables are not evaluated.
    pub(super) fn ann_assign(
        &mut self,
        s: &'a Stmt,
        target: &'a Expr,
        annotation: &'a Expr,
        value: Option<&'a Expr>,
        simple: bool,
    ) {
        match value {
            Some(value) => self.assign(std::slice::from_ref(target), value),
            None => self.touch_target(target),
        }
        if !matches!(self.b.code.kind, CodeKind::Module | CodeKind::Class) {
            return;
        }
        let v = self.b.temp();
        match &target.kind {
            ExprKind::Name(name) if simple => {
                self.annotation(annotation, v);
                let (dict, key) = (self.b.temp(), self.b.temp());
                self.load_name("__annotations__", dict, s.range);
                let name = self.mangled(name);
                self.b.load_str(key, &name);
                self.b.emit(Op::StoreSub { obj: dict, index: key, src: v });
            }
            _ if !self.future_annotations => self.expr_to(annotation, v),
            _ => {}
        }
    }

    /// `__annotations__ = {}` at the start of a module or class body that annotates variables.
    pub(super) fn make_annotations_dict(&mut self, body: &'a [Stmt]) {
        if !annotates(body) {
            return;
        }
        let mark = self.b.mark();
        let dict = self.b.temp();
        self.b.emit(Op::BuildDict { dst: dict, base: dict, n: 0 });
        let range = self.b.position.range;
        self.store_name("__annotations__", dict, range);
        self.b.reset(mark);
    }
}

/// True under `from __future__ import annotations`.
pub(super) fn has_future(module: &Module) -> bool {
    module.body.iter().any(|s| match &s.kind {
        StmtKind::ImportFrom { module: Some(m), names, .. } => {
            m.name == "__future__" && names.iter().any(|n| n.name.name == "annotations")
        }
        _ => false,
    })
}

/// True if a module or class body annotates variables, not counting the functions and classes in it.
fn annotates(body: &[Stmt]) -> bool {
    struct Finder(bool);
    impl<'s> Visitor<'s> for Finder {
        fn visit_stmt(&mut self, s: &'s Stmt) {
            match &s.kind {
                StmtKind::AnnAssign { .. } => self.0 = true,
                StmtKind::FunctionDef(_) | StmtKind::ClassDef(_) => {}
                _ if self.0 => {}
                _ => walk_stmt(self, s),
            }
        }

        fn visit_expr(&mut self, _: &'s Expr) {}
    }
    let mut finder = Finder(false);
    finder.visit_body(body);
    finder.0
}
