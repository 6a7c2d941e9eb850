//! Walking the tree: what is below a statement, an expression or a pattern, in the order CPython evaluates or visits it.
//!
//! A visitor overrides the methods for what it looks at and calls the `walk_` function of the same name to go on below.
//! Recursion is bounded by [`super::TREE_DEPTH_MAX`].

use super::ast::{
    Comprehension, ExceptHandler, Expr, ExprKind, FStringPart, Keyword, MatchCase, Parameters, Pattern, PatternKind,
    Stmt, StmtKind, TypeParam, TypeParamKind,
};

/// Something that looks at every node.
pub trait Visitor<'a> {
    /// A statement.
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        walk_stmt(self, stmt);
    }

    /// An expression, also one that is assigned to.
    fn visit_expr(&mut self, expr: &'a Expr) {
        walk_expr(self, expr);
    }

    /// A pattern of a `case`.
    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        walk_pattern(self, pattern);
    }

    /// The statements of a block, in order.
    fn visit_body(&mut self, body: &'a [Stmt]) {
        for stmt in body {
            self.visit_stmt(stmt);
        }
    }
}

/// Visits what is directly below a statement.
pub fn walk_stmt<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, stmt: &'a Stmt) {
    match &stmt.kind {
        StmtKind::FunctionDef(def) => {
            exprs(visitor, &def.decorators);
            walk_type_params(visitor, &def.type_params);
            walk_defaults(visitor, &def.params);
            walk_annotations(visitor, &def.params);
            exprs(visitor, &def.returns);
            visitor.visit_body(&def.body);
        }
        StmtKind::ClassDef(def) => {
            exprs(visitor, &def.decorators);
            walk_type_params(visitor, &def.type_params);
            exprs(visitor, &def.bases);
            walk_keywords(visitor, &def.keywords);
            visitor.visit_body(&def.body);
        }
        StmtKind::Return(value) => exprs(visitor, value),
        StmtKind::Delete(targets) => exprs(visitor, targets),
        StmtKind::Assign { targets, value } => {
            visitor.visit_expr(value);
            exprs(visitor, targets);
        }
        StmtKind::AugAssign { target, value, .. } => {
            visitor.visit_expr(target);
            visitor.visit_expr(value);
        }
        StmtKind::AnnAssign { target, annotation, value, .. } => {
            exprs(visitor, value);
            visitor.visit_expr(target);
            visitor.visit_expr(annotation);
        }
        StmtKind::TypeAlias { type_params, value, .. } => {
            walk_type_params(visitor, type_params);
            visitor.visit_expr(value);
        }
        StmtKind::For { target, iter, body, orelse, .. } => {
            visitor.visit_expr(iter);
            visitor.visit_expr(target);
            visitor.visit_body(body);
            visitor.visit_body(orelse);
        }
        StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
            visitor.visit_expr(test);
            visitor.visit_body(body);
            visitor.visit_body(orelse);
        }
        StmtKind::With { items, body, .. } => {
            for item in items {
                visitor.visit_expr(&item.context);
                exprs(visitor, &item.vars);
            }
            visitor.visit_body(body);
        }
        StmtKind::Match { subject, cases } => {
            visitor.visit_expr(subject);
            for case in cases {
                walk_case(visitor, case);
            }
        }
        StmtKind::Raise { exc, cause } => {
            exprs(visitor, exc);
            exprs(visitor, cause);
        }
        StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
            visitor.visit_body(body);
            for handler in handlers {
                walk_handler(visitor, handler);
            }
            visitor.visit_body(orelse);
            visitor.visit_body(finalbody);
        }
        StmtKind::Assert { test, msg } => {
            visitor.visit_expr(test);
            exprs(visitor, msg);
        }
        StmtKind::Expr(expr) => visitor.visit_expr(expr),
        StmtKind::Import(_)
        | StmtKind::ImportFrom { .. }
        | StmtKind::Global(_)
        | StmtKind::Nonlocal(_)
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue => {}
    }
}

/// Visits the type of a handler and its body.
pub fn walk_handler<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, handler: &'a ExceptHandler) {
    exprs(visitor, &handler.typ);
    visitor.visit_body(&handler.body);
}

/// Visits the pattern, guard and body of a case.
pub fn walk_case<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, case: &'a MatchCase) {
    visitor.visit_pattern(&case.pattern);
    exprs(visitor, &case.guard);
    visitor.visit_body(&case.body);
}

/// Visits what is directly below an expression.
pub fn walk_expr<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, expr: &'a Expr) {
    match &expr.kind {
        ExprKind::Constant(_) | ExprKind::Name(_) => {}
        ExprKind::BoolOp { values, .. } => exprs(visitor, values),
        ExprKind::Named { target, value } => {
            visitor.visit_expr(value);
            visitor.visit_expr(target);
        }
        ExprKind::BinOp { left, right, .. } => {
            visitor.visit_expr(left);
            visitor.visit_expr(right);
        }
        ExprKind::UnaryOp { operand: inner, .. }
        | ExprKind::Await(inner)
        | ExprKind::YieldFrom(inner)
        | ExprKind::Starred(inner)
        | ExprKind::Attribute { value: inner, .. } => visitor.visit_expr(inner),
        ExprKind::Lambda { params, body } => {
            walk_defaults(visitor, params);
            visitor.visit_expr(body);
        }
        ExprKind::IfExp { test, body, orelse } => {
            visitor.visit_expr(test);
            visitor.visit_expr(body);
            visitor.visit_expr(orelse);
        }
        ExprKind::Dict { keys, values } => {
            for (key, value) in keys.iter().zip(values) {
                exprs(visitor, key);
                visitor.visit_expr(value);
            }
        }
        ExprKind::Set(elts) | ExprKind::List(elts) | ExprKind::Tuple(elts) => exprs(visitor, elts),
        ExprKind::ListComp { elt, generators }
        | ExprKind::SetComp { elt, generators }
        | ExprKind::GeneratorExp { elt, generators } => {
            walk_generators(visitor, generators);
            visitor.visit_expr(elt);
        }
        ExprKind::DictComp { key, value, generators } => {
            walk_generators(visitor, generators);
            visitor.visit_expr(key);
            visitor.visit_expr(value);
        }
        ExprKind::Yield(value) => {
            if let Some(value) = value {
                visitor.visit_expr(value);
            }
        }
        ExprKind::Compare { left, comparators, .. } => {
            visitor.visit_expr(left);
            exprs(visitor, comparators);
        }
        ExprKind::Call { func, args, keywords } => {
            visitor.visit_expr(func);
            exprs(visitor, args);
            walk_keywords(visitor, keywords);
        }
        ExprKind::JoinedStr(parts) => walk_fstring(visitor, parts),
        ExprKind::Subscript { value, slice } => {
            visitor.visit_expr(value);
            visitor.visit_expr(slice);
        }
        ExprKind::Slice { lower, upper, step } => {
            for part in [lower, upper, step].into_iter().flatten() {
                visitor.visit_expr(part);
            }
        }
    }
}

fn walk_fstring<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, parts: &'a [FStringPart]) {
    for part in parts {
        if let FStringPart::Replacement { value, spec, .. } = part {
            visitor.visit_expr(value);
            walk_fstring(visitor, spec);
        }
    }
}

/// Visits what is directly below a pattern.
pub fn walk_pattern<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, pattern: &'a Pattern) {
    let below = match &pattern.kind {
        PatternKind::Value(value) => return visitor.visit_expr(value),
        PatternKind::Singleton(_) | PatternKind::Star(_) => return,
        PatternKind::As { pattern, .. } => {
            if let Some(pattern) = pattern {
                visitor.visit_pattern(pattern);
            }
            return;
        }
        PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => patterns,
        PatternKind::Mapping { keys, patterns, .. } => {
            exprs(visitor, keys);
            patterns
        }
        PatternKind::Class { cls, patterns, kwd_patterns, .. } => {
            visitor.visit_expr(cls);
            for pattern in patterns {
                visitor.visit_pattern(pattern);
            }
            kwd_patterns
        }
    };
    for pattern in below {
        visitor.visit_pattern(pattern);
    }
}

/// Visits the default values of parameters, in CPython's order: positional ones, then keyword-only ones.
pub fn walk_defaults<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, params: &'a Parameters) {
    for param in params.posonly.iter().chain(&params.args).chain(&params.kwonly) {
        exprs(visitor, &param.default);
    }
}

/// Visits the annotations of parameters.
pub fn walk_annotations<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, params: &'a Parameters) {
    let Parameters { posonly, args, vararg, kwonly, kwarg } = params;
    for param in posonly.iter().chain(args).chain(vararg).chain(kwonly).chain(kwarg) {
        exprs(visitor, &param.annotation);
    }
}

/// Visits the bounds and defaults of type parameters.
pub fn walk_type_params<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, params: &'a [TypeParam]) {
    for param in params {
        match &param.kind {
            TypeParamKind::TypeVar { bound, default } => {
                exprs(visitor, bound);
                exprs(visitor, default);
            }
            TypeParamKind::TypeVarTuple { default } | TypeParamKind::ParamSpec { default } => exprs(visitor, default),
        }
    }
}

fn walk_keywords<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, keywords: &'a [Keyword]) {
    for keyword in keywords {
        visitor.visit_expr(&keyword.value);
    }
}

fn walk_generators<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, generators: &'a [Comprehension]) {
    for generator in generators {
        visitor.visit_expr(&generator.iter);
        visitor.visit_expr(&generator.target);
        exprs(visitor, &generator.ifs);
    }
}

fn exprs<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, exprs: impl IntoIterator<Item = &'a Expr>) {
    for expr in exprs {
        visitor.visit_expr(expr);
    }
}
