//! Functions: definitions, lambdas, and the function objects made of compiled code.

use super::Compiler;
use super::docstring::docstring;
use super::expr::nth;
use super::scope::{Place, ScopeId};
use crate::python::code::CodeKind;
use crate::python::op::{Op, Reg};
use crate::syntax::ast::{Expr, FunctionDef, Parameters, Stmt};

/// Four registers for the parts of a function object, and which of them are filled.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    base: Reg,
    defaults: bool,
    kwdefaults: bool,
    annotations: bool,
}

impl Parts {
    /// A function without defaults and annotations.
    pub fn none(base: Reg) -> Parts {
        Parts { base, defaults: false, kwdefaults: false, annotations: false }
    }
}

impl<'a> Compiler<'a> {
    pub(super) fn function_def(&mut self, s: &'a Stmt, f: &'a FunctionDef) {
        let decorators = self.exprs_in_row(&f.decorators);
        let dst = self.b.temp();
        let mark = self.b.mark();
        let mut parts = Parts::none(self.b.temps(4));
        self.defaults(&f.params, &mut parts);
        let outer = self.enter_type_params(&f.type_params);
        parts.annotations = self.annotations(&f.params, f.returns.as_ref(), nth(parts.base, 3));
        let scope = self.scopes.of(Place::Body(s.range));
        let kind = match (f.is_async, self.scopes.is_generator(scope)) {
            (true, true) => CodeKind::AsyncGenerator,
            (true, false) => CodeKind::Coroutine,
            (false, true) => CodeKind::Generator,
            (false, false) => CodeKind::Function,
        };
        let qualname = self.qualify(&f.name.name);
        // CPython counts the first line from the first decorator.
        let line = self.line(f.decorators.first().map_or(s.range.start, |d| d.range.start));
        self.b.at(s.range);
        self.enter(&f.name.name, &qualname, kind, scope, line);
        self.parameters(&f.params);
        self.b.code.docstring = docstring(&f.body);
        self.body(&f.body);
        self.b.at(s.range);
        self.b.emit(Op::ReturnNone);
        let code = self.leave();
        self.b.at(s.range);
        self.function_object(code, scope, parts, dst);
        self.leave_type_params(outer);
        self.b.reset(mark);
        self.decorate(&f.decorators, decorators, dst);
        self.store_name(&f.name.name, dst, s.range);
    }

    /// Applies decorators, which are in registers from `first`, the last one first.
    pub(super) fn decorate(&mut self, decorators: &'a [Expr], first: Reg, dst: Reg) {
        for (i, d) in decorators.iter().enumerate().rev() {
            let mark = self.b.mark();
            // A call needs its own registers, above all that is still wanted.
            let call = self.b.temps(2);
            self.at(d);
            self.b.emit(Op::Move { dst: call, src: nth(first, i) });
            self.b.emit(Op::Move { dst: call + 1, src: dst });
            self.b.emit(Op::Call { dst, base: call, argc: 1 });
            self.b.reset(mark);
        }
    }

    pub(super) fn lambda(&mut self, e: &'a Expr, params: &'a Parameters, body: &'a Expr, dst: Reg) {
        let mut parts = Parts::none(self.b.temps(4));
        self.defaults(params, &mut parts);
        let scope = self.scopes.of(Place::Body(e.range));
        let kind = if self.scopes.is_generator(scope) { CodeKind::Generator } else { CodeKind::Function };
        self.returning_function("<lambda>", kind, scope, Some(params), e, body, parts, dst);
    }

    /// A function of no arguments that computes a value when it is called.
    pub(super) fn lazy(&mut self, name: &str, place: Place, value: &'a Expr, dst: Reg) {
        let mark = self.b.mark();
        let parts = Parts::none(self.b.temps(4));
        let scope = self.scopes.of(place);
        self.returning_function(name, CodeKind::Function, scope, None, value, value, parts, dst);
        self.b.reset(mark);
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of a function without statements")]
    fn returning_function(
        &mut self,
        name: &str,
        kind: CodeKind,
        scope: ScopeId,
        params: Option<&'a Parameters>,
        whole: &'a Expr,
        body: &'a Expr,
        parts: Parts,
        dst: Reg,
    ) {
        let qualname = self.qualify(name);
        let line = self.line(whole.range.start);
        self.b.at(whole.range);
        self.enter(name, &qualname, kind, scope, line);
        if let Some(params) = params {
            self.parameters(params);
        }
        let src = self.expr(body);
        self.b.at(body.range);
        self.b.emit(Op::Return { src });
        let code = self.leave();
        self.b.at(whole.range);
        self.function_object(code, scope, parts, dst);
    }

    fn parameters(&mut self, params: &Parameters) {
        let argcount = self.b.small(params.posonly.len() + params.args.len());
        let posonly = self.b.small(params.posonly.len());
        let kwonly = self.b.small(params.kwonly.len());
        let code = &mut self.b.code;
        code.argcount = argcount;
        code.posonly = posonly;
        code.kwonly = kwonly;
        code.varargs = params.vararg.is_some();
        code.varkw = params.kwarg.is_some();
    }

    /// A tuple of the positional defaults and a dict of the keyword ones.
    fn defaults(&mut self, params: &'a Parameters, parts: &mut Parts) {
        let positional: Vec<&'a Expr> =
            params.posonly.iter().chain(&params.args).filter_map(|p| p.default.as_ref()).collect();
        if !positional.is_empty() {
            let mark = self.b.mark();
            let base = self.b.temps(positional.len());
            for (i, v) in positional.iter().enumerate() {
                self.expr_to(v, nth(base, i));
            }
            let n = self.b.small(positional.len());
            self.b.emit(Op::BuildTuple { dst: parts.base, base, n });
            self.b.reset(mark);
            parts.defaults = true;
        }
        let keyword = params.kwonly.iter().filter_map(|p| p.default.as_ref().map(|d| (p.name.name.as_str(), d)));
        parts.kwdefaults = self.name_dict(keyword, nth(parts.base, 1), Compiler::expr_to);
    }

    /// A dict of the annotations; true if there are any.
    fn annotations(&mut self, params: &'a Parameters, returns: Option<&'a Expr>, dst: Reg) -> bool {
        let Parameters { posonly, args, vararg, kwonly, kwarg } = params;
        let ordered = posonly.iter().chain(args).chain(vararg).chain(kwonly).chain(kwarg);
        let named = ordered.filter_map(|p| p.annotation.as_ref().map(|a| (p.name.name.as_str(), a)));
        self.name_dict(named.chain(returns.map(|r| ("return", r))), dst, Compiler::annotation)
    }

    /// A dict of names and values; false, and nothing done, if there are none.
    fn name_dict<'e: 'a>(
        &mut self,
        items: impl Iterator<Item = (&'e str, &'a Expr)>,
        dst: Reg,
        value: impl Fn(&mut Self, &'a Expr, Reg),
    ) -> bool {
        let mut any = false;
        for (name, e) in items {
            if !std::mem::replace(&mut any, true) {
                self.b.emit(Op::BuildDict { dst, base: dst, n: 0 });
            }
            let mark = self.b.mark();
            let (key, v) = (self.b.temp(), self.b.temp());
            value(self, e, v);
            let name = self.mangled(name);
            self.b.load_str(key, &name);
            self.b.emit(Op::DictSet { dict: dst, key, src: v });
            self.b.reset(mark);
        }
        any
    }

    /// Makes a function object of a code number; parts that are not filled are None.
    pub(super) fn function_object(&mut self, code: u32, scope: ScopeId, parts: Parts, dst: Reg) {
        let base = parts.base;
        for (i, filled) in [(0, parts.defaults), (1, parts.kwdefaults), (3, parts.annotations)] {
            if !filled {
                self.b.emit(Op::LoadNone { dst: nth(base, i) });
            }
        }
        let cells = self.scopes.closure(self.b.scope, scope);
        let closure = nth(base, 2);
        if cells.is_empty() {
            self.b.emit(Op::LoadNone { dst: closure });
        } else {
            let mark = self.b.mark();
            let first = self.b.temps(cells.len());
            for (i, cell) in cells.iter().enumerate() {
                if let Some(src) = *cell {
                    self.b.emit(Op::Move { dst: nth(first, i), src });
                }
            }
            let n = self.b.small(cells.len());
            self.b.emit(Op::BuildTuple { dst: closure, base: first, n });
            self.b.reset(mark);
        }
        let child = self.b.code.children.len();
        self.b.code.children.push(code);
        let code = self.b.small(child);
        self.b.emit(Op::MakeFunction { dst, base, code });
    }
}
