//! Making a machine, and what higher rooms call to start things on it.

use super::frame::{Pending, Thread};
use super::link::{OpCosts, Program, Source};
use super::{Namespace, Spent, Vm};
use crate::python::class::LookupCache;
use crate::python::code::{Code, CodeKind, CompiledModule};
use crate::python::heap::Heap;
use crate::python::native::{R, Resume};
use crate::python::object::Obj;
use crate::python::op::Op;
use crate::python::shape::Shapes;
use crate::python::sym::{Symbols, names};
use crate::python::types::Types;
use crate::python::value::Value;
use crate::python::{builtins, modules};
use indexmap::IndexMap;
use std::sync::Arc;

/// CPython's default `sys.getrecursionlimit()`.
const RECURSION_LIMIT: u32 = 1000;

/// Python code of built-ins that must run Python code (`sorted` with a key, `print` of an object with `__str__`).
const PRELUDE: &[(&str, &str)] = &[
    ("<core>", include_str!("../prelude/core.py")),
    ("<builtins>", include_str!("../prelude/builtins.py")),
    ("<text>", include_str!("../prelude/text.py")),
];

impl Vm {
    /// A machine with built-ins, no program yet.
    ///
    /// # Errors
    /// Only if our own prelude does not compile.
    pub fn new(op_costs: OpCosts, memory_limit: usize) -> Result<Vm, String> {
        let mut heap = Heap::new(memory_limit);
        let mut syms = Symbols::default();
        let mut shapes = Shapes::default();
        let types = Types::new(&mut heap, &mut shapes, &mut syms);
        let mut vm = Vm {
            heap,
            syms,
            types,
            shapes,
            program: Arc::new(Program::default()),
            namespaces: Vec::new(),
            modules: IndexMap::new(),
            builtins: 0,
            threads: vec![Thread { handled: Value::None, ..Thread::default() }],
            class_version: 0,
            extern_args: Vec::new(),
            extern_kw: Vec::new(),
            context: Value::Unbound,
            spent: Spent::default(),
            written: Vec::new(),
            external_roots: Vec::new(),
            watch: super::finalize::Watch::default(),
            warned: Vec::new(),
            code_objects: IndexMap::new(),
            weak: Default::default(),
            async_gen_finalizer: Value::None,
            async_gens: Vec::new(),
            running_thread: 0,
            lookup_cache: LookupCache::default(),
            caches: Vec::new(),
            recursion_limit: RECURSION_LIMIT,
            repr_stack: Vec::new(),
            taken: Vec::new(),
            taken_at: 0,
            sym_strs: Vec::new(),
            future_class: None,
            report: None,
            regexes: modules::regex::Compiled::default(),
            awaited_directly: None,
            compiled_modules: IndexMap::new(),
            module_defs: IndexMap::new(),
            seed: 0,
            op_costs,
            program_grew: false,
            boundary_code: 0,
            main_code: 0,
            prelude_space: 0,
        };
        vm.make_boundary();
        let (module, namespace) = vm.new_module("builtins");
        vm.modules.insert(Arc::from("builtins"), module);
        vm.builtins = namespace;
        let (_, prelude) = vm.new_module("builtins");
        vm.prelude_space = prelude;
        vm.bind_classes();
        builtins::install(&mut vm);
        modules::install(&mut vm);
        for (name, source) in PRELUDE {
            let code = vm.link_source(source, name, prelude, true)?;
            vm.start_module(0, code);
            match vm.run(0, u64::MAX) {
                super::Stop::Returned(_) => _ = vm.heap.take_work(),
                other => return Err(format!("{name}: {other:?}")),
            }
        }
        Ok(vm)
    }

    /// The code of boundary frames: nothing.
    fn make_boundary(&mut self) {
        self.namespaces.push(Namespace::default());
        let code = Code {
            name: String::from("<machine>"),
            kind: CodeKind::Function,
            ops: vec![Op::ReturnNone],
            ..Code::default()
        };
        let module = CompiledModule { codes: vec![code], ..CompiledModule::default() };
        let source = Source::new("<machine>", "", true);
        self.boundary_code = self.link(module, 0, source);
    }

    /// Built-in classes by their names in `builtins`.
    fn bind_classes(&mut self) {
        for r in self.types.all() {
            let Some(class) = self.class(r) else { continue };
            let module = class.attrs.get(&names::MODULE).copied().unwrap_or_default();
            let name = class.name.clone();
            let public = self.heap.as_str(module).is_some_and(|m| &*m.text == "builtins")
                && !HIDDEN.contains(&&*name)
                && !name.ends_with("iterator");
            if public {
                let sym = self.syms.intern(&name);
                if self.namespaces[self.builtins as usize].get(sym).is_unbound() {
                    self.bind(self.builtins, sym, Value::Obj(r));
                }
            }
        }
        let os_error = self.types.exc(crate::python::types::Exc::OSError);
        for alias in ["IOError", "EnvironmentError"] {
            let sym = self.syms.intern(alias);
            self.bind(self.builtins, sym, Value::Obj(os_error));
        }
        for (name, v) in [
            ("None", Value::None),
            ("Ellipsis", Value::Ellipsis),
            ("NotImplemented", Value::NotImplemented),
            ("__debug__", Value::Bool(true)),
        ] {
            let sym = self.syms.intern(name);
            self.bind(self.builtins, sym, v);
        }
    }

    /// A function of the prelude; `Unbound` if there is none of that name.
    pub fn prelude(&mut self, name: &str) -> Value {
        let Some(sym) = self.syms.find(name) else { return Value::Unbound };
        self.namespaces.get(self.prelude_space as usize).map(|n| n.get(sym)).unwrap_or_default()
    }

    /// The namespace of the prelude, for its private natives.
    pub fn prelude_space(&self) -> u32 {
        self.prelude_space
    }

    /// Starts a call on a thread: the next [`Vm::run`] of it ends with `Returned` or `Raised` when the call does.
    pub fn start(&mut self, thread: usize, callee: Value, args: Vec<Value>) {
        if let Some(th) = self.threads.get_mut(thread) {
            th.pending = Some(Pending::Start(callee, args));
        }
    }

    /// Resumes a coroutine or generator on a thread: the next [`Vm::run`] ends with `Yielded`, `Returned` or `Raised`.
    pub fn start_resume(&mut self, thread: usize, generator: Value, how: Resume) {
        if let Some(th) = self.threads.get_mut(thread) {
            th.pending = Some(Pending::Resume(generator, how));
        }
    }

    /// Answers the call that `Stop::Extern` reported.
    pub fn answer(&mut self, thread: usize, answer: R) {
        if let Some(th) = self.threads.get_mut(thread) {
            th.pending = Some(Pending::Answer(answer));
        }
    }

    /// Starts a module's own code on a thread.
    pub fn start_module(&mut self, thread: usize, code: u32) {
        if let Some(th) = self.threads.get_mut(thread) {
            th.pending = Some(Pending::Module(code));
        }
    }

    /// This is a copy of a process from now on, which begins with one thread and nothing to do. What the other one left in the middle
    /// ends there.
    pub fn forked(&mut self) {
        let context = self.threads.get(self.running_thread).map(|thread| thread.context).unwrap_or_default();
        self.threads.clear();
        self.threads.push(Thread { handled: Value::None, context, ..Thread::default() });
        self.running_thread = 0;
        self.watch = super::finalize::Watch::default();
        self.async_gens.clear();
        self.repr_stack.clear();
        self.written.clear();
    }

    /// Adds a thread and returns its number.
    pub fn new_thread(&mut self) -> usize {
        self.threads.push(Thread { handled: Value::None, ..Thread::default() });
        self.threads.len() - 1
    }

    /// Makes the module `__main__` of a compiled program; returns the number of its code, to be started.
    pub fn load_main(&mut self, module: CompiledModule, filename: &str, text: &str) -> u32 {
        let (r, namespace) = self.new_module("__main__");
        self.modules.insert(Arc::from("__main__"), r);
        let file = self.heap.str(filename);
        self.bind(namespace, names::FILE_ATTR, file);
        let source = Source::new(filename, text, false);
        self.program_grew = true;
        for (line, warning) in &module.warnings {
            let shown = text.lines().nth((*line as usize).saturating_sub(1)).unwrap_or("").trim();
            let text = format!("{filename}:{line}: SyntaxWarning: {warning}\n  {shown}\n");
            self.write(super::Stream::Stderr, &text);
        }
        self.main_code = self.link(module, namespace, source);
        self.main_code
    }

    /// Makes the program's module anew, under the name that it has in processes which import it; returns the number of its code.
    ///
    /// # Errors
    /// If it does not compile, which it did before.
    pub fn load_main_again(&mut self) -> Result<u32, String> {
        let Some(source) = self.program.code(self.main_code).map(|code| code.source.clone()) else {
            return Err(String::from("there is no program"));
        };
        let (filename, text) = (source.filename.clone(), source.text.clone());
        let module = super::import::compiled(&text, &filename)?;
        let code = self.load_main(module, &filename, &text);
        let name = self.intern_str("__mp_main__");
        let space = self.main_space();
        self.bind(space, names::NAME, name);
        if let Some(&r) = self.modules.get("__main__") {
            self.modules.insert(Arc::from("__mp_main__"), r);
            if let Obj::Module(module) = self.heap.get_mut(r) {
                module.name = Arc::from("__mp_main__");
            }
        }
        Ok(code)
    }

    /// The namespace of the program.
    pub fn main_space(&self) -> u32 {
        match self.modules.get("__main__").map(|&r| self.heap.get(r)) {
            Some(Obj::Module(m)) => m.namespace,
            _ => self.prelude_space,
        }
    }

    /// The line that a thread is at: of its innermost frame that is not built in; 0 if there is none.
    pub fn current_line(&self, thread: usize) -> u32 {
        let Some(th) = self.threads.get(thread) else { return 0 };
        let visible = th.frames.iter().rev().find(|f| self.program.code(f.code).is_some_and(|c| !c.source.hidden));
        visible.map_or(0, |f| self.line_of(f.code, f.ip.saturating_sub(1)))
    }

    /// The built-in function written in Python that a thread's program called and is in (`Queue.get`); `None` if it is in none.
    pub fn hidden_caller(&self, thread: usize) -> Option<String> {
        let frames = &self.threads.get(thread)?.frames;
        let hidden = |code: u32| self.program.code(code).is_some_and(|c| c.source.hidden);
        let visible = frames.iter().rposition(|f| !hidden(f.code))?;
        let called = frames.get(visible + 1..)?.iter().find(|f| f.code != self.boundary_code)?;
        self.program.code(called.code).map(|c| c.code.qualname.clone())
    }

    /// True if a frame of the program itself is on a thread's stack: what it does is not done by built-in modules alone.
    pub fn runs_program(&self, thread: usize) -> bool {
        let frames = self.threads.get(thread).map(|thread| thread.frames.as_slice()).unwrap_or_default();
        frames.iter().any(|frame| self.program.code(frame.code).is_some_and(|code| !code.source.hidden))
    }

    /// The line at which a suspended coroutine stands: of the innermost coroutine it awaits that is not built in.
    pub fn suspended_line(&self, generator: Value) -> u32 {
        let mut line = 0;
        let mut at = generator;
        while let Value::Obj(r) = at {
            let Obj::Generator(g) = self.heap.get(r) else { break };
            let Some(code) = self.program.code(g.code) else { break };
            if !code.source.hidden {
                line = self.line_of(g.code, g.ip);
            }
            match code.code.ops.get(g.ip as usize) {
                Some(Op::YieldFrom { iter, .. }) => at = g.regs.get(*iter as usize).copied().unwrap_or_default(),
                _ => break,
            }
        }
        line
    }

    /// True for strings; shorthand for natives.
    pub fn is_str(&self, v: Value) -> bool {
        matches!(v, Value::Obj(r) if matches!(self.heap.get(r), Obj::Str(_)))
    }
}

/// Built-in classes that have no name in `builtins`.
const HIDDEN: &[&str] = &[
    "NoneType",
    "ellipsis",
    "NotImplementedType",
    "function",
    "builtin_function_or_method",
    "method_descriptor",
    "method",
    "module",
    "cell",
    "generator",
    "coroutine",
    "async_generator",
    "async_generator_asend",
    "async_generator_athrow",
    "coroutine_wrapper",
    "member_descriptor",
    "traceback",
    "code",
    "mappingproxy",
    "dict_keys",
    "dict_values",
    "dict_items",
    "native_iterator",
];
