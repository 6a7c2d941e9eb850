//! Statements that are not blocks of their own.

use super::Compiler;
use crate::python::op::{Op, Reg};
use crate::syntax::ast::{Alias, Constant, Expr, ExprKind, Ident, Stmt, StmtKind};

impl<'a> Compiler<'a> {
    pub(super) fn body(&mut self, body: &'a [Stmt]) {
        for s in body {
            self.stmt(s);
        }
    }

    fn stmt(&mut self, s: &'a Stmt) {
        let mark = self.b().mark();
        self.b().at(s.range);
        match &s.kind {
            StmtKind::FunctionDef(f) => self.function_def(s, f),
            StmtKind::ClassDef(c) => self.class_def(s, c),
            StmtKind::Return(value) => self.return_stmt(s, value.as_ref()),
            StmtKind::Delete(targets) => targets.iter().for_each(|t| self.delete(t)),
            StmtKind::Assign { targets, value } => self.assign(targets, value),
            StmtKind::AugAssign { target, op, value } => self.aug_assign(s.range, target, *op, value),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(target, annotation, value.as_ref(), *simple);
            }
            StmtKind::TypeAlias { name, type_params, value } => self.type_alias(s, name, type_params, value),
            StmtKind::For { is_async, target, iter, body, orelse } => {
                self.for_stmt(s, *is_async, target, iter, body, orelse);
            }
            StmtKind::While { test, body, orelse } => self.while_stmt(test, body, orelse),
            StmtKind::If { test, body, orelse } => self.if_stmt(test, body, orelse),
            StmtKind::With { is_async, items, body } => self.with_stmt(*is_async, items, body),
            StmtKind::Match { subject, cases } => self.match_stmt(subject, cases),
            StmtKind::Raise { exc, cause } => self.raise_stmt(s, exc.as_ref(), cause.as_ref()),
            StmtKind::Try { body, handlers, orelse, finalbody, is_star } => {
                self.try_stmt(s, body, handlers, orelse, finalbody, *is_star);
            }
            StmtKind::Assert { test, msg } => self.assert_stmt(s, test, msg.as_ref()),
            StmtKind::Import(names) => names.iter().for_each(|a| self.import(s, a)),
            StmtKind::ImportFrom { module, names, level } => self.import_from(s, module.as_ref(), names, *level),
            StmtKind::Expr(e) => self.expr_stmt(e),
            StmtKind::Break => self.leave_loop(true),
            StmtKind::Continue => self.leave_loop(false),
            StmtKind::Global(_) | StmtKind::Nonlocal(_) | StmtKind::Pass => {}
        }
        self.b().reset(mark);
    }

    fn expr_stmt(&mut self, e: &'a Expr) {
        match &e.kind {
            ExprKind::Constant(_) => {}
            ExprKind::Call { .. } | ExprKind::Await(_) => {
                let reg = self.b().temp();
                self.expr_to(e, reg);
                self.b().emit(Op::Drop { reg });
            }
            _ => {
                self.expr(e);
            }
        }
    }

    fn if_stmt(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt]) {
        let (otherwise, end) = (self.b().label(), self.b().label());
        self.jump_unless(test, otherwise);
        let before = self.b().flow();
        self.body(body);
        let after_body = self.b().flow();
        if !orelse.is_empty() && !after_body.1 {
            self.b().jump(Op::Jump { target: 0 }, end);
        }
        self.b().bind(otherwise);
        self.b().set_flow(before);
        self.body(orelse);
        self.b().bind(end);
        self.b().join(after_body);
    }

    fn ann_assign(&mut self, target: &'a Expr, annotation: &'a Expr, value: Option<&'a Expr>, simple: bool) {
        if let Some(value) = value {
            let mark = self.b().mark();
            let src = self.expr(value);
            self.store(target, src);
            self.b().reset(mark);
        }
        use crate::python::code::CodeKind;
        let recorded = simple && matches!(self.b().code.kind, CodeKind::Module | CodeKind::Class);
        if recorded && let ExprKind::Name(name) = &target.kind {
            let v = self.b().temp();
            self.annotation(annotation, v);
            let dict = self.b().temp();
            self.load_name("__annotations__", dict, annotation.range);
            let key = self.b().temp();
            let name = self.mangled(name);
            self.b().load_str(key, &name);
            self.b().emit(Op::DictSet { dict, key, src: v });
        }
    }

    /// An annotation's value; its text under `from __future__ import annotations`.
    pub(super) fn annotation(&mut self, e: &'a Expr, dst: Reg) {
        if self.future_annotations {
            let text = e.range.slice(self.source).to_string();
            self.b().load_str(dst, &text);
        } else {
            self.expr_to(e, dst);
        }
    }

    /// `__annotations__ = {}` at the start of a module or class body that has some.
    pub(super) fn make_annotations_dict(&mut self) {
        let dict = self.b().temp();
        self.b().emit(Op::BuildDict { dst: dict, base: dict, n: 0 });
        let range = self.b().position.range;
        self.store_name("__annotations__", dict, range);
        self.b().release(dict);
    }

    fn raise_stmt(&mut self, s: &'a Stmt, exc: Option<&'a Expr>, cause: Option<&'a Expr>) {
        match (exc, cause) {
            (None, _) => {
                self.b().at(s.range);
                self.b().emit(Op::RaiseCurrent);
            }
            (Some(exc), None) => {
                let exc = self.expr(exc);
                self.b().at(s.range);
                self.b().emit(Op::Raise { exc });
            }
            (Some(exc), Some(cause)) => {
                let exc = self.operand(exc, true);
                let cause = self.expr(cause);
                self.b().at(s.range);
                self.b().emit(Op::RaiseFrom { exc, cause });
            }
        }
        self.b().unreachable = true;
    }

    fn assert_stmt(&mut self, s: &'a Stmt, test: &'a Expr, msg: Option<&'a Expr>) {
        let ok = self.b().label();
        self.jump_if(test, ok, true);
        let flow = self.b().flow();
        let base = self.b().temps(2);
        // The traceback marks the test.
        let place = test.range;
        self.b().at(s.range);
        self.b().emit(Op::LoadAssertionError { dst: base });
        match msg {
            Some(m) => {
                self.expr_to(m, base + 1);
                self.b().at(place);
                self.b().emit(Op::Call { dst: base, base, argc: 1 });
            }
            None => {
                self.b().at(place);
                self.b().emit(Op::Call { dst: base, base, argc: 0 });
            }
        }
        self.b().emit(Op::Raise { exc: base });
        self.b().bind(ok);
        self.b().set_flow(flow);
    }

    fn import(&mut self, s: &'a Stmt, alias: &'a Alias) {
        let dst = self.b().temp();
        let name = self.b().name(&alias.name.name);
        self.b().at(s.range);
        self.b().emit(Op::ImportName { top: alias.asname.is_none(), dst, name, level: 0 });
        let target = match &alias.asname {
            Some(n) => n.name.as_str(),
            None => alias.name.name.split('.').next().unwrap_or(""),
        };
        self.store_name(target, dst, s.range);
    }

    fn import_from(&mut self, s: &'a Stmt, module: Option<&'a Ident>, names: &'a [Alias], level: u32) {
        let text = module.map_or("", |m| m.name.as_str());
        if text == "__future__" {
            return;
        }
        let dst = self.b().temp();
        let name = self.b().name(text);
        let level = self.b().small(level as usize);
        self.b().at(s.range);
        self.b().emit(Op::ImportName { top: false, dst, name, level });
        for alias in names {
            if alias.name.name == "*" {
                self.b().emit(Op::Intrinsic { kind: crate::python::op::Intrinsic::ImportStar, dst, base: dst });
                continue;
            }
            let v = self.b().temp();
            let name = self.b().name(&alias.name.name);
            self.b().at(s.range);
            self.b().emit(Op::ImportFrom { dst: v, module: dst, name });
            let target = alias.asname.as_ref().unwrap_or(&alias.name);
            self.store_name(&target.name, v, s.range);
            self.b().release(v);
        }
    }

    fn type_alias(
        &mut self,
        s: &'a Stmt,
        name: &'a Ident,
        params: &'a [crate::syntax::ast::TypeParam],
        value: &'a Expr,
    ) {
        use crate::python::op::Intrinsic;
        let outer = self.enter_type_params(params);
        let base = self.b().temps(3);
        self.b().load_str(base, &name.name);
        self.type_param_tuple(params, base + 1);
        let scope = self.scopes.of(super::scope::node(name));
        let line = self.line(s.range.start);
        self.enter(&name.name, &name.name, crate::python::code::CodeKind::Function, scope, line);
        let v = self.expr(value);
        self.b().emit(Op::Return { src: v });
        let code = self.leave();
        let parts = self.b().temps(4);
        self.function_object(code, scope, parts, None, None, None, base + 2);
        self.b().emit(Op::Intrinsic { kind: Intrinsic::TypeAlias, dst: base, base });
        self.leave_type_params(outer);
        self.store_name(&name.name, base, s.range);
    }

    /// True for literals that are always true or false: `while True`.
    pub(super) fn is_true(e: &Expr) -> bool {
        matches!(&e.kind, ExprKind::Constant(c @ (Constant::Bool(_) | Constant::Int(_))) if super::jump::truth(c) == Some(true))
    }
}
