//! Calls: positional and keyword arguments in consecutive registers, or through a list and a dict where there are stars; the
//! zero-argument `super()`.

use super::Compiler;
use super::expr::nth;
use super::scope::Name;
use crate::python::code::Position;
use crate::python::op::{Op, Reg};
use crate::syntax::ast::{Expr, ExprKind, Keyword};

/// Arguments that are passed in registers; more go through a list and a dict.
const IN_REGISTERS_MAX: usize = 100;

impl<'a> Compiler<'a> {
    /// `dst = func(args, keywords)`.
    pub(super) fn call(&mut self, e: &'a Expr, func: &'a Expr, args: &'a [Expr], keywords: &'a [Keyword], dst: Reg) {
        if needs_containers(args, keywords) {
            let base = self.b.temps(3);
            self.expr_to(func, base);
            self.at(e);
            self.b.emit(Op::BuildList { dst: base + 1, base: base + 1, n: 0 });
            self.star_arguments(e, base, args, keywords);
            self.at(e);
            self.b.emit(Op::CallEx { dst, base });
            return;
        }
        if args.is_empty() && keywords.is_empty() && self.zero_argument_super(e, func, dst) {
            return;
        }
        let count = args.len() + keywords.len();
        let argc = self.b.small(count);
        let ExprKind::Attribute { value, attr } = &func.kind else {
            let base = self.b.temps(1 + count);
            self.expr_to(func, base);
            self.arguments(nth(base, 1), args, keywords);
            self.at(e);
            if keywords.is_empty() {
                self.b.emit(Op::Call { dst, base, argc });
            } else {
                self.b.emit(Op::CallKw { dst, base, argc });
                self.keyword_names(keywords);
            }
            return;
        };
        let base = self.b.temps(2 + count);
        let mark = self.b.mark();
        let obj = self.expr(value);
        self.at_attribute(func, attr);
        let name = self.mangled(&attr.name);
        let site = self.b.site(&name);
        self.b.emit(Op::LoadMethod { base, obj, site });
        self.b.reset(mark);
        self.arguments(nth(base, 2), args, keywords);
        self.at_attribute(e, attr);
        if keywords.is_empty() {
            self.b.emit(Op::CallMethod { dst, base, argc });
        } else {
            self.b.emit(Op::CallMethodKw { dst, base, argc });
            self.keyword_names(keywords);
        }
    }

    fn arguments(&mut self, first: Reg, args: &'a [Expr], keywords: &'a [Keyword]) {
        let all = args.iter().chain(keywords.iter().map(|k| &k.value));
        for (i, a) in all.enumerate() {
            self.expr_to(a, nth(first, i));
        }
    }

    /// The names that follow a call with keyword arguments.
    pub(super) fn keyword_names(&mut self, keywords: &[Keyword]) {
        let names = keywords.iter().filter_map(|k| k.arg.as_ref()).map(|n| n.name.clone()).collect();
        let index = self.b.code.kwnames.len() as u32;
        self.b.code.kwnames.push(names);
        self.b.emit(Op::KwNames { index });
    }

    /// Adds arguments to the list in `base + 1` and puts the keyword arguments, as a dict or None, into `base + 2`, for the
    /// call of what is in `base`.
    fn star_arguments(&mut self, e: &'a Expr, base: Reg, args: &'a [Expr], keywords: &'a [Keyword]) {
        let list = nth(base, 1);
        match args {
            // Only here does CPython name the callable if there is nothing to iterate over.
            [Expr { kind: ExprKind::Starred(only), .. }] => {
                let mark = self.b.mark();
                let src = self.expr(only);
                self.at(e);
                self.b.emit(Op::ArgsExtend { list, src, func: base });
                self.b.reset(mark);
            }
            _ => self.extend_list(e.range, args, list),
        }
        self.at(e);
        self.star_keywords(self.b.position, base, keywords);
    }

    /// Puts keyword arguments, as a dict or None, into `base + 2`, for the call of what is in `base`.
    pub(super) fn star_keywords(&mut self, place: Position, base: Reg, keywords: &'a [Keyword]) {
        let dict = nth(base, 2);
        if keywords.is_empty() {
            self.b.emit(Op::LoadNone { dst: dict });
            return;
        }
        self.b.position = place;
        self.b.emit(Op::BuildDict { dst: dict, base: dict, n: 0 });
        // Names that stand together cannot repeat each other, only what a `**` brought before.
        for run in keywords.chunk_by(|a, b| a.arg.is_some() && b.arg.is_some()) {
            let mark = self.b.mark();
            let src = match run {
                [Keyword { arg: None, value, .. }] => self.expr(value),
                named => {
                    let part = self.b.temp();
                    self.named_arguments(named, part);
                    part
                }
            };
            self.b.position = place;
            self.b.emit(Op::DictMerge { dict, src, func: base });
            self.b.reset(mark);
        }
    }

    /// A dict of keyword arguments that have names.
    fn named_arguments(&mut self, named: &'a [Keyword], dict: Reg) {
        self.b.emit(Op::BuildDict { dst: dict, base: dict, n: 0 });
        for k in named {
            let mark = self.b.mark();
            let Some(arg) = &k.arg else { continue };
            let src = self.expr(&k.value);
            let key = self.b.temp();
            self.b.load_str(key, &arg.name);
            self.b.emit(Op::DictSet { dict, key, src });
            self.b.reset(mark);
        }
    }

    /// `super()` in a method: called with the class and the first parameter. False if it is some other call, or one in which the
    /// built-in will find nothing and say so.
    fn zero_argument_super(&mut self, e: &'a Expr, func: &'a Expr, dst: Reg) -> bool {
        let built_in = matches!(&func.kind, ExprKind::Name(name) if name == "super")
            && self.lookup("super") == Name::Global
            && !self.scopes.bound_in_module("super");
        if !built_in || self.b.code.argcount == 0 || !matches!(self.lookup("__class__"), Name::Cell(_)) {
            return false;
        }
        // The first variable is the first parameter, whatever it is called and wherever this is.
        let first = if self.b.code.cell_regs.contains(&0) { Name::Cell(0) } else { Name::Local(0) };
        let base = self.b.temps(3);
        self.expr_to(func, base);
        self.load_name("__class__", base + 1, e.range);
        match first {
            Name::Cell(cell) => self.b.emit(Op::LoadDeref { dst: base + 2, cell }),
            _ => {
                self.b.emit(Op::CheckBound { reg: 0 });
                self.b.emit(Op::Move { dst: base + 2, src: 0 });
            }
        }
        self.at(e);
        self.b.emit(Op::Call { dst, base, argc: 2 });
        true
    }
}

/// True if the arguments cannot be passed in registers.
pub(super) fn needs_containers(args: &[Expr], keywords: &[Keyword]) -> bool {
    args.len() + keywords.len() > IN_REGISTERS_MAX
        || args.iter().any(|a| matches!(a.kind, ExprKind::Starred(_)))
        || keywords.iter().any(|k| k.arg.is_none())
}
