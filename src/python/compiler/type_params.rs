//! PEP 695: type parameters, which live in a scope around the definition that has them, and type aliases.

use super::Compiler;
use super::scope::{Place, ScopeId};
use crate::python::op::{Intrinsic, Op, Reg};
use crate::syntax::ast::{Expr, Ident, Stmt, TypeParam, TypeParamKind};

impl<'a> Compiler<'a> {
    /// Binds type parameters in a scope of their own; gives the scope to go back to.
    pub(super) fn enter_type_params(&mut self, params: &'a [TypeParam]) -> Option<ScopeId> {
        let first = params.first()?;
        let scope = self.scopes.of(Place::TypeParams(first.range));
        let outer = std::mem::replace(&mut self.b.scope, scope);
        self.enter_inlined();
        for p in params {
            let mark = self.b.mark();
            let base = self.b.temps(3);
            self.b.at(p.range);
            self.b.load_str(base, &p.name.name);
            let (kind, bound, default) = match &p.kind {
                TypeParamKind::TypeVar { bound, default } => {
                    (Intrinsic::TypeVar, Some(bound.as_ref()), default.as_ref())
                }
                TypeParamKind::TypeVarTuple { default } => (Intrinsic::TypeVarTuple, None, default.as_ref()),
                TypeParamKind::ParamSpec { default } => (Intrinsic::ParamSpec, None, default.as_ref()),
            };
            let values = bound.into_iter().chain([default]);
            for (value, dst) in values.zip([base + 1, base + 2]) {
                match value {
                    Some(value) => self.lazy(&p.name.name, Place::Lazy(value.range), value, dst),
                    None => self.b.emit(Op::LoadNone { dst }),
                }
            }
            self.b.at(p.range);
            self.b.emit(Op::Intrinsic { kind, dst: base, base });
            self.store_name(&p.name.name, base, p.range);
            self.b.reset(mark);
        }
        Some(outer)
    }

    pub(super) fn leave_type_params(&mut self, outer: Option<ScopeId>) {
        if let Some(outer) = outer {
            self.b.scope = outer;
        }
    }

    /// A tuple of the type parameters.
    pub(super) fn type_param_tuple(&mut self, params: &'a [TypeParam], dst: Reg) {
        let mark = self.b.mark();
        let base = self.b.temps(params.len());
        for (i, p) in params.iter().enumerate() {
            self.load_name(&p.name.name, super::expr::nth(base, i), p.range);
        }
        let n = self.b.small(params.len());
        self.b.emit(Op::BuildTuple { dst, base, n });
        self.b.reset(mark);
    }

    /// `type name[params] = value`.
    pub(super) fn type_alias(&mut self, s: &'a Stmt, name: &'a Ident, params: &'a [TypeParam], value: &'a Expr) {
        let outer = self.enter_type_params(params);
        let base = self.b.temps(3);
        self.b.at(s.range);
        self.b.load_str(base, &name.name);
        self.type_param_tuple(params, base + 1);
        self.lazy(&name.name, Place::Body(s.range), value, base + 2);
        self.b.at(s.range);
        self.b.emit(Op::Intrinsic { kind: Intrinsic::TypeAlias, dst: base, base });
        self.leave_type_params(outer);
        self.store_name(&name.name, base, name.range);
    }
}
