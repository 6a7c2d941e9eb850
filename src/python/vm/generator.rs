//! Generators, coroutines, async generators: leaving a frame that will go on later, and going on with it.

use super::Vm;
use super::frame::{Dest, Frame, Mode, Thread};
use super::run::Next;
use crate::python::future_slots as slot;
use crate::python::native::{Ctl, Resume};
use crate::python::object::{AsyncGenOp, AsyncGenOpKind, AsyncGenOpState, GeneratorKind, GeneratorState, Iter, Obj};
use crate::python::op::{NO_REG, Op, Reg};
use crate::python::sym::names;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};

/// The place of a frame that an exception was thrown into before it ran: behind all instructions.
pub(super) const NOT_STARTED: u32 = u32::MAX;

impl Vm {
    /// `yield` in the frame on top.
    pub(super) fn yield_value(&mut self, th: &mut Thread, dst: Reg, v: Value) -> Next {
        let operation = th.frames.last().and_then(|f| f.operation);
        let Some(frame) = self.leave_suspended(th, dst, false) else { return Next::Frame };
        match operation {
            Some(op) => self.async_yielded(th, op, frame.dest, v),
            None => self.deliver_yield(th, frame.dest, v, frame.generator),
        }
    }

    /// Takes the generator frame on top off the thread, keeping its registers in the generator. What is sent in when it goes on
    /// is for the register `entry`.
    fn leave_suspended(&mut self, th: &mut Thread, entry: Reg, delegating: bool) -> Option<Frame> {
        let frame = th.frames.pop()?;
        let own = if !th.handled.is(frame.handled_before) || self.handles_too(th.handled, &frame, delegating) {
            th.handled
        } else {
            Value::None
        };
        th.handled = frame.handled_before;
        if let Some(r) = frame.generator
            && let Obj::Generator(g) = self.heap.get_mut(r)
        {
            let base = frame.base as usize;
            let n = g.regs.len();
            g.regs.copy_from_slice(&th.stack[base..base + n]);
            g.ip = frame.ip;
            g.entry = entry;
            g.delegating = delegating;
            g.state = GeneratorState::Suspended;
            g.handled = own;
        }
        if let Some(r) = frame.generator {
            self.watch_generator(r);
            if !self.watch.is_empty() {
                self.forget_dead_of(r);
            }
        }
        Some(frame)
    }

    /// A frame whose caller handles an exception: does it stand in a handler of its own? It may handle the same exception, if the
    /// caller threw it in.
    fn handles_too(&self, handled: Value, frame: &Frame, delegating: bool) -> bool {
        let Some(code) = self.program.code(frame.code).filter(|_| matches!(handled, Value::Obj(_))) else {
            return false;
        };
        let at = frame.ip - u32::from(!delegating && frame.ip > 0);
        let ends_handling = |to: u32| matches!(code.code.ops.get(to as usize), Some(Op::PopExc { .. }));
        code.code.handlers.iter().any(|h| h.start <= at && at < h.end && ends_handling(h.target))
    }

    /// Gives a yielded value to who resumed the generator.
    fn deliver_yield(&mut self, th: &mut Thread, dest: Dest, v: Value, generator: Option<Ref>) -> Next {
        match dest.mode {
            Mode::YieldFrom | Mode::SendCall => self.suspend_delegating(th, dest.dst, v),
            Mode::Finalize => {
                self.watch.hint();
                let text =
                    format!("{} ignored GeneratorExit", generator.map_or("generator", |g| self.generator_word(g)));
                self.ignored_exit(th, dest.aux, text)
            }
            Mode::Close | Mode::CloseThenRaise => {
                let what = generator.map_or("coroutine", |g| self.generator_word(g));
                let ctl = self.raise(Exc::RuntimeError, format!("{what} ignored GeneratorExit"));
                self.control(th, ctl, dest)
            }
            Mode::Boundary => {
                self.pop_boundary(th);
                Next::Stop(super::Stop::Yielded(v))
            }
            // In a loop a yield is the next item; for `next` and `send` it is the result.
            _ => {
                self.set_reg(th, dest.dst, v);
                Next::Frame
            }
        }
    }

    /// The frame on top is at a `YieldFrom` whose inner iterator yielded `v`: it yields in turn and stays where it is.
    pub(super) fn suspend_delegating(&mut self, th: &mut Thread, dst: Reg, v: Value) -> Next {
        if let Some(frame) = th.frames.last_mut() {
            frame.ip -= 1;
        }
        let Some(frame) = self.leave_suspended(th, dst, true) else { return Next::Frame };
        // An await inside an async generator goes through to who awaits the operation.
        let who = if frame.operation.is_some() { None } else { frame.generator };
        self.deliver_yield(th, frame.dest, v, who)
    }

    /// `yield` in an async generator: the operation that resumed it is done with this value.
    fn async_yielded(&mut self, th: &mut Thread, op: Ref, dest: Dest, v: Value) -> Next {
        let kind = self.end_operation(op);
        if kind == AsyncGenOpKind::Close {
            let ctl = self.raise(Exc::RuntimeError, "async generator ignored GeneratorExit");
            return self.control(th, ctl, dest);
        }
        self.deliver(th, dest, v)
    }

    fn end_operation(&mut self, op: Ref) -> AsyncGenOpKind {
        let Obj::AsyncGenOp(state) = self.heap.get_mut(op) else { return AsyncGenOpKind::Send };
        state.state = AsyncGenOpState::Closed;
        let (kind, generator) = (state.kind, state.generator);
        if let Obj::Generator(g) = self.heap.get_mut(generator) {
            g.ag_running = false;
        }
        kind
    }

    /// `return` in the frame on top, or its end.
    pub(super) fn return_value(&mut self, th: &mut Thread, v: Value) -> Next {
        let Some(frame) = th.frames.pop() else { return Next::Frame };
        th.handled = frame.handled_before;
        if let Some(r) = frame.generator {
            self.close_generator(r);
        }
        if let Some(op) = frame.operation {
            if self.end_operation(op) == AsyncGenOpKind::Close {
                return self.deliver(th, frame.dest, Value::None);
            }
            let class = self.types.exc(Exc::StopAsyncIteration);
            let exc = self.exception(class, Vec::new());
            return self.unwind_into(th, frame.dest, exc);
        }
        if frame.dest.mode == Mode::Boundary {
            self.pop_boundary(th);
            return Next::Stop(super::Stop::Returned(v));
        }
        self.deliver(th, frame.dest, v)
    }

    pub(super) fn close_generator(&mut self, r: Ref) {
        if !self.watch.is_empty() {
            self.unwatch(r);
        }
        if let Obj::Generator(g) = self.heap.get_mut(r) {
            g.state = GeneratorState::Closed;
            g.regs = Vec::new();
            g.handled = Value::None;
            if g.kind == GeneratorKind::AsyncGenerator {
                g.ag_closed = true;
            }
        }
    }

    fn generator_word(&self, r: Ref) -> &'static str {
        match self.heap.get(r) {
            Obj::Generator(g) => match g.kind {
                GeneratorKind::Generator => "generator",
                GeneratorKind::Coroutine => "coroutine",
                GeneratorKind::AsyncGenerator => "async generator",
            },
            _ => "generator",
        }
    }

    /// One step of `await`/`yield from`: sends `sent` to the inner iterator.
    pub(super) fn delegate(&mut self, th: &mut Thread, it: Value, sent: Value, dst: u16) -> Next {
        let dest = Dest::mode(Mode::YieldFrom, dst);
        if let Value::Obj(r) = it {
            if sent.is_none()
                && let Some(next) = self.resume_plain(th, r, Mode::YieldFrom, dst)
            {
                return next;
            }
            match self.heap.get(r) {
                Obj::Iter(iter) if !matches!(**iter, Iter::CoroutineWrapper(_)) && sent.is_none() => {
                    return match self.iter_next(it) {
                        Ok(Some(v)) => self.suspend_delegating(th, dst, v),
                        Ok(None) => self.deliver(th, dest, Value::None),
                        Err(Ctl::Python) => self.call_prelude(th, "_iter_next", &[it], Dest::mode(Mode::SendCall, dst)),
                        Err(ctl) => self.control(th, ctl, dest),
                    };
                }
                Obj::Iter(_) | Obj::Generator(_) | Obj::AsyncGenOp(_) | Obj::FutureIter { .. } => {
                    return self.resume(th, it, Resume::Send(sent), dest);
                }
                _ => {}
            }
        }
        let dest = Dest::mode(Mode::SendCall, dst);
        if sent.is_none() {
            self.call_special(th, it, names::NEXT, &[], dest)
        } else {
            match self.load_attr(it, names::SEND) {
                Ok(send) => self.invoke(th, send, vec![sent], Vec::new(), dest),
                Err(ctl) => self.control(th, ctl, dest),
            }
        }
    }

    /// Resumes for a native (`next`, `send`, `throw`, `close`): what a return means depends on who called the native.
    pub(super) fn resume_for_native(&mut self, th: &mut Thread, generator: Value, how: Resume, dest: Dest) -> Next {
        let mode = match (dest.mode, how) {
            (Mode::Call, Resume::Close) => Dest { mode: Mode::Close, ..dest },
            (Mode::Discard, Resume::Close) => Dest::mode(Mode::Close, NO_REG),
            (Mode::Call, Resume::Next { default }) => Dest { mode: Mode::Next, dst: dest.dst, aux: default },
            (Mode::Call, _) => Dest { mode: Mode::Next, dst: dest.dst, aux: Value::Unbound },
            (Mode::Discard, _) => Dest { mode: Mode::Next, dst: NO_REG, aux: Value::Unbound },
            (Mode::ForNext, _) => Dest { mode: Mode::ForIter, ..dest },
            (Mode::NextCall, _) => Dest { mode: Mode::Next, ..dest },
            (Mode::SendCall, _) => Dest { mode: Mode::YieldFrom, ..dest },
            _ => dest,
        };
        self.resume(th, generator, how, mode)
    }

    /// Goes on with a generator-like object.
    pub(super) fn resume(&mut self, th: &mut Thread, it: Value, how: Resume, dest: Dest) -> Next {
        let Value::Obj(r) = it else { return self.not_resumable(th, it, dest) };
        match self.heap.get(r) {
            Obj::Generator(_) => self.resume_generator(th, r, how, dest, None),
            Obj::FutureIter { .. } => self.resume_future(th, r, how, dest),
            Obj::AsyncGenOp(op) => {
                let op = (**op).clone();
                self.resume_operation(th, r, &op, how, dest)
            }
            Obj::Iter(iter) => match **iter {
                Iter::CoroutineWrapper(inner) => self.resume(th, inner, how, dest),
                _ => self.not_resumable(th, it, dest),
            },
            _ => self.not_resumable(th, it, dest),
        }
    }

    fn not_resumable(&mut self, th: &mut Thread, it: Value, dest: Dest) -> Next {
        let text = format!("'{}' object is not an iterator", self.type_name(it));
        let ctl = self.type_error(text);
        self.control(th, ctl, dest)
    }

    fn resume_generator(&mut self, th: &mut Thread, r: Ref, how: Resume, dest: Dest, operation: Option<Ref>) -> Next {
        let Obj::Generator(g) = self.heap.get(r) else { return Next::Frame };
        let (state, kind) = (g.state, g.kind);
        match (state, how) {
            (GeneratorState::Running, _) => {
                let ctl = self.value_error(format!("{} already executing", self.generator_word(r)));
                return self.control(th, ctl, dest);
            }
            (GeneratorState::Closed, Resume::Close) => return self.deliver(th, dest, Value::None),
            (GeneratorState::Closed, Resume::Throw(exc)) if kind != GeneratorKind::Coroutine => {
                return self.unwind_into_new(th, dest, exc);
            }
            (GeneratorState::Closed, _) if kind == GeneratorKind::Coroutine => {
                let ctl = self.raise(Exc::RuntimeError, "cannot reuse already awaited coroutine");
                return self.control(th, ctl, dest);
            }
            (GeneratorState::Closed, _) => {
                if operation.is_some() {
                    let class = self.types.exc(Exc::StopAsyncIteration);
                    let exc = self.exception(class, Vec::new());
                    return self.unwind_into(th, dest, exc);
                }
                return self.deliver(th, dest, Value::None);
            }
            (GeneratorState::Created, Resume::Close) => {
                self.close_generator(r);
                return self.deliver(th, dest, Value::None);
            }
            (GeneratorState::Created, Resume::Send(v)) if !v.is_none() => {
                let word = self.generator_word(r);
                let ctl = self.type_error(format!("can't send non-None value to a just-started {word}"));
                return self.control(th, ctl, dest);
            }
            _ => {}
        }
        if th.frames.len() >= self.recursion_limit as usize {
            let ctl = self.raise(Exc::RecursionError, "maximum recursion depth exceeded");
            return self.control(th, ctl, dest);
        }
        let Some((ip, entry, delegating)) = self.push_generator(th, r, dest, operation) else { return Next::Frame };
        let exc = match how {
            Resume::Send(v) => {
                self.set_reg(th, entry, v);
                return Next::Frame;
            }
            Resume::Next { .. } => return Next::Frame,
            Resume::Throw(exc) => exc,
            Resume::Close => {
                let class = self.types.exc(Exc::GeneratorExit);
                self.exception(class, Vec::new())
            }
        };
        self.throw_here(th, ip, state == GeneratorState::Suspended, delegating, exc)
    }

    /// Puts a generator's frame on top: where it goes on, the register for what is sent in, whether it delegates.
    #[inline(always)]
    fn push_generator(
        &mut self,
        th: &mut Thread,
        r: Ref,
        dest: Dest,
        operation: Option<Ref>,
    ) -> Option<(u32, Reg, bool)> {
        let base = self.top_of(th);
        let Obj::Generator(g) = self.heap.get_mut(r) else { return None };
        if std::mem::replace(&mut g.state, GeneratorState::Running) == GeneratorState::Created && !self.watch.is_empty()
        {
            self.unwatch(r);
        }
        let Obj::Generator(g) = self.heap.get_mut(r) else { return None };
        let n = g.regs.len();
        if th.stack.len() < base + n {
            th.stack.resize(base + n, Value::Unbound);
        }
        th.stack[base..base + n].copy_from_slice(&g.regs);
        let (code, ip, own) = (g.code, g.ip, std::mem::take(&mut g.handled));
        let (entry, delegating) = (g.entry, g.delegating);
        let handled_before = th.handled;
        if !matches!(own, Value::None | Value::Unbound) {
            th.handled = own;
        }
        th.frames.push(Frame {
            code,
            ip,
            base: base as u32,
            dest,
            generator: Some(r),
            operation,
            namespace: Value::Unbound,
            handled_before,
        });
        if entry != NO_REG
            && let Some(place) = th.stack.get_mut(base + entry as usize)
        {
            *place = Value::None;
        }
        Some((ip, entry, delegating))
    }

    /// The next item of a generator for a `for` loop, or for a `yield from` that sends nothing, without the questions that
    /// need no asking; `None` if one has to be asked.
    pub(super) fn resume_plain(&mut self, th: &mut Thread, r: Ref, mode: Mode, dst: Reg) -> Option<Next> {
        let Obj::Generator(g) = self.heap.get(r) else { return None };
        if !matches!(g.state, GeneratorState::Suspended | GeneratorState::Created)
            || th.frames.len() >= self.recursion_limit as usize
        {
            return None;
        }
        self.push_generator(th, r, Dest { mode, dst, aux: Value::Unbound }, None)?;
        Some(Next::Frame)
    }

    /// Raises `exc` where the frame on top (just resumed) stands; a delegating frame passes it on first.
    fn throw_here(&mut self, th: &mut Thread, ip: u32, started: bool, delegating: bool, exc: Value) -> Next {
        let code = th.frames.last().map(|f| f.code).unwrap_or_default();
        let op = self.program.code(code).and_then(|c| c.code.ops.get(ip as usize)).copied();
        if let Some(Op::YieldFrom { dst, iter }) = op.filter(|_| started && delegating) {
            if self.handles_own(th, delegating) {
                self.set_context(exc, th.handled);
            }
            if let Some(f) = th.frames.last_mut() {
                f.ip = ip + 1;
            }
            let inner = self.reg(th, iter);
            let exit = self.is_exc(exc, Exc::GeneratorExit);
            if let Value::Obj(r) = inner {
                let wrapped = match self.heap.get(r) {
                    Obj::Iter(i) => matches!(**i, Iter::CoroutineWrapper(_)),
                    other => other.is_generator_like(),
                };
                if wrapped {
                    return if exit && !matches!(self.heap.get(r), Obj::FutureIter { .. }) {
                        let dest = Dest { mode: Mode::CloseThenRaise, dst: NO_REG, aux: exc };
                        self.resume(th, inner, Resume::Close, dest)
                    } else {
                        self.resume(th, inner, Resume::Throw(exc), Dest::mode(Mode::YieldFrom, dst))
                    };
                }
                let name = if exit { names::CLOSE } else { names::THROW };
                if let Ok(method) = self.load_attr(inner, name) {
                    return if exit {
                        let dest = Dest { mode: Mode::CloseThenRaise, dst: NO_REG, aux: exc };
                        self.invoke(th, method, Vec::new(), Vec::new(), dest)
                    } else {
                        self.invoke(th, method, vec![exc], Vec::new(), Dest::mode(Mode::SendCall, dst))
                    };
                }
            }
            return self.raise_new(th, exc);
        }
        // Its context is what the generator itself handles, not what the code handles that threw it in.
        if started && self.handles_own(th, delegating) {
            return self.raise_new(th, exc);
        }
        if !started && let Some(f) = th.frames.last_mut() {
            // Not started: no handler can cover it (see `unwind`).
            f.ip = NOT_STARTED;
        }
        self.unwind(th, exc, false)
    }

    /// Does the frame on top, just resumed, stand in a handler?
    fn handles_own(&self, th: &Thread, delegating: bool) -> bool {
        let stands = |f: &Frame| !th.handled.is(f.handled_before) || self.handles_too(th.handled, f, delegating);
        th.frames.last().is_some_and(stands)
    }

    fn resume_future(&mut self, th: &mut Thread, r: Ref, how: Resume, dest: Dest) -> Next {
        let Obj::FutureIter { future, yielded } = *self.heap.get(r) else { return Next::Frame };
        match how {
            Resume::Throw(exc) => return self.unwind_into_new(th, dest, exc),
            Resume::Close => return self.deliver(th, dest, Value::None),
            _ => {}
        }
        let state = match self.heap.get(future) {
            Obj::Marker(_) if yielded => return self.deliver(th, dest, Value::None),
            Obj::Marker(_) => {
                if let Obj::FutureIter { yielded, .. } = self.heap.get_mut(r) {
                    *yielded = true;
                }
                return self.deliver_yield(th, dest, Value::None, None);
            }
            Obj::Instance(i) => match i.attrs.get(slot::STATE) {
                Some(Value::Int(s)) => *s,
                _ => slot::PENDING,
            },
            _ => slot::PENDING,
        };
        match state {
            slot::PENDING if yielded => {
                let ctl = self.raise(Exc::RuntimeError, "await wasn't used with future");
                self.control(th, ctl, dest)
            }
            slot::PENDING => {
                if let Obj::FutureIter { yielded, .. } = self.heap.get_mut(r) {
                    *yielded = true;
                }
                if let Obj::Instance(i) = self.heap.get_mut(future)
                    && let Some(blocking) = i.attrs.get_mut(slot::BLOCKING)
                {
                    *blocking = Value::Bool(true);
                }
                self.deliver_yield(th, dest, Value::Obj(future), None)
            }
            slot::FINISHED => {
                let v = match self.heap.get(future) {
                    Obj::Instance(i) => i.attrs.get(slot::RESULT).copied().unwrap_or(Value::None),
                    _ => Value::None,
                };
                self.deliver(th, dest, v)
            }
            _ => {
                let name = self.syms.intern("result");
                self.call_special(th, Value::Obj(future), name, &[], dest)
            }
        }
    }

    fn resume_operation(&mut self, th: &mut Thread, r: Ref, op: &AsyncGenOp, how: Resume, dest: Dest) -> Next {
        let generator = op.generator;
        let (closed, running, state) = match self.heap.get(generator) {
            Obj::Generator(g) => (g.ag_closed, g.ag_running, g.state),
            _ => (true, false, GeneratorState::Closed),
        };
        let how = match op.state {
            AsyncGenOpState::Closed => {
                let what = match op.kind {
                    AsyncGenOpKind::Send => "__anext__()/asend()",
                    _ => "aclose()/athrow()",
                };
                let ctl = self.raise(Exc::RuntimeError, format!("cannot reuse already awaited {what}"));
                return self.control(th, ctl, dest);
            }
            AsyncGenOpState::Iter => how,
            AsyncGenOpState::Init => {
                if running {
                    let what = match op.kind {
                        AsyncGenOpKind::Send => "anext()",
                        AsyncGenOpKind::Throw => "athrow()",
                        AsyncGenOpKind::Close => "aclose()",
                    };
                    self.set_operation(r, AsyncGenOpState::Closed);
                    let text = format!("{what}: asynchronous generator is already running");
                    let ctl = self.raise(Exc::RuntimeError, text);
                    return self.control(th, ctl, dest);
                }
                let throws = matches!(how, Resume::Throw(_));
                if !throws && op.kind == AsyncGenOpKind::Close && (closed || state == GeneratorState::Created) {
                    self.set_operation(r, AsyncGenOpState::Closed);
                    self.close_generator(generator);
                    return self.deliver(th, dest, Value::None);
                }
                if closed && !throws {
                    self.set_operation(r, AsyncGenOpState::Closed);
                    let class = self.types.exc(Exc::StopAsyncIteration);
                    let exc = self.exception(class, Vec::new());
                    return self.unwind_into(th, dest, exc);
                }
                self.set_operation(r, AsyncGenOpState::Iter);
                self.async_gen_started(generator);
                if let Obj::Generator(g) = self.heap.get_mut(generator) {
                    g.ag_running = true;
                }
                match (op.kind, how) {
                    (_, Resume::Throw(exc)) => Resume::Throw(exc),
                    (AsyncGenOpKind::Send, Resume::Send(v)) if !v.is_none() => Resume::Send(v),
                    (AsyncGenOpKind::Send, _) => Resume::Send(op.arg),
                    (AsyncGenOpKind::Throw, _) => Resume::Throw(op.arg),
                    (AsyncGenOpKind::Close, _) => {
                        let class = self.types.exc(Exc::GeneratorExit);
                        Resume::Throw(self.exception(class, Vec::new()))
                    }
                }
            }
        };
        self.resume_generator(th, generator, how, dest, Some(r))
    }

    fn set_operation(&mut self, r: Ref, state: AsyncGenOpState) {
        if let Obj::AsyncGenOp(op) = self.heap.get_mut(r) {
            op.state = state;
        }
        if !self.watch.is_empty() {
            self.unwatch(r);
        }
    }

    /// An async generator's operation ended by an exception: which one its awaiter sees; `None` if it ended well.
    pub(super) fn operation_raised(&mut self, op: Ref, exc: Value) -> Option<Value> {
        let kind = self.end_operation(op);
        let quiet = self.is_exc(exc, Exc::StopAsyncIteration) || self.is_exc(exc, Exc::GeneratorExit);
        if kind == AsyncGenOpKind::Close && quiet { None } else { Some(exc) }
    }
}
