//! The second pass of scope analysis: what each name means, which variables live in cells, and in which registers.

use super::{Name, Scope, ScopeId, ScopeKind, Scopes};
use crate::python::op::Reg;

/// The name by which a function refers to the class around it.
const CLASS: &str = "__class__";

impl Scopes {
    /// Once all names are collected.
    pub(super) fn resolve(&mut self) {
        for id in 0..self.scopes.len() {
            for at in 0..self.scopes[id].symbols.len() {
                let Some((name, symbol)) = self.scopes[id].symbols.get_index(at) else { continue };
                let own = symbol.bound && !symbol.nonlocal;
                if !symbol.global && !own {
                    let name = name.clone();
                    self.capture(id, &name);
                }
            }
        }
        for id in 0..self.scopes.len() {
            if self.scopes[id].frame == id {
                self.lay_out(id);
            }
        }
        for id in 0..self.scopes.len() {
            for at in 0..self.scopes[id].symbols.len() {
                let Some((name, _)) = self.scopes[id].symbols.get_index(at) else { continue };
                let meaning = self.meaning(id, name);
                if let Some((_, symbol)) = self.scopes[id].symbols.get_index_mut(at) {
                    symbol.meaning = meaning;
                }
            }
        }
        let lazy = std::mem::take(&mut self.lazy);
        self.lazy_in_class = lazy.into_iter().find(|&(id, _)| self.uses_class_names(id)).map(|(_, range)| range);
    }

    /// True if a value that is computed later uses a name of the class body it stands in.
    fn uses_class_names(&self, id: ScopeId) -> bool {
        let mut at = self.scopes[id].parent;
        while let Some(parent) = at.filter(|&p| self.scopes[p].kind == ScopeKind::TypeParams) {
            at = self.scopes[parent].parent;
        }
        let Some(class) = at.map(|p| &self.scopes[p]).filter(|s| s.kind == ScopeKind::Class) else { return false };
        self.scopes[id].symbols.keys().any(|name| class.symbols.get(name).is_some_and(|s| s.bound))
    }

    /// The scope whose variable a name is, as seen from `from`; `None` for globals and names of class bodies.
    fn owner(&self, from: ScopeId, name: &str) -> Option<ScopeId> {
        let mut at = from;
        loop {
            let scope = &self.scopes[at];
            match scope.kind {
                ScopeKind::Module => return None,
                // What a class body binds or declares is for itself, but for the class.
                ScopeKind::Class if at != from && name == CLASS => return Some(at),
                ScopeKind::Class if at != from => {}
                _ => {
                    if let Some(symbol) = scope.symbols.get(name) {
                        if symbol.global {
                            return None;
                        }
                        if symbol.bound && !symbol.nonlocal && scope.kind != ScopeKind::Class {
                            return Some(at);
                        }
                    }
                }
            }
            at = scope.parent?;
        }
    }

    /// Marks what a use of a variable of an outer frame needs: a cell there, free variables in between.
    fn capture(&mut self, from: ScopeId, name: &str) {
        let Some(owner) = self.owner(from, name) else { return };
        let owner_frame = self.scopes[owner].frame;
        let mut frame = self.scopes[from].frame;
        if frame == owner_frame {
            return;
        }
        if self.scopes[owner].kind == ScopeKind::Class {
            self.scopes[owner].class_cell = Some(0);
        } else if let Some(symbol) = self.scopes[owner].symbols.get_mut(name) {
            symbol.captured = true;
        }
        while frame != owner_frame {
            self.scopes[frame].free.insert((name.to_string(), owner), 0);
            let Some(parent) = self.scopes[frame].parent else { return };
            frame = self.scopes[parent].frame;
        }
    }

    /// Gives the variables of a frame their registers: parameters, locals, those of comprehensions, free variables.
    fn lay_out(&mut self, frame: ScopeId) {
        let mut layout = std::mem::take(&mut self.scopes[frame].layout);
        let inlined = self.scopes[frame].inlined.clone();
        for id in [frame].into_iter().chain(inlined) {
            let Scope { kind, symbols, class_cell, .. } = &mut self.scopes[id];
            let variables = !matches!(kind, ScopeKind::Module | ScopeKind::Class);
            for (name, symbol) in symbols.iter_mut() {
                if variables && symbol.bound && !symbol.global && !symbol.nonlocal {
                    symbol.reg = next_register(&mut layout.names, name, &mut layout.too_many);
                    if symbol.captured {
                        layout.cells.push(symbol.reg);
                    }
                    if symbol.captured && id == frame {
                        layout.cells_at_entry.push(symbol.reg);
                    }
                }
            }
            if let Some(cell) = class_cell {
                *cell = next_register(&mut layout.names, CLASS, &mut layout.too_many);
                layout.cells.push(*cell);
                layout.cells_at_entry.push(*cell);
            }
        }
        layout.free_base = Reg::try_from(layout.names.len()).unwrap_or(0);
        for ((name, _), reg) in &mut self.scopes[frame].free {
            *reg = next_register(&mut layout.names, name, &mut layout.too_many);
            layout.free_names.push(name.clone());
        }
        self.scopes[frame].layout = layout;
    }

    /// What a name of a scope means there.
    fn meaning(&self, id: ScopeId, name: &str) -> Name {
        let scope = &self.scopes[id];
        let symbol = scope.symbols.get(name).copied().unwrap_or_default();
        if symbol.global {
            return Name::Global;
        }
        if scope.kind == ScopeKind::Class && symbol.bound && !symbol.nonlocal {
            return Name::Class;
        }
        let Some(owner) = self.owner(id, name) else {
            return match scope.kind {
                ScopeKind::Class => Name::Class,
                ScopeKind::TypeParams => self.seen_in_class(id, name).unwrap_or(Name::Global),
                _ => Name::Global,
            };
        };
        if self.scopes[owner].frame == scope.frame {
            if self.scopes[owner].kind == ScopeKind::Class {
                // The class itself, which is not there yet while its body runs.
                return Name::Class;
            }
            let variable = self.scopes[owner].symbols.get(name).copied().unwrap_or_default();
            return if variable.captured { Name::Cell(variable.reg) } else { Name::Local(variable.reg) };
        }
        let Some(&cell) = self.scopes[scope.frame].free.get(&(name.to_string(), owner)) else { return Name::Global };
        match scope.kind {
            ScopeKind::Class if !symbol.nonlocal => Name::ClassCell(cell),
            ScopeKind::TypeParams => match self.seen_in_class(id, name) {
                Some(_) => Name::ClassCell(cell),
                None => Name::Cell(cell),
            },
            _ => Name::Cell(cell),
        }
    }

    /// A name used beside type parameters that are directly in a class body: one of that body.
    fn seen_in_class(&self, id: ScopeId, name: &str) -> Option<Name> {
        let mut at = id;
        while self.scopes[at].kind == ScopeKind::TypeParams {
            at = self.scopes[at].parent?;
        }
        let class = &self.scopes[at];
        let here = class.kind == ScopeKind::Class;
        here.then(|| if class.symbols.get(name).is_some_and(|s| s.global) { Name::Global } else { Name::Class })
    }
}

fn next_register(names: &mut Vec<String>, name: &str, too_many: &mut bool) -> Reg {
    names.push(name.to_string());
    // The last number stands for "no register", and calls need some beyond the variables.
    Reg::try_from(names.len() - 1).ok().filter(|&reg| reg < Reg::MAX - 1).unwrap_or_else(|| {
        *too_many = true;
        0
    })
}
