//! What a program notices when an object goes: the `finally` of a generator left in the middle, `__del__`.
//!
//! CPython counts references and ends an object with the last of them. Here nothing is counted. Objects whose end could be
//! noticed are *watched*: generators suspended inside `try` or `with`, instances of classes with `__del__`. While there are
//! any, the interpreter looks at each instruction that lets go of something that leads to one, and then finds out by marking
//! whether it can still be reached. Programs without such objects pay one branch an instruction.

use super::Vm;
use super::frame::{Dest, Frame, Mode, Thread};
use super::link::LinkedCode;
use super::run::Next;
use crate::python::compiler::effects::{Effects, effects, may_raise, next_places};
use crate::python::exception::TRACEBACK;
use crate::python::native::Resume;
use crate::python::object::{GeneratorKind, GeneratorState, Obj, Traceback};
use crate::python::op::{NO_REG, Op};
use crate::python::sym::names;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};

/// So many looks are free in a run; after that one is made when about as many instructions were executed as there are objects
/// to mark, so that looking never takes more than half of the time.
const FREE_LOOKS: u32 = 2_000;
/// Where more coroutines than this wait to be started, they are many on purpose: they and the next so many are not watched.
const COROUTINES: usize = 24;
const UNWATCHED: u32 = 2_000;
/// So many of those are remembered until the program ends, which tells of them if nobody awaited them.
const LATE: usize = 4_096;
/// From what is let go, so many objects are followed in search of a watched one.
const FOLLOWED: usize = 64;

/// The objects whose end a program could notice.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    /// In the order in which they began to matter.
    objects: Vec<Ref>,
    /// Those that are gone too, but end only after the one that is ending now; with how many were ending when that was found.
    waiting: Vec<(usize, Ref)>,
    /// So many coroutines more are not watched.
    skip: u32,
    /// Coroutines that are not watched, some of which may never be awaited.
    late: Vec<Ref>,
    /// When so many are remembered, those that have started are forgotten.
    late_limit: usize,
    /// What was let go is a list or tuple, whose last item goes first.
    backwards: bool,
    /// It was let go where the loop runs, not in the program's own code.
    outside: bool,
    /// Something that leads to one of them was let go since the last look.
    hint: bool,
    looks: u32,
    next_look: u64,
    /// Instructions of all runs so far.
    instructions: u64,
}

impl Watch {
    /// True while there is nothing to watch.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    /// The objects, and the coroutines to be told of at the end; a collection of garbage must leave them.
    pub fn objects(&self) -> Vec<Ref> {
        self.objects.iter().chain(&self.late).copied().collect()
    }

    /// Counts the instructions of a run that is over.
    pub(super) fn count(&mut self, instructions: u64) {
        self.instructions += instructions;
    }

    /// Something may be over.
    pub fn hint(&mut self) {
        self.hint = true;
    }
}

impl Vm {
    /// The end of this object could be noticed from now on.
    pub fn watch(&mut self, r: Ref) {
        if !self.watch.objects.contains(&r) {
            self.watch.objects.push(r);
        }
    }

    /// Its end is no longer of interest: it has come.
    pub fn unwatch(&mut self, r: Ref) {
        self.watch.objects.retain(|&o| o != r);
        self.watch.hint &= !self.watch.objects.is_empty();
    }

    /// A coroutine was made that is not awaited at once: should it never be, a warning says so.
    pub(super) fn watch_coroutine(&mut self, v: Value) {
        let Value::Obj(r) = v else { return };
        if self.watch.skip > 0 {
            self.watch.skip -= 1;
            self.remember_coroutine(r);
        } else if self.watch.objects.len() < COROUTINES {
            self.watch.objects.push(r);
        } else {
            let objects = std::mem::take(&mut self.watch.objects);
            let (created, others) = objects.into_iter().partition(|&r| self.is_not_started(r));
            self.watch.objects = others;
            self.watch.skip = UNWATCHED;
            let created: Vec<Ref> = created;
            created.into_iter().chain([r]).for_each(|r| self.remember_coroutine(r));
        }
    }

    /// Remembers a coroutine for the end of the program, if it is one of not too many.
    fn remember_coroutine(&mut self, r: Ref) {
        self.watch.late.push(r);
        if self.watch.late.len() < self.watch.late_limit {
            return;
        }
        let mut late = std::mem::take(&mut self.watch.late);
        late.retain(|&r| self.is_not_started(r));
        if late.len() > LATE {
            late.drain(..late.len() - LATE);
        }
        self.watch.late_limit = late.len() * 2 + COROUTINES;
        self.watch.late = late;
    }

    fn is_not_started(&self, r: Ref) -> bool {
        matches!(self.heap.get(r), Obj::Generator(g) if g.state == GeneratorState::Created)
    }

    /// The code that the machine called has come to its end, and may have let go of something.
    pub(super) fn left_loop(&mut self) {
        self.watch.outside |= self.watch.hint;
    }

    /// A generator was suspended: watched if it stands inside something that would run at its end.
    #[inline]
    pub(super) fn watch_generator(&mut self, r: Ref) {
        let Obj::Generator(g) = self.heap.get(r) else { return };
        if g.kind == GeneratorKind::Coroutine || g.ended {
            return;
        }
        let (code, at) = (g.code, g.ip.saturating_sub(1));
        let protected =
            self.program.code(code).is_some_and(|c| c.code.handlers.iter().any(|h| h.start <= at && at < h.end));
        if protected {
            self.watch(r);
        }
    }

    /// Before an instruction that a watched program executes: true if something must be looked at first.
    pub(super) fn before(&mut self, op: Op, regs: &[Value], linked: &LinkedCode, handled: Value) -> bool {
        if self.watch.hint && self.may_look() {
            return true;
        }
        let mut in_list = false;
        let mut leads = |vm: &Vm, v: Value| {
            let leads = vm.leads_to_watched(v);
            if leads && let Value::Obj(r) = v {
                in_list = matches!(vm.heap.get(r), Obj::List(_) | Obj::Tuple(_));
            }
            leads
        };
        let register = |r: u16| regs.get(usize::from(r)).copied().unwrap_or_default();
        let lets_go = match op {
            Op::StoreGlobal { slot, .. } | Op::DeleteGlobal { slot } => {
                let space = self.namespaces.get(linked.namespace as usize);
                leads(self, space.and_then(|n| n.values.get(slot as usize)).copied().unwrap_or_default())
            }
            Op::StoreDeref { cell: r, .. }
            | Op::DeleteDeref { cell: r }
            | Op::StoreAttr { obj: r, .. }
            | Op::DeleteAttr { obj: r, .. }
            | Op::StoreSub { obj: r, .. }
            | Op::DeleteSub { obj: r, .. }
            | Op::Drop { reg: r } => leads(self, register(r)),
            Op::PopExc { .. } => leads(self, handled),
            Op::Return { .. } | Op::ReturnNone => regs.iter().any(|&v| leads(self, v)),
            // A function in Python has what it is given in variables of its own; they are looked at when it returns.
            Op::Call { base, .. }
            | Op::CallKw { base, .. }
            | Op::CallMethod { base, .. }
            | Op::CallMethodKw { base, .. }
                if self.is_in_python(register(base)) =>
            {
                false
            }
            Op::Call { base, argc, .. } | Op::CallKw { base, argc, .. } => {
                regs.iter().skip(usize::from(base)).take(1 + usize::from(argc)).any(|&v| leads(self, v))
            }
            Op::CallMethod { base, argc, .. } | Op::CallMethodKw { base, argc, .. } => {
                regs.iter().skip(usize::from(base)).take(2 + usize::from(argc)).any(|&v| leads(self, v))
            }
            Op::CallEx { base, .. } => regs.iter().skip(usize::from(base)).take(3).any(|&v| leads(self, v)),
            _ => {
                // A variable gets another value.
                let Effects { reads, writes, unbinds, .. } = effects(op);
                let variables = linked.code.var_names.len();
                // A coroutine is used up as no other value is: as a condition, by an operator.
                let used = matches!(
                    op,
                    Op::JumpIfTrue { .. }
                        | Op::JumpIfFalse { .. }
                        | Op::JumpIfNone { .. }
                        | Op::JumpIfNotNone { .. }
                        | Op::Binary { .. }
                        | Op::AddImm { .. }
                        | Op::Unary { .. }
                        | Op::Compare { .. }
                ) && reads.iter().any(|r| r.each().any(|at| at >= variables && self.not_started(regs, at)));
                let overwritten = writes.each().chain(unbinds.map(usize::from)).filter(|&r| r < variables);
                used || overwritten.into_iter().any(|r| leads(self, regs.get(r).copied().unwrap_or_default()))
            }
        };
        if lets_go {
            self.watch.hint = true;
            self.watch.backwards = in_list;
        }
        false
    }

    fn is_in_python(&self, callee: Value) -> bool {
        matches!(callee, Value::Obj(r) if matches!(self.heap.get(r), Obj::Function(_)))
    }

    /// True if a register holds a coroutine that has not started.
    fn not_started(&self, regs: &[Value], at: usize) -> bool {
        let Some(Value::Obj(r)) = regs.get(at) else { return false };
        matches!(self.heap.get(*r), Obj::Generator(g)
            if g.state == GeneratorState::Created && g.kind == GeneratorKind::Coroutine)
    }

    fn may_look(&self) -> bool {
        self.watch.looks < FREE_LOOKS || self.watch.instructions + self.spent.instructions >= self.watch.next_look
    }

    /// True if the value is or holds a watched object, as far as one can see from it.
    fn leads_to_watched(&self, v: Value) -> bool {
        let Value::Obj(r) = v else { return false };
        self.heap.leads_to(r, &self.watch.objects, FOLLOWED)
    }

    /// Looks for a watched object that nothing refers to any more, and begins to end it: its frame is on top then.
    pub(super) fn look(&mut self, th: &mut Thread) -> Next {
        self.watch.hint = false;
        let heap = &self.heap;
        self.watch.objects.retain(|&r| match heap.get(r) {
            Obj::Generator(g) => match g.state {
                GeneratorState::Created => g.kind == GeneratorKind::Coroutine,
                state => state != GeneratorState::Closed,
            },
            _ => true,
        });
        let outside = std::mem::take(&mut self.watch.outside);
        self.forget_dead_registers(th);
        if self.watch.objects.iter().all(|&r| self.plainly_held(th, r)) {
            return Next::Frame;
        }
        self.watch.looks = self.watch.looks.saturating_add(1);
        self.watch.next_look = self.watch.instructions + self.spent.instructions + self.heap.len() as u64;
        let ending = th.frames.iter().filter(|f| f.dest.mode == Mode::Finalize).count();
        self.watch.waiting.retain(|(since, _)| *since < ending);
        let waiting = self.watch.waiting.clone();
        let roots = self.roots();
        let top = self.top_of(th).min(th.stack.len());
        let mut gone = self.heap.unreachable(&self.watch.objects, |m| {
            waiting.iter().for_each(|&(_, r)| m.object(r));
            m.values(&th.stack[..top]);
            th.trace_frames(m);
            roots.mark(m);
        });
        // What holds another goes first.
        let heap = &self.heap;
        let first = gone.iter().position(|&r| !gone.iter().any(|&o| o != r && heap.leads_to(o, &[r], FOLLOWED)));
        if gone.is_empty() {
            return Next::Frame;
        }
        let first = if self.watch.backwards { gone.len().checked_sub(1) } else { first };
        let r = gone.remove(first.unwrap_or(0));
        self.watch.waiting.extend(gone.into_iter().map(|r| (ending, r)));
        self.unwatch(r);
        let frames = th.frames.len();
        let next = match self.heap.get(r) {
            Obj::Generator(g) if g.state == GeneratorState::Created => self.never_awaited(th, r, outside),
            _ => self.end_object(th, r),
        };
        if th.frames.len() == frames {
            self.watch.hint = true;
            self.watch.outside = outside;
        }
        next
    }

    /// What a frame holds that leads to a watched object.
    pub(super) fn held_by(&self, th: &Thread, frame: &Frame, linked: &LinkedCode) -> Vec<Value> {
        let base = frame.base as usize;
        let variables = th.stack.get(base..base + linked.code.var_names.len()).unwrap_or_default();
        variables.iter().copied().filter(|&v| self.leads_to_watched(v)).collect()
    }

    /// A generator that was to end has yielded instead.
    pub(super) fn ignored_exit(&mut self, th: &mut Thread, generator: Value, text: String) -> Next {
        let class = self.types.exc(Exc::RuntimeError);
        let text = self.heap.str(&text);
        let exc = self.exception(class, vec![text]);
        if let Some((frame, linked)) = th.frames.last().and_then(|f| Some((f, self.program.code(f.code)?)))
            && !linked.source.hidden
        {
            let entry =
                Traceback { code: frame.code, ip: frame.ip.saturating_sub(1), next: Value::None, held: Vec::new() };
            let entry = Value::Obj(self.heap.alloc(Obj::Traceback(Box::new(entry))));
            self.set_exc_slot(exc, TRACEBACK, entry);
        }
        let text = self.ignored(exc, generator);
        self.write(super::Stream::Stderr, &text);
        Next::Frame
    }

    /// True if a variable of a frame or of a module is the object: no need to look any further.
    fn plainly_held(&self, th: &Thread, r: Ref) -> bool {
        let top = self.top_of(th).min(th.stack.len());
        let is = |v: &Value| matches!(v, Value::Obj(o) if *o == r);
        let running = matches!(self.heap.get(r), Obj::Generator(g) if g.state == GeneratorState::Running);
        running || th.stack[..top].iter().any(is) || self.namespaces.iter().any(|n| n.values.iter().any(is))
    }

    /// Begins what the end of an object does.
    fn end_object(&mut self, th: &mut Thread, r: Ref) -> Next {
        let v = Value::Obj(r);
        if let Obj::Generator(g) = self.heap.get_mut(r) {
            g.ended = true;
        }
        let dest = Dest { mode: Mode::Finalize, dst: NO_REG, aux: v };
        match self.heap.get(r) {
            Obj::Generator(g) if g.kind == GeneratorKind::AsyncGenerator && !self.async_gen_finalizer.is_none() => {
                let finalizer = self.async_gen_finalizer;
                self.invoke(th, finalizer, vec![v], Vec::new(), dest)
            }
            Obj::Generator(_) => self.resume(th, v, Resume::Close, dest),
            _ => {
                let method = self.lookup_special(v, names::DEL);
                if method.is_unbound() {
                    return Next::Frame;
                }
                let dest = Dest { aux: method, ..dest };
                self.invoke(th, method, vec![v], Vec::new(), dest)
            }
        }
    }

    /// An async generator is used for the first time: a loop that ends asks for those it started (`shutdown_asyncgens`).
    pub(super) fn async_gen_started(&mut self, r: Ref) {
        if let Obj::Generator(g) = self.heap.get_mut(r)
            && !std::mem::replace(&mut g.ag_hooked, true)
        {
            self.async_gens.push((r, self.running_thread));
        }
    }

    /// The async generators that this thread started and that are not at their end; they are told once.
    pub fn take_async_gens(&mut self) -> Vec<Ref> {
        let thread = self.running_thread;
        let (mine, others) = std::mem::take(&mut self.async_gens).into_iter().partition(|(_, t)| *t == thread);
        self.async_gens = others;
        let open = |r: &Ref| matches!(self.heap.get(*r), Obj::Generator(g) if g.state == GeneratorState::Suspended);
        mine.into_iter().map(|(r, _)| r).filter(open).collect()
    }

    /// After a collection: forgets async generators that are gone.
    pub(super) fn sweep_async_gens(&mut self) {
        let heap = &self.heap;
        self.async_gens.retain(|(r, _)| matches!(heap.get(*r), Obj::Generator(_)));
    }

    /// The next object to end when the program is over: what to call, with what; a generator is resumed instead.
    pub fn next_to_end(&mut self) -> Option<(Value, Option<Value>)> {
        let late = std::mem::take(&mut self.watch.late);
        let late: Vec<Ref> = late.into_iter().filter(|&r| self.is_not_started(r)).collect();
        self.watch.objects.extend(late);
        while !self.watch.objects.is_empty() {
            let r = self.watch.objects.remove(0);
            let v = Value::Obj(r);
            match self.heap.get(r) {
                Obj::Generator(g) if g.state == GeneratorState::Suspended && g.kind == GeneratorKind::Generator => {
                    if let Obj::Generator(g) = self.heap.get_mut(r) {
                        g.ended = true;
                    }
                    return Some((v, None));
                }
                Obj::Generator(g) if g.state == GeneratorState::Created && g.kind == GeneratorKind::Coroutine => {
                    let text = format!("<sys>:0: RuntimeWarning: {}\n", self.never_awaited_text(r));
                    self.warn_once(text);
                }
                Obj::Generator(_) => {}
                _ => {
                    let method = self.lookup_special(v, names::DEL);
                    if !method.is_unbound() {
                        return Some((method, Some(v)));
                    }
                }
            }
        }
        None
    }

    /// An exception that nobody can be told of, as CPython prints it.
    pub fn ignored(&mut self, exc: Value, what: Value) -> String {
        let name = self.repr_native(what).unwrap_or_default();
        format!("Exception ignored in: {name}\n{}", self.format_unmarked(exc))
    }

    /// True if an exception is how a generator ends that was closed.
    pub fn ends_closed(&self, exc: Value) -> bool {
        self.is_exc(exc, Exc::GeneratorExit) || self.is_exc(exc, Exc::StopIteration)
    }

    /// Unbinds registers that hold a watched object and are not read any more: what an instruction left behind.
    fn forget_dead_registers(&mut self, th: &mut Thread) {
        let program = self.program.clone();
        let mut end = th.stack.len();
        for i in (0..th.frames.len()).rev() {
            let (code, base, ip) = (th.frames[i].code, th.frames[i].base as usize, th.frames[i].ip as usize);
            // The register that a call's result goes to holds nothing until then; other instructions may be executed again.
            let above = th.frames.get(i + 1).map(|f| f.dest);
            let result = above.filter(|dest| matches!(dest.mode, Mode::Call | Mode::Init)).map(|dest| dest.dst);
            let ip = if above.is_some() && result.is_none() { ip.saturating_sub(1) } else { ip };
            let Some(linked) = program.code(code) else { continue };
            let from = (base + linked.code.var_names.len()).min(end);
            for at in from..end.min(base + usize::from(linked.code.nregs)) {
                let reg = (at - base) as u16;
                if self.leads_to_watched(th.stack[at]) && (result == Some(reg) || !is_read(linked, ip, reg)) {
                    th.stack[at] = Value::Unbound;
                }
            }
            end = end.min(base);
        }
    }

    /// The same for the registers of a generator that was just suspended.
    pub(super) fn forget_dead_of(&mut self, r: Ref) {
        let Obj::Generator(g) = self.heap.get(r) else { return };
        let program = self.program.clone();
        let Some(linked) = program.code(g.code) else { return };
        let (ip, from) = (g.ip as usize, linked.code.var_names.len());
        let dead: Vec<usize> = (from..g.regs.len())
            .filter(|&at| self.leads_to_watched(g.regs[at]) && !is_read(linked, ip, at as u16))
            .collect();
        if let Obj::Generator(g) = self.heap.get_mut(r) {
            dead.into_iter().for_each(|at| g.regs[at] = Value::Unbound);
        }
    }
}

/// True if a register may be read from `from` on before it gets another value.
fn is_read(linked: &LinkedCode, from: usize, reg: u16) -> bool {
    let ops = &linked.code.ops;
    let mut seen = vec![false; ops.len()];
    // Should the call before `from` raise, its handler goes on.
    let handler = |ip: u32| linked.code.handlers.iter().find(|h| (h.start..h.end).contains(&ip)).map(|h| h.target);
    let mut todo = vec![from];
    todo.extend((from as u32).checked_sub(1).and_then(handler).map(|target| target as usize));
    let at_reg = usize::from(reg);
    while let Some(ip) = todo.pop() {
        let Some(&op) = ops.get(ip).filter(|_| !std::mem::replace(&mut seen[ip], true)) else { continue };
        let effects = effects(op);
        if effects.reads.iter().any(|r| r.each().contains(&at_reg)) || effects.peeks == Some(reg) {
            return true;
        }
        if may_raise(op) {
            todo.extend(handler(ip as u32).map(|target| target as usize));
        }
        let overwritten = effects.writes.each().contains(&at_reg) && !matches!(op, Op::ForIter { .. });
        if overwritten || effects.unbinds == Some(reg) || effects.overlaid.is_some_and(|first| first <= reg) {
            continue;
        }
        todo.extend(next_places(ip, op));
    }
    false
}
