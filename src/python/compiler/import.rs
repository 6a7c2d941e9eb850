//! Imports.

use super::Compiler;
use crate::python::op::{Intrinsic, Op};
use crate::syntax::ast::{Alias, Ident, Stmt};

impl<'a> Compiler<'a> {
    /// `import a.b` binds `a`; `import a.b as c` binds the inner module.
    pub(super) fn import(&mut self, s: &'a Stmt, alias: &'a Alias) {
        let mark = self.b.mark();
        let dst = self.b.temp();
        let name = self.b.name(&alias.name.name);
        self.b.at(s.range);
        self.b.emit(Op::ImportName { top: alias.asname.is_none(), dst, name, level: 0 });
        let first = alias.name.name.split('.').next().unwrap_or("");
        self.store_name(alias.asname.as_ref().map_or(first, |n| &n.name), dst, s.range);
        self.b.reset(mark);
    }

    pub(super) fn import_from(&mut self, s: &'a Stmt, module: Option<&'a Ident>, names: &'a [Alias], level: u32) {
        let dst = self.b.temp();
        let text = module.map_or("", |m| m.name.as_str());
        if text == "__future__" && level == 0 {
            // What it asks for has been done; the module has nothing else to give.
            return;
        }
        let name = self.b.name(text);
        let level = self.b.small(level as usize);
        self.b.at(s.range);
        self.b.emit(Op::ImportName { top: false, dst, name, level });
        for alias in names {
            self.b.at(s.range);
            if alias.name.name == "*" {
                self.b.emit(Op::Intrinsic { kind: Intrinsic::ImportStar, dst, base: dst });
                continue;
            }
            let mark = self.b.mark();
            let v = self.b.temp();
            let name = self.b.name(&alias.name.name);
            self.b.emit(Op::ImportFrom { dst: v, module: dst, name });
            self.store_name(&alias.asname.as_ref().unwrap_or(&alias.name).name, v, s.range);
            self.b.reset(mark);
        }
    }
}
