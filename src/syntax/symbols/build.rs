//! Reads the program into the symbol table, block by block, as CPython's first pass over names does.

use super::{Binding, Block, BlockKind, Symbol, SymbolTable, parameter_range};
use crate::base::ByteRange;
use crate::syntax::ast::{
    Comprehension, ExceptHandler, Expr, ExprKind, Ident, Parameters, Pattern, PatternKind, Stmt, StmtKind, TypeParam,
};
use crate::syntax::diagnostic::Diagnostic;
use crate::syntax::visit::{self, Visitor};

impl SymbolTable {
    fn fail(&mut self, range: ByteRange, message: String) {
        self.found.get_or_insert_with(|| Diagnostic::syntax(range, message));
    }

    fn block(&mut self) -> Option<&mut Block> {
        self.blocks.get_mut(self.current)
    }

    fn kind(&self) -> BlockKind {
        self.blocks.get(self.current).map_or(BlockKind::Module, |b| b.kind)
    }

    fn symbol(&self, name: &str) -> Symbol {
        self.blocks.get(self.current).and_then(|b| b.symbols.get(name)).cloned().unwrap_or_default()
    }

    fn define(&mut self, name: &str, change: impl FnOnce(&mut Symbol)) {
        if let Some(block) = self.block() {
            change(block.symbols.entry(name.to_owned()).or_default());
        }
    }

    /// A name is assigned to.
    fn bind(&mut self, name: &str, range: ByteRange) {
        self.bind_to(name, range, Binding::Other);
    }

    fn bind_to(&mut self, name: &str, range: ByteRange, binding: Binding) {
        let in_target = self.blocks.get(self.current).is_some_and(|b| b.in_target);
        let symbol = self.symbol(name);
        if in_target && (symbol.global || symbol.nonlocal) {
            let message = format!("comprehension inner loop cannot rebind assignment expression target '{name}'");
            self.fail(range, message);
        }
        if symbol.global || symbol.nonlocal {
            self.bind_around(name, symbol.global);
        }
        self.define(name, |s| {
            // A `global` after an import of the same name is no error in CPython, so imports are counted apart.
            let import = matches!(binding, Binding::Module(_) | Binding::Member(..));
            s.imports += u32::from(import);
            s.local |= !import;
            s.binding.add(binding);
            s.comprehension_variable |= in_target;
        });
    }

    /// A name declared global or nonlocal is assigned to: it is no longer just an import where it belongs.
    fn bind_around(&mut self, name: &str, global: bool) {
        let mut at = self.current;
        while at != 0 {
            at = self.blocks.get(at).map_or(0, |block| block.parent);
            let concerned = if global { at == 0 } else { at != 0 };
            if let Some(block) = self.blocks.get_mut(at).filter(|_| concerned) {
                block.symbols.entry(name.to_owned()).or_default().binding = Binding::Other;
            }
        }
    }

    fn enter(&mut self, kind: BlockKind, node: Option<ByteRange>, inside: impl FnOnce(&mut Self)) {
        let parent = self.current;
        let index = self.blocks.len();
        if let Some(range) = node {
            self.by_range.insert(range, index);
        }
        let mut block = Block::new(kind, parent);
        if let Some(outer) = self.block() {
            block.in_iterable = outer.in_iterable;
            outer.children.push(index);
        }
        self.blocks.push(block);
        self.current = index;
        inside(self);
        self.current = parent;
    }

    /// With type parameters, the rest is read in a block of their own.
    fn with_type_params<'a>(&mut self, params: &'a [TypeParam], rest: impl FnOnce(&mut Self))
    where
        Self: Visitor<'a>,
    {
        if params.is_empty() {
            return rest(self);
        }
        self.enter(BlockKind::TypeParams, None, |this| {
            for param in params {
                let name = &param.name.name;
                if this.symbol(name).type_param {
                    this.fail(param.range, format!("duplicate type parameter '{name}'"));
                }
                this.define(name, |s| (s.local, s.type_param, s.binding) = (true, true, Binding::Other));
            }
            visit::walk_type_params(this, params);
            rest(this);
        });
    }

    /// A function's or lambda's own block.
    fn function(&mut self, node: ByteRange, params: &Parameters, body: impl FnOnce(&mut Self)) {
        self.enter(BlockKind::Function, Some(node), |this| {
            let Parameters { posonly, args, vararg, kwonly, kwarg } = params;
            for param in posonly.iter().chain(args).chain(kwonly).chain(vararg).chain(kwarg) {
                let name = &param.name.name;
                if this.symbol(name).param {
                    let message = format!("duplicate argument '{name}' in function definition");
                    this.fail(parameter_range(param), message);
                }
                this.define(name, |s| (s.param, s.binding) = (true, Binding::Other));
            }
            body(this);
        });
    }

    fn declare(&mut self, names: &[Ident], stmt: ByteRange, word: &str) {
        for Ident { name, .. } in names {
            let symbol = self.symbol(name);
            if symbol.param {
                self.fail(stmt, format!("name '{name}' is parameter and {word}"));
            } else if symbol.used {
                self.fail(stmt, format!("name '{name}' is used prior to {word} declaration"));
            } else if symbol.annotated {
                self.fail(stmt, format!("annotated name '{name}' can't be {word}"));
            } else if symbol.local {
                self.fail(stmt, format!("name '{name}' is assigned to before {word} declaration"));
            }
            self.define(name, |s| if word == "global" { s.global = true } else { s.nonlocal = true });
            if let Some(block) = self.block() {
                block.directives.entry(name.clone()).or_insert(stmt);
            }
        }
    }

    fn annotated<'a>(&mut self, stmt: &'a Stmt)
    where
        Self: Visitor<'a>,
    {
        let StmtKind::AnnAssign { target, annotation, value, simple } = &stmt.kind else { return };
        if let ExprKind::Name(name) = &target.kind {
            let symbol = self.symbol(name);
            if (symbol.global || symbol.nonlocal) && self.current != 0 && *simple {
                let word = if symbol.global { "global" } else { "nonlocal" };
                self.fail(stmt.range, format!("annotated name '{name}' can't be {word}"));
            }
            if *simple {
                self.define(name, |s| s.annotated = true);
            }
            if *simple || value.is_some() {
                self.bind(name, target.range);
            }
        } else {
            self.visit_expr(target);
        }
        self.visit_expr(annotation);
        if let Some(value) = value {
            self.visit_expr(value);
        }
    }

    /// `target := value`; inside a comprehension the target belongs to the block around it.
    fn named(&mut self, target: &Expr, whole: ByteRange) {
        let ExprKind::Name(name) = &target.kind else { return };
        if self.blocks.get(self.current).is_some_and(|b| b.in_iterable > 0) {
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            return self.fail(whole, message.to_owned());
        }
        let mut index = self.current;
        while let Some(Block { kind: BlockKind::Comprehension(_), symbols, parent, .. }) = self.blocks.get(index) {
            if symbols.get(name).is_some_and(|s| s.comprehension_variable) {
                let message = format!("assignment expression cannot rebind comprehension iteration variable '{name}'");
                return self.fail(target.range, message);
            }
            index = *parent;
        }
        if index == self.current {
            return;
        }
        match self.blocks.get(index).map(|b| b.kind) {
            Some(BlockKind::Class) => {
                let message = "assignment expression within a comprehension cannot be used in a class body";
                return self.fail(target.range, message.to_owned());
            }
            Some(BlockKind::Module) => self.define(name, |s| s.global = true),
            _ => self.define(name, |s| s.nonlocal = true),
        }
        if let Some(block) = self.blocks.get_mut(index) {
            let symbol = block.symbols.entry(name.clone()).or_default();
            (symbol.local, symbol.binding) = (true, Binding::Other);
        }
    }

    fn comprehension<'a>(
        &mut self,
        node: ByteRange,
        kind: &'static str,
        generators: &'a [Comprehension],
        elts: [Option<&'a Expr>; 2],
    ) where
        Self: Visitor<'a>,
    {
        let Some(first) = generators.first() else { return };
        self.iterable(&first.iter);
        self.enter(BlockKind::Comprehension(kind), Some(node), |this| {
            for (index, generator) in generators.iter().enumerate() {
                if let Some(block) = this.block() {
                    block.in_target = true;
                }
                this.visit_target(&generator.target);
                if let Some(block) = this.block() {
                    block.in_target = false;
                }
                if index > 0 {
                    this.iterable(&generator.iter);
                }
                for condition in &generator.ifs {
                    this.visit_expr(condition);
                }
            }
            for elt in elts.into_iter().flatten() {
                this.visit_expr(elt);
            }
        });
    }

    fn iterable<'a>(&mut self, iter: &'a Expr)
    where
        Self: Visitor<'a>,
    {
        if let Some(block) = self.block() {
            block.in_iterable += 1;
        }
        self.visit_expr(iter);
        if let Some(block) = self.block() {
            block.in_iterable -= 1;
        }
    }

    fn yielded(&mut self, expr: &Expr) {
        match self.kind() {
            BlockKind::Comprehension(kind) => self.fail(expr.range, format!("'yield' inside {kind}")),
            BlockKind::TypeAlias => {
                self.fail(expr.range, "yield expression cannot be used within a type alias".to_owned());
            }
            _ => {}
        }
    }

    /// `import name as asname`, or `from module import name as asname`.
    fn imported(&mut self, module: Option<&str>, name: &Ident, asname: Option<&Ident>) {
        if name.name == "*" {
            if self.kind() != BlockKind::Module {
                self.fail(name.range, "import * only allowed at module level".to_owned());
            }
            return;
        }
        let (bound, binding) = match (module, asname) {
            (Some(module), _) => {
                let bound = asname.map_or(name.name.as_str(), |asname| &asname.name);
                (bound, Binding::Member(module.to_owned(), name.name.clone()))
            }
            (None, Some(asname)) => (asname.name.as_str(), Binding::Module(name.name.clone())),
            (None, None) => {
                let package = name.name.split('.').next().unwrap_or("");
                (package, Binding::Module(package.to_owned()))
            }
        };
        self.imported.insert((self.current, bound.to_owned()));
        self.bind_to(bound, name.range, binding);
    }
}

impl<'a> Visitor<'a> for SymbolTable {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => {
                self.bind(&def.name.name, def.name.range);
                visit::walk_defaults(self, &def.params);
                for decorator in &def.decorators {
                    self.visit_expr(decorator);
                }
                self.with_type_params(&def.type_params, |this| {
                    visit::walk_annotations(this, &def.params);
                    if let Some(returns) = &def.returns {
                        this.visit_expr(returns);
                    }
                    this.function(stmt.range, &def.params, |this| this.visit_body(&def.body));
                });
            }
            StmtKind::ClassDef(def) => {
                self.bind(&def.name.name, def.name.range);
                for decorator in &def.decorators {
                    self.visit_expr(decorator);
                }
                self.with_type_params(&def.type_params, |this| {
                    for value in def.bases.iter().chain(def.keywords.iter().map(|k| &k.value)) {
                        this.visit_expr(value);
                    }
                    this.enter(BlockKind::Class, Some(stmt.range), |this| this.visit_body(&def.body));
                });
            }
            StmtKind::TypeAlias { name, type_params, value } => {
                self.bind(&name.name, name.range);
                self.with_type_params(type_params, |this| {
                    this.enter(BlockKind::TypeAlias, None, |this| this.visit_expr(value));
                });
            }
            StmtKind::Assign { targets, value } => {
                for target in targets {
                    self.visit_target(target);
                }
                self.visit_expr(value);
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.visit_target(target);
                self.visit_expr(value);
            }
            StmtKind::AnnAssign { .. } => self.annotated(stmt),
            StmtKind::Delete(targets) => {
                for target in targets {
                    self.visit_target(target);
                }
            }
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.visit_target(target);
                self.visit_expr(iter);
                self.visit_body(body);
                self.visit_body(orelse);
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.visit_expr(&item.context);
                    if let Some(vars) = &item.vars {
                        self.visit_target(vars);
                    }
                }
                self.visit_body(body);
            }
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                self.visit_body(body);
                for handler in handlers {
                    self.visit_handler(handler);
                }
                self.visit_body(orelse);
                self.visit_body(finalbody);
            }
            StmtKind::Import(names) => {
                for alias in names {
                    self.imported(None, &alias.name, alias.asname.as_ref());
                }
            }
            StmtKind::ImportFrom { module, names, level } => {
                // A relative import is never one of the modules we know.
                let path = ".".repeat(*level as usize) + module.as_ref().map_or("", |module| &module.name);
                for alias in names {
                    self.imported(Some(&path), &alias.name, alias.asname.as_ref());
                }
            }
            StmtKind::Global(names) => self.declare(names, stmt.range, "global"),
            StmtKind::Nonlocal(names) => self.declare(names, stmt.range, "nonlocal"),
            _ => visit::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::Name(name) => self.define(name, |s| s.used = true),
            ExprKind::Named { target, value } => {
                self.named(target, expr.range);
                self.visit_expr(value);
                if !matches!(self.kind(), BlockKind::Comprehension(_)) {
                    self.visit_target(target);
                }
            }
            ExprKind::Lambda { params, body } => {
                visit::walk_defaults(self, params);
                self.function(expr.range, params, |this| this.visit_expr(body));
            }
            ExprKind::ListComp { elt, generators } => {
                self.comprehension(expr.range, "list comprehension", generators, [Some(elt), None]);
            }
            ExprKind::SetComp { elt, generators } => {
                self.comprehension(expr.range, "set comprehension", generators, [Some(elt), None]);
            }
            ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension(expr.range, "generator expression", generators, [Some(elt), None]);
            }
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(expr.range, "dict comprehension", generators, [Some(value), Some(key)]);
            }
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) => {
                self.yielded(expr);
                visit::walk_expr(self, expr);
            }
            _ => visit::walk_expr(self, expr),
        }
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        match &pattern.kind {
            PatternKind::Star(Some(name)) | PatternKind::As { name: Some(name), .. } => {
                self.bind(&name.name, name.range);
            }
            PatternKind::Mapping { rest: Some(rest), .. } => self.bind(&rest.name, rest.range),
            _ => {}
        }
        visit::walk_pattern(self, pattern);
    }
}

impl SymbolTable {
    /// An expression that is assigned to or deleted.
    fn visit_target<'a>(&mut self, target: &'a Expr)
    where
        Self: Visitor<'a>,
    {
        match &target.kind {
            ExprKind::Name(name) => self.bind(name, target.range),
            ExprKind::Tuple(elts) | ExprKind::List(elts) => {
                for elt in elts {
                    self.visit_target(elt);
                }
            }
            ExprKind::Starred(inner) => self.visit_target(inner),
            _ => self.visit_expr(target),
        }
    }

    fn visit_handler<'a>(&mut self, handler: &'a ExceptHandler)
    where
        Self: Visitor<'a>,
    {
        if let Some(typ) = &handler.typ {
            self.visit_expr(typ);
        }
        if let Some(name) = &handler.name {
            self.bind(&name.name, name.range);
        }
        self.visit_body(&handler.body);
    }
}
