//! Exceptions on their way: tracebacks, handlers, and what each kind of caller makes of one.

use super::frame::{Dest, Mode, Thread};
use super::run::Next;
use super::{Stop, Vm};
use crate::python::exception::{ARGS, CAUSE, CONTEXT, SUPPRESS, TRACEBACK};
use crate::python::native::{Ctl, R};
use crate::python::object::{GeneratorKind, Obj, Traceback};
use crate::python::traceback::UNSTARTED;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};

impl Vm {
    /// Raises an exception for the first time here: its context is what is being handled.
    pub(super) fn raise_new(&mut self, th: &mut Thread, exc: Value) -> Next {
        self.set_context(exc, th.handled);
        self.unwind(th, exc, false)
    }

    /// `exc.__context__ = handled`, without making a cycle.
    pub(super) fn set_context(&mut self, exc: Value, handled: Value) {
        if self.as_exception(handled).is_none() || exc.is(handled) {
            return;
        }
        let mut at = handled;
        loop {
            let next = self.exc_slot(at, CONTEXT);
            if self.as_exception(next).is_none() {
                break;
            }
            if next.is(exc) {
                self.set_exc_slot(at, CONTEXT, Value::None);
                break;
            }
            at = next;
        }
        self.set_exc_slot(exc, CONTEXT, handled);
    }

    /// Takes an exception from the frame on top to the nearest handler. With `again` the frame on top gets no new traceback entry.
    pub(super) fn unwind(&mut self, th: &mut Thread, exc: Value, again: bool) -> Next {
        let mut exc = exc;
        let mut again = again;
        loop {
            let Some(frame) = th.frames.last() else { return Next::Stop(Stop::Raised(exc)) };
            if frame.code == self.boundary_code {
                self.pop_boundary(th);
                return Next::Stop(Stop::Raised(exc));
            }
            let (number, at) = (frame.code, frame.ip.saturating_sub(1));
            let base = frame.base as usize;
            let program = self.program.clone();
            let Some(linked) = program.code(number) else { return Next::Stop(Stop::Raised(exc)) };
            if !again && !linked.source.hidden {
                let next = self.exc_slot(exc, TRACEBACK);
                let ip = if at == super::generator::NOT_STARTED - 1 { UNSTARTED } else { at };
                let held = if self.watch.is_empty() { Vec::new() } else { self.held_by(th, frame, linked) };
                let entry = Traceback { code: number, ip, next, held };
                let entry = Value::Obj(self.heap.alloc(Obj::Traceback(Box::new(entry))));
                self.set_exc_slot(exc, TRACEBACK, entry);
            }
            again = false;
            if let Some(h) = linked.code.handlers.iter().find(|h| h.start <= at && at < h.end) {
                th.stack[base + h.exc as usize] = exc;
                if let Some(f) = th.frames.last_mut() {
                    f.ip = h.target;
                }
                return Next::Frame;
            }
            let Some(frame) = th.frames.pop() else { return Next::Stop(Stop::Raised(exc)) };
            th.handled = frame.handled_before;
            if let Some(r) = frame.generator {
                exc = self.left_generator(r, exc);
                self.close_generator(r);
            }
            if let Some(op) = frame.operation {
                match self.operation_raised(op, exc) {
                    Some(e) => exc = e,
                    None => {
                        // What the generator held goes with it.
                        self.watch.hint_if_any();
                        return self.deliver(th, frame.dest, Value::None);
                    }
                }
            }
            match self.caller_takes(th, frame.dest, exc) {
                Some(next) => return next,
                None => continue,
            }
        }
    }

    /// What a call's destination makes of an exception; `None`: it goes on through the frame on top.
    fn caller_takes(&mut self, th: &mut Thread, dest: Dest, exc: Value) -> Option<Next> {
        let stop = self.is_exc(exc, Exc::StopIteration);
        match dest.mode {
            Mode::ForNext if stop => {
                self.skip_loop(th);
                Some(Next::Frame)
            }
            Mode::SendCall if stop => {
                let v = self.stop_value(exc);
                self.set_reg(th, dest.dst, v);
                Some(Next::Frame)
            }
            Mode::NextCall if stop && !dest.aux.is_unbound() => {
                self.set_reg(th, dest.dst, dest.aux);
                Some(Next::Frame)
            }
            Mode::Close if stop || self.is_exc(exc, Exc::GeneratorExit) => {
                self.watch.hint_if_any();
                self.set_reg(th, dest.dst, Value::None);
                Some(Next::Frame)
            }
            Mode::Finalize => {
                self.weak.called();
                self.watch.hint();
                Some(if self.ends_closed(exc) { Next::Frame } else { self.report_ignored(th, exc, dest.aux) })
            }
            Mode::CloseThenRaise if stop || self.is_exc(exc, Exc::GeneratorExit) => {
                Some(self.unwind(th, dest.aux, true))
            }
            _ => None,
        }
    }

    /// Raises in the receiver of a call that has no frame of its own (an iterator that ended by an exception).
    pub(super) fn unwind_into(&mut self, th: &mut Thread, dest: Dest, exc: Value) -> Next {
        match self.caller_takes(th, dest, exc) {
            Some(next) => next,
            None => self.unwind(th, exc, false),
        }
    }

    /// As [`Vm::unwind_into`], for an exception that was thrown in.
    pub(super) fn unwind_into_new(&mut self, th: &mut Thread, dest: Dest, exc: Value) -> Next {
        self.set_context(exc, th.handled);
        self.unwind_into(th, dest, exc)
    }

    /// `StopIteration.value`.
    pub(super) fn stop_value(&self, exc: Value) -> Value {
        match self.exc_slot(exc, ARGS) {
            Value::Obj(r) => match self.heap.get(r) {
                Obj::Tuple(items) => items.first().copied().unwrap_or(Value::None),
                _ => Value::None,
            },
            _ => Value::None,
        }
    }

    /// StopIteration must not leave a generator (PEP 479): it becomes RuntimeError.
    fn left_generator(&mut self, r: Ref, exc: Value) -> Value {
        let Obj::Generator(g) = self.heap.get(r) else { return exc };
        let kind = g.kind;
        let what = match kind {
            GeneratorKind::Generator => "generator",
            GeneratorKind::Coroutine => "coroutine",
            GeneratorKind::AsyncGenerator => "async generator",
        };
        let name = if self.is_exc(exc, Exc::StopIteration) {
            "StopIteration"
        } else if kind == GeneratorKind::AsyncGenerator && self.is_exc(exc, Exc::StopAsyncIteration) {
            "StopAsyncIteration"
        } else {
            return exc;
        };
        let class = self.types.exc(Exc::RuntimeError);
        let text = self.heap.str(&format!("{what} raised {name}"));
        let error = self.exception(class, vec![text]);
        self.set_exc_slot(error, CAUSE, exc);
        self.set_exc_slot(error, CONTEXT, exc);
        self.set_exc_slot(error, SUPPRESS, Value::Bool(true));
        let tb = self.exc_slot(exc, TRACEBACK);
        self.set_exc_slot(error, TRACEBACK, tb_head(&self.heap, tb));
        error
    }

    /// `raise exc` or `raise exc from cause`.
    pub(super) fn raise_statement(&mut self, th: &mut Thread, exc: Value, cause: Value) -> Next {
        if let Value::Obj(r) = exc
            && matches!(self.heap.get(r), Obj::Class(_))
        {
            if !self.is_exception_class(r) {
                return self.bad_raise(th);
            }
            // The class is called for its instance, which is then raised.
            let raise = self.prelude("_raise_class");
            return self.invoke(th, raise, vec![exc, cause_or_marker(cause)], Vec::new(), Dest::reg(0));
        }
        if self.as_exception(exc).is_none() {
            return self.bad_raise(th);
        }
        match cause {
            Value::Unbound => {}
            Value::None => {
                self.set_exc_slot(exc, CAUSE, Value::None);
                self.set_exc_slot(exc, SUPPRESS, Value::Bool(true));
            }
            Value::Obj(c) if matches!(self.heap.get(c), Obj::Class(_)) && self.is_exception_class(c) => {
                let raise = self.prelude("_raise_from_class");
                return self.invoke(th, raise, vec![exc, cause], Vec::new(), Dest::reg(0));
            }
            cause if self.as_exception(cause).is_some() => {
                self.set_exc_slot(exc, CAUSE, cause);
                self.set_exc_slot(exc, SUPPRESS, Value::Bool(true));
            }
            _ => {
                let ctl = self.type_error("exception causes must derive from BaseException");
                return self.control(th, ctl, Dest::reg(0));
            }
        }
        self.raise_new(th, exc)
    }

    fn bad_raise(&mut self, th: &mut Thread) -> Next {
        let ctl = self.type_error("exceptions must derive from BaseException");
        self.control(th, ctl, Dest::reg(0))
    }

    /// `raise` alone.
    #[inline(never)]
    pub(super) fn raise_current(&mut self, th: &mut Thread, handled: Value) -> Next {
        if self.as_exception(handled).is_none() {
            let ctl = self.raise(Exc::RuntimeError, "No active exception to reraise");
            return self.control(th, ctl, Dest::reg(0));
        }
        self.unwind(th, handled, true)
    }

    /// `except typ`: does it take the exception?
    pub(super) fn exc_match(&mut self, exc: Value, typ: Value) -> R {
        if let Value::Obj(r) = typ {
            match self.heap.get(r) {
                Obj::Class(_) if self.is_exception_class(r) => {
                    return Ok(Value::Bool(self.is_instance(exc, r)));
                }
                Obj::Tuple(items) => {
                    let items = items.to_vec();
                    for item in &items {
                        if !matches!(item, Value::Obj(c) if self.is_exception_class(*c)) {
                            return Err(self.bad_catch());
                        }
                    }
                    let hit = items.iter().any(|item| matches!(item, Value::Obj(c) if self.is_instance(exc, *c)));
                    return Ok(Value::Bool(hit));
                }
                _ => {}
            }
        }
        Err(self.bad_catch())
    }

    fn bad_catch(&mut self) -> Ctl {
        self.type_error("catching classes that do not inherit from BaseException is not allowed")
    }
}

/// The new error's traceback starts where the old one was when it left the generator: at the generator's frame.
fn tb_head(heap: &crate::python::heap::Heap, tb: Value) -> Value {
    match tb {
        Value::Obj(r) if matches!(heap.get(r), Obj::Traceback(_)) => tb,
        _ => Value::None,
    }
}

/// "No cause" as an argument of a Python function.
fn cause_or_marker(cause: Value) -> Value {
    if cause.is_unbound() { Value::Ellipsis } else { cause }
}
