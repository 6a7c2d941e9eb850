//! Calls: what each kind of callable does, and how arguments meet parameters.

use super::frame::{Dest, Frame, Mode, Thread};
use super::link::{LinkedCode, Program};
use super::run::Next;
use super::{Stop, Vm};
use crate::python::code::CodeKind;
use crate::python::native::{Args, Ctl, NativeDef, NativeFn, R};
use crate::python::object::{Function, Generator, GeneratorKind, GeneratorState, Obj};
use crate::python::op::{AwaitKind, NO_REG, Op, Reg};
use crate::python::sym::{Sym, names};
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use std::sync::Arc;

/// A coroutine function (`asyncio.sleep`) whose coroutine need not be made where a call with one number is awaited at once.
#[derive(Clone, Copy, Debug)]
pub(in crate::python) struct AwaitedDirectly {
    /// Global number of its code.
    pub code: u32,
    /// Given a positive number and None: what it would await.
    pub native: Value,
    /// What it would await for other numbers.
    pub marker: Value,
}

/// Keyword arguments of a call.
pub(super) type Kw = Vec<(Sym, Value)>;

/// True if what is put into this register of the calling frame is awaited by its next instruction.
fn is_awaited_next(th: &Thread, program: &Program, dst: Reg) -> bool {
    let next = th.frames.last().and_then(|f| program.code(f.code)?.code.ops.get(f.ip as usize));
    matches!(next, Some(Op::GetAwaitable { src, .. }) if *src == dst)
}

impl Vm {
    /// Calls anything.
    pub(super) fn invoke(
        &mut self,
        th: &mut Thread,
        mut callee: Value,
        mut args: Vec<Value>,
        kw: Kw,
        dest: Dest,
    ) -> Next {
        // What is called may stand for another, and that for another again: `__call__` may be an object with a `__call__`.
        for _ in 0..self.recursion_limit {
            let Value::Obj(r) = callee else { return self.not_callable(th, callee, dest) };
            callee = match self.heap.get(r) {
                Obj::Function(f) => {
                    let f = (**f).clone();
                    return self.call_function(th, &f, args, kw, dest);
                }
                Obj::Method { func, bound } => {
                    args.insert(0, *bound);
                    *func
                }
                Obj::Native { def, bound } => {
                    let def = *def;
                    if !bound.is_unbound() {
                        args.insert(0, *bound);
                    }
                    return self.call_native(th, def, args, kw, dest);
                }
                Obj::Class(_) => return self.call_class(th, r, args, kw, dest),
                Obj::StaticMethod(f) => *f,
                Obj::Alias(alias) => alias.origin,
                _ => {
                    let found = self.lookup_special(callee, names::CALL);
                    if found.is_unbound() {
                        return self.not_callable(th, callee, dest);
                    }
                    match self.bind_special(found, callee) {
                        Ok((func, bound)) => {
                            if !bound.is_unbound() {
                                args.insert(0, bound);
                            }
                            func
                        }
                        Err(ctl) => return self.control(th, ctl, dest),
                    }
                }
            };
        }
        let ctl = self.raise(Exc::RecursionError, "maximum recursion depth exceeded while calling a Python object");
        self.control(th, ctl, dest)
    }

    #[inline(never)]
    fn not_callable(&mut self, th: &mut Thread, callee: Value, dest: Dest) -> Next {
        let text = format!("'{}' object is not callable", self.type_name(callee));
        let ctl = self.type_error(text);
        self.control(th, ctl, dest)
    }

    /// Calls a function of Python's whose positional arguments are already on the stack at `base`; `None` if binding them takes
    /// more than filling in defaults.
    pub(super) fn call_plain(
        &mut self,
        th: &mut Thread,
        program: &Program,
        function: Ref,
        base: usize,
        argc: u16,
        dst: Reg,
    ) -> Option<Next> {
        let Obj::Function(f) = self.heap.get(function) else { return None };
        let (number, closure, name, qualname) = (f.code, f.closure, f.name, f.qualname);
        let target = program.code(number)?;
        let code = &target.code;
        if code.kwonly > 0 || code.varargs || code.varkw || argc > code.argcount {
            return None;
        }
        let missing = (code.argcount - argc) as usize;
        let defaults = match f.defaults {
            _ if missing == 0 => &[][..],
            Value::Obj(d) => match self.heap.get(d) {
                Obj::Tuple(items) => items.get(items.len().checked_sub(missing)?..)?,
                _ => return None,
            },
            _ => return None,
        };
        let nregs = code.nregs as usize;
        let given = base + argc as usize;
        let named = given + missing;
        let kind = match code.kind {
            CodeKind::Generator => GeneratorKind::Generator,
            CodeKind::Coroutine => {
                if argc == 1
                    && let Some((direct, waits)) = self.awaited_directly(th, program, number, th.stack[base], dst)
                {
                    if waits {
                        let args = vec![th.stack[base], Value::None];
                        return Some(self.invoke(th, direct.native, args, Vec::new(), Dest::reg(dst)));
                    }
                    self.spent.cost += self.op_costs.awaited_by_way();
                    self.set_reg(th, dst, direct.marker);
                    return Some(Next::Frame);
                }
                GeneratorKind::Coroutine
            }
            CodeKind::AsyncGenerator => GeneratorKind::AsyncGenerator,
            CodeKind::Function | CodeKind::Class | CodeKind::Module => {
                if th.stack.len() < base + nregs {
                    th.stack.resize(base + nregs, Value::Unbound);
                }
                th.stack[given..named].copy_from_slice(defaults);
                th.stack[named..base + nregs].fill(Value::Unbound);
                return Some(self.push_frame(th, target, number, closure, base, Dest::reg(dst), Value::Unbound));
            }
        };
        let mut regs = Vec::with_capacity(nregs);
        regs.extend_from_slice(&th.stack[base..given]);
        regs.extend_from_slice(defaults);
        regs.resize(nregs, Value::Unbound);
        self.place_cells(closure, target, &mut regs);
        let v = self.new_generator(kind, number, regs, name, qualname);
        if kind == GeneratorKind::Coroutine && !is_awaited_next(th, program, dst) {
            self.watch_coroutine(v);
        }
        self.set_reg(th, dst, v);
        Some(Next::Frame)
    }

    /// For `await sleep(delay)` with a number: what is awaited instead, and whether the delay is positive. There is no coroutine
    /// between then, which nobody could see.
    fn awaited_directly(
        &self,
        th: &Thread,
        program: &Program,
        code: u32,
        delay: Value,
        dst: Reg,
    ) -> Option<(AwaitedDirectly, bool)> {
        let direct = self.awaited_directly.filter(|d| d.code == code)?;
        let frame = th.frames.last()?;
        let next = program.code(frame.code)?.code.ops.get(frame.ip as usize)?;
        if !matches!(*next, Op::GetAwaitable { src, kind: AwaitKind::Plain, .. } if src == dst) {
            return None;
        }
        match delay {
            Value::Int(n) => Some((direct, n > 0)),
            // A NaN goes the long way.
            Value::Float(f) => (f > 0.0 || f <= 0.0).then_some((direct, f > 0.0)),
            _ => None,
        }
    }

    /// The cells of a closure into the registers of its code.
    fn place_cells(&self, closure: Value, target: &LinkedCode, regs: &mut [Value]) {
        if let Value::Obj(c) = closure
            && let Obj::Tuple(cells) = self.heap.get(c)
            && let Some(places) = regs.get_mut(target.code.free_base as usize..)
        {
            places.iter_mut().zip(cells).for_each(|(place, &cell)| *place = cell);
        }
    }

    /// A generator, coroutine or async generator that has not started.
    fn new_generator(
        &mut self,
        kind: GeneratorKind,
        code: u32,
        regs: Vec<Value>,
        name: Value,
        qualname: Value,
    ) -> Value {
        let generator = Generator {
            kind,
            state: GeneratorState::Created,
            code,
            ip: 0,
            entry: NO_REG,
            delegating: false,
            ended: false,
            regs,
            handled: Value::None,
            // Functions have nothing but strings for names.
            name: name.as_ref().unwrap_or(Ref(0)),
            qualname: qualname.as_ref().unwrap_or(Ref(0)),
            ag_running: false,
            ag_closed: false,
            ag_hooked: false,
        };
        Value::Obj(self.heap.alloc(Obj::Generator(Box::new(generator))))
    }

    // Inlined, as passing the fields on takes longer than what it does.
    #[inline(always)]
    #[allow(clippy::too_many_arguments, reason = "the fields of a frame")]
    fn push_frame(
        &mut self,
        th: &mut Thread,
        target: &LinkedCode,
        number: u32,
        closure: Value,
        base: usize,
        dest: Dest,
        namespace: Value,
    ) -> Next {
        self.place_cells(closure, target, &mut th.stack[base..]);
        if th.frames.len() >= self.recursion_limit as usize {
            let ctl = self.raise(Exc::RecursionError, "maximum recursion depth exceeded");
            return self.control(th, ctl, dest);
        }
        th.frames.push(Frame {
            code: number,
            ip: 0,
            base: base as u32,
            dest,
            generator: None,
            operation: None,
            namespace,
            handled_before: th.handled,
        });
        Next::Frame
    }

    fn call_function(&mut self, th: &mut Thread, f: &Function, args: Vec<Value>, kw: Kw, dest: Dest) -> Next {
        let program = self.program.clone();
        let Some(target) = program.code(f.code) else { return Next::Frame };
        let regs = match self.bind_arguments(f, target, args, kw) {
            Ok(regs) => regs,
            Err(ctl) => return self.control(th, ctl, dest),
        };
        let kind = match target.code.kind {
            CodeKind::Generator => GeneratorKind::Generator,
            CodeKind::Coroutine => GeneratorKind::Coroutine,
            CodeKind::AsyncGenerator => GeneratorKind::AsyncGenerator,
            CodeKind::Function | CodeKind::Class | CodeKind::Module => {
                return self.enter_with(th, target, f.code, f.closure, regs, dest, Value::Unbound);
            }
        };
        let mut regs = regs;
        self.place_cells(f.closure, target, &mut regs);
        let v = self.new_generator(kind, f.code, regs, f.name, f.qualname);
        let at_once = matches!(dest.mode, Mode::Call) && is_awaited_next(th, &program, dest.dst);
        if kind == GeneratorKind::Coroutine && !at_once {
            self.watch_coroutine(v);
        }
        self.deliver(th, dest, v)
    }

    #[allow(clippy::too_many_arguments, reason = "the fields of a frame")]
    pub(super) fn enter_with(
        &mut self,
        th: &mut Thread,
        target: &LinkedCode,
        number: u32,
        closure: Value,
        regs: Vec<Value>,
        dest: Dest,
        namespace: Value,
    ) -> Next {
        let base = self.top_of(th);
        if th.stack.len() < base + regs.len() {
            th.stack.resize(base + regs.len(), Value::Unbound);
        }
        th.stack[base..base + regs.len()].copy_from_slice(&regs);
        self.push_frame(th, target, number, closure, base, dest, namespace)
    }

    /// Runs a class body: the function's code with `namespace` for its names.
    pub(super) fn exec_body(&mut self, th: &mut Thread, func: Value, namespace: Value, dest: Dest) -> Next {
        let Value::Obj(r) = func else { return Next::Frame };
        let Obj::Function(f) = self.heap.get(r) else { return Next::Frame };
        let (number, closure) = (f.code, f.closure);
        let program = self.program.clone();
        let Some(target) = program.code(number) else { return Next::Frame };
        let regs = vec![Value::Unbound; target.code.nregs as usize];
        self.enter_with(th, target, number, closure, regs, dest, namespace)
    }

    /// Runs a module's own code.
    pub(super) fn exec_module(&mut self, th: &mut Thread, number: u32, dest: Dest) -> Next {
        let program = self.program.clone();
        let Some(target) = program.code(number) else { return Next::Frame };
        let regs = vec![Value::Unbound; target.code.nregs as usize];
        self.enter_with(th, target, number, Value::None, regs, dest, Value::Unbound)
    }

    /// Arguments to registers, as CPython binds them.
    fn bind_arguments(&mut self, f: &Function, target: &LinkedCode, args: Vec<Value>, kw: Kw) -> R<Vec<Value>> {
        let code = &target.code;
        let argcount = code.argcount as usize;
        let named = argcount + code.kwonly as usize;
        let mut regs = vec![Value::Unbound; code.nregs as usize];
        let given = args.len();
        let taken = given.min(argcount);
        regs[..taken].copy_from_slice(&args[..taken]);
        if code.varargs {
            regs[named] = self.heap.tuple(args[taken..].to_vec());
        }
        let mut extra: Kw = Vec::new();
        let mut posonly_by_name: Vec<Sym> = Vec::new();
        let kw_given: Vec<Sym> = kw.iter().map(|(n, _)| *n).collect();
        for (name, value) in kw {
            let params = &target.var_syms[..named.min(target.var_syms.len())];
            match params.iter().position(|&p| p == name) {
                Some(i) if i >= code.posonly as usize => {
                    if !regs[i].is_unbound() {
                        let text = format!(
                            "{}() got multiple values for argument '{}'",
                            self.function_name(f),
                            self.syms.text(name)
                        );
                        return Err(self.type_error(text));
                    }
                    regs[i] = value;
                }
                Some(_) if !code.varkw => posonly_by_name.push(name),
                _ => extra.push((name, value)),
            }
        }
        if code.varkw {
            let dict = self.new_dict();
            for (name, value) in &extra {
                let key = self.sym_str(*name);
                self.dict_set(dict, key, *value)?;
            }
            regs[named + usize::from(code.varargs)] = Value::Obj(dict);
        } else {
            if !posonly_by_name.is_empty() {
                let list: Vec<&str> = posonly_by_name.iter().map(|&n| self.syms.text(n)).collect();
                let text = format!(
                    "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                    self.function_name(f),
                    list.join(", ")
                );
                return Err(self.type_error(text));
            }
            if let Some((name, _)) = extra.first() {
                let name = *name;
                let candidates: Vec<String> = target.var_syms[code.posonly as usize..named]
                    .iter()
                    .map(|&s| self.syms.text(s).to_string())
                    .collect();
                let mut text = format!(
                    "{}() got an unexpected keyword argument '{}'",
                    self.function_name(f),
                    self.syms.text(name)
                );
                if let Some(better) = crate::python::suggest::closest(self.syms.text(name), &candidates) {
                    text.push_str(&format!(". Did you mean '{better}'?"));
                }
                return Err(self.type_error(text));
            }
        }
        let defaults: Vec<Value> = match f.defaults {
            Value::Obj(r) => match self.heap.get(r) {
                Obj::Tuple(items) => items.to_vec(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        if given > argcount && !code.varargs {
            let kwonly_given = kw_given.iter().filter(|n| target.var_syms[argcount..named].contains(n)).count();
            return Err(self.too_many_positional(f, target, given, defaults.len(), kwonly_given));
        }
        let first_default = argcount.saturating_sub(defaults.len());
        for i in taken..argcount {
            if regs[i].is_unbound() && i >= first_default {
                regs[i] = defaults[i - first_default];
            }
        }
        let missing: Vec<Sym> = (0..argcount).filter(|&i| regs[i].is_unbound()).map(|i| target.var_syms[i]).collect();
        if !missing.is_empty() {
            return Err(self.missing_arguments(f, &missing, "positional"));
        }
        if code.kwonly > 0 {
            if let Value::Obj(d) = f.kwdefaults {
                let unset: Vec<usize> = (argcount..named).filter(|&i| regs[i].is_unbound()).collect();
                for i in unset {
                    let key = self.sym_str(target.var_syms[i]);
                    if let Some(v) = self.dict_get(d, key)? {
                        regs[i] = v;
                    }
                }
            }
            let missing: Vec<Sym> =
                (argcount..named).filter(|&i| regs[i].is_unbound()).map(|i| target.var_syms[i]).collect();
            if !missing.is_empty() {
                return Err(self.missing_arguments(f, &missing, "keyword-only"));
            }
        }
        Ok(regs)
    }

    fn function_name(&self, f: &Function) -> Arc<str> {
        self.heap.as_str(f.qualname).map_or_else(|| Arc::from("?"), |s| s.text.clone())
    }

    fn too_many_positional(
        &mut self,
        f: &Function,
        target: &LinkedCode,
        given: usize,
        defaults: usize,
        kwonly: usize,
    ) -> Ctl {
        let most = target.code.argcount as usize;
        let least = most.saturating_sub(defaults);
        let (takes, plural) =
            if defaults > 0 { (format!("from {least} to {most}"), true) } else { (most.to_string(), most != 1) };
        let also = if kwonly > 0 {
            format!(
                " positional argument{} (and {kwonly} keyword-only argument{})",
                if given == 1 { "" } else { "s" },
                if kwonly == 1 { "" } else { "s" }
            )
        } else {
            String::new()
        };
        let text = format!(
            "{}() takes {takes} positional argument{} but {given}{also} {} given",
            self.function_name(f),
            if plural { "s" } else { "" },
            if given == 1 && kwonly == 0 { "was" } else { "were" }
        );
        self.type_error(text)
    }

    fn missing_arguments(&mut self, f: &Function, missing: &[Sym], kind: &str) -> Ctl {
        let quoted: Vec<String> = missing.iter().map(|&s| format!("'{}'", self.syms.text(s))).collect();
        let list = match quoted.as_slice() {
            [one] => one.clone(),
            [a, b] => format!("{a} and {b}"),
            [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
            [] => String::new(),
        };
        let text = format!(
            "{}() missing {} required {kind} argument{}: {list}",
            self.function_name(f),
            missing.len(),
            if missing.len() == 1 { "" } else { "s" }
        );
        self.type_error(text)
    }

    pub(super) fn call_native(
        &mut self,
        th: &mut Thread,
        def: &'static NativeDef,
        args: Vec<Value>,
        kw: Kw,
        dest: Dest,
    ) -> Next {
        if let Err(ctl) = self.check_native_arguments(def, &args, &kw) {
            return self.control(th, ctl, dest);
        }
        match def.call {
            NativeFn::Rust(f) => match f(self, Args { pos: &args, kw: &kw }) {
                Ok(v) => self.deliver(th, dest, v),
                Err(Ctl::Python) if !def.slow.is_empty() => {
                    self.put_back();
                    let slow = self.prelude(def.slow);
                    if slow.is_unbound() {
                        let text = format!("{}() on user-defined objects", def.name);
                        return Next::Stop(Stop::Unsupported(text.into()));
                    }
                    self.invoke(th, slow, args, kw, dest)
                }
                Err(Ctl::Python) => {
                    let text = format!("{}() on user-defined objects", def.name);
                    Next::Stop(Stop::Unsupported(text.into()))
                }
                Err(ctl) => self.control(th, ctl, dest),
            },
            NativeFn::Extern(id) => {
                self.extern_args = args;
                self.extern_kw = kw;
                th.answers.push(dest);
                Next::Stop(Stop::Extern(id))
            }
            NativeFn::Frame(which) => self.call_frame_native(th, which, args, kw, dest),
        }
    }

    /// `f(*args, **kwargs)`: positional and keyword arguments.
    #[inline(never)]
    pub(super) fn star_arguments(&mut self, callee: Value, args: Value, kwargs: Value) -> R<(Vec<Value>, Kw)> {
        let pos = self.native_items(args)?;
        let mut kw = Vec::new();
        if let Value::Obj(r) = self.heap.payload(kwargs)
            && let Obj::Dict(table) = self.heap.get(r)
        {
            let entries: Vec<(Value, Value)> = table.iter().map(|e| (e.key, e.value)).collect();
            for (key, value) in entries {
                let Some(name) = self.heap.as_str(key).map(|s| s.text.clone()) else {
                    return Err(self.type_error("keywords must be strings"));
                };
                kw.push((self.syms.intern(&name), value));
            }
        }
        let _ = callee;
        Ok((pos, kw))
    }

    /// A function object for the code `code` defined in `linked`: defaults, keyword defaults, closure, annotations.
    pub(super) fn make_function(
        &mut self,
        program: &Program,
        linked: &LinkedCode,
        code: u16,
        parts: [Value; 4],
    ) -> Value {
        let number = linked.children.get(code as usize).copied().unwrap_or(0);
        let Some(target) = program.code(number) else { return Value::None };
        let name = self.intern_str(&target.code.name);
        let qualname = self.intern_str(&target.code.qualname);
        let doc = match &target.code.docstring {
            Some(text) => self.intern_str(text),
            None => Value::None,
        };
        let module = match self.namespaces.get(linked.namespace as usize) {
            Some(n) if n.dict.is_none() => n.get(names::NAME),
            _ => self.global_in_dict(linked.namespace, names::NAME).unwrap_or(Value::None),
        };
        let [defaults, kwdefaults, closure, annotations] = parts.map(|v| if v.is_unbound() { Value::None } else { v });
        let function = Function {
            code: number,
            defaults,
            kwdefaults,
            closure,
            annotations,
            name,
            qualname,
            doc,
            module: if module.is_unbound() { Value::None } else { module },
            dict: Value::Unbound,
        };
        Value::Obj(self.heap.alloc(Obj::Function(Box::new(function))))
    }
}
