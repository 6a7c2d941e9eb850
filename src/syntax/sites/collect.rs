//! Finds the wait sites of a program, and how often it uses the modules they need.

use super::spelling::{AddedImports, BUSY_NAME};
use super::{Code, Place, Site, WaitKind};
use crate::base::ByteRange;
use crate::syntax::ast::{BinOp, CmpOp, Comprehension, Expr, ExprKind, FunctionDef, Keyword, Module, Stmt, StmtKind};
use crate::syntax::symbols::{Binding, SymbolTable};
use crate::syntax::visit::{self, Visitor};

/// A program, as switching its waits sees it.
pub(in crate::syntax) struct Program<'a> {
    pub(in crate::syntax) source: &'a str,
    pub(in crate::syntax) symbols: SymbolTable,
    pub(in crate::syntax) added: AddedImports,
    /// In order of the text.
    pub(in crate::syntax) sites: Vec<Site<'a>>,
    /// How often the names `asyncio` and `time` of the module are read, as [`AddedImports::MODULES`].
    pub(in crate::syntax) uses: [u32; 2],
    /// Whether an import of `asyncio` or `time` can be added without giving a meaning to names that had none.
    pub(in crate::syntax) can_import: [bool; 2],
    /// The program uses [`BUSY_NAME`] other than in busy loops as they are written here.
    pub(in crate::syntax) busy_name_taken: bool,
}

/// Most sites that are looked for. More cannot be shown, and each is compared with the program's imports.
const SITES_MAX: usize = 2_000;

/// Reads a program that parsed without errors.
pub(in crate::syntax) fn collect<'a>(source: &'a str, module: &'a Module) -> Program<'a> {
    let place = Place { block: 0, code: Code::Module, function: None, in_generator_expression: false };
    let symbols = SymbolTable::build(module);
    let can_import = AddedImports::MODULES.map(|module| !symbols.reads_unbound(module));
    let busy_name_taken = symbols.mentions(BUSY_NAME);
    let program = Program {
        source,
        symbols,
        added: AddedImports::find(source, module),
        sites: Vec::new(),
        uses: [0; 2],
        can_import,
        busy_name_taken,
    };
    let mut collector =
        Collector { program, place, glued: None, statement: None, replaced: false, loops: 0, busy_names: 0 };
    collector.visit_body(&module.body);
    let mut program = collector.program;
    // A busy loop names its variable twice.
    program.busy_name_taken &= collector.loops == 0 || collector.busy_names != 2 * collector.loops;
    if collector.replaced {
        // `time.sleep = …`: nothing is sure of what a call does.
        program.sites.clear();
    }
    program.sites.sort_by_key(|site| site.range);
    program
}

struct Collector<'a> {
    program: Program<'a>,
    place: Place<'a>,
    /// The expression that something hangs on: the callee of a call, what is awaited, …
    glued: Option<ByteRange>,
    /// The expression that is a statement by itself.
    statement: Option<ByteRange>,
    /// A function we know is assigned to.
    replaced: bool,
    /// How many busy loops there are, and how often [`BUSY_NAME`] stands in the program.
    loops: usize,
    busy_names: usize,
}

impl<'a> Collector<'a> {
    fn at(&mut self, place: Place<'a>, inside: impl FnOnce(&mut Self)) {
        let outside = std::mem::replace(&mut self.place, place);
        inside(self);
        self.place = outside;
    }

    /// The module and member that an expression names, as far as imports tell.
    fn names(&self, expr: &Expr) -> Option<(String, String)> {
        match &expr.kind {
            ExprKind::Name(name) => match self.program.symbols.resolve(self.place.block, name).0 {
                Binding::Member(module, member) => Some((module, member)),
                _ => None,
            },
            ExprKind::Attribute { value, attr } => {
                let ExprKind::Name(name) = &value.kind else { return None };
                match self.program.symbols.resolve(self.place.block, name).0 {
                    Binding::Module(module) => Some((module, attr.name.clone())),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn is(&self, expr: &Expr, module: &str, member: &str) -> bool {
        self.names(expr).is_some_and(|(m, n)| m == module && n == member)
    }

    /// `expr` is a call of `module.member`; its function, arguments and keywords.
    fn call_of<'e>(&self, expr: &'e Expr, module: &str, member: &str) -> Option<(&'e Expr, &'e [Expr], &'e [Keyword])> {
        let ExprKind::Call { func, args, keywords } = &expr.kind else { return None };
        self.is(func, module, member).then_some((&**func, args.as_slice(), keywords.as_slice()))
    }

    fn sleep(&mut self, kind: WaitKind, whole: &'a Expr, call: &'a Expr) {
        let module = if kind == WaitKind::Awaited { "asyncio" } else { "time" };
        let Some((func, args, keywords)) = self.call_of(call, module, "sleep") else { return };
        let by_name = keywords.iter().find(|k| k.arg.as_ref().is_some_and(|arg| arg.name == "delay"));
        let Some(duration) = args.first().or(by_name.map(|k| &k.value)) else { return };
        let starred = args.iter().any(|arg| matches!(arg.kind, ExprKind::Starred(_)));
        let site = Site {
            range: whole.range,
            kind,
            func: func.range,
            call: call.range,
            duration,
            more_arguments: args.len() > 1 || !keywords.is_empty() || starred,
            place: self.place,
            glued: self.glued == Some(whole.range),
            own_lines: if self.statement == Some(whole.range) { self.own_lines(whole.range) } else { None },
        };
        self.add(site);
    }

    fn add(&mut self, site: Site<'a>) {
        if self.program.sites.len() < SITES_MAX {
            self.program.sites.push(site);
        }
    }

    /// The indentation of a statement if nothing else stands on its lines but a comment behind it.
    fn own_lines(&self, range: ByteRange) -> Option<&'a str> {
        let source = self.program.source;
        let before = source.get(..range.start as usize)?;
        let lines_before = before.trim_end_matches([' ', '\t']);
        let starts_line = lines_before.is_empty() || lines_before.ends_with(['\n', '\r']);
        let continued = lines_before.trim_end_matches(['\n', '\r']).ends_with('\\');
        let after = source.get(range.end as usize..)?.trim_start_matches([' ', '\t']);
        let ends_line = after.is_empty() || after.starts_with(['\n', '\r', '#']);
        (starts_line && !continued && ends_line).then(|| before.get(lines_before.len()..)).flatten()
    }

    /// A busy loop made of two statements, exactly as it would be written.
    fn busy(&mut self, first: &'a Stmt, second: &'a Stmt) {
        let StmtKind::Assign { targets, value } = &first.kind else { return };
        let ExprKind::BinOp { left, op: BinOp::Add, right } = &value.kind else { return };
        let StmtKind::While { test, body, orelse } = &second.kind else { return };
        let ExprKind::Compare { left: clock, ops, comparators } = &test.kind else { return };
        let named = |expr: &Expr| matches!(&expr.kind, ExprKind::Name(name) if name == BUSY_NAME);
        let [target] = targets.as_slice() else { return };
        let [until] = comparators.as_slice() else { return };
        let looks_so = named(target)
            && named(until)
            && *ops == [CmpOp::Lt]
            && orelse.is_empty()
            && matches!(body.as_slice(), [Stmt { kind: StmtKind::Pass, .. }]);
        if !looks_so || self.call_of(clock, "time", "perf_counter").is_none() {
            return;
        }
        let Some((func, [], [])) = self.call_of(left, "time", "perf_counter") else { return };
        let range = first.range.cover(second.range);
        let (Some(indent), Some(_)) = (self.own_lines(first.range), self.own_lines(second.range)) else { return };
        let source = self.program.source;
        let text = super::spelling::busy_text(source, func.range.slice(source), right, indent, range.start);
        if text.as_deref() != Some(range.slice(source)) {
            return;
        }
        self.loops += 1;
        self.add(Site {
            range,
            kind: WaitKind::Busy,
            func: func.range,
            call: range,
            duration: right,
            more_arguments: false,
            place: self.place,
            glued: false,
            own_lines: Some(indent),
        });
    }

    fn function(&mut self, stmt: &'a Stmt, def: &'a FunctionDef) {
        for outside in def.decorators.iter().chain(&def.returns) {
            self.visit_expr(outside);
        }
        visit::walk_type_params(self, &def.type_params);
        visit::walk_defaults(self, &def.params);
        visit::walk_annotations(self, &def.params);
        let place = Place {
            block: self.program.symbols.block_at(stmt.range).unwrap_or(self.place.block),
            code: if def.is_async { Code::AsyncFunction } else { Code::Function },
            function: Some(&def.name.name),
            in_generator_expression: false,
        };
        self.at(place, |this| this.visit_body(&def.body));
    }

    fn comprehension(&mut self, expr: &'a Expr, generators: &'a [Comprehension], elts: [Option<&'a Expr>; 2]) {
        if let Some(first) = generators.first() {
            self.visit_expr(&first.iter);
        }
        let lazy = matches!(expr.kind, ExprKind::GeneratorExp { .. });
        let place = Place {
            block: self.program.symbols.block_at(expr.range).unwrap_or(self.place.block),
            in_generator_expression: self.place.in_generator_expression || lazy,
            ..self.place
        };
        self.at(place, |this| {
            for (index, generator) in generators.iter().enumerate() {
                if index > 0 {
                    this.visit_expr(&generator.iter);
                }
                this.visit_expr(&generator.target);
                generator.ifs.iter().for_each(|condition| this.visit_expr(condition));
            }
            elts.into_iter().flatten().for_each(|elt| this.visit_expr(elt));
        });
    }

    fn read_name(&mut self, name: &str) {
        if name == BUSY_NAME {
            self.busy_names += 1;
        }
        for (uses, module) in self.program.uses.iter_mut().zip(AddedImports::MODULES) {
            let of_module =
                || self.program.symbols.resolve(self.place.block, name) == (Binding::Module(module.into()), 0);
            if name == module && of_module() {
                *uses += 1;
            }
        }
    }
}

impl<'a> Visitor<'a> for Collector<'a> {
    fn visit_body(&mut self, body: &'a [Stmt]) {
        for (stmt, next) in body.iter().zip(body.iter().skip(1)) {
            self.busy(stmt, next);
        }
        for stmt in body {
            self.visit_stmt(stmt);
        }
    }

    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function(stmt, def),
            StmtKind::ClassDef(def) => {
                let values = def.keywords.iter().map(|k| &k.value);
                def.decorators.iter().chain(&def.bases).chain(values).for_each(|expr| self.visit_expr(expr));
                visit::walk_type_params(self, &def.type_params);
                let block = self.program.symbols.block_at(stmt.range).unwrap_or(self.place.block);
                let place = Place { block, code: Code::Class, ..self.place };
                self.at(place, |this| this.visit_body(&def.body));
            }
            StmtKind::Expr(expr) => {
                // In parentheses it is written differently from what we would write.
                self.statement = (expr.range == stmt.range).then_some(expr.range);
                self.visit_expr(expr);
            }
            StmtKind::Assign { targets, .. } => {
                for target in targets {
                    self.replaced |= self.names(target).is_some_and(|(module, member)| {
                        matches!(
                            (module.as_str(), member.as_str()),
                            ("time", "sleep" | "perf_counter") | ("asyncio", "sleep")
                        )
                    });
                }
                visit::walk_stmt(self, stmt);
            }
            _ => visit::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::Await(inner) => self.sleep(WaitKind::Awaited, expr, inner),
            ExprKind::Call { .. } => self.sleep(WaitKind::Blocking, expr, expr),
            ExprKind::Name(name) => return self.read_name(name),
            _ => {}
        }
        self.glued = match &expr.kind {
            ExprKind::Await(inner)
            | ExprKind::Call { func: inner, .. }
            | ExprKind::Attribute { value: inner, .. }
            | ExprKind::Subscript { value: inner, .. } => Some(inner.range),
            _ => self.glued,
        };
        match &expr.kind {
            ExprKind::Lambda { params, body } => {
                visit::walk_defaults(self, params);
                let block = self.program.symbols.block_at(expr.range).unwrap_or(self.place.block);
                let place = Place { block, code: Code::Lambda, in_generator_expression: false, ..self.place };
                self.at(place, |this| this.visit_expr(body));
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
}
