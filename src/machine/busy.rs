//! Waiting by reading a clock again and again: `while time.perf_counter() < end: pass`.
//!
//! Simulated round by round, a few seconds of it would be tens of millions of rounds. All rounds are the same, so their number
//! can be calculated; the machine is then exactly where it would have come to. A round is followed instruction by
//! instruction from one reading of the clock to the next, knowing of each value only whether it is the same in every round, a
//! reading of the clock, or a counter. Only what stays within that is recognised; everything else is simulated.

use crate::base::Nanos;
use crate::python::native::NativeFn;
use crate::python::object::Obj;
use crate::python::op::{BinOp, CmpOp, Op, Reg, UnOp};
use crate::python::sym::Sym;
use crate::python::value::Value;
use crate::python::vm::Vm;

/// A loop that waits for a clock to reach a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Wait {
    /// What the clock shows when rounds cease to be the same.
    pub end: Nanos,
    /// Cost and number of the instructions of one round, the clock's own cost not included.
    pub cost: u64,
    pub instructions: u64,
    counters: Vec<(Place, i64)>,
}

/// Where a value is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Register(Reg),
    Global(u32),
}

/// What is known of a value.
#[derive(Clone, Copy, Debug)]
enum Known {
    /// The same in each round. If it is what the place held when the round began, nobody may change that.
    Same(Value),
    /// As `Same`, not yet used for anything but counting.
    Begin(Place, Value),
    /// The clock's reading, less so many nanoseconds.
    Clock { less: i64 },
    /// What the place held when the round began, and more.
    Counter(Place, i64),
}

/// Longest round looked at, in instructions.
const LONGEST: usize = 24;

/// One round, as far as it was followed.
struct Round<'a> {
    vm: &'a mut Vm,
    thread: usize,
    base: usize,
    namespace: usize,
    /// What the clock shows now, and whether it counts whole nanoseconds.
    shown: Nanos,
    whole: bool,
    end: Nanos,
    written: Vec<(Place, Known)>,
    used: Vec<Place>,
}

/// The loop that a thread is in, if it is such a loop; it has just called the clock of number `id`, which shows `shown`.
pub fn recognise(vm: &mut Vm, thread: usize, id: u16, shown: Nanos, whole: bool) -> Option<Wait> {
    let frame = vm.threads.get(thread)?.frames.last()?;
    let (base, after_call, number) = (frame.base as usize, frame.ip as usize, frame.code);
    let program = vm.program.clone();
    let linked = program.code(number)?;
    let ops = &linked.code.ops;
    let call = after_call.checked_sub(1)?;
    let (clock, callee) = match *ops.get(call)? {
        Op::Call { dst, base, argc: 0 } | Op::CallMethod { dst, base, argc: 0 } => (dst, base),
        _ => return None,
    };
    let namespace = linked.namespace as usize;
    let mut round =
        Round { vm, thread, base, namespace, shown, whole, end: Nanos::MAX, written: Vec::new(), used: Vec::new() };
    round.write(Place::Register(clock), Known::Clock { less: 0 });
    let (mut at, mut cost) = (after_call, 0);
    for instructions in 1..=LONGEST as u64 {
        let costs = linked.costs.get(at..at + 2)?;
        cost += u64::from(costs[1] - costs[0]);
        if at == call {
            if !round.is_clock(callee, id) {
                return None;
            }
            let counters = round.close()?;
            return (round.end != Nanos::MAX).then_some(Wait { end: round.end, cost, instructions, counters });
        }
        let op = *ops.get(at)?;
        at = match op {
            Op::LoadConst { dst, index } => round.same(dst, *linked.consts.get(index as usize)?, at),
            Op::LoadAttr { dst, obj, site } | Op::LoadMethod { base: dst, obj, site } => {
                let value = round.attribute(obj, *linked.sites.get(site as usize)?)?;
                if matches!(op, Op::LoadMethod { .. }) {
                    round.same(dst + 1, Value::Unbound, at);
                }
                round.same(dst, value, at)
            }
            op => round.follow(op, at)?,
        };
    }
    None
}

impl Round<'_> {
    /// Carries out an instruction; where it goes on.
    fn follow(&mut self, op: Op, at: usize) -> Option<usize> {
        let behind = at + 1;
        let jump = |offset: i16| (behind as i64 + i64::from(offset)) as usize;
        Some(match op {
            Op::Move { dst, src } => self.set(dst, self.read(Place::Register(src))?, at),
            Op::LoadInt { dst, value } => self.same(dst, Value::Int(i64::from(value)), at),
            Op::LoadBool { dst, value } => self.same(dst, Value::Bool(value), at),
            Op::LoadNone { dst } => self.same(dst, Value::None, at),
            Op::LoadGlobal { dst, slot } => self.set(dst, self.read(Place::Global(slot))?, at),
            Op::StoreGlobal { src, slot } => {
                let known = self.read(Place::Register(src))?;
                self.write(Place::Global(slot), known);
                behind
            }
            Op::LoadDeref { dst, cell } => {
                let Value::Obj(r) = self.value(cell)? else { return None };
                let Obj::Cell(v) = *self.vm.heap.get(r) else { return None };
                if v.is_unbound() {
                    return None;
                }
                self.same(dst, v, at)
            }
            Op::CheckBound { reg } => {
                self.read(Place::Register(reg))?;
                behind
            }
            Op::AddImm { sub, dst, a, imm } | Op::InplaceAddImm { sub, dst, a, imm } => {
                let imm = if sub { -i64::from(imm) } else { i64::from(imm) };
                let known = match self.read(Place::Register(a))? {
                    Known::Begin(place, Value::Int(_)) => Known::Counter(place, imm),
                    Known::Counter(place, n) => Known::Counter(place, n + imm),
                    _ => return None,
                };
                self.set(dst, known, at)
            }
            Op::Binary { op: BinOp::Sub, dst, a, b } => {
                let Known::Clock { less } = self.read(Place::Register(a))? else { return None };
                let less = less.checked_add(nanos(self.value(b)?, self.whole)?)?;
                self.set(dst, Known::Clock { less }, at)
            }
            Op::Binary { op: BinOp::Add, dst, a, b } => match (self.value(a)?, self.value(b)?) {
                (Value::Float(a), Value::Float(b)) => self.same(dst, Value::Float(a + b), at),
                _ => return None,
            },
            Op::Unary { op: UnOp::Not, dst, a } => match self.value(a)? {
                Value::Bool(b) => self.same(dst, Value::Bool(!b), at),
                _ => return None,
            },
            Op::Compare { op, dst, a, b } => {
                let truth = self.compare(op, a, b)?;
                self.same(dst, Value::Bool(truth), at)
            }
            Op::CmpJumpIfTrue { op, a, b, offset } => {
                if self.compare(op, a, b)? {
                    jump(offset)
                } else {
                    behind
                }
            }
            Op::CmpJumpIfFalse { op, a, b, offset } => {
                if self.compare(op, a, b)? {
                    behind
                } else {
                    jump(offset)
                }
            }
            Op::Jump { target } => target as usize,
            Op::JumpIfTrue { reg, target } => match self.value(reg)? {
                Value::Bool(true) => target as usize,
                Value::Bool(false) => behind,
                _ => return None,
            },
            Op::JumpIfFalse { reg, target } => match self.value(reg)? {
                Value::Bool(false) => target as usize,
                Value::Bool(true) => behind,
                _ => return None,
            },
            _ => return None,
        })
    }

    /// A comparison now; notes when a reading of the clock will change it.
    fn compare(&mut self, op: CmpOp, a: Reg, b: Reg) -> Option<bool> {
        let (x, y) = (self.read(Place::Register(a))?, self.read(Place::Register(b))?);
        let (less, limit, op) = match (x, y) {
            (Known::Clock { less }, _) => (less, self.value(b)?, op),
            (_, Known::Clock { less }) => (less, self.value(a)?, mirrored(op)?),
            _ => return None,
        };
        // True at last, false at first; or the other way round.
        let rises = match op {
            CmpOp::Gt | CmpOp::Ge => true,
            CmpOp::Lt | CmpOp::Le => false,
            _ => return None,
        };
        let turns = less.checked_add(nanos(limit, self.whole)?)?.max(0) as u64;
        let reached = self.shown.0 >= turns;
        if !reached {
            self.end = self.end.min(Nanos(turns));
        }
        Some(reached == rises)
    }

    /// A value that is the same in each round.
    fn value(&mut self, reg: Reg) -> Option<Value> {
        match self.read(Place::Register(reg))? {
            Known::Same(v) => Some(v),
            Known::Begin(place, v) => {
                self.used.push(place);
                Some(v)
            }
            Known::Clock { .. } | Known::Counter(..) => None,
        }
    }

    /// An attribute that is only read: of a module, or an instance's own.
    fn attribute(&mut self, obj: Reg, name: Sym) -> Option<Value> {
        let v = self.value(obj)?;
        let Value::Obj(r) = v else { return None };
        let found = match self.vm.heap.get(r) {
            Obj::Module(module) => self.vm.namespaces.get(module.namespace as usize)?.get(name),
            Obj::Instance(i) => {
                let class = i.class;
                if self.vm.class(class)?.has_getattribute || !self.vm.lookup(class, name).is_unbound() {
                    return None;
                }
                let Obj::Instance(i) = self.vm.heap.get(r) else { return None };
                i.attrs.get(self.vm.shapes.slot(i.shape, name)?).copied()?
            }
            _ => return None,
        };
        (!found.is_unbound()).then_some(found)
    }

    /// What a place holds now.
    fn now(&self, place: Place) -> Option<Value> {
        let v = match place {
            Place::Register(r) => *self.vm.threads.get(self.thread)?.stack.get(self.base + r as usize)?,
            Place::Global(slot) => *self.vm.namespaces.get(self.namespace)?.values.get(slot as usize)?,
        };
        (!v.is_unbound()).then_some(v)
    }

    /// Is this the function that was called?
    fn is_clock(&mut self, callee: Reg, id: u16) -> bool {
        let Some(Value::Obj(r)) = self.value(callee) else { return false };
        matches!(self.vm.heap.get(r), Obj::Native { def, .. } if matches!(def.call, NativeFn::Extern(n) if n == id))
    }

    fn read(&self, place: Place) -> Option<Known> {
        match self.written.iter().rev().find(|(p, _)| *p == place) {
            Some((_, known)) => Some(*known),
            None => Some(Known::Begin(place, self.now(place)?)),
        }
    }

    fn write(&mut self, place: Place, known: Known) {
        match self.written.iter_mut().find(|(p, _)| *p == place) {
            Some(entry) => entry.1 = known,
            None => self.written.push((place, known)),
        }
    }

    fn set(&mut self, dst: Reg, known: Known, at: usize) -> usize {
        self.write(Place::Register(dst), known);
        at + 1
    }

    fn same(&mut self, dst: Reg, v: Value, at: usize) -> usize {
        self.set(dst, Known::Same(v), at)
    }

    /// The round came back to where it began: it is like the next if nothing that it uses was changed. The counters.
    fn close(&self) -> Option<Vec<(Place, i64)>> {
        let mut counters = Vec::new();
        for &(place, known) in &self.written {
            match known {
                Known::Counter(of, step) if of == place => counters.push((place, step)),
                // Set again to what it was.
                Known::Same(v) | Known::Begin(_, v) if self.now(place).is_some_and(|n| n.is(v)) => continue,
                _ => {}
            }
            if self.used.contains(&place) {
                return None;
            }
        }
        // A counter that is set from another place's counter would lag behind.
        let lags = |of: Place| !counters.iter().any(|(p, _)| *p == of);
        let foreign = self.written.iter().any(|(_, k)| matches!(k, Known::Counter(of, _) if lags(*of)));
        (!foreign).then_some(counters)
    }
}

impl Wait {
    /// Counts so many rounds.
    pub fn count(&self, vm: &mut Vm, thread: usize, rounds: u64) {
        let Some(frame) = vm.threads.get(thread).and_then(|t| t.frames.last()) else { return };
        let (base, number) = (frame.base as usize, frame.code);
        let namespace = vm.program.code(number).map_or(0, |c| c.namespace as usize);
        for &(place, step) in &self.counters {
            let v = match place {
                Place::Register(r) => vm.threads.get_mut(thread).and_then(|t| t.stack.get_mut(base + r as usize)),
                Place::Global(slot) => vm.namespaces.get_mut(namespace).and_then(|n| n.values.get_mut(slot as usize)),
            };
            if let Some(Value::Int(n)) = v {
                *n += step * rounds as i64;
            }
        }
    }
}

fn mirrored(op: CmpOp) -> Option<CmpOp> {
    Some(match op {
        CmpOp::Lt => CmpOp::Gt,
        CmpOp::Le => CmpOp::Ge,
        CmpOp::Gt => CmpOp::Lt,
        CmpOp::Ge => CmpOp::Le,
        _ => return None,
    })
}

/// What a number says in nanoseconds, beside a clock that counts seconds as floats, or nanoseconds.
fn nanos(v: Value, whole: bool) -> Option<i64> {
    const LONGEST: i64 = 1 << 32;
    match v {
        Value::Int(i) if whole => Some(i),
        Value::Int(i) if i.abs() < LONGEST => Some(i * 1_000_000_000),
        Value::Float(f) if !whole && f.abs() < LONGEST as _ => {
            let nanos = Nanos::from_secs_f64(f.abs()).0 as i64;
            Some(if f < 0.0 { -nanos } else { nanos })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::asyncio;
    use crate::machine::{Machine, Settings, Status};
    use crate::python::compiler::{CompileOptions, compile};
    use crate::syntax;

    /// Instructions, virtual time and hash of the trace.
    fn run(source: &str, skip: bool) -> (u64, u64, u64) {
        let parsed = syntax::parse(source);
        let module = compile(&parsed.module, source, &CompileOptions::default()).unwrap();
        let mut machine = Machine::new(module, "busy.py", source, Settings::default(), asyncio::install).unwrap();
        machine.core.skip_busy_waits = skip;
        let mut steps = 0;
        while machine.run(1) == Status::Running {
            steps += 1;
        }
        assert!(skip == (steps < 500), "{source}: {steps} steps");
        (machine.instructions(), machine.now().0, machine.into_trace().hash())
    }

    #[test]
    fn skipping_rounds_changes_nothing() {
        for source in [
            "import time\nend = time.perf_counter() + 0.002\nwhile time.perf_counter() < end:\n    pass\nprint(time.perf_counter())",
            "import time\nt = time.time()\nn = 0\nwhile time.time() - t < 0.002:\n    n += 1\nprint(n)",
            "import time\ndef f():\n    start, n = time.monotonic(), 5\n    while True:\n        n -= 2\n        \
             if time.monotonic() - start >= 0.003:\n            return n\nprint(f())",
            "from time import perf_counter_ns as now\ndef f(ns):\n    stop = now() + ns\n    while not now() > stop:\n        pass\n\
             f(1_500_000)\nprint(now())",
            "import time\nclass A: pass\na = A()\na.end = time.process_time() + 0.001\n\
             while a.end > time.process_time():\n    pass\nprint(time.process_time())",
            "import time\nn = 0\nwhile (now := time.perf_counter()) < 10000.005:\n    n = n + 1\nprint(n, now)",
            "import time\ndef wait(s):\n    def late():\n        return end\n    end = time.time() + s\n    \
             while time.time() <= end: continue\nwait(0.002)\nprint(time.time())",
        ] {
            assert_eq!(run(source, true), run(source, false), "{source}");
        }
    }

    #[test]
    fn other_loops_are_simulated() {
        for source in [
            "import time\nend = time.perf_counter() + 0.001\nl = []\nwhile time.perf_counter() < end:\n    l.append(1)\nprint(len(l))",
            "import time\nend = time.perf_counter() + 0.001\nn = 0\nwhile time.perf_counter() < end and n < 5000:\n    n += 1\nprint(n)",
        ] {
            let machine = |skip: bool| {
                let parsed = syntax::parse(source);
                let module = compile(&parsed.module, source, &CompileOptions::default()).unwrap();
                let mut machine =
                    Machine::new(module, "busy.py", source, Settings::default(), asyncio::install).unwrap();
                machine.core.skip_busy_waits = skip;
                while machine.run(1_000_000) == Status::Running {}
                (machine.instructions(), machine.now().0, machine.into_trace().hash())
            };
            assert_eq!(machine(true), machine(false), "{source}");
        }
    }
}
