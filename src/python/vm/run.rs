//! The interpreter loop. One flat `match` over the instructions: simple cases here, everything that may call Python or raise
//! goes through `control.rs`, `call.rs`, `generator.rs` and `unwind.rs`, which change the frames and come back.
//!
//! This file is longer than others because the loop is one function: its cases share the registers borrowed for a frame.

use super::cache::Hit;
use super::frame::{Dest, Mode, Thread};
use super::{Stop, Vm};
use crate::python::builtins::set_algebra;
use crate::python::native::{Args, Ctl, NativeFn};
use crate::python::number::ordered_values;
use crate::python::object::{Iter, Obj};
use crate::python::op::{BinOp, CmpOp, Op, UnOp};
use crate::python::sym::names;
use crate::python::value::Value;

/// How the loop goes on after something complex.
pub(super) enum Next {
    /// With the frame that is now on top.
    Frame,
    /// Back to the machine.
    Stop(Stop),
}

impl Vm {
    /// Runs a thread until something stops it, or until about `budget` cost units (nanoseconds of virtual time) are used:
    /// it is looked at on backward jumps and calls, as CPython looks at its eval breaker.
    pub fn run(&mut self, thread: usize, budget: u64) -> Stop {
        self.watch.count(self.spent.instructions);
        self.spent = super::Spent::default();
        self.taken.clear();
        self.running_thread = thread;
        let Some(slot) = self.threads.get_mut(thread) else {
            return Stop::Unsupported(Box::from("no such thread"));
        };
        let mut th = std::mem::take(slot);
        self.context = th.context;
        let stop = match self.take_pending(&mut th) {
            Next::Stop(stop) => stop,
            Next::Frame => self.execute(&mut th, budget),
        };
        th.context = self.context;
        self.threads[thread] = th;
        stop
    }

    #[allow(clippy::too_many_lines, reason = "one flat match over the instruction set")]
    fn execute(&mut self, th: &mut Thread, budget: u64) -> Stop {
        let mut program = self.program.clone();
        'frame: loop {
            if self.program_grew {
                self.program_grew = false;
                program = self.program.clone();
            }
            if self.heap.wants_collection() {
                self.collect_garbage(th);
                if self.heap.over_limit() {
                    return Stop::Limit(crate::python::native::Limit::Memory);
                }
            }
            if self.spent.cost >= budget || self.heap.wants_attention() {
                return Stop::Budget;
            }
            let Some(frame) = th.frames.last() else {
                return Stop::Unsupported(Box::from("no frame to run"));
            };
            let linked = &program.codes[frame.code as usize];
            let code = &*linked.code;
            let ops = &code.ops[..];
            let costs = &linked.costs[..];
            let frame_base = frame.base as usize;
            let mut ip = frame.ip as usize;
            let mut block = ip;
            let regs = &mut th.stack[frame_base..frame_base + code.nregs as usize];

            // Books the cost of the instructions since `block`.
            macro_rules! flush {
                () => {
                    self.spent.cost += u64::from(costs[ip] - costs[block]);
                    self.spent.instructions += (ip - block) as u64;
                    #[allow(unused_assignments, reason = "not read where the frame is left")]
                    {
                        block = ip;
                    }
                };
            }
            // Leaves the fast path: the frame knows where it stands.
            macro_rules! sync {
                () => {
                    flush!();
                    if let Some(f) = th.frames.last_mut() {
                        f.ip = ip as u32;
                    }
                };
            }
            macro_rules! go {
                ($next:expr) => {
                    match $next {
                        Next::Frame => continue 'frame,
                        Next::Stop(stop) => return stop,
                    }
                };
            }
            // The value of a native operation, or what it needs instead.
            macro_rules! value {
                ($dst:expr, $result:expr) => {
                    match $result {
                        Ok(v) => regs[$dst as usize] = v,
                        Err(ctl) => {
                            sync!();
                            go!(self.control(th, ctl, Dest::reg($dst)))
                        }
                    }
                };
            }
            // As `value!` for operations whose slow path is a special method of `obj`.
            macro_rules! special {
                ($dest:expr, $result:expr, $obj:expr, $name:expr, $args:expr, $ok:expr) => {
                    match $result {
                        Ok(v) => $ok(v),
                        Err(Ctl::Python) => {
                            sync!();
                            go!(self.call_special(th, $obj, $name, $args, $dest))
                        }
                        Err(ctl) => {
                            sync!();
                            go!(self.control(th, ctl, $dest))
                        }
                    }
                };
            }
            macro_rules! jump {
                ($target:expr) => {{
                    let target = $target as usize;
                    flush!();
                    let back = target < ip;
                    ip = target;
                    block = target;
                    if back && (self.spent.cost >= budget || self.heap.wants_attention()) {
                        if let Some(f) = th.frames.last_mut() {
                            f.ip = ip as u32;
                        }
                        continue 'frame;
                    }
                }};
            }
            macro_rules! reg {
                ($r:expr) => {
                    regs[$r as usize]
                };
            }
            macro_rules! raise {
                ($ctl:expr) => {{
                    let ctl = $ctl;
                    sync!();
                    go!(self.control(th, ctl, Dest::reg(0)))
                }};
            }

            let watching = !self.watch.is_empty();
            loop {
                let op = ops[ip];
                if watching && self.before(op, regs, linked, th.handled) {
                    sync!();
                    go!(self.look(th))
                }
                ip += 1;
                match op {
                    Op::Move { dst, src } => reg!(dst) = reg!(src),
                    Op::LoadConst { dst, index } => reg!(dst) = linked.consts[index as usize],
                    Op::LoadInt { dst, value } => reg!(dst) = Value::Int(i64::from(value)),
                    Op::LoadNone { dst } => reg!(dst) = Value::None,
                    Op::LoadBool { dst, value } => reg!(dst) = Value::Bool(value),
                    Op::Unbind { reg } => reg!(reg) = Value::Unbound,
                    Op::CheckBound { reg } => {
                        if reg!(reg).is_unbound() {
                            raise!(self.unbound_local(linked, reg));
                        }
                    }
                    Op::Drop { reg } => {
                        let v = std::mem::take(&mut reg!(reg));
                        if self.needs_finalizing(v) {
                            sync!();
                            go!(self.finalize(th, v))
                        }
                    }
                    Op::LoadGlobal { dst, slot } => {
                        let v = self.namespaces[linked.namespace as usize].values[slot as usize];
                        if !v.is_unbound() {
                            reg!(dst) = v;
                        } else {
                            value!(dst, self.load_builtin(linked.namespace, slot))
                        }
                    }
                    Op::StoreGlobal { src, slot } => {
                        let space = &mut self.namespaces[linked.namespace as usize];
                        match space.dict {
                            None => space.values[slot as usize] = reg!(src),
                            Some(_) => self.store_global(linked.namespace, slot, reg!(src)),
                        }
                    }
                    Op::DeleteGlobal { slot } => {
                        let place = &mut self.namespaces[linked.namespace as usize].values[slot as usize];
                        if std::mem::take(place).is_unbound() && !self.delete_global(linked.namespace, slot) {
                            raise!(self.name_error(linked.namespace, slot))
                        }
                    }
                    Op::LoadName { dst, name } => {
                        let ns = th.frames.last().map(|f| f.namespace).unwrap_or_default();
                        let name = linked.names[name as usize];
                        value!(dst, self.load_name(ns, linked.namespace, name))
                    }
                    Op::StoreName { src, name } => {
                        let ns = th.frames.last().map(|f| f.namespace).unwrap_or_default();
                        let key = self.sym_str(linked.names[name as usize]);
                        let v = reg!(src);
                        let done = self.store_in_namespace(ns, key, v);
                        special!(Dest::mode(Mode::Discard, 0), done, ns, names::SETITEM, &[key, v], |()| ())
                    }
                    Op::DeleteName { name } => {
                        let ns = th.frames.last().map(|f| f.namespace).unwrap_or_default();
                        let name = linked.names[name as usize];
                        if let Err(ctl) = self.delete_name(ns, name) {
                            raise!(ctl)
                        }
                    }
                    Op::LoadClassDeref { dst, cell, name } => {
                        let ns = th.frames.last().map(|f| f.namespace).unwrap_or_default();
                        let cell = reg!(cell);
                        let sym = linked.names[name as usize];
                        value!(dst, self.load_class_deref(ns, cell, sym))
                    }
                    Op::MakeCell { reg } => {
                        let cell = self.heap.alloc(Obj::Cell(reg!(reg)));
                        reg!(reg) = Value::Obj(cell);
                    }
                    Op::LoadDeref { dst, cell } => match self.cell_get(reg!(cell)) {
                        Value::Unbound => raise!(self.unbound_cell(linked, cell)),
                        v => reg!(dst) = v,
                    },
                    Op::StoreDeref { cell, src } => self.cell_set(reg!(cell), reg!(src)),
                    Op::DeleteDeref { cell } => {
                        if self.cell_get(reg!(cell)).is_unbound() {
                            raise!(self.unbound_cell(linked, cell))
                        }
                        self.cell_set(reg!(cell), Value::Unbound);
                    }

                    Op::LoadAttr { dst, obj, site } => {
                        let o = reg!(obj);
                        let at = (linked.site_base + u32::from(site)) as usize;
                        if let Value::Obj(r) = o
                            && let Obj::Instance(i) = self.heap.get(r)
                            && let cache = &self.caches[at]
                            && cache.version == self.class_version
                            && let Hit::Slot { shape, slot } = cache.hit
                            && shape == i.shape
                            && let Some(&v) = i.attrs.get(slot as usize)
                            && !v.is_unbound()
                        {
                            reg!(dst) = v;
                            continue;
                        }
                        value!(dst, self.load_attr_cached(o, linked.sites[site as usize], at))
                    }
                    Op::StoreAttr { obj, src, site } => {
                        let o = reg!(obj);
                        let v = reg!(src);
                        let at = (linked.site_base + u32::from(site)) as usize;
                        if let Value::Obj(r) = o
                            && let Obj::Instance(i) = self.heap.get_mut(r)
                            && let cache = &self.caches[at]
                            && cache.version == self.class_version
                            && let Hit::Slot { shape, slot } = cache.hit
                            && shape == i.shape
                            && let Some(place) = i.attrs.get_mut(slot as usize)
                        {
                            *place = v;
                            continue;
                        }
                        if let Err(ctl) = self.store_attr_cached(o, linked.sites[site as usize], v, at) {
                            sync!();
                            go!(self.control(th, ctl, Dest::mode(Mode::Discard, 0)))
                        }
                    }
                    Op::DeleteAttr { obj, site } => {
                        if let Err(ctl) = self.delete_attr(reg!(obj), linked.sites[site as usize]) {
                            sync!();
                            go!(self.control(th, ctl, Dest::mode(Mode::Discard, 0)))
                        }
                    }
                    Op::LoadMethod { base, obj, site } => {
                        let o = reg!(obj);
                        let at = (linked.site_base + u32::from(site)) as usize;
                        match self.load_method(o, linked.sites[site as usize], at) {
                            Ok((func, bound)) => {
                                reg!(base) = func;
                                reg!(base + 1) = bound;
                            }
                            Err(ctl) => {
                                reg!(base + 1) = Value::Unbound;
                                sync!();
                                go!(self.control(th, ctl, Dest::reg(base)))
                            }
                        }
                    }
                    Op::LoadSub { dst, obj, index } => {
                        let (o, i) = (reg!(obj), reg!(index));
                        if let (Value::Obj(r), Value::Int(n)) = (o, i)
                            && let Obj::List(items) = self.heap.get(r)
                            && n >= 0
                            && let Some(&v) = items.get(n as usize)
                        {
                            reg!(dst) = v;
                            continue;
                        }
                        let result = self.getitem_native(o, i);
                        special!(Dest::reg(dst), result, o, names::GETITEM, &[i], |v| reg!(dst) = v)
                    }
                    Op::StoreSub { obj, index, src } => {
                        let (o, i, v) = (reg!(obj), reg!(index), reg!(src));
                        if let (Value::Obj(r), Value::Int(n)) = (o, i)
                            && let Obj::List(items) = self.heap.get_mut(r)
                            && n >= 0
                            && let Some(place) = items.get_mut(n as usize)
                        {
                            *place = v;
                            continue;
                        }
                        let result = self.setitem_native(o, i, v);
                        special!(Dest::mode(Mode::Discard, 0), result, o, names::SETITEM, &[i, v], |()| ())
                    }
                    Op::DeleteSub { obj, index } => {
                        let (o, i) = (reg!(obj), reg!(index));
                        let result = self.delitem_native(o, i);
                        special!(Dest::mode(Mode::Discard, 0), result, o, names::DELITEM, &[i], |()| ())
                    }
                    Op::BuildSlice { dst, base } => {
                        let parts = Box::new([reg!(base), reg!(base + 1), reg!(base + 2)]);
                        reg!(dst) = Value::Obj(self.heap.alloc(Obj::Slice(parts)));
                    }

                    Op::Binary { op, dst, a, b } => {
                        let (x, y) = (reg!(a), reg!(b));
                        if let Some(v) = fast_binary(op, x, y) {
                            reg!(dst) = v;
                            continue;
                        }
                        match self.binary_native(op, x, y) {
                            Ok(v) => reg!(dst) = v,
                            Err(Ctl::Python) => {
                                sync!();
                                go!(self.operator_step(th, 1))
                            }
                            Err(ctl) => raise!(ctl),
                        }
                    }
                    Op::Inplace { op, dst, a, b } => {
                        let (x, y) = (reg!(a), reg!(b));
                        if let Some(v) = fast_binary(op, x, y) {
                            reg!(dst) = v;
                            continue;
                        }
                        match self.inplace_native(op, x, y) {
                            Ok(v) => reg!(dst) = v,
                            Err(Ctl::Python) => {
                                sync!();
                                go!(self.operator_step(th, 0))
                            }
                            Err(ctl) => raise!(ctl),
                        }
                    }
                    Op::AddImm { sub, dst, a, imm } | Op::InplaceAddImm { sub, dst, a, imm } => {
                        let x = reg!(a);
                        let imm = i64::from(imm);
                        if let Value::Int(n) = x
                            && let Some(sum) = if sub { n.checked_sub(imm) } else { n.checked_add(imm) }
                        {
                            reg!(dst) = Value::Int(sum);
                            continue;
                        }
                        let bin = if sub { BinOp::Sub } else { BinOp::Add };
                        match self.binary_native(bin, x, Value::Int(imm)) {
                            Ok(v) => reg!(dst) = v,
                            Err(Ctl::Python) => {
                                sync!();
                                let stage = u8::from(!matches!(op, Op::InplaceAddImm { .. }));
                                go!(self.operator_step(th, stage))
                            }
                            Err(ctl) => raise!(ctl),
                        }
                    }
                    Op::Unary { op, dst, a } => {
                        let x = reg!(a);
                        if op == UnOp::Not {
                            match self.truth_native(x) {
                                Ok(b) => reg!(dst) = Value::Bool(!b),
                                Err(Ctl::Python) => {
                                    sync!();
                                    go!(self.call_prelude(th, "_not", &[x], Dest::reg(dst)))
                                }
                                Err(ctl) => raise!(ctl),
                            }
                            continue;
                        }
                        match self.unary_native(op, x) {
                            Ok(v) => reg!(dst) = v,
                            Err(Ctl::Python) => {
                                let name = match op {
                                    UnOp::Neg => names::NEG,
                                    UnOp::Pos => names::POS,
                                    _ => names::INVERT,
                                };
                                sync!();
                                if matches!(x, Value::Bool(_)) {
                                    go!(self.call_prelude(th, "_invert_bool", &[x], Dest::reg(dst)))
                                }
                                go!(self.call_special(th, x, name, &[], Dest::reg(dst)))
                            }
                            Err(ctl) => raise!(ctl),
                        }
                    }
                    Op::Compare { op, dst, a, b } => {
                        let (x, y) = (reg!(a), reg!(b));
                        if let Some(b) = fast_compare(op, x, y) {
                            reg!(dst) = Value::Bool(b);
                            continue;
                        }
                        match self.compare_op(op, x, y) {
                            Ok(v) => reg!(dst) = v,
                            Err(Ctl::Python) => {
                                sync!();
                                go!(self.operator_step(th, 1))
                            }
                            Err(ctl) => raise!(ctl),
                        }
                    }

                    Op::Jump { target } => jump!(target),
                    Op::JumpIfTrue { reg, target } => match fast_truth(reg!(reg)) {
                        Some(true) => jump!(target),
                        Some(false) => {}
                        None => {
                            let x = reg!(reg);
                            match self.truth_native(x) {
                                Ok(true) => jump!(target),
                                Ok(false) => {}
                                Err(Ctl::Python) => {
                                    sync!();
                                    go!(self.call_prelude(th, "_truth", &[x], Dest::mode(Mode::Branch, 0)))
                                }
                                Err(ctl) => raise!(ctl),
                            }
                        }
                    },
                    Op::JumpIfFalse { reg, target } => match fast_truth(reg!(reg)) {
                        Some(false) => jump!(target),
                        Some(true) => {}
                        None => {
                            let x = reg!(reg);
                            match self.truth_native(x) {
                                Ok(false) => jump!(target),
                                Ok(true) => {}
                                Err(Ctl::Python) => {
                                    sync!();
                                    go!(self.call_prelude(th, "_truth", &[x], Dest::mode(Mode::Branch, 0)))
                                }
                                Err(ctl) => raise!(ctl),
                            }
                        }
                    },
                    Op::JumpIfNone { reg, target } => {
                        if reg!(reg).is_none() {
                            jump!(target)
                        }
                    }
                    Op::JumpIfNotNone { reg, target } => {
                        if !reg!(reg).is_none() {
                            jump!(target)
                        }
                    }
                    Op::CmpJumpIfFalse { op: cmp, a, b, offset } | Op::CmpJumpIfTrue { op: cmp, a, b, offset } => {
                        let (x, y) = (reg!(a), reg!(b));
                        let want = matches!(op, Op::CmpJumpIfTrue { .. });
                        let truth = match fast_compare(cmp, x, y) {
                            Some(b) => b,
                            None => match self.compare_op(cmp, x, y).and_then(|v| self.truth_native(v)) {
                                Ok(b) => b,
                                Err(Ctl::Python) => {
                                    sync!();
                                    go!(self.operator_step(th, 1))
                                }
                                Err(ctl) => raise!(ctl),
                            },
                        };
                        if truth == want {
                            jump!(ip as i64 + i64::from(offset))
                        }
                    }

                    Op::BuildTuple { dst, base, n } => {
                        reg!(dst) = self.heap.tuple(regs[base as usize..][..n as usize].to_vec());
                    }
                    Op::BuildList { dst, base, n } => {
                        reg!(dst) = self.heap.list(regs[base as usize..][..n as usize].to_vec());
                    }
                    Op::BuildSet { dst, base, n } => {
                        let items = regs[base as usize..][..n as usize].to_vec();
                        match self.build_set(&items) {
                            Err(Ctl::Python) => {
                                let list = self.heap.list(items);
                                sync!();
                                go!(self.call_prelude(th, "_build_set", &[list], Dest::reg(dst)))
                            }
                            result => value!(dst, result),
                        }
                    }
                    Op::BuildDict { dst, base, n } => {
                        let items = regs[base as usize..][..2 * n as usize].to_vec();
                        match self.build_dict(&items) {
                            Err(Ctl::Python) => {
                                let list = self.heap.list(items);
                                sync!();
                                go!(self.call_prelude(th, "_build_dict", &[list], Dest::reg(dst)))
                            }
                            result => value!(dst, result),
                        }
                    }
                    Op::BuildString { dst, base, n } => {
                        value!(dst, self.build_string(&regs[base as usize..][..n as usize]))
                    }
                    Op::ListAppend { list, src } => {
                        if let Value::Obj(r) = reg!(list) {
                            self.heap.list_push(r, reg!(src));
                        }
                    }
                    Op::ListExtend { list, src } => {
                        let (l, s) = (reg!(list), reg!(src));
                        match self.list_extend(l, s) {
                            Ok(()) => {}
                            Err(Ctl::Python | Ctl::Raise(_)) => {
                                sync!();
                                go!(self.call_prelude(th, "_list_extend", &[l, s], Dest::mode(Mode::Discard, 0)))
                            }
                            Err(ctl) => raise!(ctl),
                        }
                    }
                    Op::ArgsExtend { list, src, func } => {
                        let (l, s, f) = (reg!(list), reg!(src), reg!(func));
                        match self.list_extend(l, s) {
                            Ok(()) => {}
                            // Iterates through Python code, or says which callable it was that got no iterable.
                            Err(Ctl::Python | Ctl::Raise(_)) => {
                                sync!();
                                go!(self.call_prelude(th, "_args_extend", &[l, s, f], Dest::mode(Mode::Discard, 0)))
                            }
                            Err(ctl) => raise!(ctl),
                        }
                    }
                    Op::SetAdd { set, src } => {
                        let (s, v) = (reg!(set), reg!(src));
                        match self.set_add_value(s, v) {
                            Ok(()) => {}
                            Err(Ctl::Python) => {
                                sync!();
                                go!(self.call_prelude(th, "_set_add", &[s, v], Dest::mode(Mode::Discard, 0)))
                            }
                            Err(ctl) => raise!(ctl),
                        }
                    }
                    Op::SetUpdate { set, src } => {
                        let (s, v) = (reg!(set), reg!(src));
                        // A constant, or a set.
                        if let Value::Obj(into) = s
                            && self.as_set_kind(v)
                        {
                            match set_algebra::merge(self, into, v) {
                                Ok(()) => continue,
                                Err(Ctl::Python) => {}
                                Err(ctl) => raise!(ctl),
                            }
                        }
                        sync!();
                        go!(self.call_prelude(th, "_set_update", &[s, v], Dest::mode(Mode::Discard, 0)))
                    }
                    Op::DictSet { dict, key, src } => {
                        let (d, k, v) = (reg!(dict), reg!(key), reg!(src));
                        let result = self.setitem_native(d, k, v);
                        special!(Dest::mode(Mode::Discard, 0), result, d, names::SETITEM, &[k, v], |()| ())
                    }
                    Op::DictUpdate { dict, src } => {
                        let (d, s) = (reg!(dict), reg!(src));
                        sync!();
                        go!(self.call_prelude(th, "_dict_update", &[d, s], Dest::mode(Mode::Discard, 0)))
                    }
                    Op::DictMerge { dict, src, func } => {
                        let (d, s, f) = (reg!(dict), reg!(src), reg!(func));
                        sync!();
                        go!(self.call_prelude(th, "_dict_merge", &[d, s, f], Dest::mode(Mode::Discard, 0)))
                    }
                    Op::ListToTuple { dst, src } => {
                        let items = self.native_items(reg!(src)).unwrap_or_default();
                        reg!(dst) = self.heap.tuple(items);
                    }
                    Op::Format { conv, dst, src, spec } => {
                        let v = reg!(src);
                        let spec = if spec == crate::python::op::NO_REG { Value::Unbound } else { reg!(spec) };
                        match self.format_field(v, conv, spec) {
                            Err(Ctl::Python) => {
                                sync!();
                                go!(self.format_slow(th, v, conv, spec, dst))
                            }
                            result => value!(dst, result),
                        }
                    }

                    Op::GetIter { dst, src } => {
                        let s = reg!(src);
                        match self.get_iter(s) {
                            Err(Ctl::Python) => {
                                sync!();
                                go!(self.call_special(th, s, names::ITER, &[], Dest::mode(Mode::CheckIter, dst)))
                            }
                            result => value!(dst, result),
                        }
                    }
                    Op::ForIter { dst, iter, skip } => {
                        let it = reg!(iter);
                        let Value::Obj(r) = it else { raise!(self.not_an_iterator(it)) };
                        if let Obj::Iter(state) = self.heap.get_mut(r) {
                            match &mut **state {
                                Iter::Range(next, step, left) => {
                                    if *left == 0 {
                                        jump!(ip + skip as usize);
                                        continue;
                                    }
                                    reg!(dst) = Value::Int(*next);
                                    *next = next.wrapping_add(*step);
                                    *left -= 1;
                                    continue;
                                }
                                Iter::List(Value::Obj(list), index) => {
                                    let (list, at) = (*list, *index);
                                    *index += 1;
                                    if let Obj::List(items) = self.heap.get(list)
                                        && let Some(&v) = items.get(at)
                                    {
                                        reg!(dst) = v;
                                        continue;
                                    }
                                    if let Obj::Iter(state) = self.heap.get_mut(r) {
                                        **state = Iter::List(Value::Unbound, 0);
                                    }
                                    jump!(ip + skip as usize);
                                    continue;
                                }
                                _ => {}
                            }
                        }
                        match self.iter_next(it) {
                            Ok(Some(v)) => reg!(dst) = v,
                            Ok(None) => jump!(ip + skip as usize),
                            Err(Ctl::Python) => {
                                sync!();
                                go!(self.for_iter_slow(th, it, dst))
                            }
                            Err(ctl) => raise!(ctl),
                        }
                    }
                    Op::UnpackSeq { src, base, n } => {
                        let s = reg!(src);
                        match self.unpack(s, n as usize) {
                            Ok(items) => regs[base as usize..][..n as usize].copy_from_slice(&items),
                            Err(Ctl::Python) => {
                                sync!();
                                let count = Value::Int(i64::from(n));
                                go!(self.call_prelude(th, "_unpack", &[s, count], Dest::mode(Mode::Unpack, base)))
                            }
                            Err(ctl) => raise!(ctl),
                        }
                    }
                    Op::UnpackEx { before, src, base, after } => {
                        let s = reg!(src);
                        match self.unpack_ex(s, before as usize, after as usize) {
                            Ok(items) => regs[base as usize..][..items.len()].copy_from_slice(&items),
                            Err(Ctl::Python) => {
                                sync!();
                                let counts = [Value::Int(i64::from(before)), Value::Int(i64::from(after))];
                                let args = [s, counts[0], counts[1]];
                                go!(self.call_prelude(th, "_unpack_ex", &args, Dest::mode(Mode::Unpack, base)))
                            }
                            Err(ctl) => raise!(ctl),
                        }
                    }

                    Op::Call { dst, base, argc } => {
                        let callee = reg!(base);
                        let first = base as usize + 1;
                        if let Value::Obj(r) = callee {
                            match self.heap.get(r) {
                                Obj::Native { def, bound: Value::Unbound } => {
                                    if let NativeFn::Rust(f) = def.call
                                        && argc >= u16::from(def.min)
                                        && argc <= u16::from(def.max)
                                        && !def.method
                                    {
                                        flush!();
                                        let args = Args { pos: &regs[first..first + argc as usize], kw: &[] };
                                        match f(self, args) {
                                            Ok(v) => {
                                                reg!(dst) = v;
                                                continue;
                                            }
                                            Err(Ctl::Python) => self.put_back(),
                                            Err(ctl) => {
                                                sync!();
                                                go!(self.control(th, ctl, Dest::reg(dst)))
                                            }
                                        }
                                    }
                                }
                                Obj::Function(_) => {
                                    sync!();
                                    let at = frame_base + first;
                                    if let Some(next) = self.call_plain(th, &program, r, at, argc, dst) {
                                        go!(next)
                                    }
                                }
                                _ => {}
                            }
                        }
                        sync!();
                        let args = th.stack[frame_base + first..][..argc as usize].to_vec();
                        go!(self.invoke(th, callee, args, Vec::new(), Dest::reg(dst)))
                    }
                    Op::CallMethod { dst, base, argc } => {
                        let callee = reg!(base);
                        let bound = reg!(base + 1);
                        let (first, count) =
                            if bound.is_unbound() { (base as usize + 2, argc) } else { (base as usize + 1, argc + 1) };
                        if let Value::Obj(r) = callee {
                            match self.heap.get(r) {
                                Obj::Native { def, bound: Value::Unbound } => {
                                    let given = argc - u16::from(bound.is_unbound() && def.method && argc > 0);
                                    if let NativeFn::Rust(f) = def.call
                                        && given >= u16::from(def.min)
                                        && given <= u16::from(def.max)
                                        && !(def.method && bound.is_unbound())
                                    {
                                        flush!();
                                        let args = Args { pos: &regs[first..first + count as usize], kw: &[] };
                                        match f(self, args) {
                                            Ok(v) => {
                                                reg!(dst) = v;
                                                continue;
                                            }
                                            Err(Ctl::Python) => self.put_back(),
                                            Err(ctl) => {
                                                sync!();
                                                go!(self.control(th, ctl, Dest::reg(dst)))
                                            }
                                        }
                                    }
                                }
                                Obj::Function(_) => {
                                    sync!();
                                    let at = frame_base + first;
                                    if let Some(next) = self.call_plain(th, &program, r, at, count, dst) {
                                        go!(next)
                                    }
                                }
                                _ => {}
                            }
                        }
                        sync!();
                        let args = th.stack[frame_base + first..][..count as usize].to_vec();
                        go!(self.invoke(th, callee, args, Vec::new(), Dest::reg(dst)))
                    }
                    Op::CallKw { dst, base, argc } | Op::CallMethodKw { dst, base, argc } => {
                        let callee = reg!(base);
                        let method = matches!(op, Op::CallMethodKw { .. });
                        let bound = if method { reg!(base + 1) } else { Value::Unbound };
                        let first = base as usize + 1 + usize::from(method && bound.is_unbound());
                        let count = argc as usize + usize::from(method && !bound.is_unbound());
                        let kwnames = match ops[ip] {
                            Op::KwNames { index } => &linked.kwnames[index as usize][..],
                            _ => &[],
                        };
                        ip += 1;
                        let all = &regs[first..first + count];
                        let split = count - kwnames.len().min(count);
                        let pos = all[..split].to_vec();
                        let kw = kwnames.iter().copied().zip(all[split..].iter().copied()).collect();
                        sync!();
                        go!(self.invoke(th, callee, pos, kw, Dest::reg(dst)))
                    }
                    Op::KwNames { .. } => {}
                    Op::CallEx { dst, base } => {
                        let (callee, args, kwargs) = (reg!(base), reg!(base + 1), reg!(base + 2));
                        sync!();
                        match self.star_arguments(callee, args, kwargs) {
                            Ok((pos, kw)) => go!(self.invoke(th, callee, pos, kw, Dest::reg(dst))),
                            Err(ctl) => go!(self.control(th, ctl, Dest::reg(dst))),
                        }
                    }
                    Op::Intrinsic { kind, dst, base } => {
                        sync!();
                        go!(self.intrinsic(th, kind, base, dst))
                    }
                    Op::Return { src } => {
                        let v = reg!(src);
                        sync!();
                        go!(self.return_value(th, v))
                    }
                    Op::ReturnNone => {
                        sync!();
                        go!(self.return_value(th, Value::None))
                    }
                    Op::MakeFunction { dst, base, code } => {
                        let parts = [reg!(base), reg!(base + 1), reg!(base + 2), reg!(base + 3)];
                        reg!(dst) = self.make_function(&program, linked, code, parts);
                    }
                    Op::LoadBuildClass { dst } => reg!(dst) = self.prelude("__build_class__"),
                    Op::LoadAssertionError { dst } => {
                        reg!(dst) = Value::Obj(self.types.exc(crate::python::types::Exc::AssertionError));
                    }
                    Op::ImportName { top, dst, name, level } => {
                        sync!();
                        go!(self.import_name(th, linked.names[name as usize], top, level, dst))
                    }
                    Op::ImportFrom { dst, module, name } => {
                        value!(dst, self.import_from(reg!(module), linked.names[name as usize]))
                    }

                    Op::Yield { dst, src } => {
                        let v = reg!(src);
                        sync!();
                        go!(self.yield_value(th, dst, v))
                    }
                    Op::YieldFrom { dst, iter } => {
                        let (sent, it) = (reg!(dst), reg!(iter));
                        sync!();
                        go!(self.delegate(th, it, sent, dst))
                    }
                    Op::GetAwaitable { kind, dst, src } => {
                        let s = reg!(src);
                        match self.get_awaitable(s, kind) {
                            Err(Ctl::Python) => {
                                sync!();
                                go!(self.call_special(th, s, names::AWAIT, &[], Dest::mode(Mode::CheckAwait, dst)))
                            }
                            result => value!(dst, result),
                        }
                    }
                    Op::GetYieldFromIter { dst, src } => {
                        let s = reg!(src);
                        match self.get_yield_from_iter(s, code) {
                            Err(Ctl::Python) => {
                                sync!();
                                go!(self.call_special(th, s, names::ITER, &[], Dest::mode(Mode::CheckIter, dst)))
                            }
                            result => value!(dst, result),
                        }
                    }
                    Op::GetAiter { dst, src } => {
                        let s = reg!(src);
                        match self.get_aiter(s) {
                            Err(Ctl::Python) => {
                                sync!();
                                go!(self.call_special(th, s, names::AITER, &[], Dest::reg(dst)))
                            }
                            result => value!(dst, result),
                        }
                    }
                    Op::GetAnext { dst, aiter } => {
                        let s = reg!(aiter);
                        match self.get_anext(s) {
                            Err(Ctl::Python) => {
                                sync!();
                                go!(self.call_prelude(th, "_anext", &[s], Dest::reg(dst)))
                            }
                            result => value!(dst, result),
                        }
                    }
                    Op::EndAsyncFor { exc } => {
                        let e = reg!(exc);
                        if !self.is_exc(e, crate::python::types::Exc::StopAsyncIteration) {
                            sync!();
                            go!(self.unwind(th, e, true))
                        }
                    }

                    Op::PushExc { save, exc } => {
                        reg!(save) = th.handled;
                        th.handled = reg!(exc);
                    }
                    Op::PopExc { save } => th.handled = reg!(save),
                    Op::ExcMatch { dst, exc, typ } => value!(dst, self.exc_match(reg!(exc), reg!(typ))),
                    Op::Raise { exc } => {
                        let e = reg!(exc);
                        sync!();
                        go!(self.raise_statement(th, e, Value::Unbound))
                    }
                    Op::RaiseFrom { exc, cause } => {
                        let (e, c) = (reg!(exc), reg!(cause));
                        sync!();
                        go!(self.raise_statement(th, e, c))
                    }
                    Op::RaiseCurrent => {
                        let e = th.handled;
                        sync!();
                        go!(self.raise_current(th, e))
                    }
                    Op::Reraise { exc } => {
                        let e = reg!(exc);
                        sync!();
                        go!(self.unwind(th, e, true))
                    }
                    Op::LoadSpecial { which, base, obj } => match self.load_special(reg!(obj), which) {
                        Ok((func, bound)) => {
                            reg!(base) = func;
                            reg!(base + 1) = bound;
                        }
                        Err(ctl) => raise!(ctl),
                    },
                    Op::ExcTriple { base, exc } => {
                        let e = reg!(exc);
                        reg!(base) = Value::Obj(self.class_of(e));
                        reg!(base + 1) = e;
                        reg!(base + 2) = self.exc_slot(e, crate::python::exception::TRACEBACK);
                    }
                }
            }
        }
    }
}

/// Arithmetic on small numbers; `None` if anything is special.
#[inline]
fn fast_binary(op: BinOp, a: Value, b: Value) -> Option<Value> {
    match (a, b) {
        (Value::Int(x), Value::Int(y)) => match op {
            BinOp::Add => x.checked_add(y).map(Value::Int),
            BinOp::Sub => x.checked_sub(y).map(Value::Int),
            BinOp::Mul => x.checked_mul(y).map(Value::Int),
            BinOp::FloorDiv if y > 0 => Some(Value::Int(x.div_euclid(y))),
            BinOp::Mod if y > 0 => Some(Value::Int(x.rem_euclid(y))),
            BinOp::And => Some(Value::Int(x & y)),
            BinOp::Or => Some(Value::Int(x | y)),
            BinOp::Xor => Some(Value::Int(x ^ y)),
            _ => None,
        },
        (Value::Float(x), Value::Float(y)) => match op {
            BinOp::Add => Some(Value::Float(x + y)),
            BinOp::Sub => Some(Value::Float(x - y)),
            BinOp::Mul => Some(Value::Float(x * y)),
            _ => None,
        },
        _ => None,
    }
}

/// Comparison of numbers held directly, and identity.
#[inline]
fn fast_compare(op: CmpOp, a: Value, b: Value) -> Option<bool> {
    match (op, a, b) {
        (CmpOp::Is, _, _) => Some(a.is(b)),
        (CmpOp::IsNot, _, _) => Some(!a.is(b)),
        _ => ordered_values(op, a, b),
    }
}

/// Truth of values held directly.
#[inline]
fn fast_truth(v: Value) -> Option<bool> {
    match v {
        Value::Bool(b) => Some(b),
        Value::None => Some(false),
        Value::Int(i) => Some(i != 0),
        _ => None,
    }
}
