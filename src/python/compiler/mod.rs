//! From the syntax tree to bytecode: pure, one pass after scope analysis. A file a construct.
//!
//! Knows the tree and the instruction set; never values, the heap or the machine. It recurses with the tree, whose depth
//! the parser bounds.

mod assign;
mod builder;
mod call;
mod class;
mod comprehension;
mod disasm;
mod expr;
mod function;
mod jump;
mod loops;
mod pattern;
mod scope;
mod stmt;
#[cfg(test)]
mod tests;
mod try_;
mod with;

pub use disasm::disassemble;

use super::code::{Code, CodeKind, CompiledModule};
use crate::base::ByteRange;
use crate::syntax::ast;
use crate::syntax::{Diagnostic, DiagnosticKind};
use builder::Builder;
use indexmap::IndexMap;
use scope::Scopes;

/// How to compile.
#[derive(Clone, Copy, Debug, Default)]
pub struct CompileOptions {}

/// Compiles a module.
///
/// # Errors
/// What is beyond the instruction set's limits, with its place.
pub fn compile(
    module: &ast::Module,
    source: &str,
    options: &CompileOptions,
) -> Result<CompiledModule, Vec<Diagnostic>> {
    let CompileOptions {} = options;
    let mut compiler = Compiler {
        source,
        line_starts: line_starts(source),
        scopes: scope::analyse(module),
        codes: Vec::new(),
        globals: IndexMap::new(),
        builders: Vec::new(),
        error: None,
        async_covered: Vec::new(),
        future_annotations: has_future_annotations(module),
    };
    compiler.module(module);
    match compiler.error {
        Some(error) => Err(vec![error]),
        None => Ok(CompiledModule { codes: compiler.codes, globals: compiler.globals.into_keys().collect() }),
    }
}

fn has_future_annotations(module: &ast::Module) -> bool {
    module.body.iter().any(|s| match &s.kind {
        ast::StmtKind::ImportFrom { module: Some(m), names, .. } => {
            m.name == "__future__" && names.iter().any(|n| n.name.name == "annotations")
        }
        _ => false,
    })
}

fn line_starts(source: &str) -> Vec<u32> {
    let mut starts = vec![0];
    starts.extend(source.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1));
    starts
}

/// The state of one compilation.
struct Compiler<'a> {
    source: &'a str,
    line_starts: Vec<u32>,
    scopes: Scopes,
    codes: Vec<Code>,
    globals: IndexMap<String, ()>,
    /// Code being built, innermost last.
    builders: Vec<Builder<'a>>,
    error: Option<Diagnostic>,
    /// Instructions of `async for` steps whose StopAsyncIteration ends the loop, innermost last.
    async_covered: Vec<Vec<(u32, u32)>>,
    future_annotations: bool,
}

impl<'a> Compiler<'a> {
    /// The code being built.
    fn b(&mut self) -> &mut Builder<'a> {
        // There is always one: `module` makes the first, `enter`/`leave` come in pairs.
        let last = self.builders.len() - 1;
        &mut self.builders[last]
    }

    /// The 1-based line of a byte offset.
    fn line(&self, offset: u32) -> u32 {
        self.line_starts.partition_point(|&s| s <= offset) as u32
    }

    fn fail(&mut self, range: ByteRange, message: &str) {
        if self.error.is_none() {
            self.error = Some(Diagnostic::new(DiagnosticKind::Limit, range, message));
        }
    }

    fn unsupported(&mut self, range: ByteRange, message: &str) {
        if self.error.is_none() {
            self.error = Some(Diagnostic::new(DiagnosticKind::Unsupported, range, message));
        }
    }

    fn global_slot(&mut self, name: &str) -> u32 {
        if let Some(i) = self.globals.get_index_of(name) {
            return i as u32;
        }
        self.globals.insert(name.to_string(), ());
        self.globals.len() as u32 - 1
    }

    fn module(&mut self, module: &'a ast::Module) {
        let scope = self.scopes.module();
        self.enter("<module>", "<module>", CodeKind::Module, scope, 1);
        if let Some(doc) = docstring(&module.body) {
            let reg = self.b().temp();
            self.b().load_str(reg, doc);
            let slot = self.global_slot("__doc__");
            self.b().emit(super::op::Op::StoreGlobal { src: reg, slot });
            self.b().release(reg);
        }
        if has_annotations(&module.body) {
            self.make_annotations_dict();
        }
        self.body(&module.body);
        self.b().emit(super::op::Op::ReturnNone);
        self.leave();
    }

    /// Starts a code object for a scope: its variables get registers.
    fn enter(&mut self, name: &str, qualname: &str, kind: CodeKind, scope: scope::ScopeId, first_line: u32) {
        let mut builder = Builder::new(scope);
        builder.code.name = name.to_string();
        builder.code.qualname = qualname.to_string();
        builder.code.kind = kind;
        builder.code.first_line = first_line;
        let layout = self.scopes.layout(scope);
        builder.code.var_names = layout.names.clone();
        builder.code.free_base = layout.free_base;
        builder.code.free_names = layout.free_names.clone();
        builder.code.cell_regs = layout.cells.clone();
        builder.layout = layout;
        builder.start_temps();
        self.builders.push(builder);
        for reg in self.b().layout.cells.clone() {
            self.b().emit(super::op::Op::MakeCell { reg });
        }
    }

    /// Ends the code object being built and returns its number.
    fn leave(&mut self) -> u32 {
        if let Some(builder) = self.builders.pop() {
            let (code, overflow) = builder.finish();
            if let Some((range, what)) = overflow {
                self.fail(range, what);
            }
            self.codes.push(code);
        }
        self.codes.len() as u32 - 1
    }

    /// The qualified name of something defined here.
    fn qualify(&self, name: &str) -> String {
        let Some(outer) = self.builders.last() else { return name.to_string() };
        if self.scopes.declared_global(outer.scope, name) {
            return name.to_string();
        }
        match outer.code.kind {
            CodeKind::Module => name.to_string(),
            CodeKind::Class => format!("{}.{name}", outer.code.qualname),
            _ => format!("{}.<locals>.{name}", outer.code.qualname),
        }
    }
}

/// The docstring of a body, if its first statement is one.
fn docstring(body: &[ast::Stmt]) -> Option<&str> {
    match body.first().map(|s| &s.kind) {
        Some(ast::StmtKind::Expr(ast::Expr { kind: ast::ExprKind::Constant(ast::Constant::Str(s)), .. })) => Some(s),
        _ => None,
    }
}

/// True if a module or class body has variable annotations that are recorded.
fn has_annotations(body: &[ast::Stmt]) -> bool {
    use ast::StmtKind as S;
    body.iter().any(|s| match &s.kind {
        S::AnnAssign { .. } => true,
        S::If { body, orelse, .. } | S::While { body, orelse, .. } | S::For { body, orelse, .. } => {
            has_annotations(body) || has_annotations(orelse)
        }
        S::With { body, .. } => has_annotations(body),
        S::Try { body, handlers, orelse, finalbody, .. } => {
            has_annotations(body)
                || has_annotations(orelse)
                || has_annotations(finalbody)
                || handlers.iter().any(|h| has_annotations(&h.body))
        }
        S::Match { cases, .. } => cases.iter().any(|c| has_annotations(&c.body)),
        _ => false,
    })
}
