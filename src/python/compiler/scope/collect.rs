//! The first pass of scope analysis: walks the tree and notes what each scope binds, declares and uses.

use super::{Place, ScopeId, ScopeKind, Scopes, Symbol, mangle};
use crate::syntax::ast::{
    ClassDef, Comprehension, Expr, ExprKind, FunctionDef, Module, Parameters, Pattern, PatternKind, Stmt, StmtKind,
    TypeParam, TypeParamKind,
};
use crate::syntax::visit::{
    Visitor, walk_annotations, walk_defaults, walk_expr, walk_handler, walk_pattern, walk_stmt,
};

/// Makes the scopes of a module.
pub(super) fn collect(scopes: &mut Scopes, module: &Module) {
    let root = scopes.add(ScopeKind::Module, None);
    Collector { scopes, current: root }.visit_body(&module.body);
}

struct Collector<'s> {
    scopes: &'s mut Scopes,
    current: ScopeId,
}

impl Collector<'_> {
    /// What a scope says of a name, made if it has said nothing yet.
    fn symbol(&mut self, scope: ScopeId, name: &str) -> &mut Symbol {
        let name = mangle(self.scopes.scopes[self.current].class_name.as_deref(), name).into_owned();
        self.scopes.scopes[scope].symbols.entry(name).or_default()
    }

    fn bind(&mut self, name: &str) {
        self.symbol(self.current, name).bound = true;
    }

    fn use_name(&mut self, name: &str) {
        self.symbol(self.current, name);
        // `super()` needs the class, if there is one around this function.
        if name == "super" && self.scopes.scopes[self.current].kind != ScopeKind::Class {
            self.symbol(self.current, "__class__");
        }
    }

    /// Runs `inside` in a new scope.
    fn within(&mut self, kind: ScopeKind, place: Place, inside: impl FnOnce(&mut Self)) {
        let id = self.scopes.add(kind, Some(self.current));
        self.scopes.by_place.insert(place, id);
        let outer = std::mem::replace(&mut self.current, id);
        inside(self);
        self.current = outer;
    }

    fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) {
        exprs.into_iter().for_each(|e| self.visit_expr(e));
    }

    fn function(&mut self, s: &Stmt, f: &FunctionDef) {
        self.exprs(&f.decorators);
        walk_defaults(self, &f.params);
        self.bind(&f.name.name);
        self.type_params(&f.type_params, |me| {
            walk_annotations(me, &f.params);
            me.exprs(&f.returns);
            me.within(ScopeKind::Function, Place::Body(s.range), |me| {
                me.params(&f.params);
                me.visit_body(&f.body);
            });
        });
    }

    fn class(&mut self, s: &Stmt, c: &ClassDef) {
        self.exprs(&c.decorators);
        self.bind(&c.name.name);
        self.type_params(&c.type_params, |me| {
            if !c.type_params.is_empty() {
                me.bind(".type_params");
            }
            me.exprs(&c.bases);
            me.exprs(c.keywords.iter().map(|k| &k.value));
            // The names that the compiler itself binds are not listed: unknown names of a class are the class's.
            me.within(ScopeKind::Class, Place::Body(s.range), |me| {
                me.scopes.scopes[me.current].class_name = Some(c.name.name.clone());
                if !c.type_params.is_empty() {
                    me.use_name(".type_params");
                }
                me.visit_body(&c.body);
            });
        });
    }

    fn type_params(&mut self, params: &[TypeParam], inside: impl FnOnce(&mut Self)) {
        let Some(first) = params.first() else { return inside(self) };
        self.within(ScopeKind::TypeParams, Place::TypeParams(first.range), |me| {
            for p in params {
                me.bind(&p.name.name);
            }
            for p in params {
                let (bound, default) = match &p.kind {
                    TypeParamKind::TypeVar { bound, default } => (bound.as_ref(), default.as_ref()),
                    TypeParamKind::TypeVarTuple { default } | TypeParamKind::ParamSpec { default } => {
                        (None, default.as_ref())
                    }
                };
                for lazy in bound.into_iter().chain(default) {
                    me.lazy(Place::Lazy(lazy.range), lazy);
                }
            }
            inside(me);
        });
    }

    /// A value that is computed when it is asked for, not here.
    fn lazy(&mut self, place: Place, value: &Expr) {
        self.within(ScopeKind::Function, place, |me| {
            me.visit_expr(value);
            me.scopes.lazy.push((me.current, value.range));
        });
    }

    /// Binds parameters in register order: positional, keyword-only, `*args`, `**kwargs`.
    fn params(&mut self, params: &Parameters) {
        let named = params.posonly.iter().chain(&params.args).chain(&params.kwonly);
        for p in named.chain(&params.vararg).chain(&params.kwarg) {
            self.bind(&p.name.name);
        }
    }

    /// Something assigned to.
    fn target(&mut self, t: &Expr) {
        match &t.kind {
            ExprKind::Name(name) => self.bind(name),
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|i| self.target(i)),
            ExprKind::Starred(inner) => self.target(inner),
            ExprKind::Attribute { value, attr } => {
                self.static_attribute(value, &attr.name);
                self.visit_expr(t);
            }
            _ => self.visit_expr(t),
        }
    }

    /// `self.attr = …` in a function of a class.
    fn static_attribute(&mut self, value: &Expr, attr: &str) {
        if !matches!(&value.kind, ExprKind::Name(name) if name == "self") {
            return;
        }
        let mut at = self.scopes.scopes[self.current].frame;
        while let Some(parent) = self.scopes.scopes[at].parent {
            at = self.scopes.scopes[parent].frame;
            if self.scopes.scopes[at].kind == ScopeKind::Class {
                let names = &mut self.scopes.scopes[at].static_attributes;
                if let Err(place) = names.binary_search_by(|name| name.as_str().cmp(attr)) {
                    names.insert(place, attr.to_string());
                }
                return;
            }
        }
    }

    fn delete(&mut self, t: &Expr) {
        match &t.kind {
            ExprKind::Name(name) => self.bind(name),
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|i| self.delete(i)),
            _ => self.visit_expr(t),
        }
    }

    fn mark_await(&mut self) {
        let frame = self.scopes.scopes[self.current].frame;
        self.scopes.scopes[frame].has_await = true;
    }

    fn mark_generator(&mut self) {
        let frame = self.scopes.scopes[self.current].frame;
        self.scopes.scopes[frame].is_generator = true;
    }

    /// `:=` in a comprehension binds in the function around it.
    fn walrus(&mut self, target: &Expr) {
        let ExprKind::Name(name) = &target.kind else { return };
        let mut scope = self.current;
        loop {
            let here = &self.scopes.scopes[scope];
            // A generator expression is known by its parameter.
            let comprehension = here.kind == ScopeKind::Comprehension || here.symbols.contains_key(".0");
            match here.parent {
                Some(parent) if comprehension => scope = parent,
                _ => break,
            }
        }
        let symbol = self.symbol(scope, name);
        if !symbol.global && !symbol.nonlocal {
            symbol.bound = true;
        }
        self.use_name(name);
        for scope in [scope, self.current] {
            let frame = self.scopes.scopes[scope].frame;
            self.scopes.scopes[frame].walrus = true;
        }
    }

    fn comprehension(&mut self, e: &Expr, generators: &[Comprehension], elements: &[&Expr]) {
        self.exprs(generators.first().map(|g| &g.iter));
        let asynchronous = generators.iter().any(|g| g.is_async);
        let is_function = matches!(e.kind, ExprKind::GeneratorExp { .. });
        if asynchronous && !is_function {
            self.mark_await();
        }
        let kind = if is_function { ScopeKind::Function } else { ScopeKind::Comprehension };
        self.within(kind, Place::Body(e.range), |me| {
            if is_function {
                me.bind(".0");
                let scope = &mut me.scopes.scopes[me.current];
                scope.is_generator = true;
                scope.has_await = asynchronous;
            }
            for (i, g) in generators.iter().enumerate() {
                if i > 0 {
                    me.visit_expr(&g.iter);
                }
                me.target(&g.target);
                me.exprs(&g.ifs);
            }
            me.exprs(elements.iter().copied());
        });
    }
}

impl<'a> Visitor<'a> for Collector<'_> {
    fn visit_stmt(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::FunctionDef(f) => self.function(s, f),
            StmtKind::ClassDef(c) => self.class(s, c),
            StmtKind::TypeAlias { name, type_params, value } => {
                self.bind(&name.name);
                self.type_params(type_params, |me| me.lazy(Place::Body(s.range), value));
            }
            StmtKind::Delete(targets) => targets.iter().for_each(|t| self.delete(t)),
            StmtKind::Assign { targets, value } => {
                self.visit_expr(value);
                targets.iter().for_each(|t| self.target(t));
            }
            StmtKind::AugAssign { target, value, .. } => {
                match &target.kind {
                    ExprKind::Name(name) => self.bind(name),
                    _ => self.visit_expr(target),
                }
                self.visit_expr(value);
            }
            StmtKind::AnnAssign { target, annotation, value, .. } => {
                self.visit_expr(annotation);
                self.exprs(value);
                self.target(target);
            }
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.visit_expr(iter);
                self.target(target);
                self.visit_body(body);
                self.visit_body(orelse);
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.visit_expr(&item.context);
                    item.vars.iter().for_each(|v| self.target(v));
                }
                self.visit_body(body);
            }
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                self.visit_body(body);
                for h in handlers {
                    h.name.iter().for_each(|name| self.bind(&name.name));
                    walk_handler(self, h);
                }
                self.visit_body(orelse);
                self.visit_body(finalbody);
            }
            StmtKind::Import(names) => {
                for alias in names {
                    let first = alias.name.name.split('.').next().unwrap_or("");
                    self.bind(alias.asname.as_ref().map_or(first, |n| &n.name));
                }
            }
            StmtKind::ImportFrom { names, .. } => {
                let names = names.iter().map(|alias| alias.asname.as_ref().unwrap_or(&alias.name));
                names.filter(|n| n.name != "*").for_each(|n| self.bind(&n.name));
            }
            StmtKind::Global(names) => names.iter().for_each(|n| self.symbol(self.current, &n.name).global = true),
            StmtKind::Nonlocal(names) => names.iter().for_each(|n| self.symbol(self.current, &n.name).nonlocal = true),
            _ => walk_stmt(self, s),
        }
    }

    fn visit_expr(&mut self, e: &'a Expr) {
        match &e.kind {
            ExprKind::Name(name) => self.use_name(name),
            ExprKind::Named { target, value } => {
                self.visit_expr(value);
                self.walrus(target);
            }
            ExprKind::Lambda { params, body } => {
                walk_defaults(self, params);
                self.within(ScopeKind::Function, Place::Body(e.range), |me| {
                    me.params(params);
                    me.visit_expr(body);
                });
            }
            ExprKind::ListComp { elt, generators }
            | ExprKind::SetComp { elt, generators }
            | ExprKind::GeneratorExp { elt, generators } => self.comprehension(e, generators, &[elt]),
            ExprKind::DictComp { key, value, generators } => self.comprehension(e, generators, &[key, value]),
            ExprKind::Await(_) => {
                self.mark_await();
                walk_expr(self, e);
            }
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) => {
                self.mark_generator();
                walk_expr(self, e);
            }
            _ => walk_expr(self, e),
        }
    }

    fn visit_pattern(&mut self, p: &'a Pattern) {
        let name = match &p.kind {
            PatternKind::Star(name) | PatternKind::As { name, .. } | PatternKind::Mapping { rest: name, .. } => name,
            _ => &None,
        };
        walk_pattern(self, p);
        name.iter().for_each(|name| self.bind(&name.name));
    }
}
