//! Instructions that are rare: intrinsics, natives that look at frames, formatting through Python code, and finalising what
//! a program let go of.

use super::frame::{Dest, Mode, Thread};
use super::run::Next;
use super::{Stream, Vm, Written};
use crate::python::native::{Ctl, FrameFn, R, Resume};
use crate::python::object::{AsyncGenOpKind, GeneratorKind, GeneratorState, Obj};
use crate::python::op::{Conv, Intrinsic, Reg};
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};

/// Where CPython's loop calls what it runs.
const LOOP_FILE: &str = "/usr/lib/python3.13/asyncio/events.py";

impl Vm {
    /// A rare operation; most are functions of the prelude.
    #[inline(never)]
    pub(super) fn intrinsic(&mut self, th: &mut Thread, kind: Intrinsic, base: Reg, dst: Reg) -> Next {
        let (name, count) = match kind {
            Intrinsic::SplitGroup => ("_split_group", 2),
            Intrinsic::ReraiseStar => ("_reraise_star", 2),
            Intrinsic::MatchSequence => ("_match_sequence", 1),
            Intrinsic::MatchMapping => ("_match_mapping", 1),
            Intrinsic::MatchKeys => ("_match_keys", 2),
            Intrinsic::MatchClass => ("_match_class", 4),
            Intrinsic::MatchRest => ("_match_rest", 2),
            Intrinsic::TypeVar => ("_type_var", 3),
            Intrinsic::TypeVarTuple => ("_type_var_tuple", 2),
            Intrinsic::ParamSpec => ("_param_spec", 2),
            Intrinsic::TypeAlias => ("_type_alias", 3),
            Intrinsic::SubscriptGeneric => ("_subscript_generic", 1),
            Intrinsic::MatchLength => ("_match_length", 1),
            Intrinsic::ListToTuple => ("_to_tuple", 1),
            Intrinsic::ImportStar => {
                let namespace = self.current_namespace(th);
                let module = self.reg(th, base);
                return match self.import_star(namespace, module) {
                    Ok(_) => Next::Frame,
                    Err(ctl) => self.control(th, ctl, Dest::reg(dst)),
                };
            }
        };
        let args: Vec<Value> = (0..count).map(|i| self.reg(th, base + i)).collect();
        self.call_prelude(th, name, &args, Dest::reg(dst))
    }

    fn current_namespace(&self, th: &Thread) -> u32 {
        th.frames.last().and_then(|f| self.program.code(f.code)).map_or(0, |c| c.namespace)
    }

    /// `format(conv(v), spec)` where Python code makes the text.
    #[inline(never)]
    pub(super) fn format_slow(&mut self, th: &mut Thread, v: Value, conv: Conv, spec: Value, dst: Reg) -> Next {
        let name = match conv {
            Conv::None => "_format_plain",
            Conv::Str => "_format_str",
            Conv::Repr => "_format_repr",
            Conv::Ascii => "_format_ascii",
        };
        let spec = if spec.is_unbound() { self.intern_str("") } else { spec };
        self.call_prelude(th, name, &[v, spec], Dest::reg(dst))
    }

    /// Natives that need the frames of the thread.
    pub(super) fn call_frame_native(
        &mut self,
        th: &mut Thread,
        which: FrameFn,
        args: Vec<Value>,
        kw: super::call::Kw,
        dest: Dest,
    ) -> Next {
        let arg = |i: usize| args.get(i).copied().unwrap_or_default();
        let result = match which {
            FrameFn::ExecBody => return self.exec_body(th, arg(0), arg(1), dest),
            FrameFn::Instantiate => {
                let Value::Obj(class) = arg(0) else { return Next::Frame };
                return self.instantiate(th, class, args[1..].to_vec(), kw, dest);
            }
            FrameFn::ExcInfo => {
                let e = th.handled;
                if self.as_exception(e).is_some() {
                    let class = Value::Obj(self.class_of(e));
                    let tb = self.exc_slot(e, crate::python::exception::TRACEBACK);
                    Ok(self.heap.tuple(vec![class, e, tb]))
                } else {
                    Ok(self.heap.tuple(vec![Value::None; 3]))
                }
            }
            FrameFn::Handled => {
                let e = th.handled;
                Ok(if self.as_exception(e).is_some() { e } else { Value::None })
            }
            FrameFn::CallingPlace => {
                let level = match arg(0) {
                    Value::Int(n) => n.max(1) as usize,
                    _ => 1,
                };
                let (file, line, source, function) = self.place_of(th, level);
                let parts = [file, function, source].map(|text| self.heap.str(&text));
                Ok(self.heap.tuple(vec![parts[0], Value::Int(line as i64), parts[2], parts[1]]))
            }
            FrameFn::Frames => match self.visible_frames(th) {
                Ok(frames) => {
                    let depth = if args.is_empty() { Value::Int(0) } else { arg(0) };
                    return self.call_prelude(th, "_frame_chain", &[frames, depth], dest);
                }
                Err(ctl) => Err(ctl),
            },
            FrameFn::Garbage => self.garbage(th, arg(0)),
            FrameFn::Locals => self.visible_names(th, true, 0),
            FrameFn::Globals => self.visible_names(th, false, 0),
            FrameFn::LineOf => {
                let wanted = arg(0).as_ref();
                let others = self.threads.iter().flat_map(|t| &t.frames);
                let mut frames = th.frames.iter().chain(others);
                let frame = frames.find(|f| f.generator.is_some() && f.generator == wanted);
                Ok(frame.map_or(Value::None, |f| Value::Int(self.line_of(f.code, f.ip.saturating_sub(1)).into())))
            }
        };
        match result {
            Ok(v) => self.deliver(th, dest, v),
            Err(ctl) => self.control(th, ctl, dest),
        }
    }

    /// Of each frame that is not hidden, the innermost first: code, line, locals, globals.
    fn visible_frames(&mut self, th: &Thread) -> Result<Value, Ctl> {
        let program = self.program.clone();
        let visible =
            |f: &&super::Frame| f.code != self.boundary_code && program.code(f.code).is_some_and(|c| !c.source.hidden);
        let places: Vec<(u32, u32)> = th.frames.iter().rev().filter(visible).map(|f| (f.code, f.ip)).collect();
        let mut frames = Vec::with_capacity(places.len());
        for (level, (code, ip)) in places.into_iter().enumerate() {
            let line = Value::Int(i64::from(self.line_of(code, ip.saturating_sub(1))));
            let names = [self.visible_names(th, true, level)?, self.visible_names(th, false, level)?];
            let code = self.code_object(code);
            frames.push(self.heap.tuple(vec![code, line, names[0], names[1]]));
        }
        Ok(self.heap.list(frames))
    }

    /// `locals()` and `globals()` of a frame that is not hidden, 0 for the innermost: a read-only view of the names now.
    fn visible_names(&mut self, th: &Thread, locals: bool, level: usize) -> Result<Value, Ctl> {
        let program = self.program.clone();
        let visible =
            |f: &&super::Frame| f.code != self.boundary_code && program.code(f.code).is_some_and(|c| !c.source.hidden);
        let Some(frame) = th.frames.iter().rev().filter(visible).nth(level) else { return Ok(Value::None) };
        let Some(linked) = program.code(frame.code) else { return Ok(Value::None) };
        if locals && matches!(frame.namespace, Value::Obj(_)) {
            return Ok(frame.namespace);
        }
        let module = linked.code.kind == crate::python::code::CodeKind::Module;
        if locals && !module {
            let regs = th.stack.get(frame.base as usize..).unwrap_or_default();
            return self.variables(&linked.code, regs);
        }
        self.names_of_space(linked.namespace)
    }

    /// The names of a module as they are now, not to be changed through this.
    ///
    /// # Errors
    /// None that a program could cause.
    pub fn names_of_space(&mut self, space: u32) -> Result<Value, Ctl> {
        if let Some(dict) = self.namespaces.get(space as usize).and_then(|n| n.dict) {
            return Ok(Value::Obj(dict));
        }
        let dict = self.new_dict();
        self.fill_from_space(dict, space)?;
        let Value::Obj(class) = self.prelude("_Names") else { return Ok(Value::Obj(dict)) };
        let names = self.new_payload(class, Value::Obj(dict))?;
        if let Value::Obj(r) = names
            && let Obj::Instance(i) = self.heap.get_mut(r)
            && let Some(place) = i.attrs.get_mut(1)
        {
            *place = Value::Int(i64::from(space));
        }
        Ok(names)
    }

    /// The `code` object of some code.
    pub fn code_object(&mut self, code: u32) -> Value {
        if let Some(&r) = self.code_objects.get(&code) {
            return Value::Obj(r);
        }
        let r = self.heap.alloc(Obj::Code(code));
        self.code_objects.insert(code, r);
        Value::Obj(r)
    }

    /// Puts the names of a namespace into a dict.
    pub fn fill_from_space(&mut self, dict: Ref, space: u32) -> Result<(), Ctl> {
        let entries: Vec<_> = self
            .namespaces
            .get(space as usize)
            .map(|n| n.index.iter().map(|(k, &i)| (*k, n.values[i as usize])).collect())
            .unwrap_or_default();
        for (name, v) in entries {
            if !v.is_unbound() {
                let key = self.sym_str(name);
                self.dict_set(dict, key, v)?;
            }
        }
        Ok(())
    }

    /// True for values whose end a program would notice: a coroutine never awaited, a generator left in the middle.
    #[inline]
    pub(super) fn needs_finalizing(&self, v: Value) -> bool {
        let Value::Obj(r) = v else { return false };
        match self.heap.get(r) {
            Obj::Generator(g) => match g.state {
                GeneratorState::Created => g.kind == GeneratorKind::Coroutine,
                GeneratorState::Suspended => g.kind == GeneratorKind::Coroutine,
                _ => false,
            },
            _ => false,
        }
    }

    /// Does what CPython does when the last reference to such a value goes.
    #[inline(never)]
    pub(super) fn finalize(&mut self, th: &mut Thread, v: Value) -> Next {
        let Value::Obj(r) = v else { return Next::Frame };
        if self.still_referenced(th, r) {
            return Next::Frame;
        }
        let Obj::Generator(g) = self.heap.get(r) else { return Next::Frame };
        if g.state == GeneratorState::Created {
            return self.never_awaited(th, r, false);
        }
        self.resume(th, v, Resume::Close, Dest::mode(Mode::Close, crate::python::op::NO_REG))
    }

    /// A coroutine that never started is gone; `outside` the program's code, where the loop runs.
    pub(super) fn never_awaited(&mut self, th: &mut Thread, r: Ref, outside: bool) -> Next {
        let text = self.never_awaited_text(r);
        if matches!(self.heap.get(r), Obj::Generator(_)) {
            self.close_generator(r);
        }
        // A program that imported `warnings` may have said what to do about them.
        if let Some(warn) = self.module_function("warnings", "_never_awaited") {
            let args = vec![self.heap.str(&text), Value::Bool(outside)];
            let dest = Dest { mode: Mode::Finalize, dst: crate::python::op::NO_REG, aux: Value::Obj(r) };
            return self.invoke(th, warn, args, Vec::new(), dest);
        }
        let (file, line, source) = match outside {
            true => (LOOP_FILE.to_string(), 89, String::from("self._context.run(self._callback, *self._args)")),
            false => {
                let (file, line, source, _) = self.place_of(th, 1);
                (file, line, source)
            }
        };
        let mut out = format!("{file}:{line}: RuntimeWarning: {text}\n");
        if !source.is_empty() {
            out.push_str(&format!("  {source}\n"));
        }
        out.push_str("RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n");
        self.warn_once(out);
        Next::Frame
    }

    pub(super) fn never_awaited_text(&self, r: Ref) -> String {
        let name = |r: Ref| match self.heap.get(r) {
            Obj::Generator(g) => self.heap.as_str(Value::Obj(g.qualname)).map_or("", |s| &*s.text),
            _ => "",
        };
        match self.heap.get(r) {
            Obj::AsyncGenOp(op) => {
                let method = match op.kind {
                    AsyncGenOpKind::Send => "asend",
                    AsyncGenOpKind::Throw => "athrow",
                    AsyncGenOpKind::Close => "aclose",
                };
                format!("coroutine method '{method}' of '{}' was never awaited", name(op.generator))
            }
            _ => format!("coroutine '{}' was never awaited", name(r)),
        }
    }

    /// An exception that nobody can be told of: it is written, unless the program put something else in the place of
    /// `sys.unraisablehook`.
    pub(super) fn report_ignored(&mut self, th: &mut Thread, exc: Value, what: Value) -> Next {
        if let Some(tell) = self.replaced_hook("unraisablehook", "_unraisable") {
            return self.invoke(
                th,
                tell,
                vec![exc, what],
                Vec::new(),
                Dest::mode(Mode::Discard, crate::python::op::NO_REG),
            );
        }
        let text = self.ignored(exc, what);
        self.write(Stream::Stderr, &text);
        Next::Frame
    }

    /// Should a program have put something else in the place of a hook of `sys`: who calls that.
    pub fn replaced_hook(&mut self, hook: &str, caller: &str) -> Option<Value> {
        let now = self.module_function("sys", hook)?;
        let own = self.module_function("sys", &format!("__{hook}__"))?;
        if now.is(own) { None } else { self.module_function("sys", caller) }
    }

    /// Writes a warning, unless it was written before.
    pub(super) fn warn_once(&mut self, text: String) {
        if !self.warned.contains(&text) {
            self.write(Stream::Stderr, &text);
            self.warned.push(text);
        }
    }

    /// What a program put in the place of `sys.stdout`; `None` if it left that alone.
    pub fn replaced_stdout(&mut self) -> Option<Value> {
        let now = self.module_function("sys", "stdout")?;
        let first = self.module_function("sys", "__stdout__")?;
        (!now.is(first)).then_some(now)
    }

    /// A name of a module that was imported.
    fn module_function(&mut self, module: &str, name: &str) -> Option<Value> {
        let Obj::Module(m) = self.heap.get(*self.modules.get(module)?) else { return None };
        let space = m.namespace as usize;
        let name = self.syms.intern(name);
        self.namespaces.get(space).map(|n| n.get(name)).filter(|v| !v.is_unbound())
    }

    fn still_referenced(&mut self, th: &Thread, r: Ref) -> bool {
        let roots = self.roots();
        let top = self.top_of(th);
        let live: Vec<Value> = th.stack[..top.min(th.stack.len())].to_vec();
        self.heap.reaches(r, |m| {
            m.values(&live);
            th.trace_frames(m);
            roots.mark(m);
        })
    }

    /// Does anything that a program or the machine can reach refer to the object? To be asked while no thread runs.
    pub fn is_referenced(&mut self, r: Ref) -> bool {
        let mut roots = self.roots();
        // Registers above the frame on top hold what earlier calls left there.
        roots.forget_unused_registers(self);
        self.heap.reaches(r, |m| roots.mark(m))
    }

    /// File, line, source line and function of the thread's frames that are not hidden; level 1 is the innermost.
    fn place_of(&self, th: &Thread, level: usize) -> (String, usize, String, String) {
        let program = self.program.clone();
        let visible = th.frames.iter().rev().filter_map(|f| {
            let linked = program.code(f.code).filter(|c| !c.source.hidden && f.code != self.boundary_code)?;
            let range = linked.code.position(f.ip.saturating_sub(1) as usize).range;
            let before = linked.source.text.get(..range.start as usize)?;
            let line = before.matches('\n').count();
            let source = linked.source.text.lines().nth(line).unwrap_or("").trim().to_string();
            Some((linked.source.filename.to_string(), line + 1, source, linked.code.name.clone()))
        });
        let mut visible: Vec<_> = visible.take(level).collect();
        if visible.len() < level {
            return (String::from("sys"), 1, String::new(), String::from("<module>"));
        }
        visible.swap_remove(level - 1)
    }

    /// From now on, a call of this coroutine function with one number that is awaited at once awaits what the native function
    /// gives for the number and None, or `marker` if the number is not positive.
    pub fn await_without(&mut self, function: Value, native: Value, marker: Value) {
        if let Value::Obj(r) = function
            && let Obj::Function(f) = self.heap.get(r)
        {
            self.awaited_directly = Some(super::call::AwaitedDirectly { code: f.code, native, marker });
        }
    }

    /// Writes text that the program made, if its budgets allow that.
    ///
    /// # Errors
    /// `Ctl::Limit`.
    pub fn print(&mut self, stream: Stream, text: &str) -> R<()> {
        self.heap.reserve_output(text.len())?;
        self.write(stream, text);
        Ok(())
    }

    /// Writes text for the machine to take.
    pub fn write(&mut self, stream: Stream, text: &str) {
        let at = self.spent.cost;
        self.heap.wrote(text.len());
        match self.written.last_mut() {
            Some(last) if last.at == at && last.stream == stream => last.text.push_str(text),
            _ => self.written.push(Written { at, stream, text: text.to_string() }),
        }
    }

    /// The exceptions that end a run without a traceback.
    pub fn exit_code(&mut self, exc: Value) -> Option<Value> {
        if !self.is_exc(exc, Exc::SystemExit) {
            return None;
        }
        let name = self.syms.intern("code");
        // A class of its own may say it in its own way.
        Some(self.load_attr(exc, name).unwrap_or(Value::None))
    }
}
