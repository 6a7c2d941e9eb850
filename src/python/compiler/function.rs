//! Functions: definitions, lambdas, closures, type parameters.

use super::Compiler;
use super::scope::{ScopeId, node};
use crate::python::code::CodeKind;
use crate::python::op::{Intrinsic, Op, Reg};
use crate::syntax::ast::{Expr, FunctionDef, Param, Parameters, Stmt, TypeParam, TypeParamKind};

impl<'a> Compiler<'a> {
    pub(super) fn function_def(&mut self, s: &'a Stmt, f: &'a FunctionDef) {
        let decorators = self.exprs_in_row_with_gaps(&f.decorators);
        let dst = self.b().temp();
        let outer = self.enter_type_params(&f.type_params);
        let parts = self.b().temps(4);
        let defaults = self.defaults(&f.params, parts);
        let kwdefaults = self.kwdefaults(&f.params, parts + 1);
        let annotations = self.annotations(&f.params, f.returns.as_ref(), parts + 3);
        let scope = self.scopes.of(node(f));
        let kind = match (f.is_async, self.scopes.is_generator(scope)) {
            (true, true) => CodeKind::AsyncGenerator,
            (true, false) => CodeKind::Coroutine,
            (false, true) => CodeKind::Generator,
            (false, false) => CodeKind::Function,
        };
        let qualname = self.qualify(&f.name.name);
        // CPython counts the first line from the first decorator.
        let line = f.decorators.first().map_or(s.range.start, |d| d.range.start);
        let line = self.line(line);
        self.enter(&f.name.name, &qualname, kind, scope, line);
        self.parameters(&f.params);
        self.b().code.docstring = super::docstring(&f.body).map(String::from);
        self.b().at(s.range);
        self.body(&f.body);
        self.b().emit(Op::ReturnNone);
        let code = self.leave();
        self.b().at(s.range);
        self.function_object(code, scope, parts, defaults, kwdefaults, annotations, dst);
        self.leave_type_params(outer);
        self.decorate(s, &f.decorators, decorators, dst);
        self.store_name(&f.name.name, dst, s.range);
    }

    /// Evaluates decorators, each with a register after it for its argument; the first register.
    pub(super) fn exprs_in_row_with_gaps(&mut self, items: &'a [Expr]) -> Reg {
        let base = self.b().temps(items.len() * 2);
        for (i, item) in items.iter().enumerate() {
            self.expr_to(item, base + 2 * i as Reg);
        }
        base
    }

    /// Applies decorators, the last first.
    pub(super) fn decorate(&mut self, s: &'a Stmt, decorators: &'a [Expr], base: Reg, dst: Reg) {
        let _ = s;
        for (i, d) in decorators.iter().enumerate().rev() {
            let mark = self.b().mark();
            // The call's registers must be the last ones.
            let call = self.b().temps(2);
            self.b().at(d.range);
            self.b().emit(Op::Move { dst: call, src: base + 2 * i as Reg });
            self.b().emit(Op::Move { dst: call + 1, src: dst });
            self.b().emit(Op::Call { dst, base: call, argc: 1 });
            self.b().reset(mark);
        }
    }

    pub(super) fn lambda(&mut self, e: &'a Expr, params: &'a Parameters, body: &'a Expr, dst: Reg) {
        let parts = self.b().temps(4);
        let defaults = self.defaults(params, parts);
        let kwdefaults = self.kwdefaults(params, parts + 1);
        let scope = self.scopes.of(node(e));
        let kind = if self.scopes.is_generator(scope) { CodeKind::Generator } else { CodeKind::Function };
        let qualname = self.qualify("<lambda>");
        let line = self.line(e.range.start);
        self.enter("<lambda>", &qualname, kind, scope, line);
        self.parameters(params);
        let v = self.expr(body);
        self.b().at(body.range);
        self.b().emit(Op::Return { src: v });
        let code = self.leave();
        self.b().at(e.range);
        self.function_object(code, scope, parts, defaults, kwdefaults, None, dst);
    }

    fn parameters(&mut self, params: &Parameters) {
        let code = &mut self.b().code;
        code.argcount = (params.posonly.len() + params.args.len()) as u16;
        code.posonly = params.posonly.len() as u16;
        code.kwonly = params.kwonly.len() as u16;
        code.varargs = params.vararg.is_some();
        code.varkw = params.kwarg.is_some();
    }

    fn defaults(&mut self, params: &'a Parameters, dst: Reg) -> Option<()> {
        let values: Vec<&'a Expr> =
            params.posonly.iter().chain(&params.args).filter_map(|p| p.default.as_ref()).collect();
        if values.is_empty() {
            return None;
        }
        let mark = self.b().mark();
        let base = self.b().temps(values.len());
        for (i, v) in values.iter().enumerate() {
            self.expr_to(v, base + i as Reg);
        }
        let n = self.b().small(values.len());
        self.b().emit(Op::BuildTuple { dst, base, n });
        self.b().reset(mark);
        Some(())
    }

    fn kwdefaults(&mut self, params: &'a Parameters, dst: Reg) -> Option<()> {
        let values: Vec<(&'a Param, &'a Expr)> =
            params.kwonly.iter().filter_map(|p| p.default.as_ref().map(|d| (p, d))).collect();
        self.pairs(values.into_iter().map(|(p, d)| (p.name.name.clone(), d)).collect(), dst, false)
    }

    fn annotations(&mut self, params: &'a Parameters, returns: Option<&'a Expr>, dst: Reg) -> Option<()> {
        let ordered = params.posonly.iter().chain(&params.args).chain(&params.vararg).chain(&params.kwonly);
        let mut values: Vec<(String, &'a Expr)> = ordered
            .chain(&params.kwarg)
            .filter_map(|p| p.annotation.as_ref().map(|a| (p.name.name.clone(), a)))
            .collect();
        if let Some(r) = returns {
            values.push((String::from("return"), r));
        }
        self.pairs(values, dst, true)
    }

    /// A dict of names and values.
    fn pairs(&mut self, values: Vec<(String, &'a Expr)>, dst: Reg, annotations: bool) -> Option<()> {
        if values.is_empty() {
            return None;
        }
        let mark = self.b().mark();
        self.b().emit(Op::BuildDict { dst, base: dst, n: 0 });
        for (name, e) in values {
            let mark = self.b().mark();
            let (key, v) = (self.b().temp(), self.b().temp());
            let name = self.mangled(&name);
            if annotations {
                self.annotation(e, v);
            } else {
                self.expr_to(e, v);
            }
            self.b().load_str(key, &name);
            self.b().emit(Op::DictSet { dict: dst, key, src: v });
            self.b().reset(mark);
        }
        self.b().reset(mark);
        Some(())
    }

    /// Makes a function object of a code number; `parts` are four registers for its parts, of which those given are filled.
    #[allow(clippy::too_many_arguments, reason = "the parts of a function object")]
    pub(super) fn function_object(
        &mut self,
        code: u32,
        scope: ScopeId,
        parts: Reg,
        defaults: Option<()>,
        kwdefaults: Option<()>,
        annotations: Option<()>,
        dst: Reg,
    ) {
        if defaults.is_none() {
            self.b().emit(Op::LoadNone { dst: parts });
        }
        if kwdefaults.is_none() {
            self.b().emit(Op::LoadNone { dst: parts + 1 });
        }
        if annotations.is_none() {
            self.b().emit(Op::LoadNone { dst: parts + 3 });
        }
        let free = self.scopes.free_of(scope);
        if free.is_empty() {
            self.b().emit(Op::LoadNone { dst: parts + 2 });
        } else {
            let mark = self.b().mark();
            let base = self.b().temps(free.len());
            for (i, (name, owner)) in free.iter().enumerate() {
                let layout = &self.builders[self.builders.len() - 1].layout;
                if let Some(src) = self.scopes.closure_cell(layout, *owner, name) {
                    self.b().emit(Op::Move { dst: base + i as Reg, src });
                }
            }
            self.b().emit(Op::BuildTuple { dst: parts + 2, base, n: free.len() as u16 });
            self.b().reset(mark);
        }
        self.b().code.children.push(code);
        let child = self.b().code.children.len() - 1;
        let code = self.b().small(child);
        self.b().emit(Op::MakeFunction { dst, base: parts, code });
    }

    /// Binds type parameters in a scope of their own; gives the scope to go back to.
    pub(super) fn enter_type_params(&mut self, params: &'a [TypeParam]) -> Option<ScopeId> {
        let first = params.first()?;
        let scope = self.scopes.of(node(first));
        let outer = std::mem::replace(&mut self.b().scope, scope);
        self.enter_inlined();
        for p in params {
            let base = self.b().temps(2);
            self.b().load_str(base, &p.name.name);
            let kind = match &p.kind {
                TypeParamKind::TypeVar { bound, .. } => {
                    match bound {
                        Some(b) => self.expr_to(b, base + 1),
                        None => self.b().emit(Op::LoadNone { dst: base + 1 }),
                    }
                    Intrinsic::TypeVar
                }
                TypeParamKind::TypeVarTuple { .. } => Intrinsic::TypeVarTuple,
                TypeParamKind::ParamSpec { .. } => Intrinsic::ParamSpec,
            };
            self.b().emit(Op::Intrinsic { kind, dst: base, base });
            self.store_name(&p.name.name, base, p.range);
            self.b().release(base);
        }
        Some(outer)
    }

    pub(super) fn leave_type_params(&mut self, outer: Option<ScopeId>) {
        if let Some(outer) = outer {
            self.b().scope = outer;
        }
    }

    /// A tuple of the type parameters.
    pub(super) fn type_param_tuple(&mut self, params: &'a [TypeParam], dst: Reg) {
        let base = self.b().temps(params.len());
        for (i, p) in params.iter().enumerate() {
            self.load_name(&p.name.name, base + i as Reg, p.range);
        }
        self.b().emit(Op::BuildTuple { dst, base, n: params.len() as u16 });
        self.b().release(base);
    }
}
