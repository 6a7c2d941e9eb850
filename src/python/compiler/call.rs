//! Calls.

use super::Compiler;
use crate::base::ByteRange;
use crate::python::op::{Op, Reg};
use crate::syntax::ast::{Expr, ExprKind, Keyword};

impl<'a> Compiler<'a> {
    /// `dst = func(args, keywords)`.
    pub(super) fn call(&mut self, e: &'a Expr, func: &'a Expr, args: &'a [Expr], keywords: &'a [Keyword], dst: Reg) {
        let anchor = ByteRange::new(func.range.end, e.range.end);
        let starred =
            args.iter().any(|a| matches!(a.kind, ExprKind::Starred(_))) || keywords.iter().any(|k| k.arg.is_none());
        if starred || args.len() + keywords.len() > 200 {
            let base = self.b().temps(3);
            self.expr_to(func, base);
            self.star_call(e.range, anchor, base, args, keywords, dst);
            return;
        }
        let zero_super = matches!(&func.kind, ExprKind::Name(n) if n == "super")
            && args.is_empty()
            && keywords.is_empty()
            && self.super_arguments(e, func, dst, anchor);
        if zero_super {
            return;
        }
        match &func.kind {
            ExprKind::Attribute { value, attr } => {
                let base = self.b().temps(2 + args.len() + keywords.len());
                let mark = self.b().mark();
                let obj = self.expr(value);
                self.b().at(func.range);
                let name = self.mangled(&attr.name);
                let site = self.b().site(&name);
                self.b().emit(Op::LoadMethod { base, obj, site });
                self.b().reset(mark);
                self.arguments(base + 2, args, keywords);
                self.b().at_anchor(e.range, anchor);
                let argc = (args.len() + keywords.len()) as u16;
                if keywords.is_empty() {
                    self.b().emit(Op::CallMethod { dst, base, argc });
                } else {
                    self.b().emit(Op::CallMethodKw { dst, base, argc });
                    self.keyword_names(keywords);
                }
            }
            _ => {
                let base = self.b().temps(1 + args.len() + keywords.len());
                self.expr_to(func, base);
                self.arguments(base + 1, args, keywords);
                self.b().at_anchor(e.range, anchor);
                let argc = (args.len() + keywords.len()) as u16;
                if keywords.is_empty() {
                    self.b().emit(Op::Call { dst, base, argc });
                } else {
                    self.b().emit(Op::CallKw { dst, base, argc });
                    self.keyword_names(keywords);
                }
            }
        }
    }

    fn arguments(&mut self, first: Reg, args: &'a [Expr], keywords: &'a [Keyword]) {
        let all = args.iter().chain(keywords.iter().map(|k| &k.value));
        for (i, a) in all.enumerate() {
            self.expr_to(a, first + i as Reg);
        }
    }

    fn keyword_names(&mut self, keywords: &[Keyword]) {
        let names = keywords.iter().filter_map(|k| k.arg.as_ref()).map(|n| n.name.clone()).collect();
        self.b().code.kwnames.push(names);
        let index = self.b().code.kwnames.len() as u32 - 1;
        self.b().emit(Op::KwNames { index });
    }

    /// A call with `*args` or `**kwargs`, its callable in `base` (three registers).
    pub(super) fn star_call(
        &mut self,
        range: ByteRange,
        anchor: ByteRange,
        base: Reg,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        dst: Reg,
    ) {
        let list = base + 1;
        self.b().at(range);
        self.b().emit(Op::BuildList { dst: list, base: list, n: 0 });
        for a in args {
            let mark = self.b().mark();
            match &a.kind {
                ExprKind::Starred(inner) => {
                    let src = self.expr(inner);
                    self.b().at(a.range);
                    self.b().emit(Op::ListExtend { list, src });
                }
                _ => {
                    let src = self.expr(a);
                    self.b().emit(Op::ListAppend { list, src });
                }
            }
            self.b().reset(mark);
        }
        if keywords.is_empty() {
            self.b().emit(Op::LoadNone { dst: base + 2 });
        } else {
            let dict = base + 2;
            self.b().at(range);
            self.b().emit(Op::BuildDict { dst: dict, base: dict, n: 0 });
            for k in keywords {
                let mark = self.b().mark();
                match &k.arg {
                    Some(name) => {
                        let pair = self.b().temps(2);
                        self.b().emit(Op::BuildDict { dst: pair, base: pair, n: 0 });
                        let key = self.b().temp();
                        self.b().load_str(key, &name.name);
                        self.expr_to(&k.value, pair + 1);
                        self.b().emit(Op::DictSet { dict: pair, key, src: pair + 1 });
                        self.b().at(range);
                        self.b().emit(Op::DictMerge { dict, src: pair, func: base });
                    }
                    None => {
                        let src = self.expr(&k.value);
                        self.b().at(range);
                        self.b().emit(Op::DictMerge { dict, src, func: base });
                    }
                }
                self.b().reset(mark);
            }
        }
        self.b().at_anchor(range, anchor);
        self.b().emit(Op::CallEx { dst, base });
    }

    /// `super()` in a method: the class cell and the first parameter. False if there is no class around it.
    fn super_arguments(&mut self, e: &'a Expr, func: &'a Expr, dst: Reg, anchor: ByteRange) -> bool {
        let layout = &self.builders[self.builders.len() - 1].layout;
        let Some(first) = layout.names.first().cloned().filter(|_| layout.param_count > 0) else { return false };
        if !layout.free_names.iter().any(|n| n == "__class__") {
            return false;
        }
        let base = self.b().temps(3);
        self.expr_to(func, base);
        self.load_name("__class__", base + 1, e.range);
        self.load_name(&first, base + 2, e.range);
        self.b().at_anchor(e.range, anchor);
        self.b().emit(Op::Call { dst, base, argc: 2 });
        true
    }
}
