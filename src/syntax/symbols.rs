//! The symbol table, as CPython builds it: what names are in which block, what a name stands for, and the errors found on
//! the way.
//!
//! First the whole program is read (declarations that come too late, duplicate parameters, …), then names declared
//! nonlocal are looked for in the blocks around. Entry: [`SymbolTable::build`].

mod build;

use indexmap::{IndexMap, IndexSet};

use super::ast::{Module, Param};
use super::diagnostic::Diagnostic;
use super::visit::Visitor;
use crate::base::ByteRange;

/// What a name stands for, as far as imports tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Binding {
    /// Nothing binds it: a built-in, or an error when the program runs.
    #[default]
    Unbound,
    /// `import module` and nothing else.
    Module(String),
    /// `from module import member` and nothing else.
    Member(String, String),
    /// A variable, a function, or several different things.
    Other,
}

impl Binding {
    fn add(&mut self, other: Binding) {
        if *self == Binding::Unbound {
            *self = other;
        } else if *self != other {
            *self = Binding::Other;
        }
    }
}

/// What is known of a name in a block; several can hold.
#[derive(Clone, Debug, Default)]
struct Symbol {
    binding: Binding,
    /// How many imports bind it.
    imports: u32,
    param: bool,
    local: bool,
    used: bool,
    annotated: bool,
    global: bool,
    nonlocal: bool,
    comprehension_variable: bool,
    type_param: bool,
}

impl Symbol {
    fn bound(&self) -> bool {
        (self.param || self.local || self.imports > 0) && !self.global && !self.nonlocal
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BlockKind {
    Module,
    Function,
    Class,
    /// With how CPython calls it in errors.
    Comprehension(&'static str),
    TypeParams,
    /// The value of a `type` statement.
    TypeAlias,
}

struct Block {
    kind: BlockKind,
    parent: usize,
    symbols: IndexMap<String, Symbol>,
    /// `global` and `nonlocal` statements: the first place that names it.
    directives: IndexMap<String, ByteRange>,
    children: Vec<usize>,
    /// Reading the iterable of a comprehension, here or in a block around.
    in_iterable: u32,
    /// Reading the target of a comprehension.
    in_target: bool,
}

impl Block {
    fn new(kind: BlockKind, parent: usize) -> Block {
        Block {
            kind,
            parent,
            symbols: IndexMap::new(),
            directives: IndexMap::new(),
            children: Vec::new(),
            in_iterable: 0,
            in_target: false,
        }
    }
}

/// Names a block: 0 is the module.
pub(super) type BlockId = usize;

/// All blocks of a program.
pub(super) struct SymbolTable {
    /// Parents come before their children.
    blocks: Vec<Block>,
    /// The block of each function, class, lambda and comprehension, by the range of its node.
    by_range: IndexMap<ByteRange, BlockId>,
    /// Each name that an import binds, and where.
    imported: IndexSet<(BlockId, String)>,
    current: BlockId,
    found: Option<Diagnostic>,
}

impl SymbolTable {
    /// Reads the whole program.
    pub(super) fn build(module: &Module) -> SymbolTable {
        let mut table = SymbolTable {
            blocks: vec![Block::new(BlockKind::Module, 0)],
            by_range: IndexMap::new(),
            imported: IndexSet::new(),
            current: 0,
            found: None,
        };
        table.visit_body(&module.body);
        table
    }

    /// The first error CPython's pass over names finds.
    pub(super) fn error(&self) -> Option<Diagnostic> {
        self.found.clone().or_else(|| self.unresolved())
    }

    /// The block that a function, class, lambda or comprehension at `range` opens.
    pub(super) fn block_at(&self, range: ByteRange) -> Option<BlockId> {
        self.by_range.get(&range).copied()
    }

    /// What `name` stands for when it is read in `block`, and the block that binds it.
    pub(super) fn resolve(&self, block: BlockId, name: &str) -> (Binding, BlockId) {
        let mut at = block;
        while let Some(here) = self.blocks.get(at).filter(|_| at != 0) {
            let hidden = here.kind == BlockKind::Class && at != block;
            match here.symbols.get(name).filter(|_| !hidden) {
                Some(symbol) if symbol.global => break,
                Some(symbol) if symbol.bound() => return (symbol.binding.clone(), at),
                _ => at = here.parent,
            }
        }
        let symbol = self.blocks.first().and_then(|module| module.symbols.get(name));
        (symbol.map(|symbol| symbol.binding.clone()).unwrap_or_default(), 0)
    }

    /// The names that `wanted` can be read by in `block`: those of the module first, in order of the text.
    pub(super) fn names_for(&self, block: BlockId, wanted: &Binding) -> Vec<&str> {
        let mut names = Vec::new();
        for inside in [false, true] {
            let there = self.imported.iter().filter(|(home, _)| (*home != 0) == inside);
            names.extend(there.map(|(_, name)| name.as_str()).filter(|name| self.resolve(block, name).0 == *wanted));
        }
        names
    }

    /// How many imports of the module's own code bind `name`.
    pub(super) fn import_count(&self, name: &str) -> u32 {
        let symbol = self.blocks.first().and_then(|module| module.symbols.get(name));
        symbol.map_or(0, |symbol| symbol.imports)
    }

    /// True if `name` is read somewhere where nothing binds it.
    pub(super) fn reads_unbound(&self, name: &str) -> bool {
        let reads = |block: &Block| block.symbols.get(name).is_some_and(|symbol| symbol.used);
        let mut blocks = self.blocks.iter().enumerate();
        blocks.any(|(id, block)| reads(block) && self.resolve(id, name).0 == Binding::Unbound)
    }

    /// True if some block binds or uses `name`.
    pub(super) fn mentions(&self, name: &str) -> bool {
        self.blocks.iter().any(|block| block.symbols.contains_key(name))
    }

    /// The second half of the pass: declarations that contradict each other or name nothing.
    fn unresolved(&self) -> Option<Diagnostic> {
        let mut stack = vec![0];
        while let Some(index) = stack.pop() {
            let Some(block) = self.blocks.get(index) else { continue };
            for (name, symbol) in &block.symbols {
                let Some(range) = block.directives.get(name) else { continue };
                if symbol.global && symbol.nonlocal {
                    return Some(Diagnostic::syntax(*range, format!("name '{name}' is nonlocal and global")));
                }
                if symbol.nonlocal && index == 0 {
                    let message = "nonlocal declaration not allowed at module level";
                    return Some(Diagnostic::syntax(*range, message));
                }
                if symbol.nonlocal && !self.bound_around(block.parent, name) {
                    return Some(Diagnostic::syntax(*range, format!("no binding for nonlocal '{name}' found")));
                }
            }
            stack.extend(block.children.iter().rev());
        }
        None
    }

    /// True if a function around binds the name; a class around hides nothing and offers only `__class__`.
    fn bound_around(&self, mut index: usize, name: &str) -> bool {
        while let Some(block) = self.blocks.get(index).filter(|_| index != 0) {
            let symbol = block.symbols.get(name).cloned().unwrap_or_default();
            match block.kind {
                BlockKind::Class if name == "__class__" => return true,
                BlockKind::Class => {}
                _ if symbol.bound() => return true,
                _ if symbol.global => return false,
                _ => {}
            }
            index = block.parent;
        }
        false
    }
}

/// CPython's range of a parameter: its name and annotation.
pub(super) fn parameter_range(param: &Param) -> ByteRange {
    param.annotation.as_ref().map_or(param.name.range, |annotation| param.name.range.cover(annotation.range))
}
