//! `sum`: ints first, then floats with compensation, then whatever can be added, as `builtin_sum` (Python/bltinmodule.c). What Python
//! code gives is added in parts, so that not all of it has to be kept.

use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::number;
use crate::python::object::Obj;
use crate::python::op::BinOp;
use crate::python::sym::names;
use crate::python::value::Value;
use crate::python::vm::Vm;

pub static FUNCTIONS: &[NativeDef] = &[NativeDef::function("sum", 1, 2, sum).kw(&["start"]).slow("_sum")];

/// For the prelude: `_sum_some(items, so_far, last)` adds ints, floats and bools to what was added so far, of which it starts with
/// the start alone: what is to be given to it next, or the sum.
pub static PARTS: &[NativeDef] = &[NativeDef::function("_sum_some", 3, 3, sum_some).slow("_sum_more")];

/// What is added so far.
#[derive(Clone, Copy, Debug)]
struct Sum {
    total: Value,
    kind: Kind,
}

/// How what comes next is added.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// All were ints.
    Ints,
    /// The total is a float; what it lost to rounding.
    Floats(f64),
    /// By the `+` of what it is.
    Any,
}

impl Sum {
    fn new(start: Value) -> Sum {
        let kind = match start {
            Value::Int(_) => Kind::Ints,
            Value::Float(_) => Kind::Floats(0.0),
            _ => Kind::Any,
        };
        Sum { total: start, kind }
    }

    /// The sum.
    fn end(self) -> Value {
        match (self.total, self.kind) {
            (Value::Float(sum), Kind::Floats(lost)) if lost != 0.0 && lost.is_finite() => Value::Float(sum + lost),
            (total, _) => total,
        }
    }

    fn add(&mut self, vm: &mut Vm, item: Value) -> R<()> {
        if let (Value::Float(sum), Kind::Floats(lost)) = (self.total, &mut self.kind) {
            let whole = match item {
                Value::Float(x) => {
                    // Neumaier's.
                    let t = sum + x;
                    *lost += if sum.abs() >= x.abs() { (sum - t) + x } else { (x - t) + sum };
                    self.total = Value::Float(t);
                    return Ok(());
                }
                Value::Int(n) => Some(n as f64),
                Value::Bool(b) => Some(f64::from(u8::from(b))),
                _ => None,
            };
            if let Some(whole) = whole {
                self.total = Value::Float(sum + whole);
                return Ok(());
            }
            *self = Sum { total: self.end(), kind: Kind::Any };
        }
        self.total = vm.add_plain(self.total, item)?;
        if self.kind == Kind::Ints
            && !(matches!(item, Value::Int(_) | Value::Bool(_)) && matches!(self.total, Value::Int(_)))
        {
            self.kind = if matches!(self.total, Value::Float(_)) { Kind::Floats(0.0) } else { Kind::Any };
        }
        Ok(())
    }
}

fn sum(vm: &mut Vm, args: Args<'_>) -> R {
    let start = args.either(1, names::START);
    let start = if start.is_unbound() { Value::Int(0) } else { start };
    if vm.is_str(start) {
        return Err(vm.type_error("sum() can't sum strings [use ''.join(seq) instead]"));
    }
    let v = args.get(0);
    if let Value::Obj(r) = v
        && matches!(vm.heap.get(r), Obj::Iter(_))
    {
        return Err(Ctl::Python);
    }
    let mut sum = Sum::new(start);
    for item in vm.native_items(v)? {
        sum.add(vm, item)?;
    }
    Ok(sum.end())
}

fn sum_some(vm: &mut Vm, args: Args<'_>) -> R {
    let so_far = vm.native_items(args.get(1))?;
    let total = so_far.first().copied().unwrap_or_default();
    let mut sum = match so_far.get(1) {
        None => Sum::new(total),
        Some(lost) => Sum { total, kind: number::to_f64(vm, *lost).map_or(Kind::Any, Kind::Floats) },
    };
    for item in vm.native_items(args.get(0))? {
        sum.add(vm, item)?;
    }
    if matches!(args.get(2), Value::Bool(true)) {
        return Ok(sum.end());
    }
    let state = match sum.kind {
        Kind::Ints => vec![sum.total],
        Kind::Floats(lost) => vec![sum.total, Value::Float(lost)],
        Kind::Any => vec![sum.total, Value::None],
    };
    Ok(vm.heap.tuple(state))
}

impl Vm {
    /// `a + b` where a native adds: the error is worded here if no Python code can help.
    fn add_plain(&mut self, a: Value, b: Value) -> R {
        match self.binary_native(BinOp::Add, a, b) {
            Err(Ctl::Python) => {
                let instance =
                    |vm: &Vm, v: Value| matches!(v, Value::Obj(r) if matches!(vm.heap.get(r), Obj::Instance(_)));
                if instance(self, a) || instance(self, b) {
                    return Err(Ctl::Python);
                }
                let text =
                    format!("unsupported operand type(s) for +: '{}' and '{}'", self.type_name(a), self.type_name(b));
                Err(self.type_error(text))
            }
            other => other,
        }
    }
}
