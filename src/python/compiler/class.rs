//! Class definitions: the body is a function that fills a namespace, given to `__build_class__` with name, bases and keywords.

use super::Compiler;
use super::call::needs_containers;
use super::docstring::docstring;
use super::expr::nth;
use super::function::Parts;
use super::scope::Place;
use crate::python::code::{CodeKind, Const, Position};
use crate::python::op::{Intrinsic, Op, Reg};
use crate::syntax::ast::{ClassDef, Stmt};

/// The hidden variable in which a generic class finds its type parameters.
const TYPE_PARAMS: &str = ".type_params";

impl<'a> Compiler<'a> {
    pub(super) fn class_def(&mut self, s: &'a Stmt, c: &'a ClassDef) {
        let decorators = self.exprs_in_row(&c.decorators);
        let dst = self.b.temp();
        let mark = self.b.mark();
        let outer = self.enter_type_params(&c.type_params);
        if outer.is_some() {
            let params = self.b.temp();
            self.type_param_tuple(&c.type_params, params);
            self.store_name(TYPE_PARAMS, params, s.range);
        }
        self.b.at(s.range);
        if needs_containers(&c.bases, &c.keywords) {
            self.build_through_list(s, c, dst);
        } else {
            self.build_in_registers(s, c, dst);
        }
        self.leave_type_params(outer);
        self.b.reset(mark);
        self.decorate(&c.decorators, decorators, dst);
        self.store_name(&c.name.name, dst, s.range);
    }

    fn build_in_registers(&mut self, s: &'a Stmt, c: &'a ClassDef, dst: Reg) {
        let generic = usize::from(!c.type_params.is_empty());
        let count = 2 + c.bases.len() + generic + c.keywords.len();
        let base = self.b.temps(1 + count);
        self.b.emit(Op::LoadBuildClass { dst: base });
        self.body_and_name(s, c, nth(base, 1));
        let mut next = 3;
        for b in &c.bases {
            self.expr_to(b, nth(base, next));
            next += 1;
        }
        if generic == 1 {
            self.generic_base(s, nth(base, next));
            next += 1;
        }
        for k in &c.keywords {
            self.expr_to(&k.value, nth(base, next));
            next += 1;
        }
        self.b.at(s.range);
        let argc = self.b.small(count);
        if c.keywords.is_empty() {
            self.b.emit(Op::Call { dst, base, argc });
        } else {
            self.b.emit(Op::CallKw { dst, base, argc });
            self.keyword_names(&c.keywords);
        }
    }

    /// `class C(*bases, **keywords)`.
    fn build_through_list(&mut self, s: &'a Stmt, c: &'a ClassDef, dst: Reg) {
        let base = self.b.temps(3);
        self.b.emit(Op::LoadBuildClass { dst: base });
        let mark = self.b.mark();
        let first = self.b.temps(2);
        self.body_and_name(s, c, first);
        self.b.emit(Op::BuildList { dst: base + 1, base: first, n: 2 });
        self.b.reset(mark);
        self.extend_list(s.range, &c.bases, base + 1);
        if !c.type_params.is_empty() {
            let generic = self.b.temp();
            self.generic_base(s, generic);
            self.b.emit(Op::ListAppend { list: base + 1, src: generic });
        }
        self.star_keywords(Position { range: s.range, anchor: None }, base, &c.keywords);
        self.b.at(s.range);
        self.b.emit(Op::CallEx { dst, base });
    }

    /// The first two arguments of `__build_class__`.
    fn body_and_name(&mut self, s: &'a Stmt, c: &'a ClassDef, first: Reg) {
        let code = self.class_body(s, c);
        let mark = self.b.mark();
        let parts = Parts::none(self.b.temps(4));
        let scope = self.scopes.of(Place::Body(s.range));
        self.b.at(s.range);
        self.function_object(code, scope, parts, first);
        self.b.reset(mark);
        self.b.load_str(nth(first, 1), &c.name.name);
    }

    /// `Generic[T, …]`, the last base of a class with type parameters.
    fn generic_base(&mut self, s: &'a Stmt, dst: Reg) {
        self.load_name(TYPE_PARAMS, dst, s.range);
        self.b.emit(Op::Intrinsic { kind: Intrinsic::SubscriptGeneric, dst, base: dst });
    }

    fn class_body(&mut self, s: &'a Stmt, c: &'a ClassDef) -> u32 {
        let scope = self.scopes.of(Place::Body(s.range));
        let qualname = self.qualify(&c.name.name);
        let line = self.line(c.decorators.first().map_or(s.range.start, |d| d.range.start));
        self.b.at(s.range);
        self.enter(&c.name.name, &qualname, CodeKind::Class, scope, line);
        self.class_preamble(s, c, &qualname, line);
        self.body(&c.body);
        self.b.at(s.range);
        let v = self.b.temp();
        let attributes = self.scopes.static_attributes(scope).into_iter().map(Const::Str).collect();
        self.b.load_const(v, Const::Tuple(attributes));
        self.store_name("__static_attributes__", v, s.range);
        if let Some(cell) = self.scopes.class_cell(scope) {
            // `__build_class__` puts the class into it.
            let name = u32::from(self.b.name("__classcell__"));
            self.b.emit(Op::StoreName { src: cell, name });
        }
        self.b.emit(Op::ReturnNone);
        self.leave()
    }

    /// The names that every class body binds first, in CPython's order.
    fn class_preamble(&mut self, s: &'a Stmt, c: &'a ClassDef, qualname: &str, line: u32) {
        let mark = self.b.mark();
        let v = self.b.temp();
        let slot = self.global_slot("__name__");
        self.b.emit(Op::LoadGlobal { dst: v, slot });
        self.store_name("__module__", v, s.range);
        self.b.load_str(v, qualname);
        self.store_name("__qualname__", v, s.range);
        self.b.load_const(v, Const::Int(i64::from(line)));
        self.store_name("__firstlineno__", v, s.range);
        if !c.type_params.is_empty() {
            self.load_name(TYPE_PARAMS, v, s.range);
            self.store_name("__type_params__", v, s.range);
        }
        self.make_annotations_dict(&c.body);
        if let Some(doc) = docstring(&c.body) {
            self.b.load_str(v, &doc);
            self.store_name("__doc__", v, s.range);
        }
        self.b.reset(mark);
    }
}
