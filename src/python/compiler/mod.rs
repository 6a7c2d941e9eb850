//! From the syntax tree to bytecode: pure. Scope analysis, one pass over the tree that emits instructions (a file a
//! construct), and one over the instructions that takes out what is not needed.
//!
//! Knows the tree and the instruction set; never values, the heap or the machine. It recurses with the tree, which is at most
//! [`TREE_DEPTH_MAX`](crate::syntax::TREE_DEPTH_MAX) deep; copies of `finally` bodies nest no deeper, and all code together is
//! bounded. Entry: [`compile`].

mod annotation;
mod assemble;
mod assign;
mod builder;
mod call;
mod class;
mod comprehension;
mod disasm;
mod display;
mod docstring;
pub(super) mod effects;
mod except_star;
mod expr;
mod flow;
mod fold;
mod fstring;
mod function;
mod import;
mod jump;
mod leave;
mod loops;
mod names;
mod operator;
mod pattern;
mod place;
mod scope;
mod stmt;
#[cfg(test)]
mod tests;
mod try_;
mod type_params;
mod unparse;
mod verify;
mod with;

pub use disasm::disassemble;
pub use verify::verify;

use super::code::{Code, CodeKind, CompiledModule};
use super::op::Op;
use crate::base::ByteRange;
use crate::syntax::{Diagnostic, DiagnosticKind, LineIndex, ast};
use builder::Builder;
use docstring::docstring;
use indexmap::IndexMap;
use scope::{ScopeId, Scopes};

/// How to compile. There is nothing to choose yet.
#[derive(Clone, Copy, Debug, Default)]
pub struct CompileOptions {}

/// Compiles a module that the parser found nothing wrong with.
///
/// # Errors
/// What is beyond the instruction set's limits ([`DiagnosticKind::Limit`]) or not supported, with its place.
pub fn compile(
    module: &ast::Module,
    source: &str,
    options: &CompileOptions,
) -> Result<CompiledModule, Vec<Diagnostic>> {
    let CompileOptions {} = options;
    let mut compiler = Compiler {
        source,
        lines: LineIndex::new(source),
        scopes: scope::analyse(module),
        codes: Vec::new(),
        globals: IndexMap::new(),
        b: Builder::default(),
        outer: Vec::new(),
        emitted: 0,
        error: None,
        future_annotations: annotation::has_future(module),
    };
    compiler.module(module);
    if let Some(error) = compiler.error {
        return Err(vec![error]);
    }
    let globals = compiler.globals.into_keys().collect();
    let compiled = CompiledModule { codes: compiler.codes, globals, warnings: Vec::new() };
    debug_assert_eq!(verify(&compiled), Vec::<String>::new(), "the compiler keeps to its contract");
    Ok(compiled)
}

/// The state of one compilation.
struct Compiler<'a> {
    source: &'a str,
    lines: LineIndex,
    scopes: Scopes,
    codes: Vec<Code>,
    globals: IndexMap<String, ()>,
    /// The code being built.
    b: Builder<'a>,
    /// Code around it that is not finished, innermost last.
    outer: Vec<Builder<'a>>,
    /// Instructions of finished code.
    emitted: usize,
    error: Option<Diagnostic>,
    future_annotations: bool,
}

impl<'a> Compiler<'a> {
    /// The 1-based line of a byte offset.
    fn line(&self, offset: u32) -> u32 {
        self.lines.line(offset)
    }

    /// True if nothing more needs to be compiled.
    fn failed(&self) -> bool {
        self.error.is_some() || self.b.is_too_large()
    }

    /// Beyond a limit.
    fn fail(&mut self, range: ByteRange, message: &str) {
        self.error.get_or_insert_with(|| Diagnostic::new(DiagnosticKind::Limit, range, message));
    }

    fn unsupported(&mut self, range: ByteRange, message: &str) {
        self.error.get_or_insert_with(|| Diagnostic::new(DiagnosticKind::Unsupported, range, message));
    }

    fn global_slot(&mut self, name: &str) -> u32 {
        let index = match self.globals.get_index_of(name) {
            Some(index) => index,
            None => self.globals.insert_full(name.to_string(), ()).0,
        };
        index as u32
    }

    fn module(&mut self, module: &'a ast::Module) {
        if let Some(range) = self.scopes.lazy_in_class {
            let what = "a type alias or type parameter that uses a name of the class body around it";
            self.unsupported(range, &format!("Loopscope does not support {what}"));
            return;
        }
        let scope = self.scopes.module();
        self.enter("<module>", "<module>", CodeKind::Module, scope, 1);
        if let Some(doc) = docstring(&module.body) {
            let reg = self.b.temp();
            self.b.load_str(reg, &doc);
            self.store_name("__doc__", reg, self.b.position.range);
        }
        self.make_annotations_dict(&module.body);
        self.body(&module.body);
        self.b.emit(Op::ReturnNone);
        self.leave();
    }

    /// Starts a code object for a scope: its variables get registers.
    fn enter(&mut self, name: &str, qualname: &str, kind: CodeKind, scope: ScopeId, first_line: u32) {
        let layout = self.scopes.layout(scope).clone();
        let code = Code {
            name: name.to_string(),
            qualname: qualname.to_string(),
            kind,
            first_line,
            var_names: layout.names,
            free_base: layout.free_base,
            free_names: layout.free_names,
            cell_regs: layout.cells,
            ..Code::default()
        };
        let position = self.b.position;
        let emitted = self.emitted + self.b.here() as usize;
        let outer = std::mem::replace(&mut self.b, Builder::new(scope, code, emitted));
        self.outer.push(outer);
        self.b.position = position;
        if layout.too_many {
            self.b.too_large("more variables in one function than its instructions can number; split it up");
        }
        for reg in layout.cells_at_entry {
            self.b.emit(Op::MakeCell { reg });
        }
    }

    /// Ends the code object being built and returns its number.
    fn leave(&mut self) -> u32 {
        let outer = self.outer.pop().unwrap_or_default();
        let (code, emitted, overflow) = std::mem::replace(&mut self.b, outer).finish();
        self.emitted += emitted;
        if let Some((range, what)) = overflow {
            self.fail(range, what);
        }
        self.codes.push(code);
        self.codes.len() as u32 - 1
    }

    /// The qualified name of something defined here.
    fn qualify(&self, name: &str) -> String {
        let mangled = self.scopes.mangle(self.b.scope, name);
        if self.scopes.declared_global(self.b.scope, &mangled) {
            return name.to_string();
        }
        match self.b.code.kind {
            CodeKind::Module => name.to_string(),
            CodeKind::Class => format!("{}.{name}", self.b.code.qualname),
            _ => format!("{}.<locals>.{name}", self.b.code.qualname),
        }
    }
}
