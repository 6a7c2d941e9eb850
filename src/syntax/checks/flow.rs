//! What CPython refuses while it generates code: statements where they cannot be (`return`, `await`, `break`, …), starred
//! expressions, `__debug__`, blocks nested too deeply.

use indexmap::IndexSet;

use super::super::ast::{
    Comprehension, ExceptHandler, Expr, ExprKind, FunctionDef, Ident, Keyword, Module, Parameters, Pattern, Stmt,
    StmtKind,
};
use super::super::diagnostic::Diagnostic;
use super::super::symbols::parameter_range;
use super::super::visit::{self, Visitor};
use super::{future, patterns};
use crate::base::ByteRange;

/// CPython's CO_MAXBLOCKS: loops, `with` and `try` that may stand inside one another in one function.
const BLOCKS_MAX: usize = 21;

/// The first error of this pass.
pub(super) fn check(module: &Module) -> Option<Diagnostic> {
    let mut flow = Flow { unit: Unit::new(UnitKind::Module), future_until: future::first_code(module), found: None };
    for (index, stmt) in module.body.iter().enumerate() {
        if future::is_future_import(stmt) && index >= flow.future_until {
            flow.late_future(stmt);
        }
        flow.visit_stmt(stmt);
    }
    flow.found
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum UnitKind {
    Module,
    Class,
    Function,
    AsyncFunction,
    Comprehension,
}

/// What a `break`, `continue` or `return` has to get out of, outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Block {
    Loop,
    ExceptStar,
    Other,
}

/// A piece of code that is compiled by itself.
struct Unit {
    kind: UnitKind,
    /// It yields.
    generator: bool,
    blocks: Vec<Block>,
}

impl Unit {
    fn new(kind: UnitKind) -> Unit {
        Unit { kind, generator: false, blocks: Vec::new() }
    }
}

struct Flow {
    unit: Unit,
    future_until: usize,
    found: Option<Diagnostic>,
}

impl Flow {
    fn fail(&mut self, range: ByteRange, message: impl Into<String>) {
        if self.found.is_none() {
            self.found = Some(Diagnostic::syntax(range, message));
        }
    }

    fn in_function(&self) -> bool {
        !matches!(self.unit.kind, UnitKind::Module | UnitKind::Class)
    }

    fn late_future(&mut self, stmt: &Stmt) {
        self.fail(stmt.range, "from __future__ imports must occur at the beginning of the file");
    }

    fn in_unit(&mut self, unit: Unit, inside: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.unit, unit);
        inside(self);
        self.unit = outer;
    }

    fn in_block(&mut self, block: Block, at: ByteRange, inside: impl FnOnce(&mut Self)) {
        if self.unit.blocks.len() >= BLOCKS_MAX {
            self.fail(at, "too many statically nested blocks");
        }
        self.unit.blocks.push(block);
        inside(self);
        self.unit.blocks.pop();
    }

    fn leaves_except_star(&mut self, from: usize, stmt: &Stmt) -> bool {
        let leaves = self.unit.blocks.get(from..).unwrap_or(&[]).contains(&Block::ExceptStar);
        if leaves {
            self.fail(stmt.range, "'break', 'continue' and 'return' cannot appear in an except* block");
        }
        leaves
    }

    fn jump(&mut self, stmt: &Stmt, message: &str) {
        let innermost = self.unit.blocks.iter().rposition(|block| *block == Block::Loop);
        if !self.leaves_except_star(innermost.unwrap_or(0), stmt) && innermost.is_none() {
            self.fail(stmt.range, message);
        }
    }

    fn returns(&mut self, stmt: &Stmt, value: Option<&Expr>) {
        if !self.in_function() {
            return self.fail(stmt.range, "'return' outside function");
        }
        if value.is_some() && self.unit.kind == UnitKind::AsyncFunction && self.unit.generator {
            return self.fail(stmt.range, "'return' with value in async generator");
        }
        self.leaves_except_star(0, stmt);
    }

    fn needs_async(&mut self, is_async: bool, stmt: &Stmt, what: &str) {
        if is_async && self.unit.kind != UnitKind::AsyncFunction {
            self.fail(stmt.range, format!("'{what}' outside async function"));
        }
    }

    fn function(&mut self, stmt: &Stmt, def: &FunctionDef) {
        for decorator in &def.decorators {
            self.visit_expr(decorator);
        }
        visit::walk_type_params(self, &def.type_params);
        self.parameters(&def.params);
        visit::walk_defaults(self, &def.params);
        self.annotations(&def.params);
        if let Some(returns) = &def.returns {
            self.visit_expr(returns);
        }
        self.forbid_debug(&def.name.name, stmt.range, "assign to");
        let kind = if def.is_async { UnitKind::AsyncFunction } else { UnitKind::Function };
        let generator = yields(&def.body);
        // CPython wraps the body of a coroutine or generator in a block of its own.
        let blocks = if generator || def.is_async { vec![Block::Other] } else { Vec::new() };
        self.in_unit(Unit { kind, generator, blocks }, |this| this.visit_body(&def.body));
    }

    /// `*args: *Ts` is the one annotation that may be starred.
    fn annotations(&mut self, params: &Parameters) {
        let Parameters { posonly, args, vararg, kwonly, kwarg } = params;
        for param in posonly.iter().chain(args).chain(vararg).chain(kwonly).chain(kwarg) {
            match &param.annotation {
                Some(Expr { kind: ExprKind::Starred(inner), .. }) => self.visit_expr(inner),
                Some(annotation) => self.visit_expr(annotation),
                None => {}
            }
        }
    }

    fn parameters(&mut self, params: &Parameters) {
        let Parameters { posonly, args, vararg, kwonly, kwarg } = params;
        for param in posonly.iter().chain(args).chain(kwonly).chain(vararg).chain(kwarg) {
            self.forbid_debug(&param.name.name, parameter_range(param), "assign to");
        }
    }

    fn try_stmt(&mut self, stmt: &Stmt) {
        let StmtKind::Try { body, handlers, orelse, finalbody, is_star } = &stmt.kind else { return };
        let guarded = |this: &mut Self| {
            if handlers.is_empty() {
                this.visit_body(body);
            } else {
                this.in_block(Block::Other, stmt.range, |this| this.visit_body(body));
            }
            this.visit_body(orelse);
            if !handlers.is_empty() {
                let block = if *is_star { Block::ExceptStar } else { Block::Other };
                this.in_block(block, stmt.range, |this| this.handlers(handlers));
            }
        };
        if finalbody.is_empty() {
            return guarded(self);
        }
        self.in_block(Block::Other, stmt.range, guarded);
        self.in_block(Block::Other, stmt.range, |this| this.visit_body(finalbody));
    }

    fn handlers(&mut self, handlers: &[ExceptHandler]) {
        for (index, handler) in handlers.iter().enumerate() {
            if handler.typ.is_none() && index + 1 < handlers.len() {
                self.fail(handler.range, "default 'except:' must be last");
            }
            if let Some(typ) = &handler.typ {
                self.visit_expr(typ);
            }
            if let Some(name) = &handler.name {
                self.forbid_debug(&name.name, handler.range, "assign to");
            }
            self.in_block(Block::Other, handler.range, |this| this.visit_body(&handler.body));
        }
    }

    fn with_stmt(&mut self, stmt: &Stmt) {
        let StmtKind::With { items, body, .. } = &stmt.kind else { return };
        let outside = self.unit.blocks.len();
        for item in items {
            self.visit_expr(&item.context);
            if self.unit.blocks.len() >= BLOCKS_MAX {
                self.fail(stmt.range, "too many statically nested blocks");
            }
            self.unit.blocks.push(Block::Other);
            if let Some(vars) = &item.vars {
                self.target(vars);
            }
        }
        self.visit_body(body);
        self.unit.blocks.truncate(outside);
    }

    /// An expression that is assigned to.
    fn target(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(name) => self.forbid_debug(name, target.range, "assign to"),
            ExprKind::Attribute { value, attr } => {
                self.visit_expr(value);
                self.forbid_debug(&attr.name, target.range, "assign to");
            }
            ExprKind::Starred(_) => self.fail(target.range, "starred assignment target must be in a list or tuple"),
            ExprKind::Tuple(elts) | ExprKind::List(elts) => {
                if elts.iter().filter(|e| matches!(e.kind, ExprKind::Starred(_))).count() > 1 {
                    self.fail(target.range, "multiple starred expressions in assignment");
                }
                for elt in elts {
                    match &elt.kind {
                        ExprKind::Starred(inner) => self.target(inner),
                        _ => self.target(elt),
                    }
                }
            }
            _ => self.visit_expr(target),
        }
    }

    fn forbid_debug(&mut self, name: &str, range: ByteRange, what: &str) {
        if name == "__debug__" {
            self.fail(range, format!("cannot {what} __debug__"));
        }
    }

    fn delete(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(name) => self.forbid_debug(name, target.range, "delete"),
            ExprKind::Tuple(elts) | ExprKind::List(elts) => elts.iter().for_each(|elt| self.delete(elt)),
            ExprKind::Attribute { value, attr } => {
                self.visit_expr(value);
                self.forbid_debug(&attr.name, target.range, "delete");
            }
            _ => self.visit_expr(target),
        }
    }

    /// Elements of a display or arguments, where a star unpacks.
    fn elements<'a>(&mut self, elts: impl IntoIterator<Item = &'a Expr>) {
        for elt in elts {
            match &elt.kind {
                ExprKind::Starred(inner) => self.visit_expr(inner),
                _ => self.visit_expr(elt),
            }
        }
    }

    fn keywords(&mut self, keywords: &[Keyword]) {
        let mut seen = IndexSet::new();
        for keyword in keywords {
            let Some(arg) = &keyword.arg else { continue };
            self.forbid_debug(&arg.name, keyword.range, "assign to");
            if !seen.insert(&arg.name) {
                self.fail(keyword.range, format!("keyword argument repeated: {}", arg.name));
            }
        }
        for keyword in keywords {
            self.visit_expr(&keyword.value);
        }
    }

    fn comprehension(&mut self, expr: &Expr, generators: &[Comprehension], elts: [Option<&Expr>; 2]) {
        if let Some(first) = generators.first() {
            self.visit_expr(&first.iter);
        }
        let lazy = matches!(expr.kind, ExprKind::GeneratorExp { .. });
        let may_await = matches!(self.unit.kind, UnitKind::AsyncFunction | UnitKind::Comprehension);
        if !lazy && !may_await && awaits(expr) {
            self.fail(expr.range, "asynchronous comprehension outside of an asynchronous function");
        }
        self.in_unit(Unit::new(UnitKind::Comprehension), |this| {
            for (index, generator) in generators.iter().enumerate() {
                if index > 0 {
                    this.visit_expr(&generator.iter);
                }
                this.target(&generator.target);
                for condition in &generator.ifs {
                    this.visit_expr(condition);
                }
            }
            for elt in elts.into_iter().flatten() {
                this.visit_expr(elt);
            }
        });
    }

    fn imported(&mut self, stmt: &Stmt, name: &Ident, asname: Option<&Ident>) {
        let bound = asname.map_or(name.name.as_str(), |asname| &asname.name);
        self.forbid_debug(bound, stmt.range, "assign to");
    }
}

impl Visitor<'_> for Flow {
    fn visit_stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function(stmt, def),
            StmtKind::ClassDef(def) => {
                self.elements(&def.decorators);
                visit::walk_type_params(self, &def.type_params);
                self.in_unit(Unit::new(UnitKind::Class), |this| this.visit_body(&def.body));
                self.elements(&def.bases);
                self.keywords(&def.keywords);
                self.forbid_debug(&def.name.name, stmt.range, "assign to");
            }
            StmtKind::Return(value) => {
                self.returns(stmt, value.as_ref());
                visit::walk_stmt(self, stmt);
            }
            StmtKind::Delete(targets) => targets.iter().for_each(|target| self.delete(target)),
            StmtKind::Assign { targets, value } => {
                self.visit_expr(value);
                targets.iter().for_each(|target| self.target(target));
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.visit_expr(value);
                match &target.kind {
                    // CPython forgets to look at the attribute here.
                    ExprKind::Attribute { value, .. } => self.visit_expr(value),
                    _ => self.target(target),
                }
            }
            StmtKind::AnnAssign { target, annotation, value, .. } => {
                value.iter().for_each(|value| self.visit_expr(value));
                self.target(target);
                self.visit_expr(annotation);
            }
            StmtKind::For { is_async, target, iter, body, orelse } => {
                self.needs_async(*is_async, stmt, "async for");
                self.visit_expr(iter);
                self.in_block(Block::Loop, stmt.range, |this| {
                    this.target(target);
                    this.visit_body(body);
                });
                self.visit_body(orelse);
            }
            StmtKind::While { test, body, orelse } => {
                self.visit_expr(test);
                self.in_block(Block::Loop, stmt.range, |this| this.visit_body(body));
                self.visit_body(orelse);
            }
            StmtKind::With { is_async, .. } => {
                self.needs_async(*is_async, stmt, "async with");
                self.with_stmt(stmt);
            }
            StmtKind::Try { .. } => self.try_stmt(stmt),
            StmtKind::Match { subject, cases } => {
                self.visit_expr(subject);
                for (index, case) in cases.iter().enumerate() {
                    if self.found.is_none() {
                        self.found = patterns::check(case, index + 1 == cases.len());
                    }
                    visit::walk_case(self, case);
                }
            }
            StmtKind::Import(names) => {
                names.iter().for_each(|alias| self.imported(stmt, &alias.name, alias.asname.as_ref()));
            }
            StmtKind::ImportFrom { names, .. } => {
                if self.unit.kind != UnitKind::Module && future::is_future_import(stmt) {
                    self.late_future(stmt);
                }
                names.iter().for_each(|alias| self.imported(stmt, &alias.name, alias.asname.as_ref()));
            }
            StmtKind::Break => self.jump(stmt, "'break' outside loop"),
            StmtKind::Continue => self.jump(stmt, "'continue' not properly in loop"),
            _ => visit::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Yield(_) if !self.in_function() => self.fail(expr.range, "'yield' outside function"),
            ExprKind::YieldFrom(_) if !self.in_function() => self.fail(expr.range, "'yield from' outside function"),
            ExprKind::YieldFrom(_) if self.unit.kind == UnitKind::AsyncFunction => {
                self.fail(expr.range, "'yield from' inside async function");
            }
            ExprKind::Await(_) if !self.in_function() => self.fail(expr.range, "'await' outside function"),
            ExprKind::Await(_) if self.unit.kind == UnitKind::Function => {
                self.fail(expr.range, "'await' outside async function");
            }
            ExprKind::Starred(_) => self.fail(expr.range, "can't use starred expression here"),
            _ => {}
        }
        match &expr.kind {
            ExprKind::Lambda { params, body } => {
                self.parameters(params);
                visit::walk_defaults(self, params);
                self.in_unit(Unit::new(UnitKind::Function), |this| this.visit_expr(body));
            }
            ExprKind::Named { target, value } => {
                self.visit_expr(value);
                self.target(target);
            }
            ExprKind::List(elts) | ExprKind::Tuple(elts) | ExprKind::Set(elts) => self.elements(elts),
            ExprKind::Call { func, args, keywords } => {
                self.visit_expr(func);
                self.elements(args);
                self.keywords(keywords);
            }
            ExprKind::ListComp { elt, generators }
            | ExprKind::SetComp { elt, generators }
            | ExprKind::GeneratorExp { elt, generators } => self.comprehension(expr, generators, [Some(elt), None]),
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(expr, generators, [Some(key), Some(value)]);
            }
            _ => visit::walk_expr(self, expr),
        }
    }

    /// Patterns were checked with their case; their values are plain constants and names.
    fn visit_pattern(&mut self, _pattern: &Pattern) {}
}

/// True if a function with this body is a generator.
fn yields(body: &[Stmt]) -> bool {
    struct Finder(bool);
    impl Visitor<'_> for Finder {
        fn visit_stmt(&mut self, stmt: &Stmt) {
            match &stmt.kind {
                StmtKind::FunctionDef(def) => {
                    def.decorators.iter().for_each(|d| self.visit_expr(d));
                    visit::walk_defaults(self, &def.params);
                }
                StmtKind::ClassDef(def) => def.decorators.iter().chain(&def.bases).for_each(|e| self.visit_expr(e)),
                _ => visit::walk_stmt(self, stmt),
            }
        }
        fn visit_expr(&mut self, expr: &Expr) {
            match &expr.kind {
                ExprKind::Yield(_) | ExprKind::YieldFrom(_) => self.0 = true,
                ExprKind::Lambda { params, .. } => visit::walk_defaults(self, params),
                _ => visit::walk_expr(self, expr),
            }
        }
    }
    let mut finder = Finder(false);
    finder.visit_body(body);
    finder.0
}

/// True if a comprehension has to await something while it runs.
fn awaits(comprehension: &Expr) -> bool {
    struct Finder(bool);
    impl Finder {
        fn inside(&mut self, generators: &[Comprehension], elts: [Option<&Expr>; 2]) {
            for (index, generator) in generators.iter().enumerate() {
                self.0 |= generator.is_async;
                if index > 0 {
                    self.visit_expr(&generator.iter);
                }
                generator.ifs.iter().for_each(|condition| self.visit_expr(condition));
            }
            elts.into_iter().flatten().for_each(|elt| self.visit_expr(elt));
        }
    }
    impl Visitor<'_> for Finder {
        fn visit_expr(&mut self, expr: &Expr) {
            match &expr.kind {
                ExprKind::Await(_) => self.0 = true,
                ExprKind::Lambda { params, .. } => visit::walk_defaults(self, params),
                ExprKind::GeneratorExp { generators, .. } => {
                    generators.iter().take(1).for_each(|g| self.visit_expr(&g.iter));
                }
                ExprKind::ListComp { elt, generators } | ExprKind::SetComp { elt, generators } => {
                    generators.iter().take(1).for_each(|g| self.visit_expr(&g.iter));
                    self.inside(generators, [Some(elt), None]);
                }
                ExprKind::DictComp { key, value, generators } => {
                    generators.iter().take(1).for_each(|g| self.visit_expr(&g.iter));
                    self.inside(generators, [Some(key), Some(value)]);
                }
                _ => visit::walk_expr(self, expr),
            }
        }
    }
    let mut finder = Finder(false);
    match &comprehension.kind {
        ExprKind::ListComp { elt, generators } | ExprKind::SetComp { elt, generators } => {
            finder.inside(generators, [Some(elt), None]);
        }
        ExprKind::DictComp { key, value, generators } => finder.inside(generators, [Some(key), Some(value)]),
        _ => {}
    }
    finder.0
}
