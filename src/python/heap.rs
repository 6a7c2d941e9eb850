//! The heap: an arena of objects named by [`Ref`], with a byte budget and a mark-and-sweep collector.
//!
//! Collection happens only between instructions, when every live value is reachable from a root the caller names; natives
//! may therefore hold values in Rust variables.

use super::native::{Ctl, Limit, R};
use super::object::{Alias, GeneratorState, Instance, Iter, Obj, Str};
use super::value::{Ref, Value};
use num_bigint::BigInt;
use num_traits::ToPrimitive;
use std::sync::Arc;

/// What one object costs in the arena, mark byte included.
const SLOT: usize = size_of::<Obj>() + 1;
/// Collections are not worth their while below this many bytes of new objects.
const MIN_THRESHOLD: usize = 16 << 20;
const NO_FREE: u32 = u32::MAX;
/// Bytes that a built-in makes or reads in the time of one instruction.
const BYTES_A_STEP: usize = 64;
/// Work of built-ins, in instructions, after which the virtual machine comes back: a slice of a run must not take long.
const MUCH_WORK: u64 = 20_000;
/// What is printed is kept by the trace and, for a while, by who shows it.
const COPIES_OF_OUTPUT: usize = 2;

/// All objects of one simulated process.
#[derive(Clone, Debug)]
pub struct Heap {
    slots: Vec<Obj>,
    marks: Vec<bool>,
    free: u32,
    /// Bytes in use, estimated.
    bytes: usize,
    limit: usize,
    threshold: usize,
    /// The bytes at which the interpreter loop looks up: the threshold, or 0 as soon as built-ins have done much.
    alarm: usize,
    /// Bytes of output: they are never collected.
    printed: usize,
    /// Work of built-ins that nobody has booked yet, in instructions.
    work: u64,
    /// How much of it may be done until then.
    work_max: u64,
    /// Number of collections so far.
    pub collections: u64,
}

impl Heap {
    /// An empty heap that may hold `limit` bytes.
    pub fn new(limit: usize) -> Heap {
        Heap {
            slots: Vec::new(),
            marks: Vec::new(),
            free: NO_FREE,
            bytes: 0,
            limit,
            threshold: MIN_THRESHOLD,
            alarm: MIN_THRESHOLD,
            printed: 0,
            work: 0,
            work_max: u64::MAX,
            collections: 0,
        }
    }

    /// Sets how many bytes it may hold.
    pub fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// Estimated bytes in use.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// True when enough was allocated that a collection is due.
    pub fn wants_collection(&self) -> bool {
        self.bytes >= self.threshold
    }

    /// True when a collection is due, or built-ins did so much work that whoever runs this wants to know.
    #[inline]
    pub fn wants_attention(&self) -> bool {
        self.bytes >= self.alarm
    }

    /// True if more is in use than allowed (looked at between instructions, after a collection).
    pub fn over_limit(&self) -> bool {
        self.bytes + self.printed > self.limit
    }

    /// Accounts for `bytes` about to be allocated by a built-in, and for the time it takes to fill them, or stops the run if either
    /// exceeds its budget. To be called *before* large allocations (`[0] * n`, `'x' * n`, big ints).
    ///
    /// # Errors
    /// `Ctl::Limit`.
    pub fn reserve(&mut self, bytes: usize) -> R<()> {
        self.fits(bytes)?;
        self.charge(bytes / BYTES_A_STEP)
    }

    /// As [`Heap::reserve`] where the time was accounted for: something grows piece by piece and has come to so many bytes.
    ///
    /// # Errors
    /// `Ctl::Limit`.
    pub fn fits(&self, bytes: usize) -> R<()> {
        // What is in use may be garbage in part: only the next collection would tell.
        let used = self.bytes.saturating_add(self.printed).saturating_add(bytes);
        if bytes > self.limit || used > self.limit.saturating_add(self.limit / 2) {
            return Err(Ctl::Limit(Limit::Memory));
        }
        Ok(())
    }

    /// Accounts for work of a built-in that takes as long as so many instructions, or stops the run if they exceed the budget. To be
    /// called before the work is done.
    ///
    /// # Errors
    /// `Ctl::Limit`.
    pub fn charge(&mut self, steps: usize) -> R<()> {
        let work = self.work.saturating_add(steps as u64);
        self.work = work.min(self.work_max);
        if work >= MUCH_WORK {
            self.alarm = 0;
        }
        if work > self.work_max { Err(Ctl::Limit(Limit::Instructions)) } else { Ok(()) }
    }

    /// Sets how much work built-ins may do until [`Heap::take_work`].
    pub fn allow_work(&mut self, instructions: u64) {
        self.work_max = instructions;
    }

    /// The work of built-ins since this was last called, in instructions.
    pub fn take_work(&mut self) -> u64 {
        self.alarm = self.threshold;
        std::mem::take(&mut self.work)
    }

    /// Accounts for so many bytes of output about to be written.
    ///
    /// # Errors
    /// `Ctl::Limit`.
    pub fn reserve_output(&mut self, bytes: usize) -> R<()> {
        self.fits(bytes.saturating_mul(COPIES_OF_OUTPUT))?;
        self.charge(64 + bytes / 4)
    }

    /// Output was written.
    pub fn wrote(&mut self, bytes: usize) {
        self.printed += bytes * COPIES_OF_OUTPUT;
    }

    /// Adds to the bytes in use (an object grew).
    pub fn grew(&mut self, bytes: usize) {
        self.bytes += bytes;
    }

    /// Puts an object into the heap.
    pub fn alloc(&mut self, obj: Obj) -> Ref {
        self.bytes += SLOT + obj.extra_bytes();
        if self.free != NO_FREE {
            let at = self.free;
            if let Obj::Free(next) = self.slots[at as usize] {
                self.free = next;
            }
            self.slots[at as usize] = obj;
            return Ref(at);
        }
        self.slots.push(obj);
        self.marks.push(false);
        Ref(self.slots.len() as u32 - 1)
    }

    /// Lets go of so many objects for good, the youngest first; true when none is left. Nothing may be looked up any
    /// more. To let go of all at once takes a tenth of a second after ten thousand requests.
    pub fn dismantle(&mut self, count: usize) -> bool {
        self.slots.truncate(self.slots.len().saturating_sub(count));
        self.slots.is_empty()
    }

    /// The object; a stale handle gives an unused place, never undefined behaviour.
    #[inline]
    pub fn get(&self, r: Ref) -> &Obj {
        &self.slots[r.index()]
    }

    /// The object, to change it. Growth is to be reported through [`Heap::grew`].
    #[inline]
    pub fn get_mut(&mut self, r: Ref) -> &mut Obj {
        &mut self.slots[r.index()]
    }

    /// A new string.
    pub fn str(&mut self, text: &str) -> Value {
        Value::Obj(self.alloc(Obj::Str(Str::new(Arc::from(text)))))
    }

    /// A new string from an owned or shared one.
    pub fn str_arc(&mut self, text: Arc<str>) -> Value {
        Value::Obj(self.alloc(Obj::Str(Str::new(text))))
    }

    /// A new list.
    pub fn list(&mut self, items: Vec<Value>) -> Value {
        Value::Obj(self.alloc(Obj::List(items)))
    }

    /// A new tuple.
    pub fn tuple(&mut self, items: Vec<Value>) -> Value {
        Value::Obj(self.alloc(Obj::Tuple(items.into_boxed_slice())))
    }

    /// A new iterator.
    pub fn iter(&mut self, iter: Iter) -> Value {
        Value::Obj(self.alloc(Obj::Iter(Box::new(iter))))
    }

    /// An int of any size, as a direct value if it fits.
    pub fn int(&mut self, value: BigInt) -> Value {
        match value.to_i64() {
            Some(i) => Value::Int(i),
            None => Value::Obj(self.alloc(Obj::BigInt(Box::new(value)))),
        }
    }

    /// What a subclass of a built-in kind carries (`class Stack(list)`), else the value itself.
    pub fn payload(&self, v: Value) -> Value {
        if let Value::Obj(r) = v
            && let Obj::Instance(i) = self.get(r)
            && let Obj::Class(class) = self.get(i.class)
            && class.layout == super::object::Layout::Payload
        {
            return i.attrs.first().copied().unwrap_or_default();
        }
        v
    }

    /// The text of a string (of `str` itself or a subclass); `None` for anything else.
    pub fn as_str(&self, v: Value) -> Option<&Str> {
        let Value::Obj(r) = v else { return None };
        match self.get(r) {
            Obj::Str(s) => Some(s),
            Obj::Instance(_) => match self.payload(v) {
                Value::Obj(p) => match self.get(p) {
                    Obj::Str(s) => Some(s),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    /// Appends to a list object and accounts for its growth.
    #[inline]
    pub fn list_push(&mut self, list: Ref, item: Value) {
        if let Obj::List(items) = &mut self.slots[list.index()] {
            let before = items.capacity();
            items.push(item);
            let grown = items.capacity() - before;
            self.bytes += grown * size_of::<Value>();
        }
    }

    /// Frees everything not reachable from the roots. `roots` marks them.
    pub fn collect(&mut self, roots: impl FnOnce(&mut Marker<'_>)) {
        self.collections += 1;
        let before = self.bytes;
        self.marks.fill(false);
        let mut marker = Marker { slots: &self.slots, marks: &mut self.marks, pending: Vec::new(), listed: 0 };
        roots(&mut marker);
        marker.run();
        let mut bytes = 0;
        self.free = NO_FREE;
        for at in (0..self.slots.len()).rev() {
            if self.marks[at] {
                if let Obj::Class(class) = &mut self.slots[at] {
                    class.subclasses.retain(|r| self.marks[r.index()]);
                }
                bytes += SLOT + self.slots[at].extra_bytes();
            } else {
                self.slots[at] = Obj::Free(self.free);
                self.free = at as u32;
            }
        }
        self.bytes = bytes;
        let limit = self.limit.saturating_sub(self.printed);
        // A heap that grows is marked again and again: less often while it is small, seldom if little of it was garbage.
        let factor = match bytes {
            _ if bytes > 2 * MIN_THRESHOLD => 2,
            _ if bytes > before / 4 * 3 => 8,
            _ => 3,
        };
        self.threshold = (bytes * factor).max(bytes + MIN_THRESHOLD).min(limit.max(bytes + MIN_THRESHOLD));
        self.alarm = if self.work >= MUCH_WORK { 0 } else { self.threshold };
    }

    /// True if `target` can be reached from the roots (used to finalise what a program let go of, as reference counting would).
    pub fn reaches(&mut self, target: Ref, roots: impl FnOnce(&mut Marker<'_>)) -> bool {
        self.marks.fill(false);
        let mut marker = Marker { slots: &self.slots, marks: &mut self.marks, pending: Vec::new(), listed: 0 };
        roots(&mut marker);
        marker.run();
        self.marks.get(target.index()).copied().unwrap_or(false)
    }

    /// Those of `targets` that cannot be reached from the roots.
    pub fn unreachable(&mut self, targets: &[Ref], roots: impl FnOnce(&mut Marker<'_>)) -> Vec<Ref> {
        self.marks.fill(false);
        let mut marker = Marker { slots: &self.slots, marks: &mut self.marks, pending: Vec::new(), listed: 0 };
        roots(&mut marker);
        marker.run();
        targets.iter().copied().filter(|r| !self.marks.get(r.index()).copied().unwrap_or(true)).collect()
    }

    /// True if `from` is one of the targets or refers to one, over no more than `limit` objects. Classes, modules and large
    /// containers are not followed; if there is more than was looked at, the answer is `doubt`.
    pub fn leads_to(&self, from: Ref, is_target: &dyn Fn(Ref) -> bool, limit: usize, doubt: bool) -> bool {
        let mut met = Marker { slots: &self.slots, marks: &mut [], pending: vec![from], listed: limit };
        let mut next = 0;
        while let Some(&r) = met.pending.get(next) {
            next += 1;
            if is_target(r) {
                return true;
            }
            let followed = match self.get(r) {
                Obj::Class(_) | Obj::Module(_) => continue,
                Obj::List(items) => items.len() <= limit,
                Obj::Tuple(items) => items.len() <= limit,
                Obj::Dict(table) => table.len() <= limit,
                Obj::Set(table) | Obj::FrozenSet(table) => table.len() <= limit,
                Obj::Deque(d) => d.items.len() <= limit,
                _ => true,
            };
            if followed {
                self.get(r).trace(&mut met);
            } else if doubt {
                return true;
            }
        }
        doubt && met.pending.len() >= limit
    }

    /// Those objects among what the last marking left out that a count of references would keep all the same: each is part of a
    /// cycle, or hangs from one.
    pub fn in_cycles(&self) -> Vec<Ref> {
        let garbage = |r: Ref| !self.marks[r.index()] && !matches!(self.slots[r.index()], Obj::Free(_));
        let all: Vec<Ref> = (0..self.slots.len() as u32).map(Ref).filter(|&r| garbage(r)).collect();
        let mut counts = vec![0_u32; self.slots.len()];
        let mut held = Marker { slots: &self.slots, marks: &mut [], pending: Vec::new(), listed: usize::MAX };
        let mut each = |from: Ref, count: &mut dyn FnMut(Ref)| {
            self.get(from).trace(&mut held);
            held.pending.drain(..).filter(|&to| garbage(to)).for_each(count);
        };
        for &r in &all {
            each(r, &mut |to| counts[to.index()] += 1);
        }
        let mut free: Vec<Ref> = all.iter().copied().filter(|r| counts[r.index()] == 0).collect();
        while let Some(r) = free.pop() {
            each(r, &mut |to| {
                counts[to.index()] -= 1;
                if counts[to.index()] == 0 {
                    free.push(to);
                }
            });
        }
        all.into_iter().filter(|r| counts[r.index()] > 0).collect()
    }

    /// Number of objects alive or not yet collected.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// True if nothing was ever allocated.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }
}

/// Marks what is reachable.
pub struct Marker<'a> {
    slots: &'a [Obj],
    marks: &'a mut [bool],
    pending: Vec<Ref>,
    /// Without marks: objects are only listed, up to so many, each once; if there is no limit, as often as they are met.
    listed: usize,
}

impl Marker<'_> {
    /// Marks one value as reachable.
    #[inline]
    pub fn value(&mut self, v: Value) {
        if let Value::Obj(r) = v {
            self.object(r);
        }
    }

    /// Marks one object as reachable.
    #[inline]
    pub fn object(&mut self, r: Ref) {
        match self.marks.get_mut(r.index()) {
            Some(true) => {}
            Some(mark) => {
                *mark = true;
                self.pending.push(r);
            }
            None if self.listed == usize::MAX => self.pending.push(r),
            None if self.pending.len() < self.listed && !self.pending.contains(&r) => self.pending.push(r),
            None => {}
        }
    }

    /// Marks many values.
    pub fn values(&mut self, vs: &[Value]) {
        for &v in vs {
            self.value(v);
        }
    }

    fn run(&mut self) {
        let slots = self.slots;
        while let Some(r) = self.pending.pop() {
            slots[r.index()].trace(self);
        }
    }
}

impl Obj {
    /// Estimated bytes beyond the arena slot.
    fn extra_bytes(&self) -> usize {
        const V: usize = size_of::<Value>();
        match self {
            Obj::Str(s) => s.text.len() + 16,
            Obj::BigInt(b) => (b.bits() as usize) / 8 + 32,
            Obj::Bytes(b) => b.len() + 16,
            Obj::ByteArray(b) => b.capacity(),
            Obj::List(items) => items.capacity() * V,
            Obj::Tuple(items) => items.len() * V,
            Obj::Dict(t) => t.bytes() + 64,
            Obj::Set(t) | Obj::FrozenSet(t) => t.bytes() + 48,
            Obj::Deque(d) => d.items.capacity() * V + 48,
            Obj::Instance(i) => i.attrs.capacity() * V,
            Obj::Generator(g) => g.regs.capacity() * V + size_of::<super::object::Generator>(),
            Obj::Class(c) => 512 + c.attrs.len() * 48,
            Obj::Function(_) => size_of::<super::object::Function>(),
            Obj::Slice(_) | Obj::Iter(_) | Obj::AsyncGenOp(_) | Obj::Property(_) => 64,
            _ => 0,
        }
    }

    fn trace(&self, m: &mut Marker<'_>) {
        match self {
            Obj::List(items) => m.values(items),
            Obj::Tuple(items) => m.values(items),
            Obj::Dict(table) => {
                for e in table.iter() {
                    m.value(e.key);
                    m.value(e.value);
                }
            }
            Obj::Set(table) | Obj::FrozenSet(table) => {
                for (_, key) in table.iter() {
                    m.value(key);
                }
            }
            Obj::DictView(dict, _) | Obj::MappingProxy(dict) => m.object(*dict),
            Obj::Slice(parts) => m.values(&parts[..]),
            Obj::Deque(d) => d.items.iter().for_each(|&v| m.value(v)),
            Obj::Function(f) => {
                let parts =
                    [f.defaults, f.kwdefaults, f.closure, f.annotations, f.name, f.qualname, f.doc, f.module, f.dict];
                m.values(&parts);
            }
            Obj::Native { bound, .. } => m.value(*bound),
            Obj::Method { func, bound } => m.values(&[*func, *bound]),
            Obj::Class(class) => {
                class.bases.iter().chain(&class.mro).chain(&class.payload_type).for_each(|&r| m.object(r));
                class.attrs.values().for_each(|&v| m.value(v));
                m.object(class.metaclass);
                // A class does not keep its subclasses.
            }
            Obj::Instance(Instance { class, attrs, .. }) => {
                m.object(*class);
                m.values(attrs);
            }
            Obj::Cell(v) | Obj::StaticMethod(v) | Obj::ClassMethod(v) => m.value(*v),
            Obj::Generator(g) => {
                // While it runs, its registers are on a thread's stack, and these are of old.
                if g.state != GeneratorState::Running {
                    m.values(&g.regs);
                }
                m.values(&[g.handled, Value::Obj(g.name), Value::Obj(g.qualname)]);
            }
            Obj::AsyncGenOp(op) => {
                m.object(op.generator);
                m.value(op.arg);
            }
            Obj::Iter(iter) => iter.trace(m),
            Obj::Module(module) => m.value(module.doc),
            Obj::Property(p) => m.values(&[p.get, p.set, p.del, p.doc, p.name]),
            Obj::Member { class, .. } => m.object(*class),
            Obj::Super { after, obj } => {
                m.object(*after);
                m.value(*obj);
            }
            Obj::Traceback(t) => {
                m.value(t.next);
                m.values(&t.held);
            }
            Obj::Alias(alias) => {
                let Alias { origin, args } = alias.as_ref();
                m.value(*origin);
                m.values(args);
            }
            Obj::FutureIter { future, .. } => m.object(*future),
            Obj::Free(_)
            | Obj::Str(_)
            | Obj::BigInt(_)
            | Obj::Complex(..)
            | Obj::Bytes(_)
            | Obj::ByteArray(_)
            | Obj::Range(_)
            | Obj::Code(_)
            | Obj::Marker(_) => {}
        }
    }
}

impl Iter {
    fn trace(&self, m: &mut Marker<'_>) {
        match self {
            Iter::List(v, _)
            | Iter::ListReversed(v, _)
            | Iter::Tuple(v, _)
            | Iter::Str(v, _)
            | Iter::Bytes(v, _)
            | Iter::Dict { dict: v, .. }
            | Iter::Set(v, _, _)
            | Iter::Deque { deque: v, .. }
            | Iter::Sequence(v, _)
            | Iter::CoroutineWrapper(v) => m.value(*v),
            Iter::Enumerate(a, b) | Iter::Filter(a, b) | Iter::Callable(a, b) => m.values(&[*a, *b]),
            Iter::Zip(inner, _) | Iter::Native(_, inner) => m.values(inner),
            Iter::Map(f, inner) => {
                m.value(*f);
                m.values(inner);
            }
            Iter::Exhausted(class) => m.object(*class),
            Iter::Range(..) => {}
        }
    }
}
