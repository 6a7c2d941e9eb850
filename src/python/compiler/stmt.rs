//! Statements: which file knows each, and the short ones.

use super::Compiler;
use super::try_::Try;
use crate::python::op::Op;
use crate::syntax::ast::{Expr, ExprKind, Stmt, StmtKind};

impl<'a> Compiler<'a> {
    pub(super) fn body(&mut self, body: &'a [Stmt]) {
        for s in body {
            // Copies of `finally` bodies may be beyond every limit: then nothing more is walked.
            if self.failed() {
                return;
            }
            let mark = self.b.mark();
            self.b.at(s.range);
            self.stmt(s);
            self.b.reset(mark);
        }
    }

    fn stmt(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::FunctionDef(f) => self.function_def(s, f),
            StmtKind::ClassDef(c) => self.class_def(s, c),
            StmtKind::Return(value) => self.return_stmt(s, value.as_ref()),
            StmtKind::Delete(targets) => targets.iter().for_each(|t| self.delete(t)),
            StmtKind::Assign { targets, value } => self.assign(targets, value),
            StmtKind::AugAssign { target, op, value } => self.aug_assign(s, target, *op, value),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(s, target, annotation, value.as_ref(), *simple);
            }
            StmtKind::TypeAlias { name, type_params, value } => self.type_alias(s, name, type_params, value),
            StmtKind::For { is_async, target, iter, body, orelse } => {
                self.for_stmt(*is_async, target, iter, body, orelse);
            }
            StmtKind::While { test, body, orelse } => self.while_stmt(s, test, body, orelse),
            StmtKind::If { test, body, orelse } => self.if_stmt(test, body, orelse),
            StmtKind::With { is_async, items, body } => self.with_stmt(*is_async, items, body),
            StmtKind::Match { subject, cases } => self.match_stmt(subject, cases),
            StmtKind::Raise { exc, cause } => self.raise_stmt(s, exc.as_ref(), cause.as_ref()),
            StmtKind::Try { body, handlers, orelse, finalbody, is_star } => {
                self.try_stmt(s, Try { body, handlers, orelse, finalbody, is_star: *is_star });
            }
            StmtKind::Assert { test, msg } => self.assert_stmt(s, test, msg.as_ref()),
            StmtKind::Import(names) => names.iter().for_each(|a| self.import(s, a)),
            StmtKind::ImportFrom { module, names, level } => self.import_from(s, module.as_ref(), names, *level),
            StmtKind::Expr(e) => self.expr_stmt(e),
            StmtKind::Break => self.leave_loop(true),
            StmtKind::Continue => self.leave_loop(false),
            StmtKind::Global(_) | StmtKind::Nonlocal(_) | StmtKind::Pass => {}
        }
    }

    /// An expression for its effect. The value is thrown away, which a coroutine or generator may notice.
    fn expr_stmt(&mut self, e: &'a Expr) {
        if matches!(e.kind, ExprKind::Constant(_)) {
            return;
        }
        let reg = self.expr(e);
        let plain = matches!(e.kind, ExprKind::Compare { .. } | ExprKind::JoinedStr(_) | ExprKind::Name(_));
        if !plain && !self.b.is_variable(reg) {
            self.b.at(e.range);
            self.b.emit(Op::Drop { reg });
        }
    }

    fn if_stmt(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt]) {
        let (otherwise, end) = (self.b.label(), self.b.label());
        self.jump_unless(test, otherwise);
        self.body(body);
        self.b.goto(end);
        self.b.bind(otherwise);
        self.body(orelse);
        self.b.bind(end);
    }

    fn raise_stmt(&mut self, s: &'a Stmt, exc: Option<&'a Expr>, cause: Option<&'a Expr>) {
        let Some(exc) = exc else {
            self.b.emit(Op::RaiseCurrent);
            return;
        };
        let later: Vec<&'a Expr> = cause.into_iter().collect();
        let exc = self.operand(exc, &later);
        let cause = cause.map(|c| self.expr(c));
        self.b.at(s.range);
        match cause {
            Some(cause) => self.b.emit(Op::RaiseFrom { exc, cause }),
            None => self.b.emit(Op::Raise { exc }),
        }
    }

    fn assert_stmt(&mut self, s: &'a Stmt, test: &'a Expr, msg: Option<&'a Expr>) {
        let holds = self.b.label();
        self.jump_if(test, holds, true);
        let exc = self.b.temp();
        self.b.at(s.range);
        if let Some(msg) = msg {
            let base = self.b.temps(2);
            self.b.emit(Op::LoadAssertionError { dst: base });
            self.expr_to(msg, base + 1);
            self.b.at(s.range);
            self.b.emit(Op::Call { dst: exc, base, argc: 1 });
        } else {
            self.b.emit(Op::LoadAssertionError { dst: exc });
        }
        // The traceback marks the test.
        self.at(test);
        self.b.emit(Op::Raise { exc });
        self.b.bind(holds);
    }
}
