//! Expressions, from ruff's tree to ours.

use ruff_python_ast as ruff;
use ruff_text_size::Ranged;

use super::super::ast::{BinOp, BoolOp, CmpOp, Comprehension, Constant, Expr, ExprKind, Keyword, UnaryOp};
use super::super::diagnostic::{Diagnostic, DiagnosticKind};
use super::byte_range;
use super::convert::Converter;

impl Converter<'_> {
    pub(super) fn expr(&mut self, expr: &ruff::Expr) -> Expr {
        let range = byte_range(expr.range());
        let kind = self.deeper(range, |this| this.expr_kind(expr));
        Expr { kind: kind.unwrap_or(ExprKind::Constant(Constant::None)), range }
    }

    pub(super) fn boxed(&mut self, expr: &ruff::Expr) -> Box<Expr> {
        Box::new(self.expr(expr))
    }

    pub(super) fn exprs<'a>(&mut self, exprs: impl IntoIterator<Item = &'a ruff::Expr>) -> Vec<Expr> {
        exprs.into_iter().map(|e| self.expr(e)).collect()
    }

    pub(super) fn opt_expr(&mut self, expr: &Option<Box<ruff::Expr>>) -> Option<Expr> {
        expr.as_ref().map(|e| self.expr(e))
    }

    fn opt_boxed(&mut self, expr: &Option<Box<ruff::Expr>>) -> Option<Box<Expr>> {
        expr.as_ref().map(|e| self.boxed(e))
    }

    fn expr_kind(&mut self, expr: &ruff::Expr) -> ExprKind {
        match expr {
            ruff::Expr::BoolOp(e) => ExprKind::BoolOp {
                op: match e.op {
                    ruff::BoolOp::And => BoolOp::And,
                    ruff::BoolOp::Or => BoolOp::Or,
                },
                values: self.exprs(&e.values),
            },
            ruff::Expr::Named(e) => ExprKind::Named { target: self.boxed(&e.target), value: self.boxed(&e.value) },
            ruff::Expr::BinOp(e) => {
                ExprKind::BinOp { left: self.boxed(&e.left), op: bin_op(e.op), right: self.boxed(&e.right) }
            }
            ruff::Expr::UnaryOp(e) => ExprKind::UnaryOp { op: unary_op(e.op), operand: self.boxed(&e.operand) },
            ruff::Expr::Lambda(e) => ExprKind::Lambda {
                params: Box::new(e.parameters.as_ref().map(|p| self.parameters(p)).unwrap_or_default()),
                body: self.boxed(&e.body),
            },
            ruff::Expr::If(e) => {
                ExprKind::IfExp { test: self.boxed(&e.test), body: self.boxed(&e.body), orelse: self.boxed(&e.orelse) }
            }
            ruff::Expr::Dict(e) => self.dict(e),
            ruff::Expr::Set(e) => ExprKind::Set(self.exprs(&e.elts)),
            ruff::Expr::ListComp(e) => {
                ExprKind::ListComp { elt: self.boxed(&e.elt), generators: self.generators(&e.generators) }
            }
            ruff::Expr::SetComp(e) => {
                ExprKind::SetComp { elt: self.boxed(&e.elt), generators: self.generators(&e.generators) }
            }
            ruff::Expr::DictComp(e) => self.dict_comp(e),
            ruff::Expr::Generator(e) => {
                ExprKind::GeneratorExp { elt: self.boxed(&e.elt), generators: self.generators(&e.generators) }
            }
            ruff::Expr::Await(e) => ExprKind::Await(self.boxed(&e.value)),
            ruff::Expr::Yield(e) => ExprKind::Yield(self.opt_boxed(&e.value)),
            ruff::Expr::YieldFrom(e) => ExprKind::YieldFrom(self.boxed(&e.value)),
            ruff::Expr::Compare(e) => ExprKind::Compare {
                left: self.boxed(&e.left),
                ops: e.ops.iter().map(|&op| cmp_op(op)).collect(),
                comparators: self.exprs(&e.comparators),
            },
            ruff::Expr::Call(e) => {
                let func = self.boxed(&e.func);
                let (args, keywords) = self.arguments(&e.arguments);
                ExprKind::Call { func, args, keywords }
            }
            ruff::Expr::FString(e) => ExprKind::JoinedStr(self.fstring(&e.value)),
            ruff::Expr::TString(e) => {
                let message = "template strings (t\"...\") are new in Python 3.14; Loopscope runs Python 3.13";
                self.refuse(Diagnostic::new(DiagnosticKind::Unsupported, byte_range(e.range), message));
                ExprKind::Constant(Constant::None)
            }
            ruff::Expr::StringLiteral(e) => ExprKind::Constant(self.string(&e.value)),
            ruff::Expr::BytesLiteral(e) => ExprKind::Constant(self.bytes(&e.value)),
            ruff::Expr::NumberLiteral(e) => ExprKind::Constant(self.number(&e.value, byte_range(e.range))),
            ruff::Expr::BooleanLiteral(e) => ExprKind::Constant(Constant::Bool(e.value)),
            ruff::Expr::NoneLiteral(_) => ExprKind::Constant(Constant::None),
            ruff::Expr::EllipsisLiteral(_) => ExprKind::Constant(Constant::Ellipsis),
            ruff::Expr::Attribute(e) => ExprKind::Attribute { value: self.boxed(&e.value), attr: self.ident(&e.attr) },
            ruff::Expr::Subscript(e) => {
                ExprKind::Subscript { value: self.boxed(&e.value), slice: self.boxed(&e.slice) }
            }
            ruff::Expr::Starred(e) => ExprKind::Starred(self.boxed(&e.value)),
            ruff::Expr::Name(e) => ExprKind::Name(e.id.to_string()),
            ruff::Expr::List(e) => ExprKind::List(self.exprs(&e.elts)),
            ruff::Expr::Tuple(e) => ExprKind::Tuple(self.exprs(&e.elts)),
            ruff::Expr::Slice(e) => ExprKind::Slice {
                lower: self.opt_boxed(&e.lower),
                upper: self.opt_boxed(&e.upper),
                step: self.opt_boxed(&e.step),
            },
            ruff::Expr::IpyEscapeCommand(e) => {
                self.refuse(Diagnostic::syntax(byte_range(e.range), "invalid syntax"));
                ExprKind::Constant(Constant::None)
            }
        }
    }

    /// The arguments of a call or of `class C(...)`. A generator expression that is the only argument takes over the
    /// call's parentheses, as in CPython.
    pub(super) fn arguments(&mut self, arguments: &ruff::Arguments) -> (Vec<Expr>, Vec<Keyword>) {
        let mut args = self.exprs(&arguments.args);
        if let ([ruff::Expr::Generator(generator)], [only]) = (&*arguments.args, args.as_mut_slice())
            && !generator.parenthesized
        {
            only.range = byte_range(arguments.range);
        }
        let keywords = arguments.keywords.iter().map(|k| self.keyword(k)).collect();
        (args, keywords)
    }

    fn dict(&mut self, dict: &ruff::ExprDict) -> ExprKind {
        let mut keys = Vec::with_capacity(dict.items.len());
        let mut values = Vec::with_capacity(dict.items.len());
        for item in &dict.items {
            keys.push(item.key.as_ref().map(|key| self.expr(key)));
            values.push(self.expr(&item.value));
        }
        ExprKind::Dict { keys, values }
    }

    fn dict_comp(&mut self, comp: &ruff::ExprDictComp) -> ExprKind {
        let Some(key) = &comp.key else {
            // Ruff also reads Python 3.15's `{**d for d in ds}`.
            let message = "dict unpacking cannot be used in dict comprehension";
            self.refuse(Diagnostic::syntax(byte_range(comp.value.range()), message));
            return ExprKind::Constant(Constant::None);
        };
        ExprKind::DictComp {
            key: self.boxed(key),
            value: self.boxed(&comp.value),
            generators: self.generators(&comp.generators),
        }
    }

    fn generators(&mut self, generators: &[ruff::Comprehension]) -> Vec<Comprehension> {
        generators
            .iter()
            .map(|g| Comprehension {
                is_async: g.is_async,
                target: self.expr(&g.target),
                iter: self.expr(&g.iter),
                ifs: self.exprs(&g.ifs),
            })
            .collect()
    }
}

pub(super) fn bin_op(op: ruff::Operator) -> BinOp {
    match op {
        ruff::Operator::Add => BinOp::Add,
        ruff::Operator::Sub => BinOp::Sub,
        ruff::Operator::Mult => BinOp::Mult,
        ruff::Operator::MatMult => BinOp::MatMult,
        ruff::Operator::Div => BinOp::Div,
        ruff::Operator::Mod => BinOp::Mod,
        ruff::Operator::Pow => BinOp::Pow,
        ruff::Operator::LShift => BinOp::LShift,
        ruff::Operator::RShift => BinOp::RShift,
        ruff::Operator::BitOr => BinOp::BitOr,
        ruff::Operator::BitXor => BinOp::BitXor,
        ruff::Operator::BitAnd => BinOp::BitAnd,
        ruff::Operator::FloorDiv => BinOp::FloorDiv,
    }
}

fn unary_op(op: ruff::UnaryOp) -> UnaryOp {
    match op {
        ruff::UnaryOp::Invert => UnaryOp::Invert,
        ruff::UnaryOp::Not => UnaryOp::Not,
        ruff::UnaryOp::UAdd => UnaryOp::UAdd,
        ruff::UnaryOp::USub => UnaryOp::USub,
    }
}

fn cmp_op(op: ruff::CmpOp) -> CmpOp {
    match op {
        ruff::CmpOp::Eq => CmpOp::Eq,
        ruff::CmpOp::NotEq => CmpOp::NotEq,
        ruff::CmpOp::Lt => CmpOp::Lt,
        ruff::CmpOp::LtE => CmpOp::LtE,
        ruff::CmpOp::Gt => CmpOp::Gt,
        ruff::CmpOp::GtE => CmpOp::GtE,
        ruff::CmpOp::Is => CmpOp::Is,
        ruff::CmpOp::IsNot => CmpOp::IsNot,
        ruff::CmpOp::In => CmpOp::In,
        ruff::CmpOp::NotIn => CmpOp::NotIn,
    }
}
