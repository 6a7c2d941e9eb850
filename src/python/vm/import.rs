//! Modules: which there are, and importing them. A module is a table of natives, Python source run on first import, or both.

use super::frame::{Dest, Mode, Thread};
use super::link::Source;
use super::run::Next;
use super::{Namespace, Stop, Vm, missing};
use crate::python::code::CompiledModule;
use crate::python::compiler;
use crate::python::native::{Ctl, NativeDef, R};
use crate::python::object::{Module, Obj};
use crate::python::sym::{Sym, names};
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::syntax;
use std::sync::Arc;

/// A built-in module.
#[derive(Clone, Copy, Debug)]
pub struct ModuleDef {
    /// Dotted name.
    pub name: &'static str,
    /// Functions in it.
    pub natives: &'static [NativeDef],
    /// Python source that is run in it on first import.
    pub source: Option<&'static str>,
    /// Binds what is neither, before the source runs.
    pub setup: Option<fn(&mut Vm, u32)>,
}

/// Compiles Python source that is known to compile; says what is wrong with it if anything is.
pub(super) fn compiled(source: &str, filename: &str) -> Result<CompiledModule, String> {
    let parsed = syntax::parse_own(source);
    if let Some(d) = parsed.diagnostics.first() {
        return Err(format!("{filename}: {}", d.message));
    }
    compiler::compile(&parsed.module, source, &compiler::CompileOptions::default())
        .map_err(|diagnostics| format!("{filename}: {}", diagnostics.first().map_or("", |d| d.message.as_str())))
}

/// The text of a module. In the page, most of these texts load after the first run; until then their place is zeros
/// (xtask/src/split/texts.rs).
fn present(text: &'static str) -> &'static str {
    if !text.starts_with('\0') {
        return text;
    }
    // Called by a pointer that no optimiser can follow, so that this function stays one of its own: the build moves it to
    // what loads later, and calling it loads all of that.
    std::hint::black_box(late_text as fn(&'static str) -> &'static str)(text)
}

/// A text that has just come.
fn late_text(text: &'static str) -> &'static str {
    std::hint::black_box(text).trim_start_matches('\0')
}

impl Vm {
    /// Makes a module known; nothing runs until it is imported.
    pub fn define_module(&mut self, def: ModuleDef) {
        self.module_defs.insert(def.name, def);
    }

    /// A new, empty module object with its namespace.
    pub fn new_module(&mut self, name: &str) -> (Ref, u32) {
        let namespace = self.namespaces.len() as u32;
        self.namespaces.push(Namespace::default());
        let text = self.intern_str(name);
        self.bind(namespace, names::NAME, text);
        self.bind(namespace, names::DOC, Value::None);
        let module = Module { name: Arc::from(name), namespace, doc: Value::None };
        (self.heap.alloc(Obj::Module(Box::new(module))), namespace)
    }

    /// Compiles and links Python source that is part of the simulator.
    ///
    /// # Errors
    /// Says what is wrong with it: a bug of ours, found by the tests.
    pub fn link_source(&mut self, source: &str, filename: &str, namespace: u32, hidden: bool) -> Result<u32, String> {
        let module = compiled(source, filename)?;
        let source = Source::new(filename, source, hidden);
        self.program_grew = true;
        Ok(self.link(module, namespace, source))
    }

    /// The same for the text of a module, which is compiled once for this machine and all that are copied from it.
    fn link_module(&mut self, def: &ModuleDef, source: &'static str, namespace: u32) -> Result<u32, String> {
        let filename = format!("<{}>", def.name);
        let source = present(source);
        let module = match self.compiled_modules.get(def.name) {
            Some(module) => module.clone(),
            None => {
                let module = Arc::new(compiled(source, &filename)?);
                self.compiled_modules.insert(def.name, module.clone());
                module
            }
        };
        self.program_grew = true;
        Ok(self.link(module.as_ref().clone(), namespace, Source::new(&filename, source, true)))
    }

    /// `import name` / `from name import …`. Runs a module's source first if need be, and then this instruction again.
    pub(super) fn import_name(&mut self, th: &mut Thread, name: Sym, top: bool, level: u16, dst: u16) -> Next {
        if level > 0 {
            let ctl = self.raise(Exc::ImportError, "attempted relative import with no known parent package");
            return self.control(th, ctl, Dest::reg(dst));
        }
        let dotted = self.syms.arc(name);
        let ends = dotted.match_indices('.').map(|(i, _)| i).chain([dotted.len()]).collect::<Vec<_>>();
        for end in ends {
            let part = &dotted[..end];
            match self.in_table(part) {
                Some(Value::None) => {
                    let text = format!("import of {part} halted; None in sys.modules");
                    return self.module_not_found(th, text, part, dst);
                }
                // Anything may stand there for a module.
                Some(v) if end == dotted.len() || top => {
                    self.set_reg(th, dst, v);
                    return Next::Frame;
                }
                _ => {}
            }
            if self.modules.contains_key(part) {
                continue;
            }
            let Some(def) = self.module_defs.get(part).copied() else {
                return self.no_module(th, &dotted, part, dst);
            };
            match self.load_module(&def) {
                Ok(Some(code)) => {
                    if let Some(f) = th.frames.last_mut() {
                        f.ip -= 1;
                    }
                    return self.exec_module(th, code, Dest::mode(Mode::Discard, 0));
                }
                Ok(None) => {}
                Err(text) => return Next::Stop(Stop::Unsupported(text.into())),
            }
        }
        let wanted = if top { dotted.split('.').next().unwrap_or("") } else { &dotted };
        let v = self.modules.get(wanted).map_or(Value::None, |&r| Value::Obj(r));
        self.set_reg(th, dst, v);
        Next::Frame
    }

    /// What a program put into `sys.modules` in the place of a module; modules put there are known from now on, and those taken
    /// away are not.
    fn in_table(&mut self, part: &str) -> Option<Value> {
        let table = self.module_table()?;
        let key = self.intern_str(part);
        match self.dict_get(table, key).ok()? {
            Some(Value::Obj(r)) if matches!(self.heap.get(r), Obj::Module(_)) => {
                if self.modules.get(part) != Some(&r) {
                    self.modules.insert(Arc::from(part), r);
                }
                None
            }
            None => {
                self.modules.shift_remove(part);
                None
            }
            other => other,
        }
    }

    /// `sys.modules`, if there is a `sys`.
    fn module_table(&mut self) -> Option<Ref> {
        let table = self.syms.intern("modules");
        let Obj::Module(sys) = self.heap.get(*self.modules.get("sys")?) else { return None };
        let table = self.namespaces.get(sys.namespace as usize)?.get(table).as_ref()?;
        matches!(self.heap.get(table), Obj::Dict(_)).then_some(table)
    }

    /// A module is there from now on; a program may have the table of them (`sys.modules`).
    pub fn note_module(&mut self, name: &str, module: Ref) {
        self.modules.insert(Arc::from(name), module);
        if let Some(table) = self.module_table() {
            let name = self.heap.str(name);
            let _ = self.dict_set(table, name, Value::Obj(module));
        }
    }

    /// Registers a module; the number of its code if there is some to run.
    fn load_module(&mut self, def: &ModuleDef) -> Result<Option<u32>, String> {
        let (module, namespace) = self.new_module(def.name);
        let code = match def.source {
            Some(source) => Some(self.link_module(def, source, namespace)?),
            None => None,
        };
        self.add_functions(namespace, def.natives);
        if let Some(setup) = def.setup {
            setup(self, namespace);
        }
        self.note_module(def.name, module);
        if let Some((parent, child)) = def.name.rsplit_once('.')
            && let Some(&p) = self.modules.get(parent)
            && let Obj::Module(m) = self.heap.get(p)
        {
            let space = m.namespace;
            let child = self.syms.intern(child);
            self.bind(space, child, Value::Obj(module));
        }
        Ok(code)
    }

    fn no_module(&mut self, th: &mut Thread, dotted: &str, part: &str, dst: u16) -> Next {
        let top = part.split('.').next().unwrap_or(part);
        if missing::is_missing(part, self.module_defs.contains_key(top)) {
            let hint = missing::hint(top);
            let text = format!("the module '{part}' is not part of the simulator{hint}");
            return Next::Stop(Stop::Unsupported(text.into()));
        }
        let text = match part.rsplit_once('.') {
            Some((parent, _)) if !self.module_defs.keys().any(|k| k.starts_with(&format!("{parent}."))) => {
                format!("No module named '{part}'; '{parent}' is not a package")
            }
            _ => format!("No module named '{part}'"),
        };
        let _ = dotted;
        self.module_not_found(th, text, part, dst)
    }

    fn module_not_found(&mut self, th: &mut Thread, text: String, part: &str, dst: u16) -> Next {
        let ctl = self.raise(Exc::ModuleNotFoundError, text);
        if let Ctl::Raise(exc) = &ctl {
            let exc = *exc;
            let name = self.heap.str(part);
            self.set_exc_slot(exc, crate::python::exception::EXTRA, name);
        }
        self.control(th, ctl, Dest::reg(dst))
    }

    /// `from module import name`.
    pub(super) fn import_from(&mut self, module: Value, name: Sym) -> R {
        let Value::Obj(r) = module else { return Ok(Value::None) };
        let Obj::Module(m) = self.heap.get(r) else { return self.load_attr(module, name) };
        let (space, own_name) = (m.namespace, m.name.clone());
        let v = self.namespaces.get(space as usize).map(|n| n.get(name)).unwrap_or_default();
        if !v.is_unbound() {
            return Ok(v);
        }
        let dotted = format!("{own_name}.{}", self.syms.text(name));
        if let Some(&sub) = self.modules.get(dotted.as_str()) {
            return Ok(Value::Obj(sub));
        }
        if self.module_defs.contains_key(dotted.as_str()) {
            let (asked, dotted) = (self.prelude("_import_by_name"), self.heap.str(&dotted));
            return Err(Ctl::Call(Box::new((asked, vec![dotted, Value::None, Value::None, Value::Bool(true)]))));
        }
        // The module makes it when it is asked for.
        let getter = self.namespaces.get(space as usize).map(|n| n.get(names::GETATTR)).unwrap_or_default();
        if !getter.is_unbound() {
            let (name, module) = (self.sym_str(name), self.heap.str(&own_name));
            let asked = self.prelude("_import_from");
            return Err(Ctl::Call(Box::new((asked, vec![getter, name, module]))));
        }
        if self.module_defs.contains_key(&*own_name) && self.known_missing(&own_name, name) {
            let text = format!("'{}' of the module '{own_name}' is not part of the simulator", self.syms.text(name));
            return Err(Ctl::Unsupported(text.into()));
        }
        let text = format!("cannot import name '{}' from '{own_name}' (unknown location)", self.syms.text(name));
        let ctl = self.raise(Exc::ImportError, text);
        if let Ctl::Raise(exc) = &ctl {
            let exc = *exc;
            let v = self.heap.str(&own_name);
            self.set_exc_slot(exc, crate::python::exception::EXTRA, v);
        }
        Err(ctl)
    }

    /// A public name that a simulated module lacks is more likely missing here than in CPython: refuse rather than raise.
    fn known_missing(&self, module: &str, name: Sym) -> bool {
        let _ = module;
        !self.syms.text(name).starts_with('_')
    }

    /// `from module import *`: its public names into the frame's module.
    pub(super) fn import_star(&mut self, namespace: u32, module: Value) -> R {
        let Value::Obj(r) = module else { return Ok(Value::None) };
        let Obj::Module(m) = self.heap.get(r) else { return Ok(Value::None) };
        let space = m.namespace as usize;
        let all = self.namespaces.get(space).map(|n| n.get(names::ALL_NAMES)).unwrap_or_default();
        let chosen: Vec<Sym> = if all.is_unbound() {
            let n = self.namespaces.get(space).map(|n| n.index.keys().copied().collect::<Vec<_>>()).unwrap_or_default();
            n.into_iter().filter(|&s| !self.syms.text(s).starts_with('_')).collect()
        } else {
            let mut out = Vec::new();
            for item in self.native_items(all)? {
                if let Some(text) = self.heap.as_str(item).map(|s| s.text.clone()) {
                    out.push(self.syms.intern(&text));
                }
            }
            out
        };
        for name in chosen {
            let v = self.namespaces.get(space).map(|n| n.get(name)).unwrap_or_default();
            if !v.is_unbound() {
                self.bind(namespace, name, v);
            }
        }
        Ok(Value::None)
    }
}
