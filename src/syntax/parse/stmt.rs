//! Statements, from ruff's tree to ours.

use ruff_python_ast as ruff;
use ruff_text_size::Ranged;

use super::super::ast::{ClassDef, ExceptHandler, Expr, ExprKind, FunctionDef, Ident, Stmt, StmtKind};
use super::super::diagnostic::Diagnostic;
use super::byte_range;
use super::convert::Converter;
use crate::base::ByteRange;

impl Converter<'_> {
    pub(super) fn stmt(&mut self, stmt: &ruff::Stmt) -> Stmt {
        let range = byte_range(stmt.range());
        let kind = self.deeper(range, |this| this.stmt_kind(stmt));
        Stmt { range: self.undecorated(stmt, range), kind: kind.unwrap_or(StmtKind::Pass) }
    }

    pub(super) fn body(&mut self, body: &[ruff::Stmt]) -> Vec<Stmt> {
        body.iter().map(|stmt| self.stmt(stmt)).collect()
    }

    fn stmt_kind(&mut self, stmt: &ruff::Stmt) -> StmtKind {
        match stmt {
            ruff::Stmt::FunctionDef(s) => StmtKind::FunctionDef(Box::new(self.function_def(s))),
            ruff::Stmt::ClassDef(s) => StmtKind::ClassDef(Box::new(self.class_def(s))),
            ruff::Stmt::Return(s) => StmtKind::Return(self.opt_expr(&s.value)),
            ruff::Stmt::Delete(s) => StmtKind::Delete(self.exprs(&s.targets)),
            ruff::Stmt::TypeAlias(s) => self.type_alias(s),
            ruff::Stmt::Assign(s) => StmtKind::Assign { targets: self.exprs(&s.targets), value: self.expr(&s.value) },
            ruff::Stmt::AugAssign(s) => StmtKind::AugAssign {
                target: self.expr(&s.target),
                op: super::expr::bin_op(s.op),
                value: self.expr(&s.value),
            },
            ruff::Stmt::AnnAssign(s) => StmtKind::AnnAssign {
                target: self.expr(&s.target),
                annotation: self.expr(&s.annotation),
                value: self.opt_expr(&s.value),
                simple: s.simple,
            },
            ruff::Stmt::For(s) => StmtKind::For {
                is_async: s.is_async,
                target: self.expr(&s.target),
                iter: self.expr(&s.iter),
                body: self.body(&s.body),
                orelse: self.body(&s.orelse),
            },
            ruff::Stmt::While(s) => {
                StmtKind::While { test: self.expr(&s.test), body: self.body(&s.body), orelse: self.body(&s.orelse) }
            }
            ruff::Stmt::If(s) => self.if_stmt(s),
            ruff::Stmt::With(s) => StmtKind::With {
                is_async: s.is_async,
                items: s.items.iter().map(|item| self.with_item(item)).collect(),
                body: self.body(&s.body),
            },
            ruff::Stmt::Match(s) => StmtKind::Match {
                subject: self.expr(&s.subject),
                cases: s.cases.iter().map(|case| self.match_case(case)).collect(),
            },
            ruff::Stmt::Raise(s) => StmtKind::Raise { exc: self.opt_expr(&s.exc), cause: self.opt_expr(&s.cause) },
            ruff::Stmt::Try(s) => StmtKind::Try {
                body: self.body(&s.body),
                handlers: s.handlers.iter().map(|handler| self.except_handler(handler)).collect(),
                orelse: self.body(&s.orelse),
                finalbody: self.body(&s.finalbody),
                is_star: s.is_star,
            },
            ruff::Stmt::Assert(s) => StmtKind::Assert { test: self.expr(&s.test), msg: self.opt_expr(&s.msg) },
            ruff::Stmt::Import(s) => StmtKind::Import(s.names.iter().map(|alias| self.alias(alias)).collect()),
            ruff::Stmt::ImportFrom(s) => StmtKind::ImportFrom {
                module: self.opt_ident(&s.module),
                names: s.names.iter().map(|alias| self.alias(alias)).collect(),
                level: s.level,
            },
            ruff::Stmt::Global(s) => StmtKind::Global(s.names.iter().map(|name| self.ident(name)).collect()),
            ruff::Stmt::Nonlocal(s) => StmtKind::Nonlocal(s.names.iter().map(|name| self.ident(name)).collect()),
            ruff::Stmt::Expr(s) => StmtKind::Expr(self.expr(&s.value)),
            ruff::Stmt::Pass(_) => StmtKind::Pass,
            ruff::Stmt::Break(_) => StmtKind::Break,
            ruff::Stmt::Continue(_) => StmtKind::Continue,
            ruff::Stmt::IpyEscapeCommand(s) => {
                self.refuse(Diagnostic::syntax(byte_range(s.range), "invalid syntax"));
                StmtKind::Pass
            }
        }
    }

    fn function_def(&mut self, def: &ruff::StmtFunctionDef) -> FunctionDef {
        FunctionDef {
            is_async: def.is_async,
            name: self.ident(&def.name),
            decorators: def.decorator_list.iter().map(|d| self.expr(&d.expression)).collect(),
            type_params: self.type_params(&def.type_params),
            params: self.parameters(&def.parameters),
            returns: self.opt_expr(&def.returns),
            body: self.body(&def.body),
        }
    }

    fn class_def(&mut self, def: &ruff::StmtClassDef) -> ClassDef {
        let (bases, keywords) = match &def.arguments {
            Some(arguments) => self.arguments(arguments),
            None => (Vec::new(), Vec::new()),
        };
        ClassDef {
            name: self.ident(&def.name),
            decorators: def.decorator_list.iter().map(|d| self.expr(&d.expression)).collect(),
            type_params: self.type_params(&def.type_params),
            bases,
            keywords,
            body: self.body(&def.body),
        }
    }

    fn type_alias(&mut self, alias: &ruff::StmtTypeAlias) -> StmtKind {
        let name = match self.expr(&alias.name) {
            Expr { kind: ExprKind::Name(name), range } => Ident { name, range },
            Expr { range, .. } => Ident { name: String::new(), range },
        };
        StmtKind::TypeAlias { name, type_params: self.type_params(&alias.type_params), value: self.expr(&alias.value) }
    }

    /// `if`/`elif`/`else` as nested `If`, each `elif` reaching to the end of the whole statement as in CPython.
    fn if_stmt(&mut self, stmt: &ruff::StmtIf) -> StmtKind {
        let end = byte_range(stmt.range).end;
        let test = self.expr(&stmt.test);
        let body = self.body(&stmt.body);
        // Built in reading order (so that diagnostics come in it), folded from the last clause to the first.
        let mut clauses = Vec::with_capacity(stmt.elif_else_clauses.len());
        for (clause, level) in stmt.elif_else_clauses.iter().zip(1u32..) {
            let range = byte_range(clause.range);
            let built = self.nested_by(level, |this| {
                this.deeper(range, |this| (clause.test.as_ref().map(|test| this.expr(test)), this.body(&clause.body)))
            });
            let Some((test, body)) = built else { break };
            clauses.push((test, body, range.start));
        }
        let mut orelse = Vec::new();
        for (test, body, start) in clauses.into_iter().rev() {
            orelse = match test {
                Some(test) => {
                    vec![Stmt { kind: StmtKind::If { test, body, orelse }, range: ByteRange::new(start, end) }]
                }
                None => body,
            };
        }
        StmtKind::If { test, body, orelse }
    }

    fn except_handler(&mut self, handler: &ruff::ExceptHandler) -> ExceptHandler {
        let ruff::ExceptHandler::ExceptHandler(handler) = handler;
        ExceptHandler {
            typ: self.opt_expr(&handler.type_),
            name: self.opt_ident(&handler.name),
            body: self.body(&handler.body),
            range: byte_range(handler.range),
        }
    }

    /// CPython's range of a decorated definition starts at `def`, `async` or `class`; ruff's at the first `@`.
    fn undecorated(&self, stmt: &ruff::Stmt, range: ByteRange) -> ByteRange {
        let (decorators, name) = match stmt {
            ruff::Stmt::FunctionDef(s) => (&s.decorator_list, &s.name),
            ruff::Stmt::ClassDef(s) => (&s.decorator_list, &s.name),
            _ => return range,
        };
        let Some(last) = decorators.last() else { return range };
        let from = byte_range(last.range).end;
        let header = ByteRange::new(from, byte_range(name.range).start).slice(self.source);
        // Between the decorator and the name stand only white space, comments and the keywords themselves.
        let mut offset = 0;
        for line in header.split_inclusive(['\n', '\r']) {
            let trimmed = line.trim_start();
            if ["def", "async", "class"].iter().any(|word| trimmed.starts_with(word)) {
                let start = from + (offset + line.len() - trimmed.len()) as u32;
                return ByteRange::new(start, range.end);
            }
            offset += line.len();
        }
        range
    }
}
