//! What happens to results: a value goes where its destination says; a native's answer other than a value is carried out.

use super::frame::{Dest, Mode, Thread};
use super::run::Next;
use super::{Stop, Vm};
use crate::python::heap::Marker;
use crate::python::native::{Ctl, Resume};
use crate::python::object::{GeneratorKind, Obj};
use crate::python::op::{BinOp, CmpOp, Op, Reg};
use crate::python::sym::{Sym, names};
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};

impl Vm {
    /// Carries out what a native answered instead of a value.
    pub(super) fn control(&mut self, th: &mut Thread, ctl: Ctl, dest: Dest) -> Next {
        match ctl {
            Ctl::Raise(exc) => self.raise_new(th, exc),
            Ctl::Call(call) => {
                let (callee, args) = *call;
                self.invoke(th, callee, args, Vec::new(), dest)
            }
            Ctl::CallKw(call) => {
                let (callee, args, kw) = *call;
                self.invoke(th, callee, args, kw, dest)
            }
            Ctl::Resume(generator, how) => self.resume_for_native(th, generator, how, dest),
            Ctl::Limit(limit) => Next::Stop(Stop::Limit(limit)),
            Ctl::Unsupported(what) => Next::Stop(Stop::Unsupported(what)),
            Ctl::Python => Next::Stop(Stop::Unsupported(Box::from("this operation on a user-defined object"))),
        }
    }

    /// Gives a call's result to the frame on top.
    pub(super) fn deliver(&mut self, th: &mut Thread, dest: Dest, v: Value) -> Next {
        match dest.mode {
            Mode::Call | Mode::ForNext | Mode::NextCall => self.set_reg(th, dest.dst, v),
            Mode::ForIter => {
                // A generator that a loop resumed came to its end.
                self.skip_loop(th);
            }
            Mode::Init => {
                if !v.is_none() {
                    let text = format!("__init__() should return None, not '{}'", self.type_name(v));
                    let ctl = self.type_error(text);
                    return self.control(th, ctl, dest);
                }
                self.set_reg(th, dest.dst, dest.aux);
            }
            Mode::Branch => return self.branch(th, v),
            Mode::YieldFrom => self.set_reg(th, dest.dst, v),
            Mode::SendCall => return self.suspend_delegating(th, dest.dst, v),
            Mode::Next => {
                if dest.aux.is_unbound() {
                    return self.raise_stop_iteration(th, v);
                }
                self.set_reg(th, dest.dst, dest.aux);
            }
            Mode::Close => self.set_reg(th, dest.dst, v),
            Mode::CloseThenRaise => return self.unwind(th, dest.aux, true),
            Mode::Discard => {}
            // There may be more.
            Mode::Finalize => {
                self.weak.called();
                self.watch.hint();
            }
            Mode::CheckIter => {
                if !self.is_iterator(v) {
                    let text = format!("iter() returned non-iterator of type '{}'", self.type_name(v));
                    let ctl = self.type_error(text);
                    return self.control(th, ctl, dest);
                }
                self.set_reg(th, dest.dst, v);
            }
            Mode::CheckAwait => {
                if let Value::Obj(r) = v
                    && let Obj::Generator(g) = self.heap.get(r)
                    && (g.kind == GeneratorKind::Coroutine
                        || self.program.code(g.code).is_some_and(|c| c.code.awaitable))
                {
                    let ctl = self.type_error("__await__() returned a coroutine");
                    return self.control(th, ctl, dest);
                }
                if !self.is_iterator(v) {
                    let text = format!("__await__() returned non-iterator of type '{}'", self.type_name(v));
                    let ctl = self.type_error(text);
                    return self.control(th, ctl, dest);
                }
                self.set_reg(th, dest.dst, v);
            }
            Mode::Unpack => {
                let items = self.native_items(v).unwrap_or_default();
                for (i, item) in items.into_iter().enumerate() {
                    self.set_reg(th, dest.dst + i as u16, item);
                }
            }
            Mode::Operator(stage) => {
                if matches!(v, Value::NotImplemented) {
                    return self.operator_step(th, stage + 1);
                }
                return self.operator_result(th, v);
            }
            Mode::Boundary => {
                self.pop_boundary(th);
                return Next::Stop(Stop::Returned(v));
            }
        }
        Next::Frame
    }

    /// Sets a register of the frame on top.
    pub(super) fn set_reg(&mut self, th: &mut Thread, reg: Reg, v: Value) {
        if reg != crate::python::op::NO_REG
            && let Some(frame) = th.frames.last()
            && let Some(place) = th.stack.get_mut(frame.base as usize + reg as usize)
        {
            *place = v;
        }
    }

    /// A register of the frame on top.
    pub(super) fn reg(&self, th: &Thread, reg: Reg) -> Value {
        let base = th.frames.last().map_or(0, |f| f.base as usize);
        th.stack.get(base + reg as usize).copied().unwrap_or_default()
    }

    /// The instruction before the `ip` of the frame on top.
    fn last_op(&self, th: &Thread) -> Option<Op> {
        let frame = th.frames.last()?;
        let code = self.program.code(frame.code)?;
        code.code.ops.get((frame.ip as usize).checked_sub(1)?).copied()
    }

    /// Leaves the `for` loop whose `ForIter` is before the `ip` of the frame on top.
    pub(super) fn skip_loop(&mut self, th: &mut Thread) {
        if let Some(Op::ForIter { skip, .. }) = self.last_op(th)
            && let Some(frame) = th.frames.last_mut()
        {
            frame.ip += u32::from(skip);
        }
    }

    /// Takes or not the conditional jump before the `ip` of the frame on top.
    fn branch(&mut self, th: &mut Thread, v: Value) -> Next {
        let truth = matches!(v, Value::Bool(true));
        let op = self.last_op(th);
        if let Some(frame) = th.frames.last_mut() {
            let offset_target = |offset: i16| (i64::from(frame.ip) + i64::from(offset)) as u32;
            match op {
                Some(Op::JumpIfTrue { target, .. }) if truth => frame.ip = target,
                Some(Op::JumpIfFalse { target, .. }) if !truth => frame.ip = target,
                Some(Op::CmpJumpIfTrue { offset, .. }) if truth => frame.ip = offset_target(offset),
                Some(Op::CmpJumpIfFalse { offset, .. }) if !truth => frame.ip = offset_target(offset),
                _ => {}
            }
        }
        Next::Frame
    }

    /// Calls a special method of an object's class, found as CPython finds it (on the type).
    pub(super) fn call_special(&mut self, th: &mut Thread, obj: Value, name: Sym, args: &[Value], dest: Dest) -> Next {
        let found = self.lookup_special(obj, name);
        if found.is_unbound() {
            let ctl = self.missing_special(obj, name);
            return self.control(th, ctl, dest);
        }
        match self.bind_special(found, obj) {
            Ok((func, bound)) => {
                let mut all = Vec::with_capacity(args.len() + 1);
                if !bound.is_unbound() {
                    all.push(bound);
                }
                all.extend_from_slice(args);
                self.invoke(th, func, all, Vec::new(), dest)
            }
            Err(ctl) => self.control(th, ctl, dest),
        }
    }

    /// Calls a function of the prelude.
    pub(super) fn call_prelude(&mut self, th: &mut Thread, name: &str, args: &[Value], dest: Dest) -> Next {
        self.put_back();
        let f = self.prelude(name);
        if f.is_unbound() {
            return Next::Stop(Stop::Unsupported(format!("the operation {name} on a user-defined object").into()));
        }
        self.invoke(th, f, args.to_vec(), Vec::new(), dest)
    }

    /// Tries the next special method of the operator instruction before the `ip` of the frame on top: 0 in-place, 1 forward,
    /// 2 reflected; raises TypeError when none is left.
    pub(super) fn operator_step(&mut self, th: &mut Thread, stage: u8) -> Next {
        let Some(op) = self.last_op(th) else { return Next::Frame };
        let (a, b, methods) = match op {
            Op::Binary { op, a, b, .. } | Op::Inplace { op, a, b, .. } => {
                (self.reg(th, a), self.reg(th, b), binary_methods(op))
            }
            Op::AddImm { sub, a, imm, .. } | Op::InplaceAddImm { sub, a, imm, .. } => {
                let op = if sub { BinOp::Sub } else { BinOp::Add };
                (self.reg(th, a), Value::Int(i64::from(imm)), binary_methods(op))
            }
            Op::Compare { op, a, b, .. } | Op::CmpJumpIfFalse { op, a, b, .. } | Op::CmpJumpIfTrue { op, a, b, .. } => {
                if matches!(op, CmpOp::In | CmpOp::NotIn) {
                    return self.contains_slow(th, op, self.reg(th, b), self.reg(th, a));
                }
                (self.reg(th, a), self.reg(th, b), compare_methods(op))
            }
            _ => return Next::Frame,
        };
        let compare = methods[0] == names::EMPTY;
        let inplace = matches!(op, Op::Inplace { .. } | Op::InplaceAddImm { .. });
        let (ta, tb) = (self.class_of(a), self.class_of(b));
        // A right operand whose class derives from the left one's, and overrides the method, goes first.
        let reflected_first = ta != tb && self.is_subclass(tb, ta) && {
            let (theirs, ours) = (self.lookup(tb, methods[2]), self.lookup(ta, methods[2]));
            !theirs.is_unbound() && (compare || !theirs.is(ours))
        };
        let order: [u8; 3] = if reflected_first { [0, 2, 1] } else { [0, 1, 2] };
        for position in stage.min(3)..3 {
            let which = order[position as usize];
            let (obj, arg, name) = match which {
                0 => (a, b, methods[0]),
                1 => (a, b, methods[1]),
                _ => (b, a, methods[2]),
            };
            if which == 0 && (!inplace || compare) {
                continue;
            }
            if which == 2 && ta == tb && !compare {
                continue;
            }
            let found = self.lookup_special(obj, name);
            if found.is_unbound() || self.is_of_sequence(found, name) {
                continue;
            }
            let dest = Dest::mode(Mode::Operator(position), 0);
            return self.call_special(th, obj, name, &[arg], dest);
        }
        self.operator_failed(th, op, a, b)
    }

    fn operator_failed(&mut self, th: &mut Thread, op: Op, a: Value, b: Value) -> Next {
        let in_place = matches!(op, Op::Inplace { .. });
        let arithmetic = match op {
            Op::Binary { op, .. } | Op::Inplace { op, .. } => Some(op),
            Op::AddImm { sub: false, .. } | Op::InplaceAddImm { sub: false, .. } => Some(BinOp::Add),
            _ => None,
        };
        if let Some(op) = arithmetic
            && let Some((sequence, method, other)) = self.sequence_operator(op, a, b)
            // `x *= sequence` does not ask the sequence if x is of a class made by a program, which has slots of its own for that.
            && (other.is(b) || !in_place || self.class(self.class_of(a)).is_none_or(|c| !c.heap_type))
        {
            return self.call_special(th, sequence, method, &[other], Dest::mode(Mode::Operator(2), 0));
        }
        let (symbol, compare) = match op {
            Op::Compare { op, .. } | Op::CmpJumpIfFalse { op, .. } | Op::CmpJumpIfTrue { op, .. } => {
                match op {
                    CmpOp::Eq => return self.operator_result(th, Value::Bool(a.is(b))),
                    CmpOp::Ne => return self.operator_result(th, Value::Bool(!a.is(b))),
                    _ => {}
                }
                (compare_symbol(op), true)
            }
            Op::Binary { op: BinOp::Or, .. } if self.makes_union(a, b) => {
                let union = self.prelude("_union");
                return self.invoke(th, union, vec![a, b], Vec::new(), Dest::mode(Mode::Operator(2), 0));
            }
            Op::Binary { op, .. } => (binary_symbol(op, false), false),
            Op::Inplace { op, .. } => (binary_symbol(op, true), false),
            Op::AddImm { sub, .. } => (if sub { "-" } else { "+" }, false),
            Op::InplaceAddImm { sub, .. } => (if sub { "-=" } else { "+=" }, false),
            _ => return Next::Frame,
        };
        let (ta, tb) = (self.type_name(a), self.type_name(b));
        let text = if compare {
            format!("'{symbol}' not supported between instances of '{ta}' and '{tb}'")
        } else {
            format!("unsupported operand type(s) for {symbol}: '{ta}' and '{tb}'")
        };
        let ctl = self.type_error(text);
        self.control(th, ctl, Dest::reg(0))
    }

    /// True for `X | Y` where both are types (or None) and neither says what `|` means.
    fn makes_union(&self, a: Value, b: Value) -> bool {
        let is_type = |v: Value| match v {
            Value::None => true,
            Value::Obj(r) => matches!(self.heap.get(r), Obj::Class(_) | Obj::Alias(_)),
            _ => false,
        };
        is_type(a) && is_type(b) && !(a.is_none() && b.is_none())
    }

    /// The result of the operator instruction before the `ip` of the frame on top.
    fn operator_result(&mut self, th: &mut Thread, v: Value) -> Next {
        match self.last_op(th) {
            Some(
                Op::Binary { dst, .. }
                | Op::Inplace { dst, .. }
                | Op::AddImm { dst, .. }
                | Op::InplaceAddImm { dst, .. }
                | Op::Compare { dst, .. },
            ) => {
                self.set_reg(th, dst, v);
                Next::Frame
            }
            _ => match self.truth_native(v) {
                Ok(b) => self.branch(th, Value::Bool(b)),
                Err(Ctl::Python) => self.call_prelude(th, "_truth", &[v], Dest::mode(Mode::Branch, 0)),
                Err(ctl) => self.control(th, ctl, Dest::reg(0)),
            },
        }
    }

    fn contains_slow(&mut self, th: &mut Thread, op: CmpOp, container: Value, item: Value) -> Next {
        let name = if op == CmpOp::In { "_contains" } else { "_not_contains" };
        let dst = match self.last_op(th) {
            Some(Op::Compare { dst, .. }) => Dest::reg(dst),
            _ => Dest::mode(Mode::Branch, 0),
        };
        self.call_prelude(th, name, &[container, item], dst)
    }

    /// `raise StopIteration(v)` on behalf of an iterator that ended.
    pub(super) fn raise_stop_iteration(&mut self, th: &mut Thread, v: Value) -> Next {
        let args = if v.is_none() { Vec::new() } else { vec![v] };
        let class = self.types.exc(Exc::StopIteration);
        let exc = self.exception(class, args);
        self.raise_new(th, exc)
    }

    /// Takes up what a higher room left for the thread.
    pub(super) fn take_pending(&mut self, th: &mut Thread) -> Next {
        let boundary = Dest::mode(Mode::Boundary, 0);
        match th.pending.take() {
            None => Next::Frame,
            Some(super::frame::Pending::Answer(answer)) => {
                let dest = th.answers.pop().unwrap_or(Dest::mode(Mode::Discard, 0));
                match answer {
                    Ok(v) => self.deliver(th, dest, v),
                    Err(ctl) => self.control(th, ctl, dest),
                }
            }
            Some(super::frame::Pending::Start(callee, args)) => {
                self.push_boundary(th);
                self.invoke(th, callee, args, Vec::new(), boundary)
            }
            Some(super::frame::Pending::Module(code)) => {
                self.push_boundary(th);
                self.exec_module(th, code, boundary)
            }
            Some(super::frame::Pending::Resume(generator, how)) => {
                self.push_boundary(th);
                self.resume(th, generator, how, boundary)
            }
        }
    }

    /// Puts a bottom under what the machine starts: results delivered with `Mode::Boundary` stop the run above it.
    fn push_boundary(&mut self, th: &mut Thread) {
        let base = self.top_of(th) as u32;
        th.frames.push(super::Frame {
            code: self.boundary_code,
            ip: 0,
            base,
            dest: Dest::mode(Mode::Boundary, 0),
            generator: None,
            operation: None,
            namespace: Value::Unbound,
            handled_before: th.handled,
        });
    }

    /// Removes the bottom that `push_boundary` made.
    pub(super) fn pop_boundary(&mut self, th: &mut Thread) {
        self.left_loop();
        if let Some(frame) = th.frames.pop() {
            th.handled = frame.handled_before;
        }
    }

    /// First stack place not used by the frame on top.
    pub(super) fn top_of(&self, th: &Thread) -> usize {
        th.frames.last().map_or(0, |f| {
            let nregs = self.program.code(f.code).map_or(0, |c| c.code.nregs);
            f.base as usize + nregs as usize
        })
    }

    /// Frees what nothing names any more.
    pub(super) fn collect_garbage(&mut self, th: &mut Thread) {
        // What earlier calls left above the frame on top. The places stay: they may be registers of its callers, unused now.
        let top = self.top_of(th).min(th.stack.len());
        th.stack[top..].fill(Value::Unbound);
        // Remembered lookups hold values without keeping them alive.
        self.class_version = self.class_version.wrapping_add(1);
        let roots = self.roots();
        let watched = self.watch.objects();
        self.heap.collect(|m| {
            th.trace(m);
            roots.mark(m);
            // What has an end to run is looked for by `look`, not swept away.
            watched.iter().for_each(|&r| m.object(r));
        });
        self.watch.hint();
        self.weak.sweep(&self.heap);
        self.sweep_async_gens();
    }
}

impl Ctl {
    /// Marks the values it holds.
    pub fn trace(&self, m: &mut Marker<'_>) {
        match self {
            Ctl::Raise(v) => m.value(*v),
            Ctl::Call(call) => {
                m.value(call.0);
                m.values(&call.1);
            }
            Ctl::CallKw(call) => {
                m.value(call.0);
                m.values(&call.1);
                call.2.iter().for_each(|(_, v)| m.value(*v));
            }
            Ctl::Resume(v, how) => {
                m.value(*v);
                how.trace(m);
            }
            Ctl::Python | Ctl::Limit(_) | Ctl::Unsupported(_) => {}
        }
    }
}

impl Resume {
    /// Marks the values it holds.
    pub fn trace(&self, m: &mut Marker<'_>) {
        match self {
            Resume::Next { default: v } | Resume::Send(v) | Resume::Throw(v) => m.value(*v),
            Resume::Close => {}
        }
    }
}

/// In-place, forward and reflected method of an operator.
fn binary_methods(op: BinOp) -> [Sym; 3] {
    match op {
        BinOp::Add => [names::IADD, names::ADD, names::RADD],
        BinOp::Sub => [names::ISUB, names::SUB, names::RSUB],
        BinOp::Mul => [names::IMUL, names::MUL, names::RMUL],
        BinOp::MatMul => [names::IMATMUL, names::MATMUL, names::RMATMUL],
        BinOp::TrueDiv => [names::ITRUEDIV, names::TRUEDIV, names::RTRUEDIV],
        BinOp::FloorDiv => [names::IFLOORDIV, names::FLOORDIV, names::RFLOORDIV],
        BinOp::Mod => [names::IMOD, names::MOD, names::RMOD],
        BinOp::Pow => [names::IPOW, names::POW, names::RPOW],
        BinOp::LShift => [names::ILSHIFT, names::LSHIFT, names::RLSHIFT],
        BinOp::RShift => [names::IRSHIFT, names::RSHIFT, names::RRSHIFT],
        BinOp::And => [names::IAND, names::AND, names::RAND],
        BinOp::Or => [names::IOR, names::OR, names::ROR],
        BinOp::Xor => [names::IXOR, names::XOR, names::RXOR],
    }
}

/// Comparison methods; the empty first name says that there is no in-place form.
fn compare_methods(op: CmpOp) -> [Sym; 3] {
    let (forward, reflected) = match op {
        CmpOp::Ne => (names::NE, names::NE),
        CmpOp::Lt => (names::LT, names::GT),
        CmpOp::Le => (names::LE, names::GE),
        CmpOp::Gt => (names::GT, names::LT),
        CmpOp::Ge => (names::GE, names::LE),
        _ => (names::EQ, names::EQ),
    };
    [names::EMPTY, forward, reflected]
}

fn compare_symbol(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Lt => "<",
        CmpOp::Le => "<=",
        CmpOp::Gt => ">",
        CmpOp::Ge => ">=",
        CmpOp::Eq => "==",
        CmpOp::Ne => "!=",
        CmpOp::Is => "is",
        CmpOp::IsNot => "is not",
        CmpOp::In => "in",
        CmpOp::NotIn => "not in",
    }
}

/// The operator as error messages write it.
pub(crate) fn binary_symbol(op: BinOp, inplace: bool) -> &'static str {
    match (op, inplace) {
        (BinOp::Add, false) => "+",
        (BinOp::Sub, false) => "-",
        (BinOp::Mul, false) => "*",
        (BinOp::MatMul, false) => "@",
        (BinOp::TrueDiv, false) => "/",
        (BinOp::FloorDiv, false) => "//",
        (BinOp::Mod, false) => "%",
        (BinOp::Pow, false) => "** or pow()",
        (BinOp::LShift, false) => "<<",
        (BinOp::RShift, false) => ">>",
        (BinOp::And, false) => "&",
        (BinOp::Or, false) => "|",
        (BinOp::Xor, false) => "^",
        (BinOp::Add, true) => "+=",
        (BinOp::Sub, true) => "-=",
        (BinOp::Mul, true) => "*=",
        (BinOp::MatMul, true) => "@=",
        (BinOp::TrueDiv, true) => "/=",
        (BinOp::FloorDiv, true) => "//=",
        (BinOp::Mod, true) => "%=",
        (BinOp::Pow, true) => "**=",
        (BinOp::LShift, true) => "<<=",
        (BinOp::RShift, true) => ">>=",
        (BinOp::And, true) => "&=",
        (BinOp::Or, true) => "|=",
        (BinOp::Xor, true) => "^=",
    }
}

/// Marks everything that the machine holds beside the running thread.
pub(super) struct Roots {
    values: Vec<Value>,
    objects: Vec<Ref>,
    /// The threads that are not running now (the running one is taken out of the table).
    threads: Vec<Thread>,
}

impl Roots {
    /// Leaves out registers that no frame uses.
    pub(super) fn forget_unused_registers(&mut self, vm: &Vm) {
        for th in &mut self.threads {
            let top = vm.top_of(th);
            th.stack.truncate(top);
        }
    }

    pub(super) fn mark(&self, m: &mut Marker<'_>) {
        self.threads.iter().for_each(|t| t.trace(m));
        m.values(&self.values);
        self.objects.iter().for_each(|&r| m.object(r));
    }
}

impl Vm {
    pub(super) fn roots(&self) -> Roots {
        let mut values: Vec<Value> = Vec::new();
        let mut objects: Vec<Ref> = self.types.all();
        values.extend(&self.sym_strs);
        values.extend(&self.external_roots);
        values.extend(&self.extern_args);
        values.push(self.context);
        values.push(self.async_gen_finalizer);
        values.extend(self.weak.waiting());
        values.extend(self.awaited_directly.iter().flat_map(|d| [d.native, d.marker]));
        values.extend(self.extern_kw.iter().map(|(_, v)| *v));
        values.extend(self.namespaces.iter().flat_map(|n| n.values.iter().copied()));
        values.extend(self.program.codes.iter().flat_map(|c| c.consts.iter().copied()));
        objects.extend(self.namespaces.iter().filter_map(|n| n.dict));
        objects.extend(self.modules.values().copied());
        objects.extend(self.code_objects.values().copied());
        objects.extend(&self.repr_stack);
        objects.extend(self.future_class);
        Roots { values, objects, threads: self.threads.clone() }
    }

    /// True if the object has what `next()` needs.
    pub(super) fn is_iterator(&mut self, v: Value) -> bool {
        if let Value::Obj(r) = v
            && matches!(self.heap.get(r), Obj::Iter(_) | Obj::Generator(_) | Obj::FutureIter { .. })
        {
            return true;
        }
        !self.lookup_special(v, names::NEXT).is_unbound()
    }
}
