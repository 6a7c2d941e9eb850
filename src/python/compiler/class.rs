//! Class definitions.

use super::Compiler;
use super::scope::node;
use crate::base::ByteRange;
use crate::python::code::CodeKind;
use crate::python::op::{Intrinsic, Op};
use crate::syntax::ast::{ClassDef, ExprKind, Stmt};

impl<'a> Compiler<'a> {
    pub(super) fn class_def(&mut self, s: &'a Stmt, c: &'a ClassDef) {
        let decorators = self.exprs_in_row_with_gaps(&c.decorators);
        let dst = self.b().temp();
        let outer = self.enter_type_params(&c.type_params);
        let starred = c.bases.iter().any(|b| matches!(b.kind, ExprKind::Starred(_)))
            || c.keywords.iter().any(|k| k.arg.is_none());
        let generic = usize::from(!c.type_params.is_empty());
        let base = self.b().temps(3 + c.bases.len() + c.keywords.len() + generic);
        self.b().at(s.range);
        self.b().emit(Op::LoadBuildClass { dst: base });
        let code = self.class_body(s, c);
        let mark = self.b().mark();
        let parts = self.b().temps(4);
        let scope = self.scopes.of(node(c));
        self.b().at(s.range);
        self.function_object(code, scope, parts, None, None, None, base + 1);
        self.b().reset(mark);
        self.b().load_str(base + 2, &c.name.name);
        if starred {
            self.starred_class(s, c, base, dst);
        } else {
            for (i, b) in c.bases.iter().enumerate() {
                self.expr_to(b, base + 3 + i as u16);
            }
            let mut argc = 2 + c.bases.len();
            if generic == 1 {
                let at = base + 1 + argc as u16;
                self.type_param_tuple(&c.type_params, at);
                self.b().emit(Op::Intrinsic { kind: Intrinsic::SubscriptGeneric, dst: at, base: at });
                argc += 1;
            }
            for (i, k) in c.keywords.iter().enumerate() {
                self.expr_to(&k.value, base + 1 + (argc + i) as u16);
            }
            argc += c.keywords.len();
            self.b().at(s.range);
            if c.keywords.is_empty() {
                self.b().emit(Op::Call { dst, base, argc: argc as u16 });
            } else {
                self.b().emit(Op::CallKw { dst, base, argc: argc as u16 });
                let names = c.keywords.iter().filter_map(|k| k.arg.as_ref()).map(|n| n.name.clone()).collect();
                self.b().code.kwnames.push(names);
                let index = self.b().code.kwnames.len() as u32 - 1;
                self.b().emit(Op::KwNames { index });
            }
        }
        self.leave_type_params(outer);
        self.decorate(s, &c.decorators, decorators, dst);
        self.store_name(&c.name.name, dst, s.range);
    }

    /// `class C(*bases, **keywords)`: through an argument list.
    fn starred_class(&mut self, s: &'a Stmt, c: &'a ClassDef, base: u16, dst: u16) {
        let call = self.b().temps(3);
        self.b().emit(Op::Move { dst: call, src: base });
        self.star_call(s.range, ByteRange::new(s.range.start, s.range.start), call, &c.bases, &c.keywords, dst);
        // `star_call` has made the list of the bases and called already; the two first arguments go in front of them.
        let ops = &mut self.b().code.ops;
        let at = ops.iter().rposition(|op| matches!(op, Op::BuildList { dst, n: 0, .. } if *dst == call + 1));
        if let Some(at) = at {
            ops[at] = Op::BuildList { dst: call + 1, base: base + 1, n: 2 };
        }
    }

    fn class_body(&mut self, s: &'a Stmt, c: &'a ClassDef) -> u32 {
        let scope = self.scopes.of(node(c));
        let qualname = self.qualify(&c.name.name);
        let line = self.line(c.decorators.first().map_or(s.range.start, |d| d.range.start));
        self.enter(&c.name.name, &qualname, CodeKind::Class, scope, line);
        self.b().at(s.range);
        let v = self.b().temp();
        let slot = self.global_slot("__name__");
        self.b().emit(Op::LoadGlobal { dst: v, slot });
        self.store_name("__module__", v, s.range);
        self.b().load_str(v, &qualname);
        self.store_name("__qualname__", v, s.range);
        if let Some(doc) = super::docstring(&c.body) {
            self.b().load_str(v, doc);
            self.store_name("__doc__", v, s.range);
        }
        self.b().release(v);
        if super::has_annotations(&c.body) {
            self.make_annotations_dict();
        }
        self.body(&c.body);
        if self.scopes.needs_classcell(scope) {
            let layout = &self.builders[self.builders.len() - 1].layout;
            let cell = self.scopes.closure_cell(layout, scope, "__class__");
            if let Some(cell) = cell {
                let name = u32::from(self.b().name("__classcell__"));
                self.b().emit(Op::StoreName { src: cell, name });
            }
        }
        self.b().emit(Op::ReturnNone);
        self.leave()
    }
}
