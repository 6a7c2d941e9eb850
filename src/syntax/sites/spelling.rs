//! How each kind of wait is written in a given program: by which name, and with which import.
//!
//! An import that a switch needs and the program lacks is added behind the program's own imports, as a line with a mark.
//! By its mark it is recognised, and removed again when nothing needs it.

use super::{Place, Program, WaitKind};
use crate::base::ByteRange;
use crate::syntax::ast::{Constant, Expr, ExprKind, Module, Stmt, StmtKind};
use crate::syntax::symbols::Binding;

/// The variable of a busy loop: unlikely to be in use, and says what it is.
pub(in crate::syntax) const BUSY_NAME: &str = "_busy_until";

/// What stands behind an added import.
const MARK: &str = "  # added by Loopscope";

/// The text by which a program can call a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::syntax) struct Spelling {
    /// `time.sleep`, `t.sleep`, `sleep`, …
    pub(in crate::syntax) text: String,
    /// It is read through one of [`AddedImports::MODULES`]: the index.
    pub(in crate::syntax) through: Option<usize>,
}

impl Spelling {
    /// The one way in which this program writes the function that a wait of `kind` calls; None if the module's name means
    /// something else there.
    ///
    /// The program's own imports come before an added one, so that adding and removing imports changes no spelling.
    pub(in crate::syntax) fn of(kind: WaitKind, place: Place<'_>, program: &Program<'_>) -> Option<Spelling> {
        let Program { symbols, added, can_import, .. } = program;
        let (index, module, member) = match kind {
            WaitKind::Blocking => (1, "time", "sleep"),
            WaitKind::Busy => (1, "time", "perf_counter"),
            WaitKind::Awaited => (0, "asyncio", "sleep"),
        };
        let as_module = Binding::Module(module.to_owned());
        let added_only = added.has(index) && symbols.import_count(module) == 1;
        let own = |name: &&str| !(added_only && *name == module);
        if let Some(name) = symbols.names_for(place.block, &as_module).into_iter().find(own) {
            let through = (name == module && symbols.resolve(place.block, name).1 == 0).then_some(index);
            return Some(Spelling { text: format!("{name}.{member}"), through });
        }
        let as_member = Binding::Member(module.to_owned(), member.to_owned());
        if let Some(name) = symbols.names_for(place.block, &as_member).first() {
            return Some(Spelling { text: (*name).to_owned(), through: None });
        }
        let (binding, block) = symbols.resolve(place.block, module);
        // An import must not give a meaning to names that had none.
        let free = binding == Binding::Unbound && can_import.get(index) == Some(&true);
        let imported = binding == as_module && block == 0;
        (free || imported).then(|| Spelling { text: format!("{module}.{member}"), through: Some(index) })
    }
}

/// The text of a busy loop that waits for `duration`; None if the duration's text cannot stand in it.
pub(in crate::syntax) fn busy_text(
    source: &str,
    clock: &str,
    duration: &Expr,
    indent: &str,
    near: u32,
) -> Option<String> {
    let text = duration.range.slice(source);
    if text.contains(['\n', '\r', '#', '\\']) {
        return None;
    }
    let atom = match &duration.kind {
        ExprKind::Constant(constant) => matches!(constant, Constant::Int(_) | Constant::Float(_)),
        ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Call { .. } | ExprKind::Subscript { .. } => true,
        _ => false,
    };
    let text = if atom { text.to_owned() } else { format!("({text})") };
    let newline = newline_near(source, near);
    Some(format!("{BUSY_NAME} = {clock}() + {text}{newline}{indent}while {clock}() < {BUSY_NAME}: pass"))
}

/// How lines end in this part of the text.
fn newline_near(source: &str, near: u32) -> &'static str {
    let (before, after) = source.split_at_checked(near as usize).unwrap_or((source, ""));
    let ends = |rest: &str| rest.find('\n').map(|at| if rest[..at].ends_with('\r') { "\r\n" } else { "\n" });
    ends(after).or_else(|| ends(before)).unwrap_or("\n")
}

/// The imports that switches added to a program, and where such imports go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::syntax) struct AddedImports {
    /// Which of [`AddedImports::MODULES`] are there.
    present: [bool; 2],
    /// Their lines, or the place where lines can be inserted.
    range: ByteRange,
    newline: &'static str,
    /// The place is behind a last line that does not end: lines start with a newline instead of ending with one.
    at_open_end: bool,
}

impl AddedImports {
    /// The modules that may be added, in the order of their lines.
    pub(in crate::syntax) const MODULES: [&'static str; 2] = ["asyncio", "time"];

    pub(in crate::syntax) fn has(&self, index: usize) -> bool {
        self.present.get(index).copied().unwrap_or(false)
    }

    /// The range to replace, and by what, so that exactly the modules of `wanted` are imported; None if they are.
    pub(in crate::syntax) fn change_to(&self, wanted: [bool; 2]) -> Option<(ByteRange, String)> {
        if wanted == self.present {
            return None;
        }
        let lines = Self::MODULES.iter().zip(wanted).filter(|(_, wanted)| *wanted);
        let newline = self.newline;
        let text = lines.map(|(module, _)| match self.at_open_end {
            true => format!("{newline}import {module}{MARK}"),
            false => format!("import {module}{MARK}{newline}"),
        });
        Some((self.range, text.collect()))
    }

    /// Reads the start of a module.
    pub(in crate::syntax) fn find(source: &str, module: &Module) -> AddedImports {
        let body = &module.body;
        let from = usize::from(body.first().is_some_and(is_docstring));
        let imports =
            body.iter().skip(from).take_while(|s| matches!(s.kind, StmtKind::Import(_) | StmtKind::ImportFrom { .. }));
        let imports: Vec<&Stmt> = imports.collect();
        let marked = imports.iter().rev().take_while(|stmt| marked_module(source, stmt).is_some()).count();
        let own = imports.len() - marked;
        let start = match own.checked_sub(1) {
            Some(last) => end_of_lines(source, body, from + last),
            None => body.get(from).map_or(0, |stmt| line_start(source, first_byte(stmt))),
        };
        let newline = newline_near(source, start);
        // Marked lines count only where and as they would be written. Behind a line that ends in other code they are not in
        // the run of imports.
        let run_ended = body.get(from + imports.len()).is_some_and(|next| first_byte(next) < start);
        for present in [[true, true], [true, false], [false, true]] {
            let mut added =
                AddedImports { present: [false; 2], range: ByteRange::new(start, start), newline, at_open_end: false };
            let count = present.iter().filter(|present| **present).count();
            let Some((_, text)) = added.change_to(present).filter(|_| count == marked || run_ended) else { continue };
            let end = start + text.len() as u32;
            let rest = source.get(start as usize..).unwrap_or("");
            if rest.starts_with(&text) {
                (added.present, added.range) = (present, ByteRange::new(start, end));
                return added;
            }
            let open = text.trim_end_matches(['\r', '\n']);
            if rest == open && source.get(..start as usize).is_some_and(|before| before.ends_with(newline)) {
                let range = ByteRange::new(start - newline.len() as u32, source.len() as u32);
                return AddedImports { present, range, newline, at_open_end: true };
            }
        }
        let at_open_end = start as usize == source.len() && !source.is_empty() && !source.ends_with(['\n', '\r']);
        AddedImports { present: [false; 2], range: ByteRange::new(start, start), newline, at_open_end }
    }
}

/// The module that a marked line imports.
fn marked_module(source: &str, stmt: &Stmt) -> Option<&'static str> {
    let rest = source.get(stmt.range.start as usize..)?;
    let line = rest.split(['\n', '\r']).next()?;
    let module = line.strip_prefix("import ")?.strip_suffix(MARK)?;
    AddedImports::MODULES.into_iter().find(|known| *known == module)
}

fn is_docstring(stmt: &Stmt) -> bool {
    matches!(&stmt.kind, StmtKind::Expr(Expr { kind: ExprKind::Constant(Constant::Str(_)), .. }))
}

/// Where a statement's text begins, decorators included.
fn first_byte(stmt: &Stmt) -> u32 {
    let decorators = match &stmt.kind {
        StmtKind::FunctionDef(def) => &def.decorators,
        StmtKind::ClassDef(def) => &def.decorators,
        _ => return stmt.range.start,
    };
    decorators.first().map_or(stmt.range.start, |first| first.range.start)
}

fn line_start(source: &str, offset: u32) -> u32 {
    let before = source.get(..offset as usize).unwrap_or("");
    before.rfind(['\n', '\r']).map_or(0, |at| at as u32 + 1)
}

/// The start of the line after the statement at `index`, and after the statements that follow it on the same line.
fn end_of_lines(source: &str, body: &[Stmt], index: usize) -> u32 {
    let mut end = body.get(index).map_or(0, |stmt| stmt.range.end);
    for next in body.iter().skip(index + 1) {
        let between = ByteRange::new(end, first_byte(next)).slice(source);
        if between.contains(['\n', '\r']) {
            break;
        }
        end = next.range.end;
    }
    let rest = source.get(end as usize..).unwrap_or("");
    let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let newline = match rest.get(line..) {
        Some(newline) if newline.starts_with("\r\n") => 2,
        Some("") | None => 0,
        Some(_) => 1,
    };
    end + (line + newline) as u32
}
