//! What `await`, `yield from`, `async for` and `for` make of an object before they resume it.

use super::Vm;
use super::frame::{Dest, Mode, Thread};
use super::run::Next;
use crate::python::code::{Code, CodeKind};
use crate::python::native::{Ctl, R, Resume};
use crate::python::object::{AsyncGenOp, AsyncGenOpKind, AsyncGenOpState, GeneratorKind, GeneratorState, Iter, Obj};
use crate::python::op::AwaitKind;
use crate::python::sym::names;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};

impl Vm {
    /// What `await` resumes.
    pub(super) fn get_awaitable(&mut self, v: Value, kind: AwaitKind) -> R {
        if let Value::Obj(r) = v {
            match self.heap.get(r) {
                Obj::Generator(g) if g.kind == GeneratorKind::Coroutine => {
                    if g.state == GeneratorState::Suspended && self.is_awaited(r) {
                        return Err(self.raise(Exc::RuntimeError, "coroutine is being awaited already"));
                    }
                    return Ok(v);
                }
                Obj::Generator(g) if self.program.code(g.code).is_some_and(|c| c.code.awaitable) => return Ok(v),
                Obj::AsyncGenOp(_) => return Ok(v),
                // The marker of `asyncio.sleep(0)`.
                Obj::Marker(_) => {
                    return Ok(Value::Obj(self.heap.alloc(Obj::FutureIter { future: r, yielded: false })));
                }
                Obj::Instance(i) => {
                    let class = i.class;
                    if let Some(future) = self.future_class
                        && self.is_subclass(class, future)
                        && (class == future || self.awaits_natively(class))
                    {
                        return Ok(Value::Obj(self.heap.alloc(Obj::FutureIter { future: r, yielded: false })));
                    }
                }
                _ => {}
            }
        }
        if self.lookup_special(v, names::AWAIT).is_unbound() {
            let name = self.type_name(v);
            let text = match kind {
                AwaitKind::Plain => format!("object {name} can't be used in 'await' expression"),
                AwaitKind::AEnter => {
                    format!("'async with' received an object from __aenter__ that does not implement __await__: {name}")
                }
                AwaitKind::AExit => {
                    format!("'async with' received an object from __aexit__ that does not implement __await__: {name}")
                }
            };
            return Err(self.type_error(text));
        }
        Err(Ctl::Python)
    }

    /// True for a class of futures that has no `__await__` of its own.
    pub fn awaits_natively(&mut self, class: Ref) -> bool {
        match self.lookup(class, names::AWAIT) {
            Value::Obj(f) => matches!(self.heap.get(f), Obj::Native { .. }),
            _ => false,
        }
    }

    /// True if the suspended coroutine stands at an `await` (it was started by someone who still owns it).
    fn is_awaited(&self, r: Ref) -> bool {
        let Obj::Generator(g) = self.heap.get(r) else { return false };
        g.delegating
    }

    #[inline(never)]
    pub(super) fn get_yield_from_iter(&mut self, v: Value, code: &Code) -> R {
        if let Value::Obj(r) = v
            && let Obj::Generator(g) = self.heap.get(r)
        {
            match g.kind {
                GeneratorKind::Generator => return Ok(v),
                GeneratorKind::Coroutine if code.kind == CodeKind::Coroutine || code.awaitable => return Ok(v),
                GeneratorKind::Coroutine => {
                    let text = "cannot 'yield from' a coroutine object in a non-coroutine generator";
                    return Err(self.type_error(text));
                }
                GeneratorKind::AsyncGenerator => {}
            }
        }
        self.get_iter(v)
    }

    #[inline(never)]
    pub(super) fn get_aiter(&mut self, v: Value) -> R {
        if let Value::Obj(r) = v
            && let Obj::Generator(g) = self.heap.get(r)
            && g.kind == GeneratorKind::AsyncGenerator
        {
            return Ok(v);
        }
        if self.lookup_special(v, names::AITER).is_unbound() {
            let text = format!("'async for' requires an object with __aiter__ method, got {}", self.type_name(v));
            return Err(self.type_error(text));
        }
        Err(Ctl::Python)
    }

    #[inline(never)]
    pub(super) fn get_anext(&mut self, v: Value) -> R {
        if let Value::Obj(r) = v
            && let Obj::Generator(g) = self.heap.get(r)
            && g.kind == GeneratorKind::AsyncGenerator
        {
            return Ok(self.async_gen_op(r, AsyncGenOpKind::Send, Value::None));
        }
        if self.lookup_special(v, names::ANEXT).is_unbound() {
            let text = format!("'async for' requires an iterator with __anext__ method, got {}", self.type_name(v));
            return Err(self.type_error(text));
        }
        Err(Ctl::Python)
    }

    /// The awaitable of an operation on an async generator.
    pub fn watched_operation(&mut self, generator: Ref, kind: AsyncGenOpKind, arg: Value) -> Value {
        let v = self.async_gen_op(generator, kind, arg);
        self.watch_coroutine(v);
        v
    }

    /// What `async for` asks for.
    pub fn async_gen_op(&mut self, generator: Ref, kind: AsyncGenOpKind, arg: Value) -> Value {
        let op = AsyncGenOp { generator, kind, state: AsyncGenOpState::Init, arg };
        Value::Obj(self.heap.alloc(Obj::AsyncGenOp(Box::new(op))))
    }

    /// A `for` loop over something whose next item only Python code can give.
    pub(super) fn for_iter_slow(&mut self, th: &mut Thread, it: Value, dst: u16) -> Next {
        if let Value::Obj(r) = it {
            match self.heap.get(r) {
                Obj::Generator(_) | Obj::AsyncGenOp(_) | Obj::FutureIter { .. } => {
                    if let Some(next) = self.resume_plain(th, r, Mode::ForIter, dst) {
                        return next;
                    }
                    return self.resume(th, it, Resume::Send(Value::None), Dest::mode(Mode::ForIter, dst));
                }
                Obj::Iter(iter) => {
                    if let Iter::CoroutineWrapper(_) = **iter {
                        return self.resume(th, it, Resume::Send(Value::None), Dest::mode(Mode::ForIter, dst));
                    }
                    return self.call_prelude(th, "_iter_next", &[it], Dest::mode(Mode::ForNext, dst));
                }
                _ => {}
            }
        }
        self.call_special(th, it, names::NEXT, &[], Dest::mode(Mode::ForNext, dst))
    }
}
