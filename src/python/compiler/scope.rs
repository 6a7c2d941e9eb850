//! Scope analysis, as CPython's symbol table: which name means a local, a cell, a free variable, a global or a name of
//! a class body; and which register each variable has.
//!
//! Comprehensions (PEP 709) and type parameters (PEP 695) are scopes of their own whose variables live in the frame around
//! them. Knows the tree; nothing of instructions.

mod collect;
mod resolve;

use crate::base::ByteRange;
use crate::python::op::Reg;
use crate::syntax::ast;
use indexmap::IndexMap;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Number of a scope; the module's is 0.
pub(super) type ScopeId = usize;

/// What kind of scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Module,
    /// A function, lambda, generator expression, or the value of a type alias or bound, which is computed when asked for.
    Function,
    Class,
    /// A comprehension: its variables are in the frame around it.
    Comprehension,
    /// The type parameters of a definition: in the frame around it, and they see the names of a class body there.
    TypeParams,
}

/// The place in the tree that a scope was made for. A range alone is not enough: a bound may be nothing but a lambda.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// A function, class, lambda, comprehension, generator expression or type alias.
    Body(ByteRange),
    /// Type parameters: the range of the first.
    TypeParams(ByteRange),
    /// The bound or default of a type parameter.
    Lazy(ByteRange),
}

/// What a name means where it is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Name {
    /// A register.
    Local(Reg),
    /// A cell in a register, own or free.
    Cell(Reg),
    #[default]
    Global,
    /// A name of a class body.
    Class,
    /// Used in a class body, bound in an enclosing function.
    ClassCell(Reg),
}

/// What a scope says of a name.
#[derive(Clone, Copy, Debug, Default)]
struct Symbol {
    bound: bool,
    global: bool,
    nonlocal: bool,
    /// A function inside uses it: it lives in a cell.
    captured: bool,
    /// The register, if it is a variable of this scope.
    reg: Reg,
    /// What it means here; known once all scopes are resolved.
    meaning: Name,
}

#[derive(Debug)]
struct Scope {
    kind: ScopeKind,
    parent: Option<ScopeId>,
    /// The scope whose code holds this one's variables: itself unless it is a comprehension or type parameters.
    frame: ScopeId,
    /// Every name bound, declared or used here, in order of appearance.
    symbols: IndexMap<String, Symbol>,
    /// The name of the innermost class, for mangling.
    class_name: Option<String>,
    /// Classes only: a function inside refers to the class itself by `__class__`; the cell's register.
    class_cell: Option<Reg>,
    /// Frames only: variables of outer functions that are needed here, by name and the scope they belong to.
    free: BTreeMap<(String, ScopeId), Reg>,
    /// Frames only: comprehensions and type parameters in it, in order.
    inlined: Vec<ScopeId>,
    /// Frames only: a `:=` somewhere.
    walrus: bool,
    is_generator: bool,
    has_await: bool,
    /// Attributes of `self` that functions of a class assign to, for `__static_attributes__`: sorted, each once.
    static_attributes: Vec<String>,
    layout: Layout,
}

/// Registers of a frame's variables.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// Names by register: parameters, locals, variables of comprehensions, free variables.
    pub names: Vec<String>,
    pub free_base: Reg,
    pub free_names: Vec<String>,
    /// Registers of own variables that live in cells.
    pub cells: Vec<Reg>,
    /// Those of them that are cells from the entry on; comprehensions make theirs anew each time.
    pub cells_at_entry: Vec<Reg>,
    /// More variables than registers can be numbered.
    pub too_many: bool,
}

/// All scopes of a module.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    scopes: Vec<Scope>,
    by_place: BTreeMap<Place, ScopeId>,
    /// Values that are computed later: type aliases, bounds and defaults of type parameters.
    lazy: Vec<(ScopeId, ByteRange)>,
    /// The first of them that uses a name of a class body, which would have to be looked up there later.
    pub lazy_in_class: Option<ByteRange>,
}

/// Analyses a module.
pub(super) fn analyse(module: &ast::Module) -> Scopes {
    let mut scopes = Scopes::default();
    collect::collect(&mut scopes, module);
    scopes.resolve();
    scopes
}

impl Scopes {
    fn add(&mut self, kind: ScopeKind, parent: Option<ScopeId>) -> ScopeId {
        let id = self.scopes.len();
        let inlined = matches!(kind, ScopeKind::Comprehension | ScopeKind::TypeParams);
        let frame = match parent {
            Some(parent) if inlined => self.scopes[parent].frame,
            _ => id,
        };
        let class_name = parent.and_then(|p| self.scopes[p].class_name.clone());
        self.scopes.push(Scope {
            kind,
            parent,
            frame,
            symbols: IndexMap::new(),
            class_name,
            class_cell: None,
            free: BTreeMap::new(),
            inlined: Vec::new(),
            walrus: false,
            is_generator: false,
            has_await: false,
            static_attributes: Vec::new(),
            layout: Layout::default(),
        });
        if frame != id {
            self.scopes[frame].inlined.push(id);
        }
        id
    }

    /// The module's scope.
    pub fn module(&self) -> ScopeId {
        0
    }

    /// The scope made for a place.
    pub fn of(&self, place: Place) -> ScopeId {
        self.by_place.get(&place).copied().unwrap_or(0)
    }

    /// True if the scope's own function body has `yield`.
    pub fn is_generator(&self, scope: ScopeId) -> bool {
        self.scopes[scope].is_generator
    }

    /// True if the scope has `await` or async comprehensions in it.
    pub fn has_await(&self, scope: ScopeId) -> bool {
        self.scopes[scope].has_await
    }

    /// True if there is a `:=` in the frame that the scope lives in.
    pub fn has_walrus(&self, scope: ScopeId) -> bool {
        self.scopes[self.scopes[scope].frame].walrus
    }

    /// True if `name` is declared global where a definition in the scope binds it.
    pub fn declared_global(&self, scope: ScopeId, name: &str) -> bool {
        let here = &self.scopes[scope];
        match here.parent {
            Some(parent) if here.kind == ScopeKind::TypeParams => self.declared_global(parent, name),
            _ => here.symbols.get(name).is_some_and(|s| s.global),
        }
    }

    /// True if the module itself binds `name`, so that the built-in of that name may be hidden.
    pub fn bound_in_module(&self, name: &str) -> bool {
        let declared = |scope: &Scope| scope.symbols.get(name).is_some_and(|s| s.global);
        self.scopes.first().is_some_and(|m| m.symbols.get(name).is_some_and(|s| s.bound))
            || self.scopes.iter().any(declared)
    }

    /// A name with the class's prefix if it is private (`__x`).
    pub fn mangle<'n>(&self, scope: ScopeId, name: &'n str) -> Cow<'n, str> {
        mangle(self.scopes[scope].class_name.as_deref(), name)
    }

    /// The register of the cell by which functions of a class refer to it as `__class__`.
    pub fn class_cell(&self, scope: ScopeId) -> Option<Reg> {
        self.scopes[scope].class_cell
    }

    /// The attributes of `self` that functions of a class assign to, sorted.
    pub fn static_attributes(&self, scope: ScopeId) -> Vec<String> {
        self.scopes[scope].static_attributes.clone()
    }

    /// The registers of a frame's variables.
    pub fn layout(&self, frame: ScopeId) -> &Layout {
        &self.scopes[frame].layout
    }

    /// The variables of a comprehension or type parameters, and whether each lives in a cell.
    pub fn inlined_variables(&self, scope: ScopeId) -> Vec<(Reg, bool)> {
        self.scopes[scope].symbols.values().filter(|s| s.bound).map(|s| (s.reg, s.captured)).collect()
    }

    /// What a (mangled) name means in a scope.
    pub fn lookup(&self, scope: ScopeId, name: &str) -> Name {
        match self.scopes[scope].symbols.get(name) {
            Some(symbol) => symbol.meaning,
            // Names that the compiler itself uses, such as `__annotations__`.
            None if self.scopes[scope].kind == ScopeKind::Class => Name::Class,
            None => Name::Global,
        }
    }

    /// For each free variable of `inner`, in register order, the register in the frame of `outer` that holds its cell.
    pub fn closure(&self, outer: ScopeId, inner: ScopeId) -> Vec<Option<Reg>> {
        let frame = &self.scopes[self.scopes[outer].frame];
        let cell = |(name, owner): &(String, ScopeId)| {
            if let Some(&reg) = frame.free.get(&(name.clone(), *owner)) {
                return Some(reg);
            }
            let owner = &self.scopes[*owner];
            match (owner.class_cell, owner.symbols.get(name)) {
                (Some(reg), _) if name == "__class__" => Some(reg),
                (_, symbol) => symbol.map(|s| s.reg),
            }
        };
        self.scopes[inner].free.keys().map(cell).collect()
    }
}

/// The name that `name` stands for inside a class.
fn mangle<'n>(class: Option<&str>, name: &'n str) -> Cow<'n, str> {
    match class.map(|c| c.trim_start_matches('_')) {
        Some(class) if !class.is_empty() && name.starts_with("__") && !name.ends_with("__") && !name.contains('.') => {
            Cow::Owned(format!("_{class}{name}"))
        }
        _ => Cow::Borrowed(name),
    }
}
