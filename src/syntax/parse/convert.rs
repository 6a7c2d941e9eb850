//! The converter from ruff's tree to ours: what it carries with it, and the parts shared by statements and expressions.

use ruff_python_ast as ruff;
use ruff_text_size::Ranged;

use super::super::ast::{Alias, Ident, Keyword, Param, Parameters, TypeParam, TypeParamKind, WithItem};
use super::super::diagnostic::{Diagnostic, DiagnosticKind};
use super::{TREE_DEPTH_MAX, byte_range, too_deep};
use crate::base::ByteRange;

/// More diagnostics help nobody.
const DIAGNOSTICS_MAX: usize = 100;

/// Walks ruff's tree once and builds ours. What cannot be represented becomes a diagnostic and a harmless placeholder.
pub(super) struct Converter<'s> {
    /// The text the tree was read from.
    pub(super) source: &'s str,
    diagnostics: Vec<Diagnostic>,
    depth: u32,
}

impl<'s> Converter<'s> {
    pub(super) fn new(source: &'s str) -> Converter<'s> {
        Converter { source, diagnostics: Vec::new(), depth: 0 }
    }

    /// What was refused on the way, in the order of the text.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    pub(super) fn refuse(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < DIAGNOSTICS_MAX {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Goes one level deeper for the time of `build`; None, and a diagnostic, at the limit.
    pub(super) fn deeper<T>(&mut self, range: ByteRange, build: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= TREE_DEPTH_MAX {
            self.refuse_depth(range);
            return None;
        }
        self.depth += 1;
        let built = build(self);
        self.depth -= 1;
        Some(built)
    }

    /// Counts `levels` more without a node of ruff's behind them (`elif` is nested in our tree only).
    pub(super) fn nested_by<T>(&mut self, levels: u32, build: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += levels;
        let built = build(self);
        self.depth -= levels;
        built
    }

    fn refuse_depth(&mut self, range: ByteRange) {
        // One message is enough: every sibling at this depth would repeat it.
        if self.diagnostics.iter().any(|d| d.kind == DiagnosticKind::Limit) {
            return;
        }
        self.refuse(too_deep(range));
    }

    pub(super) fn ident(&self, name: &ruff::Identifier) -> Ident {
        Ident { name: name.id.to_string(), range: byte_range(name.range) }
    }

    pub(super) fn opt_ident(&self, name: &Option<ruff::Identifier>) -> Option<Ident> {
        name.as_ref().map(|name| self.ident(name))
    }

    pub(super) fn alias(&self, alias: &ruff::Alias) -> Alias {
        Alias { name: self.ident(&alias.name), asname: self.opt_ident(&alias.asname) }
    }

    pub(super) fn keyword(&mut self, keyword: &ruff::Keyword) -> Keyword {
        Keyword {
            arg: self.opt_ident(&keyword.arg),
            value: self.expr(&keyword.value),
            range: byte_range(keyword.range),
        }
    }

    pub(super) fn with_item(&mut self, item: &ruff::WithItem) -> WithItem {
        WithItem { context: self.expr(&item.context_expr), vars: self.opt_expr(&item.optional_vars) }
    }

    pub(super) fn parameters(&mut self, params: &ruff::Parameters) -> Parameters {
        let ruff::Parameters { posonlyargs, args, vararg, kwonlyargs, kwarg, .. } = params;
        Parameters {
            posonly: posonlyargs.iter().map(|p| self.parameter_with_default(p)).collect(),
            args: args.iter().map(|p| self.parameter_with_default(p)).collect(),
            vararg: vararg.as_ref().map(|p| self.parameter(p)),
            kwonly: kwonlyargs.iter().map(|p| self.parameter_with_default(p)).collect(),
            kwarg: kwarg.as_ref().map(|p| self.parameter(p)),
        }
    }

    fn parameter(&mut self, param: &ruff::Parameter) -> Param {
        Param { name: self.ident(&param.name), annotation: self.opt_expr(&param.annotation), default: None }
    }

    fn parameter_with_default(&mut self, param: &ruff::ParameterWithDefault) -> Param {
        Param { default: self.opt_expr(&param.default), ..self.parameter(&param.parameter) }
    }

    pub(super) fn type_params(&mut self, params: &Option<Box<ruff::TypeParams>>) -> Vec<TypeParam> {
        let Some(params) = params else { return Vec::new() };
        params.type_params.iter().map(|param| self.type_param(param)).collect()
    }

    fn type_param(&mut self, param: &ruff::TypeParam) -> TypeParam {
        let (name, kind) = match param {
            ruff::TypeParam::TypeVar(p) => {
                (&p.name, TypeParamKind::TypeVar { bound: self.opt_expr(&p.bound), default: self.opt_expr(&p.default) })
            }
            ruff::TypeParam::TypeVarTuple(p) => {
                (&p.name, TypeParamKind::TypeVarTuple { default: self.opt_expr(&p.default) })
            }
            ruff::TypeParam::ParamSpec(p) => (&p.name, TypeParamKind::ParamSpec { default: self.opt_expr(&p.default) }),
        };
        TypeParam { name: self.ident(name), kind, range: byte_range(param.range()) }
    }
}
