//! The first pass of scope analysis: walks the tree and notes what each scope binds, declares and uses.

use super::{ScopeId, ScopeKind, Scopes, mangle, node};
use crate::syntax::ast::{
    Comprehension, Expr, ExprKind, FStringPart, Parameters, Pattern, PatternKind, Stmt, StmtKind, TypeParam,
    TypeParamKind,
};

pub(super) struct Collector<'s> {
    pub scopes: &'s mut Scopes,
    pub current: ScopeId,
}

impl Collector<'_> {
    pub fn body(&mut self, body: &[Stmt]) {
        for s in body {
            self.stmt(s);
        }
    }

    fn mangled(&self, name: &str) -> String {
        mangle(self.scopes.scopes[self.current].class_name.as_deref(), name).into_owned()
    }

    fn bind_in(&mut self, scope: ScopeId, name: &str) {
        let name = self.mangled(name);
        self.scopes.scopes[scope].symbols.entry(name).or_default().bound = true;
    }

    fn bind(&mut self, name: &str) {
        self.bind_in(self.current, name);
    }

    fn bind_unstable(&mut self, name: &str) {
        self.bind(name);
        let name = self.mangled(name);
        if let Some(s) = self.scopes.scopes[self.current].symbols.get_mut(&name) {
            s.unstable = true;
        }
    }

    fn use_name(&mut self, name: &str) {
        let mangled = self.mangled(name);
        let scope = &mut self.scopes.scopes[self.current];
        if name == "super" {
            scope.uses.push(String::from("__class__"));
        }
        scope.uses.push(mangled);
    }

    /// Runs `f` in a new scope.
    fn within(&mut self, kind: ScopeKind, at: usize, f: impl FnOnce(&mut Self)) {
        let id = self.scopes.add(kind, Some(self.current), Some(at));
        let outer = std::mem::replace(&mut self.current, id);
        f(self);
        self.current = outer;
    }

    fn stmt(&mut self, s: &Stmt) {
        match &s.kind {
            StmtKind::FunctionDef(f) => {
                self.exprs(&f.decorators);
                self.defaults(&f.params);
                self.bind(&f.name.name);
                let with_types = |me: &mut Self| {
                    me.annotations(&f.params);
                    me.opt(f.returns.as_ref());
                    me.within(ScopeKind::Function, node(&**f), |me| {
                        me.params(&f.params);
                        me.body(&f.body);
                    });
                };
                self.type_params(&f.type_params, with_types);
            }
            StmtKind::ClassDef(c) => {
                self.exprs(&c.decorators);
                self.bind(&c.name.name);
                self.type_params(&c.type_params, |me| {
                    me.exprs(&c.bases);
                    c.keywords.iter().for_each(|k| me.expr(&k.value));
                    me.within(ScopeKind::Class, node(&**c), |me| {
                        let scope = &mut me.scopes.scopes[me.current];
                        scope.class_name = Some(c.name.name.clone());
                        scope.symbols.entry(String::from("__class__")).or_default().bound = true;
                        for name in ["__module__", "__qualname__", "__doc__", "__annotations__"] {
                            scope.symbols.entry(String::from(name)).or_default().bound = true;
                        }
                        me.body(&c.body);
                    });
                });
            }
            StmtKind::Return(value) => self.opt(value.as_ref()),
            StmtKind::Delete(targets) => {
                for t in targets {
                    self.delete(t);
                }
            }
            StmtKind::Assign { targets, value } => {
                self.expr(value);
                targets.iter().for_each(|t| self.target(t));
            }
            StmtKind::AugAssign { target, value, .. } => {
                if let ExprKind::Name(n) = &target.kind {
                    self.use_name(n);
                }
                self.target(target);
                self.expr(value);
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.expr(annotation);
                self.opt(value.as_ref());
                self.target(target);
                if *simple {
                    self.bind_annotations();
                }
            }
            StmtKind::TypeAlias { name, type_params, value } => {
                self.bind(&name.name);
                self.type_params(type_params, |me| me.within(ScopeKind::Function, node(name), |me| me.expr(value)));
            }
            StmtKind::For { target, iter, body, orelse, is_async } => {
                self.scopes.scopes[self.current].has_await |= *is_async;
                self.expr(iter);
                self.target(target);
                self.body(body);
                self.body(orelse);
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test);
                self.body(body);
                self.body(orelse);
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.expr(&item.context);
                    if let Some(v) = &item.vars {
                        self.target(v);
                    }
                }
                self.body(body);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    self.pattern(&case.pattern);
                    self.opt(case.guard.as_ref());
                    self.body(&case.body);
                }
            }
            StmtKind::Raise { exc, cause } => {
                self.opt(exc.as_ref());
                self.opt(cause.as_ref());
            }
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                self.body(body);
                for h in handlers {
                    self.opt(h.typ.as_ref());
                    if let Some(name) = &h.name {
                        self.bind_unstable(&name.name);
                    }
                    self.body(&h.body);
                }
                self.body(orelse);
                self.body(finalbody);
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test);
                self.opt(msg.as_ref());
            }
            StmtKind::Import(names) => {
                for alias in names {
                    match &alias.asname {
                        Some(n) => self.bind(&n.name),
                        None => self.bind(alias.name.name.split('.').next().unwrap_or("")),
                    }
                }
            }
            StmtKind::ImportFrom { names, .. } => {
                for alias in names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    if name.name != "*" {
                        self.bind(&name.name);
                    }
                }
            }
            StmtKind::Global(names) => {
                for n in names {
                    let name = self.mangled(&n.name);
                    self.scopes.scopes[self.current].symbols.entry(name).or_default().global = true;
                }
            }
            StmtKind::Nonlocal(names) => {
                for n in names {
                    let name = self.mangled(&n.name);
                    self.scopes.scopes[self.current].symbols.entry(name).or_default().nonlocal = true;
                }
            }
            StmtKind::Expr(e) => self.expr(e),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
        }
    }

    fn bind_annotations(&mut self) {
        let kind = self.scopes.scopes[self.current].kind;
        if matches!(kind, ScopeKind::Module | ScopeKind::Class) {
            self.bind("__annotations__");
        }
    }

    fn type_params(&mut self, params: &[TypeParam], f: impl FnOnce(&mut Self)) {
        let Some(first) = params.first() else { return f(self) };
        self.within(ScopeKind::Inlined, node(first), |me| {
            for p in params {
                me.bind(&p.name.name);
                match &p.kind {
                    TypeParamKind::TypeVar { bound, default } => {
                        me.opt(bound.as_ref());
                        me.opt(default.as_ref());
                    }
                    TypeParamKind::TypeVarTuple { default } | TypeParamKind::ParamSpec { default } => {
                        me.opt(default.as_ref());
                    }
                }
            }
            f(me);
        });
    }

    fn defaults(&mut self, params: &Parameters) {
        for p in params.posonly.iter().chain(&params.args).chain(&params.kwonly) {
            self.opt(p.default.as_ref());
        }
    }

    fn annotations(&mut self, params: &Parameters) {
        let all = params.posonly.iter().chain(&params.args).chain(&params.kwonly);
        for p in all.chain(&params.vararg).chain(&params.kwarg) {
            self.opt(p.annotation.as_ref());
        }
    }

    /// Binds parameters in register order: positional, keyword-only, `*args`, `**kwargs`.
    fn params(&mut self, params: &Parameters) {
        let named = params.posonly.iter().chain(&params.args).chain(&params.kwonly);
        for p in named.chain(&params.vararg).chain(&params.kwarg) {
            self.bind(&p.name.name);
            let name = self.mangled(&p.name.name);
            if let Some(s) = self.scopes.scopes[self.current].symbols.get_mut(&name) {
                s.param = true;
            }
        }
    }

    fn target(&mut self, t: &Expr) {
        match &t.kind {
            ExprKind::Name(n) => self.bind(n),
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|i| self.target(i)),
            ExprKind::Starred(inner) => self.target(inner),
            _ => self.expr(t),
        }
    }

    fn delete(&mut self, t: &Expr) {
        match &t.kind {
            ExprKind::Name(n) => self.bind_unstable(n),
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|i| self.delete(i)),
            _ => self.expr(t),
        }
    }

    fn pattern(&mut self, p: &Pattern) {
        match &p.kind {
            PatternKind::Value(e) => self.expr(e),
            PatternKind::Singleton(_) => {}
            PatternKind::Sequence(items) | PatternKind::Or(items) => items.iter().for_each(|i| self.pattern(i)),
            PatternKind::Mapping { keys, patterns, rest } => {
                self.exprs(keys);
                patterns.iter().for_each(|i| self.pattern(i));
                if let Some(r) = rest {
                    self.bind(&r.name);
                }
            }
            PatternKind::Class { cls, patterns, kwd_patterns, .. } => {
                self.expr(cls);
                patterns.iter().chain(kwd_patterns).for_each(|i| self.pattern(i));
            }
            PatternKind::Star(name) => {
                if let Some(n) = name {
                    self.bind(&n.name);
                }
            }
            PatternKind::As { pattern, name } => {
                if let Some(p) = pattern {
                    self.pattern(p);
                }
                if let Some(n) = name {
                    self.bind(&n.name);
                }
            }
        }
    }

    fn exprs(&mut self, es: &[Expr]) {
        es.iter().for_each(|e| self.expr(e));
    }

    fn opt(&mut self, e: Option<&Expr>) {
        if let Some(e) = e {
            self.expr(e);
        }
    }

    fn expr(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Constant(_) => {}
            ExprKind::Name(n) => self.use_name(n),
            ExprKind::BoolOp { values, .. } => self.exprs(values),
            ExprKind::Named { target, value } => {
                self.expr(value);
                self.walrus(target);
            }
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::UnaryOp { operand, .. } => self.expr(operand),
            ExprKind::Lambda { params, body } => {
                self.defaults(params);
                self.within(ScopeKind::Function, node(e), |me| {
                    me.params(params);
                    me.expr(body);
                });
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test);
                self.expr(body);
                self.expr(orelse);
            }
            ExprKind::Dict { keys, values } => {
                keys.iter().flatten().for_each(|k| self.expr(k));
                self.exprs(values);
            }
            ExprKind::Set(items) | ExprKind::List(items) | ExprKind::Tuple(items) => self.exprs(items),
            ExprKind::ListComp { elt, generators } | ExprKind::SetComp { elt, generators } => {
                self.comprehension(node(e), ScopeKind::Inlined, generators, &[elt]);
            }
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(node(e), ScopeKind::Inlined, generators, &[key, value]);
            }
            ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension(node(e), ScopeKind::Function, generators, &[elt]);
            }
            ExprKind::Await(inner) => {
                self.mark_await();
                self.expr(inner);
            }
            ExprKind::Yield(inner) => {
                self.mark_generator();
                self.opt(inner.as_deref());
            }
            ExprKind::YieldFrom(inner) => {
                self.mark_generator();
                self.expr(inner);
            }
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left);
                self.exprs(comparators);
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func);
                self.exprs(args);
                keywords.iter().for_each(|k| self.expr(&k.value));
            }
            ExprKind::JoinedStr(parts) => self.fstring(parts),
            ExprKind::Attribute { value, .. } | ExprKind::Starred(value) => self.expr(value),
            ExprKind::Subscript { value, slice } => {
                self.expr(value);
                self.expr(slice);
            }
            ExprKind::Slice { lower, upper, step } => {
                self.opt(lower.as_deref());
                self.opt(upper.as_deref());
                self.opt(step.as_deref());
            }
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
            let s = &mut self.scopes.scopes[scope];
            let comprehension = s.kind == ScopeKind::Inlined || s.symbols.contains_key(".0");
            match s.parent {
                Some(parent) if comprehension => scope = parent,
                _ => break,
            }
        }
        let declared = {
            let mangled = self.mangled(name);
            self.scopes.scopes[scope].symbols.get(&mangled).is_some_and(|s| s.global || s.nonlocal)
        };
        if !declared {
            self.bind_in(scope, name);
        }
        self.use_name(name);
        let frame = self.scopes.scopes[scope].frame;
        self.scopes.scopes[frame].walrus = true;
        let frame = self.scopes.scopes[self.current].frame;
        self.scopes.scopes[frame].walrus = true;
    }

    fn fstring(&mut self, parts: &[FStringPart]) {
        for part in parts {
            if let FStringPart::Replacement { value, spec, .. } = part {
                self.expr(value);
                self.fstring(spec);
            }
        }
    }

    fn comprehension(&mut self, at: usize, kind: ScopeKind, generators: &[Comprehension], elements: &[&Expr]) {
        if let Some(first) = generators.first() {
            self.expr(&first.iter);
        }
        let asynchronous = generators.iter().any(|g| g.is_async);
        if asynchronous && kind == ScopeKind::Inlined {
            self.mark_await();
        }
        self.within(kind, at, |me| {
            if kind == ScopeKind::Function {
                let scope = &mut me.scopes.scopes[me.current];
                let symbol = scope.symbols.entry(String::from(".0")).or_default();
                symbol.bound = true;
                symbol.param = true;
                scope.is_generator = true;
                scope.has_await = asynchronous;
            }
            for (i, g) in generators.iter().enumerate() {
                if i > 0 {
                    me.expr(&g.iter);
                }
                me.target(&g.target);
                me.exprs(&g.ifs);
            }
            elements.iter().for_each(|e| me.expr(e));
        });
    }
}
