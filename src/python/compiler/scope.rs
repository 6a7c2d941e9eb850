//! Scope analysis, as CPython's symbol table: which name means a local, a cell, a free variable, a global or a name of
//! a class body; and which register each variable has.
//!
//! Comprehensions are scopes of their own that live in the frame around them (PEP 709).

mod collect;

use crate::python::op::Reg;
use crate::syntax::ast;
use indexmap::IndexMap;
use std::collections::BTreeMap;

/// Number of a scope.
pub(super) type ScopeId = usize;

/// What kind of scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Module,
    /// A function, lambda or generator expression.
    Function,
    Class,
    /// A comprehension, or the type parameters of a definition: has variables in the frame around it.
    Inlined,
}

/// What a scope says of a name.
#[derive(Clone, Copy, Debug, Default)]
struct Symbol {
    bound: bool,
    param: bool,
    global: bool,
    nonlocal: bool,
    /// An inner function uses it: it lives in a cell.
    captured: bool,
    /// Deleted or bound by `except … as` somewhere: never surely bound.
    unstable: bool,
}

#[derive(Debug)]
struct Scope {
    kind: ScopeKind,
    parent: Option<ScopeId>,
    /// The scope whose code holds this one's variables: itself unless inlined.
    frame: ScopeId,
    symbols: IndexMap<String, Symbol>,
    /// Names used, to be resolved once all is collected.
    uses: Vec<String>,
    /// Frames only: names of variables of outer functions that are needed here.
    free: IndexMap<String, ScopeId>,
    /// The name of the innermost class, for mangling.
    class_name: Option<String>,
    /// Frames only: a `:=` somewhere.
    walrus: bool,
    is_generator: bool,
    has_await: bool,
}

/// What a name means where it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// A register.
    Local(Reg),
    /// A cell in a register, own or free.
    Cell(Reg),
    Global,
    /// A name of a class body.
    Class,
    /// Used in a class body, bound in an enclosing function.
    ClassCell(Reg),
}

/// Registers of a frame's variables.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// Names by register: parameters, locals, variables of inlined scopes, free variables.
    pub names: Vec<String>,
    pub free_base: Reg,
    pub free_names: Vec<String>,
    /// Own variables that are cells from the start.
    pub cells: Vec<Reg>,
    /// Registers never surely bound.
    pub unstable: Vec<Reg>,
    /// Register of a variable by the scope that binds it.
    registers: BTreeMap<(ScopeId, String), Reg>,
    free: BTreeMap<(ScopeId, String), Reg>,
    pub param_count: usize,
    pub walrus: bool,
}

/// All scopes of a module.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    scopes: Vec<Scope>,
    by_node: BTreeMap<usize, ScopeId>,
}

/// Analyses a module.
pub(super) fn analyse(module: &ast::Module) -> Scopes {
    let mut scopes = Scopes::default();
    let root = scopes.add(ScopeKind::Module, None, None);
    collect::Collector { scopes: &mut scopes, current: root }.body(&module.body);
    scopes.resolve_all();
    scopes
}

/// The identity of a node of the tree (it is not moved while it is compiled).
pub(super) fn node<T>(node: &T) -> usize {
    std::ptr::from_ref(node).addr()
}

impl Scopes {
    fn add(&mut self, kind: ScopeKind, parent: Option<ScopeId>, at: Option<usize>) -> ScopeId {
        let id = self.scopes.len();
        let frame = match (kind, parent) {
            (ScopeKind::Inlined, Some(p)) => self.scopes[p].frame,
            _ => id,
        };
        let class_name = parent.and_then(|p| self.scopes[p].class_name.clone());
        self.scopes.push(Scope {
            kind,
            parent,
            frame,
            symbols: IndexMap::new(),
            uses: Vec::new(),
            free: IndexMap::new(),
            class_name,
            walrus: false,
            is_generator: false,
            has_await: false,
        });
        if let Some(at) = at {
            self.by_node.insert(at, id);
        }
        id
    }

    /// The module's scope.
    pub fn module(&self) -> ScopeId {
        0
    }

    /// The scope made for a node.
    pub fn of(&self, at: usize) -> ScopeId {
        self.by_node.get(&at).copied().unwrap_or(0)
    }

    /// True if the scope's own function body has `yield`.
    pub fn is_generator(&self, scope: ScopeId) -> bool {
        self.scopes[scope].is_generator
    }

    /// True if the scope has `await` or async comprehensions in it.
    pub fn has_await(&self, scope: ScopeId) -> bool {
        self.scopes[scope].has_await
    }

    /// True if `name` is declared global in the scope.
    pub fn declared_global(&self, scope: ScopeId, name: &str) -> bool {
        self.scopes[scope].symbols.get(name).is_some_and(|s| s.global)
    }

    /// A name with the class's prefix if it is private (`__x`).
    pub fn mangle<'n>(&self, scope: ScopeId, name: &'n str) -> std::borrow::Cow<'n, str> {
        mangle(self.scopes[scope].class_name.as_deref(), name)
    }

    /// True if a class's body is referred to as `__class__` by a function in it.
    pub fn needs_classcell(&self, scope: ScopeId) -> bool {
        self.scopes[scope].symbols.get("__class__").is_some_and(|s| s.captured)
    }

    fn resolve_all(&mut self) {
        for id in 0..self.scopes.len() {
            let uses = std::mem::take(&mut self.scopes[id].uses);
            for name in &uses {
                self.capture(id, name);
            }
            let nonlocals: Vec<String> =
                self.scopes[id].symbols.iter().filter(|(_, s)| s.nonlocal).map(|(n, _)| n.clone()).collect();
            for name in &nonlocals {
                self.capture(id, name);
            }
        }
    }

    /// The scope that binds the name as seen from `from`, if it is a variable of a function (or `__class__`).
    fn owner(&self, from: ScopeId, name: &str) -> Option<ScopeId> {
        let mut at = from;
        loop {
            let scope = &self.scopes[at];
            // What a class body declares or binds is its own, but for `__class__`.
            let passed_over = scope.kind == ScopeKind::Class && at != from && name != "__class__";
            if let Some(symbol) = scope.symbols.get(name).filter(|_| !passed_over) {
                if symbol.global {
                    return None;
                }
                let visible = match scope.kind {
                    ScopeKind::Module => return None,
                    ScopeKind::Class => name == "__class__" && at != from,
                    ScopeKind::Function | ScopeKind::Inlined => true,
                };
                if symbol.bound && !symbol.nonlocal && visible {
                    return Some(at);
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
        if let Some(symbol) = self.scopes[owner].symbols.get_mut(name) {
            symbol.captured = true;
        }
        while frame != owner_frame {
            self.scopes[frame].free.insert(name.to_string(), owner);
            let Some(parent) = self.scopes[frame].parent else { return };
            frame = self.scopes[parent].frame;
        }
    }

    /// The registers of a frame's variables.
    pub fn layout(&self, frame: ScopeId) -> Layout {
        let mut layout = Layout { walrus: self.scopes[frame].walrus, ..Layout::default() };
        let own_variables = !matches!(self.scopes[frame].kind, ScopeKind::Module | ScopeKind::Class);
        for (id, scope) in self.scopes.iter().enumerate().skip(frame).filter(|(_, s)| s.frame == frame) {
            let mut symbols: Vec<(&String, &Symbol)> = scope.symbols.iter().filter(|(_, s)| s.bound).collect();
            symbols.sort_by_key(|(_, s)| !s.param);
            for (name, symbol) in symbols {
                let classcell = scope.kind == ScopeKind::Class && name == "__class__" && symbol.captured;
                let variable = (id != frame || own_variables) && !symbol.global && !symbol.nonlocal;
                if !(variable || classcell) {
                    continue;
                }
                let reg = layout.names.len() as Reg;
                layout.names.push(name.clone());
                layout.registers.insert((id, name.clone()), reg);
                if symbol.param {
                    layout.param_count += 1;
                }
                if symbol.captured && id == frame {
                    layout.cells.push(reg);
                }
                if symbol.unstable {
                    layout.unstable.push(reg);
                }
            }
        }
        layout.free_base = layout.names.len() as Reg;
        for (name, owner) in &self.scopes[frame].free {
            let reg = layout.names.len() as Reg;
            layout.names.push(name.clone());
            layout.free_names.push(name.clone());
            layout.free.insert((*owner, name.clone()), reg);
        }
        layout
    }

    /// The variables of an inlined scope that live in cells: they get fresh ones each time it is entered.
    pub fn inlined_cells(&self, scope: ScopeId, layout: &Layout) -> Vec<Reg> {
        let symbols = self.scopes[scope].symbols.iter();
        symbols
            .filter(|(_, s)| s.bound && s.captured)
            .filter_map(|(n, _)| layout.registers.get(&(scope, n.clone())).copied())
            .collect()
    }

    /// All variables of an inlined scope.
    pub fn inlined_variables(&self, scope: ScopeId, layout: &Layout) -> Vec<Reg> {
        let symbols = self.scopes[scope].symbols.iter();
        symbols.filter_map(|(n, _)| layout.registers.get(&(scope, n.clone())).copied()).collect()
    }

    /// What a (mangled) name means in a scope.
    pub fn lookup(&self, scope: ScopeId, layout: &Layout, name: &str) -> Name {
        let here = &self.scopes[scope];
        if here.kind == ScopeKind::Class {
            match here.symbols.get(name) {
                Some(s) if s.global => return Name::Global,
                Some(s) if s.bound && !s.nonlocal => return Name::Class,
                _ => {}
            }
        }
        match self.owner(scope, name) {
            Some(owner) => {
                if let Some(&reg) = layout.registers.get(&(owner, name.to_string())) {
                    let captured = self.scopes[owner].symbols.get(name).is_some_and(|s| s.captured);
                    return if captured { Name::Cell(reg) } else { Name::Local(reg) };
                }
                let nonlocal = here.symbols.get(name).is_some_and(|s| s.nonlocal);
                match layout.free.get(&(owner, name.to_string())) {
                    Some(&reg) if here.kind == ScopeKind::Class && !nonlocal => Name::ClassCell(reg),
                    Some(&reg) => Name::Cell(reg),
                    None => Name::Global,
                }
            }
            None if here.kind == ScopeKind::Class && !self.declared_global(scope, name) => Name::Class,
            None => Name::Global,
        }
    }

    /// The register of a parameter, and of a free variable's cell for a closure made in this frame.
    pub fn closure_cell(&self, layout: &Layout, owner: ScopeId, name: &str) -> Option<Reg> {
        let key = (owner, name.to_string());
        layout.registers.get(&key).or_else(|| layout.free.get(&key)).copied()
    }

    /// The free variables of a frame with the scopes that own them, in order.
    pub fn free_of(&self, frame: ScopeId) -> Vec<(String, ScopeId)> {
        self.scopes[frame].free.iter().map(|(n, o)| (n.clone(), *o)).collect()
    }
}

fn mangle<'n>(class: Option<&str>, name: &'n str) -> std::borrow::Cow<'n, str> {
    match class.map(|c| c.trim_start_matches('_')) {
        Some(class) if !class.is_empty() && name.starts_with("__") && !name.ends_with("__") && !name.contains('.') => {
            format!("_{class}{name}").into()
        }
        _ => name.into(),
    }
}
