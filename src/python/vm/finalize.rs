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
use crate::python::compiler::effects::{Effects, effects};
use crate::python::exception::TRACEBACK;
use crate::python::native::Resume;
use crate::python::object::{GeneratorKind, GeneratorState, Obj, Traceback};
use crate::python::op::{NO_REG, Op};
use crate::python::sym::names;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use std::collections::BTreeSet;

/// Looks are free in a run until they have met so many objects; after that one is made when as many instructions were executed as
/// there are objects to mark, and with many objects several times as many: so looking never takes most of the time.
const FREE: u64 = 20_000_000;
const FEW_OBJECTS: usize = 20_000;
const INSTRUCTIONS_EACH: u64 = 64;
/// A look that must be made beyond that counts as an instruction for so many objects.
const OBJECTS_AN_INSTRUCTION: u64 = 8;
/// From what is let go, so many objects are followed in search of a watched one.
const FOLLOWED: usize = 64;

/// The objects whose end a program could notice.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    /// In the order in which they began to matter.
    pub(super) objects: Vec<Ref>,
    /// The same, to ask for one.
    known: BTreeSet<Ref>,
    /// Found in cycles or hanging from one: counting references would not end them, a collection of cycles does.
    cyclic: Vec<Ref>,
    /// Cycles end as well at the next look.
    cycles_end: bool,
    /// What a program asks next must be true: look, whatever it costs.
    now: bool,
    /// Those that are gone too, but end only after the one that is ending now; with how many were ending when that was found.
    waiting: Vec<(usize, Ref)>,
    /// So many coroutines more are not watched.
    pub(super) skip: u32,
    /// How many that were the last time.
    pub(super) skip_next: u32,
    /// Coroutines that are not watched, some of which may never be awaited.
    pub(super) late: Vec<Ref>,
    /// When so many are remembered, those that have started are forgotten.
    pub(super) late_limit: usize,
    /// What was let go is a list or tuple, whose last item goes first.
    backwards: bool,
    /// It was let go where the loop runs, not in the program's own code.
    outside: bool,
    /// Some are instances with an end of their own, which may be many.
    instances: bool,
    /// Something that leads to one of them was let go since the last look.
    hint: bool,
    /// So many objects were met by looks.
    met: u64,
    next_look: u64,
    /// Instructions of all runs so far.
    instructions: u64,
}

impl Watch {
    /// True while there is nothing to watch.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty() && !self.hint
    }

    /// The objects, and the coroutines to be told of at the end; a collection of garbage must leave them.
    pub fn objects(&self) -> Vec<Ref> {
        [&self.objects[..], &self.cyclic, &self.late].concat()
    }

    pub(super) fn add(&mut self, r: Ref) {
        if self.known.insert(r) {
            self.objects.push(r);
        }
    }

    fn remove(&mut self, r: Ref) {
        if self.known.remove(&r) {
            self.objects.retain(|&o| o != r);
        }
    }

    pub(super) fn keep(&mut self, is_kept: impl Fn(Ref) -> bool) {
        let Watch { objects, known, .. } = self;
        objects.retain(|&r| is_kept(r) || !known.remove(&r));
        self.hint &= !self.objects.is_empty();
    }

    /// What was found in a cycle is named again: it may be held by something else from now on.
    pub(super) fn named_again(&mut self, r: Ref) {
        if let Some(at) = self.cyclic.iter().position(|&o| o == r) {
            self.cyclic.remove(at);
            self.add(r);
        }
    }

    /// At the next look, cycles that nothing refers to end too.
    pub(super) fn end_cycles(&mut self) {
        for r in std::mem::take(&mut self.cyclic) {
            self.add(r);
        }
        self.cycles_end = true;
        self.hint = true;
        self.now = true;
    }

    /// Should something be over that nobody has looked for yet, it is looked for before the next instruction.
    pub(super) fn settle(&mut self) {
        self.now = self.hint;
    }

    /// Counts the instructions of a run that is over.
    pub(super) fn count(&mut self, instructions: u64) {
        self.instructions += instructions;
    }

    /// Something that is watched may be over.
    pub fn hint_if_any(&mut self) {
        self.hint |= !self.objects.is_empty();
    }

    /// Something may be over.
    pub fn hint(&mut self) {
        self.hint = true;
    }
}

impl Vm {
    /// The end of this object could be noticed from now on.
    pub fn watch(&mut self, r: Ref) {
        // Streams of asyncio have an end too, but nobody waits for it.
        self.watch.instances |= match self.heap.get(r) {
            Obj::Instance(i) => !self.class_full_name(i.class).starts_with("asyncio."),
            _ => false,
        };
        self.watch.add(r);
    }

    /// Its end is no longer of interest: it has come.
    pub fn unwatch(&mut self, r: Ref) {
        if self.weak.names(r) {
            return;
        }
        self.watch.remove(r);
        self.watch.hint &= !self.watch.objects.is_empty();
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
        if protected && !self.watch.known.contains(&r) {
            self.watch(r);
            // Who resumed it may have had it for that alone.
            self.watch.hint = true;
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
        self.watch.now
            || self.weak.is_due()
            || (self.watch.met < FREE && self.heap.len() < FEW_OBJECTS)
            || self.watch.instructions + self.spent.instructions >= self.watch.next_look
    }

    /// True if the value is or holds a watched object, as far as one can see from it.
    pub(super) fn leads_to_watched(&self, v: Value) -> bool {
        let Value::Obj(r) = v else { return false };
        let doubt = self.watch.instances || !self.weak.is_empty();
        self.heap.leads_to(r, &|r| self.watch.known.contains(&r) || self.weak.tells(r), FOLLOWED, doubt)
    }

    /// Looks for a watched object that nothing refers to any more, and begins to end it: its frame is on top then.
    #[inline(never)]
    pub(super) fn look(&mut self, th: &mut Thread) -> Next {
        self.watch.hint = false;
        let forced = std::mem::take(&mut self.watch.now);
        if let Some((callback, reference)) = self.weak.due() {
            self.watch.now = forced;
            let dest = Dest { mode: Mode::Finalize, dst: NO_REG, aux: callback };
            return self.invoke(th, callback, vec![reference], Vec::new(), dest);
        }
        let (heap, weak) = (&self.heap, &self.weak);
        self.watch.keep(|r| match heap.get(r) {
            Obj::Generator(g) => match g.state {
                GeneratorState::Created => g.kind == GeneratorKind::Coroutine || weak.names(r),
                state => state != GeneratorState::Closed || weak.names(r),
            },
            _ => true,
        });
        let outside = std::mem::take(&mut self.watch.outside);
        self.forget_dead_registers(th, false);
        if !self.watch.cycles_end && self.all_plainly_held(th) {
            return Next::Frame;
        }
        let objects = self.heap.len() as u64;
        self.watch.met += objects;
        if forced && self.watch.met > FREE {
            self.spent.instructions += objects / OBJECTS_AN_INSTRUCTION;
        }
        let each = if self.heap.len() < FEW_OBJECTS { 1 } else { INSTRUCTIONS_EACH };
        self.watch.next_look = self.watch.instructions + self.spent.instructions + each * objects;
        let ending = th.frames.iter().filter(|f| f.dest.mode == Mode::Finalize).count();
        self.watch.waiting.retain(|(since, _)| *since < ending);
        let watched = [&self.watch.objects[..], &self.weak.references()].concat();
        let mut gone = self.unreachable(th, &watched);
        self.weak.forget_those(&gone, self.watch.cycles_end);
        gone.retain(|r| self.watch.known.contains(r));
        if gone.is_empty() {
            self.watch.cycles_end = false;
            return Next::Frame;
        }
        if !self.watch.cycles_end {
            let kept: BTreeSet<Ref> = self.heap.in_cycles().into_iter().collect();
            for &r in gone.iter().filter(|r| kept.contains(r)) {
                self.watch.remove(r);
                self.watch.cyclic.push(r);
            }
            gone.retain(|r| !kept.contains(r));
        }
        // What holds another goes first.
        let heap = &self.heap;
        let held = |r: Ref| gone.iter().any(|&o| o != r && heap.leads_to(o, &|to| to == r, FOLLOWED, false));
        let first = if gone.len() > FOLLOWED { None } else { gone.iter().position(|&r| !held(r)) };
        if gone.is_empty() {
            return Next::Frame;
        }
        // What is to be settled is settled to its end.
        self.watch.now = forced;
        if gone.iter().all(|&r| self.weak.names(r) && !self.has_code(r)) {
            if self.watch.backwards {
                gone.reverse();
            }
            for r in gone {
                self.weak.end(r);
                self.unwatch(r);
            }
            self.watch.hint = true;
            return Next::Frame;
        }
        let first = if self.watch.backwards { gone.len().checked_sub(1) } else { first };
        let r = gone.remove(first.unwrap_or(0));
        self.watch.waiting.extend(gone.into_iter().map(|r| (ending, r)));
        let frames = th.frames.len();
        let next = self.end(th, r, outside);
        if th.frames.len() == frames {
            self.watch.hint = true;
            self.watch.outside = outside;
        }
        next
    }

    /// True if the end of the object runs code of its own.
    fn has_code(&mut self, r: Ref) -> bool {
        match self.heap.get(r) {
            Obj::Generator(g) => g.state != GeneratorState::Closed && !g.ended,
            Obj::AsyncGenOp(_) => false,
            _ => !self.weak.finished(r) && !self.lookup_special(Value::Obj(r), names::DEL).is_unbound(),
        }
    }

    /// One object is over: its own code runs, or what names it weakly learns of it.
    fn end(&mut self, th: &mut Thread, r: Ref, outside: bool) -> Next {
        let is_generator = matches!(self.heap.get(r), Obj::Generator(_));
        let has_code = self.has_code(r);
        // A generator's weak references are told before its code runs, those of other objects behind `__del__`; in a collection of
        // cycles always before.
        if self.weak.names(r) && (is_generator || !has_code || self.watch.cycles_end) {
            self.weak.end(r);
            if !has_code {
                self.unwatch(r);
            }
            return Next::Frame;
        }
        if self.weak.names(r) {
            self.weak.finish(r);
        } else {
            self.unwatch(r);
        }
        match self.heap.get(r) {
            Obj::Generator(g) if g.state == GeneratorState::Created && g.kind == GeneratorKind::Coroutine => {
                self.never_awaited(th, r, outside)
            }
            Obj::AsyncGenOp(_) => self.never_awaited(th, r, outside),
            _ if has_code => self.end_object(th, r),
            _ => Next::Frame,
        }
    }

    /// Those of some objects that nothing refers to any more.
    fn unreachable(&mut self, th: &Thread, objects: &[Ref]) -> Vec<Ref> {
        let roots = self.roots();
        let top = self.top_of(th).min(th.stack.len());
        let (heap, waiting) = (&mut self.heap, &self.watch.waiting);
        heap.unreachable(objects, |m| {
            waiting.iter().for_each(|&(_, r)| m.object(r));
            m.values(&th.stack[..top]);
            th.trace_frames(m);
            roots.mark(m);
        })
    }

    /// Forgets weak references that are gone themselves.
    pub(super) fn forget_lost_references(&mut self, th: &mut Thread) {
        self.forget_dead_registers(th, true);
        let references = self.weak.references();
        let gone = self.unreachable(th, &references);
        self.weak.forget_those(&gone, false);
    }

    /// The objects in cycles that nothing refers to, as far as a collection of cycles would count them.
    pub(super) fn cyclic_garbage(&mut self, th: &mut Thread) -> Vec<Ref> {
        self.forget_dead_registers(th, true);
        self.unreachable(th, &[]);
        self.heap.in_cycles()
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

    /// True if each watched object is a variable of a frame or of a module, or stands in a list or tuple that is a frame's: no need
    /// to look any further.
    fn all_plainly_held(&self, th: &Thread) -> bool {
        let is_running = |r: &Ref| matches!(self.heap.get(*r), Obj::Generator(g) if g.state == GeneratorState::Running);
        let mut open: BTreeSet<Ref> = self.watch.objects.iter().copied().filter(|r| !is_running(r)).collect();
        if open.len() > FOLLOWED {
            return false;
        }
        let found = |open: &mut BTreeSet<Ref>, v: &Value| {
            if let Value::Obj(r) = v {
                open.remove(r);
            }
        };
        for v in &th.stack[..self.top_of(th).min(th.stack.len())] {
            found(&mut open, v);
            let items: &[Value] = match v {
                Value::Obj(r) => match self.heap.get(*r) {
                    Obj::List(items) => items,
                    Obj::Tuple(items) => items,
                    _ => &[],
                },
                _ => &[],
            };
            items.iter().rev().take(FOLLOWED).for_each(|v| found(&mut open, v));
            if open.is_empty() {
                return true;
            }
        }
        self.namespaces.iter().flat_map(|n| &n.values).for_each(|v| found(&mut open, v));
        open.is_empty()
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
        let late = late.into_iter().filter(|&r| self.is_not_started(r)).collect::<Vec<Ref>>();
        for r in std::mem::take(&mut self.watch.cyclic).into_iter().chain(late) {
            self.watch.add(r);
        }
        while !self.watch.objects.is_empty() {
            let r = self.watch.objects.remove(0);
            self.watch.known.remove(&r);
            if self.weak.finished(r) {
                continue;
            }
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
                Obj::Generator(_) | Obj::AsyncGenOp(_) => {}
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
}
